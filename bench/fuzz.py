"""Feed rooms of the house with damaged inputs until time is up, and keep what breaks a promise.

usage: python bench/fuzz.py [SECONDS] [TARGET ...]

With atheris installed (`pip install atheris`) inputs are led by the code that they reach; without it real files and
texts are damaged at random, from a fixed seed. What fails is written to a file `crash-…` in the working folder: make a
test of it. SECONDS, 60 if not said, are for each target.
"""

from __future__ import annotations

import importlib.util
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEED = 20181
SLOW = 20.0
"""Seconds that no input of this size (some kilobytes) may take."""
LONGEST = 20_000
"""Bytes of the longest input that is made; whole files are damaged whatever their size."""


def ordered(spans: Iterable[tuple[int, int]], length: int) -> bool:
    """Whether stretches stand in a text in order, none of them overlapping."""
    found = list(spans)
    inside = all(0 <= start < end <= length for start, end in found)
    return inside and all(first[1] <= second[0] for first, second in pairwise(found))


def readers(data: bytes, source: str = "x") -> None:
    """Any bytes give a document or one of our errors."""
    from thbextract.errors import PROBLEM_CODES, InputError
    from thbextract.readers import read_bytes

    document, codes = None, set()
    try:
        document = read_bytes(source, data)
        codes = {problem.code for problem in document.problems}
    except InputError as error:
        codes = {error.code}
    assert codes <= set(PROBLEM_CODES), codes
    if document is not None:
        assert ordered(document.furniture, len(document.text)), "furniture"
        assert list(document.pages) == sorted(document.pages), "pages"


def numbers(data: bytes) -> None:
    """Quantities stand where they say, one after the other."""
    from functools import cache

    from thbextract.normalize.quantities import QuantityFinder
    from thbextract.patterns import load_packs

    finder = cache(lambda: QuantityFinder(load_packs(())))()
    text = data.decode("utf-8", "surrogateescape")
    found, _ = finder.find(text)
    assert ordered(((one.start, one.end) for one in found), len(text)), "quantities"
    for one in found:
        assert text[one.start : one.end] == one.text
        assert one.value_max is None or one.value_max >= one.value


def periods(data: bytes) -> None:
    """Time expressions stand where they say, and what they mean is EDTF."""
    from thbextract.edtf import is_period
    from thbextract.normalize.periods import PeriodFinder, bounds

    text = data.decode("utf-8", "surrogateescape")
    for one in PeriodFinder().find(text, today="2018-05-31", reporting_period="2017", country="GB"):
        assert text[one.start : one.end] == one.text
        if one.edtf is not None:
            assert is_period(one.edtf), one.edtf
            bounds(one.edtf)


def layout(data: bytes) -> None:
    """The shadow is as long as the text, and sentences lie in their blocks."""
    from thbextract.layout import read_layout

    text = data.decode("utf-8", "surrogateescape")
    half = len(text) // 2
    read = read_layout(text, [(half, min(len(text), half + 40))] if text else ())
    assert len(read.shadow) == len(text)
    for block in read.blocks:
        assert 0 <= block.start < block.end <= len(text)
        assert all(block.start <= one.start <= one.end <= block.end for one in block.sentences)


def street(data: bytes) -> None:
    """Claims stand where they say, their ids are unique, and every format can write them."""
    import io

    from thbextract import extract
    from thbextract.writers import WRITERS, WriteOptions

    text = data.decode("utf-8", "surrogateescape")
    found = extract(text, explain=True)
    assert len({claim.id for claim in found.claims}) == len(found.claims)
    for claim in found.claims:
        assert text[claim.start : claim.end] == claim.text
        assert text[claim.sentence_start :].startswith(claim.sentence)
    for write in WRITERS.values():
        write([found], io.StringIO(), WriteOptions(explain=True))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "readers": readers,
    "numbers": numbers,
    "periods": periods,
    "layout": layout,
    "street": street,
}


