"""Explanations: every number of a text is accounted for, with the reason and with the words that a rule fired on."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Ended
from test_properties import CUTS, TEXTS, mutated
from thbextract import ExplainedNumber, Extraction, extract, extract_file, extract_many
from thbextract.patterns import RULES, load_packs
from thbextract.pipeline.decide import LADDER
from thbextract.reasons import REASONS

Run = Callable[..., Ended]
PROJECT = Path(__file__).resolve().parent.parent
SAMPLES = sorted((PROJECT / "samples").glob("**/texts/*.txt"))
EXAMPLES = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
# Grounds with which a claim may stand without words: nothing says what it counts.
WITHOUT_WORDS = {"bare_number", "host", "series", "repeated", "cell"}


def numbers_of(text: str, **options: Any) -> tuple[ExplainedNumber, ...]:
    numbers = extract(text, explain=True, **options).numbers
    assert numbers is not None
    return numbers


def the_number(text: str, expression: str) -> ExplainedNumber:
    """The last number of a text that reads so."""
    return [number for number in numbers_of(text) if number.text == expression][-1]


def check_account(found: Extraction) -> None:
    """Every run of digits lies within exactly one record, and records stand where they say, in order."""
    numbers = found.numbers
    assert numbers is not None
    for run in re.finditer(r"[0-9]+|[^\W\D0-9]+", found.text):
        around = [number for number in numbers if number.start <= run.start() and run.end() <= number.end]
        assert len(around) == 1, (run, around)
    assert all(left.end <= right.start for left, right in pairwise(numbers))
    for number in numbers:
        assert found.text[number.start : number.end] == number.text != ""
        assert 0 <= number.sentence_start <= number.start < number.end <= number.sentence_end <= len(found.text)
        assert (REASONS[number.reason].outcome, REASONS[number.reason].meaning) == (number.outcome, number.why)
        assert all(found.text[words.start : words.end] == words.text != "" for words in number.words)
        assert (number.outcome == "claim") == (number.claim is not None) == (number.rule is not None)
    told = [(number.claim, number.category, number.rule) for number in numbers if number.claim]
    assert told == [(claim.id, claim.category, claim.rule) for claim in found.claims]


@EXAMPLES
@given(TEXTS, CUTS)
def test_every_digit_of_a_text_lies_within_exactly_one_record(text: str, cuts: list[tuple[int, str]]) -> None:
    """Whatever is cut out of a text or put into it, no number is lost and none is told twice."""
    check_account(extract(mutated(text, cuts), explain=True))


@EXAMPLES
@given(st.text("0123456789.,;:()[]|-–% \n$€onewmilAB'\"²½٣", max_size=120))
def test_every_digit_of_a_heap_of_figures_and_signs_lies_within_exactly_one_record(text: str) -> None:
    """Not even figures that make no sense are lost."""
    check_account(extract(text, explain=True))


def test_a_run_of_digits_longer_than_any_sentence_is_one_record() -> None:
    """Where layout has to cut a sentence without blanks, the explanation does not cut the number."""
    check_account(extract("We counted " + "7" * 5_003 + " stars.", explain=True))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_numbers_of_a_sample_are_accounted_for_and_its_claims_are_the_same_without_explanation(path: Path) -> None:
    """An explanation adds to the result and changes nothing of it."""
    plain, explained = extract_file(path), extract_file(path, explain=True)
    check_account(explained)
    assert plain.numbers is None
    assert (plain.claims, plain.facts, plain.problems) == (explained.claims, explained.facts, explained.problems)


def test_a_rule_of_a_pack_fired_on_words_that_stand_in_the_text() -> None:
    """In all samples every claim that rests on a rule of a pack names words, and nearly all others do too."""
    rules = {rule.id for kind in RULES for rule in load_packs(()).rules(kind)}
    for path in SAMPLES:
        for number in extract_file(path, explain=True).numbers or ():
            if number.rule in rules or (number.claim and number.reason not in WITHOUT_WORDS):
                assert number.words, (path.name, number)


@pytest.mark.parametrize(
    ("text", "expression", "reason", "rule", "words"),
    [
        ("Police identified 62 victims.", "62", "verb", "identify-victim", ["identified", "victims"]),
        ("That day 12 women went to shelters.", "12", "noun", "woman", ["women"]),
        ("38 were placed in shelters.", "38", "verb", "place-in-shelter", ["placed", "shelters"]),
        ("They submitted charge sheets against 920 men.", "920", "proceeding", "prosecution", ["charge sheets"]),
        ("Convictions: 12", "12", "label", "conviction", ["Convictions"]),
        ("The following persons were convicted:\n- 3 women\n- 14 men", "14", "lead", "convict", ["convicted"]),
        ("Of the persons arrested, 165 stayed silent.", "165", "topic", "arrest", ["arrested"]),
        ("There were 9 victims, we heard.", "9", "noun", "victim", ["victims"]),
        ("Each received 400 manats.", "400", "money", "quantity.money", ["manats"]),
        ("Each received $400.", "400", "money", "quantity.money", ["$"]),
        ("Women were 91 per cent of them.", "91", "percent", "quantity.percent", ["per cent"]),
        ("A fifth of the cases were closed.", "A fifth", "percent", "quantity.percent", ["A fifth"]),
        ("He was sentenced to 8 years in prison.", "8", "term", "imposed-sentence", ["sentenced"]),
        ("The number grew 3 times.", "3", "multiple", "quantity.times", ["times"]),
        ("They freed 12 girls, four more than last year.", "four", "difference", "difference", ["more than"]),
        ("The number of victims rose by 12.", "12", "difference", "difference", ["rose by"]),
        ("The farm grew 12 gooseberries.", "12", "unknown_noun", "unknown-noun", ["gooseberries"]),
        ("Year | Victims | Arrests\n2018 | 12 | 7\n2019 | 15 | 9", "9", "cell", "arrest", ["Arrests"]),
    ],
)
def test_a_claim_tells_the_step_that_decided_and_the_words_that_its_rule_fired_on(
    text: str, expression: str, reason: str, rule: str, words: list[str]
) -> None:
    """The rung of the ladder, the rule and the words are those by which a reader would find the claim again."""
    number = the_number(text, expression)
    assert (number.outcome, number.reason, number.rule) == ("claim", reason, rule)
    assert [word.text for word in number.words] == words


def test_a_part_names_the_claim_whose_category_it_has_and_the_words_there() -> None:
    """What a number without a deciding noun of its own takes over can be followed to where it was decided."""
    whole, women = numbers_of("Courts convicted 33 people (25 women, 8 men).")[:2]
    assert (women.reason, women.same_as, women.words) == ("host", whole.claim, whole.words)


def test_a_figure_that_is_told_again_names_the_place_that_tells_more() -> None:
    """A headline's count gets its category from the text below it, and says so."""
    text = "Good news for 23 boys\n\nOn Monday the coast guard met. Police rescued 23 boys from a fishing boat.\n"
    first, second = (number for number in numbers_of(text) if number.text == "23")
    assert (first.reason, first.same_as) == ("repeated", second.claim)
    assert first.words == second.words


