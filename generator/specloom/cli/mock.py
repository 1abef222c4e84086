"""`specloom mock`: play an API on this machine until somebody stops it."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from specloom.calls.prepare import prepare_calls
from specloom.cli.console import Console
from specloom.cli.exit_codes import ExitCode
from specloom.cli.request import Request, find_config
from specloom.cli.run import Run
from specloom.config import Job
from specloom.diagnostics import Diagnostics, Stop, codes
from specloom.diagnostics.frame import harmless
from specloom.mock import Mock, MockServer, Received, Replay, Trouble
from specloom.mock.service import Exchange
from specloom.mock.trouble import parse_latency, parse_share
from specloom.pipeline import load_api, with_captures

__all__ = ["MockOptions", "mock"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MockOptions:
    """How to serve."""

    host: str = "127.0.0.1"
    port: int = 0
    latency: str = "0ms"
    errors: str = "0%"
    error_status: int = 503
    seed: int = 0
    validate: bool = True
    captures: bool = False
    captures_only: bool = False
    is_json: bool = False

    @classmethod
    def names(cls) -> Iterator[str]:
        """Yield the names of those that the command line has under the same name."""
        return (field.name for field in dataclasses.fields(cls) if field.name != "is_json")

    @property
    def trouble(self) -> Trouble:
        """What goes wrong on purpose; raises `ValueError` where an option cannot be read."""
        return Trouble(
            latency=parse_latency(self.latency),
            errors=parse_share(self.errors),
            error_status=self.error_status,
            seed=self.seed,
        )


def mock(request: Request, run: Run, options: MockOptions) -> ExitCode:
    """Serve one source until ctrl-c, which is how it ends well."""
    diagnostics = run.collector()
    try:
        trouble = options.trouble
        config = find_config(request, diagnostics, needs_out=False)
        if len(config.jobs) > 1:
            raise ValueError("a mock plays one API: choose it with --source")
        made = run.each_job(config, lambda job, found: _make(job, options, trouble, found))
        if made is None:
            run.show_errors()
            return run.refusal
        server = MockServer(_logged(made[0], run.console, options), host=options.host, port=options.port)
    except Stop:
        run.show_errors()
        return ExitCode.USAGE
    except (ValueError, OSError) as error:
        return _refused(run, diagnostics, error, options)
    _serve(server, made[0], run.console)
    return ExitCode.OK


def _make(job: Job, options: MockOptions, trouble: Trouble, diagnostics: Diagnostics) -> Mock:
    loaded = load_api(job.source, diagnostics)
    replay = None
    if options.captures or options.captures_only:
        replay = Replay(with_captures(loaded, job.source, diagnostics).captures)
    return Mock(
        loaded.api,
        prepare_calls(loaded.api, diagnostics),
        validates=options.validate,
        trouble=trouble,
        replay=replay,
        only_captures=options.captures_only,
    )


def _refused(run: Run, diagnostics: Diagnostics, error: ValueError | OSError, options: MockOptions) -> ExitCode:
    problem = str(error)
    if isinstance(error, OSError):
        problem = f"it cannot listen on {options.host}, port {options.port}: {error.strerror or error}"
    diagnostics.report(codes.USAGE, None, problem=problem, command="specloom mock")
    run.show_errors()
    return ExitCode.USAGE


def _serve(server: MockServer, mock: Mock, console: Console) -> None:
    """Say where the API is, and serve it until ctrl-c."""
    bases = dict.fromkeys(urlsplit(one.url).path for operation in mock.api.operations for one in operation.servers)
    count = sum(1 for operation in mock.api.operations if operation.path)
    with server:
        for base in bases:
            console.message(harmless(f"{mock.api.info.title}: {server.url}{base}"))
        if mock.replay is not None:
            console.message(f"{len(mock.replay.captures.recorded)} captured answers")
        console.message(f"{count} operations; ctrl-c stops it")
        sys.stderr.flush()
        try:
            server.wait()
        except KeyboardInterrupt:
            console.message("stopped")


def _logged(mock: Mock, console: Console, options: MockOptions) -> Callable[[Received], Exchange]:
    """Return what answers requests, and tells of each of them."""

    def answer(received: Received) -> Exchange:
        exchange = mock.exchange(received)
        if options.is_json:
            console.result(json.dumps(_as_json(exchange)) + "\n")
            sys.stdout.flush()
        else:
            for line in _lines(exchange):
                console.message(harmless(line))
        return exchange

    return answer


def _lines(exchange: Exchange) -> Iterator[str]:
    operation = exchange.verdict.operation
    named = f"  {operation.id}" if operation else ""
    yield f"{exchange.received.method} {exchange.shown_target}  {exchange.answer.status}{named}"
    yield from (f"  {fault}" for fault in exchange.verdict.faults)


def _as_json(exchange: Exchange) -> dict[str, object]:
    operation = exchange.verdict.operation
    return {
        "method": exchange.received.method,
        "target": exchange.shown_target,
        "operation": operation.id if operation else None,
        "status": exchange.answer.status,
        "faults": [
            {"in": fault.place.value, "name": fault.name, "pointer": fault.pointer, "detail": fault.detail}
            for fault in exchange.verdict.faults
        ],
    }
