"""Overlays (OpenAPI Overlay Specification 1.0 and 1.1): corrections to a description, applied to its root file in memory.

Comes in: a `Document` and the path of an overlay. Goes out: the same document with other data, which knows of every
changed node that it is written in the overlay. The text of the description stays as it is. Knows no OpenAPI.
"""

from specloom.overlay.apply import apply_overlay

__all__ = ["apply_overlay"]
