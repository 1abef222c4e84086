"""What specloom makes of every document of the corpus: counts, times, and what the checks say.

    .venv/bin/python -m bench.corpus                      a table of all documents
    .venv/bin/python -m bench.corpus --only figma --check
    .venv/bin/python -m bench.corpus --check --types --all-languages --write   docs/corpus.md, from this run

Each document has a process of its own: one that breaks is a row of the table, not the end of the run.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bench.checks import CHECKS, QUICK
from bench.documents import ROOT, Document, Row, corpus_folder, documents, examine
from bench.report import as_markdown, as_page, as_text

__all__ = ["examine_apart", "main"]

PAGE = ROOT / "docs" / "corpus.md"
_SECONDS = 3600
"""What one document may take, checks included."""


def examine_apart(document: Document, options: tuple[str, ...], seconds: float = _SECONDS) -> Row:
    """Return the row of a document, made in a process of its own."""
    command = [sys.executable, "-m", "bench.corpus", "--worker", document.name, *options]
    broken = Row(name=document.name, version=document.version)
    try:
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        broken.crash = f"not done after {seconds:.0f} s"
        return broken
    if run.returncode:
        last = (run.stderr.strip().splitlines() or [""])[-1]
        broken.crash = f"exit {run.returncode}: {last}"
        return broken
    return Row(**json.loads(run.stdout))


def _work(name: str, checks: tuple[str, ...], languages: str | None) -> None:
    """Print the row of one document as JSON."""
    document = next(each for each in documents(corpus_folder()) if each.name == name)
    with tempfile.TemporaryDirectory() as folder:
        click.echo(json.dumps(examine(document, Path(folder), checks, languages).as_json()))


def _rows(chosen: list[Document], options: tuple[str, ...], jobs: int, console: Console) -> list[Row]:
    """Return the rows in the order of the documents, and tell of the progress on stderr."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    found: dict[str, Row] = {}
    with Progress(*columns, console=console) as progress, ThreadPoolExecutor(max_workers=jobs) as pool:
        task = progress.add_task("corpus", total=len(chosen))
        for future in as_completed([pool.submit(examine_apart, each, options) for each in chosen]):
            row = future.result()
            found[row.name] = row
            progress.update(task, advance=1, description=row.name)
            for line in _bad_news(row):
                progress.console.print(line, markup=False, highlight=False, soft_wrap=True)
    return [found[document.name] for document in chosen]


def _bad_news(row: Row) -> Iterator[str]:
    if row.crash:
        yield f"{row.name}: crashed: {row.crash}"
    for check, faults in row.faults.items():
        for fault in faults[:5]:
            yield f"{row.name}: {check}: {fault}"
        if len(faults) > 5:
            yield f"{row.name}: {check}: and {len(faults) - 5} more"


@click.command(help=__doc__.partition("\n")[0] if __doc__ else None)
@click.option("--only", multiple=True, metavar="NAME", help="Only this document; may be given more than once.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Documents at the same time.")
@click.option("--check", is_flag=True, help="Run the checks, but for mypy.")
@click.option("--types", is_flag=True, help="Run mypy --strict on each client, too.")
@click.option("--all-languages", is_flag=True, help="Make snippets in every language, in place of the usual three.")
@click.option("--json", "form", flag_value="json", help="Print the rows as JSON.")
@click.option("--markdown", "form", flag_value="markdown", help="Print the table as Markdown.")
@click.option("--write", is_flag=True, help="Write docs/corpus.md from this run.")
@click.option("--worker", hidden=True)
@click.option("--run", "names", multiple=True, hidden=True)
def main(
    *,
    only: tuple[str, ...],
    jobs: int,
    check: bool,
    types: bool,
    all_languages: bool,
    form: str | None,
    write: bool,
    worker: str | None,
    names: tuple[str, ...],
) -> None:
    """Print the table; exit code 1 where a document crashed, could not be generated, or a check found a fault."""
    if worker is not None:
        _work(worker, names, "all" if all_languages else None)
        return
    corpus = corpus_folder()
    if not (corpus / "MANIFEST.json").is_file():
        raise click.ClickException(f"no corpus at {corpus}; set SPECLOOM_CORPUS")
    known = documents(corpus)
    if unknown := set(only) - {document.name for document in known}:
        raise click.UsageError(f"the corpus has no document {sorted(unknown)[0]!r}")
    chosen = [document for document in known if not only or document.name in only]
    checks = (QUICK if check else ()) + (("mypy",) if types else ())
    options = (*(f"--run={name}" for name in CHECKS if name in checks), *(["--all-languages"] if all_languages else []))
    rows = _rows(chosen, options, jobs, Console(stderr=True))
    match form:
        case "json":
            click.echo(json.dumps([row.as_json() for row in rows], indent=2))
        case "markdown":
            click.echo(as_markdown(rows))
        case _:
            click.echo(as_text(rows))
    if write:
        PAGE.write_text(as_page(rows), encoding="utf-8")
    sys.exit(any(row.is_bad for row in rows))


if __name__ == "__main__":
    main()
