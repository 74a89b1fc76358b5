"""The review page as a file: one file that loads nothing, whose data nothing in a text can break out of."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import ANY_TEXT, CLAIM, TOOL, any_extractions, claim, extraction, failed
from conftest import Ended
from thbextract.cli import streams
from thbextract.records import Extraction
from thbextract.review.data import FIELDS, LARGEST, script_json
from thbextract.review.page import SCRIPTS, STYLES
from thbextract.writers import WRITERS, WriteOptions, html
from thbextract.writers.rows import COLUMNS, document_values

Run = Callable[..., Ended]
PARTS = files("thbextract.review")
SINKS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|setHTMLUnsafe"
    r"|createContextualFragment|DOMParser|\bfetch\b|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts|\bimport\s*\(|setTimeout\(\s*[\"'`]"
)
COMMENT = re.compile(r"/\*[\s\S]*?\*/|(?<!:)//.*")
ADDRESS = re.compile(r"(?:https?:)?//[a-z]", re.IGNORECASE)
HOSTILE = "</script><script>alert(1)</script><!-- ]]> & \" ' \u2028 \u202e \x00 \x1b[31m \ud83d \U0001f600 \r\n"


def written(*extractions: Extraction) -> str:
    """The page of some documents, as a file holds it."""
    stream = io.StringIO(newline="")
    WRITERS["html"](extractions, stream, WriteOptions(tool=TOOL))
    page = stream.getvalue()
    return page.encode("utf-8").decode("utf-8")  # no half of a character needs an error handler


def tree(page: str) -> Any:
    return lxml.html.document_fromstring(page)


def contents(page: str, path: str) -> list[Any]:
    """The JSON of the script elements that an XPath finds, read as a browser reads the file."""
    return [json.loads(node.text) for node in tree(page).xpath(path)]


def documents(page: str) -> list[dict[str, Any]]:
    return contents(page, "//script[@class='document']")


def unpacked(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The claims of a document of the page as the JSON output has them."""
    found = []
    for row in document["claims"]:
        values = dict(zip(FIELDS, row, strict=True))
        start, end = values["sentence_start"], values["sentence_end"]
        sentence = document.get("sentences", {}).get(values["id"], document["text"][start:end])
        values = {"sentence" if name == "sentence_end" else name: value for name, value in values.items()}
        exact = {name: int(values[name]) for name in ("value", "value_max") if isinstance(values[name], str)}
        found.append({**values, "sentence": sentence, **exact})
    return found


# -- what is in it -------------------------------------------------------------------------------------------------


def test_the_page_holds_every_document_in_its_order_with_text_and_problems() -> None:
    page = written(extraction(claim()), failed(), extraction(source="b.txt"))
    told = documents(page)
    assert [document["source"] for document in told] == ["a.txt", "gone.txt", "b.txt"]
    assert told[0]["text"] == CLAIM.sentence
    assert told[1]["problems"][0]["code"] == "missing"
    assert contents(page, "//script[@id='end']")[0]["documents"] == 3


def test_a_claim_has_all_fields_of_the_json_output() -> None:
    one = extraction(claim(value_max=2.5))
    assert unpacked(documents(written(one))[0]) == document_values(one)["claims"]


def test_a_sentence_is_a_slice_of_the_text_and_stands_there_once() -> None:
    page = written(extraction(claim()))
    assert page.count(CLAIM.sentence) == 1
    assert "sentences" not in documents(page)[0]


def test_a_sentence_that_is_not_in_the_text_is_told_beside_it() -> None:
    document = documents(written(extraction(claim(), text="")))[0]
    assert document["sentences"] == {CLAIM.id: CLAIM.sentence}


@pytest.mark.parametrize("number", [LARGEST, LARGEST + 1, 10**30, -(10**20)])
def test_a_number_that_javascript_would_round_comes_as_its_digits(number: int) -> None:
    row = dict(zip(FIELDS, documents(written(extraction(claim(value=number))))[0]["claims"][0], strict=True))
    assert row["value"] == (number if abs(number) <= LARGEST else str(number))


def test_the_columns_of_the_export_are_those_of_csv() -> None:
    page = contents(written(), "//script[@id='page']")[0]
    assert page["columns"] == list(COLUMNS)
    assert page["tool"] == TOOL
    assert "victims" in page["values"]["category"]


def test_verdicts_are_kept_under_a_key_of_the_documents_whatever_their_order() -> None:
    def key(*extractions: Extraction) -> str:
        found = contents(written(*extractions), "//script[@id='end']")[0]["key"]
        assert re.fullmatch("[0-9a-f]{16}", found)
        return str(found)

    one, other = extraction(), Extraction("b.txt", "f" * 64, extraction().facts)
    assert key(one, other) == key(other, one) != key(one)


