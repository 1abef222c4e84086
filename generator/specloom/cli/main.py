"""The command line: arguments in, an exit code out. What a command does stands in the module of its name.

Those modules are imported when their command runs, so that `specloom --help` stays quick.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from specloom import __version__
from specloom.cli.exit_codes import ExitCode
from specloom.cli.guard import execute, guarded

if TYPE_CHECKING:
    from specloom.cli.run import Run

__all__ = ["cli", "main"]

Command = TypeVar("Command", bound=Callable[..., Any])

_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def main(argv: list[str]) -> int:
    """Run one command and return the exit code of the process (docs/exit-codes.md); never raises."""
    return guarded(cli, argv)


def _examples(*lines: str) -> str:
    """Return an epilog that click leaves as it is."""
    return "\n\n".join(
        ["\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines), "Exit codes: docs/exit-codes.md."]
    )


def _options(*decorators: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Return one decorator that adds several arguments, in this order."""

    def decorate(command: Command) -> Command:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return decorate


_choices = _options(
    click.option("--config", metavar="FILE", help="The config. Default: specloom.yaml in the current folder."),
    click.option("--source", "sources", multiple=True, metavar="NAME", help="Only this source of the config."),
    click.option(
        "--target", "targets", multiple=True, metavar="NAME", help="Only this target: docs, python, snippets."
    ),
    click.option("--root", metavar="DIR", help="References stay in this folder. Default: the description's own."),
    click.option(
        "--overlay", "overlays", multiple=True, metavar="FILE", help="Apply this overlay, after the config's."
    ),
    click.option("--only", multiple=True, metavar="WORD", help="Only tag:NAME, path:PATTERN, op:ID, method:NAME."),
    click.option("--without", multiple=True, metavar="WORD", help="Without tag:NAME, path:PATTERN, op:ID, deprecated."),
    click.option("--server", metavar="URL", help="Another base URL in clients, snippets and pages."),
    click.option("--strict", is_flag=True, help="Let warnings count as errors, and whatever is degraded or left out."),
    click.option("--lenient", is_flag=True, help="Leave out what cannot be understood, and go on."),
)
_what = _options(click.argument("spec", required=False), _choices)
_how = _options(
    click.option("--json", "is_json", is_flag=True, help="Print one JSON object, after failures as well."),
    click.option("--quiet", is_flag=True, help="Say nothing but what is wrong."),
)


@click.group(
    context_settings=_SETTINGS,
    epilog=_examples(
        "specloom init openapi.yaml                     write a first specloom.yaml",
        "specloom generate                              do what specloom.yaml says",
        "specloom generate openapi.yaml --out build     without a config: every target, in build/<target>/",
        "specloom check                                 in CI: is the committed output up to date?",
    ),
)
@click.version_option(__version__, prog_name="specloom", message="%(prog)s %(version)s")
def cli() -> None:
    """Typed clients, docs pages and runnable snippets from one OpenAPI description."""


@cli.command(
    epilog=_examples(
        "specloom generate",
        "specloom generate --target docs --source clockify",
        "specloom generate openapi.yaml --out build --server http://127.0.0.1:8080",
    )
)
@_what
@click.option("--out", metavar="DIR", help="Where to write. Default: what the config says.")
@click.option("--dry-run", is_flag=True, help="Write nothing; tell what would change.")
@click.option("--force", is_flag=True, help="Replace files that were edited by hand or are in the way.")
@_how
def generate(*, dry_run: bool, force: bool, is_json: bool, quiet: bool, **request: Any) -> ExitCode:
    """Generate everything, and write what changed.

    SPEC is a description to work on without a config; it needs --out. All files are made first and then written as a
    whole or not at all. A file that was edited by hand stops it.
    """

    def work(run: Run) -> ExitCode:
        from specloom.cli.generate import generate
        from specloom.cli.request import Request

        return generate(Request(command="generate", **request), run, dry_run=dry_run, force=force)

    return execute(work, is_json=is_json, quiet=quiet)


@cli.command(epilog=_examples("specloom check", "specloom check --json > report.json"))
@_what
@click.option("--out", metavar="DIR", help="Where the output is. Default: what the config says.")
@click.option("--ledger", metavar="FILE", help="Coverage must not be worse than in this coverage.json.")
@_how
def check(*, ledger: str | None, is_json: bool, quiet: bool, **request: Any) -> ExitCode:
    """Tell whether the generated files are up to date, and whether coverage got worse.

    Takes the arguments of `generate`, changes nothing, and prints a unified diff and the command that repairs it.
    """

    def work(run: Run) -> ExitCode:
        from specloom.cli.check import check
        from specloom.cli.request import Request

        return check(Request(command="check", **request), run, ledger=ledger)

    return execute(work, is_json=is_json, quiet=quiet)


