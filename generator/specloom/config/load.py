"""The config file, or the command line's arguments in place of one: in; a checked `Config` of jobs: out."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePath
from typing import Literal

from pydantic import ValidationError

from specloom import __version__
from specloom.config.captures import capture_settings
from specloom.config.choices import names_of, overlay_file, pages_of, rules_of, selection_of
from specloom.config.job import (
    CredentialVariables,
    Job,
    LedgerFile,
    SourceSettings,
    TargetSettings,
    TemplatesFolder,
    Waiver,
)
from specloom.config.model import GENERATOR_PIN, ConfigModel, CredentialModel, SourceModel
from specloom.config.options import OptionsSchemas, check_options, without_folder_settings
from specloom.config.problems import ConfigProblems
from specloom.config.settings import Setting, with_settings
from specloom.diagnostics import Diagnostics, Severity, codes
from specloom.diagnostics.codes import CATALOGUE
from specloom.ir.choices import Selection
from specloom.source import Document, Limits
from specloom.source.access import RemotePolicy
from specloom.source.load import read_into
from specloom.source.values import is_object

__all__ = ["DEFAULT_CONFIG", "Config", "check_schemes", "load_config"]

DEFAULT_CONFIG = "specloom.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything one run needs to know."""

    base: Path
    """The folder of the config file, or the current one."""
    out: Path
    jobs: tuple[Job, ...]
    """One for each source, in the order of the config."""
    templates: TemplatesFolder | None = None
    """The folder of the user's own templates, which every job has as well."""
    document: Document | None = None
    """The config file; None where there is none."""
    model: ConfigModel | None = None
    """All that it says, with the settings of the command line and the defaults."""

    @classmethod
    def for_spec(cls, spec: Path, out: Path, targets: Iterable[str]) -> Config:
        """Return a config for one description: these targets, with their default options, each in `out/<target>`."""
        source = SourceSettings(name="", spec=spec, label=spec.name, root=spec.parent)
        made = tuple(TargetSettings(name=name, folder=name) for name in targets)
        return cls(base=Path(), out=out, jobs=(Job(source=source, targets=made),))

    def only(self, *, sources: tuple[str, ...] = (), targets: tuple[str, ...] = ()) -> Config:
        """Return the config with these sources and these targets alone; all of them where none is named."""
        jobs = [job for job in self.jobs if not sources or job.source.name in sources]
        if targets:
            jobs = [_narrowed(job, targets) for job in jobs]
        return replace(self, jobs=tuple(job for job in jobs if job.targets))

    def with_root(self, root: Path) -> Config:
        """Return the config with another folder that references may not leave, for every source."""
        return replace(self, jobs=tuple(replace(job, source=replace(job.source, root=root)) for job in self.jobs))

    def with_overlays(self, overlays: tuple[str, ...]) -> Config:
        """Return the config with more overlays for every source, relative to the current folder, after its own."""

        def added(job: Job) -> Job:
            more = tuple(overlay_file(each, str(job.source.spec), Path()) for each in overlays)
            return replace(job, source=replace(job.source, overlays=(*job.source.overlays, *more)))

        return replace(self, jobs=tuple(map(added, self.jobs)))

    def with_selection(self, selection: Selection) -> Config:
        """Return the config with one more selection, for every source: both must want an operation."""

        def narrowed(job: Job) -> Job:
            source = replace(job.source, selections=(*job.source.selections, selection))
            return replace(job, source=source, is_partial=True)

        return replace(self, jobs=tuple(map(narrowed, self.jobs)))

    def with_edits(self, edits: Literal["refuse", "merge", "overwrite"]) -> Config:
        """Return the config with another word on files that were changed by hand, for every target."""

        def told(job: Job) -> Job:
            return replace(job, targets=tuple(replace(target, edits=edits) for target in job.targets))

        return replace(self, jobs=tuple(map(told, self.jobs)))

    def with_server(self, server: str) -> Config:
        """Return the config with another base URL for every source."""
        return replace(self, jobs=tuple(replace(job, source=replace(job.source, server=server)) for job in self.jobs))


def load_config(
    path: Path, schemas: OptionsSchemas, diagnostics: Diagnostics, settings: Sequence[Setting] = ()
) -> Config:
    """Return the config at `path`, with every setting checked; raise `Stop` where something is wrong with it.

    `settings` count for more than what it says.
    """
    document = Document(root_label=path.name, folder=path.parent)
    diagnostics.texts = document
    file = read_into(document, path, document.root_label, path.as_posix(), diagnostics, Limits())
    diagnostics.stop_on_errors()
    problems = ConfigProblems(document, diagnostics)
    data = file.data if file else None
    _check_version(data, problems, diagnostics)
    if settings and is_object(data):
        try:
            data = with_settings(data, settings)
        except ValueError as error:
            diagnostics.report(codes.USAGE, None, problem=str(error), command="specloom")
    diagnostics.stop_on_errors()
    model = _model(data, problems)
    diagnostics.stop_on_errors()
    assert model is not None, "a model that is not valid is a finding"
    _check_rules(model, problems)
    _check_inputs(path.parent, model, problems)
    jobs = tuple(_job(name, source, model, path.parent, schemas, problems) for name, source in model.sources.items())
    diagnostics.stop_on_errors()
    return Config(
        base=path.parent,
        out=path.parent / model.out,
        jobs=jobs,
        templates=_templates(model, path.parent),
        document=document,
        model=model,
    )


def check_schemes(config: Config, job: Job, schemes: Iterable[str], diagnostics: Diagnostics) -> None:
    """Report each security scheme that the config has credentials for and the description does not know."""
    if config.document is None:
        return
    known = list(schemes)
    problems = ConfigProblems(config.document, diagnostics)
    for scheme in job.source.credentials:
        if scheme not in known:
            problems.unknown_key(("sources", job.source.name, "credentials", scheme), known)


