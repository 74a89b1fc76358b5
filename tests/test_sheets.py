"""XLSX: what stands in the cells is what the JSON says, as numbers, days and texts, and never anything that runs."""

from __future__ import annotations

import io
import tempfile
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape

from builders import any_extractions, claim, extraction, failed, file_of, interrupted, made_anew
from thbextract.records import Doubt, Extraction, Facts, Problem
from thbextract.writers import WriteOptions, xlsx
from thbextract.writers.rows import COLUMNS, cell, escaped, plain, row_values
from thbextract.writers.xlsx import CELL_UNITS, CUT, UNFIT

Rows = list[dict[str, Any]]


def sheets(path: Path) -> dict[str, Rows]:
    """The rows of each sheet under the names in its first row."""
    book = openpyxl.load_workbook(path)
    found = {}
    for sheet in book:
        header, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(map(str, header), row, strict=True)) for row in rows]
    return found


def one_cell(tmp_path: Path, name: str, value: Any) -> Any:
    """A claim's field as its cell gives it back."""
    path = file_of("xlsx", tmp_path / "one.xlsx", extraction(claim(**{name: value})))
    return sheets(path)["claims"][0][name]


def test_a_workbook_has_claims_documents_and_problems(tmp_path: Path) -> None:
    warned = extraction(claim(), claim(value=3), problems=(Problem("not_english", "no English", "translate", page=2),))
    found = sheets(file_of("xlsx", tmp_path / "a.xlsx", warned, failed()))
    assert list(found) == ["claims", "documents", "problems"]
    assert [row["value"] for row in found["claims"]] == [25, 3]
    assert tuple(found["claims"][0]) == COLUMNS
    assert [(row["source"], row["claims"], row["problems"]) for row in found["documents"]] == [
        ("a.txt", 2, "not_english"),
        ("gone.txt", 0, "missing"),
    ]
    assert [(row["source"], row["code"], row["page"]) for row in found["problems"]] == [
        ("a.txt", "not_english", 2),
        ("gone.txt", "missing", None),
    ]


def test_without_documents_the_sheets_have_their_headers(tmp_path: Path) -> None:
    path = file_of("xlsx", tmp_path / "a.xlsx")
    assert sheets(path) == {"claims": [], "documents": [], "problems": []}
    assert [cell.value for cell in openpyxl.load_workbook(path)["claims"][1]] == list(COLUMNS)


def test_the_header_is_bold_stays_in_sight_and_filters_all_rows(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(file_of("xlsx", tmp_path / "a.xlsx", extraction(claim(), claim())))
    last = get_column_letter(len(COLUMNS))
    for sheet, used in (("claims", f"A1:{last}3"), ("documents", "A1:J2"), ("problems", "A1:G1")):
        assert book[sheet].freeze_panes == "A2"
        assert book[sheet].auto_filter.ref == used
        assert book[sheet]["A1"].font.bold
    assert book["claims"].column_dimensions["A"].width > 20


@pytest.mark.parametrize("value", [25, 0, -1, 2.5, 33.333333, 1e21, 99_999_000_000_000_000])
def test_a_number_is_a_number(tmp_path: Path, value: float) -> None:
    assert one_cell(tmp_path, "value", value) == value


def test_a_whole_day_is_a_date_and_other_times_are_texts(tmp_path: Path) -> None:
    dated = replace(claim(period="2017-03", period_start="2017-03-01", period_end="2017-03-31"), period_text="1 March")
    documents = [
        extraction(dated, facts=Facts(date=day, reporting_period="2017-03-01")) for day in ("2018-05-31", "2018-05")
    ]
    path = file_of("xlsx", tmp_path / "a.xlsx", *documents)
    first, second = sheets(path)["claims"]
    assert (first["document_date"], second["document_date"]) == (datetime(2018, 5, 31), "2018-05")
    assert (first["period_start"], first["period_end"]) == (datetime(2017, 3, 1), datetime(2017, 3, 31))
    assert (first["period"], first["document_reporting_period"]) == ("2017-03", "2017-03-01")
    assert [row["date"] for row in sheets(path)["documents"]] == [datetime(2018, 5, 31), "2018-05"]
    assert openpyxl.load_workbook(path)["documents"]["D2"].number_format == "yyyy-mm-dd"


@pytest.mark.parametrize(
    "day", ["1899-12-31", "1900-02-28", "0000-00-00", "2017-02-30", "2017-W01-1", "..", "2017/2018"]
)
def test_what_programs_would_count_as_different_days_stays_text(tmp_path: Path, day: str) -> None:
    assert one_cell(tmp_path, "period_start", day) == day


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@x", "http://example.org", "mailto:a@example.org", "internal:Sheet1!A1", "{=1}", "1e5",
     "TRUE", "#N/A", "2017", "  blanks  ", "<b>&amp;</b>", "_x000D_", "<r><t>rich</t></r>", "<r>", " "],
)  # fmt: skip
def test_a_text_is_a_text_whatever_it_looks_like(tmp_path: Path, text: str) -> None:
    path = file_of("xlsx", tmp_path / "a.xlsx", extraction(claim(sentence=text), source=text))
    sheet = openpyxl.load_workbook(path)["claims"]
    for column in ("source", "sentence"):
        found = sheet.cell(2, COLUMNS.index(column) + 1)
        assert (found.data_type, found.hyperlink) == ("s", None)
        assert unescape(found.value) == escaped(text, UNFIT)
    with zipfile.ZipFile(path) as archive:
        assert not any(
            b"<f>" in archive.read(name) or b"hyperlink" in archive.read(name) for name in archive.namelist()
        )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("nul\x00 bell\x07 escape\x1b", "nul\\x00 bell\\x07 escape\\x1b"),
        ("half \ud800, byte \udcff", "half \\ud800, byte \\udcff"),
        ("none \ufffe \uffff", "none \\ufffe \\uffff"),
        ("tab\tand lines\r\nand\rand\n", "tab\tand lines\nand\nand\n"),
        ("<r>25</r>", "\\x3cr>25</r>"),
        ("\U0001f600", "\U0001f600"),
    ],
)
def test_what_a_cell_can_not_hold_is_told_as_an_escape(tmp_path: Path, text: str, shown: str) -> None:
    assert one_cell(tmp_path, "sentence", text) == shown