@cli.command(
    epilog=_examples(
        "specloom site openapi.yaml --serve",
        "specloom site --source clockify --out public",
        "specloom site --docs generated/clockify/docs",
    )
)
@_what
@click.option("--out", metavar="DIR", help="Where to write. Default: site.")
@click.option("--docs", metavar="DIR", help="Pages that `generate` wrote, in place of a description.")
@click.option("--serve", is_flag=True, help="Show the site on this machine, until Ctrl-C.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="For --serve.")
@click.option("--force", is_flag=True, help="Replace files that were edited by hand or are in the way.")
@_how
def site(
    *, docs: str | None, serve: bool, port: int, force: bool, is_json: bool, quiet: bool, **request: Any
) -> ExitCode:
    """Build a static site of the docs pages.

    It has a search, works from any folder of a web server and from the disk, and asks nothing of other hosts. Needs
    specloom[site].
    """

    def work(run: Run) -> ExitCode:
        from specloom.cli.request import Request
        from specloom.cli.site import SiteRequest, make_site

        asked = Request(command="site", **request)
        return make_site(SiteRequest(request=asked, docs=docs, force=force, port=port if serve else None), run)

    return execute(work, is_json=is_json, quiet=quiet)


@cli.command(
    epilog=_examples(
        "specloom lint openapi.yaml",
        "specloom lint specs/*.yaml --strict",
        "specloom lint --format sarif > specloom.sarif",
    )
)
@click.argument("specs", metavar="[SPEC]...", nargs=-1)
@_choices
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    help="SARIF 2.1.0 is for code scanning, github for annotations in GitHub Actions.",
)
@click.option("--all", "show_all", is_flag=True, help="Show every note and warning on a terminal, too.")
@click.option("--quiet", is_flag=True, help="Do not print the sum.")
def lint(*, specs: tuple[str, ...], form: str, show_all: bool, quiet: bool, **request: Any) -> ExitCode:
    """Print everything there is to say about descriptions.

    Nothing is written. Exit code 5 says that there are errors; with --strict, warnings are errors.
    """

    def work(run: Run) -> ExitCode:
        from specloom.cli.lint import Form, lint
        from specloom.cli.request import Request

        requests = [Request(command="lint", spec=spec, **request) for spec in specs or (None,)]
        return lint(requests, run, form=Form(form), show_all=show_all)

    return execute(work, is_json=form == "json", quiet=quiet)


@cli.command(epilog=_examples("specloom inspect openapi.yaml", "specloom inspect --operation createInvoice"))
@_what
@click.option("--operation", metavar="ID", help="Only this operation.")
def inspect(*, operation: str | None, **request: Any) -> ExitCode:
    """Print what specloom understood (its intermediate representation) as JSON."""

    def work(run: Run) -> ExitCode:
        from specloom.cli.inspect import inspect
        from specloom.cli.request import Request

        return inspect(Request(command="inspect", **request), run, operation=operation)

    return execute(work)


@cli.command(
    epilog=_examples(
        "specloom mock openapi.yaml",
        "specloom mock --source clockify --port 8080 --latency 50ms..200ms --errors 5%",
        "specloom mock --captures                     what the API really answered, where that was captured",
        "curl -H 'Prefer: code=404' http://127.0.0.1:4010/pets/7     a documented answer of your choice",
    )
)
@_what
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=4010, show_default=True, help="0: any that is free.")
@click.option("--latency", metavar="TIME", default="0ms", help="Answers wait so long: 50ms, or 50ms..200ms.")
@click.option("--errors", metavar="SHARE", default="0%", help="So many right requests get an error: 5%.")
@click.option("--error-status", type=click.IntRange(400, 599), default=503, show_default=True, help="That error.")
@click.option("--seed", type=int, default=0, show_default=True, help="Another row of latencies and errors.")
@click.option("--captures", is_flag=True, help="Answer with what was captured, where something was.")
@click.option("--captures-only", is_flag=True, help="Answer with nothing else: 501 where nothing was captured.")
@click.option("--validate/--no-validate", default=True, show_default=True, help="Refuse requests that are wrong.")
@click.option("--json", "is_json", is_flag=True, help="Log each request as a line of JSON on stdout.")
@click.option("--quiet", is_flag=True, help="Do not log requests.")
def mock(*, is_json: bool, quiet: bool, **given: Any) -> ExitCode:
    """Serve an API on this machine that checks requests and answers with the documented examples.

    A wrong request gets a problem (RFC 9457) that lists every fault. Stops on ctrl-c. Nothing is written.
    """

    def work(run: Run) -> ExitCode:
        from specloom.cli.mock import MockOptions, mock
        from specloom.cli.request import Request

        options = MockOptions(**{name: given.pop(name) for name in MockOptions.names()}, is_json=is_json)
        return mock(Request(command="mock", **given), run, options)

    return execute(work, quiet=quiet)


