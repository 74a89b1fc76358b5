"""The programs in bench/: what a change gained and lost, and what the flags of `review` are worth."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

import flags
import quality
from builders import said, scored, wanted
from changes import Change, compare
from flags import Errors, judged, worth
from quality import Corpus, commit, copy, excerpt, extracted, unpack
from thbextract.errors import ThbextractError, UsageError
from thbextract.evaluate import Report
from update_docs import PROJECT

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
Claims = list[dict[str, Any]]
SECOND = {"start": 30, "end": 32, "text": "30"}


def made(**fields: Any) -> dict[str, Any]:
    """A prediction with the text that every output has."""
    return said(**{"text": "25"} | fields)


def changed(tmp_path: Path, gold: Claims, before: Claims, after: Claims, field: str | None = None) -> list[Change]:
    """The changes between two sets of predictions for one gold."""
    return compare(scored(tmp_path, gold, before), scored(tmp_path, gold, after), field)


def told(changes: list[Change]) -> list[tuple[str, ...]]:
    """Each change as its kind and what differs: field, before, after."""
    return [(c.kind, *(part for d in c.differences for part in (d.field, d.before, d.after))) for c in changes]


# ------------------------------------------------------------------ changes


@pytest.mark.parametrize(
    ("field", "wrong", "right"),
    [
        ("period", None, "2017"),
        ("issuer", "Coast Guard", "Border Police"),
        ("qualifier", "at_least", "exact"),
        ("category", "cases", "victims"),
    ],
)
def test_a_field_that_is_right_now_is_gained_and_the_other_way_round_lost(
    tmp_path: Path, field: str, wrong: str | None, right: str
) -> None:
    """The two directions of one comparison mirror each other."""
    without, having = [made(**{field: wrong})], [made()]
    assert told(changed(tmp_path, [wanted()], without, having)) == [("gained", field, str(wrong), right)]
    assert told(changed(tmp_path, [wanted()], having, without)) == [("lost", field, right, str(wrong))]


def test_a_claim_that_is_found_is_gained_and_one_that_is_missed_is_lost(tmp_path: Path) -> None:
    """What matters of it is that it is there; its category goes without saying."""
    assert told(changed(tmp_path, [wanted()], [], [made()])) == [("gained", "presence", "missed", "found")]
    assert told(changed(tmp_path, [wanted()], [made()], [])) == [("lost", "presence", "found", "missed")]


def test_a_change_says_where_it_is_and_what_gold_has(tmp_path: Path) -> None:
    """Document, place, number and category are gold's."""
    gold = [wanted(period=["2017", None])]
    [change] = changed(tmp_path, gold, [made(period=None)], [made(period="2018")])
    assert (change.document, change.start, change.end, change.text, change.category) == ("a", 15, 17, "25", "victims")
    assert change.differences[0].gold == "2017 | None"


def test_a_gained_claim_says_what_is_still_wrong(tmp_path: Path) -> None:
    """A right category does not make a right row."""
    [change] = changed(tmp_path, [wanted()], [], [made(period="2018")])
    assert (change.kind, change.still_wrong) == ("gained", ("period",))


def test_a_claim_may_gain_one_field_and_lose_another(tmp_path: Path) -> None:
    """Both are told."""
    before, after = [made(period="2018")], [made(issuer="Coast Guard")]
    assert told(changed(tmp_path, [wanted()], before, after)) == [
        ("gained", "period", "2018", "2017"),
        ("lost", "issuer", "Border Police", "Coast Guard"),
    ]


@pytest.mark.parametrize(
    ("gold", "before", "after"),
    [
        ({}, {"period": "2018"}, {"period": "2019"}),
        ({"category": ["victims", "assistance"]}, {}, {"category": "assistance"}),
        ({"category": ["victims", "other"]}, {"category": "cases"}, {}),
        ({"category": ["other"]}, {"category": "other"}, {"category": "other", "period": None}),
        ({}, {"unit": "women"}, {"unit": "girls"}),
    ],
)
def test_what_is_as_right_or_as_wrong_as_before_is_no_change(
    tmp_path: Path, gold: dict[str, Any], before: dict[str, Any], after: dict[str, Any]
) -> None:
    """Another wrong value, another right answer, a neutral claim and a field that nobody scores tell nothing."""
    assert changed(tmp_path, [wanted(**gold)], [made(**before)], [made(**after)]) == []


