"""The views of tutorials: scenarios, told step by step with what really went over the wire."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from specloom.targets.docs.captured import CapturedAnswer
from specloom.targets.docs.markdown import MdCode, MdInline, MdLink, MdPlain, MdText, YamlString
from specloom.targets.docs.views import CodeExample

__all__ = ["Taken", "TutorialIndex", "TutorialInput", "TutorialPage", "TutorialRow", "TutorialStep", "TutorialWorkflow"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A value of a request that comes from elsewhere: at most one of step, workflow and input says from where."""

    place: MdCode
    """Name of the parameter, or pointer into the body."""
    is_part: bool
    """The value stands inside a longer text."""
    name: MdCode
    """What it is, where it comes from: `id`; else the expression itself."""
    step: MdCode | None = None
    workflow: MdCode | None = None
    is_input: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TutorialStep:
    """One call."""

    number: int
    name: MdPlain
    description: MdText | None
    method: MdPlain
    api_path: MdCode
    page: MdLink
    """Of the operation."""
    cleans: MdCode | None
    """The step whose work it takes away again."""
    taken: tuple[Taken, ...]
    code: CodeExample | None
    answers: tuple[CapturedAnswer, ...]
    """Empty where nothing was captured, or nothing was to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TutorialInput:
    """What whoever follows the steps has to bring."""

    name: MdCode
    description: MdInline | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TutorialWorkflow:
    """Steps in order."""

    title: MdPlain
    description: MdText | None
    after: tuple[MdCode, ...]
    """Workflows that come before."""
    inputs: tuple[TutorialInput, ...]
    steps: tuple[TutorialStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TutorialPage:
    """`tutorials/<scenario>.md`."""

    template: ClassVar[str] = "docs/tutorial.md.jinja"
    path: str
    yaml_title: YamlString
    title: MdPlain
    summary: MdInline | None
    description: MdText | None
    workflows: tuple[TutorialWorkflow, ...]
    list_link: MdLink
    index_link: MdLink


@dataclass(frozen=True, slots=True, kw_only=True)
class TutorialRow:
    """A tutorial in a list."""

    title: MdPlain
    page: MdLink
    summary: MdInline | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TutorialIndex:
    """`tutorials/README.md`."""

    template: ClassVar[str] = "docs/tutorials.md.jinja"
    path: str
    tutorials: tuple[TutorialRow, ...]
    index_link: MdLink
