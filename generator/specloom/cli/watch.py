"""`specloom generate --watch`: generate again whenever something that it reads has changed, until Ctrl-C.

It looks at files, and is not told of them (docs/decisions/0030-watching.md). A run says itself what it has read; to that
come files that were looked for in vain, and whatever may appear in the folders of captures and scenarios.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from specloom.cli.exit_codes import ExitCode
from specloom.cli.generate import generate
from specloom.cli.guard import tell_failure
from specloom.cli.request import Request, find_config
from specloom.cli.run import Run
from specloom.config import Job
from specloom.config.load import DEFAULT_CONFIG
from specloom.diagnostics import Diagnostics, Stop, codes
from specloom.diagnostics.frame import harmless
from specloom.render.environment import templates_folder
from specloom.trace import answer

__all__ = ["watch"]

Signature = tuple[int, int, int] | None
"""What tells one state of a file from another: time, size, inode. None: it is not there."""
_OTHER: Signature = (-1, -1, -1)
"""Of a file that has changed since it was read."""
_INTERVAL = 0.25
"""Seconds between two looks, and how long nothing must have changed before a run: editors and git write in steps."""
_MOST = 10


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a config says that a run reads."""

    files: frozenset[Path]
    patterns: tuple[tuple[Path, str], ...] = ()
    """Folders, and the pattern of the files in them that count."""

    def look(self, more: Mapping[Path, Signature] | None = None) -> dict[Path, Signature]:
        """Return the state of every file now, and of those in `more`."""
        found = {path for folder, pattern in self.patterns for path in _fitting(folder, pattern)}
        return {path: _signature(path) for path in {*self.files, *found, *(more or ())}}


def watch(request: Request, run: Run, *, force: bool = False, pause: Callable[[float], None] = time.sleep) -> ExitCode:
    """Generate, and again after each change; errors are told and do not end it."""
    try:
        while True:
            scope = _scope(request)
            state = scope.look()  # before the run: what changes while it reads is seen afterwards
            attempt = _attempt(request, run, force=force)
            state.update({path: each for path, each in _read_in(attempt) if path not in state})
            run.console.message(f"watching {len(state)} files; Ctrl-C ends it")
            for line in _changes(state, _wait(scope, state, pause)):
                run.console.message(line)
    except KeyboardInterrupt:
        run.console.message("stopped")
    return ExitCode.OK


def _attempt(request: Request, run: Run, *, force: bool) -> Run:
    """Generate once, and tell which files changed."""
    attempt = Run(console=run.console, command="generate")
    try:
        generate(request, attempt, force=force)
    except Exception as error:
        tell_failure(attempt, error)
    files = attempt.report.files()
    told = [f"{kind} {path}" for kind in ("created", "updated", "deleted") for path in files[kind]]
    for line in told[:_MOST]:
        run.console.message(harmless(f"  {line}"))
    if len(told) > _MOST:
        run.console.message(f"  and {len(told) - _MOST} more")
    return attempt


def _wait(scope: _Scope, state: Mapping[Path, Signature], pause: Callable[[float], None]) -> dict[Path, Signature]:
    """Return another state of the files, once it has stayed the same for a moment."""
    before = dict(state)
    while True:
        pause(_INTERVAL)
        now = scope.look(state)
        if now == before and now != state:
            return now
        before = now


def _changes(before: Mapping[Path, Signature], after: Mapping[Path, Signature]) -> Iterator[str]:
    changed = sorted(path for path, signature in after.items() if before.get(path) != signature)
    for path in changed[:_MOST]:
        what = "is gone" if after[path] is None else "is new" if before.get(path) is None else "changed"
        yield harmless(f"{_shown(path)} {what}")
    if len(changed) > _MOST:
        yield f"and {len(changed) - _MOST} more"


def _shown(path: Path) -> str:
    relative = os.path.relpath(path)
    return path.as_posix() if relative.startswith("..") else Path(relative).as_posix()


def _scope(request: Request) -> _Scope:
    """Return what is known before a run; of a config that cannot be read, itself."""
    try:
        config = find_config(request, Diagnostics(), needs_out=True)
    except Stop:
        return _Scope(frozenset([Path(request.spec or request.config or DEFAULT_CONFIG)]))
    files = {path for job in config.jobs for path in (job.source.spec, *(each.path for each in job.source.overlays))}
    if request.spec is None:
        files.add(Path(request.config or DEFAULT_CONFIG))
    files.update(path for path in templates_folder().rglob("*.jinja"))
    patterns = [each for job in config.jobs for each in _patterns(job, config.base)]
    if config.templates is not None:
        patterns.append((config.templates.path, "**/*.jinja"))
    return _Scope(frozenset(files), tuple(patterns))


def _patterns(job: Job, base: Path) -> Iterator[tuple[Path, str]]:
    if job.source.captures is not None:
        yield job.source.captures.folder, "*.json"
        for pattern in job.source.captures.scenarios:
            folder, _, name = pattern.rpartition("/")
            yield base / folder, name


def _fitting(folder: Path, pattern: str) -> Iterator[Path]:
    try:
        yield from folder.glob(pattern)
    except (OSError, ValueError):
        return


def _read_in(attempt: Run) -> Iterator[tuple[Path, Signature]]:
    """Yield the files that a run read, as it read them, and those that it looked for and that are not there."""
    for trace in attempt.traces:
        for question, found in trace.answers.items():
            what, name, _ = question
            if what == "text" or (what == "kind" and found in {"", "file"}):
                yield Path(name), _signature(Path(name)) if answer(question) == found else _OTHER
    for finding in attempt.findings():
        if finding.code in (codes.OUTPUT_EDITED, codes.OUTPUT_FOREIGN) and finding.location is not None:
            path = Path(finding.location.file)
            yield path, _signature(path)


def _signature(path: Path) -> Signature:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
