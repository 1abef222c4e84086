"""Snippets: one runnable file for each operation, variant and language, all of the same wire request."""

from specloom.targets.snippets.target import SnippetsTarget, embed_snippet

__all__ = ["SnippetsTarget", "embed_snippet"]
