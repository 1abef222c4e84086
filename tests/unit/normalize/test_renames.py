"""Names that the config gives, and names for what has none: stable, readable, told apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.normalize.build_api import api_of

from specloom.diagnostics import Diagnostics
from specloom.ir.api import Api
from specloom.ir.choices import Names, Naming, Picks, Selection, Stated
from specloom.normalize import Overrides

SPEC = """\
tags: [{name: users, description: People}, {name: time-off}]
paths:
  /users:
    get:
      operationId: Users_List_v2
      tags: [users]
      responses:
        "200": {description: OK, content: {application/json: {schema: {$ref: "#/components/schemas/user_dto"}}}}
    post:
      tags: [time-off]
      responses: {"200": {description: OK}}
  /plain: {get: {operationId: plain, responses: {"200": {description: OK}}}}
components:
  schemas:
    user_dto: {type: object, properties: {home: {type: object, properties: {x: {type: string}}}}}
    Other: {type: object}
"""
HOME = "#/components/schemas/user_dto/properties/home"


def naming(**names: str) -> tuple[Naming, ...]:
    return tuple(Naming(part=Stated(part), name=name) for part, name in names.items())


def named(folder: Path, names: Names, diagnostics: Diagnostics | None = None, spec: str = SPEC) -> Api:
    return api_of(folder, spec, diagnostics, overrides=Overrides(names=names))


@pytest.mark.parametrize("key", ["Users_List_v2", "GET /users", "get /users"])
def test_an_operation_is_called_what_the_config_says(tmp_path: Path, key: str) -> None:
    api = named(tmp_path, Names(operations=naming(**{key: "listUsers"})))

    (operation,) = [each for each in api.operations if each.method == "GET" and each.path == "/users"]
    assert operation.id == "listUsers"
    assert operation.declared_id == "Users_List_v2"


def test_an_operation_without_an_id_is_found_by_the_name_that_was_made(tmp_path: Path) -> None:
    api = named(tmp_path, Names(operations=naming(postUsers="addUser")))

    assert "addUser" in [operation.id for operation in api.operations]


def test_a_schema_is_called_what_the_config_says_and_what_is_in_it_follows(tmp_path: Path) -> None:
    api = named(tmp_path, Names(schemas=naming(user_dto="User")))

    assert api.types["user_dto"].hint == ("User",)
    assert api.types[HOME].hint == ("User", "home")


@pytest.mark.parametrize("key", [HOME])
def test_a_schema_written_inline_is_named_by_its_pointer(tmp_path: Path, key: str) -> None:
    api = named(tmp_path, Names(schemas=naming(**{key: "Address"})))

    assert api.types[HOME].hint == ("Address",)
    assert api.types["user_dto"].hint == ("user_dto",)


def test_a_section_is_called_what_the_config_says(tmp_path: Path) -> None:
    api = named(tmp_path, Names(sections=naming(**{"time-off": "Holidays", "default": "Core"})))

    assert [(section.name, section.slug, section.title) for section in api.sections] == [
        ("users", "users", "users"),
        ("Holidays", "holidays", "Holidays"),
        ("Core", "core", "Core"),
    ]
    assert api.sections[0].description == "People"
    assert {operation.section for operation in api.operations} == {"users", "Holidays", "Core"}


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (
            Names(operations=naming(Users_List_v3="x")),
            "the description has no 'Users_List_v3' to give a name to; did you mean 'Users_List_v2'?",
        ),
        (
            Names(schemas=naming(userdto="X")),
            "the description has no 'userdto' to give a name to; did you mean 'user_dto'?",
        ),
        (
            Names(schemas=naming(**{f"{HOME}/properties/x": "X"})),
            f"the description has no '{HOME}/properties/x' to give a name to",
        ),
        (Names(sections=naming(user="X")), "the description has no 'user' to give a name to; did you mean 'users'?"),
    ],
)
def test_a_part_that_is_not_there(tmp_path: Path, names: Names, message: str) -> None:
    assert told(tmp_path, names) == [("name-unknown", message)]


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (
            Names(operations=naming(plain="Users_list_V2")),
            "'Users_list_V2' cannot be the name: several operations would be called so: GET /plain, GET /users",
        ),
        (Names(schemas=naming(user_dto="other")), "'other' cannot be the name: another schema is called so: Other"),
        (
            Names(sections=naming(users="Time off")),
            "'Time off' cannot be the name: another section is called so: that of the tag 'time-off'",
        ),
    ],
)
def test_a_name_that_is_taken(tmp_path: Path, names: Names, message: str) -> None:
    assert told(tmp_path, names) == [("name-taken", message)]


def told(folder: Path, names: Names) -> list[tuple[str, str]]:
    diagnostics = Diagnostics()
    named(folder, names, diagnostics)
    return [(each.code.name, each.message) for each in diagnostics if each.code.name.startswith("name-")]


def test_two_schemas_may_change_names(tmp_path: Path) -> None:
    assert told(tmp_path, Names(schemas=naming(user_dto="Other", Other="User"))) == []


def test_a_schema_that_went_with_its_operations_may_have_a_name(tmp_path: Path) -> None:
    diagnostics = Diagnostics()
    names = Names(schemas=naming(**{"user_dto": "User", HOME: "Address"}))
    plain_only = Selection(include=Picks(operations=(Stated("plain"),)))

    api_of(tmp_path, SPEC, diagnostics, overrides=Overrides(names=names, selections=(plain_only,)))

    assert [each for each in diagnostics if each.code.name == "name-unknown"] == []


FOREIGN = """\
paths:
  /users: {get: {operationId: ユーザー取得, tags: [ユーザー], responses: {"200": {description: OK}}}}
  /shops: {get: {operationId: 店舗取得, tags: [店舗], responses: {"200": {description: OK}}}}
  /teams: {get: {operationId: teams, tags: [チームTeam], responses: {"200": {description: OK}}}}
  /roads: {get: {operationId: roads, tags: [Straßen & Änderungen], responses: {"200": {description: OK}}}}
"""


def slugs(folder: Path, spec: str, diagnostics: Diagnostics | None = None) -> dict[str, str]:
    return {section.name: section.slug for section in api_of(folder, spec, diagnostics).sections}


def test_sections_that_ascii_cannot_spell_are_told_apart(tmp_path: Path) -> None:
    diagnostics = Diagnostics()
    found = slugs(tmp_path, FOREIGN, diagnostics)

    assert found["Straßen & Änderungen"] == "strassen-anderungen"
    assert len(set(found.values())) == 4
    assert found["ユーザー"].startswith("section-")
    assert found["チームTeam"].startswith("team-")
    assert [each.code.name for each in diagnostics].count("name-foreign") == 3


def test_a_neighbour_does_not_rename_a_section(tmp_path: Path) -> None:
    lines = FOREIGN.splitlines(keepends=True)

    assert slugs(tmp_path, lines[0] + lines[1])["ユーザー"] == slugs(tmp_path, FOREIGN)["ユーザー"]
