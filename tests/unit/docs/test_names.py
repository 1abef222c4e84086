"""Pages have paths of their own, whatever the document calls things."""

from __future__ import annotations

from pathlib import Path

from unit.normalize.build_api import api_of

from specloom.targets.docs.names import name_pages


def test_tags_that_come_out_alike_have_folders_of_their_own(tmp_path: Path) -> None:
    """Case, marks and scripts that a file name cannot hold tell tags apart all the same."""
    tags = ["Foo", "foo", "Foo bar", "Foo-bar", "日本", "中国", "schemas"]
    paths = "".join(
        f"  /p{number}: {{get: {{operationId: o{number}, tags: ['{tag}'], responses: {{'204': {{description: ok}}}}}}}}\n"
        for number, tag in enumerate(tags)
    )
    names = name_pages(api_of(tmp_path, "paths:\n" + paths))

    assert len(tags) == len({path.lower() for path in names.sections.values()})
    assert "schemas/README.md" not in names.sections.values()
