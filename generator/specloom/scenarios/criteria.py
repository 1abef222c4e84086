"""Criteria (Arazzo 1.0 §4.6.8): whether one holds, and what keeps a text from being one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import assert_never

from specloom.calls.schema_text import satisfies, usable_pattern
from specloom.ir.types import JsonValue
from specloom.overlay.query import Query, QueryError
from specloom.scenarios.conditions import (
    Compared,
    Condition,
    ConditionError,
    Constant,
    Every,
    Negated,
    Some,
    Taken,
    read_condition,
)
from specloom.scenarios.expressions import Context, Unresolved, resolve, step_into
from specloom.scenarios.messages import Missing, json_text
from specloom.scenarios.model import Criterion, CriterionKind, Expression

__all__ = ["check_condition", "expressions_of", "holds"]

_MAX_QUERY = 1_000
_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")
_PATTERN_FUNCTION = re.compile(r"\b(?:match|search)\s*\(")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,30})(?:\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,2})?")


def holds(criterion: Criterion, context: Context) -> bool:
    """Return whether a criterion holds; one about what is not there does not, and never raises."""
    if criterion.kind is CriterionKind.SIMPLE:
        return _is_so(read_condition(criterion.condition), context)
    if criterion.context is None:
        return False
    try:
        looked_at = resolve(criterion.context, context)
    except Unresolved:
        return False
    if criterion.kind is CriterionKind.JSONPATH:
        try:
            return bool(_query(criterion.condition).select(looked_at))
        except QueryError:
            return False
    text = looked_at if isinstance(looked_at, str) else json_text(looked_at)
    return satisfies(text, criterion.condition, None)


def check_condition(kind: CriterionKind, text: str) -> str:
    """Return why a text is no condition of a kind; empty where it is one, and can be answered in bounded time."""
    match kind:
        case CriterionKind.SIMPLE:
            try:
                read_condition(text)
            except ConditionError as error:
                return f"this is no condition: {error}"
            return ""
        case CriterionKind.JSONPATH:
            return _fault_of_query(text)
        case CriterionKind.REGEX:
            return "" if usable_pattern(text) else "this is no regular expression, or one too large to run"
        case _:
            assert_never(kind)


def expressions_of(criterion: Criterion) -> Iterator[Expression]:
    """Yield every expression of a criterion that was read without a fault."""
    if criterion.context is not None:
        yield criterion.context
    if criterion.kind is CriterionKind.SIMPLE:
        yield from _expressions_in(read_condition(criterion.condition))


def _expressions_in(condition: Condition) -> Iterator[Expression]:
    match condition:
        case Constant():
            return
        case Taken(expression):
            yield expression
        case Negated(operand):
            yield from _expressions_in(operand)
        case Compared(_, left, right):
            yield from _expressions_in(left)
            yield from _expressions_in(right)
        case Every(operands) | Some(operands):
            for each in operands:
                yield from _expressions_in(each)
        case _:
            assert_never(condition)


def _fault_of_query(text: str) -> str:
    """Return what is wrong with a JSONPath (RFC 9535), or would let it take more than linear time."""
    if len(text) > _MAX_QUERY:
        return f"a JSONPath has at most {_MAX_QUERY} characters here"
    bare = _QUOTED.sub("''", text)
    if _PATTERN_FUNCTION.search(bare):
        return "`match` and `search` are not run here: write a criterion of type regex"
    if bare.count("..") > 1 or bare.count("$") > 1:
        return "a JSONPath has one `..` at most here, and `$` at its beginning alone"
    try:
        _query(text)
    except QueryError as error:
        return f"this is no JSONPath (RFC 9535): {error.problem}"
    return ""


@lru_cache(maxsize=256)
def _query(text: str) -> Query:
    return Query(text)


def _is_so(condition: Condition, context: Context) -> bool:
    match condition:
        case Every(operands):
            return all(_is_so(each, context) for each in operands)
        case Some(operands):
            return any(_is_so(each, context) for each in operands)
        case Negated(operand):
            return not _is_so(operand, context)
        case Compared(operator, left, right):
            return _compare(operator, _value(left, context), _value(right, context))
        case Constant() | Taken():
            return bool(_value(condition, context))
        case _:
            assert_never(condition)


def _value(condition: Condition, context: Context) -> JsonValue:
    """Return the value of an operand; null for an expression that names nothing."""
    match condition:
        case Constant(value):
            return value
        case Taken(expression, steps):
            try:
                found = resolve(expression, context)
                for step in steps:
                    found = step_into(found, step)
            except (Unresolved, Missing):
                return None
            return found
        case _:
            return _is_so(condition, context)


def _compare(operator: str, left: JsonValue, right: JsonValue) -> bool:
    """Return whether two values compare so: text without regard to case (Arazzo 1.0 §4.6.8), text and numbers as numbers."""
    left, right = _alike(left, right)
    match operator:
        case "==":
            return _equal(left, right)
        case "!=":
            return not _equal(left, right)
        case _:
            return _is_ordered(operator, left, right)


def _is_ordered(operator: str, left: JsonValue, right: JsonValue) -> bool:
    is_text = isinstance(left, str) and isinstance(right, str)
    if not is_text and not (_is_number(left) and _is_number(right)):
        return False
    match operator:
        case "<":
            return bool(left < right)
        case "<=":
            return bool(left <= right)
        case ">":
            return bool(left > right)
        case _:
            return bool(left >= right)


def _alike(left: JsonValue, right: JsonValue) -> tuple[JsonValue, JsonValue]:
    """Return two values to compare: a header is text even where it is a number."""
    if isinstance(left, str) and isinstance(right, str):
        return left.casefold(), right.casefold()
    if isinstance(left, str) and _is_number(right):
        return _as_number(left), right
    if isinstance(right, str) and _is_number(left):
        return left, _as_number(right)
    return left, right


def _as_number(text: str) -> JsonValue:
    if not _NUMBER.fullmatch(text):
        return text
    return float(text) if any(sign in text for sign in ".eE") else int(text)


def _is_number(value: JsonValue) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _equal(left: JsonValue, right: JsonValue) -> bool:
    """Return whether two JSON values are equal: a boolean is no number."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    return bool(left == right)
