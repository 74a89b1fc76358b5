"""Find time expressions in a text and turn them into EDTF.

`dates` finds the pieces, `relative` the expressions that lean on a date; here they are joined ("from … to",
"since", "by the end of"), get the year that they lack, and are told from numbers that look like years
("2000 companies") and from years inside names ("the Act of 2015"), which are found but not usable.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from thbextract.normalize.calendar import DASH, NUMBER, number
from thbextract.normalize.dates import Atom, atoms
from thbextract.normalize.edtf import (
    Date,
    bounds,
    ends,
    first_of,
    first_of_stretch,
    interval,
    last_of,
    parse,
    to_day,
)
from thbextract.normalize.relative import Known, Mention, mentions
from thbextract.normalize.shortcuts import SHORTCUTS, remembered, small
from thbextract.normalize.sieve import sieve
from thbextract.normalize.tokens import words_of
from thbextract.normalize.years import WALL, in_name, is_time
from thbextract.records import Period

__all__ = ["PeriodFinder", "bounds", "is_limit"]

_TO = re.compile(
    rf"[,\s]{{0,3}}(?:{DASH}|/|to|through|thru|until|till|up to|and|&|to the end of"
    rf"|and up to)\s{{0,3}}(?:the\s|year\s)?"
)
_PREFIX = re.compile(
    r"(?i)(?:\b(?P<from>from|between)"
    r"|\b(?P<since>since|starting|beginning|(?:dat|go|stretch|reach)(?:e|es|ed|ing)?\s(?:(?:as\sfar\s)?back\s(?:to|as|until)|from))"
    r"|\b(?P<until>until|till|up\sto|no\slater\sthan)|\b(?P<by>by)|\b(?P<before>before|prior\sto)"
    r"|\b(?P<after>after)"
    r"|\b(?P<plain>in|on|of|for|during|at|over|throughout|within|as\s(?:of|at)|to|and|through|year|years"
    r"|dated?|dt\.?"
    r"|into|around|about|near|summer|winter|spring|autumn|fall))"
    r"[\s(]{1,3}(?:(?:the\s)?(?:years?|period|months?|season)\s(?:of\s)?|the\s)?"
    r"(?:(?:in\s)?(?:the\s)?(?P<end>end|close)[\s-](?:of\s)?(?:the\s)?(?:year\s)?"
    r"|(?:the\s)?(?P<part>early|mid|middle|late|start|beginning"
    r"|first\shalf)[\s-](?:in\s)?(?:of\s)?(?:the\s)?(?:year\s)?)?$"
)
_PREFIX_WORDS = words_of(
    "from between since starting beginning dat date dates dated dating go goe goes goed going stretch stretche "
    "stretches stretched stretching reach reache reaches reached reaching as far back to until till up no later "
    "than by before prior after in on of for during at over throughout within and through year years dt into around "
    "about near summer winter spring autumn fall the period month months season end close early mid middle late "
    "start first half"
)
# The languages of which a stray month name may stand in an English text, ISO 639-1; English for misspelt ones.
FOREIGN = ("fr", "es", "pt", "de", "it", "ro", "ru", "uk", "tr", "az", "en")
# "Since it was set up in 2003", "since the estimates of 2016".
_SINCE_ITS = sieve(
    r"(?i)\bsince\s(?:inception|creation|establishment|foundation|launch|independence|introduction|its?|their|they|this"
    r"|we|he|she|the\s(?!end\b|beginning|start|close|middle|turn|year)\w{2,20})\b"
    r"[^,.;]{0,90}\b(?:in|of|on)\s$"
    # What was done or came about then: "Since passing the law on aid, protection and redress in April 2008".
    r"|\bsince\s(?:(?!beginning|starting|during)\w{3,14}ing\s|[^.;\d]{2,60}\b(?:adopted|passed|enacted|approved|introduced|ratified"
    r"|launched|created|established|founded|set\sup|opened|began|begun|started|signed|acceded|joined|formed|criminali[sz]ed"
    r"|came\sinto|entered\sinto|took\s(?:effect|office|over))\b)[^.;\d]{0,90}\b(?:in|of|on)\s$"
)
_OPEN_AFTER = re.compile(
    r"\s{1,2}(?:onwards?|(?:to|till|until|up\s(?:to|until))\s(?:date|the\spresent(?:\sday)?|present|now|today)"
    r"|and\s(?:after|later)(?!\s(?:on|in|at)\b))\b"
)


class PeriodFinder:
    """Finds time expressions; pure, and cheap to make."""

    def find(
        self,
        text: str,
        *,
        offset: int = 0,
        today: str | None = None,
        reporting_period: str | None = None,
        country: str | None = None,
    ) -> tuple[Period, ...]:
        """All time expressions of a text, in order.

        Args:
            text: A sentence, a paragraph or a whole document; line breaks count as blanks.
            offset: Added to the offsets of what is found.
            today: The document's date, EDTF; relative expressions count from it.
            reporting_period: EDTF; "the reporting year" means it.
            country: ISO 3166-1 alpha-2; in the US 3/4/2018 puts the month first.
        """
        found = _found(text, today, reporting_period, country)
        return tuple(_moved(period, offset) for period in found) if offset else found


def is_limit(period: Period) -> bool:
    """Whether a time is the one up to which something was done ("by June 2021"): it is that of its own figure alone."""
    return period.text[:3].lower() == "by "


@remembered(1024)
def _found(text: str, today: str | None, reporting_period: str | None, country: str | None) -> tuple[Period, ...]:
    """The time expressions of a text, as `PeriodFinder.find` gives them."""
    flat = _flat(text)
    pieces = _pieces(flat, country == "US")
    if not pieces:
        return ()
    known = Known(_date_of(today), reporting_period, country=country)
    return tuple(
        Period(p.start, p.end, text[p.start : p.end], p.edtf, p.basis, p.doubts, p.usable)
        for p in _read(flat, pieces, known)
    )


def _moved(period: Period, offset: int) -> Period:
    p = period
    return Period(p.start + offset, p.end + offset, p.text, p.edtf, p.basis, p.doubts, p.usable)


_BLANK_LINE = re.compile(r"\n[^\S\n]{0,200}\n")
_OTHER_SPACE = re.compile(r"[^\S ]")


def _flat(text: str) -> str:
    """White space of every kind as a blank, one for one; a blank line becomes a wall that nothing crosses."""
    if text.isprintable():
        return text  # blanks are its only white space
    walled = _BLANK_LINE.sub(lambda gap: WALL * len(gap.group()), text)
    return _OTHER_SPACE.sub(" ", walled)


def _date_of(edtf: str | None) -> Date | None:
    if not edtf:
        return None
    left, right = ends(edtf)
    return parse(right or left or "") if right or left else None


def _read(text: str, pieces: Sequence[Atom | Mention], known: Known) -> list[Period]:
    named = {
        piece.last.year
        for piece in pieces
        if isinstance(piece, Atom) and piece.last.year and piece.kind in ("day", "month")
    }
    known = known._replace(only=named.pop() if len(named) == 1 else None)
    found: list[Period] = []
    focus: str | None = None
    index = 0
    while index < len(pieces):
        group = _group(text, pieces, index)
        index += len(group)
        if found and group[-1].end <= found[-1].end:
            continue  # "Today" of "from 2003 until today" is taken
        if found and WALL in text[found[-1].end : group[0].start]:
            focus = None
        period = _settle(text, group, known._replace(focus=focus, latest=found[-1].edtf if found else None))
        if period is None:
            continue
        while found and found[-1].end > period.start:
            found.pop()
        found.append(period)
        if _leads(text, period, group[0]):
            focus = period.edtf
    return _with_fiscal_years(text, found)


_HELD_AGAINST = sieve(
    r"(?i)\b(?:compared|against|than|versus|up from|down from|as in|increase from|rise from"
    r"|prior to)\b[^.;]{0,40}$"
)
# Relative expressions that name a stretch of their own, so that "a year earlier" may lean on them.
_LEADING = {"past", "reporting", "so_far", "last", "this", "the_year", "fiscal"}


def _leads(text: str, period: Period, head: Atom | Mention) -> bool:
    """Whether what follows may lean on this period; the other side of a comparison leads nothing."""
    if not period.usable or period.edtf is None:
        return False
    if (
        head.kind not in _LEADING
        if isinstance(head, Mention)
        else period.basis != "stated" and len(period.edtf) == len("2017-06-03")
    ):
        return False
    return not _HELD_AGAINST.search(text[max(0, period.start - 60) : period.start])


_FISCAL = sieve(r"(?i)(?:FYs?|fiscal year|financial year)\s?['’]?\s?(?:\d\d)?(\d\d)$")
_SAID_TO_BE = re.compile(r"[\s,(:–-]{1,4}(?:i\.e\.\s|that is,?\s|or\s|which\s\w{2,8}\s(?:from\s)?|from\s)?")


def _with_fiscal_years(text: str, found: list[Period]) -> list[Period]:
    """Fiscal years whose bounds the text gives beside them ("FY19, April 1, 2018 to March 31, 2019")."""
    defined: dict[str, str] = {}
    for label, span in itertools.pairwise(found):
        fiscal = _FISCAL.search(text[label.start : label.end])
        bounded = span.edtf and "-" in span.edtf and "/" in span.edtf
        if fiscal and bounded and span.edtf and _SAID_TO_BE.fullmatch(text[label.end : span.start]):
            defined[fiscal[1]] = span.edtf
    if not defined:
        return found
    return [_defined(text, period, defined) for period in found]


def _defined(text: str, period: Period, defined: dict[str, str]) -> Period:
    fiscal = _FISCAL.search(text[period.start : period.end])
    return replace(period, edtf=defined[fiscal[1]]) if fiscal and fiscal[1] in defined else period


@remembered(1024)
def _pieces(text: str, us: bool) -> tuple[Atom | Mention, ...]:
    """Calendar pieces and relative expressions in order; where two overlap the longer one stays."""
    dated = [atom for atom in atoms(text, us=us) if not atom.weak or is_time(text, atom)]
    all_pieces: list[Atom | Mention] = [*dated, *mentions(text)]
    if len(all_pieces) < 2:
        return tuple(all_pieces)
    both = sorted(all_pieces, key=lambda piece: (piece.start - piece.end, piece.start))
    taken = bytearray(len(text))
    kept: list[Atom | Mention] = []
    for piece in both:
        if not any(taken[piece.start : piece.end]):
            taken[piece.start : piece.end] = b"x" * (piece.end - piece.start)
            kept.append(piece)
    return tuple(sorted(kept, key=lambda piece: piece.start))


def _group(text: str, pieces: Sequence[Atom | Mention], index: int, most: int = 12) -> list[Atom | Mention]:
    """The pieces from `index` on that are one expression: the two ends of a span, a month and "last year"."""
    first = pieces[index]
    if index + 1 == len(pieces):
        return [first]
    second = pieces[index + 1]
    gap = text[first.end : second.start]
    if isinstance(first, Atom) and isinstance(second, Mention):
        near = re.fullmatch(r",?\s{1,3}(?:of\s|in\s)?", gap)
        until = first.kind == "year" and re.fullmatch(r"\s{1,2}(?:to|until|till|through|and)\s{1,2}", gap)
        opened = _FROM_YEAR.search(text[max(0, first.start - 10) : first.start])
        fits = near if first.lacks_year else until and opened
        return [first, second] if second.names_year and fits else [first]
    if not (isinstance(first, Atom) and isinstance(second, Atom)):
        return [first]
    if most and first.lacks_year and second.kind == first.kind and re.fullmatch(r",\s{1,2}", gap):
        rest = _group(text, pieces, index + 1, most - 1)
        return [first, *rest] if len([piece for piece in rest if isinstance(piece, Atom)]) > 1 else [first]
    series = _year_series(text, pieces, index)
    if series:
        return series
    opens = _FROM_YEAR.search(text[max(0, first.start - 10) : first.start]) is not None
    since = opens and first.kind == "year" and second.lacks_year
    if not _joins(text, first, second, gap) and not (since and _TO.fullmatch(gap)):
        return [first]
    if second.lacks_year and index + 2 < len(pieces):
        third = pieces[index + 2]
        near = re.fullmatch(r",?\s{1,3}(?:of\s|in\s)?", text[second.end : third.start])
        if isinstance(third, Mention) and third.names_year and near:
            return [first, second, third]
    return [first] if since else [first, second]


# "From 2015 until last year", "between 2015 and last year": without these the two are two times.
_FROM_YEAR = sieve(r"(?i)\b(?:from|between|since)\s{1,2}$")


def _year_series(text: str, pieces: Sequence[Atom | Mention], index: int) -> list[Atom | Mention]:
    """Three or more years in a row, "2015, 2016 and 2017", unless they belong to figures one by one."""
    years: list[Atom | Mention] = [pieces[index]]
    for piece in pieces[index + 1 :]:
        gap = text[years[-1].end : piece.start]
        last = years[-1]
        if not (isinstance(last, Atom) and isinstance(piece, Atom) and last.kind == piece.kind == "year"):
            break
        if not _neighbours(last, piece) or not re.fullmatch(r",\s|,?\s(?:and|&)\s", gap):
            break
        years.append(piece)
        if "and" in gap or "&" in gap:
            respective = re.match(r"[^.;]{0,120}\brespectively\b", text[piece.end : piece.end + 140])
            return years if len(years) > 2 and not respective else []
    return []


def _joins(text: str, first: Atom, second: Atom, gap: str) -> bool:
    """Whether two dates are the ends of a span; with "and" only neighbours of one kind are ("2019 and 2020")."""
    if not _TO.fullmatch(gap) or first.kind not in ("day", "month", "months", "year", "years"):
        return False
    if second.kind not in ("day", "month", "months", "year", "years"):
        return False
    if "and" not in gap and "&" not in gap:
        mixed = "months" not in (first.kind, second.kind) and (not first.lacks_year or second.kind in ("month", "day"))
        return first.kind == second.kind or (mixed and not (first.kind == "year" and second.lacks_year))
    between = re.search(r"(?i)\bbetween\s(?:the\s(?:years\s)?)?$", text[max(0, first.start - 20) : first.start])
    if between:
        return True
    respective = re.match(r"[^.;]{0,120}\brespectively\b", text[second.end : second.end + 140])
    return first.kind == second.kind and not respective and _neighbours(first, second)


def _neighbours(first: Atom, second: Atom) -> bool:
    if first.kind == "years":  # financial years, each named by two: "2019-20 and 2020-21"
        return first.last == second.first and second.last != second.first
    if first.kind == "year":
        return (second.first.year or 0) - (first.last.year or 0) == 1
    if first.kind == "month":
        return not first.lacks_year or second.last.month != first.first.month
    return False


def _settle(text: str, group: list[Atom | Mention], known: Known) -> Period | None:
    """One expression as a Period; null if it turns out to be none."""
    head = group[0]
    if isinstance(head, Mention):
        return _relative(text, head, known)
    if head.kind == "clock":
        return Period(head.start, head.end, "", None, usable=False)
    if head.kind == "foreign":
        edtf = _exotic(text[head.start : head.end])
        return Period(head.start, head.end, "", edtf) if edtf else None
    return _dated(text, group, known)


def _relative(text: str, mention: Mention, known: Known) -> Period:
    edtf = mention.resolve(known)
    prefix = _prefix(text[max(0, mention.start - 40) : mention.start])
    start = mention.start
    if prefix and edtf and "/" not in edtf and mention.kind not in ("the_year", "so_far"):
        start, edtf = _with_prefix(prefix, mention.start, parse(edtf), parse(edtf))
    return Period(start, mention.end, "", edtf, "relative")


def _dated(text: str, group: list[Atom | Mention], known: Known) -> Period:
    dates = [piece for piece in group if isinstance(piece, Atom)]
    head = dates[0]
    if isinstance(group[-1], Mention) and not dates[-1].lacks_year:
        until = group[-1].resolve(known)
        opened = _FROM_YEAR.search(text[max(0, head.start - 10) : head.start])
        start = head.start - len(opened.group()) if opened else head.start
        return Period(start, group[-1].end, "", interval(head.first, until) if until else None, "relative")
    year = next((_year(piece.resolve(known)) for piece in group if isinstance(piece, Mention)), None)
    leaning = isinstance(group[-1], Mention)
    first, last = dates[0], dates[-1]
    doubts = tuple(doubt for atom in dates for doubt in atom.doubts)
    if last.lacks_year:
        around = text[max(0, first.start - AROUND) : last.end + AROUND]
        gone = bool(_LAST.search(text[max(0, first.start - 6) : first.start]) or _OPEN_AFTER.match(text, last.end))
        past = gone or not _AHEAD.search(around)
        if not leaning:
            year = _year_from_left(first, last) or _missing_year(last, known, past=past, last_one=gone)
        if known.today and _THIS.search(text[max(0, first.start - 6) : first.start]):
            year = known.today.year
        if year is None:
            # "Since 2008 until 3 May this year": the end is not known.
            edtf = interval(first.first, None) if first is not last and first.kind == "year" else None
            return Period(first.start, group[-1].end, "", edtf, "relative", doubts)
        leaning = True
        last = last.with_year(year, year)
    if first is dates[-1]:
        first = last
    if first.lacks_year:
        first = _year_from_right(first, last)
    start, end, edtf = _ending(text, first, last) or _spanned(text, first, last, group[-1].end)
    edtf = _up_to_now(text[start:end], edtf, known)
    usable = not (len(group) == 1 and in_name(text, first))
    return Period(start, end, "", edtf, "relative" if leaning else "stated", doubts, usable)


# "The year ended 31 March 2020", "the 12 months to June": a stretch that is named by its end.
_ENDING = sieve(
    rf"(?i)\b(?:the\s)?(?:(?:financial|fiscal|reporting|calendar)\s)?(?:(?P<unit>year|quarter|half[-\s]year)"
    rf"|(?P<count>{NUMBER})[-\s](?P<many>months|years))\s(?:period\s)?(?P<verb>ended|ending|to|up\sto)\s(?:on\s|in\s)?"
    rf"(?:the\s)?(?:end\sof\s)?$"
)


def _ending(text: str, first: Atom, last: Atom) -> tuple[int, int, str] | None:
    """A stretch that ends with a date: where it begins in the text, where it ends, its EDTF."""
    before = text[max(0, first.start - 60) : first.start]
    match = _ENDING.search(before) if first is last else None
    date = last.last
    if match is None or (date.month is None and match["many"] != "years"):
        return None
    months = {"year": 12, "quarter": 3}.get((match["unit"] or "half").lower(), 6)
    if match["count"]:
        months = number(match["count"]) * (12 if match["many"].lower() == "years" else 1)
    if match["many"] == "years" and match["verb"] != "to":
        return None
    since = first_of_stretch(date, months)
    return first.start - len(before) + match.start(), last.end, interval(since, date)


_SINCE_ITS_START = re.compile(r"(?i)since\s{1,3}(?:the\s{1,3})?(?:beginning|start)\s")


def _up_to_now(text: str, edtf: str, known: Known) -> str:
    """Read "since the beginning of 2019" in a text of 2019: from its first day up to the text's."""
    today = known.today
    if today is None or today.month is None or edtf != interval(Date(today.year), None):
        return edtf
    return interval(Date(today.year, 1, 1 if today.day else None), today) if _SINCE_ITS_START.match(text) else edtf


