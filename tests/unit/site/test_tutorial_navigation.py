"""Tutorials in a site: the list is in the navigation, and leads to each of them."""

from __future__ import annotations

from pathlib import Path

from unit.docs.test_tutorials import CREATED, built

from specloom.render import Renderer
from specloom.site import build_site


def test_the_list_of_tutorials_is_in_the_navigation(tmp_path: Path) -> None:
    site = build_site(built(tmp_path, CREATED), Renderer())

    assert 'href="tutorials/index.html"' in site["index.html"]
    assert 'href="Make-a-client.html"' in site["tutorials/index.html"]
    assert "captured 2026-11-20 from sandbox" in site["tutorials/Make-a-client.html"]
