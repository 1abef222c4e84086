"""The page of a code: what `specloom explain` prints, and what other tools show beside a finding."""

from __future__ import annotations

from specloom.diagnostics.catalogue import STOPPED, Code
from specloom.diagnostics.samples import SAMPLES, Sample

__all__ = ["markdown_page", "page", "summary"]


def summary(code: Code) -> str:
    """Return the first sentence of the explanation."""
    return " ".join(code.explanation.split()).partition(". ")[0].rstrip(".") + "."


def page(code: Code) -> str:
    """Return the page as plain text."""
    sample = SAMPLES.get(code.name)
    parts = [
        f"{code.name} ({code.severity.label})\n",
        f"{code.explanation}\n",
        *([f"For example:\n\n{_indented(sample.bad)}", *_mended(sample)] if sample else []),
        f"Message:      {_said(code.message)}\nWhat is done: {_said(code.consequence)}\nWhat to do:   {_said(code.fix)}\n",
    ]
    return "\n".join(parts)


def _mended(sample: Sample) -> list[str]:
    return [f"Mended:\n\n{_indented(sample.mended)}"] if sample.mended else []


def markdown_page(code: Code) -> str:
    """Return the page as Markdown."""
    sample = SAMPLES.get(code.name)
    parts = [
        f"{code.explanation}\n",
        *([f"For example:\n\n```yaml\n{sample.bad}```\n"] if sample else []),
        *([f"Mended:\n\n```yaml\n{sample.mended}```\n"] if sample and sample.mended else []),
        f"**What is done:** {_said(code.consequence)}\n\n**What to do:** {_said(code.fix)}\n",
    ]
    return "\n".join(parts)


class _Names(dict[str, str]):
    """The fields of a message, each as its own name."""

    def __missing__(self, key: str) -> str:
        return f"<{key}>"


_FIELDS = {
    "stopped": STOPPED,
    "hint": "",
    "or_allow": "",
    "or_leave": "",
    "did": "the finding says",
    "fix": "the finding says",
}


def _said(text: str) -> str:
    """Return a text of the catalogue with names in place of what is known only when something is found."""
    return text.format_map(_Names(_FIELDS))


def _indented(text: str) -> str:
    return "".join(f"    {line}".rstrip() + "\n" for line in text.splitlines())
