"""What a run is told, and what it tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from specloom.config.job import CaptureSettings, Environment
from specloom.ir.api import Api
from specloom.ir.operation import OperationId
from specloom.ir.types import JsonValue
from specloom.scenarios.model import Scenario

__all__ = ["Leftover", "Mode", "Outcome", "Plan", "RefusedError", "StepResult", "Summary"]


class RefusedError(Exception):
    """Nothing was sent, and why; it holds no secret."""


class Mode(StrEnum):
    """What is to be done."""

    RUN = "run"
    RESUME = "resume"
    """Go on where a run before ended."""
    CLEAN_UP = "cleanup"
    """Only take away what a run before left."""


class Outcome(StrEnum):
    """What came of a step; the later, the worse."""

    CAPTURED = "captured"
    """A file was written."""
    UNCHANGED = "unchanged"
    """The file says so already."""
    DONE = "done"
    """It went well, and is not to be kept; or was done in the run before."""
    SKIPPED = "skipped"
    """A step before it failed."""
    REFUSED = "refused"
    """It went well, and what would be written may hold a secret."""
    FAILED = "failed"

    @property
    def is_wrong(self) -> bool:
        """Return whether the run is not what it should be."""
        return self in (Outcome.SKIPPED, Outcome.REFUSED, Outcome.FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepResult:
    """What came of a step."""

    scenario: str
    workflow: str
    step: str
    operation: OperationId
    outcome: Outcome
    status: int | None = None
    """Of the last answer; None where none came."""
    file: str = ""
    """That holds the capture, relative to its folder."""
    reason: str = ""
    """Why it is as it is. Nothing that was sent or answered stands in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftover:
    """Something that the run made, or may have made, and that is still there."""

    scenario: str
    workflow: str
    step: str
    operation: OperationId
    reason: str


@dataclass(slots=True, kw_only=True)
class Summary:
    """What came of a run."""

    run: str = ""
    results: list[StepResult] = field(default_factory=list[StepResult])
    leftovers: list[Leftover] = field(default_factory=list[Leftover])
    requests: int = 0
    """How many were sent."""
    is_interrupted: bool = False
    journal: Path | None = None
    """Where there is something to resume or to clean up."""

    @property
    def is_well(self) -> bool:
        """Return whether all went as it should."""
        wrong = any(result.outcome.is_wrong for result in self.results)
        return not (wrong or self.leftovers or self.is_interrupted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run is told."""

    api: Api
    settings: CaptureSettings
    environment: Environment
    scenarios: tuple[Scenario, ...]
    """All that the config names: what a run before made may be of any of them."""
    wanted: tuple[Scenario, ...]
    """Those to run; they may lack workflows."""
    hashes: Mapping[str, JsonValue]
    """Of the scenarios' files, by label: another one cannot be gone on with."""
    variables: Mapping[str, str]
    """The environment variables of the process."""
    folder: Path
    """Where captures are written."""
    mode: Mode = Mode.RUN
    max_requests: int | None = None
    """In place of the environment's."""
    told: Callable[[StepResult], None] = lambda _: None
    """Is called with each result as it comes."""
