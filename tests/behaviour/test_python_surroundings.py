"""What a generated package knows besides its operations: tokens, servers, and the requests that the API makes."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import parse_qs

import pytest
from behaviour.python_package import Recorder, import_package, recorder

AUTH = """\
security: [{oauth: ["pets:read"]}]
paths:
  /pets:
    get: {tags: [pets], operationId: listPets, responses: {"200": {description: ok}}}
    post: {tags: [pets], operationId: addPet, security: [{oauth: ["pets:write"]}], responses: {"200": {description: ok}}}
  /both:
    get: {tags: [pets], operationId: both, security: [{oauth: [], key: []}], responses: {"200": {description: ok}}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    oauth:
      type: oauth2
      x-token-endpoint-auth-method: client_secret_post
      flows: {clientCredentials: {tokenUrl: /token, scopes: {}}, authorizationCode: {tokenUrl: /other, scopes: {}}}
"""
SERVERS = """\
servers:
  - url: https://{region}.example.com/{base}
    description: Live
    variables: {region: {default: eu, enum: [eu, us]}, base: {default: a/b}}
  - {url: "https://sandbox.example.com/{base}", description: Sandbox, variables: {base: {default: c}}}
security: []
paths:
  /pets: {get: {tags: [pets], operationId: listPets, responses: {"200": {description: ok}}}}
"""
WEBHOOKS = """\
x-specloom-webhook-signature: {header: X-Hub-Signature-256}
paths: {}
webhooks:
  petSold:
    post:
      operationId: onPetSold
      summary: A pet was sold.
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Sold"}}}}
      responses: {"204": {description: ok}}
  petMoved:
    post:
      requestBody:
        content:
          application/json:
            schema:
              oneOf: [{$ref: "#/components/schemas/Sold"}, {$ref: "#/components/schemas/Found"}]
              discriminator:
                propertyName: kind
                mapping: {sold: "#/components/schemas/Sold", found: "#/components/schemas/Found"}
      responses: {"204": {description: ok}}
  formSent:
    post:
      requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: object}}}}
      responses: {"204": {description: ok}}
components:
  schemas:
    Sold: {type: object, required: [kind], properties: {kind: {type: string}, petId: {type: integer}}}
    Found: {type: object, required: [kind], properties: {kind: {type: string}, place: {type: string}}}
