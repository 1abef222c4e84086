"""`specloom templates record`: the contracts of the templates of another package's target, written beside them."""

from __future__ import annotations

from specloom.cli.exit_codes import ExitCode
from specloom.cli.run import Run
from specloom.contracts.derive import Templates
from specloom.contracts.history import CONTRACTS, read_history
from specloom.diagnostics import Stop, codes
from specloom.plugins import answered_for, check_templates
from specloom.render import Renderer
from specloom.targets.registry import TARGETS, TargetError, installed, package_of

__all__ = ["record_contracts"]


def record_contracts(target: str, run: Run, *, only_compare: bool = False) -> ExitCode:
    """Write `contracts.json` of a target: what is new, or has another form, gets a new version.

    With `only_compare` nothing is written, and the verdict is drift where something would be.
    """
    diagnostics = run.collector()
    problem = "" if target in installed() else f"no other package has a target {target!r}"
    if target in TARGETS:
        problem = f"{target} is a target of specloom itself, whose tests record its contracts"
    try:
        package = None if problem else package_of(target)
    except TargetError as error:
        package, problem = None, str(error)
    if package is None:
        diagnostics.report(codes.USAGE, None, problem=problem, command="specloom templates record")
        run.show_errors()
        return ExitCode.USAGE
    renderer, before = Renderer(packaged={target: package.templates}), read_history([package.templates])
    templates = Templates(renderer, (target,))
    try:
        check_templates(target, renderer, diagnostics)
        with answered_for(target, diagnostics):
            after = before.with_contracts({name: templates.contract(name) for name in templates.names})
    except Stop:
        run.show_errors()
        return ExitCode.USAGE
    for name in templates.names:
        run.console.message(f"{name}  contract {after.version(name)}")
    if after.versions == before.versions:
        return ExitCode.OK
    if only_compare:
        run.console.message(f"{CONTRACTS} is not up to date: specloom templates record {target}")
        return ExitCode.DRIFT
    (package.templates / CONTRACTS).write_text(after.text(), encoding="utf-8", newline="\n")
    return ExitCode.OK
