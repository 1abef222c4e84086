"""The rows of `DEFECTS.md` that are read off pages: examples, enumerations, constraints, fields, credentials, links."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

__all__ = ["Page", "broken_links", "count_pages"]

_JSON = re.compile(r"^```json\n(.*?)^```", re.MULTILINE | re.DOTALL)
_STATUS = re.compile(r"^#### Status (\S+)\n(.*?)(?=^#### |^### |\Z)", re.MULTILINE | re.DOTALL)
_CONSTRAINTS = ("minimum", "maximum", "minLength", "maxLength", "pattern", "format", "minItems", "maxItems")
_LINK = re.compile(r"\]\(([\w./-]+\.md)\)")


class Page:
    """The page of one operation, and what the document says of it."""

    def __init__(self, text: str, node: Mapping[str, Any], parameters: list[dict[str, Any]], components: Any) -> None:
        self.text, self.node, self.parameters, self.components = text, node, parameters, components
        self.request = text.partition("### Request body")[2].partition("### Code examples")[0]
        self.answers: dict[str, str] = dict(_STATUS.findall(text))

    def bodies(self) -> Iterator[tuple[str, Any]]:
        """Yield the part of the page that shows each JSON body, and its schema; `request` or a status first."""
        for content in self.json_schemas(self.node.get("requestBody", {})):
            yield self.request, content
        for status, answer in self.node.get("responses", {}).items():
            for content in self.json_schemas(answer):
                yield self.answers.get(status, ""), content

    def json_schemas(self, holder: Mapping[str, Any]) -> Iterator[Any]:
        """Yield the schema of each JSON content of a body."""
        for media_type, content in holder.get("content", {}).items():
            if "json" in media_type and "schema" in content:
                yield content["schema"]

    def has_wrong_example(self, part: str, schema: Any) -> bool:
        """Whether an example in a part of the page does not satisfy the schema, and the page does not say so."""
        whole = {**_with_null(schema), "components": {"schemas": _with_null(self.components)}}
        validator = Draft202012Validator(whole)
        examples = [] if "closest" in part else _JSON.findall(part)
        return not all(validator.is_valid(json.loads(text)) for text in examples)

    def has_wrong_request(self) -> bool:
        """Whether an example of a request body does not satisfy its schema (row 14)."""
        return any(self.has_wrong_example(part, schema) for part, schema in self.bodies() if part is self.request)

    def has_wrong_response(self) -> bool:
        """Whether an example of a response does not satisfy its schema (row 15)."""
        return any(self.has_wrong_example(part, schema) for part, schema in self.bodies() if part is not self.request)


def count_pages(pages: list[Page]) -> dict[str, tuple[int, int]]:
    """Return how often each fault occurs, and of how many, by its number in DEFECTS.md."""
    requests = [page for page in pages if any(page.json_schemas(page.node.get("requestBody", {})))]
    answered = [
        page for page in pages if any(any(page.json_schemas(a)) for a in page.node.get("responses", {}).values())
    ]
    limited = [page for page in pages if any(_constraints(p) for p in page.parameters)]
    listed = [page for page in pages if any(_enumerations(page))]
    alternatives = [page for page in pages if len(page.node.get("security", [])) > 1]
    deprecated = [page for page in pages if page.node.get("deprecated")]
    fields = [pair for page in answered for pair in _fields(page)]
    return {
        "14": (sum(map(Page.has_wrong_request, requests)), len(requests)),
        "15": (sum(map(Page.has_wrong_response, answered)), len(answered)),
        "17": (sum(any(f"`{v}`" not in page.text for v in _enumerations(page)) for page in listed), len(listed)),
        "18": (sum(not _shows_constraints(page) for page in limited), len(limited)),
        "19": (sum(not shown for shown in fields), len(fields)),
        "23": (sum(not _shows_schemes(page) for page in alternatives), len(alternatives)),
        "24": (sum("**Deprecated.**" not in page.text for page in deprecated), len(deprecated)),
        "27": (sum(_has_unlabelled_example(page) for page in pages), len(pages)),
        "35": (sum('"string"\n' in part for page in pages for part in page.answers.values() if "`*/*`" in part), len(pages)),
    }  # fmt: skip


def broken_links(docs: Path) -> tuple[int, int]:
    """Return how many relative links lead nowhere, and how many there are (row 34)."""
    links = [(path, link) for path in docs.rglob("*.md") for link in _LINK.findall(path.read_text(encoding="utf-8"))]
    return sum(not (path.parent / link).is_file() for path, link in links), len(links)


def _with_null(schema: Any) -> Any:
    """Return an OpenAPI 3.0 schema in the terms of 2020-12: `nullable` allows null."""
    if isinstance(schema, list):
        return [_with_null(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _with_null(value) for key, value in schema.items() if key not in ("nullable", "example")}
    return {"anyOf": [found, {"type": "null"}]} if schema.get("nullable") is True else found


def _constraints(parameter: Mapping[str, Any]) -> list[str]:
    return [str(parameter.get("schema", {})[key]) for key in _CONSTRAINTS if key in parameter.get("schema", {})]


def _shows_constraints(page: Page) -> bool:
    rows = {line.split("`")[1]: line for line in page.text.splitlines() if line.startswith("| `")}
    return all(
        value.replace("|", "\\|") in rows.get(each["name"], "")
        for each in page.parameters
        for value in _constraints(each)
    )


def _enumerations(page: Page) -> Iterator[str]:
    for parameter in page.parameters:
        schema = parameter.get("schema", {})
        yield from (str(value) for value in (schema.get("enum") or schema.get("items", {}).get("enum") or []))


def _shows_schemes(page: Page) -> bool:
    part = page.text.partition("### Authentication")[2].partition("\n### ")[0]
    return all(f"`{name}`" in part for requirement in page.node["security"] for name in requirement)


def _has_unlabelled_example(page: Page) -> bool:
    return any(
        len(_JSON.findall(part)) > len(re.findall(r"^- Example: ", part, re.M)) for part in page.answers.values()
    )


def _fields(page: Page) -> Iterator[bool]:
    """Yield for each top-level property of a response, and of the items of a list, whether it is on the page."""
    for part, schema in page.bodies():
        if part is page.request:
            continue
        for _ in range(5):
            if "$ref" in schema:
                schema = page.components[schema["$ref"].rpartition("/")[2]]
            elif "items" in schema:
                schema = schema["items"]
        for name, inner in schema.get("properties", {}).items():
            if not inner.get("writeOnly"):
                yield f"`{name}`" in part
