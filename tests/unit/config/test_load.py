"""The config file: what it gives, and how a fault in it is told."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from specloom.config.load import Config, load_config
from specloom.diagnostics import Diagnostics, Severity, Stop
from specloom.source import Limits

SCHEMAS: dict[str, Any] = {
    "docs": {"type": "object", "properties": {}, "additionalProperties": False},
    "python": {"type": "object", "properties": {"package": {"type": "string"}}, "additionalProperties": False},
}

MINIMAL = "version: 1\nsources: {pets: {spec: specs/pets.yaml}}\n"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A current folder for the config."""
    monkeypatch.chdir(tmp_path)


def load(text: str, path: str = "specloom.yaml") -> Config:
    Path(path).parent.mkdir(exist_ok=True, parents=True)
    Path(path).write_text(text)
    return load_config(Path(path), SCHEMAS, Diagnostics())


def faults(text: str) -> list[tuple[str, str, str]]:
    """Return code, `line:column` and message of every fault of a config."""
    Path("specloom.yaml").write_text(text)
    diagnostics = Diagnostics()
    with pytest.raises(Stop):
        load_config(Path("specloom.yaml"), SCHEMAS, diagnostics)
    found: list[tuple[str, str, str]] = []
    for finding in diagnostics:
        assert finding.location
        assert diagnostics.texts
        place = finding.position or diagnostics.texts.position(finding.location)
        found.append((finding.code.name, f"{place.line}:{place.column}" if place else "", finding.message))
    return found


def test_a_minimal_config_makes_every_target() -> None:
    config = load(MINIMAL)

    (job,) = config.jobs
    assert config.out == Path("generated")
    assert job.source.name == "pets"
    assert job.source.spec == Path("specs/pets.yaml")
    assert job.source.label == "specs/pets.yaml"
    assert job.source.root == Path("specs")
    assert [(target.name, target.folder) for target in job.targets] == [
        ("docs", "pets/docs"),
        ("python", "pets/python"),
    ]


def test_everything_that_can_be_set() -> None:
    config = load(
        """
        $schema: ./specloom.schema.json
        version: 1
        out: build/out
        sources:
          pets:
            spec: apis/pets/openapi.json
            root: apis
            server: https://staging.example.com/v1
            credentials:
              ApiKeyAuth: PETS_KEY
              Login: {username: PETS_USER, password: PETS_PASSWORD}
        targets: {python: {package: petlib}}
        rules: {example-invalid: note}
        limits: {depth: 50, bytes: 1000}
        strict: true
        """
    )

    (job,) = config.jobs
    assert config.out == Path("build/out")
    assert job.source.root == Path("apis")
    assert job.source.server == "https://staging.example.com/v1"
    assert job.source.credentials == {
        "ApiKeyAuth": {"value": "PETS_KEY"},
        "Login": {"username": "PETS_USER", "password": "PETS_PASSWORD"},
    }
    assert job.source.limits == Limits(depth=50, bytes=1000)
    assert [(target.name, target.options) for target in job.targets] == [("python", {"package": "petlib"})]
    assert job.rules == {"example-invalid": Severity.NOTE}
    assert job.strict


def test_a_source_may_choose_its_own_targets_and_add_options() -> None:
    config = load(
        """
        version: 1
        sources:
          pets: {spec: a.yaml, targets: {python: {package: petlib}}}
          shops: {spec: b.yaml}
        targets: {docs: , python: {}}
        """
    )

    chosen = {job.source.name: {target.name: target.options for target in job.targets} for job in config.jobs}
    assert chosen == {"pets": {"python": {"package": "petlib"}}, "shops": {"docs": {}, "python": {}}}


def test_paths_are_relative_to_the_config() -> None:
    config = load(MINIMAL, "sub/folder/specloom.yaml")

    assert config.base == Path("sub/folder")
    assert config.out == Path("sub/folder/generated")
    assert config.jobs[0].source.spec == Path("sub/folder/specs/pets.yaml")
    assert config.jobs[0].source.label == "specs/pets.yaml"


def test_generated_text_never_names_an_absolute_path(tmp_path: Path) -> None:
    config = load(f"version: 1\nsources: {{pets: {{spec: {tmp_path}/x/pets.yaml}}}}\n")

    assert config.jobs[0].source.label == "pets.yaml"


def test_a_config_for_one_description_puts_targets_side_by_side() -> None:
    config = Config.for_spec(Path("/somewhere/pets.yaml"), Path("build"), SCHEMAS)

    (job,) = config.jobs
    assert job.source.label == "pets.yaml"
    assert [PurePosixPath(target.folder) for target in job.targets] == [PurePosixPath("docs"), PurePosixPath("python")]


