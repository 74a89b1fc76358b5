"""Verdicts merged into claims: what stays, what goes, what changes with it, and what is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import (
    NUMBERS,
    TOOL,
    added_values,
    any_extractions,
    claim,
    extraction,
    verdict_values,
    verdicts_on,
)
from conftest import Ended
from thbextract.records import Claim, Doubt, Extraction
from thbextract.saved import read_saved
from thbextract.verdicts import Applied, Reading, ReviewedDocument, Unapplied, Verdict, apply_verdicts
from thbextract.verdicts.records import READING_FIELDS
from thbextract.writers import WRITERS, WriteOptions
from thbextract.writers.rows import document_values

Run = Callable[..., Ended]
PROJECT = Path(__file__).parent.parent
DOUBT = Doubt("sum", "40 > 25")
TEXT = "In all 25 women and 8 men were freed. Later 25 women left; 5 of them, or 20 %, were Moldovans. Seven stayed."
SHA256 = extraction().sha256


def at(number: str, nth: int = 0, **fields: Any) -> Claim:
    """The claim on the `nth` mention of a number in `TEXT`."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(number, start + 1)
    end = start + len(number)
    begin = TEXT.rfind(". ", 0, start) + 2 if ". " in TEXT[:start] else 0
    place = {"start": start, "end": end, "text": number, "id": f"0123456789ab-{start}-{end}"}
    sentence = TEXT[begin : TEXT.index(".", start) + 1]
    return claim(**(place | {"sentence": sentence, "sentence_start": begin, "review": (DOUBT,)} | fields))


ALL = at("25")
MEN = at("8", value=8, sex="male", part_of=ALL.id)
AGAIN = at("25", 1, repeats=ALL.id, part_of=ALL.id)
FIVE = at("5", 2, value=5, part_of=AGAIN.id)
CLAIMS = (ALL, MEN, AGAIN, FIVE)


def verdict(about: Claim, decision: Any, **reading: Any) -> Verdict:
    told = {name: getattr(about, name) for name in READING_FIELDS} | reading
    return Verdict(about.id, decision, None, Reading(**told))


def document(
    *verdicts: Verdict, complete: bool = False, source: str = "a.txt", sha256: str = SHA256
) -> ReviewedDocument:
    return ReviewedDocument(source, sha256, None, None, None, None, complete, verdicts)


def applied(*verdicts: Verdict, text: str = "", complete: bool = False, **options: Any) -> Applied:
    reviewed = document(*verdicts, complete=complete)
    return apply_verdicts([reviewed], [extraction(*CLAIMS, text=text)], **options)


def claims_after(*verdicts: Verdict, **options: Any) -> dict[str, Claim]:
    (one,) = applied(*verdicts, **options).extractions
    return {claim.id: claim for claim in one.claims}


# -- single verdicts ---------------------------------------------------------------------------------------------------


def test_an_accepted_claim_stays_and_need_not_be_looked_at_any_more() -> None:
    assert list(claims_after(verdict(MEN, "accept")).values()) == [ALL, replace(MEN, review=()), AGAIN, FIVE]


def test_a_claim_without_a_verdict_stays_as_it_is() -> None:
    result = applied(verdict(MEN, "accept"))
    assert result.counts["undecided"] == 3
    assert claims_after()[ALL.id] == ALL


def test_in_a_complete_document_what_nothing_was_decided_on_is_accepted() -> None:
    result = applied(*(verdict(one, None) for one in CLAIMS), complete=True)
    assert result.extractions[0].claims == tuple(replace(one, review=()) for one in CLAIMS)
    assert (result.counts["accepted"], result.counts["undecided"]) == (4, 0)


def test_a_corrected_period_brings_its_days_and_its_basis() -> None:
    new = claims_after(verdict(MEN, "correct", period="2018-04/2018-06"))[MEN.id]
    assert (new.period_start, new.period_end) == ("2018-04-01", "2018-06-30")
    assert (new.period_text, new.period_basis, new.review) == (None, "given", ())
    assert new.issuer_basis == MEN.issuer_basis
    none = claims_after(verdict(MEN, "correct", period=None))[MEN.id]
    assert (none.period_start, none.period_end, none.period_text, none.period_basis) == (None,) * 4
    assert claims_after(verdict(MEN, "correct", period="../2018"))[MEN.id].period_start is None


