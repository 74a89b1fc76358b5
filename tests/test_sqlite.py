"""SQLite: tables and views that say what the JSON says, in a file that any program can query."""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings

from builders import TOOL, any_extractions, claim, extraction, failed, file_of, interrupted, made_anew
from thbextract.records import Claim, Doubt, Extraction, Facts, Problem
from thbextract.writers import WriteOptions, sqlite
from thbextract.writers.rows import CLAIM_FIELDS, COLUMNS, cell, escaped, plain, row_values
from thbextract.writers.sqlite import UNFIT

Rows = list[dict[str, Any]]


@contextlib.contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def asked(path: Path, question: str) -> Rows:
    """The rows that answer a question in SQL."""
    with opened(path) as connection:
        return [dict(row) for row in connection.execute(question)]


def database(tmp_path: Path, *extractions: Extraction, **options: Any) -> Path:
    return file_of("sqlite", tmp_path / "claims.db", *extractions, **options)


def document(*claims: Claim, number: int = 1, **fields: Any) -> Extraction:
    """A document of its own, with its own hash and name."""
    return replace(extraction(*claims, source=f"{number}.txt", **fields), sha256=f"{number:064x}")


def test_every_input_is_a_document_in_its_place_also_one_that_failed(tmp_path: Path) -> None:
    warned = extraction(problems=(Problem("not_english", "no English", "translate it", page=2, start=3, end=9),))
    path = database(tmp_path, extraction(claim()), failed(), warned)
    found = asked(path, "SELECT id, source, sha256, title, date, failed FROM documents")
    assert [tuple(row.values()) for row in found] == [
        (1, "a.txt", "0123456789ab" + "0" * 52, "Aid", "2018-02", 0),
        (2, "gone.txt", None, None, None, 1),
        (3, "a.txt", "0123456789ab" + "0" * 52, "Aid", "2018-02", 0),
    ]
    assert asked(path, 'SELECT document, code, message, remedy, page, start, "end" FROM problems') == [
        {"document": 2, "code": "missing", "message": "there is no such file", "remedy": "check the path"}
        | {"page": None, "start": None, "end": None},
        {"document": 3, "code": "not_english", "message": "no English", "remedy": "translate it"}
        | {"page": 2, "start": 3, "end": 9},
    ]


def test_claims_have_the_fields_of_the_json_in_their_order(tmp_path: Path) -> None:
    path = database(tmp_path)
    with opened(path) as connection:
        columns = [row["name"] for row in connection.execute("PRAGMA table_info(claims)")]
        view = [row["name"] for row in connection.execute("PRAGMA table_info(claims_with_documents)")]
    assert columns == ["row", "document", *(name for name in CLAIM_FIELDS if name != "review")]
    assert view == ["row", "document", *COLUMNS]


def test_columns_have_the_types_of_the_records(tmp_path: Path) -> None:
    types = {int: "INTEGER", float: "NUMERIC"}
    columns = {row["name"]: row for row in asked(database(tmp_path), "PRAGMA table_info(claims)")}
    for name, hint in get_type_hints(Claim).items():
        kinds = {hint, *get_args(hint)}
        if name != "review":
            assert columns[name]["type"] == next((types[kind] for kind in (float, int) if kind in kinds), "TEXT"), name
            assert columns[name]["notnull"] == (type(None) not in kinds), name


