"""The names of error classes by status, which snippets use, are those of the emitted runtime."""

from __future__ import annotations

import importlib.util
from http import HTTPStatus

from builds import ROOT

from specloom.targets.python.errors import ANY_STATUS_ERROR, error_class


def test_the_names_are_those_of_the_runtime() -> None:
    spec = importlib.util.spec_from_file_location("errors", ROOT / "templates" / "python" / "runtime" / "errors.py")
    assert spec is not None
    assert spec.loader is not None
    runtime = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(runtime)

    statuses = [status.value for status in HTTPStatus if status >= 400] + [418, 499, 599]
    assert [error_class(status) for status in statuses] == [
        runtime.error_for_status(status).__name__ for status in statuses
    ]
    assert hasattr(runtime, ANY_STATUS_ERROR)
