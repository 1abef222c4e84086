"""Which operations have pages: each convention that is known, and shapes that only look alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.normalize.build_api import api_of

from specloom.diagnostics import Diagnostics, Location
from specloom.ir.choices import PageChoice, Stated
from specloom.ir.pagination import InputPlace, PageClaim, PageSource, PageStyle, Pagination
from specloom.normalize import Overrides


def operation(answer: str, *parameters: str, more: str = "", headers: str = "", method: str = "get") -> str:
    """Return a document with one list; the answer is a schema, parameters are `name type` with more after it."""
    listed = ", ".join(_parameter(*parameter.split(" ", 2)) for parameter in parameters)
    return (
        "paths:\n"
        "  /things:\n"
        f"    {method}:\n"
        "      operationId: listThings\n"
        f"{more}"
        f"      parameters: [{listed}]\n"
        "      responses:\n"
        "        '200':\n"
        "          description: ok\n"
        f"          headers: {{{headers}}}\n"
        f"          content: {{application/json: {{schema: {answer}}}}}\n"
        "components:\n"
        "  schemas:\n"
        "    Thing: {type: object, properties: {id: {type: string}}}\n"
        "    Things: {type: array, items: {$ref: '#/components/schemas/Thing'}}\n"
        "    Number: {type: integer, default: 1}\n"
    )


def _parameter(name: str, kind: str, more: str = "") -> str:
    return f"{{name: '{name}', in: query, schema: {{type: {kind}{', ' + more if more else ''}}}}}"


def obj(**properties: str) -> str:
    """Return an object schema."""
    listed = ", ".join(f"'{name}': {schema}" for name, schema in properties.items())
    return f"{{type: object, properties: {{{listed}}}}}"


TEXT, WHOLE, FLAG = "{type: string}", "{type: integer}", "{type: boolean}"
URL = "{type: string, format: uri}"
LIST = "{type: array, items: {$ref: '#/components/schemas/Thing'}}"
PAGE = "page integer default: 1"
LIMIT = "limit integer"


def found_in(folder: Path, text: str, diagnostics: Diagnostics | None = None) -> Pagination | None:
    """Return the pages of the one operation."""
    return api_of(folder, text, diagnostics).operations[0].pagination


def summary(found: Pagination | None) -> tuple[object, ...]:
    """Return style, parameter, items, what leads on."""
    assert found is not None
    name = found.position.wire_name if found.position else ""
    return found.style.value, name, ".".join(found.items), ".".join(found.next) or found.item_key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (operation(LIST, PAGE), ("page", "page", "", "")),
        (operation("{$ref: '#/components/schemas/Things'}", PAGE), ("page", "page", "", "")),
        (operation(LIST, "page string default: '1'"), ("page", "page", "", "")),
        (operation(obj(items=LIST, total=WHOLE), "pageNumber integer minimum: 0"), ("page", "pageNumber", "items", "")),
        (operation(obj(items=LIST), "offset integer", LIMIT), ("offset", "offset", "items", "")),
        (operation(obj(values=LIST, isLast=FLAG), "startAt integer", "maxResults integer"),
         ("offset", "startAt", "values", "")),
        (operation(obj(Resources=LIST, totalResults=WHOLE), "startIndex integer default: 1", "count integer"),
         ("offset", "startIndex", "Resources", "")),
        (operation(obj(hits=LIST), "from integer default: 0", "size integer"), ("offset", "from", "hits", "")),
        (operation(obj(files=LIST, nextPageToken=TEXT), "pageToken string", "pageSize integer"),
         ("cursor", "pageToken", "files", "nextPageToken")),
        (operation(obj(members=LIST, response_metadata=obj(next_cursor=TEXT)), "cursor string"),
         ("cursor", "cursor", "members", "response_metadata.next_cursor")),
        (operation(obj(items=LIST, metadata=obj(**{"continue": TEXT})), "continue string", LIMIT),
         ("cursor", "continue", "items", "metadata.continue")),
        (operation(obj(results=LIST, paging=obj(next=obj(after=TEXT, link=TEXT))), "after string", LIMIT),
         ("cursor", "after", "results", "paging.next.after")),
        (operation(obj(data=LIST, has_more=FLAG), "starting_after string", "ending_before string", LIMIT),
         ("cursor", "starting_after", "data", "id")),
        (operation(obj(data=LIST, has_more=FLAG, next_page=TEXT), "page string", LIMIT),
         ("cursor", "page", "data", "next_page")),
        (operation(obj(data=LIST, has_more=FLAG, last_id=TEXT), "after string"), ("cursor", "after", "data", "last_id")),
        (operation(obj(results=LIST, next=WHOLE), "from integer", LIMIT), ("cursor", "from", "results", "next")),
        (operation(obj(value=LIST, **{"@odata.nextLink": TEXT})), ("next_url", "", "value", "@odata.nextLink")),
        (operation(obj(data=LIST, next_page_uri=TEXT), "Page integer"), ("next_url", "", "data", "next_page_uri")),
        (operation(obj(items=LIST, next=URL), "offset integer", LIMIT), ("next_url", "", "items", "next")),
        (operation(obj(data=LIST, errors=LIST, links=obj(next=TEXT)), "page[size] integer"),
         ("next_url", "", "data", "links.next")),
        (operation(obj(data=LIST, _links=obj(next=obj(href=TEXT))), LIMIT), ("next_url", "", "data", "_links.next.href")),
        (operation(LIST, PAGE, headers="Link: {schema: {type: string}}"), ("link", "", "", "")),
    ],
)  # fmt: skip
def test_conventions(text: str, expected: tuple[str, ...], tmp_path: Path) -> None:
    found = found_in(tmp_path, text)

    assert summary(found) == expected
    assert found is not None
    assert found.source is PageSource.SHAPE


@pytest.mark.parametrize(
    "text",
    [
        operation(LIST, LIMIT),
        operation(LIST, "page integer"),
        operation(LIST, "page integer default: 7"),
        operation(LIST, "page boolean"),
        operation(LIST, "page object"),
        operation(LIST, "page array items: {type: integer}"),
        operation(LIST, "page string"),
        operation(LIST, "cursor string"),
        operation(LIST, PAGE, "cursor string"),
        operation(LIST, "start string format: date", LIMIT),
        operation(obj(cats=LIST, dogs=LIST), PAGE),
        operation(obj(errors=LIST), PAGE),
        operation(obj(name=TEXT), PAGE),
        operation("{oneOf: [" + LIST + ", " + obj(data=LIST) + "]}", PAGE),
        operation(obj(data=LIST), "starting_after string"),
        operation(obj(data=LIST, has_more=FLAG), "before string"),
        operation(obj(data=LIST, next_cursor=TEXT, nextCursor=TEXT), "cursor string"),
        operation(obj(data=LIST, next_cursor=FLAG), "cursor string"),
        operation(obj(items=LIST, next=TEXT), LIMIT),
        operation(obj(items=LIST, links=obj(next=TEXT))),
        operation(obj(data=LIST), PAGE, method="post"),
        operation(obj(data=LIST), PAGE, LIMIT, method="delete"),
        operation(obj(data=LIST, next_url=TEXT), method="post"),
        operation(obj(name=TEXT), PAGE, headers="Link: {schema: {type: string}}"),
        operation(LIST, "page integer default: 1").replace("in: query", "deprecated: true, in: query"),
    ],
)
def test_near_misses(text: str, tmp_path: Path) -> None:
    """A limit alone, two lists, no place to begin: where two readings are possible there is none."""
    assert found_in(tmp_path, text) is None


SEARCH = "      requestBody: {content: {application/json: {schema: %s}}}\n"


def test_a_search_with_a_body(tmp_path: Path) -> None:
    """Notion's `start_cursor`, in the body of a POST."""
    body = SEARCH % obj(start_cursor=TEXT, page_size=WHOLE)
    answer = obj(results=LIST, next_cursor=TEXT, has_more=FLAG)
    found = found_in(tmp_path, operation(answer, more=body, method="post"))

    assert summary(found) == ("cursor", "start_cursor", "results", "next_cursor")
    assert found is not None
    assert found.position is not None
    assert found.position.place is InputPlace.BODY
    assert found.has_more == ("has_more",)


