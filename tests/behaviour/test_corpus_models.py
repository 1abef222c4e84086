"""Models of real documents: each module imports, and msgspec can read each class."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from builds import ROOT

pytestmark = pytest.mark.corpus
DOCUMENTS = ["clockify", "figma", "intercom", "openai", "telegram-bot", "readme-schema-circular"]
EVERY_MODEL = """
import importlib, sys
from msgspec.json import Decoder
package = sys.argv[1]
models = importlib.import_module(package + ".models")
native = importlib.import_module(package + "._runtime.native")
codec = importlib.import_module(package + "._runtime.codec")
names = models.__getattr__.__closure__
exported = next(cell.cell_contents for cell in names if isinstance(cell.cell_contents, dict))
for name in exported:
    Decoder(native.native(name), dec_hook=codec._foreign)
    codec.decode(name, b"{}")
    model = getattr(models, name)
    for spec in getattr(model, "__fields__", {}).values():
        Decoder(native.native(spec.annotation), dec_hook=codec._foreign)
        codec.Reader(is_strict=True).read(spec.annotation, {"a": [1, "b", None]})
print(len(exported))
"""


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_model_can_be_read(corpus: Path, name: str, tmp_path: Path) -> None:
    """Whatever a document has in its schemas, msgspec has a type for it or leaves it to the runtime."""
    spec = next(path for path in sorted((corpus / name).iterdir()) if path.suffix in (".json", ".yaml"))
    command = [sys.executable, "-m", "specloom", "generate", str(spec), "--out", str(tmp_path), "--target", "python"]
    made = subprocess.run([*command, "--lenient", "--quiet"], cwd=ROOT, capture_output=True, text=True, check=False)
    package = next(path.parent.name for path in tmp_path.glob("python/*/_runtime"))
    done = subprocess.run(
        [sys.executable, "-c", EVERY_MODEL, package],
        cwd=tmp_path / "python",
        capture_output=True,
        text=True,
        check=False,
    )

    assert 0 == done.returncode, made.stderr[-2000:] + done.stderr[-3000:]
    assert int(done.stdout) > 0
