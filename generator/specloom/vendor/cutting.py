"""Taking pieces out of Python text: statements, names of imports, elements of lists and dicts. What stays, stays as it was.

Nothing is printed anew: a cut text is the old one with pieces missing, which a reader can see in any diff. The one word
that is ever added is the `pass` of a block that would be empty.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence

from specloom.vendor.package import words_of

__all__ = ["Cutter", "code_words", "without_unused"]

Span = tuple[ast.expr | ast.alias, ast.expr | ast.alias]
"""The first and the last node of an element: key and value in a dict."""


class Cutter:
    """A text and the pieces to take out of it."""

    def __init__(self, text: str) -> None:
        self._bytes = text.encode()
        starts = [0]
        for line in self._bytes.splitlines(keepends=True):
            starts.append(starts[-1] + len(line))
        self._starts = starts
        self.tree = ast.parse(self._bytes)
        self._cuts: list[tuple[int, int, bytes]] = []

    def statement(self, node: ast.stmt, last: ast.stmt | None = None) -> None:
        """Take out a statement, or a row of them, with its decorators and the blank lines and comments above it.

        Between imports the blank lines stay, unless the row stood between two of them.
        """
        decorators: list[ast.expr] = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(each.lineno for each in decorators)]) - 1
        after = (last or node).end_lineno or node.lineno
        if not isinstance(node, ast.Import | ast.ImportFrom) or not self._line(after).strip():
            while first > 0 and self._line(first - 1).strip()[:1] in {b"", b"#"}:
                first -= 1
        self._cuts.append((self._starts[first], self._starts[after], b""))

    def statements(self, nodes: Sequence[ast.stmt], block: Sequence[ast.stmt]) -> None:
        """Take statements out of a block; where nothing is left of it, `pass` stands for them."""
        row: list[ast.stmt] = []
        for node in nodes:
            if row and (
                node.lineno != (row[-1].end_lineno or 0) + 1 or not isinstance(node, ast.Import | ast.ImportFrom)
            ):
                self.statement(row[0], row[-1])
                row = []
            row.append(node)
        if row:
            self.statement(row[0], row[-1])
        if nodes and len(nodes) == len(block):
            start, end, _ = self._cuts[-1]
            self._cuts[-1] = (start, end, b" " * nodes[-1].col_offset + b"pass\n")

    def elements(self, spans: Sequence[Span], gone: Collection[int]) -> None:
        """Take some of the elements between commas out, by their numbers; at least one stays, or each has its own line."""
        last_kept = max((number for number in range(len(spans)) if number not in gone), default=-1)
        for number in sorted(gone):
            start, end = self._range(spans[number])
            line = self._own_line(start, end)
            if line:
                self._cuts.append((*line, b""))
            elif number < last_kept:
                self._cuts.append((start, self._range(spans[number + 1])[0], b""))
            else:
                self._cuts.append((self._range(spans[number - 1])[1], end, b""))

    def _own_line(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the lines of an element that shares them with nothing but its comma."""
        line_start = self._bytes.rfind(b"\n", 0, start) + 1
        line_end = self._bytes.find(b"\n", end)
        is_alone = not self._bytes[line_start:start].strip() and self._bytes[end:line_end].strip() in {b"", b","}
        return (line_start, line_end + 1) if is_alone else None

    def _range(self, span: Span) -> tuple[int, int]:
        first, last = span
        return self._at(first.lineno, first.col_offset), self._at(last.end_lineno or 0, last.end_col_offset or 0)

    def text(self) -> str:
        """Return what is left."""
        parts: list[bytes] = []
        at = 0
        for start, end, instead in sorted(self._cuts):
            parts += [self._bytes[at : max(at, start)], instead]
            at = max(at, end)
        return b"".join([*parts, self._bytes[at:]]).decode()

    def _line(self, number: int) -> bytes:
        """Return a line; nothing beyond the end."""
        return self._bytes[self._starts[number] : self._starts[number + 1]] if number + 1 < len(self._starts) else b""

    def _at(self, line: int, column: int) -> int:
        return self._starts[line - 1] + column


def code_words(tree: ast.AST, *, with_texts: bool = True) -> set[str]:
    """Return the names that code reads: of variables and attributes, and the words of texts that are no docstrings.

    A text can name a model (`returns={"200": "Pet"}`), and never an import of its module.
    """
    found: set[str] = set()
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        match node:
            case ast.Import() | ast.ImportFrom() | ast.Expr(value=ast.Constant()):
                continue
            case ast.Name(ctx=ast.Store()):
                continue
            case ast.Name(id=name) | ast.Attribute(attr=name):
                found.add(name)
            case ast.Constant(value=str()) if with_texts:
                found.update(words_of(node))
            case _:
                pass
        waiting.extend(ast.iter_child_nodes(node))
    return found


def without_unused(text: str) -> str:
    """Return a module without the private constants and the imports that nothing in it reads any more."""
    while True:
        cutter = Cutter(text)
        words = code_words(cutter.tree, with_texts=False)
        for block, nodes in _blocks(cutter.tree):
            gone = [node for node in nodes if _is_unread(node, words)]
            if block is not None and len(gone) == len(nodes) and not block.orelse:
                cutter.statement(block)
                continue
            cutter.statements(gone, nodes)
            for node in nodes:
                if isinstance(node, ast.Import | ast.ImportFrom) and node not in gone and not _is_future(node):
                    unread = [number for number, alias in enumerate(node.names) if _bound(alias) not in words]
                    cutter.elements([(alias, alias) for alias in node.names], unread)
        shorter = cutter.text()
        if shorter == text:
            return text
        text = shorter


def _blocks(tree: ast.Module) -> Iterator[tuple[ast.If | None, list[ast.stmt]]]:
    """Yield the module itself, and the blocks that only a type checker reads."""
    yield None, tree.body
    for node in tree.body:
        if isinstance(node, ast.If):
            yield node, node.body


def _is_unread(node: ast.stmt, words: set[str]) -> bool:
    match node:
        case ast.Import() | ast.ImportFrom():
            return not _is_future(node) and not any(_bound(alias) in words for alias in node.names)
        case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
            return name.startswith("_") and not name.startswith("__") and name not in words
        case _:
            return False


def _is_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def _bound(alias: ast.alias) -> str:
    return alias.asname or alias.name.partition(".")[0]
