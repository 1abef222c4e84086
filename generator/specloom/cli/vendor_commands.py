"""The commands of `specloom vendor`: arguments in; what they do stands in `cli/vendor.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from specloom.cli.arguments import examples, how
from specloom.cli.exit_codes import ExitCode
from specloom.cli.guard import execute

if TYPE_CHECKING:
    from specloom.cli.run import Run

__all__ = ["vendor"]

_dry_run = click.option("--dry-run", is_flag=True, help="Write nothing; tell what would change.")
_force = click.option("--force", is_flag=True, help="Replace files that were edited, or are in the way.")
_folders = click.argument("folders", metavar="[FOLDER]...", nargs=-1)


@click.group(
    no_args_is_help=False,
    epilog=examples(
        "specloom vendor add git+https://git.example.com/apis@v1#generated/shop/python --into third_party/shop",
        "specloom vendor verify                 in CI: is the copy what was copied? No network, no git",
        "specloom vendor status --exit-code     in CI: has the source moved on?",
        "specloom vendor update --dry-run       what an update would bring, breaking changes first",
        "specloom vendor update",
    ),
)
def vendor() -> None:
    """Copies of generated folders of other repositories: pinned, proved, brought up to date.

    specloom.vendor.yaml in the current folder says what is copied and from where. A copy is proved without specloom, too:
    `sha256sum -c .specloom/SHA256SUMS` in its folder. Nothing of a source is ever run.
    """


@vendor.command(
    epilog=examples(
        "specloom vendor add git+https://git.example.com/apis@main#generated/shop/python --into third_party/shop",
        "specloom vendor add git@git.example.com:team/apis.git --ref v2 --path generated/shop/python --into third_party/shop",
        "specloom vendor add ../apis/generated/shop/python --into third_party/shop --only-used --uses src",
    )
)
@click.argument("source")
@click.option("--into", required=True, metavar="DIR", help="The folder for the copy, below the current one.")
@click.option("--ref", metavar="NAME", help="A branch, a tag or a commit. Default: what is checked out there.")
@click.option("--path", metavar="DIR", help="The generated folder inside the repository.")
@click.option("--only-used", is_flag=True, help="Leave out the operations and models that no code here can reach.")
@click.option(
    "--uses", multiple=True, metavar="DIR", help="Code that uses it is only here. Default: the current folder."
)
@click.option("--also", multiple=True, metavar="NAME", help="Keep this operation besides: pets.list_pets.")
@click.option("--keep", multiple=True, metavar="GLOB", help="Files in the copy that are yours: never touched.")
@_dry_run
@_force
@how
def add(*, is_json: bool, quiet: bool, **given: Any) -> ExitCode:
    """Copy a generated folder into this repository, and pin where it came from.

    SOURCE is an address of git (`git+https://host/repo@ref#folder`), a path of a repository, or a generated folder on this
    machine. The licence of the source is copied beside the files, and its origin recorded in ORIGIN.txt.
    """

    def work(run: Run) -> ExitCode:
        from specloom.cli.vendor import AddRequest, add

        return add(AddRequest(**given), run)

    return execute(work, is_json=is_json, quiet=quiet)


@vendor.command(
    epilog=examples(
        "specloom vendor update --dry-run",
        "specloom vendor update third_party/shop --ref v3",
        "specloom vendor update --dry-run --descriptions build     then: specloom diff build/old/... build/new/...",
    )
)
@_folders
@click.option("--ref", metavar="NAME", help="Another branch, tag or commit from now on; for one folder.")
@click.option("--descriptions", metavar="DIR", help="Write the old and the new description into DIR/old and DIR/new.")
@_dry_run
@_force
@how
def update(*, is_json: bool, quiet: bool, **given: Any) -> ExitCode:
    """Bring copies to what their source is now, and say what that means for the code that uses them.

    Prints the plan: which operations and models are new, changed or gone, with the place in your code that uses them. A
    file that was edited here stops it (exit code 4): nothing is lost unasked.
    """

    def work(run: Run) -> ExitCode:
        from specloom.cli.vendor import UpdateRequest, update

        return update(UpdateRequest(**given), run)

    return execute(work, is_json=is_json, quiet=quiet)


@vendor.command(
    epilog=examples(
        "specloom vendor verify",
        "specloom vendor verify --script > tools/verify_vendored.py     a program that needs nothing but Python",
        "python -I tools/verify_vendored.py                            in CI, without specloom",
    )
)
@_folders
@click.option("--script", is_flag=True, help="Print a program that does the same with Python alone.")
@how
def verify(*, folders: tuple[str, ...], script: bool, is_json: bool, quiet: bool) -> ExitCode:
    """Prove that copies are what was copied: no file edited, missing or added. Asks no network.

    Exit code 3 names each file that differs. Line ends alone are no difference, files of `keep` are yours.
    """

    def work(run: Run) -> ExitCode:
        from specloom.cli.vendor_proof import print_script, verify

        return print_script(run) if script else verify(folders, run)

    return execute(work, is_json=is_json, quiet=quiet)


@vendor.command(
    epilog=examples("specloom vendor status", "specloom vendor status --exit-code", "specloom vendor status --offline")
)
@_folders
@click.option("--offline", is_flag=True, help="Do not ask the sources.")
@click.option("--exit-code", is_flag=True, help="End with 3 where a copy differs, or its source has moved on.")
@how
def status(*, folders: tuple[str, ...], offline: bool, exit_code: bool, is_json: bool, quiet: bool) -> ExitCode:
    """Tell what is vendored, from where, under which terms, and whether its source has moved on."""

    def work(run: Run) -> ExitCode:
        from specloom.cli.vendor_proof import status

        return status(folders, run, is_offline=offline, sets_code=exit_code)

    return execute(work, is_json=is_json, quiet=quiet)
