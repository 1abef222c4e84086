"""The runtime writes parameters as the neutral call does: the clients and the snippets send the same."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from specloom.calls import encoding, styles
from specloom.ir.operation import Style

Emitted = Callable[[str], ModuleType]

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
NESTED = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
VALUES = SCALARS | st.lists(NESTED, max_size=4) | st.dictionaries(st.text(), NESTED, max_size=4)
QUERY = [Style.FORM, Style.SPACE_DELIMITED, Style.PIPE_DELIMITED, Style.DEEP_OBJECT]
PATH = [Style.SIMPLE, Style.LABEL, Style.MATRIX]
relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)


@relaxed
@given(st.text(), VALUES, st.sampled_from(QUERY), st.booleans(), st.booleans())
def test_pairs(emitted: Emitted, name: str, value: Any, style: Style, explode: bool, reserved: bool) -> None:
    """Queries, forms and cookies."""
    runtime = emitted("_runtime.styles")
    encoder = encoding.encode_reserved if reserved else encoding.encode
    expected = [pair.encoded(encoder) for pair in styles.pairs(name, value, style, explode)]

    found = runtime.pairs(name, value, runtime.Style(str(style), explode))
    assert expected == [pair.encoded(reserved) for pair in found]


@relaxed
@given(st.text(), VALUES, st.sampled_from(PATH), st.booleans())
def test_path_segments(emitted: Emitted, name: str, value: Any, style: Style, explode: bool) -> None:
    """Variables of a path."""
    runtime = emitted("_runtime.styles")

    expected = styles.path_segment(name, value, style, explode)
    assert expected == runtime.path_segment(name, value, runtime.Style(str(style), explode))


@relaxed
@given(VALUES, st.booleans())
def test_headers(emitted: Emitted, value: Any, explode: bool) -> None:
    """Values of headers are printable ASCII."""
    runtime = emitted("_runtime.styles")
    found = runtime.header_value(value, runtime.Style("simple", explode))

    assert encoding.header_text(styles.header_value(value, explode)) == found
    assert found.isascii()
    assert found.isprintable()


@relaxed
@given(st.text())
def test_fixed_parts_of_paths(emitted: Emitted, text: str) -> None:
    """What is encoded already stays."""
    assert encoding.encode_path_literal(text) == emitted("_runtime.styles").path_literal(text)


@pytest.mark.parametrize(
    ("style", "explode", "expected"),
    [
        ("simple", False, "R,100,G,200"),
        ("simple", True, "R=100,G=200"),
        ("label", False, ".R,100,G,200"),
        ("label", True, ".R=100.G=200"),
        ("matrix", False, ";color=R,100,G,200"),
        ("matrix", True, ";R=100;G=200"),
    ],
)
def test_the_table_of_the_specification(emitted: Emitted, style: str, explode: bool, expected: str) -> None:
    """OpenAPI 3.1, Parameter Object, Style Examples."""
    runtime = emitted("_runtime.styles")

    assert expected == runtime.path_segment("color", {"R": 100, "G": 200}, runtime.Style(style, explode))


def test_half_a_character_is_no_other_text(emitted: Emitted) -> None:
    """In its place a question mark would name another thing than was meant."""
    with pytest.raises(UnicodeEncodeError):
        emitted("_runtime.styles").quoted("\ud800")
