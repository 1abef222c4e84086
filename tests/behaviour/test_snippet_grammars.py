"""Snippets of languages that cannot be run here, and of some that can, are text of that language."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
from pathlib import Path

import pytest
from behaviour.hostile_requests import HOSTILE_REQUESTS
from bench.checks.grammars import PARSERS, parse_fault
from builds import ROOT
from unit.snippets.snippet_texts import snippet_text

from specloom.targets.snippets.languages.model import Answer, InexpressibleError
from specloom.targets.snippets.languages.registry import LANGUAGES


def texts(language: str) -> list[str]:
    """Return a snippet of every request that the language can send, with each kind of answer."""
    found: list[str] = []
    for request in HOSTILE_REQUESTS.values():
        for answer in Answer:
            with contextlib.suppress(InexpressibleError):
                found.append(snippet_text(language, request, answer))
    return found


@pytest.mark.parametrize("language", PARSERS)
def test_every_snippet_parses(language: str) -> None:
    made = texts(language) if language in LANGUAGES else []
    committed = (ROOT / "generated" / "petstore-plus" / "snippets").glob(f"*/*.{language}.*")
    made += [path.read_text(encoding="utf-8") for path in committed]

    assert len(made) > (90 if language in LANGUAGES else 30)
    assert [] == [fault for text in made if (fault := parse_fault(language, text))]


@pytest.mark.parametrize("language", sorted(PARSERS.keys() & LANGUAGES))
def test_a_broken_snippet_does_not_parse(language: str) -> None:
    (text, *_) = texts(language)

    assert parse_fault(language, text.replace(":", '"').replace(")", "").replace("}", ""))


def test_gofmt_changes_nothing(tmp_path: Path) -> None:
    program = shutil.which("gofmt")
    if program is None:
        pytest.skip("no gofmt on this machine")
    for number, text in enumerate(texts("go")):
        (tmp_path / f"{number}.go").write_text(text, encoding="utf-8", newline="")
    done = subprocess.run([program, "-d", str(tmp_path)], capture_output=True, text=True, timeout=60, check=False)

    assert ("", "") == (done.stdout, done.stderr)
