"""Prove vendored folders against specloom.vendor.yaml with Python alone, 3.9 or newer: no specloom, no network.

    python -I verify_vendored.py [specloom.vendor.yaml]

Printed by `specloom vendor verify --script`. Exit code 0: every folder is what was copied. 3: a file was edited, is missing,
or was added; each is named. 2: it cannot be told, or a path leads outside. Line ends are no difference; files of `keep` and
what tools leave behind are passed over.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from typing import Any

LEFT_BEHIND = {"__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache", "node_modules", ".DS_Store", "Thumbs.db"}
OWN = (".specloom/manifest.json", ".specloom/SHA256SUMS")


class RefusedError(Exception):
    """It cannot be told."""


def pins_of(path: str) -> list[dict[str, Any]]:
    """Return folder, hash and `keep` of each entry. Reads the form that specloom writes, and refuses what it cannot read."""
    pins: list[dict[str, Any]] = []
    block = ""
    with open(path, encoding="utf-8") as file:
        for line in file:
            entry = re.match(r"  - into: (.+)", line)
            key = re.match(r"    (\w+):(?: (.*))?$", line)
            item = re.match(r"      - (.+)", line)
            if entry:
                pins.append({"into": value_of(entry[1]), "tree_sha256": None, "keep": []})
            elif re.match(r" ? ?- ", line):
                raise RefusedError(f"{path} is not as specloom writes it: an entry begins with `into`")
            elif pins and key:
                block = key[1]
                if block == "tree_sha256":
                    pins[-1][block] = value_of(key[2] or "")
                elif block == "keep" and key[2]:
                    pins[-1]["keep"] += values_of(key[2])
            elif pins and item and block == "keep":
                pins[-1]["keep"].append(value_of(item[1]))
    if not pins or not all(re.fullmatch("[0-9a-f]{64}", pin["tree_sha256"] or "") for pin in pins):
        raise RefusedError(f"{path} is not as specloom writes it")
    return pins


def value_of(text: str) -> str:
    """Return a plain or quoted text of YAML, without a comment after it."""
    found = re.match(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^"'\[{&*!|>%@`#][^#]*?)\s*(?:#.*)?$""", text.strip())
    if not found:
        raise RefusedError(f"{text.strip()} is not as specloom writes it")
    if found[1][0] == "'":
        return found[1][1:-1].replace("''", "'")
    return str(json.loads(found[1])) if found[1][0] == '"' else found[1]


def values_of(text: str) -> list[str]:
    """Return the texts of a list on one line."""
    found = re.match(r"\[(.*)\]\s*(?:#.*)?$", text.strip())
    if not found:
        raise RefusedError(f"{text.strip()} is not as specloom writes it")
    return [value_of(each) for each in found[1].split(",") if each.strip()]


def inside(path: str) -> str:
    """Return a path that stays inside its folder; refuse any other."""
    if not path or path[0] == "/" or "\\" in path or ":" in path or {"", ".", ".."} & set(path.split("/")):
        raise RefusedError(f"{path!r} leads outside")
    return path


def plain(content: bytes) -> bytes:
    """Return bytes with LF line ends and no byte order mark."""
    return (content[3:] if content[:3] == b"\xef\xbb\xbf" else content).replace(b"\r\n", b"\n")


def sha256(content: bytes) -> str:
    """Return a hash in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def sums(hashes: dict[str, str]) -> bytes:
    """Return hashes as sha256sum prints them."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(hashes.items())).encode()


def is_kept(path: str, patterns: Sequence[str]) -> bool:
    """Return whether a path belongs to the repository."""
    for pattern in patterns:
        signs = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
        parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.strip("/"))
        if re.fullmatch("".join(signs.get(part) or re.escape(part) for part in parts) + "(?:/.*)?", path, re.DOTALL):
            return True
    return False


def read(root: str, path: str) -> bytes | None:
    """Return the bytes of a regular file; None where there is none, or a link on the way."""
    here = root
    for name in path.split("/"):
        here = os.path.join(here, name)
        if os.path.islink(here):
            return None
    if not os.path.isfile(here):
        return None
    with open(here, "rb") as file:
        return file.read()


def faults(pin: dict[str, Any], base: str) -> Iterator[tuple[str, str]]:
    """Yield what is not as it was copied."""
    root = os.path.join(base, *inside(pin["into"]).split("/"))
    content = read(base, pin["into"] + "/" + OWN[0])
    if content is None:
        yield OWN[0], "is missing"
        return
    content = plain(content)
    try:
        files = {inside(path): entry["sha256"] for path, entry in json.loads(content.decode())["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        yield OWN[0], "is damaged"
        return
    if sha256(sums(files)) != pin["tree_sha256"]:
        yield OWN[0], "is not the one that is pinned"
    expected = dict(files)
    expected[OWN[1]] = sha256(sums({**files, OWN[0]: sha256(content)}))
    for path, digest in sorted(expected.items()):
        found = None if is_kept(path, pin["keep"]) else read(root, path)
        if found is None and not is_kept(path, pin["keep"]):
            yield path, "is missing, or a link"
        elif found is not None and digest not in (sha256(found), sha256(plain(found))):
            yield path, "was edited"
    for folder, names, others in os.walk(root):
        links = [name for name in names if os.path.islink(os.path.join(folder, name))]
        names[:] = [name for name in names if name not in LEFT_BEHIND and name not in links]
        for name in others + links:
            path = os.path.relpath(os.path.join(folder, name), root).replace(os.sep, "/")
            if name not in LEFT_BEHIND and path not in expected and path != OWN[0] and not is_kept(path, pin["keep"]):
                yield path, "is none of the copied files"


def main(arguments: Sequence[str]) -> int:
    """Return the exit code."""
    path = arguments[0] if arguments else "specloom.vendor.yaml"
    found = 0
    try:
        for pin in pins_of(path):
            for name, what in faults(pin, os.path.dirname(path) or "."):
                print(f"{pin['into']}/{name} {what}", file=sys.stderr)
                found = 3
    except (RefusedError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
