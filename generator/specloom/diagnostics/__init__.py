"""Findings about a document, a config or an output folder: what they are, and how they are said."""

from specloom.diagnostics.catalogue import Code, Severity
from specloom.diagnostics.model import Diagnostics, Finding, Location, Position, Rule, SourceTexts, Stop

__all__ = ["Code", "Diagnostics", "Finding", "Location", "Position", "Rule", "Severity", "SourceTexts", "Stop"]
