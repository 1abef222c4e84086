"""The commands of `specloom templates`: arguments in; what they do stands in `cli/templates.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from specloom.cli.arguments import examples, how, options
from specloom.cli.exit_codes import ExitCode
from specloom.cli.guard import execute

if TYPE_CHECKING:
    from specloom.cli.run import Run

__all__ = ["templates"]

_config = options(
    click.option("--config", metavar="FILE", help="The config. Default: $SPECLOOM_CONFIG, else specloom.yaml here."),
    click.option(
        "--set", "settings", multiple=True, metavar="KEY=VALUE", help="Another value in the config: templates=own."
    ),
)


@click.group(
    no_args_is_help=False,
    epilog=examples(
        "specloom templates list",
        "specloom templates show docs/operation.md.jinja      what it is given",
        "specloom templates eject docs/operation.md.jinja     a copy to be changed",
        "specloom templates check                             do the own ones still fit?",
    ),
)
def templates() -> None:
    """Templates of your own, in place of ours: docs/templates.md.

    `templates` in the config names their folder. What a template is given is its contract, which has a version: an own template
    that was made for an older one is told, with the difference.
    """


@templates.command("list", epilog=examples("specloom templates list", "specloom templates list --json"))
@_config
@how
def list_(*, config: str | None, settings: tuple[str, ...], is_json: bool, quiet: bool) -> ExitCode:
    """Print the templates, the versions of their contracts, and which of them are replaced."""

    def work(run: Run) -> ExitCode:
        from specloom.cli.request import Request
        from specloom.cli.templates import list_templates

        return list_templates(Request(command="templates list", config=config, settings=settings), run)

    return execute(work, command="templates list", is_json=is_json, quiet=quiet)


@templates.command(epilog=examples("specloom templates show docs/operation.md.jinja"))
@click.argument("name")
@_config
@how
def show(*, name: str, config: str | None, settings: tuple[str, ...], is_json: bool, quiet: bool) -> ExitCode:
    """Print the contract of a template: what it is given, with every type that this leads to."""

    def work(run: Run) -> ExitCode:
        from specloom.cli.request import Request
        from specloom.cli.templates import show_template

        return show_template(name, Request(command="templates show", config=config, settings=settings), run)

    return execute(work, command="templates show", is_json=is_json, quiet=quiet)


@templates.command(epilog=examples("specloom templates eject docs/operation.md.jinja docs/parameters.jinja"))
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@_config
@click.option("--dry-run", is_flag=True, help="Write nothing; tell what would be written.")
@click.option("--force", is_flag=True, help="Replace own templates that are there already.")
@how
def eject(
    *,
    names: tuple[str, ...],
    config: str | None,
    settings: tuple[str, ...],
    dry_run: bool,
    force: bool,
    is_json: bool,
    quiet: bool,
) -> ExitCode:
    """Copy templates into the folder of own ones, to be changed there.

    The first line of a copy states what it was made from, and `.upstream/` keeps that text for later comparisons.
    """

    def work(run: Run) -> ExitCode:
        from specloom.cli.request import Request
        from specloom.cli.templates import eject

        request = Request(command="templates eject", config=config, settings=settings)
        return eject(names, request, run, force=force, dry_run=dry_run)

    return execute(work, command="templates eject", is_json=is_json, quiet=quiet)


@templates.command(epilog=examples("specloom templates accept docs/operation.md.jinja"))
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@_config
@how
def accept(
    *, names: tuple[str, ...], config: str | None, settings: tuple[str, ...], is_json: bool, quiet: bool
) -> ExitCode:
    """Note in the first line of own templates that they are for the contracts and the texts of now."""

    def work(run: Run) -> ExitCode:
        from specloom.cli.request import Request
        from specloom.cli.templates import accept

        return accept(names, Request(command="templates accept", config=config, settings=settings), run)

    return execute(work, command="templates accept", is_json=is_json, quiet=quiet)


@templates.command(epilog=examples("specloom templates check", "specloom templates check --json --no-diff"))
@_config
@click.option("--diff", type=click.IntRange(min=0), default=200, show_default=True, help="So many lines of each diff.")
@click.option("--no-diff", "diff", flag_value=0, help="No diffs.")
@how
def check(*, config: str | None, settings: tuple[str, ...], diff: int, is_json: bool, quiet: bool) -> ExitCode:
    """Tell whether own templates fit the contracts, and what of ours has changed since they were made.

    Exit code 3 where one was made for another contract, asks for what is not there, or cannot be compiled.
    """

    def work(run: Run) -> ExitCode:
        from specloom.cli.request import Request
        from specloom.cli.templates_check import check_templates

        request = Request(command="templates check", config=config, settings=settings)
        return check_templates(request, run, lines=diff)

    return execute(work, command="templates check", is_json=is_json, quiet=quiet)


@templates.command(epilog=examples("specloom templates record csv", "specloom templates record csv --check"))
@click.argument("target")
@click.option(
    "--check", "only_compare", is_flag=True, help="Write nothing; end with 3 where something would be written."
)
@how
def record(*, target: str, only_compare: bool, is_json: bool, quiet: bool) -> ExitCode:
    """Write the versions of the contracts of another package's target, in the folder of its templates.

    For those who make such a package (docs/targets.md).
    """

    def work(run: Run) -> ExitCode:
        from specloom.cli.templates_record import record_contracts

        return record_contracts(target, run, only_compare=only_compare)

    return execute(work, command="templates record", is_json=is_json, quiet=quiet)