def test_the_page_holds_the_comparison_of_its_documents() -> None:
    one, other = extraction(claim()), extraction(claim(), source="b.txt")
    [series] = contents(written(one, other), "//script[@id='series']")
    assert [figure["documents"] for figure in series["figures"]] == [2]
    assert "sentence" not in series["figures"][0]["reports"][0]


def test_a_page_opens_with_the_view_that_was_asked_for() -> None:
    stream = io.StringIO()
    html.write_view([extraction(claim())], stream, WriteOptions(tool=TOOL), "series", ["year"])
    [page] = contents(stream.getvalue(), "//script[@id='page']")
    [series] = contents(stream.getvalue(), "//script[@id='series']")
    assert (page["view"], series["by"]) == ("series", ["year"])


def test_documents_are_written_as_they_come() -> None:
    stream = io.StringIO()
    seen = []

    def coming() -> Iterator[Extraction]:
        for name in ("a.txt", "b.txt", "c.txt"):
            seen.append(stream.getvalue().count('class="document"'))
            yield extraction(source=name)

    WRITERS["html"](coming(), stream, WriteOptions(tool=TOOL))
    assert seen == [0, 1, 2]


# -- nothing runs, nothing is loaded -------------------------------------------------------------------------------


def test_the_policy_names_the_one_script_and_the_one_style_by_their_hashes() -> None:
    root = tree(written(extraction(claim())))
    [policy] = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    [script] = root.xpath("//script[not(@type)]/text()")
    [style] = root.xpath("//style/text()")
    told = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    for content, rule in ((script, "script-src"), (style, "style-src")):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert told[rule] == f"'sha256-{digest}'"
    assert told["default-src"] == told["base-uri"] == told["form-action"] == "'none'"
    assert "unsafe" not in policy


def test_the_policy_stands_before_anything_that_it_governs() -> None:
    page = written(extraction(claim()))
    assert page.index("Content-Security-Policy") < page.index("<style>") < page.index("<script")


def test_nothing_in_the_page_leads_to_another_place() -> None:
    root = tree(written(extraction(claim())))
    for attribute in ("src", "srcset", "style", "action", "background", "poster", "data", "ping"):
        assert root.xpath(f"//@{attribute}") == []
    assert [href for href in root.xpath("//@href") if not href.startswith("#")] == []
    assert root.xpath("//@*[starts-with(name(), 'on')]") == []
    assert root.xpath("//link | //iframe | //object | //embed | //base | //img | //form[@action]") == []


def test_every_part_of_style_and_script_is_in_the_page_and_no_other() -> None:
    for folder, suffix, names in (("script", ".js", SCRIPTS), ("style", ".css", STYLES)):
        there = {path.name for path in PARTS.joinpath(folder).iterdir()}
        assert there == {name + suffix for name in names}


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_script_makes_markup_runs_a_text_or_loads_anything(name: str) -> None:
    code = PARTS.joinpath("script", f"{name}.js").read_text("utf-8")
    assert not SINKS.search(COMMENT.sub("", code))
    assert "</script" not in code.lower()
    assert "<!--" not in code


@pytest.mark.parametrize("name", STYLES)
def test_no_style_loads_anything(name: str) -> None:
    code = PARTS.joinpath("style", f"{name}.css").read_text("utf-8")
    assert not re.search(r"url\(|@import|</style", code, re.IGNORECASE)
    assert not ADDRESS.search(code)


def test_no_two_parts_of_the_script_use_one_name_for_two_things() -> None:
    named = re.compile(r"^(?:(?:async )?function|const|let|class) (\w+)", re.MULTILINE)
    scripts = [PARTS.joinpath("script", f"{name}.js").read_text("utf-8") for name in SCRIPTS]
    names = [name for script in scripts for name in named.findall(script)]
    assert sorted(names) == sorted(set(names))


# -- hostile texts -------------------------------------------------------------------------------------------------


@settings(max_examples=150)
@given(any_extractions())
def test_any_text_and_any_fields_come_back_from_the_page_as_they_were(extractions: list[Extraction]) -> None:
    page = written(*extractions)
    root = tree(page)
    assert len(root.xpath("//script")) == len(extractions) + 4
    for data, one in zip(documents(page), extractions, strict=True):
        wanted = json.loads(script_json(document_values(one, with_text=True)))
        assert {name: data[name] for name in wanted if name != "claims"} == {
            name: value for name, value in wanted.items() if name != "claims"
        }
        assert unpacked(data) == wanted["claims"]


