"""Values as bytes and back. Whoever reads them gets values of our own classes, and nothing else runs."""

from __future__ import annotations

import hashlib
import io
import pickle
from typing import Any

from specloom.diagnostics import Code
from specloom.diagnostics.catalogue import CATALOGUE

__all__ = ["PackError", "UnpackError", "fingerprint", "packed", "unpacked"]

_PLAIN = {
    "builtins": {"frozenset", "set"},
    "collections": {"OrderedDict"},
    "pathlib": {"Path", "PosixPath", "WindowsPath"},
}


class PackError(ValueError):
    """This value cannot be told as bytes."""


class UnpackError(ValueError):
    """These bytes hold nothing that we packed."""


def packed(value: object) -> bytes:
    """Return a value as bytes, from which it can be made again."""
    stream = io.BytesIO()
    _Packer(stream, protocol=5).dump(value)
    return stream.getvalue()


def fingerprint(value: object) -> bytes:
    """Return a hash of a value and all in it; values that differ have different ones. Raises `PackError`."""
    stream = io.BytesIO()
    try:
        _Teller(stream, protocol=5).dump(value)
    except Exception as error:  # whatever a value of somebody else's says of being copied
        raise PackError(str(error)) from error
    return hashlib.sha256(stream.getvalue()).digest()


def unpacked(content: bytes) -> Any:
    """Return the value again; raises `UnpackError`."""
    try:
        return _Unpacker(io.BytesIO(content)).load()
    except Exception as error:  # whatever a broken file makes of itself
        raise UnpackError(str(error)) from error


class _Packer(pickle.Pickler):
    def persistent_id(self, value: object) -> str | None:
        """Name codes of the catalogue, of which there is only one each."""
        return value.name if isinstance(value, Code) else None


class _Teller(_Packer):
    """Tells values of any class, also of one that is made while the program runs: by its name."""

    def reducer_override(self, value: object) -> Any:
        """Return a class as its name."""
        if not isinstance(value, type) or value.__module__ == "builtins":
            return NotImplemented
        return str, (f"{value.__module__} {value.__qualname__}",)


class _Unpacker(pickle.Unpickler):
    def persistent_load(self, name: str) -> Code:
        """Return a code by its name."""
        return CATALOGUE[name]

    def find_class(self, module: str, name: str) -> Any:
        """Return a class of ours, or one of the few others that values are made of."""
        if module.startswith("specloom.") or name in _PLAIN.get(module, ()):
            found = super().find_class(module, name)
            if isinstance(found, type):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is not allowed here")
