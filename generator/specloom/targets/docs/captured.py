"""Plans how captures are shown: when and where an answer came from, its headers, what is wrong with it, what was asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from specloom.calls.captured import Filed, essence, form_pairs
from specloom.captures.model import Body, BodyKind, Recorded
from specloom.targets.docs.examples import json_text, visible_text
from specloom.targets.docs.markdown import MdCode, MdFence, MdPlain

__all__ = ["CaptureNote", "CapturedAnswer", "Deviation", "captured_answer", "captured_answers"]

_MOST_DEVIATIONS = 10
"""That a page lists; the findings have all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """Where an answer is not as the description says."""

    pointer: MdCode | None
    """Into the body; None for the whole."""
    problem: MdPlain


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureNote:
    """What is known of a captured answer."""

    date: MdPlain
    environment: MdPlain
    is_of_range: bool
    """It is shown for a range of statuses, or for `default`."""
    is_stale: bool
    is_cut: bool
    redirects: MdPlain | None
    """The statuses of the redirects that were followed to it; None where there were none."""
    deviations: tuple[Deviation, ...]
    """None of an answer that is not documented at all: the page says that already."""
    more_deviations: int
    headers: MdFence | None
    request: MdFence


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturedAnswer:
    """A captured answer, whole."""

    status: MdPlain
    media_type: MdCode | None
    """None: it has no body."""
    fence: MdFence | None
    note: CaptureNote
    is_new_status: bool
    """The description does not have its status."""
    is_new_media_type: bool


def captured_answer(filed: Filed) -> CapturedAnswer:
    """Return how a captured answer is shown."""
    body = filed.recorded.capture.response.body
    return CapturedAnswer(
        status=MdPlain(str(filed.recorded.capture.response.status)),
        media_type=MdCode(body.media_type) if body is not None else None,
        fence=_fence(body) if body is not None else None,
        note=_note(filed),
        is_new_status=filed.response is None,
        is_new_media_type=filed.response is not None and not filed.is_documented,
    )


def captured_answers(filed: Iterable[Filed]) -> tuple[CapturedAnswer, ...]:
    """Return how captured answers are shown, in their order."""
    return tuple(map(captured_answer, filed))


def _note(filed: Filed) -> CaptureNote:
    capture = filed.recorded.capture
    status, body = str(capture.response.status), capture.response.body
    told = filed.recorded.deviations if filed.is_documented else ()
    return CaptureNote(
        date=MdPlain(capture.provenance.captured),
        environment=MdPlain(capture.provenance.environment),
        is_of_range=filed.response is not None and filed.response.status != status,
        is_stale=filed.recorded.is_stale,
        is_cut=body is not None and body.is_cut,
        redirects=MdPlain(", ".join(map(str, capture.response.redirects))) if capture.response.redirects else None,
        deviations=tuple(_deviations(told[:_MOST_DEVIATIONS])),
        more_deviations=max(0, len(told) - _MOST_DEVIATIONS),
        headers=_headers(capture.response.headers),
        request=_request(filed.recorded),
    )


def _deviations(told: Iterable[tuple[str, str]]) -> Iterator[Deviation]:
    for pointer, problem in told:
        yield Deviation(pointer=MdCode(pointer) if pointer else None, problem=MdPlain(problem))


def _headers(headers: tuple[tuple[str, str], ...]) -> MdFence | None:
    return MdFence("http", "\n".join(_lines(headers))) if headers else None


def _lines(headers: tuple[tuple[str, str], ...]) -> Iterator[str]:
    return (visible_text(f"{name}: {value}").replace("\n", " ") for name, value in headers)


def _request(recorded: Recorded) -> MdFence:
    """Return the message that was sent, in the form of HTTP/1.1 (RFC 9112 §2.1) as far as a capture keeps it."""
    request = recorded.capture.request
    start = visible_text(f"{request.method} {request.url}").replace("\n", " ")
    body = [] if request.body is None else ["", _body_text(request.body)]
    return MdFence("http", "\n".join([start, *_lines(request.headers), *body]))


def _fence(body: Body) -> MdFence:
    if body.kind is BodyKind.TEXT:
        return MdFence("xml" if essence(body.media_type).endswith("xml") else "text", _body_text(body))
    return MdFence("text" if body.kind is BodyKind.BINARY else "json", _body_text(body))


def _body_text(body: Body) -> str:
    match body.kind, body.value:
        case BodyKind.TEXT, str(text):
            return visible_text(text)
        case BodyKind.FORM, _:
            return urlencode(form_pairs(body), errors="replace")
        case BodyKind.BINARY, {"bytes": int(size), "sha256": str(digest)}:
            return visible_text(f"({size} bytes, SHA-256 {digest})")
        case _, value:
            return json_text(value)