@pytest.mark.parametrize(
    ("field", "fields"),
    [(None, ["period", "issuer"]), ("period", ["period"]), ("qualifier", []), ("row", ["period", "issuer"])],
)
def test_a_comparison_can_be_narrowed_to_a_field(tmp_path: Path, field: str | None, fields: list[str]) -> None:
    """A row tells all that it hung on."""
    before = [made(period="2018", issuer=None)]
    changes = changed(tmp_path, [wanted()], before, [made()], field)
    assert [difference.field for change in changes for difference in change.differences] == fields


def test_a_row_is_gained_only_when_all_of_it_is_right(tmp_path: Path) -> None:
    """A field that turned right in a row that stays wrong is no row gained."""
    before, after = [made(period="2018", issuer=None)], [made(issuer=None)]
    assert changed(tmp_path, [wanted()], before, after, "row") == []
    assert told(changed(tmp_path, [wanted()], [], [made()], "row")) == [("gained", "presence", "missed", "found")]


def test_a_further_field_is_compared_where_gold_gives_it(tmp_path: Path) -> None:
    """No row hangs on it."""
    before, after = [made(status="reported", country="MD")], [made(status="planned")]
    gold = [wanted(status="planned")]
    assert told(changed(tmp_path, gold, before, after)) == [("gained", "status", "reported", "planned")]
    assert changed(tmp_path, gold, before, after, "row") == []


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ([], [SECOND], ("new", "category", "no claim", "victims 25")),
        ([SECOND], [], ("gone", "category", "victims 25", "no claim")),
        ([SECOND], [SECOND | {"value": 30}], ("otherwise", "category", "victims 25", "victims 30")),
        ([SECOND], [SECOND], None),
        ([SECOND | {"category": "other"}], [SECOND | {"category": "other", "value": 30}], None),
    ],
)
def test_a_number_that_is_no_claim_is_a_false_positive(
    tmp_path: Path, before: Claims, after: Claims, change: tuple[str, ...] | None
) -> None:
    """It comes, goes, or is wrong in another way; one of the category `other` is never scored."""
    old, new = ([made(), *(made(**fields) for fields in side)] for side in (before, after))
    assert told(changed(tmp_path, [wanted()], old, new)) == ([change] if change else [])


@pytest.mark.parametrize(
    ("gold", "before", "after", "change"),
    [
        (["victims"], "cases", "money", ("otherwise", "category", "cases", "money no currency")),
        (["victims"], "other", "cases", ("new", "category", "other", "cases")),
        (["victims"], "cases", None, ("gone", "category", "cases", "missed")),
        (["other"], None, "cases", ("new", "category", "no claim", "cases")),
        (["other"], "cases", "other", ("gone", "category", "cases", "other")),
    ],
)
def test_a_wrong_category_is_a_false_positive(
    tmp_path: Path, gold: list[str], before: str | None, after: str | None, change: tuple[str, ...]
) -> None:
    """Whether gold has another one or the number counts nothing that is scored."""
    old, new = ([made(category=category)] if category else [] for category in (before, after))
    assert told(changed(tmp_path, [wanted(category=gold)], old, new)) == [change]


def test_false_positives_are_told_unless_another_field_is_asked_for(tmp_path: Path) -> None:
    """They have no period that could be right."""
    for field, count in ((None, 1), ("row", 1), ("category", 1), ("period", 0)):
        assert len(changed(tmp_path, [], [], [made()], field)) == count


# ------------------------------------------------------------------ quality


