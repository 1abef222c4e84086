"""Templates of the user's own, in place of ours: a folder in, the texts by the names of the templates out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from specloom import trace

__all__ = ["UPSTREAM", "Override", "OverrideProblem", "read_overrides", "template_files"]

UPSTREAM = ".upstream"
"""Of the folder of overrides: the texts of ours that they were made from."""
_MOST_BYTES = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A template of the user's own."""

    name: str
    """Of the template that it replaces: `docs/operation.md.jinja`."""
    path: Path
    label: str
    """The same file relative to the config."""
    text: str


@dataclass(frozen=True, slots=True)
class OverrideProblem:
    """A file among the overrides that cannot be used."""

    name: str
    """Inside the folder; empty for the folder itself."""
    problem: str
    """The end of a sentence about it; empty where it names no template."""


def template_files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder, relative to it and sorted, without what tools leave there: hidden files, bytecode."""
    for path in sorted(folder.rglob("*"), key=lambda each: each.relative_to(folder).as_posix()):
        inside = path.relative_to(folder)
        if not any(part.startswith(".") or part == "__pycache__" for part in inside.parts) and not path.is_dir():
            yield inside


def read_overrides(
    folder: Path, label: str, known: Collection[str], elsewhere: Collection[str] = ()
) -> tuple[Mapping[str, Override], tuple[OverrideProblem, ...]]:
    """Return the overrides in a folder by name, and the files there that are none. `known` has the names of templates.

    What is for the targets `elsewhere`, which this run does not make, is passed over.
    """
    if trace.kind_of(folder) != "folder":
        return {}, (OverrideProblem("", "is no folder"),)
    trace.fitting(folder, "**/*")
    found: dict[str, Override] = {}
    problems: list[OverrideProblem] = []
    for inside in template_files(folder):
        name = inside.as_posix()
        if name not in known and inside.parts[0] in elsewhere:
            continue
        if name not in known:
            problems.append(OverrideProblem(name, ""))
            continue
        try:
            text = _text(folder, inside)
        except (OSError, ValueError) as error:
            problems.append(OverrideProblem(name, getattr(error, "strerror", None) or str(error)))
            continue
        found[name] = Override(name=name, path=folder / inside, label=f"{label}/{name}", text=text)
    return found, tuple(problems)


def _text(folder: Path, inside: Path) -> str:
    """Return the text of a file, with LF line ends; raise `OSError` or `ValueError` where it cannot be used."""
    path = folder / inside
    if not trace.real_path(path).is_relative_to(trace.real_path(folder)):
        raise ValueError("leads out of the folder of templates")
    if not trace.is_file(path):
        raise ValueError("is no regular file")
    if trace.size_of(path) > _MOST_BYTES:
        raise ValueError("is longer than a template may be: 1 MiB")
    try:
        return trace.read_bytes(path).decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise ValueError("is not UTF-8") from error
