"""`api.md`, the index of a package: made of the views of its modules, so that it lists what they have and nothing else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from specloom.targets.base import View
from specloom.targets.python.client_views import ClientModule, PackageModule
from specloom.targets.python.index_views import (
    ApiIndex,
    IndexedNames,
    IndexEntry,
    IndexSecret,
    IndexSection,
    SourcePath,
)
from specloom.targets.python.literals import PyString
from specloom.targets.python.model_views import ModelsPackage
from specloom.targets.python.runtime_views import REQUIREMENTS
from specloom.targets.python.views import Method, ResourceModule
from specloom.targets.python.webhook_views import WebhooksModule
from specloom.text.markdown import MdCode, MdPlain

__all__ = ["plan_index"]

_SENTENCE_END = re.compile(r"(?<=[.!?])\s")


def plan_index(package: str, views: Sequence[View]) -> ApiIndex:
    """Return the index of the package that the views make."""
    exported = next(view for view in views if isinstance(view, PackageModule))
    client = next(view for view in views if isinstance(view, ClientModule))
    models = next(view for view in views if isinstance(view, ModelsPackage))
    names = [one.name.name for one in client.classes]
    return ApiIndex(
        path=f"{package}/api.md",
        title=MdPlain(exported.header.title.text),
        source=MdPlain(exported.header.source.text),
        install=MdCode(" ".join(["python -m pip install", *(f'"{one}"' for one in REQUIREMENTS)])),
        first_line=MdCode(f"from {package} import {', '.join(names)}"),
        client=MdCode(f"client = {names[0]}()"),
        async_client=MdCode(names[1]),
        secrets=tuple(IndexSecret(MdCode(one.name.name), MdCode(one.variable.value)) for one in client.credentials),
        places=tuple(MdCode(one.name.name) for one in client.servers.arguments),
        has_webhooks=any(isinstance(view, WebhooksModule) for view in views),
        sections=tuple(_section(view) for view in views if isinstance(view, ResourceModule)),
        models=tuple(_models(models)),
        errors=tuple(_errors(exported)),
    )


def _section(module: ResourceModule) -> IndexSection:
    path = f"resources/{module.name.name}.py"
    entries = tuple(entry for method in module.methods for entry in _entries(method, module.name.name))
    return IndexSection(MdCode(f"client.{module.name.name}"), SourcePath(path), entries)


def _entries(method: Method, section: str) -> Iterator[IndexEntry]:
    """Yield a line for a method, and one for its iterator, where it has one."""
    arguments = ", ".join(_arguments(method))
    summary = _SENTENCE_END.split(method.summary.strip(), maxsplit=1)[0]
    surfaces = [(method.name.name, method.returns.expression.text)]
    surfaces += [(method.pages.name.name, f"Pager[{method.pages.item.text}]")] if method.pages else []
    for name, returns in surfaces:
        yield IndexEntry(
            signature=MdCode(f"client.{section}.{name}({arguments}) -> {returns}"),
            request=MdCode(f"{method.call.method.value} {method.call.path.value}"),
            summary=MdPlain(summary) if summary else None,
            is_deprecated=method.call.deprecated,
        )


def _arguments(method: Method) -> Iterator[str]:
    """Yield what must be given; a further argument that need not be changes nothing."""
    yield from (one.name.name for one in method.positional)
    required = [one.name.name for one in method.keywords if not one.is_optional]
    yield from ("*", *required) if required else ()
    if len(required) < len(method.keywords):
        yield "..."


def _models(package: ModelsPackage) -> Iterable[IndexedNames]:
    """Return the names of each module, in the order of the modules."""
    found: defaultdict[str, list[MdCode]] = defaultdict(list)
    for one in package.exports:
        found[one.module_key.value].append(MdCode(one.name.name))
    return [IndexedNames(tuple(names), SourcePath(f"models/{module}.py")) for module, names in found.items()]


def _errors(package: PackageModule) -> Iterator[MdCode]:
    """Yield the exceptions among the names that a package offers."""
    for pair in package.exports:
        match pair.key, pair.value:
            case PyString(name), PyString("errors") if name.endswith("Error"):
                yield MdCode(name)
            case _:
                continue
