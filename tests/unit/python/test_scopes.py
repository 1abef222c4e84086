"""Names of the classes of sections, beside those of models and of each other."""

from __future__ import annotations

import pytest

from specloom.ir.api import Section
from specloom.targets.python.scopes import name_sections


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
