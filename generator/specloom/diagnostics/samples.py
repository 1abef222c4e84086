"""For each code that a few lines can show: those lines, and the same lines mended.

They are the parts of a description that matter; a test adds the rest, and holds that the first has the finding and the
second has not.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent

__all__ = ["SAMPLES", "Sample"]


@dataclass(frozen=True, slots=True)
class Sample:
    """What causes a finding, as YAML."""

    bad: str
    mended: str = ""
    """Empty where there is more than one way, or none in the description."""


SAMPLES: dict[str, Sample] = {}


def _sample(code: str, bad: str, mended: str = "") -> None:
    SAMPLES[code] = Sample(dedent(bad).lstrip("\n"), dedent(mended).lstrip("\n"))


def _replaced(code: str, text: str, *pairs: tuple[str, str]) -> None:
    """Add a sample whose mended form differs by replacements."""
    mended = text
    for before, after in pairs:
        assert before in mended, code
        mended = mended.replace(before, after)
    _sample(code, text, mended if pairs else "")


def _in_schema(code: str, schema: str, *pairs: tuple[str, str]) -> None:
    """Add a sample in which a response has a schema."""
    lines = "".join(f"                {line}\n" for line in dedent(schema).strip("\n").splitlines())
    _replaced(code, _RESPONSE + lines, *pairs)


def _in_operation(code: str, lines: str, *pairs: tuple[str, str], path: str = "/pets") -> None:
    """Add a sample in which an operation has fields."""
    fields = "".join(f"      {line}\n" for line in dedent(lines).strip("\n").splitlines())
    _replaced(code, f"paths:\n  {path}:\n    get:\n{fields}", *pairs)


_RESPONSE = """\
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        "200":
          description: All pets
          content:
            application/json:
              schema:
"""
_DONE = 'responses: {"204": {description: Done}}'

# Loading

_replaced(
    "key-duplicate",
    """\
components:
  schemas:
    Pet: {type: object}
    Pet: {type: string}
""",
    ("Pet: {type: string}", "PetName: {type: string}"),
)
_sample("syntax", "components: {schemas: [\n", "components: {schemas: {}}\n")
_replaced("yaml-unsupported", "x-internal: !secret yes\n", ("!secret ", ""))

# References

_in_schema("ref-missing", '$ref: "#/components/schemas/Pet"')
_in_schema("ref-remote", '$ref: "https://example.com/pet.yaml"', ("https://example.com/", "./"))
_in_schema("ref-invalid", '$ref: "#the pet"')
_replaced(
    "ref-dangling",
    """\
components:
  responses:
    NotFound:
      description: There is none
      content:
        application/json:
          schema: {$ref: "#/components/schemas/Problem"}
""",
    ('{$ref: "#/components/schemas/Problem"}', "{type: object}"),
)
_replaced(
    "ref-circular",
    """\
components:
  schemas:
    Pet: {$ref: "#/components/schemas/Animal"}
    Animal: {$ref: "#/components/schemas/Pet"}
