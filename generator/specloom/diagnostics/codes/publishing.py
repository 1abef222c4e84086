"""Codes of what was published: the ledger that keeps names, what would change them, and the version that made it all."""

from __future__ import annotations

from specloom.diagnostics.catalogue import Severity, define

__all__ = ["NAMES_INVALID", "NAME_KEPT", "NAME_MOVED", "NAME_RENAMED", "NAME_REUSED", "VERSION_MISMATCH"]

NAMES_INVALID = define(
    "names-invalid",
    Severity.FATAL,
    "this is no ledger of names that can be relied on: {problem}",
    "nothing was written",
    "mend the line: after a merge, take both sides; or delete it, and the name is given anew",
    "The ledger of `published_names` (docs/names.md) holds a name for each thing that was generated; no two things of one\n"
    "scope have the same. It is written by `generate`, and may be edited by hand.",
)
NAME_KEPT = define(
    "name-kept",
    Severity.NOTE,
    "{key} is {old!r} in {scope}; as it is described now, it would be {new!r}",
    "it goes on being called {old!r}, as it was published",
    "if the new name is wanted, give it under `names` in the config, or delete the line from the ledger",
    "Somebody renamed a part of the description: an operationId, a tag, a schema. Whoever uses what was generated knows it\n"
    "by its old name, so that stays until you choose another one (docs/names.md).",
)
NAME_MOVED = define(
    "name-moved",
    Severity.ERROR,
    "{key} was published as {old!r} in {scope}, and would be called {new!r} now",
    "nothing was written, so that nobody loses the name by accident",
    "keep it (undo what changed it: a tag, another name in the config), or accept it with `specloom generate --accept-renames`",
    "What was published would get another name, and nothing in the config asks for it. Either it moved to another section\n"
    "with its first tag, or something else has its name now (docs/names.md). A name under `names` in the config is accepted\n"
    "at once.",
)
NAME_RENAMED = define(
    "name-renamed",
    Severity.NOTE,
    "{key} was {old!r} in {scope}, and is {new!r} now",
    "the ledger has the new name; nothing is left under the old one",
    "say so to those who use what is generated",
    "A name that was published is changed by `names` in the config. The line in the config and that in the ledger are the\n"
    "record of it.",
)
NAME_REUSED = define(
    "name-reused",
    Severity.WARNING,
    "{new!r} in {scope} was the name of {old}, which is not there any more; it is that of {key} now",
    "whoever calls it gets the other one",
    "if they are the same thing under another path or name, all is well; else give {key} another name under `names` in the\n"
    "config",
    "Something was removed, and something else would be called like it. Often it is the same thing, moved: a path with a new\n"
    "version, a schema written elsewhere. specloom cannot know, so it says it once, and the ledger remembers it.",
)
VERSION_MISMATCH = define(
    "version-mismatch",
    Severity.FATAL,
    "the config is for specloom {pin}, and this is {version}",
    "nothing was done: another version may write other files",
    "install that version, or change `generator` in the config and look at what that changes",
    "`generator` in the config keeps everybody who works on a project, and its CI, at one version, so that files only change\n"
    "when somebody means it. Exit code 8.",
)
