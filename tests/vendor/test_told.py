"""What `specloom vendor` tells besides what it does: nothing that a reader should know stays untold."""

from __future__ import annotations

from pathlib import Path

import pytest
from vendor.places import CLIENT, Result, Upstream, git, specloom_in

APP = "from petstore_plus.models import Cat\n\n\ndef main(client) -> None:\n    client.pets.get_pet(7)\n    Cat\n"


class Home:
    """A repository that vendors a client of another one."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.upstream = Upstream(folder / "apis")
        self.folder = folder / "home"
        (self.folder / "src").mkdir(parents=True)
        self.write(APP)
        self.run = specloom_in(self.folder, capsys.readouterr)

    def write(self, text: str) -> None:
        """Write the code that uses the client."""
        (self.folder / "src" / "app.py").write_text(text)

    def add(self, *more: str, into: str = "third_party/shop", ref: str = "main") -> Result:
        """Vendor the client."""
        return self.run("vendor", "add", f"git+../apis@{ref}#{CLIENT}", "--into", into, *more)


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Home:
    """The repository."""
    return Home(tmp_path, capsys)


def test_code_that_uses_nothing_gets_nothing_and_is_told_so(home: Home) -> None:
    home.write("print('no client')\n")

    added = home.add("--only-used")

    assert added.code == 0
    assert "none of 24 operations is used" in added.stdout
    assert "operations: []" in (home.folder / "specloom.vendor.yaml").read_text()
    assert home.run("vendor", "status", "--json").json["vendor"][0]["operations"] == []


def test_all_of_a_client_has_no_list_of_operations(home: Home) -> None:
    assert home.add().code == 0

    assert home.run("vendor", "status", "--json").json["vendor"][0]["operations"] is None


def test_warnings_are_shown(home: Home) -> None:
    home.write("import petstore_plus\n\n\ndef main(client, name):\n    getattr(client, name)\n")
    (home.upstream.folder / "LICENSE").unlink()
    home.upstream.commit("no licence")

    added = home.add("--only-used")

    assert added.code == 0
    assert "warning[vendor-use-unclear]" in added.stderr
    assert "src/app.py:5:5" in added.stderr
    assert "warning[vendor-license]" in added.stderr


@pytest.mark.parametrize("more", [(), ("--only-used",)])
def test_a_plan_names_the_line_that_uses_what_is_gone(home: Home, more: tuple[str, ...]) -> None:
    assert home.add(*more).code == 0
    home.upstream.change(("operationId: getPet\n", "operationId: fetchPet\n"))
    home.upstream.commit("another name")

    plan = home.run("vendor", "update", "--dry-run")
    report = home.run("vendor", "update", "--dry-run", "--json").json

    assert "client.pets" in plan.stdout
    assert "(used in src/app.py:5)" in plan.stdout
    used = [change["used"] for change in report["vendor"][0]["changes"] if "client.pets" in change["subject"]]
    assert {"file": "src/app.py", "line": 5} in used


@pytest.mark.parametrize("command", [("status",), ("update", "--dry-run"), ("update",)])
def test_a_source_that_is_gone_hides_no_other(home: Home, command: tuple[str, ...]) -> None:
    git(home.upstream.folder, "branch", "short-lived")
    assert home.add(into="third_party/one", ref="short-lived").code == 0
    assert home.add(into="third_party/two").code == 0
    git(home.upstream.folder, "branch", "--delete", "--force", "short-lived")
    before = (home.folder / "specloom.vendor.yaml").read_text()

    told = home.run("vendor", *command)

    assert told.code in (2, 9)
    assert "third_party/two" in told.stdout
    assert "short-lived" in told.stderr
    assert (home.folder / "specloom.vendor.yaml").read_text() == before
