"""File names made of a document's names: safe on every file system, and told apart by meaning. Imports nothing of ours."""

from specloom.slugs.slug import slug
from specloom.slugs.unique import Candidates, operation_slugs, unique_slugs

__all__ = ["Candidates", "operation_slugs", "slug", "unique_slugs"]