def git(project: Path, *argv: str) -> None:
    """Run git as nobody in particular, without anybody's settings."""
    identity = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *argv], cwd=project, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the sources of the tool in its only commit."""
    # A hook of git that runs the tests names its own repository there, and would have ours committed to it.
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    project = tmp_path / "project"
    for folder in ("src", "patterns"):
        shutil.copytree(PROJECT / folder, project / folder, ignore=shutil.ignore_patterns("__pycache__"))
    git(tmp_path, "init", "--quiet", str(project))
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "Begin")
    return project


@needs_git
def test_each_extractor_runs_on_its_own_sources_and_packs(repository: Path, tmp_path: Path) -> None:
    """Neither the installed package nor the other one gets in between, and the tree need not be committed."""
    shutil.copy(PROJECT / "samples" / "packs" / "displacement.toml", repository / "patterns")
    rows = repository / "src" / "thbextract" / "writers" / "rows.py"
    rows.write_text(rows.read_text("utf-8") + '\nCLAIM_FIELDS = (*CLAIM_FIELDS[:-2], "review")\n', "utf-8")
    base = unpack(commit("HEAD", repository), tmp_path / "base", repository)
    sources = {"before": base, "after": copy(tmp_path / "tree", repository)}
    text = PROJECT / "samples" / "packs" / "flood-release.txt"
    documents = extracted(sources, [text], tmp_path)
    (before,), (after,) = (documents[side][0]["claims"][:1] for side in ("before", "after"))
    assert (before["category"], after["category"]) == ("persons", "victims")
    assert set(before) - set(after) == {"rule"}


@needs_git
@pytest.mark.parametrize("revision", ["nowhere", "--all", "HEAD:patterns"])
def test_a_base_that_git_does_not_know_is_wrong_usage(repository: Path, revision: str) -> None:
    """The message names it and says what to give."""
    with pytest.raises(UsageError, match=f"{revision}: .*; give a revision"):
        commit(revision, repository)


def test_an_extractor_without_output_is_an_error(tmp_path: Path) -> None:
    """Its score would be that of an empty output."""
    (tmp_path / "thbextract").mkdir()
    (tmp_path / "thbextract" / "__init__.py").touch()
    (tmp_path / "thbextract" / "__main__.py").write_text("raise SystemExit(4)")
    with pytest.raises(ThbextractError, match="the extractor before the change ended with exit code 4"):
        extracted({"before": tmp_path}, [], tmp_path)


def test_documents_that_no_corpus_has_are_wrong_usage(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is mistyped would compare nothing."""
    monkeypatch.delenv("THBEXTRACT_CORPUS", raising=False)
    assert list(quality.labelled(["court-release-canada"])) == ["samples"]
    with pytest.raises(UsageError, match="no gold for moon in samples, world, phenomena"):
        quality.labelled(["court-release-canada", "moon"])


