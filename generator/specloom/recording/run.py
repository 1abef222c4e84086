"""The run: a plan in, a summary out. What it makes on the server it takes away again, whatever happens."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack

from specloom.recording.attempt import Sending
from specloom.recording.cleanup import Cleaner
from specloom.recording.credentials import Keyring
from specloom.recording.doubt import Search
from specloom.recording.history import History, Ledger
from specloom.recording.hosts import AllowList
from specloom.recording.interrupts import Interrupts
from specloom.recording.journal import Journal, JournalError, read_journal
from specloom.recording.keep import Keeper
from specloom.recording.marker import Marker, new_run
from specloom.recording.masks import Masks
from specloom.recording.model import Leftover, Mode, Plan, RefusedError, Summary
from specloom.recording.pace import Limiter
from specloom.recording.requests import RequestMaker
from specloom.recording.scenario_run import ScenarioRun
from specloom.recording.send import Sender
from specloom.recording.stage import Stage
from specloom.recording.state import journal_file
from specloom.recording.tokens import TokenError, get_tokens
from specloom.scenarios.model import Scenario

__all__ = ["forget", "record"]


def record(plan: Plan) -> Summary:
    """Run what the plan says; raises `RefusedError` where nothing may be sent."""
    keyring = Keyring.of(plan.api, plan.variables)
    masks = Masks(keyring.environment)
    file = journal_file(plan.folder, plan.environment.name, plan.environment.server)
    journal = Journal(file=file, masks=masks)
    summary = Summary()
    try:
        journal.open()
        history = History.told(read_journal(file, masks))
    except JournalError as error:
        raise RefusedError(f"the journal {file} cannot be used: {error}") from error
    try:
        _check(plan, history)
        _run(plan, Ledger(journal, history), keyring, summary)
    finally:
        is_needed = bool(history.run) and not _is_over(plan, history)
        summary.journal = file if is_needed and (summary.leftovers or summary.is_interrupted) else None
        journal.close(keep=is_needed)
    return summary


def forget(plan: Plan) -> list[Leftover]:
    """Drop the journal of a run that was cut off; return what it may have left, which is for its user to take away.

    Raises `RefusedError` where it is in use.
    """
    masks = Masks(Keyring.of(plan.api, plan.variables).environment)
    file = journal_file(plan.folder, plan.environment.name, plan.environment.server)
    journal = Journal(file=file, masks=masks)
    try:
        journal.open()
        history = History.told(read_journal(file, masks))
    except JournalError as error:
        raise RefusedError(f"the journal {file} cannot be used: {error}") from error
    journal.close(keep=False)
    return list(_leftovers(plan, history))


def _check(plan: Plan, history: History) -> None:
    """Raise `RefusedError` where what a run before left has to be seen to first."""
    if plan.mode is Mode.RUN and any(_leftovers(plan, history)):
        raise RefusedError(
            "a run before was cut off, and may have left something: `--resume` goes on, `--cleanup` tidies, `--forget` drops it"
        )
    if plan.mode is Mode.RESUME:
        for label, known in history.scenarios.items():
            if not known.is_finished and known.begun and history.hashes.get(label) != plan.hashes.get(label):
                raise RefusedError(
                    f"{label} has changed since the run that is to be resumed: `--cleanup`, then begin anew"
                )


def _run(plan: Plan, ledger: Ledger, keyring: Keyring, summary: Summary) -> None:
    """Do what the plan says; what came of it is in the summary, after a second ctrl-c as well."""
    if plan.mode is not Mode.CLEAN_UP and not (plan.mode is Mode.RESUME and ledger.history.run):
        ledger.begin(new_run(), plan.hashes)
    summary.run = ledger.history.run
    environment = plan.environment
    limiter = Limiter(per_second=environment.requests_per_second, most=plan.max_requests or environment.max_requests)
    sender = Sender(allowed=AllowList.of(environment), limiter=limiter, timeout=environment.timeout)
    with ExitStack() as stack:
        interrupts = stack.enter_context(Interrupts(lambda line: print(line, file=sys.stderr)))
        stack.enter_context(sender)
        stack.callback(lambda: setattr(summary, "requests", limiter.sent))
        _get_tokens(plan, keyring, sender)
        stage = _stage(plan, ledger, keyring, sender, interrupts, summary)
        try:
            _scenarios(stage)
        except KeyboardInterrupt:
            summary.is_interrupted = True


def _stage(
    plan: Plan, ledger: Ledger, keyring: Keyring, sender: Sender, interrupts: Interrupts, summary: Summary
) -> Stage:
    marker = Marker(prefix=plan.settings.prefix, run=ledger.history.run)
    maker = RequestMaker(keyring=keyring, schemas=plan.api.schemas)
    sending = Sending(sender=sender, keyring=keyring)
    return Stage(
        plan=plan,
        ledger=ledger,
        marker=marker,
        maker=maker,
        sending=sending,
        search=Search(api=plan.api, maker=maker, sending=sending),
        keeper=Keeper(plan=plan, marker=marker, secrets=keyring.values, captured=ledger.history.captured),
        interrupts=interrupts,
        summary=summary,
    )


def _get_tokens(plan: Plan, keyring: Keyring, sender: Sender) -> None:
    scenarios = plan.scenarios if plan.mode is Mode.CLEAN_UP else plan.wanted
    operations = [step.operation for scenario in scenarios for each in scenario.workflows for step in each.steps]
    try:
        keyring.tokens.update(get_tokens(keyring.exchanges(operations), sender))
    except TokenError as error:
        raise RefusedError(str(error)) from error


def _scenarios(stage: Stage) -> None:
    """Run or clean up one scenario after the other."""
    plan, history = stage.plan, stage.ledger.history
    if plan.mode is Mode.CLEAN_UP:
        for scenario in plan.scenarios:
            if history.of(scenario.label).made:
                Cleaner(stage=stage, scenario=scenario).clean(is_told=True)
        stage.summary.leftovers.extend(_orphans(plan.scenarios, history))
        return
    for scenario in plan.wanted:
        if not history.of(scenario.label).is_finished:
            ScenarioRun(stage=stage, scenario=scenario).run()
        if stage.interrupts.count:
            stage.summary.is_interrupted = True
            return


def _is_over(plan: Plan, history: History) -> bool:
    """Return whether a journal is of no more use: all that was wanted is finished, and nothing is left."""
    if any(_leftovers(plan, history)):
        return False
    return plan.mode is Mode.CLEAN_UP or all(history.of(scenario.label).is_finished for scenario in plan.wanted)


def _leftovers(plan: Plan, history: History) -> Iterator[Leftover]:
    """Yield what may be left on the server."""
    for scenario in plan.scenarios:
        made = set(history.of(scenario.label).made)
        for workflow in scenario.workflows:
            for step in workflow.steps:
                if step.cleans and (workflow.id, step.cleans) in made:
                    yield _leftover(scenario.label, (workflow.id, step.cleans), "")
    yield from _orphans(plan.scenarios, history)


def _orphans(scenarios: Iterable[Scenario], history: History) -> Iterator[Leftover]:
    """Yield what scenarios made that the config does not name any more: nothing says how to take that away."""
    known = {scenario.label for scenario in scenarios}
    for label, past in history.scenarios.items():
        for key in past.made if label not in known else ():
            yield _leftover(label, key, "the config does not name its scenario any more")


def _leftover(label: str, key: tuple[str, str], reason: str) -> Leftover:
    return Leftover(scenario=label, workflow=key[0], step=key[1], operation="", reason=reason)
