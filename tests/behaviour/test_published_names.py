"""What was published under a name goes on being called so: whatever arrives beside it, and whoever renames it upstream."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from builds import job_for

from specloom.calls.prepare import prepare_calls
from specloom.cli.main import main
from specloom.config.job import LedgerFile
from specloom.diagnostics import Diagnostics, Severity
from specloom.pipeline import load_api, with_names
from specloom.published import Names
from specloom.published.file import names_text
from specloom.targets.base import PlanInput
from specloom.targets.registry import load_target

Spec = dict[str, Any]


def operation(identifier: str, *tags: str, **more: Any) -> dict[str, Any]:
    """Return an operation that answers with an object of its own."""
    answer = {"type": "object", "properties": {"id": {"type": "string"}, "state": {"enum": ["on", "off"]}}}
    content = {"application/json": {"schema": answer}}
    return {
        "operationId": identifier,
        "summary": f"Of {identifier}.",
        "tags": list(tags),
        "responses": {"200": {"description": "Done.", "content": content}},
        **more,
    }


def query(name: str) -> dict[str, Any]:
    """Return an optional query parameter."""
    return {"name": name, "in": "query", "schema": {"type": "string"}}


def schema(*names: str) -> dict[str, Any]:
    """Return an object with these properties."""
    return {"type": "object", "properties": {name: {"type": "string"} for name in names}}


def base() -> Spec:
    """Return a description whose names are easily wanted by others."""
    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/user_group"}}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Names", "version": "1"},
        "servers": [{"url": "https://api.example.com"}],
        "paths": {
            "/users": {"get": operation("list-users", "User group", parameters=[query("sort-by")])},
            "/users/{id}": {
                "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
                "get": operation("getUser", "User group"),
                "put": operation("putUser", "User group", requestBody=body),
            },
            "/things": {"get": operation("get_things", "things")},
        },
        "components": {"schemas": {"user_group": schema("display-name", "id"), "loose": schema("x-1")}},
    }


def with_operation(path: str, method: str, identifier: str, *tags: str) -> Callable[[Spec], None]:
    """Return what adds an operation."""

    def change(spec: Spec) -> None:
        spec["paths"].setdefault(path, {})[method] = operation(identifier, *tags)

    return change


def with_schema(name: str, *properties: str) -> Callable[[Spec], None]:
    """Return what adds a schema, and an operation that uses it."""

    def change(spec: Spec) -> None:
        spec["components"]["schemas"][name] = schema(*properties)
        content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
        made = operation(f"use {name} of {len(spec['paths'])}", "uses")
        made["responses"]["200"]["content"] = content
        spec["paths"][f"/uses/{name}"] = {"get": made}

    return change


def with_parameter(path: str, method: str, name: str) -> Callable[[Spec], None]:
    """Return what gives an operation one more parameter."""

    def change(spec: Spec) -> None:
        found = spec["paths"][path][method]
        found["parameters"] = [*found.get("parameters", []), query(name)]

    return change


def with_property(name: str, property_: str) -> Callable[[Spec], None]:
    """Return what gives a schema one more property."""
    return lambda spec: spec["components"]["schemas"][name]["properties"].update({property_: {"type": "string"}})


NEIGHBOURS: dict[str, Callable[[Spec], None]] = {
    "an operation of the same words": with_operation("/other", "get", "list_users", "User group"),
    "an operation of the same id": with_operation("/again", "get", "getUser", "User group"),
    "an operation in a tag of the same words": with_operation("/tagged", "get", "tagged", "user_group"),
    "an operation called like a page": with_operation("/page", "get", "LIST-USERS", "things"),
    "a schema of the same words": with_schema("UserGroup", "id"),
    "a schema called like an answer": with_schema("ListUsersResponse", "id"),
    "a schema called like a section": with_schema("ThingsSection", "id"),
    "a schema in other letters": with_schema("LOOSE", "id"),
    "a parameter of the same words": with_parameter("/users", "get", "sort_by"),
    "a parameter of a path's name": with_parameter("/users/{id}", "get", "id"),
    "a property of the same words": with_property("user_group", "display_name"),
    "an operation first of all": with_operation("/a", "get", "aaa", "aaa"),
}


MOVERS = {
    "an operation of the same words": {"python/models", "python/methods/User group"},
    "an operation of the same id": {
        *("python/models", "python/methods/User group", "docs/operations", "snippets/operations"),
    },
    "an operation in a tag of the same words": {"python/sections", "python/section-classes", "docs/sections"},
    "an operation called like a page": {"docs/operations", "snippets/operations"},
    "a schema of the same words": {"python/models"},
    "a schema called like an answer": {"python/models"},
    "a schema called like a section": {"python/section-classes"},
    "a parameter of the same words": {"python/arguments/GET /users"},
    "a parameter of a path's name": {"python/arguments/GET /users/{id}"},
    "a property of the same words": {
        *("python/fields/user_group", "python/arguments/PUT /users/{id} · application/json"),
    },
}
"""Which scopes lose a name to which neighbours where no ledger is kept."""


def published(folder: Path, spec: Spec, known: Names | None = None) -> tuple[Names, Diagnostics]:
    """Return the names that a build publishes, after those that are known."""
    file, ledger = folder / "spec.json", folder / "ledger.json"
    file.write_text(json.dumps(spec), encoding="utf-8")
    ledger.write_text(names_text(known or {}), encoding="utf-8")
    job = job_for(file)
    source = replace(job.source, ledger=LedgerFile(path=ledger, label="ledger.json"))
    job = replace(job, source=source)
    diagnostics = Diagnostics()
    loaded = with_names(load_api(job.source, diagnostics), job, diagnostics)
    given = PlanInput(
        api=loaded.api, calls=prepare_calls(loaded.api, diagnostics), targets={"python": {}}, names=loaded.names
    )
    for target in ("python", "docs", "snippets"):
        list(load_target(target).plan(given, diagnostics))
    loaded.names.report(diagnostics)
    return loaded.names.published(), diagnostics


def moved(before: Names, after: Names) -> dict[str, tuple[str, str | None]]:
    """Return the names that are others now, by scope and thing."""
    return {
        f"{scope}: {key}": (name, after.get(scope, {}).get(key))
        for scope, names in before.items()
        for key, name in names.items()
        if after.get(scope, {}).get(key) != name
    }


@pytest.mark.parametrize("arrival", NEIGHBOURS)
def test_no_name_moves_when_a_neighbour_arrives(tmp_path: Path, arrival: str) -> None:
    """Everything that was published is called as before, in every target, and the second ledger only has more lines."""
    before, _ = published(tmp_path, base())
    spec = base()
    NEIGHBOURS[arrival](spec)
    after, diagnostics = published(tmp_path, spec, before)

    assert {} == moved(before, after)
    assert [] == [each for each in diagnostics if each.severity >= Severity.ERROR]


def test_without_a_ledger_some_neighbours_move_names(tmp_path: Path) -> None:
    """What the ledger is for: these arrivals rename what was there. Of all others the names are stable by themselves."""
    before, _ = published(tmp_path, base())
    movers: dict[str, set[str]] = {}
    for arrival, change in NEIGHBOURS.items():
        spec = base()
        change(spec)
        found = moved(before, published(tmp_path, spec)[0])
        if found:
            movers[arrival] = {each.partition(": ")[0] for each in found}

    assert MOVERS == movers


@pytest.mark.parametrize("seed", range(6))
def test_names_stay_through_many_changes(tmp_path: Path, seed: int) -> None:
    """Neighbours come in any order, and some leave again: what is there all the time never changes its name."""
    order = random.Random(seed)
    arrivals = order.sample(sorted(NEIGHBOURS), 6)
    first, _ = published(tmp_path, base())
    known = first
    for step in range(1, len(arrivals) + 1):
        spec = base()
        for arrival in arrivals[max(0, step - 3) : step]:
            NEIGHBOURS[arrival](spec)
        after, _ = published(tmp_path, spec, known)
        again, _ = published(tmp_path, spec, after)

        assert after == again, "the second run publishes what the first one did"
        assert {} == moved(first, after)
        known = after


CONFIG = """\
version: 1
published_names: names
sources:
  shop:
    spec: shop.json
    targets: {python: {}}
