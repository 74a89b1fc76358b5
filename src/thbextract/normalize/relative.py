"""Relative time expressions ("last year", "the past 5 years", "the reporting period"): find and resolve.

Each is resolved against what is known (`Known`): the document's date, its reporting period, and the period
that the text has just spoken of. What can't be resolved is found all the same, with no EDTF.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from thbextract.normalize.calendar import MONTH, NUMBER, NUMBERS, WEEKDAY, YEAR, number, weekday_number
from thbextract.normalize.edtf import (
    Date,
    add_months,
    before,
    bounds,
    ends,
    interval,
    is_one_year,
    of_day,
    parse,
    shift_years,
    span_months,
    to_day,
)
from thbextract.normalize.fiscal import fiscal_year
from thbextract.normalize.shortcuts import SHORTCUTS, small
from thbextract.normalize.sieve import sieve
from thbextract.normalize.tokens import words_of

# Up to this month "during the year" speaks of the year that has just ended.
EARLY_MONTH = 3


class Known(NamedTuple):
    """What a relative expression may lean on.

    `focus` is the period that the text speaks of, in EDTF, `latest` the one that it named last, be it only
    for comparison; `only` the one year that its full dates name; `country` (ISO 3166-1 alpha-2) has its
    own financial year.
    """

    today: Date | None = None
    reporting: str | None = None
    focus: str | None = None
    latest: str | None = None
    only: int | None = None
    country: str | None = None

    def year(self) -> int | None:
        """The year of the reporting period if it lies in one, else of the document."""
        return _year_of(self.reporting) or (self.today.year if self.today else None)


class Mention(NamedTuple):
    """A relative expression in the text and how it is resolved."""

    start: int
    end: int
    kind: str
    match: re.Match[str]

    def resolve(self, known: Known) -> str | None:
        """EDTF, or null where what is known does not settle it."""
        return _RULES[self.kind][1](self.match, known)

    @property
    def names_year(self) -> bool:
        """Whether it names one whole year ("last year"), so that a month beside it belongs to that year."""
        return self.kind in ("this", "last", "ago", "same", "that", "the_year") and "year" in self.match.group().lower()


def _year_of(edtf: str | None) -> int | None:
    """The one year that a period lies in."""
    if not edtf:
        return None
    left, right = ends(edtf)
    years = {parse(end).year if end else None for end in (left, right)}
    return years.pop() if len(years) == 1 else None


# "Two-and-a-half years".
_HALF = r"(?:[\s-]and[\s-]a[\s-]half)?"


def _months_of(unit: str, count: int) -> int | None:
    return {"year": 12, "decade": 120, "quarter": 3, "month": 1}.get(unit, 0) * count or None


def _shifted(unit: str, count: int, today: Date) -> Date | None:
    """The unit that lies `count` units from today: the year, the month, the day."""
    if unit in ("week", "day"):
        if today.day is None:
            return None
        return of_day(to_day(today) + dt.timedelta(days=count * (7 if unit == "week" else 1)))
    months = _months_of(unit, count) or 0
    if unit in ("year", "decade"):
        return Date((today.year or 0) + months // 12)
    return add_months(Date(today.year, today.month), months) if today.month else None


def _week(today: Date, shift: int) -> str | None:
    """Monday to Sunday of this week, or of one so many weeks away."""
    if today.day is None:
        return None
    monday = to_day(today) + dt.timedelta(days=7 * shift - to_day(today).weekday())
    return interval(of_day(monday), of_day(monday + dt.timedelta(days=6)))


def _quarter(today: Date, shift: int) -> str | None:
    if today.month is None:
        return None
    first = add_months(Date(today.year, (today.month - 1) // 3 * 3 + 1), 3 * shift)
    return interval(first, add_months(first, 2))


def _named(unit: str, shift: int, today: Date | None) -> str | None:
    """This, last or next year, month, week, quarter."""
    if today is None:
        return None
    if unit == "week":
        return _week(today, shift)
    if unit == "quarter":
        return _quarter(today, shift)
    date = _shifted(unit, shift, today)
    return str(date) if date else None


def _unit(word: str) -> str:
    return word.lower().rstrip("s")


def _past(match: re.Match[str], known: Known) -> str | None:
    """A stretch like "the past five years" ends with the document's own year, month or day."""
    if re.match(r"(?i)(?:the\s)?(?:previous|preceding)\s", match.group()) and known.reporting:
        return _same_length_before(match, known.reporting)
    unit = _unit(next(match[name] for name in ("unit", "years", "decade", "one") if match[name]))
    today, count = known.today, match.group(1) or match["long"] or "one"
    if today is None or count in ("few", "several"):
        return None
    first = _shifted(unit, -number(count), today)
    if first is None:
        return None
    if match["half"]:
        half = add_months(Date(first.year, today.month), -6) if unit == "year" and today.month else None
        if half is None:
            return None
        first = Date(half.year)
    last = Date(today.year) if first.month is None else Date(today.year, today.month) if first.day is None else today
    return interval(first, last)


