"""`specloom verify`: make every snippet for a mock of its API, run them all, and say which of them are right."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from specloom import __version__
from specloom.calls.files import variable_prefix
from specloom.calls.model import Call, Calls
from specloom.calls.prepare import prepare_calls
from specloom.cli.exit_codes import ExitCode
from specloom.cli.request import Request, find_config
from specloom.cli.run import Done, Run
from specloom.cli.verify_report import as_json, report, sums, table
from specloom.config import Job, TargetSettings
from specloom.config.load import Config
from specloom.config.suggest import did_you_mean
from specloom.diagnostics import Diagnostics, Stop, codes
from specloom.ir.api import Api
from specloom.mock import Mock
from specloom.pipeline import build_from, load_api, with_captures, with_names
from specloom.source.remote import cache_folder
from specloom.targets.registry import SNIPPETS
from specloom.targets.snippets.languages.errors import ERRORS_VARIANT, handled_errors
from specloom.targets.snippets.languages.pages import PAGES_VARIANT
from specloom.targets.snippets.languages.registry import CLIENTS, LANGUAGES, USUAL_LANGUAGES
from specloom.verify import Proof, Result, Snippet
from specloom.verify.memory import Memory
from specloom.verify.model import PLACEHOLDER
from specloom.verify.tools import Tools

__all__ = ["VerifyOptions", "verify"]

_CLIENT = "python"
_COMMANDS = {name: language.command for name, language in (LANGUAGES | CLIENTS).items()}
_INDEX = "snippets.json"
_SERVER = 500
_REPEATED = (408, 425, 429)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyOptions:
    """What to run, and how."""

    languages: tuple[str, ...] = ()
    """None named: all of them."""
    operations: tuple[str, ...] = ()
    jobs: int | None = None
    resume: bool = False
    require_tools: bool = False

    @classmethod
    def names(cls) -> Iterator[str]:
        """Yield the names of all of them."""
        return (field.name for field in dataclasses.fields(cls))


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """The snippets of one source, and all that running them takes."""

    name: str
    api: Api
    calls: Calls
    diagnostics: Diagnostics
    snippets: tuple[Snippet, ...]
    client: dict[str, str]
    """The files of the Python client, for snippets that use it."""
    basis: str
    """The hash of all but the snippets that decides an outcome."""


def verify(request: Request, run: Run, options: VerifyOptions) -> ExitCode:
    """Prove the snippets of every source that makes some; wrong ones are findings about their operations."""
    diagnostics = run.collector()
    try:
        config = _config(request, diagnostics)
        out = _new_folder(request, diagnostics)
    except Stop:
        run.show_errors()
        return ExitCode.USAGE
    prepared = run.each_job(config, lambda job, found: _prepare(job, found, run))
    if prepared is None:
        run.show_errors()
        return run.refusal
    _check_names(prepared, options, diagnostics)
    if diagnostics.findings:
        run.show_errors()
        return ExitCode.USAGE
    is_right = [_prove(each, out, options, run) for each in prepared]
    run.show_errors()
    return ExitCode.OK if all(is_right) else ExitCode.SNIPPET_FAILED


def _config(request: Request, diagnostics: Diagnostics) -> Config:
    """Return the config with the mock as its server, and only what is run."""
    problem = ""
    if request.server is not None:
        problem = "snippets are run against a mock on this machine: --server means nothing here"
    else:
        is_meant = not request.targets or SNIPPETS in request.targets
        config = find_config(replace(request, out=None, targets=()), diagnostics, needs_out=False)
        config = config.with_server(PLACEHOLDER).only(targets=(SNIPPETS, _CLIENT))
        jobs = tuple(job for job in config.jobs if any(target.name == SNIPPETS for target in job.targets))
        if jobs and is_meant:
            return replace(config, jobs=tuple(map(_with_clients, jobs)))
        problem = "there are no snippets to run: the config has no such target"
    diagnostics.report(codes.USAGE, None, problem=problem, command="specloom verify")
    raise Stop


def _with_clients(job: Job) -> Job:
    """Return the job with the client among the languages, where one is made: it is proved even if no snippet shows it."""
    if not any(target.name == _CLIENT for target in job.targets):
        return job

    def shown(target: TargetSettings) -> TargetSettings:
        languages = target.options.get("languages", USUAL_LANGUAGES)
        if target.name != SNIPPETS or languages == "all":
            return target
        return replace(target, options={**target.options, "languages": list(dict.fromkeys([*languages, *CLIENTS]))})

    return replace(job, targets=tuple(map(shown, job.targets)))


def _new_folder(request: Request, diagnostics: Diagnostics) -> Path | None:
    """Return the folder that is to keep what was run; None where none is."""
    if request.out is None:
        return None
    folder = Path(request.out)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        problem = f"--out must be a new folder, or an empty one, and {request.out!r} is neither"
        diagnostics.report(codes.USAGE, None, problem=problem, command="specloom verify")
        raise Stop
    return folder.resolve()


def _prepare(job: Job, diagnostics: Diagnostics, run: Run) -> Prepared:
    loaded = with_captures(load_api(job.source, diagnostics), job.source, diagnostics)
    output = build_from(with_names(loaded, job, diagnostics), job, diagnostics)
    run.done.append(Done.of(job, loaded.api, diagnostics, folders=len(output.folders)))
    files = {folder.target: folder.files for folder in output.folders}
    client = dict(files.get(_CLIENT, {}))
    calls = prepare_calls(loaded.api, Diagnostics())
    facts = json.dumps([__version__, loaded.document.hashes(), sorted(client.items())])
    return Prepared(
        name=job.source.name or job.source.label,
        api=loaded.api,
        calls=calls,
        diagnostics=diagnostics,
        snippets=tuple(_snippets(files[SNIPPETS], calls)),
        client=client,
        basis=hashlib.sha256(facts.encode()).hexdigest(),
    )


def _snippets(files: Mapping[str, str], calls: Calls) -> Iterator[Snippet]:
    """Yield the snippets that the list among the files names; those with the name of no call make the minimal one."""
    for entry in json.loads(files[_INDEX]):
        by_name = {call.name: call for call in calls.calls[entry["operation"]]}
        call = by_name.get(entry["variant"], calls.minimal(entry["operation"]))
        yield Snippet(
            call=call,
            variant=entry["variant"],
            is_loop=entry["variant"] == PAGES_VARIANT,
            error=_error(call) if entry["variant"] == ERRORS_VARIANT else "",
            language=entry["language"],
            path=entry["path"],
            text=files[entry["path"]],
            tool=entry["tool"],
            command=_COMMANDS[entry["language"]],
        )


def _error(call: Call) -> str:
    """Return the status of a documented error that no client tries to get rid of by asking again; empty: there is none."""
    found = [error.low for error in handled_errors(call) if error.low < _SERVER and error.low not in _REPEATED]
    return str(found[0]) if found else ""


def _check_names(prepared: Sequence[Prepared], options: VerifyOptions, diagnostics: Diagnostics) -> None:
    """Report each language and each operation that was asked for and that no snippet has."""
    snippets = [snippet for each in prepared for snippet in each.snippets]
    languages = dict.fromkeys(snippet.language for snippet in snippets)
    operations = dict.fromkeys(snippet.call.operation.id for snippet in snippets)
    asked = [("language", name, languages) for name in options.languages]
    asked += [("operation", name, operations) for name in options.operations]
    for kind, name, known in asked:
        if name not in known:
            problem = f"no snippet has the {kind} {name!r}{did_you_mean(name, known)}"
            diagnostics.report(codes.USAGE, None, problem=problem, command="specloom verify")


def _wanted(snippets: Iterable[Snippet], options: VerifyOptions) -> list[Snippet]:
    return [
        snippet
        for snippet in snippets
        if (not options.languages or snippet.language in options.languages)
        and (not options.operations or snippet.call.operation.id in options.operations)
    ]


def _prove(prepared: Prepared, out: Path | None, options: VerifyOptions, run: Run) -> bool:
    """Run the snippets of one source and tell what came of them; return whether all is well."""
    snippets = _wanted(prepared.snippets, options)
    results: list[Result] = []
    with ExitStack() as stack:
        folder = out / prepared.name if out else Path(stack.enter_context(tempfile.TemporaryDirectory()))
        proof = _proof(prepared, folder, options)
        done = stack.enter_context(run.console.counting(prepared.name, len(snippets)))
        for result in proof.results(snippets):
            results.append(result)
            done()
    if not run.is_json and not run.console.quiet:
        run.console.excerpt(table(prepared.name, results))
    for line in sums(prepared.name, results):
        run.console.message(line)
    run.details.setdefault("verify", []).append(as_json(prepared.name, results))
    return report(results, prepared.diagnostics, requires_tools=options.require_tools)


def _proof(prepared: Prepared, folder: Path, options: VerifyOptions) -> Proof:
    packages = folder / _CLIENT
    for path, text in prepared.client.items():
        place = packages / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="")
    return Proof(
        mock=Mock(prepared.api, prepared.calls),
        folder=folder / SNIPPETS,
        packages=packages,
        client_variable=f"{variable_prefix(prepared.api.info.slug)}_BASE_URL",
        tools=Tools(),
        memory=Memory(_memory_file(prepared), resumes=options.resume),
        basis=prepared.basis,
        jobs=options.jobs or 2 * (os.cpu_count() or 1),
    )


def _memory_file(prepared: Prepared) -> Path | None:
    """Return the file that remembers the outcomes of a source, one for each folder that it is worked on in."""
    cache = cache_folder()
    name = hashlib.sha256(f"{Path.cwd()}\0{prepared.name}".encode()).hexdigest()[:32]
    return cache / "verify" / name if cache else None
