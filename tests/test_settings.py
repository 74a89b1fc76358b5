"""Settings: defaults < file < environment < flags, and every bad value is named with its remedy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thbextract.edtf import bounds, is_date, is_period
from thbextract.errors import SettingsError, UsageError
from thbextract.settings import Settings, load_settings


def test_without_any_wish_the_defaults_hold(tmp_path: Path) -> None:
    assert load_settings(folder=tmp_path, environ={}) == Settings()


def test_flags_beat_the_environment_which_beats_the_file(tmp_path: Path) -> None:
    (tmp_path / "thbextract.toml").write_text('issuer = "file"\ncountry = "MD"\ndate = "2016"\n')
    environ = {"THBEXTRACT_ISSUER": "environment", "THBEXTRACT_COUNTRY": "GE"}
    made = load_settings({"issuer": "flag", "date": None}, folder=tmp_path, environ=environ)
    assert (made.issuer, made.country, made.date) == ("flag", "GE", "2016")


def test_pyproject_is_read_where_there_is_no_file_of_our_own(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.thbextract]\ncategory = ["victims", "money"]\n')
    assert load_settings(folder=tmp_path, environ={}).category == ("victims", "money")
    (tmp_path / "thbextract.toml").write_text("")
    assert load_settings(folder=tmp_path, environ={}).category == ()


def test_a_broken_pyproject_that_does_not_speak_of_us_is_not_our_business(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.other\n")
    assert load_settings(folder=tmp_path, environ={}) == Settings()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("issuer = \n", "not valid TOML"),
        ("colour = true\n", "unknown setting 'colour'; use one of: category, country"),
        ("date = 2018\n", "date: 2018 is not a text"),
        ('with_text = "maybe"\n', "with_text: neither true nor false"),
        ("category = [1]\n", "category: not a list of texts"),
        ("category = []\n", "category: '' is not a category"),
    ],
)
def test_a_bad_settings_file_is_an_error_that_names_file_and_remedy(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "thbextract.toml").write_text(content)
    with pytest.raises(SettingsError) as caught:
        load_settings(folder=tmp_path, environ={})
    assert str(tmp_path / "thbextract.toml") in str(caught.value)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("date", "31.05.2018", "write YYYY"),
        ("date", "2018/2019", "is not a date"),
        ("date", "2018-02-30", "is not a date"),
        ("date", "2018-36", "is not a date"),
        ("reporting_period", "2019/2018", "is not a period"),
        ("country", "Moldova", "two letters"),
        ("country", "XX", "two letters"),
        ("category", "victims,witnesses", "'witnesses' is not a category"),
        ("format", "xml", "use one of: json"),
        ("issuer", " ", "is not a text"),
    ],
)
def test_a_bad_flag_is_wrong_usage_with_a_remedy(tmp_path: Path, name: str, value: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        load_settings({name: value}, folder=tmp_path, environ={})
    assert str(caught.value).startswith("--" + name.replace("_", "-"))
    assert said in str(caught.value)


def test_a_bad_environment_variable_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"^THBEXTRACT_WITH_TEXT: neither true nor false"):
        load_settings(folder=tmp_path, environ={"THBEXTRACT_WITH_TEXT": "perhaps"})


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("country", "az", "AZ"),
        ("country", "XK", "XK"),
        ("category", "victims, money,victims", ("victims", "money")),
        ("reporting_period", "2014/", "2014/.."),
        ("reporting_period", "2018-36", "2018-10/2018-12"),
        ("reporting_period", "2018-33/2019-40", "2018-01/2019-06"),
        ("reporting_period", "../2018-41", "../2018-12"),
        ("reporting_period", "2016-07/2017-06", "2016-07/2017-06"),
        ("with_text", "1", True),
        ("date", "2018-05", "2018-05"),
    ],
)
def test_values_are_kept_in_one_form(tmp_path: Path, name: str, value: str, kept: Any) -> None:
    assert getattr(load_settings({name: value}, folder=tmp_path, environ={}), name) == kept


def test_a_bare_date_in_the_file_is_a_date(tmp_path: Path) -> None:
    (tmp_path / "thbextract.toml").write_text("date = 2018-05-31\n")
    assert load_settings(folder=tmp_path, environ={}).date == "2018-05-31"


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2014/2018-03", "2014-01-01", "2018-03-31"),
        ("2014/..", "2014-01-01", "None"),
        ("../2018", "None", "2018-12-31"),
        ("2018-36", "2018-10-01", "2018-12-31"),
        ("2018-40", "2018-01-01", "2018-06-30"),
    ],
)
def test_a_period_covers_days(edtf: str, first: str, last: str) -> None:
    assert tuple(map(str, bounds(edtf))) == (first, last)


@pytest.mark.parametrize("text", ["", "..", "../..", "18", "2018-1", "2018-13", "20180531", "2018-05-31T10:00", "²⁰¹⁸"])
def test_what_is_no_period_is_refused(text: str) -> None:
    assert not is_period(text)


@settings(max_examples=100)
@given(st.dates(), st.integers(1, 3))
def test_every_date_is_a_date_in_each_precision(day: Any, parts: int) -> None:
    assert is_date("-".join(day.isoformat().split("-")[:parts]))
