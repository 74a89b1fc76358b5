"""The headline of a document: what stands above its text and is no letterhead, date, menu or byline."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from thbextract.normalize.names import CALENDAR, plain, words_of
from thbextract.records import Block, Body, Layout
from thbextract.resolve import signs
from thbextract.resolve.matter import Matter

TITLE_LINE = re.compile(r"(?:title|subject|sub)\s*:\s*(.+)$", re.IGNORECASE)
MARKDOWN = re.compile(r"#\s+(.+?)\s*#*$")
# "21 March 2019 MEDIA STATEMENT", "… at the airport Publish : 24 Jul 2022".
DAY_BEFORE = re.compile(
    r"^[0-9]{1,2} [A-Z][a-z]+ [0-9]{4}\s+|^[A-Z][a-z]+ [0-9]{1,2}, [0-9]{4}\s+|^[Ll]ink to:\s+"
    r"|^[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{4}(?:,?\s[0-9]{1,2}:[0-9]{2})?\s+(?:[|–—-]\s+)?"
)
STAMP_BEHIND = re.compile(
    r"\s+(?:last )?(?:publish(?:ed)?|updated?|posted)(?: on)?\s*:?\s+[^a-z]{0,4}[0-9A-Z].{0,60}$", re.IGNORECASE
)
REGARDING = re.compile(r"\s*[-–]\s*reg(?:arding)?\.?$", re.IGNORECASE)  # how Indian offices end a subject line
DATED_STAMP = re.compile(r"[0-9]{1,2}.{1,12}[0-9]{4}")
MOST_PARTS = 4  # of a line, which is a menu then
TRANSLATION = re.compile(r"\s*\((?:unofficial )?translation\)$", re.IGNORECASE)
# A line with a date behind a bar or a comma, or a greeting.
DATED = re.compile(
    r"[|/–—-]\s*(?:[0-9]{1,2}[.:]|[A-Z][a-z]+ [0-9]{1,2}, [0-9]{4}|[0-9]{1,2} [A-Z][a-z]+ [0-9]{4})|"
    r"^[^0-9]{1,70},?\s[0-9]{1,2}[ ./][\w.]{1,10}[ ./][0-9]{4}$|^\W*(?:dear|excellenc)",
    re.IGNORECASE,
)
MENU = re.compile(r"\s[|/»>›]\s")
DIVIDED = re.compile(r"[|·•»]")
HASHTAG = re.compile(r"\w_\w")
MARKUP = " \t\r\n*#_>"
# Lines above a headline that are none: menus, marks of a release, dates, addresses, names of sections.
CHROME = re.compile(
    r"(?:home|news|latest news|press note.*|joint statement|"
    r"press|press releases?|media release|news release|news item|editorial|opinion|"
    r"for immediate release|skip to .*|search.*|menu|contact us|get help|scroll to top|follow us|author|published|"
    r"share.*|print.*|back.*|report a crime|category.*|tags?.*|views?.*|photo.*|date.*|source.*|page \d+.*|speech.*|"
    r"admin.*|click here.*|\d+ min read|info(?:rmation)?|statement|transcript|check against delivery|en|"
    r"unofficial translation|contents|table of contents|(?:posted |written )?by .*|"
    r"(?:press|media|news) (?:cent(?:re|er)|room)|media statement|(?:exit|leave) this (?:site|page).*|at a glance|"
    r"key (?:facts|figures)|"
    r"normal view|text size.*|"
    r".{0,40}\b(?:seal|logo|emblem|crest|banner)\b.{0,40}|home\s*[›>»].*|www\..*|on this page.*|"
    r"office of (?:press|public|media|communications?)\b.*|printable version.*|.{0,30}parliamentary debates.{0,12}|"
    r"(?:open data|accessibility links|main navigation|breadcrumbs?|quick links|breaking news|top stories|most read)|"
    r"(?:language\b.{0,20}|cookies?\b.{0,30}|(?:priority|oral|other|written|leaders['’]?) questions.{0,20})|"
    r"(?:.{0,20}\s)?(?:debates|select committees|parliamentary questions)|"
    r"written (?:answers|replies|questions)\b.{0,30}|executive summary)",
    re.IGNORECASE,
)
PAGE_TITLE = re.compile(r"\s+[-–—|]\s+(?!.*\s[-–—|]\s).{3,90}$")
RELEASE_MARK = re.compile(r"^for immediate release\s*[:–-]?\s*", re.IGNORECASE)
PERSON_LINE = re.compile(r"^(?:the\s+)?(?:hon|honou?rable|mr|mrs|ms|dr|sen|rep|prof|sir)\b\.?\s", re.IGNORECASE)
# What a body's name goes on with: "… and Special Cases (OSC)"; headlines have a verb.
LONGER_NAME = re.compile(r"(?:\s(?:and|AND|&)(?:\s[A-Z][\w'’-]*){1,4})?\s\([A-Z]{2,12}\)")
LONGEST_TITLE = 330
LONGEST_NAME = 6  # words: "The Hon Ana Maria Rusu MP"
# "The Honourable Ana Maria Rusu, Minister of Public Safety", "(Hon. Rusu)".
OFFICE_LINE = re.compile(
    r"(?:the\s+)?(?:rt\.?\s)?hon(?:ou?rable)?\b[^,]{3,40},\s+(?:minister|secretary|member|attorney)\b.*|\([^()]{1,60}\)",
    re.IGNORECASE,
)
SHORT_LINE = 50  # characters: a line that ends with a year and has a month in it is a dateline if it is no longer
SHORTEST_TITLE = 2  # words
HEAD_BLOCKS = 30
PROSE = 180  # characters: a paragraph that long is text, and no headline stands behind it


def title_of(layout: Layout, bodies: Sequence[Body], matter: Matter) -> str | None:
    """The headline: the front matter's title, a first-level heading, or a line of its own above the text."""
    blocks = layout.blocks[:HEAD_BLOCKS]
    whole = [plain(layout.shadow[block.start : block.end]) for block in blocks]
    for sign in (TITLE_LINE, MARKDOWN):
        named = next((found for line in whole if (found := sign.match(line))), None)
        if named:
            return REGARDING.sub("", named[1]).strip("\"' -–") or None

    @cache
    def shown(at: int) -> str:
        return _unnamed(blocks[at], whole[at], matter)

    lines = list(_headlines(blocks, shown, bodies)) or list(_headlines(blocks, shown, bodies, plain_lines=True))
    return _unrepeated(lines, bodies)