"""


@pytest.fixture
def server() -> Iterator[Recorder]:
    """A recording server."""
    with recorder() as running:
        running.says({"access_token": "fresh", "expires_in": 60})
        yield running


@pytest.fixture(scope="module")
def auth(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return import_package(tmp_path_factory.mktemp("auth"), AUTH)


@pytest.fixture(scope="module")
def webhooks(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return import_package(tmp_path_factory.mktemp("webhooks"), WEBHOOKS)


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("behaviour.python_package.HEAD", 'openapi: 3.1.0\ninfo: {title: %s, version: "1"}\n')
        return import_package(tmp_path_factory.mktemp("servers"), SERVERS)


def client(module: ModuleType, prefix: str = "", **settings: Any) -> Any:
    return getattr(module, prefix + module.__name__.capitalize())(**settings)


class TestTokens:
    """Over a real connection."""

    def test_client_credentials(self, auth: ModuleType, server: Recorder) -> None:
        """One token, of the scopes of all operations, for all calls."""
        found = client(auth, base_url=server.url, client_id="me", client_secret="x")
        found.pets.list_pets()
        found.pets.add_pet()

        assert ["/token", "/pets", "/pets"] == [request.path for request in server.requests]
        form = parse_qs(server.requests[0].body.decode())
        assert (["pets:read pets:write"], ["x"]) == (form["scope"], form["client_secret"])
        assert "Bearer fresh" == server.last.headers["authorization"]

    def test_beside_a_key(self, auth: ModuleType, server: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
        """Schemes that go together, from the environment."""
        prefix = auth.__name__.upper()
        for name in ("CLIENT_ID", "CLIENT_SECRET", "KEY"):
            monkeypatch.setenv(f"{prefix}_{name}", name)
        client(auth, base_url=server.url).pets.both()

        assert ("Bearer fresh", "KEY") == (server.last.headers["authorization"], server.last.headers["x-key"])

    def test_asynchronous(self, auth: ModuleType, server: Recorder) -> None:
        """The same, awaited; at the same time, too."""

        async def run() -> None:
            async with client(auth, "Async", base_url=server.url, client_id="me", client_secret="x") as found:
                await asyncio.gather(*(found.pets.list_pets() for _ in range(4)))

        asyncio.run(run())

        assert ["/pets"] * 4 + ["/token"] == sorted(request.path for request in server.requests)

    def test_a_function_that_returns_a_token(self, auth: ModuleType, server: Recorder) -> None:
        """In place of the token."""
        client(auth, base_url=server.url, token=lambda: "mine").pets.list_pets()

        assert ("Bearer mine", 1) == (server.last.headers["authorization"], len(server.requests))

    def test_what_is_missing(self, auth: ModuleType, server: Recorder) -> None:
        """Every way is named."""
        prefix = auth.__name__.upper()
        with pytest.raises(auth.MissingCredentialsError, match=f"set {prefix}_TOKEN, or {prefix}_CLIENT_ID and "):
            client(auth, base_url=server.url).pets.list_pets()


class TestServers:
    """Where the client goes, without going there."""

    @pytest.mark.parametrize(
        ("given", "url"),
        [
            ({}, "https://eu.example.com/a/b"),
            ({"region": "us", "base": "x/y"}, "https://us.example.com/x/y"),
            ({"base": "x y?z#/../é"}, "https://eu.example.com/x%20y%3Fz%23/../%C3%A9"),
            ({"region": "evil.com/"}, "https://evil.com%2F.example.com/a/b"),
            ({"region": "me:pw@evil.com"}, "https://me:pw%40evil.com.example.com/a/b"),
            ({"server": "live"}, "https://eu.example.com/a/b"),
            ({"server": "sandbox"}, "https://sandbox.example.com/c"),
        ],
    )
    def test_address(self, servers: ModuleType, given: dict[str, str], url: str) -> None:
        """Values are encoded; a server has its own defaults."""
        assert url == client(servers, **given)._service.base_url

    def test_an_unknown_server(self, servers: ModuleType) -> None:
        """It is never another one in its place."""
        with pytest.raises(KeyError):
            client(servers, server="sandbx")

    @pytest.mark.parametrize(("given", "wins"), [({}, True), ({"base_url": ""}, False), ({"server": "live"}, False)])
    def test_environment(
        self, servers: ModuleType, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], wins: bool
    ) -> None:
        """It says where the API is, unless the caller does."""
        monkeypatch.setenv(f"{servers.__name__.upper()}_BASE_URL", "http://127.0.0.1:9")

        assert ("http://127.0.0.1:9" == client(servers, **given)._settings.base_url) is wins


class TestWebhooks:
    """Their bodies, and who sent them."""

    @pytest.mark.parametrize("payload", [b'{"kind": "sold", "petId": 7}', '{"kind": "sold", "petId": 7}', {"petId": 7}])
    def test_a_body(self, webhooks: ModuleType, payload: Any) -> None:
        """As it came, as text, or read already."""
        found = webhooks.webhooks.parse_pet_sold(payload)

        assert (webhooks.models.Sold, 7) == (type(found), found.pet_id)

    def test_a_union(self, webhooks: ModuleType) -> None:
        """The tag decides."""
        found = webhooks.webhooks.parse_pet_moved({"kind": "found", "place": "here"})

        assert "here" == found.place

    def test_no_json(self, webhooks: ModuleType) -> None:
        """It is no body of this API."""
        with pytest.raises(ValueError, match="Expecting value"):
            webhooks.webhooks.parse_pet_sold(b"<html>")

    def test_signature(self, webhooks: ModuleType) -> None:
        """The one that the document names."""
        module = webhooks.webhooks
        stated = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
        module.verify("Hello, World!", {"x-hub-signature-256": stated}, "It's a Secret to Everybody")
        with pytest.raises(module.WebhookSignatureError):
            module.verify("Hello", {"x-hub-signature-256": stated}, "It's a Secret to Everybody")

    def test_only_where_it_is_needed(self, auth: ModuleType) -> None:
        """A package without webhooks has no module for them."""
        names = {path.name for path in Path(str(auth.__file__)).parent.rglob("*.py")}

        assert not {"webhooks.py", "signatures.py"} & names
        with pytest.raises(ImportError):
            importlib.import_module(f"{auth.__name__}.webhooks")
