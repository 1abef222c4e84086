"""Running a case: a folder with a description, an optional config, and what is expected of them."""

from __future__ import annotations

import contextlib
import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from specloom.config import Job
from specloom.config.load import Config, load_config
from specloom.diagnostics import Diagnostics, Stop
from specloom.diagnostics.frame import Marks
from specloom.diagnostics.render import TextPrinter
from specloom.output.files import ATTRIBUTES
from specloom.pipeline import build, survey, with_captures
from specloom.render.environment import templates_folder
from specloom.source import Document
from specloom.targets.registry import TARGETS, load_target

__all__ = ["Case", "build_case", "difference", "lint_case", "repair"]

TEMPLATES = templates_folder()
SCHEMAS = {name: load_target(name).options_schema for name in TARGETS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What came of a case."""

    files: Mapping[str, str]
    """Path -> text, without what is the same everywhere: `.gitattributes`, the manifests."""
    messages: str
    """All findings as text."""
    codes: frozenset[str]


def build_case(folder: Path) -> Case:
    """Return the files of a case: of its `config.yaml`, or of every target for its `spec.*`."""
    files: dict[str, str] = {}

    def work(job: Job, diagnostics: Diagnostics) -> None:
        for made in build(job, diagnostics).folders:
            kept = {path: text for path, text in made.files.items() if path not in ATTRIBUTES}
            files.update({f"{made.path}/{path}": text for path, text in kept.items()})

    messages, codes = _run(folder, work)
    return Case(files=_without_copies(files), messages=messages, codes=codes)


def _without_copies(files: Mapping[str, str]) -> dict[str, str]:
    """Return the files with one list, `copied.txt`, in place of those that are copies of a file of `templates/`."""
    originals = {
        path.read_text(encoding="utf-8"): path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("*")
        if path.is_file() and path.suffix in {".py", ".toml", ".typed"}
    }
    copies = "".join(
        f"{path} <- templates/{originals[text]}\n" for path, text in sorted(files.items()) if text in originals
    )
    others = {path: text for path, text in files.items() if text not in originals}
    return {**others, "copied.txt": copies} if copies else others


def lint_case(folder: Path) -> Case:
    """Return the findings of a case; nothing is rendered."""
    messages, codes = _run(folder, _surveyed)
    return Case(files={}, messages=messages, codes=codes)


def _surveyed(job: Job, diagnostics: Diagnostics) -> None:
    with_captures(survey(job, diagnostics), job.source, diagnostics)


def _run(folder: Path, work: Callable[[Job, Diagnostics], object]) -> tuple[str, frozenset[str]]:
    """Run a case in its own folder, so that messages name its files alike everywhere."""
    messages: list[str] = []
    codes: set[str] = set()
    with contextlib.chdir(folder):
        collectors = [Diagnostics()]
        with contextlib.suppress(Stop):
            for job in _config(collectors[0]).jobs:
                diagnostics = Diagnostics(strict=job.strict, rules=job.rules)
                collectors.append(diagnostics)
                with contextlib.suppress(Stop):
                    work(job, diagnostics)
        for diagnostics in collectors:
            texts = diagnostics.texts or Document(root_label="", folder=Path())
            messages.append(TextPrinter(texts=texts, marks=Marks.of("utf-8")).print(diagnostics))
            codes |= {finding.code.name for finding in diagnostics}
    return "".join(messages), frozenset(codes)


def _config(diagnostics: Diagnostics) -> Config:
    if Path("config.yaml").exists():
        return load_config(Path("config.yaml"), SCHEMAS, diagnostics)
    spec = next((path for path in (Path("spec.yaml"), Path("spec.json")) if path.exists()), Path("spec.yaml"))
    return _with_few_languages(Config.for_spec(spec, Path("expected"), SCHEMAS))


def _with_few_languages(config: Config) -> Config:
    """Return the config with snippets in three languages, so that a new one changes the case that is about them alone."""
    options = {"snippets": {"languages": ["curl", "javascript", "python"]}}
    jobs = (
        replace(job, targets=tuple(replace(each, options=options.get(each.name, {})) for each in job.targets))
        for job in config.jobs
    )
    return replace(config, jobs=tuple(jobs))


def difference(expected: Mapping[str, str], actual: Mapping[str, str]) -> str:
    """Return a unified diff of two sets of files; empty where they agree, names included."""
    found: list[str] = []
    for path in sorted(expected.keys() | actual.keys()):
        if path not in actual:
            found.append(f"missing: {path}\n")
        elif path not in expected:
            found.append(f"unexpected: {path}\n")
        before = expected.get(path, "").splitlines(keepends=True)
        after = actual.get(path, "").splitlines(keepends=True)
        found += difflib.unified_diff(before, after, f"expected/{path}", f"actual/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in found)


def repair(test: str) -> str:
    """Return the command that rewrites what a golden test expects."""
    return f"\nif this is what you want: .venv/bin/pytest --update-golden {test}"
