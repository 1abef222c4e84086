"""Which blocks of code of a page become tabs."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from specloom.site.snippets import find_tabs

CURL, PYTHON = "```bash\ncurl\n```\n", "```python\nprint()\n```\n"


def labels(text: str) -> list[list[str]]:
    """Return the labels of each group of tabs in a page."""
    return [[tab.label for tab in group.tabs] for group in find_tabs(MarkdownIt().parse(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"### Code examples\n{CURL}\n{PYTHON}", [["curl", "Python"]]),
        (f"### Snippets\n{CURL}\n{PYTHON}\n### Notes\n{CURL}\n{PYTHON}", [["curl", "Python"]]),
        (f"### Snippets\n**cURL**\n\n{CURL}\n**httpx**\n\n{PYTHON}", [["cURL", "httpx"]]),
        (f"### Snippets\n#### cURL\n{CURL}\n#### httpx\n{PYTHON}", [["cURL", "httpx"]]),
        (f"### Snippets\n#### Minimal\n{CURL}\n{PYTHON}\n#### All\n{CURL}\n{PYTHON}", [["curl", "Python"]] * 2),
        (f"### Snippets\n{CURL}\n{PYTHON}\n<details>\n\n{CURL}\n{PYTHON}\n</details>", [["curl", "Python"]] * 2),
        (f"### Snippets\n{CURL}", []),
        (f"### Snippets\n{CURL}\n{CURL}", []),
        (f"### Snippets\n{CURL}\nwords\n\n{PYTHON}", []),
        (f"- {CURL}", []),
    ],
    ids=range(10),
)
def test_blocks_that_follow_each_other_are_one_group(text: str, expected: list[list[str]]) -> None:
    assert labels(text) == expected


def test_prose_of_a_description_opens_no_group() -> None:
    """Its headings are of level 4 and below (`MdText`), and what stands in a container is no heading of the page."""
    assert labels(f"## GET /x\n\n#### Snippets\n\n{CURL}\n{PYTHON}\n") == []
    assert labels(f"> ### Snippets\n\n{CURL}\n{PYTHON}\n") == []
