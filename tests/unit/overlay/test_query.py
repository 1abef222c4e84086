"""JSONPath as overlays use it: the standard and nothing else, alike on every machine."""

from __future__ import annotations

from typing import Any

import pytest

from specloom.overlay.query import Query, QueryError

DATA: dict[str, Any] = {"a": [{"n": "one"}, {"n": "two"}, {"n": 3}], "b": {"n": "one"}}


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("$", [()]),
        ("$.a[-1]", [("a", 2)]),
        ("$.a[0,0]", [("a", 0)]),
        ("$..n", [("a", 0, "n"), ("a", 1, "n"), ("a", 2, "n"), ("b", "n")]),
        ("$.a[?match(@.n, 't.o')]", [("a", 1)]),
        ("$.a[?match(@.n, 'o')]", []),
        ("$.a[?search(@.n, 'o')]", [("a", 0), ("a", 1)]),
        ("$.a[?search(@.n, '[')]", []),
        ("$.a[?length(@.n) == 3]", [("a", 0), ("a", 1)]),
    ],
)
def test_what_is_selected(query: str, places: list[tuple[str | int, ...]]) -> None:
    assert [steps for steps, _ in Query(query).select(DATA)] == places


@pytest.mark.parametrize(
    "query",
    ["a", "", "$.a | $.b", "$.a & $.b", "$.~a", "^.a", "$.a[?isinstance(@.n, 'string')]", "$.a[?@.n =~ /o/]", "$.a "],
)
def test_what_is_not_in_the_standard_is_refused(query: str) -> None:
    with pytest.raises(QueryError):
        Query(query)


def test_nesting_has_a_limit_that_documents_do_not_reach() -> None:
    deep: Any = {}
    for _ in range(200):
        deep = {"x": deep}

    assert len(Query("$..x").select(deep)) == 200
    for _ in range(300):
        deep = {"x": deep}
    with pytest.raises(QueryError):
        Query("$..x").select(deep)
    with pytest.raises(QueryError):
        Query("$[?" + "(" * 5000 + "@.x" + ")" * 5000 + "]")