def test_a_corrected_issuer_has_no_words_in_the_text_and_its_basis() -> None:
    new = claims_after(verdict(MEN, "correct", issuer="Coast Guard"))[MEN.id]
    assert (new.issuer, new.issuer_text, new.issuer_basis) == ("Coast Guard", None, "given")
    assert (new.period_basis, new.period_text) == (MEN.period_basis, MEN.period_text)
    assert claims_after(verdict(MEN, "correct", issuer=None))[MEN.id].issuer_basis is None


def test_a_corrected_category_was_decided_by_the_reviewer() -> None:
    assert claims_after(verdict(MEN, "correct", category="suspects"))[MEN.id].rule == "reviewer"
    assert claims_after(verdict(MEN, "correct", sex=None))[MEN.id].rule == MEN.rule


def test_a_claim_that_was_accepted_otherwise_than_it_reads_now_is_as_it_was_accepted() -> None:
    result = applied(verdict(MEN, "accept", category="assistance"))
    assert (result.counts["accepted"], result.counts["changed"]) == (1, 1)
    assert result.extractions[0].claims[1].category == "assistance"


def test_a_number_that_a_browser_has_rounded_is_no_change() -> None:
    large = replace(MEN, value=12345678901234567890)
    result = apply_verdicts([document(verdict(large, "accept", value=12345678901234567000))], [extraction(large)])
    assert result.extractions[0].claims == (replace(large, review=()),)


def test_an_added_claim_stands_in_text_order_with_the_sentence_of_its_neighbours() -> None:
    missed = at("20", value=20, category="percent")
    new = claims_after(verdict(missed, "add"))
    assert list(new) == [ALL.id, MEN.id, AGAIN.id, FIVE.id, missed.id]
    one = new[missed.id]
    assert (one.sentence, one.sentence_start, one.rule, one.review) == (
        FIVE.sentence,
        FIVE.sentence_start,
        "reviewer",
        (),
    )
    assert (one.period_basis, one.period_start, one.issuer_basis) == ("given", "2017-01-01", "given")
    assert (one.period_text, one.issuer_text, one.part_of, one.page) == (None,) * 4


def test_the_sentence_of_an_added_claim_comes_from_the_text_where_no_claim_has_it() -> None:
    missed = at("Seven", value=7)
    assert claims_after(verdict(missed, "add"), text=TEXT)[missed.id].sentence == "Seven stayed."
    alone = claims_after(verdict(missed, "add"))[missed.id]
    assert (alone.sentence, alone.sentence_start) == ("Seven", missed.start)


def test_an_added_claim_is_on_the_page_of_the_claims_around_it() -> None:
    first, last = replace(ALL, page=2), replace(FIVE, page=2)
    for page, around in ((2, (first, last)), (None, (first,)), (None, (first, replace(last, page=3)))):
        new = apply_verdicts([document(verdict(MEN, "add"))], [extraction(*around, text="")]).extractions[0].claims
        assert [one.page for one in new if one.id == MEN.id] == [page]


def test_an_added_claim_that_is_found_by_now_is_as_the_reviewer_has_it() -> None:
    result = applied(verdict(MEN, "add", sex=None))
    assert (len(result.extractions[0].claims), result.counts["added"]) == (4, 1)
    assert result.extractions[0].claims[1].sex is None


def test_a_claim_may_be_corrected_to_another_place() -> None:
    """Its id is that of the place; what belongs to it follows."""
    start = TEXT.index("25 women", 20)
    moved = verdict(AGAIN, "correct", start=start, end=start + 8, text="25 women")
    new = claims_after(moved, text=TEXT)
    assert AGAIN.id not in new
    assert new[f"0123456789ab-{start}-{start + 8}"].sentence == AGAIN.sentence
    assert new[FIVE.id].part_of == f"0123456789ab-{start}-{start + 8}"


def test_what_the_text_does_not_hold_is_told_and_changes_nothing() -> None:
    wrong = [verdict(AGAIN, "correct", start=0, end=2, text="99"), verdict(at("20", text="21"), "add")]
    result = applied(*wrong, text=TEXT)
    assert result.extractions[0].claims == CLAIMS
    assert [one.reason for one in result.unapplied] == [
        f"claim {AGAIN.id} (correct): the text has something else at 0-2",
        f"claim {at('20').id} (add): the text has something else at {at('20').start}-{at('20').end}",
    ]


