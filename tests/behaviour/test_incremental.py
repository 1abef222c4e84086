"""A run takes from earlier ones what is still so, and nothing else: output, findings and verdict are those of a cold run."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from specloom.cli import make
from specloom.cli.build import Maker
from specloom.cli.console import Console
from specloom.cli.main import main
from specloom.cli.make import Made
from specloom.cli.published import write_ledgers
from specloom.cli.request import options_schemas
from specloom.cli.run import Run
from specloom.config.load import load_config
from specloom.diagnostics import Diagnostics, Finding, Stop
from specloom.output.report import Report
from specloom.pipeline import load_api
from specloom.render import Renderer

PETS = {
    "openapi": "3.1.0",
    "info": {"title": "Pets", "version": "1"},
    "servers": [{"url": "https://api.example.com"}],
    "paths": {
        "/pets": {
            "get": {
                "operationId": "listPets",
                "tags": ["pets"],
                "summary": "All pets",
                "responses": {
                    "200": {
                        "description": "ok",
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}},
                    }
                },
            }
        },
        "/toys": {
            "get": {
                "operationId": "listToys",
                "tags": ["toys"],
                "parameters": [{"$ref": "common.yaml#/Limit"}],
                "responses": {"204": {"description": "ok"}},
            }
        },
    },
    "components": {"schemas": {"Pet": {"type": "object", "properties": {"name": {"type": "string"}}}}},
}
COMMON = {"Limit": {"name": "limit", "in": "query", "schema": {"type": "integer"}}}
OVERLAY = {
    "overlay": "1.0.0",
    "info": {"title": "Ours", "version": "1"},
    "actions": [{"target": "$.paths['/toys'].get", "update": {"summary": "All toys"}}],
}
CAPTURES = {"scenarios": ["scenarios/*.arazzo.yaml"], "environments": {"test": {"server": "https://api.example.com"}}}
CONFIG = {
    "version": 1,
    "published_names": "names",
    "sources": {"pets": {"spec": "pets.yaml", "overlays": ["ours.yaml"], "captures": CAPTURES}},
    "targets": {"python": {}, "docs": {}, "snippets": {"languages": ["curl", "python"]}},
}
CAPTURE: dict[str, Any] = {
    "capture_version": 1,
    "operation": "listPets",
    "provenance": {
        "captured": "2026-11-20",
        "environment": "test",
        "generator": "0.1.0",
        "operation_sha256": "0" * 64,
        "redactions": {},
        "scenario": "pets/list",
    },
    "request": {
        "headers": [],
        "method": "GET",
        "path_parameters": {},
        "query": [],
        "url": "https://api.example.com/pets",
    },
    "response": {
        "body": {"kind": "json", "media_type": "application/json", "value": {"name": "Rex"}},
        "headers": [],
        "status": 200,
    },
}
SCENARIO = {
    "arazzo": "1.0.1",
    "info": {"title": "All pets", "version": "1"},
    "sourceDescriptions": [{"name": "pets", "url": "pets.yaml", "type": "openapi"}],
    "workflows": [{"workflowId": "pets", "steps": [{"stepId": "list", "operationId": "listPets"}]}],
}
FILES = {"pets": PETS, "common": COMMON, "ours": OVERLAY, "specloom": CONFIG, "scenarios/pets.arazzo": SCENARIO}
RANDOM_EDITS = [pytest.param(25, id="25"), pytest.param(1_000, id="1000", marks=pytest.mark.nightly)]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A description of two files with all that can stand beside it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SPECLOOM_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.delenv("SPECLOOM_NO_CACHE")
    Path("scenarios").mkdir()
    Path("captures/pets").mkdir(parents=True)
    for name, value in FILES.items():
        put(name, value)


def put(name: str, value: object) -> None:
    Path(f"{name}.yaml").write_text(yaml.safe_dump(value, sort_keys=False))


def edit(name: str, change: Callable[[Any], object]) -> None:
    """Change the data of one of the files."""
    value = yaml.safe_load(Path(f"{name}.yaml").read_text())
    change(value)
    put(name, value)


def generated(*more: str) -> dict[str, Any]:
    """Return the report of a run, which must go through."""
    path = Path("report.json")
    assert main(["generate", "--quiet", "--report", f"json:{path}", *more]) == 0
    found: dict[str, Any] = json.loads(path.read_text())
    return found


def files() -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in Path("generated").rglob("*") if path.is_file()}


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that were rendered and not found."""
    paths: list[str] = []
    original = Renderer.render_raw

    def render_raw(self: Renderer, view: Any) -> str:
        paths.append(view.path)
        return original(self, view)

    monkeypatch.setattr(Renderer, "render_raw", render_raw)
    return paths


