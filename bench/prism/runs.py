"""Runs snippets one by one, each as a process of its own, through the proxy, and says what Prism answered."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from bench.prism.mock import Prism
from bench.prism.proxy import Proxy, Seen
from specloom.calls.prepare import prepare_calls
from specloom.config.job import SourceSettings
from specloom.diagnostics import Diagnostics
from specloom.pipeline import load_api
from specloom.render import Renderer
from specloom.targets.base import PlanInput
from specloom.targets.snippets.languages.errors import ERRORS_VARIANT
from specloom.targets.snippets.languages.model import SnippetView
from specloom.targets.snippets.languages.pages import PAGES_VARIANT
from specloom.targets.snippets.target import SnippetsTarget

__all__ = ["BASE", "LANGUAGES", "Outcome", "Runner", "Snippet", "sampled_operations", "sampled_snippets"]

BASE = "http://prism.invalid"
"""What stands for the server in a snippet until it is run."""
LANGUAGES = ("curl", "javascript", "python")
_PROGRAMS = {"curl": "bash", "javascript": "node", "python": sys.executable}
_SUFFIXES = {"curl": ".sh", "javascript": ".mjs", "python": ".py"}
_SEED = 20260101
_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Snippet:
    """A snippet that is to be run."""

    operation: str
    """Method and path."""
    variant: str
    language: str
    text: str
    """With `BASE` for the server."""
    variables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a snippet."""

    snippet: Snippet
    seen: tuple[Seen, ...]
    """The answers that it got."""
    exit_code: int
    ends_prism: bool = False
    """Prism ended instead of answering."""

    @property
    def is_good(self) -> bool:
        """Whether it sent one request, which was as documented, and ended well."""
        return len(self.seen) == 1 and 200 <= self.seen[0].status < 300 and not self.exit_code

    @property
    def is_prisms_fault(self) -> bool:
        """Whether Prism failed by itself: an error of its own, which it names, or the end of its process."""
        return self.ends_prism or any("stoplight.io/prism/errors" in each.problem for each in self.seen)


def sampled_operations(source: SourceSettings, count: int) -> tuple[int, set[str]]:
    """Return how many operations a description has, and a seeded sample of their ids."""
    ids = sorted(operation.id for operation in load_api(source, Diagnostics(lenient=True)).api.operations)
    return len(ids), set(random.Random(_SEED).sample(ids, min(count, len(ids))))


def sampled_snippets(source: SourceSettings, chosen: set[str]) -> list[Snippet]:
    """Return our snippets of the chosen operations."""
    diagnostics = Diagnostics(lenient=True)
    api = load_api(replace(source, server=BASE), diagnostics).api
    given = PlanInput(api=api, calls=prepare_calls(api, diagnostics), options={"languages": list(LANGUAGES)})
    places = {operation.id: f"{operation.method} {operation.path}" for operation in api.operations}
    renderer = Renderer()
    return [
        Snippet(
            operation=places[view.file.key.operation],
            variant=view.file.key.variant,
            language=view.file.key.language,
            text=renderer.render(view).text,
            variables=view.file.variables,
        )
        for view in SnippetsTarget().plan(given, diagnostics)
        if isinstance(view, SnippetView)
        and view.file.key.operation in chosen
        and view.file.key.variant not in (ERRORS_VARIANT, PAGES_VARIANT)
    ]


@dataclass(slots=True)
class Runner:
    """Runs snippets against Prism, each alone in a folder and a process of its own."""

    prism: Prism
    proxy: Proxy
    folder: Path
    workers: int

    def run_all(self, snippets: Sequence[Snippet]) -> list[Outcome]:
        """Return what comes of each snippet. Those that got no answer are run again, alone: another may have ended Prism."""
        (self.folder / "upload.bin").write_bytes(b"\x89PNG\r\n\x1a\n")
        with ThreadPoolExecutor(self.workers) as pool:
            outcomes = list(pool.map(self._run, range(len(snippets)), snippets))
        for index, outcome in enumerate(outcomes):
            if any(not each.status for each in outcome.seen):
                self.prism.revive()
                again = self._run(len(snippets) + index, outcome.snippet)
                outcomes[index] = replace(again, ends_prism=self.prism.revive())
        return outcomes

    def _run(self, number: int, snippet: Snippet) -> Outcome:
        place = self.folder / str(number) / f"snippet{_SUFFIXES[snippet.language]}"
        place.parent.mkdir()
        place.write_text(snippet.text.replace(BASE, self.proxy.url(number)), encoding="utf-8")
        values = _values(snippet.variables, self.folder / "upload.bin")
        environment = {"PATH": os.environ["PATH"], "NO_PROXY": "*", **values}
        try:
            done = subprocess.run(
                [_PROGRAMS[snippet.language], str(place)],
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Outcome(snippet, tuple(self.proxy.seen[number]), exit_code=124)
        return Outcome(snippet, tuple(self.proxy.seen[number]), done.returncode)


def _values(names: Iterable[str], upload: Path) -> Mapping[str, str]:
    return {name: str(upload) if "_FILE" in name else "made-up" for name in names}
