"""Proves snippets: runs each against a mock of its API, and compares what arrived with what was meant."""

from specloom.verify.meaning import differences, meaning
from specloom.verify.model import Outcome, Result, Snippet
from specloom.verify.proof import Proof

__all__ = ["Outcome", "Proof", "Result", "Snippet", "differences", "meaning"]
