"""The review page as a reader uses it in a browser, and pages to read."""

from __future__ import annotations

import hashlib
import io
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builders import TOOL, claim
from thbextract.records import Extraction, Facts
from thbextract.verdicts import read_verdicts
from thbextract.writers import WRITERS, WriteOptions

if TYPE_CHECKING:
    from selenium.webdriver import Chrome


SAMPLES = Path(__file__).parent.parent / "samples" / "texts"
HOSTILE = (
    "</script><script>document.title = 'broken'</script> <img src=x onerror=\"document.title = 'broken'\"> '\"&amp;\r\n"
    "Right to left \u202e25 men\u202c and \u2067 isolated \u2069, \x00 nothing, \x1b[31m red, half \ud83d one, "
    "\U0001f600 20 women. " + "x" * 3000 + "\r\rLast line \u200b of \U0001f469\u200d\U0001f467 30 girls."
)
NESTED = "\U0001f600 Of 1,250\r\nthousand people \U0001d7d7 60 were found."
PATIENCE = 15


def document(text: str, *numbers: tuple[str, str], name: str = "made.txt", **facts: Any) -> Extraction:
    """A document in which some numbers are claims, each of a category."""
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    claims = []
    for words, category in numbers:
        start = text.index(words)
        end = start + len(words)
        place = {"id": f"{sha256[:12]}-{start}-{end}", "start": start, "end": end, "text": words}
        around = {"sentence": text, "sentence_start": 0, "category": category, "value": 25, "unit": None}
        claims.append(claim(**place, **around))
    return Extraction(name, sha256, Facts(title=facts.get("title")), tuple(claims), text=text)


HOSTILE_DOCUMENT = document(
    HOSTILE, ("25", "victims"), ("20", "victims"), ("30", "victims"), name="h<b>\u202e.txt", title=HOSTILE[:90]
)
NESTED_DOCUMENT = document(
    NESTED, ("1,250\r\nthousand", "money"), ("250", "victims"), ("50\r\nthousand people", "persons"), ("60", "suspects")
)


def page_of(path: Path, extractions: list[Extraction]) -> Path:
    """Write the page of some documents."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        WRITERS["html"](extractions, stream, WriteOptions(tool=TOOL))
    return path


def csv_of(extractions: list[Extraction], **options: Any) -> bytes:
    """What `-f csv` writes."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace", newline="")
    WRITERS["csv"](extractions, stream, WriteOptions(tool=TOOL, **options))
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue()


class Page:
    """A page that is open in the browser, as a reader uses it."""

    def __init__(self, chrome: Chrome, folder: Path) -> None:
        self.chrome = chrome
        self.folder = folder

    def open(self, path: Path) -> None:
        self.chrome.get(path.as_uri())
        self.until(lambda: self.run("return document.body.classList.contains('ready')"))

    def run(self, script: str, *arguments: Any) -> Any:
        return self.chrome.execute_script(script, *arguments)

    def until(self, met: Callable[[], Any]) -> Any:
        end = time.monotonic() + PATIENCE
        while not (found := met()):
            assert time.monotonic() < end, "waited in vain"
            time.sleep(0.02)
        return found

    def all(self, selector: str) -> list[Any]:
        return self.chrome.find_elements("css selector", selector)

    def one(self, selector: str) -> Any:
        return self.chrome.find_element("css selector", selector)

    def click(self, selector: str) -> None:
        self.one(selector).click()

    def text(self, selector: str) -> str:
        return str(self.one(selector).text)

    def texts(self, selector: str) -> list[str]:
        return list(self.run("return [...document.querySelectorAll(arguments[0])].map((n) => n.textContent)", selector))

    def press(self, keys: str) -> None:
        """Type where no field has the focus."""
        self.one("body").send_keys(keys)

    def type(self, selector: str, words: str) -> None:
        field = self.one(selector)
        field.clear()
        field.send_keys(words)

    def choose(self, selector: str, value: str) -> None:
        """Choose in a field or type into it, and wait until the filters have followed."""
        script = "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles: true}))"
        before = self.text("#count")
        self.run(script, self.one(selector), value)
        self.until(lambda: self.text("#count") != before)

    def shown(self) -> int:
        """How many claims the filters leave."""
        return int(self.text("#count").split(" ")[0].replace(",", ""))

    def marks(self) -> list[tuple[int, str]]:
        """The marks of the text: where each begins, as JavaScript counts, and what stands in it."""
        script = """return [...document.querySelectorAll('#text mark')].map((mark) => {
            const before = document.createRange();
            before.setStart(document.getElementById('text'), 0);
            before.setEndBefore(mark);
            return [before.toString().length, mark.textContent];
        })"""
        return [(start, text) for start, text in self.run(script)]

    def saved(self, button: str) -> bytes:
        """The file that a click on a button saves; it is there a moment before anything is in it."""
        for old in self.folder.iterdir():
            old.unlink()
        self.click(button)
        kinds = (".csv", ".json")
        found = self.until(lambda: [one for one in self.folder.iterdir() if one.suffix in kinds and one.stat().st_size])
        return bytes(found[0].read_bytes())

    def verdicts(self) -> list[dict[str, Any]]:
        """The documents of the exported file, which `thbextract apply` can read."""
        told = json.loads(self.saved("#save"))
        assert told["thbextract_verdicts"] == 1
        assert len(read_verdicts(self.folder / "verdicts.json")) == len(told["documents"])
        return list(told["documents"])


def units(text: str) -> int:
    """The length of a text as JavaScript counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def select(page: Page, start: int, end: int) -> None:
    """Select a stretch of the text, as JavaScript counts."""
    script = """const [start, end] = arguments;
        const walk = document.createTreeWalker(document.getElementById('text'), NodeFilter.SHOW_TEXT);
        const range = document.createRange();
        for (let at = 0, node = walk.nextNode(); node; at += node.length, node = walk.nextNode()) {
          if (at <= start && start <= at + node.length) range.setStart(node, start - at);
          if (at < end && end <= at + node.length) range.setEnd(node, end - at);
        }
        getSelection().removeAllRanges();
        getSelection().addRange(range);"""
    page.run(script, start, end)
