"""Reads a regular expression of ECMA-262 into a small tree, to make text that matches it. It never runs one.

What has no bearing on which characters can occur (anchors, look-arounds, flags) is left out of the tree: whoever makes
text from it checks the text with a bounded engine.
"""

from __future__ import annotations

from specloom.calls.pattern_tree import Alternatives, Back, Chars, Node, Ranges, Repeat, Sequence, complement

__all__ = ["PatternError", "parse_pattern"]

_MAX_DEPTH = 40
_MAX_LENGTH = 40_000
_TOP = 0x10FFFF

_DIGITS: Ranges = ((48, 57),)
_WORDS: Ranges = ((48, 57), (65, 90), (95, 95), (97, 122))
_SPACES: Ranges = ((32, 32), (9, 13), (160, 160))
_LETTERS: Ranges = ((65, 90), (97, 122))
_PROPERTIES: dict[str, Ranges] = {
    "Lu": ((65, 90),),
    "Ll": ((97, 122),),
    "N": _DIGITS,
    "Nd": _DIGITS,
    "P": ((33, 47),),
    "S": ((36, 36), (43, 43)),
    "Z": _SPACES,
    "Zs": _SPACES,
}
_CONTROLS = {"n": 10, "r": 13, "t": 9, "f": 12, "v": 11, "0": 0}


class PatternError(ValueError):
    """The text is not a regular expression, or one too large to bother with."""


_ESCAPED_CLASSES: dict[str, Ranges] = {
    "d": _DIGITS,
    "w": _WORDS,
    "s": _SPACES,
    "D": complement(_DIGITS),
    "W": complement(_WORDS),
    "S": complement(_SPACES),
}
_DOT = complement(((10, 10), (13, 13)))


