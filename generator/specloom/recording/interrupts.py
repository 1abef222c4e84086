"""Ctrl-C: once ends what is going on, so that clean-up can begin; twice ends everything."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType, TracebackType
from typing import Any

__all__ = ["Interrupts"]


@dataclass(slots=True)
class Interrupts:
    """`with Interrupts(...) as interrupts:` decides what ctrl-c means while the block runs."""

    tell: Callable[[str], None]
    count: int = 0
    is_cleaning: bool = False
    """Clean-up goes on: the first ctrl-c does not end it."""
    _before: Any = field(default=None)

    def __enter__(self) -> Interrupts:
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._interrupted)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def _interrupted(self, _number: int, _frame: FrameType | None) -> None:
        self.count += 1
        if self.count == 1:
            self.tell("interrupted: what this run made is taken away; ctrl-c again ends at once")
            if self.is_cleaning:
                return
        raise KeyboardInterrupt
