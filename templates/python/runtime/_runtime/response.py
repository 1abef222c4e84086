"""The answer to a call becomes a value, or an error that tells what happened."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ..errors import error_for_status
from .call import Call
from .codec import codec_for
from .request import Request

if TYPE_CHECKING:
    import httpx2

T = TypeVar("T")


def result(call: Call[T], request: Request, response: httpx2.Response) -> T:
    """Return what the operation documents for a success; raise an `ApiStatusError` for anything else."""
    status = response.status_code
    if response.is_success:
        # a success that is not documented is read like the first one that is
        usual = next(iter(call.returns.values()), "None")
        expression = documented(call.returns, status) or usual
        return cast("T", _body(expression, response))
    raise error_for_status(status)(
        method=request.method,
        url=request.public_url,
        body=_body(documented(call.errors, status) or "Any", response),
        response=response,
    )


def documented(types: Mapping[str, str], status: int) -> str | None:
    """Return the type for a status: its own, that of its range, the default one."""
    keys = (str(status), f"{status // 100}XX", "default")
    return next((types[key] for key in keys if key in types), None)


def _body(expression: str, response: httpx2.Response) -> Any:
    """Return the body as its type says, and as what the server sent allows."""
    if expression == "bytes":
        return response.content
    if expression == "None" or (not response.content and expression != "str"):
        return None
    if expression == "str" and not _is_json(response):
        return response.text
    try:
        value = json.loads(response.content)
    except ValueError:
        return response.text
    return codec_for(expression).decode(value)


def _is_json(response: httpx2.Response) -> bool:
    media_type = response.headers.get("content-type", "")
    return media_type.partition(";")[0].strip().endswith("json")
