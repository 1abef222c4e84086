"""Which operations are wanted, and what is said where a word fits none."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.normalize.build_api import api_of

from specloom.diagnostics import Diagnostics, Location
from specloom.ir.api import Api
from specloom.ir.choices import Picks, Selection, Stated
from specloom.normalize import Overrides

SPEC = """\
paths:
  /users:
    get: {operationId: listUsers, tags: [Users], responses: {"200": {description: OK}}}
    post: {operationId: createUser, tags: [Users], responses: {"200": {description: OK}}}
  /users/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    delete: {operationId: deleteUser, tags: [Users, Admin], deprecated: true, responses: {"200": {description: OK}}}
  /shops:
    get: {tags: [Shops], responses: {"200": {description: OK}}}
webhooks:
  userCreated:
    post: {operationId: onUser, tags: [Users], responses: {"200": {description: OK}}}
"""


def stated(*texts: str) -> tuple[Stated, ...]:
    return tuple(Stated(text) for text in texts)


def chosen(folder: Path, *selections: Selection, diagnostics: Diagnostics | None = None) -> Api:
    return api_of(folder, SPEC, diagnostics, overrides=Overrides(selections=selections))


def ids(api: Api) -> list[str]:
    return [operation.id for operation in (*api.operations, *api.webhooks)]


@pytest.mark.parametrize(
    ("selection", "left"),
    [
        (Selection(), ["getShops", "listUsers", "createUser", "deleteUser", "onUser"]),
        (Selection(include=Picks(tags=stated("Users"))), ["listUsers", "createUser", "deleteUser", "onUser"]),
        (Selection(include=Picks(tags=stated("Admin"), operations=stated("getShops"))), ["getShops", "deleteUser"]),
        (Selection(include=Picks(tags=stated("User?"), methods=stated("get"))), ["listUsers"]),
        (Selection(include=Picks(paths=stated("/users*"))), ["listUsers", "createUser", "deleteUser"]),
        (Selection(include=Picks(operations=stated("get /*"))), ["getShops", "listUsers"]),
        (Selection(include=Picks(deprecated=True)), ["deleteUser"]),
        (Selection(include=Picks(deprecated=False, tags=stated("Users"))), ["listUsers", "createUser", "onUser"]),
        (Selection(exclude=Picks(deprecated=True, tags=stated("Shops"))), ["listUsers", "createUser", "onUser"]),
        (Selection(exclude=Picks(deprecated=False, methods=stated("POST"))), ["getShops", "listUsers", "deleteUser"]),
        (Selection(exclude=Picks(operations=stated("*User"))), ["getShops", "listUsers"]),
    ],
)
def test_what_is_left(tmp_path: Path, selection: Selection, left: list[str]) -> None:
    api = chosen(tmp_path, selection)

    assert ids(api) == left
    assert len(api.ledger.operations) + sum(not each.is_webhook for each in api.excluded) == 4
    assert len(left) + len(api.excluded) == 5


def test_all_selections_must_want_an_operation(tmp_path: Path) -> None:
    api = chosen(
        tmp_path, Selection(include=Picks(tags=stated("Users"))), Selection(include=Picks(methods=stated("get")))
    )

    assert ids(api) == ["listUsers"]
    assert [each.subject for each in api.excluded] == [
        "GET /shops",
        "POST /users",
        "DELETE /users/{id}",
        "POST userCreated",
    ]


def test_sections_without_operations_are_gone(tmp_path: Path) -> None:
    api = chosen(tmp_path, Selection(exclude=Picks(tags=stated("Shops"))))

    assert [section.name for section in api.sections] == ["Users"]


@pytest.mark.parametrize(
    ("picks", "message"),
    [
        (
            Picks(tags=stated("Userz")),
            "no operation of the description has a tag like 'Userz'; did you mean 'Users'?",
        ),
        (Picks(paths=stated("/v2/*")), "no operation of the description has a path like '/v2/*'"),
        (
            Picks(operations=stated("listUser")),
            "no operation of the description has an id, or a method and path, like 'listUser'; did you mean 'listUsers'?",
        ),
        (
            Picks(methods=stated("GETT")),
            "no operation of the description has a method like 'GETT'; did you mean 'GET'?",
        ),
    ],
)
@pytest.mark.parametrize("where", ["include", "exclude"])
def test_a_word_that_fits_nothing(tmp_path: Path, picks: Picks, message: str, where: str) -> None:
    diagnostics = Diagnostics(lenient=True)

    chosen(
        tmp_path, Selection(include=picks) if where == "include" else Selection(exclude=picks), diagnostics=diagnostics
    )

    told = [finding.message for finding in diagnostics if finding.code.name.startswith("filter")]
    assert told == [message]


def test_words_that_leave_nothing_together(tmp_path: Path) -> None:
    diagnostics = Diagnostics(lenient=True)
    place = Location("specloom.yaml", "/sources/pets")
    users = Picks(tags=stated("Users"))

    chosen(tmp_path, Selection(include=users, exclude=users, place=place), diagnostics=diagnostics)

    (finding,) = [finding for finding in diagnostics if finding.code.name == "filter-empty"]
    assert finding.location == place
    assert "no-operations" not in {each.code.name for each in diagnostics}


def test_names_do_not_depend_on_what_else_is_wanted(tmp_path: Path) -> None:
    """Two operations of one operationId are named apart, also where only one of them is wanted."""
    spec = """\
        paths:
          /a: {get: {operationId: same, responses: {"200": {description: OK}}}}
          /b: {get: {operationId: same, responses: {"200": {description: OK}}}}
        """
    only = Overrides(selections=(Selection(include=Picks(paths=stated("/a"))),))

    assert ids(api_of(tmp_path, spec, overrides=only)) == ["getA"]
    assert ids(api_of(tmp_path, spec)) == ["getA", "getB"]


def test_what_is_wrong_with_an_operation_that_is_not_wanted_does_not_matter(tmp_path: Path) -> None:
    diagnostics = Diagnostics()
    spec = """\
        paths:
          /a: {get: {operationId: a, responses: {"200": {description: OK}}}}
          /b: {get: {operationId: b, responses: {"200": {$ref: "#/nowhere"}}}}
        """

    api = api_of(
        tmp_path, spec, diagnostics, overrides=Overrides(selections=(Selection(exclude=Picks(operations=stated("b"))),))
    )

    assert ids(api) == ["a"]
    assert api.ledger.entries == ()
    diagnostics.stop_on_errors()
