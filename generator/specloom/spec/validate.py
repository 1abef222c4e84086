"""openapi-spec-validator, behind a confinement of our own.

Its schema stage (the official JSON Schema of the version, by jsonschema-rs) runs in every `generate`: in process, over plain
data, with nothing to resolve. Its keyword stage follows references by itself, runs the document's patterns by
backtracking and can recurse without end, so only `lint` runs it, in a process of its own with a time limit.
"""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from specloom.diagnostics import Diagnostics, Location, codes
from specloom.source import Document

__all__ = ["report_keyword_stage", "report_schema_stage"]

KEYWORD_STAGE_SECONDS = 60
_MAX_MESSAGE = 160
_NO_BRANCH = re.compile(r".* is (not valid under any of the schemas listed in the '\w+' keyword)", re.DOTALL)
_MORE_BRANCHES = re.compile(r".* is (valid under more than one of the schemas listed in the '\w+' keyword)", re.DOTALL)
_DUMP = re.compile(r"(?P<dump>[\[{].*[\]}]) (?P<rest>(?:is|has|does) .*)", re.DOTALL)


def report_schema_stage(document: Document, version: str, diagnostics: Diagnostics) -> None:
    """Report what the official JSON Schema of this version says about the root file."""
    try:
        for location, problem in _schema_stage(document, version):
            diagnostics.report(codes.SPEC_VIOLATION, location, problem=problem)
    except (RecursionError, ValueError) as error:
        diagnostics.report(codes.VALIDATOR_LIMIT, document.root.location, reason=_shortened(str(error)))


def _schema_stage(document: Document, version: str) -> Iterator[tuple[Location, str]]:
    # 300 ms to import: only when there is a document to validate.
    official: Any = importlib.import_module("openapi_spec_validator.schemas")
    validators: dict[str, Any] = {
        "2.0": official.openapi_v2_schema_validator,
        "3.0": official.openapi_v30_schema_validator,
        "3.1": official.openapi_v31_schema_validator,
        "3.2": official.openapi_v32_schema_validator,
    }
    found: list[tuple[Location, str]] = [
        (document.root.location.child(*error.absolute_path), _problem(str(error.message)))
        for error in validators[version].iter_errors(document.root.value)
    ]
    yield from sorted(set(found))


def _problem(message: str) -> str:
    """Return the validator's message in one short line, without the value that it prints whole."""
    first = message.split("\n\nFailed validating", 1)[0]
    for pattern in (_NO_BRANCH, _MORE_BRANCHES):
        match = pattern.fullmatch(first)
        if match:
            return f"this is {match[1]}"
    match = _DUMP.fullmatch(first)
    if match:
        first = f"this {match['rest']}"
    return _shortened(" ".join(first.split()))


def _shortened(text: str) -> str:
    return text if len(text) <= _MAX_MESSAGE else text[: _MAX_MESSAGE - 1] + "…"


def report_keyword_stage(document: Document, diagnostics: Diagnostics) -> None:
    """Report what the whole of openapi-spec-validator says, from a process of its own that reads only its input.

    It can reach the files that references have led to by now, and nothing else. Its findings carry no position, so they
    stand at the root unless their path is known.
    """
    root = document.root.location
    files = {label: file.data for label, file in document.files.items()}
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", _CHILD],
            input=json.dumps({"root": document.root_label, "files": files}),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=KEYWORD_STAGE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        reason = f"it took longer than {KEYWORD_STAGE_SECONDS} seconds"
        diagnostics.report(codes.VALIDATOR_LIMIT, root, reason=reason)
        return
    if done.returncode != 0:
        reason = done.stderr.strip().rpartition("\n")[2] or f"exit code {done.returncode}"
        diagnostics.report(codes.VALIDATOR_LIMIT, root, reason=_shortened(reason))
        return
    for line in done.stdout.splitlines():
        path, message = json.loads(line)
        diagnostics.report(codes.SPEC_VIOLATION, root.child(*path), problem=_problem(message))


_CHILD = """
import json, sys
from urllib.parse import quote, unquote, uses_netloc, uses_relative

for known_schemes in (uses_netloc, uses_relative):
    known_schemes.append("specloom")  # so that relative references can be joined to the addresses given here

from openapi_spec_validator import (
    OpenAPIV2SpecValidator, OpenAPIV30SpecValidator, OpenAPIV31SpecValidator, OpenAPIV32SpecValidator
)

given = json.load(sys.stdin)
document = given["files"][given["root"]]

def known(uri):
    return given["files"][unquote(uri.removeprefix("specloom:///"))]

def refuse(uri):
    raise RuntimeError(f"the reference {uri} was not followed")

validators = {"3.0": OpenAPIV30SpecValidator, "3.1": OpenAPIV31SpecValidator, "3.2": OpenAPIV32SpecValidator}
chosen = validators[str(document["openapi"])[:3]] if "openapi" in document else OpenAPIV2SpecValidator

class Confined(chosen):
    resolver_handlers = {"specloom": known, "<all_urls>": refuse, "http": refuse, "https": refuse, "file": refuse}

for error in Confined(document, base_uri="specloom:///" + quote(given["root"])).iter_errors():
    print(json.dumps([list(error.absolute_path), str(error.message)]))
"""
