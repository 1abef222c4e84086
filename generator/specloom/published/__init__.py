"""The names ledger: what is called how in what was published, so that it goes on being called so. Decision 0035."""

from specloom.published.book import NO_NAMES, SECTIONS, NameBook, Names, Scope

__all__ = ["NO_NAMES", "SECTIONS", "NameBook", "Names", "Scope"]
