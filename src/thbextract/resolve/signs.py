"""Formulas that show who issued a document, as expressions; their vocabulary is in the packs (`cues`)."""

from __future__ import annotations

import re

from thbextract.normalize.sieve import sieve

NAME = re.compile(r"(?:the\s+)?((?:[A-ZÀ-Þ][\w&’'.-]*\s+(?:(?:of|for|and)\s+)?){0,5}[A-ZÀ-Þ][\w&’'-]*)")

# Lines.
STATE = re.compile(
    r"\W*(?:the\s)?(?:(?:[\w-]{2,20}\s){0,3}(?:republic|kingdom|state|commonwealth|government|sultanate|emirate|federation|union|principality)"
    r"\b(?:\sof\s[^:;,.0-9]{2,40})?|united\s[^:;,.0-9]{4,30}|socialist\s[^:;,.0-9]{4,40})\W*$",
    re.IGNORECASE,
)
# Addresses: what stands beside one in capitals is a street or a town.
ADDRESS = sieve(
    r"\b(?:tel|phone|fax|mob|p\.?\s?o\.?\sbox|floor|suite|street|str|avenue|ave|road|boulevard|blvd|mah|sok|cad|plaza|building|bldg)\b[.:\s,]"
    r"|\bno[.:]\s?\d",
    re.IGNORECASE,
)
FULL_ARTICLE = re.compile(
    r"\bread (?:the )?(?:full|original|whole) (?:article|story|report) (?:at|on|in)\s+", re.IGNORECASE
)
# "Ana Rusu, Executive Director of the …", "Ana Rusu, Director, …", up to the body.
HEADED = re.compile(
    r"\W{0,3}(?:[A-Z][\w.'’-]{0,30}\s){1,4}?[A-Z][\w'’-]{1,30},\s(?:the\s)?(?:(?!(?:before|to|at)\b)[\w'’-]{1,30}\s){0,6}?"
    r"(?:[\w'’-]{1,30}(?:,|\s(?:of|for|at|with|,))\s)(?:the\s)?(?=[A-Z])"
)
SPOKEN_FOR = re.compile(r"[A-Z][\w.'’-]{1,30}(?: [A-Z][\w.'’-]{0,30}){1,3}, (?:the )?([A-Z]{3,8})\b")
SIGNED = re.compile(r"[^,\n]{3,60},\s+(?:the\s+)?(?=[A-Z])")  # "Director, Harbour Trust"

