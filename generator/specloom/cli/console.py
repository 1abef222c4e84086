"""Where results and messages go, and how: the streams, colour, progress, and the JSON report."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TextIO

from specloom.cli.exit_codes import ExitCode
from specloom.diagnostics import Diagnostics, Finding, Severity
from specloom.diagnostics.frame import Marks, SourceTexts, harmless
from specloom.diagnostics.render import TextPrinter, as_json

__all__ = ["Console", "Told"]


@dataclass(frozen=True, slots=True)
class Told:
    """Findings, and the texts that show the lines they point at."""

    findings: Sequence[Finding]
    texts: SourceTexts


class Console:
    """Results go to stdout, messages to stderr; with `--json` one object is the only result."""

    def __init__(self, *, json: bool = False, quiet: bool = False) -> None:
        self.is_json = json
        self._quiet = quiet or json
"""
