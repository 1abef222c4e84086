"""What docstrings say: paragraphs of the document's prose, and facts that no annotation shows."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterable

from specloom.ir.types import JsonValue
from specloom.targets.python.prose import PyDoc

__all__ = ["paragraphs", "with_facts"]


def paragraphs(*texts: str) -> PyDoc:
    """Return the texts that say something as paragraphs, each once."""
    said = [inspect.cleandoc(text).strip() for text in texts if text.strip()]
    kept = [text for index, text in enumerate(said) if not any(_repeats(text, other) for other in said[:index])]
    return PyDoc("\n\n".join(kept))


def _repeats(text: str, other: str) -> bool:
    return text.rstrip(".") == other.rstrip(".")


def with_facts(text: str, *, deprecated: bool, default: JsonValue, has_default: bool) -> PyDoc | None:
    """Return the description of an input with its default and whether it is deprecated; None where nothing is known."""
    facts = list(_facts(deprecated, default, has_default))
    return PyDoc("\n".join([text.strip(), *facts]).strip()) if text.strip() or facts else None


def _facts(deprecated: bool, default: JsonValue, has_default: bool) -> Iterable[str]:
    if has_default and default is not None:
        yield f"Default: {json.dumps(default, ensure_ascii=False)}."
    if deprecated:
        yield "Deprecated."
