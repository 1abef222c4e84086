"""What changed between two descriptions, and for whom it matters."""

from specloom.changes.compare import compare_apis
from specloom.changes.model import Change, Level, Target

__all__ = ["Change", "Level", "Target", "compare_apis"]