def _same_length_before(match: re.Match[str], reporting: str) -> str | None:
    """Read "the preceding twelve months" of a report on twelve months."""
    count, unit = match.group(1), _unit(match["unit"] or "")
    if count is None or count in ("few", "several"):
        return None
    return before(reporting) if _months_of(unit, number(count)) == span_months(reporting) else None


def _last(match: re.Match[str], known: Known) -> str | None:
    """Here "last year" counts from the document's date; "the previous year" from the period spoken of."""
    return _last_of(match.group(1).lower(), _unit(match.group(2)), known)


def _last_of(word: str, unit: str, known: Known) -> str | None:
    if word not in ("last", "past"):
        base = known.focus or known.reporting
        if base and unit in ("year", "quarter"):
            return _one_before(base, unit)
    if known.today is None and known.focus and known.focus == known.reporting:
        return _one_before(known.focus, unit)
    # Without a date "last year" is the year reported on, in news of a report, or the one before it, in the report.
    return _named(unit, -1, known.today)


def _one_before(base: str, unit: str) -> str | None:
    if unit == "year":
        year = _year_of(base)
        if year:
            return str(year - 1)
        # A year that lies across two, as "2017/2018" or to the day, has the one before it a year earlier.
        return shift_years(base, -1) if span_months(base) in (12, 13) or re.fullmatch(r"\d{4}/\d{4}", base) else None
    length = before(base)
    return length if length and span_months(base) == 3 else None


def _this(match: re.Match[str], known: Known) -> str | None:
    unit = _unit(match.group(1))
    if known.reporting and unit == "quarter" and span_months(known.reporting) == 3:
        return known.reporting
    if known.reporting and unit == "year" and known.today is None:
        return known.reporting if is_one_year(known.reporting) else None
    return _named(unit, 0, known.today)


def _fiscal(match: re.Match[str], known: Known) -> str | None:
    """Read "this financial year" as that of the country, else as the year of the report."""
    word = (match.group(1) or "").lower()
    named = fiscal_year(known.today, known.country, -1 if word else 0) if known.today else None
    if named:
        return named
    if word:
        return _last_of(word, "year", known)
    return known.reporting if known.reporting and is_one_year(known.reporting) else None


def _next(match: re.Match[str], known: Known) -> str | None:
    """Here "next year" counts from the document's date, "the following year" from the period spoken of."""
    word, unit = (match.group(1) or "next").lower(), _unit(match.group(2))
    if word in ("following", "subsequent", "coming"):
        base = known.focus if word != "coming" else known.reporting
        year = _year_of(base) if unit == "year" else None
        if year or word != "coming":
            return str(year + 1) if year else None
    return _named(unit, 1, known.today)


def _day(match: re.Match[str], known: Known) -> str | None:
    today = known.today
    if today is None or today.day is None:
        return None
    word = match.group().lower()
    shift = -1 if word in ("yesterday", "last night", "overnight") else 1 if word == "tomorrow" else 0
    return str(_shifted("day", shift, today))


