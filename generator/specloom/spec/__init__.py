"""OpenAPI documents of every supported version, in one shape."""

from specloom.spec.model import Spec
from specloom.spec.upgrade import upgrade

__all__ = ["Spec", "upgrade"]
