"""Pruning: what is left of a client holds together, is what was published, and is enough for the code that uses it."""

from __future__ import annotations

import random
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from builds import ROOT, build_files

from specloom.diagnostics import Diagnostics
from specloom.vendor.package import Package, find_package
from specloom.vendor.prune import Pruned, PruneError, prune

CLIENTS = {name: ROOT / "generated" / name / "python" for name in ("clockify", "petstore-plus")}
IMPORT_ALL = r"""\
import importlib, pathlib, re, sys
for folder in sys.argv[1:]:
    sys.path.insert(0, folder)
    [name] = [path.parent.name for path in pathlib.Path(folder).glob("*/_client.py")]
    package = importlib.import_module(name)
    for exported in package.__all__:
        getattr(package, exported)
    for path in pathlib.Path(folder).rglob("*.py"):
        parts = path.relative_to(folder).with_suffix("").parts
        importlib.import_module(".".join(part for part in parts if part != "__init__"))
    models = importlib.import_module(name + ".models")
    for model in re.findall(r" as (\w+),?$", pathlib.Path(models.__file__).read_text(), re.MULTILINE):
        getattr(models, model)
    sys.path.remove(folder)
    for module in [each for each in sys.modules if each.partition(".")[0] == name]:
        del sys.modules[module]
"""


@cache
def client(name: str) -> tuple[dict[str, str], Package]:
    """Return the files of a committed client, and what it offers."""
    root = CLIENTS[name]
    files = {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(root.rglob("*"))
        if path.is_file() and not {"__pycache__", ".specloom"} & set(path.parts)
    }
    package = find_package(files)
    assert package is not None
    return files, package


@cache
def pruned(name: str) -> tuple[Pruned, ...]:
    """Return a client cut down to each of its operations, to none, and to some."""
    files, package = client(name)
    draw = random.Random(7)
    some = [draw.sample(package.operations, count) for count in (2, 3, 5, 8, len(package.operations) - 1)]
    wanted = [[each] for each in package.operations] + some + [[]]
    return tuple(prune(files, package, each, (), webhooks=False) for each in wanted)


def written(folder: Path, several: tuple[Pruned, ...]) -> list[Path]:
    """Write clients into folders of their own."""
    folders = [folder / str(number) for number in range(len(several))]
    for root, each in zip(folders, several, strict=True):
        for path, text in each.files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
    return folders


def faults(folders: list[Path]) -> tuple[str, str]:
    """Return what a linter says of undefined and unused names, and what goes wrong when all of it is imported."""
    places = [str(folder) for folder in folders]
    linted = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--isolated", "--quiet", "--select", "F", *places],
        capture_output=True,
        text=True,
        check=False,
    )
    imported = subprocess.run(
        [sys.executable, "-B", "-c", IMPORT_ALL, *places], capture_output=True, text=True, check=False
    )
    return linted.stdout, imported.stderr


@pytest.mark.parametrize("name", CLIENTS)
def test_what_is_left_is_what_was_published(name: str) -> None:
    """Pieces are missing; the one thing that is ever added is a `pass`, where a block would be empty."""
    files, _ = client(name)

    for each in pruned(name):
        for path, text in each.files.items():
            before = iter(files[path])
            assert all(char in before for char in text.replace("    pass\n", "")), path


@pytest.mark.parametrize("name", CLIENTS)
def test_every_part_of_it_can_be_imported_and_has_no_loose_ends(name: str, tmp_path: Path) -> None:
    """For each single operation: nothing undefined, nothing unused, every export leads to something."""
    assert faults(written(tmp_path, pruned(name))) == ("", "")


@pytest.mark.parametrize("name", CLIENTS)
def test_it_passes_a_type_checker(name: str, tmp_path: Path) -> None:
    files, package = client(name)
    half = random.Random(3).sample(package.operations, len(package.operations) // 2)
    few = random.Random(4).sample(package.operations, 3)
    parts = tuple(prune(files, package, wanted, (), webhooks=False) for wanted in (half, few))

    for folder in written(tmp_path, parts):
        done = subprocess.run(
            [sys.executable, "-m", "mypy", "--strict", "--config-file", "", f"--cache-dir={tmp_path}/mypy", "."],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stdout.startswith("Success"), done.stdout


@pytest.mark.parametrize("name", CLIENTS)
def test_each_part_has_what_was_asked_for_and_says_so(name: str) -> None:
    _, package = client(name)

    for wanted, each in zip(package.operations, pruned(name), strict=False):
        assert wanted in each.operations
        section, _, method = wanted.partition(".")
        root = package.root
        assert f"`client.{section}.{method}(" in each.files[f"{root}api.md"]
        left = find_package(each.files)
        assert left is not None
        assert left.operations == each.operations
        assert each.left_out + len(each.operations) == each.total == len(package.operations)


@pytest.mark.corpus
@pytest.mark.parametrize(
    "path", ["autorest-url/url.json", "redocly-museum-3.1/museum.yaml", "telegram-bot/telegram_bot_api.json"]
)
def test_clients_of_other_peoples_descriptions(corpus: Path, tmp_path: Path, path: str) -> None:
    made = build_files(corpus / path, "python", diagnostics=Diagnostics(lenient=True))
    files = {name.removeprefix("python/"): text for name, text in made.items()}
    package = find_package(files)
    assert package is not None
    draw = random.Random(5)
    wanted = [draw.sample(package.operations, count) for count in (1, 1, 2, min(9, len(package.operations)))]

    folders = written(tmp_path, tuple(prune(files, package, each, (), webhooks=False) for each in wanted))

    assert faults(folders) == ("", "")


def test_operations_that_are_made_of_others_bring_them() -> None:
    """`iter_orders` goes through the pages of `list_orders`."""
    files, package = client("petstore-plus")

    part = prune(files, package, ["shop.iter_orders"], (), webhooks=False)

    assert part.operations == ("shop.list_orders", "shop.iter_orders")


def test_models_and_webhooks_that_are_used_alone_are_kept() -> None:
    files, package = client("petstore-plus")

    part = prune(files, package, [], ["Order"], webhooks=True)

    models = sorted(path for path in part.files if "/models/" in path)
    assert "petstore_plus/models/order.py" in models
    assert "petstore_plus/models/pet.py" in models, "of the webhooks"
    assert "petstore_plus/models/login.py" not in models
    assert "petstore_plus/webhooks.py" in part.files


def test_a_model_that_another_needs_by_a_text_is_kept() -> None:
    """The members of a union are named in texts: `Tagged("kind", {"cat": "Cat"})`."""
    files, package = client("petstore-plus")

    part = prune(files, package, [], ["Pet"], webhooks=False)

    assert {"petstore_plus/models/cat.py", "petstore_plus/models/dog.py"} <= part.files.keys()


def test_a_package_of_another_make_is_not_pruned(tmp_path: Path) -> None:
    spec = tmp_path / "spec.yaml"
    spec.write_text(
        'openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths: {/a: {get: {responses: {"200": {description: A.}}}}}\n'
    )
    made = build_files(spec, "python")
    files = {path.removeprefix("python/"): text for path, text in made.items()}
    package = find_package(files)
    assert package is not None

    other = {**files, f"{package.root}more.py": "from .resources.default import DefaultSection\n"}

    with pytest.raises(PruneError, match=r"more\.py imports resources\.default"):
        prune(other, package, [], (), webhooks=False)
    assert find_package({path: text for path, text in files.items() if not path.endswith("_client.py")}) is None
    assert find_package({**files, f"{package.root}_client.py": "def ("}) is None
