"""Plans the page of a section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from specloom.ir.api import Api, Section
from specloom.ir.operation import Operation
from specloom.targets.docs.markdown import MdAnchor, MdCode, MdLink, MdPlain, MdText, YamlString
from specloom.targets.docs.names import INDEX, PageNames, operation_title
from specloom.targets.docs.outline import Outliner
from specloom.targets.docs.section_tables import common_parameters, documented_errors, identifiers
from specloom.targets.docs.section_views import SectionLink, SectionPage
from specloom.targets.docs.views import OperationRow
from specloom.targets.docs.words import Words

__all__ = ["describe_operation", "nested_sections", "plan_section"]


def nested_sections(sections: Iterable[Section], parent: str = "", depth: int = 0) -> Iterator[tuple[Section, int]]:
    """Yield the sections with their depth: each one is followed by those that stand in it."""
    listed = tuple(sections)
    for section in listed:
        if section.parent == parent:
            yield section, depth
            yield from nested_sections(listed, section.name, depth + 1)


def plan_section(api: Api, names: PageNames, section: Section, place: int) -> SectionPage:
    """Return the page of a section, the `place`th of all: its operations, and what they have in common."""
    here = names.sections[section.name]
    words = Words(api.types)
    known = {operation.id: operation for operation in api.operations}
    operations = tuple(known[identifier] for identifier in section.operations if identifier in known)
    return SectionPage(
        path=here,
        anchor=MdAnchor(_folder(names, section.name)),
        title=MdPlain(section.title),
        yaml_title=YamlString(section.title),
        nav_order=place,
        yaml_parent=YamlString(_folder(names, section.parent)) if section.parent else None,
        description=MdText(section.description, level=2) if section.description.strip() else None,
        parent=next((_link(names, here, each) for each in api.sections if each.name == section.parent), None),
        children=tuple(_link(names, here, each) for each in api.sections if each.parent == section.name),
        operations=tuple(describe_operation(operation, names, here) for operation in operations),
        identifiers=identifiers(operations, words),
        common=common_parameters(operations, words),
        errors=documented_errors(operations, Outliner(words=words, names=names, here=here, budget=0)),
        index_link=MdLink(here, INDEX),
    )


def _folder(names: PageNames, section: str) -> str:
    return names.sections[section].partition("/")[0]


def _link(names: PageNames, here: str, section: Section) -> SectionLink:
    return SectionLink(title=MdPlain(section.title), page=MdLink(here, names.sections[section.name]))


def describe_operation(operation: Operation, names: PageNames, here: str) -> OperationRow:
    """Return an operation as a row of a table on the page `here`."""
    return OperationRow(
        method=MdPlain(operation.method),
        api_path=MdCode(operation.path, cell=True),
        title=MdPlain(operation_title(operation)),
        page=MdLink(here, names.operations[operation.id]),
        deprecated=operation.deprecated,
    )
