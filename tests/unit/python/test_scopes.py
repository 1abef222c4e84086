"""Names of the classes of sections, beside those of models and of each other."""

from __future__ import annotations

import pytest

from specloom.diagnostics import Location
from specloom.ir.api import Section
from specloom.ir.operation import Operation
from specloom.ir.pagination import PageSource, PageStyle, Pagination
from specloom.targets.python.scopes import name_iterators, name_methods, name_sections


@pytest.mark.parametrize(
    ("sections", "models", "classes"),
    [
        (["search"], [], ["SearchSection"]),
        (["search"], ["SearchSection"], ["SearchOperationsSection"]),
        (["search"], ["AsyncSearchSection"], ["SearchOperationsSection"]),
        (["Jobs", "Async Jobs"], [], ["JobsSection", "AsyncJobsOperationsSection"]),
        (["Async Jobs"], [], ["AsyncJobsOperationsSection"]),
    ],
)
def test_classes_of_sections(sections: list[str], models: list[str], classes: list[str]) -> None:
    """Neither the class nor its asynchronous twin is called like anything else."""
    given = [Section(name=name, slug=name.lower(), title=name, operations=()) for name in sections]
    names = name_sections(given, models)

    assert classes == [names[name].class_name for name in sections]


@pytest.mark.parametrize(
    ("paged", "others", "iterators"),
    [
        (["listPets"], [], ["iter_pets"]),
        (["getPets"], ["iterPets"], ["iter_get_pets"]),
        (["list"], [], ["iter_list"]),
        (["pets"], [], ["iter_pets"]),
        (["findPets", "listPets"], [], ["iter_find_pets", "iter_list_pets"]),
        (["searchPets", "getDogs"], [], ["iter_pets", "iter_dogs"]),
    ],
)
def test_iterators(paged: list[str], others: list[str], iterators: list[str]) -> None:
    """No method gets another name for an iterator, and of two iterators neither comes first."""
    place = Location("spec.yaml")
    pages = Pagination(style=PageStyle.LINK, items=(), source=PageSource.SHAPE, evidence="", origin=place)
    operations = [
        Operation(
            id=name,
            declared_id=name,
            method="GET",
            path=f"/{name}",
            section="pets",
            pagination=pages if name in paged else None,
            origin=place,
        )
        for name in [*paged, *others]
    ]
    methods = name_methods(operations)
    found = name_iterators(operations, methods)

    assert iterators == [found[name] for name in paged]
    assert not set(found.values()) & set(methods.values())
