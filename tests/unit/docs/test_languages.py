"""The languages that the config may name for pages are those of the snippets target."""

from __future__ import annotations

from specloom.targets.docs.target import EVERY_LANGUAGE
from specloom.targets.snippets.languages.registry import CLIENTS, LANGUAGES


def test_pages_know_every_language() -> None:
    assert (*LANGUAGES, *CLIENTS) == EVERY_LANGUAGE
