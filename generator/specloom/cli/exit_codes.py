"""What the process exit codes mean: the one place. `docs/exit-codes.md` says the same to users, and a test compares them."""

from __future__ import annotations

from enum import IntEnum

__all__ = ["ExitCode"]


class ExitCode(IntEnum):
    """The verdict of a run."""

    OK = 0
    """Done; for `check`: nothing differs."""
    INTERNAL = 1
    """A bug in specloom. Never a verdict on a description or a folder."""
    USAGE = 2
    """Arguments, config, overlays, templates, targets, manifest or output folder cannot be used; a file is not there."""
    DRIFT = 3
    """`check`, `templates check`: something is not as it should be; `vendor verify`, `generate --exit-code`: files differ."""
    CONFLICT = 4
    """`generate`, `vendor`: a file was edited by hand, one of somebody else is in the way, or a published name would change."""
    SPEC_INVALID = 5
    """The description cannot be read, parsed or understood; for `lint`: it has errors."""
    BREAKING = 6
    """`diff`: a change breaks what worked, and no waiver is for it."""
    SNIPPET_FAILED = 7
    """`verify`: a snippet is not the documented request, or was not run; `capture`: a step failed, or something is left."""
    VERSION_MISMATCH = 8
    """The config is for another version of specloom."""
    UNAVAILABLE = 9
    """`vendor`: the repository of a source cannot be reached. Never a verdict on the copy."""
    INTERRUPTED = 130
    """Ctrl-C. The output folder is as it was, or entirely new."""
    BROKEN_PIPE = 141
    """Whoever read our output stopped reading."""

    @property
    def verdict(self) -> str:
        """The code as a word, for reports: `spec-invalid`."""
        return self.name.lower().replace("_", "-")
