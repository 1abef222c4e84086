"""Prism (`@stoplight/prism-cli`, from npm) on loopback."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

__all__ = ["PACKAGES", "Prism", "install"]

PACKAGES: Mapping[str, str] = {
    "@stoplight/prism-cli": "5.16.0",
    "@readme/oas-to-snippet": "29.3.8",
    "httpsnippet": "3.0.10",
    "widdershins": "4.0.1",
}
"""What is compared, and with what; the one place where their versions stand."""
_STARTS_WITHIN = 300.0


def install(folder: Path) -> Path:
    """Return where the packages are; raise `RuntimeError` where they cannot be had. Nothing else uses the network."""
    record = folder / "bench-pins.json"
    wanted = json.dumps(PACKAGES)
    if record.is_file() and record.read_text(encoding="utf-8") == wanted:
        return folder / "node_modules"
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError("there is no npm on this machine")
    folder.mkdir(parents=True, exist_ok=True)
    pins = [f"{name}@{version}" for name, version in PACKAGES.items()]
    command = [npm, "install", "--silent", "--no-package-lock", "--prefix", str(folder), *pins]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"npm: {(done.stderr or done.stdout).strip()[-300:]}")
    record.write_text(wanted, encoding="utf-8")
    return folder / "node_modules"


class Prism:
    """A process of Prism that plays one description; it is started again where it ended (some requests end it)."""

    def __init__(self, modules: Path, spec: Path) -> None:
        self._modules, self._spec = modules, spec
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Prism:
        self.revive()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def revive(self) -> bool:
        """Start Prism unless it runs; return whether it had ended."""
        if self._process is not None and self._process.poll() is None:
            return False
        self._stop()
        program = self._modules / "@stoplight" / "prism-cli" / "dist" / "index.js"
        command = ["node", "--max-old-space-size=6144", str(program), "mock", "--port", str(self.port)]
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._process = subprocess.Popen([*command, "--verboseLevel", "fatal", str(self._spec)], **silent)
        self._wait()
        return True

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + _STARTS_WITHIN
        while time.monotonic() < deadline:
            if self._process is not None and self._process.poll() is not None:
                raise RuntimeError("Prism ended before it answered")
            try:
                urllib.request.urlopen(self.url, timeout=5)
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.3)
            else:
                return
        raise RuntimeError(f"Prism did not answer within {_STARTS_WITHIN:.0f} seconds")
