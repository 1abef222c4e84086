"""Edits by hand: refused, merged or overwritten; paths that are kept; texts that are no file of their kind."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from unit.output.folders import output_of, snapshot

from specloom.diagnostics import Diagnostics, Stop
from specloom.output import Edits, Output, Plan, apply, broken_files, find_drift, make_plan, remember_texts

BASE = "one\ntwo\nthree\nfour\nfive\nsix\n"
NEW = BASE.replace("six", "SIX")


@dataclass(frozen=True)
class Place:
    """An output folder and how it is written."""

    out: Path
    cache: Path | None
    edits: Edits = Edits.MERGE
    keep: tuple[str, ...] = ()

    def plan(self, files: dict[str, str], diagnostics: Diagnostics, *, force: bool = False) -> Plan:
        folders = tuple(replace(each, edits=self.edits, keep=self.keep) for each in output_of(files).folders)
        return make_plan(Output(folders=folders), self.out, diagnostics, cache=self.cache, force=force)

    def write(self, files: dict[str, str], *, force: bool = False) -> None:
        diagnostics = Diagnostics()
        plan = self.plan(files, diagnostics, force=force)
        apply(plan, diagnostics, force=force)
        remember_texts(plan, self.cache)
        if not force:
            self.is_settled(files)

    def is_settled(self, files: dict[str, str]) -> None:
        """Assert what holds right after a run."""
        assert find_drift(self.plan(files, Diagnostics())) == ()
        sums = subprocess.run(
            ["sha256sum", "--strict", "--check", "--quiet", ".specloom/SHA256SUMS"],
            cwd=self.out / "python",
            capture_output=True,
            check=False,
        )
        assert sums.returncode == 0, sums.stdout

    def refused(self, files: dict[str, str]) -> list[tuple[str, str]]:
        """Return code and message of what stops a run; nothing is written."""
        before = snapshot(self.out)
        diagnostics = Diagnostics()
        with pytest.raises(Stop):
            apply(self.plan(files, diagnostics), diagnostics)
        assert snapshot(self.out) == before
        return [(finding.code.name, finding.message) for finding in diagnostics]

    def file(self, name: str) -> Path:
        return self.out / "python" / name


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A folder whose edits are merged, written once."""
    found = Place(tmp_path / "out", tmp_path / "cache")
    found.write({"a.md": BASE, "b.md": "b\n"})
    return found


def test_an_edit_is_merged_with_what_is_generated(place: Place) -> None:
    place.file("a.md").write_text(BASE.replace("one", "mine"))

    place.write({"a.md": NEW})

    assert place.file("a.md").read_text() == NEW.replace("one", "mine")


def test_an_edit_is_merged_again_and_again(place: Place) -> None:
    place.file("a.md").write_text(BASE.replace("one", "mine"))
    place.write({"a.md": NEW})
    place.file("a.md").write_text(place.file("a.md").read_text().replace("three", "THREE"))

    place.write({"a.md": NEW + "seven\n"})
    place.write({"a.md": NEW + "seven\neight\n"})

    assert place.file("a.md").read_text() == "mine\ntwo\nTHREE\nfour\nfive\nSIX\nseven\neight\n"


def test_what_a_merge_needs_travels_with_the_folder(place: Place) -> None:
    place.file("a.md").write_text(BASE.replace("one", "mine"))
    place.write({"a.md": BASE})

    assert place.file(".specloom/pristine/a.md").read_text() == BASE
    elsewhere = replace(place, cache=None)
    elsewhere.write({"a.md": NEW})
    assert place.file("a.md").read_text() == NEW.replace("one", "mine")


def test_an_edit_that_is_undone_leaves_nothing_behind(place: Place) -> None:
    place.file("a.md").write_text(BASE.replace("one", "mine"))
    place.write({"a.md": BASE})
    place.file("a.md").write_text(BASE)

    place.write({"a.md": BASE})

    assert not place.file(".specloom/pristine").exists()


def test_a_new_edit_is_drift_until_the_next_run_has_taken_it_up(place: Place) -> None:
    place.file("a.md").write_text(BASE.replace("one", "mine"))

    found = find_drift(place.plan({"a.md": BASE, "b.md": "b\n"}, Diagnostics()))

    assert [(Path(each.path).name, each.kind.value) for each in found if not each.follows] == [("a.md", "edited")]


def test_edits_that_meet_stop_the_run_and_say_where(place: Place) -> None:
    place.file("a.md").write_text(BASE.replace("six", "mine"))

    ((code, message),) = place.refused({"a.md": NEW})

    assert code == "output-conflict"
    assert "both change line 6" in message


def test_several_places_where_edits_meet_are_named(place: Place) -> None:
    place.file("a.md").write_text("zero\n" + BASE.replace("two", "mine").replace("five\nsix", "5\n6"))

    ((_, message),) = place.refused({"a.md": NEW.replace("two", "zwei")})

    assert "both change lines 3, 6-7" in message


def test_an_edited_file_that_is_no_longer_generated_stops_the_run(place: Place) -> None:
    place.file("b.md").write_text("mine\n")

    ((code, message),) = place.refused({"a.md": BASE})

    assert (code, "no longer generated" in message) == ("output-conflict", True)


def test_a_merged_edit_is_not_lost_when_its_file_goes(place: Place) -> None:
    place.file("b.md").write_text("b\nmine\n")
    place.write({"a.md": BASE, "b.md": "b\n"})

    ((code, _),) = place.refused({"a.md": BASE})

    assert code == "output-conflict"


