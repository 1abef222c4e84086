"""Serialisation styles: the table of OpenAPI 3.1 §4.8.12, whole, and what it leaves open."""

from __future__ import annotations

from typing import Any

import pytest

from specloom.calls.encoding import encode, encode_reserved
from specloom.calls.styles import header_value, pairs, path_segment
from specloom.ir.operation import Style

EMPTY, STRING = "", "blue"
ARRAY = ["blue", "black", "brown"]
OBJECT = {"R": 100, "G": 200, "B": 150}

# OpenAPI 3.1 §4.8.12.4 (label without explode as in RFC 6570 and since 3.1.1: with commas).
PATHS: list[tuple[Style, bool, Any, str]] = [
    (Style.MATRIX, False, EMPTY, ";color"),
    (Style.MATRIX, False, STRING, ";color=blue"),
    (Style.MATRIX, False, ARRAY, ";color=blue,black,brown"),
    (Style.MATRIX, False, OBJECT, ";color=R,100,G,200,B,150"),
    (Style.MATRIX, True, EMPTY, ";color"),
    (Style.MATRIX, True, STRING, ";color=blue"),
    (Style.MATRIX, True, ARRAY, ";color=blue;color=black;color=brown"),
    (Style.MATRIX, True, OBJECT, ";R=100;G=200;B=150"),
    (Style.LABEL, False, EMPTY, "."),
    (Style.LABEL, False, STRING, ".blue"),
    (Style.LABEL, False, ARRAY, ".blue,black,brown"),
    (Style.LABEL, False, OBJECT, ".R,100,G,200,B,150"),
    (Style.LABEL, True, EMPTY, "."),
    (Style.LABEL, True, STRING, ".blue"),
    (Style.LABEL, True, ARRAY, ".blue.black.brown"),
    (Style.LABEL, True, OBJECT, ".R=100.G=200.B=150"),
    (Style.SIMPLE, False, EMPTY, ""),
    (Style.SIMPLE, False, STRING, "blue"),
    (Style.SIMPLE, False, ARRAY, "blue,black,brown"),
    (Style.SIMPLE, False, OBJECT, "R,100,G,200,B,150"),
    (Style.SIMPLE, True, EMPTY, ""),
    (Style.SIMPLE, True, STRING, "blue"),
    (Style.SIMPLE, True, ARRAY, "blue,black,brown"),
    (Style.SIMPLE, True, OBJECT, "R=100,G=200,B=150"),
]

QUERIES: list[tuple[Style, bool, Any, str]] = [
    (Style.FORM, False, EMPTY, "color="),
    (Style.FORM, False, STRING, "color=blue"),
    (Style.FORM, False, ARRAY, "color=blue,black,brown"),
    (Style.FORM, False, OBJECT, "color=R,100,G,200,B,150"),
    (Style.FORM, True, EMPTY, "color="),
    (Style.FORM, True, STRING, "color=blue"),
    (Style.FORM, True, ARRAY, "color=blue&color=black&color=brown"),
    (Style.FORM, True, OBJECT, "R=100&G=200&B=150"),
    (Style.SPACE_DELIMITED, False, ARRAY, "color=blue%20black%20brown"),
    (Style.SPACE_DELIMITED, False, OBJECT, "color=R%20100%20G%20200%20B%20150"),
    (Style.SPACE_DELIMITED, True, ARRAY, "color=blue&color=black&color=brown"),
    (Style.PIPE_DELIMITED, False, ARRAY, "color=blue%7Cblack%7Cbrown"),
    (Style.PIPE_DELIMITED, False, OBJECT, "color=R%7C100%7CG%7C200%7CB%7C150"),
    (Style.PIPE_DELIMITED, True, ARRAY, "color=blue&color=black&color=brown"),
    (Style.DEEP_OBJECT, True, OBJECT, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
]


def query(name: str, value: Any, style: Style, explode: bool) -> str:
    return "&".join(pair.encoded() for pair in pairs(name, value, style, explode))


@pytest.mark.parametrize(("style", "explode", "value", "expected"), PATHS)
def test_table_for_paths(style: Style, explode: bool, value: Any, expected: str) -> None:
    """Every cell of the specification's table for styles that a path can have."""
    assert expected == path_segment("color", value, style, explode)


@pytest.mark.parametrize(("style", "explode", "value", "expected"), QUERIES)
def test_table_for_queries(style: Style, explode: bool, value: Any, expected: str) -> None:
    """Every cell of the specification's table for styles that a query can have."""
    assert expected == query("color", value, style, explode)


@pytest.mark.parametrize(
    ("value", "explode", "expected"),
    [
        ("blue", False, "blue"),
        (ARRAY, False, "blue,black,brown"),
        (OBJECT, False, "R,100,G,200,B,150"),
        (OBJECT, True, "R=100,G=200,B=150"),
        (True, False, "true"),
    ],
)
def test_headers_are_simple(value: Any, explode: bool, expected: str) -> None:
    """Header values are not percent-encoded by their style."""
    assert expected == header_value(value, explode)


@pytest.mark.parametrize(
    ("value", "text"),
    [(True, "true"), (False, "false"), (0, "0"), (1.5, "1.5"), ("a b", "a%20b"), ("ü", "%C3%BC"), ("~-._", "~-._")],
)
def test_scalars(value: Any, text: str) -> None:
    """Booleans and numbers as in JSON; everything but RFC 3986's unreserved characters is percent-encoded."""
    assert text == path_segment("p", value, Style.SIMPLE, False)
    assert f"p={text}" == query("p", value, Style.FORM, True)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        ([], ""),
        ({}, ""),
        ([None, "a"], "p=a"),
        ({"a": None, "b": 1}, "b=1"),
    ],
)
def test_null_is_undefined(value: Any, expected: str) -> None:
    """RFC 6570 §2.3: what is undefined is left out, and an empty list is undefined."""
    assert expected == query("p", value, Style.FORM, True)


def test_delimiters_inside_of_values_are_encoded() -> None:
    """A comma in a value cannot be taken for one between values."""
    assert "p=a%2Cb,c" == query("p", ["a,b", "c"], Style.FORM, False)
    assert "a%2Cb,c" == path_segment("p", ["a,b", "c"], Style.SIMPLE, False)
    assert "p=a%7Cb%7Cc" == query("p", ["a|b", "c"], Style.PIPE_DELIMITED, False)


def test_deep_object_goes_on_below() -> None:
    """What the specification leaves open: nested objects get more brackets, lists get indices."""
    value = {"a": {"b": 1}, "c": ["x", "y"], "d": None}

    assert "f%5Ba%5D%5Bb%5D=1&f%5Bc%5D%5B0%5D=x&f%5Bc%5D%5B1%5D=y" == query("f", value, Style.DEEP_OBJECT, True)


def test_structures_inside_of_values_are_json() -> None:
    """Where no specification has a rule, a nested value is JSON text rather than a language's idea of one."""
    assert "p=%7B%22a%22%3A1%7D" == query("p", [{"a": 1}], Style.FORM, True)


def test_reserved_characters() -> None:
    """`allowReserved` leaves what means nothing in a query; what would end or split it is encoded still."""
    assert "a%2Fb%3F" == encode("a/b?")
    assert "a/b?:@!$'()*,;=%23%26%2B%5B%5D%25%20" == encode_reserved("a/b?:@!$'()*,;=#&+[]% ")
