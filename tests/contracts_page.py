"""The reference of contracts, docs/template-contracts.md: the templates and what each is given, every type once."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.contracts.history import History
from specloom.contracts.model import Contract, Shape

__all__ = ["contracts_page"]

_HEAD = """\
# Contracts of the templates

What each template is given, by name, and the types that this leads to. How to use it: [templates](templates.md).
This page is made from the views (`tests/test_contracts.py --update-golden`).

A name with `| None` may be nothing: ask `is not none` first. `tuple[X, ...]` is a list, for `{% for each in view.list %}`.
*Text* is what can be printed, and so are whole numbers; the other types are there to be asked for their fields.

"""


def contracts_page(contracts: dict[str, Contract], history: History) -> str:
    """Return the page."""
    return _HEAD + "".join(_lines(contracts, history)).rstrip("\n") + "\n"


def _lines(contracts: dict[str, Contract], history: History) -> Iterator[str]:
    target = ""
    for name, contract in contracts.items():
        if name.partition("/")[0] != target:
            target = name.partition("/")[0]
            yield f"\n## Templates of {target}\n\n| Template | Contract | Is given |\n|---|---|---|\n"
        given = ", ".join(f"`{each}`: {_type(kind)}" for each, kind in contract.names.items())
        yield f"| `{name}` | {history.version(name)} | {given} |\n"
    shapes = {name: shape for contract in contracts.values() for name, shape in contract.shapes.items()}
    yield "\n## Types\n"
    for name, shape in sorted(shapes.items()):
        if not shape.is_text:
            yield f"\n### {_cell(name)}\n\n{shape.doc}\n\n| Field | Type | |\n|---|---|---|\n"
            yield from _fields(shape)
    yield "\n## Text\n\n| Type | Is | Also has |\n|---|---|---|\n"
    for name, shape in sorted(shapes.items()):
        if shape.is_text:
            more = ", ".join(f"`{each}`: {_type(field.type)}" for each, field in shape.fields.items())
            yield f"| `{name}` | {_cell(shape.doc)} | {more} |\n"


def _fields(shape: Shape) -> Iterator[str]:
    for name, field in shape.fields.items():
        yield f"| `{name}` | {_type(field.type)} | {_cell(field.doc)} |\n"


def _type(kind: str) -> str:
    return f"`{_cell(kind)}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
