"""Our snippets against Prism, a mock of the API that we did not write, and those of other tools in the same run.

    .venv/bin/python -m bench.snippets                       the five documents, a table
    .venv/bin/python -m bench.snippets --document stripe --count 20
    .venv/bin/python -m bench.snippets --peers               those of other tools, of Clockify's document
    .venv/bin/python -m bench.snippets --peers --write       docs/benchmarks-snippets.md, from this run

Prism and the peers come from npm, in versions that stand in bench/prism/mock.py, into the user's cache folder or
SPECLOOM_BENCH_NPM; that and nothing else uses the network.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click
import yaml
from rich.console import Console

from bench.documents import ROOT, Document, corpus_folder, documents
from bench.prism.mock import PACKAGES, Prism, install
from bench.prism.proxy import Proxy
from bench.prism.report import Row, between, document_section, peer_section, rows_of
from bench.prism.runs import BASE, Outcome, Runner, Snippet, sampled_operations, sampled_snippets
from bench.prism.slim import without_answers
from specloom.config.job import SourceSettings

__all__ = ["main"]

WITHOUT_ANSWERS = ("stripe",)
"""Of these Prism is given a copy whose answers are left open: it does not finish loading the description itself."""
NAMES = ("clockify", "stripe", "github-rest", "digitalocean", "openai")
PEERS_OF = "clockify"
PAGE = ROOT / "docs" / "benchmarks-snippets.md"
_METHODS = ("get", "put", "post", "delete", "patch", "head", "options", "trace")


def cache_folder() -> Path:
    """Return where Prism and the peers are installed."""
    given = os.environ.get("SPECLOOM_BENCH_NPM")
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(given) if given else Path(base) / "specloom" / "bench-prism"


def run_document(modules: Path, document: Document, snippets: Sequence[Snippet], workers: int) -> list[Outcome]:
    """Return what Prism, playing the document, makes of each snippet."""
    with tempfile.TemporaryDirectory(prefix="bench-snippets-") as folder:
        spec = document.spec
        if document.name in WITHOUT_ANSWERS:
            spec = Path(folder) / "spec.json"
            slim = without_answers(yaml.safe_load(document.spec.read_text(encoding="utf-8")))
            spec.write_text(json.dumps(slim), encoding="utf-8")
        with Prism(modules, spec) as prism, Proxy(prism.port) as proxy:
            return Runner(prism, proxy, Path(folder), workers).run_all(snippets)


def peer_snippets(modules: Path, document: Document, places: set[str]) -> dict[str, list[Snippet]]:
    """Return the snippets of other tools for these operations, by tool; of a copy whose only server is the mock."""
    copy = json.loads(document.spec.read_text(encoding="utf-8"))
    copy["servers"] = [{"url": BASE}]
    for item in copy["paths"].values():
        for node in (item, *(item[method] for method in _METHODS if method in item)):
            node.pop("servers", None)
    with tempfile.TemporaryDirectory(prefix="bench-snippets-") as folder:
        spec = Path(folder) / "spec.json"
        spec.write_text(json.dumps(copy), encoding="utf-8")
        command = ["node", str(Path(__file__).parent / "prism" / "peers.mjs"), str(modules), str(spec)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, list[Snippet]] = {}
    for each in json.loads(done.stdout):
        if each["operation"] in places:
            snippet = Snippet(each["operation"], "minimal", each["language"], each["text"])
            found.setdefault(each["tool"], []).append(snippet)
    return found


@click.command(help=(__doc__ or "").partition("\n")[0])
@click.option("--document", "names", multiple=True, type=click.Choice(NAMES), help="Only this one; may be repeated.")
@click.option("--count", default=200, show_default=True, help="Operations of each document.")
@click.option("--workers", default=4, show_default=True)
@click.option("--peers", is_flag=True, help="Other tools, too, of Clockify's document.")
@click.option("--write", is_flag=True, help="Write docs/benchmarks-snippets.md from this run.")
def main(*, names: tuple[str, ...], count: int, workers: int, peers: bool, write: bool) -> None:
    """Run the snippets and print the tables."""
    console = Console(stderr=True)
    modules = install(cache_folder())
    known = {each.name: each for each in documents(corpus_folder())}
    sections: list[str] = []
    for name in names or NAMES:
        document = known[name]
        source = SourceSettings(name="", spec=document.spec, label=document.spec.name, root=document.root)
        total, chosen = sampled_operations(source, count)
        snippets = sampled_snippets(source, chosen)
        console.print(f"{name}: {len(snippets)} snippets of {len(chosen)} of {total} operations")
        outcomes = run_document(modules, document, snippets, workers)
        sections.append(document_section(name, total, len(chosen), outcomes))
        click.echo(sections[-1])
        if peers and name == PEERS_OF:
            places = {snippet.operation for snippet in snippets}
            rows: list[Row] = rows_of(
                "specloom", name, [each for each in outcomes if each.snippet.variant == "minimal"]
            )
            for tool, theirs in peer_snippets(modules, document, places).items():
                console.print(f"{tool}: {len(theirs)} snippets")
                version = PACKAGES[tool]
                rows += rows_of(f"{tool} {version}", name, run_document(modules, document, theirs, workers))
            sections.append(peer_section(name, rows))
            click.echo(sections[-1])
    if write:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(between(page, "\n".join(sections)), encoding="utf-8")


if __name__ == "__main__":
    main()
