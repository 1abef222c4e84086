"""Whatever happened before: after `generate`, `check` is clean, a second `generate` does nothing, and the checksums hold."""

from __future__ import annotations

import copy
import json
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from specloom.cli.exit_codes import ExitCode
from specloom.cli.main import main

Document = dict[str, Any]
METHODS = ("get", "post", "delete")


def operation(name: str, schema: str) -> Document:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {
        "operationId": name,
        "tags": ["Things"],
        "summary": name,
        "responses": {"200": {"description": "ok", "content": content}},
    }


def document() -> Document:
    """Return a description in which everything can be taken away but one operation and its schema."""
    schemas = {name: {"type": "object", "properties": {"id": {"type": "string"}}} for name in ("A", "B", "C")}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Things", "version": "1"},
        "servers": [{"url": "https://api.example.com"}],
        "tags": [{"name": "Things"}, {"name": "More"}],
        "paths": {f"/{name.lower()}": {"get": operation(f"get{name}", name)} for name in schemas},
        "components": {"schemas": schemas},
    }


class World:
    """A config, a description and an output folder, and all that may happen to them."""

    def __init__(self, seed: int, *targets: str) -> None:
        self.targets = targets
        self.random = random.Random(seed)
        self.document = document()
        self.out = "generated"
        self.edits = self.random.choice(["refuse", "merge", "overwrite"])
        self.count = 0
        self.save()

    def save(self) -> None:
        every = {"edits": self.edits, "keep": ["own/**", "**/kept.*"]}
        config = {"version": 1, "out": self.out, "sources": {"things": {"spec": "api.json"}}}
        Path("specloom.yaml").write_text(json.dumps({**config, "targets": dict.fromkeys(self.targets, every)}))
        Path("api.json").write_text(json.dumps(self.document, indent=2))

    def files(self) -> list[Path]:
        found = sorted(path for path in Path(self.out).rglob("*") if path.is_file())
        return [path for path in found if ".specloom" not in path.parts and "own" not in path.parts]

    def any_file(self) -> Path:
        return self.random.choice(self.files())

    def name(self) -> str:
        self.count += 1
        return f"N{self.count}"

    # what happens to the description

    def schema_goes(self) -> None:
        schemas = self.document["components"]["schemas"]
        if len(schemas) > 1:
            gone = self.random.choice(sorted(schemas))
            del schemas[gone]
            kept = sorted(schemas)[0]
            text = json.dumps(self.document).replace(f'#/components/schemas/{gone}"', f'#/components/schemas/{kept}"')
            self.document = json.loads(text)

    def schema_comes(self) -> None:
        name = self.name()
        self.document["components"]["schemas"][name] = {"type": "object", "description": name}
        self.document["paths"][f"/{name.lower()}"] = {"get": operation(f"get{name}", name)}

    def operation_goes(self) -> None:
        if len(self.document["paths"]) > 1:
            del self.document["paths"][self.random.choice(sorted(self.document["paths"]))]

    def operation_is_renamed(self) -> None:
        path = self.random.choice(sorted(self.document["paths"]))
        self.document["paths"][path]["get"]["operationId"] = f"read{self.name()}"

    def operation_moves_to_another_section(self) -> None:
        path = self.random.choice(sorted(self.document["paths"]))
        self.document["paths"][path]["get"]["tags"] = [self.random.choice(["Things", "More", self.name()])]

    def description_is_reworded(self) -> None:
        self.document["info"]["description"] = self.name()

    def everything_is_as_at_first(self) -> None:
        self.document = copy.deepcopy(document())

    # what happens to the output

    def folder_is_moved(self) -> None:
        new = self.name().lower()
        if self.random.random() < 0.5:
            shutil.move(self.out, new)
        self.out = new

    def file_is_deleted(self) -> None:
        self.any_file().unlink()

    def folder_is_deleted(self) -> None:
        shutil.rmtree(self.any_file().parent)

    def file_is_edited(self) -> None:
        path = self.any_file()
        lines = path.read_text().split("\n")
        lines.insert(self.random.randrange(len(lines)), "# mine")
        path.write_text("\n".join(lines))

    def file_gets_other_line_ends(self) -> None:
        path = self.any_file()
        path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))

    def file_becomes_executable(self) -> None:
        self.any_file().chmod(0o755)

    def checksums_are_lost(self) -> None:
        for path in Path(self.out).rglob("SHA256SUMS"):
            path.unlink()

    def manifest_is_lost(self) -> None:
        for path in list(Path(self.out).rglob("manifest.json")):
            path.unlink()

    def user_writes_a_file_of_their_own(self) -> None:
        path = Path(self.out, "things", "docs", "own", self.name())
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("mine")

    def edits_are_treated_otherwise(self) -> None:
        self.edits = self.random.choice(["refuse", "merge", "overwrite"])


