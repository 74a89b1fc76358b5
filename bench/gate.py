"""Score the labelled documents and fail below the floors in tests/floors.toml.

usage: python bench/gate.py

`samples/` is always scored. If the environment names a corpus in THBEXTRACT_CORPUS (a folder with `texts/`
and `gold/`, or `annotations/`), that is scored too. A floor is raised when the score rises, never lowered.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

from thbextract.batch import extract_many
from thbextract.evaluate import GoldDocument, Report, load_gold, score
from thbextract.writers.rows import document_values

PROJECT = Path(__file__).resolve().parent.parent
SAMPLES = PROJECT / "samples"
FLOORS = PROJECT / "tests" / "floors.toml"
MEASURES: dict[str, Callable[[Report], float]] = {
    "core_precision": lambda report: report.tallies["core"].precision,
    "core_f1": lambda report: report.tallies["core"].f1,
    "row_f1": lambda report: report.tallies["row_core"].f1,
}


def corpora() -> dict[str, Path]:
    """The labelled folders by name: those of the project, and the one that the environment names."""
    corpus = os.environ.get("THBEXTRACT_CORPUS")
    own = {"samples": SAMPLES, "world": SAMPLES / "world", "phenomena": SAMPLES / "phenomena"}
    return own | ({"corpus": Path(corpus)} if corpus else {})


def gold_in(folder: Path) -> dict[str, GoldDocument]:
    """The gold of a labelled folder, by document name."""
    form = "gold" if (folder / "gold").is_dir() else "annotations"
    return load_gold(folder / form, folder / "texts")


def score_folder(folder: Path) -> Report:
    """Extract and score every text of a folder that has gold."""
    gold = gold_in(folder)
    extractions = extract_many([folder / "texts" / f"{name}.txt" for name in gold])
    return score(gold, [document_values(extraction) for extraction in extractions])


def below(report: Report, floors: Mapping[str, float]) -> list[str]:
    """What stays below its floor."""
    unknown = sorted(set(floors) ^ set(MEASURES))
    if unknown:
        return [f"floors.toml: {name} is unknown or missing" for name in unknown]
    measured = {name: measure(report) for name, measure in MEASURES.items()}
    return [f"{name} {measured[name]:.3f} is below {floor}" for name, floor in floors.items() if measured[name] < floor]


def main() -> int:
    floors = tomllib.loads(FLOORS.read_text("utf-8"))
    failures = []
    for name, folder in corpora().items():
        report = score_folder(folder)
        shown = "  ".join(f"{measure} {value(report):.3f}" for measure, value in MEASURES.items())
        print(f"{name:10} {shown}")
        failures += [f"{name}: {line}" for line in below(report, floors[name])]
    print("\n".join(failures), file=sys.stderr, end="\n" if failures else "")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
