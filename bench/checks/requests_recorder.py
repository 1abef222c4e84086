"""Run by `snippets.py` in a process of its own: runs Python snippets with a `requests` that only prepares what it is told.

Reads a JSON list of paths from stdin; prints `[{path, fault} | {path, method, url, body}]`.
"""

import contextlib
import io
import json
import sys
import warnings
from typing import Any

import requests

sent: dict[str, Any] = {}


def record(method: str, url: str, **options: Any) -> requests.Response:
    """Prepare a request as the library would, keep what it would send, and return an answer."""
    options.pop("timeout")
    options.pop("stream", None)
    prepared = requests.Request(method.upper(), url, **options).prepare()
    sent.update(method=prepared.method, url=prepared.url, body=_text(prepared.body))
    response = requests.Response()
    response.status_code, response._content, response._content_consumed = 200, b"{}", True
    return response


def _text(body: object) -> str | None:
    if isinstance(body, bytes):
        with contextlib.suppress(UnicodeDecodeError):
            return body.decode()
    return body if isinstance(body, str) else None


def run(path: str) -> dict[str, Any]:
    """Return what a snippet sends."""
    sent.clear()
    with open(path, encoding="utf-8") as file, contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())):
        exec(compile(file.read(), path, "exec", dont_inherit=True), {"__name__": "__main__"})
    return dict(sent) if sent else {"fault": "it sends nothing"}


def main() -> None:
    """Run every snippet that stdin names."""
    warnings.simplefilter("error", SyntaxWarning)
    setattr(requests, "request", record)  # noqa: B010 - mypy knows the function that stands there
    for method in ("get", "post", "put", "patch", "delete", "head", "options"):
        setattr(requests, method, lambda url, method=method, **options: record(method, url, **options))
    results: list[dict[str, Any]] = []
    for path in json.load(sys.stdin):
        try:
            results.append({"path": path, **run(path)})
        except Exception as error:
            results.append({"path": path, "fault": f"{type(error).__name__}: {error}"})
    json.dump(results, sys.stdout)


if __name__ == "__main__":
    main()