def _year(edtf: str | None) -> int | None:
    return parse(edtf[:4]).year if edtf and edtf[:4].isdigit() else None


def _year_from_right(first: Atom, last: Atom) -> Atom:
    """Say when a span begins: "November to January 2020" does so the year before."""
    year = last.last.year or 0
    earlier = (first.first.month or 1, first.first.day or 1) > (last.last.month or 12, last.last.day or 31)
    return first.with_year(year - earlier, year - earlier)


def _year_from_left(first: Atom, last: Atom) -> int | None:
    """When a span ends that began at a known time: "1 July 2022 to 30 June" does so the year after."""
    if first is last or first.lacks_year or first.kind not in ("day", "month") or first.first.year is None:
        return None
    earlier = (last.last.month or 12, last.last.day or 31) < (first.first.month or 1, first.first.day or 1)
    return first.first.year + earlier


SOON_DAYS = 45  # how far ahead a date may lie of which nothing says that it does
AROUND = 80  # characters in which a word may point ahead
_LAST = re.compile(r"(?i)\blast\s$")
_THIS = re.compile(r"(?i)\bthis\s$")
_AHEAD = sieve(
    r"(?i)\b(?:will|shall|would|by|until|till|next|due|scheduled|upcoming|coming|plans?|planned|expected|expects?|begins?"
    r"|starts?|opens?|deadline|register|from|to\sbe|to\stake|is\sset)\b"
)


