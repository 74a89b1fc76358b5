"""Numbers that name things: articles and pages, cases, addresses, hotlines, operations, web furniture.

Each rule looks at one token that holds a number, and gives a reason and the place behind what it names.
The vocabulary here is the grammar of references, not that of a field.
"""

from __future__ import annotations

import re

from thbextract.normalize.numbers import ABBREVIATIONS as ABBREVIATED_SCALES
from thbextract.normalize.numbers import DECIMAL_AFTER, SCALES, UNITS
from thbextract.normalize.tokens import DASHES, Tokens, words_of

# In small letters too these point to a part of a document or a place; the number after them counts nothing.
REFERENCES = words_of(
    "article articles art arts section sections sec sect clause clauses chapter chapters paragraph paragraphs "
    "ss ° para paras annex annexes appendix table tables figure figures fig figs page pages pp p footnote footnotes "
    "resolution resolutions decree directive regulation recommendation recommendations tier tiers bulletin no nos "
    "nr № § room suite floor flat p.o.box schedule rule rules subsection subsections protocol covid volume vol "
    "version issue fn chart graph box line hotline helpline channel highway route sdg sdgs goal phase stage number "
    "exhibit tel fax phone telephone mobile cell whatsapp ext extension code zip postcode isbn issn doi id ref "
    "file docket lot plot q"
)
# With a capital only: in small letters they are counted nouns or plain words.
CAPITAL_REFERENCES = words_of(
    "act acts law laws case part parts point group operation order form bill item items note notes title titles "
    "grade level levels step class type types unit count question session day week pillar objective strategy target "
    "indicator category zone ward district map gate block building apartment apt protocol formula convention "
    "conventions targets goals protocols resolutions recommendations objectives indicators decision ruling judgment "
    "opinion report circular notification g ra eo hb sb pl cap ipc crpc iso utc house road suite sector gmt unscr "
    "route agenda module lesson annexure victim defendant witness suspect survivor complainant respondent "
    "interviewee participant accused"
)
NOT_PLURAL = frozenset({"class", "address", "appendix", "annex", "access"})
HYPHENS = DASHES - frozenset("—–")
CLOSED = frozenset({"", ",", ".", ";", ")", "and", "or"})
# In small letters their number must end the phrase: "unit 12, level 3", not "in the group 4 men".
CLOSED_REFERENCES = words_of("office note unit item step grade level class target targets zone")
FURNITURE_BEFORE = frozenset({"views", "share", "shares", "likes", "comments", "photo", "photos", "order", "slide"})
FURNITURE_AFTER = words_of(
    "px dpi pt kb mb gb comments comment likes views shares min pixels retweets followers replies pm am hrs"
)
# Their own number may stand before them ("the 157 helpline 4,096 calls came").
CALLED = frozenset({"hotline", "helpline", "line"})
CALLS = frozenset({"call", "dial", "called", "dialled", "calling", "hotline", "helpline"})
STREETS = words_of("street st road rd avenue ave boulevard blvd lane drive square terrace crescent highway floor str")
ONLY_HIGH = words_of("no line cell mobile box file issue goal lot plot")
ABBREVIATIONS = words_of("no nos nr art arts sec sect ss fig figs para paras pp p vol tel ext q")
CONTACTS = words_of("tel fax phone mobile hotline helpline № no nr id ref")
PHONES = words_of("telephone phone hotline helpline line")
PEOPLE = frozenset({"children", "women", "men", "people", "girls", "boys"})
# Without one of these before it a number is no reference.
POINTING = (
    REFERENCES
    | CAPITAL_REFERENCES
    | CLOSED_REFERENCES
    | CALLED
    | {"quarter", "numbered", "years", "grades", "classes", "point", "points", "parts", "items"}
)
REFERENCE_NUMBER = re.compile(r"\d+[a-z]?(?:[./]\d+)*|[ivxlc]+")
# A decimal behind a name is a version or a target ("Alliance 8.7"), unless one of these is behind it.
DECIMAL_UNITS = frozenset({*SCALES, *DECIMAL_AFTER, *ABBREVIATED_SCALES, "times", "kg", "km", "m", "points", "tonnes"})
VERSION = re.compile(r"\d+\.\d")


