"""Around every command: whatever happens, an exit code and something a reader can use; never a bare traceback."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from specloom import __version__
from specloom.cli.exit_codes import ExitCode
from specloom.diagnostics import codes

if TYPE_CHECKING:
    from specloom.cli.reports import ReportForm
    from specloom.cli.run import Run

__all__ = ["execute", "guarded", "tell_failure"]


def guarded(command: click.Command, argv: list[str]) -> int:
    """Return the exit code of a command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        with command.make_context("specloom", list(argv)) as context:
            code = int(command.invoke(context))
        sys.stdout.flush()
        return code
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.UsageError as error:
        return _misused(error, is_json="--json" in argv)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that the flush at exit has somewhere to go
        return ExitCode.BROKEN_PIPE
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED


def execute(
    work: Callable[[Run], ExitCode],
    *,
    command: str = "",
    is_json: bool = False,
    quiet: bool = False,
    form: str | None = None,
    reports: Sequence[tuple[ReportForm, str]] = (),
) -> ExitCode:
    """Return the verdict of a command's work; print and write the reports that are asked for, after failures as well.

    `form` is that of the report on stdout, in place of what the command prints there for people; `reports` go to files.
    """
    run = _new_run(is_json=is_json or form is not None, quiet=quiet, command=command)
    try:
        code = work(run)
        if code == ExitCode.USAGE and any(each.code is codes.VERSION_MISMATCH for each in run.findings()):
            code = ExitCode.VERSION_MISMATCH
    except BrokenPipeError:
        raise
    except KeyboardInterrupt:
        run.console.message("interrupted: the output folder is as it was, or entirely new")
        code = ExitCode.INTERRUPTED
    except Exception as error:
        code = tell_failure(run, error)
    code = _write_reports(run, code, reports)
    if run.is_json:
        run.console.result(_report(run, code, form or "json"))
    return code


def _new_run(*, is_json: bool = False, quiet: bool = False, command: str = "") -> Run:
    from specloom.cli.console import Console
    from specloom.cli.run import Run  # knows the whole pipeline: not for `--help`

    return Run(console=Console(quiet=quiet), is_json=is_json, command=command)


def _report(run: Run, code: ExitCode, form: str) -> str:
    from specloom.cli.reports import ReportForm, report_text

    return report_text(ReportForm(form), run.value(code), run.told())


def _write_reports(run: Run, code: ExitCode, reports: Sequence[tuple[ReportForm, str]]) -> ExitCode:
    """Write the reports; a run whose report cannot be kept is no success, whoever reads it would take silence for one."""
    for form, path in reports:
        try:
            Path(path).write_text(_report(run, code, form), encoding="utf-8", newline="\n")
        except (OSError, ValueError) as error:
            problem = f"--report cannot be written to {path!r}: {getattr(error, 'strerror', None) or error}"
            run.collector().report(codes.USAGE, None, problem=problem, command=f"specloom {run.command}".strip())
            run.show_errors()
            code = code if code is ExitCode.INTERNAL else ExitCode.USAGE
    return code


def tell_failure(run: Run, error: Exception) -> ExitCode:
    """Tell that specloom has a bug, without showing a reader its insides unless asked."""
    if os.environ.get("SPECLOOM_DEBUG") == "1":
        traceback.print_exception(error)
    what = f"{type(error).__name__}: {error}".rstrip(": ") + f" (specloom {__version__})"
    run.collector().report(codes.INTERNAL, None, problem=what)
    run.show_errors()
    return ExitCode.INTERNAL


def _misused(error: click.UsageError, *, is_json: bool) -> ExitCode:
    """Tell what is wrong with the arguments."""
    command = error.ctx.command_path if error.ctx else "specloom"
    run = _new_run(is_json=is_json)
    run.collector().report(codes.USAGE, None, problem=error.format_message(), command=command)
    run.show_errors()
    if is_json:
        run.console.result(_report(run, ExitCode.USAGE, "json"))
    sys.stdout.flush()
    return ExitCode.USAGE
