"""Every language, by name. A new one is a module, a template and a line here."""

from __future__ import annotations

from collections.abc import Callable

from specloom.calls.model import WireRequest
from specloom.ir.pagination import Pagination
from specloom.targets.snippets.languages.client import CLIENT
from specloom.targets.snippets.languages.csharp import CSHARP
from specloom.targets.snippets.languages.curl import CURL
from specloom.targets.snippets.languages.go import GO
from specloom.targets.snippets.languages.httpfile import HTTPFILE
from specloom.targets.snippets.languages.httpie import HTTPIE
from specloom.targets.snippets.languages.httpx import HTTPX
from specloom.targets.snippets.languages.java import JAVA
from specloom.targets.snippets.languages.javascript import JAVASCRIPT
from specloom.targets.snippets.languages.javascript_pages import plan_javascript_pages
from specloom.targets.snippets.languages.kotlin import KOTLIN
from specloom.targets.snippets.languages.model import ClientLanguage, Language, SnippetFile, SnippetView
from specloom.targets.snippets.languages.php import PHP
from specloom.targets.snippets.languages.powershell import POWERSHELL
from specloom.targets.snippets.languages.python import PYTHON
from specloom.targets.snippets.languages.python_pages import plan_python_pages
from specloom.targets.snippets.languages.ruby import RUBY
from specloom.targets.snippets.languages.rust import RUST
from specloom.targets.snippets.languages.swift import SWIFT
from specloom.targets.snippets.languages.wget import WGET

__all__ = ["CLIENTS", "LANGUAGES", "PAGES", "USUAL_LANGUAGES"]

PagesPlanner = Callable[[SnippetFile, WireRequest, Pagination], SnippetView]

LANGUAGES: dict[str, Language] = {
    language.name: language
    for language in (
        CURL,
        JAVASCRIPT,
        PYTHON,
        HTTPX,
        HTTPIE,
        WGET,
        GO,
        JAVA,
        KOTLIN,
        CSHARP,
        PHP,
        RUBY,
        RUST,
        POWERSHELL,
        SWIFT,
        HTTPFILE,
    )
}
"""In the order in which they stand on a page."""
CLIENTS: dict[str, ClientLanguage] = {language.name: language for language in (CLIENT,)}
"""Those that call a client of ours; on a page they stand behind the others."""

PAGES: dict[str, PagesPlanner] = {"javascript": plan_javascript_pages, "python": plan_python_pages}
"""The languages that have a loop over the pages of a list."""

USUAL_LANGUAGES = ("curl", "javascript", "python")
"""Those that are written where nothing is said."""
