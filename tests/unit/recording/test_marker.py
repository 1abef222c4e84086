"""The run's own word, taken out of what a capture shows."""

from __future__ import annotations

import pytest
from unit.captures.vault import answer

from specloom.recording.marker import Marker

RUN = "qs4dejvkm2"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (f"specloom-{RUN}-pet", "specloom-pet"),
        (f"SPECLOOM-{RUN.upper()}-PET", "SPECLOOM-PET"),
        ("specloom-qs4dejv", "specloom-"),
        ("specloom-q", "specloom-"),
        ("specloom-qs4dejvk and more", "specloom- and more"),
        ("specloom-queue", "specloom-queue"),
        ("qs4dejv", "qs4dejv"),
    ],
)
def test_a_name_has_nothing_of_the_run(name: str, shown: str) -> None:
    exchange = Marker(prefix="specloom-", run=RUN).unmarked(
        answer({"id": "a", "name": name}, thing=name.replace(" ", "+"))
    )

    assert exchange.answered.body.decode() == f'{{"id": "a", "name": "{shown}"}}'
    assert dict(exchange.path_values)["thingId"] == shown.replace(" ", "+")
