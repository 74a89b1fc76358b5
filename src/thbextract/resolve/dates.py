"""What a document says of its own time: when it was published and which period it reports on.

Precision comes first: a date of an event in the text is never taken for the date of the document, and a
year in a title is a reporting period only where the title is that of a report on a period.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from thbextract.normalize.calendar import MONTH, WEEKDAY
from thbextract.normalize.shortcuts import SHORTCUTS, remembered, small
from thbextract.normalize.sieve import sieve
from thbextract.records import Doubt, Layout, Period
from thbextract.resolve.lines import AROUND, LONG_LINE, dates_of, has_year, is_day, is_note, lines_of, rows_of
from thbextract.resolve.reporting import is_report, reporting_period

__all__ = ["document_date", "is_dateline", "reporting_period"]

# How far from the top a date line, a title and a lead still count, in lines that are not empty.
TOP_LINES = 30
END_LINES = 12
LETTERHEAD_LINES = 12
# Characters; a line that is longer is a paragraph.
ALONE_LENGTH = 160
LETTERHEAD_LENGTH = 200
PROSE_LENGTH = 110
DATE_LENGTH = 60
EDGES = " *_#>[]()"  # of a line

# A day or a month with its year, as loosely as it may be told: to look for it costs less than to read a text's dates.
_SOME_DATE = rf"(?=\d|{MONTH}|{WEEKDAY}|(?i:end|close)\b)(?s:.){{3,120}}?[\dZ]"
# What publishes; a date after it is that of the text.
_ISSUED = r"(?:published|posted|publish|issued|released?|dated|filed|submitted|uploaded|created|printed)"
_LABEL = re.compile(
    r"(?i)^[\s*#>(-]{0,6}(?:"
    r"(?:under\s)?embargo(?:ed)?(?:\s(?:until|till|for))?|not\sfor\s(?:release|publication)\sbefore|first\spublished|"
    rf"date\s(?:of\s)?(?:issue|publication|release|{_ISSUED})|(?:publication|release|issue|press\srelease|posting)\sdate"
    rf"|date|pubdate|dt\.?|{_ISSUED})"
    r"(?:\s(?:on|by|at|in))?(?:\b|(?<=\.))(?:\s?[:=])?[\s*]{0,4}"
)
_LABEL_INSIDE = sieve(
    rf"(?i)\b(?:date\s(?:of\s)?(?:release|publication|issue|{_ISSUED})|(?:release|publication|issue)\sdate"
    r"|published(?:\son)?|date|dated|dt|pub_?date|(?:created|published|posted)_at|date_?published)\.?\s?:\s{0,3}"
)
# What a day is that does not date the text: when somebody looked at it, when something falls due or happens.
_NOT_OURS = re.compile(
    r"(?i)\b(?:deadline|due|event|next\s\w+|accessed|retrieved|viewed|visited|downloaded|printed|expires?|valid|effective|"
    r"closing|opening|starting|ending)\b[^.;|]{0,40}$"
)
# "Published in The Galle Courier, " before a day.
_PUBLISHED = re.compile(r"(?i)\W{0,4}(?:first\s|originally\s)?published\s(?:in|by|on)\s")
_PUBLISHED_IN = re.compile(rf"{_PUBLISHED.pattern}[^.;|]{{2,60}},\s$")
_BY_LINE = re.compile(r"^\W{0,4}(?:[Pp]osted\s|[Ww]ritten\s)?[Bb]y\s(?:[A-ZÀ-Þ][\w.’'-]{0,30}\s|and\s){1,8}on\s$")
_LABEL_ALONE = re.compile(_LABEL.pattern + "$")
_UPDATED = re.compile(r"(?i)\b(?:updated|modified|revised|reviewed)(?:\son)?\s?:?\s{0,3}$")
# "Posted by Jane Roe on".
_BY_SOMEBODY = re.compile(r"(?:[A-ZÀ-Þ][\w.’'À-ÿ-]{0,30}\s|and\s){0,8}(?:on|at)?")
# "Done at Portville, on", "Signed this" before a date in one of the last lines.
_DONE = re.compile(r"(?i)^\W{0,4}(?:done|signed|issued|given|made|delivered|dated)\s(?:at|in|on|this|by)\b.{0,80}$")
# "Answered in the House on 5 October 2022" as a line of the head.
_ISSUED_ON = re.compile(
    rf"(?i)\b(?:{_ISSUED}|answered|delivered|given|circulated)\b[^.;]{{0,60}}\bon\s(?:the\s)?$"
    r"|\bdated\s(?:the\s)?$|\bquestion\s(?:no\.?\s?)?\d{1,5}\sfor\s$"
)
# "Edition of June 2021", "Issue 14, June 2021", "(as of 30 June 2021)".
_EDITION = re.compile(
    r"(?i)\b(?:edition|issue|vol(?:ume)?|version|rev(?:ised|ision)?|(?<=\()as\s(?:of|at)|updated?|bulletin|newsletter)\b"
    r"[\s\w.,:()|–—-]{0,30}$"
)
_AT_END = re.compile(r"(?:[,|(/]|\s[–—-]|\s{2,})\s{0,9}$")
_GOVERNED = re.compile(
    r"(?i)\b(?:on|from|since|until|till|by|before|after|to|for|between|starting|ends?|begins?)\s(?:the\s)?$"
)
# In a heading these may stand before "on" and a date: the text is the speech.
_SPOKEN = re.compile(r"(?i)\b(?:statement|speech|remarks|address|briefing|release|sitting|debates?|delivered|press)\b")
_REFERENCE = re.compile(
    r"(?i)\b(?:(?:press|news|media)\s(?:release|note|statement|communiqu[ée])\s)?(?:no|nr|ref|issue|vol|number)\b"
    r"\.?\s?:?\s?[\w/-]{1,20}(?:\sof\s(?:the\s)?)?|№\s?[\w/-]{1,20}"
)
_RELEASE = sieve(
    r"(?i)\b(?:for\simmediate\srelease|for\srelease|press\srelease|news\srelease"
    r"|media\srelease)\b[:\s,–—-]{0,4}"
)
# What "was published" is another paper, but for "this report".
_PUBLISHED_BY = re.compile(
    r"(?i)(?:\b(?:this|the\sfollowing)\s(?:\w+\s){1,3}(?:was|is)\s|(?<!\bwas\s)(?<!\bwere\s)(?<!\bbeen\s))\bpublished\b[\w\s,]{0,60}$"
)
# "… until 30 June. Galle, October 2023. [Download]": a place and a month as a sentence of their own.
_PLACED = r"(?:^|[.!*_]\s)\W{0,3}[A-Z][\w'’-]{2,24}(?:\s[A-Z][\w'’-]{2,24})?,\s"
_PLACED_BEFORE = re.compile(rf"{_PLACED}$")
_PLACED_AFTER = re.compile(r"\.?[*_]{0,2}(?:\s*$|\s{1,3}[\[(*_|A-Z])")
_PLACED_DATE = re.compile(_PLACED + _SOME_DATE + _PLACED_AFTER.pattern)
# "… of the year before. (7 March 2008)" at the end of a paragraph.
_ENDS_BEFORE, _ENDS_AFTER = re.compile(r"[.!?”\"]\s?\($"), re.compile(r"\)\W{0,3}$")
_CUT = re.compile(r"\s{0,9}[|·•»«›]\s{0,9}|\s{1,9}(?:/{1,2}|[–—-])\s{1,9}|\s{2,9}|\t")
_CLOCK = re.compile(
    r"(?i)(?<![\d.])\d{1,2}(?::\d\d(?::\d\d)?\s?(?:[ap]\.?m\b\.?)?|[.]\d\d\s?[ap]\.?m\b\.?|\s?[ap]\.?m\b\.?)"
    r"(?:\s?(?:(?-i:[A-Z]{2,4})|hrs)\b)?,?|(?<![\d.])\d{1,2}[.]\d\d\s(?-i:GMT|UTC|[BCEMP]E?[SD]?T|hrs)\b"
)
_PLACE = re.compile(r"(?:[A-Z][\w.’'-]{1,24}[\s,/]{0,3}){0,4}(?:\([A-Z][\w ]{1,20}\))?[\s,:]{0,3}")
_NAMES = re.compile(
    r"(?:(?:[A-ZÀ-Þ(][\w.’'&/()À-ÿ-]{0,30}|of|for|the|and|in|on|to|against|de|no\.|press|service|office"
    r"|release|unit|news"
    r"|team|by|information|communications?|section|department|\d{1,4}/\d{2,4}|[-–—|:,])[\s,]{1,40}){1,25}"
)
# "Portville, le 14 mars 2017".
_ARTICLE = re.compile(r"(?:^|(?<=,\s))(?:le|el|am|den|the)\s$")
_IMPRINT = sieve(
    r"(?:^\s*[A-Z][a-z]{2,20}(?:\s[A-Z][a-z]{2,20})?|\b(?:[Ww]orking|[Dd]iscussion|[Pp]olicy|[Rr]esearch"
    r"|[Bb]riefing)\s"
    r"[Pp]aper(?:\s(?:[Nn]o\.?\s)?\d{1,4})?),\s((?:19|20)\d\d)\s*$"
)
_TAIL = re.compile(
    rf"(?i)(?:\s{{0,3}}\({WEEKDAY}\)?)?"
    r"(?:,\spage\s\d{1,3})?[\s,.;:)*]{0,6}(?:views\b.{0,20}|\d{1,3}\s(?:min\sread|comments?).{0,10}|updated.{0,20}|vol(?:ume)?\b.{0,20}|\+.{0,20}|\s\d{1,4})?$"
)
_PLACES = r"[\s*_“\"(]{0,4}(?:[A-ZÀ-Þ][\w.’'À-ÿ-]{1,24}[\s,/.]{1,3}){1,6}[(\s]?"
_DATELINE = re.compile(rf"{_PLACES}$")
_AFTER_DATELINE = re.compile(
    r"(?:\)\s{1,2}(?=[A-Z“\"])|,\s[A-Z][\w .]{1,30}?(?:\s[–—―-]|[:.]\s)"
    r"|\)?\s{0,2}(?:[–—―:-]|[(/][\w\s/.-]{2,30}[)/][\s.]{0,2}[–—―:-]|/[\w\s.-]{2,30}/|\.\s{1,3}[A-Z“\"]))"
)
_DATED_PLACE = re.compile(_PLACES + _SOME_DATE + _AFTER_DATELINE.pattern)
# A heading that runs into the text: "Annual Review 2 December 2024 The unit works …", wide gaps beside a date.
_HEADER = r"(?:\s{3}|\b[A-Z][\w’'-]{1,30}\s{1,3})"
_IN_HEADER = re.compile(rf"{_HEADER}$")
_AFTER_HEADER = re.compile(r"(?:\s{1,3}[A-Z“\"]|\s{3})")
_DATED_HEADER = re.compile(_HEADER + _SOME_DATE + _AFTER_HEADER.pattern)
_OPENS = re.compile(rf"\W{{0,3}}(?:{WEEKDAY},?\s)?")
_DASHED = re.compile(r"\s?(?:[–—:]|-{1,2})\s(?=\W?[A-Z])")
DASH_LENGTH = 6
_OTHERS = re.compile(
    r"(?i)\W*(?:related|most\s(?:read|popular|viewed)|more\s(?:news|stories|from)|latest|recommended|trending|popular|see\salso"
    r"|you\smay\s(?:also\s)?like|other\s(?:news|stories)|also\sin|top\sstories|opinion|editorial)\b[\w\s]{0,20}\W*"
)
HEADER_CHARACTERS = 500
# "Arraigned today, Feb. 2, 2017": what is said of today dates the text.
_TODAY = sieve(rf"\b(?i:today|this\s(?:morning|afternoon|evening))[,\s(–—-]{{1,3}}(?={_SOME_DATE})")


def document_date(layout: Layout, text: str | None = None) -> str | None:
    """The date of publication in EDTF, null if the text has none.

    In this order: a labelled date ("Date: …", "Published …"), a date that stands alone in its line or in a
    part of it near the top, a letterhead, a dateline ("PORTVILLE, 3 May 2016 –"), "for immediate release"
    with a date, one that closes a heading, one alone near the end, the day of the last change, an edition.
    `text` is the document's own text: its rows, and what the layout set apart as furniture, tell a date too.
    """
    lines = [line for line in _above_others(lines_of(layout)) if not is_note(line)]
    rows, furniture = rows_of(layout, text)
    dated, top, end = _dated(lines), _dated(lines[:TOP_LINES]), _dated(lines[-END_LINES:])
    cover = _dated(lines[:LETTERHEAD_LINES])
    above = (
        _published_in(dated),
        _labelled(lines[:TOP_LINES] if top else ()),
        _alone(top),
        _letterheads(cover),
        _datelines(top),
        _released(top),
        _headers(lines[:TOP_LINES]),
        _day_first(dated),
    )
    below = (_alone(end), _done(end), _publishers([*top, *end]), _todays(layout.shadow))
    for date in itertools.chain(*above, _closing(cover), *below, _updated(top), _updated(end)):
        return date
    for alone in (set(_bracketed(dated)), set(_alone(dated)), set(_alone(furniture))):
        if len(alone) == 1:
            return alone.pop()
    months = (
        _labelled_months(top),
        _imprints(cover),
        _editions(cover),
        _months(cover),
        _placed_months(cover),
        _months(_above_others(rows)[:TOP_LINES], years=False),
    )
    return next(itertools.chain(*months, _imprints(end), _years(cover)), None)


def doubt_of_date(date: str | None, found: Sequence[Period]) -> Doubt | None:
    """The doubt about the document's own date: it is written so that day and month can be exchanged."""
    written = [period for period in found if date is not None and period.edtf == date]
    if not written or not all(period.doubts for period in written):
        return None
    return written[0].doubts[0]