def _missing_year(atom: Atom, known: Known, *, past: bool, last_one: bool) -> int | None:
    """The year of "3 June": that of the period spoken of, the reporting period, or the nearest to today.

    With `past`, nothing near points ahead: a month that lies weeks ahead is last year's; with `last_one` any
    that has not begun ("last December").
    """
    for edtf in (known.focus, known.reporting):
        years = _years_within(atom, edtf) if edtf else []
        if len(years) == 1 and (known.today is None or 0 <= (known.today.year or 0) - years[0] <= 1):
            return years[0] + _is_told_on(atom, edtf, years[0], known)
    if known.today is None or known.today.year is None:
        return known.only
    today = to_day(known.today)
    near = [known.today.year + shift for shift in (-1, 0, 1)]
    if atom.last.month == 2 and atom.last.day == 29:
        near = [year for year in near if last_of(Date(year, 2)).day == 29] or [known.today.year]
    # A meeting is told of some weeks ahead by its day; a month that nothing says to come has begun.
    limit = today + dt.timedelta(days=0 if last_one or atom.last.day is None else SOON_DAYS)
    begun = [year for year in near if to_day(atom.first._replace(year=year)) <= limit] if past else near
    return min(begun or near, key=lambda year: abs((to_day(atom.last._replace(year=year)) - today).days))