# -- links -------------------------------------------------------------------------------------------------------------


def test_a_part_of_a_rejected_whole_belongs_to_the_same_figure_told_elsewhere() -> None:
    assert claims_after(verdict(AGAIN, "reject"))[FIVE.id].part_of == ALL.id
    assert claims_after(verdict(ALL, "reject"))[MEN.id].part_of == AGAIN.id


def test_a_part_of_a_rejected_whole_belongs_to_its_own_whole_else_to_none() -> None:
    inner = replace(AGAIN, value=24, repeats=None)
    for verdicts, whole in (
        ([verdict(inner, "reject")], ALL.id),
        ([verdict(inner, "reject"), verdict(ALL, "reject")], None),
    ):
        result = apply_verdicts([document(*verdicts)], [extraction(ALL, inner, FIVE)])
        assert result.extractions[0].claims[-1].part_of == whole


def test_wholes_that_go_round_in_a_circle_end_in_none() -> None:
    one, other = replace(ALL, part_of=AGAIN.id), replace(AGAIN, value=24, part_of=ALL.id, repeats=None)
    result = apply_verdicts(
        [document(verdict(one, "reject"), verdict(other, "reject"))], [extraction(one, other, FIVE)]
    )
    assert [claim.part_of for claim in result.extractions[0].claims] == [None]


def test_the_first_mention_that_stands_is_the_one_that_is_repeated() -> None:
    third = at("Seven", value=25, repeats=ALL.id)
    result = apply_verdicts([document(verdict(ALL, "reject"))], [extraction(ALL, AGAIN, third)])
    assert [one.repeats for one in result.extractions[0].claims] == [None, AGAIN.id]


def test_a_corrected_or_added_figure_repeats_those_that_are_the_same_now() -> None:
    assert claims_after(verdict(AGAIN, "correct", value=24))[AGAIN.id].repeats is None
    assert claims_after(verdict(MEN, "correct", value=25))[MEN.id].repeats == ALL.id
    missed = at("Seven")
    assert claims_after(verdict(missed, "add"))[missed.id].repeats == ALL.id


# -- documents ---------------------------------------------------------------------------------------------------------


def test_a_document_is_known_by_its_content_where_its_path_has_changed() -> None:
    result = apply_verdicts([document(verdict(ALL, "reject"), source="old/a.txt")], [extraction(ALL)])
    assert (result.extractions[0].claims, result.unapplied) == ((), [])


def test_rows_that_were_sorted_otherwise_are_one_document_again() -> None:
    missed = at("20", value=20)
    pieces = [extraction(AGAIN, text=""), extraction(source="b.txt", text=""), extraction(MEN, ALL, text="")]
    result = apply_verdicts([document(verdict(MEN, "reject"), verdict(missed, "add"))], pieces)
    assert [one.source for one in result.extractions] == ["a.txt", "b.txt"]
    assert [one.id for one in result.extractions[0].claims] == [ALL.id, AGAIN.id, missed.id]
    assert result.unapplied == []


def test_a_document_without_verdicts_lacks_nothing_where_there_are_only_rows_of_claims() -> None:
    assert apply_verdicts([document(complete=True, source="b.txt", sha256="f" * 64)], [extraction(ALL)]).unapplied == []


def test_a_complete_document_without_verdicts_is_missed_where_all_documents_are_known() -> None:
    gone = document(complete=True, source="b.txt", sha256="f" * 64)
    changed = document(complete=True, sha256="f" * 64)
    assert apply_verdicts([gone], [extraction(ALL)], all_documents=True).unapplied == [
        Unapplied("b.txt", "is not among the documents of the claims", 0)
    ]
    assert apply_verdicts([changed], [extraction(ALL)]).unapplied == [
        Unapplied("a.txt", "was made from another version of the text", 0)
    ]


def test_a_document_of_which_nothing_was_said_is_not_missed() -> None:
    """A note alone is no verdict."""
    noted = document(replace(verdict(ALL, "accept"), decision=None, note="see annex"), source="b.txt", sha256="f" * 64)
    assert apply_verdicts([noted], [extraction(ALL)], all_documents=True).unapplied == []