def _ago(match: re.Match[str], known: Known) -> str | None:
    """Here "two years ago" counts from the document; "a year earlier" from the period spoken of."""
    count, unit, word = number(match.group(1)), _unit(match.group(2)), match.group(3).lower()
    if word == "later":
        return shift_years(known.focus, count) if unit == "year" and known.focus and ".." not in known.focus else None
    if unit in ("year", "decade") and (word != "ago" or known.today is None):
        base = known.focus or known.reporting or (str(Date(known.today.year)) if known.today else None)
        return shift_years(base, -count * (10 if unit == "decade" else 1)) if base and ".." not in base else None
    if known.today is None or word != "ago" or unit in ("week", "quarter"):
        return None
    date = _shifted(unit, -count, known.today)
    return str(date) if date else None


def _same(match: re.Match[str], known: Known) -> str | None:
    """Read "the same period last year": the stretch just spoken of, moved into the year that is named."""
    base = known.focus or known.reporting
    if match.group("of") is None and match.group("before") is None:
        if match.group("what").lower() == "year" and base and _year_of(base):
            return str(_year_of(base))
        return base if match.group("what").lower() not in ("time", "half") else None
    if base is None or ".." in base:
        return match.group("of")
    year = _year_of(base)
    if match.group("of"):
        return shift_years(base, int(match.group("of")) - year) if year else match.group("of")
    return shift_years(base, -1)


def _reporting(match: re.Match[str], known: Known) -> str | None:
    if known.reporting and (match.group(1) or match.group(2)):
        return before(known.reporting)
    if known.reporting or "year" not in match.group().lower() or known.today is None or known.today.month is None:
        return known.reporting
    return None


# How "the year" is named by its last day.
_AT_END = ("at the end", "turn", "the turn", "at the turn", "at year", "by year", "at the year", "by the year")


def _the_year(match: re.Match[str], known: Known) -> str | None:
    words = match.group().lower()
    if words.endswith("quarter"):
        return known.reporting if known.reporting and span_months(known.reporting) == 3 else None
    if known.focus is None and known.reporting and is_one_year(known.reporting) and words.endswith("year"):
        _, last = bounds(known.reporting)
        return last if words.startswith(_AT_END) else known.reporting
    year = _year_of(known.focus)
    if year is None and known.focus and is_one_year(known.focus):
        # "During the year" behind "in 2019/20" is that year.
        return bounds(known.focus)[1] if words.startswith(_AT_END) else known.focus
    year = year or known.year()
    if year is None:
        return None
    gone_by = known.focus is None and known.reporting is None and words == "the year"
    if gone_by and known.today and (known.today.month or 12) <= EARLY_MONTH:
        return str(year - 1)
    if words.startswith(_AT_END):
        return str(Date(year, 12, 31))
    return str(year)


def _that(match: re.Match[str], known: Known) -> str | None:
    year = _year_of(known.focus)
    if match.group(1) == "year":
        return str(year) if year else known.focus if known.focus and is_one_year(known.focus) else None
    return known.focus or (known.reporting if "period" in match.group(1, 2, 3) else None)


def _these(match: re.Match[str], known: Known) -> str | None:
    """Read "in these six months" as the stretch of that length that the text speaks of or reports on."""
    unit, count = _unit(match.group(2)), number(match.group(1))
    length = _months_of(unit, count)
    fitting = (base for base in (known.focus, known.reporting) if base and ".." not in base)
    return next((base for base in fitting if length and span_months(base) == length), None)


def _since_then(match: re.Match[str], known: Known) -> str | None:
    base = known.latest if match["date"] else known.focus
    if base is None:
        return None
    left, right = ends(base)
    return interval(right or left, None) if right or left else None


def _so_far(_match: re.Match[str], known: Known) -> str | None:
    if known.today is None or known.today.month is None:
        return None
    first = Date(known.today.year, 1, 1 if known.today.day else None)
    return interval(first, known.today)


