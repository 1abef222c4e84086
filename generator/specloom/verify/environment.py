"""What a snippet finds when it runs: the variables that it reads, full of marks that a careless one would obey."""

from __future__ import annotations

from pathlib import Path

from specloom.calls.model import FileBody, FileInput, MultipartBody, WireRequest

__all__ = ["environment"]

_UPLOAD = "an upload; with, marks.bin"


def environment(request: WireRequest, folder: Path) -> dict[str, str]:
    """Return a value for each variable that a request reads: a secret, or the path of a file, which is then in `folder`."""
    files = {file.variable for file in _files(request)}
    upload = folder / _UPLOAD
    if files and not upload.exists():  # snippets that run beside this one may be reading it
        upload.write_bytes(bytes(range(256)))
    return {
        name: str(upload) if name in files else f"s3cret $HOME `id` \"{name}\" 'q' %41 !! \\ end"
        for name in request.variables
    }


def _files(request: WireRequest) -> list[FileInput]:
    match request.body:
        case FileBody(file):
            return [file]
        case MultipartBody(parts):
            return [part.value for part in parts if isinstance(part.value, FileInput)]
        case _:
            return []
