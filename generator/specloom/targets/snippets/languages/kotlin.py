"""Kotlin: a request with `java.net.http`, as a script that `kotlin` runs (Kotlin 1.3.70 and later, on Java 17)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from specloom.calls.model import WireRequest
from specloom.targets.snippets.languages.jvm import JvmDialect, JvmSnippet, plan_jvm
from specloom.targets.snippets.languages.kotlin_text import KtJson, KtString, KtText, KtUrl, KtValue
from specloom.targets.snippets.languages.model import Answer, Language, SnippetFile

__all__ = ["KOTLIN", "KotlinSnippet", "plan_kotlin"]

_DIALECT = JvmDialect(string=KtString, text=KtText, json=KtJson, value=KtValue, url=KtUrl, margin=len("    "))


@dataclass(frozen=True, slots=True, kw_only=True)
class KotlinSnippet(JvmSnippet):
    """A script of statements, and the functions that they use."""

    template: ClassVar[str] = "snippets/kotlin.jinja"


def plan_kotlin(file: SnippetFile, request: WireRequest, answer: Answer) -> KotlinSnippet:
    """Return the request as a script; refuse what `java.net.http` cannot send."""
    return plan_jvm(KotlinSnippet, _DIALECT, file, request, answer)


KOTLIN = Language(
    name="kotlin",
    label="Kotlin",
    fence="kotlin",
    extension="main.kts",
    tool="kotlin",
    command=("kotlin",),
    comment="//",
    plan=plan_kotlin,
)