def _dated(lines: Sequence[str]) -> Sequence[str]:
    return [line for line in lines if has_year(line)] if SHORTCUTS.on else lines


def _above_others(lines: Sequence[str]) -> Sequence[str]:
    """The lines above a heading behind the text that opens other stories: their days are not this one's."""
    body = next((at for at, line in enumerate(lines) if len(line) > PROSE_LENGTH), len(lines))
    others = next((at for at in range(body, len(lines)) if _OTHERS.fullmatch(lines[at])), len(lines))
    return lines[:others]


def _stamps(line: str) -> Iterator[tuple[Period, str, str]]:
    """The full dates of a line, each with what stands before and after it in its part of the line.

    An end of a span is no date: the line is read as a whole before it is cut.
    """
    text = _clockless(line)
    for date in dates_of(text):
        if is_day(date):
            before = _CUT.split(text[: date.start])[-1]
            if _NOT_OURS.search(text[: date.start]):
                continue
            yield date, _REFERENCE.sub("", before), _CUT.split(text[date.end :])[0]


def _clockless(line: str) -> str:
    """A line with blanks for the times of day in it; as it is where it names no year, so that it has no date."""
    return _CLOCK.sub(lambda clock: " " * len(clock.group()), line) if has_year(line) else line


def _labelled(lines: Sequence[str]) -> Iterator[str]:
    parts = [part for line in lines for part in (_CUT.split(line) if len(line) < 160 else [line])]
    for index, line in enumerate(parts):
        label = _LABEL.match(line)
        if label is None:
            continue
        rest = line[label.end() :]
        if not rest.strip() and index + 1 < len(parts) and _LABEL_ALONE.match(line):
            rest = parts[index + 1]
        rest = rest.strip().lstrip("\"'")
        if _NOT_OURS.match(label[0].strip(" :=") + " "):
            continue
        first = next((period for period in dates_of(rest) if is_day(period)), None)
        if first and first.edtf and _BY_SOMEBODY.fullmatch(_CLOCK.sub("", rest[: first.start]).strip(" ,")):
            yield first.edtf
    for line in lines:
        inside = _LABEL_INSIDE.search(line[:LONG_LINE])
        inside = None if inside and _NOT_OURS.search(line[: inside.start()]) else inside
        first = next(iter(dates_of(line[inside.end() : inside.end() + 30])), None) if inside else None
        if first and first.edtf and is_day(first) and first.start <= 2:
            yield first.edtf


