"""Codes of schemas and of examples."""

from __future__ import annotations

from specloom.diagnostics.catalogue import Severity, define

__all__ = [
    "ALLOF_CLOSED",
    "ALLOF_CONFLICT",
    "DEFAULT_INVALID",
    "DISCRIMINATOR_UNDESCRIBED",
    "DISCRIMINATOR_UNUSABLE",
    "ENUM_EMPTY",
    "ENUM_TYPE",
    "EXAMPLE_IMPOSSIBLE",
    "EXAMPLE_INVALID",
    "PATTERN_INVALID",
    "REF_SIBLINGS",
    "REQUIRED_UNKNOWN",
    "SCHEMA_CIRCULAR",
    "SCHEMA_DIALECT",
    "SCHEMA_KEYWORD",
    "SCHEMA_TYPE_UNKNOWN",
]

REF_SIBLINGS = define(
    "ref-siblings",
    Severity.NOTE,
    "{keywords} beside a `$ref` {verb} ignored in OpenAPI {version}",
    "what the reference leads to was used alone",
    "put the reference and the other keywords into an `allOf`, or move on to OpenAPI 3.1, where they count",
    "Up to OpenAPI 3.0 a Reference Object stands for its target and nothing else (§4.8.23). From 3.1 on keywords beside\n"
    "`$ref` in a schema count.",
)
SCHEMA_KEYWORD = define(
    "schema-keyword",
    Severity.WARNING,
    "the keyword {keyword!r} cannot be expressed as a type",
    "values are still checked against it where values are checked; the type is wider than the schema",
    "nothing needs doing, unless the generated type is too loose for you",
    "Some JSON Schema keywords (`not`, `if`, `dependentSchemas` ...) restrict values in ways that a type of a programming\n"
    "language cannot. The operation is listed as degraded in COVERAGE.md.",
)
SCHEMA_DIALECT = define(
    "schema-dialect",
    Severity.WARNING,
    "the schema dialect {dialect!r} is not known",
    "its schemas were read as JSON Schema 2020-12",
    "name a dialect of json-schema.org (draft-04 to 2020-12) or of OpenAPI, or leave the dialect out",
    "`$schema` and `jsonSchemaDialect` name the language that schemas are written in. Keywords that only an unknown\n"
    "dialect has mean nothing to specloom.",
)
SCHEMA_TYPE_UNKNOWN = define(
    "schema-type-unknown",
    Severity.WARNING,
    "{value!r} is not a type of JSON Schema",
    "the schema was taken to allow any value",
    "use string, number, integer, boolean, array, object or null",
    "The value of `type` is not one that JSON Schema knows.",
)
ALLOF_CONFLICT = define(
    "allof-conflict",
    Severity.WARNING,
    "the parts of this allOf disagree: {problem}",
    "{did}",
    "make the parts agree",
    "All parts of an `allOf` hold at once. Two parts here ask for different things, so that few or no values satisfy both.",
)
SCHEMA_CIRCULAR = define(
    "schema-circular",
    Severity.WARNING,
    "this part leads back to {ref!r}, the schema that it is a part of",
    "it was left out: a schema together with itself, or as a choice beside itself, says nothing new",
    "remove the part, or refer to it below a property or as an item if the value is meant to contain itself",
    "`allOf`, `oneOf` and `anyOf` (and, from 3.1 on, keywords beside a `$ref`) speak of one and the same value. A schema\n"
    "that is a part of itself there, directly or through others, has no end, and what its author meant is likely\n"
    "something else. A property or an item of a schema may well be of that schema.",
)
ALLOF_CLOSED = define(
    "allof-closed",
    Severity.WARNING,
    "`additionalProperties: false` of one part of an allOf forbids what another one describes: {names}",
    "the type has the properties of all parts; no value with them satisfies the schema",
    "remove `additionalProperties: false` there, or use `unevaluatedProperties: false` on the whole (3.1)",
    "`additionalProperties` looks only at the `properties` beside it, not at those of other parts of an `allOf`. Together\n"
    "with a part that describes other properties it forbids them (JSON Schema 2020-12 §10.3.2.3).",
)
DISCRIMINATOR_UNUSABLE = define(
    "discriminator-unusable",
    Severity.WARNING,
    "the discriminator cannot tell the variants apart: {problem}",
    "the variants are tried in the order in which they stand",
    "give each variant the property {property!r} with a value of its own, or correct `mapping`",
    "A discriminator names a property whose value says which variant of a `oneOf` or `anyOf` is meant.",
)
DISCRIMINATOR_UNDESCRIBED = define(
    "discriminator-undescribed",
    Severity.WARNING,
    "{variant} is told apart by {property!r}, but does not describe it",
    "{did}",
    "add {property!r} to its properties, and to `required`",
    "A discriminator names a property that each variant must describe and require (OpenAPI §4.8.25). Without it, nothing\n"
    "in the variant says what it is.",
)
ENUM_EMPTY = define(
    "enum-empty",
    Severity.WARNING,
    "this enum lists no value",
    "it was ignored: any value of the type is allowed",
    "list the values, or remove the enum",
    "No value at all satisfies an empty `enum`, which is never what its author meant.",
)
ENUM_TYPE = define(
    "enum-type",
    Severity.WARNING,
    "{values} in this enum cannot be, for the type is {type}",
    "{did}",
    "write values of that type (in YAML, put quotation marks around texts that look like numbers), or correct `type`",
    "A value must satisfy `type` and `enum` at once. In YAML `1`, `1.0`, `true` and `null` are no texts unless they stand in\n"
    "quotation marks.",
)
DEFAULT_INVALID = define(
    "default-invalid",
    Severity.WARNING,
    "this default {problem}",
    "pages show it as it is written; clients send no default unasked",
    "correct the default or the schema{or_leave}",
    "A `default` is what the server takes where nothing is sent. It must satisfy its own schema (OpenAPI §4.8.24).",
)
REQUIRED_UNKNOWN = define(
    "required-unknown",
    Severity.NOTE,
    "{name!r} is required but not among the properties",
    "it was added to the type as a required field that holds any value",
    "describe the property, or correct the name",
    "The name in `required` matches no property. JSON Schema allows that; it is often a slip of the pen.",
)
PATTERN_INVALID = define(
    "pattern-invalid",
    Severity.WARNING,
    "the pattern {pattern!r} cannot be compiled: {reason}",
    "it was ignored",
    "write a regular expression of ECMA-262",
    "Examples cannot be checked against a pattern that no engine understands.",
)
EXAMPLE_INVALID = define(
    "example-invalid",
    Severity.WARNING,
    "this example does not satisfy its schema: {problem}",
    "it is not shown; another example or one made from the schema stands in its place",
    "correct the example or the schema",
    "Pages and snippets show only examples that satisfy their schema, since readers send them.",
)
EXAMPLE_IMPOSSIBLE = define(
    "example-impossible",
    Severity.WARNING,
    "no value could be found that satisfies this schema: {problem}",
    "the closest value stands in its place, and is marked as such in COVERAGE.md",
    "give a valid `example`",
    "specloom makes an example from the schema where the document gives none. Here the constraints contradict each other,\n"
    "or are beyond what it can solve (a `pattern`, a `not`).",
)
