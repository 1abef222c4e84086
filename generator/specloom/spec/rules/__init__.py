"""Rules of our own that ask what openapi-spec-validator's keyword stage asks, in a fraction of its time."""

from specloom.spec.rules.check import check_rules

__all__ = ["check_rules"]
