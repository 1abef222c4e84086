"""Licences: which file holds one, and its SPDX identifier by the words of its text."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Licence", "is_licence_name", "is_notice_name", "spdx_of"]

_NAMES = re.compile(r"(?:licen[cs]e|copying|unlicense)(?:[.-][\w.-]+)?", re.IGNORECASE)
_NOTICES = re.compile(r"notice(?:\.(?:txt|md))?", re.IGNORECASE)
_DECLARED = re.compile(r"SPDX-License-Identifier:\s*([A-Za-z0-9.+() -]{1,100}?)\s*(?:\*/|-->|$)", re.MULTILINE)

_BSD = "redistribution and use in source and binary forms"
_WORDS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("Apache-2.0", ("apache license", "version 2.0, january 2004"), ()),
    ("AGPL-3.0-only", ("gnu affero general public license version 3, 19 november 2007",), ()),
    ("LGPL-3.0-only", ("gnu lesser general public license version 3, 29 june 2007",), ()),
    ("LGPL-2.1-only", ("gnu lesser general public license version 2.1, february 1999",), ()),
    ("GPL-3.0-only", ("gnu general public license version 3, 29 june 2007",), ()),
    ("GPL-2.0-only", ("gnu general public license version 2, june 1991",), ()),
    ("MPL-2.0", ("mozilla public license version 2.0",), ()),
    ("CC0-1.0", ("cc0 1.0 universal",), ()),
    ("Unlicense", ("this is free and unencumbered software released into the public domain",), ()),
    (
        "BSD-3-Clause",
        (_BSD, "used to endorse or promote products"),
        ("all advertising materials", "servicemarks", "must not"),
    ),
    ("BSD-2-Clause", (_BSD, "this list of conditions"), ("used to endorse or promote", "all advertising materials")),
    (
        "MIT",
        (
            "permission is hereby granted, free of charge, to any person obtaining a copy",
            "the above copyright notice and this permission notice",
        ),
        ("shall not be used in advertising",),
    ),
    ("MIT-0", ("permission is hereby granted, free of charge, to any person obtaining a copy",), ("above copyright",)),
    (
        "ISC",
        (
            "permission to use, copy, modify, and/or distribute this software for any purpose",
            "copyright notice and this permission notice appear in all copies",
        ),
        (),
    ),
    ("0BSD", ("permission to use, copy, modify, and/or distribute this software for any purpose",), ("appear in",)),
)
"""Identifier, words that all stand in the text, words that do not. Of licences that say "or any later version" outside of
their text only the version itself can be read; a file with several licences is left to a reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """The terms of a source."""

    name: str
    """Of the file in the copy."""
    text: str
    spdx: str | None
    """None where the text is none that we know."""


def is_licence_name(name: str) -> bool:
    """Return whether a file of this name holds the terms of what lies beside and below it."""
    return bool(_NAMES.fullmatch(name))


def is_notice_name(name: str) -> bool:
    """Return whether a file of this name has to go with copies (section 4d of the Apache licence)."""
    return bool(_NOTICES.fullmatch(name))


def spdx_of(text: str) -> str | None:
    """Return the SPDX identifier of a licence: as it declares itself, else by its words; None where neither is clear."""
    declared = _DECLARED.search(text)
    if declared:
        return declared[1]
    plain = " ".join(re.sub(r"[^\w\s.,/-]", " ", text.lower()).split())
    fits = [
        spdx
        for spdx, present, absent in _WORDS
        if all(words in plain for words in present) and not any(words in plain for words in absent)
    ]
    is_one = len(fits) == 1 and (_BSD not in plain or fits[0].startswith("BSD"))
    return fits[0] if is_one else None
