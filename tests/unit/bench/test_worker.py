"""The program that drives our client in `bench.client`: it must keep up with the client."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.clients.measure import Player
from bench.clients.peers import CONTESTANTS, ROOT, Package
from bench.clients.sample import read_document, sample


def test_our_client_answers_what_the_bench_asks(tmp_path: Path) -> None:
    package = Package(ROOT / "generated/clockify/python", "clockify", ("clockify",), "Clockify")
    chosen = sample(read_document(ROOT / "specs/clockify.yaml"), None, None)
    player = Player(Path(sys.executable).parent, CONTESTANTS[0], package, chosen, tmp_path)

    with player.playing():
        player.turn(0.001)

    assert {"one", "one-by-hand", "many", "many-by-hand"} == set(player.best)
