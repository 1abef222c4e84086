"""Captures: what an API really said, kept as files that can be committed."""