def _unnamed(block: Block, whole: str, matter: Matter) -> str:
    """A block without the letterhead's names in it; as it is where it holds none."""
    lines = [line for line in matter.lines if block.start <= line.start < block.end]
    if len(lines) == 1 and len(lines[0].parts) >= MOST_PARTS:
        return ""
    if not any(matter.names_in(line) for line in lines):
        return whole
    return plain(" ".join(part for line in lines for part in matter.unnamed(line) if _headline(part.strip(MARKUP))))


def _headlines(
    blocks: Sequence[Block], shown: Callable[[int], str], bodies: Sequence[Body], *, plain_lines: bool = False
) -> Iterable[str]:
    """Lines above the text that may be its headline, in order; with `plain_lines` also those that look like text.

    `shown` gives a block by its number as one line.
    """
    for at, block in enumerate(blocks):
        line = DAY_BEFORE.sub("", TRANSLATION.sub("", RELEASE_MARK.sub("", shown(at)).strip(MARKUP)))
        line = STAMP_BEHIND.sub("", line) if DATED_STAMP.search(line) else line
        if _prose(block, line):
            return
        apart = _set_apart(block, line, blocks[0]) or (
            plain_lines and block.kind == "paragraph" and len(line.split()) > 3
        )
        if apart and _headline(line) and not _letterhead(block, line, bodies):
            yield line


def _set_apart(block: Block, line: str, first: Block) -> bool:
    """Whether a block is a heading, or a line that may be one: the first of all, or in capitals for the most part."""
    capitals = [word for word in words_of(line) if word.capital]
    return block.kind == "heading" or (
        block.kind == "paragraph" and (block == first or 2 * len(capitals) > len(words_of(line)))
    )


def _prose(block: Block, line: str) -> bool:
    """Whether a block is running text, behind which no headline of the document stands."""
    if len(MENU.findall(line)) > 1 or (len(line) < PROSE and signs.ADDRESS.search(line)):
        return False
    sentence = line.endswith((".", ":", "”", '"')) and len(line) > PROSE
    return block.kind in ("paragraph", "list_item") and (
        len(block.sentences) > 1 or sentence or len(line) > LONGEST_TITLE
    )


def _headline(line: str) -> bool:
    words = words_of(line)
    if len(words) < SHORTEST_TITLE or HASHTAG.search(line) or len(line) > LONGEST_TITLE or CHROME.fullmatch(line):
        return False
    if len(MENU.findall(line)) > 1:
        return False
    if OFFICE_LINE.fullmatch(line):
        return False
    if PERSON_LINE.match(line) and len(words) <= LONGEST_NAME:
        return False
    if (
        line[:1].islower()
        or line.endswith((".", ",", ";", ":"))
        or "@" in line
        or "://" in line
        or line.startswith("![")
    ):
        return False
    if len(line) < SHORT_LINE and any(word.bare in CALENDAR for word in words) and line[-4:].isdigit():
        return False
    spoken = [w for w in words if w.bare not in CALENDAR and not w.text[0].isdigit() and len(w.text) > 1]
    return len(spoken) >= SHORTEST_TITLE and not DATED.search(line) and sum(map(str.isdigit, line)) < len(line) / 4


def _letterhead(block: Block, line: str, bodies: Sequence[Body]) -> bool:
    """Whether a line is a body's name and little else, or one part of it is."""
    if signs.STATE.fullmatch(line):
        return True
    inside = [body for body in bodies if block.start <= body.start < block.end and plain(body.text) in line]
    share = 0.35 if DIVIDED.search(line) else 0.7
    if any(LONGER_NAME.fullmatch(line.partition(plain(body.text))[2]) for body in inside[:1]):
        return True
    return bool(inside) and sum(len(body.text) for body in inside) >= share * len(line)


def _unrepeated(lines: Sequence[str], bodies: Sequence[Body]) -> str | None:
    """The first headline; a page's title that ends with the site's name is taken without it."""
    if not lines:
        return None
    tail = PAGE_TITLE.search(lines[0])
    if tail is None:
        return lines[0]
    bare = lines[0][: tail.start()]
    site = any(body.text in tail[0] for body in bodies)
    return bare if site or bare in lines[1:] else lines[0]
