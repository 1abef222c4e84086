"""What changed between two versions of a contract, in lines for whoever has a template made for the older one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from specloom.contracts.model import Contract, Field, Shape

__all__ = ["changes"]


def changes(old: Contract, new: Contract) -> Iterator[str]:
    """Yield a line for each change, what is gone first: `ParameterRow.default: is gone (was MdCode | None)`."""
    found = [
        *_changed("", _fields(old.names), _fields(new.names)),
        *(
            line
            for name in sorted(old.shapes.keys() & new.shapes.keys())
            for line in _shape_changes(name, old.shapes[name], new.shapes[name])
        ),
    ]
    yield from (line for _, line in sorted(found))


def _fields(names: Mapping[str, str]) -> dict[str, Field]:
    return {name: Field(kind) for name, kind in names.items()}


def _shape_changes(name: str, old: Shape, new: Shape) -> Iterator[tuple[int, str]]:
    if old.is_text != new.is_text:
        yield 1, f"{name}: can {'' if new.is_text else 'not '}be printed now"
    yield from _changed(f"{name}.", old.fields, new.fields)
    if old.doc != new.doc:
        yield 3, f"{name}: is now explained as: {new.doc}"


def _changed(owner: str, old: Mapping[str, Field], new: Mapping[str, Field]) -> Iterator[tuple[int, str]]:
    for name in sorted(old.keys() | new.keys()):
        before, after = old.get(name), new.get(name)
        if after is None and before is not None:
            yield 0, f"{owner}{name}: is gone (was {before.type})"
        elif before is None and after is not None:
            yield 2, f"{owner}{name}: is new ({after.type})" + (f": {after.doc}" if after.doc else "")
        elif before is not None and after is not None:
            if before.type != after.type:
                yield 1, f"{owner}{name}: is {after.type} (was {before.type})"
            if before.doc != after.doc:
                yield 3, f"{owner}{name}: is now explained as: {after.doc or 'nothing'}"
