"""YAML is read by the JSON schema of YAML 1.2, within limits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from specloom.diagnostics import codes
from specloom.source.faults import ReadError
from specloom.source.limits import Limits
from specloom.source.yaml_reader import read_yaml

LIMITS = Limits()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("2020-01-01", "2020-01-01"),
        ("1_000", "1_000"),
        ("0123", "0123"),
        ("12:30", "12:30"),
        ("0x1F", "0x1F"),
        ("'1'", "1"),
        ('"true"', "true"),
        ("1", 1),
        ("-7", -7),
        ("1.50", 1.5),
        ("1e3", 1000.0),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("!!str 1", "1"),
        ("!!int 1", 1),
        (".inf", ".inf"),
    ],
)
def test_scalars_stay_what_the_author_wrote(text: str, value: object) -> None:
    """Only what JSON knows (null, booleans, numbers) is converted."""

    assert value == read_yaml(text, LIMITS)


def test_keys_are_text() -> None:
    """`200:` and `no:` are keys of responses and countries, not a number and a boolean."""

    assert {"200": "a", "no": "b", "null": "c", "1.0": "d"} == read_yaml("200: a\nno: b\nnull: c\n1.0: d\n", LIMITS)


def test_merge_keys_and_aliases() -> None:
    """`<<` fills in what is not given; an alias repeats its value."""
    text = "base: &b {a: 1, b: 2}\nmine:\n  b: 3\n  <<: *b\nlist: [*b, *b]\n"

    assert {
        "base": {"a": 1, "b": 2},
        "mine": {"b": 3, "a": 1},
        "list": [{"a": 1, "b": 2}, {"a": 1, "b": 2}],
    } == read_yaml(text, LIMITS)


def test_a_quoted_merge_sign_is_a_plain_key() -> None:
    """Only the plain `<<` merges."""

    assert {"<<": {"a": 1}} == read_yaml('"<<": {a: 1}', LIMITS)


def test_duplicate_keys_name_both_places() -> None:
    """The second place is the fault, the first is related to it."""
    with pytest.raises(ReadError) as caught:
        read_yaml("paths:\n  /a: 1\n  /b: 2\n  /a: 3\n", LIMITS)

    assert codes.KEY_DUPLICATE is caught.value.code
    assert caught.value.position is not None
    assert (4, 3) == (caught.value.position.line, caught.value.position.column)
    assert 2 == caught.value.related[0][1].line


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: [1, 2", codes.SYNTAX),
        ("a: 'b", codes.SYNTAX),
        ("\tb: 1", codes.SYNTAX),
        ("a: \x01", codes.SYNTAX),
        ("a: 1e999", codes.SYNTAX),
        ("a: !!python/object:os.system x", codes.YAML_UNSUPPORTED),
        ("a: !custom x", codes.YAML_UNSUPPORTED),
        ("? [a]\n: 1", codes.YAML_UNSUPPORTED),
        ("a: &x [*x]", codes.YAML_UNSUPPORTED),
        ("a: *nothing", codes.SYNTAX),
        ("--- 1\n--- 2", codes.YAML_UNSUPPORTED),
        ("<<: 1", codes.YAML_UNSUPPORTED),
    ],
)
def test_what_is_not_json_data_is_refused(text: str, code: object) -> None:
    """Broken syntax, tags, keys that are collections, rings and second documents each have a code."""
    with pytest.raises(ReadError) as caught:
        read_yaml(text, LIMITS)

    assert caught.value.code in (code, codes.YAML_UNSUPPORTED)


def test_a_bomb_of_aliases_passes_the_limit_of_nodes() -> None:
    """A billion laughs are counted as the values they stand for."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * 9) + "]" for n in range(1, 9)]
    with pytest.raises(ReadError) as caught:
        read_yaml("\n".join(lines), replace(LIMITS, nodes=100_000))

    assert codes.LIMIT_PASSED is caught.value.code


def test_fifty_thousand_brackets_are_a_finding_and_no_crash() -> None:
    """libyaml's composer would end the process; its events do not."""
    with pytest.raises(ReadError) as caught:
        read_yaml("[" * 50_000, LIMITS)

    assert codes.LIMIT_PASSED is caught.value.code
