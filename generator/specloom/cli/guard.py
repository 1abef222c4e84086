"""Around every command: whatever happens, an exit code and something a reader can use; never a bare traceback."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from specloom import __version__
from specloom.cli.exit_codes import ExitCode
from specloom.diagnostics import codes

if TYPE_CHECKING:
    from specloom.cli.run import Run

__all__ = ["execute", "guarded"]


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


def execute(work: Callable[[Run], ExitCode], *, is_json: bool = False, quiet: bool = False) -> ExitCode:
    """Return the verdict of a command's work; print the JSON report where it is asked for, after failures as well."""
    run = _new_run(is_json=is_json, quiet=quiet)
    try:
        code = work(run)
    except BrokenPipeError:
        raise
    except KeyboardInterrupt:
        run.console.message("interrupted: the output folder is as it was")
        code = ExitCode.INTERRUPTED
    except Exception as error:
        code = _failed(run, error)
    if is_json:
        run.console.result(run.json(code))
    return code


def _new_run(*, is_json: bool = False, quiet: bool = False) -> Run:
    from specloom.cli.console import Console
    from specloom.cli.run import Run  # knows the whole pipeline: not for `--help`

    return Run(console=Console(quiet=quiet), is_json=is_json)


def _failed(run: Run, error: Exception) -> ExitCode:
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
        run.console.result(run.json(ExitCode.USAGE))
    sys.stdout.flush()
    return ExitCode.USAGE
