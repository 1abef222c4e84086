"""Keywords that say something about a value without restricting it."""

from __future__ import annotations

from specloom.source.values import is_object

__all__ = ["KEYWORDS", "is_annotation", "says_nothing"]

_ANNOTATIONS = frozenset(
    {
        "$anchor",
        "$comment",
        "$defs",
        "$dynamicAnchor",
        "$id",
        "$schema",
        "$vocabulary",
        "default",
        "definitions",
        "deprecated",
        "description",
        "example",
        "examples",
        "externalDocs",
        "nullable",
        "readOnly",
        "summary",
        "title",
        "writeOnly",
        "xml",
    }
)
"""`nullable` widens, and is looked for where it counts."""


KEYWORDS = _ANNOTATIONS | {
    *("$dynamicRef", "$recursiveAnchor", "$recursiveRef", "$ref", "additionalItems", "additionalProperties", "allOf"),
    *("anyOf", "const", "contains", "contentEncoding", "contentMediaType", "contentSchema", "dependencies"),
    *("dependentRequired", "dependentSchemas", "discriminator", "else", "enum", "exclusiveMaximum"),
    *("exclusiveMinimum", "format", "if", "items", "maxContains", "maxItems", "maxLength", "maxProperties"),
    *("maximum", "minContains", "minItems", "minLength", "minProperties", "minimum", "multipleOf", "not", "oneOf"),
    *("pattern", "patternProperties", "prefixItems", "properties", "propertyNames", "required", "then", "type"),
    *("unevaluatedItems", "unevaluatedProperties", "uniqueItems"),
}
"""All keywords of JSON Schema (draft-04 to 2020-12) and of OpenAPI's Schema Objects; other keys mean nothing."""


def is_annotation(key: str) -> bool:
    """Return whether a keyword restricts nothing."""
    return key in _ANNOTATIONS or key.startswith("x-")


def says_nothing(schema: object) -> bool:
    """Return whether a schema allows any value: `true`, `{}`, or nothing but annotations."""
    return schema is True or (is_object(schema) and all(map(is_annotation, schema)))
