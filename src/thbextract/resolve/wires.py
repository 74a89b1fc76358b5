"""News agencies and papers in the places that are theirs: datelines, the end of a text, "told the Post"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from thbextract.normalize.calendar import MONTH
from thbextract.normalize.names import CALENDAR, plain, words_of
from thbextract.normalize.sieve import sieve
from thbextract.resolve.material import Material, Sign
from thbextract.resolve.matter import MARKUP

HEAD = 160  # characters of a dateline
EARLY = 5  # sentences in which a site may say whom it refers to
TAIL = 60  # characters at the end of a text
_DAY = rf"(?:{MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}\.?)(?:,?\s\d{{4}})?"
_STAMP = r"\W{0,3}(?:(?:date|posted|published)\W{1,3}[\d./:-]{6,19}\s+)?"
_PLACE = r"[A-Z][\w'’-]{1,24}(?:[ /][A-Z][\w.'’-]{1,24}){0,3}(?:,\s[A-Z][\w.]{1,24}(?:\s[A-Z][\w.]{1,24})?)?"
_REGION = r"(?:\s\([A-Z][\w ]{1,24}\))?(?:\s\[[A-Z][\w ]{1,24}\])?"
_DASH = r"\s{0,2}(?:[-–—―]{1,2}|:|/(?=\s)|\.(?=\s{1,3}[A-Z“\"]))"
# "GENEVA (ILO News) – …", "SUVA, 4 May 2020 (Pacific Wire) – …", "Feb. 5 (UPI) — …",
# "KATHMANDU, 4 May /HimalPress/ - …".
BRACKETED = re.compile(
    rf"^{_STAMP}(?:(?:{_PLACE}){_REGION}[,.]?\s{{0,2}}|)(?:(?i:{_DAY}),?\s{{0,2}}|)[(/]([^()/\n]{{2,40}})[)/]{_DASH}"
)
# "Accra, Oct. 4, GNB - …", "YEREVAN, MAY 4, ARARATPRESS. …", "Baku. 5 April. CaspiNews: …".
DATED = re.compile(rf"^{_STAMP}(?:{_PLACE})[,.]\s{{1,2}}(?i:{_DAY})[,.]\s{{1,2}}([A-Z][\w .&-]{{1,38}}?){_DASH}")
# "ASTANA. STEPINFORM The number …".
SHOUTED = re.compile(
    rf"^{_STAMP}[A-Z]{{3,20}}(?:[ -][A-Z]{{2,20}})?\.\s{{1,2}}(?:(?i:{_DAY})\.\s{{1,2}})?([A-Z]{{6,16}})\b"
)
# "… in the town. (ANB)", "… in the town. – PALMNEWS".
LAST_WORD = re.compile(
    r"[.!?”\"’]\s{0,3}(?:\((?:\w{2,10}/)?([A-Z][\w. ]{1,30})\)|"
    r"(?:[-–—]{1,2}|/)\s?([A-Z][A-Za-z]{2,20}(?:\s[A-Z]\w{1,12})?))\W{0,3}$"
)
SIGNED_OFF = re.compile(r"^\W{0,3}(?:[-–—]{1,2}\s?|\()([A-Z][A-Za-z]{2,20}(?:\s[A-Z]\w{1,12})?)\)?\W{0,3}$")
# "Geneva - KUNA" on a line of its own.
PLACED = re.compile(rf"^\W{{0,3}}(?![A-Z]{{2}})(?:{_PLACE})\s{{1,2}}[-–—/]\s{{1,2}}([A-Z][\w .]{{1,30}})\W{{0,3}}$")
# "…, Trend News reports citing the ministry", "…, Kazinform has learnt from the ministry".
REPORTS = re.compile(
    r",\s(?:the\s)?((?:[A-Z0-9][\w'’.-]{1,30}\s){0,3}[A-Z0-9][\w'’.-]{1,30})(?:\s(?:news\s)?(?:agency|correspondent))?\s"
    r"(?:reports?|informs?|writes|learnt|learned|(?:has\s)?learn(?:ed|t|s)|reported|informed|has\sbeen\stold)"
    r"(?=\s*[.,]|\s(?:citing|from|with\sreference|referring|quoting|by|via)\b|$)"
)
# "According to Harbour.NET, with reference to the ministry, …".
PASSES_ON = sieve(
    r"\b[Aa]ccording\sto\s(?:the\s)?([A-Z0-9][\w'’-]{1,30}(?:\.\w{2,4})?(?:\s[A-Z][\w'’-]{1,30}){0,2}),\s"
    r"(?:with\sreference\sto|citing|quoting|referring\sto)\b"
)
# Names of news sites: with a domain, or with a number at the end.
SITE = re.compile(r"[A-Z0-9][\w-]{2,24}\.(?:[A-Z]{2,4}|[a-z]{2,4})|[A-Z][A-Za-z]{2,20}[0-9]{2}")
STAFF = sieve(
    r"\bis\s(?:an?\s|the\s)?(?:[\w-]{1,30}\s){0,4}(?:[Cc]orrespondent|[Rr]eporter|[Ee]ditor|[Jj]ournalist|[Ww]riter)\s"
    r"(?:of|for|at|with)\s(?:the\s)?((?:[A-Z][\w'’-]{1,30}\s){0,4}[A-Z][\w'’-]{1,30})"
)
# "Sign up for the weekly Harbour Post newsletter", "Join The Irish Lantern on WhatsApp".
READERS_OF = sieve(
    r"\b(?:[Ss]ubscribe\sto|[Ss]ign\sup\s(?:for|to)|[Jj]oin|[Ff]ollow|[Aa]ccess\sto|[Ss]upport)\s(?:the\s|our\s)?(?:[a-z]+\s){0,3}"
    r"((?:[A-Z][\w'’-]{1,30}\s){1,4}?)(?:[a-z]{1,12}\s)?(?:on\s(?:WhatsApp|Facebook|Twitter|Telegram|X|Instagram|Google\sNews)"
    r"|[Nn]ewsletters?|[Ee]-?[Pp]aper|[Aa]pp|[Aa]lerts)\b"
)
TOLD = sieve(
    r"\b(?:told|interview\swith|spoke\sto|speaking\sto)\s(?:the\s)?((?:[A-Z][\w'’-]{1,30}\s){0,4}[A-Z][\w'’-]{1,30})"
)


def of_agencies(material: Material) -> Iterable[Sign]:
    """Signs that name the news agency or the paper whose text it is."""
    yield from _datelines(material)
    yield from _sign_offs(material)
    yield from _told(material)
    yield from _staff(material)
    yield from _subscriptions(material)
    yield from _reports(material)


def _datelines(material: Material) -> Iterable[Sign]:
    heads = [line for line in material.matter.lines if line.zone == "head"]
    alone_at = {line.start: line.text for line in heads}
    for start in [*alone_at, *(block.start for block in material.prose[:2])]:
        text = material.text[start : start + HEAD]
        alone = alone_at.get(start, "")
        for form, enclosed in ((BRACKETED, True), (DATED, False), (SHOUTED, False), (PLACED, False)):
            found = form.match(alone if form is PLACED else text)
            name = _agency(material, found[1], enclosed=enclosed) if found else None
            if name:
                yield "dateline", name, start
                return


def _agency(material: Material, text: str, *, enclosed: bool) -> str | None:
    """A name that may be an agency's; in brackets, any that is no place and no word of a menu."""
    name = plain(text.strip(MARKUP))
    words = words_of(name)
    if not words or any(word.bare in CALENDAR for word in words):
        return None
    if material.finder.kind_of(name) == "media" and material.matter.known(name):
        return material.matter.known(name)
    if enclosed and "," not in name:  # "(Washington, DC) – …" is a place
        return material.name(name)
    if enclosed:
        return None
    if SITE.fullmatch(name):
        return name
    spelt = len(words) == 1 and len(name) >= len("AFP") and any(sign.isupper() or sign.isdigit() for sign in name[1:])
    return material.matter.name_like(name) if spelt or material.outlet(name) else None


