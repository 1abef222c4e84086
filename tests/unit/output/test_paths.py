"""Which paths may be written: alike on every file system."""

from __future__ import annotations

import pytest
from unit.output.folders import INPUTS, output_of

from specloom.output import Output, OutputFolder
from specloom.output.paths import UnsafePathError, check_path, check_together


@pytest.mark.parametrize(
    "path",
    [
        "a.md",
        "clockify/_runtime.py",
        "docs/time entry/create.md",
        "äöü/日本.md",
        "console.py",
        "com10.md",
    ],
)
def test_plain_relative_paths_are_accepted(path: str) -> None:
    check_path(path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../a",
        "a/../b",
        "a/./b",
        "a//b",
        "a/",
        "C:/a",
        "a\\b",
        "a\nb",
        "a\0b",
        "a\u202eb",
        "a\ud800",
        "a*",
        "a?",
        'a"',
        "a|b",
        "a.",
        "a ",
        " a",
        "con",
        "CON.md",
        "docs/Aux/index.md",
        "nul .txt",
        "com1.py",
        "lpt³.py",
        "x" * 256,
        "é" * 128,
    ],
)
def test_paths_that_some_file_system_cannot_hold_are_refused(path: str) -> None:
    with pytest.raises(UnsafePathError):
        check_path(path)


@pytest.mark.parametrize(
    "paths",
    [
        ("Pet.md", "pet.md"),
        ("stra\N{LATIN SMALL LETTER SHARP S}e.md", "STRASSE.md"),
        ("caf\N{LATIN SMALL LETTER E WITH ACUTE}.md", "cafe\N{COMBINING ACUTE ACCENT}.md"),
        ("a", "a/b"),
        ("A", "a/b/c"),
    ],
)
def test_paths_that_collide_somewhere_are_refused(paths: tuple[str, ...]) -> None:
    with pytest.raises(UnsafePathError):
        check_together(paths)


def test_a_target_cannot_write_beside_its_manifest() -> None:
    with pytest.raises(UnsafePathError, match="manifest"):
        output_of({".Specloom/manifest.json": ""})


def test_two_targets_cannot_claim_one_folder() -> None:
    folders = [OutputFolder(path=path, target=path, inputs=INPUTS, files={}) for path in ("Docs", "docs")]

    with pytest.raises(UnsafePathError, match="both claim"):
        Output(folders=tuple(folders))


def test_a_target_cannot_write_inside_the_folder_of_another() -> None:
    folders = [OutputFolder(path=path, target=path, inputs=INPUTS, files={}) for path in ("docs", "docs/python")]

    with pytest.raises(UnsafePathError, match="inside"):
        Output(folders=tuple(folders))
