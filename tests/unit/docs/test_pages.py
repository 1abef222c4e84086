"""The pages as a whole: links that lead somewhere, text that stays in its place, facts that are there."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import pytest
import yaml
from builds import ROOT, build_files
from unit.docs.rendering import faults, tokens

HOSTILE = '"\\"><script>alert(1)</script> {{7*7}} `<b>` | [x](javascript:alert(1)) ---\\n# Top\\n--- \\u202e犬"'
SPEC = f"""\
openapi: 3.2.0
info: {{title: {HOSTILE}, version: {HOSTILE}, description: {HOSTILE}}}
servers:
  - url: 'https://{{region}}.example'
    name: {HOSTILE}
    description: {HOSTILE}
    variables: {{region: {{default: shop, enum: [shop, {HOSTILE}], description: {HOSTILE}}}}}
tags: [{{name: Schemas, description: {HOSTILE}, parent: {HOSTILE}}}, {{name: {HOSTILE}, summary: {HOSTILE}}}]
webhooks:
  {HOSTILE}:
    post:
      operationId: {HOSTILE}
      summary: {HOSTILE}
      description: {HOSTILE}
      requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/README'}}}}}}}}
      responses: {{'204': {{description: Ok}}}}
components:
  securitySchemes:
    key: {{type: apiKey, in: header, name: X-Key, description: {HOSTILE}}}
    flow:
      type: oauth2
      deprecated: true
      oauth2MetadataUrl: {HOSTILE}
      flows:
        deviceAuthorization:
          deviceAuthorizationUrl: {HOSTILE}
          tokenUrl: 'https://x'
          scopes: {{read: {HOSTILE}, {HOSTILE}: x}}
  schemas:
    README:
      description: {HOSTILE}
      type: object
      required: [id]
      properties:
        id: {{type: string, description: {HOSTILE}, deprecated: true, default: {HOSTILE}, readOnly: true}}
        {HOSTILE}: {{type: string, enum: [{HOSTILE}]}}
        next: {{$ref: '#/components/schemas/README'}}
