"""What code uses of a client, by reading it: never less than it can reach, and no more than is plausible."""

from __future__ import annotations

from pathlib import Path

import pytest
from vendor.test_prune import client

from specloom.vendor.uses import Place, Used, python_files, used_by


def used(folder: Path, **files: str) -> Used:
    """Return what some files use of petstore-plus."""
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text)
    _, package = client("petstore-plus")
    return used_by(package, folder, sorted(f"{name}.py" for name in files))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("client.pets.get_pet(7)", ["pets.get_pet"]),
        ("await self.api.client.pets.get_pet(7)", ["pets.get_pet"]),
        ("call = client.pets.get_pet", ["pets.get_pet"]),
        ("client.pets.list_pets(); client.shop.get_stock()", ["pets.list_pets", "shop.get_stock"]),
        ("pets = client.pets\npets.get_pet(7)", ["pets.get_pet"]),
        ("def f(pets):\n    pets.get_pet(7)\nf(client.pets)", ["pets.get_pet"]),
        ("client.raw(client.pets).get_pet(7)", ["pets.get_pet"]),
        ("client.pets.receiving(f).get_pet(7)", ["pets.get_pet"]),
        (
            "from petstore_plus.resources.pets import PetsSection\ndef f(p: PetsSection):\n    p.get_pet(7)",
            ["pets.get_pet"],
        ),
        ("getattr(client.pets, 'get_pet')(7)", ["pets.get_pet"]),
        ("getattr(client, 'pets').get_pet(7)", ["pets.get_pet"]),
        ("attrgetter('pets.get_pet')(client)(7)", ["pets.get_pet"]),
        ("match client:\n    case PetstorePlus(pets=p):\n        p.get_pet(7)", ["pets.get_pet"]),
        ("NAMES = ['get_pet', 'list_pets']\npets = client.pets", ["pets.list_pets", "pets.get_pet"]),
        ("def f(client: 'PetstorePlus'): return 1", []),
        ("get_pet(7)\nother.get_pet(7)", []),
        ("client.shop.get_pet(7)", []),
        ("# client.pets.get_pet(7)", []),
    ],
)
def test_operations(tmp_path: Path, code: str, expected: list[str]) -> None:
    assert list(used(tmp_path, app=code).operations) == expected


def test_a_section_goes_from_file_to_file(tmp_path: Path) -> None:
    found = used(tmp_path, one="def make(client):\n    return client.pets", two="def use(pets):\n    pets.get_pet(7)")

    assert found.operations == {"pets.get_pet": Place("two.py", 2, 5)}


def test_models_count_wherever_they_are_named(tmp_path: Path) -> None:
    code = "from petstore_plus.models import Order\ndef f(a: 'p.models.Login | None', b: p.models.Cat): ..."

    assert sorted(used(tmp_path, app=code).models) == ["Cat", "Login", "Order"]


@pytest.mark.parametrize(
    "code",
    [
        "from .petstore_plus.models import cat\nC = cat",
        "from petstore_plus.models.cat import *",
        "import petstore_plus.models.cat",
        "import petstore_plus\npetstore_plus.models.cat",
    ],
)
def test_a_module_that_is_imported_holds_its_model(tmp_path: Path, code: str) -> None:
    assert "Cat" in used(tmp_path, app=code).models


@pytest.mark.parametrize(
    "code", ["from petstore_plus.resources.pets import PetsSection", "import petstore_plus.resources.pets as p"]
)
def test_a_module_of_a_section_that_is_imported_holds_it(tmp_path: Path, code: str) -> None:
    _, package = client("petstore-plus")
    pets = next(section for section in package.sections if section.name == "pets")

    assert {f"pets.{name}" for name in pets.names} == set(used(tmp_path, app=code).operations)


def test_a_star_is_every_model(tmp_path: Path) -> None:
    _, package = client("petstore-plus")

    assert set(used(tmp_path, app="from petstore_plus.models import *").models) == set(package.models)


def test_webhooks(tmp_path: Path) -> None:
    assert used(tmp_path, app="from petstore_plus import webhooks").webhooks
    assert not used(tmp_path, app="from petstore_plus import models").webhooks


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("import petstore_plus\ngetattr(client, name)", 1),
        ("client.pets\noperator.methodcaller(name)(x)", 1),
        ("import petstore_plus\nimportlib.import_module(f'{name}.models')", 1),
        ("import petstore_plus\ntype(client.pets).__dict__[name]", 1),
        ("import petstore_plus\nvars(petstore_plus.models)[name]", 1),
        ("import petstore_plus\nask = getattr\nask(client, name)", 1),
        ("getattr(importlib.import_module('petstore_plus'), name)", 1),
        ("from petstore_plus import resources", 1),
        ("import petstore_plus\ngetattr(client, 'pets')", 0),
        ("import petstore_plus\ngetattr(client, 'pets', other)", 0),
        ("getattr(something, name)", 0),
    ],
)
def test_names_that_only_show_at_run_time(tmp_path: Path, code: str, count: int) -> None:
    """They count in files that have to do with the client."""
    assert len(used(tmp_path, app=code).unclear) == count


def test_which_files_are_read(tmp_path: Path) -> None:
    for path in ("a.py", "b/c.py", "b/d.pyi", ".hidden/e.py", "env/pyvenv.cfg", "env/f.py", "vendored/g.py", "h.txt"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("")
    (tmp_path / "link.py").symlink_to(tmp_path / "a.py")
    (tmp_path / "loop").symlink_to(tmp_path)

    assert list(python_files(tmp_path, (), ["vendored"])) == ["a.py", "b/c.py", "b/d.pyi"]
    assert list(python_files(tmp_path, ["b"], [])) == ["b/c.py", "b/d.pyi"]