"""


class Project:
    """A folder with a config that keeps a ledger."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys
        self.ledger = folder / "names" / "shop.json"
        (folder / "specloom.yaml").write_text(CONFIG, encoding="utf-8")
        self.write(base())

    def write(self, spec: Spec) -> None:
        """Let the description be another one."""
        (self.folder / "shop.json").write_text(json.dumps(spec), encoding="utf-8")

    def run(self, *arguments: str) -> tuple[int, set[str]]:
        """Run a command; return its exit code, and the rules of its findings about names."""
        self._capsys.readouterr()
        code = main([*arguments, "--json"])
        found = json.loads(self._capsys.readouterr().out)["findings"]
        return code, {each["rule"] for each in found if each["rule"].startswith("name")} - {"name-collision"}

    def names(self, scope: str) -> dict[str, str]:
        """Return the names of a scope of the ledger."""
        found: dict[str, str] = json.loads(self.ledger.read_text(encoding="utf-8"))["names"][scope]
        return found

    def client(self) -> str:
        """Return the text of all modules of resources."""
        folder = self.folder / "generated" / "shop" / "python" / "shop" / "resources"
        return "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.py")))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Project:
    """A project that has been generated."""
    monkeypatch.chdir(tmp_path)
    made = Project(tmp_path, capsys)
    assert (0, set()) == made.run("generate")
    return made


