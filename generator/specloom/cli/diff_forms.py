"""Changes, for readers and for scripts: text, JSON, a changelog in Markdown, annotations of GitHub."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from specloom.changes import Change, Level, Target
from specloom.changes.waivers import Waived
from specloom.diagnostics import Location
from specloom.diagnostics.frame import harmless
from specloom.diagnostics.place import Place as Written
from specloom.source import Document
from specloom.surface import Place

__all__ = ["Shown", "as_github", "as_json", "as_markdown", "as_text", "next_version"]

_SAFE_RULES = {Level.BREAKING: "error", Level.DANGEROUS: "warning", Level.SAFE: "notice"}
_HEADINGS = {Level.BREAKING: "Breaking", Level.DANGEROUS: "Dangerous", Level.SAFE: "Safe"}
_VERSION = re.compile(r"v?(\d+)\.(\d+)\.(\d+)")
_MOST_OPERATIONS = 5
_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+!|~&$^=:@-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What changed in one description, and where its two sides are written."""

    name: str
    waived: Waived
    old: Document
    new: Document
    home: str
    """The folder of the description, as the user would write it: files of a revision are named from there."""
    revisions: tuple[str | None, str | None]
    versions: tuple[str, str]

    @property
    def changes(self) -> tuple[Change, ...]:
        """Those that no waiver is for."""
        return self.waived.left

    def place(self, change: Change, *, is_new: bool) -> dict[str, Any] | None:
        """Return where one side of a change stands: file, line, column and pointer."""
        at = change.new if is_new else change.old
        revision = self.revisions[is_new]
        if at is None:
            return None
        if isinstance(at, Place):
            return {"file": f"python/{at.file}", "line": at.line, "column": 1, "pointer": None, "revision": revision}
        document = self.new if is_new else self.old
        written = Written.of(at, None, document)
        file = written.display
        if revision is not None:
            file = posixpath.normpath(posixpath.join(self.home, at.file))
        line, column = (written.position.line, written.position.column) if written.position else (None, None)
        return {"file": file, "line": line, "column": column, "pointer": at.pointer, "revision": revision}


def as_json(shown: Shown) -> list[dict[str, Any]]:
    """Return all changes as JSON objects, those that are waived too."""
    left = [_json_object(shown, change, None) for change in shown.changes]
    return left + [_json_object(shown, change, waiver.reason) for change, waiver in shown.waived.dropped]


def _json_object(shown: Shown, change: Change, reason: str | None) -> dict[str, Any]:
    return {
        "source": shown.name,
        "rule": change.rule,
        "level": change.level.name.lower(),
        "target": str(change.target),
        "subject": change.subject,
        "place": change.place,
        "message": change.message,
        "operations": list(change.operations),
        "old": shown.place(change, is_new=False),
        "new": shown.place(change, is_new=True),
        "waived": reason,
    }


def as_text(shown: Shown, *, show_all: bool) -> str:
    """Return what readers of a terminal need: safe changes only where they are asked for."""
    lines: list[str] = []
    for change in shown.changes:
        if change.level is Level.SAFE and not show_all:
            continue
        mark = "" if change.target is Target.HTTP else f" [{change.target}]"
        lines.append(f"{change.level.name.lower()}{mark}: {_sentence(change)}  ({change.rule})")
        lines += [f"    {line}" for line in _details(shown, change)]
    hidden = sum(change.level is Level.SAFE for change in shown.changes)
    if hidden and not show_all:
        lines.append(f"and {hidden} safe change{'s' * (hidden > 1)}: --all shows them")
    return "".join(f"{harmless(line)}\n" for line in lines)


def _sentence(change: Change) -> str:
    place = change.place if change.place.startswith(".") else f" {change.place}" if change.place else ""
    return f"{change.subject}{place}{_way(change)}: {change.message}"


def _way(change: Change) -> str:
    """Return which way a schema travels where the change matters: it may be given and returned."""
    if not change.operations:
        return ""
    return " in answers" if change.rule.startswith("response") else " in requests"


def _details(shown: Shown, change: Change) -> Iterator[str]:
    for word, is_new in (("old", False), ("new", True)):
        place = shown.place(change, is_new=is_new)
        if place:
            revision = f"{place['revision']}:" if place["revision"] else ""
            spot = f":{place['line']}:{place['column']}" if place["line"] else ""
            pointer = f"  #{place['pointer']}" if place["pointer"] else ""
            yield f"{word}  {revision}{place['file']}{spot}{pointer}"
    if change.operations:
        names = list(change.operations[:_MOST_OPERATIONS])
        more = len(change.operations) - len(names)
        yield f"in   {', '.join(names)}" + (f" and {more} more" if more else "")


def as_markdown(shown: Shown) -> str:
    """Return a changelog: a section for each level, a line for each change."""
    before, after = shown.versions
    lines = [f"## {_escaped(shown.name)}", ""]
    if before != after:
        lines += [f"Version {_escaped(before)} → {_escaped(after)}.", ""]
    for level, heading in _HEADINGS.items():
        changes = [change for change in shown.changes if change.level is level]
        if changes:
            lines += [f"### {heading}", ""]
            lines += [f"- {_item(change)}" for change in changes]
            lines.append("")
    if shown.waived.dropped:
        lines += ["### Accepted", ""]
        lines += [f"- {_item(change)} ({_escaped(waiver.reason)})" for change, waiver in shown.waived.dropped]
        lines.append("")
    if not shown.changes and not shown.waived.dropped:
        lines += ["Nothing changed.", ""]
    return "\n".join(lines) + "\n"


def _item(change: Change) -> str:
    subject = f"`{change.subject}`" if "`" not in change.subject else _escaped(change.subject)
    mark = "" if change.target is Target.HTTP else f" ({change.target})"
    where = f" {_escaped(change.place)}" if change.place else ""
    return f"{subject}{where}{_way(change)}{mark}: {_escaped(change.message)}"


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def as_github(shown: Shown) -> str:
    """Return workflow commands that show each breaking or dangerous change at its line."""
    return "".join(_github_line(shown, change) for change in shown.changes if change.level is not Level.SAFE)


def _github_line(shown: Shown, change: Change) -> str:
    place = shown.place(change, is_new=True) if isinstance(change.new, Location) else None
    pairs = {"file": place["file"], "line": place["line"], "col": place["column"]} if place else {}
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in pairs.items() if value is not None)
    title = f"title={_property(change.rule)}"
    return f"::{_SAFE_RULES[change.level]} {','.join(filter(None, (properties, title)))}::{_data(_sentence(change))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def next_version(changes: Sequence[Change], current: str | None) -> Mapping[str, str | None]:
    """Return what semantic versioning asks for (semver.org): the part to raise, and the next version of a current one."""
    bump = _bump(changes)
    match = _VERSION.fullmatch(current or "")
    if match is None or bump == "none":
        return {"bump": bump, "next": current if match else None}
    major, minor, patch = map(int, match.groups())
    if bump == "major" and major:
        return {"bump": bump, "next": f"{major + 1}.0.0"}
    if bump == "major" or (bump == "minor" and major):
        return {"bump": bump, "next": f"{major}.{minor + 1}.0"}
    return {"bump": bump, "next": f"{major}.{minor}.{patch + 1}"}


def _bump(changes: Iterable[Change]) -> str:
    levels = [(change.level, change.rule) for change in changes]
    if any(level is Level.BREAKING for level, _ in levels):
        return "major"
    if any(level is Level.DANGEROUS or "added" in rule or rule.startswith("new-") for level, rule in levels):
        return "minor"
    return "patch" if levels else "none"
