"""Counts the faults of `../shared/source/DEFECTS.md` in docs pages and snippets, for any generator's output in our layout.

    python -m bench.defects SPEC OUT [OUT2]

SPEC is an OpenAPI 3.0 JSON document, OUT the folder that `specloom generate SPEC --out OUT` wrote, OUT2 that of a
second run (row 31). Nothing of specloom is
imported: the rows are counted from the files alone, by other programs (ast, bash, node, jsonschema, a recording `curl`).
"""

from __future__ import annotations

import ast
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.defect_pages import Page, broken_links, count_pages

METHODS = ("get", "put", "post", "delete", "patch", "head", "options", "trace")
SOURCE = {  # what the source system had, from DEFECTS.md
    "1": 92, "2": 92, "3": 1, "3b": 1, "4": 0, "4b": 92, "5": 92, "6": 166, "7": 170, "9": 12, "10": 48, "11": 3,
    "12": 131, "12b": 32, "13": 27, "13b": 681, "14": 34, "15": 55, "17": 81, "18": 27, "19": 5759, "21": 16, "22": 170,
    "23": 169, "24": 16, "27": 170, "29": 170, "31": 1, "34": 0, "35": 17,
}  # fmt: skip
MUST_BE_ZERO = tuple(row for row in SOURCE if row != "7")
"""All but that of the servers: 14 operations stand on `localhost` in the document, which is a finding about it."""
FENCE = re.compile(
    r"^(?P<marks>`{3,}|~{3,})(?P<info>[^\n`]*)\n(?P<text>.*?)^(?P=marks)[ \t]*$", re.MULTILINE | re.DOTALL
)
CURL_SHIM = """#!/bin/bash
printf '%s\\0' "$#" "$@" >>"$SHIM_OUT"
"""
NODE_DRIVER = """\
import { appendFileSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
let current;
const say = (entry) => appendFileSync(process.env.SHIM_OUT, JSON.stringify({ path: current, ...entry }) + "\\n");
console.log = () => {};
process.stdout.write = () => true;
globalThis.fetch = async (input, init = {}) => {
  const request = new Request(String(input), { ...init, duplex: "half" });
  say({ body: init.body === undefined ? null : await request.text() });
  return new Response("{}", { status: 200, headers: { "content-type": "application/json" } });
};
for (current of JSON.parse(readFileSync(process.env.SHIM_IN, "utf8"))) {
  await import(pathToFileURL(current)).catch((error) => say({ fault: String(error) }));
}
"""


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of the document, as far as the rows need it."""

    id: str
    method: str
    path: str
    node: dict[str, Any]
    parameters: list[dict[str, Any]]
    server: str | None
    page: str
    snippets: dict[str, list[Path]]

    @property
    def body(self) -> dict[str, Any]:
        """Media types of the request body."""
        return self.node.get("requestBody", {}).get("content", {})

    @property
    def has_answer(self) -> bool:
        """Whether a 2xx answer has a body."""
        answers = self.node.get("responses", {})
        return any(answer.get("content") for status, answer in answers.items() if status.startswith("2"))

    def texts(self, *languages: str) -> list[str]:
        """Texts of the snippets, of some languages or all."""
        return [path.read_text() for name in languages or tuple(self.snippets) for path in self.snippets.get(name, [])]


def read(spec: Path, out: Path) -> list[Operation]:
    """Return every operation of the document with its page and snippets; an operation without a page has an empty one."""
    document = json.loads(spec.read_text())
    pages = {
        found[1]: text for text in _pages(out) if (found := re.search(r'^operationId: "?([^"\n]+)"?$', text, re.M))
    }
    files: dict[str, dict[str, list[Path]]] = {}
    for entry in json.loads((out / "snippets" / "snippets.json").read_text()):
        if entry["variant"] == "pages":
            continue  # a loop, which needs answers that go on
        files.setdefault(entry["operation"], {}).setdefault(entry["language"], []).append(
            out / "snippets" / entry["path"]
        )
    found = []
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                node = item[method]
                identifier = node["operationId"]
                servers = node.get("servers") or item.get("servers") or [{}]
                found.append(
                    Operation(
                        identifier,
                        method,
                        path,
                        node,
                        [*item.get("parameters", []), *node.get("parameters", [])],
                        servers[0].get("url"),
                        pages.get(identifier, ""),
                        files.get(identifier, {}),
                    )
                )
    return found


def _pages(out: Path) -> Iterator[str]:
    for path in sorted((out / "docs").rglob("*.md")):
        yield path.read_text()


def count(spec: Path, out: Path) -> dict[str, tuple[int, int]]:
    """Return how often each fault occurs, and of how many, by its number in DEFECTS.md."""
    operations = read(spec, out)
    schemas = json.loads(spec.read_text())["components"]["schemas"]
    bodies = [operation for operation in operations if operation.body]
    queries = [operation for operation in operations if _query(operation)]
    required = [operation for operation in operations if _query(operation, required=True)]
    multipart = [operation for operation in bodies if "multipart/form-data" in operation.body]
    silent = [operation for operation in operations if not operation.has_answer]
    rendered, declared = _body_fields(bodies, schemas)
    with tempfile.TemporaryDirectory() as folder:
        sent = _run_all(operations, Path(folder))

    def number(of: list[Operation], is_fault: Callable[[Operation], bool]) -> tuple[int, int]:
        return sum(map(is_fault, of)), len(of)

    return {
        "1": number(
            operations, lambda each: not each.snippets.get("python") or not all(map(_parses, each.texts("python")))
        ),
        "2": number(
            bodies, lambda each: not all(map(_has_curl_body, sent[each.id]["curl"])) or not sent[each.id]["curl"]
        ),
        "3": number(
            operations, lambda each: not all(_passes(["bash", "-n"], path) for path in each.snippets.get("curl", []))
        ),
        "3b": number(bodies, lambda each: not all(map(_is_json_body, sent[each.id]["curl"]))),
        "4": number(operations, lambda each: any("fault" in call for call in sent[each.id]["fetch"])),
        "4b": number(
            bodies,
            lambda each: not sent[each.id]["fetch"] or not all(call.get("body") for call in sent[each.id]["fetch"]),
        ),
        "5": number(operations, lambda each: any("TODO" in text for text in [each.page, *each.texts()])),
        "6": number(operations, lambda each: any(_has_placeholder(each, text) for text in each.texts())),
        "7": number(operations, lambda each: not all(str(each.server) in text for text in each.texts())),
        "9": number(
            required,
            lambda each: any(name not in text for name in _query(each, required=True) for text in each.texts()),
        ),
        "10": number(
            queries, lambda each: not any(f"{name}=" in text for name in _query(each) for text in each.texts())
        ),
        "11": number(
            multipart,
            lambda each: any("application/json" in text and "JSON.stringify" in text for text in each.texts()),
        ),
        "12": number(operations, lambda each: '"$ref"' in each.page),
        "12b": number(bodies, lambda each: any('"$ref"' in text for text in each.texts())),
        "13": number(bodies, lambda each: "ref: #/" in each.page),
        "13b": (declared - rendered, declared),
        "21": number(silent, lambda each: any(".json()" in text for text in each.texts())),
        "22": number(operations, lambda each: any("response.ok" not in text for text in each.texts("javascript"))),
        "29": number(operations, lambda each: not _has_structure(each)),
        "34": broken_links(out / "docs"),
        **count_pages([Page(each.page, each.node, each.parameters, schemas) for each in operations]),
    }


def _query(operation: Operation, *, required: bool = False) -> list[str]:
    return [p["name"] for p in operation.parameters if p["in"] == "query" and (p.get("required") or not required)]


def _parses(text: str) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


def _passes(command: list[str], path: Path) -> bool:
    return subprocess.run([*command, str(path)], capture_output=True, check=False).returncode == 0


def _has_placeholder(operation: Operation, text: str) -> bool:
    return any(f"{{{name}}}" in text or f"%7B{name}%7D" in text for name in re.findall(r"\{([^{}]+)\}", operation.path))


def _has_structure(operation: Operation) -> bool:
    page = operation.page
    return page.startswith("---\n") and bool(re.search(r"^# ", page, re.M)) and "permalink:" in page and "id=" in page


def _has_curl_body(arguments: list[str]) -> bool:
    flags = ("--data-raw", "--data-binary", "--data-urlencode", "--form", "--form-string")
    return any(flag in flags and value for flag, value in itertools.pairwise(arguments))


def _is_json_body(arguments: list[str]) -> bool:
    for flag, value in itertools.pairwise(arguments):
        if flag == "--data-raw":
            try:
                json.loads(value)
            except ValueError:
                return False
    return True


def _body_fields(operations: list[Operation], schemas: dict[str, Any]) -> tuple[int, int]:
    """Return how many properties of request bodies stand on their pages, and how many there are (rings cut)."""
    rendered = declared = 0
    for operation in operations:
        summary = operation.page.partition("### Request body")[2].partition("### Code examples")[0]
        for content in operation.body.values():
            names = list(_properties(content.get("schema", {}), schemas, ()))
            declared += len(names)
            rendered += sum(f"`{name}`" in summary for name in names)
    return rendered, declared


def _properties(schema: dict[str, Any], schemas: dict[str, Any], open_refs: tuple[str, ...]) -> Iterator[str]:
    reference = schema.get("$ref")
    if reference:
        name = reference.rpartition("/")[2]
        if name not in open_refs and not _is_enumeration(schemas[name]):
            yield from _properties(schemas[name], schemas, (*open_refs, name))
        return
    if _is_enumeration(schema):
        return
    for name, inner in schema.get("properties", {}).items():
        if not inner.get("readOnly"):
            yield name
            yield from _properties(inner, schemas, open_refs)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from _properties(schema[key], schemas, open_refs)
    for key in ("allOf", "oneOf", "anyOf"):
        for inner in schema.get(key, []):
            yield from _properties(inner, schemas, open_refs)


def _is_enumeration(schema: dict[str, Any]) -> bool:
    """Whether this is Clockify's way to write a Java enumeration: an object that is `oneOf` one string."""
    return [inner.get("type") for inner in schema.get("oneOf", [])] == ["string"]


