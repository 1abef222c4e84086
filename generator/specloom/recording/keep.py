"""From an exchange to a file: what may be shown of it is written, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from specloom.calls.values import is_object
from specloom.captures.exchange import Exchange
from specloom.captures.pseudonyms import Pseudonyms
from specloom.captures.redaction import Redactor, SecretFoundError
from specloom.captures.store import write_capture
from specloom.ir.types import JsonValue
from specloom.recording.marker import Marker
from specloom.recording.model import Mode, Outcome, Plan
from specloom.scenarios.model import Step

__all__ = ["Keeper", "Kept"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What became of an exchange."""

    outcome: Outcome
    file: str = ""
    """Its name in the folder of captures."""
    reason: str = ""
    key: str = ""
    """Of the capture, as a text; empty where there is none."""


@dataclass(slots=True, kw_only=True)
class Keeper:
    """Writes captures. Of several answers of one kind in a run the first is kept."""

    plan: Plan
    marker: Marker
    secrets: Mapping[str, str]
    captured: set[str]
    _redactor: Redactor = field(init=False)

    def __post_init__(self) -> None:
        """Make what all scenarios share."""
        names = Pseudonyms(now=datetime.now(UTC))
        self._redactor = Redactor(self.plan.settings, self.secrets, self.plan.api, names)

    def begin(self, state: JsonValue) -> None:
        """Begin a scenario; equal values have equal pseudonyms in all of its steps. `state`: where it was cut off.

        Each scenario has pseudonyms of its own, so that what one does, or that it is not run, changes no file of another.
        """
        known = state if is_object(state) else {}
        now = known.get("now")
        self._redactor.pseudonyms = Pseudonyms(
            now=datetime.fromisoformat(now) if isinstance(now, str) else datetime.now(UTC),
            known=dict(known.get("known") or {}),
            sent=set(known.get("sent") or ()),
        )

    @property
    def state(self) -> JsonValue:
        """What `begin` needs to go on from here."""
        names = self._redactor.pseudonyms
        return {"now": names.now.isoformat(), "known": dict(names.known), "sent": sorted(names.sent)}

    def keep(self, step: Step, exchange: Exchange, scenario: str) -> Kept:
        """Write what may be shown of an exchange; say where nothing was written, and why."""
        if self.plan.mode is Mode.CLEAN_UP:
            return Kept(outcome=Outcome.DONE, reason="taken away")
        try:
            capture = self._redactor.capture(
                self.marker.unmarked(exchange),
                step.operation,
                environment=self.plan.environment.name,
                captured=datetime.now(UTC).date().isoformat(),
                scenario=scenario,
            )
        except SecretFoundError as error:
            self._redactor.hide_in(self.plan.folder)
            if step.is_captured:
                return Kept(outcome=Outcome.REFUSED, reason=str(error))
            return Kept(outcome=Outcome.DONE)
        self._redactor.hide_in(self.plan.folder)
        key = json.dumps(capture.key)
        if not step.is_captured or key in self.captured:
            return Kept(outcome=Outcome.DONE, reason="another step shows this answer" if step.is_captured else "")
        self.captured.add(key)
        file = write_capture(self.plan.folder, capture)
        if file is None:
            return Kept(outcome=Outcome.UNCHANGED, key=key)
        return Kept(outcome=Outcome.CAPTURED, file=file.name, key=key)
