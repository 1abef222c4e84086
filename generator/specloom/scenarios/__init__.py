"""Scenarios: Arazzo documents, read and made."""
