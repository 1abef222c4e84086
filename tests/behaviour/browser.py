"""A real browser for the tests: Debian's Chromium, driven over its own protocol, that tells every request it makes."""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from builds import ROOT
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

__all__ = ["Browser", "running", "serving"]

_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"),
)
_AXE = ROOT / ".venv" / "npm" / "node_modules" / "axe-core" / "axe.min.js"
_PATIENCE = 20
"""Seconds until a test gives up on what never appears; nothing waits as long where all is well."""
_RUN_AXE = """\
const done = arguments[0];
axe.run(document, {preload: false}).then((found) => done(found.violations.map(
  (each) => [each.impact, each.id, each.nodes.map((node) => node.html).join(" ").slice(0, 300)])));
"""


class Browser:
    """A browser with one page open."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver

    def open(self, address: str) -> None:
        """Go to an address, and wait until the page's own scripts have run."""
        self.driver.get(address)

    def all(self, selector: str) -> list[WebElement]:
        """Return the elements that a selector finds."""
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector: str) -> WebElement:
        """Return the one visible element that a selector finds, as soon as it is there."""
        return self.wait(lambda: [each for each in self.all(selector) if each.is_displayed()])[0]

    def wait(self, condition: Any) -> Any:
        """Return what a function returns once that is true."""
        return WebDriverWait(self.driver, _PATIENCE, 0.05).until(lambda _: condition())

    def press(self, *keys: str) -> None:
        """Press keys, whatever has the focus."""
        self.driver.switch_to.active_element.send_keys(*keys)

    def ask(self, script: str, *values: Any) -> Any:
        """Return what a script returns."""
        return self.driver.execute_script(script, *values)

    def search(self, query: str) -> list[str]:
        """Return what the search of the page finds, the best first: the text of each row."""
        if not self.all("dialog[open]"):
            self.press("/")
        field = self.one("dialog[open] input")
        field.clear()
        field.send_keys(query)
        self.wait(lambda: self.one("dialog .count").text not in {"", "Loading"})
        return [each.text for each in self.all("dialog [role=option]")]

    def axe(self) -> list[Any]:
        """Return the serious and critical findings of axe-core about the page as it is."""
        self.ask(_AXE.read_text("utf-8"))
        found = self.driver.execute_async_script(_RUN_AXE)
        return [each for each in found if each[0] in {"serious", "critical"}]

    def size(self, width: int) -> None:
        """Let the window have this width, as on a phone."""
        measures = {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", measures)

    def requests(self) -> Iterator[str]:
        """Yield the address of each request since the last time, those that were refused as well.

        What the browser's own first tab loads out of the browser itself (`chrome:`) is no request.
        """
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                url: str = message["params"]["request"]["url"]
                if not url.startswith("chrome:"):
                    yield url

    def errors(self) -> list[str]:
        """Return what the page's scripts complained about since the last time."""
        return [entry["message"] for entry in self.driver.get_log("browser")]


@contextmanager
def running(profile: Path) -> Generator[Browser]:
    """Give a browser with an empty profile; skip the test where there is none, which in CI is a failure."""
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if program is None or driver is None or not _AXE.is_file():
        reason = "no chromium, chromedriver (Debian: chromium-driver) or axe-core (make .venv/.ready)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for flag in (*_FLAGS, f"--user-data-dir={profile}", "--window-size=1280,900"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = webdriver.Chrome(options=options, service=Service(driver))
    try:
        yield Browser(chrome)
    finally:
        chrome.quit()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Generator[str]:
    """Give the address of a server of the files in a folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