@pytest.mark.parametrize(
    ("name", "base", "mine", "new"), [("x.py", "a = 1\n\n\nb = 2\n", "a = (\n\n\nb = 2\n", "a = 1\n\n\nb = 3\n")]
)
def test_a_merge_that_is_no_valid_file_is_a_conflict(place: Place, name: str, base: str, mine: str, new: str) -> None:
    place.write({name: base})
    place.file(name).write_text(mine)

    ((code, message),) = place.refused({name: new})

    assert (code, "no valid file" in message) == ("output-conflict", True)


def test_a_merge_without_the_first_text_is_refused(tmp_path: Path) -> None:
    place = Place(tmp_path / "out", None)
    place.write({"a.md": BASE})
    place.file("a.md").write_text(BASE.replace("one", "mine"))

    ((code, message),) = place.refused({"a.md": NEW})

    assert (code, "not to be found" in message) == ("output-conflict", True)


@pytest.mark.parametrize("is_committed", [False, True])
def test_git_has_the_first_text(tmp_path: Path, is_committed: bool) -> None:
    place = Place(tmp_path / "out", None)
    place.write({"a.md": BASE})
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "out")
    if is_committed:
        git(tmp_path, "commit", "-qm", "first")
        place.file("a.md").write_text("something else\n")
        git(tmp_path, "commit", "-qam", "second")
    place.file("a.md").write_text(BASE.replace("one", "mine"))

    place.write({"a.md": NEW})

    assert place.file("a.md").read_text() == NEW.replace("one", "mine")


def git(folder: Path, *arguments: str) -> None:
    names = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True)


def test_a_damaged_cache_is_as_good_as_none(place: Place) -> None:
    assert place.cache is not None
    for path in place.cache.iterdir():
        path.write_bytes(b"no pack")
    place.file("a.md").write_text(BASE.replace("one", "mine"))

    assert place.refused({"a.md": NEW})[0][0] == "output-conflict"


def test_a_text_of_the_cache_that_is_not_the_right_one_is_not_used(place: Place) -> None:
    place.file("a.md").write_text(BASE.replace("one", "mine"))
    place.write({"a.md": BASE})
    place.file(".specloom/pristine/a.md").write_text("forged\n")

    place.write({"a.md": NEW})

    assert place.file("a.md").read_text() == NEW.replace("one", "mine")


def test_other_line_ends_in_an_edited_file_do_not_hinder_a_merge(place: Place) -> None:
    place.file("a.md").write_bytes(BASE.replace("one", "mine").replace("\n", "\r\n").encode())

    place.write({"a.md": NEW})

    assert place.file("a.md").read_bytes() == NEW.replace("one", "mine").encode()


def test_overwriting_discards_an_edit_but_no_foreign_file(place: Place) -> None:
    overwriting = replace(place, edits=Edits.OVERWRITE)
    place.file("a.md").write_text("mine\n")
    overwriting.write({"a.md": NEW})
    assert place.file("a.md").read_text() == NEW

    place.file("c.md").write_text("mine\n")
    assert overwriting.refused({"a.md": NEW, "c.md": "c\n"})[0][0] == "output-foreign"


def test_an_edit_that_was_merged_counts_as_one_when_edits_are_refused_again(place: Place) -> None:
    place.file("a.md").write_text(BASE.replace("one", "mine"))
    place.write({"a.md": BASE})

    assert replace(place, edits=Edits.REFUSE).refused({"a.md": BASE})[0][0] == "output-edited"


def test_force_discards_an_edit_that_could_be_merged(place: Place) -> None:
    place.file("a.md").write_text(BASE.replace("one", "mine"))

    place.write({"a.md": NEW}, force=True)

    assert place.file("a.md").read_text() == NEW


@pytest.mark.parametrize("pattern", ["a.md", "*.md", "**/a.md", "**", "/a.md"])
def test_a_kept_file_is_neither_replaced_nor_deleted_nor_counted(tmp_path: Path, pattern: str) -> None:
    place = Place(tmp_path / "out", None, Edits.REFUSE)
    place.write({"a.md": "generated\n", "x/y.py": "y = 1\n"})
    place.file("a.md").write_text("mine\n")
    keeping = replace(place, keep=(pattern,))

    keeping.write({"a.md": "generated otherwise\n"})
    keeping.write({})

    assert place.file("a.md").read_text() == "mine\n"


def test_what_stands_in_a_kept_folder_is_not_extra(tmp_path: Path) -> None:
    place = Place(tmp_path / "out", None, Edits.REFUSE, keep=("own/*",))
    place.write({"a.md": "a\n"})
    place.file("own/deep").mkdir(parents=True)
    place.file("own/deep/x.py").write_text("mine")

    place.is_settled({"a.md": "a\n"})


def test_a_kept_pattern_ends_at_a_slash(tmp_path: Path) -> None:
    place = Place(tmp_path / "out", None, Edits.REFUSE, keep=("*.txt",))
    place.write({"a.md": "a\n"})
    place.file("deep").mkdir()
    place.file("deep/x.txt").write_text("mine")

    (drift,) = find_drift(place.plan({"a.md": "a\n"}, Diagnostics()))

    assert drift.kind.value == "extra"


@pytest.mark.parametrize(
    ("name", "text"),
    [("x.py", "def f(:\n"), ("x.py", "x = '\0'\n"), ("x.json", "{"), ("x.json", "NaN"), ("x.json", "")],
)
def test_a_broken_file_is_told_and_nothing_is_written(tmp_path: Path, name: str, text: str) -> None:
    place = Place(tmp_path / "out", None)

    found = list(broken_files(place.plan({name: text, "good.py": "x = 1\n", "good.json": "{}"}, Diagnostics())))

    assert [path for path, _ in found] == [place.file(name).as_posix()]
    assert not place.out.exists()