def test_a_run_with_nothing_changed_does_next_to_nothing(monkeypatch: pytest.MonkeyPatch, rendered: list[str]) -> None:
    generated()
    generated()  # the first has written the ledger of names, which this one reads
    rendered.clear()

    def never(*_: object) -> None:
        raise AssertionError("the description was read again")

    monkeypatch.setattr(make, "load_all", never)
    report = generated()

    assert rendered == []
    assert not any(report["files"][kind] for kind in ("created", "updated", "deleted"))


def test_a_changed_operation_renders_what_shows_it_and_nothing_else(rendered: list[str]) -> None:
    generated()
    before = files()
    rendered.clear()
    edit("pets", lambda pets: pets["paths"]["/pets"]["get"].update(summary="Every pet"))

    generated()

    changed = {path for path, content in files().items() if before.get(path) != content}
    shown = {path.split("/", 3)[3] for path in changed if "/.specloom/" not in path}
    assert set(rendered) == shown
    assert 0 < len(shown) < len(before) / 4


def test_the_report_is_the_same_with_lines_of_the_description(capsys: pytest.CaptureFixture[str]) -> None:
    edit("pets", lambda pets: pets["components"]["schemas"]["Pet"].update(required=["nothing"]))
    assert main(["templates", "eject", "docs/notes.jinja", "--set", "templates=own"]) == 0
    edit("specloom", lambda config: config.update(templates="own"))
    ejected = Path("own/docs/notes.jinja")
    ejected.write_text(re.sub(r"contract \d+", "contract 1", ejected.read_text()))
    generated()
    cold = generated("--no-cache")
    warm = generated()

    assert cold["findings"] == warm["findings"]
    assert {"own/docs/notes.jinja", "pets.yaml"} <= {each["file"] for each in warm["findings"] if each["line"]}
    assert cold["ledger"] == warm["ledger"]
    capsys.readouterr()


def test_another_process_finds_what_this_one_made() -> None:
    generated()
    generated()
    environment = os.environ | {"PYTHONHASHSEED": "7"}
    code = (
        "import specloom.cli.make as make, specloom.cli.main as m\n"
        "make.load_all = None\n"
        "raise SystemExit(m.main(['check']))"
    )

    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "the generated files are up to date\n")


def test_a_branch_that_is_entered_again_finds_its_own(rendered: list[str]) -> None:
    generated()
    generated()
    ours = Path("pets.yaml").read_text()
    edit("pets", lambda pets: pets["paths"]["/pets"]["get"].update(summary="Every pet"))
    generated()
    rendered.clear()

    Path("pets.yaml").write_text(ours)
    generated()

    assert rendered == []


def spoil(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7] + b"broken!")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("harm", [spoil, cut, empty, Path.unlink])
def test_a_broken_cache_is_no_cache(harm: Callable[[Path], object]) -> None:
    generated()
    before = files()
    for path in Path("cache").rglob("*"):
        if path.is_file() and "pristine" not in path.parts:
            harm(path)
    shutil.rmtree("generated")

    generated()

    assert files() == before


def test_a_cache_that_is_a_file_is_no_cache() -> None:
    Path("cache").write_text("not a folder")

    generated()

    assert files()


