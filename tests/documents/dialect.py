"""What a version of the specification can say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["DIALECTS", "SWAGGER", "Dialect"]


@dataclass(frozen=True, slots=True)
class Dialect:
    """A version, by what its documents may hold."""

    version: str

    @property
    def is_swagger(self) -> bool:
        """Whether it is Swagger 2.0, which has neither unions nor null."""
        return self.version.startswith("2.")

    @property
    def is_json_schema(self) -> bool:
        """Whether schema objects are JSON Schema 2020-12: from 3.1 on."""
        return not self.version.startswith(("2.", "3.0"))

    @property
    def has_query_method(self) -> bool:
        """Whether path items may have `query` and `additionalOperations`."""
        return self.version.startswith("3.2")

    @property
    def marks(self) -> tuple[str, ...]:
        """The flags that let a property exist in one direction only."""
        return ("readOnly",) if self.is_swagger else ("readOnly", "writeOnly")

    def or_null(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return a schema with a type that allows null as well, where the dialect can say so."""
        if self.is_swagger:
            return schema
        return schema | ({"type": [schema["type"], "null"]} if self.is_json_schema else {"nullable": True})

    def reference(self, component: str) -> dict[str, Any]:
        """Return a reference to a schema among the components."""
        return {"$ref": f"#/{'definitions' if self.is_swagger else 'components/schemas'}/{component}"}


SWAGGER = Dialect("2.0")
DIALECTS = tuple(map(Dialect, ("3.0.4", "3.1.1", "3.2.0")))
