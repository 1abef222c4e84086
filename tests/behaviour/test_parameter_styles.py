"""Every style, with and without `explode`, for a text, a list and an object: the specification, `wire` and the client agree."""

from __future__ import annotations

import json
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from behaviour.python_package import HEAD, Recorder, import_package, recorder
from builds import job_for

from specloom.calls.prepare import prepare_calls
from specloom.diagnostics import Diagnostics
from specloom.pipeline import load_api

VALUES: dict[str, Any] = {
    "text": "blue",
    "list": ["blue", "black", "brown"],
    "object": {"R": 100, "G": 200, "B": 150},
}
SCHEMAS: dict[str, Any] = {
    "text": {"type": "string"},
    "list": {"type": "array", "items": {"type": "string"}},
    "object": {
        "type": "object",
        "required": ["R", "G", "B"],
        "properties": {key: {"type": "integer"} for key in "RGB"},
    },
}
LISTED, NAMED = "blue,black,brown", "R=100,G=200,B=150"
STYLES: list[tuple[str, str, bool, str, str]] = [
    ("path", "simple", False, "text", "blue"),
    ("path", "simple", False, "list", LISTED),
    ("path", "simple", False, "object", "R,100,G,200,B,150"),
    ("path", "simple", True, "list", LISTED),
    ("path", "simple", True, "object", NAMED),
    ("path", "label", False, "text", ".blue"),
    ("path", "label", False, "list", f".{LISTED}"),
    ("path", "label", False, "object", ".R,100,G,200,B,150"),
    ("path", "label", True, "text", ".blue"),
    ("path", "label", True, "list", ".blue.black.brown"),
    ("path", "label", True, "object", ".R=100.G=200.B=150"),
    ("path", "matrix", False, "text", ";color=blue"),
    ("path", "matrix", False, "list", f";color={LISTED}"),
    ("path", "matrix", False, "object", ";color=R,100,G,200,B,150"),
    ("path", "matrix", True, "list", ";color=blue;color=black;color=brown"),
    ("path", "matrix", True, "object", ";R=100;G=200;B=150"),
    ("query", "form", False, "text", "color=blue"),
    ("query", "form", False, "list", f"color={LISTED}"),
    ("query", "form", False, "object", "color=R,100,G,200,B,150"),
    ("query", "form", True, "text", "color=blue"),
    ("query", "form", True, "list", "color=blue&color=black&color=brown"),
    ("query", "form", True, "object", "R=100&G=200&B=150"),
    ("query", "spaceDelimited", False, "list", "color=blue%20black%20brown"),
    ("query", "spaceDelimited", False, "object", "color=R%20100%20G%20200%20B%20150"),
    ("query", "pipeDelimited", False, "list", "color=blue%7Cblack%7Cbrown"),
    ("query", "pipeDelimited", False, "object", "color=R%7C100%7CG%7C200%7CB%7C150"),
    ("query", "deepObject", True, "object", "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
    ("header", "simple", False, "text", "blue"),
    ("header", "simple", False, "list", LISTED),
    ("header", "simple", False, "object", "R,100,G,200,B,150"),
    ("header", "simple", True, "object", NAMED),
    ("cookie", "form", False, "list", f"color={LISTED}"),
    ("cookie", "form", False, "object", "color=R,100,G,200,B,150"),
    ("cookie", "form", True, "text", "color=blue"),
    ("cookie", "form", True, "list", "color=blue; color=black; color=brown"),
    ("cookie", "form", True, "object", "R=100; G=200; B=150"),
    ("cookie", "cookie", False, "list", f"color={LISTED}"),
    ("cookie", "cookie", True, "list", "color=blue; color=black; color=brown"),
    ("cookie", "cookie", True, "object", "R=100; G=200; B=150"),
]
"""Location, style, explode, kind of value, and what is sent (OpenAPI 3.2 §4.12.4, Appendix C)."""


def name_of(location: str, style: str, explode: bool, kind: str) -> str:
    return f"{location}_{style}_{'exploded' if explode else 'flat'}_{kind}".lower()


def paths_of() -> str:
    """Return a description with an operation for each style."""
    paths: dict[str, Any] = {}
    for location, style, explode, kind, _ in STYLES:
        name = name_of(location, style, explode, kind)
        schema = {**SCHEMAS[kind], "example": VALUES[kind]}
        parameter = {
            "name": "color",
            "in": location,
            "required": True,
            "style": style,
            "explode": explode,
            "schema": schema,
        }
        operation = {
            "tags": ["styles"],
            "operationId": name,
            "parameters": [parameter],
            "responses": {"204": {"description": "done"}},
        }
        paths[f"/{name}/{{color}}" if location == "path" else f"/{name}"] = {"get": operation}
    return f"security: []\npaths: {json.dumps(paths)}\n"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return import_package(tmp_path_factory.mktemp("styles"), paths_of())


@pytest.fixture(scope="module")
def server() -> Iterator[Recorder]:
    with recorder() as running:
        running.says(status=204)
        yield running


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The requests of the neutral calls, by operation."""
    spec = tmp_path_factory.mktemp("wire") / "spec.yaml"
    spec.write_text(HEAD % "Styles" + paths_of(), encoding="utf-8")
    diagnostics = Diagnostics()
    api = load_api(job_for(spec).source, diagnostics).api
    return {name: calls[0].request for name, calls in prepare_calls(api, diagnostics).calls.items()}


@pytest.mark.parametrize(("location", "style", "explode", "kind", "sent"), STYLES, ids=lambda each: str(each)[:20])
def test_styles(
    package: ModuleType,
    server: Recorder,
    wire: dict[str, Any],
    location: str,
    style: str,
    explode: bool,
    kind: str,
    sent: str,
) -> None:
    """What the specification's table says is what snippets and the client send."""
    name = name_of(location, style, explode, kind)
    section = getattr(package, package.__name__.capitalize())(base_url=server.url).styles
    method = getattr(section, name)
    if location == "path":
        method(VALUES[kind])
    else:
        method(color=VALUES[kind])
    request = wire[name]
    headers = {header.name.lower(): "".join(map(str, header.value)) for header in request.headers}
    path, _, query = request.url.removeprefix("http://127.0.0.1:9").partition("?")
    told = {
        "path": path.rpartition("/")[2],
        "query": query,
        "header": headers.get("color"),
        "cookie": headers.get("cookie"),
    }
    seen = {
        "path": server.last.path.rpartition("/")[2],
        "query": server.last.query,
        "header": server.last.headers.get("color"),
        "cookie": server.last.headers.get("cookie"),
    }

    assert (sent, sent) == (told[location], seen[location])
