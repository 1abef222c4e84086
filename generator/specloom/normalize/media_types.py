"""What media types mean to a client, and Media Type Objects behind references."""

from __future__ import annotations

from specloom.ir.operation import ContentKind
from specloom.normalize.context import Context
from specloom.source import Node

__all__ = ["content_kind", "essence_of", "media_type_object"]

_BINARY_FAMILIES = ("image/", "audio/", "video/", "font/")
_LINES = {"application/x-ndjson", "application/jsonl", "application/x-jsonlines", "application/json-lines"}
_LINES_SUFFIXES = ("+jsonl", "+ndjson", "+json-seq")


def essence_of(media_type: str) -> str:
    """Return type and subtype in lower case, without parameters."""
    return media_type.partition(";")[0].strip().lower()


def content_kind(media_type: str) -> ContentKind:
    """Return what a media type means to a client (RFC 6838 suffixes included)."""
    essence = essence_of(media_type)
    if essence in _LINES or essence.endswith(_LINES_SUFFIXES) or essence == "application/json-seq":
        return ContentKind.NDJSON
    if essence in ("application/json", "text/json") or essence.endswith("+json"):
        return ContentKind.JSON
    if essence == "application/x-www-form-urlencoded":
        return ContentKind.FORM
    if essence.startswith("multipart/"):
        return ContentKind.MULTIPART
    if essence == "text/event-stream":
        return ContentKind.SSE
    if essence in ("application/xml", "text/xml") or essence.endswith("+xml"):
        return ContentKind.XML
    if essence.startswith(_BINARY_FAMILIES):
        return ContentKind.BINARY
    if essence.startswith("text/"):
        return ContentKind.TEXT
    if essence.endswith("/*"):
        return ContentKind.ANY
    return ContentKind.BINARY


def media_type_object(context: Context, node: Node) -> Node:
    """Return a Media Type Object; a reference may stand in its place since 3.2 (§4.14)."""
    return context.follow(node) if context.spec.version == "3.2" else context.expand(node, "a media type")