def _weekday(match: re.Match[str], known: Known) -> str | None:
    """The latest such day up to the document's date; news speak of days gone by."""
    today = known.today
    if today is None or today.day is None:
        return None
    back = (to_day(today).weekday() - weekday_number(match.group(1))) % 7
    return str(of_day(to_day(today) - dt.timedelta(days=back)))


def _none(_match: re.Match[str], _known: Known) -> str | None:
    return None


def _previous(match: re.Match[str], known: Known) -> str | None:
    base = known.latest if match.group(2) else known.focus or known.reporting
    if base is None:
        return _named(_unit(match.group(1)), -1, known.today)
    return _one_before(base, _unit(match.group(1)))


_S = r"\s{1,3}"
Rule = tuple[str, Callable[[re.Match[str], Known], str | None]]
_RULES: dict[str, Rule] = {
    "past": (
        rf"(?:the{_S})?(?:past|last|previous|preceding|recent|latest)(?:{_S}(?:past|last|recent))?"
        rf"{_S}({NUMBER}|few|several|couple{_S}of)(?P<half>{_HALF}){_S}(?P<unit>years|months|weeks|days|decades)\b"
        rf"|(?:(?<=^)|(?<=[.,:“] ))(?:over|within|for){_S}(?P<long>{NUMBER}){_S}(?P<years>years)(?=,{_S}(?:[a-z]|\d))"
        rf"|the{_S}(?:past|last){_S}(?P<decade>decade)\b|(?:over|within|throughout){_S}the{_S}(?:past|last){_S}(?P<one>year"
        r"|month|week)\b",
        _past,
    ),
    "reporting": (
        rf"(?:the{_S})?(?:current{_S}|(previous|preceding|last|prior){_S})?"
        rf"(?:reporting|reported|review|reference){_S}(?:period|year|quarter)\b(?!{_S}{YEAR})"
        rf"|the{_S}(?:period|year|quarter|{NUMBER}{_S}(?:years|months)){_S}under{_S}(?:review|report|consideration)\b"
        rf"|the{_S}(previous|preceding|prior){_S}period\b",
        _reporting,
    ),
    "same": (
        rf"(?:the{_S}|that{_S}|these{_S})(?:same|corresponding|equivalent|similar|analogous|comparable){_S}(?:{NUMBER}{_S})?"
        r"(?P<what>period|stretch|quarter|months?|time|half(?:[\s-]year)?|weeks?|years?|days?)"
        rf"(?:{_S}(?:of{_S}|in{_S})?(?:(?P<of>{YEAR})|(?P<before>(?:the{_S})?(?:last|previous|preceding|prior){_S}"
        rf"(?:year|period)|a{_S}year{_S}(?:ago|earlier|before)|the{_S}year{_S}before)))?\b",
        _same,
    ),
    "ago": (rf"({NUMBER}){_S}(years?|months?|weeks?|days?|decades?){_S}(ago|earlier|before|previously|later)\b", _ago),
    "year_before": (rf"the{_S}(year|quarter|month){_S}(?:before|prior|earlier)\b({_S}that\b(?!{_S}[a-z]))?", _previous),
    "that": (
        r"(?:(?<=\bin )|(?<=\bof )|(?<=\bduring )|(?<=\bover )|(?<=\bwithin )|(?<=\bthroughout ))"
        rf"(?:that{_S}(?:time{_S})?(year|period|quarter|month)|this{_S}(?:time{_S})?(period)"
        rf"|the{_S}(period)(?!{_S}(?:of|from|between|since|until|till|to|under|for|covered|covering|that|which|when|in"
        rf"|on|before|after|ending|ended|running|beginning|\w+{_S}\d|(?-i:[A-Z])|\d)))\b",
        _that,
    ),
    "these": (rf"(?:these|those){_S}({NUMBER}){_S}(years|months)\b(?!{_S}(?:ago|later|earlier|before))", _these),
    "since_then": (
        rf"since{_S}then\b|(?<=have )since\b(?={_S}[a-z]+ed\b)"
        rf"|(?:since|from){_S}(?:this|that)(?P<date>{_S}(?:date|day))\b(?!{_S}(?:of|in)\b)",
        _since_then,
    ),
    "so_far": (
        rf"so{_S}far{_S}this{_S}year|(?:this{_S})?year[\s-]to[\s-]date"
        rf"|(?:since|from){_S}(?:the{_S})?(?:beginning|start){_S}of{_S}(?:the|this){_S}(?:current{_S})?year",
        _so_far,
    ),
    # What began on a day that the text does not tell.
    "event": (
        rf"since{_S}(?:the{_S}(?:beginning|start|outbreak|onset|outset|launch){_S}of{_S})?(?:the|its|his|her|their){_S}"
        rf"(?:[\w-]{{2,16}}{_S}){{0,2}}(?:wars?|invasion|pandemic|conflict|lockdown|earthquake|hostilities|crisis|aggression|coup"
        rf"|inception|creation|establishment|foundation|founding|launch|opening|introduction|beginning|outbreak)\b(?!{_S}in\b)"
        rf"|since{_S}(?:inception|independence|its{_S}(?:start|founding))\b(?!{_S}in\b)",
        _none,
    ),
    "fiscal": (
        rf"(?:(?:the{_S})?(last|past|previous|preceding|prior)|this|(?:the{_S})?(?:current|present)){_S}"
        rf"(?:fiscal|financial|budget){_S}year\b(?!{_S}{YEAR})",
        _fiscal,
    ),
    "last": (
        rf"(?:the{_S})?(last|past|previous|preceding|prior){_S}(?:calendar{_S})?"
        r"(year|month|week|quarter)(?:['’]s)?\b",
        _last,
    ),
    "this": (
        rf"(?:this|the{_S}current|the{_S}present){_S}(?:calendar{_S})?(year|month|week|quarter)\b",
        _this,
    ),
    "next": (rf"(?:next|the{_S}(coming|following|subsequent)){_S}(year|month|week|quarter)\b", _next),
    "the_year": (
        rf"(?:(?:at|by|until){_S})?(?:the{_S})?(?:end|turn|close|course|beginning|start"
        rf"|middle){_S}of{_S}the{_S}year\b"
        rf"|(?:at|by){_S}(?:the{_S})?year(?:['’]s)?[\s-]end\b"
        rf"|(?:(?<=\bduring )|(?<=\bthroughout )|(?<=\bfor )|(?<=\bof )|(?<=\bover )|(?<=\bin ))"
        rf"the{_S}year\b(?!{_S}(?:of{_S})?{YEAR})|(?<=\bin )the{_S}quarter\b",
        _the_year,
    ),
    "day": (
        rf"(?:today|tonight|yesterday|tomorrow|this{_S}(?:morning|afternoon|evening)|last{_S}night|overnight)\b",
        _day,
    ),
    "weekday": (
        rf"(?:on|last|this|since|until|by){_S}({WEEKDAY})\b(?!,?{_S}(?:the\s)?(?:\d{{1,2}}(?:st|nd|rd|th|[./-]\d|{_S}(?:of{_S})?(?-i:{MONTH}))|(?-i:{MONTH})))",
        _weekday,
    ),
    "generic": (
        r"(?:every|each)\s(?:single\s)?(?:year|month|week|day|hour|minute)\b|(?:annually|yearly|monthly"
        r"|weekly|daily)\b"
        r"|(?:per|a)\s(?:year|annum|month|week|day)\b(?!-|\s(?:ago|earlier|before|later|long|of))"
        rf"|(?:recent|previous|past|earlier|former|other|coming|all){_S}years\b|over{_S}the{_S}years\b(?!{_S}{YEAR})",
        _none,
    ),
}


