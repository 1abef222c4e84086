"""The documents of the corpus, and what specloom makes of one of them."""

from __future__ import annotations

import json
import os
import resource
import time
from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from bench.checks import QUICK, Generated, count_faulty, run_checks
from specloom.calls.prepare import prepare_calls
from specloom.config.job import Job, SourceSettings, TargetSettings
from specloom.diagnostics import Diagnostics, Severity, Stop
from specloom.ir.ledger import PartKind
from specloom.output.files import Output
from specloom.pipeline import Loaded, build_from, load_api
from specloom.targets.registry import SNIPPETS, TARGETS

__all__ = ["ROOT", "Document", "Row", "corpus_folder", "documents", "examine", "generate"]

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One description of the corpus."""

    name: str
    spec: Path
    root: Path
    """References may lead to anywhere in this folder: all files of a document stand in one."""
    version: str
    operations: int
    """As the corpus's manifest counts them."""
    is_valid: bool
    """Whether openapi-spec-validator accepts it."""


@dataclass(slots=True, kw_only=True)
class Row:
    """What became of one document."""

    name: str
    version: str = ""
    is_valid: bool = True
    """Whether openapi-spec-validator accepts it."""
    needs_root: bool = False
    """References leave the folder of the root document: the config must name a `root`."""
    operations: int = 0
    full: int = 0
    degraded: int = 0
    skipped: int = 0
    default: dict[str, int] = field(default_factory=dict[str, int])
    """The codes that stop a run without `--lenient`, and how often each is found; empty where it succeeds."""
    lenient: dict[str, int] = field(default_factory=dict[str, int])
    """The same for a run with `--lenient`."""
    files: int = 0
    lines: int = 0
    load_seconds: float = 0
    generate_seconds: float = 0
    check_seconds: float = 0
    peak_megabytes: int = 0
    """Of the process that generated, before any check."""
    faulty_examples: int = 0
    """Examples that satisfy no schema, as COVERAGE.md lists them."""
    faults: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    """By check; a check that did not run has no entry."""
    crash: str = ""
    """The last line of a traceback, where specloom or a check broke."""

    @property
    def is_bad(self) -> bool:
        """Whether something is wrong with specloom: it crashed, a lenient run stopped, or a check found a fault."""
        return bool(self.crash or self.lenient or any(self.faults.values()))

    def as_json(self) -> dict[str, Any]:
        """Return the row as JSON."""
        return asdict(self)


def corpus_folder() -> Path:
    """Return where the corpus should be: SPECLOOM_CORPUS, or ../shared/corpus."""
    return Path(os.environ.get("SPECLOOM_CORPUS") or ROOT.parent / "shared" / "corpus")


def documents(corpus: Path) -> list[Document]:
    """Return the documents of the corpus, in the order of its manifest."""
    manifest = json.loads((corpus / "MANIFEST.json").read_text(encoding="utf-8"))
    return [
        Document(
            name=entry["name"],
            spec=corpus / entry["path"],
            root=corpus / Path(entry["path"]).parts[0],
            version=entry["version"],
            operations=entry["ops"],
            is_valid=entry["valid"] == "yes",
        )
        for entry in manifest["documents"]
    ]


def examine(document: Document, folder: Path, checks: tuple[str, ...] = QUICK, languages: str | None = None) -> Row:
    """Generate a document into a folder, as by default or else leniently, and return what the checks say.

    `languages` is the option of the snippets: `all`; None: the usual ones.
    """
    row = Row(
        name=document.name,
        version=document.version,
        is_valid=document.is_valid,
        needs_root=document.root != document.spec.parent,
    )
    try:
        made = generate(document, folder, row, languages)
        row.peak_megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        if made is not None:
            row.faulty_examples = count_faulty(made)
            start = time.perf_counter()
            row.faults = run_checks(made, checks)
            row.check_seconds = time.perf_counter() - start
    except Exception as error:
        row.crash = f"{type(error).__name__}: {error}"
    return row


def generate(document: Document, folder: Path, row: Row, languages: str | None = None) -> Generated | None:
    """Write the output of a document, as by default or else leniently, and note in the row what that took.

    None where findings stop it all the same.
    """
    job = _job(document, languages)
    return _run(job, folder, row) or _run(replace(job, lenient=True), folder, row)


def _run(job: Job, folder: Path, row: Row) -> Generated | None:
    diagnostics = Diagnostics(lenient=job.lenient)
    try:
        start = time.perf_counter()
        loaded = load_api(job.source, diagnostics)
        row.load_seconds = time.perf_counter() - start
        start = time.perf_counter()
        output = build_from(loaded, job, diagnostics)
        row.generate_seconds = time.perf_counter() - start
    except Stop:
        gravest = Severity.FATAL if job.lenient else Severity.ERROR
        stopping = Counter(finding.code.name for finding in diagnostics if finding.severity >= gravest)
        row.lenient, row.default = (dict(stopping), row.default) if job.lenient else (row.lenient, dict(stopping))
        return None
    _count(row, loaded, output)
    _write(output, folder)
    calls = prepare_calls(loaded.api, Diagnostics(lenient=job.lenient))
    return Generated(folder=folder, spec=job.source.spec, api=loaded.api, calls=calls, diagnostics=diagnostics)


def _job(document: Document, languages: str | None) -> Job:
    spec = document.spec
    source = SourceSettings(name="", spec=spec, label=spec.name, root=document.root)
    options = {SNIPPETS: {"languages": languages}} if languages else {}
    targets = tuple(TargetSettings(name=name, folder=name, options=options.get(name, {})) for name in TARGETS)
    return Job(source=source, targets=targets)


def _count(row: Row, loaded: Loaded, output: Output) -> None:
    count = loaded.api.ledger.counts[PartKind.OPERATION]
    row.operations, row.full = count.total, count.full
    row.degraded, row.skipped = count.degraded, count.skipped
    texts = [text for folder in output.folders for text in folder.files.values()]
    row.files, row.lines = len(texts), sum(text.count("\n") for text in texts)


def _write(output: Output, folder: Path) -> None:
    for made in output.folders:
        for path, text in made.files.items():
            file = folder / made.path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")
