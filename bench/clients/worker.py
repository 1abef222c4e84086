"""Drives one generated client against a stub, in the environment of the peers; a script that imports nothing of ours.

    python worker.py PLAN locate     print where the two operations are in the package
    python worker.py PLAN first      print the processor's seconds from the start of the process to the first answer
    python worker.py PLAN serve      answer each line `TASK SECONDS` with the processor's seconds of the fastest call

Every contestant gets the same answer from the same place: below everything that its HTTP library does with a request
and above the socket. PLAN is a JSON file: the kind of client, its package, and the sample of the document.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from time import perf_counter, process_time
from typing import Any

Task = Callable[[], Any]
JSON_TYPE = "application/json"


def squash(name: str) -> str:
    """Return a name as every generator spells it."""
    return "".join(letter for letter in name.lower() if letter.isalnum())


class Stub:
    """The server: answers with the body that is laid in, and remembers what was asked."""

    def __init__(self) -> None:
        self.body = b""
        self.asked = ""
        self.headers: Any = {}

    def transport(self, library: Any) -> Any:
        """Return a transport of httpx or httpx2."""

        def answer(request: Any) -> Any:
            self.asked, self.headers = request.url.raw_path.decode(), request.headers
            return library.Response(200, headers={"content-type": JSON_TYPE}, content=self.body)

        return library.MockTransport(answer)

    def into_urllib3(self) -> None:
        """Put the stub in the place of urllib3's connections."""
        from io import BytesIO

        pools: Any = import_module("urllib3.connectionpool")
        response_class: Any = import_module("urllib3.response").HTTPResponse

        def answer(_pool: Any, _connection: Any, method: str, url: str, **options: Any) -> Any:
            self.asked, self.headers = url, options.get("headers") or {}
            return response_class(
                BytesIO(self.body),
                headers={"content-type": JSON_TYPE, "content-length": str(len(self.body))},
                status=200,
                preload_content=options.get("preload_content", True),
                request_method=method,
            )

        pools.HTTPConnectionPool._make_request = answer


class Contestant:
    """One generated client: how it is made, where its operations are."""

    library = "httpx2"

    def __init__(self, plan: dict[str, Any]) -> None:
        self.package = plan["package"]
        self.sample = plan["sample"]
        self.auth = self.sample["auth"]
        self.stub = Stub()

    def open(self) -> Any:
        """Return the client."""
        raise NotImplementedError

    def places(self, client: Any) -> Iterator[list[str]]:
        """Yield the place of every operation."""
        yield from _methods(client, [])

    def bound(self, client: Any, place: list[str]) -> Any:
        """Return the operation at a place."""
        for name in place:
            client = getattr(client, name)
        return client

    def by_hand(self) -> Callable[[str], Any]:
        """Return what calls a path through the same HTTP library, and returns the JSON."""
        library: Any = import_module(self.library)
        http = library.Client(transport=self.stub.transport(library))
        base_url, headers = self.sample["base_url"], self.header()

        def call(path: str) -> Any:
            response = http.get(base_url + path, headers=headers)
            response.raise_for_status()
            return response.json()

        return call

    def header(self) -> dict[str, str]:
        """Return the headers that every contestant but one sends; openapi-python-client asks for any media type."""
        accept = {"Accept": JSON_TYPE}
        if not self.auth:
            return accept
        return {self.auth["header"]: f"{self.auth['prefix']} {self.auth['secret']}".strip(), **accept}


def _methods(owner: Any, path: list[str], depth: int = 3) -> Iterator[list[str]]:
    """Yield the places of the methods of an object and of the sections below it."""
    members = {name: member for kind in reversed(type(owner).__mro__) for name, member in vars(kind).items()}
    for name, member in members.items():
        if name.startswith(("_", "with_")):
            continue
        if callable(member):
            yield [*path, name]
        elif type(member).__name__ == "cached_property" and depth:
            yield from _methods(getattr(owner, name), [*path, name], depth - 1)


class Specloom(Contestant):
    """Ours."""

    def open(self) -> Any:
        import os

        library: Any = import_module(self.library)
        module = import_module(f"{self.package}._client")
        made = [each for each in vars(module).values() if getattr(each, "__module__", "") == module.__name__]
        chosen = next(each for each in made if isinstance(each, type) and not each.__name__.startswith("Async"))
        if self.auth:
            os.environ[module._SERVICE.schemes[self.auth["scheme"]].variables[0]] = self.auth["secret"]
        http = library.Client(transport=self.stub.transport(library))
        return chosen(http_client=http, base_url=self.sample["base_url"])


class DatamodelCodegen(Contestant):
    """datamodel-code-generator."""

    def open(self) -> Any:
        library: Any = import_module(self.library)
        client = import_module(self.package).Client
        http = library.Client(transport=self.stub.transport(library))
        secrets = {}
        if self.auth:
            known = client.__init__.__annotations__
            name = next(each for each in known if squash(each) == squash(self.auth["scheme"]))
            secrets = {name: self.auth["secret"]}
        return client(http_client=http, base_url=self.sample["base_url"], **secrets)


