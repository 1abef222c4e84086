"""`specloom config show`: every setting, what it is, and where that was said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from specloom.cli.exit_codes import ExitCode
from specloom.cli.request import Request, find_config
from specloom.cli.run import Run
from specloom.config.load import Config
from specloom.config.settings import setting_of
from specloom.diagnostics import Location, Stop
from specloom.diagnostics.frame import harmless
from specloom.diagnostics.pointer import escape_token
from specloom.source import Document
from specloom.source.values import is_object

__all__ = ["show_config"]

Steps = tuple[str, ...]
_DEFAULT = "default"
_WIDEST = 80


@dataclass(frozen=True, slots=True)
class _Shown:
    steps: Steps
    value: Any
    origin: str


def show_config(request: Request, run: Run, *, resolved: bool = False) -> ExitCode:
    """Print the settings that somebody made; all of them, as they count in the end, where they are `resolved`."""
    diagnostics = run.collector()
    try:
        config = find_config(request, diagnostics, needs_out=False)
    except Stop:
        run.show_errors()
        return ExitCode.USAGE
    shown = [each for each in _shown(config, request) if resolved or each.origin != _DEFAULT]
    run.details["settings"] = [
        {"key": ".".join(each.steps), "value": each.value, "origin": each.origin} for each in shown
    ]
    if not run.is_json:
        lines = [
            (f"{'.'.join(each.steps)}: {json.dumps(each.value, ensure_ascii=False)}", each.origin) for each in shown
        ]
        width = min(max((len(line) for line, _ in lines), default=0), _WIDEST)
        for line, origin in lines:
            run.console.result(harmless(f"{line:<{width}}  # {origin}") + "\n")
    return ExitCode.OK


def _shown(config: Config, request: Request) -> Iterator[_Shown]:
    """Yield all settings, by key; of the sources those that were chosen, with the targets that they end up with."""
    assert config.model is not None, "it was read from a file"
    assert config.document is not None
    origins = _Origins(config.document, {setting_of(each).steps for each in request.settings})
    found = {steps: _Shown(steps, value, origins.of(steps)) for steps, value in _leaves(_untargeted(config))}
    for job in config.jobs:
        for target in job.targets:
            own, common = ("sources", job.source.name, "targets", target.name), ("targets", target.name)
            rest: list[tuple[Steps, Any]] = [((option,), value) for option, value in target.options.items()]
            rest = rest or [((), {})]
            for tail, value in rest:
                stated = (origins.of((*steps, *tail)) for steps in (own, common))
                origin = next((each for each in stated if each != _DEFAULT), _DEFAULT)
                found[*own, *tail] = _Shown((*own, *tail), value, origin)
    for each in _overriding(config, request):
        found[each.steps] = each
    yield from (found[steps] for steps in sorted(found))


def _untargeted(config: Config) -> dict[str, Any]:
    """Return all settings but the targets, of the sources that were chosen."""
    assert config.model is not None
    whole = config.model.model_dump(by_alias=True, exclude={"schema_", "targets"})
    names = {job.source.name for job in config.jobs}
    whole["sources"] = {name: source for name, source in whole["sources"].items() if name in names}
    for source in whole["sources"].values():
        source.pop("targets")
    return whole


def _overriding(config: Config, request: Request) -> Iterator[_Shown]:
    """Yield what options and the environment say in place of the config."""
    for job in config.jobs:
        if request.server is not None:
            steps = ("sources", job.source.name, "server")
            yield _Shown(steps, job.source.server, "--server, or SPECLOOM_SERVER")
        if request.root is not None:
            yield _Shown(("sources", job.source.name, "root"), request.root, "--root")
    if request.strict:
        yield _Shown(("strict",), True, "--strict, or SPECLOOM_STRICT")


def _leaves(value: Any, steps: Steps = ()) -> Iterator[tuple[Steps, Any]]:
    """Yield the values that are no objects, and the empty objects."""
    if is_object(value) and value:
        for key, inner in value.items():
            yield from _leaves(inner, (*steps, str(key)))
    else:
        yield steps, value


@dataclass(frozen=True, slots=True)
class _Origins:
    document: Document
    settings: set[Steps]
    """Of the command line."""

    def of(self, steps: Steps) -> str:
        """Return where a setting was made: on the command line, on a line of the config, or nowhere."""
        if any(steps[: len(setting)] == setting for setting in self.settings):
            return "--set"
        label = self.document.root_label
        data = self.document.files[label].data
        for step in steps:
            if not is_object(data) or step not in data:
                return _DEFAULT
            data = data[step]
        place = self.document.position(Location(label, "".join(f"/{escape_token(step)}" for step in steps)))
        return f"{label}:{place.line}" if place else label
