"""What must hold of every output folder, whatever the description. Tests and `bench.corpus` share these checks.

A check takes a `Generated` and returns its faults, one line each; none means that it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bench.checks.examples import check_examples, check_printed, check_references, count_faulty
from bench.checks.generated import Generated
from bench.checks.grammars import check_parses
from bench.checks.ledger import check_ledger
from bench.checks.markdown import check_links, check_markdown
from bench.checks.python_code import check_compiles, check_imports, check_types
from bench.checks.snippets import check_httpie, check_javascript, check_python_snippets, check_shell, check_wget

__all__ = ["CHECKS", "QUICK", "Check", "Generated", "count_faulty", "run_checks"]

Check = Callable[[Generated], list[str]]

CHECKS: Mapping[str, Check] = {
    "ledger": check_ledger,
    "compiles": check_compiles,
    "imports": check_imports,
    "mypy": check_types,
    "shell": check_shell,
    "httpie": check_httpie,
    "wget": check_wget,
    "javascript": check_javascript,
    "python": check_python_snippets,
    "parses": check_parses,
    "links": check_links,
    "markdown": check_markdown,
    "references": check_references,
    "examples": check_examples,
    "printed": check_printed,
}
"""All checks by name, in the order of the table in docs/corpus.md."""

QUICK = tuple(name for name in CHECKS if name != "mypy")
"""Those that take seconds."""


def run_checks(generated: Generated, names: tuple[str, ...] = tuple(CHECKS)) -> dict[str, list[str]]:
    """Return the faults by check. A check that fails itself is a fault, so that one document cannot end a long run."""
    found: dict[str, list[str]] = {}
    for name in names:
        try:
            found[name] = CHECKS[name](generated)
        except Exception as error:
            found[name] = [f"the check failed: {type(error).__name__}: {error}"]
    return found