def corpus(tmp_path: Path, before: Claims, after: Claims) -> Corpus:
    """A corpus of one document, with what two extractors found in it."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("Police rescued\n25 women and\x1b[31m 30 men.")
    old, new = (scored(tmp_path, [wanted()], claims) for claims in (before, after))
    return Corpus("mine", tmp_path, old, new, compare(old, new))


def test_the_report_shows_measures_and_changes(tmp_path: Path) -> None:
    """Figures that moved stand with their difference, changes with their place in the text."""
    lines = list(quality.report([corpus(tmp_path, [made(period=None)], [made(), made(**SECOND)])]))
    assert "core precision              1.000 → 0.500 -0.5000" in lines
    assert "core recall                 1.000" in lines
    assert "period                      0.000 → 1.000 +1.0000" in lines
    assert "status                      –" in lines
    after = lines.index("mine: 1 gained, 0 lost, 0 false positive gone, 1 new false positive, 0 otherwise wrong")
    assert lines[after + 1 :: 2] == [
        "  + gained a:15 '25' victims: period None → 2017",
        "  - new false positive a:30 '30' victims: category no claim → victims 25 (gold no claim)",
    ]
    assert lines[after + 2] == "      Police rescued ⟦25⟧ women and\ufffd[31m 30 men."


def test_an_excerpt_cannot_steer_a_terminal() -> None:
    """It is one line, cut on both sides, with control characters made harmless."""
    assert excerpt("x" * 99 + "\n12\x1b[2J", 100, 102) == "…" + "x" * (quality.SHOWN - 1) + " ⟦12⟧\ufffd[2J"


@pytest.mark.parametrize(("claims", "code"), [([], 1), ([made(period=None)], 1), ([made()], 0)])
def test_a_loss_fails_only_if_asked_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], claims: Claims, code: int
) -> None:
    """The JSON says what was lost."""
    found = corpus(tmp_path, [made()], claims)
    monkeypatch.setattr(quality, "commit", lambda revision: f"{revision} as a hash")
    monkeypatch.setattr(quality, "compared", lambda *_: [found])
    assert quality.main(["main", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["base"] == "main as a hash"
    assert [change["kind"] for change in printed["corpora"]["mine"]["changes"]] == ["lost"] * code
    assert quality.main(["main", "--fail-on-loss"]) == code


# ------------------------------------------------------------------ flags


def doubt(code: str) -> list[dict[str, str]]:
    return [{"code": code, "detail": "why"}]


def report_of_flags(tmp_path: Path) -> Report:
    """Four claims that count: one right, one with a wrong period, one of a wrong category, one that is none."""
    places: Claims = [{"start": start, "end": start + 2} for start in (10, 20, 30, 40, 50)]
    changes: Claims = [{}, {"period": None}, {"category": "cases"}, {}, {}]
    reviews = [[], doubt("sum"), doubt("sum") + doubt("inherited"), doubt("sum"), []]
    gold = [wanted(**place) for place in places[:3]] + [wanted(**places[3], category=["victims", "other"])]
    rows = zip(places, changes, reviews, strict=True)
    return scored(tmp_path, gold, [made(review=review, **place, **change) for place, change, review in rows])


def test_errors_are_counted_with_and_without_a_flag(tmp_path: Path) -> None:
    """A wrong field is a wrong row, a wrong category or no claim both; what gold leaves open counts nowhere."""
    found = worth(report_of_flags(tmp_path).judgements)
    assert found["no flag"] == Errors(claims=2, rows=1, categories=1)
    assert found["any flag"] == found["sum"] == Errors(claims=2, rows=2, categories=1)
    assert found["inherited"] == Errors(claims=1, rows=1, categories=1)
    assert found["ambiguous_date"] == Errors(0, 0, 0)


def test_a_code_that_is_not_documented_is_counted_too(tmp_path: Path) -> None:
    """Corpora may be read by a tool that knows more."""
    report = scored(tmp_path, [wanted()], [made(review=doubt("moon"))])
    assert worth(report.judgements)["moon"] == Errors(1, 0, 0)


def test_what_is_missed_or_not_judged_is_no_claim(tmp_path: Path) -> None:
    """Flags can stand only on what was claimed and is scored."""
    report = scored(tmp_path, [wanted()], [made(**SECOND, category="other")])
    assert judged(report.judgements) == []


def test_a_ratio_compares_error_rates_and_is_unknown_without_errors() -> None:
    """Half of the claims against a tenth is five times as often."""
    assert Errors(4, 2, 1).ratio(Errors(10, 1, 0)) == (5.0, None)
    assert Errors(0, 0, 0).ratio(Errors(10, 1, 1)) == (None, None)


def test_the_table_of_flags_shows_counts_shares_and_ratios(tmp_path: Path) -> None:
    """A code that no claim has is shown with its zero."""
    lines = list(flags.table("mine", worth(report_of_flags(tmp_path).judgements)))
    assert lines[0] == "mine: 50.0% of 4 claims flagged"
    assert [line.split() for line in lines if line.startswith(("sum", "ambiguous"))] == [
        ["sum", "2", "2", "100.0%", "2.0", "1", "50.0%", "1.0"],
        ["ambiguous_date", "0", "0", "–", "–", "0", "–", "–"],
    ]


def test_flags_measure_the_folder_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder without gold is an error with its code."""
    monkeypatch.setattr(flags, "score_folder", lambda folder: report_of_flags(folder))
    assert flags.main([str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith(f"{tmp_path}: 50.0% of 4 claims flagged")
    monkeypatch.undo()
    assert flags.main([str(tmp_path / "nowhere")]) == 1
    assert "can't be read" in capsys.readouterr().err
