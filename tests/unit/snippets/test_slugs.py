"""File names made of a document's names."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specloom.slugs import Candidates, operation_slugs, slug, unique_slugs


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("createInvoice", "createInvoice"),
        ("actions/list-runs", "actions-list-runs"),
        ("../../etc/passwd", "etc-passwd"),
        ("Zoë's", "Zoe-s"),
        ("犬", ""),
        ("con", "con_"),
        ("LPT1", "LPT1_"),
        ("console", "console"),
        ("a b\nc", "a-b-c"),
    ],
)
def test_a_slug_is_a_safe_name(name: str, expected: str) -> None:
    assert expected == slug(name)


def test_a_long_name_is_cut_and_still_its_own() -> None:
    first, second = slug("a" * 300 + "b"), slug("a" * 300 + "c")

    assert 80 >= len(first)
    assert first != second


@given(
    st.lists(
        st.tuples(st.text(max_size=5), st.sampled_from(["GET", "PUT"]), st.text(max_size=4)),
        unique_by=lambda each: each[0],
    )
)
def test_slugs_are_safe_and_unique(operations: list[tuple[str, str, str]]) -> None:
    """No two differ in case alone, whatever the ids."""
    slugs = operation_slugs(operations)

    assert {identifier for identifier, _, _ in operations} == set(slugs)
    assert len(slugs) == len({name.lower() for name in slugs.values()})
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", name) for name in slugs.values())
    assert not {"readme", "index"} & {name.lower() for name in slugs.values()}


def test_collisions_are_resolved_by_meaning() -> None:
    """Neither gets a number, and the order does not matter."""
    operations = [
        ("getPet", "GET", "/pets/{id}"),
        ("getpet", "GET", "/pet"),
        ("get pet", "PUT", "/x"),
        ("get-pet", "GET", "/y"),
    ]
    expected = {
        "getPet": "getPet-get-pets-id",
        "getpet": "getpet-get-pet",
        "get pet": "get-pet-put-x",
        "get-pet": "get-pet",
    }

    assert expected == dict(operation_slugs(operations))
    assert expected == dict(operation_slugs(reversed(operations)))


def test_a_neighbour_does_not_rename_the_exact_name() -> None:
    alone = operation_slugs([("get-pet", "GET", "/y")])
    together = operation_slugs([("get.pet", "GET", "/x"), ("get-pet", "GET", "/y")])

    assert alone["get-pet"] == together["get-pet"]


def test_names_that_ascii_cannot_spell_are_named_after_method_and_path() -> None:
    """A name of which some letters are lost is nobody's own, so it is not used even where it is free."""
    operations = [("ユーザー取得", "GET", "/users"), ("取得User", "GET", "/user"), ("plain", "GET", "/plain")]
    expected = {"ユーザー取得": "get-users", "取得User": "User-get-user", "plain": "plain"}

    assert expected == dict(operation_slugs(operations))
    assert {"取得User": "User-get-user"} == dict(operation_slugs(operations[1:2]))


def test_a_neighbour_does_not_rename_what_ascii_cannot_spell() -> None:
    things = [Candidates(name, (name,), "schema") for name in ("猫", "犬", "犬Dog", "鳥Dog")]
    alone = {key: name for thing in things for key, name in unique_slugs([thing]).items()}

    assert alone == dict(unique_slugs(things))
    assert alone["猫"].startswith("schema-")
    assert alone["犬Dog"].startswith("Dog-")
