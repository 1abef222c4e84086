"""Every language, by name. A new one is a module, a template and a line here."""

from __future__ import annotations

from specloom.targets.snippets.languages.csharp import CSHARP
from specloom.targets.snippets.languages.curl import CURL
from specloom.targets.snippets.languages.go import GO
from specloom.targets.snippets.languages.httpfile import HTTPFILE
from specloom.targets.snippets.languages.httpie import HTTPIE
from specloom.targets.snippets.languages.java import JAVA
from specloom.targets.snippets.languages.javascript import JAVASCRIPT
from specloom.targets.snippets.languages.kotlin import KOTLIN
from specloom.targets.snippets.languages.model import Language
from specloom.targets.snippets.languages.python import PYTHON
from specloom.targets.snippets.languages.wget import WGET

__all__ = ["LANGUAGES"]

LANGUAGES: dict[str, Language] = {
    language.name: language
    for language in (
        CURL,
        JAVASCRIPT,
        PYTHON,
        HTTPIE,
        WGET,
        GO,
        JAVA,
        KOTLIN,
        CSHARP,
        HTTPFILE,
    )
}
"""In the order in which they stand on a page."""
