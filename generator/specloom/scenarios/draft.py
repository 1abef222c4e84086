"""A first scenario: an API and its examples in, the text of an Arazzo document out, for a person to go on from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from specloom.calls.model import Calls
from specloom.calls.schema_check import SchemaChecker
from specloom.diagnostics.pointer import escape_token
from specloom.ir.api import Api
from specloom.ir.ids import slugify
from specloom.ir.operation import Operation, OperationId
from specloom.ir.types import JsonValue
from specloom.samples.yaml_text import yaml_text
from specloom.scenarios.draft_makers import Maker
from specloom.scenarios.draft_plan import Group, Plan, make_plan
from specloom.scenarios.draft_values import Sender
from specloom.scenarios.operations import by_id
from specloom.scenarios.steps import CLEANUP

__all__ = ["draft"]

_NOT_ID = re.compile(r"[^A-Za-z0-9_-]+")
_SOURCE = "api"
_HEAD = """\
# A first scenario, drafted from the description: read it before you run it.
# Each workflow makes something, reads and changes it, and takes it away again; the others only read.
# Inputs stand for what nothing here makes: give them values under `captures.inputs` of the config.
"""
_EMPTY = """\
# There is nothing that a draft could call: write the first workflow by hand.
"""


def draft(api: Api, calls: Calls, only: Collection[OperationId] = ()) -> str:
    """Return the YAML of a scenario for an API; of `only` these operations, where some are named.

    What it does not reach stands at its end, in comments, with the reason.
    """
    plan = make_plan(api, calls, frozenset(only))
    writer = _Writer(api=api, calls=calls, plan=plan, checker=SchemaChecker(api.schemas))
    workflows = writer.workflows()
    document = {
        "arazzo": "1.0.1",
        "info": {"title": f"{_printable(api.info.title)}: a tour", "version": "1.0.0"},
        "sourceDescriptions": [
            {"name": _SOURCE, "url": _printable(api.info.source) or "openapi.yaml", "type": "openapi"}
        ],
        "workflows": workflows,
    }
    return "".join(
        [
            _HEAD,
            "" if workflows else _EMPTY,
            yaml_text(document),
            _listed("Made without the prefix, so that nobody can tell it from what others made", writer.unmarked),
            _listed("Not reached", plan.unreached),
        ]
    )


def _listed(title: str, operations: Iterable[tuple[Operation, str]]) -> str:
    """Return operations in comments, each with a few words."""
    lines = [
        f"#   {_printable(each.id)} ({_printable(each.method)} {_printable(each.path)}): {_printable(words)}\n"
        for each, words in operations
    ]
    return "".join([f"#\n# {title}:\n", *lines]) if lines else ""


def _printable(text: str) -> str:
    """Return a text on one line, without what would end a comment."""
    return "".join(sign if sign.isprintable() else " " for sign in text[:300])


@dataclass(slots=True, kw_only=True)
class _Writer:
    api: Api
    calls: Calls
    plan: Plan
    checker: SchemaChecker
    unmarked: list[tuple[Operation, str]] = field(default_factory=list[tuple[Operation, str]])
    """What is made with no name that could carry the prefix."""
    _ids: dict[str, str] = field(default_factory=dict[str, str])
    """Of the workflows, by the key of what they make."""
    _needs: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    """Keys of what a workflow needs, by the key of what it makes."""

    def workflows(self) -> list[JsonValue]:
        """Return the workflows as data."""
        taken: set[str] = set()
        names = [_unique(_workflow_name(group), taken) for group in self.plan.groups]
        self._ids = {
            group.maker.key: name
            for group, name in zip(self.plan.groups, names, strict=True)
            if group.maker is not None
        }
        return [self._workflow(group, name) for group, name in zip(self.plan.groups, names, strict=True)]

    def _workflow(self, group: Group, name: str) -> JsonValue:
        maker, needs = group.maker, self._needs.setdefault(group.maker.key if group.maker else f"({name})", [])
        taken: set[str] = set()
        create = _unique(_identifier(maker.create.id), taken) if maker else ""
        sender = Sender(
            api=self.api,
            calls=self.calls,
            checker=self.checker,
            makers=self.plan.makers,
            named=lambda other: self._expression(other, maker, create, needs),
        )
        steps: list[JsonValue] = []
        if maker is not None:
            made = self._step(maker.create, create, sender)
            if not any("{$inputs.prefix}" in str(made.get(key)) for key in ("requestBody", "parameters")):
                self.unmarked.append((maker.create, "has no name that could carry it"))
            steps.append({**made, "outputs": {"id": maker.output}})
        for each in group.operations:
            steps.append(self._step(each, _unique(_identifier(each.id), taken), sender))
        if maker is not None:
            delete = self._step(maker.delete, _unique(_identifier(maker.delete.id), taken), sender)
            steps.append({**delete, CLEANUP: create})
        return {
            "workflowId": name,
            **({"dependsOn": [self._ids[key] for key in needs]} if needs else {}),
            **({"inputs": {"type": "object", "properties": sender.inputs}} if sender.inputs else {}),
            "steps": steps,
            **({"outputs": {"id": f"$steps.{create}.outputs.id"}} if maker else {}),
        }

    def _expression(self, wanted: Maker, own: Maker | None, create: str, needs: list[str]) -> str | None:
        """Return the expression for what a maker makes; None where its workflow needs this one."""
        if own is not None and wanted.key == own.key:
            return f"$steps.{create}.outputs.id"
        if own is not None and self._leads_to(wanted.key, own.key):
            return None
        if wanted.key not in needs:
            needs.append(wanted.key)
        return f"$workflows.{self._ids[wanted.key]}.outputs.id"

    def _leads_to(self, key: str, target: str) -> bool:
        seen: set[str] = set()
        waiting = [key]
        while waiting:
            each = waiting.pop()
            if each == target:
                return True
            if each not in seen:
                seen.add(each)
                waiting += self._needs.get(each, [])
        return False

    def _step(self, operation: Operation, name: str, sender: Sender) -> Mapping[str, JsonValue]:
        parameters = sender.parameters(operation)
        body = sender.body(operation)
        return {
            "stepId": name,
            **self._called(operation),
            **({"parameters": parameters} if parameters else {}),
            **({"requestBody": body} if body is not None else {}),
        }

    def _called(self, operation: Operation) -> Mapping[str, JsonValue]:
        """Return what names an operation: its id, or its place where an id names another one."""
        wanted = operation.declared_id or operation.id
        if by_id(wanted, self.api) is operation and not wanted.startswith("$"):
            return {"operationId": wanted}
        place = f"/paths/{escape_token(operation.path)}/{operation.method.lower()}"
        return {"operationPath": f"{{$sourceDescriptions.{_SOURCE}.url}}#{place}"}


def _workflow_name(group: Group) -> str:
    if group.maker is not None:
        return _identifier(group.maker.create.id)
    return _identifier("-".join(["read", slugify(group.section), *group.asks[-1:]]))


def _identifier(text: str) -> str:
    return _NOT_ID.sub("-", text).strip("-")[:100] or "step"


def _unique(stem: str, taken: set[str]) -> str:
    """Return a name that is not taken yet, and take it."""
    name, count = stem, 2
    while name in taken:
        name, count = f"{stem}-{count}", count + 1
    taken.add(name)
    return name
