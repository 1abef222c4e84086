"""Workflow commands: the lines of a log that GitHub Actions shows as annotations. Values in; a line out."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["workflow_command"]


def workflow_command(level: str, properties: Mapping[str, object], message: str) -> str:
    """Return a command; properties that are None are left out. No text can end it, or begin another one."""
    pairs = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value is not None)
    return f"::{level} {pairs}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
