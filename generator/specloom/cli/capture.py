"""`specloom capture`: run scenarios against an environment, and keep what came back."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from specloom.calls.prepare import prepare_calls
from specloom.cli.capture_plan import chosen_environment, chosen_job, only, settings_of
from specloom.cli.capture_report import as_json, report, sums, table
from specloom.cli.capture_truth import judge, propose_into
from specloom.cli.exit_codes import ExitCode
from specloom.cli.request import Request, find_config, refuse
from specloom.cli.run import Done, Run
from specloom.config import Job
from specloom.config.job import Environment
from specloom.diagnostics import Diagnostics, Stop, codes
from specloom.diagnostics.frame import harmless
from specloom.ir.api import Api
from specloom.pipeline import Loaded, load_api
from specloom.recording.model import Mode, Plan, RefusedError, StepResult, Summary
from specloom.recording.preflight import problems
from specloom.recording.preview import previews, shown_lines
from specloom.recording.safety import unsafe_steps
from specloom.scenarios.draft import draft
from specloom.scenarios.model import Scenario
from specloom.scenarios.read import read_scenarios

__all__ = ["CaptureOptions", "capture"]

_NEEDED = "httpx2"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureOptions:
    """What to capture, and how."""

    environment: str | None = None
    scenarios: tuple[str, ...] = ()
    """None named: all of the config's."""
    workflows: tuple[str, ...] = ()
    dry_run: bool = False
    production: bool = False
    yes: bool = False
    resume: bool = False
    cleanup: bool = False
    forget: bool = False
    draft: bool = False
    propose_overlay: str | None = None
    max_requests: int | None = None

    @classmethod
    def names(cls) -> Iterator[str]:
        """Yield the names of all of them."""
        return (field.name for field in dataclasses.fields(cls))

    @property
    def mode(self) -> Mode:
        """What is to be done."""
        if self.cleanup:
            return Mode.CLEAN_UP
        return Mode.RESUME if self.resume else Mode.RUN


def capture(request: Request, run: Run, options: CaptureOptions) -> ExitCode:
    """Run the scenarios of one source; what failed, and what is left on the server, are findings."""
    diagnostics = run.collector()
    try:
        job, environment, base = _choose(request, options, diagnostics)
        found = run.collector(job)
        try:
            loaded = load_api(job.source, found)
        except Stop:
            run.show_errors()
            return run.refusal
        run.done.append(Done.of(job, loaded.api, found))
        return _do(_Work(request, run, options, job, environment, base, loaded, found))
    except Stop:
        run.show_errors()
        return ExitCode.USAGE


@dataclass(frozen=True, slots=True)
class _Work:
    """A command whose arguments are understood."""

    request: Request
    run: Run
    options: CaptureOptions
    job: Job
    environment: Environment | None
    """None where nothing is sent anywhere."""
    base: Path
    """Of the config."""
    loaded: Loaded
    diagnostics: Diagnostics

    @property
    def api(self) -> Api:
        """What the description describes."""
        return self.loaded.api

    @property
    def folder(self) -> Path:
        """Where captures are."""
        return Path(self.request.out) if self.request.out else settings_of(self.job).folder


def _choose(
    request: Request, options: CaptureOptions, diagnostics: Diagnostics
) -> tuple[Job, Environment | None, Path]:
    """Return the source and the environment that are asked for; raise `Stop` where that cannot be told."""
    if options.resume + options.cleanup + options.forget + options.draft + options.dry_run > 1:
        refuse(request, diagnostics, "--resume, --cleanup, --forget, --draft and --dry-run exclude one another")
    config = find_config(replace(request, out=None, server=None), diagnostics, needs_out=False)
    job = chosen_job(config, request, diagnostics, is_draft=options.draft)
    if options.draft or (options.propose_overlay is not None and options.environment is None):
        return job, None, config.base
    environment = chosen_environment(job, options.environment, request, diagnostics)
    if environment.is_production and not options.production:
        refuse(
            request,
            diagnostics,
            f"{environment.name!r} is production: people live with what is done there. Add --production",
        )
    if find_spec(_NEEDED) is None:
        refuse(request, diagnostics, "capturing needs one more package: pip install 'specloom[capture]'")
    diagnostics.stop_on_errors()
    return replace(job, source=replace(job.source, server=environment.server)), environment, config.base


def _do(work: _Work) -> ExitCode:
    """Draft, preview, record or propose."""
    if work.options.draft:
        work.run.console.excerpt(draft(work.api, prepare_calls(work.api, Diagnostics())))
        return ExitCode.OK
    code = ExitCode.OK
    if work.environment is not None:
        plan = _plan(work, work.environment)
        if work.options.dry_run:
            _show(plan, work)
            return ExitCode.OK
        if work.options.forget:
            return _forget(plan, work)
        code = _record(plan, work)
        if not work.options.cleanup:  # which captures nothing
            judge(work.folder, work.loaded, work.run.collector(work.job), work.run.console)
    if work.options.propose_overlay is not None:
        _propose(work, Path(work.options.propose_overlay))
    work.run.show_errors()
    return code