def reference(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """The numbers of "Articles 132 and 133", "Section 112 to 117", "No. 37", "Tier 2", "Phase Two"."""
    noun, place, joint = tokens.word(at - 1), at - 1, ""
    if noun in (".", ":", "(", "#"):
        joint, place, noun = noun, at - 2, tokens.word(at - 2)
    if joint == "#" and tokens.glued(at):
        return "reference", at + 1
    if noun == "numbered" and tokens.word(at - 2) in ("and", ",") and not tokens.word(at + 1).isalpha():
        return "reference", at + 1  # "the Regulation dated … and numbered 29656"
    if noun not in POINTING or (noun in CALLED and not _number_of_line(tokens, at)):
        return None
    if noun == "quarter" and tokens.word(at) in ("1", "2", "3", "4"):
        return "date", at + 1
    if (joint == "." and noun not in ABBREVIATIONS) or (joint in (":", "(") and noun not in CONTACTS):
        return None
    if noun in ("no", "nr") and joint in (":", "(") and not _of_house(tokens, at, place, joint):
        return None
    if "," in tokens.word(at) and noun in ("p", "page", "line", "house"):
        return None
    if not (_is_high(tokens, place) or _is_low(tokens, at, noun, joint)):
        return None
    return "reference", _list_end(tokens, at, plural=noun[-1:] in ("s", "§") and noun not in NOT_PLURAL)


def _of_house(tokens: Tokens, at: int, place: int, joint: str) -> bool:
    """Whether "No:" stands in an address ("Rose Str. No: 71/A") and not in answers ("Yes: 12, No: 5")."""
    before = tokens.raw(place - 1)
    named = before == "." or (before[:1].isupper() and before.isalpha())
    return joint == ":" and (named or (tokens.word(at + 1) == "/" and tokens.glued(at + 1)))


def _number_of_line(tokens: Tokens, at: int) -> bool:
    """Whether a number behind "helpline" is its telephone number and not a count of calls."""
    return tokens.word(at).isdigit() and not tokens.plain(at - 2)[:1].isdigit()


def _is_high(tokens: Tokens, place: int) -> bool:
    noun = tokens.word(place)
    return tokens.raw(place)[:1].isupper() and (noun in REFERENCES or noun in CAPITAL_REFERENCES)


def _is_low(tokens: Tokens, at: int, noun: str, joint: str) -> bool:
    """In small letters some nouns need a point or must not look counted ("in line 12 men stood")."""
    if noun == "point":
        return tokens.word(at + 1) == "of"
    if noun in ("part", "parts", "item", "items", "point", "points") and _of_article(tokens, at):
        return True
    if not tokens.word(at)[0].isdigit():
        return noun in ("tier", "phase", "stage", "number", "chapter")
    if noun in ("years", "grades", "classes"):
        ranged = tokens.word(at + 1) in ("and", "to") or tokens.word(at + 1) in DASHES
        return ranged and tokens.word(at - 2) in ("between", "in", "from", "of") and len(tokens.word(at)) < 3
    if noun in CLOSED_REFERENCES:
        return tokens.word(at + 1) in CLOSED or (noun.startswith("target") and "." in tokens.word(at))
    if noun in ("number", "code"):
        return tokens.word(at - 2) not in ("in", "of", "this", "that", "which")
    return noun in REFERENCES and (noun not in ONLY_HIGH or joint == ".")


def _of_article(tokens: Tokens, at: int) -> bool:
    """As in "parts 2 and 3 of Article 149"."""
    of = next((place for place in range(at + 1, at + 6) if tokens.word(place) == "of"), at)
    return of > at and tokens.word(of + 1) in ("article", "articles", "section", "paragraph", "the")


def _list_end(tokens: Tokens, at: int, *, plural: bool) -> int:
    """The place behind a reference's numbers: a range for any, a list only after a plural noun."""
    end = _number_end(tokens, at)
    while tokens.word(at - 1) in CONTACTS and _is_group(tokens, end):
        end += 1
    while True:
        if tokens.word(end) == "(" and tokens.word(end + 2) == ")" and len(tokens.word(end + 1)) < 3:
            end += 3
        joint, following = tokens.word(end), tokens.word(end + 1)
        if not REFERENCE_NUMBER.fullmatch(following) or not following[0].isdigit():
            return end
        if joint in DASHES or joint in ("to", "through", "/"):
            end = _number_end(tokens, end + 1)
        elif plural and joint in ("and", "or", "&"):
            return _number_end(tokens, end + 1)
        elif plural and joint == ",":
            end = _number_end(tokens, end + 1)
        else:
            return end


def _is_group(tokens: Tokens, at: int) -> bool:
    """Whether digits go on with a telephone number ("hotline 116 16 took 90 calls")."""
    word = tokens.word(at)
    counted = tokens.word(at + 1).endswith("s") or tokens.word(at + 1) in ("people", "women", "men", "children")
    return word.isdigit() and 1 < len(word) < 5 and len(tokens.gap(at)) == 1 and not counted


def _number_end(tokens: Tokens, at: int) -> int:
    end = at + 1
    opened = False
    while tokens.glued(end) and (tokens.word(end) in ("/", "-", "(", ")") or tokens.word(end).isalnum()):
        if (tokens.word(end) in ("/", "-", "(") and not tokens.glued(end + 1)) or (
            tokens.word(end) == ")" and not opened
        ):
            break
        opened = tokens.word(end) == "(" or (opened and tokens.word(end) != ")")
        end += 1
    return end


def furniture(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """As in "Views: 1 238", "Share 14", "16 px", "6 min read", "3 comments", "1 of 4"."""
    before, end = tokens.word(at - 1), at + 1
    counter = (
        tokens.word(at - 2) in FURNITURE_BEFORE if before == ":" else before in ("share", "views", "likes", "shares")
    )
    if counter:
        while tokens.word(end).isdigit() and len(tokens.word(end)) == 3 and len(tokens.gap(end)) == 1:
            end += 1
        return "furniture", end
    if tokens.word(end) in FURNITURE_AFTER:
        return ("time" if tokens.word(end) in ("pm", "am", "hrs") else "furniture"), end + 1
    alone = before in ("", "|", "page", "slide") and tokens.word(at + 3) in ("", "|", "\n", "→", "»")
    if tokens.word(end) == "of" and tokens.word(at + 2).isdigit() and alone:
        return "page", at + 3
    return None


def hotline(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """As in "The 147 helpline", "hotline 152 received", "call 112"."""
    word = tokens.word(at)
    if not word.isdigit() or not 1 < len(word) < 7:
        return None
    before, after = tokens.word(at - 1), tokens.word(at + 1)
    if before in ("is", "are") and after in CLOSED and not PHONES.isdisjoint(tokens.words[max(0, at - 8) : at]):
        return "phone", at + 1
    if len(word) < 3:
        return None
    if before in CALLS or (before == "to" and tokens.word(at - 2) == "call"):
        return "phone", at + 1
    named = after in ("hotline", "helpline") and before in ("the", "a", "its", "", ".")
    return ("phone", at + 1) if named else None


def name(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """As in "Group of 20", "G-20", "Covid-19", "Operation Red Door 2", "EL PAcCTO 2.0", "Formula One"."""
    word, before = tokens.word(at), tokens.word(at - 1)
    hyphened = before in HYPHENS or (before == "–" and tokens.raw(at - 2)[:1].isupper())
    if hyphened and tokens.glued(at) and tokens.glued(at - 1) and tokens.raw(at - 2).isalpha():
        return None if _counted_label(tokens.raw(at - 2)) else ("name", at + 1)
    if before == "of" and tokens.raw(at - 2) == "Group":
        return "name", at + 1
    capital = tokens.raw(at - 1)[:1].isupper()
    if capital and VERSION.fullmatch(word) and tokens.word(at + 1) not in DECIMAL_UNITS:
        return "name", at + 1
    if capital and "operation" in tokens.vocabulary and word.isdigit() and len(word) < 3 and not tokens.glued(at):
        place = at - 1
        while place >= 0 and tokens.raw(place)[:1].isupper() and at - place < 6:
            if tokens.word(place) == "operation":
                return "name", at + 1
            place -= 1
    return None


def _counted_label(word: str) -> bool:
    """Whether a word before a tight hyphen is a plural, so that the number is its figure ("children-688")."""
    return word[1:].islower() and (
        word.lower() in PEOPLE or (len(word) > 5 and word.endswith("s") and word[-2] not in "su")
    )


def street(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """As in "2 Marsh Street": a house number before a name that ends as streets do."""
    if tokens.word(at + 1) in DASHES and tokens.glued(at + 1) and tokens.word(at + 2).isdigit():
        at += 2
    for place in range(at + 1, at + 5):
        if not tokens.raw(place)[:1].isupper():
            return None
        if place > at + 1 and tokens.word(place) in STREETS:
            return "address", place + 1
    return None


def statute(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """As in "18 U.S.C. § 1591", "u/s 14", "RA 9208", "Act XLV of 1860"."""
    before, after = tokens.word(at - 1), tokens.word(at + 1)
    if after in ("usc", "cfr") or (after == "u" and tokens.words[at + 1 : at + 6] == ["u", ".", "s", ".", "c"]):
        return "reference", at + 1
    lettered = after == "(" and tokens.word(at + 3) == ")" and tokens.glued(at + 1) and tokens.glued(at + 2)
    if lettered and len(tokens.raw(at + 2)) == 1 and tokens.raw(at + 2).isupper():
        return "reference", at + 4  # "360(A)"
    if before in ("s", "w") and tokens.words[max(0, at - 3) : at] in (["u", "/", "s"], ["r", "/", "w"]):
        return "reference", at + 1
    if before == "." and tokens.words[max(0, at - 4) : at] in (["s", ".", "c", "."], ["pub", ".", "l", "."]):
        return "reference", _number_end(tokens, at)
    word = tokens.word(at)
    if len(word) < 4 or not word.isdigit():
        return None
    acronym = tokens.raw(at - 1).isupper() and tokens.raw(at - 1).isalpha() and 1 < len(tokens.raw(at - 1)) < 5
    if acronym and not tokens.glued(at) and after in (",", "or", ".", ")", "and", "", ";", "of"):
        return "code", at + 1
    return None


def name_word(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """As in "Group of Seven", "ground zero", "zero tolerance"."""
    word, before = tokens.word(at), tokens.word(at - 1)
    if word not in UNITS:
        return None
    if before == "of" and tokens.raw(at - 2) == "Group" and tokens.raw(at)[:1].isupper():
        return "name", at + 1
    if word == "zero" and (
        before == "ground" or tokens.word(at + 1) in ("tolerance", "hunger") or tokens.word(at + 2) == "tolerance"
    ):
        return "name", at + 1
    return None
