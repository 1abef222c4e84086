"""Exports that are imported when they are first touched (PEP 562)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def lazy_exports(package: str, names: Mapping[str, str]) -> Callable[[str], object]:
    """Return the `__getattr__` of `package`, whose `names` lead to its modules.

    A name that is also the name of its module stands for the module itself.
    """

    def getattribute(name: str) -> object:
        module_name = names.get(name)
        if module_name is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module = import_module(f".{module_name}", package)
        value: object = module if name == module_name else getattr(module, name)
        setattr(sys.modules[package], name, value)
        return value

    return getattribute
