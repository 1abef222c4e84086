"""`specloom diff`: what changed between two descriptions, for whom it matters, and what it asks of the version."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

from specloom.changes import Level, compare_apis
from specloom.changes.outputs import page_changes, surface_changes
from specloom.changes.waivers import waive
from specloom.cli.console import Console
from specloom.cli.diff_forms import Shown, as_github, as_json, as_markdown, as_text, next_version
from specloom.cli.exit_codes import ExitCode
from specloom.cli.history import AbsentError, HistoryError, in_repository, write_revision
from specloom.cli.request import Request, find_config, options_schemas, refuse
from specloom.cli.run import Run
from specloom.config import Job
from specloom.config.job import SourceSettings
from specloom.config.load import Config, load_config
from specloom.diagnostics import Diagnostics, Stop
from specloom.output import Output
from specloom.pipeline import Loaded, build_from, load_api, with_names

__all__ = ["DiffRequest", "Form", "Limit", "diff"]

_PYTHON, _DOCS = "python", "docs"


class Form(StrEnum):
    """How changes are printed. JSON is the report that every command has."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    GITHUB = "github"


class Limit(StrEnum):
    """From which level on changes are a bad verdict."""

    BREAKING = "breaking"
    DANGEROUS = "dangerous"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffRequest:
    """What was asked for."""

    request: Request
    old: str | None
    """A file, or `REVISION:FILE`; None: the sources of the config, at `base`."""
    new: str | None
    base: str | None
    form: Form
    fail_on: Limit
    current_version: str | None
    today: date | None
    show_all: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """A description before and after."""

    old: Job
    new: Job
    home: str
    """The folder of the description as the user would write it."""
    revision: str | None
    """That the old one is of; None for a file."""
    later: str | None = None
    """That the new one is of."""


def diff(asked: DiffRequest, run: Run) -> ExitCode:
    """Print what changed; the verdict is bad where something breaks that no waiver is for."""
    diagnostics = run.collector()
    with ExitStack() as stack:
        try:
            scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            pairs = list(_pairs(asked, diagnostics, run.console, scratch))
            diagnostics.stop_on_errors()
        except Stop:
            run.show_errors()
            return ExitCode.USAGE
        shown = [_compared(pair, asked, run) for pair in pairs]
    if any(each is None for each in shown):
        run.show_errors()
        return run.refusal
    found = [each for each in shown if each is not None]
    return _tell(found, asked, run)


def _pairs(asked: DiffRequest, diagnostics: Diagnostics, console: Console, scratch: Path) -> Iterator[_Pair]:
    request = asked.request
    if asked.old is None:
        if asked.base is None:
            refuse(request, diagnostics, "name two descriptions, or a revision with --base for those of the config")
            return
        config = find_config(request, diagnostics, needs_out=False)
        for number, job in enumerate(config.jobs):
            old = _before(job, config, asked, scratch / str(number), diagnostics)
            if old is None:
                console.message(f"{job.source.name}  is new since {asked.base}: there is nothing to compare it with")
            else:
                yield _Pair(old=old, new=job, home=job.source.spec.parent.as_posix(), revision=asked.base)
        return
    if asked.new is None or asked.base is not None:
        refuse(request, diagnostics, "name the old and the new description; --base is about those of the config")
        return
    jobs = [
        _named(each, asked, scratch / str(number), diagnostics) for number, each in enumerate((asked.old, asked.new))
    ]
    home = Path(asked.old if jobs[0][1] is None else asked.old.partition(":")[2]).parent.as_posix()
    yield _Pair(old=jobs[0][0], new=jobs[1][0], home=home, revision=jobs[0][1], later=jobs[1][1])


def _named(name: str, asked: DiffRequest, scratch: Path, diagnostics: Diagnostics) -> tuple[Job, str | None]:
    """Return the job of a file, or of a file at a revision."""
    revision, colon, path = name.partition(":")
    is_old = bool(colon and path and not Path(name).exists() and "/" not in revision[:1])
    path = in_repository(path) if is_old else path
    config = find_config(replace(asked.request, spec=path if is_old else name), diagnostics, needs_out=False)
    job = _only(config)
    if not is_old:
        return job, None
    return _at_revision(job, revision, scratch, asked.request, diagnostics), revision


def _only(config: Config) -> Job:
    return config.jobs[0]


def _before(job: Job, config: Config, asked: DiffRequest, scratch: Path, diagnostics: Diagnostics) -> Job | None:
    """Return the job of a source as it was at the base; None where it was not there.

    Where its files have other names now, the config of then tells which they were.
    """
    base = asked.base or ""
    try:
        return _moved(job, base, scratch / "now")
    except AbsentError:
        pass
    except HistoryError as error:
        refuse(asked.request, diagnostics, str(error))
        raise Stop from error
    source = _source_of_then(job, config, base, scratch / "config")
    try:
        return _moved(replace(job, source=source), base, scratch / "then") if source else None
    except HistoryError:
        return None


