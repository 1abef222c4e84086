"""What a command was asked to work on, and the config that makes of it."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from specloom.config.choices import picks_of_words
from specloom.config.load import DEFAULT_CONFIG, Config, load_config
from specloom.config.model import check_server
from specloom.config.options import OptionsSchemas, UnusableTargetError
from specloom.config.settings import setting_of
from specloom.config.suggest import did_you_mean
from specloom.diagnostics import Diagnostics, Stop, codes
from specloom.ir.choices import Selection
from specloom.ir.types import JsonValue
from specloom.targets.registry import TARGETS, TargetError, installed, load_target

__all__ = ["Request", "find_config", "options_schemas", "refuse", "usable_schemas"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The arguments that `generate`, `check`, `lint` and `inspect` share."""

    command: str
    spec: str | None = None
    """A description to work on without a config; None: what the config names."""
    out: str | None = None
    targets: tuple[str, ...] = ()
    """None named: all of them."""
    sources: tuple[str, ...] = ()
    """Of the config; none named: all of them."""
    root: str | None = None
    """The folder that references may not leave."""
    server: str | None = None
    overlays: tuple[str, ...] = ()
    """Applied after those of the config."""
    only: tuple[str, ...] = ()
    """`tag:Users`, `path:/v1/*`, `op:getUser`, `method:get`, `deprecated`."""
    without: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    """`KEY=VALUE`, in place of what the config says."""
    config: str | None = None
    edits: Literal["refuse", "merge", "overwrite"] | None = None
    """What becomes of files that were changed by hand; None: what the config says."""
    strict: bool = False
    lenient: bool = False
    no_cache: bool = False
    """Nothing that an earlier run made is taken for what this one would make."""
    accept_renames: bool = False
    """What was published may get another name."""

    def as_command(self, command: str, *extra: str) -> str:
        """Return the shell line that runs another command on the same."""
        return shlex.join(
            ["specloom", command, *self._arguments(writes=command in {"generate", "list-outputs"}), *extra]
        )

    def _arguments(self, *, writes: bool) -> Iterator[str]:
        if self.spec is not None:
            yield self.spec
        singles = {"--out": self.out if writes else None, "--root": self.root, "--server": self.server}
        singles["--edits"] = self.edits if writes else None
        for option, value in {**singles, "--config": self.config}.items():
            if value is not None:
                yield from (option, value)
        lists = {"--target": self.targets, "--source": self.sources, "--overlay": self.overlays}
        for option, values in {**lists, "--only": self.only, "--without": self.without, "--set": self.settings}.items():
            for value in values:
                yield from (option, value)
        yield from (["--strict"] if self.strict else [])
        yield from (["--lenient"] if self.lenient else [])


class _Schemas(Mapping[str, Mapping[str, JsonValue]]):
    """The options of targets, each loaded when it is asked for; those of other packages are there, and have to be named."""

    def __getitem__(self, name: str) -> Mapping[str, JsonValue]:
        try:
            return load_target(name).options_schema
        except TargetError as error:
            raise UnusableTargetError(str(error)) from error

    def __contains__(self, name: object) -> bool:
        return name in TARGETS or name in installed()

    def __iter__(self) -> Iterator[str]:
        return iter(TARGETS)

    def __len__(self) -> int:
        return len(TARGETS)


def options_schemas() -> OptionsSchemas:
    """Return the options of every target there is."""
    return _Schemas()


def usable_schemas() -> OptionsSchemas:
    """Return the options of our targets, and of those of other packages that can be used."""
    found = {name: load_target(name).options_schema for name in TARGETS}
    for name in installed():
        with suppress(TargetError):
            found[name] = load_target(name).options_schema
    return found


