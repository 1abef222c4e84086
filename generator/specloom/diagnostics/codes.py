"""The catalogue: every code that a finding can have.

A code is a few words that name the fault. `message` is filled from named fields; `consequence` says what was done,
`fix` what the reader can do; `explanation` is the page that `specloom explain CODE` prints.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

__all__ = ["CATALOGUE", "Code", "Severity"]


class Severity(IntEnum):
    """How grave a finding is, by its consequence (docs/diagnostics.md)."""

    NOTE = 1
    WARNING = 2
    ERROR = 3
    FATAL = 4

    @property
    def label(self) -> str:
        """Lower-case word, as printed."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One kind of finding."""

    name: str
    severity: Severity
    message: str
    consequence: str
    fix: str
    explanation: str


CATALOGUE: dict[str, Code] = {}

STOPPED = "nothing was written; `--lenient` leaves out this part alone"
"""What `{stopped}` in a consequence says of an error that ends the run."""
LEFT_OUT = "this part alone was left out, and the coverage ledger says so"
"""What it says where the run is lenient."""


def _code(name: str, severity: Severity, message: str, consequence: str, fix: str, explanation: str) -> Code:
    code = Code(
        name=name, severity=severity, message=message, consequence=consequence, fix=fix, explanation=explanation
    )
    CATALOGUE[name] = code
    return code


# ---------------------------------------------------------------------------------------------------------------------
# Loading: files, JSON, YAML, limits

FILE_MISSING = _code(
    "file-missing",
    Severity.FATAL,
    "there is no file {path!r}",
    "nothing was read or written",
    "check the path; it is relative to the folder the command runs in, or to the config file that names it",
    "The description, the config or a file that one of them names could not be found.",
)
FILE_UNREADABLE = _code(
    "file-unreadable",
    Severity.FATAL,
    "{path!r} cannot be read: {reason}",
    "nothing was written",
    "make it a readable UTF-8 text file",
    "The file exists, but the operating system refuses it, it is a folder, or it is not UTF-8 text.",
)
SYNTAX = _code(
    "syntax",
    Severity.FATAL,
    "{problem}",
    "nothing was written",
    "mend the {format} syntax here",
    "The file is not well-formed JSON or YAML, so nothing in it can be understood. JSON is read strictly (no comments, no\n"
    "trailing commas, no NaN); YAML by the core schema of YAML 1.2, without custom tags.",
)
KEY_DUPLICATE = _code(
    "key-duplicate",
    Severity.FATAL,
    "the key {key!r} stands twice in one object",
    "nothing was written, since either value may be the one that is meant",
    "remove or rename one of the two",
    "JSON and YAML parsers quietly keep the last of two equal keys. A path or a schema would vanish without a word, so\n"
    "specloom refuses the document and shows both places.",
)
LIMIT_PASSED = _code(
    "limit-passed",
    Severity.FATAL,
    "{what} is more than the limit of {limit}",
    "nothing was written",
    "raise `limits.{option}` in the config if the document is meant to be like this",
    "Size, depth, number of nodes and YAML aliases have limits, so that a hostile document cannot exhaust the machine.\n"
    "They are far above what real API descriptions need.",
)
YAML_UNSUPPORTED = _code(
    "yaml-unsupported",
    Severity.FATAL,
    "{problem}",
    "nothing was written",
    "write it without this YAML feature",
    "An API description is JSON data. YAML features beyond that (custom tags, keys that are not scalars, aliases that\n"
    "contain themselves, several documents in a file) have no meaning in it.",
)

# References

