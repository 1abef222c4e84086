"""The index of the search: what can be found by name, and the words of each page. Read by `templates/site/search.js`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from specloom.site.page import Page

__all__ = ["name_entries", "word_index"]

_WORD = re.compile(r"\w{2,40}")


def name_entries(pages: Sequence[Page], titles: Mapping[str, str]) -> list[list[str]]:
    """Return a row per page: address, title, section, method, path, operationId. `titles`: of sections, by folder."""
    return [
        [page.address, page.title, titles.get(page.folder, ""), page.method, page.api_path, page.operation_id]
        for page in pages
    ]


def word_index(texts: Sequence[str]) -> dict[str, object]:
    """Return the words of the pages, sorted, and for each the numbers of its pages, as steps from one to the next."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        for word in set(_WORD.findall(text.lower())):
            places[word].append(number)
    words = sorted(places)
    return {"words": " ".join(words), "pages": [_steps(places[word]) for word in words]}


def _steps(numbers: Sequence[int]) -> list[int]:
    return [number - before for before, number in zip([0, *numbers], numbers, strict=False)]
