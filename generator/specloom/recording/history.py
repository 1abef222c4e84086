"""What a run has done so far, and what a journal tells of a run that was interrupted: the same, by the same entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from specloom.calls.values import is_object
from specloom.ir.types import JsonValue
from specloom.recording.journal import Entry, Event, Journal

__all__ = ["History", "Ledger", "ScenarioHistory", "StepKey"]

StepKey = tuple[str, str]
"""Ids of a workflow and of its step."""
Outputs = Mapping[str, JsonValue]


@dataclass(slots=True)
class ScenarioHistory:
    """One scenario, as far as it came."""

    begun: list[StepKey] = field(default_factory=list[StepKey])
    """Steps whose request may have been sent, in that order."""
    outputs: dict[StepKey, Outputs] = field(default_factory=dict[StepKey, Outputs])
    """Of the steps that were answered."""
    done: set[StepKey] = field(default_factory=set[StepKey])
    harmless: set[StepKey] = field(default_factory=set[StepKey])
    """Steps that made nothing, the last time they were sent."""
    cleaned: set[StepKey] = field(default_factory=set[StepKey])
    workflows: dict[str, Outputs] = field(default_factory=dict[str, Outputs])
    """Outputs of the workflows that are done."""
    pseudonyms: JsonValue = None
    is_over: bool = False
    """A step failed, or clean-up began: what is left to do of it cannot be gone on with."""
    is_finished: bool = False
    """All is done, and nothing is left."""

    @property
    def made(self) -> list[StepKey]:
        """Steps whose work may still be there, in the order in which they were begun."""
        return [key for key in self.begun if key not in self.cleaned and key not in self.harmless]

    @property
    def open(self) -> StepKey | None:
        """The step that was begun, and of which it is not known whether it is done."""
        return next((key for key in reversed(self.begun) if key not in self.done and key not in self.harmless), None)


@dataclass(slots=True)
class History:
    """A run."""

    run: str = ""
    """Its id; empty where there was none."""
    hashes: Mapping[str, JsonValue] = field(default_factory=dict[str, JsonValue])
    """Of the scenarios as they were then, by label."""
    scenarios: dict[str, ScenarioHistory] = field(default_factory=dict[str, ScenarioHistory])
    """By label."""
    captured: set[str] = field(default_factory=set[str])
    """What the run has captured, each as a text that tells it from all else."""

    @classmethod
    def told(cls, entries: Iterable[Entry]) -> History:
        """Return what the entries of a journal tell."""
        history = cls()
        for entry in entries:
            history.take(entry)
        return history

    def of(self, label: str) -> ScenarioHistory:
        """Return the history of a scenario; an empty one where it was not begun."""
        return self.scenarios.setdefault(label, ScenarioHistory())

    def take(self, entry: Entry) -> None:
        """Take one more entry."""
        event = Event(str(entry["event"]))
        label = str(entry.get("scenario"))
        if event is Event.RUN:
            hashes = entry.get("scenarios")
            self.run, self.hashes = str(entry.get("id")), hashes if is_object(hashes) else {}
        elif event is Event.CLEARED:
            self.scenarios[label] = ScenarioHistory(is_finished=entry.get("finished") is True)
        else:
            if isinstance(entry.get("capture"), str):
                self.captured.add(entry["capture"])
            _take(self.of(label), event, entry)


def _take(scenario: ScenarioHistory, event: Event, entry: Entry) -> None:
    key = (str(entry.get("workflow")), str(entry.get("step")))
    stated = entry.get("outputs")
    outputs = stated if is_object(stated) else {}
    match event:
        case Event.INTENT:
            scenario.begun = [*(each for each in scenario.begun if each != key), key]
            scenario.outputs.pop(key, None)
            for known in (scenario.done, scenario.harmless, scenario.cleaned):
                known.discard(key)
        case Event.ANSWERED:
            scenario.outputs[key] = outputs
            scenario.is_over = scenario.is_over or entry.get("failed") is True
        case Event.RESULT:
            scenario.done.add(key)
            scenario.pseudonyms = entry.get("pseudonyms")
        case Event.HARMLESS:
            scenario.harmless.add(key)
        case Event.CLEANED:
            scenario.cleaned.add(key)
        case Event.WORKFLOW:
            scenario.workflows[key[0]] = outputs
        case Event.CLEANING:
            scenario.is_over = True
        case Event.RUN | Event.CLEARED:
            raise AssertionError("these are of the run")


@dataclass(frozen=True, slots=True)
class Ledger:
    """The history of a run and its journal: what is noted is on the disk first."""

    journal: Journal
    history: History

    def begin(self, run: str, hashes: Mapping[str, JsonValue]) -> None:
        """Begin a run; nothing is left of the one before."""
        self.journal.begin(run, dict(hashes))
        self.history.scenarios.clear()
        self.history.captured.clear()
        self.history.run, self.history.hashes = run, hashes

    def note(self, event: Event, scenario: str, key: StepKey = ("", ""), **facts: JsonValue) -> None:
        """Note what is about to happen, or has happened."""
        entry: Entry = {"scenario": scenario, "workflow": key[0], "step": key[1], **facts}
        self.journal.add(event, **entry)
        self.history.take({"event": event.value, **entry})
