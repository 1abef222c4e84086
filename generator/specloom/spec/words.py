"""How a departure from the official JSON Schema is said: places, values and rules in a few words."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema_rs

from specloom.source.values import is_array, kind_of
from specloom.spec.official import OfficialError

__all__ = [
    "TYPES",
    "misfit",
    "none_of",
    "options_of",
    "place_of",
    "problem_of",
    "repeated",
    "said",
    "shortened",
    "subject_of",
]

_Kind = jsonschema_rs.ValidationErrorKind

_MAX_MESSAGE = 160
_MAX_VALUE = 40
_MAX_WORDS = 12
TYPES = {
    "object": "an object",
    "array": "an array",
    "string": "text",
    "boolean": "a boolean",
    "integer": "an integer",
    "number": "a number",
    "null": "null",
}
_FORMATS = {
    "uri": "a URI",
    "uri-reference": "a URI reference",
    "email": "an e-mail address",
    "regex": "a regular expression",
    "media-range": "a media type",
}
_MEMBERS = {
    "parameters": "the parameter",
    "responses": "the response",
    "schemas": "the schema",
    "definitions": "the schema",
    "properties": "the property",
    "headers": "the header",
    "examples": "the example",
    "requestBodies": "the request body",
    "securitySchemes": "the security scheme",
    "securityDefinitions": "the security scheme",
    "links": "the link",
    "callbacks": "the callback",
    "pathItems": "the path item",
    "content": "the media type",
    "encoding": "the encoding of",
    "variables": "the variable",
    "paths": "the path",
    "webhooks": "the webhook",
    "tags": "the tag",
    "servers": "the server",
}
_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


def subject_of(path: tuple[str, ...]) -> str:
    """Return what part of the API a place belongs to: `GET /pets`, `schema Pet`; empty where neither is known."""
    match path:
        case ("paths", url, method, *_) if method in _METHODS:
            return f"{method.upper()} {url}"
        case ("components", "schemas", name, *_) | ("definitions", name, *_):
            return f"schema {name}"
        case _:
            return ""


def place_of(path: tuple[str, ...]) -> str:
    """Return a place in a few words: `the response 404`, `the operation`, a key where nothing better is known."""
    if not path:
        return "the document"
    *around, last = path
    if len(around) == 2 and around[0] in ("paths", "webhooks") and last in _METHODS:
        return "the operation"
    if around and around[-1] in _MEMBERS and around[-2:-1] != ["properties"]:
        member = _MEMBERS[around[-1]]
        return member if last.isdigit() and around[-1] in ("parameters", "tags", "servers") else f"{member} {last}"
    if last.isdigit() and around:
        return f"element {last} of `{around[-1]}`"
    return f"`{last}`"


def options_of(error: OfficialError) -> list[Any]:
    """Return the values that an error would have had."""
    match error.kind:
        case _Kind.Enum(options):
            return list(options)
        case _Kind.Constant(expected):
            return [expected]
        case _:
            return []


def said(error: OfficialError) -> str:
    """Return what is wrong with a value, as the end of a sentence."""
    match error.kind:
        case _Kind.Enum() | _Kind.Constant():
            return none_of(error.instance, options_of(error))
        case _Kind.Format(name):
            return f"is {_value(error.instance)}, which is not {_FORMATS.get(name, f'a {name}')}"
        case _Kind.Pattern(pattern):
            return f"is {_value(error.instance)}, which does not match {_value(pattern)}"
        case _Kind.UniqueItems() if is_array(error.instance):
            return f"lists {repeated(error.instance) or 'an element'} twice"
        case _Kind.MinItems() | _Kind.MinProperties():
            return "is empty"
        case _Kind.MaxItems(limit) | _Kind.MaxProperties(limit):
            return f"holds more than {limit}"
        case _Kind.Minimum(limit):
            return f"is {_value(error.instance)}, which is less than {limit}"
        case _Kind.ExclusiveMinimum(limit):
            return f"is {_value(error.instance)}, which is not more than {limit}"
        case _:
            return f"is not allowed: {problem_of(error.message)}"


def misfit(error: OfficialError) -> str:
    """Return what is wrong with a value by its own schema, as the end of a sentence about the value."""
    place = "".join(f"/{step}" for step in error.instance_path)
    match error.kind:
        case _Kind.Type(types):
            expected = " or ".join(TYPES.get(each, each) for each in types)
            problem = f"must be {expected}, not {kind_of(error.instance)}"
        case _Kind.Required(key):
            problem = f"has no {key!r}"
        case _Kind.AdditionalProperties(unexpected) | _Kind.UnevaluatedProperties(unexpected):
            problem = f"has {unexpected[0]!r}, which its schema does not allow"
        case _:
            problem = said(error)
    return f"{problem} (at {place})" if place else problem


def repeated(values: list[Any]) -> str | None:
    """Return, in short, the first value that a list holds twice; `1`, `1.0` and `true` are three values."""
    seen: set[str] = set()
    for value in values:
        text = json.dumps(value, sort_keys=True)
        if text in seen:
            return _value(value)
        seen.add(text)
    return None


def none_of(value: Any, options: list[Any]) -> str:
    """Return, as the end of a sentence, that a value is none of those that are allowed."""
    named = list(dict.fromkeys(map(_value, options)))
    more = f" and {len(named) - _MAX_WORDS} more" if len(named) > _MAX_WORDS else ""
    allowed = ", ".join(named[:_MAX_WORDS]) + more
    return (
        f"is {_value(value)}, not {allowed}" if len(named) == 1 else f"is {_value(value)}, which is none of {allowed}"
    )


def _value(value: Any) -> str:
    """Return a value in short, as it is written in JSON; an object or an array by its kind."""
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, (str, int, float)):
        return repr(value if not isinstance(value, str) or len(value) <= _MAX_VALUE else value[:_MAX_VALUE] + "…")
    return kind_of(value)


_NO_BRANCH = re.compile(r".* is (not valid under any of the schemas listed in the '\w+' keyword)", re.DOTALL)
_MORE_BRANCHES = re.compile(r".* is (valid under more than one of the schemas listed in the '\w+' keyword)", re.DOTALL)
_DUMP = re.compile(r"(?P<dump>[\[{].*[\]}]) (?P<rest>(?:is|has|does) .*)", re.DOTALL)


def problem_of(message: str) -> str:
    """Return a validator's message in one short line, without the value that it prints whole."""
    first = message.split("\n\nFailed validating", 1)[0]
    for pattern in (_NO_BRANCH, _MORE_BRANCHES):
        match = pattern.fullmatch(first)
        if match:
            return f"this is {match[1]}"
    match = _DUMP.fullmatch(first)
    if match:
        first = f"this {match['rest']}"
    return shortened(" ".join(first.split()))


def shortened(text: str) -> str:
    """Return text of at most one line."""
    return text if len(text) <= _MAX_MESSAGE else text[: _MAX_MESSAGE - 1] + "…"