def _run_all(operations: list[Operation], folder: Path) -> dict[str, dict[str, Any]]:
    """Run each curl snippet with a recording `curl`, each JavaScript one with a recording `fetch`."""
    (folder / "curl").write_text(CURL_SHIM)
    (folder / "curl").chmod(0o755)
    (folder / "file").write_text("content")
    names = set(
        re.findall(r"\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b", "".join(text for each in operations for text in each.texts()))
    )
    values = {name: str(folder / "file") if "FILE" in name else "value" for name in names}
    environment = {**os.environ, **values, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        curls = pool.map(lambda operation: _run_curl(operation, folder, environment), operations)
        found = {operation.id: {"curl": calls} for operation, calls in zip(operations, curls, strict=True)}
    fetches = _run_javascript(operations, folder, environment)
    for operation in operations:
        paths = {str(path) for path in operation.snippets.get("javascript", [])}
        found[operation.id]["fetch"] = [call for call in fetches if call["path"] in paths]
    return found


def _run_curl(operation: Operation, folder: Path, environment: dict[str, str]) -> list[list[str]]:
    """Return the arguments of every call of `curl` that the operation's snippets make."""
    record = folder / f"{operation.id}.curl"
    record.touch()
    for path in operation.snippets.get("curl", []):
        subprocess.run(
            ["bash", str(path)], env={**environment, "SHIM_OUT": str(record)}, capture_output=True, check=False
        )
    words = iter(record.read_text().split("\0")[:-1])
    return [[next(words) for _ in range(int(count))] for count in words]


def _run_javascript(operations: list[Operation], folder: Path, environment: dict[str, str]) -> list[dict[str, Any]]:
    """Return what every JavaScript snippet sends, or why it cannot be loaded; one process loads them all."""
    paths = [str(path.resolve()) for operation in operations for path in operation.snippets.get("javascript", [])]
    (folder / "driver.mjs").write_text(NODE_DRIVER)
    (folder / "paths.json").write_text(json.dumps(paths))
    record = folder / "fetch.jsonl"
    record.touch()
    shims = {"SHIM_IN": str(folder / "paths.json"), "SHIM_OUT": str(record)}
    node = [shutil.which("node") or "node", "--no-warnings", str(folder / "driver.mjs")]
    subprocess.run(node, env={**environment, **shims}, capture_output=True, check=False)
    return [json.loads(line) for line in record.read_text().splitlines()]


def differing_files(one: Path, two: Path) -> int:
    """Return how many files two runs wrote differently (row 31)."""
    trees = [
        {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()} for out in (one, two)
    ]
    return sum(trees[0].get(path) != trees[1].get(path) for path in trees[0].keys() | trees[1].keys())


def table(rows: dict[str, tuple[int, int]]) -> str:
    """Return the rows as a Markdown table beside those of the source system."""
    lines = ["| row | source | specloom | of |", "|---|---:|---:|---:|"]
    lines += [f"| {row} | {SOURCE[row]} | {faults} | {of} |" for row, (faults, of) in rows.items()]
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Print the table; 1 where a row that must be 0 is not."""
    if len(arguments) not in (2, 3):
        print(__doc__)
        return 2
    spec, *outs = (Path(argument) for argument in arguments)
    rows = count(spec, outs[0])
    if len(outs) == 2:
        rows["31"] = (differing_files(*outs), sum(path.is_file() for path in outs[0].rglob("*")))
    print(table(rows))
    return int(any(rows[row][0] for row in MUST_BE_ZERO if row in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