def _is_told_on(atom: Atom, edtf: str | None, year: int, known: Known) -> bool:
    """Whether "in April" behind "in October 2018" is the April after it: the later one is over, too."""
    first = bounds(edtf)[0] if edtf and "-" in edtf and "/" not in edtf else None
    if first is None or known.today is None:
        return False
    told = first_of(atom.first)
    return str(told._replace(year=year)) < first[:7] and str(told._replace(year=year + 1)) <= str(last_of(known.today))


def _years_within(atom: Atom, edtf: str) -> list[int]:
    """The years in which the date lies inside a period; of a period shorter than a year, its year."""
    left, right = bounds(edtf)
    if not left or not right:
        return []
    low, high = parse(left).year or 0, parse(right).year or 0
    if low == high:
        return [low]
    date = first_of(atom.first)
    if high - low > 2:
        return []
    return [year for year in range(low, high + 1) if left <= str(date._replace(year=year)) <= right]


def _spanned(text: str, first: Atom, last: Atom, end: int) -> tuple[int, int, str]:
    """The whole expression's span and EDTF, with "since", "until", "at the end of" and "onwards" taken in."""
    before = text[max(0, first.start - 130) : first.start]
    prefix = _prefix(before)
    start = first.start
    origin = _SINCE_ITS.search(before)
    if origin and first is last:
        return first.start - len(before) + origin.start(), end, interval(first.first, None)
    after = _OPEN_AFTER.match(text, end)
    if after:
        if prefix and (prefix["from"] or prefix["since"]):
            start = first.start - prefix.endpos + prefix.start()
        return start, after.end(), interval(first.first, None)
    whole = first is last
    if prefix is None or whole:
        if prefix:
            start, edtf = _with_prefix(prefix, first.start, first.first, last.last)
            return start, end, edtf
        return start, end, interval(first.first, last.last)
    if prefix["from"]:
        start = first.start - prefix.endpos + prefix.start("from")
    return start, end, interval(first.first, last.last)


