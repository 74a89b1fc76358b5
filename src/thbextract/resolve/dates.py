"""What a document says of its own time: when it was published and which period it reports on.

Precision comes first: a date of an event in the text is never taken for the date of the document, and a
year in a title is a reporting period only where the title is that of a report on a period.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from thbextract.normalize.calendar import MONTH
from thbextract.normalize.edtf import ends, interval, parse, span_months
from thbextract.normalize.periods import PeriodFinder
from thbextract.records import Layout, Period

# How far from the top a date line, a title and a lead still count, in lines that are not empty.
TOP_LINES = 30
TITLE_LINES = 8
END_LINES = 12
LETTERHEAD_LINES = 12
# Characters; a title may be long ("Mr … 's Annual Report on …"), a paragraph is longer.
LONG_LINE = 300

_FINDER = PeriodFinder()
_LABEL = re.compile(
    r"(?i)^[\s*#>-]{0,6}(?:date\sof\s(?:issue|publication|release)|date|published|publication\sdate|posted|issued"
    r"|released?|release\sdate|press\srelease\sdate|dated|pubdate)"
    r"(?:\s(?:on|by|at|in))?\b(?:\s?[:=])?[\s*]{0,4}"
)
_LABEL_INSIDE = re.compile(
    r"(?i)\b(?:date\sof\s(?:release|publication|issue)|release\sdate|publication\sdate|published(?:\son)?"
    r"|date)\s?:\s{0,3}"
)
_LABEL_ALONE = re.compile(_LABEL.pattern + "$")
_RELEASE = re.compile(
    r"(?i)\b(?:for\simmediate\srelease|for\srelease|press\srelease|news\srelease"
    r"|media\srelease)\b[:\s,–—-]{0,4}"
)
_PUBLISHED_BY = re.compile(r"(?i)\bpublished\b[\w\s,]{0,60}$")
_CUT = re.compile(r"\s*[|·•»«›]\s*|\s+[/–—-]\s+|\s{2,}|\t")
_CLOCK = re.compile(
    r"(?i)(?<![\d.])\d{1,2}(?::\d\d(?::\d\d)?\s?(?:[ap]\.?m\b\.?)?|[.]\d\d\s?[ap]\.?m\b\.?|\s?[ap]\.?m\b\.?)"
    r"(?:\s?(?:[A-Z]{2,4}|hrs)\b)?"
)
_PLACE = re.compile(r"(?:[A-Z][\w.’'-]{1,24}[\s,/]{0,3}){0,4}(?:\([A-Z][\w ]{1,20}\))?[\s,:]{0,3}")
_NAMES = re.compile(
    r"(?:(?:[A-ZÀ-Þ(][\w.’'&/()À-ÿ-]{0,30}|of|for|the|and|in|on|to|against|de|no\.|press|service|office"
    r"|release|unit|news"
    r"|team|by|information|communications?|section|department|\d{1,4}/\d{2,4}|[-–—|:,])[\s,]{1,40}){1,25}"
)
_IMPRINT = re.compile(
    r"(?:^\s*[A-Z][a-z]{2,20}(?:\s[A-Z][a-z]{2,20})?|\b(?:[Ww]orking|[Dd]iscussion|[Pp]olicy|[Rr]esearch"
    r"|[Bb]riefing)\s"
    r"[Pp]aper(?:\s(?:[Nn]o\.?\s)?\d{1,4})?),\s((?:19|20)\d\d)\s*$"
)
_TAIL = re.compile(
    r"(?i)[\s,.;:)*]{0,6}(?:views\b.{0,20}|\d{1,3}\s(?:min\sread|comments?).{0,10}|updated.{0,20}|\+.{0,20})?$"
)
_DATELINE = re.compile(r"^[\s*_“\"]{0,4}(?:[A-ZÀ-Þ][\w.’'À-ÿ-]{1,24}[\s,/.]{1,3}){1,6}[(\s]?$")
_AFTER_DATELINE = re.compile(r"\)?\s{0,2}(?:[–—:-]|\([\w\s/.-]{2,30}\)\s?[–—:-]|\.\s{1,3}[A-Z“\"])")
# A heading that runs into the text: "Annual Review 2 December 2024 The unit works …", wide gaps beside a date.
_IN_HEADER = re.compile(r"(?:\s{3}|\b[A-Z][\w’'-]{1,30}\s{1,3})$")
_AFTER_HEADER = re.compile(r"\s{1,3}[A-Z“\"]|\s{3}")
HEADER_CHARACTERS = 500
# "Arraigned today, Feb. 2, 2017": what is said of today dates the text.
_TODAY = re.compile(r"(?i)\b(?:today|this\s(?:morning|afternoon|evening))[,\s(–—-]{1,3}$")


def document_date(layout: Layout) -> str | None:
    """The date of publication in EDTF, null if the text has none.

    In this order: a labelled date ("Date: …", "Published …"), a date that stands alone in its line or in a
    part of it near the top, a dateline ("PORTVILLE, 3 May 2016 –"), "for immediate release" with a date,
    a date alone near the end.
    """
    lines = _lines(layout)
    top, end = lines[:TOP_LINES], lines[-END_LINES:]
    above = (_labelled(top), _alone(top), _letterheads(top), _datelines(top), _released(top), _headers(layout.shadow))
    for date in itertools.chain(*above, _alone(end), _publishers(lines), _todays(layout.shadow)):
        return date
    alone = set(_alone(lines))
    cover = top[:LETTERHEAD_LINES]
    return alone.pop() if len(alone) == 1 else next(itertools.chain(_months(cover), _years(cover)), None)


def _lines(layout: Layout) -> list[str]:
    """The blocks as lines of text, furniture too: a date often stands beside a counter or a menu."""
    slices = (layout.shadow[block.start : block.end] for block in layout.blocks)
    return [line for text in slices for line in text.split("\n") if line.strip()]


def _dates(text: str) -> list[Period]:
    """Full dates and months with a year, in order."""
    found = _FINDER.find(text)
    return [period for period in found if period.edtf and period.basis == "stated" and "/" not in period.edtf]


def _day(period: Period) -> bool:
    return period.edtf is not None and re.fullmatch(r"\d{4}-\d\d-\d\d", period.edtf) is not None


def _labelled(lines: list[str]) -> Iterator[str]:
    parts = [part for line in lines for part in (_CUT.split(line) if len(line) < 160 else [line])]
    for index, line in enumerate(parts):
        label = _LABEL.match(line)
        if label is None:
            continue
        rest = line[label.end() :]
        if not rest.strip() and index + 1 < len(parts) and _LABEL_ALONE.match(line):
            rest = parts[index + 1]
        rest = rest.strip().lstrip("\"'")
        first = next((period for period in _dates(rest) if _day(period)), None)
        if first and first.edtf and not _CLOCK.sub("", rest[: first.start]).strip(" ,"):
            yield first.edtf
    for line in lines:
        inside = _LABEL_INSIDE.search(line) if len(line) < 200 else None
        first = next(iter(_dates(line[inside.end() : inside.end() + 30])), None) if inside else None
        if first and first.edtf and _day(first) and first.start <= 2:
            yield first.edtf


def _alone(lines: list[str]) -> Iterator[str]:
    """Dates that fill a line, or a part of it between bars or wide gaps, but for a place and a time of day."""
    for line in lines:
        if len(line) > 160:
            continue
        for part in _CUT.split(line.strip(" *_#>")):
            dates = [period for period in _dates(part) if _day(period)]
            if len(dates) == 1 and dates[0].edtf and _is_alone(part, dates[0]):
                yield dates[0].edtf


def _is_alone(part: str, date: Period) -> bool:
    before = _CLOCK.sub("", part[: date.start]).strip(" ,(")
    after = _CLOCK.sub("", part[date.end :])
    placed = _PLACE.fullmatch(before) and not before.lower().startswith(("on", "by"))
    return bool(placed) and bool(_TAIL.fullmatch(after))


def _letterheads(lines: list[str]) -> Iterator[str]:
    """A short block of names that ends with a date: "Ministry of Justice, press service, 4 May 2018"."""
    for line in lines[:LETTERHEAD_LINES]:
        text = _CLOCK.sub(lambda clock: " " * len(clock.group()), line).rstrip()
        dates = [period for period in _dates(text) if _day(period)]
        if len(line) > 200 or len(dates) != 1 or not dates[0].edtf:
            continue
        before, after = text[: dates[0].start], text[dates[0].end :]
        if _NAMES.fullmatch(before) and (_TAIL.fullmatch(after) or _NAMES.fullmatch(after.lstrip() + " ")):
            yield dates[0].edtf


def _months(lines: list[str]) -> Iterator[str]:
    """A month that fills a line of the cover."""
    for line in lines:
        month = next(iter(_dates(line)), None)
        if month and month.edtf and line.strip(" *_#>.") == month.text:
            yield month.edtf


def _years(lines: list[str]) -> Iterator[str]:
    """An imprint with a year alone: "Nicosia, 2020", "Working Paper 17, 2020"."""
    for line in lines:
        imprint = _IMPRINT.search(line)
        if imprint and len(line) < 160:
            yield imprint[1]


def _headers(text: str) -> Iterator[str]:
    """A date at the top that no word governs, between a heading and the text that it runs into."""
    for date in _dates(text[:HEADER_CHARACTERS]):
        apart = _IN_HEADER.search(text[: date.start]) and _AFTER_HEADER.match(text, date.end)
        if apart and date.edtf and _day(date):
            yield date.edtf


def _todays(text: str) -> Iterator[str]:
    for date in _dates(text):
        if date.edtf and _day(date) and _TODAY.search(text[max(0, date.start - 20) : date.start]):
            yield date.edtf


def _datelines(lines: list[str]) -> Iterator[str]:
    for line in lines:
        for date in _dates(line[:120]):
            if _day(date) and date.edtf and is_dateline(line[: date.start], line[date.end :]):
                yield date.edtf


def is_dateline(before: str, after: str) -> bool:
    """Whether a date between these two pieces of a paragraph is its dateline ("PORTVILLE, 3 May 2016 –")."""
    return bool(_DATELINE.match(before)) and bool(_AFTER_DATELINE.match(after))


def _released(lines: list[str]) -> Iterator[str]:
    for line in lines:
        cue = _RELEASE.search(line[:400])
        if cue is None:
            continue
        date = next((period for period in _dates(line[cue.end() : cue.end() + 40]) if _day(period)), None)
        if date and date.edtf and date.start <= 12:
            yield date.edtf


def _publishers(lines: list[str]) -> Iterator[str]:
    """Dates of imprints ("Published by the Ministry, March 2020"): here a month is enough."""
    for line in [*lines[:TOP_LINES], *lines[-END_LINES:]]:
        for date in _dates(line[:200]):
            if date.edtf and "-" in date.edtf and _PUBLISHED_BY.search(line[: date.start]):
                yield date.edtf


# The document must speak of itself: "data covering 2008-2010" may be anybody's.
_COVERS = re.compile(
    r"(?i)(?:\b(?:this|the\spresent|our|these|all)\s(?:\w{1,14}\s)?(?:report|narrative|review|figures|data"
    r"|statistics|bulletin"
    r"|summary|numbers|publication|chapter|page|document|release|brief(?:ing)?|overview|factsheet|update)|\b(?:narrative|reporting\speriod|reporting\syear)|(?:^"
    r"|[,.:;]\s)(?:the\s)?figures)"
    r"\b[^.;]{0,30}?\b(?:covers?|covered|covering|are\sfor|is\sfor|relates?\sto|refers?\sto|(?:runs?|ran|lasted)\sfrom"
    r"|runs?|ran|was|were|is|spans?|spanned|describes?|presents?|summari[sz]es?)"
    r"\s(?:the\s)?(?:period\s|time\s|calendar\s|year\s|\w{2,7}\smonths\s|from\s|between\s){0,3}$"
    r"|\breporting\s(?:period|year)[\s:(,–—-]{1,4}(?:from\s|of\s|between\s)?$"
)
_REPORT = re.compile(
    r"(?i)\bannual\s(?:activity\s)?(?:report|review|statistics|summary|statement|figures)|\b(?:yearly"
    r"|quarterly|monthly|half-yearly|"
    r"semi-?annual|activity|progress|end\sof\syear)\s(?:report|review|summary|bulletin|statistics)"
    r"|\bstatistics\b|\bstatistical\b"
    r"|\bquarter\b|\bthe\syear\sin\b|\bin\sthe\syear\b|\bduring\s(?:the\syear\s)?(?=(?:19|20)\d\d)"
    r"|\byear\sin\sreview\b"
    r"|\b(?:report|figures|results|data|overview|summary|review)\s(?:for|on)\s(?:the\s)?(?:year\s"
    rf"|period\s)?(?=(?:19|20)\d\d|Q[1-4]|(?-i:{MONTH}))"
)
# "Totals of the work of prosecutors in 2019", "2017/18 data".
_TOTALS = re.compile(
    r"(?i)\b(?:totals|results|outcomes?|activit(?:y|ies)|work|performance|(?:key\s)?figures|overview|summary|situation)\b"
    r"(?:[^.;]{0,60}\b(?:in|for|of|during))?,?\s"
    r"(?:the\syear\s)?(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?\s?$"
    r"|\b(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?\s(?:data|figures|results)\b"
)
_NO_REPORT = re.compile(
    r"(?i)^\W{0,3}(?:table|figure|fig\.|chart|graph|source|notes?|annex|box)\b|\bnext\srelease\b"
    r"|\bfollow-up\b|trafficking\sin\spersons\s(?:\(TIP\)\s)?report|\bTIP\sreport"
    r"|\bact\b|\bstrategy\b|\baction\splan\b"
)
_THIS_PERIOD = re.compile(r"(?i)\b(?:in|over|during|within|throughout)\s(?:this|the|that)\s(?:same\s)?period\b(?!\sof)")
# A span of fewer months is that of an event.
OPENING_MONTHS = 3
# A line of a bulletin's first figures stands among so many lines from the top.
LEAD_LINES = 12
_PERIODICAL = re.compile(
    r"(?i)\b(quarterly|monthly)\s(?:\w{1,14}\s)?(?:bulletin|report|review|statistics|summary|figures|update"
    r"|data)\b"
)
_PERIODICAL_FORM = {
    "quarterly": re.compile(r"\d{4}-\d\d/\d{4}-\d\d"),
    "monthly": re.compile(r"\d{4}-\d\d"),
}
_ANNUAL = re.compile(r"(?i)\bannual\s(?:\w{1,12}\s)?(?:report|review|address|statement)\b")
_ANY_REPORT = re.compile(r"(?i)^[\W\d]{0,6}(?:the\s)?(?:\w+\s){0,3}(?:report|speech|statement|address|presentation)\b")
_YEARLY = re.compile(r"(?i)\breporting\syear\b|\byear\sunder\s(?:review|report)\b")
_REVIEWED = re.compile(r"(?i)\b(?:reporting|reported)\s(?:year|period)\b|\byear\sunder\sreview\b")


def reporting_period(layout: Layout, date: str | None) -> str | None:
    """The period that the document reports on, in EDTF, null if it does not say.

    Args:
        layout: The document.
        date: Its date in EDTF; the annual report of a year is as a rule given in the next one.
    """
    declared = _declared(layout.shadow) or _of_title(layout, date) or _of_lead(layout)
    return declared or _of_opening(layout) or _of_last_year(layout, date)


def _declared(text: str) -> str | None:
    """What the text declares: "figures are for 2021", "this narrative covers 1 April 2021 through 31 March 2022"."""
    for period in _FINDER.find(text):
        if period.usable and period.edtf and period.basis == "stated" and ".." not in period.edtf:
            start = period.start + (5 if period.text.lower().startswith(("from ", "between ")) else 0)
            if _COVERS.search(text[max(0, start - 90) : start]):
                return period.edtf
    return None


def _of_title(layout: Layout, date: str | None) -> str | None:
    for line in _titles(layout):
        reports = _REPORT.search(line) or _TOTALS.search(line)
        if len(line) > 220 or not reports or _NO_REPORT.search(line):
            continue
        periods = [p for p in _FINDER.find(line, today=date) if p.edtf and ".." not in p.edtf and not _day(p)]
        if periods:
            return _narrowest(periods)
    return None


def _of_lead(layout: Layout) -> str | None:
    """A bulletin that names its period in its first figures only ("… in the third quarter of 2023")."""
    titles = [line for line in _titles(layout) if not _NO_REPORT.search(line)]
    kind = next((match[1].lower() for line in titles if (match := _PERIODICAL.search(line))), None)
    if kind is None:
        return None
    for line in _lines(layout)[:LEAD_LINES]:
        for period in _FINDER.find(line):
            fits = period.edtf and _PERIODICAL_FORM[kind].fullmatch(period.edtf)
            if fits and period.usable and period.basis == "stated":
                return period.edtf
    return None


def _of_opening(layout: Layout) -> str | None:
    """A text that opens with a span of months ("From 1 June 2018 to 31 May 2020 we …") and takes it up later."""
    body = next((block for block in layout.blocks if block.kind == "paragraph"), None)
    if body is None or not _THIS_PERIOD.search(layout.shadow, body.start):
        return None
    span = next(iter(_FINDER.find(layout.shadow[body.start : body.end][:LONG_LINE])), None)
    opens = span is not None and span.start <= len("In the period ") and span.basis == "stated" and span.edtf
    return span.edtf if span and opens and ".." not in opens and span_months(opens) >= OPENING_MONTHS else None


def _titles(layout: Layout) -> list[str]:
    """The lines above the body: what follows the first long paragraph is no title, be it short."""
    lines = _lines(layout)[:TITLE_LINES]
    body = next((index for index, line in enumerate(lines) if len(line) > LONG_LINE), len(lines))
    return [line for line in lines[:body] if "http" not in line]


def _narrowest(periods: list[Period]) -> str | None:
    """Of "quarter 3 2024 – July to September" the one period that both mean; of two different ones none."""
    distinct = {period.edtf for period in periods if period.edtf}
    return distinct.pop() if len(distinct) == 1 else None


def _of_last_year(layout: Layout, date: str | None) -> str | None:
    """An annual report that names no year but has a date: the year before it."""
    if date is None:
        return None
    lines = _titles(layout)
    titles = [line for line in lines if not _NO_REPORT.search(line)]
    annual = any(_ANNUAL.search(line) for line in titles) and _REVIEWED.search(layout.shadow)
    if not annual and not (any(_ANY_REPORT.match(line) for line in titles) and _YEARLY.search(layout.shadow)):
        return None
    last = ends(date)[1]
    year = parse(last).year if last else None
    return interval(str(year - 1), str(year - 1)) if year else None