def seeds(target: str) -> list[bytes]:
    """What damaged inputs are made from: for readers real files, else texts of the samples."""
    files = [path for path in sorted((ROOT / "tests/files").rglob("*")) if path.is_file()]
    texts = sorted((ROOT / "samples").glob("*/texts/*.txt"))
    chosen = files + texts[:5] if target == "readers" else texts
    return [path.read_bytes() for path in chosen]


def damaged(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """A copy with some bytes changed, cut out, doubled, or taken from another input."""
    piece = bytearray(data)
    if len(piece) > LONGEST and not data.startswith((b"%PDF", b"PK")):
        begin = chance.randrange(len(piece) - LONGEST)
        piece = piece[begin : begin + LONGEST]
    for _ in range(chance.choice((1, 2, 4, 16, 64))):
        at = chance.randrange(len(piece) + 1)
        length = chance.choice((1, 2, 8, 40, 400))
        match chance.randrange(5):
            case 0:
                piece[at : at + length] = chance.randbytes(length)
            case 1:
                del piece[at : at + length]
            case 2:
                piece[at:at] = piece[at : at + length] * chance.choice((1, 3, 30))
            case 3:
                piece[at : at + 1] = chance.choice((b"\0", b"\n", b"\r", b" ", b"12", b"|", b"\xff", b"(", b"\xe2\x80"))
            case _:
                other = chance.choice(others)
                begin = chance.randrange(len(other) + 1)
                piece[at : at + length] = other[begin : begin + length]
    return bytes(piece)


def at_random(name: str, seconds: float) -> int:
    """Damage inputs until the time is up; gives the number of those that broke a promise."""
    chance = random.Random(SEED)
    known = seeds(name)
    tried = failures = 0
    slowest = 0.0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        data = damaged(chance.choice(known), known, chance)
        begin = time.monotonic()
        try:
            TARGETS[name](data)
        except Exception as error:
            failures += 1
            path = Path(f"crash-{name}-{tried}")
            path.write_bytes(data)
            print(f"{name}: {type(error).__name__}: {error}: {path}", flush=True)
        slowest = max(slowest, time.monotonic() - begin)
        tried += 1
    print(f"{name:8} {tried:8,} inputs, {failures} failures, the slowest took {slowest:.1f} s", flush=True)
    return failures + (slowest > SLOW)


def led_by_coverage(name: str, seconds: float) -> int:
    """Run atheris in a process of its own, which ends at the first failure."""
    with tempfile.TemporaryDirectory() as place:
        for at, data in enumerate(seeds(name)):
            (Path(place) / str(at)).write_bytes(data[: LONGEST * 10])
        flags = [f"-max_total_time={seconds:.0f}", f"-seed={SEED}", f"-artifact_prefix=crash-{name}-", "-timeout=60"]
        command = [sys.executable, __file__, "--atheris", name, place, *flags, "-max_len=60000", "-verbosity=0"]
        begin = time.monotonic()
        ended = subprocess.run(command, check=False, capture_output=True, text=True, errors="replace")
        lines = ended.stderr.splitlines() + ended.stdout.splitlines()
        told = [line for line in lines if "Done " in line or "Error" in line or "ERROR" in line]
        print(f"{name:8} atheris, {time.monotonic() - begin:.0f} s: {'; '.join(told) or lines[-1:]}", flush=True)
    return int(ended.returncode != 0)


def atheris_main(name: str, argv: list[str]) -> None:
    """What the process of atheris does: watch our modules, and call the target."""
    import atheris

    with atheris.instrument_imports(include=["thbextract"]):
        import thbextract.extraction
        import thbextract.readers
        import thbextract.writers  # noqa: F401
    TARGETS[name](b"In 2019 police freed 12 women.")  # what is made once is made before the clock runs
    atheris.Setup([sys.argv[0], *argv], TARGETS[name])
    atheris.Fuzz()


def main() -> int:
    if sys.argv[1:2] == ["--atheris"]:
        atheris_main(sys.argv[2], sys.argv[3:])
        return 0
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    failures = 0
    for name in sys.argv[2:] or TARGETS:
        failures += at_random(name, seconds)
        if importlib.util.find_spec("atheris"):
            failures += led_by_coverage(name, seconds)
    return int(failures > 0)


if __name__ == "__main__":
    sys.exit(main())
