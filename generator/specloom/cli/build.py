"""What `generate` and `check` share, so that they cannot disagree: from a request to the plan for the disk."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from specloom.cli.exit_codes import ExitCode
from specloom.cli.make import Maker, load_all
from specloom.cli.request import Request, find_config
from specloom.cli.run import Done, Run
from specloom.config import Job
from specloom.config.load import Config, check_schemes
from specloom.diagnostics import Diagnostics, Location, Stop, codes
from specloom.output import Output, OutputFolder, Plan, alone, broken_files, check_out_folder, make_plan
from specloom.pipeline import Loaded
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
    maker = Maker(run, None) if request.no_cache else Maker(run)
    outputs = run.each_job(config, lambda job, found: _build(config, job, found, maker, diagnostics))
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
    config: Config, job: Job, diagnostics: Diagnostics, maker: Maker, about_config: Diagnostics
) -> tuple[OutputFolder, ...]:
    made = maker.make(job, diagnostics)
    check_schemes(config, job, made.schemes, about_config)
    maker.run.ledgers += made.names
    maker.run.done.append(
        Done(
            name=job.source.name or job.source.label,
            ledger=made.ledger,
            excluded=made.excluded,
            root=made.root,
            diagnostics=diagnostics,
            folders=len(made.folders),
            captured=made.captured,
            minimum=job.source.captures.minimum if job.source.captures else 0,
        )
    )
    return made.folders


def load_checked(config: Config, job: Job, diagnostics: Diagnostics, about_config: Diagnostics) -> Loaded:
    """Return the API of a job; report what the config says of parts that the description does not have."""
    loaded = load_all(job, diagnostics)
    check_schemes(config, job, (scheme.name for scheme in loaded.api.security_schemes), about_config)
    return loaded
