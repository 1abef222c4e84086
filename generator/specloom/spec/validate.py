"""The official JSON Schema of a document's version, asked in every `generate`.

In process, over plain data, with nothing to resolve: openapi-spec-validator's schema stage, in words of our own, without
what another finding says better.
"""

from __future__ import annotations

from specloom.diagnostics import Diagnostics, codes
from specloom.spec.model import Spec
from specloom.spec.told import Told
from specloom.spec.violations import violations
from specloom.spec.words import shortened, subject_of

__all__ = ["report_violations"]


def report_violations(spec: Spec, diagnostics: Diagnostics) -> None:
    """Report what the official JSON Schema says about the root file; it comes after the stages that read the document."""
    root = spec.document.root
    told = Told(diagnostics, root.location.file)
    try:
        for each in violations(spec.version, root.value):
            if not told.covers(each):
                place = root.location.child(*each.path)
                diagnostics.report(each.code, place, each.fields, subject=subject_of(each.path))
    except (RecursionError, ValueError) as error:
        diagnostics.report(codes.VALIDATOR_LIMIT, root.location, what="finish", reason=shortened(str(error)))
