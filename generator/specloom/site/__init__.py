"""The static site: Markdown pages of the docs target in; HTML pages, one style sheet, a few scripts and a search index out."""

from specloom.site.build import build_site

__all__ = ["build_site"]
