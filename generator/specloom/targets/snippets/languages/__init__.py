"""The languages of snippets: one module each, and the registry that lists them.

A language is a `Language` value, the typed text of its own module (string, JSON literal, environment variable, file)
and one template `templates/snippets/<language>.jinja`. Each makes its view of the same `WireRequest`.
"""
