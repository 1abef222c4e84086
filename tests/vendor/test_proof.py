"""Proof of a copy: the command and the printed program say the same of every case."""

from __future__ import annotations

import json
import os
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from vendor.places import CLIENT, specloom_in

from specloom.vendor import verify_script

ROOT = Path(__file__).resolve().parents[2]
COPY = "third_party/shop"
MANIFEST = f"{COPY}/.specloom/manifest.json"
FILE = f"{COPY}/petstore_plus/errors.py"


@pytest.fixture(scope="module")
def vendored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a copy of a generated folder of this machine; one of its files is the repository's own."""
    home = tmp_path_factory.mktemp("home")
    before = Path.cwd()
    os.chdir(home)
    try:
        from specloom.cli.main import main

        arguments = ["vendor", "add", str(ROOT / CLIENT), "--into", COPY, "--keep", "petstore_plus/own/**", "--quiet"]
        assert main(arguments) == 0
    finally:
        os.chdir(before)
    own = home / COPY / "petstore_plus" / "own"
    own.mkdir()
    (own / "more.py").write_text("ONE = 1\n")
    return home


def with_manifest(home: Path, change: Callable[[dict[str, Any]], None], *, consistent: bool = False) -> None:
    """Change the manifest of a copy; a consistent change also mends the hashes that stand over it."""
    path = home / MANIFEST
    value = json.loads(path.read_text())
    change(value)
    if consistent:
        lines = [f"{entry['sha256']}  {name}\n" for name, entry in sorted(value["files"].items())]
        value["tree_sha256"] = sha256("".join(lines).encode()).hexdigest()
    text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    path.write_text(text)
    if consistent:
        hashes = {name: entry["sha256"] for name, entry in value["files"].items()}
        hashes[".specloom/manifest.json"] = sha256(text.encode()).hexdigest()
        sums = "".join(f"{digest}  {name}\n" for name, digest in sorted(hashes.items()))
        (home / COPY / ".specloom" / "SHA256SUMS").write_text(sums)


def nothing(home: Path) -> None:
    assert home


def crlf(home: Path) -> None:
    for path in (home / COPY).rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def edited(home: Path) -> None:
    with (home / FILE).open("a") as file:
        file.write("# more\n")


def missing(home: Path) -> None:
    (home / FILE).unlink()


def unexpected(home: Path) -> None:
    (home / COPY / "petstore_plus" / "sitecustomize.py").write_text("import os\n")


def linked(home: Path) -> None:
    copy = home / "elsewhere.py"
    shutil.move(home / FILE, copy)
    (home / FILE).symlink_to(copy)


def linked_folder(home: Path) -> None:
    shutil.move(home / COPY / "petstore_plus" / "models", home / "models")
    (home / COPY / "petstore_plus" / "models").symlink_to(home / "models")


def added_link(home: Path) -> None:
    (home / COPY / "petstore_plus" / "more").symlink_to(home)


def caches(home: Path) -> None:
    folder = home / COPY / "petstore_plus" / "__pycache__"
    folder.mkdir()
    (folder / "errors.pyc").write_bytes(b"\0")


def own_file(home: Path) -> None:
    (home / COPY / "petstore_plus" / "own" / "more.py").write_text("TWO = 2\n")


def tampered(home: Path) -> None:
    with_manifest(home, lambda value: value["files"].pop("petstore_plus/errors.py"))


def tampered_with_care(home: Path) -> None:
    """Edit a file and mend every hash in the folder: only the pin outside of it can tell."""
    edited(home)
    digest = sha256((home / FILE).read_bytes()).hexdigest()
    change = {"petstore_plus/errors.py": {"mode": "text", "sha256": digest}}
    with_manifest(home, lambda value: value["files"].update(change), consistent=True)
    assert (
        subprocess.run(["sha256sum", "--quiet", "-c", ".specloom/SHA256SUMS"], cwd=home / COPY, check=False).returncode
        == 0
    )


def damaged(home: Path) -> None:
    (home / MANIFEST).write_text("{")


def no_manifest(home: Path) -> None:
    (home / MANIFEST).unlink()


def edited_sums(home: Path) -> None:
    (home / COPY / ".specloom" / "SHA256SUMS").write_text("")


