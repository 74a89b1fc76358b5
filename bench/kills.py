"""Whether a batch that is killed again and again ends with the bytes of an unbroken one, in every format.

usage: python bench/kills.py [KILLS] [SUFFIX ...]

Each run is killed (SIGKILL, or Ctrl-C every other time) at a random moment and started again with the same command,
until it was killed so many times; then one may end. The moments come from a fixed seed, but the machine decides where
they fall.
"""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from thbextract.writers import SUFFIXES

KILLS = 12
DOCUMENTS = 120
SLOWEST = 4.0
"""Seconds within which a run is killed: time for some of the documents, not for all."""


def command(target: str) -> list[str]:
    return [sys.executable, "-m", "thbextract", "texts", "--jobs", "2", "--resume", "-o", target]


def finished(journal: Path) -> set[str]:
    """The keys of the whole records of a journal; none may stand in it twice."""
    lines = journal.read_bytes().split(b"\n")[1:-1] if journal.exists() else []
    keys = [json.loads(line[8:])["key"] for line in lines if line.endswith(b"}")]
    if len(keys) != len(set(keys)):
        raise SystemExit(f"{journal}: a document was extracted twice")
    return set(keys)


def killed_again_and_again(folder: Path, target: str, kills: int, chance: random.Random) -> int:
    """Kill the run so many times, or until it ends before; gives the number of kills that met a running one."""
    met = 0
    known: set[str] = set()
    for nth in range(kills):
        run = subprocess.Popen(command(target), cwd=folder, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.2, SLOWEST))
        met += run.poll() is None
        run.send_signal(signal.SIGINT if nth % 2 else signal.SIGKILL)
        run.wait()
        keys = finished(folder / f"{target}.partial")
        if (folder / target).exists():
            break
        if not known <= keys:
            raise SystemExit(f"{target}: finished documents were lost")
        known = keys
    return met


def main() -> int:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    wrong = 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "texts").mkdir()
        for at in range(DOCUMENTS):
            text = f"In 2017 the police of Moldova identified {at} victims.\n\n" * 40
            (folder / f"texts/{at}.txt").write_text(text)
        for suffix in sys.argv[2:] or sorted(SUFFIXES):
            chance = random.Random(suffix)
            subprocess.run(command(f"whole{suffix}"), cwd=folder, check=True, stderr=subprocess.DEVNULL)
            met = killed_again_and_again(folder, f"x{suffix}", kills, chance)
            subprocess.run(command(f"x{suffix}"), cwd=folder, check=True, stderr=subprocess.DEVNULL)
            same = (folder / f"whole{suffix}").read_bytes() == (folder / f"x{suffix}").read_bytes()
            wrong += not same
            print(f"{suffix:9} killed {met:3} times while it ran: {'the same bytes' if same else 'OTHER BYTES'}")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
