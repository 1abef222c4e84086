"""What `specloom capture` is asked to run: a source, an environment, scenarios. Arguments and config in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from specloom.cli.request import Request, refuse
from specloom.config import Job
from specloom.config.job import CaptureSettings, Environment
from specloom.config.load import Config
from specloom.config.model import check_server
from specloom.config.suggest import did_you_mean
from specloom.diagnostics import Diagnostics, Stop
from specloom.recording.hosts import AllowList, ForbiddenHostError, is_loopback
from specloom.scenarios.model import Scenario, Workflow

__all__ = ["chosen_environment", "chosen_job", "only", "settings_of"]


def settings_of(job: Job) -> CaptureSettings:
    """Return the capture settings of a source that `chosen_job` chose."""
    assert job.source.captures is not None, "a source of a config has them"
    return job.source.captures


def chosen_job(config: Config, request: Request, diagnostics: Diagnostics, *, is_draft: bool) -> Job:
    """Return the one source to capture; raise `Stop` where there is none, or several."""
    jobs = [job for job in config.jobs if is_draft or (job.source.captures and job.source.captures.environments)]
    if len(jobs) == 1:
        return jobs[0]
    if len(jobs) > 1:
        problem = "one API is captured at a time: choose it with --source"
    elif request.spec is not None:
        problem = "where an API runs stands in the config: name the description there, and leave SPEC out"
    else:
        problem = (
            "the config names no environment: `captures: {environments: {sandbox: {server: ...}}}`, docs/capture.md"
        )
    refuse(request, diagnostics, problem)
    raise Stop


def chosen_environment(job: Job, name: str | None, request: Request, diagnostics: Diagnostics) -> Environment:
    """Return the environment that is asked for, with another server where one is named; raise `Stop` where there is none."""
    found = {each.name: each for each in settings_of(job).environments}
    if name is None and len(found) > 1:
        refuse(request, diagnostics, f"say which environment with --environment: {', '.join(found)}")
    elif name is not None and name not in found:
        refuse(request, diagnostics, f"the config has no environment {name!r}{did_you_mean(name, found)}")
    diagnostics.stop_on_errors()
    environment = found[name] if name is not None else next(iter(found.values()))
    return environment if request.server is None else _with_server(environment, request, diagnostics)


def _with_server(environment: Environment, request: Request, diagnostics: Diagnostics) -> Environment:
    """Return the environment at another address: on this machine, or on a host that it names anyway."""
    try:
        server = check_server(request.server or "")
        if not is_loopback(server):
            AllowList.of(environment).check(server)
    except (ValueError, ForbiddenHostError) as error:
        refuse(request, diagnostics, f"--server {error}")
        raise Stop from error
    if request.out is None:
        problem = (
            "what another server answers is not what the environment answers: say with --out DIR where to write it"
        )
        refuse(request, diagnostics, problem)
        raise Stop
    return replace(environment, server=server)


def only(
    scenarios: tuple[Scenario, ...],
    labels: tuple[str, ...],
    workflows: tuple[str, ...],
    request: Request,
    diagnostics: Diagnostics,
) -> tuple[Scenario, ...]:
    """Return the scenarios that are asked for, with the workflows that are; report a name that nothing has."""
    known = [scenario.label for scenario in scenarios]
    ids = [workflow.id for scenario in scenarios for workflow in scenario.workflows]
    for label in labels:
        if label not in known:
            refuse(request, diagnostics, f"the config has no scenario {label!r}{did_you_mean(label, known)}")
    for id_ in workflows:
        if id_ not in ids:
            refuse(request, diagnostics, f"no scenario has the workflow {id_!r}{did_you_mean(id_, ids)}")
    if not scenarios:
        refuse(request, diagnostics, "there is no scenario: `specloom capture --draft` writes a first one")
    chosen = (scenario for scenario in scenarios if not labels or scenario.label in labels)
    narrowed = (_only(scenario, workflows) for scenario in chosen)
    return tuple(scenario for scenario in narrowed if scenario.workflows)


def _only(scenario: Scenario, workflows: tuple[str, ...]) -> Scenario:
    if not workflows:
        return scenario
    by_id = {workflow.id: workflow for workflow in scenario.workflows}
    needed = {each for id_ in workflows if id_ in by_id for each in _needed(by_id[id_], by_id)}
    return replace(scenario, workflows=tuple(each for each in scenario.workflows if each.id in needed))


def _needed(workflow: Workflow, by_id: dict[str, Workflow]) -> Iterator[str]:
    """Yield the ids of a workflow and of all that must have run before it."""
    yield workflow.id
    for id_ in workflow.after:
        yield from _needed(by_id[id_], by_id)
