"""The documentation says what the tool does: commands and their output, fields, codes, keys, links."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import pytest

import update_docs
from thbextract import __version__, cli, errors, extract_file, settings
from thbextract.cli import commands, completion, extract
from thbextract.packcheck import check_examples
from thbextract.patterns import RULES
from thbextract.writers.rows import CLAIM_FIELDS, NUMBER_FIELDS
from update_docs import PAGES, PROJECT, render, thbextract

README = (PROJECT / "README.md").read_text("utf-8")
OUTPUT = (PROJECT / "docs" / "output.md").read_text("utf-8")
PACKS = (PROJECT / "docs" / "packs.md").read_text("utf-8")
PROSE = [*PAGES, PROJECT / "CHANGELOG.md", PROJECT / "samples" / "README.md"]
LINK = re.compile(r"\]\(([^)#\s]*)(#[^)\s]*)?\)")
ROW = re.compile(r"^\| `([^`]+)` \|(.*)\|$", re.MULTILINE)
PACK = PROJECT / "samples" / "packs" / "displacement.toml"
needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")


def names_of_rows(section: str) -> list[str]:
    """What stands in the first column of the tables of a section."""
    return [match[1] for match in ROW.finditer(section)]


def section(page: str, title: str) -> str:
    """The text under a heading, up to the next one of its level or above."""
    level = title.split(" ")[0]
    begin = page.index(f"\n{title}")
    end = re.compile(rf"^#{{1,{len(level)}}} ", re.MULTILINE).search(page, begin + len(title) + 1)
    return page[begin : end.start() if end else len(page)]


def command_paths(command: Any, path: str = "thbextract") -> Iterator[str]:
    """The names of a command and of those below it."""
    yield path
    for name, below in getattr(command, "commands", {}).items():
        yield from command_paths(below, f"{path} {name}")


def fenced_command(name: str) -> str:
    """The block under the line `<!-- command: NAME -->`."""
    found = re.search(rf"^<!-- command: {name} -->\n```\w*\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert found, name
    return found[1].strip()


@needs_bash
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_shows_what_the_tool_prints(path: Path) -> None:
    page = path.read_text("utf-8")
    assert render(page) == page, "run: python tests/update_docs.py"


def test_the_help_of_every_command_is_shown() -> None:
    for name in command_paths(commands.command()):
        assert f"\n$ {name} --help\nUsage: {name} [OPTIONS]" in OUTPUT


def test_every_command_is_shown_in_the_readme() -> None:
    paths = [*command_paths(commands.command())]
    leaves = [path for path in paths if not any(other.startswith(f"{path} ") for other in paths)]
    assert len(leaves) >= len(completion.NAMED)
    for name in leaves:
        assert name in README


def test_the_readme_begins_with_a_real_input_and_its_output() -> None:
    before = README[: README.index("\n## ")]
    assert (PROJECT / "samples" / "readme" / "shelter-release.txt").read_text("utf-8") in before
    assert "$ thbextract samples/readme/shelter-release.txt" in before


@pytest.mark.parametrize("name", ["main", "tests"])
def test_the_two_commands_of_the_readme_start_from_nothing(name: str) -> None:
    command = fenced_command(name)
    assert command.startswith("python3 -m venv .venv && .venv/bin/pip install ")
    assert "\n" not in command
    assert not re.search(r"(^|\s)/", command), "no path of somebody's machine"


@needs_bash
def test_the_main_command_reads_the_samples() -> None:
    last = fenced_command("main").rsplit("&&", 1)[1].strip()
    assert last.startswith(".venv/bin/thbextract samples/")
    with update_docs.shell():
        code, out, err = thbextract(*update_docs.expanded(last.split()[1:]))
    assert code == 0, err
    assert out.startswith("source,")
    assert out.count("\nsamples/texts/") > 100


def test_the_flags_of_the_main_command_are_in_the_help() -> None:
    command = extract.command()
    shown = section(OUTPUT, "## Commands")
    for parameter in command.params:
        for flag in parameter.opts:
            assert not flag.startswith("-") or flag in shown


def test_every_setting_is_documented() -> None:
    assert names_of_rows(section(OUTPUT, "## Settings")) == list(settings.NAMES)


def test_every_field_of_a_claim_is_documented_in_its_order() -> None:
    assert names_of_rows(section(OUTPUT, "### Fields of a claim")) == list(CLAIM_FIELDS)


def test_every_field_of_an_explained_number_is_documented_in_its_order() -> None:
    assert names_of_rows(section(OUTPUT, "### Fields of a number")) == list(NUMBER_FIELDS)


def test_every_exit_code_is_documented() -> None:
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", section(OUTPUT, "## Exit codes"), re.MULTILINE)}
    kinds = errors.ThbextractError.__subclasses__()
    assert documented == {0, cli.DEFECT, cli.INTERRUPTED, *(kind.exit_code for kind in kinds)}


def test_every_table_and_key_of_a_pack_is_documented_and_no_other() -> None:
    shared = {"id", "examples", "counterexamples"}
    assert set(names_of_rows(section(PACKS, "## What every pack has"))) == shared
    assert set(re.findall(r"^### `\[\[(\w+)\]\]`", PACKS, re.MULTILINE)) == {kind.table for kind in RULES}
    for kind in RULES:
        text = section(PACKS, f"### `[[{kind.table}]]`").split("\nA kind may be")[0]
        documented = {match[1]: "required" in match[2] for match in ROW.finditer(text)}
        known = {field.name: field.default is MISSING for field in fields(kind) if field.name not in shared}
        assert documented == known, kind.table


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.name)
def test_links_inside_the_project_lead_somewhere(path: Path) -> None:
    for target, anchor in LINK.findall(path.read_text("utf-8")):
        if "://" in target:
            continue
        there = path.parent / target if target else path
        assert there.exists(), target
        titles = re.findall(r"^#+ (.*)$", there.read_text("utf-8"), re.MULTILINE) if anchor else []
        slugs = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
        assert not anchor or anchor[1:] in slugs, anchor


def test_the_changelog_knows_this_version() -> None:
    changes = (PROJECT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(rf"^## \[{re.escape(__version__)}\] - \d{{4}}-\d\d-\d\d$", changes, re.MULTILINE)


def test_a_pack_of_another_field_works_without_python() -> None:
    text = PROJECT / "samples" / "packs" / "flood-release.txt"
    rules = {claim.value: claim.rule for claim in extract_file(text, patterns=[PACK]).claims}
    assert rules[4300] == "displace"
    assert rules[1900] == "flee"
    assert rules[75] == "rebuild"
    assert rules[320] == "displaced-person"
    assert {"displace", "flee", "rebuild"}.isdisjoint(claim.rule for claim in extract_file(text).claims)


def test_the_pack_of_another_field_does_what_its_examples_say() -> None:
    assert check_examples([PACK]) == []
