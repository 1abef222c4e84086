"""Simple conditions (Arazzo 1.0 §4.6.8): a text in; a tree that can be asked whether it holds out. Nothing is ever run.

or        := and ("||" and)*
and       := unary ("&&" unary)*
unary     := "!" unary | comparison
comparison:= operand (("==" | "!=" | "<" | "<=" | ">" | ">=") operand)?
operand   := "(" or ")" | number | 'text' | true | false | null | expression ("." name | "[" index "]")*
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from specloom.ir.types import JsonValue
from specloom.scenarios.expressions import ExpressionError, read_expression
from specloom.scenarios.model import Expression

__all__ = ["Compared", "Condition", "ConditionError", "Constant", "Every", "Negated", "Some", "Taken", "read_condition"]

_MAX_LENGTH = 2_000
_MAX_DEPTH = 40
_TOKEN = re.compile(
    r"\s*(?:(?P<operator>==|!=|<=|>=|&&|\|\||[<>!()])"
    r"|(?P<number>-?(?:0|[1-9][0-9]{0,30})(?:\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,2})?(?![\w.$]))"
    r"|'(?P<text>(?:[^']|'')*)'"
    r"|(?P<expression>\$[A-Za-z0-9_.-]+(?:\#[^\s()=!<>&|'\"\[\]]*)?)"
    r"|(?P<index>\[(?:0|[1-9][0-9]{0,8})\])"
    r"|(?P<member>\.[A-Za-z0-9_-]+)"
    r"|(?P<word>true|false|null)(?![\w.$-]))"
)
_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">="})
_WORDS: dict[str, JsonValue] = {"true": True, "false": False, "null": None}
_STEMS = {"inputs": 2, "steps": 4, "workflows": 4, "response.body": 2, "request.body": 2}
"""How many words with dots between them an expression has by itself; those behind are names of properties."""


class ConditionError(ValueError):
    """A text is no condition; says why."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A literal."""

    value: JsonValue


@dataclass(frozen=True, slots=True)
class Taken:
    """What an expression names, or what `steps` lead to from there."""

    expression: Expression
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """Two operands and a comparison."""

    operator: str
    left: Condition
    right: Condition


@dataclass(frozen=True, slots=True)
class Negated:
    """`!`"""

    operand: Condition


@dataclass(frozen=True, slots=True)
class Every:
    """`&&`"""

    operands: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """`||`"""

    operands: tuple[Condition, ...]


Condition = Constant | Taken | Compared | Negated | Every | Some


@lru_cache(maxsize=1024)
def read_condition(text: str) -> Condition:
    """Return a simple condition read; raise `ConditionError` for what is none."""
    if len(text) > _MAX_LENGTH:
        raise ConditionError(f"a condition has at most {_MAX_LENGTH} characters")
    parser = _Parser(list(_tokens(text)))
    found = parser.some(0)
    if parser.rest:
        raise ConditionError(f"nothing can follow before {parser.rest[0][1][:40]!r}")
    return found


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """Yield kind and text of each token."""
    at, end = 0, len(text.rstrip())
    while at < end:
        found = _TOKEN.match(text, at)
        if found is None:
            rest = text[at:].strip()
            hint = "; text stands in single quotes" if rest[:1] == '"' or rest[:1].isalpha() else ""
            raise ConditionError(f"{rest[:40]!r} cannot be read{hint}")
        kind = found.lastgroup or ""
        yield kind, found[kind]
        at = found.end()


class _Parser:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._at = 0

    @property
    def rest(self) -> list[tuple[str, str]]:
        """The tokens that are not read yet."""
        return self._tokens[self._at :]

    def some(self, depth: int) -> Condition:
        """`||` binds least."""
        operands = [self._every(depth)]
        while self._takes("||"):
            operands.append(self._every(depth))
        return Some(tuple(operands)) if len(operands) > 1 else operands[0]

    def _every(self, depth: int) -> Condition:
        operands = [self._unary(depth)]
        while self._takes("&&"):
            operands.append(self._unary(depth))
        return Every(tuple(operands)) if len(operands) > 1 else operands[0]

    def _unary(self, depth: int) -> Condition:
        if depth > _MAX_DEPTH:
            raise ConditionError(f"it is nested more than {_MAX_DEPTH} levels deep")
        if self._takes("!"):
            return Negated(self._unary(depth + 1))
        left = self._operand(depth)
        kind, text = self._peek()
        if kind == "operator" and text in _COMPARISONS:
            self._at += 1
            return Compared(text, left, self._operand(depth))
        return left

    def _operand(self, depth: int) -> Condition:
        kind, text = self._peek()
        self._at += 1
        match kind:
            case "operator" if text == "(":
                inside = self.some(depth + 1)
                if not self._takes(")"):
                    raise ConditionError("a parenthesis is not closed")
                return inside
            case "number":
                return Constant(float(text) if any(sign in text for sign in ".eE") else int(text))
            case "text":
                return Constant(text.replace("''", "'"))
            case "word":
                return Constant(_WORDS[text])
            case "expression":
                return self._taken(text)
            case _:
                what = repr(text) if text else "the end"
                raise ConditionError(f"a value or an expression must stand where {what} is")

    def _taken(self, text: str) -> Taken:
        stem, hash_, pointer = text.partition("#")
        words = stem.split(".")
        own = _STEMS.get(words[0][1:]) or _STEMS.get(".".join(words[:2])[1:]) or len(words)
        if hash_ and len(words) > own:
            raise ConditionError(f"{text!r} mixes dots with a JSON pointer: write {'.'.join(words[:own])}#/...")
        try:
            expression = read_expression(".".join(words[:own]) + hash_ + pointer)
        except ExpressionError as error:
            raise ConditionError(f"{text!r} is no expression: {error}") from error
        steps = words[own:]
        if not all(steps):
            raise ConditionError(f"{text!r} has a dot without a name behind it")
        while self._peek()[0] in {"index", "member"}:
            steps.append(self._peek()[1].strip("[]."))
            self._at += 1
        return Taken(expression, tuple(steps))

    def _peek(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("", "")

    def _takes(self, operator: str) -> bool:
        if self._peek() != ("operator", operator):
            return False
        self._at += 1
        return True
