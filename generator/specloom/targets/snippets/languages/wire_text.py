"""What of a request several languages write by hand, where their library has nothing for it: forms, multipart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlencode

from specloom.calls.model import FileInput, FormBody, MultipartBody, Part, Secret
from specloom.targets.snippets.languages.model import utf8_text

__all__ = ["camel_name", "disposition", "form_text", "is_plain_form", "merged_pieces", "variable_name"]

_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")
_IN_NAMES = {'"': "%22", "\r": "%0D", "\n": "%0A"}


def form_text(body: FormBody) -> str:
    """Return a form as it is sent (WHATWG URL §5.2)."""
    return urlencode(
        [(utf8_text(name, "a form field"), utf8_text(value, "a form field")) for name, value in body.pairs]
    )


def is_plain_form(body: MultipartBody) -> bool:
    """Return whether the parts have names of their own, and no text has a content type: what every library can send."""
    names = [part.name for part in body.parts]
    typed = [part for part in body.parts if part.content_type is not None and not isinstance(part.value, FileInput)]
    return len(set(names)) == len(names) and not typed and not any("\0" in name for name in names)


def disposition(part: Part) -> str:
    """Return the head of a part up to the name of its file (HTML, "multipart/form-data encoding algorithm")."""
    name = "".join(_IN_NAMES.get(character, character) for character in utf8_text(part.name, "a part's name"))
    return f'Content-Disposition: form-data; name="{name}"'


def merged_pieces(pieces: Iterable[str | Secret]) -> list[str | Secret]:
    """Return the pieces with neighbouring texts joined."""
    merged: list[str | Secret] = []
    for piece in pieces:
        if merged and isinstance(piece, str) and isinstance(merged[-1], str):
            merged[-1] += piece
        else:
            merged.append(piece)
    return merged


def variable_name(name: str) -> str:
    """Return the name of an environment variable; raises `ValueError` where it is none."""
    if not _VARIABLE.fullmatch(name):
        raise ValueError(f"not the name of an environment variable: {name!r}")
    return name


def camel_name(name: str) -> str:
    """Return the name of an environment variable in camel case: `clockifyApiKey`."""
    first, *others = [word for word in variable_name(name).lower().split("_") if word] or ["value"]
    return first + "".join(word.capitalize() for word in others)
