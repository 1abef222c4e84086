"""Bodies as they may be shown: each kind is taken apart, redacted in its parts, and put together again."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import HTTP
from urllib.parse import parse_qsl

from specloom.calls.values import is_array, is_object
from specloom.captures.inner_json import is_finite, parsed, written
from specloom.captures.model import Body, BodyKind
from specloom.captures.places import Place
from specloom.captures.redacted_values import ValueRedactor
from specloom.captures.shapes import HIDDEN
from specloom.ir.operation import Content
from specloom.ir.types import Alias, JsonValue, Object, Ref, Type, TypeDef

__all__ = ["BodyRedactor"]

_FORM = "application/x-www-form-urlencoded"
_LINES = frozenset({"application/x-ndjson", "application/jsonl", "application/json-seq", "text/event-stream"})
_TEXTS = frozenset({"application/javascript", "application/x-yaml", "application/yaml", "application/graphql"})
_LINE = re.compile(r"(\x1e?(?:data: ?)?)([{\[].*[}\]])(\s*)")
_BOUNDARY = re.compile(r"(?i);\s*boundary=(?:\"[^\"]*\"|[^;\s]+)")


@dataclass(frozen=True, slots=True)
class BodyRedactor:
    """Redacts the bodies of one exchange."""

    values: ValueRedactor

    def body(self, data: bytes, media_type: str, content: Content | None, place: Place) -> Body | None:
        """Return a body as it may be shown; None where there is none.

        `media_type`: the Content-Type as it was sent; `content`: what the description says of it, if anything.
        """
        if not data:
            return None
        self.values.is_cut = False
        kind, value = self._taken(data, media_type, content, place)
        shown = self.values.text(_BOUNDARY.sub("", media_type), Place(root=place.root, direction=place.direction))
        return Body(kind=kind, media_type=shown, value=value, is_cut=self.values.is_cut)

    def _taken(self, data: bytes, media_type: str, content: Content | None, place: Place) -> tuple[BodyKind, JsonValue]:
        essence = media_type.partition(";")[0].strip().lower()
        if essence.startswith("multipart/"):
            return BodyKind.MULTIPART, self._parts(data, media_type, content, place)
        text = _decoded(data, media_type)
        if text is None:
            return BodyKind.BINARY, _digest(data)
        if essence == _FORM:
            pairs = parse_qsl(text, keep_blank_values=True, errors="surrogateescape")
            return BodyKind.FORM, [list(self._pair(name, value, content, place)) for name, value in pairs]
        if essence in _LINES:
            return BodyKind.TEXT, self._lines(text, content, place)
        is_json = essence.endswith(("/json", "+json"))
        found = parsed(text) if is_json or not essence else None
        if found is not None:
            shown = self.values.value(found[0], content.type if content else None, place)
            return (BodyKind.JSON, shown) if is_finite(shown) else (BodyKind.TEXT, written(shown))
        if is_json:
            self.values.counts["unreadable"] += 1
            return BodyKind.TEXT, HIDDEN
        if _is_text(essence) or (not essence and text.isprintable()):
            return BodyKind.TEXT, self.values.text(text, place)
        return BodyKind.BINARY, _digest(data)

    def _pair(self, name: str, value: str, content: Content | None, place: Place) -> tuple[str, str]:
        return self.values.text(name, place), self.values.written(
            value, self._property(content, name), place.member(name)
        )

    def _lines(self, text: str, content: Content | None, place: Place) -> str:
        """Return a text with the JSON values that stand in its lines redacted as such, and all else as text."""
        type_ = content.type if content and content.is_sequence else None
        return "".join(self._line(line, type_, place.item()) for line in text.splitlines(keepends=True))

    def _line(self, line: str, type_: Type | None, place: Place) -> str:
        found = _LINE.fullmatch(line)
        value = None if found is None else parsed(found[2])
        if found is None or value is None:
            return self.values.text(line, place)
        return f"{found[1]}{written(self.values.value(value[0], type_, place))}{found[3]}"

    def _parts(self, data: bytes, media_type: str, content: Content | None, place: Place) -> list[JsonValue]:
        """Return the parts of a multipart body (RFC 2046 §5.1, RFC 7578)."""
        head = f"Content-Type: {media_type}\r\n\r\n".encode("utf-8", "surrogateescape")
        message = message_from_bytes(head + data, EmailMessage, policy=HTTP)
        return [self._part(part, content, place) for part in message.iter_parts()]

    def _part(self, part: MIMEPart, content: Content | None, place: Place) -> JsonValue:
        name = part.get_param("name", header="content-disposition")
        told = name if isinstance(name, str) else ""
        payload = part.get_payload(decode=True)
        data = payload if isinstance(payload, bytes) else b""
        stated = str(part.get("content-type", ""))
        shown: dict[str, JsonValue] = {"name": self.values.text(told, place)} if told else {}
        if stated:
            shown["content_type"] = self.values.text(stated, place)
        text = None if part.get_filename() is not None else _decoded(data, stated)
        if text is None:
            return {**shown, **_digest(data)}
        is_json = "json" in stated.lower()
        found = parsed(text) if is_json else None
        inside = place.member(told)
        if found is not None and (is_object(found[0]) or is_array(found[0])):
            value = self.values.value(found[0], self._property(content, told), inside)
            return {**shown, "value": written(value)}
        if is_json and found is None:
            return {**shown, "value": HIDDEN}
        return {**shown, "value": self.values.written(text, self._property(content, told), inside)}

    def _property(self, content: Content | None, name: str) -> Type | None:
        """Return the type of a property of a form."""
        found: Type | TypeDef | None = None if content is None else content.type
        while isinstance(found, Ref | Alias):
            found = self.values.api.types[found.target] if isinstance(found, Ref) else found.type
        fields = found.fields if isinstance(found, Object) else ()
        return next((each.type for each in fields if each.wire_name == name), None)


def _decoded(data: bytes, media_type: str) -> str | None:
    """Return the text that bytes are in the charset that is stated, UTF-8 where none is; None where they are none."""
    charset = re.search(r"(?i);\s*charset=\"?([\w.:-]+)", media_type)
    try:
        text = data.decode(charset[1] if charset else "utf-8")
    except (LookupError, ValueError):
        return None
    return None if "\0" in text else text.removeprefix("\ufeff")


def _is_text(essence: str) -> bool:
    return essence.startswith("text/") or essence in _TEXTS or essence.endswith(("/json", "+json", "/xml", "+xml"))


def _digest(data: bytes) -> dict[str, JsonValue]:
    return {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
