"""Loops over pages, in every language that has them, against a server with three pages."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from behaviour.snippet_runs import require_tool, run_snippet
from builds import build_files

from specloom.targets.snippets.languages.registry import LANGUAGES, PAGES

ITEMS = ["a", "b", "c", "d", "e"]
PARAMETER = "q\"uo'te $"
KEY = 'ne"xt ${x}'


@dataclass
class Shop:
    """Answers with two items a page."""

    style: str
    url: str = ""
    asked: list[dict[str, list[str]]] = field(default_factory=list)

    def answer(self, query: dict[str, list[str]], path: str) -> tuple[dict[str, str], Any]:
        self.asked.append(query)
        start = {
            "cursor": lambda: int(query.get(PARAMETER, ["0"])[0]),
            "page": lambda: 2 * (int(query["page"][0]) - 1),
            "offset": lambda: int(query["offset"][0]),
        }.get(self.style, lambda: int(query.get("at", ["0"])[0]))()
        items, after = ITEMS[start : start + 2], start + 2
        following = f"{path}?at={after}" if after < len(ITEMS) else None
        match self.style:
            case "cursor":
                return {}, {"data": {"it ems": items}, "meta": {KEY: str(after)} if following else None}
            case "next_url":
                return {}, {"results": items, "next": following}
            case "link":
                return {"Link": f'<{path}?at=0>; rel="prev", <{following}>; rel="next"'} if following else {}, items
            case "offset":
                return {}, {"items": items, "has_more": following is not None}
            case _:
                return {}, items


@pytest.fixture
def shop(request: pytest.FixtureRequest) -> Iterator[Shop]:
    shop = Shop(request.param)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            headers, body = shop.answer(parse_qs(parts.query), parts.path)
            text = json.dumps(body).encode()
            self.send_response(200)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    shop.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield shop
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


CLAIMS: dict[str, dict[str, Any]] = {
    "cursor": {"style": "cursor", "parameter": PARAMETER, "items": ["data", "it ems"], "next": ["meta", KEY]},
    "page": {"style": "page", "parameter": "page"},
    "offset": {"style": "offset", "parameter": "offset", "items": "items", "has_more": "has_more"},
    "next_url": {"style": "next_url", "items": "results", "next": "next"},
    "link": {"style": "link"},
}
LIST: dict[str, Any] = {"type": "array", "items": {"type": "string"}}
BODIES: dict[str, Any] = {
    "cursor": {"data": {"it ems": LIST}, "meta": {KEY: {"type": "string"}}},
    "offset": {"items": LIST, "has_more": {"type": "boolean"}},
    "next_url": {"results": LIST, "next": {"type": "string"}},
}


def schema(properties: Any) -> Any:
    """Return a schema of an object with these properties; what is no schema yet is one inside."""
    is_schema = "type" in properties and isinstance(properties["type"], str)
    return properties if is_schema else {"type": "object", "properties": {k: schema(v) for k, v in properties.items()}}


def document(style: str) -> dict[str, Any]:
    names = {"cursor": [PARAMETER], "page": ["page"], "offset": ["offset"]}.get(style, [])
    body = schema(BODIES[style]) if style in BODIES else LIST
    operation = {
        "operationId": "list",
        "x-specloom-pagination": CLAIMS[style],
        "parameters": [{"name": name, "in": "query", "schema": {"type": ["string", "integer"]}} for name in names],
        "responses": {"200": {"description": "ok", "content": {"application/json": {"schema": body}}}},
    }  # fmt: skip
    return {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "servers": [{"url": "https://t.example"}],
        "paths": {"/items": {"get": operation}},
    }


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize("shop", list(CLAIMS), indirect=True)
def test_every_item_of_every_page_is_printed(shop: Shop, language: str, tmp_path: Path) -> None:
    require_tool(LANGUAGES[language])
    spec = tmp_path / "spec.json"
    spec.write_text(json.dumps(document(shop.style)), encoding="utf-8")
    files = build_files(spec, "snippets", server=shop.url)
    (path,) = (path for path in files if path.startswith(f"snippets/list/pages.{language}."))
    place = tmp_path / Path(path).name
    place.write_text(files[path], encoding="utf-8")

    done = run_snippet(LANGUAGES[language], place, {})

    assert 0 == done.returncode, done.stderr.decode()
    assert ITEMS == done.stdout.decode().split()
    assert len(shop.asked) in (3, 4)
