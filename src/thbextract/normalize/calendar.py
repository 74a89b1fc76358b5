"""The words of the calendar: months, weekdays, small numbers, and the regex fragments built from them."""

from __future__ import annotations

MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
} | {"a": 1, "an": 1, "couple of": 2, "twenty": 20, "thirty": 30}
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4,
    "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
    "i": 1, "ii": 2, "iii": 3, "iv": 4,
}  # fmt: skip


def _either_case(names: tuple[str, ...]) -> str:
    """Names as written in running text and in capitals; lower case is left out, "may" and "march" are words."""
    return "|".join(dict.fromkeys(form for name in names for form in (name, name.upper())))


# A dot may follow an abbreviation only: "in June. Police" ends a sentence.
MONTH = rf"(?:(?:{_either_case(MONTH_NAMES)})\b|(?:{_either_case((*SHORT_MONTHS, 'Sept', 'Febr'))})\b\.?)"
LONG_MONTH = rf"(?:{'|'.join(MONTH_NAMES)})\b"
# How months begin in the languages that dateparser is asked for, misspelt English included.
STEMS = (
    r"(?i:jan|gen|ene|jän|iŭ|f[eéè][bv]|mar|mär|märz|avr|abr|apr|ma[ijyg]|ju[inl]|iu[nl]|giu|lug|ao[uû]|ago"
    r"|aug|s[ea]p|set|o[ckt][kt]|out"
    r"|ott|no[viy]|d[eéi][cz]|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|oca|şub|nis|haz|tem|ağu"
    r"|eyl|eki|kas|ara)"
)
WEEKDAY = rf"(?:(?:{_either_case(WEEKDAYS)})|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?)"
NUMBER = rf"(?:\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
# "2012,8" is a year with a footnote mark, and so is "2012.8 Most": "2,012" and "2012.8" are numbers.
YEAR = r"(?:19|20)\d\d(?!\d|,\d{3}|\.\d(?!\d?\s{1,2}[A-Z“\"]))"
# U+2010 to U+2015 are hyphens and dashes, U+2212 the minus sign.
DASH = r"[-\u2010-\u2015\u2212]"


def month_number(word: str) -> int:
    """1 to 12 of a month's name or abbreviation."""
    return [name[:3].lower() for name in MONTH_NAMES].index(word[:3].lower()) + 1


def weekday_number(word: str) -> int:
    """0 (Monday) to 6 of a weekday's name or abbreviation."""
    return [name[:3].lower() for name in WEEKDAYS].index(word[:3].lower())


def number(word: str) -> int:
    """The value of a small number in digits or words.

    Raises:
        KeyError: if it is none of the words listed here.
    """
    return int(word) if word.isdigit() else NUMBERS[" ".join(word.lower().split())]
