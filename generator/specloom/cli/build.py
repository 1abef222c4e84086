"""What `generate` and `check` share, so that they cannot disagree: from a request to the plan for the disk."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from specloom.calls.capture_coverage import cover_captures
from specloom.cli.exit_codes import ExitCode
from specloom.cli.published import ledgers_of
from specloom.cli.request import Request, find_config
from specloom.cli.run import Done, Run
from specloom.config import Job
from specloom.config.load import Config, check_schemes
from specloom.diagnostics import Diagnostics, Location, Stop, codes
from specloom.output import Output, OutputFolder, Plan, alone, broken_files, check_out_folder, make_plan
from specloom.pipeline import Loaded, build_from, load_api, with_captures, with_names
from specloom.source.remote import cache_folder

__all__ = ["Planned", "load_checked", "plan_request", "pristine_folder"]

_WAITING = "waiting for another run of specloom that writes to the same place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A plan, and the collector for what happens when it is carried out."""

    plan: Plan
    diagnostics: Diagnostics


def plan_request(
    request: Request, run: Run, *, force: bool = False, hold: ExitStack | None = None
) -> Planned | ExitCode:
    """Return the plan of a request; the exit code where there is none, with the reasons among the run's findings.

    What the plan says stays true as long as `hold` is open: until then no other run may write to the folder.
    """
    diagnostics = run.collector()
    try:
        config = find_config(request, diagnostics, needs_out=True)
        check_out_folder(config.out, config.base, diagnostics)
        diagnostics.stop_on_errors()
    except Stop:
        return ExitCode.USAGE
    outputs = run.each_job(config, lambda job, found: _build(config, job, found, run, diagnostics))
    if diagnostics.findings:
        return ExitCode.USAGE
    if outputs is None:
        return run.refusal
    output = Output(folders=tuple(folder for folders in outputs for folder in folders))
    try:
        if hold:
            hold.enter_context(alone(config.out, diagnostics, partial(run.console.message, _WAITING)))
        plan = make_plan(output, config.out, diagnostics, force=force, cache=pristine_folder())
    except Stop:
        return ExitCode.USAGE
    for path, problem in broken_files(plan):
        diagnostics.report(codes.OUTPUT_BROKEN, Location(path), path=path, problem=problem)
    return ExitCode.INTERNAL if diagnostics.findings else Planned(plan=plan, diagnostics=diagnostics)


def pristine_folder() -> Path | None:
    """Return where earlier texts of generated files are remembered on this machine."""
    folder = cache_folder()
    return folder / "pristine" if folder else None


def _build(
    config: Config, job: Job, diagnostics: Diagnostics, run: Run, about_config: Diagnostics
) -> tuple[OutputFolder, ...]:
    loaded = load_checked(config, job, diagnostics, about_config)
    output = build_from(loaded, job, diagnostics)
    run.ledgers += ledgers_of(job, loaded.names)
    captured = cover_captures(loaded.api, loaded.captures)
    run.done.append(Done.of(job, loaded.api, diagnostics, folders=len(output.folders), captured=captured))
    return output.folders


def load_checked(config: Config, job: Job, diagnostics: Diagnostics, about_config: Diagnostics) -> Loaded:
    """Return the API of a job; report what the config says of parts that the description does not have."""
    loaded = with_captures(load_api(job.source, diagnostics), job.source, diagnostics)
    loaded = with_names(loaded, job, diagnostics)
    check_schemes(config, job, (scheme.name for scheme in loaded.api.security_schemes), about_config)
    return loaded
