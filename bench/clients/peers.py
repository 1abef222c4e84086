"""The contestants: what is installed, which command makes each package, what its users import."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["CONTESTANTS", "PINS", "Contestant", "Package", "environment", "make", "version_of"]

ROOT = Path(__file__).parents[2]
PINS = (
    "datamodel-code-generator==0.86.0",
    "openapi-generator-cli==7.26.0",
    "openapi-python-client==0.29.1",
    # what the generated packages import
    "attrs==26.1.0",
    "httpx==0.28.1",
    "httpx2==2.16.2",
    "niquests==3.21.2",
    "requests==2.34.2",
    "msgspec==0.22.0",
    "pydantic==2.14.3",
    "python-dateutil==4.0.0",
    "typing-extensions==4.16.0",
    "urllib3==2.8.0",
    # what examines and formats them
    "mypy==2.4.1",
    "ruff==0.17.6",
    "types-python-dateutil==2.9.0.20261116",
)
"""The one place where versions stand."""
_SECONDS = 900


@dataclass(frozen=True, slots=True)
class Package:
    """A generated client on disk."""

    folder: Path
    """What must be on the path to import it."""
    name: str
    parts: tuple[str, ...]
    """The packages and modules that belong to it, below the folder."""
    client: str
    """What users import from it."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """A generator with one choice of options."""

    name: str
    kind: str
    http_library: str
    command: Callable[[Path, Path, Path], Sequence[str]]
    """From the environment's programs, the description and an empty folder."""
    found: Callable[[Path], Package]


def _specloom(_programs: Path, spec: Path, out: Path) -> Sequence[str]:
    return [sys.executable, "-m", "specloom", "generate", str(spec), "--out", str(out), "--target", "python"]


def _specloom_package(out: Path) -> Package:
    folder = out / "python"
    package = next(path.parent for path in folder.glob("*/_runtime"))
    found = re.search(r"^class (\w+)\(BaseClient\)", (package / "_client.py").read_text(encoding="utf-8"), re.MULTILINE)
    return Package(folder, package.name, (package.name,), found[1] if found else "")


def _openapi_python_client(programs: Path, spec: Path, out: Path) -> Sequence[str]:
    program = str(programs / "openapi-python-client")
    target = ["--output-path", str(out / "peer_client"), "--meta", "none", "--overwrite"]
    return [program, "generate", "--path", str(spec), *target]


def _openapi_generator(programs: Path, spec: Path, out: Path) -> Sequence[str]:
    program = str(programs / "openapi-generator-cli")
    options = ["-g", "python", "--additional-properties=packageName=peer_client"]
    return [program, "generate", "-i", str(spec), "-o", str(out), *options]


def _datamodel_codegen(models: str) -> Callable[[Path, Path, Path], Sequence[str]]:
    def command(programs: Path, spec: Path, out: Path) -> Sequence[str]:
        source = ["--input", str(spec), "--input-file-type", "openapi"]
        types = ["--output", str(out / "peer_models.py"), "--output-model-type", models]
        client = ["--generate-client", "httpx2", "--client-output", str(out / "peer_client")]
        names = ["--client-package", "peer_client", "--client-model-package", "peer_models"]
        return [str(programs / "datamodel-codegen"), *source, *types, *client, *names]

    return command


def _peer(client: str, *more: str) -> Callable[[Path], Package]:
    return lambda out: Package(out, "peer_client", ("peer_client", *more), client)


CONTESTANTS = (
    Contestant("specloom", "specloom", "httpx2", _specloom, _specloom_package),
    Contestant(
        "datamodel-code-generator, msgspec",
        "datamodel-code-generator",
        "httpx2",
        _datamodel_codegen("msgspec.Struct"),
        _peer("Client", "peer_models.py"),
    ),
    Contestant(
        "datamodel-code-generator, pydantic",
        "datamodel-code-generator",
        "httpx2",
        _datamodel_codegen("pydantic_v2.BaseModel"),
        _peer("Client", "peer_models.py"),
    ),
    Contestant(
        "openapi-python-client", "openapi-python-client", "httpx", _openapi_python_client, _peer("AuthenticatedClient")
    ),
    Contestant("openapi-generator", "openapi-generator", "urllib3", _openapi_generator, _peer("ApiClient")),
)


def version_of(kind: str) -> str:
    """Return the pinned version of a peer; none for ours, which is what the checkout holds."""
    pinned = dict(pin.split("==") for pin in PINS)
    return pinned.get(kind) or pinned.get(f"{kind}-cli") or ""


def environment(folder: Path) -> tuple[Path, list[str]]:
    """Return the folder of programs of a virtual environment with the pins, and what could not be installed.

    It is made where there is none, and completed where pins have changed. Where one pin cannot be had, the others are
    installed without it.
    """
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    record = folder / "bench-pins.txt"
    wanted = "\n".join(PINS)
    if record.is_file() and record.read_text(encoding="utf-8") == wanted:
        return programs, []
    if not (programs / "python").exists():
        venv.create(folder, with_pip=True)
    if not _install(programs, PINS):
        record.write_text(wanted, encoding="utf-8")
        return programs, []
    return programs, [fault for pin in PINS if (fault := _install(programs, [pin]))]


def _install(programs: Path, pins: Sequence[str]) -> str:
    """Install the pins; return what went wrong."""
    command = [str(programs / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *pins]
    return "" if not run(command, programs) else f"{', '.join(pins)} could not be installed"


def run(command: Sequence[str], programs: Path) -> str:
    """Run a command with the environment's programs on its path; return the last line of what went wrong."""
    path = f"{programs}{os.pathsep}{os.environ.get('PATH', '')}"
    source = os.pathsep.join(filter(None, (str(ROOT / "generator"), os.environ.get("PYTHONPATH", ""))))
    try:
        done = subprocess.run(
            command,
            env={**os.environ, "PATH": path, "PYTHONPATH": source if command[0] == sys.executable else ""},
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return type(error).__name__
    lines = (done.stderr.strip() or done.stdout.strip()).splitlines()
    return "" if not done.returncode else f"exit {done.returncode}: {lines[-1] if lines else ''}"


def make(contestant: Contestant, programs: Path, spec: Path, out: Path) -> Package:
    """Generate a package in an empty folder. Raises `RuntimeError` with the reason where that fails."""
    out.mkdir(parents=True)
    fault = run(contestant.command(programs, spec.resolve(), out), programs)
    if fault:
        raise RuntimeError(f"cannot generate: {fault.replace(str(out), 'out').replace(str(spec.resolve()), spec.name)}")
    return contestant.found(out)
