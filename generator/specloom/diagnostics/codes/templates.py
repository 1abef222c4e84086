"""Codes of templates of the user's own."""

from __future__ import annotations

from specloom.diagnostics.catalogue import Severity, define

__all__ = [
    "TEMPLATE_BROKEN",
    "TEMPLATE_CHANGED",
    "TEMPLATE_FIELD_UNKNOWN",
    "TEMPLATE_OUTDATED",
    "TEMPLATE_UNKNOWN",
    "TEMPLATE_UNMARKED",
    "TEMPLATE_UNREADABLE",
]

TEMPLATE_UNKNOWN = define(
    "template-unknown",
    Severity.FATAL,
    "{name!r} is the name of no template{hint}",
    "nothing was written: the file would have no effect",
    "give it the name of the template that it replaces (`specloom templates list`), or move it elsewhere",
    "Files in the folder that `templates` in the config names stand in place of templates of specloom of the same name\n"
    "(docs/templates.md). Whatever else is there would be passed over in silence; only hidden files may be.",
)
TEMPLATE_UNREADABLE = define(
    "template-unreadable",
    Severity.FATAL,
    "{name} {problem}",
    "nothing was written",
    "make it a regular file of UTF-8 text inside the folder of templates; or leave `templates` out of the config",
    "Templates of your own are UTF-8 text, at most 1 MiB long, in the folder that `templates` in the config names; links may\n"
    "not lead out of it.",
)
TEMPLATE_BROKEN = define(
    "template-broken",
    Severity.FATAL,
    "the template cannot be used: {problem}",
    "nothing was written",
    "mend the line; docs/templates.md lists what each template is given, `specloom templates check` compares",
    "A template of your own runs under the rules of ours: what it asks for must exist, and it prints typed text alone, which\n"
    "knows how to write itself in its language. Text of its own stands outside of the braces.",
)
TEMPLATE_FIELD_UNKNOWN = define(
    "template-field-unknown",
    Severity.ERROR,
    "{what!r} does not exist: {reason}",
    "a file that needs it cannot be generated",
    "ask for something that the contract has; docs/templates.md lists it",
    "A template asks for a name that it is not given, or for a field that its view does not have. `specloom templates check`\n"
    "reads the template without rendering it, so it sees branches, too, that no file of yours has needed so far.",
)
TEMPLATE_OUTDATED = define(
    "template-outdated",
    Severity.WARNING,
    "made for contract {made_for} of {name}, and specloom has contract {version} now: {difference}",
    "it is used as it is",
    "go through the difference (`specloom templates check`), mend the template, then `specloom templates accept {name}`",
    "The contract of a template is what it is given: names, fields and their types. It has a version, which the first line of\n"
    "an ejected template states. Where the contract has changed since, the template may miss something new, or ask for what\n"
    "is gone (docs/templates.md).",
)
TEMPLATE_UNMARKED = define(
    "template-unmarked",
    Severity.NOTE,
    "nothing says which contract of {name} this was made for",
    "it is used as it is, and changes of the contract are not told",
    "`specloom templates accept {name}` writes the line that says it",
    "The first line of an ejected template states what it was made from. This one has none, or one of another template.",
)
TEMPLATE_CHANGED = define(
    "template-changed",
    Severity.NOTE,
    "the template of specloom that this was made from has changed since",
    "yours is used, without that change",
    "see whether you want the change (`specloom templates check` shows it), then `specloom templates accept {name}`",
    "The contract may be the same, but the text of the template in specloom is another one than the one that was ejected.",
)