""",
    ('Animal: {$ref: "#/components/schemas/Pet"}', "Animal: {type: object}"),
)

# Structure

_in_operation("structure", f"parameters: {{name: limit}}\n{_DONE}", ("{name: limit}", "[]"))
_in_operation(
    "required-missing",
    f"parameters:\n  - {{in: query, schema: {{type: integer}}}}\n{_DONE}",
    ("{in: query", "{name: limit, in: query"),
)
_in_operation(
    "value-unknown",
    f"parameters:\n  - {{name: limit, in: url, schema: {{type: integer}}}}\n{_DONE}",
    ("in: url", "in: query"),
)
_in_operation("field-unknown", f"operationId: listPets\nsumary: All pets\n{_DONE}", ("sumary", "summary"))
_in_operation("field-missing", 'responses:\n  "204": {}', ("{}", "{description: Done}"))
_in_operation("field-type", f'deprecated: "yes"\n{_DONE}', ('"yes"', "true"))
_replaced(
    "field-value",
    "info:\n  title: Pets\n  version: '1'\n  contact: {email: pets at example.com}\n",
    ("pets at example.com", "pets@example.com"),
)
_in_operation(
    "field-conflict",
    f"parameters:\n  - name: limit\n    in: query\n    schema: {{type: integer}}\n    content: {{text/plain: {{}}}}\n{_DONE}",
    ("\n          content: {text/plain: {}}", ""),
)
_replaced("name-invalid", "components:\n  schemas:\n    Pet or owner: {type: object}\n", ("Pet or owner", "PetOrOwner"))
_sample("no-operations", "paths: {}\n", f"paths:\n  /pets:\n    get:\n      {_DONE}\n")

# Operations

_in_operation("operation-id-missing", _DONE, ("      responses", "      operationId: listPets\n      responses"))
_replaced(
    "operation-id-duplicate",
    f"paths:\n  /pets:\n    get:\n      operationId: pets\n      {_DONE}\n"
    f"    put:\n      operationId: pets\n      {_DONE}\n",
    ("    put:\n      operationId: pets", "    put:\n      operationId: replacePets"),
)
_replaced("tag-duplicate", "tags:\n  - name: pets\n  - name: pets\n", ("  - name: pets\n  -", "  - name: owners\n  -"))
_replaced(
    "tag-parent",
    "openapi: 3.2.0\ntags:\n  - {name: cats, parent: animals}\n",
    ("tags:\n", "tags:\n  - {name: animals}\n"),
)
_in_operation(
    "path-parameter-missing",
    _DONE,
    (
        "      responses",
        "      parameters: [{name: id, in: path, required: true, schema: {type: string}}]\n      responses",
    ),
    path="/pets/{id}",
)
_in_operation(
    "path-parameter-unused",
    f"parameters: [{{name: pet, in: path, required: true, schema: {{type: string}}}}]\n{_DONE}",
    ("name: pet", "name: id"),
    path="/pets/{id}",
)
_in_operation(
    "path-parameter-optional",
    f"parameters: [{{name: id, in: path, schema: {{type: string}}}}]\n{_DONE}",
    ("in: path,", "in: path, required: true,"),
    path="/pets/{id}",
)
_in_operation(
    "parameter-duplicate",
    f"parameters:\n  - {{name: q, in: query, schema: {{}}}}\n  - {{name: q, in: query, schema: {{}}}}\n{_DONE}",
    ("\n        - {name: q, in: query, schema: {}}", ""),
)
_in_operation(
    "header-ignored",
    f"parameters: [{{name: Authorization, in: header, schema: {{type: string}}}}]\n{_DONE}",
    ("      parameters: [{name: Authorization, in: header, schema: {type: string}}]\n", ""),
)
_replaced("path-slash", f"paths:\n  pets:\n    get:\n      {_DONE}\n", ("  pets:", "  /pets:"))
_replaced("method-case", f"paths:\n  /pets:\n    GET:\n      {_DONE}\n", ("GET", "get"))
_replaced(
    "field-newer",
    f"openapi: 3.1.0\npaths:\n  /pets:\n    query:\n      {_DONE}\n",
    ("openapi: 3.1.0", "openapi: 3.2.0"),
)
_in_operation(
    "parameter-style",
    f"parameters: [{{name: ids, in: query, style: simple, schema: {{type: array}}}}]\n{_DONE}",
    ("simple", "form"),
)
_in_operation(
    "parameter-content",
    f"parameters: [{{name: filter, in: query, content: {{application/xml: {{}}}}}}]\n{_DONE}",
    ("application/xml", "application/json"),
)
_in_operation(
    "query-fixed",
    f"parameters: [{{name: sort, in: query, schema: {{type: string}}}}]\n{_DONE}",
    ("?sort=name", ""),
    path="/pets?sort=name",
)
_in_operation(
    "header-name-required",
    f"parameters: [{{name: my header, in: header, required: true, schema: {{type: string}}}}]\n{_DONE}",
    ("my header", "My-Header"),
)
_in_operation(
    "link-unknown",
    "operationId: listPets\nresponses:\n  default: {description: Any, links: {next: {operationId: getPets}}}",
    ("getPets", "listPets"),
)
_in_operation("status-unusual", "responses:\n  4xx: {description: Wrong}", ("4xx", "4XX"))
_in_operation("responses-missing", "operationId: listPets", ("listPets\n", f"listPets\n      {_DONE}\n"))

# Servers and security

_USED = f"paths:\n  /pets:\n    get:\n      {_DONE}\n"
_replaced("server-relative", f"servers:\n  - url: /v1\n{_USED}", ("/v1", "https://api.example.com/v1"))
_replaced(
    "server-local",
    f"servers:\n  - url: http://localhost:8080\n{_USED}",
    ("http://localhost:8080", "https://api.example.com"),
)
_replaced(
    "server-variable-undefined",
    f"servers:\n  - url: https://{{region}}.example.com\n{_USED}",
    (".example.com\n", ".example.com\n    variables: {region: {default: eu}}\n"),
)
_replaced(
    "security-undefined",
    f"security: [{{token: []}}]\n{_USED}",
    ("paths:", "components: {securitySchemes: {token: {type: http, scheme: bearer}}}\npaths:"),
)
_replaced(
    "scheme-unsupported",
    f"components: {{securitySchemes: {{token: {{type: bearer}}}}}}\n{_USED}",
    ("type: bearer", "type: http, scheme: bearer"),
)

# Schemas and examples

_in_schema("schema-type-unknown", "type: text", ("type: text", "type: string"))
_in_schema("schema-keyword", "type: string\nnot: {const: none}")
_in_schema("allof-conflict", "allOf:\n  - {type: string}\n  - {type: integer}")
_in_schema(
    "discriminator-unusable",
    """\
    oneOf:
      - {type: object, properties: {kind: {type: string}}}
      - {type: object, properties: {size: {type: integer}}}
    discriminator: {propertyName: kind}
    """,
)
_in_schema("enum-empty", "type: string\nenum: []", ("enum: []", "enum: [cat, dog]"))
_in_schema("enum-type", "type: string\nenum: [1, 2]", ("[1, 2]", '["1", "2"]'))
_in_schema("default-invalid", "type: integer\ndefault: ten", ("ten", "10"))
_in_schema(
    "required-unknown",
    "type: object\nrequired: [nmae]\nproperties: {name: {type: string}}",
    ("[nmae]", "[name]"),
)
_in_schema("pattern-invalid", 'type: string\npattern: "(a-z]+"', ("(a-z]+", "[a-z]+"))
_in_schema("example-invalid", "type: integer\nexample: three", ("three", "3"))
_in_schema("example-impossible", "type: string\nminLength: 5\nmaxLength: 3", ("maxLength: 3", "maxLength: 10"))
