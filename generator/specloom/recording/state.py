"""Where the journals of runs are: in the user's own state folder, so that none can be committed by mistake."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

__all__ = ["journal_file", "state_folder"]


def state_folder() -> Path:
    """Return where things are kept that cannot be made again: SPECLOOM_STATE_DIR, else in the user's state folder."""
    stated = os.environ.get("SPECLOOM_STATE_DIR")
    if stated:
        return Path(stated)
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_STATE_HOME") or home / ".local" / "state")
    return base / "specloom"


def journal_file(folder: Path, environment: str, server: str) -> Path:
    """Return the journal of the runs that capture into `folder` from an environment."""
    facts = "\0".join((str(folder.resolve()), environment, server))
    return state_folder() / "capture" / f"{hashlib.sha256(facts.encode()).hexdigest()[:32]}.jsonl"
