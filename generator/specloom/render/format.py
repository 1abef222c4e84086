"""Formatting in process, with a pinned formatter: never a program found on PATH."""

from __future__ import annotations

from importlib.metadata import version

__all__ = ["FORMATTER", "format_python"]

FORMATTER = f"black {version('black')}"


def format_python(text: str, name: str) -> str:
    """Return Python source as black prints it (its stable style and default line length, target 3.11).

    Raises `ValueError` naming the file when the text does not parse: that is a fault of a template.
    """
    # 115 ms: only when there is something to format
    import black
    import black.mode
    import black.parsing

    mode = black.Mode(target_versions={black.mode.TargetVersion.PY311})
    try:
        return black.format_str(text, mode=mode)
    except black.parsing.InvalidInput as error:
        raise ValueError(f"{name}: generated Python does not parse: {error}") from error
