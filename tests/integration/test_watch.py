"""`generate --watch`: what makes it run again, and what it lives through."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from integration.pets import SPEC, Project, environment

from specloom.cli.build import plan_request
from specloom.cli.main import main

PAGE = Path("generated/pets/docs/default/getPet.md")
READY = "watching "


class Watched:
    """A watcher in this process, whose pauses are steps of a test: no test depends on how long anything takes."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.project = Project.make(folder)
        self._monkeypatch, self._capsys = monkeypatch, capsys
        monkeypatch.chdir(folder)

    def __call__(self, *steps: Callable[[], object], options: tuple[str, ...] = ()) -> list[str]:
        """Watch; each step happens when it waits, and it has to run again before the next one. Return what each run said."""
        rounds: list[str] = []
        left = list(steps)
        pauses = 0

        def pause(seconds: float) -> None:
            nonlocal pauses
            assert seconds > 0
            text = self._capsys.readouterr().err
            if READY in text or not rounds:
                rounds.append(text)
                pauses = 0
                if not left:
                    raise KeyboardInterrupt
                left.pop(0)()
            else:
                pauses += 1
                if pauses > 10:
                    raise KeyboardInterrupt

        self._monkeypatch.setattr("specloom.cli.watch.watch.__kwdefaults__", {"force": False, "pause": pause})
        assert main(["generate", "--watch", *options]) == 0
        assert "stopped" in self._capsys.readouterr().err
        assert pauses <= 10, f"nothing happened after step {len(rounds)}"
        return rounds

    def edit(self, file: str, old: str, new: str) -> Callable[[], object]:
        return lambda: self.project.edit(file, old, new)

    def write(self, file: str, text: str) -> Callable[[], object]:
        def work() -> None:
            path = self.project.folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

        return work


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Watched:
    return Watched(tmp_path / "repo", monkeypatch, capsys)


def test_a_changed_description_is_generated_again(watched: Watched) -> None:
    first, second = watched(watched.edit("pets.yaml", "Get a pet", "Get one"))

    assert "created generated/pets/docs/.gitattributes" in first
    assert second.startswith("pets.yaml changed\n")
    assert f"updated {PAGE}" in second
    assert 'title: "Get one"' in PAGE.read_text()


def test_nothing_runs_where_nothing_changed(watched: Watched) -> None:
    with pytest.raises(AssertionError, match="nothing happened"):
        watched(lambda: None)


def test_files_that_references_lead_to(watched: Watched) -> None:
    """As they are, as they come and go, and where there is none yet."""
    _, new, there, changed, gone = watched(
        watched.edit("pets.yaml", "schema: {type: string}", "schema: {$ref: schemas/id.yaml}"),
        watched.write("schemas/id.yaml", "type: string\nenum: [first]\n"),
        watched.write("schemas/id.yaml", "type: string\nenum: [second]\n"),
        lambda: Path("schemas/id.yaml").unlink(),
    )

    assert "error[ref-missing]" in new
    assert there.startswith("schemas/id.yaml is new\n")
    assert f"updated {PAGE}" in there
    assert changed.startswith("schemas/id.yaml changed\n")
    assert gone.startswith("schemas/id.yaml is gone\n")
    assert "error[ref-missing]" in gone
    assert "second" in PAGE.read_text(), "the output stays as it was"


def test_a_description_that_is_broken_and_mended(watched: Watched) -> None:
    _, broken, mended = watched(
        watched.write("pets.yaml", "openapi: [\n"),
        watched.write("pets.yaml", SPEC.replace("Get a pet", "Get one")),
    )

    assert "error[syntax]" in broken or "fatal[syntax]" in broken
    assert f"updated {PAGE}" in mended


def test_the_description_may_come_and_go(watched: Watched) -> None:
    Path("pets.yaml").unlink()

    first, there, gone = watched(watched.write("pets.yaml", SPEC), lambda: Path("pets.yaml").unlink())

    assert "file-missing" in first
    assert there.startswith("pets.yaml is new\n")
    assert gone.startswith("pets.yaml is gone\n")


def test_the_config_and_what_it_names(watched: Watched) -> None:
    overlay = (
        "overlay: 1.0.0\ninfo: {title: x, version: '1'}\n"
        "actions: [{target: '$.paths.*.get', update: {summary: WORD}}]\n"
    )
    _, unknown, named, first, second = watched(
        watched.edit("specloom.yaml", "spec: pets.yaml", "spek: pets.yaml"),
        watched.edit("specloom.yaml", "spek: pets.yaml", "spec: pets.yaml, overlays: [o.yaml]"),
        watched.write("o.yaml", overlay.replace("WORD", "Once")),
        watched.write("o.yaml", overlay.replace("WORD", "Twice")),
    )

    assert "config-key-unknown" in unknown
    assert "o.yaml" in named
    assert first.startswith("o.yaml is new\n")
    assert second.startswith("o.yaml changed\n")
    assert "# Twice" in PAGE.read_text()


