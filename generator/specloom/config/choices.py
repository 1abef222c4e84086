"""What the config says of a description, with the place of every word: in a checked model, out what normalize takes."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from specloom.config.job import OverlayFile
from specloom.config.model import ConfigModel, NamesModel, PaginationModel, PicksModel, RuleModel, SourceModel
from specloom.config.problems import ConfigProblems, Steps
from specloom.diagnostics import Rule, Severity
from specloom.ir.choices import Names, Naming, PageChoice, Picks, Selection, Stated
from specloom.ir.pagination import InputPlace, PageClaim, PageSource, PageStyle, PropertyPath

__all__ = ["names_of", "overlay_file", "pages_of", "picks_of_words", "rules_of", "selection_of"]

_PREFIXES = {"tag": "tags", "path": "paths", "op": "operations", "method": "methods"}


def selection_of(name: str, source: SourceModel, problems: ConfigProblems) -> tuple[Selection, ...]:
    """Return what `include` and `exclude` of a source say; nothing where they say nothing."""
    steps = ("sources", name)
    include = _picks(source.include, (*steps, "include"), problems)
    exclude = _picks(source.exclude, (*steps, "exclude"), problems)
    if not include and not exclude:
        return ()
    return (Selection(include=include, exclude=exclude, place=problems.location(steps)),)


def _picks(model: PicksModel | None, steps: Steps, problems: ConfigProblems) -> Picks:
    if model is None:
        return Picks()

    def stated(key: str, texts: Iterable[str]) -> tuple[Stated, ...]:
        return tuple(Stated(text, problems.location((*steps, key, index))) for index, text in enumerate(texts))

    return Picks(
        tags=stated("tags", model.tags),
        paths=stated("paths", model.paths),
        operations=stated("operations", model.operations),
        methods=stated("methods", model.methods),
        deprecated=model.deprecated,
    )


def picks_of_words(words: Iterable[str]) -> Picks:
    """Return what words of the command line pick: `tag:Users`, `deprecated`; raise `ValueError` at one that means nothing."""
    found: dict[str, list[Stated]] = {kind: [] for kind in _PREFIXES.values()}
    deprecated = None
    for word in words:
        prefix, colon, pattern = word.partition(":")
        if word == "deprecated":
            deprecated = True
        elif prefix in _PREFIXES and colon and pattern:
            found[_PREFIXES[prefix]].append(Stated(pattern))
        else:
            raise ValueError(f"{word!r} is none of tag:NAME, path:PATH, op:ID, method:NAME and deprecated")
    groups = {kind: tuple(stated) for kind, stated in found.items()}
    return Picks(**groups, deprecated=deprecated)


def names_of(name: str, model: NamesModel, problems: ConfigProblems) -> Names:
    """Return the names that a source gives."""

    def namings(kind: str, named: Mapping[str, str]) -> tuple[Naming, ...]:
        steps = ("sources", name, "names", kind)
        return tuple(Naming(part=problems.stated_key((*steps, part)), name=given) for part, given in named.items())

    return Names(
        operations=namings("operations", model.operations),
        schemas=namings("schemas", model.schemas),
        sections=namings("sections", model.sections),
    )


def pages_of(
    name: str, settings: Mapping[str, PaginationModel | Literal[False]], problems: ConfigProblems
) -> tuple[PageChoice, ...]:
    """Return how the lists of some operations of a source go on."""

    def choice(key: str, model: PaginationModel | Literal[False]) -> PageChoice:
        steps = ("sources", name, "pagination", key)
        claim = None if model is False else _claim(model, steps, problems)
        return PageChoice(part=problems.stated_key(steps), claim=claim)

    return tuple(choice(key, model) for key, model in settings.items())


def _claim(model: PaginationModel, steps: Steps, problems: ConfigProblems) -> PageClaim:
    return PageClaim(
        style=PageStyle(model.style),
        place=InputPlace(model.in_),
        parameter=model.parameter,
        limit=model.limit,
        first=model.first,
        items=None if model.items is None else _path(model.items),
        next=_path(model.next),
        item_key=model.item_key,
        has_more=_path(model.has_more),
        is_last=_path(model.is_last),
        total=_path(model.total),
        source=PageSource.CONFIG,
        evidence="the config",
        origin=problems.location(steps),
        places={key: problems.location((*steps, key)) for key in model.model_fields_set},
    )


def _path(stated: str | list[str]) -> PropertyPath:
    return (stated,) if isinstance(stated, str) else tuple(stated)


def rules_of(model: ConfigModel, problems: ConfigProblems) -> dict[str, Rule]:
    """Return the severities of findings by code."""
    return {
        code: _rule(rule if isinstance(rule, RuleModel) else RuleModel(severity=rule), ("rules", code), problems)
        for code, rule in model.rules.items()
    }


def _rule(model: RuleModel, steps: Steps, problems: ConfigProblems) -> Rule:
    return Rule(
        severity=Severity[model.severity.upper()],
        reason=model.reason or "",
        pointers=tuple(model.paths or ()),
        origin=problems.location(steps),
    )


def overlay_file(overlay: str, spec: str, base: Path) -> OverlayFile:
    """Return an overlay for a description, both given relative to a folder, or absolute.

    Its label is its way from the description's folder, unless that would say where on this machine it lies.
    """
    path = base / overlay
    way = posixpath.relpath(path.absolute().as_posix(), (base / spec).absolute().parent.as_posix())
    is_told = Path(overlay).is_absolute() or Path(spec).is_absolute()
    return OverlayFile(path=path, label=f"overlay:{path.name}" if is_told and way.startswith("../") else way)
