"""openapi-spec-validator's keyword stage, behind a confinement of our own. A document in; findings out.

It follows references by itself, runs the document's patterns by backtracking and can recurse without end, so only `lint`
runs it, in a process of its own with a time limit. Its errors do not say where they stand; the process notes which
object each of its checks was looking at. What our own rules say of the same place is not repeated.
"""

from __future__ import annotations

import json
import posixpath
import subprocess
import sys
from dataclasses import dataclass
from urllib.parse import quote

from specloom.diagnostics import Diagnostics, Location, codes
from specloom.source import Document, Node
from specloom.source.refs import References
from specloom.source.values import is_object
from specloom.spec import keyword_child
from specloom.spec.asked import Asked
from specloom.spec.words import problem_of, shortened

__all__ = ["Answer", "ask_keyword_stage", "report_keyword_stage"]

KEYWORD_STAGE_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Answer:
    """What the process said."""

    output: str
    """A line of JSON for each error."""
    trouble: str = ""
    """Why it did not finish; empty where it did."""


def report_keyword_stage(document: Document, answer: Answer, diagnostics: Diagnostics) -> None:
    """Report what openapi-spec-validator found beyond what our own rules found at the same places."""
    asked = Asked(diagnostics)
    references = References(document, Diagnostics())
    unread: dict[str, Location] = {}
    for line in answer.output.splitlines():
        path, message, is_limit = json.loads(line)
        steps = [str(step) for step in path]
        place = _place(document, references, steps)
        if is_limit and not asked.explains(message, place):
            unread.setdefault(message, place)
        elif is_limit or asked.says(message, place) or _is_mistaken(document, steps, message, place):
            continue
        else:
            diagnostics.report(codes.SPEC_VIOLATION, place, problem=problem_of(message))
    for message, place in unread.items():
        diagnostics.report(codes.VALIDATOR_LIMIT, place, what="look into this", reason=problem_of(message))
    if answer.trouble:
        reason = shortened(answer.trouble)
        diagnostics.report(codes.VALIDATOR_LIMIT, document.root.location, what="finish", reason=reason)


def ask_keyword_stage(document: Document) -> Answer:
    """Return what openapi-spec-validator says; it can reach the files that references have led to by now, and no others.

    It mostly waits for another process, so it may run in a thread beside our own stages.
    """
    given = json.dumps({"root": _address(document, document.root_label), "files": _files(document)})
    with subprocess.Popen(
        [sys.executable, "-I", keyword_child.__file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            output, errors = process.communicate(given, timeout=KEYWORD_STAGE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            output, _ = process.communicate()
            whole_lines = output[: output.rfind("\n") + 1]
            return Answer(whole_lines, f"it took longer than {KEYWORD_STAGE_SECONDS} seconds")
    if process.returncode == 0:
        return Answer(output)
    return Answer(output, errors.strip().rpartition("\n")[2] or f"exit code {process.returncode}")


def _is_mistaken(document: Document, steps: list[str], message: str, place: Location) -> bool:
    """Return whether the validator is known to be wrong in this.

    It does not know the `type: file` of a response (2.0, Response Object), nor a default `null` that `x-nullable: true`
    allows, and takes patterns, which are ECMA-262's, for those of Python: `pattern-invalid` tells the wrong ones.
    """
    if message.endswith(" is not a 'regex'"):
        return True
    if message.startswith("'file' "):
        return steps[-4:-3] == ["responses"] and steps[-2:] == ["schema", "type"]
    around, _, last = place.pointer.rpartition("/")
    schema = Node(document.files[place.file].data, Location(place.file)).at(around) if last == "default" else None
    return schema is not None and schema.flag("x-nullable")


def _files(document: Document) -> dict[str, object]:
    return {_address(document, label): file.data for label, file in document.files.items()}


def _address(document: Document, label: str) -> str:
    """Return the address of a file for the child: below a folder so deep that no `..` of a label leads out of it."""
    if "://" in label:
        return label
    above = max(each.count("../") for each in document.files)
    return "specloom:///" + quote(posixpath.normpath(posixpath.join("_/" * above, label)))


def _place(document: Document, references: References, path: list[str]) -> Location:
    """Return where a path leads that goes through references, or the last place on it that exists."""
    here = document.root
    for token in path:
        followed = references.follow(here) if is_object(here.value) and token not in here.value else here
        step = (followed or here).step(token)
        if step is None:
            break
        here = step
    return here.location
