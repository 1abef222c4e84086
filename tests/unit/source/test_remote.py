"""Remote references against a real server on loopback: what is asked, what is used, and what is refused."""

from __future__ import annotations

import hashlib
import socket
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from unit.source.written import followed, use_of, written

from specloom.diagnostics import Diagnostics, Finding
from specloom.source import Document, Limits, load
from specloom.source import fetch as fetching
from specloom.source.access import Access, RemotePolicy
from specloom.source.fetch import is_askable
from specloom.source.refs import References

MODELS = "Pet: {title: pet, owner: {$ref: 'deep/owner.yaml#/Owner'}}\nOwner: {$ref: 'deep/owner.yaml#/Owner'}\n"
OWNER = "Owner: {title: owner, back: {$ref: ../models.yaml#/Pet}}\nlocal: {$ref: 'file:///etc/passwd'}\n"


class Server:
    """Serves texts, and remembers what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.headers: dict[str, str] = {}
        self.status = 200
        self.asked: list[str] = []
        self.hosts: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(self.path)
                outer.hosts.append(self.headers["Host"])
                body = outer.pages.get(self.path)
                self.send_response(404 if body is None else outer.status)
                for name, value in outer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body or b"")))
                self.end_headers()
                self.wfile.write(body or b"")

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self._server.server_port}/specs/"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def serve(self, **pages: str) -> Server:
        """Serve texts; `__` in a name is a slash."""
        self.pages |= {f"/specs/{name.replace('__', '/')}.yaml": text.encode() for name, text in pages.items()}
        return self

    def policy(self, *pinned: str, **changes: Any) -> RemotePolicy:
        """Return a policy that allows everything here and pins these texts."""
        pins = {
            self.base + path.removeprefix("/specs/"): hashlib.sha256(body).hexdigest()
            for path, body in self.pages.items()
            if not pinned or path in [f"/specs/{name}.yaml" for name in pinned]
        }
        settings: dict[str, Any] = {"allow": (self.base,), "pins": pins, "allow_private_network": True, **changes}
        return RemotePolicy(**settings)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("SPECLOOM_CACHE_DIR", str(folder))
    return folder


def loaded(
    folder: Path, ref: str, policy: RemotePolicy, *, limits: Limits | None = None
) -> tuple[Document, Any, list[Finding]]:
    """Return a document with one reference, what that leads to, and what was said."""
    diagnostics = Diagnostics()
    access = Access(remote=policy, source="pets", spec="a.yaml")
    document = load(written(folder, {"a.yaml": f"use: {{$ref: '{ref}'}}\n"}), diagnostics, access=access)
    found = References(document, diagnostics, limits).follow(use_of(document))
    return document, found.value if found is not None else None, diagnostics.findings


def refused(folder: Path, ref: str, policy: RemotePolicy, code: str, *, limits: Limits | None = None) -> Finding:
    """Return the one finding about a reference that is not used."""
    _, value, findings = loaded(folder, ref, policy, limits=limits)

    assert (None, [code]) == (value, [finding.code.name for finding in findings])
    return findings[0]


def test_an_allowed_and_pinned_document_is_read_once(tmp_path: Path, server: Server) -> None:
    """References inside it are relative to its address; every address is asked once, and the manifest lists its hash."""
    server.serve(models=MODELS, deep__owner=OWNER)
    diagnostics = Diagnostics()
    text = f"use: {{$ref: '{server.base}models.yaml#/Owner'}}\nagain: {{$ref: '{server.base}x/../models.yaml#/Pet'}}\n"
    document = load(written(tmp_path, {"a.yaml": text}), diagnostics, access=Access(remote=server.policy()))
    references = References(document, diagnostics)
    owner, pet = (references.follow(use_of(document, pointer)) for pointer in ("/use", "/again"))

    assert owner is not None
    assert pet is not None
    back = references.follow(owner.get("back") or owner)
    assert ("owner", "pet", pet) == (owner.value["title"], pet.value["title"], back)
    assert ["/specs/models.yaml", "/specs/deep/owner.yaml"] == server.asked
    assert [] == diagnostics.findings
    assert {f"{server.base}models.yaml", f"{server.base}deep/owner.yaml", "a.yaml"} == set(document.hashes())
    assert hashlib.sha256(MODELS.encode()).hexdigest() == document.hashes()[f"{server.base}models.yaml"]


def test_a_pinned_document_needs_no_network_later(tmp_path: Path, server: Server, cache: Path) -> None:
    """The cache is by content: whoever has the hash may read it, and a damaged file in it is not used."""
    server.serve(models=MODELS)
    policy = server.policy()
    ref = f"{server.base}models.yaml#/Pet"
    loaded(tmp_path, ref, policy)
    server.pages.clear()

    assert "pet" == loaded(tmp_path, ref, policy)[1]["title"]
    for kept in (cache / "remote").iterdir():
        kept.write_bytes(b"Pet: {title: stranger}\n")
    assert "answers 404" in refused(tmp_path, ref, policy, "remote-unreadable").message


def test_without_a_pin_the_line_to_add_is_shown(tmp_path: Path, server: Server, cache: Path) -> None:
    server.serve(models=MODELS)
    finding = refused(tmp_path, f"{server.base}models.yaml#/Pet", server.policy("none"), "remote-pin")
    digest = hashlib.sha256(MODELS.encode()).hexdigest()

    assert "is allowed, but not pinned" in finding.message
    assert f"`{server.base}models.yaml: {digest}` under `sources.pets.remote.pins`" in finding.fix
    assert not cache.exists()


def test_a_document_that_changed_is_not_used(tmp_path: Path, server: Server) -> None:
    policy = server.serve(models=MODELS).policy()
    server.serve(models=MODELS + "# more\n")
    finding = refused(tmp_path, f"{server.base}models.yaml#/Pet", policy, "remote-pin")

    assert "is not what the config pins any more" in finding.message


def test_an_address_that_is_not_allowed_is_not_asked(tmp_path: Path, server: Server) -> None:
    """Nor is one that a document from an allowed address leads to."""
    server.serve(models="Pet: {$ref: ../secret.yaml}\nDisk: {$ref: 'file:///etc/passwd'}\n")
    for ref in ("../secret.yaml", "models.yaml#/Pet"):
        finding = refused(tmp_path, server.base + ref, server.policy(), "ref-remote")
        assert f"`remote: {{allow: ['{server.base.removesuffix('specs/')}']}}` under `sources.pets`" in finding.fix
    refused(tmp_path, f"{server.base}models.yaml#/Disk", server.policy(), "ref-forbidden")

    assert ["/specs/models.yaml"] == server.asked


def test_nothing_is_allowed_unless_the_config_says_so(tmp_path: Path, server: Server) -> None:
    root = written(tmp_path, {"a.yaml": f"use: {{$ref: '{server.base}models.yaml'}}"})

    assert ["ref-remote"] == followed(root, Diagnostics())
    assert [] == server.asked


def test_private_addresses_are_refused(tmp_path: Path, server: Server) -> None:
    """Whatever the name of the host; nothing is sent."""
    policy = server.serve(models=MODELS).policy(allow_private_network=False)
    finding = refused(tmp_path, f"{server.base}models.yaml", policy, "remote-unreadable")

    assert "127.0.0.1, which is not on the public internet" in finding.message
    assert "sources.pets.remote.allow_private_network: true" in finding.fix
    assert [] == server.asked


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("10.0.0.1", False),
        ("100.64.0.1", False),
        ("127.8.8.8", False),
        ("169.254.169.254", False),
        ("192.168.1.1", False),
        ("0.0.0.0", False),
        ("224.0.1.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff0e::1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::a00:1", False),
    ],
)
def test_which_addresses_are_public(address: str, is_public: bool) -> None:
    """IPv4 addresses inside IPv6 ones count as what they are."""
    assert is_public == is_askable(address, allow_private_network=False)


@pytest.mark.parametrize("address", ["224.0.1.1", "ff02::1", "0.0.0.0"])
def test_no_setting_allows_what_is_no_host(address: str) -> None:
    assert not is_askable(address, allow_private_network=True)


def test_the_address_that_was_checked_is_the_one_that_is_asked(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads elsewhere when it is asked a second time (rebinding) changes nothing."""
    server.serve(models=MODELS)
    asked: list[str] = []
    port = int(server.base.split(":")[2].split("/")[0])
    real = socket.getaddrinfo

    def rebound(host: Any, *rest: Any, **more: Any) -> list[Any]:
        if host != "pets.test":
            return real(host, *rest, **more)
        asked.append(host)
        address = "127.0.0.1" if len(asked) == 1 else "203.0.113.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", rebound)
    base = server.base.replace("127.0.0.1", "pets.test")
    pins = {f"{base}models.yaml": hashlib.sha256(MODELS.encode()).hexdigest()}
    policy = RemotePolicy(allow=(base,), pins=pins, allow_private_network=True)

    assert "pet" == loaded(tmp_path, f"{base}models.yaml#/Pet", policy)[1]["title"]
    assert (["pets.test"], [f"pets.test:{port}"]) == (asked, server.hosts)


