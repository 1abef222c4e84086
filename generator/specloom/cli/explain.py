"""`specloom explain`: the page of a code, or the list of all codes."""

from __future__ import annotations

import difflib

from specloom.cli.exit_codes import ExitCode
from specloom.cli.run import Run
from specloom.diagnostics import codes
from specloom.diagnostics.codes import CATALOGUE
from specloom.diagnostics.pages import page, summary

__all__ = ["explain"]


def explain(code: str | None, run: Run) -> ExitCode:
    """Print what a code means, what is done about it and what to do; without a code, all of them with their severity."""
    if code is None:
        width = max(map(len, CATALOGUE))
        for each in sorted(CATALOGUE.values(), key=lambda each: each.name):
            run.console.result(f"{each.name:<{width}}  {each.severity.label:<7}  {summary(each)}\n")
        return ExitCode.OK
    if code not in CATALOGUE:
        problem = f"there is no code {code!r}{_suggestion(code)}"
        run.collector().report(codes.USAGE, None, problem=problem, command="specloom explain")
        run.show_errors()
        return ExitCode.USAGE
    run.console.result(page(CATALOGUE[code]))
    return ExitCode.OK


def _suggestion(stated: str) -> str:
    """Return the end of a message: the code that is closest, else those that have a word like one of these."""
    close = difflib.get_close_matches(stated, sorted(CATALOGUE), n=1, cutoff=0.7)
    if not close:
        stems = [word for word in stated.lower().replace("_", "-").split("-") if word]
        close = [name for name in sorted(CATALOGUE) if any(_is_like(stem, name) for stem in stems)]
    if not close:
        return "; `specloom explain` lists all of them"
    return f"; did you mean {' or '.join(map(repr, close))}?" if len(close) < 3 else f"; there is {', '.join(close)}"


def _is_like(stem: str, name: str) -> bool:
    return bool(difflib.get_close_matches(stem, name.split("-"), n=1, cutoff=0.75))
