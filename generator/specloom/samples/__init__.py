"""Snippets in a copy of the description, for renderers that show `x-codeSamples` (Redoc, Scalar, Mintlify)."""

from specloom.samples.copy import sampled_copy

__all__ = ["sampled_copy"]
