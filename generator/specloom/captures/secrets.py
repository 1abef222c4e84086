"""Secrets that are known: credentials, and what a run has seen hidden; found in whatever encoding they stand in a text."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from specloom.captures.disguises import Reading, blobs, compact_base64, compact_hex, decoded_fully, readings
from specloom.captures.shapes import HIDDEN

__all__ = ["SHORTEST", "KnownSecrets"]

SHORTEST = 4
"""A secret with fewer characters is part of too many harmless texts: it is hidden where it is the whole of a value."""
_SHORTEST_PART = 5
"""A credential with fewer characters is hidden as a word, and not inside of one."""
_SHORTEST_LEARNED_PART = 8
"""And what was learned with fewer."""
_SHORTEST_WHOLE = 3
_SHORTEST_ENCODED = 5
_DEEPEST = 3
_LONGEST = 20_000
_PLACEHOLDERS = frozenset(
    {
        *(
            "none",
            "null",
            "true",
            "false",
            "string",
            "text",
            "secret",
            "password",
            "passwd",
            "token",
            "bearer",
            "basic",
        ),
        *("test", "user", "admin", "guest", "example", "hidden", "redacted", "value", "unknown", "default", "optional"),
        *("required", "object", "array", "number", "integer", "boolean", "plain", "oauth2", "session", "cookie"),
    }
)
"""What stands where a secret would, and is none; hidden everywhere, nothing could be read any more."""

_Found = list[tuple[int, int, str]]
"""Where in a text secrets stand, and what is written in their place."""


@dataclass(slots=True)
class KnownSecrets:
    """The values that must not be written: those of environment variables, and those that were hidden once."""

    values: Mapping[str, str]
    """By variable."""
    public: frozenset[str] = frozenset()
    """What everybody may see, in lower case: a value that is one of these words is not learned."""
    learned: set[str] = field(default_factory=set[str])
    """What was hidden by its name or its place, in any exchange of the run."""
    _credentials: _Finder = field(init=False)
    _finder: _Finder = field(init=False)

    def __post_init__(self) -> None:
        """Make what finds the credentials; what is learned comes later."""
        self._credentials = self._finder = _Finder(self._variables)

    @property
    def _variables(self) -> dict[str, str]:
        return {value: f"${variable}" for variable, value in reversed([*self.values.items()])}

    def refresh(self) -> None:
        """Look from now on for all that was learned until now."""
        self._finder = _Finder({**dict.fromkeys(sorted(self.learned), HIDDEN), **self._variables})

    def learn(self, text: str) -> None:
        """Note a value that is a secret wherever it stands, from the next `refresh` on.

        A value that holds a credential is hidden for that already, and must not be kept in another place.
        """
        text = text.strip()
        is_short = len(text) < SHORTEST
        is_public = text.lower() in _PLACEHOLDERS or text.lower() in self.public or HIDDEN in text
        if is_short or is_public or len(text) > _LONGEST or text in self.learned:
            return
        if not self._credentials.finds(text):
            self.learned.add(text)

    def hide(self, text: str) -> tuple[str, int]:
        """Return the text with `$VARIABLE` or `[hidden]` in place of each secret, and how many there were."""
        found = _joined(self._finds(text))
        for start, end, shown in reversed(found):
            text = text[:start] + shown + text[end:]
        return text, len(found)

    def variable(self, value: str) -> str:
        """Return the variable that holds just this value, however short it is; empty where none does."""
        return next((variable for variable, each in self.values.items() if each == value), "")

    def found_in(self, text: str) -> str:
        """Return, in words, a secret that stands in the text in some encoding; empty where there is none."""
        for _, _, shown in self._finds(text):
            return "a value that is hidden elsewhere" if shown == HIDDEN else f"the value of {shown}"
        return ""

    def _finds(self, text: str) -> _Found:
        whole = self.variable(text) if _SHORTEST_WHOLE <= len(text) < SHORTEST else ""
        if whole:
            return [(0, len(text), f"${whole}")]
        return self._finder.finds(text)


@dataclass(slots=True)
class _Finder:
    """Finds texts in any encoding."""

    shown: Mapping[str, str]
    """What is written in the place of each."""
    _plain: _Needles = field(init=False)
    _hex: _Needles = field(init=False)
    _base64: _Needles = field(init=False)

    def __post_init__(self) -> None:
        """Make the expressions that find all of them."""
        wanted = {value: shown for value, shown in self.shown.items() if len(value) >= SHORTEST}
        data = {value.encode("utf-8", "surrogateescape"): shown for value, shown in wanted.items()}
        self._plain = _Needles(
            {
                form: shown
                for value, shown in wanted.items()
                for form in reversed([*decoded_fully(value)])
                if len(form) >= SHORTEST
            },
            in_words=False,
        )
        self._hex = _Needles({each.hex(): shown for each, shown in data.items()})
        self._base64 = _Needles({form: shown for each, shown in data.items() for form in _base64_forms(each)})

    def finds(self, text: str, depth: int = 0) -> _Found:
        """Return where they stand; parts of a text may be found several times."""
        if not self._plain.shown or len(text) < _SHORTEST_WHOLE:
            return []
        found: _Found = []
        for reading in readings(text):
            found += self._plain.found(reading)
            found += self._hex.found(compact_hex(reading))
            found += self._base64.found(compact_base64(reading))
            for blob, inside in blobs(reading) if depth < _DEEPEST else ():
                found += [(*reading.span(blob), each[2]) for each in self.finds(inside, depth + 1)[:1]]
        return found


@dataclass(slots=True)
class _Needles:
    """What is looked for in one kind of reading."""

    shown: Mapping[str, str]
    """What is written in the place of each, by what is looked for."""
    in_words: bool = True
    """Short ones count inside of words as well."""
    _folded: tuple[tuple[str, str], ...] = field(init=False)

    def __post_init__(self) -> None:
        """Fold what is looked for as the texts will be."""
        self._folded = tuple({_folded(form): shown for form, shown in self.shown.items()}.items())

    def found(self, reading: Reading) -> Iterator[tuple[int, int, str]]:
        """Yield what stands in a reading."""
        text = _folded(reading.text)
        for form, shown in self._folded:
            at = text.find(form)
            shortest = 0 if self.in_words else _SHORTEST_LEARNED_PART if shown == HIDDEN else _SHORTEST_PART
            while at >= 0:
                end = at + len(form)
                if len(form) >= shortest or _is_word(text, at, end):
                    yield reading.starts[at], reading.ends[end - 1], shown
                at = text.find(form, at + 1)


def _folded(text: str) -> str:
    """Return a text of the same length in which capitals are small, and a plus is a space, as in forms."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(each.lower() if len(each.lower()) == 1 else each for each in text)
    return small.replace("+", " ")


def _is_word(text: str, start: int, end: int) -> bool:
    """Return whether what stands in a text has neither a letter nor a digit of ASCII on its sides."""
    return not any(each.isascii() and each.isalnum() for each in (text[start - 1 : start], text[end : end + 1]))


def _base64_forms(data: bytes) -> Iterator[str]:
    """Yield the characters that only these bytes decide, whatever stands around them: six bits each."""
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        for before in range(3):
            encoded = encode(b"\0" * before + data).decode()
            form = encoded[-(-before * 8 // 6) : (before + len(data)) * 8 // 6]
            if len(form) >= _SHORTEST_ENCODED:
                yield form


def _joined(found: _Found) -> _Found:
    """Return what was found from left to right, as one what overlaps; then the name of a variable is what is told."""
    joined: _Found = []
    for start, end, shown in sorted(found):
        if joined and start < joined[-1][1]:
            first, last, before = joined[-1]
            joined[-1] = (first, max(last, end), before if before != HIDDEN else shown)
        else:
            joined.append((start, end, shown))
    return joined
