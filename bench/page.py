"""How large and how quick the review page of many documents is, beside one of few, in one run of a real browser.

usage: python bench/page.py [ROUNDS]

Both pages are made of the sample texts: three of them a document, cut to 5,000 characters, with ten claims and with
figures and years of its own. They are opened in turn, so that a busy machine slows both alike; medians are compared.
Times are the browser's own. Needs chromium, chromedriver and selenium.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thbextract import __version__, extract_file
from thbextract.records import Claim, Extraction
from thbextract.writers import WriteOptions, html

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

ROUNDS = 7
FEW, MANY = 20, 2_000
"""Documents of the two pages."""
CLAIMS = 10
LENGTH = 5_000
"""Claims and characters of a document."""
ALLOWED_RATIO = 3.0
ALLOWED_SIZE = 40.0
"""First paint of the large page as a multiple of the small one's; megabytes of the large page."""
YEARS = 15
SAMPLES = Path(__file__).resolve().parent.parent / "samples" / "texts"
ARGUMENTS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--window-size=1200,900"),
)
WATCH = """
document.addEventListener("DOMContentLoaded", () => {
  const look = () => {
    if (!document.body.classList.contains("ready")) return;
    window.usable ??= performance.now();
  };
  new MutationObserver(look).observe(document.body, { attributes: true, attributeFilter: ["class"] });
  look();
});
"""
OPENED = """
const [paint] = performance.getEntriesByName("first-contentful-paint");
return paint && window.usable ? [paint.startTime, window.usable] : null;
"""
VIEW = """
const [view, done] = arguments;
const begin = performance.now();
document.getElementById(`tab-${view}`).click();
requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begin)));
"""
COUNT = "return document.getElementById('count').textContent"
KEYSTROKE = """
const [words, done] = arguments;
const field = document.getElementById("filter-text");
const count = document.getElementById("count");
const before = count.textContent;
const begin = performance.now();
field.value = words;
field.dispatchEvent(new Event("input", { bubbles: true }));
const look = () => (count.textContent === before ? setTimeout(look) : requestAnimationFrame(() =>
  done(performance.now() - begin)));
look();
"""
NEXT_CLAIM = """
document.getElementById("tab-read").click();
const begin = performance.now();
document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
requestAnimationFrame(() => requestAnimationFrame(() => arguments[0](performance.now() - begin)));
"""


def documents(number: int) -> Iterator[Extraction]:
    """So many documents, no two the same, each time the same."""
    chance = random.Random(number)
    samples = [extract_file(path) for path in sorted(SAMPLES.glob("*.txt"))]
    starts = islice(cycle(range(len(samples))), number)
    for at, start in enumerate(starts):
        parts = [samples[(start + step) % len(samples)] for step in range(3)]
        yield varied(parts, f"folder/{at:05}-{Path(parts[0].source).name}", chance)


def varied(parts: list[Extraction], source: str, chance: random.Random) -> Extraction:
    """One document of several, with other figures of the same length and another year in its claims."""
    text = "\n\n".join(part.text for part in parts)[:LENGTH]
    chosen = sorted(chance.sample(parts[0].claims, CLAIMS), key=lambda claim: claim.start)
    years = chance.randrange(YEARS)
    for place, claim in enumerate(chosen):
        figure = other_figure(claim.text, chance)
        text = text[: claim.start] + figure + text[claim.end :]
        chosen[place] = replace(claim, value=int(figure) if figure.isdigit() else claim.value, text=figure)
    sha256 = hashlib.sha256(f"{source}\n{text}".encode()).hexdigest()
    renewed = [moved(claim, text, sha256, years) for claim in chosen]
    return replace(parts[0], source=source, sha256=sha256, text=text, claims=tuple(renewed))


def other_figure(figure: str, chance: random.Random) -> str:
    """Another figure of the same length; words and grouped numbers stay."""
    if not figure.isdigit():
        return figure
    return str(chance.randrange(10 ** (len(figure) - 1), 10 ** len(figure)))


def moved(claim: Claim, text: str, sha256: str, years: int) -> Claim:
    """A claim in its new text, so many years earlier."""
    sentence = text[claim.sentence_start : claim.sentence_start + len(claim.sentence)]
    return replace(
        claim,
        id=f"{sha256[:12]}-{claim.start}-{claim.end}",
        sentence=sentence,
        period=earlier(claim.period, years),
        period_start=earlier(claim.period_start, years),
        period_end=earlier(claim.period_end, years),
        part_of=None,
        repeats=None,
    )


