"""The form of `specloom.yaml`. Every setting stands here once, with the words that editors show."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag

from specloom.source.addresses import web_address

__all__ = [
    "CapturesModel",
    "ConfigModel",
    "CredentialModel",
    "EnvironmentModel",
    "KeptModel",
    "LimitsModel",
    "NamesModel",
    "PaginationModel",
    "PicksModel",
    "RemoteModel",
    "RuleModel",
    "RuleSeverity",
    "SourceModel",
    "Targets",
    "WaiverModel",
    "check_server",
]

RuleSeverity = Literal["note", "warning", "error"]

SourceName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$", max_length=60)]
Variable = Annotated[str, StringConstraints(pattern=r"^[A-Z_][A-Z0-9_]*$", max_length=120)]
PathText = Annotated[str, StringConstraints(min_length=1)]
Pattern = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]*$", max_length=100)]
SectionTitle = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_ -]*$", max_length=100)]
Property = Annotated[str, StringConstraints(min_length=1, max_length=200)]
PropertySteps = Annotated[
    Annotated[Property, Tag("name")] | Annotated[list[Property], Tag("names")],
    Discriminator(lambda value: "name" if isinstance(value, str) else "names"),
]
HostName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?$", max_length=260)]
HeaderName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]+$", max_length=100)]
PointerText = Annotated[str, StringConstraints(pattern=r"^[^#]*#(/.*)?$", max_length=1000)]
Targets = dict[str, dict[str, Any] | None]
Positive = Annotated[int, Field(gt=0)]

GENERATOR_PIN = re.compile(r"^==[0-9]+(\.[0-9A-Za-z]+)*(\.\*)?$")
"""A version of specloom: that one, or all that begin so."""
_NO_SERVER = "must be an absolute URL, like https://api.example.com/v1, without user name and password"
_HOST = re.compile(r"[A-Za-z0-9.\-\[\]:]+")


def check_server(url: str) -> str:
    """Return an absolute base URL as it is; raise `ValueError` where it is something else."""
    try:
        parts = urlsplit(url)
        has_host = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError as error:
        raise ValueError(_NO_SERVER) from error
    if parts.scheme not in {"http", "https"} or not has_host or not _HOST.fullmatch(parts.netloc):
        raise ValueError(_NO_SERVER)
    if parts.query or parts.fragment or not url.isascii() or not url.isprintable() or set(url) & set(" \"'<>\\^`{|}"):
        raise ValueError("must be a plain base URL, without query, fragment or characters that need encoding")
    return url


def _check_address(url: str) -> str:
    found = web_address(url)
    if found is None or "#" in url:
        raise ValueError("must be an http(s) address, like https://example.com/specs/, without user name and fragment")
    return found


RemoteAddress = Annotated[str, AfterValidator(_check_address)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, use_attribute_docstrings=True)


class CredentialModel(_Model):
    """Environment variables of a scheme that takes more than one; those that are not named here keep their names."""

    username: Variable | None = None
    """Environment variable that holds the user name."""
    password: Variable | None = None
    """Environment variable that holds the password."""
    token: Variable | None = None
    """Environment variable that holds a token, if there is one already."""
    client_id: Variable | None = None
    """Environment variable that holds the client identifier of OAuth 2."""
    client_secret: Variable | None = None
    """Environment variable that holds the client secret of OAuth 2."""
    scope: Variable | None = None
    """Environment variable that says for which scopes to ask, in place of those that the operations need."""
    token_url: Variable | None = None
    """Environment variable that says where to ask for a token, in place of the description."""


class PicksModel(_Model):
    """Operations by what they are. In the patterns `*` stands for any text, `?` for one character."""

    tags: list[Pattern] = Field(default_factory=list[str])
    """Patterns of tags."""
    paths: list[Pattern] = Field(default_factory=list[str])
    """Patterns of paths, `/v1/*`; of webhooks, their names."""
    operations: list[Pattern] = Field(default_factory=list[str])
    """Patterns of operationIds, or of a method and a path: `GET /users/*`."""
    methods: list[Pattern] = Field(default_factory=list[str])
    """HTTP methods."""
    deprecated: bool | None = None
    """Under `include`, true: only deprecated operations, false: only others. Under `exclude`, true: no deprecated ones."""


class NamesModel(_Model):
    """Names in place of those that the description suggests; every target follows them."""

    operations: dict[str, Identifier] = Field(default_factory=dict[str, str])
    """Names of operations by operationId, or by method and path: `GET /users`."""
    schemas: dict[str, Identifier] = Field(default_factory=dict[str, str])
    """Names of schemas by component name, or by JSON pointer: `#/components/schemas/Pet/properties/owner`."""
    sections: dict[str, SectionTitle] = Field(default_factory=dict[str, str])
    """Names of sections by tag; operations without a tag are in the section `default`."""


class PaginationModel(_Model):
    """How the list of an operation goes on. Where a property stands is its name, or a list of names inside one another."""

    style: Literal["cursor", "offset", "page", "link", "next_url"]
    """What leads to the next page: a value of the one before, a count, a number, the header `Link`, an address."""
    in_: Literal["query", "body"] = Field(default="query", alias="in")
    """Where `parameter` and `limit` go."""
    parameter: Property | Literal[""] = ""
    """What takes the cursor, the offset or the number of the page."""
    limit: Property | Literal[""] = ""
    """What takes the number of items of a page."""
    first: int | None = None
    """The number of the first page, default 1; the first offset, default 0."""
    items: PropertySteps | None = None
    """The list in the answer. Default: the only one, or the answer itself."""
    next: PropertySteps = Field(default_factory=list[str])
    """The next cursor or address in the answer."""
    item_key: Property | Literal[""] = ""
    """The property of the last item that is the next cursor, in place of `next`."""
    has_more: PropertySteps = Field(default_factory=list[str])
    """A flag of the answer that is false on the last page."""
    is_last: PropertySteps = Field(default_factory=list[str])
    """A flag of the answer that is true on the last page."""
    total: PropertySteps = Field(default_factory=list[str])
    """The number of all items in the answer."""


class RuleModel(_Model):
    """A severity, and why."""

    severity: RuleSeverity
    """In place of the usual one."""
    reason: str | None = Field(default=None, min_length=1)
    """Why; shown with each finding that it concerns."""
    paths: list[PointerText] | None = Field(default=None, min_length=1)
    """Only for findings at or below these places of the description: `#/paths/~1pets`."""


def _credential_kind(value: object) -> str:
    return "pair" if isinstance(value, dict | CredentialModel) else "name"


def _rule_kind(value: object) -> str:
    return "long" if isinstance(value, dict | RuleModel) else "short"


RuleSetting = Annotated[
    Annotated[RuleSeverity, Tag("short")] | Annotated[RuleModel, Tag("long")], Discriminator(_rule_kind)
]

PaginationSetting = Annotated[
    Annotated[Literal[False], Tag("off")] | Annotated[PaginationModel, Tag("pages")],
    Discriminator(lambda value: "off" if isinstance(value, bool) else "pages"),
]

Credential = Annotated[
    Annotated[Variable, Tag("name")] | Annotated[CredentialModel, Tag("pair")], Discriminator(_credential_kind)
]


class LimitsModel(_Model):
    """Limits on what is read. The defaults are far above what real descriptions need."""

    bytes: Positive | None = None
    """Size of one file."""
    nodes: Positive | None = None
    """Values in one file, after YAML aliases are expanded."""
    depth: Positive | None = None
    """Objects and arrays inside one another."""
    aliases: Positive | None = None
    """YAML aliases in one file."""
    files: Positive | None = None
    """Files that references lead to."""
    digits: Positive | None = None
    """Digits of one number."""


class RemoteModel(_Model):
    """Documents that references may lead to over the network."""

    allow: list[RemoteAddress] = Field(default_factory=list[str])
    """Addresses, or beginnings of addresses that end with a slash: https://example.com/specs/."""
    pins: dict[RemoteAddress, Sha256] = Field(default_factory=dict[str, str])
    """The SHA-256 of each document by its address. A document that is not pinned, or has changed, is not used."""
    allow_private_network: bool = False
    """Whether addresses of this machine and its own network may be asked."""