def test_whatever_a_build_opens_is_asked_for_in_its_trace() -> None:
    """Nothing that a build reads may be missing in what a later run compares."""
    Path("captures/pets/listPets-200.json").write_text(json.dumps(CAPTURE))
    generated()
    opened = set[str]()
    ours = str(Path.cwd())

    def look(event: str, arguments: tuple[Any, ...]) -> None:
        if is_on and event == "open" and isinstance(arguments[0], str):
            opened.add(os.path.abspath(arguments[0]))

    is_on = False
    sys.addaudithook(look)
    [job] = load_config(Path("specloom.yaml"), options_schemas(), Diagnostics()).jobs
    run = Run(console=Console(quiet=True))
    is_on = True
    Maker(run, None).make(job, Diagnostics())
    is_on = False

    asked = {os.path.abspath(path) for path in run.traces[0].texts()}
    assert {each for each in opened if each.startswith(ours)} <= asked
    assert {Path(each).name for each in asked} >= {
        "pets.yaml",
        "common.yaml",
        "ours.yaml",
        "pets.json",
        "listPets-200.json",
    }


def made(folder: Path | None) -> tuple[list[Made], list[Finding]]:
    """Return what the config makes, with or without a cache; nothing where it stops."""
    found = Diagnostics()
    try:
        config = load_config(Path("specloom.yaml"), options_schemas(), found)
    except Stop:
        return [], list(found)
    run = Run(console=Console(quiet=True), report=Report())
    results = run.each_job(config, lambda job, diagnostics: Maker(run, folder).make(job, diagnostics)) or []
    return results, [*found, *run.findings()]


