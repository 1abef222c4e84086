"""`api.md`: a line for each method, links that lead somewhere, and nothing in it that a document could act through."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest
from builds import ROOT, build_files
from unit.docs.rendering import tokens

from specloom.targets.python.runtime_views import REQUIREMENTS

OWN = {"clockify": ROOT / "specs" / "clockify.yaml", "petstore_plus": ROOT / "specs" / "petstore-plus.yaml"}
HOSTILE = """\
openapi: 3.1.0
info: {title: "<b>Shop</b> [x](y) # {{ 1 }}", version: "1"}
servers: [{url: "https://example.com"}]
paths:
  /a`b|{id}:
    get:
      operationId: getIt
      tags: ["<script>`x`"]
      summary: "*All* <script>alert(1)</script> ![i](j) [k](l) `m` | {{ n }}\\n# Heading. And more."
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        "200":
          description: Found.
          content: {application/json: {schema: {enum: ["`|<b>", "*"]}}}
"""


def index_of(spec: Path) -> tuple[str, dict[str, str]]:
    """Return the index of a package and the package's files, by their paths inside it."""
    files = {path.split("/", 2)[-1]: text for path, text in build_files(spec, "python").items() if path.count("/") > 1}
    return files["api.md"], files


def _names(found: ast.ClassDef) -> list[str]:
    """Return the names that a class binds: methods, and iterators made of them."""
    targets = [target for node in found.body if isinstance(node, ast.Assign) for target in node.targets]
    iterators = [target.id for target in targets if isinstance(target, ast.Name)]
    return [*(node.name for node in found.body if isinstance(node, ast.FunctionDef)), *iterators]


@pytest.mark.parametrize("package", OWN)
def test_it_lists_every_method(package: str) -> None:
    """Whatever a section can be asked is there under the name that users write; async twins go without saying."""
    text, files = index_of(OWN[package])
    surface = [
        f"- `client.{Path(path).stem}.{name}("
        for path, source in files.items()
        if path.startswith("resources/")
        for found in ast.parse(source).body
        if isinstance(found, ast.ClassDef) and not found.name.startswith("Async")
        for name in _names(found)
    ]

    assert sorted(surface) == sorted(line.partition("(")[0] + "(" for line in text.splitlines() if " · " in line)


@pytest.mark.parametrize("package", OWN)
def test_it_lists_what_the_client_is_made_with(package: str) -> None:
    """Each argument of the constructor that comes from the description: credentials with their variables, then servers."""
    text, files = index_of(OWN[package])
    module = ast.parse(files["_client.py"])
    made = next(node for node in ast.walk(module) if isinstance(node, ast.FunctionDef) and node.name == "__init__")
    names = [one.arg for one in made.args.kwonlyargs]
    lines = [line for line in text.splitlines() if line.startswith(("- Credential: ", "- Server: "))]

    assert names[: names.index("base_url")] == [line.split("`")[1] for line in lines]


@pytest.mark.parametrize("package", OWN)
def test_links_lead_to_files_of_the_package(package: str) -> None:
    """The package can be copied anywhere, and they still do."""
    text, files = index_of(OWN[package])
    links = {str(token.attrs["href"]) for token in tokens(text) if token.type == "link_open"}

    assert links <= files.keys()
    assert {path for path in files if path.startswith(("resources/", "models/"))} <= {*links, "resources/__init__.py"}


def test_what_a_line_says() -> None:
    """What must be given, what comes back, where it goes, and the first sentence of the summary."""
    text, _ = index_of(OWN["petstore_plus"])
    lines = text.splitlines()

    assert "- `client.pets.get_pet(pet_id) -> Pet` · `GET /pets/{petId}` · Get a pet" in lines
    assert any(line.startswith("- `client.pets.list_pets(...) -> list[Pet]`") for line in lines)
    assert any("delete_pets_by_pet_id" in line and line.endswith(" · **deprecated**") for line in lines)


def test_hostile_text_is_shown_and_does_nothing(tmp_path: Path) -> None:
    """No HTML, no link, no image, no heading that is not ours; the braces of template engines are no braces."""
    spec = tmp_path / "spec.yaml"
    spec.write_text(HOSTILE, encoding="utf-8")
    text, files = index_of(spec)
    found = list(tokens(text))
    shown = "".join(token.content for token in found if token.type in ("text", "code_inline"))

    assert not [token for token in found if token.type in ("html_block", "html_inline", "image")]
    assert {str(token.attrs["href"]) for token in found if token.type == "link_open"} <= files.keys()
    assert "*All* <script>alert(1)</script> ![i](j) [k](l) `m` | {{ n }} # Heading." in shown
    assert "And more" not in text
    assert "{{" not in text


def test_what_it_tells_to_install_is_what_the_package_imports() -> None:
    """Every library beside Python's own is named, and no other."""
    _, files = index_of(OWN["petstore_plus"])
    imported: set[str] = set()
    for path, text in files.items():
        for node in ast.walk(ast.parse(text)) if path.endswith(".py") else ():
            match node:
                case ast.Import():
                    imported |= {alias.name.partition(".")[0] for alias in node.names}
                case ast.ImportFrom(level=0, module=str() as module):
                    imported.add(module.partition(".")[0])
                case _:
                    pass

    assert imported - sys.stdlib_module_names == {one.partition(">")[0] for one in REQUIREMENTS}