def _source_of_then(job: Job, config: Config, base: str, scratch: Path) -> SourceSettings | None:
    """Return where the files of a source were at a revision, by the config of then; None where it had no such source."""
    if job.source.config is None:
        return None
    path = job.source.config.path
    try:
        there = write_revision(base, [path], scratch)[path]
        known = load_config(there, options_schemas(), Diagnostics())
    except (HistoryError, Stop):
        return None
    source = next((each.source for each in known.jobs if each.source.name == job.source.name), None)
    if source is None or not source.root.resolve().is_relative_to(scratch.resolve()):
        return None

    def here(path: Path) -> Path:
        return config.base / os.path.relpath(path, known.base)

    overlays = tuple(replace(each, path=here(each.path)) for each in source.overlays)
    return replace(source, spec=here(source.spec), root=here(source.root), overlays=overlays, config=job.source.config)


def _at_revision(job: Job, revision: str, scratch: Path, request: Request, diagnostics: Diagnostics) -> Job:
    """Return the job with its files as they were at a revision."""
    try:
        return _moved(job, revision, scratch)
    except HistoryError as error:
        refuse(request, diagnostics, str(error))
        raise Stop from error


def _moved(job: Job, revision: str, scratch: Path) -> Job:
    """Return the job with its files of a revision, written into a folder; raises `HistoryError`."""
    source = job.source
    overlays = [each.path for each in source.overlays]
    there = write_revision(revision, [source.root, *overlays], scratch)
    spec = there[source.root] / source.spec.resolve().relative_to(source.root.resolve())
    if not spec.is_file():
        raise AbsentError(f"{revision} has no {source.spec.as_posix()}")
    moved = replace(
        source,
        spec=spec,
        root=there[source.root],
        overlays=tuple(replace(each, path=there[each.path]) for each in source.overlays),
    )
    return replace(job, source=moved)


def _compared(pair: _Pair, asked: DiffRequest, run: Run) -> Shown | None:
    """Return what changed in one description; None where one of the two cannot be read."""
    sides: list[tuple[Loaded, Diagnostics]] = []
    for job in (pair.old, pair.new):
        diagnostics = run.collector(job)
        try:
            with run.console.progress(job.source.name or job.source.label):
                sides.append((load_api(job.source, diagnostics), diagnostics))
        except Stop:
            return None
    (old, _), (new, _) = sides
    changes = [*compare_apis(old.api, new.api)]
    targets = {each.name for each in pair.new.targets}
    if _PYTHON in targets:
        try:
            changes += surface_changes(
                *(_client(side, job) for (side, _), job in zip(sides, (pair.old, pair.new), strict=True))
            )
        except Stop:
            return None
    if _DOCS in targets:
        changes += page_changes(old.api, new.api)
    diagnostics = run.collector(pair.new)
    diagnostics.texts = new.document
    today = asked.today or datetime.now(UTC).date()
    waived = waive(sorted(changes, key=lambda each: each.order), pair.new.source.waived_changes, today, diagnostics)
    if asked.form is not Form.JSON:
        run.console.findings(list(diagnostics), new.document, sys.stderr)
    return Shown(
        name=pair.new.source.name or pair.new.source.label,
        waived=waived,
        old=old.document,
        new=new.document,
        home=pair.home,
        revisions=(pair.revision, pair.later),
        versions=(old.api.info.version, new.api.info.version),
    )


def _client(side: Loaded, job: Job) -> Output:
    """Return the generated client alone. What the description makes of it is told by other commands."""
    only = replace(job, targets=tuple(each for each in job.targets if each.name == _PYTHON))
    diagnostics = Diagnostics(lenient=True)
    return build_from(with_names(side, job, diagnostics), only, diagnostics)


def _tell(found: list[Shown], asked: DiffRequest, run: Run) -> ExitCode:
    changes = [change for each in found for change in each.changes]
    worst = max((change.level for change in changes), default=None)
    version = next_version(changes, asked.current_version)
    run.details["changes"] = [entry for each in found for entry in as_json(each)]
    run.details["version"] = version
    match asked.form:
        case Form.TEXT:
            for each in found:
                run.console.excerpt(as_text(each, show_all=asked.show_all))
        case Form.MARKDOWN:
            run.console.result("".join(as_markdown(each) for each in found))
        case Form.GITHUB:
            run.console.result("".join(as_github(each) for each in found))
        case Form.JSON:
            pass
    run.show_errors()
    for level in (Level.BREAKING, Level.DANGEROUS, Level.SAFE):
        count = sum(change.level is level for change in changes)
        if count:
            run.console.message(f"{count} {level.name.lower()}")
    run.console.message(f"version: {version['bump']}" + (f", {version['next']}" if version["next"] else ""))
    waived = sum(len(each.waived.dropped) for each in found)
    if waived:
        run.console.message(f"{waived} waived")
    limit = {Limit.BREAKING: Level.BREAKING, Limit.DANGEROUS: Level.DANGEROUS}.get(asked.fail_on)
    is_bad = limit is not None and worst is not None and worst >= limit
    return ExitCode.BREAKING if is_bad else ExitCode.OK
