"""What expressions can name at a place of a scenario: whether one names something that will be there when it is needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import assert_never

from specloom.diagnostics import Location
from specloom.scenarios.expressions import ExpressionError, read_text
from specloom.scenarios.faults import Faults
from specloom.scenarios.model import Expression, Source, Template, Value
from specloom.source import Node
from specloom.source.values import is_array, is_object

__all__ = ["Moment", "Scope"]


class Moment(StrEnum):
    """When an expression is resolved."""

    BEFORE = "before"
    """To make a request."""
    AFTER = "after"
    """When a step has its answer."""
    END = "end"
    """When the workflow is done."""


@dataclass(slots=True, kw_only=True)
class Scope:
    """One workflow, as far as it is read."""

    faults: Faults
    inputs: frozenset[str]
    workflows: Mapping[str, tuple[str, ...]]
    """Names of the outputs of all workflows of the document."""
    before: frozenset[str]
    """The workflows that ran before this one."""
    coming: Mapping[str, tuple[str, ...]]
    """Names of the outputs of all steps of the workflow."""
    cleaning: frozenset[str]
    """The steps that clean up: they run after all others."""
    ran: set[str] = field(default_factory=set[str])
    """The steps before the one that is read."""

    def value(self, node: Node, moment: Moment) -> Value:
        """Return a value with its expressions read; report each that cannot be, or that names nothing."""
        value = node.value
        if is_object(value):
            return {key: self.value(each, moment) for key, each in node.members()}
        if is_array(value):
            return [self.value(each, moment) for each in node.elements()]
        return self._text(value, node.location, moment) if isinstance(value, str) else value

    def expression(self, node: Node, moment: Moment) -> Expression | None:
        """Return the expression that a node must be; None where it is none, which is told."""
        before = self.faults.count
        found = self.value(node, moment)
        if isinstance(found, Expression):
            return found
        if self.faults.count == before:
            self.faults.invalid(
                node.location, "this must be a runtime expression", "write one, like $response.body#/id"
            )
        return None

    def _text(self, text: str, place: Location, moment: Moment) -> Value:
        try:
            found = read_text(text)
        except ExpressionError as error:
            self.faults.invalid(place, f"{text[:80]!r} is no runtime expression: {error}", "correct the expression")
            return None
        match found:
            case Expression():
                self.check([found], place, moment)
            case Template(pieces):
                self.check((piece for piece in pieces if isinstance(piece, Expression)), place, moment)
            case _:
                pass
        return found

    def check(self, expressions: Iterable[Expression], place: Location, moment: Moment) -> None:
        """Report each expression that names what is not there, or not there yet."""
        for each in expressions:
            self._check_one(each, place, moment)

    def _check_one(self, expression: Expression, place: Location, moment: Moment) -> None:
        match expression.source:
            case Source.INPUTS:
                if expression.name not in self.inputs:
                    self.faults.unknown(place, "input", expression.name, self.inputs)
            case Source.STEPS:
                self._check_step(expression, place)
            case Source.WORKFLOWS:
                self._check_workflow(expression, place)
            case (
                Source.URL
                | Source.METHOD
                | Source.STATUS_CODE
                | Source.REQUEST_HEADER
                | Source.REQUEST_QUERY
                | Source.REQUEST_PATH
                | Source.REQUEST_BODY
                | Source.RESPONSE_HEADER
                | Source.RESPONSE_BODY
            ):
                if moment is not Moment.AFTER:
                    self.faults.invalid(
                        place,
                        f"{expression.text} is known only where a step has its answer",
                        "make it an output of the step, and name that: $steps.ID.outputs.NAME",
                    )
            case _:
                assert_never(expression.source)

    def _check_step(self, expression: Expression, place: Location) -> None:
        owner = expression.owner
        if owner not in self.coming:
            self.faults.unknown(place, "step", owner, self.coming)
        elif expression.name not in self.coming[owner]:
            self.faults.unknown(place, f"output of the step {owner}", expression.name, self.coming[owner])
        elif owner in self.cleaning:
            self.faults.invalid(place, f"the step {owner} cleans up: it runs after all others, the last of them first")
        elif owner not in self.ran:
            self.faults.invalid(
                place, f"the step {owner} has not answered yet here", "name a step that stands before this one"
            )

    def _check_workflow(self, expression: Expression, place: Location) -> None:
        owner = expression.owner
        if owner not in self.workflows:
            self.faults.unknown(place, "workflow", owner, self.workflows)
        elif expression.name not in self.workflows[owner]:
            self.faults.unknown(place, f"output of the workflow {owner}", expression.name, self.workflows[owner])
        elif owner not in self.before:
            self.faults.invalid(
                place, f"nothing says that {owner} runs before this", f"add {owner} to `dependsOn` of this workflow"
            )
