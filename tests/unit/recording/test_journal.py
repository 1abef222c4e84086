"""The journal: on the disk before anything happens, for its owner alone, and readable after any kill."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from specloom.recording.history import History, Ledger
from specloom.recording.journal import BusyError, Event, Journal, JournalError, read_journal
from specloom.recording.masks import Masks

MASKS = Masks({"API_KEY": "s3cret", "LONG": "s3cret-and-more"})


def test_what_was_noted_is_read(tmp_path: Path) -> None:
    ledger = Ledger(_journal(tmp_path), History())
    ledger.begin("abc", {"one": "hash"})
    ledger.note(Event.INTENT, "one", ("w", "create"))
    ledger.note(Event.ANSWERED, "one", ("w", "create"), outputs={"id": 7}, failed=False)
    ledger.note(Event.INTENT, "one", ("w", "read"))

    for history in (ledger.history, History.told(read_journal(tmp_path / "deep" / "j.jsonl", MASKS))):
        past = history.of("one")
        assert ("abc", {"one": "hash"}) == (history.run, history.hashes)
        assert [("w", "create"), ("w", "read")] == past.made
        assert {("w", "create"): {"id": 7}} == past.outputs
        assert ("w", "read") == past.open


def test_nobody_else_can_read_it(tmp_path: Path) -> None:
    file = _journal(tmp_path).file

    assert 0o600 == stat.S_IMODE(file.stat().st_mode)
    assert 0o700 == stat.S_IMODE(file.parent.stat().st_mode)


def test_a_credential_stands_in_it_as_its_variable(tmp_path: Path) -> None:
    journal = _journal(tmp_path)
    outputs = {"token": "Bearer s3cret", "s3cret-and-more": ["x s3cret-and-more y"], "n": 1}
    journal.add(Event.ANSWERED, scenario="one", outputs=outputs)

    assert b"s3cret" not in journal.file.read_bytes()
    assert outputs == read_journal(journal.file, MASKS)[0]["outputs"]


@pytest.mark.parametrize("cut", range(1, 30))
def test_a_line_that_was_cut_off_has_not_happened(tmp_path: Path, cut: int) -> None:
    journal = _journal(tmp_path)
    journal.add(Event.INTENT, scenario="one", workflow="w", step="first")
    journal.add(Event.INTENT, scenario="one", workflow="w", step="second")
    with journal.file.open("r+b") as file:
        file.truncate(journal.file.stat().st_size - cut)

    assert ["first"] == [entry["step"] for entry in read_journal(journal.file, MASKS)]


def test_two_runs_do_not_share_one(tmp_path: Path) -> None:
    journal = _journal(tmp_path)
    with pytest.raises(BusyError):
        Journal(file=journal.file, masks=MASKS).open()
    journal.close(keep=False)

    assert not journal.file.exists()


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("kept", encoding="utf-8")
    os.symlink(target, tmp_path / "j.jsonl")
    with pytest.raises(JournalError):
        Journal(file=tmp_path / "j.jsonl", masks=MASKS).open()

    assert "kept" == target.read_text(encoding="utf-8")


def _journal(folder: Path) -> Journal:
    journal = Journal(file=folder / "deep" / "j.jsonl", masks=MASKS)
    journal.open()
    return journal
