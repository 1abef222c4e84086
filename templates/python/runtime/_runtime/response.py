"""The answer to a call becomes a value, or an error that tells what happened."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ..errors import DecodeError, Drift, error_for_status
from .call import Call
from .request import Request

if TYPE_CHECKING:
    import httpx2

T = TypeVar("T")

_TEXT = re.compile("(?i)text/|.*(charset=|json|xml|yaml|javascript|urlencoded)")


@contextmanager
def our_errors(request: Request) -> Generator[None]:
    """Raise our errors for those of the HTTP library."""
    import httpx2

    try:
        yield
    except httpx2.RequestError as error:
        from .transport import connection_error

        raise connection_error(request, error) from error


def result(call: Call[T], request: Request, response: httpx2.Response) -> T:
    """Return what the operation documents for a success; raise an `ApiStatusError` for anything else."""
    status = response.status_code
    if response.is_success:
        # a success that is not documented is read like the first one that is
        usual = next(iter(call.returns.values()), "None")
        expression = documented(call.returns, status) or usual
        return cast("T", _body(expression, call, request, response))
    unwatched = request._replace(is_strict=False, on_drift=None)
    expression = documented(call.errors, status) or "Any"
    raise error_for_status(status)(
        method=request.method,
        url=request.public_url,
        body=_body(expression, call, unwatched, response),
        response=response,
    )


def documented(types: Mapping[str, str], status: int) -> str | None:
    """Return the type for a status: its own, that of its range, the default one."""
    keys = (str(status), f"{status // 100}XX", "default")
    return next((types[key] for key in keys if key in types), None)


def _body(
    expression: str, call: Call[Any], request: Request, response: httpx2.Response
) -> Any:
    """Return the body as its type says, and as what the server sent allows."""
    if expression == "bytes":
        return response.content
    if expression == "None":
        return None
    if expression == "str" and not _is_json(response):
        return response.text
    content = response.content or b"null"
    return decoded(expression, content, call, request, response)


def decoded(
    expression: str,
    content: bytes | str,
    call: Call[Any],
    request: Request,
    response: httpx2.Response,
) -> Any:
    """Return the value of JSON, or of what was sent in its place; tell of what is not as documented."""
    from .codec import Reader, decode, said

    try:
        if not request.is_strict and request.on_drift is None:
            return decode(expression, content)
        value: object = json.loads(content)
    except (ValueError, RecursionError):
        value = content
        media_type = response.headers.get("content-type") or "text/plain"
        if isinstance(content, bytes) and _TEXT.match(media_type):
            value = response.text
    reader = Reader(is_strict=True)
    value = reader.read(expression, value)
    for at, problem, hint, found in reader.faults:
        drift = Drift(
            operation=f"{call.method} {call.path}",
            status=response.status_code,
            pointer="".join(f"/{name}" for name in map(_escaped, at)),
            problem=problem,
            expected=said(hint),
            value=found,
        )
        if request.on_drift is not None:
            request.on_drift(drift)
        if request.is_strict:
            raise DecodeError(
                drift, method=request.method, url=request.public_url, response=response
            )
    return value


def _escaped(name: str | int) -> str:
    return str(name).replace("~", "~0").replace("/", "~1")


def _is_json(response: httpx2.Response) -> bool:
    media_type = response.headers.get("content-type", "")
    return media_type.partition(";")[0].strip().endswith("json")
