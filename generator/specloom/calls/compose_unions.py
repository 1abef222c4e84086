"""Composes unions: the first variant that has a value, with the tag that says which it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from specloom.calls.built import Built, Dead, Outcome, Spot
from specloom.calls.model import Variant
from specloom.calls.values import is_object
from specloom.ir.types import Discriminator, JsonValue, Type

if TYPE_CHECKING:
    from specloom.calls.compose import Composer

__all__ = ["compose_union"]


def compose_union(
    composer: Composer,
    variants: tuple[Type, ...],
    discriminator: Discriminator | None,
    pointer: str | None,
    spot: Spot,
) -> Outcome:
    """Return a value of the first variant that has one; of the first that the whole union accepts, when careful.

    A minimal value often fits several variants, which `oneOf` forbids; then a variant's full value is tried.
    """
    cuts: frozenset[str] = frozenset()
    fallback: Built | None = None
    composers = (
        (composer, composer.sibling(variant=Variant.FULL)) if composer.careful and composer.is_minimal else (composer,)
    )
    for trial in composers:
        for index, variant in enumerate(variants):
            outcome = composer.compose(variant, spot) if trial is composer else trial.build(variant, spot)
            cuts |= outcome.cuts
            if isinstance(outcome, Dead):
                continue
            tagged = replace(outcome, value=_tagged(composer, variant, outcome.value, discriminator, index))
            if not composer.careful or composer.accepts(pointer, tagged.value):
                return replace(tagged, cuts=cuts)
            fallback = fallback or tagged
    return Dead(cuts=cuts) if fallback is None else replace(fallback, cuts=cuts)


def _tagged(
    composer: Composer, variant: Type, value: JsonValue, discriminator: Discriminator | None, index: int
) -> JsonValue:
    """Return an object with the discriminator's property set to a tag of its variant (OpenAPI 3.1 §4.8.25)."""
    if discriminator is None or not is_object(value):
        return value
    tags = sorted(tag for tag, number in discriminator.mapping.items() if number == index)
    name = discriminator.property
    if not tags or value.get(name) in tags:
        return value
    forms = [value | {name: tag} if name in value else {name: tag} | value for tag in tags]
    if len(forms) == 1:
        return forms[0]
    pointer = composer.givens.pointer(variant)
    return next((form for form in forms if composer.accepts(pointer, form)), forms[0])
