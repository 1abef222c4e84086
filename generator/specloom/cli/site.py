"""`specloom site`: the pages of the docs target as a static site, written like any other output: everything or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from specloom import __version__
from specloom.cli.build import load_checked
from specloom.cli.exit_codes import ExitCode
from specloom.cli.request import Request, find_config, refuse
from specloom.cli.run import Done, Run
from specloom.cli.serve import serve_folder
from specloom.config import Job
from specloom.config.job import TemplatesFolder
from specloom.config.load import Config
from specloom.contracts.overrides import renderer_of, report_fault
from specloom.diagnostics import Diagnostics, Stop
from specloom.ir.api import IR_VERSION
from specloom.output import Inputs, Output, OutputFolder, apply, check_out_folder, make_plan
from specloom.output.files import ATTRIBUTES, sha256
from specloom.output.paths import UnsafePathError
from specloom.pipeline import build_from
from specloom.render.faults import TemplateFault
from specloom.source import Document

__all__ = ["SiteRequest", "make_site"]

_DOCS = "docs"
_SITE = "site"
_NEEDED = "markdown_it"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRequest:
    """What `site` was asked for."""

    request: Request
    docs: str | None = None
    """A folder of pages that `generate` wrote, in place of a description."""
    force: bool = False
    port: int | None = None
    """Show the site here when it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Docs:
    """The pages of one source, and what they were made from."""

    name: str
    """Of the source; empty where no config names it."""
    files: Mapping[str, str]
    inputs: Inputs
    templates: TemplatesFolder | None = None


def make_site(asked: SiteRequest, run: Run) -> ExitCode:
    """Bring the site up to date, and serve it where that is asked for."""
    out = Path(asked.request.out or _SITE)
    diagnostics = run.collector()
    try:
        code = _bring_up_to_date(asked, out, run, diagnostics)
    except Stop:
        code = ExitCode.USAGE
    if code is ExitCode.OK and asked.port is not None:
        code = serve_folder(out, asked.port, run.console)
    run.show_errors()
    return code


def _bring_up_to_date(asked: SiteRequest, out: Path, run: Run, diagnostics: Diagnostics) -> ExitCode:
    """Return the verdict; raise `Stop` where the arguments cannot be used."""
    _check(asked, diagnostics)
    if asked.docs is None:
        sources = _of_descriptions(asked.request, out, run, diagnostics)
    else:
        check_out_folder(out, Path(), diagnostics)
        sources = [_read(Path(asked.docs), asked.request, diagnostics)]
    if isinstance(sources, ExitCode):
        return sources
    plan = make_plan(_output(sources, out, asked.request, run, diagnostics), out.parent, diagnostics, force=asked.force)
    try:
        run.report = apply(plan, diagnostics, force=asked.force)
    except Stop:
        return ExitCode.CONFLICT if any(plan.conflicts()) and not asked.force else ExitCode.USAGE
    for folder in run.report.folders:
        run.console.message(f"{folder.folder}/index.html  {folder.total} files  {folder.changed or 'none'} changed")
    return ExitCode.OK


def _check(asked: SiteRequest, diagnostics: Diagnostics) -> None:
    request = asked.request
    if find_spec(_NEEDED) is None:
        refuse(request, diagnostics, "a site needs one more package: pip install 'specloom[site]'")
    if request.targets:
        refuse(request, diagnostics, "a site is made of the docs pages alone: leave --target out")
    if asked.docs is not None and request.spec is not None:
        refuse(request, diagnostics, "a description and --docs exclude each other: --docs has the pages already")
    diagnostics.stop_on_errors()


def _of_descriptions(request: Request, out: Path, run: Run, diagnostics: Diagnostics) -> list[_Docs] | ExitCode:
    config = find_config(replace(request, targets=(_DOCS,), out=None), diagnostics, needs_out=False)
    check_out_folder(out, config.base, diagnostics)
    diagnostics.stop_on_errors()
    sources = run.each_job(config, lambda job, found: _build(config, job, found, run, diagnostics))
    if diagnostics.findings:
        return ExitCode.USAGE
    return run.refusal if sources is None else sources


def _build(config: Config, job: Job, diagnostics: Diagnostics, run: Run, about_config: Diagnostics) -> _Docs:
    loaded = load_checked(config, job, diagnostics, about_config)
    [folder] = build_from(loaded, job, diagnostics).folders
    run.done.append(Done.of(job, loaded.api, diagnostics, folders=1))
    return _Docs(name=job.source.name, files=folder.files, inputs=folder.inputs, templates=job.templates)


def _read(folder: Path, request: Request, diagnostics: Diagnostics) -> _Docs:
    """Return the pages in a folder; links and hidden files are passed over."""
    if not (folder / "index.md").is_file():
        refuse(request, diagnostics, f"--docs must be a folder of pages, and {folder.as_posix()!r} has no index.md")
        raise Stop
    files: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_symlink() or not path.is_file() or any(part.startswith(".") for part in inside.parts):
            continue
        try:
            files[inside.as_posix()] = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            refuse(request, diagnostics, f"{path.as_posix()} cannot be read as text")
    diagnostics.stop_on_errors()
    inputs = Inputs(
        spec=folder.name,
        files={path: sha256(text.encode()) for path, text in files.items()},
        config_sha256=sha256(b""),
        templates_sha256="",
        generator=__version__,
        ir_version=IR_VERSION,
    )
    return _Docs(name="", files=files, inputs=inputs)


def _output(sources: Sequence[_Docs], out: Path, request: Request, run: Run, diagnostics: Diagnostics) -> Output:
    """Return the files of the site: of several sources each in a folder of its name."""
    from specloom.site import build_site  # what it needs is an extra

    texts = diagnostics.texts
    document = texts if isinstance(texts, Document) else Document(root_label="", folder=out)
    renderer = renderer_of(sources[0].templates if sources else None, document, diagnostics)
    folders: list[OutputFolder] = []
    try:
        for docs in sources:
            pages = {path: text for path, text in docs.files.items() if path not in ATTRIBUTES}
            with run.console.progress(f"{docs.name or out.name}: {len(pages)} pages"):
                files = build_site(pages, renderer)
            folders.append(
                OutputFolder(
                    path=f"{out.name}/{docs.name}" if len(sources) > 1 else out.name,
                    target=_SITE,
                    inputs=replace(docs.inputs, templates_sha256=renderer.templates_sha256(_SITE), formatter=None),
                    files={**ATTRIBUTES, **files},
                )
            )
        return Output(folders=tuple(folders))
    except TemplateFault as fault:
        report_fault(fault, diagnostics)
        raise Stop from fault
    except UnsafePathError as error:
        refuse(request, diagnostics, str(error))
        raise Stop from error
