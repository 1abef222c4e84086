"""The snippets target: a runnable file for each operation, variant and language, and a list of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import ClassVar

from specloom.calls.model import Call
from specloom.diagnostics import Diagnostics
from specloom.diagnostics.codes import SNIPPET_INEXPRESSIBLE
from specloom.ir.types import JsonValue
from specloom.targets.base import EmbeddedSnippet, PlanInput, SnippetKey, View
from specloom.targets.naming import published_operation_slugs
from specloom.targets.snippets.answers import expected_answer
from specloom.targets.snippets.languages.errors import ERRORS_VARIANT, handled_errors
from specloom.targets.snippets.languages.model import (
    CallPlan,
    InexpressibleError,
    Language,
    LanguageNames,
    SnippetFile,
    SnippetView,
)
from specloom.targets.snippets.languages.pages import PAGES_VARIANT, looped_pages
from specloom.targets.snippets.languages.registry import CLIENTS, LANGUAGES, PAGES, USUAL_LANGUAGES
from specloom.targets.snippets.views import SnippetIndex, SnippetList
from specloom.text import Rendered

__all__ = ["SnippetsTarget", "embed_snippet"]


class SnippetsTarget:
    """Plans the snippets of every call."""

    name: ClassVar[str] = "snippets"
    embeds_snippets: ClassVar[bool] = False
    shows_captures: ClassVar[bool] = False
    asks: ClassVar[tuple[str, ...]] = ("python",)
    options_schema: ClassVar[Mapping[str, JsonValue]] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "languages": {
                "description": "The languages to write, or `all`.",
                "anyOf": [
                    {"const": "all"},
                    {"type": "array", "uniqueItems": True, "items": {"enum": [*LANGUAGES, *CLIENTS]}},
                ],
                "default": list(USUAL_LANGUAGES),
            },
            "code_samples": {
                "description": "Also write a copy of the description with the minimal snippets as `x-codeSamples`.",
                "type": "boolean",
                "default": False,
            },
        },
    }

    def plan(self, given: PlanInput, diagnostics: Diagnostics) -> Iterable[View]:
        """Return a view for each snippet, by operation, variant and language, and then that of `snippets.json`."""
        wanted = given.options.get("languages", USUAL_LANGUAGES)
        plans = [(language, plan) for language, plan in _plans(given) if wanted == "all" or language.name in wanted]
        snippets = list(_plan_snippets(given, plans, diagnostics))
        return [*snippets, SnippetIndex(entries=SnippetList(snippet.file for snippet in snippets))]


def _plans(given: PlanInput) -> Iterator[tuple[LanguageNames, CallPlan]]:
    """Yield the languages, each with what plans its snippets; the client's own where there is a client."""
    for language in LANGUAGES.values():
        yield language, partial(_plan_request, language)
    for client in CLIENTS.values():
        plan = client.start(given)
        if plan is not None:
            yield client, plan


def _plan_request(language: Language, file: SnippetFile, call: Call) -> SnippetView:
    return language.plan(file, call.request, expected_answer(call))


def _plan_snippets(
    given: PlanInput, plans: list[tuple[LanguageNames, CallPlan]], diagnostics: Diagnostics
) -> Iterator[SnippetView]:
    folders = published_operation_slugs(given.api.operations, given.names.scope("snippets/operations"))
    for operation in given.api.operations:
        for call in given.calls.calls.get(operation.id, ()):
            for language, plan in plans:
                try:
                    yield plan(_file(call, call.name, language, folders[operation.id]), call)
                except InexpressibleError as error:
                    diagnostics.report(
                        SNIPPET_INEXPRESSIBLE,
                        operation.origin,
                        subject=f"{operation.method} {operation.path}",
                        language=language.label,
                        variant=call.name,
                        reason=str(error),
                    )
        for call in given.calls.calls.get(operation.id, ())[:1]:
            yield from _with_errors(call, plans, folders[operation.id])
            yield from _loops(call, [language for language, _ in plans], folders[operation.id])


def _with_errors(call: Call, plans: list[tuple[LanguageNames, CallPlan]], folder: str) -> Iterator[SnippetView]:
    """Yield the call with what is done with each documented error, in each language that has that and can make the call."""
    errors = handled_errors(call)
    for language, plan in plans:
        if errors and language.handle is not None:
            with suppress(InexpressibleError):
                yield language.handle(plan(_file(call, ERRORS_VARIANT, language, folder), call), errors)


def _loops(call: Call, languages: Iterable[LanguageNames], folder: str) -> Iterator[SnippetView]:
    """Yield a loop over the pages of a list in each language that has one and can make the call."""
    pages = looped_pages(call)
    for language in languages:
        if pages is not None and language.name in PAGES:
            file = _file(call, PAGES_VARIANT, language, folder)
            with suppress(InexpressibleError):
                yield PAGES[language.name](file, call.request, pages)


def _file(call: Call, variant: str, language: LanguageNames, folder: str) -> SnippetFile:
    return SnippetFile(
        key=SnippetKey(call.operation.id, variant, language.name),
        path=f"{folder}/{variant}.{language.name}.{language.extension}",
        label=language.label,
        fence=language.fence,
        tool=language.tool,
        variables=call.request.variables,
    )


def embed_snippet(view: View, text: Rendered) -> EmbeddedSnippet | None:
    """Return a rendered snippet in the form that pages embed; None where the view is not one of a snippet."""
    if not isinstance(view, SnippetView):
        return None
    file = view.file
    return EmbeddedSnippet(key=file.key, fence=file.fence, label=file.label, path=file.path, text=text)
