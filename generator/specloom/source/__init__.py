"""Files in, a `Document` out: JSON or YAML, one file or many, with the place of every node on demand. Knows no OpenAPI."""

from specloom.source.document import Document, Node
from specloom.source.limits import Limits
from specloom.source.load import load

__all__ = ["Document", "Limits", "Node", "load"]
