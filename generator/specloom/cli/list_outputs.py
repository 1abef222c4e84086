"""`specloom list-outputs`: the exact names of what `generate` writes, for build systems that want them declared."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path

from specloom.cli.build import load_checked
from specloom.cli.exit_codes import ExitCode
from specloom.cli.request import Request, find_config
from specloom.cli.run import Run
from specloom.config import Job
from specloom.config.load import Config
from specloom.diagnostics import Diagnostics, Stop, codes
from specloom.output.manifest import with_own_files
from specloom.pipeline import build_from

__all__ = ["ListForm", "list_outputs"]


class ListForm(StrEnum):
    """How the names are printed."""

    TEXT = "text"
    """A line for each."""
    JSON = "json"
    """One array."""
    BAZEL = "bazel"
    """A Starlark file with a constant, for `load`."""
    CMAKE = "cmake"
    """A CMake file with a list, for `include`."""


def list_outputs(request: Request, run: Run, *, form: ListForm, compare: str | None = None) -> ExitCode:
    """Print the files that `generate` writes, manifests among them; with `compare`, tell whether a file says the same.

    They are made and not only planned, so that no list can differ from what is written.
    """
    diagnostics = run.collector()
    try:
        config = find_config(request, diagnostics, needs_out=True)
    except Stop:
        run.show_errors()
        return ExitCode.USAGE
    found = run.each_job(config, lambda job, each: _paths(config, job, each, diagnostics))
    run.show_errors()
    if diagnostics.findings:
        return ExitCode.USAGE
    if found is None:
        return run.refusal
    text = _text(sorted(path for paths in found for path in paths), form)
    if compare is None:
        run.console.result(text)
        return ExitCode.OK
    return _compare(text, compare, request, form, run)


def _paths(config: Config, job: Job, diagnostics: Diagnostics, about_config: Diagnostics) -> list[str]:
    output = build_from(load_checked(config, job, diagnostics, about_config), job, diagnostics)
    return [
        (config.out / folder.path / path).as_posix() for folder in output.folders for path in with_own_files(folder)
    ]


def _text(paths: list[str], form: ListForm) -> str:
    quoted = [json.dumps(path, ensure_ascii=False) for path in paths]
    match form:
        case ListForm.TEXT:
            return "".join(f"{path}\n" for path in paths)
        case ListForm.JSON:
            return json.dumps(paths, indent=2, ensure_ascii=False) + "\n"
        case ListForm.BAZEL:
            head = '"""What specloom writes; made by `specloom list-outputs --format bazel`."""\n\n'
            names = "".join(f"    {each},\n" for each in quoted)
            return f"{head}SPECLOOM_OUTPUTS = [\n{names}]\n"
        case ListForm.CMAKE:
            names = "".join(f"  [==[{path}]==]\n" for path in paths)
            return f"# Made by `specloom list-outputs --format cmake`.\nset(SPECLOOM_OUTPUTS\n{names})\n"


def _compare(text: str, path: str, request: Request, form: ListForm, run: Run) -> ExitCode:
    try:
        is_same = Path(path).read_text(encoding="utf-8") == text
    except FileNotFoundError:
        is_same = False
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        run.collector().report(codes.FILE_UNREADABLE, None, path=path, reason=reason)
        run.show_errors()
        return ExitCode.USAGE
    if is_same:
        return ExitCode.OK
    command = request.as_command("list-outputs", "--format", form.value)
    run.console.message(f"{path} is not what is written; to renew it: {command} > {path}")
    return ExitCode.DRIFT
