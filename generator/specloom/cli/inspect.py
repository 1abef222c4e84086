"""`specloom inspect`: the intermediate representation as JSON. Every object says under `node` what it is."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence, Set
from enum import Enum
from typing import Any, TypeGuard

from specloom.cli.exit_codes import ExitCode
from specloom.cli.request import Request, find_config
from specloom.cli.run import Run
from specloom.config.suggest import did_you_mean
from specloom.diagnostics import Diagnostics, Location, Stop, codes
from specloom.ir.api import Api
from specloom.pipeline import load_api

__all__ = ["inspect", "plain"]


def inspect(request: Request, run: Run, *, operation: str | None = None) -> ExitCode:
    """Print the IR of each source: one object for one source, else an object by source; or one operation alone."""
    diagnostics = run.collector()
    try:
        config = find_config(request, diagnostics, needs_out=False)
    except Stop:
        run.show_errors()
        return ExitCode.USAGE
    loaded = run.each_job(config, lambda job, found: (job.source.name, load_api(job.source, found).api))
    if loaded is None:
        run.show_errors()
        return run.refusal
    apis = dict(loaded)
    value: Any
    if operation is not None:
        value = _one_operation(operation, apis, diagnostics)
        if value is None:
            run.show_errors()
            return ExitCode.USAGE
    else:
        value = plain(next(iter(apis.values()))) if len(apis) == 1 else plain(apis)
    run.console.result(json.dumps(value, indent=2) + "\n")
    return ExitCode.OK


def _one_operation(identifier: str, apis: Mapping[str, Api], diagnostics: Diagnostics) -> Any:
    operations = {each.id: each for api in apis.values() for each in api.operations}
    if identifier in operations:
        return plain(operations[identifier])
    problem = f"there is no operation {identifier!r}{did_you_mean(identifier, operations)}"
    diagnostics.report(codes.USAGE, None, problem=problem, command="specloom inspect")
    return None


def plain(value: object) -> Any:
    """Return a value of the IR as JSON values: fields in order, sets sorted, locations as `file#pointer`."""
    if isinstance(value, Location):
        return f"{value.file}#{value.pointer}"
    if isinstance(value, Enum):
        return value.value
    if _is_mapping(value):
        return {str(key): plain(item) for key, item in value.items()}
    if _is_set(value):
        return sorted(plain(item) for item in value)
    if _is_sequence(value):
        return [plain(item) for item in value]
    if dataclasses.is_dataclass(value):
        fields = {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {"node": type(value).__name__, **fields}
    return value


def _is_mapping(value: object) -> TypeGuard[Mapping[Any, Any]]:
    return isinstance(value, Mapping)


def _is_set(value: object) -> TypeGuard[Set[Any]]:
    return isinstance(value, Set)


def _is_sequence(value: object) -> TypeGuard[Sequence[Any]]:
    return isinstance(value, list | tuple)
