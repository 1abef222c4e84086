"""What a description may reach beyond its own folder, and where a reader of a finding can change that."""

from __future__ import annotations

import os
import posixpath
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from specloom import trace

__all__ = ["Access", "RemotePolicy", "root_setting"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemotePolicy:
    """Which documents may be read over the network. None, unless the config says so."""

    allow: tuple[str, ...] = ()
    """Addresses, or beginnings of addresses that end with a slash."""
    pins: Mapping[str, str] = field(default_factory=dict[str, str])
    """Address -> SHA-256 of the bytes that were reviewed."""
    allow_private_network: bool = False
    """Whether addresses of this machine and its own network may be asked."""

    def allows(self, url: str) -> bool:
        """Return whether an address is one of those allowed, or below one of them."""
        return any(url == each or (each.endswith("/") and url.startswith(each)) for each in self.allow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How far references may lead beyond the folder of the description, and how its settings are called."""

    remote: RemotePolicy = field(default_factory=RemotePolicy)
    source: str = ""
    """The name of the source in the config; empty without one."""
    spec: str = ""
    """The description as the config writes it."""

    @property
    def setting(self) -> str:
        """Where in the config the settings of this description stand."""
        return f"sources.{self.source or '<name>'}"


def root_setting(access: Access, description: Path, display: str, target: Path) -> str:
    """Return the words that let references reach `target`: the smallest folder that holds it and the description.

    Empty where only the whole file system would do.
    """
    try:
        folder = trace.real_path(description.parent)
        common = Path(os.path.commonpath([folder, trace.real_path(target)]))
        steps = Path(os.path.relpath(common, folder)).as_posix()
    except (OSError, RuntimeError, ValueError):
        return ""
    if common == Path(common.anchor):
        return ""
    written = access.spec if access.source and access.spec else display
    smallest = posixpath.normpath(posixpath.join(posixpath.dirname(written), steps))
    if access.source:
        return f", or write `root: {smallest}` under `{access.setting}` in the config"
    return f", or add `--root {shlex.quote(smallest)}`"
