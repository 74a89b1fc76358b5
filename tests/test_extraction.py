"""The street from a text to its claims: what its rooms hand on, and what the caller may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from thbextract import extract, extract_file
from thbextract.errors import InputError, PackError, UsageError
from thbextract.records import Claim, Extraction, Given

TEXT = (
    "Ministry of Justice of Latvia\n\nAnnual review 2019\n\n"
    "In 2019 courts convicted 33 people (25 women and 8 men). In 2018 they convicted 28 people.\n\n"
    "In 2019 33 people were convicted.\n"
)


def of(text: str, category: str) -> list[Claim]:
    return [claim for claim in extract(text).claims if claim.category == category]


def test_a_claim_is_a_slice_of_the_text_and_so_is_its_sentence() -> None:
    for claim in extract(TEXT).claims:
        assert TEXT[claim.start : claim.end] == claim.text
        assert TEXT[claim.sentence_start :].startswith(claim.sentence)


def test_an_id_is_the_checksum_of_the_document_and_the_place() -> None:
    found = extract(TEXT)
    first = found.claims[0]
    assert first.id == f"{found.sha256[:12]}-{first.start}-{first.end}"


def test_a_part_names_its_whole() -> None:
    whole, women, men, *_ = extract(TEXT).claims
    assert (whole.part_of, women.part_of, men.part_of) == (None, whole.id, whole.id)


def test_a_figure_told_again_names_the_first() -> None:
    first, *_, last = extract(TEXT).claims
    assert (first.repeats, last.repeats) == (None, first.id)


def test_another_year_is_no_repetition() -> None:
    text = "In 2018 courts convicted 33 people. In 2019 courts convicted 33 people."
    assert [claim.repeats for claim in extract(text).claims] == [None, None]


def test_a_period_has_its_first_and_last_day() -> None:
    first = extract(TEXT).claims[0]
    assert (first.period, first.period_start, first.period_end) == ("2019", "2019-01-01", "2019-12-31")


def test_a_claim_without_a_period_has_none_of_its_fields() -> None:
    (claim,) = extract("Courts convicted 33 people.").claims
    assert (claim.period, claim.period_start, claim.period_end, claim.period_text, claim.period_basis) == (None,) * 5


def test_a_text_without_numbers_has_no_claims_and_no_problems() -> None:
    found = extract("Nobody was arrested, and nothing is known of the victims.")
    assert (found.claims, found.problems) == ((), ())


def test_a_text_that_is_not_english_is_told_and_read_all_the_same() -> None:
    text = "Полиция задержала 12 человек и освободила 30 женщин из притона в центре города. " * 4
    assert [problem.code for problem in extract(text).problems] == ["not_english"]


def test_furniture_makes_no_claims() -> None:
    text = "Home | News | Contact\n\nPolice arrested 12 people.\n\nShare 14\n3 comments\n"
    assert [claim.text for claim in extract(text).claims] == ["12"]


def test_a_filter_keeps_the_ids_and_the_wholes_that_it_drops() -> None:
    text = "Of 80 victims, 65 were placed in shelters."
    whole, part = extract(text).claims
    (kept,) = extract(text, category=["assistance"]).claims
    assert kept == part
    assert kept.part_of == whole.id


def test_what_is_given_overrides_what_the_text_says() -> None:
    given = Given(issuer="Ministry of Welfare", country="EE", reporting_period="2017")
    found = extract("Courts convicted 33 people.", given=given)
    (claim,) = found.claims
    assert (claim.issuer, claim.issuer_basis) == ("Ministry of Welfare", "given")
    assert (claim.country, claim.period, claim.period_basis) == ("EE", "2017", "given")
    assert found.facts.issuer == "Ministry of Welfare"


def test_a_bare_dollar_is_the_dollar_of_the_country_that_is_given() -> None:
    (claim,) = extract("The grant was $400.", given=Given(country="AU")).claims
    assert claim.currency == "AUD"


def test_the_country_of_a_claim_is_the_one_that_its_sentence_names() -> None:
    text = "In Latvia courts convicted 12 people. In Estonia courts convicted 9 people."
    assert [claim.country for claim in extract(text).claims] == ["LV", "EE"]


def test_a_table_stands_under_its_own_corner_and_not_under_one_before() -> None:
    text = (
        "Victims | 2018\nWomen | 20\nMen | 5\n\n"
        "Later the offices were counted anew.\n\n"
        "Arrests | 2019\nMen | 7\nWomen | 3\n"
    )
    assert [claim.category for claim in extract(text).claims] == ["victims", "victims", "suspects", "suspects"]


def test_a_byte_order_mark_counts_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    assert [claim.start for claim in extract_file(path).claims] == [claim.start for claim in extract(TEXT).claims]


def test_line_ends_of_another_system_change_offsets_alone() -> None:
    def shown(found: Extraction) -> list[tuple[str, str, str | None]]:
        return [(claim.text, claim.category, claim.period) for claim in found.claims]

    assert shown(extract(TEXT.replace("\n", "\r\n"))) == shown(extract(TEXT))


def test_a_file_that_is_missing_is_an_error_of_its_own() -> None:
    with pytest.raises(InputError, match=r"gone\.txt"):
        extract_file("gone.txt")


def test_a_bad_category_is_a_wrong_usage() -> None:
    with pytest.raises(UsageError, match="victim"):
        extract(TEXT, category=["victim"])


def test_a_bad_pack_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(PackError):
        extract(TEXT, patterns=[tmp_path / "gone.toml"])


def test_a_sentence_that_never_ends_is_read_in_pieces() -> None:
    text = "police arrested 12 people and rescued 34 women, " * 400
    claims = extract(text).claims
    assert len(claims) == 800
    assert max(len(claim.sentence) for claim in claims) <= 2000
    assert {claim.category for claim in claims} == {"suspects", "victims"}


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Results of the action days\n\nNorway: police arrested 12 traffickers.\n", ["NO"]),
        (
            "Results of the action days\n\nNorway: police arrested 12 traffickers. They identified 3 victims.\n",
            ["NO"] * 2,
        ),
        ("Norway: police arrested 12 traffickers.\nSweden: police identified 3 victims.\n", ["NO", "SE"]),
        ("Norway: police arrested 12\ntraffickers. They identified\n3 victims. Sweden: 2 were.\n", ["NO", "NO", "SE"]),
        ("Results:\n\n" + "Norway: " + "police were there, and " * 120 + "arrested 12 traffickers.\n", ["NO"]),
    ],
    ids=["below a heading", "its second sentence", "each line its own", "wrapped lines", "a long line"],
)
def test_the_label_of_a_line_gives_its_country(text: str, countries: list[str | None]) -> None:
    assert [claim.country for claim in extract(text).claims] == countries
