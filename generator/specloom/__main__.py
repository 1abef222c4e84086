"""`python -m specloom` and the `specloom` command."""

from __future__ import annotations

import sys

from specloom.cli.main import main

__all__ = ["run"]


def run() -> None:
    """Run the command line and leave the process with its exit code."""
    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
