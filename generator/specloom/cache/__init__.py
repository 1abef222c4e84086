"""What was made once is not made again: results of whole runs, and texts of single files, by what they were made from.

A cache may be deleted at any time, and one that cannot be read or written is no fault. docs/incremental.md.
"""

from specloom.cache.digest import digest_of
from specloom.cache.generator import generator_state
from specloom.cache.results import Results
from specloom.cache.texts import Texts

__all__ = ["Results", "Texts", "digest_of", "generator_state"]