def test_check_is_clean_after_generate_and_the_output_may_be_deleted(project: Project) -> None:
    """The ledger stands beside the config; a folder that was deleted comes back with the same names."""
    assert (0, set()) == project.run("check")
    spec = base()
    NEIGHBOURS["an operation of the same words"](spec)
    project.write(spec)
    assert 3 == project.run("check")[0]
    assert 0 == project.run("generate")[0]
    assert 0 == project.run("check")[0]
    before = project.client()
    for path in sorted((project.folder / "generated").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert 0 == project.run("generate")[0]

    assert before == project.client()
    assert "list_users" == project.names("python/methods/User group")["GET /users"]


def test_a_new_operation_id_upstream_renames_nothing(project: Project) -> None:
    """Whoever calls the old name goes on; the new one is told."""
    spec = base()
    spec["paths"]["/users"]["get"]["operationId"] = "fetchEverybody"
    project.write(spec)

    assert (0, {"name-kept"}) == project.run("generate")
    assert (0, {"name-kept"}) == project.run("check")
    assert "def list_users(" in project.client()
    assert "fetch_everybody" not in project.client()


def test_a_name_of_the_config_is_an_explicit_rename(project: Project) -> None:
    """It is told by `check` and `generate`, stands in the ledger then, and is told no more."""
    config = CONFIG + "    names: {operations: {'GET /users': allUsers}}\n"
    (project.folder / "specloom.yaml").write_text(config, encoding="utf-8")

    assert (3, {"name-renamed"}) == project.run("check")
    assert (0, {"name-renamed"}) == project.run("generate")
    assert (0, set()) == project.run("check")
    assert "all_users" == project.names("python/methods/User group")["GET /users"]
    assert "def all_users(" in project.client()


def test_an_accidental_rename_is_refused_until_it_is_accepted(project: Project) -> None:
    """An operation whose first tag is another one now is called in another way: `check` and `generate` stop."""
    before = project.client()
    spec = base()
    spec["paths"]["/users"]["get"]["tags"] = ["things"]
    project.write(spec)

    assert (3, {"name-moved"}) == project.run("check")
    assert (4, {"name-moved"}) == project.run("generate")
    assert before == project.client()
    assert (0, {"name-renamed"}) == project.run("generate", "--accept-renames")
    assert (0, set()) == project.run("check")
    assert "things" == project.names("sections")["GET /users"]


def test_the_name_of_what_is_gone_is_not_taken_in_silence(project: Project) -> None:
    """A name stays with what was removed; where something else would be called so, that is told once."""
    spec = base()
    del spec["paths"]["/things"]
    project.write(spec)
    assert (0, set()) == project.run("generate")
    assert "get_things" == project.names("python/methods/things")["GET /things"]
    with_operation("/v2/things", "get", "get_things", "things")(spec)
    project.write(spec)

    code, rules = project.run("generate")

    assert (0, True) == (code, "name-reused" in rules)
    assert (0, set()) == project.run("check")
    assert {"GET /v2/things": "get_things"} == project.names("python/methods/things")


def test_a_partial_run_forgets_nothing(project: Project) -> None:
    """What the command line leaves out is not gone: the ledger stays as it is."""
    before = project.ledger.read_bytes()
    assert 0 == project.run("generate", "--only", "op:getUser", "--out", "elsewhere")[0]

    assert before == project.ledger.read_bytes()


@pytest.mark.parametrize(
    "text",
    [
        "<<<<<<< ours",
        '{"version": 2, "names": {}}',
        '{"version": 1, "names": {"python/models": {"type:a": "class"}}}',
        '{"version": 1, "names": {"docs/operations": {"GET /a": "../../a"}}}',
        '{"version": 1, "names": {"docs/operations": {"GET /a": "a", "GET /b": "A"}}}',
        '{"version": 1, "names": {"docs/operations": []}}',
    ],
)
def test_a_damaged_ledger_is_told(project: Project, text: str) -> None:
    """A merge that went wrong, a name that leads out of the folder, two things of one name: nothing is written."""
    project.ledger.write_text(text, encoding="utf-8")
    before = project.client()

    assert 2 == project.run("generate")[0]
    assert before == project.client()
    assert text == project.ledger.read_text(encoding="utf-8")


def test_the_ledger_must_not_be_in_the_output(project: Project) -> None:
    """Whoever deletes the output must not delete the names."""
    config = CONFIG.replace("published_names: names", "published_names: generated/names")
    (project.folder / "specloom.yaml").write_text(config, encoding="utf-8")

    assert 2 == project.run("generate")[0]


def test_two_branches_merge_line_by_line(tmp_path: Path) -> None:
    """Each name stands on a line of its own, sorted: additions of two branches meet only where they are neighbours."""
    known, _ = published(tmp_path, base())
    spec = base()
    NEIGHBOURS["an operation first of all"](spec)
    more, _ = published(tmp_path, spec, known)
    old, new = names_text(known).splitlines(), names_text(more).splitlines()

    assert [] == [line for line in old if line not in new and line + "," not in new]
