"""The client generated from jupyter-server's own description, against the server: files, checkpoints, kernels, errors.

Every test runs twice, with the synchronous and with the asynchronous client.
"""

from __future__ import annotations

import base64
from typing import Any

import pytest
from real.conftest import Driver
from real.servers import TOKEN, Running

BYTES = bytes(range(256))
NOTEBOOK = {
    "cells": [
        {"cell_type": "code", "execution_count": None, "id": "a1", "metadata": {}, "outputs": [], "source": "1 + 1"}
    ],
    "metadata": {"note": "ü"},
    "nbformat": 4,
    "nbformat_minor": 5,
}


def save(driver: Driver, client: Any, path: str, content: Any, kind: str = "file", form: str = "text") -> Any:
    """Save a file and return what the server says of it."""
    call = client.contents.put_api_contents_by_path(path, type=kind, format=form, content=content)
    return driver.run(call)


class TestContents:
    """Create, read, list, update and delete files."""

    def test_a_notebook_from_its_creation_to_its_end(self, jupyter_driver: Driver, files: str) -> None:
        """Created, renamed, saved, read and deleted; what is read is what was saved."""
        run, contents = jupyter_driver.run, jupyter_driver.client().contents
        created = run(contents.post_api_contents_by_path(files, type="notebook"))
        name = f"{files}/mine.ipynb"
        renamed = run(contents.patch_api_contents_by_path(created.path, path_body=name))
        run(contents.put_api_contents_by_path(name, type="notebook", format="json", content=NOTEBOOK))
        found = run(contents.get_api_contents_by_path(name))
        run(contents.delete_api_contents_by_path(name))
        left = run(contents.get_api_contents_by_path(files))

        assert "Untitled.ipynb" == created.name
        assert (name, "notebook") == (renamed.path, renamed.type)
        assert "1 + 1" == found.content["cells"][0]["source"]
        assert "ü" == found.content["metadata"]["note"]
        assert [] == left.content

    def test_a_list(self, jupyter_driver: Driver, files: str) -> None:
        """The entries of a folder; a size that is there, and the content that is not asked for."""
        client = jupyter_driver.client()
        for name in ("a.txt", "b.txt"):
            save(jupyter_driver, client, f"{files}/{name}", "hé")
        listed = jupyter_driver.run(client.contents.get_api_contents_by_path(files))

        assert "directory" == listed.type
        assert {("a.txt", 3, None), ("b.txt", 3, None)} == {
            (entry["name"], entry["size"], entry["content"]) for entry in listed.content
        }

    def test_a_copy(self, jupyter_driver: Driver, files: str) -> None:
        """A body of other fields makes another thing of the same call."""
        client = jupyter_driver.client()
        save(jupyter_driver, client, f"{files}/a.txt", "text")
        copied = jupyter_driver.run(client.contents.post_api_contents_by_path(files, copy_from=f"{files}/a.txt"))

        assert f"{files}/a-Copy1.txt" == copied.path

    @pytest.mark.parametrize("name", ["a b.txt", "ü%2F.txt", "日本 #?&=+;.txt", "a..%2e", "{path}"])
    def test_names(self, jupyter_driver: Driver, jupyter: Running, files: str, name: str) -> None:
        """Whatever a name is made of, the file of that name is the one that is there, and read, and deleted."""
        client = jupyter_driver.client()
        saved = save(jupyter_driver, client, f"{files}/{name}", name)
        there = [file.name for file in (jupyter.root / files).iterdir() if file.is_file()]
        read = jupyter_driver.run(client.contents.get_api_contents_by_path(saved.path))
        jupyter_driver.run(client.contents.delete_api_contents_by_path(saved.path))

        assert [name] == there
        assert (f"{files}/{name}", name) == (read.path, read.content)

    def test_checkpoints(self, jupyter_driver: Driver, files: str) -> None:
        """Made, listed, gone back to, deleted."""
        client, run, path = jupyter_driver.client(), jupyter_driver.run, f"{files}/a.txt"
        contents = client.contents
        save(jupyter_driver, client, path, "first")
        made = run(contents.post_api_contents_by_path_checkpoints(path))
        save(jupyter_driver, client, path, "second")
        listed = run(contents.get_api_contents_by_path_checkpoints(path))
        run(contents.post_api_contents_by_path_checkpoints_by_checkpoint_id(path, made.id))
        restored = run(contents.get_api_contents_by_path(path))
        deleted = run(contents.delete_api_contents_by_path_checkpoints_by_checkpoint_id(path, made.id))

        assert [made.id] == [each.id for each in listed]
        assert "first" == restored.content
        assert deleted is None
        assert [] == run(contents.get_api_contents_by_path_checkpoints(path))

    def test_bytes(self, jupyter_driver: Driver, jupyter: Running, files: str) -> None:
        """Any bytes go up, and come down as they were."""
        client, path = jupyter_driver.client(), f"{files}/all.bin"
        save(jupyter_driver, client, path, base64.b64encode(BYTES).decode(), form="base64")
        read = jupyter_driver.run(client.contents.get_api_contents_by_path(path, format="base64"))

        assert (jupyter.root / path).read_bytes() == BYTES
        assert base64.b64decode(read.content) == BYTES
        assert jupyter_driver.run(client.contents.get_files_by_path(path)) == BYTES
        assert jupyter_driver.run(client.request("GET", f"/files/{path}")) == BYTES

    def test_a_download_to_a_file(self, jupyter_driver: Driver, files: str, tmp_path: Any) -> None:
        """A body that is saved as it comes."""
        client, path = jupyter_driver.client(), f"{files}/large.bin"
        save(jupyter_driver, client, path, base64.b64encode(BYTES * 4000).decode(), form="base64")
        opened = client.streaming(client.contents.get_files_by_path)(path)
        jupyter_driver.streamed(opened, lambda answer: answer.save(tmp_path / "large.bin"))

        assert BYTES * 4000 == (tmp_path / "large.bin").read_bytes()

    def test_null_is_no_absence(self, jupyter_driver: Driver, files: str) -> None:
        """What the server sends as null is None, and it is written back as such."""
        client = jupyter_driver.client()
        save(jupyter_driver, client, f"{files}/a.txt", "text")
        found = jupyter_driver.run(client.contents.get_api_contents_by_path(f"{files}/a.txt", content=0))

        assert (None, None, 4) == (found.content, found.format, found.size)
        assert found.to_dict()["content"] is None

    def test_headers(self, jupyter_driver: Driver, files: str) -> None:
        """A raw answer has the status and the headers, and parses to what the call returns otherwise."""
        client = jupyter_driver.client()
        made = jupyter_driver.run(client.raw(client.contents.post_api_contents_by_path)(files, ext=".txt"))

        assert (201, f"/api/contents/{files}/untitled.txt") == (made.status_code, made.headers["location"])
        assert f"{files}/untitled.txt" == made.parse().path


