"""`specloom.vendor.yaml`: what is vendored here, and from where. Read with every fault told, written anew as a whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from specloom.config.problems import ConfigProblems
from specloom.diagnostics import Diagnostics
from specloom.ir.types import JsonValue
from specloom.output.paths import check_path, check_together
from specloom.samples.yaml_text import yaml_text
from specloom.source import Document, Limits
from specloom.source.load import read_into
from specloom.vendor.address import Address, check_git, check_ref

__all__ = ["PINS_FILE", "Pin", "Pins", "read_pins"]

PINS_FILE = "specloom.vendor.yaml"

_HEADER = """\
# Generated folders of other repositories that were copied into this one: `specloom vendor --help`.
# `ref`, `keep`, `only`, `uses` and `also` are yours to edit; `specloom vendor update` writes the rest, and this file anew.
"""


def _path(text: str) -> str:
    check_path(text)
    return text


def _git_address(text: str) -> str:
    check_git(text)
    return text


def _ref(text: str) -> str:
    check_ref(text)
    return text


_Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
_Commit = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{40}|[0-9a-f]{64})$")]
_Path = Annotated[str, AfterValidator(_path)]
_Glob = Annotated[str, StringConstraints(min_length=1, max_length=300)]
_Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_]\w*\.[A-Za-z_]\w*$")]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _From(_Model):
    git: Annotated[str, AfterValidator(_git_address)] | None = None
    ref: Annotated[str, AfterValidator(_ref)] | None = None
    commit: _Commit | None = None
    path: str = ""


class _Description(_Model):
    path: str
    sha256: str


class _Vendored(_Model):
    into: _Path
    from_: _From = Field(alias="from")
    tree_sha256: _Hash
    source_tree_sha256: _Hash
    description: _Description
    license: str | None = None
    keep: list[_Glob] = Field(default_factory=list[str])
    only: Literal["used"] | None = None
    uses: list[str] = Field(default_factory=list[str])
    also: list[_Name] = Field(default_factory=list[str])
    operations: list[str] | None = None


class _File(_Model):
    version: Literal[1]
    vendored: list[_Vendored]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """One vendored folder."""

    into: str
    """Relative to the folder of the file, posix."""
    address: Address
    commit: str | None = None
    tree_sha256: str = ""
    """Of the copy, as its own manifest has it: one value for all that lies there."""
    source_tree_sha256: str = ""
    """Of the source, which may hold more."""
    description: str = ""
    """The path of the description that the source was made from."""
    description_sha256: str = ""
    license: str | None = None
    """SPDX."""
    keep: tuple[str, ...] = ()
    """Patterns of paths inside the copy that belong to this repository."""
    only_used: bool = False
    uses: tuple[str, ...] = ()
    """The folders of the code that uses the client; none: all that stands beside the file."""
    also: tuple[str, ...] = ()
    """Operations to keep besides: `pets.list_pets`."""
    operations: tuple[str, ...] | None = None
    """Those that were kept; None where none was left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pins:
    """The file."""

    base: Path
    """Its folder."""
    pins: tuple[Pin, ...] = ()

    @property
    def path(self) -> Path:
        """Of the file."""
        return self.base / PINS_FILE

    def find(self, into: str) -> Pin | None:
        """Return the pin of a folder."""
        return next((pin for pin in self.pins if pin.into == into), None)

    def with_pin(self, pin: Pin) -> Pins:
        """Return the pins with this one, in place of the one of its folder."""
        others = tuple(each for each in self.pins if each.into != pin.into)
        return replace(self, pins=tuple(sorted((*others, pin), key=lambda each: each.into)))

    def text(self) -> str:
        """Return the file's text."""
        return _HEADER + yaml_text({"version": 1, "vendored": [_as_data(pin) for pin in self.pins]})


def _as_data(pin: Pin) -> JsonValue:
    address = pin.address
    source = {"git": address.git, "ref": address.ref, "commit": pin.commit, "path": address.path}
    data: dict[str, Any] = {
        "into": pin.into,
        "from": {key: value for key, value in source.items() if value},
        "tree_sha256": pin.tree_sha256,
        "source_tree_sha256": pin.source_tree_sha256,
        "description": {"path": pin.description, "sha256": pin.description_sha256},
        "license": pin.license,
    }
    lists = {"keep": pin.keep, "uses": pin.uses, "also": pin.also}
    data |= {"only": "used"} if pin.only_used else {}
    data |= {key: list(values) for key, values in lists.items() if values}
    data |= {"operations": list(pin.operations)} if pin.operations is not None else {}
    return {key: value for key, value in data.items() if value is not None}


def read_pins(base: Path, diagnostics: Diagnostics) -> Pins:
    """Return what the file of a folder says, nothing where there is none; raise `Stop` where it cannot be used."""
    path = base / PINS_FILE
    if not path.is_file():
        return Pins(base=base)
    document = Document(root_label=PINS_FILE, folder=base)
    diagnostics.texts = document
    file = read_into(document, path, PINS_FILE, path.as_posix(), diagnostics, Limits())
    diagnostics.stop_on_errors()
    problems = ConfigProblems(document, diagnostics)
    model = _model(file.data if file else None, problems)
    diagnostics.stop_on_errors()
    assert model is not None, "a file that is not valid is a finding"
    pins = tuple(_pin(each) for each in model.vendored)
    try:
        check_together(pin.into for pin in pins)
        if len({pin.into for pin in pins}) < len(pins):
            raise ValueError("a folder is named twice")
    except ValueError as error:
        problems.invalid(("vendored",), str(error))
    for number, each in enumerate(model.vendored):
        if each.from_.git is None and not each.from_.path:
            problems.invalid(("vendored", number, "from"), "needs `git` or `path`")
    diagnostics.stop_on_errors()
    return Pins(base=base, pins=pins)


def _model(data: object, problems: ConfigProblems) -> _File | None:
    try:
        return _File.model_validate(data)
    except ValidationError as error:
        for found in error.errors(include_url=False, include_input=False):
            steps = list(found["loc"])
            if found["type"] == "extra_forbidden":
                problems.unknown_key(steps, _keys_at(steps[:-1]))
            else:
                problems.invalid(steps, _said(found["type"], found["msg"]))
    return None


_SAID = {
    "missing": "is missing",
    "model_type": "must be an object",
    "string_type": "must be text",
    "list_type": "must be a list",
    "string_pattern_mismatch": "is not of the form that specloom writes",
}


def _said(kind: str, message: str) -> str:
    return _SAID.get(kind) or message.removeprefix("Value error, ")


def _keys_at(steps: list[str | int]) -> list[str]:
    models: dict[int, type[BaseModel]] = {0: _File, 2: _Vendored}
    model = models.get(len(steps)) or (_From if steps[-1:] == ["from"] else _Description)
    return [field.alias or name for name, field in model.model_fields.items()]


def _pin(model: _Vendored) -> Pin:
    source = model.from_
    return Pin(
        into=model.into,
        address=Address(git=source.git, ref=source.ref, path=source.path),
        commit=source.commit,
        tree_sha256=model.tree_sha256,
        source_tree_sha256=model.source_tree_sha256,
        description=model.description.path,
        description_sha256=model.description.sha256,
        license=model.license,
        keep=tuple(model.keep),
        only_used=model.only == "used",
        uses=tuple(model.uses),
        also=tuple(model.also),
        operations=None if model.operations is None else tuple(model.operations),
    )