@pytest.mark.parametrize(
    ("text", "expression", "reason"),
    [
        ("On 3 May 2004 police freed 12 girls.", "3 May 2004", "date"),
        ("Over the past five years 12 girls came.", "past five years", "date"),
        ("The ratio was 3:2 for 12 girls.", "3:2", "time"),
        ("She was aged 17 when she came.", "17", "age"),
        ("They held a two-day conference.", "two-day", "duration"),
        ("The raid lasted 3 hours.", "3", "duration"),
        ("It was the 6th meeting.", "6th", "ordinal"),
        ("Under Article 132 of the law 12 men stood trial.", "132", "reference"),
        ("Call +44 20 7946 0958 for help.", "+44 20 7946 0958", "phone"),
        ("See https://example.org/2019/05 for 12 cases.", "https://example.org/2019/05", "address"),
        ("1. Photos are free", "1", "list_number"),
        ("Police freed 12 women.59 In 2019 nobody came.", "59", "footnote"),
        ("The G-20 met.", "20", "name"),
        ("The rate is 5.4 per 1,000 people.", "1,000", "rate"),
        ("No one was one of the most feared.", "one", "pronoun"),
        ("There were no gooseberries.", "no", "pronoun"),
        ("Police freed girls\n\nShare 12 | Tweet | 3 comments\n", "12", "furniture"),
    ],
)
def test_a_number_that_is_no_claim_tells_what_it_is(text: str, expression: str, reason: str) -> None:
    """Dates, ages, references and the furniture of a page are shown with the reason why they are no claims."""
    numbers = [number for number in numbers_of(text) if number.text.removeprefix("the ") == expression]
    assert [(number.outcome, number.reason) for number in numbers[-1:]] == [("not_a_claim", reason)]
    assert numbers[-1].claim is numbers[-1].rule is None


