"""Patterns that the engine refuses as they are written, in a spelling that it takes."""

from __future__ import annotations

import pytest

from specloom.calls.pattern_form import engine_form
from specloom.calls.schema_text import satisfies, usable_pattern
from specloom.calls.strings import text_for
from specloom.ir.types import Bounds


@pytest.mark.parametrize(
    ("pattern", "fits", "fails"),
    [
        (r"^(?:{[0-9]{2}}|x)$", "{12}", "{1}"),
        (r"^[a-z]{1-3}$", "a{1-3}", "ab"),
        (r"{a}", "{a}", "a"),
        (r"^[\w-.]+$", "a-b.c", "a,b"),
        (r"^[+-\w]+$", "-a+", ","),
        (r"^[\s-_]+$", " -_", "a"),
        (r"^[\u0020-\uD7FF\uE000-\uFFFD\uD800\uDBFF-\uDC00\uDFFF\t]+$", "x\U0001f600", "\r"),
        (r"^[a-\uD800]+$", "b\u4e00", "\ue000"),
        (r"^[\000-\037]+$", "\x1f\x00", "\x20"),
        (r"\A[a-z]+\Z", "abc", "ab1"),
        (r"^[{[]{1,1500}\S{0,1500}$", "[{", "]"),
    ],
)
def test_the_engine_takes_it(pattern: str, fits: str, fails: str) -> None:
    assert usable_pattern(pattern) is not None
    assert satisfies(fits, pattern, None)
    assert not satisfies(fails, pattern, None)


@pytest.mark.parametrize("pattern", [r"^a{2}$", r"^\p{Lu}\u{41}[\]\\-]$", r"^(?<year>\d{4})-\d{2,}$", "", r"^[^]$"])
def test_what_is_strict_stays(pattern: str) -> None:
    assert pattern == engine_form(pattern)


@pytest.mark.parametrize("pattern", ["[", "[a-", "\\", "(", "[\\uD800", "^.{0,2097152}$"])
def test_what_no_spelling_helps(pattern: str) -> None:
    """No exception; the pattern is left out of what is checked."""
    assert usable_pattern(pattern) is None
    assert satisfies("anything", pattern, None)


def test_a_pattern_that_nothing_checks_is_followed_all_the_same() -> None:
    """Its text is made from it, since another validator may well check it."""
    text = text_for("arn", 0, Bounds(pattern="^arn:aws:[a-z]{2}:.{0,2097152}$"), None)

    assert text is not None
    assert text.startswith("arn:aws:ab:")