def test_copies_of_a_document_keep_their_own_verdicts() -> None:
    reviewed = [document(verdict(ALL, "reject")), document(verdict(ALL, "accept"), source="b.txt")]
    both = [extraction(ALL, source="b.txt"), extraction(ALL)]
    assert [len(one.claims) for one in apply_verdicts(reviewed, both).extractions] == [1, 0]


def test_verdicts_that_find_nothing_are_told_and_nothing_else_is_lost() -> None:
    gone = at("20")
    reviewed = [
        document(verdict(gone, "accept"), verdict(ALL, "reject")),
        document(verdict(ALL, "reject"), source="c.txt", sha256="0123456789ab" + "f" * 52),
        document(verdict(ALL, "reject"), source="b.txt", sha256="0123456789ab" + "f" * 52),
    ]
    result = apply_verdicts(reviewed, [extraction(*CLAIMS), extraction(source="b.txt")])
    assert [(one.source, one.reason, one.verdicts) for one in result.unapplied] == [
        ("a.txt", f"claim {gone.id} (accept): is not among the claims", 1),
        ("c.txt", "is not among the documents of the claims", 1),
        ("b.txt", "was made from another version of the text", 1),
    ]
    assert len(result.extractions[0].claims) == 3


def test_checked_claims_alone_are_kept_on_demand() -> None:
    """A claim of a complete document that its reader never saw is not checked either."""
    other = extraction(ALL, source="b.txt", text="")
    other = replace(other, sha256="f" * 64)
    reviewed = document(verdict(ALL, None), verdict(MEN, "accept"), complete=True)
    result = apply_verdicts([reviewed], [extraction(*CLAIMS), other], checked_only=True)
    assert [(one.source, [claim.id for claim in one.claims]) for one in result.extractions] == [
        ("a.txt", [ALL.id, MEN.id])
    ]
    assert result.counts["undecided"] == 3


# -- invariants --------------------------------------------------------------------------------------------------------


def reviewed_as(extraction: Extraction, decide: Callable[[Claim], Verdict]) -> ReviewedDocument:
    return document(*map(decide, extraction.claims), source=extraction.source, sha256=extraction.sha256)


@settings(deadline=None)
@given(any_extractions())
def test_to_accept_everything_gives_the_claims_back_but_for_their_doubts(extractions: list[Extraction]) -> None:
    apart = [replace(one, source=str(number)) for number, one in enumerate(extractions)]
    reviewed = [reviewed_as(one, lambda claim: verdict(claim, "accept")) for one in apart]
    result = apply_verdicts(reviewed, apart)
    settled = [replace(one, claims=tuple(replace(claim, review=()) for claim in one.claims)) for one in apart]
    assert (result.extractions, result.unapplied, result.counts["changed"]) == (settled, [], 0)


@st.composite
def any_verdicts(draw: st.DrawFn) -> tuple[list[ReviewedDocument], list[Extraction]]:
    """Claims that are parts and repeats of each other, and verdicts of all kinds on some of them and on others."""
    starts = sorted(draw(st.sets(st.integers(0, 60).map(lambda number: number * 3), min_size=1, max_size=6)))
    ids = [f"0123456789ab-{start}-{start + 2}" for start in starts]
    claims = [
        claim(
            id=name,
            start=start,
            end=start + 2,
            value=draw(st.sampled_from([1, 2]) | NUMBERS),
            part_of=draw(st.none() | st.sampled_from(ids)),
            repeats=draw(st.none() | st.sampled_from(ids)),
            review=(DOUBT,),
        )
        for name, start in zip(ids, starts, strict=True)
    ]
    verdicts = []
    for one in claims:
        decision = draw(st.sampled_from(["accept", "reject", "correct", None]))
        changes = {"value": draw(st.sampled_from([1, 2])), "period": draw(st.sampled_from([None, "2017", "2018-05"]))}
        if decision == "correct" and draw(st.booleans()):
            changes["end"] = one.end - 1
        if decision:
            verdicts.append(verdict(one, decision, **(changes if decision == "correct" else {})))
    for start in draw(st.sets(st.integers(70, 75).map(lambda number: number * 3), max_size=3)):
        missed = claim(id=f"0123456789ab-{start}-{start + 2}", start=start, end=start + 2)
        verdicts.append(verdict(missed, draw(st.sampled_from(["add", "accept"]))))
    order = draw(st.permutations(verdicts))
    return [document(*verdicts), document(*order)], [extraction(*claims, text="")]