@cli.command(
    epilog=_examples(
        "specloom verify",
        "specloom verify openapi.yaml --language curl --operation createPet",
        "specloom verify --resume --json > verify.json",
    )
)
@_what
@click.option("--out", metavar="DIR", help="Keep what was run in this new folder. Default: a temporary one.")
@click.option("--language", "languages", multiple=True, metavar="NAME", help="Only this language: curl, python ...")
@click.option("--operation", "operations", multiple=True, metavar="ID", help="Only this operation.")
@click.option("--jobs", type=click.IntRange(1, 64), help="How many run at once. Default: two for each processor.")
@click.option("--resume", is_flag=True, help="Leave out what was right before, and has not changed since.")
@click.option("--require-tools", is_flag=True, help="A program that is not there is a failure.")
@_how
def verify(*, is_json: bool, quiet: bool, **given: Any) -> ExitCode:
    """Run every snippet and prove that it sends the documented request.

    Each runs against a mock of the API on this machine, which has to accept it; and its request must be, in method, URL,
    headers and body, the one that all languages are made from.
    """

    def work(run: Run) -> ExitCode:
        from specloom.cli.request import Request
        from specloom.cli.verify import VerifyOptions, verify

        options = VerifyOptions(**{name: given.pop(name) for name in VerifyOptions.names()})
        return verify(Request(command="verify", **given), run, options)

    return execute(work, is_json=is_json, quiet=quiet)


@cli.command(
    epilog=_examples(
        "specloom capture --draft > captures/first.arazzo.yaml      a first scenario, to be looked over",
        "specloom capture --environment sandbox --dry-run           the requests; nothing is sent",
        "specloom capture --environment sandbox",
        "specloom capture --environment sandbox --resume            after a run that was cut off",
        "specloom capture --environment sandbox --cleanup           only take away what it left",
    )
)
@_what
@click.option(
    "--environment", metavar="NAME", help="Where the API runs, as the config calls it. Default: the only one."
)
@click.option("--scenario", "scenarios", multiple=True, metavar="FILE", help="Only this scenario of the config.")
@click.option(
    "--workflow", "workflows", multiple=True, metavar="ID", help="Only this workflow, and those it depends on."
)
@click.option("--out", metavar="DIR", help="Write captures here. Default: the folder that the config names.")
@click.option("--dry-run", is_flag=True, help="Print the requests, credentials as $VARIABLE; send nothing.")
@click.option("--production", is_flag=True, help="Allow an environment of `production: true`; asks before it begins.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--resume", is_flag=True, help="Go on where a run was cut off; what is done is not sent again.")
@click.option("--cleanup", is_flag=True, help="Only take away what a run that was cut off has left.")
@click.option("--draft", is_flag=True, help="Print a first scenario, made from the description; send nothing.")
@click.option("--propose-overlay", metavar="FILE", help="Write an overlay that makes the description say what came.")
@click.option("--max-requests", type=click.IntRange(min=1), metavar="N", help="Send no more. Default: the config's.")
@_how
def capture(*, is_json: bool, quiet: bool, **given: Any) -> ExitCode:
    """Run scenarios against an API and keep what it answered, as files for `generate`.

    Scenarios are Arazzo documents; they and the environments stand in the config under `captures`. Credentials come from
    environment variables. Secrets are taken out before anything is written, and what a scenario makes is taken away again,
    whatever happens. Needs specloom[capture].
    """

    def work(run: Run) -> ExitCode:
        from specloom.cli.capture import CaptureOptions, capture
        from specloom.cli.request import Request

        options = CaptureOptions(**{name: given.pop(name) for name in CaptureOptions.names()})
        return capture(Request(command="capture", **given), run, options)

    return execute(work, is_json=is_json, quiet=quiet)


@cli.command(epilog=_examples("specloom init openapi.yaml", "specloom init"))
@click.argument("spec", required=False)
@_how
def init(*, spec: str | None, is_json: bool, quiet: bool) -> ExitCode:
    """Write a first specloom.yaml for a description, with its JSON Schema for editors.

    Without SPEC it looks where descriptions usually are. It never replaces a file.
    """

    def work(run: Run) -> ExitCode:
        from specloom.cli.init import init

        return init(spec, run)

    return execute(work, is_json=is_json, quiet=quiet)


@cli.command(epilog=_examples("specloom explain", "specloom explain ref-missing"))
@click.argument("code", required=False)
def explain(*, code: str | None) -> ExitCode:
    """Explain the code of a finding; without CODE, list all of them."""

    def work(run: Run) -> ExitCode:
        from specloom.cli.explain import explain

        return explain(code, run)

    return execute(work)


@cli.command(epilog=_examples("specloom schema > specloom.schema.json"))
def schema() -> ExitCode:
    """Print the JSON Schema of specloom.yaml."""

    def work(run: Run) -> ExitCode:
        from specloom.cli.schema import schema

        return schema(run)

    return execute(work)
