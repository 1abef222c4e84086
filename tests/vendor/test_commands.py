"""`specloom vendor add`, `update` and `status`: what stops them, and what they leave alone."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from vendor.places import CLIENT, Result, Upstream, git, specloom_in

from specloom.diagnostics import Diagnostics
from specloom.output.manifest import parse_manifest
from specloom.vendor import verify_script
from specloom.vendor.pins import PINS_FILE, read_pins

INTO = "third_party/shop"
APP = (
    "from petstore_plus import PetstorePlus\n\n\ndef main(client: PetstorePlus) -> None:\n    client.pets.get_pet(7)\n"
)

Specloom = Callable[..., Result]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a generated client, at a branch and a tag."""
    upstream = Upstream(tmp_path_factory.mktemp("published") / "apis")
    git(upstream.folder, "tag", "v1")
    return upstream.folder


@pytest.fixture
def apis(published: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return shutil.copytree(published, tmp_path / "apis", symlinks=True)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A repository that vendors nothing yet."""
    folder = tmp_path / "home"
    (folder / "src").mkdir(parents=True)
    (folder / "src" / "app.py").write_text(APP)
    return folder


@pytest.fixture
def specloom(home: Path, capsys: pytest.CaptureFixture[str]) -> Specloom:
    """Run commands in that repository."""
    return specloom_in(home, capsys.readouterr)


def add(specloom: Specloom, *more: str, source: str = f"git+../apis@main#{CLIENT}") -> Result:
    return specloom("vendor", "add", source, "--into", INTO, *more)


def commit(apis: Path) -> str:
    git(apis, "add", "--all")
    git(apis, "commit", "--quiet", "--message=change")
    return git(apis, "rev-parse", "HEAD")


def edit_manifest(apis: Path, old: str, new: str, text: str | None = None) -> None:
    """Change a published manifest by hand, its tree hash with it: what a hostile source would do."""
    import hashlib
    import json

    path = apis / CLIENT / ".specloom" / "manifest.json"
    value = json.loads(path.read_text())
    value["files"][new] = value["files"].pop(old)
    if text is not None:
        value["files"][new]["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    lines = [f"{entry['sha256']}  {name}\n" for name, entry in sorted(value["files"].items())]
    value["tree_sha256"] = hashlib.sha256("".join(lines).encode()).hexdigest()
    path.write_text(json.dumps(value, indent=2, sort_keys=True) + "\n")


def untouched(home: Path) -> bool:
    return sorted(path.name for path in home.iterdir()) == ["src"]


class TestAdd:
    def test_all_of_it_is_copied_byte_for_byte(self, apis: Path, home: Path, specloom: Specloom) -> None:
        assert add(specloom).code == 0

        theirs, ours = apis / CLIENT, home / INTO
        manifest = parse_manifest((theirs / ".specloom/manifest.json").read_bytes())
        assert [path for path in manifest.files if (ours / path).read_bytes() != (theirs / path).read_bytes()] == []
        more = set(parse_manifest((ours / ".specloom/manifest.json").read_bytes()).files) - set(manifest.files)
        assert more == {"LICENSE", "ORIGIN.txt"}

    def test_a_dry_run_writes_nothing(self, apis: Path, home: Path, specloom: Specloom) -> None:
        result = add(specloom, "--dry-run")

        assert (result.code, untouched(home)) == (0, True)
        assert "files: 63 created" in result.stdout
        assert apis.is_dir()

    @pytest.mark.parametrize("ref", ["v1", "refs/tags/v1", "main", "refs/heads/main"])
    def test_a_branch_and_a_tag(self, apis: Path, home: Path, specloom: Specloom, ref: str) -> None:
        assert add(specloom, source=f"git+../apis@{ref}#{CLIENT}").code == 0

        text = (home / "specloom.vendor.yaml").read_text()
        assert f"ref: {ref}\n" in text
        assert git(apis, "rev-parse", "HEAD") in text

    def test_an_annotated_tag_is_pinned_by_its_commit(self, apis: Path, home: Path, specloom: Specloom) -> None:
        git(apis, "tag", "--annotate", "--message=two", "v2")

        assert add(specloom, source=f"git+../apis@v2#{CLIENT}").code == 0
        assert git(apis, "rev-parse", "HEAD") in (home / "specloom.vendor.yaml").read_text()
        assert specloom("vendor", "status", "--exit-code").code == 0

    def test_a_commit_that_no_branch_leads_to_directly(self, apis: Path, home: Path, specloom: Specloom) -> None:
        first = git(apis, "rev-parse", "HEAD")
        (apis / "more.txt").write_text("more\n")
        commit(apis)

        assert add(specloom, source=f"git+../apis@{first}#{CLIENT}").code == 0
        assert f"commit: {first}" in (home / "specloom.vendor.yaml").read_text().replace('"', "")

    def test_without_a_ref_it_is_the_branch_that_is_checked_out(
        self, apis: Path, home: Path, specloom: Specloom
    ) -> None:
        assert add(specloom, "--path", CLIENT, source="../apis").code == 0
        assert "ref: main\n" in (home / "specloom.vendor.yaml").read_text()
        assert apis.is_dir()

    def test_a_folder_of_this_machine(self, apis: Path, home: Path, specloom: Specloom) -> None:
        assert add(specloom, source=f"../apis/{CLIENT}").code == 0

        text = (home / "specloom.vendor.yaml").read_text()
        assert f'path: "../apis/{CLIENT}"' in text
        assert "commit" not in text
        assert "license: MIT" in text
        assert (apis / "LICENSE").read_text() == (home / INTO / "LICENSE").read_text()

    def test_a_name_that_is_a_branch_and_a_tag_is_asked_about(self, apis: Path, home: Path, specloom: Specloom) -> None:
        git(apis, "branch", "v1")

        result = add(specloom, source=f"git+../apis@v1#{CLIENT}")

        assert (result.code, untouched(home)) == (2, True)
        assert "say refs/heads/v1 or refs/tags/v1" in result.stderr

    def test_twice_is_refused(self, apis: Path, specloom: Specloom) -> None:
        assert add(specloom).code == 0

        again = add(specloom)

        assert again.code == 2
        assert f"specloom vendor update {INTO}" in again.stderr
        assert apis.is_dir()

    def test_another_file_in_the_way_is_not_replaced(self, apis: Path, home: Path, specloom: Specloom) -> None:
        place = home / INTO / "petstore_plus" / "errors.py"
        place.parent.mkdir(parents=True)
        place.write_text("mine = 1\n")

        assert add(specloom).code == 4
        assert place.read_text() == "mine = 1\n"
        assert not (home / "specloom.vendor.yaml").exists()
        assert apis.is_dir()

    def test_a_folder_without_a_manifest_names_those_that_have_one(self, apis: Path, specloom: Specloom) -> None:
        result = add(specloom, source="git+../apis@main#generated")

        assert result.code == 2
        assert f"generated folders there: {CLIENT}" in result.stderr
        assert apis.is_dir()

    def test_no_licence_is_said(self, apis: Path, home: Path, specloom: Specloom) -> None:
        (apis / "LICENSE").unlink()
        commit(apis)

        result = add(specloom, "--json")

        assert result.code == 0
        assert [each["rule"] for each in result.json["findings"]] == ["vendor-license"]
        assert "Licence: none was found" in (home / INTO / "ORIGIN.txt").read_text()

    def test_a_notice_goes_with_the_licence(self, apis: Path, home: Path, specloom: Specloom) -> None:
        (apis / "NOTICE").write_text("Thanks to all.\n")
        commit(apis)

        assert add(specloom).code == 0
        assert (home / INTO / "NOTICE").read_text() == "Thanks to all.\n"

    def test_the_nearest_licence_counts(self, apis: Path, home: Path, specloom: Specloom) -> None:
        (apis / "generated" / "COPYING").write_text("SPDX-License-Identifier: EUPL-1.2\n")
        commit(apis)

        assert add(specloom).code == 0
        assert "license: EUPL-1.2" in (home / "specloom.vendor.yaml").read_text()
        assert "EUPL" in (home / INTO / "LICENSE").read_text()


class TestHostileSources:
    """Nothing of a source is run, nothing leaves the folder, and git is never given an option or a program."""

    @pytest.mark.parametrize(
        "source",
        [
            "ext::sh -c touch% pwned",
            "git+ext::sh -c touch% pwned#x",
            "git+--upload-pack=touch pwned#x",
            "git+http://git.example.com/apis@main#x",
            "git+git://git.example.com/apis@main#x",
            "git+https://user:secret@git.example.com/apis@main#x",
            "git+ssh://-oProxyCommand=touch/apis@main#x",
            "git+fd::17#x",
            f"git+../apis@--upload-pack=touch#{CLIENT}",
            f"git+../apis@main..v1#{CLIENT}",
            f"git+../apis@main:{CLIENT}#{CLIENT}",
            "git+../apis@main#../../etc",
            "git+../apis@main#/etc",
            "",
        ],
    )
    def test_an_address_that_could_be_more_is_refused(
        self, apis: Path, home: Path, specloom: Specloom, source: str
    ) -> None:
        result = add(specloom, source=source)

        assert result.code == 2, result.stderr
        assert untouched(home)
        assert "secret" not in result.stderr.partition("credential")[0]
        assert apis.is_dir()

    @pytest.mark.parametrize("folder", ["../out", "/tmp/out", ".", "a/../../out", ".git/x"])
    def test_a_copy_stays_in_the_repository(self, apis: Path, home: Path, specloom: Specloom, folder: str) -> None:
        git(home, "init", "--quiet")

        result = specloom("vendor", "add", f"git+../apis@main#{CLIENT}", "--into", folder)

        assert result.code == 2
        assert not (home.parent / "out").exists()
        assert apis.is_dir()

    def test_a_link_on_the_way_to_the_copy_is_refused(self, apis: Path, home: Path, specloom: Specloom) -> None:
        (home.parent / "elsewhere").mkdir()
        (home / "third_party").symlink_to(home.parent / "elsewhere")

        assert add(specloom).code == 2
        assert list((home.parent / "elsewhere").iterdir()) == []
        assert apis.is_dir()

    @pytest.mark.parametrize("path", ["../../../outside.py", "/etc/outside.py", ".specloom/manifest.json", "a\\b.py"])
    def test_a_manifest_that_leads_outside_is_refused(
        self, apis: Path, home: Path, specloom: Specloom, path: str
    ) -> None:
        edit_manifest(apis, "petstore_plus/errors.py", path)
        commit(apis)

        result = add(specloom)

        assert result.code == 2, result.stderr
        assert untouched(home)

    def test_a_file_that_is_not_what_the_manifest_says_is_refused(
        self, apis: Path, home: Path, specloom: Specloom
    ) -> None:
        (apis / CLIENT / "petstore_plus" / "errors.py").write_text("import os\n")
        commit(apis)

        result = add(specloom)

        assert (result.code, untouched(home)) == (2, True)
        assert "'petstore_plus/errors.py' is not what its manifest says" in result.stderr

    def test_a_name_that_would_write_lines_of_its_own_is_refused(
        self, apis: Path, home: Path, specloom: Specloom
    ) -> None:
        """Names out of a foreign manifest stand in ORIGIN.txt and on terminals."""
        path = apis / CLIENT / ".specloom" / "manifest.json"
        path.write_text(path.read_text().replace("specs/petstore-plus.yaml", "x\\nSPDX-License-Identifier: MIT"))
        commit(apis)

        result = add(specloom)

        assert (result.code, untouched(home)) == (2, True)
        assert "not printable" in result.stderr

    def test_code_that_cannot_be_parsed_is_copied_and_not_cut(self, apis: Path, home: Path, specloom: Specloom) -> None:
        deep = "X = " + "(" * 5000 + ")" * 5000 + "\n"
        (apis / CLIENT / "petstore_plus" / "resources" / "pets.py").write_text(deep)
        edit_manifest(apis, "petstore_plus/resources/pets.py", "petstore_plus/resources/pets.py", deep)
        commit(apis)

        assert add(specloom, "--only-used").code == 2
        assert untouched(home)
        assert add(specloom).code == 0
        assert specloom("vendor", "update").code == 0
        assert (home / INTO / "petstore_plus" / "resources" / "pets.py").read_text() == deep

    @pytest.mark.parametrize("source", [f"git+../apis@main#{CLIENT}", f"../apis/{CLIENT}"])
    def test_a_link_in_the_source_is_refused(self, apis: Path, home: Path, specloom: Specloom, source: str) -> None:
        place = apis / CLIENT / "petstore_plus" / "errors.py"
        shutil.move(place, apis / "errors.py")
        place.symlink_to(apis / "errors.py")
        commit(apis)

        result = add(specloom, source=source)

        assert (result.code, untouched(home)) == (2, True)
        assert "only regular files are copied" in result.stderr

    def test_hooks_and_filters_of_a_source_do_not_run(self, apis: Path, home: Path, specloom: Specloom) -> None:
        (apis / ".gitattributes").write_text("* filter=evil\n")
        commit(apis)
        git(apis, "config", "filter.evil.smudge", "touch pwned")
        git(apis, "config", "core.fsmonitor", "touch pwned")
        for name in ("post-checkout", "pre-receive", "post-update", "post-index-change", "reference-transaction"):
            hook = apis / ".git" / "hooks" / name
            hook.parent.mkdir(exist_ok=True)
            hook.write_text("#!/bin/sh\ntouch ../pwned pwned\n")
            hook.chmod(hook.stat().st_mode | stat.S_IXUSR)

        assert add(specloom).code == 0
        assert list(home.parent.rglob("pwned")) == []

    def test_the_repository_that_a_hook_runs_in_is_not_meant(
        self, apis: Path, home: Path, specloom: Specloom, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """git sets these where it runs a hook: they would point our git at the consumer's repository."""
        monkeypatch.setenv("GIT_DIR", str(home / "nowhere"))
        monkeypatch.setenv("GIT_INDEX_FILE", str(home / "nowhere" / "index"))

        assert add(specloom).code == 0
        assert not (home / "nowhere").exists()
        assert apis.is_dir()

    def test_a_description_is_not_written_outside_its_folder(self, apis: Path, home: Path, specloom: Specloom) -> None:
        """The inputs of a manifest are names that somebody else wrote."""
        import json

        path = apis / CLIENT / ".specloom" / "manifest.json"
        value = json.loads(path.read_text())
        value["inputs"]["files"]["../../../LICENSE"] = "0" * 64
        path.write_text(json.dumps(value))
        commit(apis)
        assert add(specloom).code == 0

        assert specloom("vendor", "update", "--dry-run", "--descriptions", "build").code == 0
        found = sorted(path.relative_to(home).as_posix() for path in (home / "build").rglob("*") if path.is_file())
        assert found == [
            f"build/{when}/petstore-plus{rest}" for when in ("new", "old") for rest in (".yaml", "/common.yaml")
        ]


class TestUnreachable:
    def test_a_repository_that_is_not_there_is_no_drift(self, apis: Path, home: Path, specloom: Specloom) -> None:
        """Exit code 9: CI can tell a network from a verdict."""
        assert add(specloom).code == 0
        shutil.move(apis, apis.parent / "moved")

        for command in (["update"], ["update", "--dry-run"], ["status"], ["status", "--exit-code"]):
            result = specloom("vendor", *command)
            assert result.code == 9, result.stderr
            assert "error[vendor-unreachable]" in result.stderr
        assert specloom("vendor", "verify").code == 0
        assert specloom("vendor", "status", "--offline", "--exit-code").code == 0
        assert home.is_dir()

    def test_without_git_it_is_said(
        self, apis: Path, specloom: Specloom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", str(tmp_path / "empty"))

        result = add(specloom)

        assert result.code == 9
        assert "git is not installed" in result.stderr
        assert apis.is_dir()


class TestUpdate:
    def test_an_edit_stops_it_and_is_named(self, apis: Path, home: Path, specloom: Specloom) -> None:
        assert add(specloom).code == 0
        place = home / INTO / "petstore_plus" / "errors.py"
        place.write_text(place.read_text() + "# mine\n")
        pins = (home / "specloom.vendor.yaml").read_bytes()

        result = specloom("vendor", "update")

        assert result.code == 4
        assert f"error[vendor-edited]: '{INTO}/petstore_plus/errors.py' was changed" in result.stderr
        assert place.read_text().endswith("# mine\n")
        assert (home / "specloom.vendor.yaml").read_bytes() == pins
        assert specloom("vendor", "update", "--force").code == 0
        assert specloom("vendor", "verify").code == 0
        assert apis.is_dir()

    def test_an_edit_that_mends_the_manifest_stops_it_too(self, apis: Path, home: Path, specloom: Specloom) -> None:
        """The manifest in the copy is no proof of what was copied: the pin is."""
        assert add(specloom).code == 0
        shutil.copytree(home / INTO, home / "generated" / "petstore-plus" / "python")
        edit_manifest(home, "petstore_plus/errors.py", "petstore_plus/faults.py")
        shutil.rmtree(home / INTO)
        shutil.move(home / CLIENT, home / INTO)
        shutil.move(home / INTO / "petstore_plus" / "errors.py", home / INTO / "petstore_plus" / "faults.py")

        assert specloom("vendor", "update").code == 4
        assert apis.is_dir()

    def test_what_is_kept_is_never_touched(self, apis: Path, home: Path, specloom: Specloom) -> None:
        own = home / INTO / "petstore_plus" / "errors.py"
        own.parent.mkdir(parents=True)
        own.write_text("mine = 1\n")
        more = home / INTO / "petstore_plus" / "ext" / "deep" / "more.py"
        more.parent.mkdir(parents=True)
        more.write_text("more = 1\n")

        assert add(specloom, "--keep", "petstore_plus/errors.py", "--keep", "petstore_plus/ext").code == 0
        own.write_text("mine = 2\n")
        assert specloom("vendor", "update").code == 0
        assert specloom("vendor", "update", "--force").code == 0
        assert specloom("vendor", "verify").code == 0
        assert (own.read_text(), more.read_text()) == ("mine = 2\n", "more = 1\n")
        assert apis.is_dir()

    def test_a_file_that_went_upstream_goes(self, apis: Path, home: Path, specloom: Specloom) -> None:
        upstream = object.__new__(Upstream)
        upstream.folder = apis
        assert add(specloom).code == 0
        assert (home / INTO / "petstore_plus/models/settings.py").exists()

        upstream.change(("Settings", "Preferences"))
        commit(apis)
        result = specloom("vendor", "update", "--json")

        assert result.code == 0
        assert f"{INTO}/petstore_plus/models/settings.py" in result.json["files"]["deleted"]
        told = {(each["level"], each["subject"], each["text"]) for each in result.json["vendor"][0]["changes"]}
        assert {("breaking", "models.Settings", "is gone"), ("safe", "models.Preferences", "is new")} <= told
        assert not (home / INTO / "petstore_plus/models/settings.py").exists()
        assert specloom("vendor", "verify").code == 0

    def test_another_ref(self, apis: Path, home: Path, specloom: Specloom) -> None:
        assert add(specloom).code == 0

        assert specloom("vendor", "update", "--ref", "v1").code == 0
        assert "ref: v1\n" in (home / "specloom.vendor.yaml").read_text()
        assert specloom("vendor", "update", "--ref", "v9").code == 2
        assert apis.is_dir()

    def test_after_a_run_that_was_cut_off_it_goes_on(self, apis: Path, home: Path, specloom: Specloom) -> None:
        """The folder is new, the pin is old: the state between the two writes."""
        upstream = object.__new__(Upstream)
        upstream.folder = apis
        assert add(specloom).code == 0
        old = (home / "specloom.vendor.yaml").read_bytes()
        upstream.change(("Settings", "Preferences"))
        commit(apis)
        assert specloom("vendor", "update").code == 0
        (home / "specloom.vendor.yaml").write_bytes(old)

        assert specloom("vendor", "verify").code == 3
        assert specloom("vendor", "update").code == 0
        assert specloom("vendor", "verify").code == 0

    def test_two_at_once_lose_nothing(self, apis: Path, home: Path, specloom: Specloom) -> None:
        """Each writes its own folder and the one file of pins: one waits for the other."""
        for into in ("a/shop", "b/shop", "c/shop"):
            assert specloom("vendor", "add", f"git+../apis@main#{CLIENT}", "--into", into).code == 0
        (apis / "LICENSE").write_text("Other terms.\n")
        second = commit(apis)

        command = [sys.executable, "-m", "specloom", "vendor", "update", "--quiet"]
        runs = [subprocess.Popen([*command, into], cwd=home) for into in ("a/shop", "b/shop", "c/shop")]

        assert [run.wait() for run in runs] == [0, 0, 0]
        assert specloom("vendor", "verify").code == 0
        assert (home / "specloom.vendor.yaml").read_text().count(second) == 3

    def test_descriptions_of_both_states_are_written_for_a_diff_by_meaning(
        self, apis: Path, home: Path, specloom: Specloom
    ) -> None:
        upstream = object.__new__(Upstream)
        upstream.folder = apis
        old = (apis / "specs" / "petstore-plus.yaml").read_text()
        assert add(specloom).code == 0
        upstream.change(("Settings", "Preferences"))
        commit(apis)

        result = specloom("vendor", "update", "--dry-run", "--descriptions", "build")

        assert "by meaning: specloom diff build/old/petstore-plus.yaml build/new/petstore-plus.yaml" in result.stdout
        assert (home / "build/old/petstore-plus.yaml").read_text() == old
        assert (home / "build/new/petstore-plus.yaml").read_text() == old.replace("Settings", "Preferences")
        assert (home / "build/new/petstore-plus/common.yaml").is_file()
        meant = specloom("diff", "build/old/petstore-plus.yaml", "build/new/petstore-plus.yaml")
        assert (meant.code, "Preferences" in meant.stdout) == (6, True), meant.stderr


class TestUsed:
    def test_code_that_uses_more_gets_more(self, apis: Path, home: Path, specloom: Specloom) -> None:
        assert add(specloom, "--only-used", "--uses", "src").code == 0
        pets = home / INTO / "petstore_plus" / "resources" / "pets.py"
        assert "create_pet" not in pets.read_text()

        (home / "src" / "more.py").write_text("def more(client):\n    client.pets.create_pet(body={})\n")
        result = specloom("vendor", "update")

        assert "safe       client.pets.create_pet is new" in result.stdout
        assert "def create_pet(" in pets.read_text()
        assert "- pets.create_pet\n" in (home / "specloom.vendor.yaml").read_text()
        assert apis.is_dir()

    def test_names_that_are_put_together_keep_everything(self, apis: Path, home: Path, specloom: Specloom) -> None:
        (home / "src" / "app.py").write_text(APP + "    getattr(client.pets, 'get' + '_pet')(7)\n")

        result = add(specloom, "--only-used", "--json")

        assert result.code == 0
        [finding] = result.json["findings"]
        assert (finding["rule"], finding["file"], finding["line"], finding["column"]) == (
            *("vendor-use-unclear", "src/app.py"),
            *(6, 5),
        )
        assert result.json["vendor"][0]["operations"] == {"total": 24, "kept": None}
        assert (home / INTO / "petstore_plus/resources/shop.py").exists()
        assert apis.is_dir()

    def test_code_that_is_no_python_stops_it(self, apis: Path, home: Path, specloom: Specloom) -> None:
        (home / "src" / "broken.py").write_text("one = 1\nprint 'two'\n")

        result = add(specloom, "--only-used")

        assert result.code == 2
        assert "error[vendor-use-unreadable]" in result.stderr
        assert "src/broken.py:2:1" in result.stderr
        assert not (home / INTO).exists()
        assert apis.is_dir()

    def test_what_is_named_besides_is_kept(self, apis: Path, home: Path, specloom: Specloom) -> None:
        assert add(specloom, "--only-used", "--also", "shop.get_stock").code == 0

        assert "def get_stock(" in (home / INTO / "petstore_plus/resources/shop.py").read_text()
        assert "def list_orders(" not in (home / INTO / "petstore_plus/resources/shop.py").read_text()
        assert add(specloom, "--only-used", "--also", "shop.nothing").code == 2
        assert apis.is_dir()

    def test_files_of_ones_own_inside_of_the_copy_count(self, apis: Path, home: Path, specloom: Specloom) -> None:
        own = home / INTO / "petstore_plus" / "own.py"
        own.parent.mkdir(parents=True)
        own.write_text("def more(client):\n    return client.shop.get_stock()\n")

        assert add(specloom, "--only-used", "--uses", "src", "--keep", "petstore_plus/own.py").code == 0
        assert "- shop.get_stock\n" in (home / "specloom.vendor.yaml").read_text()
        assert apis.is_dir()

    def test_a_folder_without_a_client_is_vendored_as_a_whole(self, apis: Path, home: Path, specloom: Specloom) -> None:
        shutil.copytree(Path(__file__).parents[2] / "generated/petstore-plus/docs", apis / "generated/docs")
        commit(apis)

        whole = add(specloom, source="git+../apis@main#generated/docs")
        part = specloom("vendor", "add", "git+../apis@main#generated/docs", "--into", "docs/api", "--only-used")

        assert (whole.code, part.code) == (0, 2)
        assert "it has no Python client" in part.stderr
        assert (home / INTO / "index.md").exists()


class TestPins:
    """`specloom.vendor.yaml` is edited by people."""

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ("version: 1", "version: 2", "version"),
            ("    into:", "    in:", "in"),
            ("keep:", "kept:", "did you mean 'keep'?"),
            ('git: "../apis"', 'git: "ext::sh -c id"', "names a program"),
            ("ref: main", 'ref: "--upload-pack=id"', "is not the name of a branch"),
            ("into: third_party/shop", "into: ../shop", "is not a plain path"),
            ("only: used", "only: some", "only"),
        ],
    )
    def test_a_fault_is_told_with_its_line(
        self, apis: Path, home: Path, specloom: Specloom, old: str, new: str, said: str
    ) -> None:
        assert add(specloom, "--only-used", "--keep", "x").code == 0
        path = home / "specloom.vendor.yaml"
        text = path.read_text()
        path.write_text(text.replace(old, new) if old in text else text.replace("  - into:", "  - in:"))

        for command in ("verify", "update", "status"):
            result = specloom("vendor", command)
            assert result.code == 2, result.stderr
            assert said in result.stderr
            assert "specloom.vendor.yaml:" in result.stderr
        assert apis.is_dir()

    def test_quiet_says_nothing_but_a_plan_that_was_asked_for(self, apis: Path, home: Path, specloom: Specloom) -> None:
        assert add(specloom, "--quiet") == Result(0, "", "")
        assert specloom("vendor", "update", "--quiet") == Result(0, "", "")
        assert "files: 63 unchanged" in specloom("vendor", "update", "--dry-run", "--quiet").stdout
        assert apis.is_dir()
        assert home.is_dir()

    def test_nothing_vendored(self, specloom: Specloom) -> None:
        for command in ("verify", "update", "status"):
            result = specloom("vendor", command)
            assert result.code == 2
            assert "nothing is vendored here" in result.stderr

    def test_several_folders(self, apis: Path, home: Path, specloom: Specloom) -> None:
        assert add(specloom).code == 0
        more = specloom("vendor", "add", f"../apis/{CLIENT}", "--into", "third_party/again", "--json")
        assert more.code == 0

        value: dict[str, Any] = specloom("vendor", "status", "--json").json
        assert [(each["into"], each["behind"]) for each in value["vendor"]] == [
            ("third_party/again", False),
            (INTO, False),
        ]
        assert specloom("vendor", "verify", "third_party/again").code == 0
        assert specloom("vendor", "verify", "third_party/none").code == 2
        assert (home / "third_party/again/ORIGIN.txt").exists()
        assert apis.is_dir()
        assert os.access(home / "specloom.vendor.yaml", os.R_OK)


def test_the_file_of_the_documentation_is_one(tmp_path: Path) -> None:
    """The example of docs/vendoring.md is read without a finding, by specloom and by the printed program."""
    text = (Path(__file__).parents[2] / "docs" / "vendoring.md").read_text(encoding="utf-8")
    (tmp_path / PINS_FILE).write_text(text.split("```yaml\n")[1].split("```")[0])
    diagnostics = Diagnostics()

    [pin] = read_pins(tmp_path, diagnostics).pins
    [entry] = verify_script.pins_of(str(tmp_path / PINS_FILE))

    assert diagnostics.findings == []
    assert (pin.into, pin.tree_sha256, list(pin.keep)) == (entry["into"], entry["tree_sha256"], entry["keep"])
    assert pin.only_used