@settings(deadline=None, max_examples=60)
@given(any_verdicts())
def test_the_order_of_verdicts_has_no_part_in_the_result(
    drawn: tuple[list[ReviewedDocument], list[Extraction]],
) -> None:
    (one, other), extractions = drawn
    assert apply_verdicts([one], extractions).extractions == apply_verdicts([other], extractions).extractions


@settings(deadline=None, max_examples=60)
@given(any_verdicts(), st.booleans())
def test_to_apply_verdicts_twice_is_to_apply_them_once(
    drawn: tuple[list[ReviewedDocument], list[Extraction]], checked_only: bool
) -> None:
    (reviewed, _), extractions = drawn
    once = apply_verdicts([reviewed], extractions, checked_only=checked_only).extractions
    assert apply_verdicts([reviewed], once, checked_only=checked_only).extractions == once


@settings(deadline=None, max_examples=60)
@given(any_verdicts())
def test_no_link_leads_to_a_claim_that_was_rejected_and_ids_stay_single(
    drawn: tuple[list[ReviewedDocument], list[Extraction]],
) -> None:
    (reviewed, _), extractions = drawn
    claims = apply_verdicts([reviewed], extractions).extractions[0].claims
    ids = [one.id for one in claims]
    assert len(set(ids)) == len(ids)
    assert [one.start for one in claims] == sorted(one.start for one in claims)
    for one in claims:
        assert {one.part_of, one.repeats} <= {None, *ids}
        assert one.part_of != one.id


# -- the command -------------------------------------------------------------------------------------------------------


@pytest.fixture
def saved(run: Run, tmp_path: Path) -> Path:
    """Claims and verdicts on them, in the working folder of the command."""
    del run  # it has made that folder the working one
    path = tmp_path / "claims.json"
    with path.open("w", encoding="utf-8") as stream:
        WRITERS["json"]([extraction(*CLAIMS, text=TEXT)], stream, WriteOptions(tool=TOOL, with_text=True))
    verdicts = [verdict_values(ALL, "accept"), verdict_values(MEN, "correct", sex=None)]
    more = [verdict_values(AGAIN, "reject"), added_values(TEXT, "Seven", value=7)]
    (tmp_path / "verdicts.json").write_text(json.dumps(verdicts_on(*verdicts, *more)))
    return path


def test_the_command_merges_and_says_what_became_of_the_verdicts(
    run: Run, saved: Path, validate: Callable[[Any], None]
) -> None:
    ended = run("apply", "verdicts.json", "claims.json")
    validate(ended.json)
    assert ended.err == "1 accepted, 1 rejected, 1 corrected, 1 added, 1 without verdict, 0 not found\n"
    assert (ended.code, [one["text"] for one in ended.json["documents"][0]["claims"]]) == (0, ["25", "8", "5", "Seven"])
    tool = ended.json["tool"]
    assert len(tool.pop("verdicts")) == 1
    assert tool == TOOL
    assert "text" not in ended.json["documents"][0]
    assert run("apply", "verdicts.json", "claims.json", "--with-text").json["documents"][0]["text"] == TEXT
    assert saved.exists()


@pytest.mark.parametrize("name", ["checked.csv", "checked.jsonl", "checked.tsv", "checked.json", "checked.db"])
def test_the_suffix_of_the_output_tells_the_format(run: Run, saved: Path, name: str) -> None:
    ended = run("apply", "verdicts.json", saved, "-o", name)
    assert (ended.code, ended.out) == (0, "")
    if not name.endswith(".db"):
        assert len(read_saved(Path(name))[0].claims) == 4
    assert run("apply", "verdicts.json", saved, "-o", name).code == 3
    assert run("apply", "verdicts.json", saved, "-o", name, "--force").code == 0


@pytest.mark.parametrize("form", ["csv", "jsonl", "tsv"])
def test_claims_may_come_in_any_format_that_is_read_back(run: Run, saved: Path, form: str) -> None:
    (extracted,) = read_saved(saved)
    with Path(f"claims.{form}").open("w", encoding="utf-8", newline="") as stream:
        WRITERS[form]([extracted], stream, WriteOptions())
    told = run("apply", "verdicts.json", f"claims.{form}", "-f", "csv").out.replace("Seven stayed.", "Seven")
    expected = run("apply", "verdicts.json", saved, "-f", "csv").out.replace("Seven stayed.", "Seven")
    assert told == expected


