"""Which time expression of a sentence belongs to which count: order, brackets, comparisons, side remarks.

Works on one sentence's text and offsets; what no expression of the sentence settles is left to `periods`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from thbextract.normalize.edtf import ends
from thbextract.normalize.periods import is_limit
from thbextract.normalize.shortcuts import SHORTCUTS
from thbextract.records import Period
from thbextract.resolve import timecues as cues
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
# Words in a bracket besides its time: with more the bracket tells something of its own.
FEW_WORDS = 2


@dataclass(frozen=True, slots=True)
class Bound:
    """A time expression with its part in the sentence.

    `aside` marks a side remark (when a law was adopted, a report published), `compared` the time that
    something is held against, `room` the brackets around it, `weak` the day on which somebody speaks. `start` and
    `end` are its places in the squeezed sentence.
    """

    period: Period
    start: int
    end: int
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
    if "(" not in text and "[" not in text:
        return []
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


_UNEVEN = re.compile(r"\s(?:(?<! )|\s)")
_GAP = re.compile(r"\s+")


def _squeezed(text: str) -> tuple[str, Sequence[int]]:
    """The text with each run of white space as one blank, and where each of its characters went.

    A line of a page often ends with two blanks, and the grammar counts on one.
    """
    if SHORTCUTS.on and _UNEVEN.search(text) is None:
        return text, range(len(text) + 1)
    places: list[int] = []
    at = length = 0
    for gap in _GAP.finditer(text):
        start, end = gap.span()
        places += range(length, length + start - at)
        length += start - at
        places += [length] * (end - start)
        at, length = end, length + 1
    places += range(length, length + len(text) - at + 1)
    return _GAP.sub(" ", text), places


def _is_open(period: Period) -> bool:
    """Whether a time has an end that is not told, or is the day up to which something was summed up."""
    return period.edtf is not None and (".." in period.edtf or is_limit(period))


def _has_two_ends(period: Period) -> bool:
    """Whether a stretch of years is told by its two ends; "2019/20" is one year."""
    years = re.fullmatch(r"\d{4}/\d{4}", period.edtf or "")
    return years is not None and cues.TWO_ENDS.search(period.text) is not None


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
        self._dateline = dateline
        self._time_starts = [self._place(period.start) for period in periods]
        self._held = self._held_against()
        self._bound: list[Bound] = []
        for period in periods:
            self._bound.append(self._judge(period))

    def read(self) -> Reading:
        """Assign: a time right after the count, one before it, one that closes a series."""
        if not self._bound:
            return Reading((None,) * len(self._counts), None, compared=self._held)
        dealt = self._respective() or self._ends_of_change()
        chosen = [dealt.get(index) or self._choose(index) for index in range(len(self._counts))]
        carried = self._going_on(chosen)
        turns = any(bound.weak and bound.start <= OPENING for bound in self._bound[:1])
        turns = turns or any(bound.main and _is_open(bound.period) for bound in self._bound)
        named = tuple(bound.period for bound in self._bound if self._sets(bound))
        past = [bound.period for bound in self._bound if bound.compared]
        compared = {index for index, period in enumerate(chosen) if any(period is other for other in past)}
        return Reading(tuple(chosen), carried, turns and carried is None, named, self._held | compared)

    def _respective(self) -> dict[int, Period]:
        """The times of "85 and 102 in 2019 and 2020, respectively" go to the counts in their order."""
        word = cues.RESPECTIVELY.search(self._text)
        times = [bound for bound in self._bound if word and bound.end <= word.start()]
        run = times[-1:]
        for bound in reversed(times[:-1]):
            if not cues.LISTED.fullmatch(self._text[bound.end : run[0].start]):
                break
            run.insert(0, bound)
        if word is None or len(run) < 2:
            return self._paired()
        ahead = [index for index, count in enumerate(self._counts) if count[1] <= run[0].start][-len(run) :]
        behind = [index for index, count in enumerate(self._counts) if count[0] >= word.end()][: len(run)]
        between = [i for i, c in enumerate(self._counts) if run[-1].end <= c[0] and c[1] <= word.start()]
        indices = ahead if len(ahead) == len(run) else between if len(between) == len(run) else behind
        return dict(zip(indices, (bound.period for bound in run), strict=False)) if len(indices) == len(run) else {}

    def _paired(self) -> dict[int, Period]:
        """The two times of "112 and 86 victims identified in 2016 and 2017", with no "respectively"."""
        for bound in self._bound:
            years = cues.TWO_YEARS.fullmatch(bound.period.text)
            pair = self._joined_before(bound.start) if years else None
            if years and pair:
                return {i: replace(bound.period, edtf=years[1 + at]) for at, i in enumerate(pair)}
        for first, second in pairwise(self._bound):
            if not cues.AND.fullmatch(self._text[first.end : second.start]):
                continue
            pair = self._joined_before(first.start)
            if pair:
                return dict(zip(pair, (first.period, second.period), strict=True))
        return {}

    def _joined_before(self, place: int) -> tuple[int, int] | None:
        """The last two counts before a place, if "and" joins them and nothing parts them from it."""
        told = [i for i, count in enumerate(self._counts) if count[1] <= place]
        if len(told) <= 1:
            return None
        left, right = told[-2:]
        joined = cues.AND.fullmatch(self._text[self._counts[left][1] : self._counts[right][0]])
        parted = cues.APART.search(self._text[self._counts[right][1] : place])
        return (left, right) if joined and not parted else None

    def _ends_of_change(self) -> dict[int, Period]:
        """Both times of a change: "between 2016 and 2018 cases rose from 12 to 18"."""
        stretch = next((bound.period for bound in self._bound if bound.main and _has_two_ends(bound.period)), None)
        bases = [index for index in range(len(self._counts)) if stretch and self._is_base(index)]
        told = self._text[: self._counts[bases[0]][0]] if bases else ""
        if stretch is None or not cues.CHANGED.search(told) or cues.SPREAD.search(told):
            return {}
        first, last = (replace(stretch, edtf=end) for end in ends(stretch.edtf or ""))
        later = range(bases[0] + 1, len(self._counts))
        return {**dict.fromkeys(later, last), **dict.fromkeys(bases, first)}

    def _going_on(self, chosen: Sequence[Period | None]) -> Period | None:
        """What the next sentence may go on with: a time that opens this one or that all its counts share."""
        main = [bound for bound in self._bound if self._sets(bound) and not _is_open(bound.period)]
        if not main or (self._counts and cues.HAD_BEEN.search(self._text)):
            return None
        if not self._counts:
            return None if cues.DENIED.search(self._text) else main[0].period
        opening = [bound for bound in main if bound.end <= self._counts[0][0]]
        if opening:
            return opening[-1].period
        others = [bound.period for bound in self._bound if not self._sets(bound)]
        own = [period for period in chosen if not any(period is other for other in others)]
        return main[0].period if own and all(period is main[0].period for period in own) else None

    def _sets(self, bound: Bound) -> bool:
        """Whether a time may be what the text speaks of now; "(January)" amid counts explains the words before it."""
        if not bound.main or bound.weak or (self._counts and self._room(bound.start)) or self._tells_nothing_on:
            return False
        return not cues.FOR_COMPARISON.search(self._text[: bound.start][-REACH:])

    @cached_property
    def _rooms(self) -> list[tuple[int, int]]:
        return brackets(self._text)

    @cached_property
    def _relative_clauses(self) -> tuple[tuple[int, int], ...]:
        return tuple(found.span() for found in cues.RELATIVE_CLAUSE.finditer(self._text))

    @cached_property
    def _tells_nothing_on(self) -> bool:
        """What is only held against the rest, or set aside for a time, says nothing of what is told next."""
        if 0 < len(self._counts) <= 2 and cues.THE_FIGURE_WAS.match(self._text):
            return True
        return bool(cues.AHEAD.search(self._text) or cues.BUDGET.search(self._text))

    def _place(self, offset: int) -> int:
        """A place of the document in the squeezed sentence."""
        at = offset - self._offset
        return self._places[at if 0 <= at < len(self._places) else -1 if at > 0 else 0]

    def _room(self, place: int) -> tuple[int, int] | None:
        index = bisect_right(self._rooms, (place, len(self._text) + 1)) - 1
        return self._rooms[index] if index >= 0 and place < self._rooms[index][1] else None

    def _judge(self, period: Period) -> Bound:
        start = self._place(period.start)
        before = self._text[max(0, start - REACH) : start]
        room = self._room(start)
        silent = room is not None and not self._tells(room, period)
        told = room is not None and silent and cues.WAS_NOT.search(self._text, room[0], start) is not None
        if period is self._dateline or silent:
            room = None
        return Bound(
            period,
            start,
            self._place(period.end),
            aside=told or self._is_aside(before, start, period),
            compared=self._is_compared(start, before),
            room=room,
            weak=period is self._dateline or bool(cues.WEAK.search(period.text)),
        )

    def _tells(self, room: tuple[int, int], period: Period) -> bool:
        """Whether a bracket has more than its time: counts, or words ("all female victims in 2017")."""
        if any(room[0] <= count[0] < room[1] for count in self._counts):
            return True
        rest = self._text[room[0] : self._place(period.start)] + self._text[self._place(period.end) : room[1]]
        return len(re.findall(r"[^\W\d_]{3,}", rest)) > FEW_WORDS

    def _is_aside(self, before: str, start: int, period: Period) -> bool:
        """Whether the time is that of something told by the way: a law's adoption, a report's release."""
        if period.edtf and period.edtf.startswith("../") and cues.LASTING.search(before):
            return True
        if period.text.lower().startswith("since") and cues.SUPERLATIVE.search(before):
            return True
        if cues.SAID.search(before) and cues.WEAK.search(period.text):
            return True
        if cues.BORN.search(before) or self._in_relative_clause(start):
            return True
        if len(self._time_starts) > 1 and cues.OVER_DEED.search(before):
            return True
        published = cues.PUBLISHED.search(before)
        verb = start - len(before) + published.start() if published else start
        if published and not any(verb < count[0] and count[1] <= start for count in self._counts):
            return True
        if is_day(period.edtf) and cues.DUE.search(before):
            return True
        created = cues.CREATED.search(before)
        if created is None:
            return False
        verb = start - len(before) + created.start()
        if any(verb < count[0] and count[1] <= start for count in self._counts):
            return False  # "adopted 3 laws in 2019" tells of the laws
        gaps = (self._text[count[1] : verb] for count in self._counts if 0 <= verb - count[1] <= REACH)
        return not any(not re.search(r"[,;:.()]", gap) for gap in gaps)

    def _in_relative_clause(self, start: int) -> bool:
        """Whether a time stands between the commas of "…, which was opened in 2019, …", with no figure beside it."""
        around = (span for span in self._relative_clauses if span[0] < start < span[1])
        return any(not any(span[0] <= count[0] < span[1] for count in self._counts) for span in around)

    def _held_against(self) -> frozenset[int]:
        """The counts of the other side of a comparison ("… as against 41 trials and 66 accused")."""
        held: set[int] = set()
        end = 0
        for index, count in enumerate(self._counts):
            gap = self._text[max(end, count[0] - REACH) : count[0]]
            follows = index - 1 in held and cues.COORDINATED.fullmatch(gap)
            cue = cues.CUE_BEFORE_COUNT.search(gap) and not self._is_range(count) and not self._is_source(count)
            if follows or cue or self._compares_deeds(gap, count[0]):
                held.add(index)
            end = count[1]
        return frozenset(held)

    def _compares_deeds(self, gap: str, place: int) -> bool:
        """Whether a count is that of a deed held against another one, with no time before it on that side."""
        cue = cues.COMPARED_DEED.search(gap)
        return cue is not None and not any(place - len(cue.group()) <= time < place for time in self._time_starts)

    def _is_compared(self, start: int, before: str) -> bool:
        """Whether the time is the other side of a comparison ("… compared with 85 in 2012", "than in 2018")."""
        if cues.CUE_BEFORE_TIME.search(before) and not (
            cues.FROM.search(before) and cues.UP_TO.search(self._text, start, start + REACH)
        ):
            return True
        if cues.MULTIPLE.search(before):
            return True
        here = self._room(start)
        last = max((c for c in self._counts if c[1] <= start and self._room(c[0]) == here), default=None)
        previous = self._bound[-1] if self._bound else None
        if last is None:
            return False
        floor = max([count[1] for count in self._counts if count[1] <= last[0]] + [max(0, last[0] - REACH)])
        lead = self._text[floor : last[0]]
        if previous and previous.compared and previous.end <= last[0]:
            gap = self._text[previous.end : last[0]]
            if re.fullmatch(r"[\s,]{0,3}(?:and|or|&)?\s?[$€£]?", gap):
                return True
        if previous and previous.end > floor:
            lead = self._text[previous.end : last[0]]
        cue = cues.CUE_BEFORE_COUNT.search(lead) and not self._is_range(last) and not self._is_source(last)
        return bool(cue or cues.COMPARED.search(lead)) or self._counts.index(last) in self._held

    def _is_source(self, count: tuple[int, int]) -> bool:
        """Whether "from" tells where people come from ("158 people from two hotels"), and no base of a change."""
        before = self._text[max(0, count[0] - REACH) : count[0]]
        if cues.FROM_FIGURE.search(before) is None or cues.CHANGED.search(before) or cues.CAME_OF.search(before):
            return False
        return cues.TO_FIGURE.match(self._text, count[1]) is None

    def _is_range(self, count: tuple[int, int]) -> bool:
        return cues.RANGE.search(self._text[count[0] : count[1]]) is not None

    def _choose(self, index: int) -> Period | None:
        start = self._counts[index][0]
        room = self._room(start)
        if self._is_base(index) or self._is_untimed_base(index):
            return self._unknown(index)
        opened = self._of_the(index)
        if opened:
            return opened.period
        default = self._before(start, room)
        after = self._after(index)
        if after and self._opens_next(index, after) and self._set_off(index, after):
            after = None
        if default and self._is_led_by(default, index, after):
            return default.period
        if after and (default is None or default.weak or self._is_tight(index, after)):
            return after.period
        return self._without_own(index, default)

    def _without_own(self, index: int, default: Bound | None) -> Period | None:
        """The time of a count that none stands tight beside: of what it changes, explains, or closes with."""
        room = self._room(self._counts[index][0])
        changed = self._changed(index, room)
        if changed is not None:
            return self._choose(changed)
        closing = self._series(index) if index in self._held else None
        if closing:
            return closing
        if default and not default.weak and default.period.edtf and (default.room == room or default.compared):
            return default.period
        inside = self._series(index) if room else None
        if inside and self._room(self._place(inside.start)) == room:
            return inside
        host = self._host(index, room)
        if host is not None:
            return self._choose(host)
        if default and not default.weak and default.period.edtf:
            return default.period
        return self._series(index) or (default.period if default else None)

    def _is_untimed_base(self, index: int) -> bool:
        """Whether a count is what another is up from, and the sentence tells no time of comparison."""
        start = self._counts[index][0]
        if index not in self._held or not cues.UP_FROM.search(self._text[max(0, start - REACH) : start]):
            return False
        return self._after(index) is None and not any(bound.compared for bound in self._bound)

    def _is_led_by(self, bound: Bound, index: int, after: Bound | None) -> bool:
        """Whether a time stands right before its count, in the same bracket: "(in 2020, 9 and in 2019, 17)"."""
        start, end = self._counts[index]
        if after and not cues.NEXT_ITEM.search(self._text[end : after.start]):
            return False  # "in 2018, 71 in 2019"
        near = cues.LEADS_ON.fullmatch(self._text[bound.end : start]) is not None
        return near and bound.room == self._room(start) and not (bound.weak or bound.compared)

    def _of_the(self, index: int) -> Bound | None:
        """The time that closes "Of the 40 defendants … in 2022," for the figure that opens it."""
        if index or not cues.OF_THE.fullmatch(self._text, 0, self._counts[0][0]):
            return None
        opening = cues.OPENED.match(self._text, self._counts[0][1])
        end = opening.end() if opening else 0
        return next((bound for bound in self._bound if bound.main and bound.end == end), None)

    def _is_base(self, index: int) -> bool:
        """Whether a count is the first of "from 45 to 60" with no time between: it is of an earlier time."""
        if index + 1 == len(self._counts):
            return False
        start, end = self._counts[index]
        following = self._counts[index + 1][0]
        if any(end <= time < following for time in self._time_starts):
            return False
        leads = cues.FROM_FIGURE.search(self._text[max(0, start - REACH) : start])
        return leads is not None and cues.TO_NEXT.fullmatch(self._text[end:following]) is not None

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
        if room is None or not cues.CHANGE.search(self._text[room[0] : self._counts[index][0]]):
            return None
        outside = [i for i in range(index) if self._room(self._counts[i][0]) is None]
        leading = [i for i in outside if i not in self._held]
        return leading[-1] if len(leading) < len(outside) and leading else None

    def _before(self, start: int, room: tuple[int, int] | None) -> Bound | None:
        """The latest expression before a count that reaches it."""
        weak = None
        for bound in reversed(self._bound):
            gap = self._text[bound.end : start] if bound.end <= start else None
            if gap is None or (bound.aside and not cues.IN_WHICH.match(gap)):
                continue
            if _is_open(bound.period) and self._trails(bound) and cues.OWN_CLAUSE.search(gap[: 4 * REACH]):
                continue
            if bound.room:
                if bound.room == room:
                    return bound
                continue
            if bound.compared:
                if self._explains(bound, room) or (
                    cues.FOLLOWING.match(gap) and not any(bound.end <= c[0] < start for c in self._counts)
                ):
                    return bound
                continue
            if not bound.weak:
                return bound
            if weak is None and start - bound.end <= ADJACENT:
                return bound
            weak = weak or bound
        return weak

    def _explains(self, bound: Bound, room: tuple[int, int] | None) -> bool:
        """Whether brackets stand right behind a time: all that they hold is of it ("than in 2020 (4 men, 3 cases)")."""
        return room is not None and self._text[bound.end : room[0]].isspace()

    def _trails(self, bound: Bound) -> bool:
        """Whether a time stands behind a count of its own clause ("592 convictions since 2004")."""
        last = bisect_right(self._counts, (bound.start, 0)) - 1
        return last >= 0 and not cues.OWN_CLAUSE.search(self._text, self._counts[last][1], bound.start)

    def _after(self, index: int) -> Bound | None:
        """The expression after a count and before the next one, unless something parts them."""
        start, end = self._counts[index]
        room = self._room(start)
        following = (c[0] for c in self._counts[index + 1 :] if room is not None or self._room(c[0]) is None)
        limit = next(following, len(self._text))
        for bound in self._bound:
            place = bound.start
            if place < end or place >= limit or bound.aside:
                continue
            gap = self._text[end:place]
            if bound.room != room and bound.room is not None:
                if room is None:
                    continue
                return None
            if room and place >= room[1]:
                return None
            if cues.BREAK.search(gap) or cues.COMPARED.search(gap) or cues.CUE_BEFORE_TIME.search(gap):
                return None
            if cues.UNTOLD.search(gap) or cues.MULTIPLE.search(gap):
                return None
            if cues.CHANGE_OVER.search(self._text[max(0, start - REACH) : place]):
                return None
            if bound.weak:
                return None if len(gap.split()) > TIGHT_WORDS else bound
            return bound
        return None

    def _is_tight(self, index: int, bound: Bound) -> bool:
        """Whether a later time belongs to this count, and does not open the next one ("… and in 2018 41")."""
        if self._opens_next(index, bound):
            return False
        gap = self._text[self._counts[index][1] : bound.start]
        return not cues.CLAUSE.search(gap) and len(gap.split()) <= TIGHT_WORDS

    def _opens_next(self, index: int, bound: Bound) -> bool:
        """Whether a time stands right before the next count outside its brackets ("and in 2018 41")."""
        following = (c for c in self._counts[index + 1 :] if c[0] >= bound.end)
        start = next((c[0] for c in following), None)
        gap = self._text[bound.end : start] if start is not None else None
        return gap is not None and len(gap) <= ADJACENT and not re.search(r"[,;(]|\b(?:and|or)\b", gap)

    def _set_off(self, index: int, bound: Bound) -> bool:
        """Whether a comma parts a time from the count before it ("20 men, in the year before - 11")."""
        gap = self._text[self._counts[index][1] : bound.start]
        return re.search(r"[,;]\s(?:and\s|but\s|while\s)?(?:(?:in|for|during|over)\s)?(?:the\s)?$", gap) is not None

    def _of_part(self, index: int, gap: str, after: Bound) -> bool:
        """Whether a time behind a count is told of its clause alone: of a part, or days of another matter."""
        if cues.PART.search(gap) or cues.OF_THEM.match(self._text, self._counts[index][1]):
            return not self._set_off(index, after)
        if _is_open(after.period) and cues.RELATED.search(gap):
            return True
        return cues.CONTRAST.search(gap) is not None and "-" in (after.period.edtf or "")

    def _series(self, index: int) -> Period | None:
        """A series, "12 arrested and 15 charged in 2013": the time that closes a series holds for all of it."""
        for later in range(index + 1, min(index + 1 + SERIES, len(self._counts))):
            gap = self._text[self._counts[index][1] : self._counts[later][0]]
            if cues.APART.search(gap) or cues.COMPARED.search(gap) or (later in self._held) > (index in self._held):
                return None
            after = self._after(later)
            if (after and self._of_part(later, gap, after)) or (after is None and cues.FROM_FIGURE.search(gap)):
                return None
            if after and after.compared and index in self._held:
                return after.period
            if after and (after.compared or after.room or cues.EARLIER.search(after.period.text)):
                return None
            if after:
                return after.period
        return None
