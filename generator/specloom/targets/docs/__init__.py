"""Documentation: Markdown pages that read well where they lie, and that site generators can take as they are."""

from specloom.targets.docs.target import DocsTarget

__all__ = ["DocsTarget"]
