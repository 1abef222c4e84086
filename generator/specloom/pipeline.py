"""The run, from a description to every file it makes. Pure: nothing on disk is touched but what is read."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from specloom import __version__, trace
from specloom.calls.addresses import host_of
from specloom.calls.prepare import prepare_calls
from specloom.calls.schema_check import SchemaChecker
from specloom.captures.digest import captures_sha256
from specloom.captures.model import Captures
from specloom.captures.store import read_captures
from specloom.config.job import Job, SourceSettings, TargetSettings
from specloom.contracts.overrides import renderer_of, report_fault
from specloom.diagnostics import Diagnostics, Stop, codes
from specloom.ir.api import IR_VERSION, Api
from specloom.normalize import Overrides, normalize
from specloom.output.files import ATTRIBUTES, Edits, Inputs, Output, OutputFolder, sha256
from specloom.overlay import apply_overlay
from specloom.plugins import answered_for, check_templates, check_views
from specloom.provenance import Provenance
from specloom.published import NO_NAMES, SECTIONS, NameBook
from specloom.published.file import read_names
from specloom.render import KnownTexts, Renderer
from specloom.render.faults import TemplateFault
from specloom.render.format import FORMATTER
from specloom.samples import sampled_copy
from specloom.scenarios.model import Scenario
from specloom.scenarios.read import read_scenarios
from specloom.source import Document, load
from specloom.spec import upgrade
from specloom.spec.keyword_stage import ask_keyword_stage, report_keyword_stage
from specloom.spec.rules import check_rules
from specloom.spec.validate import report_violations
from specloom.targets.base import EmbeddedSnippet, PlanInput, View
from specloom.targets.registry import SNIPPETS, load_target, package_of
from specloom.targets.snippets.captured import plan_captured
from specloom.targets.snippets.target import embed_snippet

__all__ = ["Loaded", "build", "build_from", "load_api", "renderer_for", "survey", "with_captures", "with_names"]

_COPY = "code-samples.spec"
"""Of the description, in the folder of the snippets; no operation's folder has a dot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """An API, and the document it was read from, which knows where everything stands."""

    api: Api
    document: Document
    captures: Captures = field(default_factory=Captures)
    """What the API really answered; empty until somebody reads it."""
    scenarios: tuple[Scenario, ...] = ()
    names: NameBook = NO_NAMES
    """What was published under which name, and after a build: what it publishes."""


def load_api(source: SourceSettings, diagnostics: Diagnostics, *, is_thorough: bool = False) -> Loaded:
    """Return the API that a description describes; raises `Stop` where a stage ends in errors.

    A thorough look reports what is wrong with schemas that nothing uses, too.
    """
    document = load(source.spec, diagnostics, root=source.root, limits=source.limits, access=source.access)
    document.config = source.config
    for overlay in source.overlays:
        apply_overlay(document, overlay.path, overlay.label, diagnostics, limits=source.limits)
    diagnostics.stop_on_errors()
    spec = upgrade(document, diagnostics, limits=source.limits)
    api = normalize(spec, diagnostics, _overrides(source, is_thorough=is_thorough))
    check_rules(spec, diagnostics)
    report_violations(spec, diagnostics)
    diagnostics.stop_on_errors()
    return Loaded(api=api, document=document)


def with_captures(loaded: Loaded, source: SourceSettings, diagnostics: Diagnostics) -> Loaded:
    """Return the API with what it really answered, and with the scenarios that lead through it; as it is without any."""
    settings = source.captures
    if settings is None or source.config is None:
        return loaded
    captures, scenarios = Captures(), tuple[Scenario, ...]()
    if trace.kind_of(settings.folder) == "folder":
        captures = read_captures(settings.folder, loaded.api, SchemaChecker(loaded.api.schemas), diagnostics)
    if settings.scenarios:
        scenarios = read_scenarios(settings, source.config.path.parent, loaded.api, diagnostics)
    return replace(loaded, captures=captures, scenarios=scenarios)


