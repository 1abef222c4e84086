"""`specloom schema`: the JSON Schema of the config file."""

from __future__ import annotations

from specloom.cli.exit_codes import ExitCode
from specloom.cli.request import usable_schemas
from specloom.cli.run import Run
from specloom.config.schema import schema_text

__all__ = ["schema"]


def schema(run: Run) -> ExitCode:
    """Print the JSON Schema of `specloom.yaml`, with the options of every target."""
    run.console.result(schema_text(usable_schemas()))
    return ExitCode.OK