def test_applied_claims_may_have_verdicts_applied_again(run: Run, saved: Path) -> None:
    first = run("apply", "verdicts.json", saved, "-o", "checked.json", "--with-text")
    again = run("apply", "verdicts.json", "checked.json", "--with-text")
    assert again.out == Path("checked.json").read_text()
    assert again.err.splitlines() == [
        f"a.txt: claim {AGAIN.id} (reject): is not among the claims",
        "1 accepted, 0 rejected, 1 corrected, 1 added, 1 without verdict, 1 not found",
    ]
    assert (first.code, again.code) == (0, 1)


@pytest.mark.parametrize("complete", [True, False])
@pytest.mark.parametrize(("source", "sha256"), [("b.txt", "f" * 64), ("a.txt", "f" * 64)])
@pytest.mark.parametrize("form", ["json", "csv", "jsonl"])
def test_verdicts_on_other_documents_end_with_exit_1(
    run: Run, saved: Path, complete: bool, source: str, sha256: str, form: str
) -> None:
    with Path(f"bare.{form}").open("w", encoding="utf-8", newline="") as stream:
        WRITERS[form](read_saved(saved), stream, WriteOptions(tool=TOOL))
    one = verdict_values(ALL, "reject") | {"id": f"{sha256[:12]}-{ALL.start}-{ALL.end}"}
    Path("verdicts.json").write_text(json.dumps(verdicts_on(one, source=source, sha256=sha256, complete=complete)))
    ended = run("apply", "verdicts.json", f"bare.{form}", "-f", "csv")
    reason = "was made from another version of the text" if source == "a.txt" else "is not among the documents"
    assert ended.err.startswith(f"{source}: {reason}")
    assert ended.err.endswith("4 without verdict, 1 not found\n")
    assert (ended.code, len(ended.out.splitlines())) == (1, 5)


def test_a_mark_of_completeness_that_fits_no_document_ends_with_exit_1(run: Run, saved: Path) -> None:
    Path("verdicts.json").write_text(json.dumps(verdicts_on(complete=True, source="b.txt", sha256="f" * 64)))
    ended = run("apply", "verdicts.json", saved, "-f", "csv")
    assert ended.code == 1
    assert ended.err.startswith("b.txt: is not among the documents of the claims\n")


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl", "json"])
def test_added_claims_whose_sentence_nobody_knows_are_told_once(run: Run, saved: Path, form: str) -> None:
    with Path(f"bare.{form}").open("w", encoding="utf-8", newline="") as stream:
        WRITERS[form](read_saved(saved), stream, WriteOptions(tool=TOOL))
    known, told = (
        added_values(TEXT, "20", value=20),
        "bare.{}: {} no sentence but the number, for the texts are not in it",
    )
    Path("verdicts.json").write_text(json.dumps(verdicts_on(known)))
    assert "no sentence" not in run("apply", "verdicts.json", f"bare.{form}").err
    Path("verdicts.json").write_text(json.dumps(verdicts_on(known, added_values(TEXT, "Seven", value=7))))
    ended = run("apply", "verdicts.json", f"bare.{form}")
    assert (ended.code, ended.err.splitlines()[0]) == (
        0,
        told.format(form, "1 added claim has") + "; apply the verdicts to a JSON made with --with-text",
    )
    assert run("apply", "verdicts.json", f"bare.{form}", "--quiet").err == ""
    assert "no sentence" not in run("apply", "verdicts.json", saved).err
    more = added_values(TEXT, "stayed", value=2)
    Path("verdicts.json").write_text(json.dumps(verdicts_on(more, added_values(TEXT, "Seven", value=7))))
    assert run("apply", "verdicts.json", f"bare.{form}").err.startswith(told.format(form, "2 added claims have"))


def test_a_broken_file_is_not_taken_for_claims_in_the_place_of_verdicts(run: Run, saved: Path) -> None:
    Path("bad.json").write_bytes(saved.read_bytes()[:-20])
    ended = run("apply", "bad.json", "claims.json")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("thbextract: bad.json: is not JSON (")
    Path("bad.csv").write_text("source,document_sha256,sentence_start\n1,2\n")
    assert "bad.csv: is not JSON" in run("apply", "bad.csv", "claims.json").err