# The title.
_WORDS = (
    r"(?:report|review|statement|remarks|speech|address|testimony|message|briefing|submission|evidence|comments|figures|"
    r"release|presentation|intervention|bulletin)"
)
OWNED_REPORT = re.compile(
    rf"\b{_WORDS}\s+(?:(?:submitted|given|issued|delivered)\s+)?(?:of|by|from)\s+(?:the\s+)?$", re.IGNORECASE
)
OWNERS_REPORT = re.compile(r"['’]s?\s+(?:\w+\s+){0,2}(?:report|review|statement|remarks|speech)\b", re.IGNORECASE)
OWN_PAPER = re.compile(
    r"\s+(?:(?:annual|press|media|news|joint|quarterly|monthly|statistical|activity)\s+){0,2}"
    r"(?:reports?|statement|release|bulletin|newsletter|statistics|fact\s?sheet|briefing|review)\b"
    r"(?!\s+(?:says|finds|shows|warns|reveals))",
    re.IGNORECASE,
)
ADDRESSED = re.compile(r"\sto\sthe\s", re.IGNORECASE)
# "Written evidence submitted by Lantern (TH0015)".
SUBMITTED_BY = re.compile(
    r"^\W*(?:written\s|oral\s|supplementary\s)?(?:evidence|submission|memorandum)\s(?:submitted\s|given\s)?(?:by|from)\s(?:the\s)?(?=[A-Z])",
    re.IGNORECASE,
)
SPOKEN_BY = re.compile(rf"\b{_WORDS}\s+(?:\w+ed\s+)?(?:of|by|from)\s+", re.IGNORECASE)
RETOLD = re.compile(r"[,:–—-]\s*(?:says\s+)?(?:the\s+)?$", re.IGNORECASE)
RETOLD_REPORT = re.compile(r"\s+(?:annual\s+)?(?:report|study|data|figures)\b", re.IGNORECASE)
_SEAT = r"(?:U\.?\s{0,2}S\.?\s{1,2})?(?i:Senators?|Sens?\.|Reps?\.|Representatives?|Congressm[ae]n|Congresswom[ae]n)"
_MEMBER = r"(?:The\s)?(?:Rt\.?\s)?Hon(?:ou?rable)?\b\.?"
_PERSON = r"(?:[A-Z][\w.'’-]*\s+){0,3}?[A-Z][\w'’-]+"
POLITICIAN = sieve(
    r"(?:^\W*|\b(?i:statement|remarks|speech|address|testimony|comment|release)\s+(?i:of|by|from)\s+)"
    rf"({_SEAT}\s+{_PERSON})(?=\s+(?:[a-z]|[A-Z]+S\b|Calls|Praises|On\b)|\W*$|[,:(])"
    rf"|\b(?i:statement|remarks|speech|address|release)\s+(?i:of|by|from)\s+({_MEMBER}(?:\s[A-Z][\w.'’-]{{1,30}}){{1,4}}(?:\s[A-Z]{{2}})?)(?=\W|$)"
)
_FULL_NAME = r"[A-Z][\w'’-]+(?:\s[A-Z][\w.'’-]*){1,3}"
_PARTY = r"(?:\s\([^()]{1,20}\))?"
ACTS_TODAY = sieve(
    rf"({_SEAT}\s{{1,3}}{_PERSON})\b[\s,()A-Z-]{{0,20}}\s(?:today|this week)\s[a-z]+ed\b"
    rf"|\b[Tt]oday,\s(?:the\s)?({_SEAT}\s{{1,3}}{_FULL_NAME}){_PARTY}(?:(?:,|,?\sand)\s(?:{_SEAT}\s)?{_FULL_NAME}{_PARTY}){{0,4}}\s[a-z]+ed\b"
)

