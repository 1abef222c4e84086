"""Schemas that are nothing but a reference, however they are written."""

from __future__ import annotations

from dataclasses import replace

from specloom.diagnostics import codes
from specloom.ir.ledger import Coverage
from specloom.normalize.context import BrokenError, Context
from specloom.normalize.marks import Mark
from specloom.normalize.schemas.annotations import is_annotation, says_nothing
from specloom.source import Node
from specloom.source.refs import REFERENCES, is_reference
from specloom.source.values import is_array, is_object

__all__ = ["leads_back", "note_ignored_siblings", "reached", "referred", "sole_reference"]


def sole_reference(context: Context, node: Node) -> Node | None:
    """Return the node that holds the `$ref` when a schema is nothing but a reference, with annotations at the most.

    `{$ref: A}`, `{allOf: [{$ref: A}], description: ...}`, `{type: object, allOf: [{$ref: A}, {nullable: true}]}`, and,
    from 3.1 on, `{$ref: A, description: ...}`.
    """
    value = node.value
    if not is_object(value):
        return None
    if is_reference(value):
        return node if _is_bare(context, node) else None
    parts = node.get("allOf")
    if parts is None or not is_array(parts.value):
        return None
    if not all(key in ("allOf", "type") or is_annotation(key) for key in value):
        return None
    inner = [part for part in parts.elements() if not says_nothing(part.value)]
    found = sole_reference(context, inner[0]) if len(inner) == 1 else None
    if found is None or ("type" in value and not _has_type(context, found, value["type"])):
        return None
    return found


def _is_bare(context: Context, node: Node) -> bool:
    """Return whether a reference says nothing beside what it refers to, and gives its `$dynamicRef`s no other meaning."""
    if context.spec.has_ref_siblings and not all(key in REFERENCES or is_annotation(key) for key in node.value):
        return False
    return not context.spec.references.is_instance(node)


def referred(context: Context, node: Node) -> Node:
    """Return the schema that a reference leads to; through others, as long as they say nothing themselves."""
    return context.follow(node, lambda each: _is_bare(context, each))


def reached(context: Context, node: Node) -> Node | None:
    """Return what `referred` does; None where that cannot be reached, which is reported."""
    try:
        return referred(context, node)
    except BrokenError:
        return None


def _has_type(context: Context, reference: Node, stated: object) -> bool:
    """Return whether what a reference leads to has this type already, so that stating it says nothing new."""
    target = context.spec.follow(reference)
    if target is None or not is_object(target.value):
        return False
    own = target.value.get("type")
    return own == stated or (own is None and stated == "object" and "properties" in target.value)


def _restricts(context: Context, reference: Node, key: str) -> bool:
    if key == "type":
        return not _has_type(context, reference, reference.value[key])
    return not is_annotation(key)


def leads_back(context: Context, node: Node) -> bool:
    """Return whether schemas that are nothing but references lead from one back to itself: A is B, and B is A."""
    seen = {node.location}
    reference = sole_reference(context, node)
    while reference is not None:
        target = context.spec.follow(reference)
        if target is None:
            return False
        if target.location in seen:
            return True
        seen.add(target.location)
        reference = sole_reference(context, target)
    return False


def note_ignored_siblings(context: Context, node: Node) -> None:
    """Report keywords beside a `$ref` that would restrict values, and that this version ignores (3.0.3 §4.7.23)."""
    if context.spec.has_ref_siblings or not is_object(node.value):
        return
    ignored = [key for key in node.value if key not in REFERENCES and _restricts(context, node, key)]
    if ignored:
        for keyword in ignored:
            mark = Mark(codes.REF_SIBLINGS.name, "it stands beside `$ref`", node.location.child(keyword))
            context.reading.note(replace(mark, coverage=Coverage.SKIPPED, keyword=keyword))
        context.report(
            codes.REF_SIBLINGS,
            node.location,
            is_loss=True,
            keywords=", ".join(f"`{keyword}`" for keyword in ignored),
            verb="is" if len(ignored) == 1 else "are",
            version=context.spec.version,
        )
