"""What the template of the module `webhooks` prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from specloom.targets.python.code import Identifier
from specloom.targets.python.imports import Imports
from specloom.targets.python.layout import PyGroup
from specloom.targets.python.literals import PyString
from specloom.targets.python.prose import PyDoc
from specloom.targets.python.views import Header
from specloom.text import Printable

__all__ = ["ParserView", "SignatureView", "WebhooksModule"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParserView:
    """What reads the body of one request."""

    name: Identifier
    key: PyString
    """The name once more, for `__all__`."""
    type: Printable
    expression: PyString
    is_wide: bool
    """One line is too short for it."""
    doc: PyDoc


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureView:
    """How the API signs what it sends."""

    header: PyString
    variable: PyString
    signed: PyGroup
    facts: tuple[tuple[Identifier, PyString], ...]
    """Arguments that are not as usual."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhooksModule:
    """`webhooks.py`."""

    template: ClassVar[str] = "python/webhooks.py.jinja"
    path: str
    header: Header
    imports: Imports
    signature: SignatureView | None
    parsers: tuple[ParserView, ...]