HAPPENINGS: list[Callable[[World], None]] = [
    value
    for name, value in vars(World).items()
    if callable(value) and not name.startswith("_") and name not in {"save", "files", "any_file", "name"}
]
TOGETHER = [each for each in HAPPENINGS if each is not World.manifest_is_lost]
"""Who loses the manifest and generates other files has files that nobody knows any more: they are extra ever after."""


def snapshot(folder: str) -> dict[str, tuple[bytes, int, int]]:
    return {
        path.as_posix(): (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino)
        for path in sorted(Path(folder).rglob("*"))
        if path.is_file()
    }


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SPECLOOM_CACHE_DIR", str(tmp_path / "cache"))


def assert_settled(world: World, story: list[str]) -> None:
    """Assert what holds after each run."""
    before = snapshot(world.out)
    assert main(["check", "--quiet", "--no-diff"]) == ExitCode.OK, story
    assert main(["generate", "--quiet"]) == ExitCode.OK, story
    assert snapshot(world.out) == before, story
    for sums in Path(world.out).rglob("SHA256SUMS"):
        command = ["sha256sum", "--strict", "--check", "--quiet", ".specloom/SHA256SUMS"]
        done = subprocess.run(command, cwd=sums.parents[1], capture_output=True, text=True, check=False)
        assert done.returncode == 0, (story, done.stdout)


@pytest.mark.parametrize("seed", range(3))
def test_check_is_clean_after_generate_whatever_happened_before(seed: int) -> None:
    world = World(seed, "docs", *(["python"] if seed == 0 else []))
    assert main(["generate", "--quiet"]) == ExitCode.OK
    story = [f"edits: {world.edits}"]
    own: set[Path] = set()
    for _ in range(3):
        for happening in world.random.choices(TOGETHER, k=world.random.randint(1, 3)):
            if world.files():
                happening(world)
                story.append(happening.__name__)
        world.save()
        own = {path for path in Path(world.out).rglob("own/*") if path.is_file()}
        before = snapshot(world.out)
        code = main(["generate", "--quiet"])
        if code == ExitCode.CONFLICT:
            assert snapshot(world.out) == before, story
            assert main(["check", "--quiet", "--no-diff"]) == ExitCode.DRIFT, story
            code = main(["generate", "--quiet", "--force"])
            story.append("--force")
        assert code == ExitCode.OK, story
        assert_settled(world, story)
        assert all(path.read_text() == "mine" for path in own), story


ALONE = [World.manifest_is_lost, World.folder_is_moved, World.schema_goes, World.file_becomes_executable]


@pytest.mark.parametrize("happening", ALONE, ids=lambda each: each.__name__)
def test_each_happening_alone(happening: Callable[[World], None]) -> None:
    world = World(1, "docs")
    world.edits = "merge"
    world.save()
    assert main(["generate", "--quiet"]) == ExitCode.OK
    happening(world)
    world.save()
    if main(["generate", "--quiet"]) == ExitCode.CONFLICT:
        assert main(["generate", "--quiet", "--force"]) == ExitCode.OK

    assert_settled(world, [happening.__name__])
