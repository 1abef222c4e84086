"""The scenario of our own description, by the command that would ask the real API, against `specloom mock`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from builds import ROOT

from specloom.calls.prepare import prepare_calls
from specloom.config.job import SourceSettings
from specloom.diagnostics import Diagnostics
from specloom.mock import Mock, MockServer
from specloom.pipeline import load_api

KEY = "ZjBkYTk1NmEtN2Yx"


def _capture(server: str, out: Path, key: str | None) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "specloom",
        "capture",
        "--source",
        "clockify",
        "--environment",
        "sandbox",
        "--json",
    ]
    variables = {name: value for name, value in os.environ.items() if name != "CLOCKIFY_API_KEY"}
    variables |= {"CLOCKIFY_API_KEY": key} if key is not None else {}
    return subprocess.run(
        [*command, "--server", server, "--out", str(out)],
        cwd=ROOT,
        env={**variables, "SPECLOOM_STATE_DIR": str(out.parent / "state")},
        capture_output=True,
        text=True,
        timeout=300,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def mock() -> Mock:
    """The API, as its description says it is."""
    spec = ROOT / "specs" / "clockify.yaml"
    api = load_api(SourceSettings(name="clockify", spec=spec, label="x", root=spec.parent), Diagnostics()).api
    return Mock(api, prepare_calls(api, Diagnostics()))


def test_the_invoice_section(mock: Mock, tmp_path: Path) -> None:
    """Client, invoice, status, payment, and all of it deleted: every request is one that the description allows."""
    with MockServer(mock.exchange) as server:
        ran = _capture(f"{server.url}/api", tmp_path / "captures", KEY)

    assert 0 == ran.returncode, ran.stderr
    results = json.loads(ran.stdout)["capture"][0]["results"]
    operations = {result["operation"] for result in results if result["outcome"] == "captured"}
    wanted = {"createClient", "createInvoice", "getInvoice", "changeInvoiceStatus", "deleteInvoice", "deleteClient"}
    assert wanted <= operations
    files = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "captures").iterdir()}
    assert len(files) == len(operations)
    assert not any(KEY in text for text in files.values())
    assert "specloom-client" in files["createClient-201.json"]


def test_without_the_key_nothing_is_asked(mock: Mock, tmp_path: Path) -> None:
    with MockServer(mock.exchange) as server:
        ran = _capture(f"{server.url}/api", tmp_path / "captures", None)

    assert 2 == ran.returncode
    assert "$CLOCKIFY_API_KEY" in ran.stderr
