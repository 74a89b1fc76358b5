"""Which time expression of a sentence belongs to which count: order, brackets, comparisons, side remarks.

Works on one sentence's text and offsets; what no expression of the sentence settles is left to `periods`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from thbextract.normalize.periods import is_limit
from thbextract.records import Period
from thbextract.resolve.times import is_day

# How far a cue may stand before what it belongs to, in characters: about a dozen words.
REACH = 90
# "Yesterday two men were detained": so near, the day on which somebody speaks is the day of the deed.
ADJACENT = 6
# "Today, the court …", "“Today …": a time so near the start opens the sentence.
OPENING = 2
# A time right after its count has at most so many words between ("12 people were arrested in Baku in 2013").
TIGHT_WORDS = 9
# A series is no longer than this: without a bound a sentence of nothing but numbers takes cubic time.
SERIES = 12

# "41 trials and 66 accused": two counts of one side of a comparison.
# "From 8 to 12 years" is one figure, and no side of a comparison.
_RANGE = re.compile(r"\b(?:to|till|until|and)\b|\d\s?[–-]\s?\d")
_COORDINATED = re.compile(r"[^,;.:()]{0,40}?(?:,|\band|\bor|&)\s(?:\w{2,14}ing\s)?[$€£]?")
# "Compared with opening 108 cases": what was done stands before the figure.
_COMPARED_DEED = re.compile(
    r"(?i)\b(?:compar(?:ed|ison)\s(?:with|to)|as\sopposed\sto|as\sagainst|versus)\s[^\d,;:.()]{1,60}$"
)
# "(a decrease by a tenth)" speaks of the figure that leads the comparison, and not of the last one.
_CHANGE = re.compile(r"(?i)\b(?:increase|decrease|rise|fall|drop|growth|decline|reduction|change|up|down)\b|[+–−-]\s?$")
_RESPECTIVELY = re.compile(r"(?i)\brespectively\b")
# What stands between the members of a list of times.
_LISTED = re.compile(r"[\s,]{0,3}(?:and|or|&)?\s?(?:in\s|for\s)?(?:the\s)?")
_BORN = re.compile(r"(?i)\bborn\s(?:in\s|on\s)?$")

_BREAK = re.compile(
    r";|[.!?]\s|[,–—]\s(?:while|whereas|although|but|though)\b|\bwhile\b|\bwhereas\b|[,.!?…][”\"]\s|[”\"],\s"
)
# What a time that closes a series does not cross.
_APART = re.compile(r";|[.!?]\s")
_RELATIVE_CLAUSE = re.compile(
    r",\s(?:(?:in|of|at|to|for)\s)?(?:which|who|whom|whose|where|when)\b[^,;:()]{1,120},(?!\s(?:and|or)\b)"
)
_RELATED = re.compile(r"\b(?:that|which|who)\b")
_CONTRAST = re.compile(r"[,–—]\s(?:while|whereas|although|but|though)\b")
_PART = re.compile(r"(?i)\bof\s(?:which|whom|them|these|those)\b")
_CLAUSE = re.compile(r";|:|[.!?]\s|[,–—-]\s|\b(?:who|which|that|whom|whose)\b")
_COMPARED = re.compile(
    r"(?i)\b(?:compar(?:ed|ison|ing)\b|versus\b|vs\.?\s|as\sopposed\sto|in\scontrast\s(?:to|with)|unlike\b"
    r"|instead\sof\b)"
)
_CUE_BEFORE_COUNT = re.compile(
    r"(?i)(?:\bfrom|[,–—-]\sagainst|\bas\sagainst|\bcompar(?:ed|ison)\s(?:with|to)|\bversus|\bvs\.?|\b(?:with"
    r"|to)\sonly|\bafter)\s(?:a\shigh\sof\s)?"
    r"(?:about|around|some|nearly|almost|only|just|over|more\sthan|the|approximately|a|[A-Z]{1,3}"
    r"|[$€£(])?[\s$€£]{0,2}$|\bthan\sthe\s[$€£]?$"
)
_CUE_BEFORE_TIME = re.compile(
    r"(?i)(?:\bthan|(?<!data\s)(?<!figures\s)(?<!statistics\s)(?<!numbers\s)(?<!estimates\s)(?<!results\s)\bfrom|\bagainst|\bcompared\s(?:with|to)|\bcomparison\s(?:with|to)|\bversus"
    r"|\bsimilar\sto|\bsince\sthe\s\w{1,12}\sof"
    r"|(?<![-\w])(?:increase|decrease|rise|fall|drop|growth|reduction|change|up|down|decline)\s(?:on|over|from"
    r"|since|in|against)"
    r"|(?:%|\bper\s?cent)\s(?:on|over|from)|\b(?:same\s)?as\s(?:in|during)|\b(?:many|much|high|large|low)\sas|\blike|\bunlike)\s(?:in\s|during\s|for\s|at\s|the\s|that\sof\s"
    r"|those\sof\s|with\s|of\s){0,3}$"
)
_CREATED = re.compile(
    r"(?i)\b(?:adopted|established|founded|created|signed|ratified|enacted|amended|approved|set\sup|acceded|(?:was|were|been)\spassed|introduced|launched|opened"
    r"|inaugurated|entered\sinto\sforce)\b[^,;.()]{0,30}$"
)
_PUBLISHED = re.compile(
    r"(?i)\b(?:(?:published|released|issued|updated|accessed|printed|retrieved|posted|submitted|announced"
    r"|unveiled|report\sof|dated)\b[^,;.()]{0,30}"
    r"|\b(?:which|that)\s(?:end|beg[aiu]n|start|close)\w{0,4}\s(?:on\s|in\s)?)$"
)
_SUPERLATIVE = re.compile(
    r"(?i)\b(?:first|longest|highest|largest|lowest|biggest|heaviest|worst|best|record|most)(?:\s\w{2,14}){0,3}\s$"
)
# "94 persons, for comparison: in the first half of 2020 - 61": the time opens what is held against, and ends with it.
_FOR_COMPARISON = re.compile(
    r"(?i)\b(?:for|by\sway\sof|in)\scomparison[\s:,(–—-]{1,4}(?:(?:in|for|during)\s)?(?:the\s)?$"
)
# "Four times the price of 2016".
_MULTIPLE = re.compile(
    r"(?i)\b(?:times|twice|thrice|double|triple|half|quadruple)\s(?:the|that|those|as|what)\b[^,;.()]{0,40}"
    r"\s(?:of|in|for|from|during)\s(?:the\s)?$"
)
# "47 cases were pending, a few of them since 2011": the time is that of figures which are not told.
_UNTOLD = re.compile(
    r"(?i)\b(?:few|some|many|most|several|none|half|one|each|oldest|first|earliest|rest|others?|majority|part)"
    r"\sof\s(?:them|which|whom|these|those)\b[^,;]*$"
)
# "Jailed two men over a crossing in May": the deed's time, and not that of the verdict.
_OVER_DEED = re.compile(
    r"(?i)\b(?:(?:in\sconnection\swith|(?:linked|related)\sto|stemming\sfrom"
    r"|for\s(?:his|her|their|its)\s(?:role|part)\sin)\s(?:the|a|an|his|her|their)"
    r"|over\s(?:an?|his|her|their|the\s\w{1,12}(?:ing|der|ath)\sof))\s[^,;.()]{1,50}\s(?:in|on|of|from|during)\s"
    r"(?:the\s)?$"
)
_IN_WHICH = re.compile(r",?\s(?:(?:on|in|during|at)\swhich|when|where)\b")
# "Will be sentenced on 10 June".
_DUE = re.compile(
    r"(?i)\b(?:(?:will|shall|would)\sbe|(?:is|are|was|were)\s(?:to\sbe|due|scheduled|set|expected))\b[^,;.()]{0,50}$"
)
# "Rose from 45 to 60 in 2019": the time is that of the second figure.
_TO_NEXT = re.compile(r"(?i)[^,;:.()]{0,40}\bto\s(?:[\w$€£]{1,14}\s){0,3}[$€£]?$")
_FROM_FIGURE = re.compile(r"(?i)\bfrom\s(?:[\w$€£]{1,14}\s){0,3}[$€£]?$")
# What makes "from 45" the base of a change; "to 60 from 45" is one too.
_CHANGED = re.compile(
    r"(?i)\b(?:rose|ris(?:e|en|ing)|f[ae]ll(?:en|ing)?|up|down|gr[eo]wn?|grow(?:ing|th)|increas\w{0,3}|decreas\w{0,3}"
    r"|declin\w{0,3}|drop\w{0,4}|jump\w{0,3}|soar\w{0,3}|surg\w{0,3}|climb\w{0,3}|reduc\w{0,5}|cut|rais\w{0,3}"
    r"|doubl\w{0,3}|tripl\w{0,3}|went|go(?:es|ing)?|chang\w{0,3}|expand\w{0,3}|extend\w{0,3}|higher|lower|more|fewer)\b"
    r"|\bto\s[$€£]?[\d.,]{1,12}\s(?:[\w%]{1,14}\s){0,3}from"
)
# The other side of "from 45 in 2019 to 60".
_TO_FIGURE = re.compile(r"[^.;:]{0,40}?\bto\s")
# A clause of its own behind "since 2004": "592 convictions since 2004, adding that it has 262 cases in court".
_OWN_CLAUSE = re.compile(r";(?!\s?$)|[.!?]\s|\b(?:that|while|whereas|but|(?<!of\s)which|who)\b")
# "A fall of 10 on the year before".
_CHANGE_OVER = re.compile(
    r"(?i)\b(?:increase|decrease|rise|fall|drop|growth|reduction|decline)\sof\s[\w.,%$€£]{1,15}(?:\s\w{1,10}){0,2}"
    r"\s(?:on|over|from)\s(?:that\sof\s)?(?:the\s)?$"
)
# "From 26 to 30 September" is one stretch, "up from 2016" the other side.
_FROM = re.compile(r"(?i)(?<!down\s)(?<!up\s)\bfrom\s$")
_UP_TO = re.compile(r"\d{1,2}\s(?:to|till|until|through)\s\d{1,2}\s[A-Z]")
# "35 cases, 30 in the prior year": a time that is told by another one holds for its own count alone.
_EARLIER = re.compile(r"(?i)\b(?:previous|prior|preceding|before|earlier)\b")
# What is expected of a year to come says nothing of the sentences after it.
_AHEAD = re.compile(r"(?i)\b(?:will|plans?\sto|expects?|intends?|aims?\sto|foresees?|forecasts?|next\syear)\b")
# Money that is set aside for a time: what is told next was not done in it.
_BUDGET = re.compile(
    r"(?i)\b(?:budgets?|budgeted|allocated|allocation|earmarked|appropriated|sanctioned|voted|set\saside|(?:made|makes)\b[^,;.()]{1,30}"
    r"\bavailable)\b"
)
# "In 2016 there had been eight": what had been before says nothing of what is told next.
_HAD_BEEN = re.compile(
    r"^\W{0,3}(?:In|During|For)\s[^,;.()]{2,30}?,?\s(?:there|it|they|the\s\w{2,14})\shad\s(?:been|\w{3,14}ed)\b"
)
# "In 2020 the figure was 75", "The year before there had been 12": a time for comparison.
_THE_FIGURE_WAS = re.compile(
    r"(?i)[^\w(]{0,4}(?:the\s)?(?:corresponding\s)?(?:figures?|numbers?|totals?)\s(?:for|in)\s[^,;.()]{3,30}?\s(?:was|were|stood\sat)\b"
    r"|[^\w(]{0,4}(?:that|this|it)\s(?:compares|compared|is\scompared)\s(?:with|to)\b"
    r"|[^\w(]{0,4}(?:(?:in|during|for|over)\s)?[^,;.()]{4,40}?,?\s(?:it|they|this|that|there"
    r"|the\s(?:corresponding\s|respective\s|total\s)?(?:numbers?|figures?|total|rate|share|count|tally))\s"
    r"(?:was|were|had\sbeen|stood\sat|amounted\sto|came\sto)\s[^;.]{0,60}[.]?\s?$"
)
# "Data for 2022 were not available": what is told next is of another time.
_DENIED = re.compile(r"(?i)\b(?:not|no|never|unavailable|lacking|without)\b")
_LASTING = re.compile(r"(?i)\b(?:runs?|running|valid|lasts?|extended)\s$")
_WEAK = re.compile(
    r"(?i)(?:today|yesterday|tonight|tomorrow|(?:on|this|last)\s(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|this\s\w+ing)$"
)
# "Said on Monday", "told reporters today": when somebody spoke.
_SAID = re.compile(
    r"(?i)\b(?:said|says?|told|announced?|stated?|reported|confirmed|added)(?:\s[\w’'-]{1,14}){0,2}\s$"
    r"|\b(?:reporters|journalists|lawmakers|parliament|the\s(?:press|media))\s$"
)
_FOLLOWING = re.compile(r"^[,\s]{0,2}(?:\(|when\b|where\b|with\b)")


@dataclass(frozen=True, slots=True)
class Bound:
    """A time expression with its part in the sentence.

    `aside` marks a side remark (when a law was adopted, a report published), `compared` the time that
    something is held against, `room` the brackets around it, `weak` the day on which somebody speaks.
    """

    period: Period
    aside: bool
    compared: bool
    room: tuple[int, int] | None
    weak: bool

    @property
    def main(self) -> bool:
        """Whether it sets the time for what follows."""
        return not (self.aside or self.compared or self.room)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence gave: an expression or null for each count, and the expression that goes on after it.

    It `turns` where it opens with the day on which somebody speaks: what was told before is over. `named` are
    the times that it sets, be it for a part of its counts: not those that it compares with or tells by the way.
    `compared` are the places of the counts that others are held against.
    """

    chosen: tuple[Period | None, ...]
    carried: Period | None
    turns: bool = False
    named: tuple[Period, ...] = ()
    compared: frozenset[int] = frozenset()


