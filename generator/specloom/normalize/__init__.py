"""From a `Spec` to the `Api`: everything resolved, inherited, merged and given its defaults."""

from specloom.normalize.api import Overrides, normalize

__all__ = ["Overrides", "normalize"]
