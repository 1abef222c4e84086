"""The stand-in of a UUID says nothing of it: its variant has two bits of chance."""

from __future__ import annotations

from datetime import UTC, datetime

from specloom.captures.pseudonyms import Pseudonyms


def test_uuids_of_the_same_version_have_the_same_stand_in() -> None:
    found = {
        Pseudonyms(now=datetime.now(UTC)).of_id(f"0b1d4bd5-5f4e-4a4e-{variant}f8c-1f4c4b8f4e4e", "createThing /id")
        for variant in "89ab"
    }

    assert 1 == len(found)
