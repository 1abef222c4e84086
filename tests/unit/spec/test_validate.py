"""openapi-spec-validator speaks through our findings, confined."""

from __future__ import annotations

from pathlib import Path

import pytest

from specloom.diagnostics import Diagnostics, Severity, Stop
from specloom.normalize import normalize
from specloom.source import load
from specloom.spec import upgrade
from specloom.spec.keyword_stage import ask_keyword_stage, report_keyword_stage
from specloom.spec.validate import report_violations

HEAD = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: https://example.com}]\n"


def checked(folder: Path, text: str) -> Diagnostics:
    """Run both stages over a document."""
    (folder / "spec.yaml").write_text(text, encoding="utf-8")
    diagnostics = Diagnostics(lenient=True)
    document = load(folder / "spec.yaml", diagnostics)
    spec = upgrade(document, diagnostics)
    normalize(spec, diagnostics)
    report_violations(spec, diagnostics)
    report_keyword_stage(document, ask_keyword_stage(document), diagnostics)
    return diagnostics


def test_the_schema_stage_points_at_the_fault(tmp_path: Path) -> None:
    """A violation is a warning with a place, since the meaning is clear without it."""
    found = checked(tmp_path, HEAD + "paths: {}\nunknown: 1\n")
    finding = next(each for each in found if each.code.name == "field-unknown")

    assert Severity.WARNING is finding.severity
    assert "unknown" in finding.message


def test_the_keyword_stage_reads_nothing_but_the_document(tmp_path: Path) -> None:
    """A reference to another file or host is not followed, and no content of it appears."""
    (tmp_path / "secret.txt").write_text("hunter2")
    for target in ("secret.txt", "file:///etc/passwd", "http://127.0.0.1:9/x.yaml", "https://example.com/x.yaml"):
        folder = tmp_path / "inside"
        folder.mkdir(exist_ok=True)
        schema = f"{{type: object, properties: {{a: {{default: {{$ref: '{target}'}}}}, b: {{$ref: '../{target}'}}}}}}"
        found = checked(folder, HEAD + f"paths: {{}}\ncomponents: {{schemas: {{A: {schema}}}}}\n")
        texts = " ".join(finding.message for finding in found)

        assert "hunter2" not in texts
        assert "root:" not in texts


def test_files_of_the_document_are_known_to_the_keyword_stage(tmp_path: Path) -> None:
    """A description of several files is validated whole."""
    (tmp_path / "common.yaml").write_text("A: {type: string, default: text}\n")
    found = checked(tmp_path, HEAD + "paths: {}\ncomponents: {schemas: {A: {$ref: 'common.yaml#/A'}}}\n")

    assert [] == [finding.message for finding in found if finding.code.name == "validator-limit"]


def test_a_pattern_that_backtracks_for_ever_ends_in_a_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The validator matches defaults against patterns by backtracking; it is stopped, and generation goes on."""
    monkeypatch.setattr("specloom.spec.keyword_stage.KEYWORD_STAGE_SECONDS", 2)
    schema = "{type: string, pattern: '^(a+)+$', default: " + "a" * 40 + "b}"
    found = checked(tmp_path, HEAD + f"paths: {{}}\ncomponents: {{schemas: {{A: {schema}}}}}\n")

    assert ["validator-limit"] == [finding.code.name for finding in found if "second" in finding.message]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[1, 2]", "not-openapi"),
        ("hello", "not-openapi"),
        ("info: {title: x}", "not-openapi"),
        ("swagger: '1.2'", "version-unsupported"),
        ("openapi: 4.0.0", "version-unsupported"),
        ("openapi: [3]", "version-unsupported"),
    ],
)
def test_what_is_no_openapi_document_stops(tmp_path: Path, text: str, code: str) -> None:
    """The version decides how everything else is read."""
    (tmp_path / "spec.yaml").write_text(text)
    diagnostics = Diagnostics(lenient=True)
    with pytest.raises(Stop):
        upgrade(load(tmp_path / "spec.yaml", diagnostics), diagnostics)

    assert [code] == [finding.code.name for finding in diagnostics]


def test_a_file_is_a_response_of_swagger_2(tmp_path: Path) -> None:
    """`type: file` may stand in the schema of a response (2.0, Response Object), though the validator does not know it."""
    schema = "{type: file}"
    head = "swagger: '2.0'\ninfo: {title: T, version: '1'}\nhost: example.com\nproduces: [image/png]\n"
    paths = f"paths: {{/a: {{get: {{responses: {{200: {{description: ok, schema: {schema}}}}}}}}}}}\n"
    shared = f"responses: {{A: {{description: ok, schema: {schema}}}}}\n"
    found = checked(tmp_path, head + paths + shared + f"definitions: {{B: {schema}}}\n")

    assert ["/definitions/B/type"] == [
        finding.location.pointer
        for finding in found
        if finding.location is not None and finding.location.pointer.endswith("type")
    ]
