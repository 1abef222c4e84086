"""Do the snippets parse, run, and send the example they were made of? One process per language runs all of them.

Nothing leaves the machine: `curl`, `http` and `wget` are functions of the shell, `fetch` and `requests` are recorders.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from bench.checks.generated import Generated
from bench.checks.values import is_same
from specloom.calls.model import Call, JsonBody, TextBody

__all__ = ["check_httpie", "check_javascript", "check_python_snippets", "check_shell", "check_wget"]

_HERE = Path(__file__).resolve().parent
_NODE = ("--experimental-vm-modules", "--no-warnings", str(_HERE / "javascript.mjs"))
_BASH = """\
record() { printf '%s\\0' "$#" "$@" >&3; }
while IFS= read -r path; do
  if ! fault=$(bash -n "$path" 2>&1); then
    printf '%s\\0' 2 --fault "$fault" >&3
  elif ! ( . "$path" ) </dev/null >/dev/null 2>&1; then
    printf '%s\\0' 2 --fault 'it fails' >&3
  fi
  printf '%s\\0' 0 >&3
done
"""
_SECONDS = 1800
_MADE_OF_MINIMAL = ("errors", "pages")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sent:
    """What one snippet sent."""

    fault: str = ""
    method: str = ""
    url: str = ""
    body: str | None = None


_Runner = Callable[[list[Path], dict[str, str]], list[_Sent]]


def check_shell(generated: Generated) -> list[str]:
    """Return the faults of the curl snippets."""
    return list(_check(generated, "curl", lambda paths, variables: _run_shell(paths, variables, "curl", _curl)))


def check_httpie(generated: Generated) -> list[str]:
    """Return the faults of the HTTPie snippets."""
    return list(_check(generated, "httpie", lambda paths, variables: _run_shell(paths, variables, "http", _httpie)))


def check_wget(generated: Generated) -> list[str]:
    """Return the faults of the wget snippets."""
    return list(_check(generated, "wget", lambda paths, variables: _run_shell(paths, variables, "wget", _wget)))


def check_javascript(generated: Generated) -> list[str]:
    """Return the faults of the JavaScript snippets."""
    return list(_check(generated, "javascript", _run_javascript))


def check_python_snippets(generated: Generated) -> list[str]:
    """Return the faults of the Python snippets."""
    return list(_check(generated, "python", _run_python))


def _check(generated: Generated, language: str, run: _Runner) -> Iterator[str]:
    entries = [
        entry for entry in generated.index if entry["language"] == language and entry["variant"] not in _MADE_OF_MINIMAL
    ]
    paths = [generated.snippets / entry["path"] for entry in entries]
    if not paths:
        return
    calls = {(call.operation.id, call.name): call for group in generated.calls.calls.values() for call in group}
    with tempfile.TemporaryDirectory() as folder:
        upload = Path(folder) / "upload.bin"
        upload.write_bytes(b"content")
        variables = {name: str(upload) for entry in entries for name in entry["environment"]}
        for entry, path, sent in zip(entries, paths, run(paths, variables), strict=True):
            fault = sent.fault or _difference(calls[entry["operation"], entry["variant"]], sent)
            if fault:
                yield f"{generated.name(path)}: {fault}"


def _difference(call: Call, sent: _Sent) -> str:
    """Return where a snippet sends something other than the call says; empty where it does not."""
    request = call.request
    if sent.method != request.method:
        return f"it sends {sent.method} in place of {request.method}"
    if _host(sent.url) != _host(request.url):
        return f"it sends to {sent.url} in place of {request.url}"
    match request.body:
        case JsonBody(value):
            if sent.body is None or not is_same(json.loads(sent.body), value):
                return f"its JSON is not that of the example: {sent.body!r:.200}"
        case TextBody(text) if text and sent.body != text:
            return f"its text is not that of the example: {sent.body!r:.200}"
        case _:
            pass
    return ""


def _host(url: str) -> str:
    """Return the host and port of a URL in a form that compares: `fetch` decodes what is encoded, and writes IDNs as ASCII."""
    host = unquote(urlsplit(url).netloc).lower()
    with contextlib.suppress(UnicodeError):
        return host.encode("idna").decode()
    return host


def _run_javascript(paths: list[Path], _: dict[str, str]) -> list[_Sent]:
    node = shutil.which("node") or "node"
    return _as_sent(_communicate([node, *_NODE], json.dumps([str(path) for path in paths])))


def _run_python(paths: list[Path], variables: dict[str, str]) -> list[_Sent]:
    command = [sys.executable, "-I", str(_HERE / "requests_recorder.py")]
    return _as_sent(_communicate(command, json.dumps([str(path) for path in paths]), variables))


def _communicate(command: list[str], text: str, variables: dict[str, str] | None = None) -> str:
    run = subprocess.run(
        command,
        input=text.encode(),
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **(variables or {})},
        capture_output=True,
        timeout=_SECONDS,
        check=False,
    )
    if run.returncode:
        raise RuntimeError(f"{command[0]} failed: {run.stderr.decode(errors='replace')[-500:]}")
    return run.stdout.decode()


def _as_sent(output: str) -> list[_Sent]:
    results: list[dict[str, Any]] = json.loads(output)
    return [_Sent(**{name: value for name, value in each.items() if name != "path"}) for each in results]


def _run_shell(
    paths: list[Path], variables: dict[str, str], program: str, read: Callable[[list[str]], _Sent]
) -> list[_Sent]:
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "record"
        script = f'exec 3>{record}\n{program}() {{ record "$@"; }}\n{_BASH}'
        _communicate(["bash", "-c", script], "".join(f"{path}\n" for path in paths), variables)
        words = iter(record.read_text(encoding="utf-8", errors="replace").split("\0")[:-1])
    found: list[_Sent] = []
    calls: list[list[str]] = []
    for count in words:
        if count == "0":
            faults = [words[1] for words in calls if words[0] == "--fault"]
            if faults or len(calls) != 1:
                found.append(_Sent(fault=faults[0] if faults else f"it runs {program} {len(calls)} times"))
            else:
                found.append(read(calls[0]))
            calls = []
        else:
            calls.append([next(words) for _ in range(int(count))])
    return found


def _curl(words: list[str]) -> _Sent:
    """Return what the options of curl come to."""
    options = dict(itertools.pairwise(words))
    method = "HEAD" if "--head" in words else options.get("--request", "GET")
    return _Sent(method=method, url=options.get("--url", ""), body=options.get("--data-raw"))


def _httpie(words: list[str]) -> _Sent:
    """Return what the words after `http` come to: options, method, URL, items."""
    place = next(index for index, word in enumerate(words) if re.match("https?://", word))
    options = dict(itertools.pairwise(words[:place]))
    raw = next((word.removeprefix("--raw=") for word in words if word.startswith("--raw=")), options.get("--raw"))
    fields = [
        match.groups() for item in words[place:] if (match := re.fullmatch(r"([\w-]+)(:?=)(?!=)(.*)", item, re.DOTALL))
    ]
    value = {name: json.loads(text) if sign == ":=" else text for name, sign, text in fields}
    return _Sent(method=words[place - 1], url=words[place], body=json.dumps(value) if fields and raw is None else raw)


def _wget(words: list[str]) -> _Sent:
    """Return what the options of wget come to."""
    options = dict(word.split("=", 1) for word in words if word.startswith("--") and "=" in word)
    return _Sent(method=options.get("--method", "GET"), url=words[-1], body=options.get("--body-data"))
