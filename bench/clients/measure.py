"""How each figure is taken: lines from the files, everything else in processes of its own, turn by turn."""

from __future__ import annotations

import ast
import io
import json
import re
import subprocess
import tempfile
import tokenize
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from bench.clients.peers import Contestant, Package
from bench.clients.sample import Sample

__all__ = ["Cold", "Lines", "Player", "cold_import", "count_lines", "lines_of", "type_errors"]

WORKER = Path(__file__).with_name("worker.py")
TASKS = ("one-by-hand", "one", "many-by-hand", "many")
_PROBE = """\
import sys
sys.path.insert(0, {folder!r})
from time import process_time
start = process_time()
{statement}
seconds = process_time() - start
try:
    peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
except OSError:
    import resource
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(seconds, peak / 1024)
"""
_NO_CODE = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


@dataclass(frozen=True, slots=True)
class Lines:
    """How long a package is."""

    all: int
    code: int
    """Without blank lines, comments and docstrings."""


@dataclass(slots=True)
class Cold:
    """The best of many imports, each in a fresh process."""

    seconds: float = float("inf")
    megabytes: float = float("inf")

    def take(self, seconds: float, megabytes: float) -> None:
        """Keep what is better than before."""
        self.seconds = min(self.seconds, seconds)
        self.megabytes = min(self.megabytes, megabytes)


def count_lines(source: str) -> Lines:
    """Return how many lines a module has."""
    documentation = set(_documentation(ast.parse(source)))
    code: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in _NO_CODE:
            code.update(range(token.start[0], token.end[0] + 1))
    return Lines(len(source.splitlines()), len(code - documentation))


def _documentation(tree: ast.AST) -> Iterator[int]:
    """Yield the lines of strings that stand alone: docstrings, those of fields, too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield from range(node.lineno, (node.end_lineno or node.lineno) + 1)


def lines_of(package: Package) -> Lines:
    """Return how many lines the modules of a package have."""
    counted = [count_lines(path.read_text(encoding="utf-8")) for path in _modules(package)]
    return Lines(sum(lines.all for lines in counted), sum(lines.code for lines in counted))


def _modules(package: Package) -> Iterable[Path]:
    for part in package.parts:
        path = package.folder / part
        yield from [path] if path.is_file() else sorted(path.rglob("*.py"))


def cold_import(programs: Path, statement: str, folder: Path) -> tuple[float, float]:
    """Return the processor's seconds that a statement takes in a fresh process, and the most megabytes it held.

    Raises `RuntimeError` where it fails.
    """
    found = _run(programs, ["-I", "-c", _PROBE.format(folder=str(folder), statement=statement)])
    seconds, megabytes = found.split()
    return float(seconds), float(megabytes)


def type_errors(programs: Path, package: Package) -> int:
    """Return how many errors `mypy --strict` finds. Raises `RuntimeError` where it says nothing of the kind."""
    with tempfile.TemporaryDirectory() as cache:
        options = ["--strict", "--no-error-summary", "--no-color-output", "--config-file=", f"--cache-dir={cache}"]
        done = subprocess.run(
            [str(programs / "python"), "-m", "mypy", *options, *package.parts],
            cwd=package.folder,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode not in (0, 1):
        raise RuntimeError(f"mypy: exit {done.returncode}")
    return len(re.findall(r"^[^\n]+:\d+: error: ", done.stdout, re.MULTILINE))


class Player:
    """One contestant in a process that waits to be asked."""

    def __init__(self, programs: Path, contestant: Contestant, package: Package, sample: Sample, folder: Path) -> None:
        self._programs = programs
        self._plan = folder / "plan.json"
        plan: dict[str, Any] = {"kind": contestant.kind, "package": package.name, "folder": str(package.folder)}
        plan["sample"] = sample.as_json()
        self._plan.write_text(json.dumps(plan), encoding="utf-8")
        plan["located"] = json.loads(_run(programs, ["-I", str(WORKER), str(self._plan), "locate"]))
        self._plan.write_text(json.dumps(plan), encoding="utf-8")
        self.best: dict[str, float] = {}

    def first_answer(self) -> float:
        """Return the processor's seconds of a fresh process that starts Python, makes a client and gets an answer."""
        return float(_run(self._programs, ["-I", str(WORKER), str(self._plan), "first"]))

    @contextmanager
    def playing(self) -> Iterator[None]:
        """Keep the process for the time of a block. Raises `RuntimeError` where the calls do not do what they should."""
        command = [str(self._programs / "python"), "-I", str(WORKER), str(self._plan), "serve"]
        pipe = subprocess.PIPE
        with tempfile.TemporaryFile("w+") as errors:
            process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=errors, text=True)
            try:
                if process.stdout is None or process.stdin is None or process.stdout.readline() != "ready\n":
                    process.wait()
                    errors.seek(0)
                    raise RuntimeError(_last(errors.read()))
                self._answers, self._questions = process.stdout, process.stdin
                yield
            finally:
                process.kill()
                process.wait()

    _answers: IO[str]
    _questions: IO[str]

    def turn(self, seconds: float) -> None:
        """Make each call for a moment, beside it the one by hand, and keep the fastest."""
        for task in TASKS:
            self._questions.write(f"{task} {seconds}\n")
            self._questions.flush()
            found = float(self._answers.readline())
            self.best[task] = min(found, self.best.get(task, found))


def _run(programs: Path, arguments: list[str]) -> str:
    """Return what the environment's Python prints."""
    done = subprocess.run([str(programs / "python"), *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(_last(done.stderr))
    return done.stdout


def _last(text: str) -> str:
    return (text.strip().splitlines() or ["it ended without a word"])[-1]