def find_config(request: Request, diagnostics: Diagnostics, *, needs_out: bool) -> Config:
    """Return the config of a request; raise `Stop` where its arguments or its config file cannot be used."""
    for target in request.targets:
        if target not in options_schemas():
            hint = did_you_mean(target, [*TARGETS, *installed()])
            refuse(request, diagnostics, f"there is no target {target!r}{hint}")
            continue
        try:
            load_target(target)
        except TargetError as error:
            diagnostics.report(codes.TARGET_UNUSABLE, None, name=target, problem=str(error))
    if request.spec is None:
        config = _from_file(request, diagnostics)
    else:
        config = _without_file(request.spec, request, diagnostics, needs_out)
    diagnostics.stop_on_errors()
    if request.root is not None:
        config = _with_root(config, Path(request.root), request, diagnostics)
    if request.server is not None:
        config = _with_server(config, request, diagnostics)
    config = _narrowed(config, request, diagnostics)
    config = config if request.edits is None else config.with_edits(request.edits)
    diagnostics.stop_on_errors()
    jobs = (
        replace(
            job,
            strict=job.strict or request.strict,
            lenient=job.lenient or request.lenient,
            accepts_renames=request.accept_renames,
        )
        for job in config.jobs
    )
    return replace(config, jobs=tuple(jobs))


def _without_file(spec: str, request: Request, diagnostics: Diagnostics, needs_out: bool) -> Config:
    if request.config is not None:
        refuse(request, diagnostics, "a description and --config exclude each other: the config names its descriptions")
    if not spec:
        refuse(request, diagnostics, "the name of the description is empty")
    if request.settings:
        refuse(request, diagnostics, "--set changes a config, and a description was named in place of one")
    if request.sources:
        refuse(request, diagnostics, "--source chooses from a config, and a description was named in place of one")
    if needs_out and request.out is None:
        refuse(request, diagnostics, "say where to write with --out DIR")
    diagnostics.stop_on_errors()
    wanted = [target for target in TARGETS if target in request.targets or not request.targets]
    wanted += [target for target in dict.fromkeys(request.targets) if target not in TARGETS]
    return Config.for_spec(Path(spec), Path(request.out or ""), wanted)


def _from_file(request: Request, diagnostics: Diagnostics) -> Config:
    stated = request.config or os.environ.get("SPECLOOM_CONFIG") or None
    path = Path(stated or DEFAULT_CONFIG)
    if stated is None and not path.exists():
        diagnostics.report(codes.CONFIG_MISSING, None, path=path.as_posix())
    diagnostics.stop_on_errors()
    try:
        settings = [setting_of(each) for each in request.settings]
    except ValueError as error:
        refuse(request, diagnostics, str(error))
        raise Stop from error
    config = load_config(path, options_schemas(), diagnostics, settings)
    names = [job.source.name for job in config.jobs]
    for source in request.sources:
        if source not in names:
            refuse(request, diagnostics, f"the config has no source {source!r}{did_you_mean(source, names)}")
    diagnostics.stop_on_errors()
    chosen = config.only(sources=request.sources, targets=request.targets)
    if not chosen.jobs:
        refuse(request, diagnostics, f"no source of the config makes the target {', '.join(request.targets)}")
    return replace(chosen, out=Path(request.out)) if request.out is not None else chosen


def _with_root(config: Config, root: Path, request: Request, diagnostics: Diagnostics) -> Config:
    if not root.is_dir():
        refuse(request, diagnostics, f"--root must be a folder, and {request.root!r} is none")
    return config.with_root(root)


def _with_server(config: Config, request: Request, diagnostics: Diagnostics) -> Config:
    try:
        return config.with_server(check_server(request.server or ""))
    except ValueError as error:
        refuse(request, diagnostics, f"--server {error}")
        raise Stop from error


def _narrowed(config: Config, request: Request, diagnostics: Diagnostics) -> Config:
    """Return the config with what the command line says of its one description."""
    said = {"--overlay": request.overlays, "--only": request.only, "--without": request.without}
    if len(config.jobs) > 1 and any(said.values()):
        option = next(option for option, words in said.items() if words)
        refuse(request, diagnostics, f"{option} is about one description: choose it with --source")
        return config
    try:
        selection = Selection(include=picks_of_words(request.only), exclude=picks_of_words(request.without))
    except ValueError as error:
        refuse(request, diagnostics, str(error))
        return config
    config = config.with_overlays(request.overlays)
    return config.with_selection(selection) if request.only or request.without else config


def refuse(request: Request, diagnostics: Diagnostics, problem: str) -> None:
    """Report arguments that cannot be used."""
    diagnostics.report(codes.USAGE, None, problem=problem, command=f"specloom {request.command}")
