"""What shows who issued a document, as expressions: lines above the text, formulas of releases, a text's own words."""

from __future__ import annotations

import re

# Signs between the parts of a letterhead, a page title or a running line.
DIVIDERS = re.compile(r"\s[-–—|·•»/:]\s|\s*[|·•»]\s*|\s{4,}|,\s(?=[A-Z][a-z]+\s*$)|\s\(")
SEPARATED = re.compile(r"(?:\s*\([^)]{2,15}\))?\s*(?:[,|·•»/:–—]|\s-\s|\s{3}|$)(.*)")
MARKUP = " \t\r\n*#_>\"“”'‘’()[]"
NAME = re.compile(r"(?:the\s+)?((?:[A-Z][\w&’'.-]*\s+(?:(?:of|for|and)\s+)?){0,5}[A-Z][\w&-]*)")
SECTION = re.compile(
    r"(?:latest|breaking|top|local|world|related|other|more|daily|all|court|crime)\s+(?:news|post|posts)|news",
    re.IGNORECASE,
)

# Lines.
SITE = re.compile(r"\s[-–—|]\s+(?:The\s+)?")
REPORTER = re.compile(r"^\W*by\s+(?:[\w.'’,-]+\s+){1,9}?(?:for|of|in \w+ for)\s+(?:the\s+)?(?=[A-Z])", re.IGNORECASE)
PUBLICATION = re.compile(r"((?:[A-Z][\w&’'-]*\s){0,4}[A-Z][\w&’'-]*)\s*(?:[|/·,]|$)")
DATELINE = re.compile(r"^\W{0,3}[A-Z][\w .,'/-]{2,60}?\(([^()]{2,40})\)\s*[-–—:]")
FULL_ARTICLE = re.compile(
    r"\bread (?:the )?(?:full|original|whole) (?:article|story|report) (?:at|on|in)\s+", re.IGNORECASE
)
# What a body's own paper is called in the line that names both.
PAPER = re.compile(
    r"['’]?s?\s+(?:annual |quarterly |monthly |statistical |official |media |press )*"
    r"(?:bulletin|statistics|news|report|release|briefing|factsheet|fact sheet|review|newsletter|statement)\b",
    re.IGNORECASE,
)
OWN_REPORT = re.compile(r"(?:annual|activity|quarterly|yearly) (?:report|review|accounts)\b[\s0-9/–-]*", re.IGNORECASE)
OWNED_REPORT = re.compile(
    r"\b(?:report|review|statement|remarks|speech|address|testimony|message|briefing)\s+(?:of|by)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
OWNERS_REPORT = re.compile(r"['’]s?\s+(?:\w+\s+){0,2}(?:report|review|statement|remarks|speech)\b", re.IGNORECASE)
RETOLD = re.compile(r"[,:–—-]\s*(?:says\s+)?(?:the\s+)?$", re.IGNORECASE)
RETOLD_REPORT = re.compile(r"\s+(?:annual\s+)?(?:report|study|data|figures)\b", re.IGNORECASE)
POLITICIAN = re.compile(
    r"(?:^\W*|\b(?i:statement|remarks|speech|address|testimony|comment)\s+(?i:of|by|from)\s+)"
    r"((?:U\.?\s?S\.?\s+)?(?i:Senator|Sen\.|Rep\.|Representative|Congressman|Congresswoman)"
    r"\s+(?:[A-Z][\w.'’-]*\s+){0,3}?[A-Z][\w'’-]+)(?=\s+(?:[a-z]|[A-Z]+S\b|Calls|Praises|On\b)|\W*$|[,:(])"
)

# Formulas in the text.
ANNOUNCES = re.compile(r"\bannounce[sd]?\b|\bannouncement\b", re.IGNORECASE)
ANNOUNCEMENT = re.compile(r"\bmade (?:the|this) announcement\b|\bannouncement was made\b", re.IGNORECASE)
REPORTED = re.compile(
    r"\b(?:it is (?:said|stated|reported|noted) in|in the information (?:of|given by)|"
    r"(?:this|it) (?:is|was) (?:reported|announced|stated|said) (?:by|in|at)|has been (?:informed|reported|told) by|"
    r"(?:reports?|reported),? citing|"
    r"(?:said|stated|reported) in (?:a|the) (?:statement|information|message|press release|report)|press service)\b",
    re.IGNORECASE,
)
BRIEFING = re.compile(r"\b(?:briefing|press conference)\b", re.IGNORECASE)
HOST = re.compile(r"\b(?:briefing|press conference)\b[^.]{0,60}?\b(?:at|by|in|of)\s+(?:the\s+)?", re.IGNORECASE)
HELD = re.compile(
    r"\s(?:has |have )?(?:held|hosted|organi[sz]ed|gave|conducted)\s+(?:a |an |the )?(?:[\w-]+ ){0,3}"
    r"(?:briefing|press conference)\b",
    re.IGNORECASE,
)
OPENING = re.compile(
    r"\W*(?:(?:employees|officers|detectives|investigators|staff|prosecutors|agents|of|on|today|yesterday|the|this|last|"
    r"in|week|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday|[0-9]{1,4}|[A-Z][a-z]+)[\s,.]+){0,6}"
)
DOES = re.compile(r"\s+(?:\([^)]*\)\s*)?(?:today\s+|also\s+)?(?:has|have|is|was|[a-z]+ed)\b")
JUDGES = re.compile(
    r"\s+(?:\([^)]*\)\s*)?(?:also |further |strongly |once again |again |therefore |has |would like to )*"
    r"(?:considers?|urges?|urged|notes|welcomes?|recommends?|recommended|commends?|invites|stresses|encourages|regrets|"
    r"recalls|asks|underlines|emphasi[sz]es|is (?:deeply |seriously )?concerned)\b"
)
PROSECUTES = re.compile(r"\bprosecut(?:ed|ing)\b(?:[^.]{0,30}\b(?:case|matter|by)\b)", re.IGNORECASE)
PROSECUTOR = re.compile("attorney|prosecut", re.IGNORECASE)
ACTING = re.compile(
    r"\b(?:officers|employees|officials|detectives|investigators|agents|operatives|representatives|members)\s+"
    r"(?:of|from)\s+(?:the\s+)?",
    re.IGNORECASE,
)

# A text's own words: "we" outside of quotations.
QUOTED = re.compile(r"[“\"][^“”\"]{0,3000}[”\"]")
OWN = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
SINGULAR = re.compile(r"\bI(?:'d|'m)?\b")
