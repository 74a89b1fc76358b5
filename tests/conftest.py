"""What several tests need: the command line, a stand-in for the extractor, the schema, the review page in a browser."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import settings

from browser import chromium, complaints
from builders import claim, failed
from review_page import HOSTILE_DOCUMENT, SAMPLES, Page, page_of
from thbextract import cli, extract_many
from thbextract.batch import one
from thbextract.extraction import street
from thbextract.records import Claim, Document, Extraction, Facts
from thbextract.settings import Settings

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

settings.register_profile("any machine", deadline=None)  # how long an example takes says more of the machine
settings.load_profile("any machine")


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def run(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Ended]:
    """Run the command line in an empty folder, with `stdin` as its input."""
    monkeypatch.chdir(tmp_path)
    street(())  # workers that are forked have it then, and need not make it for every command

    def run_command(*argv: str | Path, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsysbinary.readouterr()
        code = cli.run([str(argument) for argument in argv])
        captured = capsysbinary.readouterr()
        return Ended(code, captured.out.decode(), captured.err.decode())

    return run_command


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a stand-in for the extractor: each run of digits is a claim on victims."""

    def stand_in(document: Document, settings: Settings) -> Extraction:
        def found(match: re.Match[str]) -> Claim:
            place = {"start": match.start(), "end": match.end(), "text": match.group()}
            name = f"{document.sha256[:12]}-{match.start()}-{match.end()}"
            return claim(id=name, value=int(match.group()), sentence=document.text, **place)

        if "crash" in document.text:
            raise KeyError("crash")
        claims = tuple(map(found, re.finditer(r"[0-9]+", document.text)))
        facts = Facts(date=settings.date, country=settings.country)
        return Extraction(document.source, document.sha256, facts, claims, document.problems, document.text)

    monkeypatch.setattr(one, "_extract", stand_in)


@pytest.fixture(scope="session")
def schema() -> dict[str, Any]:
    """The published schema."""
    content: dict[str, Any] = json.loads(
        files("thbextract").joinpath("schema", "claims.schema.json").read_text("utf-8")
    )
    return content


@pytest.fixture(scope="session")
def validate(schema: dict[str, Any]) -> Callable[[Any], None]:
    """Check an output against the published schema."""
    check: Callable[[Any], None] = jsonschema.Draft202012Validator(schema).validate
    return check


@pytest.fixture(scope="session")
def validate_row(schema: dict[str, Any]) -> Callable[[Any], None]:
    """Check a line of JSON Lines against the published schema."""
    check: Callable[[Any], None] = jsonschema.Draft202012Validator(
        {"$ref": "#/$defs/row", "$defs": schema["$defs"]}
    ).validate
    return check


# -- the review page in a browser -----------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def chrome() -> Iterator[Chrome]:
    """One browser for all tests of the page."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def samples() -> list[Extraction]:
    """Extractions of the samples, and of inputs that are none."""
    return [*extract_many(sorted(SAMPLES.glob("*.txt"))), failed(), HOSTILE_DOCUMENT]


@pytest.fixture(scope="session")
def sample_page(tmp_path_factory: pytest.TempPathFactory, samples: list[Extraction]) -> Path:
    return page_of(tmp_path_factory.mktemp("page") / "samples.html", samples)


@pytest.fixture
def reader(chrome: Chrome, tmp_path: Path) -> Iterator[Page]:
    """A reader; nothing may have been complained of, and nothing loaded, when the test is over."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    chrome.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
    complaints(chrome)
    page = Page(chrome, folder)
    yield page
    page.run("localStorage.clear()")
    assert complaints(chrome) == []
    assert page.run("return performance.getEntriesByType('resource').map((entry) => entry.name)") == []


@pytest.fixture
def page(reader: Page, sample_page: Path) -> Page:
    """The page of the samples, with no verdicts."""
    reader.open(sample_page)
    return reader
