"""How much memory a large folder takes: the batch and all its workers together, at the worst moment.

usage: python bench/memory.py [DOCUMENTS] [FORMAT ...]

The folder is made of the sample texts over and over, each with a line of its own. What is measured is the resident
memory (RSS) of all processes of a run, added up, several times a second; pages that processes share are counted in
each. Needs /proc, as Linux has it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

ALLOWED = 400
"""Megabytes that 10,000 documents may take."""
DOCUMENTS = 10_000
FORMATS = ("jsonl", "csv", "db")
SAMPLES = Path(__file__).resolve().parent.parent / "samples"


def fill(folder: Path, documents: int) -> None:
    """Put so many texts into a folder, no two the same."""
    texts = [path.read_text("utf-8") for path in sorted(SAMPLES.glob("phenomena/texts/*.txt"))]
    for at, text in enumerate(islice(cycle(texts), documents)):
        (folder / f"{at:06}.txt").write_text(f"{text}\n\nDocument {at}.\n", "utf-8")


def resident(pid: int) -> int:
    """Kilobytes of a process and of all its children; 0 once it has ended."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return 0
    return own_memory(pid) + sum(resident(int(child)) for child in children)


def measured(folder: Path, target: Path, *flags: str) -> tuple[float, float, float]:
    """Seconds of a run, megabytes of all its processes at most, and those of the batch's own process."""
    command = [sys.executable, "-m", "thbextract", str(folder), "-o", str(target), *flags]
    begin = time.perf_counter()
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as run:
        most = own = 0
        while run.poll() is None:
            most = max(most, resident(run.pid))
            own = max(own, own_memory(run.pid))
            time.sleep(0.2)
    if run.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {run.returncode}")
    return time.perf_counter() - begin, most / 1000, own / 1000


def own_memory(pid: int) -> int:
    """Kilobytes of one process."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")), 0)


def main() -> int:
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    worst = 0.0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "texts"
        folder.mkdir()
        fill(folder, documents)
        for form in sys.argv[2:] or FORMATS:
            for flags in ((), ("--resume",)):
                target = Path(place) / f"claims{''.join(flags)}.{form}"
                seconds, most, own = measured(folder, target, *flags)
                worst = max(worst, most)
                print(f"{form:7} {' '.join(flags):8} {seconds:7.1f} s  {most:6.0f} MB, the batch itself {own:4.0f} MB")
    print(f"at most {worst:.0f} MB for {documents:,} documents; allowed {ALLOWED}")
    return 0 if worst <= ALLOWED else 1


if __name__ == "__main__":
    sys.exit(main())
