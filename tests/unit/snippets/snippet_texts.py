"""Helpers: the text of a snippet for a request made by hand."""

from __future__ import annotations

from specloom.calls.model import WireRequest
from specloom.render import Renderer
from specloom.targets.base import SnippetKey
from specloom.targets.snippets.languages.model import Answer, SnippetFile
from specloom.targets.snippets.languages.registry import LANGUAGES

__all__ = ["snippet_text"]


def snippet_text(language: str, request: WireRequest, answer: Answer = Answer.JSON) -> str:
    """Return the file that sends a request."""
    chosen = LANGUAGES[language]
    file = SnippetFile(
        key=SnippetKey("x", "minimal", language),
        path=f"x/minimal.{language}.{chosen.extension}",
        label=chosen.label,
        fence=chosen.fence,
        tool=chosen.tool,
        variables=request.variables,
    )
    return Renderer().render(chosen.plan(file, request, answer)).text