REF_MISSING = _code(
    "ref-missing",
    Severity.ERROR,
    "nothing at {ref!r}{hint}",
    "{stopped}",
    "correct the reference",
    "A `$ref` names a place that does not exist in the file it names.",
)
REF_FORBIDDEN = _code(
    "ref-forbidden",
    Severity.ERROR,
    "the reference {ref!r} leaves the folder of the description",
    "it was not followed; {stopped}",
    "move the file below the description's folder, or set `root` in the config to a folder that holds both",
    "A description may come from somebody else. Its references are followed only inside its own root folder, so that it\n"
    "cannot read other files of this machine into the output.",
)
REF_REMOTE = _code(
    "ref-remote",
    Severity.ERROR,
    "the reference {ref!r} points to another host",
    "it was not followed; {stopped}",
    "download the document next to the description and refer to it by a relative path",
    "specloom does not use the network. A remote reference would make the output depend on somebody else's server.",
)
REF_CIRCULAR = _code(
    "ref-circular",
    Severity.ERROR,
    "the reference {ref!r} leads back to itself",
    "{stopped}",
    "let one of the references in the ring point to a real definition",
    "A chain of bare `$ref`s that ends where it began defines nothing. (A schema that contains itself below a property is\n"
    "fine.)",
)
REF_INVALID = _code(
    "ref-invalid",
    Severity.ERROR,
    "{ref!r} is not a usable reference: {reason}",
    "{stopped}",
    "write a relative path, a JSON pointer (`#/components/schemas/Pet`), or both",
    "The value of `$ref` must be a URI reference whose fragment is a JSON pointer.",
)

# The structure of the document

NOT_OPENAPI = _code(
    "not-openapi",
    Severity.FATAL,
    "this is not an OpenAPI description: {reason}",
    "nothing was written",
    'give a document whose root is an object with `openapi: "3.x.y"`',
    "The root of the document must be an object that names its OpenAPI version.",
)
VERSION_UNSUPPORTED = _code(
    "version-unsupported",
    Severity.FATAL,
    "version {version!r} is not supported",
    "nothing was written",
    "convert the document to OpenAPI 3.0, 3.1 or 3.2",
    "specloom reads Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2.",
)
STRUCTURE = _code(
    "structure",
    Severity.ERROR,
    "{where} must be {expected}, not {actual}",
    "{stopped}",
    "give it the shape that the specification asks for",
    "A node that carries the structure of the document (paths, a path item, an operation, parameters, responses, a\n"
    "schema) has the wrong JSON type, so what it means cannot be known.",
)
REQUIRED_MISSING = _code(
    "required-missing",
    Severity.ERROR,
    "{where} has no {key!r}",
    "{stopped}",
    "add it",
    "A field that the specification requires, and without which this part has no meaning, is absent.",
)
VALUE_UNKNOWN = _code(
    "value-unknown",
    Severity.ERROR,
    "{where} is {value!r}, which is none of {allowed}",
    "{stopped}",
    "use one of the values that the specification lists",
    "A field that takes one of a few words holds another one.",
)
SPEC_VIOLATION = _code(
    "spec-violation",
    Severity.WARNING,
    "{problem}",
    "generated all the same: the meaning is clear without it",
    "correct the document; `specloom lint` shows the same without generating",
    "openapi-spec-validator reports that the document breaks the OpenAPI specification here. Where that makes a part\n"
    "impossible to understand, specloom has an error of its own at the same place; this is one of the other cases.",
)
VALIDATOR_LIMIT = _code(
    "validator-limit",
    Severity.NOTE,
    "openapi-spec-validator could not finish: {reason}",
    "specloom's own rules were applied; the validator's later findings are not known",
    "nothing needs doing for `generate`",
    "The validator runs confined, with a time limit and without access to files or the network. Some valid documents make\n"
    "it give up.",
)
NO_OPERATIONS = _code(
    "no-operations",
    Severity.WARNING,
    "the document describes no operation",
    "pages and types were made of what there is",
    "add something under `paths`",
    "There is nothing to call: `paths` and `webhooks` are empty or absent.",
)

# Operations

