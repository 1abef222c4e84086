"""Overlays applied: what the data becomes, and where each part of it is written."""

from __future__ import annotations

from pathlib import Path

from unit.overlay.applying import applied, head, written

from specloom.diagnostics import Location


def test_an_object_is_merged_recursively_and_the_rest_stays(tmp_path: Path) -> None:
    document, diagnostics = applied(
        tmp_path,
        head("""\
            - target: $.info
              update:
                title: Better pets
                contact: {email: a@example.com}
            """),
    )

    assert document.root.value["info"] == {
        "title": "Better pets",
        "version": "1",
        "contact": {"email": "a@example.com"},
    }
    assert list(diagnostics) == []
    assert written(document, "/info/title") == "overlay1.yaml:6:12"
    assert written(document, "/info/version") == "spec.yaml:2:30"
    assert written(document, "/info/contact/email") == "overlay1.yaml:7:22"
    assert written(document, "/info") == "spec.yaml:2:1"


def test_an_array_grows_by_a_value_or_by_those_of_an_array(tmp_path: Path) -> None:
    document, _ = applied(
        tmp_path,
        head("""\
            - target: $.tags
              update: {name: vets}
            - target: $.paths['/pets'].get.tags
              update: [animals, all]
            - target: $
              update: {tags: [{name: more}]}
            """),
    )

    assert [tag["name"] for tag in document.root.value["tags"]] == ["pets", "shops", "vets", "more"]
    assert document.root.value["paths"]["/pets"]["get"]["tags"] == ["pets", "animals", "all"]
    assert written(document, "/tags/1/name") == "spec.yaml:5:11"
    assert written(document, "/tags/2/name") == "overlay1.yaml:5:18"
    assert written(document, "/tags/3/name") == "overlay1.yaml:9:26"
    assert written(document, "/paths/~1pets/get/tags/2") == "overlay1.yaml:7:21"


def test_what_is_removed_is_gone_and_what_follows_it_is_still_found(tmp_path: Path) -> None:
    document, _ = applied(
        tmp_path,
        head("""\
            - target: $.paths['/pets'].get.parameters[?@.name != 'sort']
              remove: true
            - target: $.paths['/shops']
              remove: true
            """),
    )

    assert document.root.value["paths"]["/pets"]["get"]["parameters"] == [{"name": "sort", "in": "query"}]
    assert "/shops" not in document.root.value["paths"]
    assert written(document, "/paths/~1pets/get/parameters/0/name") == "spec.yaml:14:18"


def test_removing_before_an_element_of_an_overlay_moves_its_origin(tmp_path: Path) -> None:
    document, _ = applied(
        tmp_path,
        head("- {target: $.tags, update: {name: vets}}\n- {target: '$.tags[0]', remove: true}\n"),
        head("- {target: '$.tags[1]', update: {description: Doctors}}\n"),
    )

    assert document.root.value["tags"] == [{"name": "shops"}, {"name": "vets", "description": "Doctors"}]
    assert written(document, "/tags/0/name") == "spec.yaml:5:11"
    assert written(document, "/tags/1/name") == "overlay1.yaml:4:35"
    assert written(document, "/tags/1/description") == "overlay2.yaml:4:47"


def test_nodes_inside_each_other_are_removed_together(tmp_path: Path) -> None:
    document, diagnostics = applied(
        tmp_path, head("- {target: $..get, remove: true}\n- {target: $.paths.*, remove: true}\n")
    )

    assert document.root.value["paths"] == {}
    assert list(diagnostics) == []


def test_actions_build_on_each_other_and_overlays_too(tmp_path: Path) -> None:
    document, _ = applied(
        tmp_path,
        head(
            "- {target: $.info, update: {license: {name: MIT}}}\n- {target: $.info.license, update: {url: https://a}}\n"
        ),
        head("- {target: $.info.license, update: {name: ISC}}\n"),
    )

    assert document.root.value["info"]["license"] == {"name": "ISC", "url": "https://a"}
    assert written(document, "/info/license/url").startswith("overlay1.yaml:5:")
    assert written(document, "/info/license/name").startswith("overlay2.yaml:4:")


def test_one_value_for_many_places_stays_apart(tmp_path: Path) -> None:
    """What is added to two operations is changed later in one of them alone."""
    document, _ = applied(
        tmp_path,
        head("""\
            - target: $.paths.*.get
              update: {x-limit: {rate: 1}}
            - target: $.paths['/pets'].get['x-limit']
              update: {rate: 2}
            """),
    )

    paths = document.root.value["paths"]
    assert paths["/pets"]["get"]["x-limit"] == {"rate": 2}
    assert paths["/shops"]["get"]["x-limit"] == {"rate": 1}


def test_an_alias_of_yaml_is_changed_where_it_is_selected_alone(tmp_path: Path) -> None:
    spec = "a: &shared {x: 1}\nb: *shared\n"
    document, _ = applied(tmp_path, head("- {target: $.b, update: {x: 2}}\n"), spec=spec)

    assert document.root.value == {"a": {"x": 1}, "b": {"x": 2}}


def test_a_copy_keeps_the_place_it_comes_from(tmp_path: Path) -> None:
    """Overlay 1.1."""
    document, diagnostics = applied(
        tmp_path,
        head(
            "- {target: $.paths, update: {/vets: {}}}\n- {target: \"$.paths['/vets']\", copy: \"$.paths['/shops']\"}\n",
            "1.1.0",
        ),
    )

    assert list(diagnostics) == []
    assert document.root.value["paths"]["/vets"]["get"]["operationId"] == "listShops"
    assert written(document, "/paths/~1vets/get/operationId") == written(document, "/paths/~1shops/get/operationId")


def test_a_scalar_is_replaced_by_overlay_1_1(tmp_path: Path) -> None:
    document, _ = applied(tmp_path, head("- {target: $.info.title, update: Vets}\n", "1.1.0"))

    assert document.root.value["info"]["title"] == "Vets"


def test_an_empty_key_of_an_update_changes_nothing(tmp_path: Path) -> None:
    """The specification's own example has `components:` and `tags:` with nothing below them."""
    document, diagnostics = applied(tmp_path, head("- target: $\n  update:\n    tags:\n    info: {summary: S}\n"))

    assert list(diagnostics) == []
    assert len(document.root.value["tags"]) == 2
    assert document.root.value["info"]["summary"] == "S"


def test_overlays_are_inputs_and_the_text_stays(tmp_path: Path) -> None:
    document, _ = applied(tmp_path, head("- {target: $.info, update: {title: T}}\n"))
    before, _ = applied(tmp_path)

    assert set(document.hashes()) == {"spec.yaml", "overlay1.yaml"}
    assert document.hashes()["spec.yaml"] == before.hashes()["spec.yaml"]
    assert document.display("overlay1.yaml").endswith("/overlay1.yaml")


def test_without_overlays_nothing_is_written_elsewhere(tmp_path: Path) -> None:
    document, _ = applied(tmp_path)

    assert document.written_at(Location("spec.yaml", "/info")) == Location("spec.yaml", "/info")
