"""Codes of a document as a whole: its version, its fields."""

from __future__ import annotations

from specloom.diagnostics.catalogue import Severity, define

__all__ = [
    "FIELD_CONFLICT",
    "FIELD_MISSING",
    "FIELD_TYPE",
    "FIELD_UNKNOWN",
    "FIELD_VALUE",
    "NAME_INVALID",
    "NOT_OPENAPI",
    "NO_OPERATIONS",
    "REQUIRED_MISSING",
    "SPEC_VIOLATION",
    "STRUCTURE",
    "STRUCTURE_EMPTY",
    "VALIDATOR_LIMIT",
    "VALUE_UNKNOWN",
    "VERSION_UNSUPPORTED",
]

NOT_OPENAPI = define(
    "not-openapi",
    Severity.FATAL,
    "this is not an OpenAPI description: {reason}",
    "nothing was written",
    'give a document whose root is an object with `openapi: "3.x.y"`',
    "The root of the document must be an object that names its OpenAPI version.",
)
VERSION_UNSUPPORTED = define(
    "version-unsupported",
    Severity.FATAL,
    "version {version!r} is not supported",
    "nothing was written",
    "convert the document to OpenAPI 3.0, 3.1 or 3.2",
    "specloom reads Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2.",
)
STRUCTURE = define(
    "structure",
    Severity.ERROR,
    "{where} must be {expected}, not {actual}",
    "{stopped}",
    "give it the shape that the specification asks for",
    "A node that carries the structure of the document (paths, a path item, an operation, parameters, responses, a\n"
    "schema) has the wrong JSON type, so what it means cannot be known.",
)
STRUCTURE_EMPTY = define(
    "structure-empty",
    Severity.WARNING,
    "{where} must be {expected}, but nothing stands here",
    "it was read as {expected} with nothing in it",
    "write `{{}}` or `[]`, or remove the key",
    "A key of the document has no value (`null`), where the specification asks for an object or an array. In YAML that is\n"
    "a key with nothing behind it: `200:` among responses, `application/json:` of a body, `paths:` of a document of schemas.",
)
REQUIRED_MISSING = define(
    "required-missing",
    Severity.ERROR,
    "{where} has no {key!r}",
    "{stopped}",
    "add it",
    "A field that the specification requires, and without which this part has no meaning, is absent.",
)
VALUE_UNKNOWN = define(
    "value-unknown",
    Severity.ERROR,
    "{where} is {value!r}, which is none of {allowed}",
    "{stopped}",
    "use one of the values that the specification lists",
    "A field that takes one of a few words holds another one.",
)
FIELD_UNKNOWN = define(
    "field-unknown",
    Severity.WARNING,
    "{where} has no field {key!r}{hint}",
    "it was ignored",
    "correct its name or remove it; a name that begins with `x-` may hold anything",
    "The specification lists the fields of each object. Another one is a misspelling, belongs elsewhere, or is an extension\n"
    "that should begin with `x-`.",
)
FIELD_MISSING = define(
    "field-missing",
    Severity.WARNING,
    "{where} has no {key}",
    "generated all the same: its meaning is clear without it",
    "add it: the specification requires it",
    "A field that the specification requires is absent. Where a part has no meaning without it, the finding is called\n"
    "`required-missing`.",
)
FIELD_TYPE = define(
    "field-type",
    Severity.WARNING,
    "{where} must be {expected}, not {actual}",
    "generated all the same; what it says was left out where it could not be read",
    "write the kind of value that the specification asks for (in YAML, quotation marks make text of a number)",
    "A value has the wrong JSON type. Where the structure of the document depends on it, the finding is called `structure`.",
)
FIELD_VALUE = define(
    "field-value",
    Severity.WARNING,
    "{where} {problem}",
    "generated all the same: its meaning is clear, or only documentation is affected",
    "write a value that the specification allows",
    "A value has the right type and breaks another rule of the specification: one of a few words, a URI, an e-mail address,\n"
    "a list without repetitions, a positive number.",
)
FIELD_CONFLICT = define(
    "field-conflict",
    Severity.WARNING,
    "{where} has {keys}, of which the specification allows one",
    "generated all the same; where they say different things, the first of them that specloom knows was used",
    "keep one of them",
    "Some fields exclude each other: `example` and `examples`, `schema` and `content`, `value` and `externalValue`,\n"
    "`operationId` and `operationRef`.",
)
NAME_INVALID = define(
    "name-invalid",
    Severity.WARNING,
    "{name!r} cannot be a name here: {problem}",
    "it was taken as it is, and names in the output are made of it",
    "rename it, and what refers to it",
    "The names of components hold letters, digits, `.`, `-` and `_` (OpenAPI §4.8.7), those of `content` are media types.\n"
    "Other tools may not find what has another name.",
)
SPEC_VIOLATION = define(
    "spec-violation",
    Severity.WARNING,
    "{problem}",
    "generated all the same: the meaning is clear without it",
    "correct the document, unless the validator is mistaken",
    "openapi-spec-validator reports that the document breaks the OpenAPI specification here, and specloom has no words of\n"
    "its own for it. What it says of a place where specloom says the same more exactly is not repeated.",
)
VALIDATOR_LIMIT = define(
    "validator-limit",
    Severity.NOTE,
    "openapi-spec-validator could not {what}: {reason}",
    "specloom's own rules were applied; what the validator would have found there is not known",
    "nothing needs doing for `generate`",
    "The validator runs confined, with a time limit and without access to files or the network. Some valid documents make\n"
    "it give up.",
)
NO_OPERATIONS = define(
    "no-operations",
    Severity.WARNING,
    "the document describes no operation",
    "pages and types were made of what there is",
    "add something under `paths`",
    "There is nothing to call: `paths` and `webhooks` are empty or absent.",
)
