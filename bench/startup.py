"""How long a whole `thbextract` process takes on one press release, against a blank spaCy pipeline.

usage: python bench/startup.py [FILE]

Runs are interleaved, so that a busy machine slows both alike; medians are compared. The baseline loads no
pipeline component of ours: spaCy asks the entry points of every package that is installed, and would
otherwise be charged for importing this one.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

RUNS = 11
ALLOWED = 1.15
"""The process may take this many times as long as the baseline."""
SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "texts" / "iom-workshop-release-tajikistan.txt"
BLANK = "import spacy; spacy.blank('en')"
WITHOUT_US = (
    "import importlib.metadata as m; every = m.entry_points; "
    "m.entry_points = lambda **k: m.EntryPoints(e for e in every(**k) if not e.value.startswith('thbextract')) "
    "if k else every(); " + BLANK
)


def seconds(command: list[str]) -> float:
    """The wall time of one process, which must end well."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begin


def main() -> int:
    path = sys.argv[1] if len(sys.argv) > 1 else str(SAMPLE)
    script = Path(sysconfig.get_path("scripts")) / "thbextract"
    commands = {
        "thbextract FILE": [str(script), path],
        "spacy.blank('en')": [sys.executable, "-c", BLANK],
        "the same without our entry points": [sys.executable, "-c", WITHOUT_US],
        "thbextract --version": [str(script), "--version"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, command in commands.items():
            times[name].append(seconds(command))
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, median in medians.items():
        print(f"{median:7.3f} s  {name}")
    ours, blank, without = (medians[name] for name in list(commands)[:3])
    print(f"ratio {ours / blank:.2f}, and {ours / without:.2f} without our entry points; allowed {ALLOWED}")
    return 0 if ours / blank <= ALLOWED else 1


if __name__ == "__main__":
    sys.exit(main())
