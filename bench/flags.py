"""What the flags of `review` are worth: how often claims with a flag are wrong, against claims without one.

usage: python bench/flags.py [FOLDER...]

A FOLDER holds `texts/` and `gold/` (or `annotations/`); without one, `samples/`, its phenomena and the corpus that
THBEXTRACT_CORPUS names are measured. A claim is wrong if it is no right row of the score (category, value,
currency, qualifier, period, issuer), and separately if its category or number alone is; a number that is no claim
is wrong in both. Claims that gold leaves open, and those of the category `other` that gold has not, are left out.
A flag is worth a look if its ratio, that is the share of wrong ones among its claims over the share among claims
without any flag, is well above 1.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gate import corpora, score_folder
from thbextract.checks import DOUBT_CODES
from thbextract.errors import ThbextractError
from thbextract.evaluate.score import Judgement
from thbextract.writers.visible import visible

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Errors:
    """How many claims there are, how many of them are wrong rows, and how many wrong in category or number."""

    claims: int
    rows: int
    categories: int

    def ratio(self, others: Errors) -> tuple[float | None, float | None]:
        """How many times as often these are wrong as the others; None where that is not known."""
        return _over(self.row_rate, others.row_rate), _over(self.category_rate, others.category_rate)

    @property
    def row_rate(self) -> float | None:
        """Share of wrong rows, None of no claims."""
        return _over(self.rows, self.claims)

    @property
    def category_rate(self) -> float | None:
        """Share of claims with a wrong category or number, None of no claims."""
        return _over(self.categories, self.claims)


def judged(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The claims that the tool made and the gold decides on."""
    return [judgement for judgement in judgements if judgement.predicted and judgement.verdict != "neutral"]


def codes(judgement: Judgement) -> set[str]:
    """The codes of the doubts about a claim."""
    return {doubt["code"] for doubt in (judgement.predicted or {}).get("review") or ()}


def errors(judgements: Sequence[Judgement]) -> Errors:
    """Count the wrong ones."""
    categories = sum(judgement.verdict != "right" for judgement in judgements)
    rows = sum(judgement.verdict != "right" or bool(judgement.wrong_fields) for judgement in judgements)
    return Errors(len(judgements), rows, categories)


def worth(judgements: Iterable[Judgement]) -> dict[str, Errors]:
    """The errors of the claims without a flag, of those with any, and of those with each: no code is left out."""
    claims = judged(judgements)
    by_code = {code: errors([claim for claim in claims if code in codes(claim)]) for code in known(claims)}
    plain, flagged = [claim for claim in claims if not codes(claim)], [claim for claim in claims if codes(claim)]
    return {"no flag": errors(plain), "any flag": errors(flagged)} | by_code


def known(claims: Iterable[Judgement]) -> list[str]:
    """Every code that the tool documents, then any other that the claims have."""
    return [*DOUBT_CODES, *sorted(set().union(*map(codes, claims)) - set(DOUBT_CODES))]


def table(name: str, found: dict[str, Errors]) -> Iterator[str]:
    """A table for people: claims, wrong rows and wrong categories with their share and their ratio."""
    plain, flagged = found["no flag"], found["any flag"]
    share = _over(flagged.claims, flagged.claims + plain.claims)
    yield f"{name}: {_percent(share).strip()} of {flagged.claims + plain.claims} claims flagged"
    yield f"{'':20}{'claims':>8}{'wrong rows':>20}{'ratio':>8}{'wrong categories':>20}{'ratio':>8}"
    for code, counted in found.items():
        row, category = counted.ratio(plain)
        rows = f"{counted.rows:>12}{_percent(counted.row_rate)}{_times(row)}"
        categories = f"{counted.categories:>12}{_percent(counted.category_rate)}{_times(category)}"
        yield f"{code:20}{counted.claims:>8}{rows}{categories}"


def _over(part: float | None, whole: float | None) -> float | None:
    return part / whole if part is not None and whole else None


def _percent(share: float | None) -> str:
    return f"{NOTHING:>8}" if share is None else f"{share:>8.1%}"


def _times(ratio: float | None) -> str:
    return f"{NOTHING:>8}" if ratio is None else f"{ratio:>8.1f}"


def main(argv: Sequence[str]) -> int:
    folders = {path: Path(path) for path in argv} or corpora()
    everything: list[Judgement] = []
    try:
        for name, folder in folders.items():
            judgements = score_folder(folder).judgements
            everything += judgements
            print("\n".join(table(name, worth(judgements))), end="\n\n")
    except ThbextractError as error:
        print(f"flags: {visible(str(error))}", file=sys.stderr)
        return error.exit_code
    if len(folders) > 1:
        print("\n".join(table("all", worth(everything))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
