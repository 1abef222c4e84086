"""`specloom capture` against three real servers, by what they say of themselves: most of it is captured, nothing is left."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from real.servers import HERE, TOKEN, Running, httpbin, installed, jupyter_server, kinto

ROOT = HERE.parents[1]
SHARE = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server, and what of it can be captured."""

    name: str
    run: Callable[[Path], AbstractContextManager[Running]]
    base: str = ""
    spec: str = ""
    """Where it describes itself; empty where a file of its package does."""
    credentials: str = "{}"
    variables: Mapping[str, str] = field(default_factory=dict[str, str])
    impossible: Mapping[str, str] = field(default_factory=dict[str, str])
    """Operations that no scenario can run here, and why."""
    left: Callable[[Running], Any] = lambda _: None
    """What is left on the server, as something that is empty where nothing is."""


def _described(running: Running, server: Server, file: Path) -> None:
    """Write what the server says of itself into a file."""
    if not server.spec:
        shutil.copyfile(installed("jupyter_server") / "services" / "api" / "api.yaml", file)
        return
    with urllib.request.urlopen(running.url + server.spec, timeout=60) as answer:
        file.write_bytes(answer.read())


def _get(url: str, authorization: str) -> Any:
    asked = urllib.request.Request(url, headers={"Authorization": authorization})
    with urllib.request.urlopen(asked, timeout=60) as answer:
        return json.load(answer)


def _left_in_jupyter(running: Running) -> Any:
    lists = [_get(f"{running.url}/api/{name}", f"token {TOKEN}") for name in ("kernels", "sessions")]
    files = [path.name for path in running.root.rglob("*specloom*")]
    return [*(one for found in lists for one in found), *files]


def _left_in_kinto(running: Running) -> Any:
    basic = base64.b64encode(b"somebody:something-long").decode()
    return _get(f"{running.url}/v1/buckets", f"Basic {basic}")["data"]


SERVERS = [
    Server(
        name="jupyter-server",
        run=jupyter_server,
        credentials="{}",
        variables={"JUPYTER_SERVER_TOKEN": TOKEN},
        impossible={
            "getApiMe": "answers by chance: who comes with a token has another name each time",
            "patchApiConfigBySectionName": "writes into the settings of its user, and nothing takes that away",
            **dict.fromkeys(
                (
                    "getApiTerminals",
                    "postApiTerminals",
                    "deleteApiTerminalsByTerminalId",
                    "getApiTerminalsByTerminalId",
                ),
                "needs a pseudo terminal of the machine",
            ),
            "postApiKernelsByKernelIdRestart": "needs a kernel that speaks, and the one here is silent",
        },
        left=_left_in_jupyter,
    ),
    Server(
        name="httpbin",
        run=httpbin,
        spec="/spec.json",
        variables={
            "HTTPBIN_USERNAME": "somebody",
            "HTTPBIN_PASSWORD": "no-secret-at-all",
            "HTTPBIN_TOKEN": "Bearer no-secret-at-all",
        },
        credentials="{password: {username: HTTPBIN_USERNAME, password: HTTPBIN_PASSWORD}, bearer: HTTPBIN_TOKEN}",
        impossible={
            **dict.fromkeys(
                ("deleteAnything", "deleteDelete", "deleteDelayByDelay", "deleteRedirectTo", "deleteStatusByCodes"),
                "deletes something that has no name: unsafe where it does so",
            ),
            **dict.fromkeys(("getBytesByN", "getStreamBytesByN"), "answers by chance"),
            "getBrotli": "needs a package that decodes it",
            "getImage": "wants a type of picture that its description cannot ask for",
            "patchRedirectTo": "its description has no place for the address that it needs",
            "traceRedirectTo": "the same",
        },
    ),
    Server(
        name="kinto",
        run=kinto,
        base="/v1",
        spec="/v1/__api__",
        variables={"KINTO_USERNAME": "somebody", "KINTO_PASSWORD": "something-long"},
        credentials="{basicauth: {username: KINTO_USERNAME, password: KINTO_PASSWORD}}",
        impossible={
            "__version__": "needs a file that only a deployment has",
            "delete_buckets": "deletes buckets that the run did not make",
            "delete_user-data": "deletes what a user has, made by the run or not",
        },
        left=_left_in_kinto,
    ),
]