def test_for_people_there_is_a_table_and_for_spreadsheets_their_csv(run: Run, saved: Path) -> None:
    assert "Seven" not in run("apply", "verdicts.json", saved, "-f", "table").out
    assert "1:96" in run("apply", "verdicts.json", saved, "-f", "table").out
    assert run("apply", "verdicts.json", saved, "-f", "csv", "--excel").out.startswith("\ufeffsource,")


def test_verdicts_that_found_nothing_are_told_ten_at_most(run: Run, saved: Path) -> None:
    gone = [
        verdict_values(claim(id=f"0123456789ab-{n}-{n + 2}", start=n, end=n + 2), "accept") for n in range(500, 512)
    ]
    Path("verdicts.json").write_text(json.dumps(verdicts_on(*gone)))
    ended = run("apply", "verdicts.json", saved, "-f", "csv")
    lines = ended.err.splitlines()
    assert (ended.code, len(lines), lines[10]) == (1, 12, "… and 2 more")
    assert lines[11] == "0 accepted, 0 rejected, 0 corrected, 0 added, 4 without verdict, 12 not found"
    assert len(ended.out.splitlines()) == 5
    assert run("apply", "verdicts.json", saved, "-f", "csv", "--quiet").err.splitlines() == lines[:11]


def test_what_was_accepted_otherwise_is_told(run: Run, saved: Path) -> None:
    Path("verdicts.json").write_text(json.dumps(verdicts_on(verdict_values(MEN, "accept", sex=None))))
    ended = run("apply", "verdicts.json", "claims.json")
    assert ended.err.splitlines()[0] == (
        "claims.json: 1 accepted claim differs from what was accepted; written as accepted"
    )
    assert saved.exists()


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["claims.json", "verdicts.json"], 2, "holds claims, and verdicts are named first; thbextract apply VERDICTS"),
        (["verdicts.json", "verdicts.json"], 1, "verdicts.json: is no output of thbextract"),
        (["verdicts.json", "a.txt"], 1, "a.txt: is no output of thbextract"),
        (["none.json", "claims.json"], 1, "none.json: can't be read"),
        (["verdicts.json"], 2, "Missing argument"),
        (["verdicts.json", "claims.json", "-f", "xml"], 2, "'xml' is not a format"),
        (["verdicts.json", "claims.json", "-f", "xlsx"], 2, "written to a file only"),
        (["verdicts.json", "claims.json", "--excel"], 2, "--excel has no meaning for json"),
        (["verdicts.json", "claims.json", "-o", "claims.json", "--force"], 2, "is an input too"),
        (["verdicts.json", "claims.json", "-o", "none/x.csv"], 3, "there is no folder"),
    ],
)
def test_what_can_not_be_done_is_said_before_anything_is_written(
    run: Run, saved: Path, arguments: list[str], code: int, told: str
) -> None:
    before = saved.read_bytes()
    ended = run("apply", *arguments)
    assert (ended.code, ended.out) == (code, "")
    assert told in ended.err
    assert saved.read_bytes() == before


def test_texts_that_the_claims_do_not_have_can_not_be_written(run: Run, saved: Path) -> None:
    values = document_values(extraction(*CLAIMS))
    saved.write_text(json.dumps({"schema_version": 1, "tool": TOOL, "documents": [values]}))
    ended = run("apply", "verdicts.json", "claims.json", "--with-text")
    assert ended.code == 2
    assert "--with-text: claims.json holds no texts" in ended.err


def test_the_sample_shows_each_kind_of_verdict(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(PROJECT)
    claims = tmp_path / "claims.json"
    assert run("samples/readme/hotline-note.txt", "--quiet", "-o", claims).code == 0
    ended = run("apply", "samples/readme/hotline-verdicts.json", claims, "--checked", "-f", "json")
    assert ended.code == 0
    assert ended.err.startswith("3 accepted, 1 rejected, 1 corrected, 1 added, ")
    kept = [one["text"] for one in ended.json["documents"][0]["claims"]]
    assert kept == ["14", "20", "A dozen", "six", "18,000"]
