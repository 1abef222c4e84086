"""Makes text that a pattern matches: candidates from its tree, of which the caller keeps the first that passes a check."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import assert_never

from specloom.calls.pattern_parse import PatternError, parse_pattern
from specloom.calls.pattern_tree import Alternatives, Back, Chars, Node, Ranges, Repeat, Sequence

__all__ = ["candidates"]

_MAX_LENGTH = 20_000
_LOWER = "abcdefghijklmnopqrstuvwxyz"
_PLAIN = _LOWER + "1234567890" + _LOWER.upper() + "-_.@ :/+,;=!#$%&'()*?~"
_MIXED = "aA1-bB2_cC3!dD4.eE5@fF6#gG7$"
_DIGITS_FIRST = "1234567890" + _PLAIN
_ALPHABETS = (_PLAIN, _MIXED, _DIGITS_FIRST)
_COUNTS = (3, 1, 0, 2, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 36, 40, 64, 128)
"""How often to repeat what may be repeated freely, in order of trial."""
_SHIFTS = 4
"""How many branches of an alternative to try."""


def candidates(pattern: str, lengths: tuple[int, int | None], turns: int = 1) -> Iterator[str]:
    """Yield different texts of a permitted length that probably match; none where the pattern cannot be read.

    With more turns there are more of them, made of other characters.
    """
    low, high = lengths
    try:
        tree = parse_pattern(pattern)
    except (PatternError, RecursionError):
        return
    # A length that is asked for may have to be shared by several repeats.
    shares = [-(-low // parts) for parts in (1, 2, 3, 4)] if 0 < low <= _MAX_LENGTH else []
    settings = itertools.product(range(turns), _ALPHABETS, range(_SHIFTS), (*_COUNTS, *shares))
    longest = _MAX_LENGTH if high is None else min(high, _MAX_LENGTH)
    writers = (
        _Writer(alphabet=alphabet, count=count, shift=shift, longest=longest, picked=turn)
        for turn, alphabet, shift, count in settings
    )
    stretched = (
        text
        for turn, alphabet, shift in itertools.product(range(turns), _ALPHABETS, range(_SHIFTS))
        for text in _stretched(
            tree, _Writer(alphabet=alphabet, count=1, shift=shift, longest=longest, picked=turn), low
        )
    )
    seen: set[str] = set()
    for text in itertools.chain((_written(tree, writer) for writer in writers), stretched):
        if text is not None and text not in seen and low <= len(text) <= longest:
            seen.add(text)
            yield text


def _written(tree: Node, writer: _Writer) -> str | None:
    try:
        return writer.text(tree)
    except PatternError:
        return None


def _stretched(tree: Node, writer: _Writer, length: int) -> Iterator[str | None]:
    """Yield texts of a length that are longer than what the writer writes: by more repetitions, by characters around it."""
    if length > writer.longest:
        return
    once, twice = _written(tree, replace(writer)), _written(tree, replace(writer, count=2))
    if once is None or len(once) >= length:
        return
    if twice is not None and len(twice) > len(once):
        yield _written(tree, replace(writer, count=1 - (len(once) - length) // (len(twice) - len(once))))
    padding = (writer.alphabet * (length // len(writer.alphabet) + 1))[: length - len(once)]
    yield from (once + padding, padding + once)


@dataclass(slots=True)
class _Writer:
    """Writes one text. The same settings write the same text."""

    alphabet: str
    count: int
    shift: int
    longest: int
    picked: int
    groups: dict[str, str] = field(default_factory=dict[str, str], init=False)
    steps: int = field(default=0, init=False)
    written: int = field(default=0, init=False)

    def text(self, node: Node) -> str:
        match node:
            case Chars():
                return self._pick(node.ranges)
            case Back():
                return self._spend(self.groups.get(node.group, ""))
            case Sequence():
                found = "".join(self.text(item) for item in node.items)
                self.groups |= {key: found for key in (node.group, node.name) if key}
                return found
            case Alternatives():
                return self.text(node.branches[self.shift % len(node.branches)])
            case Repeat():
                times = max(node.low, self.count if node.high is None else min(self.count, node.high))
                if times > _MAX_LENGTH:
                    raise PatternError("too long")
                return "".join(self.text(node.item) for _ in range(times))
            case _:
                assert_never(node)

    def _pick(self, ranges: Ranges) -> str:
        fitting = _fitting(self.alphabet, ranges)
        if not fitting:
            raise PatternError("no character fits")
        if len(fitting) == 1:
            return self._spend(fitting[0])
        self.picked += 1
        return self._spend(fitting[(self.picked - 1) % len(fitting)])

    def _spend(self, text: str) -> str:
        self.steps += 1
        self.written += len(text)
        if self.written > self.longest or self.steps > _MAX_LENGTH:
            raise PatternError("too long")
        return text


@lru_cache(maxsize=4096)
def _fitting(alphabet: str, ranges: Ranges) -> str:
    """Return the characters of an alphabet within the ranges; the first of each range where the alphabet has none."""
    found = "".join(one for one in alphabet if any(low <= ord(one) <= high for low, high in ranges))
    return found or "".join(chr(low) for low, _ in ranges)
