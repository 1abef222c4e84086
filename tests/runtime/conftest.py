"""The emitted runtime as a package of its own, beside a few models written by hand."""

from __future__ import annotations

import importlib
import shutil
import sys
from collections.abc import Callable, Iterator
from types import ModuleType

import pytest
from builds import ROOT

RUNTIME = ROOT / "templates" / "python" / "runtime"
MODELS = '''\
"""Models, as the generator would print them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal, TypeAlias

from ._runtime.model import Model, field
from ._runtime.scope import Tagged
from ._runtime.unset import UNSET, Unset


class Owner(Model):
    """Somebody."""

    name: str
    best: Owner | None | Unset = UNSET


class Pet(Model):
    """An animal."""

    pet_name: str = field("petName")
    born: dt.date | Unset = UNSET
    owners: list[Owner] | Unset = field("petOwners", default=UNSET)
    more: Any | Unset = UNSET


class Cat(Model):
    """A cat."""

    kind: Literal["cat"]
    lives: int | Unset = UNSET


class Dog(Model):
    """A dog."""

    kind: str
    lives: dt.date | Unset = UNSET


Animal: TypeAlias = Annotated[Cat | Dog, Tagged("kind", {"cat": "Cat", "dog": "Dog"})]
Tree: TypeAlias = "dt.date | list[Tree] | dict[str, Tree]"
'''


@pytest.fixture(scope="session")
def emitted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], ModuleType]]:
    """Return a function that imports a module of the runtime: `emitted("_runtime.styles")`."""
    root = tmp_path_factory.mktemp("runtime")
    shutil.copytree(RUNTIME, root / "emitted", ignore=shutil.ignore_patterns("__pycache__", "ruff.toml"))
    (root / "emitted" / "__init__.py").write_text('"""A package."""\n')
    (root / "emitted" / "models.py").write_text(MODELS)
    sys.path.insert(0, str(root))
    yield lambda name: importlib.import_module(f"emitted.{name}")
    sys.path.remove(str(root))
