"""Makes text that a pattern matches: candidates from its tree, of which the caller keeps the first that passes a check."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
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
    seen: set[str] = set()
    for turn, alphabet, shift, count in settings:
        try:
            text = _Writer(alphabet=alphabet, count=count, shift=shift, picked=turn).text(tree)
        except PatternError:
            continue
        if text not in seen and low <= len(text) <= (_MAX_LENGTH if high is None else high):
            seen.add(text)
            yield text


@dataclass(slots=True)
class _Writer:
    """Writes one text. The same settings write the same text."""

    alphabet: str
    count: int
    shift: int
    groups: dict[str, str] = field(default_factory=dict[str, str])
    picked: int = 0
    written: int = 0

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
        fitting = [one for one in self.alphabet if any(low <= ord(one) <= high for low, high in ranges)]
        if not fitting:
            if not ranges:
                raise PatternError("no character fits")
            fitting = [chr(low) for low, _ in ranges]
        if len(fitting) == 1:
            return self._spend(fitting[0])
        self.picked += 1
        return self._spend(fitting[(self.picked - 1) % len(fitting)])

    def _spend(self, text: str) -> str:
        self.written += max(len(text), 1)
        if self.written > _MAX_LENGTH:
            raise PatternError("too long")
        return text
