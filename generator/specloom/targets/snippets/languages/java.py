"""Java: a request with `java.net.http`, in one file that `java` runs as it stands (Java 17 and later).

Java 17 reads a source file in the encoding of the locale, later ones as UTF-8; hence the option of the command.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from specloom.calls.model import WireRequest
from specloom.targets.snippets.languages.java_text import JavaJson, JavaString, JavaText, JavaUrl, JavaValue
from specloom.targets.snippets.languages.jvm import JvmDialect, JvmSnippet, plan_jvm
from specloom.targets.snippets.languages.model import Answer, Language, SnippetFile

__all__ = ["JAVA", "JavaSnippet", "plan_java"]

_DIALECT = JvmDialect(
    string=JavaString, text=JavaText, json=JavaJson, value=JavaValue, url=JavaUrl, margin=len("            ")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class JavaSnippet(JvmSnippet):
    """A class with a main method, as google-java-format would leave it."""

    template: ClassVar[str] = "snippets/java.jinja"


def plan_java(file: SnippetFile, request: WireRequest, answer: Answer) -> JavaSnippet:
    """Return the request as a program; refuse what `java.net.http` cannot send."""
    return plan_jvm(JavaSnippet, _DIALECT, file, request, answer)


JAVA = Language(
    name="java",
    label="Java",
    fence="java",
    extension="java",
    tool="java",
    command=("java", "-Dfile.encoding=UTF-8"),
    comment="//",
    plan=plan_java,
)
