"""The tables of `bench.snippets`, as Markdown."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.prism.left_out import LEFT_OUT
from bench.prism.mock import PACKAGES
from bench.prism.runs import LANGUAGES, Outcome

__all__ = ["Row", "between", "document_section", "peer_section", "rows_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The figures of one tool in one language."""

    tool: str
    language: str
    run: int
    good: int
    refused: int
    """Answered with 4xx."""
    left_out: int
    """Prism failed by itself, or cannot read what is right."""

    @property
    def other(self) -> int:
        """Sent nothing, or ended with an error of their own."""
        return self.run - self.good - self.refused - self.left_out

    @property
    def share(self) -> str:
        """Of those that Prism could answer."""
        possible = self.run - self.left_out
        return f"{100 * self.good / possible:.1f} %" if possible else ""


def rows_of(tool: str, document: str, outcomes: Sequence[Outcome]) -> list[Row]:
    """Return a row for each language."""
    return [
        _row(tool, language, document, [one for one in outcomes if one.snippet.language == language])
        for language in LANGUAGES
    ]


def _row(tool: str, language: str, document: str, outcomes: Sequence[Outcome]) -> Row:
    bad = [one for one in outcomes if not one.is_good]
    counted = [one for one in bad if not one.is_prisms_fault and (document, one.snippet.operation) not in LEFT_OUT]
    return Row(
        tool=tool,
        language=language,
        run=len(outcomes),
        good=len(outcomes) - len(bad),
        refused=sum(any(400 <= each.status < 500 for each in one.seen) for one in counted),
        left_out=len(bad) - len(counted),
    )


def _table(rows: Iterable[Row]) -> str:
    head = "| | language | run | 2xx | 4xx | sent nothing, or broke | left out | 2xx of the others |\n"
    rule = "|---|---|---:|---:|---:|---:|---:|---:|\n"
    lines = [
        f"| {row.tool} | {row.language} | {row.run} | {row.good} | {row.refused} | {row.other} | {row.left_out} |"
        f" {row.share} |\n"
        for row in rows
    ]
    return head + rule + "".join(lines)


def document_section(name: str, total: int, sampled: int, outcomes: Sequence[Outcome]) -> str:
    """Return the table of one document, and what did not get a 2xx, operation by operation."""
    text = f"### {name}\n\n{sampled} of {total} operations.\n\n{_table(rows_of('specloom', name, outcomes))}"
    listed = Counter[str]()
    for one in outcomes:
        if not one.is_good:
            listed[f"`{one.snippet.operation}`: {_reason(one, name)}"] += 1
    if listed:
        text += "\n" + "".join(f"- {line} ({count} snippets)\n" for line, count in sorted(listed.items()))
    return text


def peer_section(name: str, rows: Sequence[Row]) -> str:
    """Return the table of all tools."""
    return f"### Other tools, of {name}\n\nThe minimal snippets, from the description alone.\n\n{_table(rows)}"


def _reason(one: Outcome, document: str) -> str:
    known = LEFT_OUT.get((document, one.snippet.operation))
    if known and not one.is_prisms_fault:
        return known
    if one.ends_prism:
        return "Prism's process ends"
    for seen in one.seen:
        title = re.search(r'"title":\s*"([^"]*)"', seen.problem)
        if seen.status >= 500:
            return f"{seen.status} {title[1] if title else ''}".strip()
        if seen.status >= 400:
            return f"{seen.status} {_violations(seen.violations)}".strip()
    return f"{len(one.seen)} requests, exit code {one.exit_code}"


def _violations(text: str) -> str:
    try:
        found = json.loads(text)
    except ValueError:
        return ""
    return "; ".join(f"{'.'.join(map(str, each.get('location', [])))} {each.get('message', '')}" for each in found)[
        :200
    ]


def between(page: str, text: str) -> str:
    """Return the page with the text between its markers."""
    begin, end = "<!-- begin: bench.snippets --write -->\n", "<!-- end -->"
    head, _, rest = page.partition(begin)
    versions = ", ".join(f"{name} {version}" for name, version in PACKAGES.items())
    return f"{head}{begin}\n{versions}.\n\n{text}\n{end}{rest.partition(end)[2]}"
