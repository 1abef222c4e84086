"""The public surface of generated Python code: what a program can write against it, read from its text, and compared."""

from specloom.surface.compare import compare_surfaces
from specloom.surface.model import Level, Place, Surface, SurfaceChange
from specloom.surface.read import read_surface

__all__ = ["Level", "Place", "Surface", "SurfaceChange", "compare_surfaces", "read_surface"]
