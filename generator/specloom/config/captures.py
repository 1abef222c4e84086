"""What the config says of captures: in a checked model, out what `capture` and `generate` take."""

from __future__ import annotations

from pathlib import Path

from specloom.config.job import CaptureSettings, Environment, KeptValue
from specloom.config.model import CapturesModel, EnvironmentModel
from specloom.diagnostics import Location

__all__ = ["capture_settings"]


def capture_settings(name: str, model: CapturesModel, base: Path, origin: Location) -> CaptureSettings:
    """Return the settings of the source `name`, which stand at `origin`; `base` is the folder of the config."""
    label = model.folder or f"captures/{name}"
    return CaptureSettings(
        folder=base / label,
        label=label,
        scenarios=tuple(model.scenarios),
        environments=tuple(_environment(key, each) for key, each in model.environments.items()),
        inputs=dict(model.inputs),
        prefix=model.prefix,
        shown_headers=tuple(header.lower() for header in model.show),
        hidden_properties=tuple(model.hide),
        kept=tuple(
            KeptValue(operation=each.operation, pointer=each.pointer, reason=each.reason) for each in model.keep
        ),
        minimum=model.minimum,
        origin=origin,
    )


def _environment(name: str, model: EnvironmentModel) -> Environment:
    return Environment(
        name=name,
        server=model.server,
        hosts=tuple(model.hosts),
        is_production=model.production,
        requests_per_second=model.requests_per_second,
        max_requests=model.max_requests,
        timeout=model.timeout,
    )