def gone(home: Path) -> None:
    shutil.rmtree(home / COPY)


def escaping(home: Path) -> None:
    entry = {"mode": "text", "sha256": sha256(b"").hexdigest()}
    with_manifest(home, lambda value: value["files"].update({"../../outside.txt": entry}), consistent=True)


def absolute(home: Path) -> None:
    entry = {"mode": "text", "sha256": sha256(b"").hexdigest()}
    with_manifest(home, lambda value: value["files"].update({"/etc/passwd": entry}), consistent=True)


def no_pins(home: Path) -> None:
    (home / "specloom.vendor.yaml").unlink()


def escaping_pin(home: Path) -> None:
    path = home / "specloom.vendor.yaml"
    path.write_text(path.read_text().replace(COPY, "../shop"))


def edited_pins(home: Path) -> None:
    """What people do to the file: lists on one line, other quotes, comments."""
    path = home / "specloom.vendor.yaml"
    text = path.read_text()
    assert '      - "petstore_plus/own/**"\n' in text
    text = text.replace('    keep:\n      - "petstore_plus/own/**"\n', "    keep: ['petstore_plus/own/**', x] # ours\n")
    path.write_text(text.replace(f"into: {COPY}", f"into: '{COPY}' # the shop").replace("\n", "\r\n"))


def pins_of_another_form(home: Path) -> None:
    """Valid for specloom as well only by chance: both refuse what they cannot read."""
    path = home / "specloom.vendor.yaml"
    path.write_text(path.read_text().replace("tree_sha256: ", "tree_sha256: &a "))
    path.write_text(path.read_text().replace("version: 1", "version: one"))


CASES: list[tuple[Callable[[Path], None], int]] = [
    (nothing, 0),
    (crlf, 0),
    (caches, 0),
    (own_file, 0),
    (edited_pins, 0),
    (edited, 3),
    (missing, 3),
    (unexpected, 3),
    (linked, 3),
    (linked_folder, 3),
    (added_link, 3),
    (tampered, 3),
    (tampered_with_care, 3),
    (damaged, 3),
    (no_manifest, 3),
    (edited_sums, 3),
    (gone, 3),
    (escaping, 2),
    (absolute, 2),
    (no_pins, 2),
    (pins_of_another_form, 2),
    (escaping_pin, 2),
]


@pytest.mark.parametrize(("change", "code"), CASES, ids=[change.__name__ for change, _ in CASES])
def test_both_say_the_same(
    vendored: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], change: Callable[[Path], None], code: int
) -> None:
    home = tmp_path / "home"
    shutil.copytree(vendored, home, symlinks=True)
    change(home)

    told = specloom_in(home, capsys.readouterr)("vendor", "verify")
    program: dict[str, Any] = runpy.run_path(verify_script.__file__)
    found = program["main"]([str(home / "specloom.vendor.yaml")])

    assert (told.code, found) == (code, code), told.stderr + capsys.readouterr().err


def test_what_differs_is_named(vendored: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each file, with what is the matter, for readers and as JSON."""
    home = tmp_path / "home"
    shutil.copytree(vendored, home)
    edited(home)
    unexpected(home)
    (home / COPY / "petstore_plus" / "webhooks.py").unlink()

    result = specloom_in(home, capsys.readouterr)("vendor", "verify", "--json")

    expected = [
        {"path": "petstore_plus/errors.py", "kind": "edited"},
        {"path": "petstore_plus/sitecustomize.py", "kind": "unexpected"},
        {"path": "petstore_plus/webhooks.py", "kind": "missing"},
    ]
    assert result.json["vendor"] == [{"into": COPY, "differences": expected}]
    assert result.json["verdict"] == "drift"
    assert f"error[vendor-drift]: '{FILE}' was changed since it was copied" in result.stderr


def test_the_program_needs_nothing_but_python(
    vendored: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Printed, and run isolated: without the environment, without site-packages."""
    script = tmp_path / "verify_vendored.py"
    script.write_text(specloom_in(vendored, capsys.readouterr)("vendor", "verify", "--script").stdout)

    done = subprocess.run([sys.executable, "-I", "-S", str(script)], cwd=vendored, check=False)

    assert done.returncode == 0
