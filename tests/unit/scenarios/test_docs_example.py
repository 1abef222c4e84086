"""The scenario of the documentation is one."""

from __future__ import annotations

import re
from pathlib import Path

from builds import ROOT
from unit.scenarios.given import read, shown


def test_the_scenario_of_the_docs_is_right(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "capture.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(arazzo: .*?)```\n", text, re.DOTALL)

    (scenario,), diagnostics = read(example.replace("deletePet\n", "deletePetsByPetId\n"), tmp_path)

    assert [] == list(diagnostics), shown(diagnostics)
    assert ["visit"] == [workflow.id for workflow in scenario.workflows]
