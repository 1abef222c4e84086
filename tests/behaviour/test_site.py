"""`specloom site` as users and scripts see it: what is written where, exit codes, and that a run is everything or nothing."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from builds import ROOT

from specloom.cli import site as site_command
from specloom.cli.main import main

CONFIG = ROOT / "specloom.yaml"
DOCS = ROOT / "generated" / "petstore-plus" / "docs"


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder, but for the manifest, which says where pages came from."""
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {path: content for path, content in files.items() if not path.startswith(".specloom/")}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of petstore-plus, of its description."""
    out = tmp_path_factory.mktemp("out") / "site"
    assert main(["site", "--config", str(CONFIG), "--source", "petstore-plus", "--out", str(out), "--quiet"]) == 0
    return out


def test_the_site_is_the_same_of_a_description_and_of_its_pages(site: Path, tmp_path: Path) -> None:
    """Elsewhere, a second time, of pages on the disk: the same bytes, and no path of this machine in any of them."""
    assert main(["site", "--docs", str(DOCS), "--out", str(tmp_path / "again")]) == 0

    assert contents(tmp_path / "again") == contents(site)
    assert [path for path, content in contents(site).items() if str(tmp_path.parent).encode() in content] == []


def test_every_link_leads_to_a_file_and_a_place_in_it(site: Path) -> None:
    pages = {path: path.read_text("utf-8") for path in site.rglob("*.html")}
    broken: list[str] = []
    for path, text in pages.items():
        for link in re.findall(r'(?:href|src)="([^"]*)"', text):
            if link.startswith(("http:", "https:", "mailto:", "data:")):
                continue
            address, fragment = urldefrag(unquote(link))
            there = (path.parent / address).resolve() if address else path
            if not there.is_file() or (fragment and f'id="{fragment}"' not in there.read_text("utf-8")):
                broken.append(f"{path.name}: {link}")

    broken += [
        link
        for link in re.findall(r"\]\(([^)]+)\)", (site / "llms.txt").read_text("utf-8"))
        if not (site / link).is_file()
    ]

    assert broken == []


def test_a_file_that_was_edited_stops_the_run(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "site"
    assert main(["site", "--docs", str(DOCS), "--out", str(out)]) == 0
    (out / "index.html").write_text("mine")
    (out / "webhooks.html").unlink()

    assert main(["site", "--docs", str(DOCS), "--out", str(out)]) == 4
    assert not (out / "webhooks.html").exists()
    assert "index.html" in capsys.readouterr().err
    assert main(["site", "--docs", str(DOCS), "--out", str(out), "--force"]) == 0
    assert contents(out) == contents(site)


def test_sources_of_a_config_get_a_folder_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    minimal = (
        'openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths: {/x: {get: {responses: {"200": {description: x}}}}}\n'
    )
    (tmp_path / "a.yaml").write_text(minimal)
    (tmp_path / "specloom.yaml").write_text(
        "version: 1\nsources: {one: {spec: a.yaml}, two: {spec: a.yaml}}\ntargets: {docs: }\n"
    )
    monkeypatch.chdir(tmp_path)

    assert main(["site"]) == 0
    assert (tmp_path / "site" / "one" / "index.html").is_file()
    assert main(["site", "--source", "two", "--out", "public"]) == 0
    assert (tmp_path / "public" / "index.html").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml", "public", "site", "specloom.yaml"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--docs", "nowhere"], "has no index.md"),
        (["a.yaml", "--docs", "pages"], "exclude each other"),
        (["a.yaml", "--target", "docs"], "leave --target out"),
        (["a.yaml", "--out", "."], "the folder that the command runs in"),
        (["nowhere.yaml"], "nowhere.yaml"),
    ],
)
def test_arguments_that_cannot_be_used(
    arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    assert main(["site", *arguments, "--json"]) == 2
    printed = capsys.readouterr()
    assert told in printed.err
    assert json.loads(printed.out)["verdict"] == "usage"
    assert list(tmp_path.iterdir()) == []


def test_a_missing_package_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(site_command, "find_spec", lambda _: None)

    assert main(["site", "--docs", str(DOCS), "--out", str(tmp_path / "site")]) == 2
    assert "pip install 'specloom[site]'" in capsys.readouterr().err


def test_serve_shows_the_site_until_ctrl_c(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "specloom", "site", "--docs", str(DOCS), "--out", "site", "--serve", "--port", "0"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        address = next(line.split()[0] for line in process.stderr if line.startswith("http://127.0.0.1:"))
        with urllib.request.urlopen(address) as answer:
            assert b"<title>Petstore Plus</title>" in answer.read()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0
