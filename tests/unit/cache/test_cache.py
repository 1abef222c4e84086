"""The parts of the cache, each by itself: what is kept, what is not believed, what is thrown away."""

from __future__ import annotations

import os
import pickle
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from specloom.cache import Results, Texts, digest_of
from specloom.cache.disk import keep_small
from specloom.cache.packing import PackError, UnpackError, fingerprint, packed, unpacked
from specloom.diagnostics import codes
from specloom.diagnostics.model import Location
from specloom.trace import Trace, fitting, is_file, read_bytes, size_of, spoil, traced


@dataclass(frozen=True)
class View:
    """Of one file."""

    title: str
    names: frozenset[str] = frozenset()


class Runs:
    """What a file that somebody else wrote might hold."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Run a program when it is read."""
        return subprocess.getoutput, ("touch was-run",)


def test_what_is_packed_comes_back_with_the_codes_of_the_catalogue() -> None:
    place = Location("a.yaml", "/paths")

    again, code = unpacked(packed((place, codes.SYNTAX)))

    assert again == place
    assert code is codes.SYNTAX


@pytest.mark.parametrize("content", [pickle.dumps(Runs()), pickle.dumps(os.getcwd), b"", b"broken"])
def test_nothing_else_is_unpacked(content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(UnpackError):
        unpacked(content)

    assert not Path("was-run").exists()


def test_fingerprints_tell_views_apart() -> None:
    assert fingerprint(View("a")) == fingerprint(View("a"))
    assert fingerprint(View("a")) != fingerprint(View("b"))
    assert fingerprint(View("a")) != fingerprint(View("a", frozenset({"b"})))


def test_a_view_that_cannot_be_told_has_no_fingerprint(tmp_path: Path) -> None:
    with pytest.raises(PackError):
        fingerprint(each for each in "a")
    with Texts(tmp_path, "state") as texts:
        assert texts.key_of((each for each in "a"), "templates") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a", ("a",)),
        (1, "1"),
        (1, True),
        (("a", "b"), ("ab",)),
        ({"a": "b"}, {"a": None}),
        (Path("a"), "a"),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
    ],
)
def test_settings_that_differ_have_other_digests(one: object, other: object) -> None:
    assert digest_of(one) != digest_of(other)
    assert digest_of(one) == digest_of(one)


def test_a_text_is_found_by_view_templates_and_code(tmp_path: Path) -> None:
    with Texts(tmp_path, "code") as texts:
        key = texts.key_of(View("a"), "templates")
        assert key is not None
        assert texts.get(key) is None
        texts.put(key, "text \ud800")
    with Texts(tmp_path, "code") as texts:
        assert texts.get(key) == "text \ud800"
        assert texts.key_of(View("a"), "other templates") != key
    with Texts(tmp_path, "other code") as texts:
        assert texts.key_of(View("a"), "templates") != key


def test_a_text_whose_bytes_rotted_is_not_known(tmp_path: Path) -> None:
    with Texts(tmp_path, "code") as texts:
        texts.put(b"key", "text of a file")
    path = tmp_path / "texts.sqlite"
    path.write_bytes(path.read_bytes().replace(b"text of a file", b"text of a life"))

    with Texts(tmp_path, "code") as texts:
        assert texts.get(b"key") is None


def test_a_text_of_a_run_that_failed_is_no_less_true(tmp_path: Path) -> None:
    key = Texts(tmp_path, "code").key_of(View("a"), "templates") or b""

    def failed() -> None:
        with Texts(tmp_path, "code") as texts:
            texts.put(key, "text")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failed()
    with Texts(tmp_path, "code") as texts:
        assert texts.get(key) == "text"


def test_texts_that_nobody_uses_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("specloom.cache.texts._MOST_BYTES", 10)
    keys = [bytes([number]) for number in range(3)]
    for key in keys:
        with Texts(tmp_path, "code") as texts:
            texts.put(key, "1234")

    with Texts(tmp_path, "code") as texts:
        assert [texts.get(key) for key in keys] == [None, None, "1234"]


def test_a_result_is_found_as_long_as_every_answer_is_the_same(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("one")
    with traced() as trace:
        read_bytes(file)
        is_file(tmp_path / "b.yaml")
        fitting(tmp_path, "*.json")
    Results(tmp_path / "cache").keep("key", Location("one"), trace)

    assert found(tmp_path) == Location("one")
    for path in (file, tmp_path / "b.yaml", tmp_path / "c.json"):
        before = path.read_bytes() if path.exists() else None
        path.write_text("two")
        assert found(tmp_path) is None
        path.unlink() if before is None else path.write_bytes(before)
    assert found(tmp_path) == Location("one")


def found(folder: Path) -> object:
    entry = Results(folder / "cache").find("key")
    return entry[0] if entry else None


def test_only_the_newest_results_of_some_settings_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    for number in range(12):
        file.write_text(str(number))
        with traced() as trace:
            read_bytes(file)
        Results(tmp_path / "cache").keep("key", Location(str(number)), trace)

    known: list[object] = []
    for number in range(12):
        file.write_text(str(number))
        known.append(found(tmp_path))
    assert known == [None] * 4 + [Location(str(number)) for number in range(4, 12)]


def test_what_cannot_be_asked_again_is_not_kept(tmp_path: Path) -> None:
    with traced() as trace:
        spoil()
    Results(tmp_path / "cache").keep("key", Location("one"), trace)

    assert found(tmp_path) is None


def test_a_file_that_changes_during_a_run_spoils_its_trace(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("one")
    with traced() as trace:
        read_bytes(file)
        file.write_text("two")
        read_bytes(file)

    assert trace.is_spoilt


def test_what_is_not_there_is_an_answer_too(tmp_path: Path) -> None:
    with traced() as trace:
        for ask in (read_bytes, size_of):
            with pytest.raises(FileNotFoundError):
                ask(tmp_path / "none")

    assert set(trace.answers.values()) == {"! FileNotFoundError 2"}
    assert trace.texts() == {tmp_path / "none": "! FileNotFoundError 2"}
    assert Trace().answers == {}


def test_the_files_that_were_used_last_stay(tmp_path: Path) -> None:
    for number in range(4):
        path = tmp_path / str(number)
        path.write_text("1234")
        os.utime(path, (number, number))

    keep_small(tmp_path, 9)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["2", "3"]