@pytest.mark.parametrize(("text", "expression"), [("We saw ٣٤ of them.", "٣٤"), ("Crimes fell 2,3 times.", "2,3")])
def test_what_nobody_can_read_is_told_as_left(text: str, expression: str) -> None:
    """A number that is dropped for no better reason than that it was not understood is not hidden among the others."""
    assert the_number(text, expression).outcome == "left"


def test_every_step_of_the_ladder_has_its_reason() -> None:
    """The codes are a closed list: a new rung needs a new line in it."""
    assert {step for step, _ in LADDER} <= {code for code, reason in REASONS.items() if reason.outcome == "claim"}


def test_a_filter_takes_no_number_out_of_the_explanation() -> None:
    """What a filter drops keeps its id, its category and its reason."""
    text = "Courts convicted 33 people and paid $400."
    assert numbers_of(text, category=["money"]) == numbers_of(text)


def test_many_texts_are_explained_in_other_processes_too() -> None:
    """An explanation comes back from a worker as it is made here."""
    text = "Police identified 62 victims."
    assert [one.numbers for one in extract_many([("a", text)] * 2, jobs=2, explain=True)] == [numbers_of(text)] * 2


# ------------------------------------------------------------------ the command line

TEXT = "On 3 May 2019 police identified 62 victims.\n"


def test_json_has_the_numbers_of_every_document_only_if_asked_for(run: Run, validate: Callable[[Any], None]) -> None:
    """The field is there for each input, an input that failed has none of its own, and the claims stay as they are."""
    Path("a.txt").write_text(TEXT)
    asked, plain = run("a.txt", "none.txt", "--explain").json, run("a.txt", "none.txt").json
    validate(asked)
    first, failed = asked["documents"]
    assert [(number["text"], number["outcome"]) for number in first["numbers"]] == [
        ("3 May 2019", "not_a_claim"), ("62", "claim"),
    ]  # fmt: skip
    assert first["numbers"][1]["words"][0] == {"start": 21, "end": 31, "text": "identified"}
    assert failed["numbers"] == []
    assert "numbers" not in plain["documents"][0]
    assert json.dumps(plain["documents"][0]["claims"]) == json.dumps(first["claims"])


def test_the_listing_tells_each_number_below_its_sentence(run: Run) -> None:
    """On a terminal a person reads the sentence, what each number was taken as, and on what words."""
    lines = run("-", "-f", "table", "--explain", stdin=TEXT.encode()).out.splitlines()
    assert lines[2].split(maxsplit=1) == ["1:1", TEXT.strip()]
    assert lines[3].split()[:6] == ["3", "May", "2019", "no", "claim:", "date"]
    told = " ".join(" ".join(lines[3:]).split())
    assert "62 victims the verb that governs it says what was done; rule identify-victim on “identified”" in told
    assert "period 2019-05-03 (stated: “3 May 2019”)" in told


@pytest.mark.parametrize("no_color", [False, True])
def test_the_listing_obeys_no_color(run: Run, monkeypatch: pytest.MonkeyPatch, no_color: bool) -> None:
    """Colour is for terminals, and for those who want it."""
    monkeypatch.setattr("thbextract.cli.table.is_terminal", lambda _stream: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    assert ("\x1b[36m" in run("-", "-f", "table", "--explain", stdin=TEXT.encode()).out) is not no_color


def test_the_listing_shows_signs_of_the_text_that_could_steer_a_terminal_as_harmless(run: Run) -> None:
    """Escape sequences and markup in a text reach the terminal as plain signs."""
    out = run("-", "-f", "table", "--explain", stdin=b"\x1b[31m[red]Police freed 12 girls[/red].\n").out
    assert "\x1b" not in out
    assert "[red]Police freed 12 girls[/red]." in out


@pytest.mark.parametrize("format_", ["jsonl", "csv", "tsv"])
def test_a_format_of_claims_alone_refuses_to_explain(run: Run, format_: str) -> None:
    """Rather than to write nothing of what was asked for, the run ends at once and says what to use."""
    ended = run("-", "-f", format_, "--explain", stdin=TEXT.encode())
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        f"thbextract: --explain has no meaning for {format_}; add -f json or -f table, or leave it out\n"
    )


def test_a_setting_for_all_runs_does_not_keep_from_writing_claims_alone(run: Run) -> None:
    """Only the flag is refused: who always wants explanations may still write a CSV."""
    Path("thbextract.toml").write_text("explain = true\n")
    assert run("-", "-f", "csv", stdin=TEXT.encode()).code == 0
    assert "numbers" in run("-", stdin=TEXT.encode()).json["documents"][0]