def test_without_documents_there_are_tables_and_views(tmp_path: Path) -> None:
    path = database(tmp_path)
    names = [row["name"] for row in asked(path, "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
    for name in names:
        assert asked(path, f"SELECT * FROM {name}") == [] or name == "meta"
    assert {"documents", "claims", "problems", "doubts", "meta", "claims_with_documents"} < set(names)


def test_a_document_given_twice_has_its_claims_twice(tmp_path: Path) -> None:
    path = database(tmp_path, extraction(claim()), extraction(claim()))
    found = asked(path, "SELECT row, document, id FROM claims")
    assert found == [{"row": n, "document": n, "id": claim().id} for n in (1, 2)]


def test_numbers_are_numbers_and_times_are_texts(tmp_path: Path) -> None:
    many = [25, 2_500_000.0, 2.5, 2**63, 10**22]
    claims = [claim(id=f"0123456789ab-{n}-{n + 1}", value=value) for n, value in enumerate(many)]
    path = database(tmp_path, extraction(*claims))
    found = asked(path, "SELECT value, typeof(value) AS type, typeof(period) AS time FROM claims")
    assert [row["value"] for row in found] == many
    assert [row["type"] for row in found] == ["integer", "integer", "real", "real", "real"]
    assert {row["time"] for row in found} == {"text"}
    assert asked(path, "SELECT max(value) AS most FROM claims WHERE value < 100") == [{"most": 25}]


def test_the_text_is_there_only_if_asked_for(tmp_path: Path) -> None:
    question = "SELECT text FROM documents"
    assert asked(database(tmp_path, extraction(text="one")), question) == [{"text": None}]
    assert asked(file_of("sqlite", tmp_path / "b.db", extraction(text="one"), with_text=True), question) == [
        {"text": "one"}
    ]


def test_doubts_can_be_asked_for_by_code(tmp_path: Path) -> None:
    doubtful = claim(id="0123456789ab-5-7", review=(Doubt("sum", "1 + 2 is not 4"), Doubt("inherited", "far")))
    path = database(tmp_path, extraction(claim(), doubtful))
    found = asked(path, "SELECT claims.id, detail FROM doubts JOIN claims ON claims.row = claim WHERE code = 'sum'")
    assert found == [{"id": doubtful.id, "detail": "1 + 2 is not 4"}]
    checks = asked(path, "SELECT source, id, code, detail, value, sentence FROM to_check")
    assert [(row["source"], row["id"], row["code"]) for row in checks] == [
        ("a.txt", doubtful.id, "sum"),
        ("a.txt", doubtful.id, "inherited"),
    ]
    review = asked(path, "SELECT review FROM claims_with_documents")
    assert [row["review"] for row in review] == [None, "sum: 1 + 2 is not 4; inherited: far"]


def test_the_tool_its_packs_and_settings_are_told(tmp_path: Path) -> None:
    found = {row["name"]: row["value"] for row in asked(database(tmp_path), "SELECT * FROM meta")}
    assert found == {
        "schema_version": "1",
        "tool.name": "thbextract",
        "tool.version": TOOL["version"],
        "tool.packs": "[]",
        "tool.settings": "{}",
    }


def by_kind(path: Path) -> list[tuple[Any, ...]]:
    question = (
        "SELECT category, year, issuer, status, currency, time_unit, claims, documents, min_value, max_value "
        "FROM by_category_year_issuer"
    )
    return [tuple(row.values()) for row in asked(path, question)]


def spread(*claims: Claim) -> list[Claim]:
    """The same claims at different places."""
    return [replace(one, id=f"0123456789ab-{n}-{n + 2}", start=n) for n, one in enumerate(claims)]


def test_claims_are_counted_by_category_year_and_issuer_and_never_summed_up(tmp_path: Path) -> None:
    first = document(*spread(claim(value=71, value_max=80), claim(value=66), claim(value=71, repeats="x")))
    second = document(*spread(claim(value=12)), number=2)
    assert by_kind(database(tmp_path, first, second)) == [
        ("victims", "2017", "Ministry of Health", "reported", None, None, 3, 2, 12, 80)
    ]


def test_only_like_things_are_counted_together(tmp_path: Path) -> None:
    money = claim(category="money", issuer=None, unit=None)
    claims = (
        claim(status="planned"),
        claim(period="2016-07/2017-06", period_start="2016-07-01", period_end="2017-06-30"),
        claim(period="../2017", period_start=None),
        replace(money, currency="EUR"),
        replace(money, currency="USD"),
        claim(category="sentences", unit="years"),
        claim(category="sentences", unit="months"),
    )
    found = by_kind(database(tmp_path, document(*spread(*claims))))
    assert {row[:6] for row in found} == {
        ("victims", "2017", "Ministry of Health", "planned", None, None),
        ("victims", "2016/2017", "Ministry of Health", "reported", None, None),
        ("victims", None, "Ministry of Health", "reported", None, None),
        ("money", "2017", None, "reported", "EUR", None),
        ("money", "2017", None, "reported", "USD", None),
        ("sentences", "2017", "Ministry of Health", "reported", None, "years"),
        ("sentences", "2017", "Ministry of Health", "reported", None, "months"),
    }
    assert {row[6] for row in found} == {1}


def test_figures_that_several_documents_tell_are_found(tmp_path: Path) -> None:
    first = document(*spread(claim(), claim(value=9), claim()))
    path = database(tmp_path, first, document(claim(), number=2), document(claim(value=8), number=3), first)
    found = asked(path, "SELECT category, value, period, issuer, documents, claims, sources FROM repeated_figures")
    assert [tuple(row.values()) for row in found] == [
        ("victims", 25, "2017", "Ministry of Health", 2, 5, "1.txt; 2.txt")
    ]


@pytest.mark.parametrize(
    "unlike",
    [
        {"value": 26},
        {"value_max": 30},
        {"category": "suspects"},
        {"period": "2018"},
        {"issuer": "Border Police"},
    ],
)
def test_figures_that_differ_are_not_taken_for_one(tmp_path: Path, unlike: dict[str, Any]) -> None:
    path = database(tmp_path, document(claim()), document(claim(**unlike), number=2))
    assert asked(path, "SELECT * FROM repeated_figures") == []


@pytest.mark.parametrize("unknown", [{"period": None}, {"issuer": None}, {"category": "money", "currency": None}])
def test_what_is_unknown_of_two_figures_does_not_make_them_one(tmp_path: Path, unknown: dict[str, Any]) -> None:
    one = claim(**unknown)
    path = database(tmp_path, document(one), document(one, number=2))
    assert asked(path, "SELECT * FROM repeated_figures") == []


def test_inputs_that_failed_are_told_with_why(tmp_path: Path) -> None:
    warned = extraction(problems=(Problem("not_english", "no English", "translate it"),))
    path = database(tmp_path, warned, failed("gone.pdf"))
    assert asked(path, "SELECT * FROM failed_documents") == [
        {"document": 2, "source": "gone.pdf", "code": "missing", "message": "there is no such file"}
        | {"remedy": "check the path"}
    ]


def test_keys_hold_names_have_no_blanks_and_the_usual_columns_have_an_index(tmp_path: Path) -> None:
    path = database(tmp_path, extraction(claim(review=(Doubt("sum", "x"),))), failed())
    assert asked(path, "PRAGMA foreign_key_check") == []
    assert asked(path, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]
    keys = asked(path, "SELECT m.name, k.'table' AS other FROM sqlite_master m, pragma_foreign_key_list(m.name) k")
    assert {(row["name"], row["other"]) for row in keys} == {
        ("claims", "documents"),
        ("doubts", "claims"),
        ("problems", "documents"),
    }
    for row in asked(path, "SELECT name FROM sqlite_master"):
        assert " " not in row["name"]
    for column in ("category", "period", "issuer", "document"):
        plan = asked(path, f"EXPLAIN QUERY PLAN SELECT * FROM claims WHERE {column} = 'x'")
        assert "USING INDEX" in plan[0]["detail"]


def test_every_table_and_view_says_what_it_is(tmp_path: Path) -> None:
    for row in asked(database(tmp_path), "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'view')"):
        assert "\n  -- " in row["sql"], row["name"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("half \ud800, byte \udcff, nul \x00", "half \\ud800, byte \\udcff, nul \\x00"),
        ("\x1b[31m\r\n\t\ufffe \U0001f600", "\x1b[31m\r\n\t\ufffe \U0001f600"),
        ("'; DROP TABLE claims; --", "'; DROP TABLE claims; --"),
    ],
)
def test_any_text_is_stored_whole_and_harmless(tmp_path: Path, text: str, shown: str) -> None:
    one = extraction(claim(sentence=text, review=(Doubt("sum", text),)), source=text)
    found = asked(database(tmp_path, one), "SELECT source, sentence, detail, length(sentence) AS size FROM to_check")
    assert [*found[0].values()] == [shown, shown, shown, len(shown)]


def expected(name: str, value: Any) -> Any:
    """What a column of `claims_with_documents` gives back for a value."""
    value = plain(value)
    if name == "review":
        return escaped(cell(value), UNFIT) if value else None
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return float(value)
    return escaped(value, UNFIT) if isinstance(value, str) else value


@settings(max_examples=60, deadline=None)
@given(any_extractions())
def test_a_database_holds_exactly_the_claims_of_the_json(extractions: list[Extraction]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = database(Path(folder), *extractions)
        found = asked(path, "SELECT * FROM claims_with_documents ORDER BY row")
        assert len(asked(path, "SELECT * FROM documents")) == len(extractions)
    wanted = [row_values(one, claim) for one in extractions for claim in one.claims]
    assert [row.pop("row") for row in found] == [*range(1, len(wanted) + 1)]
    for row in found:
        row.pop("document")
    assert found == [{name: expected(name, value) for name, value in row.items()} for row in wanted]


def test_more_documents_than_fit_in_a_transaction_are_all_there(tmp_path: Path) -> None:
    many = 2 * sqlite.DOCUMENTS_AT_ONCE + 1
    path = tmp_path / "a.db"
    sqlite.write((document(claim(), number=number) for number in range(many)), path, WriteOptions())
    assert asked(path, "SELECT count(*) AS many, max(document) AS last FROM claims") == [{"many": many, "last": many}]
    assert path.stat().st_size % 4096 == 0
    assert [*tmp_path.iterdir()] == [path]


def test_the_same_claims_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (made_anew("sqlite", tmp_path / seed, PYTHONHASHSEED=seed) for seed in ("1", "2"))
    assert first == second


def test_a_file_that_can_not_be_made_is_told_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="unable to open database file"):
        file_of("sqlite", tmp_path / "gone" / "a.db", extraction(claim()))


def test_a_disk_that_fills_up_is_told_with_the_remedy(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    kept = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, kept[1]))  # a limit that the system sets stands for the disk
    try:
        with pytest.raises(OSError, match=r"full|I/O"):
            file_of("sqlite", tmp_path / "a.db", *[extraction(claim(sentence="x" * 1000))] * 1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, kept)


def test_an_error_of_ours_is_not_taken_for_one_of_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "schema", lambda: "CREATE TABLE other (x);")
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        database(tmp_path)


def test_an_interrupt_on_the_way_leaves_nothing_beside_the_file(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        sqlite.write(interrupted(extraction(claim())), tmp_path / "a.db", WriteOptions())
    assert [path.name for path in tmp_path.iterdir()] == ["a.db"]


def test_facts_of_a_document_stand_beside_those_of_its_claims(tmp_path: Path) -> None:
    one = extraction(claim(country=None), facts=Facts(issuer="Mayor", country="AZ", language="en"))
    found = asked(
        database(tmp_path, one), "SELECT document_issuer, issuer, document_country, country FROM claims_with_documents"
    )
    assert [*found[0].values()] == ["Mayor", "Ministry of Health", "AZ", None]
