"""Runtime expressions (Arazzo 1.0 §4.7): a text in, what it names out; read by hand, never run.

`read_text` finds the expressions of a text as a document writes it; `resolve` puts in what they name, once it is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from specloom.captures.exchange import Exchange
from specloom.diagnostics.pointer import tokens_of
from specloom.ir.types import JsonValue
from specloom.scenarios.messages import Missing, json_text, named_in_message
from specloom.scenarios.model import Expression, Source, Template, Value
from specloom.source.values import is_array, is_object

__all__ = [
    "ROOTS",
    "Context",
    "ExpressionError",
    "Unresolved",
    "expressions_in",
    "is_expression",
    "read_expression",
    "read_text",
    "resolve",
    "step_into",
]

ROOTS = ("inputs", "method", "request", "response", "statusCode", "steps", "url", "workflows")
"""What an expression may begin with, after the `$`."""

_FOREIGN = ("components", "outputs", "sourceDescriptions")
_LIKE_EXPRESSION = re.compile(rf"\$(?:{'|'.join((*ROOTS, *_FOREIGN))})(?![A-Za-z0-9_-])")
_NAME = re.compile(r"[A-Za-z0-9_-]{1,200}")
_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}")
_POINTER = re.compile(r"(?:/(?:[^~/]|~[01])*)*")
_INDEX = re.compile(r"0|[1-9][0-9]{0,8}")
_EMBEDDED = re.compile(r"\{(\$[^{}]*)\}")
_MAX_LENGTH = 2_000
_WHOLE = {"url": Source.URL, "method": Source.METHOD, "statusCode": Source.STATUS_CODE}


class ExpressionError(ValueError):
    """A text is no expression; says why."""


class Unresolved(ValueError):  # noqa: N818 - the name that all streams know
    """An expression names what is not there; `expression` is its text."""

    def __init__(self, expression: str, problem: str) -> None:
        super().__init__(f"{expression} {problem}")
        self.expression = expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What expressions can name at one moment of a run."""

    inputs: Mapping[str, JsonValue] = field(default_factory=dict[str, JsonValue])
    """By name; with `prefix` among them."""
    outputs: Mapping[str, Mapping[str, JsonValue]] = field(default_factory=dict[str, Mapping[str, JsonValue]])
    """Of the steps of this workflow that ran, by stepId and name."""
    workflows: Mapping[str, Mapping[str, JsonValue]] = field(default_factory=dict[str, Mapping[str, JsonValue]])
    """Outputs of the workflows that ran, by workflowId and name."""
    exchange: Exchange | None = None
    """The request of this step and its answer; None before there is one."""


def is_expression(text: str) -> bool:
    """Return whether a text is meant as an expression, rather than as text that happens to begin with `$`."""
    return _LIKE_EXPRESSION.match(text) is not None


def read_expression(text: str) -> Expression:
    """Return an expression read (Arazzo 1.0 §4.7); raise `ExpressionError` for what is none, or none that specloom knows."""
    if len(text) > _MAX_LENGTH:
        raise ExpressionError(f"an expression has at most {_MAX_LENGTH} characters")
    if not text.startswith("$"):
        raise ExpressionError("an expression begins with $")
    stem, hash_, pointer = text[1:].partition("#")
    if hash_ and not stem.startswith(("request.header.", "response.header.")):
        if not _POINTER.fullmatch(pointer):
            raise ExpressionError("what follows the # must be a JSON pointer, like #/id")
    elif hash_:
        raise ExpressionError("a header is text: it has no JSON pointer")
    root, _, rest = stem.partition(".")
    match root:
        case "url" | "method" | "statusCode" if not rest and not hash_:
            return Expression(text=text, source=_WHOLE[root])
        case "inputs":
            return Expression(text=text, source=Source.INPUTS, name=_name(rest, "an input"), pointer=pointer)
        case "steps" | "workflows":
            owner, _, output = rest.partition(".outputs.")
            name = _name(output, f"${root}.ID.outputs.NAME")
            return Expression(
                text=text, source=Source(root), owner=_name(owner, f"${root}.ID"), name=name, pointer=pointer
            )
        case "request" | "response":
            return _of_message(text, stem, pointer, is_pointed=bool(hash_))
        case _:
            raise ExpressionError(_no_root(root))


