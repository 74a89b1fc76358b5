"""One-line builders of records for tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from thbextract.evaluate import Report, load_gold, score
from thbextract.records import Claim, Doubt, Extraction, Facts, Problem
from thbextract.verdicts.records import READING_FIELDS
from thbextract.writers import FILE_WRITERS, WriteOptions

TOOL = {"name": "thbextract", "version": "1", "packs": [], "settings": {}}
CLAIM = Claim(
    id="0123456789ab-0-2",
    category="victims",
    value=25,
    value_max=None,
    qualifier="exact",
    unit="women",
    currency=None,
    per=None,
    action="rescue",
    status="reported",
    sex="female",
    age_group="adult",
    exploitation=None,
    period="2017",
    period_start="2017-01-01",
    period_end="2017-12-31",
    period_text="in 2017",
    period_basis="stated",
    issuer="Ministry of Health",
    issuer_text="the Ministry",
    issuer_basis="document",
    speaker=None,
    country="MD",
    part_of=None,
    repeats=None,
    start=0,
    end=2,
    text="25",
    sentence="25 women were rescued in 2017.",
    sentence_start=0,
    page=None,
    rule="thb.verb.rescue",
)


def claim(**fields: Any) -> Claim:
    """A plain claim, with other fields where a test needs them."""
    return replace(CLAIM, **fields)


def extraction(*claims: Claim, source: str = "a.txt", text: str = CLAIM.sentence, **fields: Any) -> Extraction:
    """What one document gave."""
    facts = fields.pop("facts", Facts(title="Aid", date="2018-02", country="MD", language="en"))
    return Extraction(source, "0123456789ab" + "0" * 52, facts, claims, text=text, **fields)


def failed(source: str = "gone.txt", code: str = "missing") -> Extraction:
    """What an input gave that could not be read."""
    return Extraction(source, "", Facts(), problems=(Problem(code, "there is no such file", "check the path"),))


def file_of(format_: str, path: Path, *extractions: Extraction, **options: Any) -> Path:
    """The file that a writer makes of some extractions."""
    FILE_WRITERS[format_](extractions, path, WriteOptions(tool=TOOL, **options))
    return path


def several() -> Iterator[Extraction]:
    """Enough documents that differ to fill more than a page of anything, one of them failed."""
    for number in range(1200):
        yield extraction(claim(value=number / 4, issuer=f"{number % 7}" * number), source=f"{number}.txt")
    yield failed()


def made_anew(format_: str, path: Path, **environment: str) -> bytes:
    """The bytes of a file that a new process makes of `several`, with other variables in its environment."""
    code = "import sys, pathlib, builders as b; b.file_of(sys.argv[1], pathlib.Path(sys.argv[2]), *b.several())"
    variables = os.environ | {"PYTHONPATH": str(Path(__file__).parent)} | environment
    subprocess.run([sys.executable, "-c", code, format_, path], check=True, env=variables)
    return path.read_bytes()


def interrupted(*extractions: Extraction) -> Iterable[Extraction]:
    """Extractions, and then Ctrl-C."""
    yield from extractions
    raise KeyboardInterrupt


ANY_TEXT = st.text(st.characters() | st.sampled_from("\x00\r\n\t\ud800\udcff\ufffe\U0001f600=<r>_x0D&;"), max_size=12)
NUMBERS = st.integers(-(10**20), 10**20) | st.floats(-1e300, 1e300).filter(
    lambda number: number == 0 or abs(number) > 1e-300
)
MAYBE_TEXT = st.none() | ANY_TEXT
MAYBE_DAY = st.none() | st.dates().map(str)
DOUBTS = st.lists(st.builds(Doubt, ANY_TEXT, ANY_TEXT), max_size=3).map(tuple)


@st.composite
def any_extractions(draw: st.DrawFn) -> list[Extraction]:
    """Some documents with claims, doubts and problems whose texts and numbers are anything at all."""
    found = []
    for _ in range(draw(st.integers(0, 3))):
        starts = sorted(draw(st.sets(st.integers(0, 10**6), max_size=4)))
        claims = [
            claim(
                id=f"0123456789ab-{start}-{start + 2}",
                start=start,
                end=start + 2,
                value=draw(NUMBERS),
                value_max=draw(st.none() | NUMBERS),
                unit=draw(MAYBE_TEXT),
                period_start=draw(MAYBE_DAY),
                issuer=draw(MAYBE_TEXT),
                sentence=draw(ANY_TEXT),
                page=draw(st.none() | st.integers(1, 9)),
                review=draw(DOUBTS),
            )
            for start in starts
        ]
        facts = Facts(title=draw(MAYBE_TEXT), date=draw(MAYBE_DAY | st.just("2018-05")))
        problems = tuple(draw(st.lists(st.builds(Problem, st.just("missing"), ANY_TEXT, ANY_TEXT), max_size=2)))
        found.append(extraction(*claims, source=draw(ANY_TEXT), facts=facts, problems=problems))
    return found


def wanted(**fields: Any) -> dict[str, Any]:
    """A gold claim as its file holds it: 25 rescued women."""
    plain = {"start": 15, "end": 17, "text": "25", "value": 25, "category": ["victims"], "qualifier": ["exact"]}
    return plain | {"period": ["2017"], "issuer": ["Border Police"]} | fields


def said(**fields: Any) -> dict[str, Any]:
    """A prediction that is right about it."""
    plain = {"start": 15, "end": 17, "value": 25, "value_max": None, "category": "victims", "qualifier": "exact"}
    return plain | {"period": "2017", "issuer": "Border Police"} | fields


def scored(tmp_path: Path, gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> Report:
    """The score of one document named `a`."""
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"document": {"date": None}, "claims": gold}))
    return score(load_gold(path), [{"source": "texts/a.txt", "claims": predicted}])


def told_by(claim: Claim) -> tuple[Any, ...]:
    """What a claim says, wherever it stands."""
    said = (claim.value, claim.value_max, claim.category, claim.period, claim.period_basis, claim.issuer)
    return (*said, claim.unit, claim.country, claim.sex, claim.qualifier, claim.speaker)


def verdict_values(claim: Claim, decision: str | None, note: str | None = None, **reading: Any) -> dict[str, Any]:
    """A verdict on a claim as its file holds it; other fields of the reviewer's where a test needs them."""
    told = {name: getattr(claim, name) for name in READING_FIELDS} | reading
    return {"id": claim.id, "verdict": decision, "note": note, "claim": told}


def verdicts_on(*verdicts: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A file of verdicts on one document, that of `extraction`."""
    plain = {"source": "a.txt", "sha256": "0123456789ab" + "0" * 52, "title": "Aid", "date": "2018-02"}
    more = {"issuer": None, "reporting_period": None, "complete": False, "claims": list(verdicts)}
    return {"thbextract_verdicts": 1, "documents": [plain | more | fields]}


def added_values(text: str, number: str, **reading: Any) -> dict[str, Any]:
    """A verdict that adds the claim at `number` in a text."""
    start = text.index(number)
    place: dict[str, Any] = {"start": start, "end": start + len(number), "text": number}
    return verdict_values(claim(id=f"0123456789ab-{start}-{start + len(number)}"), "add", **(place | reading))