@settings(max_examples=300)
@given(st.recursive(ANY_TEXT, lambda below: st.lists(below, max_size=3) | st.dictionaries(ANY_TEXT, below, max_size=3)))
def test_json_for_the_page_holds_nothing_that_markup_is_made_of_and_keeps_its_length(value: Any) -> None:
    text = script_json(value)
    assert not set(text) & set("<>&\u2028\u2029")
    text.encode("utf-8")
    assert len(json.loads(text)) == len(value)


def test_a_hostile_text_stays_in_its_script_element() -> None:
    page = written(extraction(claim(), text=HOSTILE, source=HOSTILE))
    assert page.count("</script>") == page.count("<script")
    assert "alert" in page
    assert documents(page)[0]["text"] == HOSTILE


def test_a_pair_of_halves_does_not_become_one_character() -> None:
    [document] = documents(written(extraction(text="\ud83d\ude00 25")))
    assert document["text"] == "\ufffd\ude00 25"


# -- the command ---------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("counted")
def test_review_writes_the_page_of_its_inputs(run: Run) -> None:
    Path("a.txt").write_text("25 women")
    ended = run("review", "a.txt", "none.txt", "-o", "review.html")
    assert (ended.code, ended.out) == (1, "")
    assert "none.txt: no such file" in ended.err
    assert [document["source"] for document in documents(Path("review.html").read_text("utf-8"))] == [
        "a.txt",
        "none.txt",
    ]


@pytest.mark.usefixtures("counted")
def test_review_is_the_format_html_of_the_main_command(run: Run) -> None:
    Path("a.txt").write_text("25 women")
    page = run("a.txt", "-f", "html").out
    assert run("review", "a.txt").out == page
    assert run("a.txt", "-o", "x.html").code == run("a.txt", "-o", "x.htm").code == 0
    assert Path("x.html").read_text("utf-8") == Path("x.htm").read_text("utf-8") == page


@pytest.mark.usefixtures("counted")
def test_review_takes_the_flags_of_the_main_command(run: Run) -> None:
    Path("a.txt").write_text("25 women")
    ended = run("review", "a.txt", "-o", "r.html", "--country", "MD", "--resume", "-j", "1", "--quiet")
    assert (ended.code, ended.err) == (0, "")
    assert documents(Path("r.html").read_text("utf-8"))[0]["country"] == "MD"
    assert run("review", "a.txt", "-o", "r.html").code == 3
    assert run("review", "a.txt", "-o", "r.html", "--force").code == 0


@pytest.mark.usefixtures("counted")
def test_review_writes_a_page_whatever_format_is_set_for_all_runs(run: Run) -> None:
    Path("a.txt").write_text("25 women")
    Path("thbextract.toml").write_text('format = "csv"\nexcel = true\n')
    assert run("review", "a.txt").out.startswith("<!doctype html>")


@pytest.mark.parametrize("flag", ["--format", "--excel", "--explain", "--with-text"])
def test_review_knows_no_flags_that_a_page_has_no_use_for(run: Run, flag: str) -> None:
    assert flag not in run("review", "--help").out
    assert run("review", "a.txt", flag).code == 2


@pytest.mark.parametrize(
    ("name", "promised"),
    [
        ("claims.csv", "is a name for csv"),
        ("r.pdf", "has the suffix .pdf"),
        ("r.docx", "has the suffix .docx"),
        ("report.2024", "has the suffix .2024"),
    ],
)
def test_a_page_under_a_name_that_promises_something_else_is_refused(run: Run, name: str, promised: str) -> None:
    ended = run("review", "a.txt", "-o", name)
    assert (ended.code, ended.err) == (
        2,
        f"thbextract: {name}: {promised}, and review writes a page; name it .html\n",
    )
    assert not Path(name).exists()


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("name", ["r.HTML", "r.htm", "page"])
def test_a_page_may_have_the_suffixes_of_pages_or_none(run: Run, name: str) -> None:
    Path("a.txt").write_text("25 women were freed.")
    assert run("review", "a.txt", "-o", name).code == 0
    assert Path(name).read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize("command", [("review", "a.txt"), ("a.txt", "-f", "html")])
def test_a_page_is_not_written_to_a_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setattr(streams, "is_terminal", lambda _: True)
    ended = run(*command)
    assert (ended.code, ended.out) == (2, "")
    assert "name a file with -o" in ended.err
