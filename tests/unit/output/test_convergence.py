"""A folder after any sequence of runs and accidents: the next run settles it, and touches nothing that is not its own."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from unit.output.folders import output_of, snapshot

from specloom.diagnostics import Diagnostics, Stop
from specloom.output import Edits, Output, Plan, apply, find_drift, make_plan, remember_texts

NAMES = ["a.md", "b.md", "d/a.md", "d/e/c.py", "d", "own/x.md", "own"]
TEXTS = ["", "one\n", "one\ntwo\nthree\nfour\n", "one\n2\nthree\nfour\n", "one\ntwo\nthree\n4", "no end"]


def is_possible(files: dict[str, str]) -> bool:
    return not any(path.startswith(f"{other}/") for path in files for other in files)


outputs = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(TEXTS), max_size=5).filter(is_possible)
accidents = st.tuples(
    st.sampled_from(["edit", "delete", "crlf", "bom", "mode", "foreign", "own", "empty folder"]), st.integers(0, 9)
)
rounds = st.lists(st.tuples(outputs, st.sampled_from(Edits), st.lists(accidents, max_size=3)), min_size=1, max_size=5)


def happens(root: Path, accident: str, number: int) -> None:
    """Do something to a folder that is not ours to do."""
    ours = [path for path in sorted(root.rglob("*")) if path.is_file() and ".specloom" not in path.parts]
    if accident in {"foreign", "own", "empty folder"}:
        folder = root / ("own" if accident == "own" else "d")
        if any(path.is_file() for path in (root, folder)):
            return
        if accident == "empty folder":
            (folder / f"empty{number}").mkdir(parents=True, exist_ok=True)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"mine{number}").write_text(f"mine {number}")
    elif ours:
        path = ours[number % len(ours)]
        if accident == "edit":
            path.write_bytes(path.read_bytes() + b"mine\n")
        elif accident == "delete":
            path.unlink()
        elif accident == "crlf":
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        elif accident == "bom":
            path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
        else:
            path.chmod(0o755)


@settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(rounds)
def test_a_run_settles_a_folder(story: list[tuple[dict[str, str], Edits, list[tuple[str, int]]]]) -> None:
    place = Path(tempfile.mkdtemp())
    out, cache = place / "out", place / "cache"

    def plan(files: dict[str, str], edits: Edits, *, force: bool = False) -> tuple[Plan, Diagnostics]:
        diagnostics = Diagnostics()
        folders = tuple(replace(each, edits=edits, keep=("own/**",)) for each in output_of(files).folders)
        return make_plan(Output(folders=folders), out, diagnostics, cache=cache, force=force), diagnostics

    try:
        for files, edits, things in story:
            for accident, number in things:
                happens(out / "python", accident, number)
            before = snapshot(out)
            mine = {path: entry for path, entry in before.items() if "mine" in Path(path).name}
            try:
                apply(*plan(files, edits))
            except Stop:
                assert snapshot(out) == before
                assert find_drift(plan(files, edits)[0]) != ()
                try:
                    apply(*plan(files, edits, force=True), force=True)
                except Stop:
                    assert snapshot(out) == before
                    return  # a folder of somebody else's stands where a file belongs
            remember_texts(plan(files, edits)[0], cache)
            after = snapshot(out)
            assert {drift.kind.value for drift in find_drift(plan(files, edits)[0])} <= {"extra"}
            apply(*plan(files, edits))
            assert snapshot(out) == after
            assert {path: after.get(path) for path in mine} == mine
    finally:
        shutil.rmtree(place)
