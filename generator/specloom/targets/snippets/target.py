"""The snippets target: a runnable file for each operation, variant and language, and a list of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import ClassVar

from specloom.calls.model import Call
from specloom.diagnostics import Diagnostics
from specloom.diagnostics.codes import SNIPPET_INEXPRESSIBLE
from specloom.ir.types import JsonValue
from specloom.slugs import operation_slugs
from specloom.targets.base import EmbeddedSnippet, PlanInput, SnippetKey, View
from specloom.targets.snippets.answers import expected_answer
from specloom.targets.snippets.languages.model import (
    CallPlan,
    InexpressibleError,
    Language,
    LanguageNames,
    SnippetFile,
    SnippetView,
)
from specloom.targets.snippets.languages.registry import CLIENTS, LANGUAGES
from specloom.targets.snippets.views import SnippetIndex, SnippetList
from specloom.text import Rendered

__all__ = ["SnippetsTarget", "embed_snippet"]


class SnippetsTarget:
    """Plans the snippets of every call."""

    name: ClassVar[str] = "snippets"
    embeds_snippets: ClassVar[bool] = False
    options_schema: ClassVar[Mapping[str, JsonValue]] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "languages": {
                "description": "The languages to write, all of them where this is absent.",
                "type": "array",
                "uniqueItems": True,
                "items": {"enum": [*LANGUAGES, *CLIENTS]},
            }
        },
    }

    def plan(self, given: PlanInput, diagnostics: Diagnostics) -> Iterable[View]:
        """Return a view for each snippet, by operation, variant and language, and then that of `snippets.json`."""
        wanted = given.options.get("languages", [*LANGUAGES, *CLIENTS])
        plans = [(language, plan) for language, plan in _plans(given) if language.name in wanted]
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
    folders = operation_slugs((operation.id, operation.method, operation.path) for operation in given.api.operations)
    for operation in given.api.operations:
        for call in given.calls.calls.get(operation.id, ()):
            for language, plan in plans:
                try:
                    yield plan(_file(call, language, folders[operation.id]), call)
                except InexpressibleError as error:
                    diagnostics.report(
                        SNIPPET_INEXPRESSIBLE,
                        operation.origin,
                        subject=f"{operation.method} {operation.path}",
                        language=language.label,
                        variant=call.variant.value,
                        reason=str(error),
                    )


def _file(call: Call, language: LanguageNames, folder: str) -> SnippetFile:
    return SnippetFile(
        key=SnippetKey(call.operation.id, call.variant, language.name),
        path=f"{folder}/{call.variant.value}.{language.name}.{language.extension}",
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
