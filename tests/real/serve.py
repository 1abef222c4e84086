"""A program of its own: `serve.py httpbin` serves it on a free port of loopback, prints the port, and ends with its stdin.

`serve.py jupyter-server OPTION...` and `serve.py kinto` do the same for the others. Nothing else of ours is imported.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable
from typing import Any

_GRACE = 20.0


def serve_httpbin() -> None:
    """Serve httpbin; each answer says in `X-Request-Target` what stood in the first line of its request."""
    from httpbin import app
    from werkzeug.serving import make_server

    def echoing(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        def started(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            return start(status, [*headers, ("X-Request-Target", environ["REQUEST_URI"])], *more)

        return app(environ, started)

    server = make_server("127.0.0.1", 0, echoing, threaded=True)
    print(server.server_port, flush=True)
    server.serve_forever()


def serve_jupyter(options: list[str]) -> None:
    """Serve jupyter-server; the token is in JUPYTER_TOKEN."""
    from jupyter_server.serverapp import ServerApp

    app = ServerApp.instance()
    app.initialize(["--ServerApp.ip=127.0.0.1", "--ServerApp.port=0", *options])
    print(app.port, flush=True)
    app.start()


def serve_kinto() -> None:
    """Serve Kinto, with everything in memory; whoever names a user is that user."""
    import kinto
    from waitress import create_server

    memory = "kinto.core.{}.memory"
    settings = {
        **{f"kinto.{name}_backend": memory.format(name) for name in ("storage", "cache", "permission")},
        "kinto.userid_hmac_secret": "no-secret-at-all",
        "kinto.bucket_create_principals": "system.Authenticated",
        "kinto.experimental_permissions_endpoint": "true",
        "multiauth.policies": "basicauth",
        "multiauth.policy.basicauth.use": "kinto.core.authentication.BasicAuthAuthenticationPolicy",
    }
    server = create_server(kinto.main({}, **settings), host="127.0.0.1", port=0)
    print(server.effective_port, flush=True)
    server.run()


def end_with_stdin() -> None:
    """Wait until the tests close our stdin, which they do even when they are killed; then stop, gently first."""
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(_GRACE)
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=end_with_stdin, daemon=True).start()
    if sys.argv[1] == "httpbin":
        serve_httpbin()
    elif sys.argv[1] == "kinto":
        serve_kinto()
    else:
        serve_jupyter(sys.argv[2:])
