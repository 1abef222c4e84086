"""JSON is read strictly, within limits."""

from __future__ import annotations

import pytest

from specloom.diagnostics import codes
from specloom.source.faults import ReadError
from specloom.source.json_reader import read_json
from specloom.source.limits import Limits

LIMITS = Limits()


def test_values_are_those_of_json() -> None:
    """Order of keys is kept."""

    assert ["b", "a"] == list(read_json('{"b": 1, "a": [true, null, 1.5, "\\u00e4\\ud83d\\ude00"]}', LIMITS))


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ('{"a": 1,\n "a": 2}', codes.KEY_DUPLICATE, 2, 2),
        ('{"a": {"x/y": 1, "x/y": 2}}', codes.KEY_DUPLICATE, 1, 18),
        ('{\n  "a": 1,\n}', codes.SYNTAX, 3, 1),
        ('{"a": NaN}', codes.SYNTAX, 1, 7),
        ('{"a": 1e999}', codes.SYNTAX, 1, 7),
        ('{"a": "\\ud800"}', codes.SYNTAX, 1, 8),
        ('{"a": "\\ud83d\\ude00 \\\\ud800 \\ud83d"}', codes.SYNTAX, 1, 29),
        ('{"[": "\\"[", "a": ' + "[" * 200 + "]" * 200 + "}", codes.LIMIT_PASSED, 1, 218),
        ("[" * 100_000, codes.LIMIT_PASSED, 1, 201),
        ("", codes.SYNTAX, 1, 1),
    ],
)
def test_faults_have_a_place(text: str, code: object, line: int, column: int) -> None:
    """Each fault is a code and a position."""
    with pytest.raises(ReadError) as caught:
        read_json(text, LIMITS)

    assert code is caught.value.code
    assert caught.value.position is not None
    assert (line, column) == (caught.value.position.line, caught.value.position.column)


def test_the_deepest_value_may_be_a_scalar() -> None:
    """Objects and arrays count, as in YAML; not what stands in the innermost one."""
    assert read_json("[" * 200 + "1" + "]" * 200, LIMITS)


@pytest.mark.parametrize("number", ["9" * 1_001, "-" + "9" * 1_000, "0." + "1" * 999])
def test_a_number_of_too_many_digits_has_a_place(number: str) -> None:
    """The limit is that of YAML: far below what the interpreter would convert."""
    with pytest.raises(ReadError) as caught:
        read_json(f'{{"a": 1,\n "b": {number}}}', LIMITS)

    assert codes.LIMIT_PASSED is caught.value.code
    assert caught.value.position is not None
    assert (2, 7) == (caught.value.position.line, caught.value.position.column)


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 300 + "1" + "}" * 300, '{"a": ' + "9" * 10_000 + "}"])
def test_depth_and_digits_have_limits(text: str) -> None:
    """A hostile document ends in a finding, not in a RecursionError."""
    with pytest.raises(ReadError) as caught:
        read_json(text, LIMITS)

    assert codes.LIMIT_PASSED is caught.value.code
