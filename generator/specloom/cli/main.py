"""The command line: arguments in, an exit code out. What a command does stands in the module of its name.

Those modules are imported when their command runs, so that `specloom --help` stays quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from specloom import __version__
from specloom.cli.arguments import examples as _examples
from specloom.cli.arguments import formats as _format
from specloom.cli.arguments import how as _how
from specloom.cli.arguments import options as _options
from specloom.cli.arguments import reports as _reports
from specloom.cli.exit_codes import ExitCode
from specloom.cli.guard import execute, guarded
from specloom.cli.templates_commands import templates
from specloom.cli.vendor_commands import vendor

if TYPE_CHECKING:
    from specloom.cli.run import Run

__all__ = ["cli", "main"]

_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def main(argv: list[str]) -> int:
    """Run one command and return the exit code of the process (docs/exit-codes.md); never raises."""
    return guarded(cli, argv)


_choices = _options(
    click.option("--config", metavar="FILE", help="The config. Default: $SPECLOOM_CONFIG, else specloom.yaml here."),
    click.option(
        "--set", "settings", multiple=True, metavar="KEY=VALUE", help="Another value in the config: out=build."
    ),
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
    click.option(
        "--server",
        metavar="URL",
        envvar="SPECLOOM_SERVER",
        show_envvar=True,
        help="Another base URL in clients, snippets and pages.",
    ),
    click.option(
        "--strict",
        is_flag=True,
        envvar="SPECLOOM_STRICT",
        show_envvar=True,
        help="Let warnings count as errors, and whatever is degraded or left out.",
    ),
    click.option("--lenient", is_flag=True, help="Leave out what cannot be understood, and go on."),
)
_edits = click.option(
    "--edits",
    type=click.Choice(["refuse", "merge", "overwrite"]),
    help="What becomes of files that were changed by hand. Default: what the config says, else refuse.",
)
_cached = click.option(
    "--no-cache",
    is_flag=True,
    envvar="SPECLOOM_NO_CACHE",
    show_envvar=True,
    help="Make everything anew, whatever earlier runs made (docs/incremental.md).",
)
_what = _options(click.argument("spec", required=False), _choices)


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
        "specloom generate --watch                      while you write; Ctrl-C ends it",
    )
)
@_what
@click.option("--out", metavar="DIR", help="Where to write. Default: what the config says.")
@click.option("--dry-run", is_flag=True, help="Write nothing; tell what would change.")
@click.option("--force", is_flag=True, help="Replace files that were edited by hand or are in the way.")
@_edits
@click.option("--exit-code", "tells_change", is_flag=True, help="End with 3 where a file changed, or would.")
@click.option("--watch", is_flag=True, help="Go on, and generate again after each change of what was read.")
@_reports
@click.option("--accept-renames", is_flag=True, help="Let what was published get another name (docs/names.md).")
@_cached
@_how
def generate(*, force: bool, watch: bool, is_json: bool, quiet: bool, reports: Any, **request: Any) -> ExitCode:
    """Generate everything, and write what changed.

    SPEC is a description to work on without a config; it needs --out. All files are made first and then written as a
    whole or not at all. A file that was edited by hand stops it, unless the config or --edits says that edits are merged
    with what is generated, or overwritten (docs/check.md).
    """
    once = {"dry_run": request.pop("dry_run"), "tells_change": request.pop("tells_change")}
    if watch and (any(once.values()) or is_json or reports):
        raise click.UsageError("--watch goes on for ever: without --dry-run, --exit-code, --json and --report")

    def work(run: Run) -> ExitCode:
        from specloom.cli.generate import generate
        from specloom.cli.request import Request

        asked = Request(command="generate", **request)
        if watch:
            from specloom.cli.watch import watch as watch_files

            return watch_files(asked, run, force=force)
        return generate(asked, run, force=force, **once)

    return execute(work, command="generate", is_json=is_json, quiet=quiet, reports=reports)


@cli.command(
    epilog=_examples(
        "specloom check",
        "specloom check --json --no-diff > report.json",
        "specloom check --committed                     in a hook: is everything that was generated in git, too?",
        "specloom check --report gitlab:gl-code-quality-report.json --report markdown:summary.md",
    )
)
@_what
@click.option("--out", metavar="DIR", help="Where the output is. Default: what the config says.")
@click.option("--ledger", metavar="FILE", help="Coverage must not be worse than in this coverage.json.")
@click.option("--diff", type=click.IntRange(min=0), default=200, show_default=True, help="So many lines of each diff.")
@click.option("--no-diff", "diff", flag_value=0, help="No diffs.")
@click.option("--committed", is_flag=True, help="Exit with 3 as well where git does not track a generated file.")
@_edits
@_format
@_reports
@_cached
@_how
def check(*, form: str, reports: Any, is_json: bool, quiet: bool, **given: Any) -> ExitCode:
    """Tell whether the generated files are up to date, and whether coverage got worse.

    Takes the arguments of `generate`, changes nothing, and prints a unified diff of each file that differs, why it differs,
    and the command that repairs it (docs/check.md).
    """

    def work(run: Run) -> ExitCode:
        from specloom.cli.check import CheckOptions, check
        from specloom.cli.request import Request

        options = CheckOptions(**{name: given.pop(name) for name in CheckOptions.names()})
        return check(Request(command="check", **given), run, options)

    chosen = None if form == "text" else form
    return execute(work, command="check", is_json=is_json, quiet=quiet, form=chosen, reports=reports)


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
        "specloom diff old.yaml new.yaml",
        "specloom diff v1.4.0:specs/shop.yaml specs/shop.yaml --format markdown > CHANGES.md",
        "specloom diff --base origin/main --format github           in a pull request, for the sources of the config",
        "specloom diff --base v1.4.0 --current-version 1.4.0        what is the next version?",
    )
)
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option("--base", metavar="REVISION", help="Compare the sources of the config with what git has there.")
@_choices
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown", "github"]),
    default="text",
    show_default=True,
    help="Markdown is a changelog, github annotations in GitHub Actions.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["breaking", "dangerous", "never"]),
    default="breaking",
    show_default=True,
    help="Exit code 6 from this level on.",
)
@click.option("--current-version", metavar="X.Y.Z", help="Tell which version comes after this one.")
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    envvar="SPECLOOM_TODAY",
    help="Judge waivers as on this day. Default: $SPECLOOM_TODAY, or today.",
)
@click.option("--all", "show_all", is_flag=True, help="Show safe changes, too.")
@click.option("--quiet", is_flag=True, help="Do not print the sums.")
def diff(*, form: str, fail_on: str, quiet: bool, **given: Any) -> ExitCode:
    """Tell what changed between two descriptions, and for whom it matters.

    OLD and NEW are files, or files at a revision of git (v1.4.0:specs/shop.yaml). A change is breaking, dangerous or safe: for
    everybody who talks to the API, for programs that use the generated Python client, and for links to the pages.
    Changes that `waived_changes` of the config accepts do not count.
    """

    def work(run: Run) -> ExitCode:
        from specloom.cli.diff import DiffRequest, Form, Limit, diff
        from specloom.cli.request import Request

        own = {name: given.pop(name) for name in ("old", "new", "base", "current_version", "today", "show_all")}
        own["today"] = own["today"].date() if own["today"] else None
        asked = DiffRequest(request=Request(command="diff", **given), form=Form(form), fail_on=Limit(fail_on), **own)
        return diff(asked, run)

    return execute(work, is_json=form == "json", quiet=quiet)


@cli.command(
    epilog=_examples(
        "specloom lint openapi.yaml",
        "specloom lint specs/*.yaml --strict",
        "specloom lint --format sarif > specloom.sarif",
    )
)
@click.argument("specs", metavar="[SPEC]...", nargs=-1)
@_choices
@_format
@click.option("--all", "show_all", is_flag=True, help="Show every note and warning on a terminal, too.")
@_reports
@click.option("--quiet", is_flag=True, help="Do not print the sum.")
def lint(*, specs: tuple[str, ...], form: str, reports: Any, show_all: bool, quiet: bool, **request: Any) -> ExitCode:
    """Print everything there is to say about descriptions.

    Nothing is written. Exit code 5 says that there are errors; with --strict, warnings are errors.
    """

    def work(run: Run) -> ExitCode:
        from specloom.cli.lint import lint
        from specloom.cli.request import Request

        requests = [Request(command="lint", spec=spec, **request) for spec in specs or (None,)]
        return lint(requests, run, show_all=show_all)

    chosen = None if form == "text" else form
    return execute(work, command="lint", quiet=quiet, form=chosen, reports=reports)


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
@click.option("--forget", is_flag=True, help="Only drop the journal of such a run; what it left is yours to take away.")
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


@cli.command(
    "list-outputs",
    epilog=_examples(
        "specloom list-outputs",
        "specloom list-outputs --format bazel > specloom_outputs.bzl",
        "specloom list-outputs --format bazel --compare specloom_outputs.bzl      in CI: is that list up to date?",
    ),
)
@_what
@click.option("--out", metavar="DIR", help="Where the output is. Default: what the config says.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "bazel", "cmake"]), default="text", show_default=True
)
@click.option("--compare", metavar="FILE", help="Print nothing; end with 3 where the file is not this list.")
def list_outputs(*, form: str, compare: str | None, **request: Any) -> ExitCode:
    """Print the exact names of the files that `generate` writes, for build systems that want them declared."""

    def work(run: Run) -> ExitCode:
        from specloom.cli.list_outputs import ListForm, list_outputs
        from specloom.cli.request import Request

        return list_outputs(Request(command="list-outputs", **request), run, form=ListForm(form), compare=compare)

    return execute(work, command="list-outputs")


@cli.command(epilog=_examples("specloom explain", "specloom explain ref-missing"))
@click.argument("code", required=False)
def explain(*, code: str | None) -> ExitCode:
    """Explain the code of a finding; without CODE, list all of them."""

    def work(run: Run) -> ExitCode:
        from specloom.cli.explain import explain

        return explain(code, run)

    return execute(work)


@cli.command(epilog=_examples("specloom targets", "specloom targets --json"))
@_how
def targets(*, is_json: bool, quiet: bool) -> ExitCode:
    """Print the targets that there are: ours, and those of other packages (docs/targets.md)."""

    def work(run: Run) -> ExitCode:
        from specloom.cli.targets import list_targets

        return list_targets(run)

    return execute(work, command="targets", is_json=is_json, quiet=quiet)


@cli.group(name="config", epilog=_examples("specloom config show --resolved"))
def config_group() -> None:
    """Look at the config."""


@config_group.command(
    epilog=_examples(
        "specloom config show",
        "specloom config show --resolved --source clockify --set strict=true",
        "specloom config show --resolved --json",
    )
)
@_choices
@click.option("--resolved", is_flag=True, help="Show what counts in the end, defaults too.")
@_how
def show(*, resolved: bool, is_json: bool, quiet: bool, **request: Any) -> ExitCode:
    """Print the settings, each with the place it comes from.

    The command line counts for more than the environment, that for more than the config, and that for more than the defaults.
    """

    def work(run: Run) -> ExitCode:
        from specloom.cli.config_show import show_config
        from specloom.cli.request import Request

        return show_config(Request(command="config show", **request), run, resolved=resolved)

    return execute(work, is_json=is_json, quiet=quiet)


@cli.command(epilog=_examples("specloom schema > specloom.schema.json"))
def schema() -> ExitCode:
    """Print the JSON Schema of specloom.yaml."""

    def work(run: Run) -> ExitCode:
        from specloom.cli.schema import schema

        return schema(run)

    return execute(work)


cli.add_command(templates)
cli.add_command(vendor)