def _published_in(lines: Sequence[str]) -> Iterator[str]:
    """As in "Published in The Galle Courier, 4 May 2020"."""
    for line in lines:
        for date in dates_of(line) if len(line) <= ALONE_LENGTH and _PUBLISHED.match(line) else ():
            if date.edtf and is_day(date) and _PUBLISHED_IN.match(line[: date.start]):
                yield date.edtf


def _labelled_months(lines: Sequence[str]) -> Iterator[str]:
    """A month right behind a label: "Publication date: May 2020", "Issued in May 2020 by …"."""
    for line in lines:
        label = _LABEL.match(line)
        rest = line[label.end() :].lstrip() if label else ""
        first = next(iter(dates_of(rest[:40])), None)
        if first and first.edtf and "-" in first.edtf and first.start == 0:
            yield first.edtf


def _day_first(lines: Sequence[str]) -> Iterator[str]:
    """A day before the dash or colon that opens the text; lists of days are chronicles, and date nothing."""
    found = [
        date.edtf
        for line in lines
        for date in (dates_of(line[:40])[:1] if _DASHED.search(line, 0, 40 + DASH_LENGTH) else ())
        if date.edtf and is_day(date) and _OPENS.fullmatch(line[: date.start]) and _DASHED.match(line, date.end)
    ]
    if len(found) == 1:
        yield found[0]


