"""Parts of the review page as files: contrast of its colours, and that its scripts go together and stay harmless."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from importlib.resources import files
from typing import get_args

import pytest

from parts_of_page import part
from thbextract.records import Category

TEXT_CONTRAST = 4.5
MARK_CONTRAST = 3.0
THEMES = ("light", "dark")
CATEGORIES = get_args(Category)
ISSUERS = ("1", "2", "3", "4", "others", "none")
GROUNDS = ("page", "surface")

TEXT_PAIRS = [
    *itertools.product(("text", "muted", "accent", "danger", "warning"), GROUNDS),
    ("text", "found"),
    *(("text", f"category-{name}") for name in CATEGORIES),
    *((f"mark-{name}", "page") for name in CATEGORIES),
    *(("page", f"mark-{name}") for name in CATEGORIES),
    *(("page", name) for name in ("accent", "danger", "warning")),
]
MARK_PAIRS = [
    *itertools.product(("border", "focus"), GROUNDS),
    *((f"mark-{name}", f"category-{name}") for name in CATEGORIES),
    *((f"issuer-{name}", "page") for name in ISSUERS),
]


def colours() -> dict[str, dict[str, str]]:
    """Return the colours of each theme by their names, as `#rrggbb`."""
    found = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);", part("style", "colours.css"))
    return {
        "light": {name: light for name, light, _ in found},
        "dark": {name: dark for name, _, dark in found},
    }


def luminance(colour: str) -> float:
    """Relative luminance of a colour, as WCAG 2.2 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def too_faint(pairs: list[tuple[str, str]], theme: str, least: float) -> dict[str, float]:
    named = colours()[theme]
    ratios = {f"{one} on {other}": contrast(named[one], named[other]) for one, other in pairs}
    return {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < least}


def scripts() -> list[str]:
    return sorted(path.name for path in (files("thbextract") / "review" / "script").iterdir())


def test_black_on_white_has_the_highest_contrast_there_is() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_can_be_read_on_what_it_stands_on(theme: str) -> None:
    assert too_faint(TEXT_PAIRS, theme, TEXT_CONTRAST) == {}


@pytest.mark.parametrize("theme", THEMES)
def test_every_mark_stands_out_from_what_it_stands_on(theme: str) -> None:
    assert too_faint(MARK_PAIRS, theme, MARK_CONTRAST) == {}


def test_every_category_has_its_colours_in_the_markup() -> None:
    style = part("style", "colours.css")
    missing = [name for name in CATEGORIES if name != "other" and f'[data-category="{name}"]' not in style]
    assert missing == []


def test_styles_use_no_colour_that_is_not_defined() -> None:
    styles = "".join(part("style", path.name) for path in (files("thbextract") / "review" / "style").iterdir())
    local = {"tint", "mark", "issuer"}
    assert set(re.findall(r"var\(--([\w-]+)\)", styles)) - set(colours()["light"]) - local == set()


def test_no_two_scripts_declare_the_same_name() -> None:
    declared = Counter[str]()
    for name in scripts():
        declared.update(
            re.findall(r"^(?:async )?(?:function\*?|const|let|class) (\w+)", part("script", name), re.MULTILINE)
        )
    assert [name for name, times in declared.items() if times > 1] == []


@pytest.mark.parametrize("name", scripts())
def test_scripts_never_make_markup_or_code_from_text(name: str) -> None:
    ways = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|\.style\b|setTimeout\(\s*[\"'`]"
    )
    assert re.findall(ways, part("script", name)) == []
