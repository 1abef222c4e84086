"""The operation that a step calls (Arazzo 1.0 §4.6.5): by operationId, or by a path into the description."""

from __future__ import annotations

import re
from collections.abc import Iterator

from specloom.diagnostics.pointer import tokens_of
from specloom.ir.api import Api
from specloom.ir.operation import Operation
from specloom.scenarios.reading import Reading
from specloom.source import Node

__all__ = ["by_id", "operation_of"]

_PREFIXED = re.compile(r"\$sourceDescriptions\.(?P<source>[A-Za-z0-9_-]+)\.(?P<id>.+)", re.DOTALL)
_PATH = re.compile(r"\{?\$sourceDescriptions\.(?P<source>[A-Za-z0-9_-]+)\.url\}?#(?P<pointer>/.+)", re.DOTALL)
_METHOD_STEPS = 3


def operation_of(step: Node, reading: Reading) -> Operation | None:
    """Return the operation that a step calls; None where it names none of the description's, which is told."""
    faults = reading.faults
    called = [key for key in ("operationId", "operationPath", "workflowId") if step.get(key) is not None]
    if "workflowId" in called:
        place = step.get("workflowId") or step
        fix = "let this workflow depend on that one (`dependsOn`), and take its outputs: $workflows.ID.outputs.NAME"
        faults.unsupported(place.location, "a step that runs a workflow", fix)
        return None
    if len(called) != 1:
        problem = "a step must name one operation, with `operationId` or `operationPath`"
        faults.invalid(step.location, problem, "name one")
        return None
    named = step.get(called[0]) or step
    text = faults.text(step, called[0], is_needed=True)
    if not text:
        return None
    return _by_id(text, named, reading) if called[0] == "operationId" else _by_path(text, named, reading)


def _by_id(text: str, named: Node, reading: Reading) -> Operation | None:
    prefixed = _PREFIXED.fullmatch(text)
    if prefixed and not _is_ours(prefixed["source"], named, reading):
        return None
    wanted = prefixed["id"] if prefixed else text
    found = by_id(wanted, reading.api)
    if found is None:
        reading.faults.unknown(named.location, "operation", wanted, _ids(reading))
    return found


def by_id(wanted: str, api: Api) -> Operation | None:
    """Return the operation whose operationId this is, or else the one that specloom calls so; None where there is none."""
    declared = (one for one in api.operations if one.declared_id == wanted)
    return next(declared, None) or next((one for one in api.operations if one.id == wanted), None)


def _by_path(text: str, named: Node, reading: Reading) -> Operation | None:
    """`{$sourceDescriptions.billing.url}#/paths/~1invoices/get`"""
    found = _PATH.fullmatch(text)
    if found is None:
        problem = "this is no operationPath"
        reading.faults.invalid(
            named.location, problem, "write {$sourceDescriptions.NAME.url}#/paths/~1invoices/get, or use `operationId`"
        )
        return None
    if not _is_ours(found["source"], named, reading):
        return None
    tokens = tokens_of(found["pointer"])
    if len(tokens) == _METHOD_STEPS and tokens[0] == "paths":
        for each in reading.api.operations:
            if (each.path, each.method.lower()) == (tokens[1], tokens[2].lower()):
                return each
    known = [f"{each.method} {each.path}" for each in reading.api.operations]
    wanted = " ".join([*(token.upper() for token in tokens[2:3]), *tokens[1:2]])
    reading.faults.unknown(named.location, "operation at", wanted, known)
    return None


def _is_ours(source: str, named: Node, reading: Reading) -> bool:
    if source == reading.source:
        return True
    reading.faults.unknown(named.location, "source description", source, [reading.source])
    return False


def _ids(reading: Reading) -> Iterator[str]:
    for each in reading.api.operations:
        yield each.declared_id or each.id
