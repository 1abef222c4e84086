"""Words of names, and identifiers made of them."""

from __future__ import annotations

import keyword
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specloom.targets.python.names import Contender, parts_of, resolve, spellings
from specloom.targets.python.words import module_name, pascal, snake, spelled_out, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("createInvoiceDtoV1", ["create", "Invoice", "Dto", "V1"]),
        ("HTTPServer", ["HTTP", "Server"]),
        ("userIDs", ["user", "IDs"]),
        ("X-Api-Key", ["X", "Api", "Key"]),
        ("snake_case", ["snake", "case"]),
        ("page[size]", ["page", "size"]),
        ("größe", ["größe"]),
        ("用户 id", ["用户", "id"]),
        ("", []),
        ("@", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    """A word begins at a capital letter, and after anything that no identifier may hold."""
    assert expected == words(text)


def test_spelled_out() -> None:
    """Symbols can be words."""
    assert [["plus", "1"], ["minus", "1"], ["at", "type"]] == [spelled_out(text) for text in ("+1", "-1", "@type")]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("dueDate", "field", "due_date"),
        ("class", "field", "class_"),
        ("None", "field", "none"),
        ("2fa", "field", "field_2fa"),
        ("field", "field", "field_"),
        ("date", "field", "date"),
        ("list", "method", "list_"),
        ("options", "argument", "options_"),
        ("self", "argument", "self_"),
        ("match", "argument", "match"),
    ],
)
def test_snake(text: str, kind: str, expected: str) -> None:
    """Keywords and reserved words get an underscore; a leading digit gets the kind of name before it."""
    assert expected == snake(words(text), kind)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("created_invoice", "CreatedInvoice"),
        ("PET", "PET"),
        ("2fa", "Model2fa"),
        ("用户", "Model用户"),
        ("Any", "Any_"),
        ("None", "None_"),
    ],
)
def test_pascal(text: str, expected: str) -> None:
    """Classes begin with a capital letter."""
    assert expected == pascal(words(text), "model")


@pytest.mark.parametrize(
    ("text", "expected"), [("CON", "con_"), ("größe", "gro_e97bc7"), ("Pet", "pet"), ("x" * 200, None)]
)
def test_module_name(text: str, expected: str | None) -> None:
    """Modules are ASCII, short, and no devices of Windows; what is lost leaves a digest."""
    found = module_name(words(text), "model")

    assert found.isascii()
    assert len(found) <= 81
    assert expected in (found, None) or (found.startswith("gr") and found != "gr")


@given(st.text())
def test_every_text_has_names(text: str) -> None:
    """Whatever a document calls a thing, Python can call it something."""
    names = [
        *spellings(text, lambda parts: snake(parts, "field")),
        *spellings(text, lambda parts: pascal(parts, "model")),
        module_name(parts_of(text), "model"),
    ]

    assert all(name.isidentifier() and not keyword.iskeyword(name) for name in names)
    assert all(unicodedata.normalize("NFKC", name) == name for name in names)


def contender(key: str, *candidates: str, rank: int = 0) -> Contender:
    return Contender(key=key, shown=key, candidates=candidates, rank=rank)


def test_a_collision_moves_all_of_equal_rank() -> None:
    """Which of them comes first does not matter."""
    one, two = contender("path", "id", "id_path"), contender("query", "id", "id_query")

    expected = {"path": "id_path", "query": "id_query"}
    assert expected == resolve([one, two]) == resolve([two, one])


def test_the_best_keeps_its_name() -> None:
    """What the author called by this name keeps it, whoever else wants it."""
    author, made_up = contender("a", "UserInput"), contender("b", "UserInput", "UserInputRequest", rank=2)

    expected = {"a": "UserInput", "b": "UserInputRequest"}
    assert expected == resolve([author, made_up]) == resolve([made_up, author])


def test_a_collision_that_causes_another() -> None:
    """A name that somebody moves to may be taken as well."""
    found = resolve(
        [
            contender("path", "id", "id_path", "id_path_1"),
            contender("query", "id", "id_query", "id_query_2"),
            contender("odd", "id_query", "id_query_query", "id_query_3"),
        ]
    )

    assert {"path": "id_path", "query": "id_query_2", "odd": "id_query_query"} == found


@given(st.permutations(["a-b", "a_b", "aB", "A.B", "+1", "-1", "1", "@id", "_id", "id", "ID", "用户", ""]))
def test_names_do_not_depend_on_order(texts: list[str]) -> None:
    """The same neighbours in any order have the same names, all different."""
    contenders = [contender(text, *spellings(text, lambda parts: snake(parts, "field"))) for text in texts]
    found = resolve(contenders, same=str)

    assert len(set(found.values())) == len(texts)
    assert dict(found) == dict(resolve(sorted(contenders, key=lambda one: one.key), same=str))


def test_a_new_neighbour_renames_nobody_else() -> None:
    """Only those that want the same name are concerned."""
    names = ["dueDate", "total", "ID"]
    before = resolve([contender(text, *spellings(text, lambda parts: snake(parts, "field"))) for text in names])
    after = resolve(
        [contender(text, *spellings(text, lambda parts: snake(parts, "field"))) for text in [*names, "note", "id"]]
    )

    assert (before["dueDate"], before["total"]) == (after["dueDate"], after["total"])
