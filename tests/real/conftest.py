"""Fixtures: both servers, once a session and worker; the clients generated for them, synchronous and awaited."""

from __future__ import annotations

import asyncio
import shutil
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from real.servers import TOKEN, Running, httpbin, import_client, installed, jupyter_server


@dataclass(frozen=True, slots=True)
class Driver:
    """Makes clients of one kind. `driver.run(client.section.method(...))` is what the call returns, or raises."""

    package: ModuleType
    name: str
    url: str
    is_async: bool
    run: Callable[[Any], Any]

    def client(self, **settings: Any) -> Any:
        """Return a new client."""
        kind = getattr(self.package, f"Async{self.name}" if self.is_async else self.name)
        return kind(**{"base_url": self.url, **settings})

    def http_client(self, **settings: Any) -> Any:
        """Return an HTTP client to give to a client."""
        import httpx2

        return (httpx2.AsyncClient if self.is_async else httpx2.Client)(**settings)

    def counting(self, **settings: Any) -> tuple[Any, list[str]]:
        """Return an HTTP client, and the list of the methods that it sent."""
        sent: list[str] = []

        def note(request: Any) -> None:
            sent.append(request.method)

        async def note_async(request: Any) -> None:
            sent.append(request.method)

        hook = note_async if self.is_async else note
        return self.http_client(event_hooks={"request": [hook]}, **settings), sent

    def streamed(self, opened: Any, use: Callable[[Any], Any]) -> Any:
        """Return what `use` makes of an answer that is read bit by bit; lists of its chunks or lines come complete."""
        if not self.is_async:
            with opened as answer:
                return _complete(use(answer))

        async def used() -> Any:
            async with opened as answer:
                made = use(answer)
                if hasattr(made, "__aiter__"):
                    return [each async for each in made]
                return await made if asyncio.iscoroutine(made) else made

        return self.run(used())


def _complete(made: Any) -> Any:
    return list(made) if hasattr(made, "__next__") else made


@pytest.fixture(scope="session")
def jupyter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A jupyter-server of this worker."""
    with jupyter_server(tmp_path_factory.mktemp("jupyter")) as running:
        yield running


@pytest.fixture(scope="session")
def jupyter_package(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """The client that jupyter-server's own description makes; it is a file of the installed package."""
    description = tmp_path_factory.mktemp("description") / "api.yaml"
    shutil.copyfile(installed("jupyter_server") / "services" / "api" / "api.yaml", description)
    return import_client(description, "jupyter-server.overlay.yaml", "real_jupyter")


@pytest.fixture(scope="session")
def bin_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A httpbin of this worker."""
    with httpbin(tmp_path_factory.mktemp("httpbin")) as running:
        yield running


@pytest.fixture(scope="session")
def bin_package(bin_server: Running, tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """The client that httpbin's own description makes; the server is asked for it."""
    description = tmp_path_factory.mktemp("description") / "spec.json"
    with urllib.request.urlopen(f"{bin_server.url}/spec.json", timeout=60) as answer:
        description.write_bytes(answer.read())
    return import_client(description, "httpbin.overlay.yaml", "real_httpbin")


@pytest.fixture(params=["sync", "async"])
def runner(request: pytest.FixtureRequest) -> Iterator[tuple[bool, Callable[[Any], Any]]]:
    """Whether calls are awaited, and what turns a call into its result."""
    if request.param == "sync":
        yield False, lambda value: value
        return
    with asyncio.Runner() as loop:

        async def awaited(value: Any) -> Any:
            return await value

        yield True, lambda value: loop.run(awaited(value))


@pytest.fixture
def jupyter_driver(
    jupyter: Running,
    jupyter_package: ModuleType,
    runner: tuple[bool, Callable[[Any], Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> Driver:
    """What drives the jupyter-server; its token is in the environment."""
    monkeypatch.setenv("JUPYTER_SERVER_TOKEN", TOKEN)
    return Driver(jupyter_package, "JupyterServer", jupyter.url, *runner)


@pytest.fixture
def bin_driver(bin_server: Running, bin_package: ModuleType, runner: tuple[bool, Callable[[Any], Any]]) -> Driver:
    """What drives the httpbin."""
    return Driver(bin_package, "HttpbinOrg", bin_server.url, *runner)


@pytest.fixture
def files(jupyter: Running, tmp_path: Path) -> Iterator[str]:
    """The name of an empty folder that the jupyter-server serves."""
    folder = jupyter.root / tmp_path.name
    folder.mkdir()
    yield folder.name
    shutil.rmtree(folder, ignore_errors=True)
