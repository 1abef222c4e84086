"""What a snippet says above its code."""

from __future__ import annotations

from specloom.calls.model import FileBody, FileInput, MultipartBody, WireRequest

__all__ = ["file_notes", "request_files"]


def request_files(request: WireRequest) -> tuple[FileInput, ...]:
    """Return the files that the request sends, each once, in order."""
    match request.body:
        case FileBody(file):
            return (file,)
        case MultipartBody(parts):
            return tuple(dict.fromkeys(part.value for part in parts if isinstance(part.value, FileInput)))
        case _:
            return ()


def file_notes(request: WireRequest) -> tuple[str, ...]:
    """Return a line for each environment variable that holds the path of a file."""
    return tuple(f"{file.variable}: path of the file to send ({file.purpose})" for file in request_files(request))