# The words with which the expressions of a rule begin; those of "ago" begin with a number in digits too.
_LAST_WORDS = "last past previous preceding prior"
_BEGINNINGS: dict[str, str] = {
    "past": "the past last previous preceding recent latest over within for throughout",
    "reporting": "the current previous preceding last prior reporting reported review reference",
    "same": "the that these",
    "ago": " ".join(name.split()[0] for name in NUMBERS),
    "year_before": "the",
    "that": "that this the",
    "these": "these those",
    "since_then": "since from",
    "event": "since",
    "so_far": "so this year since from",
    "fiscal": f"the this current present {_LAST_WORDS}",
    "last": f"the {_LAST_WORDS}",
    "this": "this the",
    "next": "next the",
    "the_year": "at by until the end turn close course beginning start middle",
    "day": "today tonight yesterday tomorrow this last overnight",
    "weekday": "on last this since until by",
    "generic": "every each annually yearly monthly weekly daily per a recent previous past earlier former other coming "
    "all over",
}
Beginning = tuple[int, str, re.Pattern[str]]  # the rank of a rule, its kind, its pattern
_PATTERNS: tuple[Beginning, ...] = tuple(
    (rank, kind, re.compile(rf"(?i)\b(?:{pattern})")) for rank, (kind, (pattern, _)) in enumerate(_RULES.items())
)
_BY_WORD: dict[str, list[Beginning]] = {
    word: [rule for rule in _PATTERNS if word in _BEGINNINGS[rule[1]].split()]
    for word in " ".join(_BEGINNINGS.values()).split()
}
_OF_DIGITS = [rule for rule in _PATTERNS if rule[1] == "ago"]
# What follows where an expression begins with "the".
_BEHIND_THE = words_of(
    f"{_LAST_WORDS} {_BEGINNINGS['ago']} recent latest current present reporting reported review reference same "
    "corresponding equivalent similar analogous comparable coming following subsequent period year quarter month end "
    "turn close course beginning start middle"
)
_WORD = re.compile(r"the(?=\s{1,3}([a-z]+))|[a-z]+|\d+")
# A text without one of these holds no such expression.
_UNITS = (
    *("year", "month", "week", "day", "decade", "quarter", "night", "period", "annual", "tomorrow", "morning"),
    *("evening", "afternoon", "daily", "since", "thurs"),
)
_SHORT_WEEKDAYS = ("mon", "tue", "wed", "fri", "sat", "sun")
_WEEKDAY_BEGINS = sieve(rf"(?i)\b(?:{'|'.join(_SHORT_WEEKDAYS)})")


