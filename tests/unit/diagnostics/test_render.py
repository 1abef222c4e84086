"""Findings as text, as JSON and as annotations."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from specloom.diagnostics import Diagnostics, Location, Position, codes
from specloom.diagnostics.annotations import workflow_command
from specloom.diagnostics.frame import Marks, harmless
from specloom.diagnostics.records import as_json
from specloom.diagnostics.render import TextPrinter, counted

BOXES = Marks.of("utf-8")


@dataclass
class Text:
    """A file whose findings all point at one place."""

    lines: list[str]
    place: Position | None

    def position(self, location: Location) -> Position | None:
        return self.place if location.file == "api.yaml" else None

    def written_at(self, location: Location) -> Location:
        return location

    def line(self, file: str, number: int) -> str | None:
        return self.lines[number - 1] if file == "api.yaml" and 0 < number <= len(self.lines) else None

    def display(self, file: str) -> str:
        return f"specs/{file}"


def missing_reference(subject: str = "", ref: str = "#/x") -> Diagnostics:
    diagnostics = Diagnostics()
    diagnostics.report(codes.REF_MISSING, Location("api.yaml", "/a/$ref"), ref=ref, hint="", subject=subject)
    return diagnostics


def shown(line: str, column: int, length: int = 1, marks: Marks = BOXES) -> tuple[str, str]:
    """Return the line of the source and the line of carets below it, as printed, without the margin."""
    text = Text([line], Position(1, column, length))
    lines = TextPrinter(texts=text, marks=marks).print(missing_reference()).splitlines()
    return lines[2].partition(f"{marks.bar} ")[2], lines[3].partition(f"{marks.bar} ")[2]


def test_a_finding_is_shown_with_its_lines() -> None:
    text = Text(["paths:", '  $ref: "#/x"', "info:"], Position(2, 9, 5))

    printed = TextPrinter(texts=text, marks=BOXES).print(missing_reference("GET /pets"))

    assert printed == (
        "error[ref-missing]: nothing at '#/x'\n"
        "  ┌─ specs/api.yaml:2:9\n"
        "1 │ paths:\n"
        '2 │   $ref: "#/x"\n'
        "  │         ^^^^^\n"
        "3 │ info:\n"
        "  = GET /pets (#/a/$ref)\n"
        "  = nothing was written; `--lenient` leaves out this part alone\n"
        "  = correct the reference; `specloom explain ref-missing`\n"
        "\n"
    )


def test_the_frame_is_ascii_where_the_encoding_is() -> None:
    text = Text(["a"], Position(1, 1))

    printed = TextPrinter(texts=text, marks=Marks.of("ascii")).print(missing_reference())

    assert printed.isascii()
    assert "  --> specs/api.yaml:1:1\n1 | a\n  | ^\n" in printed


@pytest.mark.parametrize("encoding", [None, "no-such-encoding", "latin-1"])
def test_an_encoding_without_box_characters_gets_ascii(encoding: str | None) -> None:
    assert Marks.of(encoding).bar == "|"


def test_a_finding_without_a_place_has_no_frame() -> None:
    printed = TextPrinter(texts=Text([], None), marks=BOXES).print(missing_reference())

    assert printed.splitlines()[1] == "  ┌─ specs/api.yaml"


def test_a_place_beyond_the_end_of_the_file_is_named_without_a_frame() -> None:
    printed = TextPrinter(texts=Text(["a"], Position(9, 1)), marks=BOXES).print(missing_reference())

    assert printed.splitlines()[1:3] == ["  ┌─ specs/api.yaml:9:1", "  = #/a/$ref"]


def test_tabs_are_expanded_and_the_caret_stays_under_the_node() -> None:
    assert shown("\ta:\tb", 5) == ("    a:  b", "        ^")


def test_wide_and_combining_characters_keep_the_caret_under_the_node() -> None:
    assert shown("日本: x", 5) == ("日本: x", "      ^")
    assert shown("e\N{COMBINING ACUTE ACCENT}: x", 5) == ("e\N{COMBINING ACUTE ACCENT}: x", "   ^")


@pytest.mark.parametrize(
    "hostile", ["\x1b[2J", "\x1b]8;;http://evil\x07", "\u202etxt", "\u2066", "\x9b31m", "\u2028", "\x00", "\ufeff"]
)
def test_nothing_of_the_source_acts_on_the_terminal(hostile: str) -> None:
    text = Text([f"a: {hostile} b"], Position(1, 4))

    printed = TextPrinter(texts=text, marks=BOXES).print(missing_reference(hostile, hostile))

    assert "\x1b" not in printed
    assert all(char == "\n" or char.isprintable() for char in printed)


def test_harmless_text_keeps_what_is_harmless() -> None:
    assert harmless("Größe 日本 😀") == "Größe 日本 😀"


def test_a_long_line_is_cut_around_the_node() -> None:
    line = "x" * 500 + "HERE" + "y" * 500

    shown_line, carets = shown(line, 501, 4)

    assert len(shown_line) < 110
    assert shown_line[carets.index("^") :][: carets.count("^")] == "HERE"
    assert shown_line.startswith("…")
    assert shown_line.endswith("…")


def test_a_node_longer_than_the_window_is_underlined_as_far_as_it_is_seen() -> None:
    shown_line, carets = shown("x" * 1000, 1, 1000)

    assert len(carets) == len(shown_line) - 1


def test_related_places_are_shown_with_their_words() -> None:
    diagnostics = Diagnostics()
    first = ("first here", Location("api.yaml"), Position(1, 1, 1))
    diagnostics.report(codes.KEY_DUPLICATE, Location("api.yaml"), position=Position(2, 1), key="a", related=[first])

    printed = TextPrinter(texts=Text(["a: 1", "a: 2"], None), marks=BOXES).print(diagnostics)

    assert "1 │ a: 1\n  │ ^ first here\n" in printed


def test_colour_is_used_only_when_asked_for() -> None:
    text = Text(["a"], None)

    assert "\x1b[1;31merror[ref-missing]\x1b[0m" in TextPrinter(texts=text, marks=BOXES, colour=True).print(
        missing_reference()
    )
    assert "\x1b" not in TextPrinter(texts=text, marks=BOXES).print(missing_reference())


def many_warnings(count: int) -> Diagnostics:
    diagnostics = Diagnostics()
    for number in range(count):
        diagnostics.report(codes.SERVER_LOCAL, Location("api.yaml", f"/servers/{number}"), url="http://localhost")
    diagnostics.report(codes.OPERATION_ID_MISSING, Location("api.yaml", "/paths"), subject="GET /a", name="a")
    return diagnostics


def test_many_findings_of_one_code_are_cut_with_the_command_that_shows_them() -> None:
    printer = TextPrinter(texts=Text([], None), marks=BOXES, most=2, more="specloom lint --all")

    printed = printer.print(many_warnings(5))

    assert printed.count("is on this machine") == 2
    assert "warning[server-local]: … and 3 more like this: specloom lint --all\n" in printed


def test_errors_are_never_cut_and_come_last() -> None:
    diagnostics = many_warnings(1)
    for number in range(5):
        diagnostics.report(codes.REF_CIRCULAR, Location("api.yaml", f"/{number}"), ref="http://x")

    printed = TextPrinter(texts=Text([], None), marks=BOXES, most=1).print(diagnostics)

    assert printed.count("error[ref-circular]") == 5
    assert printed.index("note[") < printed.index("warning[") < printed.index("error[")


@pytest.mark.parametrize(
    ("errors", "warnings", "words"),
    [(0, 0, ""), (1, 0, "1 error"), (2, 1, "2 errors, 1 warning"), (0, 3, "3 warnings")],
)
def test_the_sum_in_words(errors: int, warnings: int, words: str) -> None:
    diagnostics = Diagnostics()
    for number in range(errors):
        diagnostics.report(codes.REF_CIRCULAR, Location("x", f"/{number}"), ref="")
    for number in range(warnings):
        diagnostics.report(codes.SERVER_LOCAL, Location("x", f"/{number}"), url="")

    assert counted(diagnostics) == words


def test_json_has_the_keys_that_scripts_rely_on() -> None:
    (found,) = as_json(missing_reference("GET /pets"), Text(["a"], Position(3, 7)))

    assert found == {
        "rule": "ref-missing",
        "severity": "error",
        "file": "specs/api.yaml",
        "line": 3,
        "column": 7,
        "pointer": "/a/$ref",
        "message": "nothing at '#/x'",
        "subject": "GET /pets",
        "consequence": "nothing was written; `--lenient` leaves out this part alone",
        "fix": "correct the reference",
        "reason": "",
    }


def test_json_of_a_finding_without_a_place() -> None:
    diagnostics = Diagnostics()
    diagnostics.report(codes.CONFIG_MISSING, None, path="specloom.yaml")

    (found,) = as_json(diagnostics, Text([], None))

    assert [found[key] for key in ("file", "line", "column", "pointer")] == [None] * 4


def test_annotations_are_escaped() -> None:
    printed = workflow_command(
        "error", {"file": "specs/a,b:c%.yaml", "line": 3, "col": None, "title": "x"}, "GET /50%\n::error::x"
    )

    assert printed == "::error file=specs/a%2Cb%3Ac%25.yaml,line=3,title=x::GET /50%25%0A::error::x\n"


def test_a_line_of_millions_of_characters_is_not_measured() -> None:
    """A minified document: what is shown is what a shorter line with the same text around the node shows."""
    near = "x" * 500 + '"here"' + "y" * 500
    long = "a" * 2_000_000 + near + "b" * 2_000_000

    assert shown(long, 2_000_501, 6) == shown("a" * 10 + near + "b" * 10, 511, 6)