def _plan(work: _Work, environment: Environment) -> Plan:
    """Return what is to be run; raise `Stop` where it may not be."""
    settings = settings_of(work.job)
    scenarios = read_scenarios(settings, work.base, work.api, work.diagnostics)
    work.diagnostics.stop_on_errors()
    wanted = only(scenarios, work.options.scenarios, work.options.workflows, work.request, work.diagnostics)
    for scenario in wanted:
        _report_unsafe(scenario, work.diagnostics)
    plan = Plan(
        api=work.api,
        settings=settings,
        environment=environment,
        scenarios=scenarios,
        wanted=wanted,
        hashes={each.label: hashlib.sha256((work.base / each.label).read_bytes()).hexdigest() for each in scenarios},
        variables=os.environ,
        folder=work.folder,
        mode=work.options.mode,
        max_requests=work.options.max_requests,
        told=lambda result: work.run.console.message(harmless(_line(result))),
    )
    for problem in () if work.options.dry_run else problems(plan):
        refuse(work.request, work.diagnostics, problem)
    work.diagnostics.stop_on_errors()
    return plan


def _report_unsafe(scenario: Scenario, diagnostics: Diagnostics) -> None:
    for workflow, step, problem in unsafe_steps(scenario):
        diagnostics.report(codes.SCENARIO_UNSAFE, step.origin, step=step.id, workflow=workflow.id, problem=problem)


def _line(result: StepResult) -> str:
    status = "" if result.status is None else f"  {result.status}"
    return f"{result.workflow}/{result.step}  {result.outcome}{status}  {result.file or result.reason}".rstrip()


def _show(plan: Plan, work: _Work) -> None:
    """Print the requests of a run; each in a paragraph."""
    shown = list(previews(plan))
    for preview in shown:
        work.run.console.excerpt("\n".join((*shown_lines(preview), "", "")))
    work.run.console.message(f"{len(shown)} requests; nothing was sent")


def _record(plan: Plan, work: _Work) -> ExitCode:
    from specloom.recording.run import record  # what it needs is an extra

    _confirm(plan.environment, work)
    try:
        summary = record(plan)
    except RefusedError as error:
        refuse(work.request, work.diagnostics, str(error))
        raise Stop from error
    _tell(summary, plan, work.run)
    report(summary, plan, work.diagnostics)
    if summary.is_interrupted and not summary.leftovers:
        return ExitCode.INTERRUPTED
    if summary.is_well:
        return ExitCode.OK
    work.run.details["verdict"] = "capture-failed"
    return ExitCode.SNIPPET_FAILED


def _forget(plan: Plan, work: _Work) -> ExitCode:
    """Drop the journal, and name what it knew: nobody else will."""
    from specloom.recording.run import forget

    try:
        left = forget(plan)
    except RefusedError as error:
        refuse(work.request, work.diagnostics, str(error))
        raise Stop from error
    operations = {step.id: step.operation.id for each in plan.scenarios for one in each.workflows for step in one.steps}
    for each in left:
        work.run.console.message(
            harmless(f"forgotten: {each.workflow}/{each.step} {operations.get(each.step, '')}".rstrip())
        )
    if not left:
        work.run.console.message("there was nothing to forget")
    return ExitCode.OK


def _confirm(environment: Environment, work: _Work) -> None:
    """Ask before anything is done to production; raise `Stop` where nobody says yes."""
    if not environment.is_production or work.options.yes:
        return
    problem = "production is only asked after a confirmation: nobody is there to give it, and --yes was not given"
    if sys.stdin.isatty():
        print(f"This sends requests to production, {environment.server}.", file=sys.stderr)
        print(f"Type {environment.name} to go on: ", end="", file=sys.stderr, flush=True)
        if sys.stdin.readline().strip() == environment.name:
            return
        problem = "production was not confirmed"
    refuse(work.request, work.diagnostics, problem)
    raise Stop


def _tell(summary: Summary, plan: Plan, run: Run) -> None:
    if not run.is_json and not run.console.quiet:
        run.console.excerpt(table(summary))
    for line in sums(summary, plan):
        run.console.message(harmless(line))
    run.details.setdefault("capture", []).append(as_json(summary, plan))


def _propose(work: _Work, file: Path) -> None:
    try:
        propose_into(file, work.folder, work.loaded, work.diagnostics, work.run.console)
    except OSError as error:
        refuse(work.request, work.diagnostics, f"{file.as_posix()} cannot be written: {error.strerror or error}")
        raise Stop from error
