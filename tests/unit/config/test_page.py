"""`docs/config.md` names every setting there is, and what it shows can be loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from cases import SCHEMAS
from pydantic import BaseModel

from specloom.config import model
from specloom.config.load import load_config
from specloom.diagnostics import Diagnostics

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "config.md").read_text(encoding="utf-8")
BLOCKS: list[str] = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def settings() -> Iterator[tuple[str, str]]:
    """Yield every setting with the class it belongs to."""
    for name, kind in vars(model).items():
        if isinstance(kind, type) and issubclass(kind, BaseModel) and kind.__module__ == model.__name__:
            for setting, field in kind.model_fields.items():
                yield name, field.alias or setting


@pytest.mark.parametrize(("owner", "setting"), list(settings()))
def test_the_page_shows_every_setting(owner: str, setting: str) -> None:
    shown = re.search(rf"(?<![\w-]){re.escape(setting)}: ", "\n".join(BLOCKS).replace(":\n", ": \n"))

    assert shown or f"`{setting}`" in PAGE, f"{owner}.{setting} is not on docs/config.md"


def test_what_the_page_shows_can_be_loaded(tmp_path: Path) -> None:
    head, source, *more = BLOCKS
    path = tmp_path / "specloom.yaml"
    path.write_text(head.partition("sources:")[0] + source + "".join(more), encoding="utf-8")

    config = load_config(path, SCHEMAS, Diagnostics())

    assert [job.source.name for job in config.jobs] == ["billing"]
    assert config.jobs[0].rules["server-local"].reason


def test_the_first_block_is_a_config_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "specloom.yaml"
    path.write_text(BLOCKS[0], encoding="utf-8")

    assert [target.name for target in load_config(path, SCHEMAS, Diagnostics()).jobs[0].targets]