def test_sources_and_targets_can_be_chosen() -> None:
    config = load("version: 1\nsources: {a: {spec: a.yaml}, b: {spec: b.yaml, targets: {docs: }}}\n")

    assert [job.source.name for job in config.only(sources=("b",)).jobs] == ["b"]
    assert [job.source.name for job in config.only(targets=("python",)).jobs] == ["a"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "version: 1\nsource: {}\nsources: {a: {spec: x}}\n",
            ("config-key-unknown", "2:1", "there is no setting 'source' here; did you mean 'sources'?"),
        ),
        (
            "version: 1\nsources:\n  a:\n    spec: x\n    servr: y\n",
            ("config-key-unknown", "5:5", "there is no setting 'servr' here; did you mean 'server'?"),
        ),
        (
            MINIMAL + "targets:\n  pyton: {}\n",
            ("config-key-unknown", "4:3", "there is no setting 'pyton' here; did you mean 'python'?"),
        ),
        (
            MINIMAL + "targets:\n  python:\n    pakage: x\n",
            ("config-key-unknown", "5:5", "there is no setting 'pakage' here; did you mean 'package'?"),
        ),
        (
            MINIMAL + "rules:\n  exampleinvalid: note\n",
            ("config-key-unknown", "4:3", "there is no setting 'exampleinvalid' here; did you mean 'example-invalid'?"),
        ),
        (
            MINIMAL + "limits: {depht: 3}\n",
            ("config-key-unknown", "3:10", "there is no setting 'depht' here; did you mean 'depth'?"),
        ),
        ("version: 2\nsources: {a: {spec: x}}\n", ("config-invalid", "1:10", "version: must be 1")),
        ("sources: {a: {spec: x}}\n", ("config-invalid", "1:1", "the config: 'version' is missing")),
        ("version: 1\nsources: {}\n", ("config-invalid", "2:1", "sources: must not be empty")),
        ("version: 1\nsources: {a: {}}\n", ("config-invalid", "2:11", "sources.a: 'spec' is missing")),
        ("version: 1\nsources: {a: x}\n", ("config-invalid", "2:14", "sources.a: must be an object")),
        (
            "version: 1\nsources:\n  A B: {spec: x}\n",
            (
                "config-invalid",
                "3:3",
                "sources.A B: the name of a source must be lower-case words of letters and digits, joined by hyphens",
            ),
        ),
        (MINIMAL + "strict: no\n", ("config-invalid", "3:9", "strict: must be true or false")),
        (MINIMAL + "limits: {depth: 0}\n", ("config-invalid", "3:17", "limits.depth: must be more than 0")),
        (MINIMAL + "limits: {depth: '9'}\n", ("config-invalid", "3:17", "limits.depth: must be a whole number")),
        (MINIMAL + "out: ''\n", ("config-invalid", "3:6", "out: must not be empty")),
        (
            MINIMAL + "rules: {example-invalid: off}\n",
            ("config-invalid", "3:26", "rules.example-invalid: must be 'note', 'warning' or 'error'"),
        ),
        (
            MINIMAL + "rules: {syntax: note}\n",
            (
                "config-invalid",
                "3:17",
                "rules.syntax: nothing can be generated after it, so its severity cannot be changed",
            ),
        ),
        (
            MINIMAL + "targets: {python: {package: 3}}\n",
            ("config-invalid", "3:29", 'targets.python.package: 3 is not of type "string"'),
        ),
        ("- a\n", ("config-invalid", "1:1", "the config: must be an object")),
        ("", ("config-invalid", "", "the config: must be an object")),
        ("version: 1\nversion: 1\n", ("key-duplicate", "2:1", "the key 'version' stands twice in one object")),
    ],
)
def test_faults_of_a_config(text: str, expected: tuple[str, str, str]) -> None:
    assert faults(text) == [expected]


def test_all_faults_are_told_at_once() -> None:
    found = faults("version: 2\nsources: {A: {specc: x}}\nlimits: {depth: 0}\n")

    assert len(found) == 5


def test_broken_yaml_has_a_position() -> None:
    ((code, place, _),) = faults("version: [1\nsources: x\n")

    assert code == "syntax"
    assert place


@pytest.mark.parametrize("value", ["sk-live-0123456789", "{username: lower, password: sk-live-0123}", "''", "1A"])
def test_a_secret_in_place_of_a_variable_is_refused_and_never_repeated(value: str) -> None:
    found = faults(f"version: 1\nsources: {{a: {{spec: x, credentials: {{Key: {value}}}}}}}\n")

    assert found
    for code, _, message in found:
        assert code == "config-invalid"
        assert "environment variable" in message
        assert "sk-live" not in message


@pytest.mark.parametrize(
    "server",
    [
        "ftp://example.com",
        "/v1",
        "example.com",
        "https://",
        "https://user:pass@example.com",
        "https://example.com/?a=b",
        "https://example.com/#x",
        "https://example.com/a b",
        "https://example.com/{version}",
        "https://exämple.com",
        "javascript:alert(1)",
        'https://example.com/"',
        "https://example.com:99999999/",
    ],
)
def test_a_server_must_be_a_plain_absolute_url(server: str) -> None:
    found = faults(f"version: 1\nsources:\n  a:\n    spec: x\n    server: '{server}'\n")

    assert [(code, place) for code, place, _ in found] == [("config-invalid", "5:13")]


@pytest.mark.parametrize("server", ["http://127.0.0.1:8080", "https://api.example.com/v1", "http://[::1]:80/x/"])
def test_servers_that_can_be_used(server: str) -> None:
    config = load(f"version: 1\nsources: {{a: {{spec: x, server: '{server}'}}}}\n")

    assert config.jobs[0].source.server == server


def test_the_hash_of_the_settings_moves_with_what_can_change_the_output() -> None:
    texts = [
        MINIMAL,
        MINIMAL + "targets: {python: {package: x}, docs: }\n",
        "version: 1\nsources: {pets: {spec: specs/pets.yaml, server: 'https://x.example'}}\n",
        "version: 1\nsources: {pets: {spec: specs/pets.yaml, credentials: {A: B}}}\n",
    ]
    hashes = set()
    for text in texts:
        (job,) = load(text).jobs
        python = next(target for target in job.targets if target.name == "python")
        hashes.add(job.config_sha256(python))

    assert len(hashes) == len(texts)


def test_the_hash_of_the_settings_does_not_move_with_folders_and_limits() -> None:
    hashes = set()
    for text in (MINIMAL, MINIMAL + "out: elsewhere\n", MINIMAL + "limits: {depth: 3}\n"):
        (job,) = load(text).jobs
        hashes.add(job.config_sha256(job.targets[0]))

    assert len(hashes) == 1
