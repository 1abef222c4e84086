"""specloom: one API description in; typed clients, docs pages and runnable snippets out.

The command line (`specloom`, `python -m specloom`) is the usual way in. From Python, `specloom.pipeline.build`
returns every file as text and touches nothing on disk.
"""

__version__ = "0.1.0"

__all__ = ["__version__"]
