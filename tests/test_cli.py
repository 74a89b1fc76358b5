"""The command line: what goes where, with which exit code, and one line for whatever goes wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Ended
from thbextract import __version__, cli
from thbextract.cli import job

Run = Callable[..., Ended]
HEAVY = ("spacy", "dateparser", "rich", "numpy", "jsonschema", "charset_normalizer")
pytestmark = pytest.mark.usefixtures("counted")


@pytest.fixture(autouse=True)
def text(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("Police freed 25 women.\nIn all 3 men stood trial.\n")
    return path


def test_a_file_gives_json_into_a_pipe_and_a_summary_on_stderr(run: Run, validate: Callable[[Any], None]) -> None:
    ended = run("a.txt")
    validate(ended.json)
    assert ended.code == 0
    assert [claim["value"] for claim in ended.json["documents"][0]["claims"]] == [25, 3]
    assert ended.err == "1 read, 0 failed, 0 skipped, 2 claims\n"


def test_standard_input_is_a_document_by_dash_or_without_arguments(run: Run) -> None:
    for arguments in (["-"], []):
        ended = run(*arguments, stdin=b"25 women")
        assert (ended.json["documents"][0]["source"], ended.code) == ("-", 0)


def test_the_same_input_gives_the_same_bytes(run: Run) -> None:
    assert run("a.txt").out == run("a.txt").out


def test_the_json_tells_the_tool_its_packs_and_settings(run: Run) -> None:
    tool = run("a.txt", "--country", "md", "--category", "victims").json["tool"]
    assert (tool["name"], tool["version"]) == ("thbextract", __version__)
    assert {"thb", "bodies"} <= {pack["name"] for pack in tool["packs"]}
    assert tool["settings"] == {
        "date": None,
        "issuer": None,
        "reporting_period": None,
        "country": "MD",
        "category": ["victims"],
        "with_text": False,
        "explain": False,
        "text_column": None,
        "id_column": None,
        "timeout": 600,
        "max_size": 100,
        "max_pages": 2000,
    }


def test_every_input_is_a_document_in_input_order_also_one_that_failed(run: Run) -> None:
    Path("b.bin").write_bytes(b"\0\1\2")
    ended = run("none.txt", "a.txt", "b.bin")
    assert ended.code == 1
    assert [document["source"] for document in ended.json["documents"]] == ["none.txt", "a.txt", "b.bin"]
    assert [[p["code"] for p in d["problems"]] for d in ended.json["documents"]] == [["missing"], [], ["no_document"]]
    assert ended.err.splitlines() == [
        "none.txt: no such file; check the path",
        "b.bin: is binary, not text; save it as DOCX, PDF or plain text",
        "1 read, 2 failed, 0 skipped, 2 claims",
    ]


def test_a_document_without_claims_is_done(run: Run) -> None:
    assert run("-", stdin=b"Nobody was counted.").code == 0


def test_an_empty_input_is_told_and_counts_as_failed(run: Run) -> None:
    ended = run("-", stdin=b" \n")
    assert (ended.code, ended.err.splitlines()[0]) == (1, "-: is empty; check that it is the right file")


def test_a_guessed_encoding_is_told_but_no_failure(run: Run) -> None:
    ended = run("-", stdin="The café paid £400.".encode("cp1252"))
    assert ended.code == 0
    assert ended.err.startswith("-: is not UTF-8; read as cp1252; ")
    assert run("-", "--quiet", stdin="The café paid £400.".encode("cp1252")).err == ""


def test_quiet_leaves_errors_alone(run: Run) -> None:
    assert run("none.txt", "--quiet").err == "none.txt: no such file; check the path\n"


@pytest.mark.parametrize("format_", ["json", "jsonl", "csv", "tsv", "table"])
def test_every_format_can_be_asked_for(run: Run, format_: str) -> None:
    ended = run("a.txt", "-f", format_)
    assert ended.code == 0
    assert "25" in ended.out


def test_excel_goes_with_csv_alone(run: Run) -> None:
    assert run("a.txt", "-f", "csv", "--excel").out.startswith("\ufeffsource,")
    ended = run("a.txt", "--excel")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "thbextract: --excel has no meaning for json; add -f csv, or leave it out\n"


def test_the_text_is_put_in_on_demand(run: Run, text: Path) -> None:
    assert run("a.txt", "--with-text").json["documents"][0]["text"] == text.read_text()


def test_flags_reach_the_documents(run: Run) -> None:
    document = run("a.txt", "--date", "2018-05", "--country", "ge").json["documents"][0]
    assert (document["date"], document["country"]) == ("2018-05", "GE")


def test_settings_come_from_file_environment_and_flags(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("thbextract.toml").write_text('country = "MD"\nformat = "jsonl"\n')
    assert json.loads(run("a.txt").out.splitlines()[0])["document_country"] == "MD"
    monkeypatch.setenv("THBEXTRACT_COUNTRY", "GE")
    assert json.loads(run("a.txt").out.splitlines()[0])["document_country"] == "GE"
    assert run("a.txt", "--country", "AZ", "-f", "json").json["documents"][0]["country"] == "AZ"


def test_a_bad_settings_file_ends_the_run_with_4(run: Run) -> None:
    Path("thbextract.toml").write_text("colour = 1\n")
    ended = run("a.txt")
    assert (ended.code, ended.out) == (4, "")
    assert ended.err.startswith("thbextract: thbextract.toml: unknown setting 'colour'; use one of: ")


def test_a_bad_pack_ends_the_run_with_4_before_anything_is_written(run: Run) -> None:
    Path("mine.toml").write_text("[[noun]]\n")
    ended = run("a.txt", "--patterns", "mine.toml", "-o", "x.json")
    assert (ended.code, ended.out, Path("x.json").exists()) == (4, "", False)
    assert "mine.toml: no [pack] table" in ended.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--bogus"], "No such option: --bogus"),
        (["--date", "31.5.2018"], "--date: '31.5.2018' is not a date; write YYYY"),
        (["--country", "XX"], "--country: 'XX' is not a country"),
        (["--category", "witnesses"], "is not a category; use some of: cases"),
        (["-f", "xml"], "--format: 'xml' is not a format; use one of: json"),
        (["-o"], "requires an argument"),
        (["-", "-"], "- is given twice"),
        (["-o", "x.pdf"], "no format has the suffix .pdf"),
        (["-o", "a.txt", "-f", "json", "--force"], "a.txt: is an input too"),
        (["-o", "x.json", "--errors", "x.json"], "name one file"),
        (["--errors", "-"], "--errors needs a file"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(run: Run, arguments: list[str], said: str) -> None:
    ended = run("a.txt", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert ended.err.count("\n") == 1


def test_without_arguments_on_a_terminal_help_is_shown_with_exit_2(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thbextract.cli.streams.is_terminal", lambda _stream: True)
    ended = run()
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("Usage: thbextract")


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_names_every_command_and_exits_0(run: Run, flag: str) -> None:
    ended = run(flag)
    assert ended.code == 0
    for command in ("score", "patterns check", "schema"):
        assert command in " ".join(ended.out.split())


def test_a_file_named_like_a_command_is_given_with_its_folder(run: Run) -> None:
    Path("score").write_text("25 women")
    assert run("./score").code == 0
    assert run("--", "score").json["documents"][0]["source"] == "score"
    assert run("score").code == 2


def test_after_two_dashes_a_file_may_look_like_a_flag(run: Run) -> None:
    Path("-f").write_text("25 women")
    assert run("--", "-f").json["documents"][0]["source"] == "-f"


def test_the_output_takes_its_format_from_the_suffix_unless_one_is_given(run: Run) -> None:
    for name, begin in (("x.csv", "source,"), ("x.TSV", "source\t"), ("x.jsonl", '{"source"'), ("x", "{\n")):
        assert run("a.txt", "-o", name).out == ""
        assert Path(name).read_text().startswith(begin)
    run("a.txt", "-o", "y.csv", "-f", "jsonl")
    assert Path("y.csv").read_text().startswith('{"source"')


def test_an_output_that_exists_is_kept_without_force(run: Run) -> None:
    Path("x.json").write_text("old")
    ended = run("a.txt", "-o", "x.json")
    assert (ended.code, Path("x.json").read_text()) == (3, "old")
    assert ended.err == "thbextract: x.json: exists already; name another file, or overwrite it with --force\n"
    assert run("a.txt", "-o", "x.json", "--force").code == 0
    assert Path("x.json").read_text() != "old"


def test_an_output_is_replaced_whole_or_not_at_all(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("x.json").write_text("old")

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(job, "extract_items", interrupted)
    ended = run("a.txt", "-o", "x.json", "--force")
    assert (ended.code, ended.err) == (130, "thbextract: interrupted\n")
    assert Path("x.json").read_text() == "old"
    assert sorted(path.name for path in Path().iterdir()) == ["a.txt", "x.json"]


def test_an_output_behind_a_link_is_written_where_the_link_points(run: Run) -> None:
    Path("real.json").write_text("old")
    Path("real.json").chmod(0o640)
    Path("link.json").symlink_to("real.json")
    assert run("a.txt", "-o", "link.json", "--force").code == 0
    assert Path("link.json").is_symlink()
    assert json.loads(Path("real.json").read_text())["schema_version"] == 1
    assert Path("real.json").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("target", ["none/x.json", ".", "a.txt/x.json"])
def test_an_output_that_cannot_be_made_is_exit_3(run: Run, target: str) -> None:
    ended = run("a.txt", "-o", target, "-f", "json")
    assert (ended.code, ended.out) == (3, "")
    assert ended.err.startswith(f"thbextract: {target}: ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_exit_3(run: Run) -> None:
    ended = run("a.txt", "-o", "/dev/full", "-f", "json")
    assert (ended.code, ended.err.count("\n")) == (3, 1)
    assert "No space left" in ended.err


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs /dev/null")
def test_a_device_is_written_to_and_stays_one(run: Run) -> None:
    assert run("a.txt", "-o", "/dev/null").code == 0
    assert not Path("/dev/null").is_file()


def test_problems_go_into_a_file_on_demand(run: Run) -> None:
    assert run("a.txt", "none.txt", "--errors", "problems.jsonl").code == 1
    lines = [json.loads(line) for line in Path("problems.jsonl").read_text().splitlines()]
    assert lines == [{"source": "none.txt", "code": "missing", "message": "no such file", "remedy": "check the path"}]


def test_a_defect_in_one_input_is_exit_70_and_the_rest_is_written(run: Run) -> None:
    Path("b.txt").write_text("crash")
    ended = run("b.txt", "a.txt")
    assert ended.code == 70
    assert len(ended.json["documents"][1]["claims"]) == 2
    assert "b.txt: internal error: KeyError: 'crash'; please report it" in ended.err
    assert "Traceback" not in ended.err


def test_a_defect_of_the_command_itself_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "_dispatch", lambda _argv: 1 // 0)
    ended = run("a.txt")
    assert (ended.code, ended.err.count("\n")) == (70, 1)
    assert "ZeroDivisionError" in ended.err
    assert "Traceback" in run("a.txt", "--verbose").err


def test_a_name_cannot_steer_the_terminal(run: Run) -> None:
    assert run("a\x1b[31m\nb.txt").err.splitlines()[0] == "a\ufffd[31m b.txt: no such file; check the path"


def test_the_table_shows_markup_of_the_text_as_it_is(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("[red]a[_red].txt").write_text("25 women")
    monkeypatch.setenv("FORCE_COLOR", "1")
    ended = run("[red]a[_red].txt", "-f", "table")
    assert "[red]a[_red].txt" in ended.out
    assert "\x1b" not in ended.out


@pytest.mark.parametrize("no_color", [True, False])
def test_the_table_obeys_no_color_on_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch, no_color: bool) -> None:
    monkeypatch.setattr("thbextract.cli.table.is_terminal", lambda _stream: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    assert ("\x1b[3" in run("a.txt", "-f", "table").out) is not no_color


def test_the_schema_is_printed(run: Run, schema: dict[str, Any]) -> None:
    assert run("schema").json == schema


def test_good_packs_pass_the_check(run: Run) -> None:
    Path("mine.toml").write_text('[pack]\nname = "mine"\nversion = 1\n')
    ended = run("patterns", "check", "mine.toml")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == "1 pack, 0 rules, 0 wrong\n"


def test_a_rule_that_does_not_do_what_its_example_says_is_named(run: Run) -> None:
    Path("mine.toml").write_text(
        '[pack]\nname = "mine"\nversion = 1\n[[noun]]\nid = "ships"\nkind = "thing"\ncategory = "activities"\n'
        'words = ["patrol"]\nexamples = [{ text = "They sent 12 patrols.", category = "cases" }]\n'
    )
    ended = run("patterns", "check", "mine.toml")
    assert ended.code == 4
    assert ended.err.startswith("mine.toml: noun ships: 'They sent 12 patrols.' gives")


def test_every_bad_pack_is_named_with_its_remedy(run: Run) -> None:
    Path("one.toml").write_text("[pack\n")
    Path("two.toml").write_text('[pack]\nname = "x"\nversion = 1\n[[nouns]]\n')
    ended = run("patterns", "check", "one.toml", "two.toml")
    assert ended.code == 4
    lines = ended.err.splitlines()
    assert lines[0].startswith("one.toml: not valid TOML")
    assert lines[1].startswith("two.toml: unknown table [[nouns]]; use one of: ")
    assert lines[2] == "2 packs, 0 rules, 2 wrong"


def _gold(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    claim = {"start": 13, "end": 15, "text": "25", "value": 25, "category": "victims", "period": "2017"}
    gold = {"document": {}, "claims": [claim | {"issuer": "Ministry of Health"}]}
    (tmp_path / "gold" / "a.json").write_text(json.dumps(gold))


def test_the_score_takes_predictions_or_makes_them_from_texts(run: Run, tmp_path: Path) -> None:
    _gold(tmp_path)
    run("a.txt", "-o", "predictions.json")
    results = [run("score", "gold", target, "-f", "json") for target in ("predictions.json", "a.txt", ".")]
    assert [ended.code for ended in results] == [0, 0, 0]
    assert [ended.json for ended in results] == [results[0].json] * 3
    core = results[0].json["core"]
    assert (core["tp"], core["fp"], core["fn"]) == (1, 1, 0)


def test_the_score_reads_for_people_and_lists_every_error(run: Run, tmp_path: Path) -> None:
    _gold(tmp_path)
    ended = run("score", "gold", "a.txt", "--errors")
    assert ended.out.splitlines()[0] == "a:30: spurious '3': victims 3"
    assert "core           0.500     1.000     0.667       1       1       0" in ended.out


def test_the_score_tells_of_further_fields_only_if_gold_has_them(run: Run, tmp_path: Path) -> None:
    """Without gold for them there is no line; with it there is, and their errors are listed."""
    _gold(tmp_path)
    assert "further" not in run("score", "gold", "a.txt", "--errors").out
    path = tmp_path / "gold" / "a.json"
    gold = json.loads(path.read_text())
    gold["claims"][0] |= {"status": "planned", "part_of_number": "33"}
    path.write_text(json.dumps(gold))
    ended = run("score", "gold", "a.txt", "--errors")
    assert "a:13: further field '25': status reported, gold planned; part_of None, gold 33" in ended.out
    assert "further   status 0.000  country –  part_of 0.000" in ended.out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["none", "a.txt"], 1, "none: can't be read"),
        (["gold", "none.json"], 1, "none.json: can't be read"),
        (["gold", "gold/a.json"], 1, "gold/a.json: is no JSON output of thbextract"),
        (["gold", "a.txt", "-f", "xml"], 2, "is not a format of the score"),
        (["gold"], 2, "Missing argument"),
    ],
)
def test_a_score_of_nothing_is_an_error(run: Run, tmp_path: Path, arguments: list[str], code: int, said: str) -> None:
    _gold(tmp_path)
    ended = run("score", *arguments)
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err


def test_gold_that_the_predictions_lack_is_told(run: Run, tmp_path: Path) -> None:
    _gold(tmp_path)
    (tmp_path / "gold" / "b.json").write_text('{"document": {}, "claims": []}')
    ended = run("score", "gold", "a.txt")
    assert ended.err == "a.txt: 1 of 2 gold documents are not in it; counted as empty\n"


def process(*argv: str, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *argv], capture_output=True, text=True, timeout=60, check=False, **options)


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_help_and_version_load_nothing_heavy(argument: str) -> None:
    code = (
        f"import sys; from thbextract.cli import job, run; code = run([{argument!r}]); "
        f"sys.exit(code or str([name for name in {HEAVY} if name in sys.modules] or ''))"
    )
    ended = process("-c", code)
    assert (ended.returncode, ended.stderr.strip()) == (0, "") or ended.stderr.strip() == ""


def test_importing_the_package_loads_nothing_heavy_and_names_its_verbs() -> None:
    code = (
        "import sys, thbextract; assert {'extract', 'extract_file', 'extract_many', 'Claim'} <= set(dir(thbextract)); "
        f"thbextract.Claim; print([name for name in {(*HEAVY, 'typer')} if name in sys.modules])"
    )
    assert process("-c", code).stdout == "[]\n"


def _closed_after_a_line(arguments: str) -> tuple[list[str], str]:
    script = (
        f"{sys.executable} -m thbextract {arguments} | (read -r line; exec <&-; sleep 0.1); echo ${{PIPESTATUS[0]}}"
    )
    ended = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=60, check=True)
    return ended.stdout.splitlines(), ended.stderr


@pytest.mark.parametrize("format_", ["json", "csv", "table"])
def test_a_closed_pipe_is_a_quiet_end(tmp_path: Path, format_: str) -> None:
    path = tmp_path / "long.txt"
    path.write_text("Police freed 25 women.\n\n" * 1200)  # more than a pipe holds (64 KiB) in every format
    assert _closed_after_a_line(f"{path} -f {format_}") == (["0"], "")


def test_the_version_is_printed() -> None:
    ended = process("-m", "thbextract", "--version")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, f"thbextract {__version__}\n", "")


def test_a_closed_standard_input_is_told() -> None:
    script = f"{sys.executable} -m thbextract - <&-"
    ended = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert "standard input is closed" in ended.stderr


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
def test_output_is_utf8_whatever_the_locale() -> None:
    environment = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ended = subprocess.run(
        [sys.executable, "-m", "thbextract", "schema"], capture_output=True, timeout=60, check=True, env=environment
    )
    assert "…" in ended.stdout.decode("utf-8")
