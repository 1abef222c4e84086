"""Two folders that change places in one step: the only way to replace many files that nobody can see half done.

Linux has `renameat2(RENAME_EXCHANGE)` since 3.15, macOS `renamex_np(RENAME_SWAP)` since 10.12; Python offers neither.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

__all__ = ["NoTwinError", "exchange"]

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2
"""Of macOS; the same number by chance."""


class NoTwinError(OSError):
    """This file system cannot hold a tree twice, or replace it in one step; nothing has changed."""


def exchange(one: Path, other: Path) -> None:
    """Let two existing paths of one file system change places, atomically.

    Raises `NoTwinError`: with `ENOTSUP` where the system has no such call, with what the system says where the file system
    cannot do it (`EINVAL`), where a path is a mount point (`EBUSY`) or where they are on different ones (`EXDEV`).
    """
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "linux":
        call = getattr(_libc(), "renameat2", None)
        arguments: tuple[object, ...] = (_AT_FDCWD, first, _AT_FDCWD, second, ctypes.c_uint(_RENAME_EXCHANGE))
    else:
        call = getattr(_libc(), "renamex_np", None) if sys.platform == "darwin" else None
        arguments = (first, second, ctypes.c_uint(_RENAME_SWAP))
    if call is None:
        raise NoTwinError(errno.ENOTSUP, os.strerror(errno.ENOTSUP), str(one))
    if call(*arguments) != 0:
        code = ctypes.get_errno()
        raise NoTwinError(code, os.strerror(code), str(one), None, str(other))


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
