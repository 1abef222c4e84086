"""A program of its own: openapi-spec-validator's keyword stage over the files it is given, and nothing else.

Reads `{"root": address, "files": {address: data}}`, writes a line of JSON for each error: the path of the object at fault
from the root, through references, the message, and whether the check could not be made. Run by `keyword_stage`,
isolated, with a time limit.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any, ClassVar
from urllib.parse import unquote, uses_netloc, uses_relative


def _placed(check: Callable[..., Iterator[Any]], suffix: list[str]) -> Callable[..., Iterator[Any]]:
    """Return a check that notes on its errors which object it was looking at, where a check inside it has not.

    What it cannot look at (a reference that leads nowhere) ends this check alone, and is written at once.
    """

    def placed(self: object, *arguments: Any, **options: Any) -> Iterator[Any]:
        at = next((each for each in arguments if hasattr(each, "parts")), None)
        here: list[Any] = [] if at is None else list(at.parts)
        try:
            for error in check(self, *arguments, **options):
                if not hasattr(error, "specloom_place"):
                    error.specloom_place = [*here, *suffix, *error.absolute_path]
                yield error
        except RecursionError:
            raise
        except Exception as error:
            _write(here, f"{type(error).__name__}: {error}", is_limit=True)

    return placed


def _write(path: list[Any], message: str, *, is_limit: bool = False) -> None:
    print(json.dumps([path, message, is_limit]), flush=True)


def _note_places(keywords: Any) -> None:
    """Make every check of the keyword stage note its place."""
    for name in dir(keywords):
        kind: Any = getattr(keywords, name)
        if isinstance(kind, type) and issubclass(kind, keywords.KeywordValidator) and "__call__" in vars(kind):
            suffix = ["default"] if issubclass(kind, keywords.ValueValidator) else []
            kind.__call__ = _placed(vars(kind)["__call__"], suffix)  # type: ignore[method-assign]


def _refuse(address: str) -> Any:
    raise RuntimeError(f"the reference {address} was not followed")


def main() -> None:
    """Check the document on stdin."""
    sys.modules["regress"] = None  # type: ignore[assignment]  # asked where it is installed: the same verdicts everywhere
    import openapi_spec_validator as validators
    from openapi_spec_validator.validation import keywords

    for known_schemes in (uses_netloc, uses_relative):
        known_schemes.append("specloom")  # so that relative references can be joined to the addresses given here
    given = json.load(sys.stdin)
    files = {unquote(address): data for address, data in given["files"].items()}
    document = given["files"][given["root"]]
    by_version: dict[str, Any] = {
        "3.0": validators.OpenAPIV30SpecValidator,
        "3.1": validators.OpenAPIV31SpecValidator,
        "3.2": validators.OpenAPIV32SpecValidator,
    }
    chosen = by_version[str(document["openapi"])[:3]] if "openapi" in document else validators.OpenAPIV2SpecValidator

    def known(address: str) -> Any:
        return files[unquote(address)]

    class Confined(chosen):  # type: ignore[valid-type, misc]
        resolver_handlers: ClassVar[dict[str, Any]] = {
            **dict.fromkeys(("<all_urls>", "http", "https", "file"), _refuse),
            "specloom": known,
        }

    _note_places(keywords)
    confined: Any = Confined(document, base_uri=given["root"])
    for error in confined.root_validator(confined.schema_path):
        _write(error.specloom_place, str(error.message))


if __name__ == "__main__":
    main()
