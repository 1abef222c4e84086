"""`specloom mock --captures`: what the API really answered is answered again."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from behaviour.python_package import import_package
from builds import build_files, job_for
from unit.docs.recorded import captures, json_body, recorded
from unit.docs.test_captured import SPEC

from specloom.calls.prepare import prepare_calls
from specloom.captures.model import Body, BodyKind, Captures, Recorded, Request
from specloom.diagnostics import Diagnostics
from specloom.mock import Mock, MockServer, Received, Replay
from specloom.mock.service import Exchange
from specloom.pipeline import load_api


def asked(url: str, method: str = "GET", body: Body | None = None) -> Request:
    return Request(method=method, url=url, path_parameters={}, query=(), headers=(), body=body)


BELLA = recorded("getPet", 200, json_body({"name": "Bella"}), request=asked("https://sandbox.test/v2/pets/7"))
REX = recorded(
    "getPet", 200, json_body({"name": "Rex"}, "application/vnd.pet+json"), request=asked("https://x.test/pets/8")
)
GONE = recorded("getPet", 404, json_body({"message": "gone"}), request=asked("https://x.test/pets/nobody"))


def play(
    tmp_path: Path, found: Captures, target: str, prefer: str = "", method: str = "GET", *, only: bool = False
) -> Exchange:
    """Return what a mock with captures makes of a request."""
    (tmp_path / "spec.yaml").write_text(SPEC, encoding="utf-8")
    api = load_api(job_for(tmp_path / "spec.yaml").source, Diagnostics()).api
    mock = Mock(api, prepare_calls(api, Diagnostics()), replay=Replay(found), only_captures=only)
    return mock.exchange(Received(method, target, (("Prefer", prefer),) if prefer else (), b""))


@pytest.mark.parametrize(
    ("target", "prefer", "status", "answer"),
    [
        ("/pets/7", "", 200, {"name": "Bella"}),
        ("/pets/8", "", 200, {"name": "Rex"}),
        ("/pets/another", "", 200, {"name": "Bella"}),
        ("/pets/nobody", "", 404, {"message": "gone"}),
        ("/pets/7", "code=404", 404, {"message": "gone"}),
    ],
)
def test_the_capture_of_the_most_similar_request_answers(
    target: str, prefer: str, status: int, answer: object, tmp_path: Path
) -> None:
    exchange = play(tmp_path, captures(BELLA, REX, GONE), target, prefer)

    assert exchange.answer.status == status
    assert json.loads(b"".join(exchange.answer.chunks)) == answer


def test_an_error_is_no_answer_to_another_request(tmp_path: Path) -> None:
    assert play(tmp_path, captures(GONE), "/pets/7").answer.status == 200


def test_an_example_of_the_description_can_be_asked_for(tmp_path: Path) -> None:
    assert play(tmp_path, captures(BELLA), "/pets/7", "example=rex").answer.status == 400


def test_what_was_not_captured_is_answered_as_documented_or_not_at_all(tmp_path: Path) -> None:
    usual = play(tmp_path, captures(BELLA), "/pets/7", method="DELETE")
    only = play(tmp_path, captures(BELLA), "/pets/7", method="DELETE", only=True)

    assert (usual.answer.status, only.answer.status) == (204, 501)
    assert b"DELETE /pets/{id}" in b"".join(only.answer.chunks)


def test_headers_come_back_but_for_those_that_lead_elsewhere(tmp_path: Path) -> None:
    headers = (("etag", '"5"'), ("location", "https://evil.test"), ("x-a", "a\r\nSet-Cookie: b"), ("b ad", "x"))
    found = recorded("deletePet", 204, headers=headers, request=asked("https://x.test/pets/7", "DELETE"))

    exchange = play(tmp_path, captures(found), "/pets/7", method="DELETE")

    assert exchange.answer.headers == (("etag", '"5"'), ("x-a", "a%0D%0ASet-Cookie: b"))


def test_client_and_snippet_run_offline_against_what_the_api_said(tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(SPEC, encoding="utf-8")
    api = load_api(job_for(tmp_path / "spec.yaml").source, Diagnostics()).api
    mock = Mock(api, prepare_calls(api, Diagnostics()), replay=Replay(captures(BELLA, GONE)))

    with MockServer(mock.exchange) as server:
        (tmp_path / "client").mkdir()
        shop = import_package(tmp_path / "client", SPEC.partition("servers:")[2].partition("\n")[2])
        client = getattr(shop, shop.__name__.capitalize())(base_url=server.url)
        name = client.pets.get_pet("7").name
        with pytest.raises(shop.NotFoundError) as error:
            client.pets.get_pet("nobody")
        files = build_files(tmp_path / "spec.yaml", "snippets", server=server.url)
        (tmp_path / "get.sh").write_text(files["snippets/getPet/minimal.curl.sh"], encoding="utf-8")
        shown = subprocess.run(["bash", "get.sh"], cwd=tmp_path, capture_output=True, check=True, timeout=60).stdout

    assert (name, error.value.body) == ("Bella", {"message": "gone"})
    assert json.loads(shown) == {"name": "Bella"}


@pytest.mark.parametrize("kind", BodyKind)
@pytest.mark.parametrize("value", ["text", ["a", 1], {"bytes": 3}, [["a"], ["b", "c"]], None])
def test_no_capture_is_too_odd_to_answer_with(kind: BodyKind, value: object, tmp_path: Path) -> None:
    body = Body(kind=kind, media_type="a/b", value=value)  # type: ignore[arg-type]
    found: Recorded = recorded("getPet", 200, body, request=asked("https://[x/"))

    assert play(tmp_path, captures(found), "/pets/7").answer.status == 200
