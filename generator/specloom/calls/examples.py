"""Chooses the value that stands for a parameter or a content: the document's own where it is valid, else a composed one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from specloom.calls.built import Built, Dead, Outcome, Spot, TooLargeError
from specloom.calls.compose import Composer
from specloom.calls.files import without_files
from specloom.calls.givens import Givens
from specloom.calls.model import Chosen, ExampleOrigin, Variant
from specloom.calls.project import Projector
from specloom.calls.strings import readable
from specloom.diagnostics import Location, codes
from specloom.ir.types import Direction, Example, JsonValue, Type

__all__ = ["Chooser", "Need"]

_DEPTHS = (48, 10, 7, 5, 4, 3, 2, 1, 0)
"""How many levels may have optional parts: all of them, or as many as keep the value to a readable size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What a value is needed for."""

    type: Type
    examples: tuple[Example, ...]
    """The document's own, for this very place."""
    direction: Direction
    name: str
    """Wire name of a parameter; empty for a body."""
    subject: str
    """For findings: `POST /v1/invoices, request body`."""
    origin: Location
    default: JsonValue = None
    files: bool = False
    """Bytes in it stand as files (a form, a binary body)."""
    flat: bool = False
    """It goes into a URL or a header."""
    never_empty: bool = False
    """It fills a place in a path."""
    as_text: bool = False
    """A text among the examples is the body as it is sent, whatever its type (XML, NDJSON, event streams)."""


_ComposerKey = tuple[Direction, Variant, bool, bool, bool, bool]


@dataclass(slots=True)
class Chooser:
    """Chooses values, and remembers what it composed. Every value it returns was validated, or says what its fault is."""

    givens: Givens
    _impossible: set[Location] = field(default_factory=set[Location])
    _composers: dict[_ComposerKey, Composer] = field(default_factory=dict[_ComposerKey, Composer])

    def choose(self, need: Need, variant: Variant) -> Chosen:
        """Return a valid value. Where none can be found: the closest one, with a finding."""
        return self._own(need, variant) or self._composed(need, variant)

    def is_valid(self, need: Need, value: JsonValue) -> bool:
        """Return whether a value could stand in the place it is needed for."""
        return self._problem(need, self.givens.pointer(need.type), value) is None

    def _own(self, need: Need, variant: Variant) -> Chosen | None:
        """Return the first valid example written at the place itself; report the invalid ones."""
        pointer = self.givens.pointer(need.type)
        chosen: Chosen | None = None
        for example in need.examples:
            value, problem = self._judged(example, need, variant, pointer)
            if problem is not None:
                self.givens.reject(example, problem, need.subject)
            elif chosen is None:
                location = example.origin
                chosen = Chosen(value=value, origin=ExampleOrigin.SPEC, name=example.name, location=location)
        return chosen

    def _judged(
        self, example: Example, need: Need, variant: Variant, pointer: str | None
    ) -> tuple[JsonValue, str | None]:
        """Return an example as the variant wants it, and what is wrong with it."""
        value = example.value
        if need.as_text and isinstance(value, str):
            return value, None
        problem = self.givens.leak(value)
        if need.never_empty and value in ("", [], {}):
            problem = "nothing would stand in its place in the path"
        if problem is not None:
            return value, problem
        for form in self._forms(value, need, variant):
            problem = self._problem(need, pointer, form)
            if problem is None:
                return form, None
        return value, problem

    def _forms(self, value: JsonValue, need: Need, variant: Variant) -> Iterator[JsonValue]:
        """Yield what an example may be cut down to, best first: to the variant, to the direction, not at all."""
        yield self._projector(need, variant).project(value, need.type, need.name)
        if variant is Variant.MINIMAL:
            yield self._projector(need, Variant.FULL).project(value, need.type, need.name)
        yield value

    def _composed(self, need: Need, variant: Variant) -> Chosen:
        pointer = self.givens.pointer(need.type)
        closest: JsonValue = readable(need.name) if need.flat else None
        problem = ""
        for outcome in self._attempts(need, variant):
            if isinstance(outcome, Dead):
                continue
            outcome = self._with_default(need, pointer, outcome)
            found = self._problem(need, pointer, outcome.value)
            if found is None:
                origin = ExampleOrigin.SPEC if outcome.given else ExampleOrigin.SYNTHESIZED
                return Chosen(value=outcome.value, origin=origin)
            if not problem:
                closest, problem = outcome.value, found
        problem = problem or "there is no value without an end, or its parts contradict each other"
        if need.origin not in self._impossible:
            self._impossible.add(need.origin)
            self.givens.diagnostics.report(codes.EXAMPLE_IMPOSSIBLE, need.origin, problem=problem, subject=need.subject)
        return Chosen(value=closest, origin=ExampleOrigin.SYNTHESIZED, fault=problem)

    def _attempts(self, need: Need, variant: Variant) -> Iterator[Outcome]:
        """Yield values to try: composed quickly, with care, without examples, with the other variant's choice of fields."""
        other = Variant.FULL if variant is Variant.MINIMAL else Variant.MINIMAL
        for each, careful, given in (
            (variant, False, True),
            (variant, True, True),
            (variant, True, False),
            (other, True, True),
        ):
            composer = self._composer(need, each, careful=careful, with_examples=given)
            for depth in _DEPTHS:
                try:
                    yield composer.build(need.type, Spot(need.name, depth=depth))
                except TooLargeError:
                    continue
                break

    def _with_default(self, need: Need, pointer: str | None, built: Built) -> Built:
        """Return the parameter's default rather than something invented."""
        if built.given or need.default in (None, "", [], {}) or self._problem(need, pointer, need.default) is not None:
            return built
        return replace(built, value=need.default, given=True)

    def _problem(self, need: Need, pointer: str | None, value: JsonValue) -> str | None:
        plain = without_files(value) if need.files else value
        return self.givens.checker.problem(pointer, plain, need.direction)

    def _projector(self, need: Need, variant: Variant) -> Projector:
        return self._composer(need, variant, careful=False).projector

    def _composer(self, need: Need, variant: Variant, *, careful: bool, with_examples: bool = True) -> Composer:
        key = (need.direction, variant, need.files, need.flat, careful, with_examples)
        if key not in self._composers:
            projector = Projector(
                types=self.givens.api.types,
                checker=self.givens.checker,
                direction=need.direction,
                variant=variant,
                files=need.files,
            )
            self._composers[key] = Composer(
                givens=self.givens,
                projector=projector,
                flat=need.flat,
                careful=careful,
                with_examples=with_examples,
            )
        return self._composers[key]