class EnvironmentModel(_Model):
    """A place where the API runs, for `specloom capture`."""

    server: Annotated[str, AfterValidator(check_server)]
    """The base URL there, in place of the description's servers."""
    hosts: list[HostName] = Field(default_factory=list[str])
    """Further hosts that may be asked: that of the token endpoint. No request goes to any other."""
    production: bool = False
    """People live with what is done there: `capture` asks before it does anything, and needs `--production`."""
    requests_per_second: Annotated[float, Field(gt=0, le=1000)] = 5
    """Requests are no faster than this."""
    max_requests: Positive = 400
    """A run ends when it has sent so many."""
    timeout: Annotated[float, Field(gt=0, le=3600)] = 30
    """Seconds that one request may take."""


class KeptModel(_Model):
    """Values that a capture may hold although they look like secrets."""

    operation: Property
    """The operationId."""
    pointer: Annotated[str, StringConstraints(pattern=r"^(/.*)?$", max_length=1000)]
    """Where in the body of the answer or of the request: a JSON pointer, in which `*` stands for any one key or index. Beside
    bodies: `/path/NAME` and `/query/NAME` for a parameter, `/header/NAME` for a header."""
    reason: Annotated[str, StringConstraints(min_length=1)]
    """Why it is no secret."""


class CapturesModel(_Model):
    """What the API really answers: where it is kept, and how it is asked."""

    folder: PathText | None = None
    """Where captures are kept, relative to this config. Default: captures/<source>."""
    scenarios: list[PathText] = Field(default_factory=list[str])
    """Scenarios (Arazzo 1.0), relative to this config; `*` stands for any part of a file's name."""
    environments: dict[SourceName, EnvironmentModel] = Field(default_factory=dict[str, EnvironmentModel])
    """Where the API runs, by name: sandbox, staging."""
    inputs: dict[str, Any] = Field(default_factory=dict[str, Any])
    """Values for the inputs of workflows, by name. Never a secret: those stand in environment variables."""
    prefix: Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9 _-]*$", max_length=40)] = "specloom-"
    """What the names of created resources begin with, `$inputs.prefix` in scenarios: clean-up takes away nothing else."""
    show: list[HeaderName] = Field(default_factory=list[str])
    """Headers that captures may show, besides the harmless ones."""
    hide: list[Property] = Field(default_factory=list[str])
    """Properties whose values captures never show, whatever they are, besides those with names of secrets."""
    keep: list[KeptModel] = Field(default_factory=list[KeptModel])
    """Values that may be shown although they look like secrets."""
    minimum: Annotated[float, Field(ge=0, le=100)] = 0
    """The share of operations, in percent, that must have a capture for `check` to be content."""