def test_an_offset_in_a_body_that_is_no_count(tmp_path: Path) -> None:
    """Telegram's `offset` is the number of an update: without a total or a flag nothing says that it counts."""
    body = SEARCH % obj(offset=WHOLE, limit=WHOLE)

    assert found_in(tmp_path, operation(obj(result=LIST), more=body, method="post")) is None
    found = found_in(tmp_path, operation(obj(result=LIST, total=WHOLE), more=body, method="post"))
    assert summary(found) == ("offset", "offset", "result", "")


@pytest.mark.parametrize(
    ("extension", "expected"),
    [
        ("x-specloom-pagination: {style: cursor, parameter: at, items: cats, next: [meta, on]}",
         ("cursor", "at", "cats", "meta.on")),
        ("x-pagination: {style: page, parameter: page, items: dogs}", ("page", "page", "dogs", "")),
        ("x-ms-pageable: {nextLinkName: more, itemName: cats}", ("next_url", "", "cats", "more")),
        ("x-fern-pagination: {cursor: $request.at, next_cursor: $response.meta.on, results: $response.dogs}",
         ("cursor", "at", "dogs", "meta.on")),
        ("x-fern-pagination: {offset: $request.page, results: $response.dogs}", ("page", "page", "dogs", "")),
        ("x-fern-pagination: {offset: $request.page, step: $request.limit, results: $response.dogs}",
         ("offset", "page", "dogs", "")),
        ("x-fern-pagination: {next_uri: $response.more, results: $response.dogs}", ("next_url", "", "dogs", "more")),
        ("x-speakeasy-pagination: {type: cursor, inputs: [{name: at, in: parameters, type: cursor}], "
         "outputs: {results: $.cats, nextCursor: $.meta.on}}", ("cursor", "at", "cats", "meta.on")),
        ("x-speakeasy-pagination: {type: offsetLimit, inputs: [{name: page, in: parameters, type: page}], "
         "outputs: {results: $.cats}}", ("page", "page", "cats", "")),
        ("x-speakeasy-pagination: {type: url, outputs: {results: $.cats, nextUrl: $.more}}",
         ("next_url", "", "cats", "more")),
    ],
)  # fmt: skip
def test_extensions(extension: str, expected: tuple[str, ...], tmp_path: Path) -> None:
    """They may say what no shape says: which of two lists has the items."""
    answer = obj(cats=LIST, dogs=LIST, more=TEXT, meta=obj(on=TEXT))
    found = found_in(tmp_path, operation(answer, "at string", "page integer", LIMIT, more=f"      {extension}\n"))

    assert summary(found) == expected
    assert found is not None
    assert found.source is PageSource.EXTENSION
    assert found.evidence == f"{extension.partition(':')[0]} at #{found.origin.pointer}"


