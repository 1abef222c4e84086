"""Views through templates to text. Decides nothing."""

from specloom.render.environment import Renderer

__all__ = ["Renderer"]
