"""Words of a name, and names made of words. Text from a document in, identifiers of Python out."""

from __future__ import annotations

import hashlib
import keyword
import unicodedata
from collections.abc import Iterable

from specloom.targets.python.reserved import reserved_words

__all__ = ["digest", "module_name", "pascal", "snake", "spelled_out", "style_of", "words"]

_LETTERS = str.maketrans("0123456789", "ghijklmnop")
"""In place of digits, which a word might end in, and which tools sort by their value."""
_LONGEST_MODULE = 80
"""Characters; file systems and archives have limits for paths."""
_SYMBOLS = {
    "!": "not",
    "#": "hash",
    "$": "dollar",
    "%": "percent",
    "&": "and",
    "*": "star",
    "+": "plus",
    "-": "minus",
    ".": "dot",
    "/": "slash",
    ":": "colon",
    "<": "less",
    "=": "equals",
    ">": "greater",
    "?": "question",
    "@": "at",
    "[": "of",
    "^": "caret",
    "_": "underscore",
    "|": "or",
    "~": "tilde",
}


def words(text: str) -> list[str]:
    """Return the words of a name: `createInvoiceDtoV1` is create, Invoice, Dto, V1; `userIDs` is user, IDs."""
    plain = unicodedata.normalize("NFKC", text)
    found: list[str] = [""]
    for index, character in enumerate(plain):
        if character == "_" or not ("a" + character).isidentifier():
            found.append("")
            continue
        if found[-1] and _begins_word(plain, index):
            found.append("")
        found[-1] += character
    return [word for word in found if word]


def _begins_word(text: str, index: int) -> bool:
    """Return whether a capital letter starts a word: after a small letter or a digit, or before a small letter."""
    if not text[index].isupper():
        return False
    if not text[index - 1].isupper():
        return True
    following = text[index + 1 : index + 3]
    is_plural = following[:1] == "s" and not following[1:].islower()
    return following[:1].islower() and not is_plural


def spelled_out(text: str) -> list[str]:
    """Return the words of a name with its symbols as words too: `+1` is plus, 1. It tells apart what looks alike."""
    return words("".join(f" {_SYMBOLS[character]} " if character in _SYMBOLS else character for character in text))


def style_of(text: str) -> str:
    """Return a word for the way a name of letters is written (`fooBar` is camel); empty where it has none of its own."""
    if not text.isalpha() or text.islower():
        return ""
    if text.isupper():
        return "upper"
    return "camel" if text[0].islower() else "pascal"


def snake(parts: Iterable[str], kind: str) -> str:
    """Return an identifier in lower case; `kind` (`field`, `method` ...) goes before what cannot begin one.

    A keyword, or a word that is reserved for this kind of name, gets an underscore.
    """
    return _safe("_".join(part.lower() for part in parts), kind, f"{kind}_")


def module_name(parts: Iterable[str], kind: str) -> str:
    """Return the name of a module: as `snake`, in ASCII, since file systems spell other letters in several ways."""
    whole = snake(parts, kind)
    plain = unicodedata.normalize("NFKD", whole).encode("ascii", "ignore").decode("ascii").strip("_")
    if sum(character.isalnum() for character in plain) < sum(character.isalnum() for character in whole):
        plain = "_".join(part for part in (plain or kind, digest(whole)) if part)
    if len(plain) > _LONGEST_MODULE:
        plain = f"{plain[: _LONGEST_MODULE - 7]}_{digest(whole)}"
    return _safe(plain, "module", f"{kind}_")


def pascal(parts: Iterable[str], kind: str) -> str:
    """Return an identifier in capitals: `CreatedInvoice`."""
    name = "".join(part[:1].upper() + part[1:] for part in parts)
    prefix = kind.capitalize()
    return _safe(name if name[:1].isupper() else prefix + name, kind, prefix)


def _safe(name: str, kind: str, prefix: str) -> str:
    """Return the name as an identifier that is free to use; Python itself compares identifiers in the form NFKC."""
    plain = unicodedata.normalize("NFKC", name)
    if not plain.isidentifier():
        plain = prefix + plain
    return f"{plain}_" if keyword.iskeyword(plain) or plain in reserved_words(kind) else plain


def digest(key: str) -> str:
    """Return six letters that stand for a key."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:6].translate(_LETTERS)
