"""Is every example true? It satisfies its schema, holds no reference in place of data, and stands on its page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from referencing.exceptions import Unresolvable

from bench.checks.generated import Generated
from bench.checks.schemas import Judge
from bench.checks.values import is_same, keys_in, visible, without_files
from specloom.calls.model import Chosen
from specloom.ir.operation import Content, ContentKind, Operation
from specloom.ir.types import Direction, Ref, Type

__all__ = ["check_examples", "check_printed", "check_references", "count_faulty"]

_NOT_JSON = frozenset({ContentKind.TEXT, ContentKind.XML, ContentKind.NDJSON, ContentKind.SSE, ContentKind.BINARY})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """An example and where it stands."""

    operation: Operation
    name: str
    """As COVERAGE.md names it: `application/json`, `200 application/json`, `query limit`."""
    chosen: Chosen
    type: Type
    direction: Direction
    is_json: bool


def _places(generated: Generated) -> Iterator[_Place]:
    api, calls = generated.api, generated.calls
    operations = {operation.id: operation for operation in (*api.operations, *api.webhooks)}
    for (identifier, media_type, _), chosen in calls.bodies.items():
        operation = operations[identifier]
        content = _content(operation.body.contents if operation.body else (), media_type)
        yield _of_content(operation, media_type, chosen, content, Direction.REQUEST)
    for (identifier, status, media_type), chosen in calls.responses.items():
        operation = operations[identifier]
        response = next(each for each in operation.responses if each.status == status)
        content = _content(response.contents, media_type)
        yield _of_content(operation, f"{status} {media_type}", chosen, content, Direction.RESPONSE)
    for call in (call for group in calls.calls.values() for call in group):
        for argument in call.arguments:
            parameter = argument.parameter
            yield _Place(
                operation=call.operation,
                name=f"{parameter.location.value} {parameter.wire_name}",
                chosen=argument.chosen,
                type=parameter.type,
                direction=Direction.REQUEST,
                is_json=True,
            )


def _content(contents: tuple[Content, ...], media_type: str) -> Content:
    return next(each for each in contents if each.media_type == media_type)


def _of_content(operation: Operation, name: str, chosen: Chosen, content: Content, direction: Direction) -> _Place:
    is_json = content.kind not in _NOT_JSON and not (content.kind is ContentKind.ANY and isinstance(chosen.value, str))
    return _Place(
        operation=operation, name=name, chosen=chosen, type=content.type, direction=direction, is_json=is_json
    )


def count_faulty(generated: Generated) -> int:
    """Return how many examples do not satisfy their schema, as the generator knows itself."""
    return len({(place.operation.id, place.name) for place in _places(generated) if place.chosen.fault})


def check_examples(generated: Generated) -> list[str]:
    """Return the examples that do not satisfy their schema, and those of them that COVERAGE.md does not list."""
    return list(_untrue(generated))


def _untrue(generated: Generated) -> Iterator[str]:
    judges = {direction: Judge(generated.api.schemas, direction) for direction in Direction}
    coverage = (generated.docs / "COVERAGE.md").read_text(encoding="utf-8")
    known: dict[tuple[str, Direction, str], str] = {}
    for place in _places(generated):
        subject = f"{place.operation.method} {place.operation.path}, {place.name}"
        if place.chosen.fault:
            if "### Not satisfying their schema" not in coverage:
                yield f"{subject}: faulty, and COVERAGE.md does not say so"
            continue
        pointer = _pointer(place.type, generated)
        if pointer is None or not place.is_json:
            continue
        value = without_files(place.chosen.value)
        key = (pointer, place.direction, json.dumps(value, sort_keys=True))
        if key not in known:
            known[key] = _problem(judges[place.direction], pointer, value)
        if known[key]:
            yield f"{subject}: {known[key]}"


def _problem(judge: Judge, pointer: str, value: Any) -> str:
    try:
        return judge.problem(pointer, value)
    except (RecursionError, Unresolvable) as error:
        return f"it cannot be checked: {error}"


def _pointer(type_: Type, generated: Generated) -> str | None:
    if type_.schema is None and isinstance(type_, Ref):
        return generated.api.types[type_.target].schema
    return type_.schema


def check_references(generated: Generated) -> list[str]:
    """Return the examples with a raw `$ref`, unless some schema of the API really has a property of that name."""
    if any("$ref" in names for names in _property_maps(generated.api.schemas)):
        return []
    faults = [
        f"{place.operation.method} {place.operation.path}, {place.name}: an example holds a `$ref`"
        for place in _places(generated)
        if "$ref" in keys_in(without_files(place.chosen.value))
    ]
    for path, page in generated.pages.items():
        faults += [f"docs/{path}: an example holds a `$ref`" for each in page.examples if '"$ref"' in each.text]
    return faults


def _property_maps(schemas: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    waiting: list[Any] = [*schemas.values()]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if isinstance(node.get("properties"), dict):
                yield node["properties"]
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node


def check_printed(generated: Generated) -> list[str]:
    """Return the JSON texts on operation pages that are not an example of that very place."""
    return list(_misprinted(generated))


def _misprinted(generated: Generated) -> Iterator[str]:
    wanted: dict[tuple[str, str], list[Any]] = {}
    for place in _places(generated):
        wanted.setdefault((visible(place.operation.id), visible(place.name)), []).append(place.chosen.value)
    for path, page in generated.pages.items():
        operation = page.front_matter.get("operationId")
        if operation is None:
            continue
        operation = visible(operation)
        for example in page.examples:
            status = example.heading.removeprefix("Status ")
            name = example.media_type if example.heading == status else f"{status} {example.media_type}"
            value = json.loads(example.text)
            if not any(is_same(value, each) for each in wanted.get((operation, visible(name)), ())):
                yield f"docs/{path}: not an example of {name}: {example.text:.100}"
