"""Packs: what the loader takes, what it refuses and in which words, and whether rules do what they show."""

from __future__ import annotations

from pathlib import Path

import pytest

from thbextract.errors import PackError
from thbextract.packcheck import check_examples
from thbextract.patterns import (
    RULES,
    BodyRule,
    CountryRule,
    CueRule,
    CurrencyRule,
    NounRule,
    PlainRule,
    QualifierRule,
    Rule,
    VerbRule,
    load_pack,
    load_packs,
    pack_files,
)

HEAD = '[pack]\nname = "mine"\nversion = 1\n'
NOUN = '[[noun]]\nid = "tent"\nkind = "thing"\ncategory = "other"\nwords = ["tent"]\n'
SHIPPED = [rule for pack in load_packs().packs for rule in pack.rules]


def refused(tmp_path: Path, text: str) -> str:
    """What is said of a pack that is refused; it always begins with the file."""
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(PackError) as caught:
        load_pack(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert "\n" not in message
    return message.removeprefix(str(path))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (NOUN, ': no [pack] table with name and version; add [pack], name = "…", version = 1'),
        ('[pack]\nname = "mine"\nversion = "1"\n', ": no [pack] table with name and version"),
        (HEAD + NOUN + 'colour = "red"\n', ": noun tent: unknown key 'colour'; use one of: age_group, category"),
        (
            HEAD + '[[noun]]\nid = "tent"\nkind = "thing"\nwords = ["tent"]\n',
            ": noun tent: category is missing; add category = …",
        ),
        (HEAD + '[[noun]]\nkind = "thing"\n', ": noun number 1: id is missing; add id = …"),
        (HEAD + NOUN.replace('["tent"]', '"tent"'), ": noun tent: words is not a list; put it in square brackets"),
        (
            HEAD + NOUN.replace('["tent"]', "[7]"),
            ": noun tent: words: 7 is not a string; write a string that is not empty",
        ),
        (
            HEAD + NOUN.replace('["tent"]', '[""]'),
            ": noun tent: words: '' is not a string; write a string that is not empty",
        ),
        (HEAD + NOUN.replace('"other"', '"tents"'), ": noun tent: category: 'tents' is not known; use one of: cases"),
        (HEAD + NOUN + 'sex = "f"\n', ": noun tent: sex: 'f' is not known; use one of: female, male"),
        (
            HEAD + NOUN + 'examples = ["A tent."]\n',
            ": noun tent: examples: an example needs text and what it gives; write { text",
        ),
        (
            HEAD + NOUN + 'examples = [{ text = "A tent." }]\n',
            ": noun tent: examples: an example needs text and what it gives",
        ),
        (HEAD + NOUN + "counterexamples = [1]\n", ": noun tent: counterexamples: 1 is not a string"),
        (HEAD + NOUN + NOUN, ": noun tent: the id stands twice; give each rule an id of its own"),
        (HEAD + '[[nouns]]\nid = "tent"\n', ": unknown table [[nouns]]; use one of: body, country, cue, currency"),
        (HEAD + '[noun]\nid = "tent"\n', ": [noun] is no list of tables; write it with double brackets: [[noun]]"),
        (HEAD + '[forms]\ntooth = "teeth"\n', ': [forms] tooth: not a list of strings; write tooth = ["…"]'),
        ("forms = 1\n" + HEAD, ": [forms] is not a table; write [forms], then lines like"),
        (HEAD + "noun = [", ": not valid TOML: "),
        (
            HEAD + '[[qualifier]]\nid = "q"\nqualifier = "exact"\nestimated = 1\n',
            ": qualifier q: estimated: 1 is not true or false",
        ),
    ],
)
def test_a_bad_pack_is_refused_with_its_place_and_the_remedy(tmp_path: Path, text: str, message: str) -> None:
    assert refused(tmp_path, text).startswith(message)


def test_a_list_of_numbers_in_place_of_rules_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "noun = [1]\n" + HEAD).startswith(": [noun] is no list of tables")


def test_bytes_that_are_no_utf_8_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b'[pack]\nname = "\xff"\n')
    with pytest.raises(PackError, match="not valid TOML"):
        load_pack(path)


def test_a_pack_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"gone\.toml: .*; check the path and its permissions"):
        load_packs([tmp_path / "gone.toml"])


def test_a_folder_given_as_a_pack_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="check the path"):
        load_pack(tmp_path)


def test_a_folder_without_packs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"no pack in this folder; name a \.toml file"):
        pack_files([tmp_path])


def test_a_folder_stands_for_its_packs_in_name_order(tmp_path: Path) -> None:
    for name in ("b.toml", "a.toml", "notes.txt"):
        (tmp_path / name).write_text(HEAD, "utf-8")
    assert pack_files([tmp_path]) == [tmp_path / "a.toml", tmp_path / "b.toml"]


def test_a_bad_pack_ends_with_exit_code_4(tmp_path: Path) -> None:
    with pytest.raises(PackError) as caught:
        load_packs([tmp_path])
    assert caught.value.exit_code == 4


def test_the_checksum_of_a_pack_is_that_of_its_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    one.write_text(HEAD + NOUN, "utf-8")
    two.write_text(HEAD + NOUN + "\n", "utf-8")
    assert load_pack(one).sha256 != load_pack(two).sha256


def test_every_kind_of_rule_has_a_table_of_its_own() -> None:
    assert len({kind.table for kind in RULES}) == len(RULES)


# ---------------------------------------------------------------- the packs that come with the tool


def test_every_shipped_rule_does_what_its_examples_show() -> None:
    assert check_examples() == []


VOCABULARY = (BodyRule, CountryRule, CueRule, CurrencyRule, PlainRule, QualifierRule)


@pytest.mark.parametrize(
    "rule", [rule for rule in SHIPPED if not isinstance(rule, VOCABULARY)], ids=lambda rule: rule.id
)
def test_a_rule_that_decides_shows_where_it_applies_and_where_not(rule: Rule) -> None:
    assert rule.examples
    assert rule.counterexamples


def test_no_noun_stands_for_two_rules() -> None:
    homes: dict[str, list[str]] = {}
    for rule in SHIPPED:
        if isinstance(rule, NounRule):
            for word in rule.words:
                homes.setdefault(word.lower(), []).append(rule.id)
    assert {word: ids for word, ids in homes.items() if len(ids) > 1} == {}


def test_a_verb_that_takes_nothing_but_people_is_a_verb_of_its_rule() -> None:
    rules = [rule for rule in SHIPPED if isinstance(rule, VerbRule)]
    assert [rule.id for rule in rules if not set(rule.people_only) <= set(rule.verbs)] == []


def test_verbs_decide_only_for_kinds_of_nouns_that_there_are() -> None:
    kinds = {rule.kind for rule in SHIPPED if isinstance(rule, NounRule)} | {"bare"}
    asked = {kind for rule in SHIPPED if isinstance(rule, VerbRule) for kind in rule.nouns}
    assert asked - kinds == set()