def with_names(loaded: Loaded, job: Job, diagnostics: Diagnostics) -> Loaded:
    """Return the API with the names under which it was published; as it is where no ledger is kept."""
    ledger, names = job.source.ledger, job.source.names
    if ledger is None:
        return loaded
    known = read_names(ledger.path, ledger.label, loaded.document, diagnostics)
    chosen = {each.name for group in (names.operations, names.schemas, names.sections) for each in group}
    book = NameBook(
        known,
        chosen=chosen,
        label=ledger.label,
        is_partial=job.is_partial,
        accepts_renames=job.accepts_renames,
    )
    sections = {f"{each.method} {each.path}": each.section for each in loaded.api.operations}
    book.note(SECTIONS, sections, {})
    return replace(loaded, names=book)


def _overrides(source: SourceSettings, *, is_thorough: bool) -> Overrides:
    return Overrides(
        name=source.name,
        server=source.server,
        credentials=source.credentials,
        selections=source.selections,
        names=source.names,
        keeps_unused=source.keeps_unused_schemas,
        closes_enums=source.closes_enums,
        pages=source.pages,
        is_thorough=is_thorough,
    )


def build(job: Job, diagnostics: Diagnostics) -> Output:
    """Return every file the job asks for; touch nothing on disk."""
    loaded = with_captures(load_api(job.source, diagnostics), job.source, diagnostics)
    return build_from(with_names(loaded, job, diagnostics), job, diagnostics)


def build_from(loaded: Loaded, job: Job, diagnostics: Diagnostics, known: KnownTexts | None = None) -> Output:
    """Return every file the job asks for, of an API that is loaded already; texts that are known are not rendered again."""
    given = _given(loaded, job, diagnostics)
    diagnostics.stop_on_errors()

    renderer = renderer_for(job, loaded.document, diagnostics, known)
    try:
        folders = tuple(_render_targets(job, given, loaded.document, renderer, diagnostics))
    except TemplateFault as fault:
        report_fault(fault, diagnostics)
        raise Stop from fault
    loaded.names.report(diagnostics)
    diagnostics.stop_on_errors()
    return Output(folders=folders)


def _given(loaded: Loaded, job: Job, diagnostics: Diagnostics) -> PlanInput:
    calls = prepare_calls(loaded.api, diagnostics, loaded.captures)
    targets = {settings.name: settings.options for settings in (*job.targets, *job.beside)}
    return PlanInput(api=loaded.api, calls=calls, scenarios=loaded.scenarios, targets=targets, names=loaded.names)


def survey(job: Job, diagnostics: Diagnostics) -> Loaded:
    """Return the API with everything reported that a build would report, and all that the validator says."""
    loaded = load_api(job.source, diagnostics, is_thorough=True)
    loaded = with_names(with_captures(loaded, job.source, diagnostics), job, diagnostics)
    with ThreadPoolExecutor(max_workers=1) as pool:
        answer = pool.submit(ask_keyword_stage, loaded.document)
        given = _given(loaded, job, diagnostics)
        for settings in job.targets:
            with answered_for(settings.name, diagnostics):
                for _ in load_target(settings.name).plan(replace(given, options=settings.options), diagnostics):
                    pass
        renderer_for(job, loaded.document, diagnostics)
        loaded.names.report(diagnostics)
        report_keyword_stage(loaded.document, answer.result(), diagnostics)
    for code, rule in diagnostics.unused_rules().items():
        if code in {codes.COVERAGE_WORSE.name, codes.CAPTURES_FEW.name}:
            continue  # which `check` alone can find
        diagnostics.report(codes.RULE_UNUSED, rule.origin, code=code)
    return loaded


def renderer_for(job: Job, document: Document, diagnostics: Diagnostics, known: KnownTexts | None = None) -> Renderer:
    """Return what renders the views of a job. What code of other packages makes is not taken from earlier runs."""
    packages = {each.name: package_of(each.name) for each in job.targets}
    packaged = {name: package.templates for name, package in packages.items() if package}
    if packaged:
        trace.spoil()
        known = None
    renderer = renderer_of(job.templates, document, diagnostics, packaged=packaged, known=known)
    for name in packaged:
        check_templates(name, renderer, diagnostics)
    return renderer