def _narrowed(job: Job, names: tuple[str, ...]) -> Job:
    wanted = tuple(target for target in job.targets if target.name in names)
    return replace(job, targets=wanted, beside=(*job.beside, *(each for each in job.targets if each not in wanted)))


def _check_version(data: object, problems: ConfigProblems, diagnostics: Diagnostics) -> None:
    """Report a config that is for another version, before its keys are: this version may not know them."""
    pin = data.get("generator") if is_object(data) else None
    if isinstance(pin, str) and GENERATOR_PIN.fullmatch(pin) and not _is_pinned(pin.removeprefix("==")):
        place = problems.location(("generator",))
        diagnostics.report(codes.VERSION_MISMATCH, place, pin=pin, version=__version__)


def _is_pinned(version: str) -> bool:
    if version.endswith(".*"):
        return f"{__version__}.".startswith(version[:-1])
    return version == __version__


def _model(data: object, problems: ConfigProblems) -> ConfigModel | None:
    if not is_object(data):
        problems.invalid((), "must be an object")
        return None
    try:
        return ConfigModel.model_validate(data)
    except ValidationError as error:
        problems.of_model(error)
        return None


def _check_rules(model: ConfigModel, problems: ConfigProblems) -> None:
    changeable = [name for name, code in CATALOGUE.items() if code.severity is not Severity.FATAL]
    for code in model.rules:
        if code not in CATALOGUE:
            problems.unknown_key(("rules", code), changeable)
        elif code not in changeable:
            problems.invalid(("rules", code), "nothing can be generated after it, so its severity cannot be changed")


def _check_inputs(base: Path, model: ConfigModel, problems: ConfigProblems) -> None:
    """Report folders that people write into and that are in the output folder."""
    out = (base / model.out).resolve()
    for setting, folder in (("published_names", model.published_names), ("templates", model.templates)):
        if folder is not None and (base / folder).resolve().is_relative_to(out):
            problems.invalid((setting,), "must not be in the output folder, which may be deleted at any time")


def _job(
    name: str, source: SourceModel, model: ConfigModel, base: Path, schemas: OptionsSchemas, problems: ConfigProblems
) -> Job:
    return Job(
        source=SourceSettings(
            name=name,
            spec=base / source.spec,
            label=_label(source.spec),
            root=base / source.root if source.root else (base / source.spec).parent,
            remote=RemotePolicy(
                allow=tuple(source.remote.allow),
                pins=dict(source.remote.pins),
                allow_private_network=source.remote.allow_private_network,
            ),
            server=source.server,
            credentials={scheme: _variables(value) for scheme, value in source.credentials.items()},
            limits=Limits(**model.limits.model_dump(exclude_none=True)),
            overlays=tuple(overlay_file(each, source.spec, base) for each in source.overlays),
            selections=selection_of(name, source, problems),
            names=names_of(name, source.names, problems),
            keeps_unused_schemas=source.unused_schemas == "keep",
            closes_enums=source.enums == "closed",
            pages=pages_of(name, source.pagination, problems),
            ledger=_ledger(name, model, base),
            captures=capture_settings(name, source.captures, base, problems.location(("sources", name, "captures"))),
            waived_changes=tuple(_waivers(name, source, problems)),
            config=problems.file,
        ),
        targets=_targets(name, source, model, schemas, problems),
        templates=_templates(model, base),
        rules=rules_of(model, problems),
        strict=model.strict,
    )


def _templates(model: ConfigModel, base: Path) -> TemplatesFolder | None:
    if model.templates is None:
        return None
    return TemplatesFolder(path=base / model.templates, label=_label(model.templates))


def _ledger(name: str, model: ConfigModel, base: Path) -> LedgerFile | None:
    if model.published_names is None:
        return None
    label = posixpath.join(PurePath(model.published_names).as_posix(), f"{name}.json")
    return LedgerFile(path=base / label, label=label)


def _waivers(name: str, source: SourceModel, problems: ConfigProblems) -> Iterator[Waiver]:
    for number, each in enumerate(source.waived_changes):
        steps = ("sources", name, "waived_changes", number)
        try:
            until = date.fromisoformat(each.until)
        except ValueError:
            problems.invalid((*steps, "until"), "must be a day of the calendar, like 2027-01-31")
            continue
        yield Waiver(
            rule=each.rule, subject=each.subject, reason=each.reason, until=until, origin=problems.location(steps)
        )


def _targets(
    name: str, source: SourceModel, model: ConfigModel, schemas: OptionsSchemas, problems: ConfigProblems
) -> tuple[TargetSettings, ...]:
    """Return a source's targets: its own list, else the one for all, else every target there is."""
    for_all = model.targets or {}
    own = source.targets or {}
    chosen = own or for_all or dict.fromkeys(schemas)
    found: list[TargetSettings] = []
    for target in chosen:
        options = {**(for_all.get(target) or {}), **(own.get(target) or {})}
        steps = ("sources", name, "targets", target) if target in own else ("targets", target)
        if check_options(target, options, steps, schemas, problems):
            settings = TargetSettings(
                name=target,
                folder=f"{name}/{target}",
                options=without_folder_settings(options),
                edits=options.get("edits", "refuse"),
                keep=tuple(options.get("keep", ())),
            )
            found.append(settings)
    return tuple(found)


def _label(spec: str) -> str:
    """Return how generated text names a description: relative to the config, or by its bare name; never absolute."""
    path = PurePath(spec)
    return path.name if path.is_absolute() else posixpath.normpath(path.as_posix())


def _variables(value: str | CredentialModel) -> CredentialVariables:
    if isinstance(value, str):
        return {"value": value}
    return value.model_dump(exclude_none=True)