@pytest.mark.parametrize("sign", ["a", "\U0001f600", "\x00"])
def test_a_text_too_long_for_a_cell_is_cut_and_says_so(tmp_path: Path, sign: str) -> None:
    long = claim(sentence=sign * 40_000)
    row = sheets(file_of("xlsx", tmp_path / "a.xlsx", extraction(long)))["claims"][0]
    assert row["sentence"].endswith(CUT)
    assert CELL_UNITS - 2 < len(row["sentence"].encode("utf-16-le")) // 2 <= CELL_UNITS
    assert escaped(long.sentence, UNFIT).startswith(row["sentence"].removesuffix(CUT))
    assert row["id"] == long.id


@pytest.mark.parametrize("sign", ["a", "\U0001f600"])
def test_a_text_that_just_fits_stays_whole(tmp_path: Path, sign: str) -> None:
    text = sign * (CELL_UNITS // (len(sign.encode("utf-16-le")) // 2))
    assert one_cell(tmp_path, "sentence", text) == text


def test_lists_are_joined_as_in_csv(tmp_path: Path) -> None:
    assert one_cell(tmp_path, "review", (Doubt("sum", "1 + 2"), Doubt("date", "3/4"))) == "sum: 1 + 2; date: 3/4"


def test_rows_that_a_sheet_has_no_room_for_go_on_in_a_further_one(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    documents = [extraction(claim(value=2 * n), claim(value=2 * n + 1), source=str(n)) for n in range(3)]
    xlsx.write(documents, path, WriteOptions(), sheet_rows=4)
    found = sheets(path)
    assert list(found) == ["claims", "documents", "problems", "claims 2"]
    assert [row["value"] for row in found["claims"] + found["claims 2"]] == [0, 1, 2, 3, 4, 5]
    assert [row["source"] for row in found["documents"]] == ["0", "1", "2"]
    book = openpyxl.load_workbook(path)
    filters = [book[name].auto_filter.ref for name in ("claims", "claims 2")]
    assert filters == [f"A1:{get_column_letter(len(COLUMNS))}4"] * 2


def expected(value: Any, back: Any) -> Any:
    """What a cell with `value` gives back: a number to 16 digits, a day as a date, else the text of the CSV."""
    value = plain(value)
    if isinstance(back, datetime):
        return datetime.fromisoformat(value)
    if value is None or isinstance(value, int | float):
        return value if value is None else pytest.approx(value, rel=1e-15)
    return escaped(cell(value).replace("\r\n", "\n").replace("\r", "\n"), UNFIT) or None


@settings(max_examples=60, deadline=None)
@given(any_extractions())
def test_a_workbook_holds_exactly_the_claims_of_the_json(extractions: list[Extraction]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = sheets(file_of("xlsx", Path(folder) / "a.xlsx", *extractions))
    wanted = [row_values(one, claim) for one in extractions for claim in one.claims]
    assert len(found["claims"]) == len(wanted)
    assert len(found["documents"]) == len(extractions)
    for back, values in zip(found["claims"], wanted, strict=True):
        read = {name: unescape(value) if isinstance(value, str) else value for name, value in back.items()}
        assert read == {name: expected(value, read[name]) for name, value in values.items()}


def test_the_same_claims_give_the_same_bytes_in_any_zone(tmp_path: Path) -> None:
    zones = ("UTC", "Asia/Tokyo", "America/New_York")
    first, *others = [made_anew("xlsx", tmp_path / str(n), TZ=zone) for n, zone in enumerate(zones)]
    assert others == [first] * 2


def test_every_part_of_the_workbook_is_well_formed_xml(tmp_path: Path) -> None:
    hostile = "".join(map(chr, range(0x300))) + "\ud800\udfff\ufffe</t></is>]]>&"
    path = file_of("xlsx", tmp_path / "a.xlsx", extraction(claim(sentence=hostile), source=hostile))
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            ElementTree.parse(io.BytesIO(archive.read(name)))


def test_nothing_but_the_file_is_left_behind_even_if_it_breaks_off(tmp_path: Path) -> None:
    file_of("xlsx", tmp_path / "a.xlsx", extraction(claim()))
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]
    with pytest.raises(KeyboardInterrupt):
        xlsx.write(interrupted(extraction(claim())), tmp_path / "b.xlsx", WriteOptions())
    assert {path.name for path in tmp_path.iterdir()} == {"a.xlsx", "b.xlsx"}


full_device = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")


@full_device
def test_a_disk_that_fills_up_while_the_file_is_put_together_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left"):
        file_of("xlsx", tmp_path / "a.xlsx", extraction(claim()))


def test_a_disk_that_fills_up_on_the_way_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from xlsxwriter import workbook

    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(workbook.Packager, "_create_package", no_space)
    with pytest.raises(OSError, match="No space left on device"):
        file_of("xlsx", tmp_path / "a.xlsx", extraction(claim()))


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        file_of("xlsx", tmp_path / "gone" / "a.xlsx", extraction(claim()))