class WaiverModel(_Model):
    """A change that is accepted for a while, for `specloom diff`."""

    rule: Pattern
    """The rule, `request-property-became-required`; `*` stands for any text."""
    subject: Pattern = "*"
    """What it is about, as `specloom diff` names it: `GET /pets*`, `Pet .size`. Default: everything."""
    reason: Annotated[str, StringConstraints(min_length=1)]
    """Why it is no harm."""
    until: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    """The last day on which it is accepted: 2027-01-31."""


class SourceModel(_Model):
    """One API description, and what differs for it."""

    spec: PathText
    """The description: a JSON or YAML file, relative to this config."""
    root: PathText | None = None
    """References stay inside this folder. Default: the folder of the description."""
    remote: RemoteModel = RemoteModel()
    """Which references may leave this machine. Default: none."""
    server: Annotated[str, AfterValidator(check_server)] | None = None
    """A base URL for clients, snippets and pages, in place of the description's servers."""
    credentials: dict[str, Credential] = Field(default_factory=dict[str, Credential])
    """Environment variables by security scheme: a name, or one for each of what it takes (`username`, `client_id` ...).
    Never a secret."""
    overlays: list[PathText] = Field(default_factory=list[str])
    """Overlays (OpenAPI Overlay 1.0, 1.1), relative to this config; applied in this order before anything is read."""
    include: PicksModel | None = None
    """Only these operations: those that a tag, a path or an operation here names, of these methods."""
    exclude: PicksModel | None = None
    """None of these operations: whatever one line of it names is left out."""
    unused_schemas: Literal["keep", "drop"] = "drop"
    """What becomes of schemas that no operation and no webhook leads to."""
    pagination: dict[str, PaginationSetting] = Field(default_factory=dict[str, PaginationSetting])
    """How lists go on, by operationId or by method and path; false for an operation that has no pages after all."""
    names: NamesModel = NamesModel()
    """Names for what the description names badly or not at all."""
    enums: Literal["open", "closed"] = "open"
    """Whether enumerations may get new values (open) or are complete (closed), where the description does not say."""
    captures: CapturesModel = CapturesModel()
    """Captured answers of the API, and how to get them."""
    waived_changes: list[WaiverModel] = Field(default_factory=list[WaiverModel])
    """Changes that `specloom diff` accepts, each with a reason and a last day."""
    targets: Targets | None = Field(default=None, min_length=1)
    """The targets of this source, in place of the ones for all; options are added to those for all."""


class ConfigModel(_Model):
    """What specloom reads, what it makes of it, and where it puts it. Paths are relative to this file."""

    schema_: str | None = Field(default=None, alias="$schema")
    """This schema, for editors."""
    version: Literal[1]
    """The version of this format: 1."""
    generator: Annotated[str, StringConstraints(pattern=GENERATOR_PIN.pattern)] | None = None
    """The version of specloom that this is for: `==1.4.2`, or `==1.4.*`. Another one refuses to work."""
    out: PathText = "generated"
    """The output folder. Each target goes to <out>/<source>/<target>/."""
    sources: dict[SourceName, SourceModel] = Field(min_length=1)
    """The descriptions, each under a short name of lower-case letters, digits and hyphens."""
    targets: Targets | None = Field(default=None, min_length=1)
    """What to make, with the options of each. Default: every target, with its default options."""
    published_names: PathText | None = None
    """The folder of the ledgers of names, one for each source: what was generated once goes on being called so."""
    templates: PathText | None = None
    """The folder of your own templates, which stand in place of those of the same name. Default: none."""
    rules: dict[str, RuleSetting] = Field(default_factory=dict[str, RuleSetting])
    """Severities of findings by code (`specloom explain` lists them): a severity, or `severity`, `reason` and `paths`."""
    limits: LimitsModel = LimitsModel()
    """Limits on what is read."""
    strict: bool = False
    """Let warnings count as errors, and whatever is degraded or left out."""
