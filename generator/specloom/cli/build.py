"""What `generate` and `check` share, so that they cannot disagree: from a request to the plan for the disk."""

from __future__ import annotations

from dataclasses import dataclass

from specloom.calls.capture_coverage import cover_captures
from specloom.cli.exit_codes import ExitCode
from specloom.cli.request import Request, find_config
from specloom.cli.run import Done, Run
from specloom.config import Job
from specloom.config.load import Config, check_schemes
from specloom.diagnostics import Diagnostics, Stop
from specloom.output import Output, OutputFolder, Plan, check_out_folder, make_plan
from specloom.pipeline import Loaded, build_from, load_api, with_captures

__all__ = ["Planned", "load_checked", "plan_request"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A plan, and the collector for what happens when it is carried out."""

    plan: Plan
    diagnostics: Diagnostics


def plan_request(request: Request, run: Run, *, force: bool = False) -> Planned | ExitCode:
    """Return the plan of a request; the exit code where there is none, with the reasons among the run's findings."""
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
        plan = make_plan(output, config.out, diagnostics, force=force)
    except Stop:
        return ExitCode.USAGE
    return Planned(plan=plan, diagnostics=diagnostics)


def _build(
    config: Config, job: Job, diagnostics: Diagnostics, run: Run, about_config: Diagnostics
) -> tuple[OutputFolder, ...]:
    loaded = load_checked(config, job, diagnostics, about_config)
    output = build_from(loaded, job, diagnostics)
    captured = cover_captures(loaded.api, loaded.captures)
    run.done.append(Done.of(job, loaded.api, diagnostics, folders=len(output.folders), captured=captured))
    return output.folders


def load_checked(config: Config, job: Job, diagnostics: Diagnostics, about_config: Diagnostics) -> Loaded:
    """Return the API of a job; report what the config says of parts that the description does not have."""
    loaded = with_captures(load_api(job.source, diagnostics), job.source, diagnostics)
    check_schemes(config, job, (scheme.name for scheme in loaded.api.security_schemes), about_config)
    return loaded
