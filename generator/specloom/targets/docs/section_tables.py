"""What the operations of a section have in common: identifiers, other parameters, errors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from specloom.ir.operation import Operation, Parameter, ParameterLocation, Response
from specloom.targets.docs.markdown import MdCell, MdCode, MdWords
from specloom.targets.docs.outline import Outliner, SchemaLink
from specloom.targets.docs.section_views import ErrorRow, ParameterUse
from specloom.targets.docs.words import Words

__all__ = ["common_parameters", "documented_errors", "identifiers"]

_SEVERAL = 2


def identifiers(operations: tuple[Operation, ...], words: Words) -> tuple[ParameterUse, ...]:
    """Return the path parameters by first use."""
    parameters = (each for operation in operations for each in operation.parameters_in(ParameterLocation.PATH))
    return tuple(_uses(parameters, words, least=1))


def common_parameters(operations: tuple[Operation, ...], words: Words) -> tuple[ParameterUse, ...]:
    """Return the parameters of other places that several of the operations have, by first use."""
    parameters = (
        each for operation in operations for each in operation.parameters if each.location is not ParameterLocation.PATH
    )
    return tuple(_uses(parameters, words, least=_SEVERAL))


def _uses(parameters: Iterable[Parameter], words: Words, least: int) -> Iterator[ParameterUse]:
    """Yield each parameter that is used often enough, with the first description that there is."""
    groups: defaultdict[tuple[str, str], list[Parameter]] = defaultdict(list)
    for parameter in parameters:
        groups[parameter.location.value, parameter.wire_name].append(parameter)
    for (location, name), group in groups.items():
        if len(group) >= least:
            description = next((each.description for each in group if each.description.strip()), None)
            yield ParameterUse(
                name=MdCode(name, cell=True),
                location=MdWords(location),
                type=words.type(group[0].type),
                description=MdCell(description) if description else None,
                uses=len(group),
            )


def documented_errors(operations: tuple[Operation, ...], outliner: Outliner) -> tuple[ErrorRow, ...]:
    """Return the statuses of error answers in their order, each with the first description and every schema."""
    groups: defaultdict[str, list[Response]] = defaultdict(list)
    for operation in operations:
        for response in operation.errors:
            groups[response.status].append(response)
    return tuple(
        ErrorRow(
            status=MdWords(status),
            description=next((MdCell(each.description) for each in group if each.description.strip()), None),
            schemas=_schemas(group, outliner),
            uses=len(group),
        )
        for status, group in sorted(groups.items())
    )


def _schemas(responses: list[Response], outliner: Outliner) -> tuple[SchemaLink, ...]:
    found = (outliner.link(content.type) for each in responses for content in each.contents)
    return tuple({link.page.printed(): link for link in found if link is not None}.values())
