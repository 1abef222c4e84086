"""The config file: what it gives, and how a fault in it is told."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from specloom.config.choices import overlay_file, picks_of_words
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
    assert {code: rule.severity for code, rule in job.rules.items()} == {"example-invalid": Severity.NOTE}
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


def test_the_hash_of_the_settings_moves_with_the_options_of_the_targets_that_are_asked() -> None:
    hashes = set()
    for text in (MINIMAL, MINIMAL + "targets: {python: {package: x}, docs: }\n"):
        (job,) = load(text).jobs
        docs = next(target for target in job.targets if target.name == "docs")
        hashes.add(job.config_sha256(docs, asks=("python",)))

    assert len(hashes) == 2


def test_the_hash_of_the_settings_does_not_move_with_folders_and_limits() -> None:
    hashes = set()
    for text in (MINIMAL, MINIMAL + "out: elsewhere\n", MINIMAL + "limits: {depth: 3}\n"):
        (job,) = load(text).jobs
        hashes.add(job.config_sha256(job.targets[0]))

    assert len(hashes) == 1


def test_a_rule_may_say_why_and_where() -> None:
    config = load(
        MINIMAL
        + "rules:\n  server-local:\n    {severity: note, reason: a sandbox, paths: ['#/servers', 'a.yaml#/x']}\n"
    )

    rule = config.jobs[0].rules["server-local"]
    assert (rule.severity, rule.reason, rule.pointers) == (Severity.NOTE, "a sandbox", ("#/servers", "a.yaml#/x"))


def test_every_word_of_a_selection_knows_its_place() -> None:
    config = load(
        """
        version: 1
        sources:
          pets:
            spec: a.yaml
            include:
              tags: [pets, "shop*"]
              methods: [get]
            exclude: {operations: [GET /x], deprecated: true}
        """
    )

    source = config.jobs[0].source
    (selection,) = source.selections
    assert [word.text for word in selection.include.tags] == ["pets", "shop*"]
    assert [word.location.pointer for word in selection.include.tags if word.location] == [
        "/sources/pets/include/tags/0",
        "/sources/pets/include/tags/1",
    ]
    assert selection.exclude.deprecated
    assert source.config is not None
    assert source.config.label == "specloom.yaml"


def test_a_source_that_selects_nothing_has_no_selection() -> None:
    config = load("version: 1\nsources: {pets: {spec: a.yaml, include: {}, exclude: {tags: []}}}\n")

    assert config.jobs[0].source.selections == ()


def test_the_key_of_a_name_is_what_a_finding_points_at() -> None:
    config = load("version: 1\nsources:\n  pets:\n    spec: a.yaml\n    names: {operations: {GET /pets: listPets}}\n")

    (naming,) = config.jobs[0].source.names.operations
    assert (naming.part.text, naming.name) == ("GET /pets", "listPets")
    assert naming.part.position is not None
    assert (naming.part.position.line, naming.part.position.column) == (5, 26)


@pytest.mark.parametrize(
    ("setting", "place", "message"),
    [
        ("include: {tag: [a]}", "2:42", "there is no setting 'tag' here; did you mean 'tags'?"),
        ("names: {operation: {a: b}}", "2:40", "there is no setting 'operation' here; did you mean 'operations'?"),
        (
            "names: {operations: {a: 1b}}",
            "2:56",
            "sources.pets.names.operations.a: must be a name of letters, digits and underscores that begins with a letter",
        ),
        (
            "names: {sections: {a: ''}}",
            "2:54",
            "sources.pets.names.sections.a: must be a name of letters, digits, spaces, hyphens and underscores that begins "
            "with a letter",
        ),
        ("unused_schemas: yes", "2:48", "sources.pets.unused_schemas: must be 'keep' or 'drop'"),
        ("overlays: fix.yaml", "2:42", "sources.pets.overlays: must be a list"),
    ],
)
def test_faults_of_what_is_said_of_a_description(setting: str, place: str, message: str) -> None:
    code = "config-key-unknown" if "no setting" in message else "config-invalid"

    assert faults(f"version: 1\nsources: {{pets: {{spec: a.yaml, {setting}}}}}\n") == [(code, place, message)]


def test_remote_references_are_allowed_one_address_at_a_time() -> None:
    """Addresses are kept in the one form in which they are compared."""
    digest = "0" * 64
    remote = f"{{allow: ['https://Example.com:443/a/'], pins: {{'https://example.com/a/./b.yaml': '{digest}'}}}}"
    (job,) = load(f"version: 1\nsources: {{pets: {{spec: a.yaml, remote: {remote}}}}}\n").jobs

    assert ("https://example.com/a/",) == job.source.remote.allow
    assert {"https://example.com/a/b.yaml": digest} == job.source.remote.pins
    assert not job.source.remote.allow_private_network
    assert ("pets", "a.yaml") == (job.source.access.source, job.source.access.spec)


@pytest.mark.parametrize(
    ("remote", "message"),
    [
        ("{allow: ['ftp://example.com/']}", "sources.pets.remote.allow.0: must be an http(s) address"),
        ("{allow: ['https://user:hunter2@example.com/']}", "sources.pets.remote.allow.0: must be an http(s) address"),
        ("{pins: {'https://example.com/a': abc}}", "must be a SHA-256: 64 digits and letters from a to f"),
        ("{pins: {'a.yaml': abc}}", "must be an http(s) address, like https://example.com/specs/"),
        ("{pin: {}}", "there is no setting 'pin' here; did you mean 'pins'?"),
    ],
)
def test_faults_of_what_may_be_read_over_the_network(remote: str, message: str) -> None:
    found = [each for *_, each in faults(f"version: 1\nsources: {{pets: {{spec: a.yaml, remote: {remote}}}}}\n")]

    assert any(message in each for each in found)
    assert "hunter2" not in "".join(found)


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("off", "rules.server-local: must be 'note', 'warning' or 'error'"),
        ("{reason: x}", "rules.server-local: 'severity' is missing"),
        ("{severity: note, path: ['#/a']}", "there is no setting 'path' here; did you mean 'paths'?"),
        (
            "{severity: note, paths: [/a]}",
            "rules.server-local.paths.0: must be a JSON pointer into the description, like #/paths/~1pets",
        ),
    ],
)
def test_faults_of_rules(rule: str, message: str) -> None:
    assert [found for *_, found in faults(f"{MINIMAL}rules: {{server-local: {rule}}}\n")] == [message]


@pytest.mark.parametrize(
    ("overlay", "spec", "label"),
    [
        ("fix.yaml", "spec.yaml", "fix.yaml"),
        ("overlays/fix.yaml", "specs/spec.yaml", "../overlays/fix.yaml"),
        ("/secret/folder/fix.yaml", "spec.yaml", "overlay:fix.yaml"),
        ("/there/fix.yaml", "/there/spec.yaml", "fix.yaml"),
    ],
)
def test_an_overlay_is_named_alike_on_every_machine(overlay: str, spec: str, label: str) -> None:
    assert overlay_file(overlay, spec, Path()).label == label
    assert overlay_file(overlay, spec, Path()).path == Path(overlay)


def test_words_of_the_command_line() -> None:
    picks = picks_of_words(["tag:Users", "op:GET /a:b", "deprecated"])

    assert [word.text for word in picks.tags] == ["Users"]
    assert [word.text for word in picks.operations] == ["GET /a:b"]
    assert picks.deprecated


@pytest.mark.parametrize("word", ["Users", "tags:Users", "tag:", "", "deprecated:yes"])
def test_a_word_of_the_command_line_that_means_nothing(word: str) -> None:
    with pytest.raises(ValueError, match="is none of"):
        picks_of_words([word])


def test_the_selection_and_the_names_count_as_settings() -> None:
    """The hash of the config in the manifest moves with them, and with nothing that cannot change a file."""

    def hashed(more: str) -> str:
        job = load(f"version: 1\nsources: {{pets: {{spec: a.yaml{more}}}}}\n").jobs[0]
        return job.config_sha256(job.targets[0])

    said = [
        "",
        ", include: {tags: [a]}",
        ", exclude: {tags: [a]}",
        ", names: {schemas: {a: B}}",
        ", unused_schemas: keep",
    ]
    assert len({hashed(each) for each in said}) == len(said)


def test_pages_of_operations() -> None:
    """A path is a name or a list of names; false turns pages off; each word knows its place."""
    config = load(
        "version: 1\n"
        "sources:\n"
        "  pets:\n"
        "    spec: p.yaml\n"
        "    pagination:\n"
        "      listPets: {style: cursor, parameter: after, next: [meta, next], items: data}\n"
        "      GET /dogs: false\n"
    )
    (job,) = config.jobs
    pets, dogs = job.source.pages

    assert pets.claim is not None
    assert (pets.part.text, pets.claim.next, pets.claim.items) == ("listPets", ("meta", "next"), ("data",))
    assert pets.claim.places["next"].pointer == "/sources/pets/pagination/listPets/next"
    assert (dogs.part.text, dogs.claim) == ("GET /dogs", None)


@pytest.mark.parametrize(
    ("setting", "code", "message"),
    [
        ("{style: pages}", "config-invalid", "style: must be 'cursor', 'offset'"),
        ("{style: page, parametr: x}", "config-key-unknown", "did you mean 'parameter'?"),
        ("{style: page, items: [data, 7]}", "config-invalid", "items.1: must be text"),
        ("true", "config-invalid", "must be"),
    ],
)
def test_faults_of_pages(setting: str, code: str, message: str) -> None:
    ((name, _, told),) = faults(
        f"version: 1\nsources: {{pets: {{spec: p.yaml, pagination: {{listPets: {setting}}}}}}}\n"
    )

    assert name == code
    assert message in told
