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
    """The arguments, the config, an overlay, the manifest or the output folder cannot be used; a file is not there."""
    DRIFT = 3
    """`check`: the generated files are not what the description and the config say, or coverage got worse."""
    CONFLICT = 4
    """`generate`: a file was edited by hand, or a file that specloom did not write is in the way."""
    SPEC_INVALID = 5
    """The description cannot be read, parsed or understood; for `lint`: it has errors."""
    SNIPPET_FAILED = 7
    """`verify`: a snippet is not the documented request, or was not run; `capture`: a step failed, or something is left."""
    INTERRUPTED = 130
    """Ctrl-C. The output folder is as it was."""
    BROKEN_PIPE = 141
    """Whoever read our output stopped reading."""

    @property
    def verdict(self) -> str:
        """The code as a word, for reports: `spec-invalid`."""
        return self.name.lower().replace("_", "-")