paths:
  /pets/{{id}}:
    parameters:
      - {{name: id, in: path, required: true, schema: {{type: integer, minimum: 1}}, description: {HOSTILE}}}
      - {{name: session, in: cookie, schema: {{type: string, pattern: 'a|b'}}}}
    get:
      tags: [Schemas]
      operationId: README
      summary: {HOSTILE}
      description: {HOSTILE}
      deprecated: true
      security: [{{key: []}}, {{flow: [read]}}, {{}}]
      responses:
        '200':
          summary: {HOSTILE}
          description: {HOSTILE}
          links:
            {HOSTILE}:
              {{operationId: README, parameters: {{{HOSTILE}: {HOSTILE}}}, requestBody: {HOSTILE}, description: {HOSTILE}}}
          headers: {{X-Left: {{schema: {{type: integer}}, description: {HOSTILE}}}}}
          content:
            application/json: {{schema: {{$ref: '#/components/schemas/README'}}}}
            image/png: {{schema: {{type: string, format: binary}}}}
        default: {{description: {HOSTILE}}}
    additionalOperations:
      "A|`b`'$x*":
        tags: [Schemas]
        operationId: odd
        parameters: [{{name: {HOSTILE}, in: querystring, content: {{text/plain: {{schema: {{type: string}}}}}}}}]
        responses: {{'204': {{description: Ok}}}}
    post:
      tags: [{HOSTILE}]
      operationId: {HOSTILE}
      callbacks: {{{HOSTILE}: {{{HOSTILE}: {{post: {{summary: {HOSTILE}, description: {HOSTILE}, responses: {{}}}}}}}}}}
      requestBody:
        description: {HOSTILE}
        content:
          application/json: {{schema: {{$ref: '#/components/schemas/README'}}}}
          text/plain: {{schema: {{type: string}}, example: {HOSTILE}}}
      responses: {{'204': {{description: Ok}}}}
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of a description with hostile text in every place that has text."""
    path = tmp_path_factory.mktemp("hostile") / "shop.yaml"
    path.write_text(SPEC, encoding="utf-8")
    return pages_of(path)


def pages_of(spec: Path) -> dict[str, str]:
    """Return the pages by their path in the docs folder."""
    files = build_files(spec, "docs", name="shop")
    return {path.removeprefix("docs/"): text for path, text in files.items() if path.endswith(".md")}


def body_of(page: str) -> str:
    """Return a page without its front matter, which must be YAML."""
    _, front, body = page.split("---\n", 2)
    assert isinstance(yaml.safe_load(front)["title"], str)
    return body


def broken_links(pages: dict[str, str]) -> list[str]:
    """Return the relative links that lead nowhere."""
    broken: list[str] = []
    for path, page in pages.items():
        for token in tokens(body_of(page)):
            address = str(token.attrs.get("href", ""))
            if token.type != "link_open" or re.match(r"https?:", address):
                continue
            there, _, anchor = address.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), there))
            if target not in pages or (anchor and f'<a id="{anchor}"></a>' not in pages[target]):
                broken.append(f"{path}: {address}")
    return broken


@pytest.mark.parametrize("name", ["clockify.yaml", "petstore-plus.yaml"])
def test_pages_of_our_own_descriptions(name: str) -> None:
    """Links resolve, nothing acts, each page has one title, no line ends in a blank."""
    pages = pages_of(ROOT / "specs" / name)

    assert [] == broken_links(pages)
    for path, page in pages.items():
        body = body_of(page)
        assert [] == faults(body), path
        assert 1 == sum(token.type == "heading_open" and token.tag == "h1" for token in tokens(body)), path
        assert not re.search(r"[ \t]+$", page, re.MULTILINE), path
        assert page.endswith("\n")
        assert not page.endswith("\n\n")


def test_hostile_text_stays_in_its_place(hostile: dict[str, str]) -> None:
    assert [] == broken_links(hostile)
    for path, page in hostile.items():
        body = body_of(page)
        assert [] == faults(body), path
        assert 1 == sum(token.type == "heading_open" and token.tag == "h1" for token in tokens(body)), path
        assert not re.search("[\u202e\x00-\x08]", page), path


def test_tables_keep_their_columns(hostile: dict[str, str]) -> None:
    """No text of the document makes a cell or a row."""
    for path, page in hostile.items():
        width = cells = 0
        for token in tokens(body_of(page)):
            width = 0 if token.type == "thead_open" else width + (token.type == "th_open")
            cells = 0 if token.type == "tr_open" else cells + (token.type == "td_open")
            assert token.type != "tr_close" or cells in {0, width}, path


def test_a_section_does_not_fall_into_the_schemas(hostile: dict[str, str]) -> None:
    """Nor does an operation or a schema called README take the place of the folder's own page."""
    assert "schemas-section/README.md" in hostile
    assert "schemas-section/README-get-pets-id.md" in hostile
    assert hostile["schemas/README.md"].startswith('---\ntitle: "Schemas"')
    assert 2 == sum(path.startswith("schemas/") for path in hostile)


def test_what_the_source_page_left_out(hostile: dict[str, str]) -> None:
    """Cookies, alternatives, deprecation, constraints, defaults, headers, binary and empty answers."""
    page = hostile["schemas-section/README-get-pets-id.md"]

    for line in (
        "deprecated: true",
        "**Deprecated.**",
        "- `key`: header `X-Key`, from `SHOP_KEY`",
        "- None: the call may be anonymous",
        "### Cookie parameters",
        "| `session` | cookie | string | No |  | Pattern `a\\|b` |",
        "- Content: the bytes of a file",
        "- Example: from the description",
        "- No body.",
    ):
        assert any(each.startswith(line) for each in page.splitlines()), line
    assert re.search(r"^- `flow` \(deprecated\): OAuth 2 access token .*, scopes `read`$", page, re.MULTILINE)
    assert re.search(r"^\| `id` \| path \| integer \| Yes \|  \| .*<br />Minimum `1` \|$", page, re.MULTILINE)
    assert re.search(r"^\| `X-Left` \| integer \| No \| ", page, re.MULTILINE)
    assert re.search(r"^- `id` \(string, required, read-only, deprecated\) ", page, re.MULTILINE)
    assert "- `next` (object, optional, recursive) [README](../schemas/" in page


def test_each_media_type_has_its_block(hostile: dict[str, str]) -> None:
    page = next(text for path, text in hostile.items() if '\nmethod: "POST"\n' in text)

    assert 1 == page.count("- **Media type:** `application/json`")
    assert 1 == page.count("- **Media type:** `text/plain`")
    assert "- **Required:** No" in page
    assert "- **Minimal example:** made from the schema" in page


def test_coverage_counts(hostile: dict[str, str]) -> None:
    assert "| Operations | 3 | 3 | 0 | 0 |\n| Webhooks | 1 | 1 | 0 | 0 |\n" in hostile["COVERAGE.md"]