@pytest.mark.parametrize(
    ("status", "headers", "reason"),
    [
        (302, {"Location": "http://169.254.169.254/latest"}, "it redirects to 'http://169.254.169.254/latest'"),
        (301, {}, "it redirects to 'nowhere'"),
        (500, {}, "the server answers 500"),
        (200, {"Content-Encoding": "gzip"}, "it is encoded as 'gzip', which was not asked for"),
    ],
)
def test_answers_that_are_no_document(
    tmp_path: Path, server: Server, status: int, headers: Mapping[str, str], reason: str
) -> None:
    """A redirect is not followed; the finding says where it leads."""
    policy = server.serve(models=MODELS).policy()
    server.status, server.headers = status, dict(headers)
    finding = refused(tmp_path, f"{server.base}models.yaml", policy, "remote-unreadable")

    assert reason in finding.message
    assert 1 == len(server.asked)


def test_a_document_has_a_size(tmp_path: Path, server: Server) -> None:
    policy = server.serve(models=MODELS).policy()
    finding = refused(tmp_path, f"{server.base}models.yaml", policy, "remote-unreadable", limits=Limits(bytes=40))

    assert "it has more than 40 bytes" in finding.message


def test_a_server_that_says_nothing_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It accepts a connection and never answers."""
    monkeypatch.setattr(fetching, "SECONDS_OF_SILENCE", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        base = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        policy = RemotePolicy(allow=(base,), allow_private_network=True)
        finding = refused(tmp_path, f"{base}a.yaml", policy, "remote-unreadable")

    assert "timed out" in finding.message


def test_a_remote_document_is_parsed_as_strictly(tmp_path: Path, server: Server) -> None:
    """Its faults are shown at its address."""
    policy = server.serve(models="Pet: [\n").policy()
    diagnostics = Diagnostics()
    document = load(
        written(tmp_path, {"a.yaml": f"use: {{$ref: '{server.base}models.yaml'}}"}),
        diagnostics,
        access=Access(remote=policy),
    )
    References(document, diagnostics).follow(use_of(document))
    (finding,) = diagnostics.findings

    assert finding.location is not None
    assert ("syntax", f"{server.base}models.yaml") == (finding.code.name, finding.location.file)
    assert f"{server.base}models.yaml" == document.display(finding.location.file)
