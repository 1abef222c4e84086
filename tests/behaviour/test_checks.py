"""The checks of whole outputs can fail: each finds the fault it is for, and nothing in a sound output."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from bench.checks import CHECKS, Generated, run_checks
from bench.documents import Document, Row, generate

SPEC = """\
openapi: 3.1.0
info: {title: Shop, version: "1"}
servers: [{url: "https://shop.example"}]
paths:
  /orders:
    post:
      operationId: createOrder
      parameters:
        - {name: limit, in: query, required: true, schema: {type: integer, minimum: 5}}
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}
      responses:
        "200":
          description: Done
          content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}
components:
  schemas:
    Order:
      type: object
      required: [id, day]
      properties:
        id: {type: string, readOnly: true}
        day: {type: string, format: date}
"""
Harm = Callable[[Generated], Generated | None]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Generated:
    """The output of a small description."""
    folder = tmp_path_factory.mktemp("sound")
    spec = folder / "shop.yaml"
    spec.write_text(SPEC, encoding="utf-8")
    document = Document(name="shop", spec=spec, root=folder, version="3.1.0", operations=1, is_valid=True)
    made = generate(document, folder / "out", Row(name="shop"))
    assert made is not None
    return made


def test_a_sound_output_has_no_faults(sound: Generated) -> None:
    """Every check runs, and none has anything to say."""
    assert {name: [] for name in CHECKS} == run_checks(sound)


def file(made: Generated, pattern: str) -> Path:
    """Return the only file that a pattern names."""
    (path,) = made.folder.glob(pattern)
    return path


def appends(pattern: str, text: str) -> Harm:
    """Return a harm: a text at the end of a file."""

    def harm(made: Generated) -> None:
        with file(made, pattern).open("a", encoding="utf-8") as opened:
            opened.write(text)

    return harm


def replaces(pattern: str, old: str, new: str) -> Harm:
    """Return a harm: another text in a file."""

    def harm(made: Generated) -> None:
        path = file(made, pattern)
        text = path.read_text(encoding="utf-8")
        assert re.search(old, text), f"{old} is not in {path.name}"
        path.write_text(re.sub(old, new, text), encoding="utf-8")

    return harm


def removes(pattern: str) -> Harm:
    """Return a harm: a file that is gone."""
    return lambda made: file(made, pattern).unlink()


def adds_an_operation(made: Generated) -> Generated:
    """Let the document have one operation more than the output."""
    document = yaml.safe_load(SPEC)
    document["paths"]["/orders"]["get"] = {"responses": {"200": {"description": "All"}}}
    spec = made.folder / "more.json"
    spec.write_text(json.dumps(document), encoding="utf-8")
    return replace(made, spec=spec)


def forgets_a_snippet(made: Generated) -> None:
    """Leave a snippet out of the list of snippets."""
    path = made.snippets / "snippets.json"
    entries = [each for each in json.loads(path.read_text(encoding="utf-8")) if each["language"] != "curl"]
    path.write_text(json.dumps([*entries, {**entries[0], "operation": "other", "language": "curl"}]), encoding="utf-8")


def with_body(value: dict[str, Any]) -> Harm:
    """Return a harm: another example of the request body."""

    def harm(made: Generated) -> Generated:
        bodies = {key: replace(chosen, value=value) for key, chosen in made.calls.bodies.items()}
        return replace(made, calls=replace(made.calls, bodies=bodies))

    return harm


def with_limit(value: int) -> Harm:
    """Return a harm: another value of the query parameter."""

    def harm(made: Generated) -> Generated:
        def changed(call: Any) -> Any:
            arguments = tuple(replace(each, chosen=replace(each.chosen, value=value)) for each in call.arguments)
            return replace(call, arguments=arguments)

        calls = {key: tuple(map(changed, group)) for key, group in made.calls.calls.items()}
        return replace(made, calls=replace(made.calls, calls=calls))

    return harm


PAGE = "docs/*/createOrder.md"
RESOURCE = "python/shop/resources/default.py"
HARMS: list[tuple[str, Harm]] = [
    ("ledger", adds_an_operation),
    ("ledger", removes(PAGE)),
    ("ledger", forgets_a_snippet),
    ("ledger", replaces(RESOURCE, '"/orders"', '"/other"')),
    ("compiles", appends(RESOURCE, "def\n")),
    ("compiles", appends(RESOURCE, 'PATTERN = "\\d"\n')),
    ("compiles", appends("snippets/*/minimal.python.py", "def\n")),
    ("imports", appends("python/shop/models/order.py", "import no_such_module\n")),
    ("mypy", appends("python/shop/models/order.py", 'NUMBER: int = "text"\n')),
    ("mypy", appends("python/shop/models/order.py", "def untyped(one): return one\n")),
    ("shell", appends("snippets/*/minimal.curl.sh", "if\n")),
    ("shell", appends("snippets/*/minimal.curl.sh", "\ncurl twice\n")),
    ("shell", replaces("snippets/*/minimal.curl.sh", '"day": "', '"day": "not ')),
    ("javascript", appends("snippets/*/minimal.javascript.mjs", "const = 1;\n")),
    ("javascript", appends("snippets/*/minimal.javascript.mjs", "noSuchFunction();\n")),
    ("javascript", replaces("snippets/*/minimal.javascript.mjs", 'day: "', 'day: "not ')),
    ("python", replaces("snippets/*/minimal.python.py", '"day": "', '"day": "not ')),
    ("python", replaces("snippets/*/minimal.python.py", "shop.example", "other.example")),
    ("links", appends(PAGE, "\n[nowhere](nowhere.md)\n")),
    ("links", appends(PAGE, "\n[nowhere](#nowhere)\n")),
    ("links", appends(PAGE, "\n[nowhere](../schemas/Order.md#nowhere)\n")),
    ("markdown", appends(PAGE, "\n| a | b |\n|---|---|\n| 1 | 2 | 3 |\n")),
    ("markdown", appends(PAGE, "\n| a | b |\n|---|\n| 1 | 2 |\n")),
    ("markdown", appends(PAGE, "\n```json\n{}\n")),
    ("references", with_body({"day": {"$ref": "#/components/schemas/Day"}})),
    ("examples", with_body({"day": "tomorrow"})),
    ("examples", with_body({})),
    ("examples", with_body({"id": "1", "day": "2020-01-01"})),
    ("examples", with_limit(1)),
    ("printed", replaces(PAGE, '"id": "', '"id": "not ')),
]


@pytest.mark.parametrize(("check", "harm"), HARMS, ids=[f"{name}-{at}" for at, (name, _) in enumerate(HARMS)])
def test_each_check_finds_what_it_is_for(sound: Generated, tmp_path: Path, check: str, harm: Harm) -> None:
    """A check has something to say of an output that was harmed."""
    shutil.copytree(sound.folder, tmp_path / "out")
    harmed = replace(sound, folder=tmp_path / "out")

    assert run_checks(harm(harmed) or harmed, (check,))[check]


def test_a_check_that_breaks_is_a_fault(sound: Generated, tmp_path: Path) -> None:
    """A long run over many documents does not end where one output cannot even be read."""
    faults = run_checks(replace(sound, folder=tmp_path / "nothing"), ("imports", "links", "ledger"))

    assert all("the check failed" in each for found in faults.values() for each in found), faults
