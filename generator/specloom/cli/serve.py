"""A look at a folder in the browser: files over HTTP on this machine alone, until Ctrl-C."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from specloom.cli.console import Console
from specloom.cli.exit_codes import ExitCode

__all__ = ["serve_folder"]

_HOST = "127.0.0.1"


class _Quiet(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Say nothing of each request."""


def serve_folder(folder: Path, port: int, console: Console) -> ExitCode:
    """Serve the files of a folder until Ctrl-C; 0 stands for any port that is free."""
    try:
        server = ThreadingHTTPServer((_HOST, port), partial(_Quiet, directory=str(folder)))
    except OSError as error:
        console.message(f"the site is written, but port {port} cannot be had: {error.strerror}; choose one with --port")
        return ExitCode.USAGE
    with server:
        console.message(f"http://{_HOST}:{server.server_port}/  (Ctrl-C ends it)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            console.message()
    return ExitCode.OK
