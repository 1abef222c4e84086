"""A document's Markdown (OpenAPI 3.1 §4.5), cut into blocks and made inert so that it cannot leave its place on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from specloom.targets.docs.inline import inert_line
from specloom.text.characters import remove_hidden
from specloom.text.markdown import code_span

__all__ = ["fence", "inert_block", "inert_inline"]

_FENCE = re.compile(r" {0,3}(?P<marks>`{3,}|~{3,})[ \t]*(?P<info>[^`]*)")
_LANGUAGE = re.compile(r"[A-Za-z0-9_+.-]+")
_LIST_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s")
_CONTAINERS = r"(?P<containers>(?:\s*(?:>\s?|[-*+]\s|\d{1,9}[.)]\s))*)"
_HEADING = re.compile(_CONTAINERS + r" {0,3}(?P<marks>#{1,6})(?:\s+(?P<title>.*?))?(?:\s+#+)?\s*")
_UNDERLINE = re.compile(_CONTAINERS + r"\s*(?P<marks>=+|-+)\s*")
_DIRECTIVE = re.compile(r"(\s*):::")


@dataclass(frozen=True, slots=True)
class _Code:
    language: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    breaks: bool
    """Ends in two blanks, which ask for a line break."""


def fence(language: str, text: str) -> str:
    """Return a fenced block that nothing inside can close."""
    marks = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    return f"{marks}{language}\n{text}\n{marks}"


def inert_block(text: str, level: int) -> str:
    """Return prose for a place of its own: its headings begin at `level`, its code is fenced, all else is inert."""
    printed: list[str] = []
    previous = ""
    for block in _blocks(text):
        if isinstance(block, _Code):
            printed += ["", *fence(block.language, "\n".join(block.lines)).split("\n"), ""]
            previous = ""
        else:
            line = _structure(block.text, previous, level)
            printed.append(line + "\\" if block.breaks and line else line)
            previous = block.text
    return _without_empty_ends(printed)


def inert_inline(text: str, *, cell: bool = False) -> str:
    """Return prose on one line: line breaks become blanks, paragraphs and list items `<br />`."""
    parts: list[str] = []
    joint = ""
    for block in _blocks(text):
        if isinstance(block, _Code):
            for line in filter(str.strip, block.lines):
                parts.append(("<br />" if parts else "") + code_span(line, cell=cell))
            joint = "<br />"
        elif not block.text.strip():
            joint = "<br />"
        else:
            heading = _HEADING.fullmatch(block.text)
            words = (heading["title"] or "") if heading else block.text.strip()
            separator = "<br />" if _LIST_ITEM.match(block.text) else joint
            parts.append((separator if parts else "") + inert_line(words, cell=cell))
            joint = "<br />" if heading else " "
    return "".join(parts)


def _blocks(text: str) -> Iterator[_Line | _Code]:
    """Yield the lines of prose, and each block of code (fenced, or indented outside a list) as one."""
    lines = remove_hidden(text).strip("\n").split("\n")
    position = 0
    in_list = False
    previous = ""
    while position < len(lines):
        line = lines[position]
        marks = _FENCE.fullmatch(line)
        if marks:
            code, position = _fenced(lines, position, marks)
            yield code
        elif _is_indented(line) and not previous.strip() and not in_list:
            code, position = _indented(lines, position)
            yield code
        else:
            if line.strip() and not line[0].isspace():
                in_list = _LIST_ITEM.match(line) is not None or (in_list and bool(previous.strip()))
            yield _Line(line.rstrip(), breaks=line.endswith("  ") and position + 1 < len(lines))
            position += 1
        previous = line


def _fenced(lines: list[str], start: int, marks: re.Match[str]) -> tuple[_Code, int]:
    fence_marks = marks["marks"]
    closing = re.compile(rf" {{0,3}}{re.escape(fence_marks[0])}{{{len(fence_marks)},}}[ \t]*")
    indent = len(lines[start]) - len(lines[start].lstrip(" "))
    end = next((at for at in range(start + 1, len(lines)) if closing.fullmatch(lines[at])), len(lines))
    content = tuple(re.sub(rf"^ {{0,{indent}}}", "", line).rstrip() for line in lines[start + 1 : end])
    words = marks["info"].split()
    language = words[0] if words and _LANGUAGE.fullmatch(words[0]) else ""
    return _Code(language, content), end + 1


def _is_indented(line: str) -> bool:
    return bool(line.strip()) and (line.startswith(("    ", "\t")))


def _indented(lines: list[str], start: int) -> tuple[_Code, int]:
    end = start
    while end < len(lines) and (_is_indented(lines[end]) or not lines[end].strip()):
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    content = tuple(re.sub(r"^(?:\t| {1,4})", "", line).rstrip() for line in lines[start:end])
    return _Code("", content), end


def _structure(line: str, previous: str, level: int) -> str:
    """Return a line whose marks cannot be taken for the page's own headings, rules or containers."""
    heading = _HEADING.fullmatch(line)
    if heading:
        depth = min(6, level + len(heading["marks"]) - 1)
        return f"{heading['containers']}{'#' * depth} {inert_line(heading['title'] or '')}".rstrip()
    underline = _UNDERLINE.fullmatch(line)
    if underline:
        is_rule = len(underline["marks"]) > 2 and underline["marks"][0] == "-" and not previous.strip()
        return "* * *" if is_rule else f"{underline['containers']}\\{underline['marks']}"
    return _DIRECTIVE.sub(r"\1\\:::", inert_line(line), count=1) if _DIRECTIVE.match(line) else inert_line(line)


def _without_empty_ends(lines: list[str]) -> str:
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip("\n")
