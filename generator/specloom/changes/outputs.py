"""What changed in what is generated: the client as programs see it, and the addresses of pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from specloom.changes.forms import name_of
from specloom.changes.model import Change, Level, Target
from specloom.diagnostics import Location
from specloom.ir.api import Api
from specloom.output.files import Output
from specloom.surface import compare_surfaces, read_surface
from specloom.targets.docs.names import name_pages

__all__ = ["page_changes", "surface_changes"]


def surface_changes(old: Output, new: Output) -> Iterator[Change]:
    """Yield what two generated clients differ in; their places are lines of the generated files."""
    surfaces = [read_surface(_files(each)) for each in (old, new)]
    for each in compare_surfaces(*surfaces):
        yield Change(
            rule=f"python-{each.rule}",
            level=each.level,
            target=Target.PYTHON,
            subject=each.subject,
            message=each.message,
            old=each.old,
            new=each.new,
        )


def _files(output: Output) -> Mapping[str, str]:
    return {path: text for folder in output.folders for path, text in folder.files.items() if path.endswith(".py")}


def page_changes(old: Api, new: Api) -> Iterator[Change]:
    """Yield the pages whose address changed, although what they are about is still there: links to them break."""
    before, after = name_pages(old), name_pages(new)
    operations = {f"{each.method} {each.path}": each for each in new.operations}
    for operation in old.operations:
        subject = f"{operation.method} {operation.path}"
        other = operations.get(subject)
        if other is not None and before.operations[operation.id] != after.operations[other.id]:
            was, now = before.operations[operation.id], after.operations[other.id]
            yield _moved(subject, was, now, operation.origin, other.origin)
    schemas = {name_of(each): each for each in new.types.values() if each.component}
    for identifier, page in before.schemas.items():
        made = schemas.get(name_of(old.types[identifier]))
        if made is not None and after.schemas.get(made.id) not in {None, page}:
            yield _moved(
                f"schema {name_of(made)}", page, after.schemas[made.id], old.types[identifier].origin, made.origin
            )


def _moved(subject: str, was: str, now: str, old: Location, new: Location) -> Change:
    return Change(
        rule="docs-page-moved",
        level=Level.DANGEROUS,
        target=Target.DOCS,
        subject=subject,
        message=f"its page was {was}, is {now}",
        old=old,
        new=new,
    )
