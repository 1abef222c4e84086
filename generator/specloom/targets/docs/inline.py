"""One line of a document's Markdown, made inert: emphasis, code and links to the web stay; nothing else acts.

Every `<` outside code becomes an entity, so there is no HTML; every brace does, so no site generator evaluates anything;
a link survives only with an `http`, `https` or `mailto` address; images become links. Code spans are found line by line
and unpaired backticks escaped, so that no Markdown parser can see them otherwise than this module does.
"""

from __future__ import annotations

import html
import re

from specloom.text.markdown import code_span

__all__ = ["inert_line", "is_web_address", "without_links"]

_TICKS = re.compile(r"\\.|(`+)")
_LINK = (
    r"(?P<image>!)?\[(?P<label>[^\[\]]*)\]\([ \t]*(?P<address>[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)"
    r"(?:[ \t]+(?:\"[^\"]*\"|'[^']*'))?[ \t]*\)"
)
_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|<(?P<auto>https?://[^\s<>]*|[\w.+-]+@[\w.-]+)>"
    rf"|{_LINK}"
    r"|(?P<opening>\]\()"
    r"|\]:(?P<blanks>[ \t]*)(?P<target>\S*)"
    r"|(?P<active>[<{}|]|!(?=\[))"
)
_ENTITIES = {"<": "&lt;", "{": "&#123;", "}": "&#125;"}


def is_web_address(address: str) -> bool:
    """Return whether an address, entities and escapes resolved, goes to the web or to a mailbox."""
    plain = re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", html.unescape(address))
    return re.match(r"https?://[^/\s]|mailto:", re.sub(r"[\x00-\x20\x7f]", "", plain), re.IGNORECASE) is not None


def without_links(text: str) -> str:
    """Return Markdown with the words of its links in their place, for where nothing can be followed."""
    return re.sub(_LINK, r"\g<label>", text)


def inert_line(line: str, *, cell: bool = False) -> str:
    """Return one line of Markdown with nothing active in it; `cell`: for a cell of a table."""
    printed: list[str] = []
    position = 0
    while position < len(line):
        start, ticks = _next_ticks(line, position)
        printed.append(_inert_text(line[position:start], cell))
        end = _closing(line, start + ticks, ticks) if ticks else -1
        if end >= 0:
            content = line[start + ticks : end]
            stripped = content[1:-1] if content[:1] == content[-1:] == " " and content.strip() else content
            printed.append(code_span(stripped, cell=cell, bare_pipes=False))
            position = end + ticks
        else:
            printed.append("\\`" * ticks)
            position = start + ticks
    return "".join(printed)


def _next_ticks(line: str, position: int) -> tuple[int, int]:
    """Return where the next run of backticks begins that no backslash escapes, and its length; the end and 0 without."""
    for match in _TICKS.finditer(line, position):
        if match[1]:
            return match.start(), len(match[1])
    return len(line), 0


def _closing(line: str, position: int, ticks: int) -> int:
    """Return where the next run of exactly so many backticks begins, or -1."""
    found = (match.start() for match in re.finditer(r"`+", line[position:]) if len(match[0]) == ticks)
    offset = next(found, -1)
    return -1 if offset < 0 else position + offset


def _inert_text(text: str, cell: bool) -> str:
    return _TOKEN.sub(lambda match: _inert_token(match, cell), text)


def _inert_token(match: re.Match[str], cell: bool) -> str:
    escaped, address, target, active = match["escaped"], match["address"], match["target"], match["active"]
    if escaped is not None:
        return _ENTITIES.get(escaped, "\\" + escaped)
    if match["auto"] is not None:
        return _inert_text(match["auto"], cell)
    if address is not None:
        label = _inert_text(match["label"], cell)
        return f"[{label}]({_inert_address(address)})" if is_web_address(address) else label
    if match["opening"] is not None:
        return "]\\("
    if target is not None:
        return (
            f"]: {_inert_address(target)}"
            if is_web_address(target)
            else f"]\\:{match['blanks']}{_inert_text(target, cell)}"
        )
    if active == "|":
        return "\\|" if cell else "|"
    return _ENTITIES.get(active, "\\" + active)


def _inert_address(address: str) -> str:
    return "".join(_ENTITIES.get(char, "%7C" if char == "|" else char) for char in address)