def mentions(text: str) -> list[Mention]:
    """All relative expressions in order, none overlapping; the longest stays, then the first of the rules."""
    if not _is_worth_it(text):
        return []
    found = [
        (match.start() - match.end(), rank, Mention(match.start(), match.end(), kind, match))
        for rank, kind, match in (_matches(text) if SHORTCUTS.on else _all_matches(text))
    ]
    if len(found) < 2:
        return [mention for _, _, mention in found]
    taken, kept = bytearray(len(text)), []
    for _, _, mention in sorted(found, key=lambda item: item[:2]):
        if not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = b"x" * (mention.end - mention.start)
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)


def _matches(text: str) -> Iterator[tuple[int, str, re.Match[str]]]:
    """What the rules find, each tried only at the words with which its expressions begin."""
    free = [0] * len(_PATTERNS)
    for found in _WORD.finditer(small(text)):
        word, start = found[0], found.start()
        if found[1] and found[1] not in _BEHIND_THE:
            continue
        for rank, kind, pattern in _BY_WORD.get(word) or (_OF_DIGITS if word.isdigit() else ()):
            match = pattern.match(text, start) if start >= free[rank] else None
            if match is not None:
                free[rank] = match.end()
                yield rank, kind, match


def _all_matches(text: str) -> Iterator[tuple[int, str, re.Match[str]]]:
    """What the rules find, each tried at every place."""
    for rank, kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield rank, kind, match


def _is_worth_it(text: str) -> bool:
    """Whether a text names a unit of time or a day; plain searches cost less than one pattern for all."""
    seen = small(text)
    if any(word in seen for word in _UNITS):
        return True
    return any(word in seen for word in _SHORT_WEEKDAYS) and _WEEKDAY_BEGINS.search(text) is not None
