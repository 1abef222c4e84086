"""Our generated Python client beside those of other generators, of one document, in one run on one machine.

    .venv/bin/python -m bench.client                        specs/clockify.yaml, a table
    .venv/bin/python -m bench.client --spec FILE --markdown
    .venv/bin/python -m bench.client --write                docs/benchmarks-client.md, from this run
    .venv/bin/python -m bench.client --large FILE --write   its table of a large document

The peers are installed once, in versions that stand in bench/clients/peers.py, into the user's cache folder or
SPECLOOM_BENCH_VENV; that and nothing else uses the network. A peer that cannot be had is a row that says why.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import click
from rich.console import Console

from bench.clients import large as large_documents
from bench.clients.measure import Cold, Player, cold_import, lines_of, type_errors
from bench.clients.peers import CONTESTANTS, ROOT, Contestant, Package, environment, make, version_of
from bench.clients.report import Row, as_json, as_markdown, as_table, between, machine, section
from bench.clients.sample import Sample, count_operations, read_document, sample

__all__ = ["main", "measure"]

PAGE = ROOT / "docs" / "benchmarks-client.md"
_SECONDS_A_TURN = 0.03


def cache_folder() -> Path:
    """Return where the peers are installed."""
    given = os.environ.get("SPECLOOM_BENCH_VENV")
    if given:
        return Path(given)
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "specloom" / "bench-client"


@dataclass(slots=True)
class _Entry:
    """A contestant on its way through the measurements."""

    contestant: Contestant
    programs: Path
    folder: Path
    row: Row
    package: Package | None = None
    player: Player | None = None
    client: Cold = field(default_factory=Cold)
    library: Cold = field(default_factory=Cold)
    first: float = float("inf")

    def attempt(self, step: Callable[[], object]) -> None:
        """Take a step; where it fails, it was the last one."""
        if self.row.failure:
            return
        try:
            step()
        except (RuntimeError, OSError, LookupError, StopIteration, ValueError, SyntaxError) as error:
            reason = str(error) or type(error).__name__
            self.row.failure = reason.replace(str(self.folder), "").replace(str(self.programs), "")

    def generate(self, spec: Path, chosen: Sample) -> None:
        self.package = make(self.contestant, self.programs, spec, self.folder / "out")
        self.player = Player(self.programs, self.contestant, self.package, chosen, self.folder)
        lines = lines_of(self.package)
        self.row.lines, self.row.code = lines.all, lines.code
        self.row.type_errors = type_errors(self.programs, self.package)

    def start_cold(self) -> None:
        assert self.package
        assert self.player
        library = self.contestant.http_library
        self.library.take(*cold_import(self.programs, f"import {library}", self.package.folder))
        statement = f"from {self.package.name} import {self.package.client}"
        self.client.take(*cold_import(self.programs, statement, self.package.folder))
        self.first = min(self.first, self.player.first_answer())

    def open(self, stack: ExitStack) -> None:
        assert self.player
        stack.enter_context(self.player.playing())

    def turn(self) -> None:
        assert self.player
        self.player.turn(_SECONDS_A_TURN)

    def conclude(self) -> None:
        assert self.player
        row, best = self.row, self.player.best
        row.import_ms, row.library_ms = self.client.seconds * 1e3, self.library.seconds * 1e3
        row.megabytes, row.library_megabytes = self.client.megabytes, self.library.megabytes
        row.first_ms = self.first * 1e3
        row.call_us, row.by_hand_us = best["one"] * 1e6, best["one-by-hand"] * 1e6
        row.list_ms, row.list_by_hand_ms = best["many"] * 1e3, best["many-by-hand"] * 1e3


def _fastest(entries: list[_Entry], library: str) -> Cold:
    """Return the best import of an HTTP library, of all contestants that use it."""
    found = Cold()
    for entry in entries:
        if entry.contestant.http_library == library:
            found.take(entry.library.seconds, entry.library.megabytes)
    return found


def measure(spec: Path, chosen: Sample, operations: int, *, rounds: int, colds: int, console: Console) -> list[Row]:
    """Return a row for every contestant; one that failed says why."""
    console.print("installing the peers, where they are not there yet")
    programs, faults = environment(cache_folder())
    for fault in faults:
        console.print(fault)
    with tempfile.TemporaryDirectory(prefix="bench-client-") as name, ExitStack() as stack:
        entries: list[_Entry] = []
        for number, contestant in enumerate(CONTESTANTS):
            folder = Path(name) / str(number)
            row = Row(contestant.name, version_of(contestant.kind), contestant.http_library, operations)
            entries.append(_Entry(contestant, programs, folder, row))
        for entry in entries:
            console.print(f"generating: {entry.row.name}")
            entry.attempt(partial(entry.generate, spec, chosen))
        console.print("cold starts")
        for _ in range(colds):
            for entry in entries:
                entry.attempt(entry.start_cold)
        console.print("calls")
        for entry in entries:
            entry.attempt(partial(entry.open, stack))
        for _ in range(rounds):
            for entry in entries:
                entry.attempt(entry.turn)
        shared = {library: _fastest(entries, library) for library in {each.contestant.http_library for each in entries}}
        for entry in entries:
            entry.library = shared[entry.contestant.http_library]
            entry.attempt(entry.conclude)
        return [entry.row for entry in entries]


@click.command(help=(__doc__ or "").partition("\n")[0])
@click.option(
    "--spec", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=ROOT / "specs/clockify.yaml"
)
@click.option("--one", help="The operation that is called; by default one with an answer of median size.")
@click.option("--many", help="The operation that returns 1,000 items; by default one with items of median size.")
@click.option("--rounds", default=60, show_default=True, help="Turns of every contestant.")
@click.option("--colds", default=15, show_default=True, help="Cold starts of every contestant.")
@click.option(
    "--large",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Only lines and import of the clients of this document, for one that has many operations.",
)
@click.option("--markdown", "form", flag_value="markdown", help="Print Markdown.")
@click.option("--json", "form", flag_value="json", help="Print JSON.")
@click.option("--write", is_flag=True, help="Write docs/benchmarks-client.md from this run.")
def main(
    *,
    spec: Path,
    one: str | None,
    many: str | None,
    rounds: int,
    colds: int,
    large: Path | None,
    form: str | None,
    write: bool,
) -> None:
    """Print the table."""
    console = Console(stderr=True)
    if large is not None:
        _large(large, colds, console, write)
        return
    document = read_document(spec)
    try:
        chosen = sample(document, one, many)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    operations = count_operations(document)
    rows = measure(spec, chosen, operations, rounds=rounds, colds=colds, console=console)
    match form:
        case "json":
            click.echo(as_json(rows))
        case "markdown":
            click.echo(as_markdown(rows))
        case _:
            Console(width=200).print(as_table(rows))
    if write:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(between(page, "bench.client --write", section(rows, chosen, spec.name)), encoding="utf-8")


def _large(spec: Path, colds: int, console: Console, write: bool) -> None:
    """Print the table of a large document, and write it into the page."""
    programs, faults = environment(cache_folder())
    for fault in faults:
        console.print(fault)
    operations = count_operations(read_document(spec))
    rows = large_documents.measure_large(spec, programs, operations, colds, console.print)
    text = f"`{spec.name}`, {operations:,d} operations; {machine()}.\n\n{large_documents.as_markdown(rows)}"
    click.echo(text)
    if write:
        PAGE.write_text(between(PAGE.read_text(encoding="utf-8"), "bench.client --large", text), encoding="utf-8")


if __name__ == "__main__":
    main()
