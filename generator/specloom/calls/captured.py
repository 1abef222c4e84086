"""Captured answers beside what the description documents: which of its answers each capture of an operation is."""

from __future__ import annotations

from dataclasses import dataclass

from specloom.calls.model import Chosen, ExampleOrigin
from specloom.calls.values import is_array
from specloom.captures.model import Body, BodyKind, Captures, Recorded
from specloom.ir.operation import Content, Operation, Response
from specloom.ir.types import JsonValue

__all__ = [
    "Filed",
    "captured_value",
    "described_content",
    "described_response",
    "essence",
    "file_captures",
    "form_pairs",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A capture, and the documented answer that it is one of."""

    recorded: Recorded
    response: Response | None
    """None: the description does not have the status."""
    content: Content | None
    """None: there is no body, or the description does not have its media type."""

    @property
    def is_documented(self) -> bool:
        """Whether the description has the status, and the media type of the body."""
        return self.response is not None and (self.content is not None or self.has_no_body)

    @property
    def has_no_body(self) -> bool:
        """Whether nothing but a status and headers came back."""
        return self.recorded.capture.response.body is None


def file_captures(operation: Operation, captures: Captures) -> tuple[Filed, ...]:
    """Return the captures of an operation in their order, each with what the description says of such an answer.

    A status belongs to the response that names it, else to that of its range, else to `default` (OpenAPI 3.1 §4.8.16); a
    media type to the content that names it, else to the range that fits best (§4.8.14).
    """
    return tuple(_filed(operation, each) for each in captures.of(operation.id))


def _filed(operation: Operation, recorded: Recorded) -> Filed:
    answer = recorded.capture.response
    response = described_response(operation, answer.status)
    content = described_content(response, answer.body.media_type) if response and answer.body else None
    return Filed(recorded=recorded, response=response, content=content)


def described_response(operation: Operation, status: int) -> Response | None:
    """Return the response that documents a status: the one that names it, else that of its range, else `default`."""
    by_status = {response.status: response for response in operation.responses}
    return by_status.get(str(status)) or by_status.get(f"{status // 100}XX") or by_status.get("default")


def described_content(response: Response, media_type: str) -> Content | None:
    """Return the content that documents a media type: the one that names it, else the range that fits best."""
    fitting = [each for each in response.contents if _fits(each.media_type, media_type)]
    return max(fitting, key=lambda each: len(essence(each.media_type).rstrip("*/")), default=None)


def essence(media_type: str) -> str:
    """Return a media type without its parameters, lower case."""
    return media_type.partition(";")[0].strip().lower()


def _fits(documented: str, captured: str) -> bool:
    pattern, found = essence(documented), essence(captured)
    return pattern in {"*/*", "*", found} or (pattern.endswith("/*") and found.startswith(pattern[:-1]))


def captured_value(recorded: Recorded) -> Chosen | None:
    """Return the body of a captured answer as an example; None where there is none that can be shown as a value."""
    value = _shown(recorded.capture.response.body)
    if value is None:
        return None
    fault = "; ".join(f"at {pointer}: {message}" if pointer else message for pointer, message in recorded.deviations)
    return Chosen(value=value[0], origin=ExampleOrigin.CAPTURED, name=recorded.label, fault=fault)


def _shown(body: Body | None) -> tuple[JsonValue] | None:
    """Return the value in a tuple, since JSON has a null of its own."""
    if body is None or body.kind in {BodyKind.BINARY, BodyKind.FORM, BodyKind.MULTIPART}:
        return None
    return (body.value,)


def form_pairs(body: Body) -> tuple[tuple[str, str], ...]:
    """Return the fields of a captured form; what is no pair of texts in it is no field."""
    listed = body.value if is_array(body.value) else []
    return tuple((pair[0], pair[1]) for pair in listed if is_array(pair) and len(pair) == 2 and _are_texts(pair))


def _are_texts(values: list[JsonValue]) -> bool:
    return all(isinstance(value, str) for value in values)
