"""Is nothing lost? The raw document, read without specloom, against pages, client, snippets and ledger."""

from __future__ import annotations

import ast
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml

from bench.checks.generated import Generated
from bench.checks.values import visible
from specloom.diagnostics import codes
from specloom.ir.ledger import Coverage, PartKind
from specloom.targets.python.streams import has_stream_method

__all__ = ["check_ledger", "operations_in"]

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch")
_OF_VERSION = {"2": _METHODS, "3": (*_METHODS, "trace")}


def operations_in(spec: Path) -> list[str]:
    """Return the operations of a document as `GET /pets`, by its paths and nothing else."""
    document = _read(spec)
    version = str(document.get("openapi") or document.get("swagger"))
    methods = (*_OF_VERSION[version[0]], *(("query",) if version.startswith("3.2") else ()))
    found: list[str] = []
    for path, item in (document.get("paths") or {}).items():
        if not str(path).startswith("x-"):
            resolved = _path_item(item, document, spec)
            found += [f"{method.upper()} {path}" for method in methods if isinstance(resolved.get(method), dict)]
            found += [f"{method} {path}" for method in resolved.get("additionalOperations") or ()]
    return found


def _read(path: Path) -> Any:
    """Return a file's content, every YAML scalar as its text: nothing but names of keys matters here."""
    content = path.read_bytes()
    return json.loads(content) if path.suffix == ".json" else yaml.load(content, yaml.CBaseLoader)


def _path_item(item: Any, document: Any, file: Path) -> dict[str, Any]:
    """Return a path item with what its references lead to; its own members count before those."""
    own = item if isinstance(item, dict) else {}
    if "$ref" not in own:
        return own
    address, _, pointer = str(own["$ref"]).partition("#")
    if address:
        file = file.parent / unquote(address)
        document = _read(file)
    node = document
    for token in unquote(pointer).split("/")[1:]:
        node = node[token.replace("~1", "/").replace("~0", "~")]
    return {**_path_item(node, document, file), **own}


def check_ledger(generated: Generated) -> list[str]:
    """Return where operations are lost: in the sum, or on the way to a page, a method or a snippet."""
    return list(_lost(generated))


def _lost(generated: Generated) -> Iterator[str]:
    api = generated.api
    raw = Counter(operations_in(generated.spec))
    for kind, count in api.ledger.counts.items():
        if min(count.full, count.degraded, count.skipped) < 0:
            yield f"the sum of {kind} is wrong: {count}"
    told = api.ledger.counts[PartKind.OPERATION].total
    if told != raw.total():
        yield f"the document has {raw.total()} operations, the ledger says {told}"
    made = Counter(f"{operation.method} {operation.path}" for operation in api.operations)
    skipped = {each.subject for each in api.ledger.operations if each.coverage is Coverage.SKIPPED}
    yield from (f"{each}: neither generated nor in the ledger" for each in (raw - made).keys() - skipped)
    yield from (f"{each}: generated, but not in the document" for each in made - raw)
    yield from (f"{each}: said to be skipped, but generated" for each in skipped & made.keys())
    yield from _unequal("page", Counter(map(visible, made.elements())), _on_pages(generated))
    streams = [operation for operation in api.operations if has_stream_method(operation)]  # they have a second method
    sent = Counter(f"{operation.method} {operation.template}" for operation in (*api.operations, *streams))
    most = sent.copy()  # one more method for each media type of a body that takes other arguments
    for operation in (*api.operations, *streams):
        most[f"{operation.method} {operation.template}"] += len(operation.body.contents) - 1 if operation.body else 0
    methods = _in_client(generated)
    yield from (f"{each}: no method of the client" for each in sent - methods)
    yield from (f"{each}: a method of the client too many" for each in methods - most)
    yield from _without_snippets(generated)


def _unequal(what: str, wanted: Counter[str], found: Counter[str]) -> Iterator[str]:
    yield from (f"{each}: no {what}" for each in wanted - found)
    yield from (f"{each}: a {what} too many" for each in found - wanted)


def _on_pages(generated: Generated) -> Counter[str]:
    heads = [page.front_matter for page in generated.pages.values()]
    return Counter(visible(f"{head['method']} {head['path']}") for head in heads if "operationId" in head)


def _in_client(generated: Generated) -> Counter[str]:
    """Count the calls that the client's resources know, by method and path, where a method uses them."""
    found: Counter[str] = Counter()
    for path in sorted((generated.python / generated.package / "resources").glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        used = Counter(each.id for each in ast.walk(tree) if isinstance(each, ast.Name))
        for node in tree.body:
            match node:
                case ast.AnnAssign(
                    target=ast.Name(id=name),
                    value=ast.Call(
                        func=ast.Name(id="Call"), args=[ast.Constant(str(method)), ast.Constant(str(route)), *_]
                    ),
                ) if used[name] > 1:
                    found[f"{method} {route}"] += 1
                case _:
                    pass
    return found


def _without_snippets(generated: Generated) -> Iterator[str]:
    """Yield the operations that lack a snippet in a language, unless a finding says why."""
    languages = {entry["language"] for entry in generated.index}
    there = {(entry["operation"], entry["language"]) for entry in generated.index}
    told = {each.subject for each in generated.diagnostics if each.code is codes.SNIPPET_INEXPRESSIBLE}
    for operation in generated.api.operations:
        subject = f"{operation.method} {operation.path}"
        missing = sorted(language for language in languages if (operation.id, language) not in there)
        if (missing or not languages) and subject not in told:
            yield f"{subject}: no snippet in {', '.join(missing) or 'any language'}"