class TestRunning:
    """Kernels, sessions, settings."""

    def test_kernelspecs(self, jupyter_driver: Driver) -> None:
        """The description says `KernelSpecFile`, the server sends `spec`: it is kept."""
        found = jupyter_driver.run(jupyter_driver.client().kernelspecs.get_api_kernelspecs())
        still = found.kernelspecs["still"]

        assert "still" == still.name
        assert "Still" == still.extra_fields["spec"]["display_name"]
        assert still.to_dict()["spec"] == still.extra_fields["spec"]

    def test_a_kernel(self, jupyter_driver: Driver) -> None:
        """Started, listed, interrupted, deleted; then it is not found."""
        run, kernels = jupyter_driver.run, jupyter_driver.client().kernels
        started = run(kernels.post_api_kernels(name="still"))
        listed = run(kernels.get_api_kernels())
        run(kernels.post_api_kernels_by_kernel_id_interrupt(started.id))
        run(kernels.delete_api_kernels_by_kernel_id(started.id))
        with pytest.raises(jupyter_driver.package.NotFoundError) as caught:
            run(kernels.get_api_kernels_by_kernel_id(started.id))

        assert started.id in [each.id for each in listed]
        assert f"Kernel does not exist: {started.id}" == caught.value.body["message"]

    def test_a_session(self, jupyter_driver: Driver, files: str) -> None:
        """Nested input may be a dict; a deprecated part of the answer that nobody describes is kept."""
        run, sessions = jupyter_driver.run, jupyter_driver.client().sessions
        path = f"{files}/mine.ipynb"
        made = run(sessions.post_api_sessions(path=path, type="notebook", name="one", kernel={"name": "still"}))
        renamed = run(sessions.patch_api_sessions_by_session(made.id, name="two"))
        listed = run(sessions.get_api_sessions())
        run(sessions.delete_api_sessions_by_session(made.id))

        assert ("still", path) == (made.kernel.name, made.extra_fields["notebook"]["path"])
        assert ("two", made.kernel.id) == (renamed.name, renamed.kernel.id)
        assert made.id in [each.id for each in listed]
        assert made.id not in [each.id for each in run(sessions.get_api_sessions())]

    def test_settings(self, jupyter_driver: Driver, files: str) -> None:
        """An object without a schema is a dict, both ways."""
        config = jupyter_driver.client().config
        section = files.replace("_", "")
        jupyter_driver.run(config.patch_api_config_by_section_name(section, body={"a": {"b": [1, "ü"]}}))

        assert {"a": {"b": [1, "ü"]}} == jupyter_driver.run(config.get_api_config_by_section_name(section))

    def test_the_description_itself(self, jupyter_driver: Driver) -> None:
        """A file is bytes."""
        text = jupyter_driver.run(jupyter_driver.client().api_spec.get_api_spec_yaml())

        assert text.startswith(b'swagger: "2.0"')


