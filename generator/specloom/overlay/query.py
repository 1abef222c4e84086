"""JSONPath (RFC 9535): a text to a query, and a query to the places that it selects.

python-jsonpath does the work, in its strict mode. Its `match` and `search` use whichever regular expression package is
installed; ours use Python's, so that an overlay selects the same on every machine.
"""

from __future__ import annotations

import difflib
import re
from abc import abstractmethod
from collections.abc import Iterable
from typing import Any

from jsonpath import JSONPath, JSONPathEnvironment, JSONPathMatch
from jsonpath.exceptions import JSONPathError
from jsonpath.function_extensions import ExpressionType, FilterFunction
from jsonpath.segments import JSONPathSegment
from jsonpath.selectors import NameSelector

from specloom.source.values import is_object

__all__ = ["Query", "QueryError", "Steps"]

Steps = tuple[str | int, ...]
"""The way from the root to a node: names of members, indices of elements."""

_MANY_NAMES = 5000
_TOKEN = re.compile(r"TOKEN_(\w+)")


class QueryError(Exception):
    """A text is no JSONPath, or cannot be answered."""

    def __init__(self, problem: str, index: int | None = None, length: int = 1) -> None:
        super().__init__(problem)
        self.problem = problem
        self.index = index
        """Where in the text the fault is; None where that cannot be told."""
        self.length = max(length, 1)


class Query:
    """A compiled JSONPath."""

    def __init__(self, text: str) -> None:
        if not text.startswith("$"):
            raise QueryError("it must begin with $", 0)
        try:
            compiled = _ENVIRONMENT.compile(text)
        except (JSONPathError, RecursionError) as error:
            raise _told(error, text) from error
        assert isinstance(compiled, JSONPath), "strict mode has no compound paths"
        self._compiled = compiled

    def select(self, data: Any) -> list[tuple[Steps, Any]]:
        """Return every node that is selected, once, with the way to it, in the order of the document."""
        try:
            return list({match.parts: (match.parts, match.obj) for match in self._compiled.finditer(data)}.values())
        except (JSONPathError, RecursionError) as error:
            raise _told(error, "") from error

    def nearest(self, data: Any) -> str:
        """Return a few words on why nothing is selected: the first name that is not there, and the closest that is."""
        nodes = list(JSONPath(env=_ENVIRONMENT, segments=[]).finditer(data))
        walked = "$"
        for segment in self._compiled.segments:
            following = list(segment.resolve(nodes))
            if not following:
                return _missing(walked, segment, nodes)
            nodes, walked = following, walked + str(segment)
        return ""


def _missing(walked: str, segment: JSONPathSegment, nodes: Iterable[JSONPathMatch]) -> str:
    match segment.selectors:
        case (NameSelector() as selector,):
            known = dict.fromkeys(name for node in nodes if is_object(node.obj) for name in node.obj)
            close = difflib.get_close_matches(selector.name, list(known)[:_MANY_NAMES], n=1, cutoff=0.6)
            return f"; there is no {selector.name!r} in {walked}" + (f", but {close[0]!r}" if close else "")
        case _:
            return f"; nothing in {walked} fits {segment}" if walked != "$" else ""


def _told(error: JSONPathError | RecursionError, text: str) -> QueryError:
    """Return the library's complaint with the place in the text that it is about."""
    token = error.token if isinstance(error, JSONPathError) else None
    problem = str(error.args[0]) if error.args else "it is nested too deep"
    if token is None:
        return QueryError(problem)
    index = len(text) if token.index < 0 else token.index
    return QueryError(_TOKEN.sub(lambda match: match[1].lower().replace("_", " "), problem), index, len(token.value))


class _Pattern(FilterFunction):
    """A function of RFC 9535 that compares text with an I-Regexp (RFC 9485)."""

    @property
    def arg_types(self) -> list[ExpressionType]:
        """Two values."""
        return [ExpressionType.VALUE, ExpressionType.VALUE]

    @property
    def return_type(self) -> ExpressionType:
        """True or false."""
        return ExpressionType.LOGICAL

    def __call__(self, value: object, pattern: object) -> bool:
        """Return whether the value is text that fits; what is no pattern fits nothing (RFC 9535 §2.4.6)."""
        if not isinstance(value, str) or not isinstance(pattern, str):
            return False
        try:
            return self.fits(re.compile(pattern), value)
        except re.error:
            return False

    @abstractmethod
    def fits(self, pattern: re.Pattern[str], value: str) -> bool:
        """Return whether a text fits a pattern."""


class _Match(_Pattern):
    def fits(self, pattern: re.Pattern[str], value: str) -> bool:
        return pattern.fullmatch(value) is not None


class _Search(_Pattern):
    def fits(self, pattern: re.Pattern[str], value: str) -> bool:
        return pattern.search(value) is not None


class _Environment(JSONPathEnvironment):
    max_recursion_depth = 400

    def setup_function_extensions(self) -> None:
        super().setup_function_extensions()
        self.function_extensions |= {"match": _Match(), "search": _Search()}


_ENVIRONMENT = _Environment(strict=True)