def _alone(lines: Sequence[str]) -> Iterator[str]:
    """Dates that fill a line, or a part of it between bars or wide gaps, but for a place and a number."""
    for line in lines:
        yield from _alone_in(line) if len(line) <= ALONE_LENGTH else ()


@remembered(256)
def _alone_in(line: str) -> tuple[str, ...]:
    found = []
    for date, before, after in _stamps(line):
        place = _ARTICLE.sub("", before.lstrip(EDGES)).strip(" ,(")
        placed = _PLACE.fullmatch(place) and not _GOVERNED.search(before)
        if date.edtf and placed and _TAIL.fullmatch(_REFERENCE.sub("", after.rstrip(EDGES))):
            found.append(date.edtf)
    return tuple(found)


def _letterheads(lines: Sequence[str]) -> Iterator[str]:
    """A short block of names that ends with a date: "Ministry of Justice, press service, 4 May 2018"."""
    for line in lines:
        if len(line) > LETTERHEAD_LENGTH:
            continue
        text = _clockless(line).rstrip()
        dates = [period for period in dates_of(text) if is_day(period)]
        if len(dates) != 1 or not dates[0].edtf:
            continue
        before, after = text[: dates[0].start], text[dates[0].end :]
        if (_GOVERNED.search(before) and not _SPOKEN.search(before)) or _NOT_OURS.search(before):
            continue
        if _NAMES.fullmatch(before) and (_TAIL.fullmatch(after) or _NAMES.fullmatch(after.lstrip() + " ")):
            yield dates[0].edtf


