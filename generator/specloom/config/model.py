"""The form of `specloom.yaml`. Every setting stands here once, with the words that editors show."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag

__all__ = ["ConfigModel", "CredentialModel", "LimitsModel", "RuleSeverity", "SourceModel", "Targets", "check_server"]

RuleSeverity = Literal["note", "warning", "error"]

SourceName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$", max_length=60)]
Variable = Annotated[str, StringConstraints(pattern=r"^[A-Z_][A-Z0-9_]*$", max_length=120)]
PathText = Annotated[str, StringConstraints(min_length=1)]
Targets = dict[str, dict[str, Any] | None]
Positive = Annotated[int, Field(gt=0)]

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


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, use_attribute_docstrings=True)


class CredentialModel(_Model):
    """Environment variables of a scheme that takes a user name and a password."""

    username: Variable
    """Environment variable that holds the user name."""
    password: Variable
    """Environment variable that holds the password."""


def _credential_kind(value: object) -> str:
    return "pair" if isinstance(value, dict | CredentialModel) else "name"


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


class SourceModel(_Model):
    """One API description, and what differs for it."""

    spec: PathText
    """The description: a JSON or YAML file, relative to this config."""
    root: PathText | None = None
    """References stay inside this folder. Default: the folder of the description."""
    server: Annotated[str, AfterValidator(check_server)] | None = None
    """A base URL for clients, snippets and pages, in place of the description's servers."""
    credentials: dict[str, Credential] = Field(default_factory=dict[str, Credential])
    """Environment variables by security scheme: a name, or `username` and `password` with one each. Never a secret."""
    targets: Targets | None = Field(default=None, min_length=1)
    """The targets of this source, in place of the ones for all; options are added to those for all."""


class ConfigModel(_Model):
    """What specloom reads, what it makes of it, and where it puts it. Paths are relative to this file."""

    schema_: str | None = Field(default=None, alias="$schema")
    """This schema, for editors."""
    version: Literal[1]
    """The version of this format: 1."""
    out: PathText = "generated"
    """The output folder. Each target goes to <out>/<source>/<target>/."""
    sources: dict[SourceName, SourceModel] = Field(min_length=1)
    """The descriptions, each under a short name of lower-case letters, digits and hyphens."""
    targets: Targets | None = Field(default=None, min_length=1)
    """What to make, with the options of each. Default: every target, with its default options."""
    rules: dict[str, RuleSeverity] = Field(default_factory=dict[str, RuleSeverity])
    """Severities of findings by code (`specloom explain` lists them), in place of the usual ones."""
    limits: LimitsModel = LimitsModel()
    """Limits on what is read."""
    strict: bool = False
    """Let warnings count as errors."""
