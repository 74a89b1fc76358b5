"""How fast the tool is: against spaCy's tokenizer, against its peers, by length, by processes, and how much memory.

usage: python bench/speed.py [--quick] [--only NAME ...] [--peers FOLDER] [--json]

Everything is told as a ratio of two things that are measured side by side in turns, so that a machine which is busy
slows both alike; of the turns the median counts. Times are processor times, but for the one of two processes. The
texts are made by `prose.py`: hardly two sentences are alike. `--quick` takes about a minute, leaves the longest texts
out and the memory, and makes no environment: peers are measured then only if FOLDER has one. What a second process
gains is told by large folders only: a small one is over before the second process has started.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import platform
import resource
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType

import memory
import peers
import prose

SAMPLE = prose.SAMPLES / "texts" / "iom-workshop-release-tajikistan.txt"
BLANK = [sys.executable, "-c", "import spacy; spacy.blank('en')"]
ENVIRONMENT = Path(tempfile.gettempdir()) / "thbextract-peers"
BUSY = 12_000_000  # steps of the busy loop, about half a second
COMPLETE = {"_THBEXTRACT_COMPLETE": "complete_bash", "COMP_WORDS": "thbextract --fo", "COMP_CWORD": "1"}
FOREIGN_DAY = "Updated 5 de mayo de 2020.\n"  # which only dateparser can read
MOST_TURNS = 3  # of what takes minutes
Turns = list[float]


@dataclass(frozen=True)
class Size:
    """How much is measured."""

    turns: int
    documents: int
    peer_documents: int
    long: int  # characters of the long text; the short one has 100,000
    folder: int
    memory_documents: int
    memory_characters: int


FULL = Size(7, 280, 12, 10_000_000, 2_000, 10_000, 50_000_000)
QUICK = Size(2, 40, 2, 300_000, 60, 0, 0)
SHORT = 100_000


@dataclass(frozen=True)
class Figure:
    """One line of the table: a measure, the ratio, what is to be reached, and the figures behind the ratio."""

    name: str
    ratio: float
    reach: str
    detail: str


# ------------------------------------------------------------------ in this process


def timed(work: Callable[[str], object], texts: list[str]) -> float:
    """Processor seconds for some texts."""
    begin = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - begin


def street() -> Callable[[str], object]:
    """The whole way of a text to its claims, in this process."""
    from thbextract import extract

    return lambda text: extract(text)


def tokenizer() -> Callable[[str], object]:
    """SpaCy's English tokenizer on whole documents."""
    import spacy

    return spacy.blank("en").make_doc