OPERATION_ID_MISSING = _code(
    "operation-id-missing",
    Severity.NOTE,
    "{subject} has no operationId",
    "it is called {name!r}, after its method and path",
    "add an `operationId`, so that its name is yours",
    "Method names, file names and anchors are made from the operationId. Without one they come from the method and the\n"
    "path, which is stable but long.",
)
OPERATION_ID_DUPLICATE = _code(
    "operation-id-duplicate",
    Severity.WARNING,
    "the operationId {name!r} is also that of {other}",
    "both operations were kept; this one is called {renamed!r}",
    "give one of them another operationId",
    "operationIds must be unique (OpenAPI §4.8.10). Both operations are kept, and each is named after its method and path.",
)
PATH_PARAMETER_MISSING = _code(
    "path-parameter-missing",
    Severity.WARNING,
    "the path names {{{name}}}, but no path parameter describes it",
    "it was taken to be a required string",
    "describe the parameter, with `in: path` and `required: true`",
    "Each variable of a path template needs a parameter of the same name.",
)
PATH_PARAMETER_UNUSED = _code(
    "path-parameter-unused",
    Severity.WARNING,
    "the path parameter {name!r} does not occur in the path {path!r}",
    "it was left out: there is no place to put it",
    "add it to the path, correct its name, or remove it",
    "A path parameter replaces a variable in the path template; this one has none.",
)
PATH_PARAMETER_OPTIONAL = _code(
    "path-parameter-optional",
    Severity.WARNING,
    "the path parameter {name!r} is not marked as required",
    "it was taken to be required: a URL cannot leave it out",
    "add `required: true`",
    "Path parameters are always required (OpenAPI §4.8.12.2).",
)
PARAMETER_DUPLICATE = _code(
    "parameter-duplicate",
    Severity.WARNING,
    "the {location} parameter {name!r} is described twice",
    "the first description was used",
    "remove one of the two",
    "A parameter is identified by its name and its location, and must be described once per operation.",
)
HEADER_IGNORED = _code(
    "header-ignored",
    Severity.NOTE,
    "the header parameter {name!r} is ignored by the specification",
    "it was left out: media types and security say what is sent",
    "remove it",
    "`Accept`, `Content-Type` and `Authorization` cannot be described as parameters (OpenAPI §4.8.12.2).",
)
SERVER_RELATIVE = _code(
    "server-relative",
    Severity.WARNING,
    "the server {url!r} names no host",
    "snippets and clients use {used!r}",
    "write an absolute URL, or set `server` in the config (`--server` on the command line)",
    "A relative server URL is relative to where the description is served from, which a file on disk does not say.",
)
SERVER_LOCAL = _code(
    "server-local",
    Severity.WARNING,
    "the server {url!r} is on this machine",
    "snippets and clients use it as it stands",
    "name the real host, or correct it with `server` in the config",
    "A published description should not send its readers to `localhost`; it is usually left over from development.",
)
SERVER_VARIABLE_UNDEFINED = _code(
    "server-variable-undefined",
    Severity.WARNING,
    "the server's URL names {{{name}}}, but no variable describes it",
    "its name stands in its place",
    "describe it under `variables`, with a `default`",
    "Each variable in the URL of a server needs an entry under `variables` (OpenAPI §4.8.6).",
)
SECURITY_UNDEFINED = _code(
    "security-undefined",
    Severity.WARNING,
    "no security scheme is called {name!r}{hint}",
    "the alternative that needs it was left out",
    "define it under `components/securitySchemes`, or correct the name",
    "A security requirement names a scheme that the document does not define.",
)
SCHEME_UNSUPPORTED = _code(
    "scheme-unsupported",
    Severity.WARNING,
    "the security scheme {name!r} is of a kind that cannot be understood: {reason}",
    "it was left out, with the alternatives that need it",
    "describe it as apiKey, http, oauth2, openIdConnect or mutualTLS, with the fields that kind needs",
    "The credential would have no place in the request.",
)
STATUS_UNUSUAL = _code(
    "status-unusual",
    Severity.WARNING,
    "{status!r} is not a status code, a range such as `4XX`, or `default`",
    "{did}",
    "write three digits, `1XX` to `5XX` in upper case, or `default`",
    "The keys of `responses` are status codes (OpenAPI §4.8.16).",
)
RESPONSES_MISSING = _code(
    "responses-missing",
    Severity.WARNING,
    "{subject} documents no response",
    "any answer with a 2xx status counts as success, and its body is not parsed",
    "document at least the success answer",
    "An operation must have at least one response (OpenAPI §4.8.16).",
)