def _closing(lines: Sequence[str]) -> Iterator[str]:
    """A date behind a comma or a bar that closes a short line: "Press office of the province, 5 October 2022"."""
    for line in lines:
        for date in dates_of(line) if len(line) <= ALONE_LENGTH else ():
            before, after = line[: date.start], _CLOCK.sub("", line[date.end :])
            closes = _AT_END.search(before) or _ISSUED_ON.search(before) or _BY_LINE.match(before)
            ours = closes and not _NOT_OURS.search(before)
            if date.edtf and is_day(date) and ours and _TAIL.fullmatch(after):
                yield date.edtf


def _done(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        for date in dates_of(line) if len(line) <= ALONE_LENGTH else ():
            if date.edtf and is_day(date) and _DONE.match(line[: date.start]):
                yield date.edtf


def _updated(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        for date in dates_of(line) if len(line) <= LETTERHEAD_LENGTH else ():
            if date.edtf and is_day(date) and _UPDATED.search(_CLOCK.sub("", line[: date.start])):
                yield date.edtf


def _imprints(lines: Sequence[str]) -> Iterator[str]:
    """A day or a month behind "edition of"."""
    for line in lines:
        for date in dates_of(line) if len(line) <= ALONE_LENGTH else ():
            if date.edtf and "-" in date.edtf and _EDITION.search(line[: date.start]) and not is_report(line):
                yield date.edtf


def _editions(lines: Sequence[str]) -> Iterator[str]:
    """A day or a month that closes a line of the cover behind a comma or a bar."""
    for line in lines:
        for date in dates_of(line) if len(line) <= ALONE_LENGTH else ():
            closes = _AT_END.search(line[: date.start]) and _TAIL.fullmatch(line[date.end :].partition("|")[0])
            if date.edtf and "-" in date.edtf and closes and not is_report(line):
                yield date.edtf


def _placed_months(lines: Sequence[str]) -> Iterator[str]:
    """A month behind a place, the two a sentence of their own in a line of the cover."""
    for line in lines:
        for date in dates_of(line[:LETTERHEAD_LENGTH]) if _PLACED_DATE.search(line[: LETTERHEAD_LENGTH + 9]) else ():
            apart = _PLACED_BEFORE.search(line[: date.start]) and _PLACED_AFTER.match(line, date.end)
            if date.edtf and "-" in date.edtf and apart:
                yield date.edtf


def _bracketed(lines: Sequence[str]) -> Iterator[str]:
    """A day in brackets behind the last sentence of a paragraph, which is that of the item in a bulletin."""
    for line in lines:
        tail = line[-LONG_LINE:]
        for date in dates_of(tail)[-1:] if _ENDS_AFTER.search(tail) else ():
            ends = _ENDS_BEFORE.search(tail[: date.start]) and _ENDS_AFTER.fullmatch(tail[date.end :])
            if date.edtf and is_day(date) and ends:
                yield date.edtf


def _months(lines: Sequence[str], *, years: bool = True) -> Iterator[str]:
    """A month, or with `years` a year too, that fills a line of the cover."""
    for line in lines:
        alone = line.strip(" *_#>.")
        month = next(iter(dates_of(line)), None) if len(alone) <= DATE_LENGTH else None
        if month and month.edtf and alone == month.text and (years or "-" in month.edtf):
            yield month.edtf


def _years(lines: Sequence[str]) -> Iterator[str]:
    """An imprint with a year alone: "Nicosia, 2020", "Working Paper 17, 2020"."""
    for line in lines:
        imprint = _IMPRINT.search(line)
        if imprint and len(line) < 160:
            yield imprint[1]


def _headers(lines: Sequence[str]) -> Iterator[str]:
    """A date at the top that no word governs, between a heading and the text that it runs into."""
    text = "\n".join(lines)[: HEADER_CHARACTERS + 9]
    at = 0
    for line in lines if _DATED_HEADER.search(text) else ():
        for date in dates_of(line[: HEADER_CHARACTERS + AROUND]) if at < HEADER_CHARACTERS else ():
            before, end = text[: at + date.start], at + date.end
            apart = _IN_HEADER.search(before) and not _NOT_OURS.search(before) and _AFTER_HEADER.match(text, end)
            if apart and date.edtf and is_day(date) and end <= HEADER_CHARACTERS:
                yield date.edtf
        at += len(line) + 1


def _todays(text: str) -> Iterator[str]:
    for cue in _TODAY.finditer(text):
        start = max(0, cue.start() - AROUND)
        for date in dates_of(text[start : cue.end() + AROUND]):
            if date.edtf and is_day(date) and start + date.start == cue.end():
                yield date.edtf


def _datelines(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        for date in dates_of(line[:120]) if _DATED_PLACE.match(line) else ():
            if is_day(date) and date.edtf and is_dateline(line[: date.start], line[date.end :]):
                yield date.edtf


def is_dateline(before: str, after: str) -> bool:
    """Whether a date between these two pieces of a paragraph is its dateline ("PORTVILLE, 3 May 2016 –")."""
    return bool(_DATELINE.match(before)) and bool(_AFTER_DATELINE.match(after))


def _released(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        cue = _RELEASE.search(line[:400])
        if cue is None:
            continue
        date = next((period for period in dates_of(line[cue.end() : cue.end() + 40]) if is_day(period)), None)
        if date and date.edtf and date.start <= 12:
            yield date.edtf


def _publishers(lines: Sequence[str]) -> Iterator[str]:
    """Dates of imprints ("Published by the Ministry, March 2020"): here a month is enough."""
    for line in lines:
        for date in dates_of(line[:200]) if "published" in small(line) or not SHORTCUTS.on else ():
            if date.edtf and "-" in date.edtf and _PUBLISHED_BY.search(line[: date.start]):
                yield date.edtf