# The text.
ANNOUNCEMENT = sieve(r"\bmade (?:the|this) announcement\b|\bannouncement was made\b", re.IGNORECASE)
BY = re.compile(r"\bby\s")
DONE_BY = re.compile(r"\b[a-z]+(?:ed|en|elped|ught)\s(?:\w+\s)?by\s(?:the\s)?$")
THIS_PAPER = re.compile(r"\bthis\s+(?:[\w-]+\s+){1,4}", re.IGNORECASE)
_PAPER = r"(?:\w+\s){0,2}?(?:statement|release|communiqu[ée]|news|advisory|announcement|report|information|message)\b"
ISSUES_THIS = sieve(
    rf"(?:\([A-Z]\w+\)\s)?\b(?:(?:has|have|today|on \w+day|also)\s){{0,2}}"
    rf"(?:issued|released|published|made|sent|posted)\s(?:out\s)?(?:the following|this)\s{_PAPER}",
    re.IGNORECASE,
)
THIS_ISSUED_BY = sieve(
    rf"\b(?:the following|this)\s{_PAPER}(?:\s\w+){{0,3}}?"
    r"\s(?:issued|released|published|made|sent out)\s(?:\w+\s){0,3}?by\s(?:the\s)?",
    re.IGNORECASE,
)
ISSUED = sieve(r"\b(?:[Ii]ssued|ISSUED|[Rr]eleased) by ?:")
# What newspapers write of what others made known, and what a release never says of its own sender.
NEWS = sieve(
    r"\b(?:said|says|heard|announced|disclosed|revealed|confirmed|told|reported|stated|known|according to)\b[^.]{0,70}?"
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|"
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s(?:said|announced|disclosed|revealed|confirmed)\b"
)
SOURCE_BEFORE = re.compile(r"\baccording to (?:the )?$", re.IGNORECASE)
# "according to a report released by the country's": what others are quoted from.
QUOTED_FROM = sieve(r"\baccording to (?:(?!today\b)[\w'’-]+\s){1,8}$", re.IGNORECASE)
SOURCE_BEHIND = re.compile(
    r"(?:\s\([A-Z]\w{1,12}\))?\s(?:has\s|have\s|further\s|also\s)?(?:said|says|stated|informed|disclosed|revealed)\b(?!\stoday)"
)
TODAY = re.compile(r"\btoday\b", re.IGNORECASE)
# Records of parliaments: a question to a minister, and the minister's name above the answer.
PARLIAMENT = sieve(
    r"\b(?:questions?|written\s(?:answers?|repl(?:y|ies))|to ask the|pleased to state"
    r"|d[áa]il|HC Deb|hansard|writtens|committee-question|parliament(?:ary)?|assembly)\b",
    re.IGNORECASE,
)
_OFFICE = (
    r"(?:(?:Prime|First|Deputy|Home|Union|Cabinet)\s)?(?:Minister|Secretary|Attorney|Chancellor|Commissioner)"
    r"(?:\s(?:of|for|in|the|and|to|State|[A-Z][\w-]+)(?![\w-])|,\s[A-Z][\w-]+(?=\sand\s[A-Z])){0,12}(?<!\sthe)(?<!\sto)(?<!\sand)(?<!\sof)(?<!\sfor)(?<!\sin)"
)
_TOPIC = (
    r"(?=,?\s(?:the\s(?:number|total|extent|position|amount|details|reasons?|progress|steps)"
    r"|how|what|whether|if|when|why|who|to|for|his|her|about))"
)
ASKED = re.compile(
    r"(?:\b[Tt]o ask|\b(?:Deputy|Senator|Mr|Mrs|Ms|Dr|Hon)\b[^?\n]{2,60}asked|\b[Ww]ill|^[\W\d]{0,8}asked)"
    rf"\s(?:the|(?:Her|His) Majesty[’']s)\s(?:T[áa](?:naiste|oiseach)\sand\s)?({_OFFICE})(?:{_TOPIC}|\W)",
    re.MULTILINE,
)
MINISTERS_LABEL = sieve(
    r"^[^\w\n]{0,10}(?:THE\s)?(?:(?:DEPUTY|UNION|PRIME)\s)?MINISTER(?:\sOF\sSTATE)?\s(?:IN|OF|FOR)\s(?:THE\s)?"
    r"((?:MINISTRY\sOF\s)?[A-Z][A-Z,& ]{3,80}?)\s*\((?:SHRI|SMT|DR|MR|MS|MRS|PROF|HON|SHRIMATI)\b",
    re.MULTILINE,
)
# A dateline, a date, and whose staff acts, before the body that a first sentence is about.
OPENING = re.compile(
    r"\W*(?:date\s[\d-]{10}\s+)?"
    r"(?:[A-Z][\w .,'’/-]{2,60}\s[-–—]\s+)?(?:(?:employees|officers|detectives|investigators|staff|agents|of|on|"
    r"from|to|between|and|today|yesterday|the|this|last|in|week|month|year|[0-9]{1,4}(?:st|nd|rd|th)?|[A-Z][a-z]+)[\s,.]+){0,14}"
)
DOES = re.compile(
    r"(?:,[^,.]{3,90},)?\s+(?:\([^)]*\)\s*)?(?:today\s+|also\s+)?"
    r"(?:has|have|is|was|held|took|began|made|gave|met|led|sent|brought|[a-z]+ed)\b"
)
# What "our" stands beside where a paper or a page speaks of itself: "sign up to our daily newsletter".
TO_READERS = re.compile(
    r"\b(?:newsletters?|subscri\w+|sign\sup|readers?|correspondents?|reporters?|cookies|privacy|journalism|inbox|follow\sus"
    r"|contact\sus|about\sus|join\sus|terms)\b",
    re.IGNORECASE,
)
SINGULAR = re.compile(r"\bI(?:'d|'m)?\b")
# "Published in The Galle Courier, May 4th, 2020" below a text.
PUBLISHED_IN = re.compile(r"^\W*published\s(?:in|by|on)\s(?=[A-Z\W])", re.IGNORECASE)
# Lines that name whom to ask: the body of the person named there sends the text out.
CONTACT = sieve(
    r"\b(?:media|press|news)\s(?:contacts?|enquir(?:y|ies)|inquir(?:y|ies)|quer(?:y|ies))\b"
    r"|\bnotes? to editors?\b|^\W*contacts?\s?:"
    r"|\bfor (?:more|further) (?:information|details|inquiries|enquiries),? (?:please )?contact\b",
    re.IGNORECASE,
)