BODY_ALTERNATIVE = _code(
    "body-alternative",
    Severity.NOTE,
    "the body of {subject} may also be {others}",
    "the Python client sends {used!r} and cannot be asked for another form",
    "nothing needs doing, unless the API prefers one of the others: then put it alone into the description",
    "An operation describes its request body in several media types. The Python client sends the first of JSON, multipart,\n"
    "form and binary that is there.",
)

# Schemas

SCHEMA_KEYWORD = _code(
    "schema-keyword",
    Severity.WARNING,
    "the keyword {keyword!r} cannot be expressed as a type",
    "values are still checked against it where values are checked; the type is wider than the schema",
    "nothing needs doing, unless the generated type is too loose for you",
    "Some JSON Schema keywords (`not`, `if`, `dependentSchemas` ...) restrict values in ways that a type of a programming\n"
    "language cannot. The operation is listed as degraded in COVERAGE.md.",
)
SCHEMA_TYPE_UNKNOWN = _code(
    "schema-type-unknown",
    Severity.WARNING,
    "{value!r} is not a type of JSON Schema",
    "the schema was taken to allow any value",
    "use string, number, integer, boolean, array, object or null",
    "The value of `type` is not one that JSON Schema knows.",
)
ALLOF_CONFLICT = _code(
    "allof-conflict",
    Severity.WARNING,
    "the parts of this allOf disagree: {problem}",
    "{did}",
    "make the parts agree",
    "All parts of an `allOf` hold at once. Two parts here ask for different things, so that few or no values satisfy both.",
)
DISCRIMINATOR_UNUSABLE = _code(
    "discriminator-unusable",
    Severity.WARNING,
    "the discriminator cannot tell the variants apart: {problem}",
    "the variants are tried in the order in which they stand",
    "give each variant the property {property!r} with a value of its own, or correct `mapping`",
    "A discriminator names a property whose value says which variant of a `oneOf` or `anyOf` is meant.",
)
REQUIRED_UNKNOWN = _code(
    "required-unknown",
    Severity.NOTE,
    "{name!r} is required but not among the properties",
    "it was added to the type as a required field that holds any value",
    "describe the property, or correct the name",
    "The name in `required` matches no property. JSON Schema allows that; it is often a slip of the pen.",
)
PATTERN_INVALID = _code(
    "pattern-invalid",
    Severity.WARNING,
    "the pattern {pattern!r} cannot be compiled: {reason}",
    "it was ignored",
    "write a regular expression of ECMA-262",
    "Examples cannot be checked against a pattern that no engine understands.",
)

# Examples

EXAMPLE_INVALID = _code(
    "example-invalid",
    Severity.WARNING,
    "this example does not satisfy its schema: {problem}",
    "it is not shown; another example or one made from the schema stands in its place",
    "correct the example or the schema",
    "Pages and snippets show only examples that satisfy their schema, since readers send them.",
)
EXAMPLE_IMPOSSIBLE = _code(
    "example-impossible",
    Severity.WARNING,
    "no value could be found that satisfies this schema: {problem}",
    "the closest value stands in its place, and is marked as such in COVERAGE.md",
    "give a valid `example`",
    "specloom makes an example from the schema where the document gives none. Here the constraints contradict each other,\n"
    "or are beyond what it can solve (a `pattern`, a `not`).",
)

# Snippets

SNIPPET_INEXPRESSIBLE = _code(
    "snippet-inexpressible",
    Severity.WARNING,
    "the {variant} snippet in {language} cannot be written: {reason}",
    "it was left out; the other languages have theirs",
    "give an `example` that this language can send, or leave the language out with the option `languages`",
    "A snippet must send exactly the documented request. Some tools cannot: fetch sends no body with GET, no argument of a\n"
    "program can hold the character NUL. A snippet that sends something else would be worse than none.",
)

