"""What a document says of itself: issuer, title, country, language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from thbextract.layout import read_layout
from thbextract.normalize.bodies import BodyFinder
from thbextract.patterns import load_packs
from thbextract.records import Facts, Given
from thbextract.resolve.attributions import AttributionFinder
from thbextract.resolve.document import FactFinder
from thbextract.resolve.language import language_of

PACKS = load_packs()
BODIES = BodyFinder(PACKS)
ATTRIBUTIONS = AttributionFinder(PACKS)
FACTS = FactFinder(PACKS, BODIES, ATTRIBUTIONS.cues)
PROSE = (
    "In the spring of that year 12 women were sheltered in two houses on the coast, "
    "and nine of them found work in the town."
)
CASES = [
    json.loads(line) for line in (Path(__file__).parent / "cases" / "publishers.jsonl").read_text("utf-8").splitlines()
]


def facts(text: str, given: Given | None = None) -> Facts:
    layout = read_layout(text)
    bodies = BODIES.find_in(layout)
    return FACTS.facts_of(layout, bodies, given or Given(), ATTRIBUTIONS.find(layout, bodies), text)


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        (f"By the Press Service of the Ministry of Welfare\n\n{PROSE}", "Press Service of the Ministry of Welfare"),
        (f"{PROSE}\n\nPublished by the Ministry of Welfare", "Ministry of Welfare"),
        (f"Two houses opened - The Harbour County Sheriff's Office\n\n{PROSE}", "Harbour County Sheriff's Office"),
        (f"MINISTRY OF WELFARE\n\nTwo new houses on the coast\n\n{PROSE}", "MINISTRY OF WELFARE"),
        (f"Ministry of Welfare, 4 May 2020\n\nTwo new houses\n\n{PROSE}", "Ministry of Welfare"),
        (f"OPEN WINDOW · RIGA      Annual Report 2020\n\n{PROSE}", "OPEN WINDOW"),
        (f"Two new houses\n\nRIGA (Baltic Wire) - {PROSE}", "Baltic Wire"),
        (f"Two new houses\n\n{PROSE}\n\nSource: Harbour Morning Post", "Harbour Morning Post"),
        (
            f"Harbour County District Attorney Ann Lee today announced that four men were charged.\n\n{PROSE}",
            "Harbour County District Attorney",
        ),
        (f"Statement of Senator Ann Lee on shelters\n\n{PROSE}", "Senator Ann Lee"),
        (f"Shelters are full, Ministry of Welfare report\n\n{PROSE}", "Ministry of Welfare"),
        (f"Annual Report of the State Labour Inspectorate\n\n{PROSE}", "State Labour Inspectorate"),
        (f"By Jon Test for the Harbour Morning Post\n\n{PROSE}", "Harbour Morning Post"),
        (
            f"Two new houses\n\nIn May the Ministry of Welfare opened them. {PROSE} The Ministry of Welfare pays.",
            "Ministry of Welfare",
        ),
        (f"Two new houses\n\n{PROSE} The police and the courts were told of it.", None),
        (PROSE, None),
    ],
)
def test_the_issuer_of_a_document_is_found_where_something_names_it(text: str, issuer: str | None) -> None:
    assert facts(text).issuer == issuer


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_a_name_issues_a_text_where_letterhead_footer_or_formula_says_so(case: dict[str, Any]) -> None:
    assert facts(case["text"].replace("PROSE", PROSE)).issuer == case["issuer"]


def test_the_most_named_body_of_a_text_that_quotes_others_is_not_its_issuer() -> None:
    text = (
        "Two new houses\n\nThe Ministry of Welfare said that two houses were opened. The Harbour Trust said that "
        "they are full. The State Police said that nobody asked. The Ministry of Welfare did not answer, and the "
        "Ministry of Welfare is closed."
    )
    assert facts(text).issuer is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"---\ntitle: Two new houses\ndate: 2020-05-04\n---\n\n{PROSE}", "Two new houses"),
        (f"Title: Two new houses\nDate: 2020-05-04\n\n{PROSE}", "Two new houses"),
        (f"# Two new houses\n\n{PROSE}", "Two new houses"),
        (f"TWO NEW HOUSES ON THE COAST\n\n{PROSE}", "TWO NEW HOUSES ON THE COAST"),
        (
            f"PRESS RELEASE\n\nMINISTRY OF WELFARE\n\n4 May 2020\n\nTwo New Houses on the Coast\n\n{PROSE}",
            "Two New Houses on the Coast",
        ),
        (f"Two new houses on the coast - Ministry of Welfare\n\n{PROSE}", "Two new houses on the coast"),
        (f"FOR IMMEDIATE RELEASE: Two New Houses\n\n{PROSE}", "Two New Houses"),
        (f"Skip to main content\nNormal View\n\nTwo new houses\n\n{PROSE}", "Two new houses"),
        (f"Office  |  UA  EN  |  For citizens  |  For media  |  Search\n\nTwo new houses\n\n{PROSE}", "Two new houses"),
        (f"The Honourable Ana Rusu, Minister of Public Safety\n\nTwo New Houses\n\n{PROSE}", "Two New Houses"),
        (f"WWW.HARBOUR.EXAMPLE\n\nTWO NEW HOUSES\n\n{PROSE}", "TWO NEW HOUSES"),
        (f"21 March 2019    MEDIA STATEMENT\n\nTWO NEW HOUSES\n\n{PROSE}", "TWO NEW HOUSES"),
        (f"Two New Houses on the Coast\nPublished : 24 Jul 2022, 12:05 AM\n\n{PROSE}", "Two New Houses on the Coast"),
        (f"Sub:- Two new houses on the coast - reg.\n\n{PROSE}", "Two new houses on the coast"),
        (f"Office of Press Relations\n\n{PROSE}", None),
        (f"Home › About us › Houses › 2020\n\n{PROSE}", None),
        (PROSE, None),
        (f"14.05.2021 | Two houses on the coast\n\n{PROSE}", "Two houses on the coast"),
        (f"HBP logo at the gate\n\nTwo houses on the coast\n\n{PROSE}", "Two houses on the coast"),
        (
            f"REPUBLIC OF FREEDONIA\nMINISTRY OF WELFARE\n\nTwo houses on the coast\n\n{PROSE}",
            "Two houses on the coast",
        ),
        (f"Press center › News › Briefings\n\nTwo houses on the coast\n\n{PROSE}", "Two houses on the coast"),
        (f"Breaking News\n\nTwo Houses on the Coast\n\n{PROSE}", "Two Houses on the Coast"),
    ],
)
def test_the_title_is_the_headline_and_no_letterhead(text: str, title: str | None) -> None:
    assert facts(text).title == title


@pytest.mark.parametrize(
    ("text", "country"),
    [
        (f"Kenya opens two shelters\n\n{PROSE} The girls came from Uganda and Uganda alone.", "KE"),
        (f"Ministry of Welfare of Moldova\n\nTwo new houses\n\n{PROSE}", "MD"),
        (f"{PROSE} The police of Nairobi and Mombasa helped.", "KE"),
        (f"{PROSE} Women from Nepal, Uganda and Brazil were there.", None),
        (f"Department of State\n\nKENYA: Tier 2\n\n{PROSE} The U.S. Department of State saw it.", "KE"),
        (f"{PROSE} Each cost 310 million tenge.", "KZ"),
        (f"{PROSE} Some cost NOK 3, and in 3 kroner there is not much.", None),
        (f"{PROSE} Bread cost R$ 3.", "BR"),
        (f"{PROSE} Each cost 3 million US dollars, and all 12 all of it.", None),
        (f"{PROSE} A judge in Saskatchewan opened them.", "CA"),
        (f"{PROSE} The Home Office knows of them.", "GB"),
        (f"{PROSE} In the world there are 12 million. Worldwide, one is in Chile.", None),
        (f"{PROSE} They were Dutch women. All Dutch, said one.", "NL"),
        (PROSE, None),
    ],
)
def test_the_country_is_that_of_title_issuer_or_most_mentions(text: str, country: str | None) -> None:
    assert facts(text).country == country


def test_flags_override_what_the_text_says() -> None:
    given = Given(date="2020-05-04", issuer="Open Hands", reporting_period="2019", country="FI")
    found = facts(f"Ministry of Welfare of Moldova, 1 June 2021\n\n{PROSE}", given)
    assert (found.date, found.issuer, found.reporting_period, found.country) == (
        "2020-05-04",
        "Open Hands",
        "2019",
        "FI",
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PROSE, "en"),
        (
            "La policía de la ciudad detuvo a doce personas en el puerto y las llevó a la casa de las mujeres, "
            "que está en la costa y que abrió el año pasado.",
            "es",
        ),
        (
            "Die Polizei der Stadt hat am Montag zwei Männer festgenommen, die mit dem Schiff gekommen sind und in "
            "einem Haus an der Küste auf das Geld gewartet haben.",
            "de",
        ),
        ("Полиция задержала двенадцать человек в порту, а женщин отвезли в дом на берегу моря.", "ru"),
        ("Поліція затримала дванадцять осіб у порту, їх відвезли до будинку на березі моря, що є новим.", "uk"),
        ("Total 2019 2020", None),
        ("", None),
    ],
)
def test_the_language_is_told_from_script_and_function_words(text: str, language: str | None) -> None:
    assert language_of(text) == language
