"""Codes of `specloom vendor`: sources, copies, and the code that uses them."""

from __future__ import annotations

from specloom.diagnostics.catalogue import Severity, define

__all__ = [
    "VENDOR_DRIFT",
    "VENDOR_EDITED",
    "VENDOR_LICENSE",
    "VENDOR_SOURCE",
    "VENDOR_UNREACHABLE",
    "VENDOR_USE_UNCLEAR",
    "VENDOR_USE_UNREADABLE",
]

VENDOR_SOURCE = define(
    "vendor-source",
    Severity.FATAL,
    "{source}: {problem}",
    "nothing was written",
    "name a folder that specloom generated (it has a `.specloom/manifest.json`), in a git repository or on this machine",
    "What is vendored is what the manifest of the source lists, with the hashes it says: regular files, inside the folder.\n"
    "A source that is something else is refused, and so are addresses and refs that git could take for an option or a program.",
)
VENDOR_UNREACHABLE = define(
    "vendor-unreachable",
    Severity.ERROR,
    "git cannot read {source}: {problem}",
    "nothing was written",
    "see whether the repository can be reached from here: `git ls-remote` with the same address says more",
    "The repository of a source did not answer, or git is not installed. That is no verdict on the copy: exit code 9, never 3.",
)
VENDOR_DRIFT = define(
    "vendor-drift",
    Severity.ERROR,
    "{path!r} {what}",
    "nothing was changed",
    "{fix}",
    "A vendored folder is not what `specloom.vendor.yaml` pins: a file was edited, is missing, or is not one of the copied\n"
    "ones. Line ends alone are no difference, and files that `keep` names are yours.",
)
VENDOR_EDITED = define(
    "vendor-edited",
    Severity.ERROR,
    "{path!r} was changed since it was vendored",
    "nothing was written, and the edit is still there",
    "bring the change to the source, name the file under `keep` in specloom.vendor.yaml, or discard it with `--force`",
    "An update would replace a file that somebody edited in this repository. What is edited is never lost unasked.",
)
VENDOR_LICENSE = define(
    "vendor-license",
    Severity.WARNING,
    "{source}: {problem}",
    "the copy was made, and its `ORIGIN.txt` says so",
    "ask the owner of the source under which terms it may be copied; a `LICENSE` beside it is found by the next update",
    "The licence of a source is copied beside the files, and its SPDX identifier is recorded. Here there is none, or its text\n"
    "is none that specloom knows.",
)
VENDOR_USE_UNCLEAR = define(
    "vendor-use-unclear",
    Severity.WARNING,
    "which operations this uses shows only when it runs: {what}",
    "all operations are kept",
    "call operations by their names, or leave the file out with `uses` and name its operations under `also`",
    "Operations are left out of a vendored client only where no code of this repository can reach them. Names that are put\n"
    "together when the program runs could be any.",
)
VENDOR_USE_UNREADABLE = define(
    "vendor-use-unreadable",
    Severity.ERROR,
    "what this file uses cannot be read: {problem}",
    "nothing was written",
    "mend the file, or name the folders of the code that uses the client with `uses`",
    "With `only: used` every Python file below the folders of `uses` is parsed. One that is no Python could use anything.",
)