@pytest.mark.parametrize("server", SERVERS, ids=lambda server: server.name)
def test_most_of_a_real_server_is_captured(server: Server, tmp_path: Path) -> None:
    """Four of five operations that can be run are; again, nothing changes; then nothing is left."""
    served = tmp_path / "served"
    served.mkdir()
    with server.run(served) as running:
        project = _project(server, running, tmp_path / "project")
        report = _capture(project, server)
        first = _files(project)
        again = _capture(project, server)
        second = _files(project)
        left = server.left(running)
    shown = _pages(project, server)

    assert not left
    wrong = [result for result in report["results"] if result["outcome"] not in ("captured", "done")]
    assert [] == wrong
    assert first == second
    assert {"unchanged", "done"} >= {result["outcome"] for result in again["results"]}
    operations = _operations(project)
    captured = {json.loads(text)["operation"] for text in first.values()}
    assert set(server.impossible) <= operations
    assert captured.isdisjoint(server.impossible)
    assert len(captured) >= SHARE * len(operations - set(server.impossible))
    assert captured == {operation for operation, page in shown.items() if f"captured {_day(first)} from here" in page}
    for value in server.variables.values():
        assert not any(value.encode() in text for text in first.values()) or value == "somebody"


def _project(server: Server, running: Running, folder: Path) -> Path:
    folder.mkdir()
    spec = folder / ("spec.json" if server.spec else "api.yaml")
    _described(running, server, spec)
    shutil.copyfile(HERE / f"{server.name}.arazzo.yaml", folder / "tour.arazzo.yaml")
    overlay = HERE / f"{server.name}.overlay.yaml"
    if overlay.exists():
        shutil.copyfile(overlay, folder / overlay.name)
    overlays = f"    overlays: [{overlay.name}]\n" if overlay.exists() else ""
    (folder / "specloom.yaml").write_text(
        f"version: 1\nout: generated\nsources:\n  {server.name}:\n    spec: {spec.name}\n{overlays}"
        f"    credentials: {server.credentials}\n    captures:\n      scenarios: [tour.arazzo.yaml]\n"
        f"      environments: {{here: {{server: '{running.url}{server.base}', requests_per_second: 500}}}}\n",
        encoding="utf-8",
    )
    return folder


def _run(project: Path, server: Server, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **server.variables, "SPECLOOM_STATE_DIR": str(project / "state")}
    command = [sys.executable, "-m", "specloom", *arguments]
    return subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, timeout=300, stdin=subprocess.DEVNULL
    )


def _capture(project: Path, server: Server) -> Any:
    ran = _run(project, server, "capture", "--json")
    assert 0 == ran.returncode, ran.stderr
    return json.loads(ran.stdout)["capture"][0]


def _operations(project: Path) -> set[str]:
    ran = _run(project, SERVERS[0], "inspect")
    return {operation["id"] for operation in json.loads(ran.stdout)["operations"]}


def _pages(project: Path, server: Server) -> dict[str, str]:
    """Return the pages of operations by operationId."""
    ran = _run(project, server, "generate", "--target", "docs", "--quiet")
    assert ran.returncode == 0, ran.stderr
    pages = (path.read_text(encoding="utf-8") for path in (project / "generated").rglob("*.md"))
    found = ((re.search(r'^operationId: "(.+)"$', page, re.MULTILINE), page) for page in pages)
    return {match[1]: page for match, page in found if match is not None}


def _day(files: Mapping[str, bytes]) -> str:
    return str(json.loads(next(iter(files.values())))["provenance"]["captured"])


def _files(project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((project / "captures").rglob("*.json"))}
