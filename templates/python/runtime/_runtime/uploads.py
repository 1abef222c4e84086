"""Bodies with files in them, which are read while they are sent."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import IO, TypeAlias

Piece: TypeAlias = bytes | PathLike[str] | IO[bytes]


class Upload:
    """Pieces of a body, one after the other. Sent again, an open file is read from where it stood at first."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = [(piece, *_extent(piece)) for piece in pieces]
        self._was_read = False
        sizes = [size for _, _, size in self._pieces if size is not None]
        self.size = sum(sizes) if len(sizes) == len(self._pieces) else None
        """None where there is a file that can only be read, and so only be sent once."""

    def __iter__(self) -> Iterator[bytes]:
        again, self._was_read = self._was_read, True
        for piece, start, _ in self._pieces:
            if isinstance(piece, bytes):
                yield piece
            elif isinstance(piece, PathLike):
                with open(piece, "rb") as file:
                    yield from _chunks(file)
            else:
                if again:
                    piece.seek(start)
                yield from _chunks(piece)


class AsyncUpload:
    """The same for a client whose calls are awaited: files are read in a thread."""

    def __init__(self, upload: Upload) -> None:
        self._upload = upload

    async def __aiter__(self) -> AsyncIterator[bytes]:
        import asyncio

        chunks = iter(self._upload)
        while (chunk := await asyncio.to_thread(next, chunks, None)) is not None:
            yield chunk


def content_of(pieces: Sequence[Piece]) -> bytes | Upload:
    """Return the content of a body: bytes, unless there is a file to read."""
    known = [piece for piece in pieces if isinstance(piece, bytes)]
    return b"".join(known) if len(known) == len(pieces) else Upload(pieces)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(65_536):
        yield chunk


def _extent(piece: Piece) -> tuple[int, int | None]:
    """Return where a piece starts and how long it is, if that is known before it is read."""
    if isinstance(piece, bytes):
        return 0, len(piece)
    if isinstance(piece, PathLike):
        path = Path(piece)
        return 0, path.stat().st_size if path.is_file() else None
    if not getattr(piece, "seekable", bool)():
        return 0, None
    start, end = piece.tell(), piece.seek(0, 2)
    piece.seek(start)
    return start, end - start
