"""How long `specloom site` takes for a large description, and its search for a key; --write puts it into docs/site.md.

.venv/bin/python -m bench.site SPEC [--write]
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests")]

from behaviour.browser import Browser, running  # noqa: E402 - from the tests, whose browser this is

PAGE = ROOT / "docs" / "site.md"
BLOCK = re.compile(r"(<!-- begin: bench.site --write -->\n).*?(<!-- end -->)", re.DOTALL)
TYPE = """
const input = document.querySelector("dialog input");
const times = [];
for (let length = 1; length <= arguments[0].length; length++) {
  input.value = arguments[0].slice(0, length);
  const start = performance.now();
  input.dispatchEvent(new Event("input"));
  document.querySelector("dialog").getBoundingClientRect();
  times.push(performance.now() - start);
}
return [times, [...document.querySelectorAll("dialog [role=option]")].map((each) => each.innerText)];
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A site that was built."""

    seconds: float
    processor: float
    peak: float
    pages: int
    operations: int
    size: float


def build(spec: Path, out: Path) -> Built:
    """Return what a build of a site took, in a process of its own."""
    before = time.perf_counter()
    subprocess.run([sys.executable, "-m", "specloom", "site", str(spec), "--out", str(out), "--quiet"], check=True)
    seconds = time.perf_counter() - before
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    files = [path for path in out.rglob("*") if path.is_file()]
    return Built(
        seconds=seconds,
        processor=used.ru_utime + used.ru_stime,
        peak=used.ru_maxrss / 1024,
        pages=sum(path.suffix == ".html" for path in files),
        operations=(out / "assets" / "search-names.js").read_text("utf-8").count('","/'),
        size=sum(path.stat().st_size for path in files) / 1e6,
    )


def search(browser: Browser, query: str) -> str:
    """Return a row of the table: what a key took while the query was typed, and what was found first."""
    times, rows = browser.ask(TYPE, query)
    best = " · ".join(" ".join(row.split()) for row in rows[:1]) or "nothing"
    middle = sorted(times)[len(times) // 2]
    return f"| `{query}` | {middle:.0f} | {max(times):.0f} | {best} |"


def report(spec: Path, folder: Path) -> Iterator[str]:
    """Yield the lines of the report."""
    built = build(spec, folder / "site")
    yield f"`{spec.name}`, {built.operations} operations, {built.pages} pages.\n"
    yield "| seconds | of the processor | peak, MB | size of the site, MB |\n|---:|---:|---:|---:|"
    yield f"| {built.seconds:.0f} | {built.processor:.0f} | {built.peak:.0f} | {built.size:.0f} |\n"
    with running(folder / "profile") as browser:
        browser.open((folder / "site" / "index.html").as_uri())
        before = time.perf_counter()
        browser.ask("document.querySelector('[data-find]').click()")
        browser.search("a")
        opened = (time.perf_counter() - before) * 1000
        yield f"From the disk; from opening the search for the first time to its first answer: {opened:.0f} ms.\n"
        yield "| typed, key by key | median, ms a key | slowest, ms | found first |\n|---|---:|---:|---|"
        for query in ("/repos/{owner}/{repo}", "repos/get", "Get a repository", "get /user/repos", "webhook secret"):
            yield search(browser, query)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("spec", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        text = "\n".join(report(arguments.spec, Path(folder)))
    print(text)
    if arguments.write:
        page = PAGE.read_text("utf-8")
        PAGE.write_text(BLOCK.sub(lambda match: f"{match[1]}\n{text}\n\n{match[2]}", page), "utf-8")


if __name__ == "__main__":
    main()
