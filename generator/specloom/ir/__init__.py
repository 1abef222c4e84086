"""The intermediate representation: what an API is, in no language's terms.

Frozen values, ids in place of pointers, every default of the specification filled in. Targets read this and nothing
else of the document. `specloom inspect` prints it as JSON.
"""
