"""Values for the contents of bodies and responses, by kind of content."""

from __future__ import annotations

from dataclasses import replace

from specloom.calls.bodies import streamed_text
from specloom.calls.examples import Chooser, Need
from specloom.calls.files import file_purposes, named_files, only_form_files
from specloom.calls.model import Chosen, ExampleOrigin, FileInput, Variant
from specloom.calls.values import is_array, is_object
from specloom.calls.xml_schema import XmlSchemas
from specloom.ir.operation import Body, Content, ContentKind
from specloom.ir.types import (
    Alias,
    AnyType,
    Direction,
    Enum,
    JsonValue,
    Object,
    Ref,
    Scalar,
    ScalarKind,
    Type,
    Union,
)

__all__ = ["body_values", "is_empty", "response_value"]

_TEXTUAL = frozenset({ContentKind.TEXT, ContentKind.XML, ContentKind.NDJSON, ContentKind.SSE})


def body_values(chooser: Chooser, body: Body, content: Content, subject: str, prefix: str) -> dict[Variant, Chosen]:
    """Return a request body's value for each variant, with its files named by environment variables."""
    if content.kind is ContentKind.BINARY or (content.kind is ContentKind.ANY and _is_binary(chooser, content.type)):
        file = Chosen(value=FileInput(f"{prefix}_FILE", "body"), origin=ExampleOrigin.SYNTHESIZED)
        return dict.fromkeys(Variant, file)
    need = _need(content, Direction.REQUEST, subject)
    chosen = {variant: _chosen(chooser, content, need, variant) for variant in Variant}
    if content.kind in (ContentKind.MULTIPART, ContentKind.FORM):
        chosen[Variant.MINIMAL] = _minimal_form(chooser, need, chosen, is_required=body.required)
    if content.kind is ContentKind.MULTIPART:
        return _with_files(chosen, prefix)
    return {variant: _as_sent(chooser, content, one) for variant, one in chosen.items()}


def _chosen(chooser: Chooser, content: Content, need: Need, variant: Variant) -> Chosen:
    """Return a value of a content: of a sequence a list of its items, the document's own where each of them is valid."""
    if not content.is_sequence:
        return chooser.choose(need, variant)
    lists = [each for each in need.examples if is_array(each.value)]
    for example in lists:
        if all(chooser.is_valid(need, item) for item in example.value):
            origin = ExampleOrigin.SPEC
            return Chosen(value=example.value, origin=origin, name=example.name, location=example.origin)
        problem = "one of its items does not satisfy the schema of an item"
        chooser.givens.reject(example, problem, need.subject)
    others = tuple(each for each in need.examples if not is_array(each.value))
    one = chooser.choose(replace(need, examples=others), variant)
    is_text = content.kind in _TEXTUAL and isinstance(one.value, str) and one.location is not None
    return one if is_text else replace(one, value=[one.value])


def response_value(chooser: Chooser, content: Content, subject: str) -> Chosen | None:
    """Return an example of what comes back; None where there is nothing to show."""
    if content.kind in (ContentKind.BINARY, ContentKind.FORM, ContentKind.MULTIPART):
        return None
    if content.kind is ContentKind.ANY and _says_nothing(chooser, content):
        return None
    chosen = _chosen(chooser, content, _need(content, Direction.RESPONSE, subject), Variant.FULL)
    return _as_sent(chooser, content, chosen)


def _need(content: Content, direction: Direction, subject: str) -> Need:
    return Need(
        type=content.type,
        examples=content.examples,
        direction=direction,
        name="",
        subject=subject,
        origin=content.origin,
        files=content.kind is ContentKind.MULTIPART,
        as_text=content.kind in _TEXTUAL,
    )


def _minimal_form(chooser: Chooser, need: Need, chosen: dict[Variant, Chosen], *, is_required: bool) -> Chosen:
    """Return the minimal value of a form with something to send for each of its fields.

    A form cannot say "an empty object" or "an empty list": such a field would vanish. Nor does every HTTP library send
    a form without any field: a required one gets its first.
    """
    minimal, full = chosen[Variant.MINIMAL], chosen[Variant.FULL]
    if not is_object(minimal.value) or not is_object(full.value):
        return minimal
    fields = {name: full.value.get(name, item) if is_empty(item) else item for name, item in minimal.value.items()}
    if not fields and is_required:
        fields = dict(list(full.value.items())[:1])
    if fields == minimal.value:
        return minimal
    return replace(full, value=fields) if chooser.is_valid(need, fields) else full


def _with_files(chosen: dict[Variant, Chosen], prefix: str) -> dict[Variant, Chosen]:
    """Return the values of a form with names for their files, the same in both variants."""
    values = {variant: only_form_files(one.value) for variant, one in chosen.items()}
    purposes = {purpose for value in values.values() for purpose in file_purposes(value)}
    several = len(purposes) > 1
    return {
        variant: replace(one, value=named_files(values[variant], prefix, several=several))
        for variant, one in chosen.items()
    }


def _as_sent(chooser: Chooser, content: Content, chosen: Chosen) -> Chosen:
    """Return a value of a textual kind as the text that is sent."""
    if content.kind not in _TEXTUAL or isinstance(chosen.value, str):
        return chosen
    name, pointer = _element_name(chooser, content.type), chooser.givens.pointer(content.type)
    schemas = XmlSchemas(chooser.givens.api.schemas)
    return replace(chosen, value=streamed_text(content, name, chosen.value, pointer, schemas))


def _element_name(chooser: Chooser, type_: Type) -> str:
    hint = chooser.givens.api.types[type_.target].hint if isinstance(type_, Ref) else ()
    return hint[-1] if hint else "root"


def _structure(chooser: Chooser, type_: Type) -> Type | Object | Enum | Union:
    """Return what a type comes to behind references and aliases."""
    for _ in range(20):
        if not isinstance(type_, Ref):
            break
        definition = chooser.givens.api.types[type_.target]
        if not isinstance(definition, Alias):
            return definition
        type_ = definition.type
    return type_


def _is_binary(chooser: Chooser, type_: Type) -> bool:
    found = _structure(chooser, type_)
    return isinstance(found, Scalar) and found.kind is ScalarKind.BINARY


def _says_nothing(chooser: Chooser, content: Content) -> bool:
    """Return whether a wildcard content is of any kind, or a text that nothing more is known of."""
    found = _structure(chooser, content.type)
    if content.examples or found.examples:
        return False
    return isinstance(found, AnyType) or (
        isinstance(found, Scalar)
        and (found.kind is ScalarKind.BINARY or (found.kind is ScalarKind.STRING and found.format is None))
    )


def is_empty(value: JsonValue) -> bool:
    """Return whether a body's value says nothing."""
    return value in ({}, [], None)
