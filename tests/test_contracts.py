"""What templates are given has versions: `templates/contracts.json` holds them, docs/template-contracts.md shows them."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import difference, repair
from contracts_page import contracts_page

from specloom.contracts.derive import Templates
from specloom.contracts.history import CONTRACTS, read_history
from specloom.contracts.walk import walk
from specloom.render import Renderer
from specloom.render.environment import template_names, templates_folder

ROOT = Path(__file__).resolve().parents[1]
TARGETS = ("docs", "python", "site", "snippets")
TEMPLATES = Templates(Renderer(), TARGETS)
CONTRACTS_NOW = {name: TEMPLATES.contract(name) for name in TEMPLATES.names}
REPAIR = repair("tests/test_contracts.py")


def test_the_versions_are_up_to_date(update_golden: bool) -> None:
    """A view that changed has a new version of its contract, so that templates made for the old one are told."""
    history = read_history([templates_folder()])
    if update_golden:
        history = history.with_contracts(CONTRACTS_NOW)
        (templates_folder() / CONTRACTS).write_text(history.text(), encoding="utf-8")

    assert not history.stale(CONTRACTS_NOW), f"the contracts of these templates changed{REPAIR}"


def test_the_reference_is_up_to_date(update_golden: bool) -> None:
    path = ROOT / "docs" / "template-contracts.md"
    expected = contracts_page(CONTRACTS_NOW, read_history([templates_folder()]))
    if update_golden:
        path.write_text(expected, encoding="utf-8")

    found = difference({path.name: path.read_text(encoding="utf-8")}, {path.name: expected})

    assert not found, found + REPAIR


def test_every_template_has_a_contract() -> None:
    assert sorted(TEMPLATES.names) == sorted(template_names())
    assert [name for name, contract in CONTRACTS_NOW.items() if not contract.names] == []


@pytest.mark.parametrize("name", TEMPLATES.names)
def test_a_template_asks_for_nothing_that_its_contract_does_not_have(name: str) -> None:
    """So the walk understands every template of ours, and what it says of other people's can be believed."""
    assert walk(TEMPLATES.renderer.parsed(name), TEMPLATES.given[name]).missing == []
