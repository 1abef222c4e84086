"""Faults of a config file as findings: where they stand, and what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from specloom.config.model import (
    ConfigModel,
    CredentialModel,
    LimitsModel,
    NamesModel,
    PaginationModel,
    PicksModel,
    RemoteModel,
    RuleModel,
    SourceModel,
)
from specloom.config.suggest import did_you_mean
from specloom.diagnostics import Diagnostics, Location, Position, codes
from specloom.ir.choices import Stated
from specloom.source import Document
from specloom.source.document import SourceFile

__all__ = ["ConfigProblems", "Steps"]

Steps = Sequence[str | int]
"""The way from the root of the config to a setting."""

_WORDS = {
    "bool_type": "must be true or false",
    "dict_type": "must be an object",
    "greater_than": "must be more than {gt}",
    "int_type": "must be a whole number",
    "list_type": "must be a list",
    "literal_error": "must be {expected}",
    "model_type": "must be an object",
    "string_too_long": "must have at most {max_length} characters",
    "string_too_short": "must not be empty",
    "string_type": "must be text",
    "too_short": "must not be empty",
    "value_error": "{error}",
}
_BRANCHES = {"name", "names"}
"""Of a path of properties."""
_SOURCE_NAME = "the name of a source must be lower-case words of letters and digits, joined by hyphens"
_IDENTIFIER = "must be a name of letters, digits and underscores that begins with a letter"
_SECTION = "must be a name of letters, digits, spaces, hyphens and underscores that begins with a letter"
_POINTER = "must be a JSON pointer into the description, like #/paths/~1pets"
_SHA256 = "must be a SHA-256: 64 digits and letters from a to f"
_VARIABLE = "must be the name of an environment variable (capital letters, digits, underscores), not a secret"


class ConfigProblems:
    """Reports faults of one config file. Values are never repeated: one may be a secret in the wrong place."""

    def __init__(self, document: Document, diagnostics: Diagnostics) -> None:
        self._document = document
        self._diagnostics = diagnostics

    @property
    def file(self) -> SourceFile:
        """The config, read."""
        return self._document.files[self._document.root_label]

    def unknown_key(self, steps: Steps, known: Iterable[str]) -> None:
        """Report a key that means nothing, with the one that was probably meant."""
        key = str(steps[-1])
        location = self.location(steps)
        self._diagnostics.report(
            codes.CONFIG_KEY_UNKNOWN,
            location,
            key=key,
            hint=did_you_mean(key, known),
            position=self._key_position(location, key),
        )

    def invalid(self, steps: Steps, problem: str) -> None:
        """Report a value that cannot be used."""
        where = ".".join(map(str, steps)) or "the config"
        self._diagnostics.report(codes.CONFIG_INVALID, self.location(steps), where=where, problem=problem)

    def unusable_target(self, steps: Steps, problem: str) -> None:
        """Report a target of another package that cannot be used."""
        self._diagnostics.report(codes.TARGET_UNUSABLE, self.location(steps), name=str(steps[-1]), problem=problem)

    def of_model(self, error: ValidationError) -> None:
        """Report everything that pydantic found."""
        for found in error.errors(include_url=False, include_input=False):
            steps = self._steps(found["loc"])
            match found["type"]:
                case "extra_forbidden":
                    self.unknown_key(steps, _settings_at(steps[:-1]))
                case "missing":
                    self.invalid(steps[:-1], f"{found['loc'][-1]!r} is missing")
                case _:
                    self.invalid(steps, _in_words(found, steps))

    def _steps(self, loc: Sequence[str | int]) -> list[str | int]:
        """Return the steps of a pydantic location without its own marks (the branch of a union, "[key]")."""
        match loc:
            case ("sources", source, "credentials", scheme, "name" | "pair", *rest):
                return ["sources", source, "credentials", scheme, *rest]
            case ("sources", source, "pagination", operation, "off" | "pages", *rest):
                return ["sources", source, "pagination", operation, *(step for step in rest if step not in _BRANCHES)]
            case ("rules", code, "short" | "long", *rest):
                return ["rules", code, *rest]
            case (*rest, "[key]"):
                return rest
            case _:
                return list(loc)

    def stated_key(self, steps: Steps) -> Stated:
        """Return a key of the config as a word with its place."""
        location = self.location(steps)
        return Stated(str(steps[-1]), location, self._key_position(location, str(steps[-1])))

    def location(self, steps: Steps) -> Location:
        """Return where a setting stands."""
        return Location(self._document.root_label).child(*steps)

    def _key_position(self, location: Location, key: str) -> Position | None:
        """Return where a key stands, when it is on the line of its value; else None, and the value's place is shown."""
        value = self._document.position(location)
        line = self._document.line(location.file, value.line) if value else None
        if value is None or line is None:
            return None
        index = line.find(key)
        return Position(value.line, index + 1, len(key)) if 0 <= index < value.column else value


def _settings_at(steps: Steps) -> list[str]:
    """Return the settings that there are at a place."""
    model: type[BaseModel]
    match steps:
        case ["limits"]:
            model = LimitsModel
        case ["sources", _]:
            model = SourceModel
        case ["sources", _, "credentials", _]:
            model = CredentialModel
        case ["sources", _, "include" | "exclude"]:
            model = PicksModel
        case ["sources", _, "names"]:
            model = NamesModel
        case ["sources", _, "pagination", _]:
            model = PaginationModel
        case ["sources", _, "remote"]:
            model = RemoteModel
        case ["rules", _]:
            model = RuleModel
        case _:
            model = ConfigModel
    return [field.alias or name for name, field in model.model_fields.items()]


def _in_words(found: ErrorDetails, steps: Steps) -> str:
    """Return what is wrong with a value, without the value."""
    if found["type"] == "string_pattern_mismatch":
        return _pattern_in_words(steps)
    template = _WORDS.get(found["type"])
    return template.format(**found.get("ctx", {})) if template else found["msg"][:1].lower() + found["msg"][1:]


def _pattern_in_words(steps: Steps) -> str:
    """Return what text must be at a place whose values have a pattern."""
    match steps:
        case ["sources", _, "credentials", *_]:
            return _VARIABLE
        case ["sources", _, "names", "sections", *_]:
            return _SECTION
        case ["sources", _, "names", *_]:
            return _IDENTIFIER
        case ["sources", _, "remote", *_]:
            return _SHA256
        case ["rules", *_]:
            return _POINTER
        case ["generator"]:
            return "must be a version of specloom, like ==1.4.2 or ==1.4.*"
        case _:
            return _SOURCE_NAME
