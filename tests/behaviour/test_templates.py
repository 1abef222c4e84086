"""Templates of the user's own, as commands: ejected, used, checked; broken ones are told, and nothing is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from specloom.cli.exit_codes import ExitCode
from specloom.cli.main import main
from specloom.contracts import overrides
from specloom.contracts.history import History, read_history
from specloom.contracts.model import Field
from specloom.render.environment import template_names, templates_folder

SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
servers: [{url: "https://api.example.com"}]
paths:
  /pets: {get: {operationId: listPets, summary: All pets, responses: {"204": {description: ok}}}}
"""
CONFIG = "version: 1\nsources: {pets: {spec: pets.yaml}}\ntargets: {docs: {}}\ntemplates: own\n"
NAME = "docs/operation_text.jinja"
OWN = Path("own", NAME)
VERSION = read_history([templates_folder()]).version(NAME) or 0
PAGE = Path("generated/pets/docs/default/listPets.md")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run commands in a folder with a config and one ejected template; return code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SPECLOOM_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    Path("pets.yaml").write_text(SPEC)
    Path("specloom.yaml").write_text(CONFIG)

    def command(*argv: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(list(argv))
        return code, *capsys.readouterr()

    assert command("templates", "eject", NAME)[0] == ExitCode.OK
    return command


def changed(before: str, after: str) -> None:
    text = OWN.read_text()
    assert before in text
    OWN.write_text(text.replace(before, after, 1))


def checked(run: Run) -> tuple[int, dict[str, Any], list[str]]:
    """Return the verdict of `templates check`, what it says of the only override, and the codes of findings."""
    code, out, _ = run("templates", "check", "--json")
    report = json.loads(out)
    [told] = report["templates"]
    return code, told, [each["rule"] for each in report["findings"]]


def newer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the contract of the template have one more version."""
    known = read_history([templates_folder()])
    *earlier, old = known.versions[NAME]
    page = old.shapes["OperationPage"]
    fields = {**page.fields, "colour": Field("MdPlain", "Of the page.")}
    del fields["summary"]
    new = replace(old, shapes={**old.shapes, "OperationPage": replace(page, fields=fields)})

    def history(_: object) -> History:
        return History({**known.versions, NAME: (*earlier, old, new)})

    monkeypatch.setattr(overrides, "read_history", history)
    monkeypatch.setattr("specloom.cli.templates.read_history", history)


def test_an_ejected_template_changes_no_byte_until_it_is_edited(run: Run) -> None:
    without = CONFIG.replace("templates: own\n", "")
    Path("specloom.yaml").write_text(without)
    assert run("generate")[0] == ExitCode.OK
    Path("specloom.yaml").write_text(CONFIG)

    assert run("check")[0] == ExitCode.OK
    assert checked(run)[0] == ExitCode.OK


def test_an_override_replaces_ours_and_check_names_it(run: Run) -> None:
    assert run("generate")[0] == ExitCode.OK
    changed("**Summary:**", "**In short:**")

    code, out, _ = run("check", "--json")

    assert code == ExitCode.DRIFT
    drift = {each["path"]: each for each in json.loads(out)["drift"]}[PAGE.as_posix()]
    assert [(each["cause"], each["what"]) for each in drift["reasons"]] == [("template", NAME)]
    assert run("generate")[0] == ExitCode.OK
    assert "**In short:** All pets" in PAGE.read_text()
    assert run("check")[0] == ExitCode.OK


def test_a_new_override_counts_at_once(run: Run) -> None:
    """What earlier runs made is not taken where an override has come, or gone, since."""
    assert run("generate")[0] == ExitCode.OK
    own = Path("own/docs/front_matter.jinja")
    own.write_text("---\ntitle: {{ view.front_matter.title }}\n---\n")

    assert run("generate")[0] == ExitCode.OK
    assert PAGE.read_text().startswith('---\ntitle: "All pets"\n---\n\n')
    own.unlink()
    assert run("generate")[0] == ExitCode.OK
    assert "operationId" in PAGE.read_text()


def test_the_list_says_what_is_replaced(run: Run) -> None:
    _, out, _ = run("templates", "list", "--json")
    rows = {row["template"]: row for row in json.loads(out)["templates"]}

    assert tuple(rows) == template_names()
    assert rows[NAME] == {
        "template": NAME,
        "target": "docs",
        "contract": VERSION,
        "override": f"own/{NAME}",
        "made_for": VERSION,
    }
    assert f"{NAME}  " in run("templates", "list")[1]


def test_a_contract_is_shown(run: Run) -> None:
    code, out, _ = run("templates", "show", "docs/facts.jinja")

    assert code == ExitCode.OK
    assert "docs/facts.jinja, contract 1" in out
    assert "facts: tuple[Fact, ...]" in out
    assert run("templates", "show", "docs/fact.jinja")[0] == ExitCode.USAGE


def test_eject_replaces_nothing_unasked(run: Run) -> None:
    changed("**Summary:**", "**In short:**")
    edited = OWN.read_text()

    code, _, err = run("templates", "eject", NAME, "docs/facts.jinja")

    assert code == ExitCode.USAGE
    assert f"own/{NAME} exists" in err
    assert not Path("own/docs/facts.jinja").exists()
    assert run("templates", "eject", "docs/facts.jinja", "--dry-run")[0] == ExitCode.OK
    assert not Path("own/docs/facts.jinja").exists()
    assert OWN.read_text() == edited
    assert run("templates", "eject", NAME, "--force")[0] == ExitCode.OK
    assert OWN.read_text() != edited


def test_eject_needs_a_folder_and_a_name_that_there_is(run: Run) -> None:
    assert "did you mean 'docs/facts.jinja'" in run("templates", "eject", "docs/fact.jinja")[2]
    Path("specloom.yaml").write_text(CONFIG.replace("templates: own\n", ""))
    code, _, err = run("templates", "eject", "docs/facts.jinja")

    assert code == ExitCode.USAGE
    assert "templates: templates" in err


def test_eject_does_not_leave_the_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "own/site").symlink_to(tmp_path / "elsewhere")

    assert run("templates", "eject", "site/page.html.jinja")[0] == ExitCode.USAGE
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize(
    ("before", "after", "line", "said"),
    [
        ("{{ view.summary }}", "{{ view.sumary }}", 12, "sumary"),
        ("{{ view.summary }}", "{{ view.summary }", 12, "unexpected"),
        ("{{ view.summary }}", "{{ view.path }}", 12, "typed text only"),
        ("{{ view.summary }}", "{{ 'text' }}", 12, "typed text only"),
        ("{{ view.summary }}", "{{ view.__class__ }}", 12, "unsafe"),
        ("{{ view.summary }}", "{% include 'docs/gone.jinja' %}", 12, "no template 'docs/gone.jinja'"),
        ("{{ view.summary }}", "{% include 'docs/operation_text.jinja' %}", 12, "without end"),
        ("{{ view.summary }}", "{{ view.summary | upper }}", 12, "upper"),
        ("{{ view.summary }}", "{{ 1 // 0 }}", 12, "zero"),
    ],
)
def test_a_broken_override_is_told_with_its_line(run: Run, before: str, after: str, line: int, said: str) -> None:
    changed(before, after)

    code, out, err = run("generate", "--json")

    assert code == ExitCode.USAGE
    [finding] = json.loads(out)["findings"]
    assert finding["rule"] == "template-broken"
    assert finding["line"] == line
    assert said in finding["message"]
    assert "Traceback" not in err
    assert not PAGE.exists()


def test_an_override_that_breaks_python_is_told(run: Run) -> None:
    Path("specloom.yaml").write_text(CONFIG.replace("docs", "python"))
    assert run("templates", "eject", "python/package.py.jinja")[0] == ExitCode.OK
    path = Path("own/python/package.py.jinja")
    path.write_text(path.read_text() + "this is no Python\n")

    code, _, err = run("generate")

    assert code == ExitCode.USAGE
    assert "own/python/package.py.jinja" in err
    assert "would be broken" in err


def test_the_pages_of_a_site_have_templates_too(run: Run) -> None:
    assert run("templates", "eject", "site/page.html.jinja")[0] == ExitCode.OK
    path = Path("own/site/page.html.jinja")
    path.write_text(path.read_text().replace("</body>", "<p>mine</p></body>"))
    assert run("site")[0] == ExitCode.OK
    assert "<p>mine</p>" in Path("site/index.html").read_text()
    path.write_text(path.read_text().replace("mine", "{{ view.mine }}"))

    code, _, err = run("site")

    assert code == ExitCode.USAGE
    assert "template-broken" in err
    assert "<p>{{ view.mine }}</p>" in err, "the line is shown"


def test_a_contract_of_a_later_specloom_is_told(run: Run) -> None:
    changed(f"contract {VERSION},", "contract 777,")

    code, told, codes = checked(run)

    assert code == ExitCode.DRIFT
    assert codes == ["template-outdated"]
    assert told["changes"] == ["this specloom does not know that contract"]


def test_a_field_that_is_not_there_is_told_without_rendering(run: Run) -> None:
    changed("**Deprecated.**", "{{ view.deprecatd }}")

    assert run("generate")[0] == ExitCode.OK
    code, _, codes = checked(run)
    assert code == ExitCode.DRIFT
    assert codes == ["template-field-unknown"]
    assert "did you mean 'deprecated'" in run("templates", "check")[2]


def test_a_part_that_is_not_there_is_told_without_rendering(run: Run) -> None:
    changed("**Deprecated.**", "{% include 'docs/note.jinja' %}{% include 'docs/gone.jinja' ignore missing %}")

    code, out, _ = run("templates", "check", "--json")

    assert code == ExitCode.DRIFT
    [finding] = json.loads(out)["findings"]
    assert finding["rule"] == "template-broken"
    assert finding["message"].endswith("there is no template 'docs/note.jinja'; did you mean 'docs/notes.jinja'?")


def test_an_override_for_an_older_contract_is_told_with_the_difference(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer(monkeypatch)

    code, told, codes = checked(run)

    assert code == ExitCode.DRIFT
    assert codes == ["template-outdated"]
    assert (told["made_for"], told["contract"]) == (VERSION, VERSION + 1)
    gone, new = told["changes"]
    assert gone == "OperationPage.summary: is gone (was MdInline)"
    assert new == "OperationPage.colour: is new (MdPlain): Of the page."
    assert gone in run("templates", "check")[1]
    for command in ("generate", "check", "lint"):
        code, out, _ = run(command, *(["--format", "json"] if command == "lint" else ["--json"]))
        assert code == ExitCode.OK
        assert "template-outdated" in [each["rule"] for each in json.loads(out)["findings"]]
    assert run("generate", "--strict")[0] == ExitCode.USAGE
    assert run("templates", "accept", NAME)[0] == ExitCode.OK
    assert checked(run)[0] == ExitCode.OK
    assert run("check")[0] == ExitCode.OK


def test_a_change_of_ours_is_shown(run: Run) -> None:
    kept = Path("own/.upstream", NAME)
    older = kept.read_text().replace("### Request body", "### Body")
    kept.write_text(older)
    OWN.unlink()
    OWN.write_text(_marked(older))

    code, told, codes = checked(run)

    assert code == ExitCode.OK
    assert codes == ["template-changed"]
    assert told["upstream_remembered"]
    assert "-### Body\n+### Request body\n" in told["diff"]
    kept.unlink()
    _, told, _ = checked(run)
    assert not told["upstream_remembered"]
    assert "-### Request body\n+### Body\n" in told["diff"]
    assert ".upstream/" in run("templates", "check")[1]


def _marked(text: str) -> str:
    from specloom.output.files import sha256
    from specloom.render.marker import Marker, with_marker

    return with_marker(text, Marker(NAME, VERSION, sha256(text.encode())))


def test_an_override_without_a_first_line_is_for_no_stated_contract(run: Run) -> None:
    OWN.write_text(OWN.read_text().partition("\n")[2])

    code, told, codes = checked(run)

    assert code == ExitCode.OK
    assert codes == ["template-unmarked"]
    assert told["made_for"] is None
    assert run("templates", "accept", NAME)[0] == ExitCode.OK
    assert checked(run)[2] == []


def test_a_file_that_names_no_template_is_told(run: Run) -> None:
    Path("own/docs/operation_txt.jinja").write_text("")

    code, _, err = run("generate")

    assert code == ExitCode.USAGE
    assert "template-unknown" in err
    assert "did you mean 'docs/operation_text.jinja'" in err
    assert run("templates", "check")[0] == ExitCode.DRIFT


@pytest.mark.parametrize("content", [b"\xff", b"x" * (1 << 20) + b"x", None])
def test_what_cannot_be_read_is_told(run: Run, tmp_path: Path, content: bytes | None) -> None:
    OWN.unlink()
    if content is None:
        (tmp_path.parent / "outside").write_text("")
        OWN.symlink_to(tmp_path.parent / "outside")
    else:
        OWN.write_bytes(content)

    code, _, err = run("generate")

    assert code == ExitCode.USAGE
    assert "template-unreadable" in err


def test_a_folder_that_is_not_there_is_told(run: Run) -> None:
    Path("specloom.yaml").write_text(CONFIG.replace("own", "other"))

    assert "other is no folder" in run("generate")[2]


def test_own_templates_are_not_kept_in_the_output(run: Run) -> None:
    Path("specloom.yaml").write_text(CONFIG.replace("own", "generated/own"))

    assert "must not be in the output folder" in run("generate")[2]