class OpenapiPythonClient(Contestant):
    """openapi-python-client."""

    library = "httpx"

    def open(self) -> Any:
        library: Any = import_module(self.library)
        package = import_module(self.package)
        base_url = self.sample["base_url"]
        arguments = {"transport": self.stub.transport(library)}
        if not self.auth:
            return package.Client(base_url, httpx_args=arguments)
        return package.AuthenticatedClient(
            base_url,
            token=self.auth["secret"],
            prefix=self.auth["prefix"],
            auth_header_name=self.auth["header"],
            httpx_args=arguments,
        )

    def places(self, client: Any) -> Iterator[list[str]]:
        del client  # the operations are functions that take it
        from pkgutil import walk_packages

        package = import_module(f"{self.package}.api")
        for found in walk_packages(package.__path__, package.__name__ + "."):
            if not found.ispkg:
                yield [found.name]

    def bound(self, client: Any, place: list[str]) -> Any:
        return partial(import_module(place[0]).sync, client=client)


class OpenapiGenerator(Contestant):
    """openapi-generator."""

    library = "urllib3"

    def open(self) -> Any:
        self.stub.into_urllib3()
        package = import_module(self.package)
        configuration = package.Configuration(host=self.sample["base_url"])
        if self.auth and self.auth["prefix"]:
            configuration.access_token = self.auth["secret"]
        elif self.auth:
            configuration.api_key[self.auth["scheme"]] = self.auth["secret"]
        return package.ApiClient(configuration)

    def places(self, client: Any) -> Iterator[list[str]]:
        package = import_module(self.package)
        for name in package.__all__:
            if name.endswith("Api"):
                yield from _methods(getattr(package, name)(client), [name])

    def bound(self, client: Any, place: list[str]) -> Any:
        section = getattr(import_module(self.package), place[0])
        return getattr(section(client), place[1])

    def by_hand(self) -> Callable[[str], Any]:
        http: Any = import_module("urllib3").PoolManager()
        base_url, headers = self.sample["base_url"], self.header()

        def call(path: str) -> Any:
            response = http.request("GET", base_url + path, headers=headers)
            if not 200 <= response.status < 300:
                raise ValueError(response.status)
            return json.loads(response.data)

        return call


KINDS: dict[str, type[Contestant]] = {
    "specloom": Specloom,
    "datamodel-code-generator": DatamodelCodegen,
    "openapi-python-client": OpenapiPythonClient,
    "openapi-generator": OpenapiGenerator,
}


def _signature(function: Any) -> Any:
    from inspect import signature

    return signature(function)


def locate(contestant: Contestant) -> dict[str, Any]:
    """Return, for both exercises, the place of the operation and the arguments by their names there."""
    client = contestant.open()
    places = list(contestant.places(client))
    found = {}
    for name in ("one", "many"):
        exercise = contestant.sample[name]
        wanted = squash(exercise["operation"])
        chosen = [place for place in places if squash(place[-1].rpartition(".")[2]) == wanted]
        chosen += [place for place in places if squash("".join(place)) == wanted]
        if not chosen:
            raise LookupError(f"the package has no {exercise['operation']}")
        parameters = _signature(contestant.bound(client, chosen[0])).parameters
        spelled = {squash(parameter): parameter for parameter in parameters}
        values = {spelled[squash(wire)]: value for wire, value in exercise["values"].items()}
        found[name] = {"place": chosen[0], "arguments": values}
    return found


def tasks(contestant: Contestant, located: dict[str, Any]) -> dict[str, Task]:
    """Return the timed calls; each has been made once, and asked and returned what it should."""
    client = contestant.open()
    by_hand = contestant.by_hand()
    made: dict[str, Task] = {}
    for name in ("one", "many"):
        exercise = contestant.sample[name]
        body = exercise["answer"].encode()
        operation = contestant.bound(client, located[name]["place"])
        made[name] = _checked(contestant, body, exercise, partial(operation, **located[name]["arguments"]))
        made[f"{name}-by-hand"] = _checked(contestant, body, exercise, partial(by_hand, exercise["path"]))
    return made


def _checked(contestant: Contestant, body: bytes, exercise: dict[str, Any], call: Task) -> Task:
    """Return the call with its answer laid in, after it was made once."""
    stub = contestant.stub

    def task() -> Any:
        stub.body = body
        return call()

    answer = task()
    if not stub.asked.split("?")[0].endswith(exercise["path"]):
        raise ValueError(f"asked for {stub.asked}, not for {exercise['path']}")
    for name, value in contestant.header().items():
        if name != "Accept" and stub.headers.get(name) != value:
            raise ValueError(f"sent {name} as {stub.headers.get(name)!r}")
    answer = getattr(answer, "root", answer)
    if answer is None or (exercise["items"] and len(answer) != exercise["items"]):
        raise ValueError(f"returned {answer!r:.80}")
    return task


def best(task: Task, seconds: float) -> float:
    """Return the seconds of the fastest of all calls that can be made in that time, at least two."""
    fastest = float("inf")
    end = perf_counter() + seconds
    count = 0
    while count < 2 or perf_counter() < end:
        start = process_time()
        task()
        fastest = min(fastest, process_time() - start)
        count += 1
    return fastest


def main(path: str, what: str) -> None:
    """Do what the module's docstring says."""
    with open(path, encoding="utf-8") as file:
        plan = json.load(file)
    sys.path.insert(0, plan["folder"])
    contestant = KINDS[plan["kind"]](plan)
    if what == "locate":
        print(json.dumps(locate(contestant)))
    elif what == "first":
        located = plan["located"]["one"]
        contestant.stub.body = plan["sample"]["one"]["answer"].encode()
        client = contestant.open()
        contestant.bound(client, located["place"])(**located["arguments"])
        print(process_time())
    else:
        known = tasks(contestant, plan["located"])
        print("ready", flush=True)
        for line in sys.stdin:
            name, _, seconds = line.partition(" ")
            print(best(known[name], float(seconds)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
