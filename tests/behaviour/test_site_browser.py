"""The site in a real browser, from a sub-path and from the disk: what readers do with it, and that nobody else is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from behaviour.browser import Browser, running, serving
from builds import ROOT
from selenium.webdriver.common.keys import Keys

from specloom.cli.main import main

PAGES = ("index.html", "pets/index.html", "pets/createPet.html", "schemas/Pet.html")
OPERATION = "pets/createPet.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the site of petstore-plus in `below/api`, as on a server that has other things as well."""
    folder = tmp_path_factory.mktemp("site")
    docs = ROOT / "generated" / "petstore-plus" / "docs"
    assert main(["site", "--docs", str(docs), "--out", str(folder / "below" / "api"), "--quiet"]) == 0
    return folder


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with running(tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.fixture(scope="module", params=["sub-path", "disk"])
def address(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    """Where the site is: below a path of a server, and then on the disk."""
    if request.param == "disk":
        yield f"{site.as_uri()}/below/api/"
        return
    with serving(site) as base:
        yield f"{base}/below/api/"


@pytest.fixture(autouse=True)
def no_stranger_is_asked(browser: Browser, request: pytest.FixtureRequest) -> Iterator[None]:
    """No test makes the browser ask anyone but the site itself, and no script of ours fails."""
    list(browser.requests()), browser.errors()
    yield
    base = request.getfixturevalue("address") if "address" in request.fixturenames else "file:"
    assert [each for each in browser.requests() if not each.startswith((base, "data:"))] == []
    assert browser.errors() == []


def test_navigation_leads_from_the_index_to_an_operation(browser: Browser, address: str) -> None:
    browser.open(address + "index.html")
    browser.one("nav.navigation a[href='pets/index.html']").click()
    browser.one("nav.navigation a[href='createPet.html']").click()

    assert browser.one("h1").text == "Add a pet"
    assert browser.one("nav.navigation [aria-current=page]").text.split() == ["POST", "Add", "a", "pet"]
    assert browser.one("article h2").text.startswith("POST /pets")


@pytest.mark.parametrize(
    "query",
    ["/pets/{petId}/photo", "/pets/petid/photo", "uploadPhoto", "Upload a photo", "put /pets/{petId}/photo"],
)
def test_the_search_finds_an_operation(browser: Browser, address: str, query: str) -> None:
    """By its path, its operationId, its summary; a method before the path narrows it."""
    browser.open(address + OPERATION)

    best = browser.search(query)[: 2 if query.startswith("/") else 1]

    assert best[-1].split("\n") == ["PUT Upload a photo", "/pets/{petId}/photo"]
    assert all("/pets/{petId}/photo" in row for row in best)


def test_the_search_finds_words_of_a_page_and_enter_goes_there(browser: Browser, address: str) -> None:
    browser.open(address + OPERATION)

    assert [row for row in browser.search("awkward purpose") if row.startswith("Petstore Plus")]
    browser.search("listPets")
    browser.press(Keys.ENTER)
    browser.wait(lambda: browser.driver.current_url.endswith("/pets/listPets.html"))


def test_each_group_of_tabs_begins_with_its_first_language(browser: Browser, address: str) -> None:
    """A later group without curl does not choose for the ones before."""
    browser.open(f"{address}pets/createPet.html")
    browser.ask("localStorage.clear()")
    browser.open(f"{address}pets/createPet.html")
    groups = [group.find_elements("css selector", "[role=tab]") for group in browser.all(".tabs")]

    assert {"curl", "JavaScript"} == {group[0].get_attribute("textContent") for group in groups}
    assert ["true"] * len(groups) == [group[0].get_attribute("aria-selected") for group in groups]


def test_the_language_is_remembered_on_other_pages(browser: Browser, address: str) -> None:
    browser.open(address + OPERATION)
    tabs = browser.all("[role=tab]")
    next(tab for tab in tabs if tab.text == "Python").click()
    browser.open(address + "shop/createOrder.html")

    assert {tab.text for tab in browser.all("[role=tab][aria-selected=true]") if tab.is_displayed()} == {"Python"}
    assert "import requests" in browser.one(".tabs .tab:not([hidden]) code").text

    browser.one("[role=tab][aria-selected=true]").send_keys(Keys.ARROW_LEFT)

    assert browser.driver.switch_to.active_element.text == "JavaScript"


def test_code_is_copied_as_it_stands_in_the_page(browser: Browser, address: str) -> None:
    browser.open(address + OPERATION)
    browser.ask(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async (text) => {window.took = text}}})"
    )
    block = browser.one(".tabs .tab:not([hidden]) .code")

    block.find_element("css selector", "button.copy").click()

    browser.wait(lambda: browser.ask("return window.took"))
    assert browser.ask("return window.took") == block.find_element("css selector", "code").get_attribute("textContent")
    assert block.find_element("css selector", "button.copy").text == "Copied"


def test_the_theme_is_remembered(browser: Browser, address: str) -> None:
    browser.open(address + "index.html")
    before = browser.ask("return document.documentElement.dataset.theme")
    paper = "return getComputedStyle(document.body).backgroundColor"
    was = browser.ask(paper)
    browser.one("[data-theme-switch]").click()
    browser.open(address + OPERATION)

    assert browser.ask("return document.documentElement.dataset.theme") != before
    assert browser.ask(paper) != was


def test_a_deep_link_leads_to_its_heading(browser: Browser, address: str) -> None:
    browser.open(address + OPERATION + "#error-responses")

    assert 0 <= browser.ask("return document.getElementById('error-responses').getBoundingClientRect().top") < 300
    assert browser.all("h2 a.anchor")[0].get_attribute("href").endswith(OPERATION + "#post-pets")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_are_accessible(browser: Browser, site: Path, theme: str, width: int) -> None:
    browser.size(width)
    for page in PAGES:
        browser.open(f"{site.as_uri()}/below/api/{page}")
        browser.ask("window['specloom:theme'](arguments[0])", theme)

        assert browser.axe() == []
        assert browser.ask("return document.documentElement.scrollWidth <= innerWidth"), f"{page} is too wide"

    browser.size(1280)
    browser.search("pet")

    assert browser.axe() == []


def test_a_hostile_description_renders_inert(browser: Browser, tmp_path: Path) -> None:
    """No script runs, nothing is asked for, no element acts; what would be HTML is shown as text."""
    out = tmp_path / "site"
    spec = ROOT / "tests" / "golden" / "hostile-text" / "spec.yaml"
    assert main(["site", str(spec), "--out", str(out), "--quiet"]) == 0
    shown = ""
    for page in sorted(out.rglob("*.html")):
        browser.open(page.as_uri())
        shown += browser.one("article").text
        ours = "script[src^='../assets/'], script[src^='assets/']"

        assert browser.ask(f'return [...document.scripts].every((each) => each.matches("{ours}"))')
        assert browser.all("article :is(script, img, iframe, object, embed, form, style, link, svg, base, meta)") == []
        assert (
            browser.ask(
                "return [...document.querySelectorAll('*')].flatMap((each) => each.getAttributeNames())"
                ".filter((name) => name.startsWith('on'))"
            )
            == []
        )
        assert (
            browser.ask(
                "return [...document.querySelectorAll('[href]')].map((each) => each.protocol ?? '')"
                ".filter((each) => !['', 'file:', 'http:', 'https:', 'data:'].includes(each))"
            )
            == []
        )
    assert "<img src=x onerror=alert(1)>" in shown
    assert "<script>alert(1)</script>" in shown