class TestErrors:
    """What the server refuses is raised, with what it said."""

    def test_not_found(self, jupyter_driver: Driver, files: str) -> None:
        """404, with the call, the answer and its body."""
        contents = jupyter_driver.client().contents
        with pytest.raises(jupyter_driver.package.NotFoundError) as caught:
            jupyter_driver.run(contents.delete_api_contents_by_path(f"{files}/none"))

        assert ("DELETE", 404) == (caught.value.method, caught.value.status_code)
        assert "does not exist" in caught.value.body["message"]
        assert TOKEN not in str(caught.value) + caught.value.url

    def test_bad_request(self, jupyter_driver: Driver, files: str) -> None:
        """400 has the documented model, and what the server says beyond it."""
        client = jupyter_driver.client()
        save(jupyter_driver, client, f"{files}/a.txt", "text")
        with pytest.raises(jupyter_driver.package.BadRequestError) as caught:
            jupyter_driver.run(client.contents.get_api_contents_by_path(f"{files}/a.txt", type="directory"))

        assert "GetApiContentsByPathResponse400" == type(caught.value.body).__name__
        assert "bad type" == caught.value.body.reason
        assert "is not a directory" in caught.value.body.extra_fields["message"]

    def test_conflict(self, jupyter_driver: Driver, files: str) -> None:
        """409, which is not documented, has the JSON as it is."""
        client = jupyter_driver.client()
        for name in ("a.txt", "b.txt"):
            save(jupyter_driver, client, f"{files}/{name}", "text")
        rename = client.contents.patch_api_contents_by_path
        with pytest.raises(jupyter_driver.package.ConflictError) as caught:
            jupyter_driver.run(rename(f"{files}/a.txt", path_body=f"{files}/b.txt"))

        assert f"File already exists: {files}/b.txt" == caught.value.body["message"]

    def test_forbidden(self, jupyter_driver: Driver) -> None:
        """403 for a token that is wrong; what needs no token is answered all the same."""
        client = jupyter_driver.client(token="wrong")
        with pytest.raises(jupyter_driver.package.ForbiddenError) as caught:
            jupyter_driver.run(client.status.get_api_status())

        assert "Forbidden" == caught.value.body["message"]
        assert "wrong" not in str(caught.value)

    def test_no_token(self, jupyter_driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without a token nothing is sent, and the error says where it is looked for."""
        monkeypatch.delenv("JUPYTER_SERVER_TOKEN")
        with pytest.raises(jupyter_driver.package.MissingCredentialsError, match="JUPYTER_SERVER_TOKEN"):
            jupyter_driver.run(jupyter_driver.client().status.get_api_status())

    def test_a_redirect_of_a_path_that_is_described_wrongly(self, jupyter_driver: Driver) -> None:
        """`/api/` is `/api`: an HTTP client that follows gets there."""
        client = jupyter_driver.client(http_client=jupyter_driver.http_client(follow_redirects=True))

        assert jupyter_driver.run(client.default.get_api()).version.startswith("2.")