# Names

NAME_COLLISION = _code(
    "name-collision",
    Severity.NOTE,
    "{names} would all be called {name!r} in {target}",
    "they are called {resolved}",
    "rename one of them in the description if these names do not please",
    "Two parts of the document get the same name after conversion to the conventions of the target. Each is given a name\n"
    "by what it is, never a number by where it stands.",
)

# The config

CONFIG_MISSING = _code(
    "config-missing",
    Severity.FATAL,
    "there is no {path!r} here, and no description was named",
    "nothing was done",
    "run `specloom init SPEC` to write one, or `specloom generate SPEC --out DIR`",
    "Without a config file the command needs to be told what to read and where to write.",
)
CONFIG_KEY_UNKNOWN = _code(
    "config-key-unknown",
    Severity.FATAL,
    "there is no setting {key!r} here{hint}",
    "nothing was done",
    "correct the key or remove it; `specloom schema` prints every setting",
    "Unknown settings are errors, since a misspelt one would be ignored in silence.",
)
CONFIG_INVALID = _code(
    "config-invalid",
    Severity.FATAL,
    "{where}: {problem}",
    "nothing was done",
    "correct the value; `specloom schema` prints what each setting takes",
    "A setting of the config has the wrong type or a value it cannot take.",
)
OUTPUT_UNSAFE = _code(
    "output-unsafe",
    Severity.FATAL,
    "{path!r} cannot be an output folder: {reason}",
    "nothing was written",
    "choose a folder of its own for the output",
    "specloom deletes files that it wrote earlier, so it refuses folders that hold anything else of value: the folder of\n"
    "the config or one above it, a folder with `.git`, one that is reached through a symbolic link.",
)

# The output folder

OUTPUT_EDITED = _code(
    "output-edited",
    Severity.ERROR,
    "{path!r} was changed by hand since it was generated",
    "nothing was written, and the edit is still there",
    "move the change into the description or the config, or run with `--force` to discard it",
    "The file's hash is not the one in the manifest. Generating again would lose what somebody wrote.",
)
OUTPUT_FOREIGN = _code(
    "output-foreign",
    Severity.ERROR,
    "{path!r} is in the way: specloom did not write it",
    "nothing was written",
    "move the file, or run with `--force` to replace it",
    "A file that the manifest does not know stands where generated output must go.",
)
MANIFEST_INVALID = _code(
    "manifest-invalid",
    Severity.FATAL,
    "the manifest cannot be read: {problem}",
    "nothing was written",
    "restore the manifest from version control, or delete the output folder and generate it anew",
    "The manifest says which files of the folder are generated. Without it nothing can be deleted safely.",
)
OUTPUT_UNWRITABLE = _code(
    "output-unwritable",
    Severity.FATAL,
    "{path!r} cannot be written: {reason}",
    "the folder is as it was",
    "make the folder writable and leave enough space on the disk",
    "The operating system refused to write the output.",
)

# The command line

USAGE = _code(
    "usage",
    Severity.FATAL,
    "{problem}",
    "nothing was done",
    "see `{command} --help`",
    "The command was given arguments that it does not take, that contradict each other, or that name nothing.",
)
FILE_EXISTS = _code(
    "file-exists",
    Severity.FATAL,
    "{path!r} is here already",
    "nothing was written",
    "edit it, or move it away first",
    "`specloom init` writes a first config. It never replaces a file.",
)
INTERNAL = _code(
    "internal",
    Severity.FATAL,
    "specloom failed: {problem}",
    "nothing was written",
    "this is a bug in specloom: please report it, with the description if you can; SPECLOOM_DEBUG=1 prints where it happened",
    "specloom met a case that it was not written for. That is never your fault: whatever a description holds, specloom\n"
    "should answer with a finding that points at it.",
)