def earlier(date: str | None, years: int) -> str | None:
    """A plain EDTF date or interval so many years earlier; any other stays."""
    ends = (date or "").split("/")
    if not date or not all(end[:4].isdigit() for end in ends) or "02-29" in date:
        return date
    return "/".join(f"{int(end[:4]) - years:04}{end[4:]}" for end in ends)


def make_page(path: Path, number: int) -> float:
    """Write a page of so many documents; return its size in megabytes."""
    tool = {"name": "thbextract", "version": __version__, "packs": [], "settings": {}}
    with path.open("w", encoding="utf-8", newline="") as stream:
        html.write(documents(number), stream, WriteOptions(tool))
    return path.stat().st_size / 1_000_000


@contextmanager
def browser() -> Iterator[Chrome]:
    """A browser with a profile of its own, which notes when a page is usable."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not program or not driver:
        raise SystemExit("needs chromium and chromedriver (Debian: chromium, chromium-driver)")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        for argument in (*ARGUMENTS, f"--user-data-dir={profile}"):
            options.add_argument(argument)
        chrome = webdriver.Chrome(options=options, service=Service(driver))
        chrome.set_script_timeout(120)
        chrome.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
        try:
            yield chrome
        finally:
            chrome.quit()


def opened(chrome: Chrome, page: Path) -> dict[str, float]:
    """Open a page and work in it; the milliseconds of each step."""
    chrome.get("about:blank")
    chrome.get(page.as_uri())
    begin = time.monotonic()
    while (times := chrome.execute_script(OPENED)) is None:
        if time.monotonic() - begin > 120:
            raise SystemExit(f"{page}: not usable after two minutes")
        time.sleep(0.05)
    views = {view: chrome.execute_async_script(VIEW, view) for view in ("charts", "series", "table")}
    claims = chrome.execute_script(COUNT)
    if int("".join(filter(str.isdigit, claims))) < CLAIMS * FEW:
        raise SystemExit(f"{page}: the table tells of {claims!r}")
    typed = [chrome.execute_async_script(KEYSTROKE, words) for words in ("v", "vi", "vic", "")]
    keyed = [chrome.execute_async_script(NEXT_CLAIM) for _ in range(3)]
    return {
        "first paint": times[0],
        "all claims there": times[1],
        **{f"{view} drawn": taken for view, taken in views.items()},
        "filter, from key to rows": statistics.median(typed),
        "next claim": statistics.median(keyed),
    }


def compared(rounds: int, pages: dict[int, Path]) -> dict[int, dict[str, float]]:
    """The median times of both pages, opened in turn."""
    found: dict[int, list[dict[str, float]]] = {number: [] for number in pages}
    with browser() as chrome:
        opened(chrome, pages[FEW])  # what the browser does once in its life counts for neither
        for _ in range(rounds):
            for number, page in pages.items():
                found[number].append(opened(chrome, page))
    return {
        number: {name: statistics.median(times[name] for times in runs) for name in runs[0]}
        for number, runs in found.items()
    }


def report(sizes: dict[int, float], times: dict[int, dict[str, float]]) -> bool:
    """Print a table of both pages; return whether the limits are kept."""
    ratio = times[MANY]["first paint"] / times[FEW]["first paint"]
    rows: list[tuple[Any, ...]] = [(name, times[FEW][name], times[MANY][name]) for name in times[FEW]]
    print(f"{'milliseconds':26}{FEW:>12,}{MANY:>12,} documents")
    for name, few, many in rows:
        print(f"{name:26}{few:12,.0f}{many:12,.0f}")
    print(f"{'size, MB':26}{sizes[FEW]:12.1f}{sizes[MANY]:12.1f}  allowed {ALLOWED_SIZE:.0f}")
    print(f"{'first paint, ratio':26}{'':12}{ratio:12.2f}  allowed {ALLOWED_RATIO:.0f}")
    return ratio <= ALLOWED_RATIO and sizes[MANY] <= ALLOWED_SIZE


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        pages = {number: Path(folder) / f"{number}.html" for number in (FEW, MANY)}
        sizes = {number: make_page(path, number) for number, path in pages.items()}
        return 0 if report(sizes, compared(rounds, pages)) else 1


if __name__ == "__main__":
    sys.exit(main())
