"""Packs of one's own: found in every kind of installation, laid over the tool's own, of any field."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pytest

from thbextract import extract
from thbextract.packcheck import check_examples
from thbextract.patterns import NounRule, load_packs, pack_folder

PROJECT = Path(__file__).parent.parent
DISPLACEMENT = """
[pack]
name = "displacement"
version = 1

[[noun]]
id = "evacuee"
kind = "vulnerable"
category = "persons"
words = ["evacuee", "displaced family"]
examples = [{ text = "The camp holds 400 evacuees.", value = 400, category = "persons" }]
counterexamples = ["The evacuee slept."]

[[noun]]
id = "yurt"
kind = "place"
category = "assistance"
words = ["yurt"]
examples = [{ text = "The town put up 30 yurts.", value = 30, category = "assistance", status = "capacity" }]
counterexamples = ["The yurt was warm."]

[[verb]]
id = "flee"
category = "victims"
nouns = ["person", "vulnerable", "bare"]
verbs = ["flee", "uproot"]
role = "subject"
examples = [{ text = "In May 2021 some 900 villagers fled.", value = 900, category = "victims", action = "flee" }]
counterexamples = ["They fled."]

[[verb]]
id = "uproot"
category = "victims"
nouns = ["person", "vulnerable", "bare"]
verbs = ["uproot"]
people_only = ["uproot"]
examples = [{ text = "The flood uprooted 70 potters.", value = 70, category = "victims", action = "uproot" }]
counterexamples = ["The storm uprooted a tree."]

[forms]
flee = ["fled"]
"""


@pytest.fixture
def displacement(tmp_path: Path) -> Path:
    path = tmp_path / "displacement.toml"
    path.write_text(DISPLACEMENT, "utf-8")
    return path


def test_this_installation_finds_the_packs() -> None:
    assert {path.name for path in pack_folder().glob("*.toml")} >= {"thb.toml", "bodies.toml", "currencies.toml"}


def test_a_wheel_carries_the_packs_and_the_schema_and_finds_them(tmp_path: Path) -> None:
    if find_spec("hatchling") is None or find_spec("pip") is None:
        pytest.skip("hatchling or pip is not installed: no wheel can be built offline")
    build = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index", "-q"]
    subprocess.run([*build, "-w", str(tmp_path), str(PROJECT)], check=True, capture_output=True, timeout=120)
    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    site = tmp_path / "site" / "thbextract"
    assert {path.name for path in (site / "packs").iterdir()} == {
        path.name for path in (PROJECT / "patterns").glob("*.toml")
    }
    assert (site / "schema" / "claims.schema.json").is_file()
    assert (site / "py.typed").is_file()
    code = "from thbextract.patterns import pack_folder, load_packs; load_packs(); print(pack_folder())"
    found = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(tmp_path / "site"), "PATH": ""},
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert Path(found.stdout.strip()) == site / "packs"


def test_a_pack_of_another_field_works_without_a_line_of_python(displacement: Path) -> None:
    text = "In 2021 some 900 villagers fled. The town put up 30 yurts. The flood uprooted 70 potters."
    claims = extract(text, patterns=[displacement]).claims
    assert [(claim.category, claim.rule) for claim in claims] == [
        ("victims", "flee"),
        ("assistance", "yurt"),
        ("victims", "uproot"),
    ]


def test_the_examples_of_a_pack_of_another_field_are_checked_the_same_way(displacement: Path) -> None:
    assert check_examples([displacement]) == []


def test_an_example_that_fails_is_told_with_file_rule_and_what_came_out(displacement: Path) -> None:
    text = displacement.read_text("utf-8").replace("value = 900", "value = 901")
    displacement.write_text(text, "utf-8")
    (line,) = check_examples([displacement])
    assert line.startswith(f"{displacement}: verb flee: ")
    assert "gives value 900, category 'victims', action 'flee', not value 901" in line


def test_a_counterexample_that_matches_is_told(displacement: Path) -> None:
    text = displacement.read_text("utf-8").replace("They fled.", "Twelve villagers fled.")
    displacement.write_text(text, "utf-8")
    (line,) = check_examples([displacement])
    assert "the counterexample 'Twelve villagers fled.' is matched" in line


def test_without_the_pack_its_words_mean_nothing() -> None:
    (claim,) = extract("The town put up 30 yurts.").claims
    assert (claim.category, claim.rule) == ("other", "unknown-noun")


def test_a_later_pack_overrides_a_rule_of_the_same_table_and_id(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        '[pack]\nname = "mine"\nversion = 1\n'
        '[[noun]]\nid = "yurt"\nkind = "thing"\ncategory = "other"\nwords = ["yurt"]\n',
        "utf-8",
    )
    again = tmp_path / "again.toml"
    again.write_text(
        path.read_text("utf-8").replace('"thing"', '"organization"').replace('"other"', '"organizations"'), "utf-8"
    )
    (rule,) = (rule for rule in load_packs([path, again]).rules(NounRule) if rule.id == "yurt")
    assert rule.category == "organizations"
    assert extract("The town put up 30 yurts.", patterns=[path, again]).claims[0].category == "organizations"


def test_an_overridden_rule_of_the_tool_loses_its_words(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        '[pack]\nname = "mine"\nversion = 1\n'
        '[[noun]]\nid = "conviction"\nkind = "conviction"\ncategory = "convictions"\nwords = ["verdict"]\n',
        "utf-8",
    )
    (claim,) = extract("The courts reached 12 verdicts.", patterns=[path]).claims
    assert claim.category == "convictions"
    (other,) = extract("The year saw 12 convictions.", patterns=[path]).claims
    assert other.category == "other"