def parse_pattern(pattern: str) -> Node:
    """Return the tree of a pattern; raise `PatternError` for what is none."""
    if len(pattern) > _MAX_LENGTH:
        raise PatternError("too long")
    parser = _Parser(pattern)
    node = parser.alternatives(0)
    if parser.position < len(pattern):
        raise PatternError("unbalanced parenthesis")
    return node


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self._groups = 0

    def alternatives(self, depth: int) -> Node:
        if depth > _MAX_DEPTH:
            raise PatternError("nested too deeply")
        branches = [self._sequence(depth)]
        while self._take("|"):
            branches.append(self._sequence(depth))
        return branches[0] if len(branches) == 1 else Alternatives(tuple(branches))

    def _sequence(self, depth: int) -> Node:
        items: list[Node] = []
        while self.position < len(self.text) and self.text[self.position] not in "|)":
            atom = self._atom(depth)
            if atom is not None:
                items.append(self._quantified(atom))
        return Sequence(tuple(items))

    def _atom(self, depth: int) -> Node | None:
        character = self._next()
        match character:
            case "^" | "$":
                return None
            case "(":
                return self._group(depth)
            case "[":
                return self._set()
            case ".":
                return Chars(_DOT)
            case "\\":
                return self._escape()
            case "*" | "+" | "?":
                raise PatternError("nothing to repeat")
            case _:
                return _one(ord(character))

    def _group(self, depth: int) -> Node | None:
        if not self._take("?"):
            return self._inside(depth, self._number())
        if self._take(":") or self._take(">"):
            return self._inside(depth)
        if any(self._take(look) for look in ("=", "!", "<=", "<!")):
            self._inside(depth)
            return None
        if self._take("<") or self._take("P<"):
            name = self._until(">")
            return self._inside(depth, self._number(), name)
        return self._inside(depth) if self._flags() else None

    def _number(self) -> str:
        self._groups += 1
        return str(self._groups)

    def _inside(self, depth: int, group: str = "", name: str = "") -> Node:
        node = self.alternatives(depth + 1)
        if not self._take(")"):
            raise PatternError("missing )")
        return Sequence((node,), group, name)

    def _flags(self) -> str | None:
        """Read `i)` of `(?i)` and return None, or `i:` of `(?i:x)` and return the flags."""
        start = self.position
        while self.position < len(self.text) and self.text[self.position] in "imsxu-":
            self.position += 1
        flags = self.text[start : self.position]
        if self._take(")"):
            return None
        if not flags or not self._take(":"):
            raise PatternError("unknown group")
        return flags

    def _quantified(self, atom: Node) -> Node:
        if self._take("*"):
            found = Repeat(atom, 0, None)
        elif self._take("+"):
            found = Repeat(atom, 1, None)
        elif self._take("?"):
            found = Repeat(atom, 0, 1)
        elif (bounds := self._braces()) is not None:
            found = Repeat(atom, *bounds)
        else:
            return atom
        if not self._take("?"):
            self._take("+")
        return found

    def _braces(self) -> tuple[int, int | None] | None:
        if not self.text.startswith("{", self.position):
            return None
        end = self.text.find("}", self.position)
        low, comma, high = self.text[self.position + 1 : end].partition(",")
        if end < 0 or not low.isdecimal() or not (high == "" or high.isdecimal()) or len(low + high) > 8:
            return None
        self.position = end + 1
        return int(low), int(high) if high else (None if comma else int(low))

    def _set(self) -> Node:
        negated = self._take("^")
        ranges: list[tuple[int, int]] = []
        while not self._take("]"):
            first = self._set_member()
            if len(first) == 1 and self.text.startswith("-", self.position) and not self._at("-]"):
                self.position += 1
                last = self._set_member()
                ranges.append((first[0][0], last[-1][1]) if len(last) == 1 else first[0])
                ranges += [(45, 45), *last] if len(last) != 1 else []
            else:
                ranges += first
        return Chars(complement(tuple(ranges)) if negated else tuple(ranges))

    def _set_member(self) -> Ranges:
        character = self._next()
        if character == "[" and self._take(":"):
            name = self._until(":]")
            return {"alpha": _LETTERS, "digit": _DIGITS, "space": _SPACES}.get(name, _WORDS)
        if character != "\\":
            return ((ord(character), ord(character)),)
        if self._take("b"):
            return ((8, 8),)
        found = self._escape()
        return found.ranges if isinstance(found, Chars) else ()

    def _escape(self) -> Node | None:
        character = self._next()
        if character in _ESCAPED_CLASSES:
            return Chars(_ESCAPED_CLASSES[character])
        if character in "bBAzZ":
            return None
        if character in "pP":
            name = self._until("}") if self._take("{") else self._next()
            ranges = _PROPERTIES.get(name.rpartition("=")[2], _LETTERS)
            return Chars(ranges if character == "p" else complement(ranges))
        if character == "k" and self._take("<"):
            return Back(self._until(">"))
        if character in "123456789":
            return Back(character)
        return _one(self._escaped_code(character))

    def _escaped_code(self, character: str) -> int:
        if character == "c":
            return ord(self._next()) % 32
        if character == "u" and self._take("{"):
            return self._hexadecimal(self._until("}"))
        if character in "xu":
            digits = 2 if character == "x" else 4
            self.position += digits
            return self._hexadecimal(self.text[self.position - digits : self.position])
        return _CONTROLS.get(character, ord(character))

    @staticmethod
    def _hexadecimal(digits: str) -> int:
        try:
            return min(int(digits, 16), _TOP)
        except ValueError as error:
            raise PatternError("not a number") from error

    def _until(self, end: str) -> str:
        found = self.text.find(end, self.position)
        if found < 0:
            raise PatternError(f"missing {end}")
        text = self.text[self.position : found]
        self.position = found + len(end)
        return text

    def _next(self) -> str:
        if self.position >= len(self.text):
            raise PatternError("ends too early")
        self.position += 1
        return self.text[self.position - 1]

    def _at(self, text: str) -> bool:
        return self.text.startswith(text, self.position)

    def _take(self, text: str) -> bool:
        if not self._at(text):
            return False
        self.position += len(text)
        return True


def _one(code: int) -> Chars:
    return Chars(((code, code),))
