"""Views through templates to text. Decides nothing."""

from specloom.render.environment import KnownTexts, Renderer

__all__ = ["KnownTexts", "Renderer"]