def _prefix(before: str) -> re.Match[str] | None:
    """The words right before a time that say how it is meant ("since", "by the end of")."""
    start = len(before) if SHORTCUTS.on else 0
    while start:
        word = stop = len(before[:start].rstrip(" (-."))
        while word and before[word - 1].isalpha():
            word -= 1
        if small(before[word:stop]) not in _PREFIX_WORDS:
            break
        start = word
    return _PREFIX.search(before, start) if start < len(before) else None


def _with_prefix(prefix: re.Match[str], place: int, first: Date, last: Date) -> tuple[int, str]:
    """Where the expression begins and what it means with the words before it."""
    offset = place - prefix.endpos
    kind = next((name for name in ("since", "until", "by", "before", "after", "from") if prefix[name]), None)
    start = offset + prefix.start(kind) if kind and kind != "from" else place
    if prefix["end"]:
        first = last = last_of(last) if kind in (None, "by") else last
        start = min(start, offset + prefix.start("end"))
    if kind in ("since", "after"):
        return start, interval(first, None)
    if kind in ("until", "before"):
        return start, interval(None, last)
    return start, interval(first, last)


def _exotic(text: str) -> str | None:
    """A day, a word, a year: dateparser says whether the word is a month in another language or spelling."""
    import dateparser

    settings = {"STRICT_PARSING": True, "DATE_ORDER": "DMY", "PREFER_DAY_OF_MONTH": "first"}
    day = dateparser.parse(text, languages=list(FOREIGN), settings=settings)
    return str(Date(day.year, day.month, day.day)) if day else None
