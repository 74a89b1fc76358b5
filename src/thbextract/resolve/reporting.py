"""The period that a document reports on, as it declares it, as its title names it, as its figures open with it.

Precision comes first: a year in a title is a reporting period only where the title is that of a report on a
period, and a span that stands alone only where it is longer than an event.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import attrgetter

from thbextract.normalize.calendar import MONTH
from thbextract.normalize.edtf import bounds, ends, first_of_stretch, interval, is_one_year, parse, span_months
from thbextract.normalize.periods import PeriodFinder, is_limit
from thbextract.normalize.shortcuts import LONGEST_KEPT, SHORTCUTS, small
from thbextract.normalize.sieve import sieve
from thbextract.records import Layout, Period
from thbextract.resolve.lines import AROUND, LONG_LINE, has_year, is_day, lines_of

_FINDER = PeriodFinder()
# How far from the top a title still counts, in lines that are not empty.
TITLE_LINES = 8
# The document must speak of itself: "data covering 2008-2010" may be anybody's.
_ITSELF = (
    r"(?:\b(?:this|the\spresent|our|these|all)\s(?:\w{1,14}\s)?(?:report|narrative|review|figures|data|statistics"
    r"|bulletin|summary|numbers|publication|chapter|page|document|release|brief(?:ing)?|overview|factsheet|update"
    r"|profile|edition|assessment|analysis|paper|note)"
    r"|\b(?:narrative|reporting\speriod|reporting\syear)|(?:^|[,.:;]\s)(?:the\s)?(?:figures|data|numbers|statistics))"
)
_COVERS = sieve(
    rf"(?i){_ITSELF}"
    r"\b[^.;]{0,30}?\b(?:covers?|covered|covering|are\sfor|is\sfor|relates?\sto|refers?\sto|(?:runs?|ran|lasted)\sfrom"
    r"|runs?|ran|was|were|is|spans?|spanned|describes?|presents?|summari[sz]es?|concerns?)"
    r"\s(?:the\s|period\s|time\s|calendar\s|(?:financial\s|fiscal\s)?years?\s|\w{2,7}\smonths\s|from\s|of\s|between\s){0,5}$"
    rf"|{_ITSELF}\s(?:provides?|gives?|offers?|presents?|summari[sz]es|describes?|reviews?)\s[^.;]{{0,30}}\b(?:overview|summary"
    r"|situation|figures|data|results|activities|work|statistics|developments|progress|trends)\b[^.;]{0,40}\b(?:in|for|of|during)"
    r"\s(?:the\s)?(?:years?\s|period\s)?$"
    # "The Department has presented the outcomes of its work during 2021".
    r"|\b(?:presented|published|reported\son|reviewed|released|announced)\sthe\s"
    r"(?:the\s)?(?:results|outcomes?|totals|work|activit(?:y|ies)|performance)\b[^.;:\d]{0,240}\b(?:in|for|of|during)\s"
    r"(?:the\s)?(?:years?\s|period\s)?$"
    r"|\b(?:our|its|the\s\w{3,14})\s(?:(?:financial|fiscal|reporting|budget|business)\s)?year\s(?:runs|ran|lasts|lasted|goes|is|was)\s"
    r"(?:from\s)?$"
    r"|\breporting\s(?:period|year)[\s:(,–—-]{1,4}(?:from\s|of\s|between\s)?$"
    r"|(?:^|[\n|(\x00 ]\s{0,9})(?:(?:reporting|review|reference)\s)?(?:period|time\sframe|timeframe|years?)"
    r"(?:\s(?:covered|under\sreview|of\sreport))?\s?:\s?$"
)
# A financial year with what may be its months beside it ("FY19, April 1, 2018 to …"); in small letters.
_FISCAL_YEAR = re.compile(
    r"\b(?:fys?|fiscal\syear|financial\syear)\s?['’]?\s?\d\d(?:\d\d)?[\s,(:–-]{1,4}(?:i\.e\.\s)?[^.;]{0,24}?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|month|quarter|half|q\d|\dq|h\d|\dh|\d[./-]\d)"
)
# Without one of these, in small letters, no declaration: nouns and verbs at the beginning of `_COVERS` and
# `_YEAR_ENDED`. Each alternative begins with a letter, which makes the search ten times as fast.
_DECLARING = re.compile(
    r"(?:report|narrative|review|figures|data|statistics|bulletin|summary|numbers|publication|chapter|page|document|release"
    r"|brief|overview|factsheet|update|profile|edition|assessment|analysis|paper|note)"
    r"\w{0,3}(?:\b[^.;]{0,31}?\b(?:cover|are\sfor|is\sfor|relate|refer|run|ran|last|was|were|is|span|describe|present"
    r"|summari|concern)|\s(?:provide|give|offer|present|summari|describe|review))"
    r"|presented\sthe\s|published\sthe\s|reported\son\sthe\s|reviewed\sthe\s|released\sthe\s|announced\sthe\s"
    r"|year\s(?:runs|ran|lasts|lasted|goes|is|was)\s"
    r"|reporting\s(?:period|year)|review\syear|financial\syear|fiscal\syear"
    r"|period(?:\s(?:covered|under\sreview|of\sreport))?\s?:|time\s?frame(?:\s(?:covered|under\sreview|of\sreport))?\s?:"
    r"|years?(?:\s(?:covered|under\sreview|of\sreport))?\s?:"
)
# "The reporting year … ended on 31 March 2021": the twelve months up to that day.
_YEAR_ENDED = re.compile(
    r"(?i)\b(?:reporting|review|financial|fiscal)\syear\b[^\n]{0,120}?\b(?:ended|ending|ends|closed)\s(?:on\s|in\s|with\s)?"
    r"(?:the\s)?$"
)
_REPORT = sieve(
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
_YEAR_LIKE = r"(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?"
_TOTALS = sieve(
    r"(?i)\b(?:totals|results|outcomes?|activit(?:y|ies)|work|performance|(?:key\s)?figures|overview|summary|situation"
    r"|accounts|trends|facts|numbers|indicators|monitoring|yearbook)\b"
    rf"(?:[^.;]{{0,60}}\b(?:in|for|of|during))?,?\s(?:the\syear\s)?{_YEAR_LIKE}\s?$"
    rf"|\b{_YEAR_LIKE}\s(?:data|figures|results|statistics|in\s(?:review|figures|numbers)|at\sa\sglance)\b"
    rf"|\b{_YEAR_LIKE}\s(?:annual|impact|activity|performance|accountability|statistical)\s(?:report|review|summary)\b"
    rf"|\b(?:(?:sum(?:s|med|ming)?|wrap(?:s|ped)?)\sup|our)\s(?:the\s)?year\s{_YEAR_LIKE}"
    rf"|\b(?:impact|year|year-end|performance|accountability|monitoring|national|country|situation|status)"
    rf"\s(?:report|review)\s{_YEAR_LIKE}"
    rf"|\b(?:year|fact)book\s{_YEAR_LIKE}"
    # Statistical releases are named so: "Recorded crime in Freedonia, 2021".
    rf"|^[^.;,]{{12,90}}(?:,\s[A-Z][\w\s]{{2,30}})?,\s{_YEAR_LIKE}$"
)
# How the first sentences of a text name the year that it looks back on: "In its annual report for 2022".
_LOOKS_BACK = re.compile(
    r"(?i)\b(?:annual|yearly|activity|impact)\s(?:\w{1,12}\s)?(?:report|review|statistics|figures)\s(?:for|of|on|covering)"
    r"\s(?:the\s)?(?:financial\s|calendar\s)?(?:year\s|period\s)?$"
)
_LOOKING_BACK = sieve(_LOOKS_BACK.pattern.removesuffix("$"))
LEAD_CHARACTERS = 900
LOOKING_BACK = 80  # characters before a year in which the report of it stands
_PREPOSITION = re.compile(r"(?i)(?:in|for|of|during|within|on)\s(?:the\s)?(?:year\s)?")
# A title that names a stretch of months or years tells of it if it is that of a report, of whatever kind.
_ANY_TITLE = sieve(
    r"(?i)\b(?:reports?|reviews?|statistics|figures|data|results|overview|summary|accounts|bulletin|newsletter|updates?|progress|totals|findings|dataset"
    r"|sums?\sup|summed\sup|work|activities|performance|crime|cases)\b"
)
# A paragraph of the text, with its number.
_NUMBERED = re.compile(r"^\W{0,3}\d{1,3}(?:\.\d{1,3}){0,3}\.\s{1,4}[A-Z].{40}")
_NO_REPORT = sieve(
    r"(?i)^\W{0,3}(?:table|figure|fig\.|chart|graph|source|notes?|annex|box)\b|\bnext\srelease\b"
    r"|\b(?:previous|preceding|earlier|last(?:\syear['’]s)?)\s(?:\w{1,12}\s)?(?:report|review|figures|statistics)\b"
    r"|\bfollow-up\b|trafficking\sin\spersons\s(?:\(TIP\)\s)?report|\bTIP\sreport"
    r"|\bact\b|\bstrategy\b|\baction\splan\b|\b(?:working|discussion|policy|research|occasional)\spaper\b"
)
_LEANING = re.compile(r"(?i)\b(?:past|last|same|previous|ago|earlier|before|these|this|that)\b")
_THIS_PERIOD = sieve(r"(?i)\b(?:in|over|during|within|throughout)\s(?:this|the|that)\s(?:same\s)?period\b(?!\sof)")
# Characters before a period in which a text says that it reports on it.
COVERS_REACH = 320
# A span of fewer months is that of an event.
OPENING_MONTHS = 3
_TWO_YEARS = re.compile(r"\d{4}/\d{4}")
# Characters; a title is no longer.
TITLE_LENGTH = 220
# A line of a bulletin's first figures stands among so many lines from the top.
LEAD_LINES = 12
# From this month on a text may look back on its own year, and up to this one on the year before.
LAST_MONTHS, EARLY_MONTHS = 11, 3
_YEAR_END = sieve(
    r"(?i)\b(?:year[-\s]end|end[-\s]of[-\s](?:the[-\s])?year)\s(?:report|round[-\s]?up|review|wrap[-\s]?up|statement|summary|statistics"
    r"|press|briefing|results|figures)|\b(?:annual|yearly)\s(?:round[-\s]?up|wrap[-\s]?up|crime\sreview|results|figures|press\s(?:meet"
    r"|conference|briefing))|\b(?:round[-\s]?up|review|results|figures|totals|statistics)\s(?:of|for)\sthe\s(?:past\s|last\s)?year\b"
    r"|\b(?:year|12\smonths|twelve\smonths)\ssummed\sup\b"
)
_PERIODICAL = sieve(
    r"(?i)\b(quarterly|monthly)\s(?:\w{1,14}\s)?(?:bulletin|report|review|statistics|summary|figures|update"
    r"|data)\b|\b(year\sin\sreview)\b"
)
_PERIODICAL_FORM = {
    "year in review": re.compile(r"\d{4}(?:/\d{4})?"),
    "quarterly": re.compile(r"\d{4}-\d\d/\d{4}-\d\d"),
    "monthly": re.compile(r"\d{4}-\d\d"),
}
_ANNUAL = re.compile(r"(?i)\bannual\s(?:\w{1,12}\s)?(?:report|review|address|statement)\b")
_ANY_REPORT = re.compile(r"(?i)^[\W\d]{0,6}(?:the\s)?(?:\w+\s){0,3}(?:report|speech|statement|address|presentation)\b")
_YEARLY = re.compile(r"(?i)\breporting\syear\b|\byear\sunder\s(?:review|report)\b")
_REVIEWED = re.compile(r"(?i)\b(?:reporting|reported)\s(?:year|period)\b|\byear\sunder\sreview\b")


def is_report(line: str) -> bool:
    """Whether a title is that of a report on a period, so that a month in it is no date of publication."""
    return bool(_REPORT.search(line) or _TOTALS.search(line))


def reporting_period(layout: Layout, date: str | None) -> str | None:
    """The period that the document reports on, in EDTF, null if it does not say.

    Args:
        layout: The document.
        date: Its date in EDTF; the annual report of a year is as a rule given in the next one.
    """
    declared = _declared(layout) or _of_title(layout, date) or _alone(layout, date) or _of_lead(layout)
    if declared:
        return _exact(declared, layout, date)
    return _of_opening(layout) or _looked_back_on(layout) or _of_last_year(layout, date)


def _exact(period: str, layout: Layout, date: str | None) -> str:
    """The twelve months that a line below the title gives for a year named "2019/20", else the year as named."""
    if not (_TWO_YEARS.fullmatch(period) and is_one_year(period)):
        return period
    stretch = _alone(layout, date)
    if stretch and is_one_year(stretch) and [end[:4] for end in stretch.split("/")] == period.split("/"):
        return stretch
    return period


def _declared(layout: Layout) -> str | None:
    """What the text declares: "figures are for 2021", "this narrative covers 1 April 2021 through 31 March 2022"."""
    text = layout.shadow
    for period in _near_declarations(layout):
        if not (period.usable and period.edtf and period.basis == "stated" and ".." not in period.edtf):
            continue
        start = period.start + (5 if period.text.lower().startswith(("from ", "between ")) else 0)
        if _COVERS.search(text[max(0, start - COVERS_REACH) : start]):
            return period.edtf
        if "-" in period.edtf and "/" not in period.edtf and _YEAR_ENDED.search(text[max(0, start - 180) : start]):
            last = parse(period.edtf)
            return interval(first_of_stretch(last, 12), last)
    return None


def _near_declarations(layout: Layout) -> Iterator[Period]:
    """The periods of a text that stand near enough to a word that may declare them.

    The blocks around such words are read instead of the text: what a date is does not depend on words far away.
    Fiscal years do, where the text says what they are.
    """
    text = layout.shadow
    seen = small(text)
    if not SHORTCUTS.on or _FISCAL_YEAR.search(seen):
        yield from _FINDER.find(text)
        return
    for first, last in _declaring_stretches(seen):
        at = bisect_left(layout.blocks, first, key=attrgetter("end"))
        for block in layout.blocks[at : bisect_right(layout.blocks, last, key=attrgetter("start"))]:
            start, end = block.start, block.end
            if end - start > LONGEST_KEPT:
                start, end = max(start, first - AROUND), min(end, last + AROUND)
            near = _FINDER.find(text[start:end], offset=start) if has_year(text[start:end]) else ()
            yield from (period for period in near if first <= period.start <= last)


def _declaring_stretches(seen: str) -> Iterator[tuple[int, int]]:
    """The first and the last place at which a period may begin that a word of a text in small letters declares."""
    first = last = -1
    for found in _DECLARING.finditer(seen):
        if found.start() > last:
            if last >= 0:
                yield first, last
            first = found.start()
        last = found.end() + COVERS_REACH + len("between ")
    if last >= 0:
        yield first, last


def _looked_back_on(layout: Layout) -> str | None:
    """The one year, or part of one, that the first sentences say is looked back on."""
    text = layout.shadow[:LEAD_CHARACTERS]
    if SHORTCUTS.on and not _LOOKING_BACK.search(text):
        return None
    found = {
        period.edtf
        for period in _FINDER.find(text)
        if period.usable
        and period.edtf
        and period.basis == "stated"
        and ".." not in period.edtf
        and not is_day(period)
        and _LOOKS_BACK.search(text[max(0, period.start - LOOKING_BACK) : _open(period)])
    }
    return found.pop() if len(found) == 1 else None


def _open(period: Period) -> int:
    """Where a period begins, without the "in" or "during" that belongs to it."""
    lead = _PREPOSITION.match(period.text)
    return period.start + (lead.end() if lead else 0)


def _of_title(layout: Layout, date: str | None) -> str | None:
    for line in _titles(layout):
        if len(line) > TITLE_LENGTH or _NO_REPORT.search(line):
            continue
        report = is_report(line)
        if not report and (_NUMBERED.search(line) or not _ANY_TITLE.search(line)):
            continue
        periods = [p for p in _FINDER.find(line, today=date) if p.edtf and ".." not in p.edtf]
        periods = [period for period in periods if not is_day(period) and not is_limit(period)]
        if not report:
            told = (period for period in periods if not _LEANING.search(period.text))
            periods = [period for period in told if _is_stretch(period.edtf, date)]
        if periods:
            return _narrowest(periods)
    return None


def _is_stretch(edtf: str | None, date: str | None) -> bool:
    """Whether a period is one of some months or of some years that are over, not one year and no event."""
    if not edtf or "/" not in edtf or span_months(edtf) < OPENING_MONTHS:
        return False
    last = bounds(edtf)[1]
    return date is None or (last is not None and last <= (bounds(date)[1] or last))


def _alone(layout: Layout, date: str | None) -> str | None:
    """A stretch of months that fills a line below the title: "1 April 2019 – 31 March 2020"."""
    for line in _titles(layout):
        text = line.strip(" *_#>.()[]|")
        if SHORTCUTS.on and not has_year(text):
            continue
        found = [period for period in _FINDER.find(text) if period.edtf]
        if len(found) == 1 and len(found[0].text) == len(text) and _is_stretch(found[0].edtf, date):
            return found[0].edtf
    return None


def _of_lead(layout: Layout) -> str | None:
    """A bulletin that names its period in its first figures only ("… in the third quarter of 2023")."""
    titles = [line for line in _titles(layout) if not _NO_REPORT.search(line)]
    found = next((match for line in titles if (match := _PERIODICAL.search(line))), None)
    kind = (found[1] or found[2]).lower() if found else None
    if kind is None:
        return None
    for line in lines_of(layout)[:LEAD_LINES]:
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
    lines = lines_of(layout)[:TITLE_LINES]
    body = next((index for index, line in enumerate(lines) if len(line) > LONG_LINE), len(lines))
    return [line for line in lines[:body] if "http" not in line]


def _narrowest(periods: list[Period]) -> str | None:
    """Of "quarter 3 2024 – July to September" the one period that both mean; of two different ones none."""
    distinct = {period.edtf for period in periods if period.edtf}
    return distinct.pop() if len(distinct) == 1 else None


def _year_that_ends(date: str) -> str | None:
    """The year that a text of these days looks back on, be it about to end or just over."""
    last = bounds(date)[1]
    if last is None or ends(date)[1] == last[:4]:
        return None
    year, month = int(last[:4]), int(last[5:7])
    if LAST_MONTHS > month > EARLY_MONTHS:
        return None
    return str(year if month >= LAST_MONTHS else year - 1)


def _of_last_year(layout: Layout, date: str | None) -> str | None:
    """An annual report that names no year but has a date: the year before it."""
    if date is None:
        return None
    lines = _titles(layout)
    titles = [line for line in lines if not _NO_REPORT.search(line)]
    if any(_YEAR_END.search(line) for line in titles):
        return _year_that_ends(date)
    annual = any(_ANNUAL.search(line) for line in titles) and _REVIEWED.search(layout.shadow)
    if not annual and not (any(_ANY_REPORT.match(line) for line in titles) and _YEARLY.search(layout.shadow)):
        return None
    last = ends(date)[1]
    year = parse(last).year if last else None
    return interval(str(year - 1), str(year - 1)) if year else None
