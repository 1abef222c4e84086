"""The Python client: a typed package with a synchronous and an asynchronous client. One view per file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from specloom.diagnostics import Diagnostics
from specloom.ir.types import JsonValue
from specloom.targets.base import PlanInput, View
from specloom.targets.python.code import Identifier
from specloom.targets.python.example_calls import ExamplePlanner
from specloom.targets.python.example_values import ExampleValues
from specloom.targets.python.hoists import incoming_hoists, operation_hoists
from specloom.targets.python.plan_arguments import InputPlanner
from specloom.targets.python.plan_calls import CallPlanner, default_url
from specloom.targets.python.plan_client import ClientPlanner
from specloom.targets.python.plan_index import plan_index
from specloom.targets.python.plan_models import ModelPlanner
from specloom.targets.python.plan_resources import ResourcePlanner
from specloom.targets.python.plan_webhooks import WebhookPlanner
from specloom.targets.python.runtime_views import runtime_views
from specloom.targets.python.scopes import name_sections, package_name
from specloom.targets.python.type_names import name_types
from specloom.targets.python.types import TypeWriter

__all__ = ["PythonTarget"]


class PythonTarget:
    """Plans a client package."""

    name: ClassVar[str] = "python"
    embeds_snippets: ClassVar[bool] = False
    shows_captures: ClassVar[bool] = False
    asks: ClassVar[tuple[str, ...]] = ()
    options_schema: ClassVar[Mapping[str, JsonValue]] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "package": {
                "type": "string",
                "pattern": "^[a-z][a-z0-9_]*$",
                "description": "Name of the package; by default that of the source.",
            }
        },
    }

    def plan(self, given: PlanInput, diagnostics: Diagnostics) -> Iterable[View]:
        """Return one view per file of the package."""
        package = Identifier(given.options.get("package") or package_name(given.api.info)).name
        views = list(_views(given, package, diagnostics))
        return [*views, plan_index(package, views)]


def _views(given: PlanInput, package: str, diagnostics: Diagnostics) -> Iterator[View]:
    api = given.api
    writer = TypeWriter(api.types, name_types(api, diagnostics, given.names))
    called = [section for section in api.sections if section.operations]
    sections = name_sections(called, writer.names.names.values(), given.names)
    base_url = default_url(api)
    yield from ClientPlanner(api, package, base_url, sections).plan()
    yield from (view(Identifier(package)) for view in runtime_views(api))
    lifted = [hoist for operation in api.operations for hoist in operation_hoists(operation)]
    yield from ModelPlanner(api, writer, package, diagnostics).plan([*lifted, *incoming_hoists(api)])
    yield from WebhookPlanner(api, writer, package).plan()
    calls, inputs = CallPlanner(api, writer, base_url), InputPlanner(writer, diagnostics)
    examples = ExamplePlanner(given.calls, ExampleValues(writer))
    resources = ResourcePlanner(api, writer, calls, inputs, examples, package, diagnostics)
    for section in called:
        yield resources.plan(section, sections[section.name])