class Edits:
    """Small changes of everything that a run reads, drawn by a seed."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.states: list[dict[str, bytes]] = []
        self.count = 0

    def make(self) -> str:
        """Make one change and return its name."""
        self.count += 1
        if self.states and self.draw.random() < 0.15:
            self._back()
            return "back"
        name = self.draw.choice([each for each in dir(self) if each.startswith("do_")])
        try:
            getattr(self, name)()
        except (yaml.YAMLError, KeyError, TypeError, OSError):
            self._back()  # an earlier change has broken what this one changes
        return name

    def settle(self, *, is_sound: bool) -> None:
        """Keep a state that something can be made of; go back, mostly, from one of which nothing can."""
        if is_sound:
            self.states = [*self.states, self._state()][-6:]
        elif self.draw.random() < 0.7:
            self._back()

    def _state(self) -> dict[str, bytes]:
        found = [
            *Path().glob("*.yaml"),
            *Path("scenarios").glob("*"),
            *Path("names").glob("*"),
            *Path("captures").rglob("*.json"),
        ]
        return {path.as_posix(): path.read_bytes() for path in found}

    def _back(self) -> None:
        for path in self._state():
            Path(path).unlink()
        for path, content in (self.draw.choice(self.states) if self.states else {}).items():
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_bytes(content)
        for name, value in FILES.items():
            if not Path(f"{name}.yaml").exists():
                put(name, value)

    def _number(self) -> int:
        return self.draw.randrange(5)

    def do_reword(self) -> None:
        edit("pets", lambda pets: pets["info"].update(description=f"Of {self._number()} kinds."))

    def do_add_operation(self) -> None:
        operation = {"operationId": f"get{self._number()}", "responses": {"204": {"description": "ok"}}}
        edit("pets", lambda pets: pets["paths"].update({f"/other/{self._number()}": {"get": operation}}))

    def do_remove_path(self) -> None:
        edit("pets", lambda pets: pets["paths"].pop(self.draw.choice(list(pets["paths"]))))

    def do_change_schema(self) -> None:
        kind = self.draw.choice(["string", "integer", "wrong", None])
        pet = {"type": "object", "properties": {f"p{self._number()}": {"type": kind} if kind else True}}
        edit("pets", lambda pets: pets["components"]["schemas"].update({f"Pet{self._number() or ''}": pet}))

    def do_change_file_beside(self) -> None:
        edit("common", lambda common: common["Limit"].update(description=f"At most {self._number()}."))

    def do_remove_file_beside(self) -> None:
        Path("common.yaml").unlink(missing_ok=True)

    def do_restore_file_beside(self) -> None:
        put("common", COMMON)

    def do_change_overlay(self) -> None:
        edit("ours", lambda ours: ours["actions"][0]["update"].update(summary=f"Toys {self._number()}"))

    def do_change_config(self) -> None:
        setting = {"server": self.draw.choice(["https://a.example.com", "https://b.example.com"])}
        edit("specloom", lambda config: config["sources"]["pets"].update(setting))

    def do_change_options(self) -> None:
        languages = self.draw.choice([["curl"], ["curl", "python"], ["go"]])
        edit("specloom", lambda config: config["targets"].update(snippets={"languages": languages}))

    def do_rename(self) -> None:
        names = {"operations": {"listPets": f"pets{self._number()}"}}
        edit("specloom", lambda config: config["sources"]["pets"].update(names=names))

    def do_break(self) -> None:
        path = self.draw.choice(["pets.yaml", "ours.yaml", "common.yaml", "specloom.yaml"])
        Path(path).write_text(Path(path).read_text() + "\n: [")

    def do_capture(self) -> None:
        response = CAPTURE["response"] | {"status": self.draw.choice([200, 404])}
        Path(f"captures/pets/c{self._number()}.json").write_text(json.dumps(CAPTURE | {"response": response}))

    def do_drop_capture(self) -> None:
        for path in [*Path("captures").rglob("*.json")][:1]:
            path.unlink()

    def do_scenario(self) -> None:
        put(f"scenarios/s{self._number()}.arazzo", SCENARIO | {"info": {"title": f"T{self._number()}", "version": "1"}})

    def do_template(self) -> None:
        Path("own/docs").mkdir(parents=True, exist_ok=True)
        Path("own/docs/notes.jinja").write_text("" if self.draw.random() < 0.5 else "{{ view.title }}\n")
        edit("specloom", lambda config: config.update(templates="own"))

    def do_no_templates(self) -> None:
        edit("specloom", lambda config: config.pop("templates", None))

    def do_drop_ledger(self) -> None:
        Path("names/pets.json").unlink(missing_ok=True)

    def do_nothing(self) -> None:
        """As most runs of a build do."""


@pytest.mark.parametrize("count", RANDOM_EDITS)
def test_random_edits_give_what_a_cold_run_gives(count: int) -> None:
    edits = Edits(seed=7)
    sound = 0
    for number in range(count):
        change = edits.make()
        cold = made(None)

        first, again = made(Path("cache")), made(Path("cache"))

        assert first == cold, f"edit {number}: {change}"
        assert again == cold, f"edit {number}, warm: {change}"
        sound += bool(cold[0])
        edits.settle(is_sound=bool(cold[0]))
        if number % 3 == 0:
            write_ledgers((each for one in cold[0] for each in one.names), Diagnostics())
    assert sound > count / 3, "most edits broke the description: nothing was compared"


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The descriptions that were read."""
    read: list[str] = []

    def noted(source: Any, diagnostics: Diagnostics, **options: Any) -> Any:
        read.append(source.name)
        return load_api(source, diagnostics, **options)

    monkeypatch.setattr(make, "load_api", noted)
    return read  # type: ignore[return-value]


def test_a_source_that_did_not_change_is_not_read_again(loads: list[str]) -> None:
    put("more", PETS | {"info": {"title": "More", "version": "1"}})
    edit("specloom", lambda config: config["sources"].update(more={"spec": "more.yaml"}))
    generated()
    generated()
    loads.clear()

    edit("more", lambda more: more["info"].update(description="Changed."))
    generated()

    assert loads == ["more"]