def against_tokenizer(size: Size) -> Figure:
    """Words a second of both, each on texts that it has not seen, in turns."""
    ours, blank = street(), tokenizer()
    for text in prose.documents(40, seed=99):
        ours(text), blank(text)
    ratios: Turns = []
    speeds: list[tuple[float, float]] = []
    for turn in range(size.turns):
        texts = prose.documents(size.documents // size.turns, seed=turn)
        words = prose.words_in(texts)
        slow, fast = timed(ours, texts), timed(blank, texts)
        ratios.append(fast / slow)
        speeds.append((words / slow, words / fast))
    mine, theirs = (statistics.median(side) for side in zip(*speeds, strict=True))
    detail = f"{mine:,.0f} words/s against {theirs:,.0f}"
    return Figure("street over spacy.blank('en')", statistics.median(ratios), "≥ 1.0", detail)


def against_peers(size: Size, python: Path) -> Iterator[Figure]:
    """Words a second of the tool over those of each peer, on the same texts."""
    ours = street()
    texts, warm = prose.documents(size.peer_documents, seed=7), prose.documents(1, seed=98)
    words = prose.words_in(texts)
    for name in peers.NAMES:
        mine: Turns = []
        theirs: Turns = []
        for _ in range(min(size.turns, MOST_TURNS)):
            mine.append(timed(ours, prose.documents(size.peer_documents, seed=7 + len(mine))))
            theirs.append(peers.seconds(python, name, texts, warm))
        ratio = statistics.median(their / my for my, their in zip(mine, theirs, strict=True))
        on = f", classifier {'on' if peers.classifier_is_on(python) else 'off'}" if name == "quantulum3" else ""
        yield Figure(f"street over {name}", ratio, "≥ 40", f"{words / statistics.median(theirs):,.0f} words/s{on}")


def by_length(size: Size) -> Iterator[Figure]:
    """Time for a word of a long text over that of a short one, and of one paragraph over many."""
    ours = street()
    pairs = (
        (f"a text of {size.long / 1e6:g} MB over 100 kB", prose.long_text(size.long), prose.long_text(SHORT, 2)),
        ("one paragraph over many", prose.one_paragraph(SHORT), prose.many_paragraphs(SHORT, 2)),
    )
    ours(prose.long_text(SHORT, 3))
    for name, text, other in pairs:
        turns = 1 if len(text) > SHORT else size.turns
        both = [(per_word(ours, text), per_word(ours, other)) for _ in range(turns)]
        ratio = statistics.median(long / short for long, short in both)
        yield Figure(
            f"time a word, {name}", ratio, "≤ 1.2", f"{1e6 * statistics.median(long for long, _ in both):.0f} µs"
        )


def per_word(work: Callable[[str], object], text: str) -> float:
    """Processor seconds for each word of a text."""
    return timed(work, [text]) / prose.words_in([text])


# ------------------------------------------------------------------ whole processes


def of_process(command: list[str], code: int = 0, variables: Mapping[str, str] = MappingProxyType({})) -> float:
    """Processor seconds of a process and its children, which must end with an exit code; `variables` are set for it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ran = subprocess.run(
        command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **variables}
    )
    if ran.returncode != code:
        raise subprocess.CalledProcessError(ran.returncode, command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def starting(size: Size, place: Path) -> Iterator[Figure]:
    """Short runs over the import of spaCy with a blank pipeline."""
    script = str(Path(sysconfig.get_path("scripts")) / "thbextract")
    foreign = place / "foreign.txt"
    foreign.write_text(FOREIGN_DAY + SAMPLE.read_text("utf-8"), "utf-8")
    runs: list[tuple[str, Callable[[], float], str]] = [
        ("one release", lambda: of_process([script, str(SAMPLE)]), "≤ 1.15"),
        ("one release that needs dateparser", lambda: of_process([script, str(foreign)]), "≤ 1.30"),
        ("--version", lambda: of_process([script, "--version"]), "≤ 0.20"),
        ("--help", lambda: of_process([script, "--help"]), "≤ 0.20"),
        ("completion", lambda: of_process([script], 0, COMPLETE), "≤ 0.20"),
        ("usage error", lambda: of_process([script, "--no-such-flag"], 2), "≤ 0.20"),
    ]
    of_process(BLANK)
    turns = [[of_process(BLANK), *(run() for _, run, _ in runs)] for _ in range(size.turns)]
    for at, (name, _, reach) in enumerate(runs, 1):
        ratio = statistics.median(turn[at] / turn[0] for turn in turns)
        yield Figure(f"process: {name}", ratio, reach, f"{statistics.median(turn[at] for turn in turns):.2f} s")


def busy(_: int = 0) -> int:
    """A loop that keeps a processor busy and touches no memory."""
    total = 0
    for step in range(BUSY):
        total += step & 1
    return total


def clock(work: Callable[[], object]) -> float:
    """Seconds on the wall."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def two_processes(size: Size, place: Path) -> Figure:
    """What a second process gains on a folder, over what it gains for two busy loops on the same machine."""
    folder = place / "folder"
    folder.mkdir()
    for at, text in enumerate(prose.documents(size.folder, seed=11)):
        (folder / f"{at:05}.txt").write_text(text, "utf-8")
    gains: Turns = []
    loops: Turns = []
    for _ in range(min(size.turns, MOST_TURNS)):
        with multiprocessing.Pool(2) as pool:
            loops.append(clock(lambda: [busy(), busy()]) / clock(lambda pool=pool: pool.map(busy, [0, 0])))  # type: ignore[misc]
        one, two = (clock(lambda jobs=jobs: _folder(folder, place, jobs)) for jobs in ("1", "2"))  # type: ignore[misc]
        gains.append(one / two)
    gain, loop = statistics.median(gains), statistics.median(loops)
    return Figure("two processes over one", gain / loop, "≥ 0.9", f"gain {gain:.2f}, that of busy loops {loop:.2f}")


def _folder(folder: Path, place: Path, jobs: str) -> None:
    target = place / f"claims-{jobs}.jsonl"
    target.unlink(missing_ok=True)
    command = [sys.executable, "-m", "thbextract", str(folder), "-o", str(target), "--jobs", jobs]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def memories(size: Size, place: Path) -> Iterator[Figure]:
    """Memory of a large folder, in megabytes, and of one long text, over its size."""
    folder = place / "many"
    folder.mkdir()
    memory.fill(folder, size.memory_documents)
    _, most, _ = memory.measured(folder, place / "many.jsonl")
    name = f"memory, folder of {size.memory_documents:,} documents"
    yield Figure(name, most / memory.ALLOWED, "≤ 1", f"{most:.0f} MB of {memory.ALLOWED}")
    single = place / "long.txt"
    single.write_text(prose.long_text(size.memory_characters), "utf-8")
    _, most, _ = memory.measured(single, place / "long.jsonl", "--timeout", "0")  # ten minutes may be too short
    megabytes = single.stat().st_size / 1e6
    yield Figure(f"memory, one text of {megabytes:.0f} MB", most / megabytes, "≤ 12", f"{most:.0f} MB")


# ------------------------------------------------------------------ the table


NAMES = ("tokenizer", "peers", "process", "length", "two", "memory")


def figures(size: Size, python: Path | None, names: Sequence[str]) -> Iterator[Figure]:
    """The measures that are asked for, as they come."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        measures: dict[str, Callable[[], Iterable[Figure]]] = {
            "tokenizer": lambda: [against_tokenizer(size)],
            "peers": lambda: against_peers(size, python) if python else (),
            "process": lambda: starting(size, place),
            "length": lambda: by_length(size),
            "two": lambda: [two_processes(size, place)],
            "memory": lambda: memories(size, place) if size.memory_documents else (),
        }
        for name in names:
            yield from measures[name]()


def peer_environment(folder: Path | None, *, quick: bool) -> Path | None:
    """The interpreter of the peers, null with a word on the error stream if they can't be measured."""
    if quick and folder is None:
        return None
    try:
        return peers.environment(folder or ENVIRONMENT)
    except peers.NoPeersError as error:
        print(f"peers are left out: {error}", file=sys.stderr)
        return None


def machine() -> str:
    """What the figures were measured on."""
    cpu = Path("/proc/cpuinfo")
    models = [line for line in cpu.read_text().splitlines() if "model name" in line] if cpu.exists() else []
    name = models[0].partition(": ")[2] if models else platform.processor() or platform.machine()
    return f"{name}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="about a minute")
    parser.add_argument("--only", nargs="+", choices=NAMES, default=NAMES, help="these measures alone")
    parser.add_argument("--peers", type=Path, metavar="FOLDER", help="a virtual environment with the peers")
    parser.add_argument("--json", action="store_true", help="figures as JSON, one a line")
    options = parser.parse_args(arguments)
    if not options.json:
        print(f"{machine()}\n\n{'':52} {'ratio':>7}  {'reach':7}")
    size = QUICK if options.quick else FULL
    python = peer_environment(options.peers, quick=options.quick) if "peers" in options.only else None
    for figure in figures(size, python, options.only):
        line = f"{figure.name:52} {figure.ratio:7.3f}  {figure.reach:7} {figure.detail}"
        print(json.dumps(asdict(figure), ensure_ascii=False) if options.json else line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
