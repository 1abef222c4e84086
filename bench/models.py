"""Libraries for models, one schema, one run: what they cost and what they make of an answer that is not as documented.

    uv pip install --group bench; .venv/bin/python -m bench.models

Prints a Markdown table for docs/decisions/0012-models.md. Times are processor time, the best of many turns; what carries
over to another machine is the ratio of two figures. `ours` is the model of the generated petstore-plus package.
"""

from __future__ import annotations

import importlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any

__all__ = ["main"]

ROOT = Path(__file__).resolve().parent.parent
OURS = ROOT / "templates" / "python" / "runtime"
FIELDS = (
    "id: int; name: str; kind: Literal['cat', 'dog'] | str; born: dt.datetime; note: str | None = None; tags: list[str]"
)
ITEM = {"id": 7, "name": "Rex", "kind": "dog", "born": "2020-06-01T08:00:00Z", "tags": ["a", "b"]}
ITEM["owner"] = {**ITEM, "kind": "cat"}
DRIFTS = {
    "an unknown field": {**ITEM, "new": 1},
    "a wrong type": {**ITEM, "name": 5},
    "a field missing": {name: value for name, value in ITEM.items() if name != "name"},
}
HEAD = "from __future__ import annotations\nimport datetime as dt\nfrom typing import Any, Literal\n"
BY_HAND = """
def read(value):
    owner = value.get("owner")
    return Pet{n}(id=value["id"], name=value["name"], kind=value["kind"], born=dt.datetime.fromisoformat(value["born"]),
        note=value.get("note"), tags=list(value["tags"]), owner=None if owner is None else read(owner))
def write(pet):
    found = {{"id": pet.id, "name": pet.name, "kind": pet.kind, "born": pet.born.isoformat(), "tags": pet.tags}}
    return {{**found, "owner": write(pet.owner)}} if pet.owner else found
"""


@dataclass(frozen=True, slots=True)
class Library:
    """How one library writes a model and turns JSON into it and back."""

    name: str
    imports: str
    opening: str
    decode: str
    """From `data`, the bytes of a list."""
    encode: str
    """From `items`, the decoded list."""
    more: str = ""

    def module(self, count: int) -> str:
        """Return a module with so many models."""
        fields = [*FIELDS.split("; "), "owner: Pet{n} | None = None"]
        lines = [HEAD, self.imports]
        for number in range(count):
            body = "".join(f"    {field}\n" for field in fields)
            lines.append(f"{self.opening}\n{body}{self.more}".format(n=number))
        return "\n".join(lines)


LIBRARIES = (
    Library("json alone", "import json", "class Pet{n}:", "json.loads(data)", "json.dumps(items).encode()"),
    Library(
        "dataclasses by hand", "import json\nfrom dataclasses import dataclass", "@dataclass(kw_only=True)\nclass Pet{n}:",
        "[read(each) for each in json.loads(data)]", "json.dumps([write(each) for each in items]).encode()", BY_HAND,
    ),
    Library(
        "attrs + cattrs", "import attrs\nfrom cattrs.preconf.json import make_converter",
        "@attrs.define(kw_only=True)\nclass Pet{n}:",
        "converter.loads(data, list[Pet0])", "converter.dumps(items).encode()",
    ),
    Library(
        "pydantic 2", "import pydantic", "class Pet{n}(pydantic.BaseModel):",
        "adapter.validate_json(data)", "adapter.dump_json(items, exclude_none=True)",
    ),
    Library(
        "msgspec", "import msgspec", "class Pet{n}(msgspec.Struct, kw_only=True, omit_defaults=True):",
        "decoder.decode(data)", "msgspec.json.encode(items)",
    ),
    Library(
        "ours", "from ._runtime.model import Model", "class Pet{n}(Model):",
        "decode('list[Pet0]', data)", "json_text(items).encode()",
    ),
)  # fmt: skip
SETUP = {
    "attrs + cattrs": "converter = make_converter()",
    "pydantic 2": "adapter = pydantic.TypeAdapter(list[Pet0])",
    "msgspec": "decoder = msgspec.json.Decoder(list[Pet0])",
    "ours": "from ._runtime.codec import decode\nfrom ._runtime.styles import json_text",
}


def _best(task: Callable[[], object], turns: int = 60) -> float:
    """Return the seconds of the fastest turn."""
    found = float("inf")
    for _ in range(turns):
        start = process_time()
        task()
        found = min(found, process_time() - start)
    return found


def _cold(folder: Path, statement: str) -> float:
    """Return the seconds of an import in a fresh process."""
    code = f"from time import process_time as t; s = t(); {statement}; print(t() - s)"
    command = [sys.executable, "-c", code]
    return min(float(subprocess.check_output(command, cwd=folder, text=True)) for _ in range(7))


def _behaviour(decode: Callable[[bytes], Any]) -> list[str]:
    """Return what becomes of each kind of drift."""
    found: list[str] = []
    for item in DRIFTS.values():
        try:
            made = decode(json.dumps([item]).encode())[0]
        except Exception as error:
            found.append(f"raises {type(error).__name__}")
        else:
            kept = getattr(made, "extra_fields", None) or (made if isinstance(made, dict) else {})
            found.append("kept" if kept.get("new") or "new" not in item else "lost")
    return found


def _row(library: Library, root: Path) -> list[str]:
    """Return the figures of one library."""
    package = root / f"shop_{len(list(root.iterdir()))}"
    shutil.copytree(OURS, package)
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "hundred.py").write_text(library.module(100), encoding="utf-8")
    (package / "models.py").write_text(f"{library.module(1)}\n{SETUP.get(library.name, '')}\n", encoding="utf-8")
    scope = vars(importlib.import_module(f"{package.name}.models"))
    data = json.dumps([ITEM] * 1000).encode()

    def decode(data: bytes) -> Any:
        return eval(library.decode, scope, {"data": data})

    def encode() -> Any:
        return eval(library.encode, scope, {"items": items})

    items = decode(data)
    drifted = json.dumps([{**ITEM, "new": 1}] * 1000).encode()
    behaviour = _behaviour(decode)
    slow = f"{_best(lambda: decode(drifted)) * 1e3:.1f}" if not behaviour[0].startswith("raises") else "-"
    library_alone = _cold(
        root, library.imports.replace("from ._runtime.model import Model", "import msgspec").replace("\n", ";")
    )
    times = [library_alone, _cold(root, f"import {package.name}.hundred"), _best(lambda: decode(data)), _best(encode)]
    return [library.name, *(f"{each * 1e3:.1f}" for each in times), slow, *behaviour]


def main() -> None:
    """Print the table."""
    titles = ["library", "import, ms", "with 100 models", "decode", "encode", "decode with a new field", *DRIFTS]
    print("| " + " | ".join(titles) + " |\n|---" + "|---:" * 5 + "|---" * len(DRIFTS) + "|")
    with tempfile.TemporaryDirectory(prefix="bench-models-") as name:
        sys.path.insert(0, name)
        for library in LIBRARIES:
            print("| " + " | ".join(_row(library, Path(name))) + " |")


if __name__ == "__main__":
    main()