def _render_targets(
    job: Job, given: PlanInput, document: Document, renderer: Renderer, diagnostics: Diagnostics
) -> Iterator[OutputFolder]:
    """Yield the folder of each target. Snippets come first: pages embed their text, so that the two cannot differ."""
    provenance = Provenance(document, given.api, given.calls.captures, renderer)
    wanted = sorted(job.targets, key=lambda each: load_target(each.name).embeds_snippets)
    if all(load_target(each.name).embeds_snippets for each in wanted):
        usual = TargetSettings(name=SNIPPETS, folder=SNIPPETS, options=given.targets.get(SNIPPETS, {}))
        snippets = _render(usual, given, renderer, diagnostics).snippets
        given = replace(given, snippets=snippets)
    given = replace(given, requests=_requests(job, given, renderer))
    for settings in wanted:
        made = _render(settings, given, renderer, diagnostics)
        files = made.files
        if settings.name == SNIPPETS and settings.options.get("code_samples"):
            files.update(sampled_copy(document, given.api, made.snippets, _COPY))
        given = replace(given, snippets=made.snippets or given.snippets)
        yield OutputFolder(
            path=settings.folder,
            target=settings.name,
            inputs=_inputs(job, settings, given, provenance),
            files={**ATTRIBUTES, **files},
            origins={view.path: provenance.origin(view) for view in made.views},
            links=provenance.links(load_target(settings.name)),
            edits=Edits(settings.edits),
            keep=settings.keep,
        )


def _requests(job: Job, given: PlanInput, renderer: Renderer) -> dict[str, EmbeddedSnippet]:
    """Return the captured requests that scenarios tell of, rendered."""
    environments = job.source.captures.environments if job.source.captures else ()
    hosts = {host.lower() for each in environments for host in (host_of(each.server), *each.hosts)}
    found = ((label, embed_snippet(view, renderer.render(view))) for label, view in plan_captured(given, hosts))
    return {label: snippet for label, snippet in found if snippet is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """One target, rendered."""

    views: tuple[View, ...]
    files: dict[str, str]
    """Text by path."""
    snippets: tuple[EmbeddedSnippet, ...]
    """Those of the files that pages can embed."""


def _render(settings: TargetSettings, given: PlanInput, renderer: Renderer, diagnostics: Diagnostics) -> _Made:
    """Return the files of one target."""
    files: dict[str, str] = {}
    snippets: list[EmbeddedSnippet] = []
    with answered_for(settings.name, diagnostics):
        views = tuple(load_target(settings.name).plan(replace(given, options=settings.options), diagnostics))
        check_views(settings.name, views)
        for view in views:
            text = renderer.render(view)
            files[view.path] = text.text
            snippet = embed_snippet(view, text)
            if snippet is not None:
                snippets.append(snippet)
    return _Made(views=views, files=files, snippets=tuple(snippets))


def _inputs(job: Job, settings: TargetSettings, given: PlanInput, provenance: Provenance) -> Inputs:
    target, package = load_target(settings.name), package_of(settings.name)
    return Inputs(
        spec=job.source.label,
        files=provenance.document.hashes() | (_scenario_hashes(job, given) if target.shows_captures else {}),
        config_sha256=job.config_sha256(settings, target.asks),
        templates_sha256=provenance.renderer.templates_sha256(settings.name),
        formatter=FORMATTER,
        captures_sha256=captures_sha256(given.calls.captures) if target.shows_captures else None,
        parts=provenance.parts.fingerprints,
        settings=job.settings(settings, target.asks),
        templates=provenance.templates(target),
        captures=provenance.captures if target.shows_captures else {},
        generator=__version__,
        package=str(package) if package else None,
        ir_version=IR_VERSION,
    )


def _scenario_hashes(job: Job, given: PlanInput) -> dict[str, str]:
    """Return the SHA-256 of the file of each scenario, by its label: they are inputs like the description."""
    if job.source.config is None:
        return {}
    base = job.source.config.path.parent
    return {each.label: sha256(trace.read_bytes(base / each.label)) for each in given.scenarios}
