"""What of a JSON value the literals of a language may not be able to say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from specloom.ir.types import JsonValue

__all__ = ["JsonFacts", "json_facts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonFacts:
    """Facts of a value and of everything in it."""

    depth: int
    """How many arrays and objects stand in one another at most."""
    values: int
    """How many there are, itself among them."""
    smallest: int
    """Of the integers, and 0."""
    largest: int
    keys: frozenset[str]
    """The names of all properties."""
    has_half_characters: bool
    """A text holds a lone surrogate."""

    def has_integers_beyond(self, bits: int) -> bool:
        """Return whether an integer does not fit into a signed one of so many bits."""
        return not -(1 << (bits - 1)) <= self.smallest <= self.largest < 1 << (bits - 1)


def json_facts(value: JsonValue) -> JsonFacts:
    """Return the facts of a value."""
    nodes = list(_nodes(value, 0))
    integers = [node for _, node in nodes if isinstance(node, int)]
    keys = frozenset(
        key for _, node in nodes if isinstance(node, dict) for key in cast("Mapping[str, JsonValue]", node)
    )
    texts = (*keys, *(node for _, node in nodes if isinstance(node, str)))
    return JsonFacts(
        depth=max(depth + isinstance(node, dict | list) for depth, node in nodes),
        values=len(nodes),
        smallest=min(0, *integers, 0),
        largest=max(0, *integers, 0),
        keys=keys,
        has_half_characters=any("\ud800" <= character <= "\udfff" for text in texts for character in text),
    )


def _nodes(value: JsonValue, depth: int) -> Iterator[tuple[int, JsonValue]]:
    yield depth, value
    match value:
        case dict():
            for entry in cast("Mapping[str, JsonValue]", value).values():
                yield from _nodes(entry, depth + 1)
        case list():
            for item in cast("Sequence[JsonValue]", value):
                yield from _nodes(item, depth + 1)
        case _:
            return
