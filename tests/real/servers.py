"""Helpers: real servers as children of the tests, and clients generated from what these servers say of themselves."""

from __future__ import annotations

import importlib
import json
import os
import select
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest

from specloom.config.job import Job, OverlayFile, SourceSettings, TargetSettings
from specloom.diagnostics import Diagnostics
from specloom.pipeline import build

__all__ = ["TOKEN", "Running", "httpbin", "import_client", "installed", "jupyter_server", "kinto"]

HERE = Path(__file__).resolve().parent
TOKEN = "no-secret-at-all"
PATIENCE = 120.0
"""Seconds until a server must answer; on an idle machine it takes three."""
STILL = "import os, time\nparent = os.getppid()\nwhile os.getppid() == parent:\n    time.sleep(0.5)\n"
"""A kernel that runs nothing: jupyter-server starts, lists, interrupts and ends it like any other."""


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers."""

    url: str
    root: Path
    """The folder that it serves, and nobody else writes to."""


def installed(module: str) -> Path:
    """Return the folder of an installed package; skip where it is not there, fail in CI."""
    found = find_spec(module)
    if found is not None and found.origin is not None:
        return Path(found.origin).parent
    reason = f"{module} is not installed; `make test` installs the group `servers` of pyproject.toml"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def httpbin(folder: Path) -> Iterator[Running]:
    """Run httpbin while the block runs."""
    installed("httpbin")
    installed("flasgger")
    with _served(["httpbin"], folder, dict(os.environ), "/status/200") as url:
        yield Running(url, folder)


@contextmanager
def kinto(folder: Path) -> Iterator[Running]:
    """Run Kinto while the block runs."""
    installed("kinto")
    with _served(["kinto"], folder, dict(os.environ), "/v1/__lbheartbeat__") as url:
        yield Running(url, folder)


@contextmanager
def jupyter_server(folder: Path) -> Iterator[Running]:
    """Run jupyter-server while the block runs, with settings, files and a kernel of its own."""
    installed("jupyter_server")
    root, kernel = folder / "root", folder / "data" / "kernels" / "still"
    root.mkdir()
    kernel.mkdir(parents=True)
    described = {
        "argv": [sys.executable, "-c", STILL, "{connection_file}"],
        "display_name": "Still",
        "language": "none",
        "interrupt_mode": "message",
    }
    (kernel / "kernel.json").write_text(json.dumps(described), encoding="utf-8")
    settings = {f"JUPYTER_{name.upper()}_DIR": str(folder / name) for name in ("config", "data", "runtime")}
    environment = {**os.environ, **settings, "JUPYTER_TOKEN": TOKEN, "HOME": str(folder)}
    options = [f"--ServerApp.root_dir={root}", "--ServerApp.open_browser=False", "--allow-root"]
    options.append("--KernelManager.shutdown_wait_time=0.2")
    with _served(["jupyter-server", *options], folder, environment, "/api/") as url:
        yield Running(url, root)


@contextmanager
def _served(arguments: list[str], folder: Path, environment: dict[str, str], probe: str) -> Iterator[str]:
    """Run `serve.py` while the block runs; give the address once it answers, and leave no process behind."""
    log = folder / "server.log"
    command = [sys.executable, "-P", str(HERE / "serve.py"), *arguments]
    with (
        log.open("wb") as errors,
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, cwd=folder, env=environment
        ) as child,
    ):
        assert child.stdin is not None
        try:
            url = f"http://127.0.0.1:{_port(child)}"
            _wait_for(url + probe)
            yield url
        except _NoAnswerError as error:
            pytest.fail(f"{' '.join(arguments)}: {error}\n{log.read_text(encoding='utf-8', errors='replace')}")
        finally:
            child.stdin.close()
            try:
                child.wait(15)
            except subprocess.TimeoutExpired:
                child.kill()


class _NoAnswerError(Exception):
    """The server did not come up."""


def _port(child: subprocess.Popen[bytes]) -> int:
    """Return the port that the child prints."""
    assert child.stdout is not None
    if not select.select([child.stdout], [], [], PATIENCE)[0]:
        raise _NoAnswerError("it names no port")
    line = child.stdout.readline()
    if not line.strip():
        raise _NoAnswerError("it ended")
    return int(line)


def _wait_for(url: str) -> None:
    """Return as soon as an address answers with success."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE):
                return
        except OSError as error:
            if time.monotonic() > deadline:
                raise _NoAnswerError(str(error)) from error
            time.sleep(0.05)


def import_client(description: Path, overlay: str, package: str) -> ModuleType:
    """Return the imported client that a server's description and our corrections of it make."""
    source = SourceSettings(
        name="",
        spec=description,
        label=description.name,
        root=description.parent,
        overlays=(OverlayFile(path=HERE / overlay, label=overlay),),
    )
    target = TargetSettings(name="python", folder="python", options={"package": package})
    (output,) = build(Job(source=source, targets=(target,)), Diagnostics()).folders
    root = description.parent / "client"
    for path, text in output.files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    sys.path.insert(0, str(root))
    try:
        return importlib.import_module(package)
    finally:
        sys.path.remove(str(root))