@pytest.mark.parametrize(
    ("extension", "problem", "place"),
    [
        ("x-specloom-pagination: {style: page, parameter: pag}", "no 'pag'; did you mean 'page'?", "/parameter"),
        ("x-specloom-pagination: {style: pages}", "`style` must be one of cursor", "/style"),
        ("x-specloom-pagination: {style: page, parameter: page, item: x}", "'item' means nothing", "/item"),
        ("x-specloom-pagination: {style: page, parameter: page, items: 7}", "name of a property", "/items"),
        (
            "x-specloom-pagination: {style: cursor, parameter: page, next: [meta, of]}",
            "'meta' has no property 'of'",
            "/next",
        ),
        ("x-specloom-pagination: {style: cursor, parameter: page}", "`next` is missing", ""),
        ("x-specloom-pagination: {style: cursor, parameter: page, item_key: ids}", "did you mean 'id'?", "/item_key"),
        ("x-specloom-pagination: true", "`style` must be one of", ""),
        ("x-ms-pageable: {nextLinkName: more}", "no property 'value'", ""),
        ("x-fern-pagination: {results: $response.data}", "none of `cursor`", ""),
        ("x-speakeasy-pagination: {type: cursor}", "it names neither", ""),
    ],
)
def test_wrong_extensions(extension: str, problem: str, place: str, tmp_path: Path) -> None:
    """Each is told with its place; nothing is made of it, and nothing of the shape."""
    diagnostics = Diagnostics()
    answer = obj(data=LIST, more=TEXT, meta=obj(on=TEXT))
    found = found_in(tmp_path, operation(answer, PAGE, more=f"      {extension}\n"), diagnostics)

    told = [each for each in diagnostics.findings if each.code.name == "pagination-unusable"]
    assert found is None
    assert len(told) == 1
    assert problem in told[0].message
    assert told[0].location is not None
    assert told[0].location.pointer == f"/paths/~1things/get/{extension.partition(':')[0]}{place}"


@pytest.mark.parametrize("extension", ["x-specloom-pagination: false", "x-ms-pageable: {nextLinkName: null}"])
def test_no_pages_after_all(extension: str, tmp_path: Path) -> None:
    diagnostics = Diagnostics()

    assert found_in(tmp_path, operation(LIST, PAGE, more=f"      {extension}\n"), diagnostics) is None
    assert not [each for each in diagnostics.findings if each.code.name == "pagination-unusable"]


CLAIM = PageClaim(
    style=PageStyle.PAGE, parameter="page", source=PageSource.CONFIG, evidence="the config", origin=Location("c.yaml")
)


class TestConfig:
    """The config has the last word."""

    @pytest.mark.parametrize("key", ["listThings", "get /things"])
    def test_says_how(self, key: str, tmp_path: Path) -> None:
        choice = PageChoice(part=Stated(key), claim=CLAIM)
        text = operation(LIST, "page integer", more="      x-specloom-pagination: false\n")
        found = api_of(tmp_path, text, overrides=Overrides(pages=(choice,))).operations[0].pagination

        assert summary(found) == ("page", "page", "", "")
        assert found is not None
        assert (found.first, found.source) == (1, PageSource.CONFIG)

    def test_says_that_there_are_none(self, tmp_path: Path) -> None:
        choice = PageChoice(part=Stated("listThings"), claim=None)

        assert (
            api_of(tmp_path, operation(LIST, PAGE), overrides=Overrides(pages=(choice,))).operations[0].pagination
            is None
        )

    def test_an_operation_that_is_not_there(self, tmp_path: Path) -> None:
        diagnostics = Diagnostics()
        choice = PageChoice(part=Stated("listThing"), claim=CLAIM)
        api_of(tmp_path, operation(LIST, PAGE), diagnostics, overrides=Overrides(pages=(choice,)))

        told = [each for each in diagnostics.findings if each.code.name == "pagination-invalid"]
        assert len(told) == 1
        assert "did you mean 'listThings'?" in told[0].message


def test_the_ledger_has_it(tmp_path: Path) -> None:
    """A fact beside the verdict."""
    ledger = api_of(tmp_path, operation(LIST, PAGE)).ledger

    assert [each.pages for each in ledger.operations] == [
        "page (shape: query parameter page from 1, the answer is the list)"
    ]
    assert [each.coverage.value for each in ledger.operations] == ["full"]
