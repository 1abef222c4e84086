"""The HTTP libraries that a generated client could stand on: import, memory and time per request, in one run.

    .venv/bin/python -m bench.http_libraries

Each is driven in a process of its own, in the environment of `bench.client`, with one kept connection to a server on
loopback that answers a small JSON object. Processor time of the client's process, the best of many short turns.
"""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import click

from bench.client import cache_folder
from bench.clients.measure import Cold, cold_import
from bench.clients.peers import environment

BODY = b'{"id": "a", "name": "one"}'
LIBRARIES = {
    "httpx2": "client = httpx2.Client()\ncall = lambda: client.get(url, headers=headers).json()",
    "httpx": "client = httpx.Client()\ncall = lambda: client.get(url, headers=headers).json()",
    "niquests": "client = niquests.Session()\ncall = lambda: client.get(url, headers=headers).json()",
    "requests": "client = requests.Session()\ncall = lambda: client.get(url, headers=headers).json()",
    "urllib3": "client = urllib3.PoolManager()\ncall = lambda: client.request('GET', url, headers=headers).json()",
}
_PROGRAM = """\
import sys, time
import {library}
url, headers = sys.argv[1], {{"Accept": "application/json", "X-Api-Key": "secret"}}
{setup}
assert call() == {{"id": "a", "name": "one"}}
best = float("inf")
for _ in range({turns}):
    start = time.process_time()
    for _ in range({calls}):
        call()
    best = min(best, (time.process_time() - start) / {calls})
print(best)
"""


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(BODY)}\r\n\r\n"
        self.wfile.write(head.encode() + BODY)

    def log_message(self, *_said: Any) -> None:
        """Say nothing."""


@contextmanager
def server() -> Iterator[str]:
    """Answer on loopback; give the address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Answers) as found:
        threading.Thread(target=found.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{found.server_port}/things/a"
        found.shutdown()


def seconds_a_call(programs: Path, library: str, url: str, *, turns: int, calls: int) -> float:
    """Return the processor's seconds of one request. Raises `RuntimeError` where the library does not answer."""
    program = _PROGRAM.format(library=library, setup=LIBRARIES[library], turns=turns, calls=calls)
    command = [str(programs / "python"), "-I", "-c", program, url]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1])
    return float(done.stdout)


@click.command(help=(__doc__ or "").partition("\n")[0])
@click.option("--turns", default=40, show_default=True)
@click.option("--calls", default=50, show_default=True, help="Requests a turn.")
@click.option("--colds", default=10, show_default=True, help="Imports of each library.")
def main(*, turns: int, calls: int, colds: int) -> None:
    """Print the table."""
    programs, faults = environment(cache_folder())
    for fault in faults:
        click.echo(fault, err=True)
    click.echo("| library | import, ms | peak, MB | request, µs |\n|---|---:|---:|---:|")
    with server() as url:
        for library in LIBRARIES:
            cold = Cold()
            for _ in range(colds):
                cold.take(*cold_import(programs, f"import {library}", programs))
            microseconds = seconds_a_call(programs, library, url, turns=turns, calls=calls) * 1e6
            click.echo(f"| {library} | {cold.seconds * 1e3:.0f} | {cold.megabytes:.1f} | {microseconds:.0f} |")


if __name__ == "__main__":
    main()