def brackets(text: str) -> list[tuple[int, int]]:
    """The outermost brackets of a sentence, an unclosed one to its end."""
    rooms, depth, start = [], 0, 0
    for match in re.finditer(r"[()\[\]]", text):
        if match.group() in "([":
            start = match.start() if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                rooms.append((start, match.end()))
    return rooms + ([(start, len(text))] if depth else [])


def _squeezed(text: str) -> tuple[str, list[int]]:
    """The text with each run of white space as one blank, and where each of its characters went.

    A line of a page often ends with two blanks, and the grammar counts on one.
    """
    kept: list[str] = []
    places: list[int] = []
    for character in text:
        blank = character.isspace()
        if blank and kept and kept[-1] == " ":
            places.append(len(kept) - 1)
            continue
        places.append(len(kept))
        kept.append(" " if blank else character)
    return "".join(kept), [*places, len(kept)]


def _is_open(period: Period) -> bool:
    """Whether a time has an end that is not told, or is the day up to which something was summed up."""
    return period.edtf is not None and (".." in period.edtf or is_limit(period))


class Sentence:
    """One sentence, its counts and its time expressions; offsets are made relative to its start.

    A `dateline` among the expressions says when somebody spoke: anything else in the sentence beats it.
    """

    def __init__(
        self,
        text: str,
        counts: Sequence[tuple[int, int]],
        periods: Sequence[Period],
        offset: int,
        dateline: Period | None = None,
    ) -> None:
        self._text, self._places = _squeezed(text)
        self._offset = offset
        self._counts = [(self._place(start), self._place(end)) for start, end in counts]
        self._rooms = brackets(self._text)
        self._dateline = dateline
        self._relative_clauses = tuple(_RELATIVE_CLAUSE.finditer(self._text))
        # What is only held against the rest, or set aside for a time, says nothing of what is told next.
        self._looks_ahead = bool(_AHEAD.search(self._text) or _BUDGET.search(self._text))
        self._by_the_way = 0 < len(counts) <= 2 and bool(_THE_FIGURE_WAS.match(self._text))
        self._time_starts = [self._place(period.start) for period in periods]
        self._held = self._held_against()
        self._bound: list[Bound] = []
        for period in periods:
            self._bound.append(self._judge(period))

    def read(self) -> Reading:
        """Assign: a time right after the count, one before it, one that closes a series."""
        dealt = self._respective()
        chosen = [dealt.get(index) or self._choose(index) for index in range(len(self._counts))]
        carried = self._going_on(chosen)
        turns = any(bound.weak and self._start(bound) <= OPENING for bound in self._bound[:1])
        turns = turns or any(bound.main and _is_open(bound.period) for bound in self._bound)
        named = tuple(bound.period for bound in self._bound if self._sets(bound))
        past = [bound.period for bound in self._bound if bound.compared]
        compared = {index for index, period in enumerate(chosen) if any(period is other for other in past)}
        return Reading(tuple(chosen), carried, turns and carried is None, named, self._held | compared)

    def _respective(self) -> dict[int, Period]:
        """The times of "85 and 102 in 2019 and 2020, respectively" go to the counts in their order."""
        word = _RESPECTIVELY.search(self._text)
        times = [bound for bound in self._bound if word and self._end(bound) <= word.start()]
        run = times[-1:]
        for bound in reversed(times[:-1]):
            if not _LISTED.fullmatch(self._text[self._end(bound) : self._start(run[0])]):
                break
            run.insert(0, bound)
        if word is None or len(run) < 2:
            return {}
        ahead = [index for index, count in enumerate(self._counts) if count[1] <= self._start(run[0])][-len(run) :]
        behind = [index for index, count in enumerate(self._counts) if count[0] >= word.end()][: len(run)]
        between = [i for i, c in enumerate(self._counts) if self._end(run[-1]) <= c[0] and c[1] <= word.start()]
        indices = ahead if len(ahead) == len(run) else between if len(between) == len(run) else behind
        return dict(zip(indices, (bound.period for bound in run), strict=False)) if len(indices) == len(run) else {}

    def _going_on(self, chosen: Sequence[Period | None]) -> Period | None:
        """What the next sentence may go on with: a time that opens this one or that all its counts share."""
        main = [bound for bound in self._bound if self._sets(bound) and not _is_open(bound.period)]
        if not main or (self._counts and _HAD_BEEN.search(self._text)):
            return None
        if not self._counts:
            return None if _DENIED.search(self._text) else main[0].period
        opening = [bound for bound in main if self._end(bound) <= self._counts[0][0]]
        if opening:
            return opening[-1].period
        others = [bound.period for bound in self._bound if not self._sets(bound)]
        own = [period for period in chosen if not any(period is other for other in others)]
        return main[0].period if own and all(period is main[0].period for period in own) else None

    def _sets(self, bound: Bound) -> bool:
        """Whether a time may be what the text speaks of now; "(January)" amid counts explains the words before it."""
        if (
            not bound.main
            or bound.weak
            or self._looks_ahead
            or self._by_the_way
            or (self._counts and self._room(self._start(bound)))
        ):
            return False
        return not _FOR_COMPARISON.search(self._text[: self._start(bound)][-REACH:])

    def _place(self, offset: int) -> int:
        """A place of the document in the squeezed sentence."""
        return self._places[max(0, min(offset - self._offset, len(self._places) - 1))]

    def _start(self, bound: Bound) -> int:
        return self._place(bound.period.start)

    def _end(self, bound: Bound) -> int:
        return self._place(bound.period.end)

    def _room(self, place: int) -> tuple[int, int] | None:
        index = bisect_right(self._rooms, (place, len(self._text) + 1)) - 1
        return self._rooms[index] if index >= 0 and place < self._rooms[index][1] else None

    def _judge(self, period: Period) -> Bound:
        start = self._place(period.start)
        before = self._text[max(0, start - REACH) : start]
        room = self._room(start)
        if period is self._dateline or (room and not any(room[0] <= c[0] < room[1] for c in self._counts)):
            room = None
        return Bound(
            period,
            aside=self._is_aside(before, start, period),
            compared=self._is_compared(start, before),
            room=room,
            weak=period is self._dateline or bool(_WEAK.search(period.text)),
        )

    def _is_aside(self, before: str, start: int, period: Period) -> bool:
        """Whether the time is that of something told by the way: a law's adoption, a report's release."""
        if period.edtf and period.edtf.startswith("../") and _LASTING.search(before):
            return True
        if period.text.lower().startswith("since") and _SUPERLATIVE.search(before):
            return True
        if _SAID.search(before) and _WEAK.search(period.text):
            return True
        if _BORN.search(before) or _OVER_DEED.search(before) or self._in_relative_clause(start):
            return True
        published = _PUBLISHED.search(before)
        verb = start - len(before) + published.start() if published else start
        if published and not any(verb < count[0] and count[1] <= start for count in self._counts):
            return True
        if is_day(period.edtf) and _DUE.search(before):
            return True
        created = _CREATED.search(before)
        if created is None:
            return False
        verb = start - len(before) + created.start()
        if any(verb < count[0] and count[1] <= start for count in self._counts):
            return False  # "adopted 3 laws in 2019" tells of the laws
        gaps = (self._text[count[1] : verb] for count in self._counts if 0 <= verb - count[1] <= REACH)
        return not any(not re.search(r"[,;:.()]", gap) for gap in gaps)

    def _in_relative_clause(self, start: int) -> bool:
        """Whether a time stands between the commas of "…, which was opened in 2019, …", with no figure beside it."""
        spans = (match.span() for match in self._relative_clauses if match.start() < start < match.end())
        return any(not any(span[0] <= count[0] < span[1] for count in self._counts) for span in spans)

    def _held_against(self) -> frozenset[int]:
        """The counts of the other side of a comparison ("… as against 41 trials and 66 accused")."""
        held: set[int] = set()
        end = 0
        for index, count in enumerate(self._counts):
            gap = self._text[max(end, count[0] - REACH) : count[0]]
            follows = index - 1 in held and _COORDINATED.fullmatch(gap)
            cue = _CUE_BEFORE_COUNT.search(gap) and not self._is_range(count) and not self._is_source(count)
            if follows or cue or self._compares_deeds(gap, count[0]):
                held.add(index)
            end = count[1]
        return frozenset(held)

    def _compares_deeds(self, gap: str, place: int) -> bool:
        """Whether a count is that of a deed held against another one, with no time before it on that side."""
        cue = _COMPARED_DEED.search(gap)
        return cue is not None and not any(place - len(cue.group()) <= time < place for time in self._time_starts)

    def _is_compared(self, start: int, before: str) -> bool:
        """Whether the time is the other side of a comparison ("… compared with 85 in 2012", "than in 2018")."""
        if _CUE_BEFORE_TIME.search(before) and not (
            _FROM.search(before) and _UP_TO.search(self._text, start, start + REACH)
        ):
            return True
        if _MULTIPLE.search(before):
            return True
        here = self._room(start)
        last = max((c for c in self._counts if c[1] <= start and self._room(c[0]) == here), default=None)
        previous = self._bound[-1] if self._bound else None
        if last is None:
            return False
        floor = max([count[1] for count in self._counts if count[1] <= last[0]] + [max(0, last[0] - REACH)])
        lead = self._text[floor : last[0]]
        if previous and previous.compared and self._end(previous) <= last[0]:
            gap = self._text[self._end(previous) : last[0]]
            if re.fullmatch(r"[\s,]{0,3}(?:and|or|&)?\s?[$€£]?", gap):
                return True
        if previous and self._end(previous) > floor:
            lead = self._text[self._end(previous) : last[0]]
        cue = _CUE_BEFORE_COUNT.search(lead) and not self._is_range(last) and not self._is_source(last)
        return bool(cue or _COMPARED.search(lead)) or self._counts.index(last) in self._held

    def _is_source(self, count: tuple[int, int]) -> bool:
        """Whether "from" tells where people come from ("158 people from two hotels"), and no base of a change."""
        before = self._text[max(0, count[0] - REACH) : count[0]]
        if _FROM_FIGURE.search(before) is None or _CHANGED.search(before):
            return False
        return _TO_FIGURE.match(self._text, count[1]) is None

    def _is_range(self, count: tuple[int, int]) -> bool:
        return _RANGE.search(self._text[count[0] : count[1]]) is not None

    def _choose(self, index: int) -> Period | None:
        start = self._counts[index][0]
        room = self._room(start)
        if self._is_base(index):
            return self._unknown(index)
        default = self._before(start, room)
        after = self._after(index)
        if after and self._opens_next(index, after) and self._set_off(index, after):
            after = None
        if after and (default is None or default.weak or self._is_tight(index, after)):
            return after.period
        changed = self._changed(index, room)
        if changed is not None:
            return self._choose(changed)
        closing = self._series(index) if index in self._held else None
        if closing:
            return closing
        if default and not default.weak and (default.room == room or default.compared):
            return default.period
        host = self._host(index, room)
        if host is not None:
            return self._choose(host)
        if default and not default.weak:
            return default.period
        return self._series(index) or (default.period if default else None)

    def _is_base(self, index: int) -> bool:
        """Whether a count is the first of "from 45 to 60" with no time between: it is of an earlier time."""
        if index + 1 == len(self._counts):
            return False
        start, end = self._counts[index]
        following = self._counts[index + 1][0]
        if any(end <= time < following for time in self._time_starts):
            return False
        leads = _FROM_FIGURE.search(self._text[max(0, start - REACH) : start])
        return leads is not None and _TO_NEXT.fullmatch(self._text[end:following]) is not None

    def _unknown(self, index: int) -> Period | None:
        """A time that is not told, where the sentence names one that would be taken for it."""
        near = self._after(index) or self._before(self._counts[index][0], self._room(self._counts[index][0]))
        near = near or next(iter(self._bound), None)
        return replace(near.period, edtf=None) if near else None

    def _host(self, index: int, room: tuple[int, int] | None) -> int | None:
        """The count that a number in brackets explains: "18 million drams ($38,400)"."""
        if room is None:
            return None
        outside = [i for i in range(index) if self._room(self._counts[i][0]) is None]
        if not outside or re.search(r";|[.!?]\s", self._text[self._counts[outside[-1]][1] : room[0]]):
            return None
        return outside[-1]

    def _changed(self, index: int, room: tuple[int, int] | None) -> int | None:
        """The count that a change in brackets is said of: the leading side of the comparison before them."""
        if room is None or not _CHANGE.search(self._text[room[0] : self._counts[index][0]]):
            return None
        outside = [i for i in range(index) if self._room(self._counts[i][0]) is None]
        leading = [i for i in outside if i not in self._held]
        return leading[-1] if len(leading) < len(outside) and leading else None

    def _before(self, start: int, room: tuple[int, int] | None) -> Bound | None:
        """The latest expression before a count that reaches it."""
        weak = None
        for bound in reversed(self._bound):
            gap = self._text[self._end(bound) : start] if self._end(bound) <= start else None
            if gap is None or (bound.aside and not _IN_WHICH.match(gap)):
                continue
            if _is_open(bound.period) and self._trails(bound) and _OWN_CLAUSE.search(gap[: 4 * REACH]):
                continue
            if bound.room:
                if bound.room == room:
                    return bound
                continue
            if bound.compared:
                if _FOLLOWING.match(gap) and not any(self._end(bound) <= other[0] < start for other in self._counts):
                    return bound
                continue
            if not bound.weak:
                return bound
            if weak is None and start - self._end(bound) <= ADJACENT:
                return bound
            weak = weak or bound
        return weak

    def _trails(self, bound: Bound) -> bool:
        """Whether a time stands behind a count of its own clause ("592 convictions since 2004")."""
        last = bisect_right(self._counts, (self._start(bound), 0)) - 1
        return last >= 0 and not _OWN_CLAUSE.search(self._text, self._counts[last][1], self._start(bound))

    def _after(self, index: int) -> Bound | None:
        """The expression after a count and before the next one, unless something parts them."""
        start, end = self._counts[index]
        room = self._room(start)
        following = (c[0] for c in self._counts[index + 1 :] if room is not None or self._room(c[0]) is None)
        limit = next(following, len(self._text))
        for bound in self._bound:
            place = self._start(bound)
            if place < end or place >= limit or bound.aside:
                continue
            gap = self._text[end:place]
            if bound.room != room and bound.room is not None:
                if room is None:
                    continue
                return None
            if room and place >= room[1]:
                return None
            if _BREAK.search(gap) or _COMPARED.search(gap) or _CUE_BEFORE_TIME.search(gap):
                return None
            if _UNTOLD.search(gap) or _MULTIPLE.search(gap):
                return None
            if _CHANGE_OVER.search(self._text[max(0, start - REACH) : place]):
                return None
            if bound.weak:
                return None if len(gap.split()) > TIGHT_WORDS else bound
            return bound
        return None

    def _is_tight(self, index: int, bound: Bound) -> bool:
        """Whether a later time belongs to this count, and does not open the next one ("… and in 2018 41")."""
        if self._opens_next(index, bound):
            return False
        gap = self._text[self._counts[index][1] : self._start(bound)]
        return not _CLAUSE.search(gap) and len(gap.split()) <= TIGHT_WORDS

    def _opens_next(self, index: int, bound: Bound) -> bool:
        """Whether a time stands right before the next count outside its brackets ("and in 2018 41")."""
        following = (c for c in self._counts[index + 1 :] if c[0] >= self._end(bound))
        start = next((c[0] for c in following), None)
        gap = self._text[self._end(bound) : start] if start is not None else None
        return gap is not None and len(gap) <= ADJACENT and not re.search(r"[,;(]|\b(?:and|or)\b", gap)

    def _set_off(self, index: int, bound: Bound) -> bool:
        """Whether a comma parts a time from the count before it ("20 men, in the year before - 11")."""
        gap = self._text[self._counts[index][1] : self._start(bound)]
        return re.search(r"[,;]\s(?:and\s|but\s|while\s)?(?:(?:in|for|during|over)\s)?(?:the\s)?$", gap) is not None

    def _of_part(self, index: int, gap: str, after: Bound) -> bool:
        """Whether a time behind a count is told of its clause alone: of a part, or days of another matter."""
        if _PART.search(gap):
            return not self._set_off(index, after)
        if _is_open(after.period) and _RELATED.search(gap):
            return True
        return _CONTRAST.search(gap) is not None and "-" in (after.period.edtf or "")

    def _series(self, index: int) -> Period | None:
        """A series, "12 arrested and 15 charged in 2013": the time that closes a series holds for all of it."""
        for later in range(index + 1, min(index + 1 + SERIES, len(self._counts))):
            gap = self._text[self._counts[index][1] : self._counts[later][0]]
            if _APART.search(gap) or _COMPARED.search(gap) or (later in self._held) > (index in self._held):
                return None
            after = self._after(later)
            if after and self._of_part(later, gap, after):
                return None
            if after and after.compared and index in self._held:
                return after.period
            if after and (after.compared or after.room or _EARLIER.search(after.period.text)):
                return None
            if after:
                return after.period
        return None
