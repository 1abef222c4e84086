"""Text for strings without an example."""

from __future__ import annotations

import base64
import re

import pytest
from jsonschema import Draft202012Validator

from specloom.calls.schema_text import satisfies
from specloom.calls.strings import readable, singular, text_for
from specloom.ir.types import Bounds

NONE = Bounds()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("workspaceId", "workspace-id-1"),
        ("description", "description"),
        ("first_name", "first-name"),
        ("X-Request-ID", "x-request-id-1"),
        ("$filter", "filter"),
        ("APIKey", "api-key-1"),
        ("ключ", "value"),
        ("", "value"),
        ("../{x}/?#", "x"),
    ],
)
def test_readable(name: str, text: str) -> None:
    """Words of the wire name, a number where it identifies something; always fit for a path."""
    assert text == readable(name)


@pytest.mark.parametrize(
    ("name", "one"), [("tags", "tag"), ("entries", "entry"), ("addresses", "address"), ("status", "status"), ("a", "a")]
)
def test_singular(name: str, one: str) -> None:
    """The name of an item of a list."""
    assert one == singular(name)


FORMATS = ["date", "date-time", "time", "duration", "email", "idn-email", "hostname", "ipv4", "ipv6", "uri", "uuid"]
FORMATS += ["uri-reference", "iri", "iri-reference", "uri-template", "json-pointer", "relative-json-pointer", "regex"]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("ordinal", [0, 1, 7])
def test_formats(form: str, ordinal: int) -> None:
    """Each is what two validators take it for."""
    text = text_for("workspaceId", ordinal, NONE, form)

    assert text is not None
    assert satisfies(text, None, form)
    assert Draft202012Validator.FORMAT_CHECKER.conforms(text, form)


def test_base64() -> None:
    """`byte` is base64 of something."""
    text = text_for("data", 0, NONE, "byte")

    assert text is not None
    assert b"data" == base64.b64decode(text, validate=True)


@pytest.mark.parametrize("form", ["date", "uuid", "email", "ipv4", "date-time", None])
def test_ordinals_differ(form: str | None) -> None:
    """Items that must be unique are."""
    texts = [text_for("id", ordinal, NONE, form) for ordinal in range(6)]

    assert 6 == len(set(texts))


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0, 3), (40, 40), (1, None), (300, 301), (0, 0)])
@pytest.mark.parametrize("name", ["workspaceId", "a", ""])
def test_lengths(name: str, low: int, high: int | None) -> None:
    """Cut or repeated to what is permitted."""
    text = text_for(name, 0, Bounds(min_length=low, max_length=high), None)

    assert text is not None
    assert low <= len(text) <= (high if high is not None else len(text))


def test_impossible_lengths() -> None:
    """A contradiction, and a length nobody can read, are given up."""
    assert text_for("a", 0, Bounds(min_length=5, max_length=4), None) is None
    assert text_for("a", 0, Bounds(min_length=10**9), None) is None


PATTERNS = [
    r"^[0-9a-fA-F]{24}$",
    r"^\d{4}-\d{2}-\d{2}$",
    r"^[A-Z]{3}$",
    r"^(?:red|green|blue)$",
    r"^arn:aws:iam::\d{12}:role/[\w+=,.@-]+$",
    r"^#([0-9a-f]{3}){1,2}$",
    r"^[^\s@]+@[^\s@]+\.[^\s@]+$",
    r"^(?=.*[a-z])(?=.*[A-Z])(?=.*\d).{8,}$",
    r"^(?!foo)\w+$",
    r"^(a|b)\1$",
    r"^v\d+(\.\d+)*$",
    r"\S",
    r"[\u4e00-\u9fa5]",
    r"^\p{Lu}\p{Ll}+$",
    r"^\/[a-z]+\/$",
    r"^[\w\-\.]+$",
    r"^([01]\d|2[0-3]):[0-5]\d$",
    r"^$",
    r"^(\+|-)?\d{1,3}(?:,\d{3})*$",
    r"^\x41\u0042$",
    r"^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$",
    r"^.{3,5}?$",
    r"^[^a-zA-Z0-9]{2}$",
    r"^sk_(test|live)_[A-Za-z0-9]{24,}$",
    r"^(([a-z])|([0-9]))+$",
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_patterns(pattern: str) -> None:
    """Patterns of real documents get a text that the engine accepts."""
    text = text_for("workspaceId", 0, Bounds(pattern=pattern), None)

    assert text is not None
    assert satisfies(text, pattern, None)
    if r"\p" not in pattern:
        assert re.search(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "low", "high"),
    [
        (r"^[a-z]+$", 10, 12),
        (r"^[a-z]*\d*$", 30, 30),
        (r"^(ab)+$", 9, 10),
        (r"^\w+$", 64, 64),
        (r"^a{2,}$", None, 2),
        (r"^st-[a-z0-9]+$", 16, 16),
        (r"^id(-[0-9]{2})+$", 26, 27),
        (r"^arn:aws:", 20, 40),
        (r"/key$", 20, 40),
    ],
)
def test_patterns_with_lengths(pattern: str, low: int | None, high: int | None) -> None:
    """Repeats are chosen so that the length is right as well."""
    text = text_for("x", 0, Bounds(pattern=pattern, min_length=low, max_length=high), None)

    assert text is not None
    assert re.search(pattern, text)
    assert (low or 0) <= len(text) <= (high or len(text))


def test_long_patterns() -> None:
    """A list of hundreds of names is read; its first name is an answer."""
    pattern = "^(" + "|".join(f"family {number}" for number in range(2000)) + ")$"

    assert "family 0" == text_for("font", 0, Bounds(pattern=pattern), None)


@pytest.mark.parametrize("pattern", ["^[a-z]{3}$", "^[0-9]+$"])
def test_patterns_with_ordinals(pattern: str) -> None:
    """Different texts of one pattern, as long as there are some."""
    texts = {text_for("x", ordinal, Bounds(pattern=pattern), None) for ordinal in range(3)}

    assert 3 == len(texts)


@pytest.mark.parametrize(
    "pattern",
    [
        "([",
        "(" * 3000,
        "a{99999999}",
        "((((a{99}){99}){99}){99})",
        "(?<",
        "[",
        "\\",
        "*",
        "x" * 10_000,
        "(a)\\9",
        "^b$a",
    ],
)
def test_patterns_that_cannot_be_met(pattern: str) -> None:
    """What is no pattern, too large, or matches nothing ends quickly and without an exception."""
    text = text_for("x", 0, Bounds(pattern=pattern), None)

    assert text is None or satisfies(text, pattern, None)
