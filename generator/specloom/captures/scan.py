"""The last look at a capture before it is written: whatever still looks like a secret is named, and nothing is written."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from specloom.calls.values import is_array, is_object
from specloom.captures.form import as_json
from specloom.captures.model import BodyKind, Capture
from specloom.captures.secrets import KnownSecrets
from specloom.captures.shapes import hide_shapes, unlikely_tokens
from specloom.diagnostics.pointer import escape_token, tokens_of
from specloom.ir.types import JsonValue

__all__ = ["Finding", "leftover_secrets"]

_SHORTEST = 6
_SOMETHING = "*"
"""In a pointer, in the place of a key that may be a secret itself."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that looks like a secret. It does not say what."""

    pointer: str
    """Into the capture's file."""
    rule: str
    kept_as: str = ""
    """The pointer under which the config's `keep` lets it through; empty where there is none."""

    def __str__(self) -> str:
        """Return what is told of it."""
        return f"{self.pointer}{f' (in `keep`: {self.kept_as})' if self.kept_as else ''}: {self.rule}"


def leftover_secrets(capture: Capture, secrets: KnownSecrets, harmless: Collection[str]) -> Iterator[Finding]:
    """Yield what may be a secret in a capture.

    `harmless`: stand-ins, texts of the description, and what the config vouches for; a credential that specloom knows is
    found in those as well.
    """
    told = as_json(capture)
    known = {*harmless, *_digests(told)}
    for name in ("request", "response"):
        for pointer, text in _texts(told[name], f"/{name}"):
            rule = _rule(text, secrets, known)
            if rule:
                yield Finding(pointer, rule, _kept_as(pointer, told))


def _kept_as(pointer: str, told: JsonValue) -> str:
    """Return the pointer of the config's `keep` for a place in a capture's file."""
    message, place, *rest = tokens_of(pointer)
    if place in ("headers", "query"):
        name = str(told[message][place][int(rest[0])][0])
        is_told = not any(unlikely_tokens(name)) and not hide_shapes(name)[1]
        return f"/{'header' if place == 'headers' else place}/{escape_token(name) if is_told else _SOMETHING}"
    if place == "path_parameters":
        return f"/path/{rest[0]}"
    if place == "body" and rest[:1] == ["value"] and rest[1:]:
        return "".join(f"/{escape_token(each)}" for each in rest[1:])
    return ""


def _rule(text: str, secrets: KnownSecrets, harmless: Collection[str]) -> str:
    variable = secrets.found_in(text)
    if variable:
        return f"the value of ${variable}"
    if not hide_shapes(text)[1] and not any(unlikely_tokens(text)):
        return ""
    rest = _without(text, harmless)
    if hide_shapes(rest)[1]:
        return "it has the form of a secret"
    if any(not any(word in each for each in harmless) for word in unlikely_tokens(rest)):
        return "it looks random, as secrets do"
    return ""


def _digests(told: JsonValue) -> Iterator[str]:
    """Yield the hashes of the bytes that a capture does not keep."""
    for name in ("request", "response"):
        body = told[name].get("body")
        if body is not None and body["kind"] in (BodyKind.BINARY, BodyKind.MULTIPART):
            parts = body["value"] if is_array(body["value"]) else [body["value"]]
            yield from (part["sha256"] for part in parts if "sha256" in part)


def _without(text: str, harmless: Collection[str]) -> str:
    for each in sorted((each for each in harmless if len(each) >= _SHORTEST), key=len, reverse=True):
        text = text.replace(each, " ")
    return text


def _texts(value: JsonValue, pointer: str) -> Iterator[tuple[str, str]]:
    """Yield every text in a value with its place, keys included."""
    if isinstance(value, str):
        yield pointer, value
    elif is_object(value):
        for key, each in value.items():
            is_told = not any(unlikely_tokens(key)) and not hide_shapes(key)[1]
            below = f"{pointer}/{escape_token(key) if is_told else _SOMETHING}"
            yield below, key
            yield from _texts(each, below)
    elif is_array(value):
        for index, each in enumerate(value):
            yield from _texts(each, f"{pointer}/{index}")