def _of_message(text: str, stem: str, pointer: str, *, is_pointed: bool) -> Expression:
    place, _, name = stem.partition(".")[2].partition(".")
    try:
        source = Source(f"{stem.partition('.')[0]}.{place}")
    except ValueError:
        known = [each.value for each in Source if each.value.startswith(stem.partition(".")[0] + ".")]
        raise ExpressionError("after the $ stands one of " + ", ".join(known)) from None
    match source:
        case Source.REQUEST_BODY | Source.RESPONSE_BODY:
            if name:
                raise ExpressionError(f"a place in a body is a JSON pointer, like ${source}#/{name.replace('.', '/')}")
            return Expression(text=text, source=source, pointer=pointer)
        case _:
            if is_pointed:
                raise ExpressionError("a value that is text has no JSON pointer")
            if not _HEADER.fullmatch(name):
                raise ExpressionError(f"${source} needs a name: ${source}.NAME")
            return Expression(text=text, source=source, name=name)


def _name(text: str, what: str) -> str:
    if not _NAME.fullmatch(text):
        raise ExpressionError(f"{what}: names are letters, digits, hyphens and underscores (a place in it is #/...)")
    return text


def _no_root(root: str) -> str:
    match root:
        case "sourceDescriptions" | "components" | "outputs":
            return f"${root} has no meaning here"
        case "url" | "method" | "statusCode":
            return f"nothing can follow ${root}"
        case _:
            return "it begins with none of " + ", ".join(f"${each}" for each in ROOTS)


def read_text(text: str) -> str | Expression | Template:
    """Return a text of a document with its expressions read; raise `ExpressionError` for a wrong one.

    A text that is an expression as a whole is what it names; `{$...}` inside of a text is put into it.
    """
    if is_expression(text):
        return read_expression(text)
    pieces = tuple(_pieces(text))
    return Template(pieces) if any(isinstance(piece, Expression) for piece in pieces) else text


def _pieces(text: str) -> Iterator[str | Expression]:
    """Yield a text in pieces: `{$...}` is an expression, and everything else stands for itself."""
    plain_from = 0
    for found in _EMBEDDED.finditer(text):
        if is_expression(found[1]):
            if found.start() > plain_from:
                yield text[plain_from : found.start()]
            yield read_expression(found[1])
            plain_from = found.end()
    if plain_from < len(text):
        yield text[plain_from:]


def expressions_in(value: Value) -> Iterator[Expression]:
    """Yield every expression of a value, in order."""
    if isinstance(value, Expression):
        yield value
    elif isinstance(value, Template):
        yield from (piece for piece in value.pieces if isinstance(piece, Expression))
    elif is_object(value):
        for each in value.values():
            yield from expressions_in(each)
    elif is_array(value):
        for each in value:
            yield from expressions_in(each)


def resolve(value: Value, context: Context) -> JsonValue:
    """Return a value with what its expressions name in their place; raise `Unresolved` where one names nothing.

    An expression keeps the type of what it names; inside of a text it becomes text, objects and arrays JSON.
    """
    if isinstance(value, Expression):
        return _named(value, context)
    if isinstance(value, Template):
        named = (piece if isinstance(piece, str) else _named(piece, context) for piece in value.pieces)
        return "".join(piece if isinstance(piece, str) else json_text(piece) for piece in named)
    if is_object(value):
        return {key: resolve(each, context) for key, each in value.items()}
    if is_array(value):
        return [resolve(each, context) for each in value]
    return value


def _named(expression: Expression, context: Context) -> JsonValue:
    try:
        found = _whole(expression, context)
        for token in tokens_of(expression.pointer):
            found = step_into(found, token)
    except Missing as missing:
        raise Unresolved(expression.text, str(missing)) from None
    return found


def _whole(expression: Expression, context: Context) -> JsonValue:
    match expression.source:
        case Source.INPUTS:
            return _member(context.inputs, expression.name, "is an input that nothing is given for")
        case Source.STEPS:
            return _output(context.outputs, expression, "step")
        case Source.WORKFLOWS:
            return _output(context.workflows, expression, "workflow")
        case _:
            if context.exchange is None:
                raise Missing("is not known before there is an answer")
            return named_in_message(expression, context.exchange)


def _output(owners: Mapping[str, Mapping[str, JsonValue]], expression: Expression, kind: str) -> JsonValue:
    outputs = owners.get(expression.owner)
    if outputs is None:
        raise Missing(f"is of a {kind} that did not run")
    return _member(outputs, expression.name, f"is an output that the {kind} does not have")


def _member(values: Mapping[str, JsonValue], name: str, problem: str) -> JsonValue:
    if name not in values:
        raise Missing(problem)
    return values[name]


def step_into(value: JsonValue, token: str) -> JsonValue:
    """Return what a token of a pointer leads to (RFC 6901 §4); raise `Missing` where it leads to nothing."""
    if is_object(value) and token in value:
        return value[token]
    if is_array(value) and _INDEX.fullmatch(token) and int(token) < len(value):
        return value[int(token)]
    raise Missing(f"leads to nothing: there is no {token[:60]!r}")
