"""Does every snippet parse? By Python's parser, a tree-sitter grammar or the rules of `.http` files: all in this process."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

import tree_sitter

from bench.checks.generated import Generated

__all__ = ["PARSERS", "check_parses", "parse_fault"]

_SHOWN = 80


def _python_fault(text: str) -> str:
    try:
        compile(text, "snippet", "exec")
    except (SyntaxError, ValueError) as error:
        return str(error)
    return ""


@cache
def _parser(module: str, function: str) -> tree_sitter.Parser:
    grammar = getattr(import_module(module), function)
    return tree_sitter.Parser(tree_sitter.Language(grammar()))


def _grammar(module: str, function: str = "language") -> Callable[[str], str]:
    def fault(text: str) -> str:
        content = text.encode()
        tree = _parser(module, function).parse(content)
        if not tree.root_node.has_error:
            return ""
        node = _first_fault(tree.root_node)
        line, column = node.start_point
        said = content[node.start_byte : node.end_byte][:_SHOWN].decode(errors="replace")
        return f"line {line + 1}, column {column + 1}: {said!r}"

    return fault


def _first_fault(root: tree_sitter.Node) -> tree_sitter.Node:
    left = [root]
    while left:
        node = left.pop()
        if node.is_error or node.is_missing:
            return node
        left += [child for child in reversed(node.children) if child.has_error or child.is_missing]
    return root


def _http_fault(text: str) -> str:
    """Return what is wrong with a `.http` file: it is one request, and nothing in its body begins another."""
    lines = [line for line in text.split("\n") if not line.startswith("# ")]
    head, _, body = "\n".join(lines).partition("\n\n")
    request, *headers = head.strip("\n").split("\n")
    if not re.fullmatch(r"[A-Z]+ https?://\S+(?: [A-Z_]+}}\S*)*", request):
        return f"not a request: {request!r:.80}"
    faults = [line for line in headers if not re.match(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+: ", f"{line} ")]
    faults += re.findall(r"^###.*", body, re.MULTILINE)
    return f"not a header: {faults[0]!r:.80}" if faults else ""


PARSERS: Mapping[str, Callable[[str], str]] = {
    "client": _python_fault,
    "csharp": _grammar("tree_sitter_c_sharp"),
    "go": _grammar("tree_sitter_go"),
    "httpfile": _http_fault,
    "httpx": _python_fault,
    "java": _grammar("tree_sitter_java"),
    "javascript": _grammar("tree_sitter_javascript"),
    "kotlin": _grammar("tree_sitter_kotlin"),
    "php": _grammar("tree_sitter_php", "language_php"),
    "powershell": _grammar("tree_sitter_powershell"),
    "python": _python_fault,
    "ruby": _grammar("tree_sitter_ruby"),
    "rust": _grammar("tree_sitter_rust"),
    "swift": _grammar("tree_sitter_swift"),
}
"""By language; a parser takes the text of a snippet and returns what is wrong with it, or nothing."""


def parse_fault(language: str, text: str) -> str:
    """Return what is wrong with a snippet; empty where nothing is, or where another check runs its language."""
    parser = PARSERS.get(language)
    return parser(text) if parser else ""


def check_parses(generated: Generated) -> list[str]:
    """Return the faults of all snippets in languages that have a parser here."""
    return list(_faults(generated))


def _faults(generated: Generated) -> Iterator[str]:
    for entry in generated.index:
        path: Path = generated.snippets / entry["path"]
        fault = parse_fault(entry["language"], path.read_text(encoding="utf-8"))
        if fault:
            yield f"{generated.name(path)}: {fault}"
