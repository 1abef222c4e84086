"""Looks after pets."""