def test_captures_and_scenarios_that_appear(watched: Watched) -> None:
    watched.edit(
        "specloom.yaml", "{spec: pets.yaml}", "{spec: pets.yaml, captures: {scenarios: ['captures/*.arazzo.yaml']}}"
    )()
    Path("captures/pets").mkdir(parents=True)
    scenario = {
        "arazzo": "1.0.1",
        "info": {"title": "Pets", "version": "1"},
        "sourceDescriptions": [{"name": "pets", "url": "../pets.yaml", "type": "openapi"}],
        "workflows": [
            {
                "workflowId": "look",
                "steps": [
                    {
                        "stepId": "get",
                        "operationId": "getPet",
                        "parameters": [{"name": "petId", "in": "path", "value": "p1"}],
                    }
                ],
            }
        ],
    }

    rounds = watched(
        watched.write("captures/first.arazzo.yaml", json.dumps(scenario)),
        watched.write("captures/pets/getPet.200.json", "{}"),
    )

    assert rounds[1].startswith("captures/first.arazzo.yaml is new\n")
    assert "created generated/pets/docs/" in rounds[1]
    assert rounds[2].startswith("captures/pets/getPet.200.json is new\n")
    assert "capture-invalid" in rounds[2] or "1 warning" in rounds[2]


def test_a_template(watched: Watched, tmp_path: Path) -> None:
    """Those of a checkout of specloom, while somebody works on it."""
    from specloom.render.environment import templates_folder

    folder = tmp_path / "templates"
    for path in templates_folder().rglob("*.jinja"):
        copy = folder / path.relative_to(templates_folder())
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text())
    for module in ("specloom.cli.watch", "specloom.render.environment"):
        watched._monkeypatch.setattr(f"{module}.templates_folder", lambda: folder)
    template = folder / "docs" / "operation.md.jinja"
    template = template if template.exists() else next((folder / "docs").glob("*.jinja"))

    _, second = watched(lambda: template.write_text(template.read_text() + "{# more #}\n"))

    assert template.name in second.splitlines()[0]


def test_a_hand_edit_stops_a_run_until_it_is_taken_back(watched: Watched) -> None:
    before = ""

    def undo() -> None:
        PAGE.write_text(before)

    def by_hand() -> None:
        nonlocal before
        before = PAGE.read_text()
        PAGE.write_text(before + "by hand\n")
        watched.project.edit("pets.yaml", "Get a pet", "Get one")

    _, stopped, again = watched(by_hand, undo)

    assert "error[output-edited]" in stopped
    assert again.startswith(f"{PAGE} changed\n")
    assert 'title: "Get one"' in PAGE.read_text()


def test_a_bug_does_not_end_it(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    def break_it() -> None:
        monkeypatch.setattr("specloom.cli.generate.plan_request", fail)
        watched.project.edit("pets.yaml", "Get a pet", "Get one")

    def mend_it() -> None:
        monkeypatch.setattr("specloom.cli.generate.plan_request", plan_request)
        watched.project.edit("pets.yaml", "Get one", "Get another")

    _, broken, mended = watched(break_it, mend_it)

    assert "fatal[internal]: specloom failed: RuntimeError: boom" in broken
    assert f"updated {PAGE}" in mended


def test_a_file_that_changes_while_it_is_read_is_read_again(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("id.yaml").write_text("{type: string, enum: [first]}\n")
    watched.project.edit("pets.yaml", "schema: {type: string}", "schema: {$ref: id.yaml}")
    runs = 0

    def slow(*args: object, **kwargs: object) -> object:
        nonlocal runs
        planned = plan_request(*args, **kwargs)  # type: ignore[arg-type]
        runs += 1
        if runs == 1:
            Path("id.yaml").write_text("{type: string, enum: [second]}\n")
        return planned

    monkeypatch.setattr("specloom.cli.generate.plan_request", slow)

    rounds = watched(lambda: None)

    assert len(rounds) == 2
    assert "second" in PAGE.read_text()


@pytest.mark.usefixtures("watched")
def test_changes_in_a_row_are_one_run() -> None:
    """An editor, or git, writes one file after another: while that goes on, nothing runs."""
    from specloom.cli import watch as module

    scope = module._Scope(frozenset([Path("pets.yaml")]))
    state = scope.look()
    looks: list[int] = []

    def pause(_: float) -> None:
        looks.append(len(looks))
        if len(looks) < 5:
            Path("pets.yaml").write_text(SPEC + f"# {'x' * len(looks)}\n")

    after = module._wait(scope, state, pause)

    assert len(looks) == 5
    assert after == scope.look() != state


@pytest.mark.parametrize("option", ["--dry-run", "--json", "--exit-code", "--report=json:x"])
@pytest.mark.usefixtures("watched")
def test_options_that_make_no_sense_with_it(option: str) -> None:
    assert main(["generate", "--watch", option]) == 2


# as a process


@pytest.fixture
def process(tmp_path: Path) -> Iterator[tuple[Project, subprocess.Popen[str]]]:
    project = Project.make(tmp_path / "repo")
    argv = [sys.executable, "-m", "specloom", "generate", "--watch"]
    with subprocess.Popen(
        argv, cwd=project.folder, env=environment(), stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as running:
        yield project, running
        running.kill()


def until(process: subprocess.Popen[str], words: str) -> list[str]:
    """Return the lines that come until one has these words."""
    assert process.stderr is not None
    lines: list[str] = []
    for line in process.stderr:
        lines.append(line)
        if words in line:
            return lines
    raise AssertionError("".join(lines))


def test_ctrl_c_ends_it_well(process: tuple[Project, subprocess.Popen[str]]) -> None:
    project, running = process
    until(running, READY)
    project.edit("pets.yaml", "Get a pet", "Get one")
    lines = until(running, READY)

    running.send_signal(signal.SIGINT)
    until(running, "stopped")

    assert running.wait(timeout=60) == 0
    assert lines[0] == "pets.yaml changed\n"
    assert project.run("check").returncode == 0
