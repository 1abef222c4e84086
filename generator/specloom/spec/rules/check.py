"""All rules, over every object of a document. A spec in; findings out."""

from __future__ import annotations

from specloom.diagnostics import Diagnostics
from specloom.source.refs import References
from specloom.spec.model import Spec
from specloom.spec.rules.dangling import DanglingRule
from specloom.spec.rules.defaults import DefaultRule
from specloom.spec.rules.enums import check_enum
from specloom.spec.rules.places import Kind, places
from specloom.spec.rules.tags import check_tags

__all__ = ["check_rules"]


def check_rules(spec: Spec, diagnostics: Diagnostics) -> None:
    """Report what the rules have against a document; it comes after the stages that follow references."""
    references = References(spec.document, Diagnostics())  # says nothing: what is used was followed and told before
    check_tags(spec.document.root, diagnostics)
    defaults = DefaultRule(spec, references, diagnostics)
    dangling = DanglingRule(spec.document, references, diagnostics)
    for kind, node in places(spec, references):
        if "$ref" in node.value:
            dangling.check(node)
        if kind is Kind.SCHEMA or (kind is Kind.PARAMETER and "type" in node.value):
            defaults.check(node)
            check_enum(node, diagnostics)
