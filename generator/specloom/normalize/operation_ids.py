"""Names for operations: those that the document declares, and others made of method and path."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from specloom.diagnostics import codes
from specloom.ir.ids import words
from specloom.normalize.context import Context
from specloom.source import Node

__all__ = ["unique_ids"]

_MARKS = {"/": "Slash", "{": "By", "-": "Dash", "_": "Underscore", ".": "Dot"}


def unique_ids(
    context: Context, found: Sequence[tuple[str, str, Node]], usual: Sequence[str], taken: Collection[str] = ()
) -> list[str]:
    """Return an id for each operation, given as path, method and node: declared and unique, else of method and path.

    `usual` are the methods in whose names case means nothing; `taken` the ids of operations, which no webhook may have.
    """
    declared = Counter([*(node.text("operationId") for *_, node in found), *taken])
    names = [_id(context, path, method, node, declared) for path, method, node in found]
    counts = Counter(names)
    told_apart = [
        name if counts[name] == 1 or name == node.text("operationId") else _spelled(method, path, usual)
        for name, (path, method, node) in zip(names, found, strict=True)
    ]
    return [_of_webhook(name, {*taken, *told_apart}) if name in taken else name for name in told_apart]


def _of_webhook(name: str, others: Collection[str]) -> str:
    """Return the id of a webhook that is called like an operation: `webhookPost` for `post`."""
    while name in others:
        name = _joined(("webhook", name))
    return name


def _id(context: Context, path: str, method: str, node: Node, declared: Counter[str]) -> str:
    stated = node.text("operationId")
    made = _joined(words(method.lower()) or ("call",)) + _raised(words(path.replace("{", " by ").replace("}", " ")))
    if not stated:
        context.report(codes.OPERATION_ID_MISSING, node.location, subject=f"{method} {path}", name=made)
        return made
    if declared[stated] > 1:
        place = node.location.child("operationId")
        context.report(codes.OPERATION_ID_DUPLICATE, place, name=stated, other="another operation", renamed=made)
        return made
    return stated


def _joined(parts: Sequence[str]) -> str:
    return parts[0] + _raised(parts[1:])


def _raised(parts: Sequence[str]) -> str:
    return "".join(word[:1].upper() + word[1:] for word in parts)


def _spelled(method: str, path: str, usual: Sequence[str]) -> str:
    """Return a name that tells `/a/b`, `/a-b` and `/aB` apart: what is no lower-case letter is spelled out."""
    plain = method.lower()
    return (plain if plain in usual else _told(method)) + _told(path)


def _told(text: str) -> str:
    return "".join(
        _MARKS.get(each) or (each if each.isascii() and (each.islower() or each.isdigit()) else f"U{ord(each):x}")
        for each in text
        if each != "}"
    )
