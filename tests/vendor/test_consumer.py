"""The whole way of a repository that vendors a client: copy, proof without specloom, a source that moves on, drift, update.

The consumer is `consumer/` beside this file, made a real git repository; so is the source. Its program runs against
`specloom mock`, and mypy --strict reads it together with the copy.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from vendor.places import CLIENT, Result, Upstream, git, run_in, specloom_in

INTO = "src/kennel/_vendor"
LIMIT = "        - $ref: '#/components/parameters/Limit'\n        - {name: tag,"
CHANGES = (
    ("required: [name, lives] #", "required: [name, livesLeft] #"),
    ("lives: {type: integer", "livesLeft: {type: integer"),
    ("value: {kind: cat, name: Zoë, lives: 9}", "value: {kind: cat, name: Zoë, livesLeft: 9}"),
    (LIMIT, f"        - {{name: colour, in: query, schema: {{type: string}}}}\n{LIMIT}"),
    ("      operationId: watchPets", "      operationId: observePets"),
)
"""What the source changes: a property of cats that the program reads, a parameter more, an operation it does not use."""


@contextmanager
def mocked(spec: Path) -> Iterator[str]:
    """Play the API of a description, as a process of its own; give its base URL."""
    command = [sys.executable, "-m", "specloom", "mock", str(spec), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            found = next(
                (match[0] for line in process.stderr if (match := re.search(r"http://127\.0\.0\.1:\d+/v2\b", line))),
                None,
            )
            assert found, "the mock says where it is"
            yield found
        finally:
            process.terminate()
            process.communicate()


def typed(home: Path) -> Result:
    """Return what mypy --strict says of the program and of the copy."""
    options = ("--config-file", "", "--strict", "--cache-dir", str(home.parent / "mypy"))
    return run_in(home / "src", sys.executable, "-m", "mypy", *options, "-p", "kennel")


def program(home: Path, server: str) -> Result:
    """Run the program of the consumer."""
    return run_in(
        home / "src",
        *(sys.executable, "-m", "kennel"),
        PETSTORE_PLUS_BASE_URL=server,
        PETSTORE_PLUS_TOKEN="token",
        PETSTORE_PLUS_SHOP_TOKEN="token",
        PETSTORE_PLUS_USERNAME="user",
        PETSTORE_PLUS_PASSWORD="password",
        PETSTORE_PLUS_KEY="key",
    )


def proofs(home: Path) -> tuple[int, int]:
    """Return the exit codes of the two proofs that need no specloom: sha256sum, and the printed program."""
    sums = run_in(home / INTO, "sha256sum", "--quiet", "-c", ".specloom/SHA256SUMS")
    script = run_in(home, sys.executable, "-I", "-S", "verify_vendored.py")
    return sums.code, script.code


def test_the_whole_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Vendor, verify without specloom, upstream change, drift in CI, update."""
    upstream = Upstream(tmp_path / "apis")
    home = tmp_path / "kennel"
    shutil.copytree(Path(__file__).parent / "consumer", home)
    git(home, "init", "--quiet", "--initial-branch=main")
    specloom = specloom_in(home, capsys.readouterr)

    # Vendor: only what the program uses, with the licence and the origin, pinned to a commit.
    source = f"git+../apis@main#{CLIENT}"
    added = specloom("vendor", "add", source, "--into", INTO, "--only-used", "--uses", "src")
    assert added.code == 0, added.stderr
    assert "3 of 24 operations are used" in added.stdout
    first = git(upstream.folder, "rev-parse", "HEAD")
    pins = (home / "specloom.vendor.yaml").read_text()
    assert first in pins
    assert "license: MIT" in pins
    assert (home / INTO / "LICENSE").read_text() == (upstream.folder / "LICENSE").read_text()
    assert f"Commit: {first}" in (home / INTO / "ORIGIN.txt").read_text()
    assert not (home / INTO / "petstore_plus" / "models" / "order.py").exists()

    # It works: typed, and run against the API.
    assert typed(home).stdout.startswith("Success"), typed(home).stdout
    with mocked(upstream.folder / "specs" / "petstore-plus.yaml") as server:
        ran = program(home, server)
    assert ran.code == 0, ran.stderr
    assert "added: Rex, a cat with 9 lives\n" in ran.stdout

    # Committed, checked out by somebody else, proved without specloom.
    script = specloom("vendor", "verify", "--script")
    (home / "verify_vendored.py").write_text(script.stdout)
    git(home, "add", "--all")
    git(home, "commit", "--quiet", "--message=Vendor the client of the petstore")
    clone = tmp_path / "clone"
    git(tmp_path, "-c", "core.autocrlf=true", "clone", "--quiet", "--no-local", str(home), str(clone))
    assert proofs(clone) == (0, 0)

    # Drift in CI: somebody edits the copy.
    edited = clone / INTO / "petstore_plus" / "resources" / "pets.py"
    edited.write_text(edited.read_text().replace('"/pets"', '"/animals"'))
    assert proofs(clone) == (1, 3)
    assert specloom_in(clone, capsys.readouterr)("vendor", "verify").code == 3

    # Upstream moves on: CI sees it, and the copy is as it was copied all the same.
    assert specloom("vendor", "status", "--exit-code").code == 0
    upstream.change(*CHANGES)
    second = upstream.commit("Count the lives that are left")
    behind = specloom("vendor", "status", "--exit-code")
    assert behind.code == 3
    assert second[:12] in behind.stdout
    assert proofs(home) == (0, 0)

    # The plan says what the update will bring, and where it is used; nothing is written.
    before = (home / "specloom.vendor.yaml").read_bytes()
    plan = specloom("vendor", "update", "--dry-run")
    assert plan.code == 0
    assert re.search(r"breaking +models\.Cat\.lives is gone \(used in src/kennel/\w+\.py:\d+\)", plan.stdout)
    assert "safe       client.pets.list_pets(colour) is new" in plan.stdout
    assert "observe_pets" not in plan.stdout, "what is not vendored does not change"
    assert (home / "specloom.vendor.yaml").read_bytes() == before
    assert proofs(home) == (0, 0)

    # Update: what the plan called breaking is what mypy finds; with the one line mended all is well again.
    assert specloom("vendor", "update").code == 0
    assert proofs(home) == (0, 0)
    assert specloom("vendor", "status", "--exit-code").code == 0
    assert '"Cat" has no attribute "lives"' in typed(home).stdout
    for path in (home / "src" / "kennel").glob("*.py"):
        path.write_text(path.read_text().replace("pet.lives", "pet.lives_left").replace("lives=", "lives_left="))
    assert typed(home).stdout.startswith("Success"), typed(home).stdout
    with mocked(upstream.folder / "specs" / "petstore-plus.yaml") as server:
        ran = program(home, server)
    assert ran.code == 0, ran.stderr
    assert "a cat with 9 lives" in ran.stdout
