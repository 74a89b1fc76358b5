"""Verdicts as gold: which of them count, and against what the extractor is scored."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builders import added_values, claim, extraction, verdict_values, verdicts_on, wanted
from conftest import Ended
from thbextract.errors import InputError, UsageError
from thbextract.evaluate import load_gold, read_gold, score
from thbextract.records import Claim
from thbextract.writers.rows import document_values

Run = Callable[..., Ended]
TEXT = "Police freed 25 women, 8 men and 3 girls in 2017; the ringleader got 6 years."
SHA256 = extraction().sha256


def at(number: str, **fields: Any) -> Claim:
    start = TEXT.index(number)
    end = start + len(number)
    place = {"start": start, "end": end, "text": number, "value": int(number), "id": f"0123456789ab-{start}-{end}"}
    return claim(**(place | fields))


WOMEN, MEN, GIRLS = at("25"), at("8", sex="male"), at("3", age_group="child")


def put(folder: Path, *verdicts: dict[str, Any], name: str = "verdicts.json", **fields: Any) -> Path:
    """A file of verdicts on one document, complete unless said otherwise."""
    path = folder / name
    path.write_text(json.dumps(verdicts_on(*verdicts, **({"complete": True} | fields))))
    return path


def scored(gold: Path, *claims: Claim) -> dict[str, Any]:
    return score(load_gold(gold), [document_values(extraction(*claims))]).values()


def test_what_the_reader_let_stand_is_gold_and_what_was_rejected_is_not(tmp_path: Path) -> None:
    verdicts = [verdict_values(WOMEN, None), verdict_values(MEN, "reject"), added_values(TEXT, "3", value=3)]
    gold = load_gold(put(tmp_path, *verdicts))
    assert [one.text for one in gold["a"].claims] == ["25", "3"]
    core = scored(tmp_path, WOMEN, MEN)["core"]
    assert (core["tp"], core["fp"], core["fn"]) == (1, 1, 1)


def test_a_corrected_claim_is_gold_as_the_reader_has_it(tmp_path: Path) -> None:
    path = put(tmp_path, verdict_values(WOMEN, "correct", period="2016", sex=None), verdict_values(MEN, "accept"))
    values = scored(path, WOMEN, MEN)
    assert (values["core"]["tp"], values["row_core"]["tp"]) == (2, 1)
    assert values["fields"]["period"] == 0.5
    assert (values["optional_fields"]["sex"]["fp"], values["optional_fields"]["sex"]["tp"]) == (1, 1)


def test_gold_of_verdicts_is_silent_on_wholes_and_speaks_of_status_and_country(tmp_path: Path) -> None:
    path = put(tmp_path, verdict_values(WOMEN, "correct", country=None), verdict_values(MEN, "accept"))
    assert scored(path, WOMEN, replace(MEN, part_of=WOMEN.id))["further_fields"] == {
        "status": 1.0,
        "country": 0.5,
        "part_of": None,
    }


def test_the_documents_own_fields_are_scored_from_verdicts_too(tmp_path: Path) -> None:
    path = put(tmp_path, verdict_values(WOMEN, "accept"), date="2018-02", issuer="Coast Guard")
    fields = scored(path, WOMEN)["document_fields"]
    assert fields == {"date": 1.0, "issuer": 0.0, "reporting_period": 1.0}


@pytest.mark.parametrize(
    ("unit", "said", "right"), [("years", "year", 1), ("Prison year", "years", 1), ("months", "years", 0)]
)
def test_the_time_unit_of_a_prison_term_is_its_last_word(tmp_path: Path, unit: str, said: str, right: int) -> None:
    term = at("6", category="sentences", unit=said)
    assert scored(put(tmp_path, verdict_values(term, "correct", unit=unit)), term)["all"]["tp"] == right


def test_what_the_tool_says_is_all_right_if_everything_was_accepted(tmp_path: Path) -> None:
    money = at("6", category="money", unit=None, currency="EUR", per="person")
    claims = (WOMEN, MEN, GIRLS, money)
    values = scored(put(tmp_path, *(verdict_values(one, None) for one in claims)), *claims)
    assert {name: values[name]["f1"] for name in ("number", "core", "all", "row_core", "row_all")} == dict.fromkeys(
        ("number", "core", "all", "row_core", "row_all"), 1.0
    )


def test_only_complete_documents_are_gold_and_the_others_are_named(tmp_path: Path) -> None:
    data = verdicts_on(verdict_values(WOMEN, "accept"), complete=True)
    data["documents"].append(data["documents"][0] | {"source": "b.txt", "complete": False})
    (tmp_path / "verdicts.json").write_text(json.dumps(data))
    gold = read_gold(tmp_path)
    assert (list(gold.documents), gold.incomplete) == (["a"], ("b.txt",))


def test_verdicts_without_a_complete_document_are_no_gold(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no document in it is marked complete; mark what you have read"):
        load_gold(put(tmp_path, verdict_values(WOMEN, "accept"), complete=False))


def test_a_folder_may_hold_several_files_of_verdicts_and_gold_beside_them(tmp_path: Path) -> None:
    put(tmp_path, verdict_values(WOMEN, "accept"), name="one.json")
    put(tmp_path, verdict_values(WOMEN, "accept"), name="two.json", source="reports/b.pdf")
    (tmp_path / "c.json").write_text(json.dumps({"document": {}, "claims": [wanted()]}))
    gold = load_gold(tmp_path)
    assert list(gold) == ["c", "a", "b"]
    assert [gold[name].source for name in gold] == [None, "a.txt", "reports/b.pdf"]


def test_two_documents_of_one_name_in_verdicts_are_wrong_usage(tmp_path: Path) -> None:
    put(tmp_path, name="one.json", source="x/a.txt")
    put(tmp_path, name="two.json", source="y/a.pdf")
    with pytest.raises(UsageError, match="two documents are named a; score them in two runs"):
        load_gold(tmp_path)


@pytest.mark.parametrize("content", ["[" * 200_000, '{"thbextract_verdicts": 1}'])
def test_verdicts_that_are_wrong_are_told_with_the_file(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.json").write_text(content)
    with pytest.raises(InputError) as caught:
        load_gold(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path / 'a.json'}: ")


# -- the command -------------------------------------------------------------------------------------------------------


@pytest.fixture
def reviewed(run: Run, tmp_path: Path) -> Path:
    """Claims that the tool has found in a text of a folder, all accepted but one that a reader has added."""
    (tmp_path / "texts" / "2019").mkdir(parents=True)
    text = "Police freed 25 women in 2017.\n"
    (tmp_path / "texts" / "2019" / "a.html").write_text(f"<p>{text}</p>")
    (tmp_path / "texts" / "a.txt").write_text("Nobody was freed.\n")
    (tmp_path / "texts" / "b.txt").write_text(text)
    told = run("texts/b.txt", "texts/2019/a.html", "-o", "claims.json", "--quiet")
    assert told.code == 0
    documents = []
    for document in json.loads(Path("claims.json").read_text())["documents"]:
        verdicts = [verdict_values(claim(**(one | {"review": ()})), None) for one in document["claims"]]
        told_of = {name: document[name] for name in ("source", "sha256", "title", "date", "issuer", "reporting_period")}
        documents.append(told_of | {"complete": True, "claims": verdicts})
    path = tmp_path / "verdicts.json"
    path.write_text(json.dumps({"thbextract_verdicts": 1, "documents": documents}))
    return path


def test_texts_are_found_by_the_names_of_their_sources_whatever_the_suffix(run: Run, reviewed: Path) -> None:
    from_claims = run("score", reviewed, "claims.json", "-f", "json")
    from_texts = run("score", reviewed, "texts", "-f", "json")
    assert (from_texts.err, from_texts.json) == ("", from_claims.json)
    assert from_texts.json["number"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "tp": 2, "fp": 0, "fn": 0}


def test_a_text_that_is_gone_or_has_changed_since_the_verdicts_is_told(run: Run, reviewed: Path) -> None:
    Path("texts/b.txt").write_text("In all 25 women were freed in 2017.\n")
    Path("texts/2019/a.html").unlink()
    Path("texts/a.txt").unlink()
    ended = run("score", reviewed, "texts")
    assert ended.err.splitlines() == [
        "texts: 1 of 2 gold documents are not in it; counted as empty",
        "texts/b.txt: was made from another version of the text; places may not fit",
    ]


def test_documents_that_are_not_complete_are_told_and_left_out(run: Run, reviewed: Path) -> None:
    data = json.loads(reviewed.read_text())
    data["documents"][1]["complete"] = False
    reviewed.write_text(json.dumps(data))
    ended = run("score", reviewed, "claims.json", "-f", "json")
    assert ended.err == f"{reviewed}: 1 document not marked complete, left out\n"
    assert ended.json["number"]["tp"] == 1
    data["documents"][0]["complete"] = False
    reviewed.write_text(json.dumps(data))
    ended = run("score", reviewed, "claims.json")
    assert (ended.code, ended.out) == (1, "")
    assert "no document in it is marked complete" in ended.err


def test_arguments_in_the_wrong_order_are_told_where_that_is_known(run: Run, reviewed: Path) -> None:
    told = "; gold is named first; thbextract score GOLD PREDICTIONS\n"
    for form in ("json", "csv"):
        assert run("texts/b.txt", "-o", f"swapped.{form}", "--quiet").code == 0
        ended = run("score", f"swapped.{form}", "verdicts.json")
        assert (ended.code, ended.out) == (2, "")
        assert ended.err == f"thbextract: swapped.{form}: holds claims{told}"
    ended = run("score", "texts", reviewed)
    assert (ended.code, ended.err) == (2, f"thbextract: texts: holds no gold, and the other one does{told}")


def test_what_is_wrong_is_told_in_words_of_the_file(run: Run, reviewed: Path) -> None:
    """Broken claims are claims in no place."""
    Path("bad.json").write_text(Path("claims.json").read_text()[:-20])
    assert run("score", "bad.json", "verdicts.json").err.startswith("thbextract: bad.json: is not JSON (line ")
    assert run("score", reviewed, "bad.json").err.startswith("thbextract: bad.json: is not JSON (line ")
    Path("bad.json").write_text('{"documents": [{"source": "a", "claims": [{"start": 1}]}]}')
    assert (
        "is no JSON output of thbextract (documents[0].claims[0]: lacks 'end')"
        in run("score", reviewed, "bad.json").err
    )
    Path("other.json").write_text('{"claims": []}')
    assert run("score", "other.json", "claims.json").err.startswith(
        "thbextract: other.json: is no gold: lacks 'document'"
    )
