"""How long a run takes that has little to do: against a cold one of the same document, in the same process chain.

    python -m bench.incremental NAME [NAME ...]     documents of the corpus

Prints a table: seconds of a cold run, then of one with nothing changed and of one with a reworded operation, as shares of it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.documents import corpus_folder, documents
from specloom.diagnostics import Diagnostics
from specloom.source import load

_METHODS = ("get", "post", "put", "delete", "patch")


def main(names: list[str]) -> None:
    """Measure the documents of these names."""
    print("| document | operations | cold | nothing changed | one operation reworded |\n|---|---|---|---|---|")
    for each in documents(corpus_folder()):
        if each.name in names:
            with tempfile.TemporaryDirectory() as folder:
                print(_row(each.name, each.spec, each.operations, Path(folder)), flush=True)


def _row(name: str, spec: Path, operations: int, folder: Path) -> str:
    copy = folder / "openapi.json"
    data = load(spec, Diagnostics()).root.value
    copy.write_text(json.dumps(data), encoding="utf-8")
    cold, again, warm = (_seconds(folder) for _ in range(3))
    copy.write_text(json.dumps(_reworded(data)), encoding="utf-8")
    changed = _seconds(folder)
    return f"| {name} | {operations} | {cold:.1f} s | {min(again, warm) / cold:.0%} | {changed / cold:.0%} |"


def _seconds(folder: Path) -> float:
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "specloom", "generate", "openapi.json", "--out", "out", "--lenient", "--quiet"],
        cwd=folder,
        env=os.environ | {"SPECLOOM_CACHE_DIR": str(folder / "cache")},
        check=True,
    )
    return time.perf_counter() - begun


def _reworded(data: dict[str, Any]) -> dict[str, Any]:
    for item in data["paths"].values():
        for method in _METHODS:
            if isinstance(item.get(method), dict):
                item[method]["summary"] = "Reworded for the bench"
                return data
    raise ValueError("no operation to reword")


if __name__ == "__main__":
    os.environ.pop("SPECLOOM_NO_CACHE", None)
    main(sys.argv[1:])
