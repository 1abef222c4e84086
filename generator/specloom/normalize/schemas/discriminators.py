"""How to tell the variants of a union apart (OpenAPI 3.1 §4.8.25)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specloom.diagnostics import Location, Severity, codes
from specloom.diagnostics.pointer import unescape_token
from specloom.ir.types import Discriminator
from specloom.normalize.context import BrokenError, Context
from specloom.normalize.schemas.keywords import properties_of
from specloom.normalize.schemas.parts import Part, flatten, with_keyword
from specloom.normalize.schemas.sole import sole_reference
from specloom.source import Node
from specloom.source.refs import is_reference
from specloom.source.values import is_array, is_object

if TYPE_CHECKING:
    from specloom.normalize.schemas.build import Schemas

__all__ = ["constant_properties", "discriminator_of", "listed_texts", "mapped_node", "mapping_of", "property_of"]

_FILES = (".json", ".yaml", ".yml")


def discriminator_of(schemas: Schemas, parts: tuple[Part, ...], variants: list[Node]) -> Discriminator | None:
    """Return how to tell the variants apart: as the document says, else by a property that is constant in each."""
    for part in with_keyword(parts, "discriminator"):
        stated = part.child("discriminator")
        name = property_of(stated)
        if stated is not None and name:
            return _stated(schemas, stated, name, variants)
    found = _constants(schemas, variants)
    return None if found is None else Discriminator(property=found[0], mapping=found[1])


def property_of(stated: Node | None) -> str:
    """Return the name of the property: `discriminator: kind` in 2.0, `{propertyName: kind}` since 3.0; empty for neither."""
    if stated is None:
        return ""
    return stated.value if isinstance(stated.value, str) else stated.text("propertyName")


def mapping_of(stated: Node) -> list[tuple[str, Node]]:
    """Return the tags that the document maps to schemas, each with the node that names one."""
    mapping = stated.get("mapping")
    return [(tag, node) for tag, node in (mapping.members() if mapping else ()) if isinstance(node.value, str)]


def mapped_node(schemas: Schemas, node: Node) -> Node | None:
    """Return the schema that a value of `mapping` names: by a reference, or by the name of a component.

    One that leads nowhere costs a tag, no variant: it is no error.
    """
    text: str = node.value
    component = schemas.components.get(text)
    if component is not None:
        return schemas.context.spec.follow(component)
    if "/" not in text and "#" not in text and not text.endswith(_FILES):
        return None
    with schemas.context.diagnostics.at_most(Severity.WARNING):
        return schemas.context.spec.follow(Node({"$ref": text}, node.location))


def _stated(schemas: Schemas, stated: Node, name: str, variants: list[Node]) -> Discriminator | None:
    locations = [_target(schemas.context, variant) for variant in variants]
    mapping: dict[str, int] = {}
    for tag, node in mapping_of(stated):
        target = mapped_node(schemas, node)
        if target is not None and target.location in locations:
            mapping[tag] = locations.index(target.location)
        else:
            problem = f"the tag {tag!r} leads to no variant"
            _report(schemas.context, node.location, problem, name)
    for index, variant in enumerate(variants):
        if index not in mapping.values():
            for tag in _implied_tags(schemas.context, variant, name):
                mapping.setdefault(tag, index)
    if not mapping:
        problem = f"no variant has a value for {name!r}"
        _report(schemas.context, stated.location, problem, name)
        return None
    return Discriminator(
        property=name, mapping=dict(sorted(mapping.items())), default=_default(schemas, stated, name, locations)
    )


def _report(context: Context, place: Location, problem: str, name: str) -> None:
    code = codes.DISCRIMINATOR_UNUSABLE
    context.degrade(code, place, problem, keyword="discriminator", problem=problem, property=name)


def _default(schemas: Schemas, stated: Node, name: str, locations: list[Location | None]) -> int | None:
    """Return the variant of a value whose tag is not listed (OpenAPI 3.2 §4.25.1, `defaultMapping`)."""
    node = stated.get("defaultMapping")
    if node is None or not isinstance(node.value, str):
        return None
    target = mapped_node(schemas, node)
    if target is not None and target.location in locations:
        return locations.index(target.location)
    problem = f"`defaultMapping` {node.value!r} leads to no variant"
    _report(schemas.context, node.location, problem, name)
    return None


def _implied_tags(context: Context, variant: Node, name: str) -> list[str]:
    """Return the tags of a variant that the mapping does not name: its constants, else the name it is referred to by."""
    tags = constant_properties(context, variant).get(name, [])
    reference = sole_reference(context, variant)
    if not tags and reference is not None and reference.text("$ref"):
        tags = [unescape_token(reference.text("$ref").rpartition("/")[2])]
    return tags


def _target(context: Context, node: Node) -> Location | None:
    reference = sole_reference(context, node)
    found = context.spec.follow(reference) if reference is not None else None
    return found.location if found is not None else None


def constant_properties(context: Context, variant: Node) -> dict[str, list[str]]:
    """Return the properties of a variant that are constants or enumerations of texts."""
    found: dict[str, list[str]] = {}
    try:
        parts = flatten(context, variant)
    except BrokenError:
        return found
    for part in with_keyword(parts, "properties"):
        listed = part.child("properties")
        for name, member in listed.members() if listed is not None else ():
            values = _constant_texts(context, member)
            if values:
                found[name] = values
    return found


def listed_texts(context: Context, schema: Node, name: str) -> list[str]:
    """Return the texts that a property of a schema lists, itself or by a reference; empty where it lists none."""
    try:
        nodes = properties_of(context, flatten(context, schema)).get(name, [])
    except BrokenError:
        return []
    for node in reversed(nodes):
        target = context.spec.follow(node) if is_reference(node.value) else node
        texts = _constant_texts(context, target) if target is not None else []
        if texts:
            return texts
    return []


def _constant_texts(context: Context, node: Node) -> list[str]:
    """Return the texts that a property can be; a reference to an enumeration of one value counts as well."""
    value = node.value
    if not is_object(value):
        return []
    if isinstance(value.get("$ref"), str):
        target = context.spec.follow(node)
        texts = _constant_texts(context, target) if target is not None and target.location != node.location else []
        return texts if len(texts) == 1 else []
    values = [value["const"]] if "const" in value else value.get("enum")
    if is_array(values) and values and all(isinstance(each, str) for each in values):
        return [each for each in values if isinstance(each, str)]
    return []


def _inherited_tags(schemas: Schemas, variant: Node) -> dict[str, list[str]]:
    """Return the tags that the bases of a variant have for it."""
    reference = sole_reference(schemas.context, variant)
    target = schemas.context.spec.follow(reference) if reference is not None else None
    return schemas.inheritance.tags_of(target) if target is not None else {}


def _constants(schemas: Schemas, variants: list[Node]) -> tuple[str, dict[str, int]] | None:
    """Return a property that is a different constant in every variant, and which constant means which variant."""
    tables = [constant_properties(schemas.context, variant) | _inherited_tags(schemas, variant) for variant in variants]
    for name in tables[0] if tables else ():
        mapping: dict[str, int] = {}
        for index, table in enumerate(tables):
            values = table.get(name, [])
            if len(values) != 1 or values[0] in mapping:
                break
            mapping[values[0]] = index
        else:
            return name, dict(sorted(mapping.items()))
    return None
