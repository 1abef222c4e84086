"""What a mock adds of the real world: answers that take their time, and answers that fail. Seeded, and so repeatable."""

from __future__ import annotations

import random
import re
import threading
from dataclasses import dataclass, field

__all__ = ["Trouble", "parse_latency", "parse_share"]

_SPAN = re.compile(r"(\d{1,7}(?:\.\d{1,6})?)(ms|s)(?:\.\.(\d{1,7}(?:\.\d{1,6})?)(ms|s))?")
_SHARE = re.compile(r"(\d{1,3}(?:\.\d{1,6})?)%")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """How much of it there is."""

    latency: tuple[float, float] = (0.0, 0.0)
    """Seconds that an answer waits: at least, at most."""
    errors: float = 0.0
    """The share of right requests that are answered with an error."""
    error_status: int = 503
    seed: int = 0
    _random: random.Random = field(default_factory=random.Random, repr=False, compare=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Begin the row of numbers that decides it all."""
        self._random.seed(self.seed)

    def draw(self) -> tuple[float, bool]:
        """Return how long the next answer waits, and whether it is an error."""
        with self._lock:
            wait, luck = self._random.uniform(*self.latency), self._random.random()
        return wait, luck < self.errors


def parse_latency(text: str) -> tuple[float, float]:
    """Return a span of time in seconds: `50ms`, `50ms..1.5s`; raise `ValueError` where it is none."""
    found = _SPAN.fullmatch(text)
    if found is None:
        raise ValueError(f"a latency is a time such as 50ms, or two of them such as 50ms..2s, and {text!r} is neither")
    least = _seconds(found[1], found[2])
    most = _seconds(found[3], found[4]) if found[3] else least
    if most < least:
        raise ValueError(f"the second time of {text!r} is the shorter one")
    return least, most


def parse_share(text: str) -> float:
    """Return a share between 0 and 1: `5%`; raise `ValueError` where it is none."""
    found = _SHARE.fullmatch(text)
    if found is None or float(found[1]) > 100:
        raise ValueError(f"a share of errors is a percentage such as 5%, and {text!r} is none")
    return float(found[1]) / 100


def _seconds(number: str, unit: str) -> float:
    return float(number) / (1000 if unit == "ms" else 1)
