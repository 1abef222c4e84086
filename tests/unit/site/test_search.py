"""The index of the search."""

from __future__ import annotations

from specloom.site.search import word_index


def test_words_lead_to_their_pages() -> None:
    """Sorted words, and for each the steps from one of its pages to the next."""
    assert word_index(["A pet, a Pet", "none", "pet_id pet"]) == {
        "words": "none pet pet_id",
        "pages": [[1], [0, 2], [2]],
    }