def test_front_matter_has_no_links(tmp_path: Path) -> None:
    """They would be relative to pages of somebody else; their words stay."""
    spec = tmp_path / "api.yaml"
    spec.write_text("""
openapi: 3.1.0
info: {title: Links, version: '1'}
servers: [{url: https://example.com}]
paths:
  /a:
    get:
      operationId: a
      description: "See [the guide](../guide.md), [b](#tag/b) and ![a plan](plan.png 'x')."
      responses: {'204': {description: done}}
""")
    _, front, _ = pages_of(spec)["default/a.md"].split("---\n", 2)

    assert "See the guide, b and a plan." == yaml.safe_load(front)["description"]


def test_an_example_that_does_not_satisfy_its_schema_says_so(tmp_path: Path) -> None:
    """On its page and in COVERAGE.md, as the finding `example-impossible` claims."""
    spec = tmp_path / "shop.yaml"
    spec.write_text(
        """\
openapi: 3.1.0
info: {title: Shop, version: '1'}
servers: [{url: 'https://shop.example'}]
paths:
  /a:
    post:
      operationId: postA
      parameters: [{name: q, in: query, required: true, schema: {not: {}}}]
      requestBody: {content: {application/json: {schema: {type: string, minLength: 1000000000}}}}
      responses: {'204': {description: Done}}
"""
    )
    pages = pages_of(spec)

    assert "- **Minimal example:** made from the schema, which it does not satisfy\n" in pages["default/postA.md"]
    assert "| `POST /a` | `application/json` | " in pages["COVERAGE.md"]
    assert "| `POST /a` | `query q` | " in pages["COVERAGE.md"]


def test_coverage_without_faults_has_no_table_of_them(hostile: dict[str, str]) -> None:
    assert "Not satisfying their schema" not in hostile["COVERAGE.md"]


def test_sections_in_sections(tmp_path: Path) -> None:
    """The index shows the tree; each section leads to those in it, and to the one around it."""
    spec = tmp_path / "api.yaml"
    spec.write_text(
        """
openapi: 3.2.0
info: {title: Tree, version: '1'}
servers: [{url: https://example.com}]
tags: [{name: leaf, parent: branch}, {name: other}, {name: branch, parent: root}, {name: root, summary: The root}]
paths:
  /a: {get: {operationId: a, tags: [leaf], responses: {'204': {description: done}}}}
  /b: {get: {operationId: b, tags: [other], responses: {'204': {description: done}}}}
""",
        encoding="utf-8",
    )
    pages = pages_of(spec)
    rows = re.findall(r"^\| (.*?)\]", pages["index.md"], re.MULTILINE)

    assert ["[other", "[The root", "↳ [branch", "↳ ↳ [leaf"] == rows
    assert "- [leaf](../leaf/README.md)" in pages["branch/README.md"]
    assert "[Back to branch](../branch/README.md) · [Back to index](../index.md)" in pages["leaf/README.md"]
    assert "## Operations" not in pages["root/README.md"]
    assert [] == broken_links(pages)


def test_requests_that_the_api_makes(tmp_path: Path) -> None:
    """Callbacks stand on the page of their operation, webhooks on one of their own; both with their fields."""
    body = "requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Event'}}}}"
    spec = tmp_path / "api.yaml"
    spec.write_text(
        f"""
openapi: 3.1.0
info: {{title: Calls, version: '1'}}
servers: [{{url: https://example.com}}]
paths:
  /a:
    post:
      operationId: a
      callbacks: {{paid: {{'{{$request.body#/url}}': {{post: {{{body}, responses: {{'204': {{description: done}}}}}}}}}}}}
      responses: {{'204': {{description: done}}}}
webhooks: {{gone: {{put: {{summary: It is gone, {body}, responses: {{'204': {{description: done}}}}}}}}}}
components: {{schemas: {{Event: {{type: object, properties: {{what: {{type: string}}}}}}}}}}
""",
        encoding="utf-8",
    )
    pages = pages_of(spec)

    assert "#### `paid`: the API sends POST `{$request.body#/url}`" in pages["default/a.md"]
    assert "- `what` (string, optional)" in pages["default/a.md"]
    assert "## `gone`\n\n**Method:** PUT\n\nIt is gone\n" in pages["webhooks.md"]
    assert "- `what` (string, optional)" in pages["webhooks.md"]
    assert "[Webhooks](webhooks.md)" in pages["index.md"]
    assert [] == broken_links(pages)