def _sign_offs(material: Material) -> Iterable[Sign]:
    """An agency in brackets or behind a dash after the last sentence, or alone in a line below."""
    starts = [(max(block.start, block.end - TAIL), block.end) for block in material.prose[-1:]]
    ends = [(start, LAST_WORD, material.text[start:end]) for start, end in starts]
    lines = [(line.start, SIGNED_OFF, line.text) for line in material.matter.lines if line.zone == "foot"][:1]
    for start, form, text in (*ends, *lines):
        found = form.search(text)
        word = next((group for group in found.groups() if group), "") if found else ""
        known = material.finder.kind_of(word) == "media"
        if word and (known or (word.isupper() and " " not in word)) and _agency(material, word, enclosed=False):
            yield "sign-off", word, start


def _told(material: Material) -> Iterable[Sign]:
    """The paper that somebody spoke to: "Otchere told the Harbour Morning Post by telephone"."""
    for sentence in material.sentences if TOLD.search(material.text) else ():
        for found in TOLD.finditer(material.text, sentence.start, sentence.end):
            name = found[1]
            known = name.lower() in material.finder.vocab.known and material.finder.kind_of(name) == "media"
            if known or name.startswith("The ") or (words_of(name)[-1].bare in material.cues.outlets and " " in name):
                yield "told", name, found.start()


def _staff(material: Material) -> Iterable[Sign]:
    """The paper that a writer is said to work for at the end: "Ann Lee is a correspondent of The Irish Lantern"."""
    lines = [(line.start, line.start + len(line.text)) for line in material.matter.lines if line.zone == "foot"]
    for start, end in (*lines, *((sentence.start, sentence.end) for sentence in material.edges)):
        found = STAFF.search(material.text, start, end)
        name = material.matter.name_like(found[1]) if found else None
        if name:
            yield "told", name, start


def _subscriptions(material: Material) -> Iterable[Sign]:
    """The paper that readers are asked to follow: "Sign up for the weekly Harbour Post newsletter"."""
    for found in READERS_OF.finditer(material.matter.text):
        name = plain(found[1])
        if material.outlet(name) or name.startswith("The "):
            yield "told", name, found.start()


def _reports(material: Material) -> Iterable[Sign]:
    """The agency that tells what it heard from others: "…, Trend reports citing the ministry"."""
    for sentence in material.edges:
        for found in REPORTS.finditer(material.text, sentence.start, sentence.end):
            if _agency(material, found[1], enclosed=False):
                yield "dateline", found[1], found.start()
    for sentence in material.sentences[:EARLY]:
        for found in PASSES_ON.finditer(material.text, sentence.start, sentence.end):
            if _agency(material, found[1], enclosed=False):
                yield "dateline", found[1], found.start()
