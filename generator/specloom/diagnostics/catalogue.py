"""The catalogue: every code that a finding can have.

A code is a few words that name the fault. `message` is filled from named fields; `consequence` says what was done,
`fix` what the reader can do; `explanation` is the page that `specloom explain CODE` prints.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

__all__ = ["CATALOGUE", "LEFT_OUT", "STOPPED", "UNNEEDED", "Code", "Severity", "define"]


class Severity(IntEnum):
    """How grave a finding is, by its consequence (docs/diagnostics.md)."""

    NOTE = 1
    WARNING = 2
    ERROR = 3
    FATAL = 4

    @property
    def label(self) -> str:
        """Lower-case word, as printed."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One kind of finding."""

    name: str
    severity: Severity
    message: str
    consequence: str
    fix: str
    explanation: str


CATALOGUE: dict[str, Code] = {}

STOPPED = "nothing was written; `--lenient` leaves out this part alone"
"""What `{stopped}` in a consequence says of an error that ends the run."""
LEFT_OUT = "this part alone was left out, and the coverage ledger says so"
"""What it says where the run is lenient."""
UNNEEDED = "nothing that is generated uses it, so nothing is missing"
"""What it says of a part that no operation reaches."""


def define(name: str, severity: Severity, message: str, consequence: str, fix: str, explanation: str) -> Code:
    code = Code(
        name=name, severity=severity, message=message, consequence=consequence, fix=fix, explanation=explanation
    )
    CATALOGUE[name] = code
    return code
