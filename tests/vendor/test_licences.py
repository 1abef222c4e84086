"""Licences by their words: those that are installed here, and such as are known to differ by a sentence."""

from __future__ import annotations

import re
from importlib.metadata import distributions
from pathlib import Path

import pytest

from specloom.vendor.licence import is_licence_name, is_notice_name, spdx_of

ROOT = Path(__file__).resolve().parents[2]
MIT = (ROOT / "LICENSE").read_text(encoding="utf-8")
BSD = """\
Redistribution and use in source and binary forms, with or without modification, are permitted provided that the following
conditions are met:
1. Redistributions of source code must retain the above copyright notice, this list of conditions and the following disclaimer.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (MIT, "MIT"),
        (MIT.upper(), "MIT"),
        (MIT.replace("\n", "\r\n   "), "MIT"),
        (BSD, "BSD-2-Clause"),
        (BSD + "3. Neither the name of the holder may be used to endorse or promote products", "BSD-3-Clause"),
        (BSD + "3. All advertising materials mentioning features", None),
        ("Apache License\n Version 2.0, January 2004\n", "Apache-2.0"),
        ("Mozilla Public License Version 2.0\n====", "MPL-2.0"),
        ("GNU GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007", "GPL-3.0-only"),
        ("GNU LESSER GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007", "LGPL-3.0-only"),
        ("SPDX-License-Identifier: EUPL-1.2\n\nText", "EUPL-1.2"),
        ("# SPDX-License-Identifier: MIT OR Apache-2.0\n", "MIT OR Apache-2.0"),
        (MIT + BSD, None),
        ("All rights reserved.", None),
        ("", None),
    ],
)
def test_identifiers(text: str, expected: str | None) -> None:
    assert spdx_of(text) == expected


def test_no_package_that_is_installed_here_is_taken_for_another() -> None:
    """What a package says of itself in SPDX's form is what its text says, where that is one licence."""
    wrong: list[str] = []
    seen = 0
    for each in distributions():
        said = each.metadata.get("License-Expression") or ""
        if not re.fullmatch(r"[A-Za-z0-9.-]+", said):
            continue
        texts = [file for file in each.files or () if ".dist-info" in str(file) and is_licence_name(file.name)]
        found = {spdx_of(Path(str(file.locate())).read_text(encoding="utf-8", errors="replace")) for file in texts[:1]}
        seen += bool(found - {None})
        wrong += [
            f"{each.name}: {said}, {found}"
            for one in found
            if one not in {None, said, f"{said}-only", said.replace("-or-later", "-only")}
        ]

    assert wrong == []
    assert seen >= 5


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("LICENSE", True),
        ("LICENSE.txt", True),
        ("licence.md", True),
        ("COPYING", True),
        ("LICENSE-MIT", True),
        ("licenses.py", False),
        ("LICENSE_HEADER", False),
    ],
)
def test_names(name: str, *, expected: bool) -> None:
    assert is_licence_name(name) is expected
    assert is_notice_name("NOTICE.txt")
    assert not is_notice_name("notices.py")
