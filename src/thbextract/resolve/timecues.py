"""Words that tell which part a time has in its sentence: compared, told by the way, of a clause of its own, to come."""

from __future__ import annotations

import re

from thbextract.normalize.sieve import sieve

# "From 8 to 12 years" is one figure, and no side of a comparison.
RANGE = re.compile(r"\b(?:to|till|until|and)\b|\d\s?[–-]\s?\d")
# "41 trials and 66 accused": two counts of one side of a comparison.
COORDINATED = re.compile(r"[^,;.:()]{0,40}?(?:,|\band|\bor|&)\s(?:\w{2,14}ing\s)?[$€£]?")
# "Compared with opening 108 cases": what was done stands before the figure.
COMPARED_DEED = sieve(
    r"(?i)\b(?:compar(?:ed|ison)\s(?:with|to)|as\sopposed\sto|as\sagainst|versus)\s[^\d,;:.()]{1,60}$"
)
# "(a decrease by a tenth)" speaks of the figure that leads the comparison, and not of the last one.
CHANGE = re.compile(r"(?i)\b(?:increase|decrease|rise|fall|drop|growth|decline|reduction|change|up|down)\b|[+–−-]\s?$")
RESPECTIVELY = sieve(r"(?i)\brespectively\b")
# What stands between the members of a list of times.
LISTED = re.compile(r"[\s,]{0,3}(?:and|or|&)?\s?(?:in\s|for\s)?(?:the\s)?")
BORN = re.compile(r"(?i)\bborn\s(?:in\s|on\s)?$")

BREAK = re.compile(
    r";|[.!?]\s|[,–—]\s(?:while|whereas|although|but|though)\b|\bwhile\b|\bwhereas\b|[,.!?…][”\"]\s|[”\"],\s"
)
# What a time that closes a series does not cross.
APART = re.compile(r";|[.!?]\s")
RELATIVE_CLAUSE = re.compile(
    r",\s(?:(?:(?:in|of|at|to|for)\s)?(?:which|who|whom|whose|where|when)\b|\w{3,14}ed\s(?:in|on|at|by|since|between)\b)"
    r"[^,;:()]{1,120},(?!\s(?:and|or)\b)"
)
RELATED = re.compile(r"\b(?:that|which|who)\b")
CONTRAST = re.compile(r"[,–—]\s(?:while|whereas|although|but|though)\b")
PART = re.compile(r"(?i)\bof\s(?:which|whom|them|these|those)\b")
# "359 people, 50 of them last year".
OF_THEM = re.compile(r"(?i)\s(?:\w{1,14}\s)?of\s(?:which|whom|them|these|those)\b")
CLAUSE = re.compile(r";|:|[.!?]\s|[,–—-]\s|\b(?:who|which|that|whom|whose)\b")
COMPARED = sieve(
    r"(?i)\b(?:compar(?:ed|ison|ing)\b|versus\b|vs\.?\s|as\sopposed\sto|in\scontrast\s(?:to|with)|unlike\b"
    r"|instead\sof\b)"
)
CUE_BEFORE_COUNT = sieve(
    r"(?i)(?:\bfrom|[,–—-]\sagainst|\bas\sagainst|\bcompar(?:ed|ison)\s(?:with|to)|\bversus|\bvs\.?|\b(?:with"
    r"|to)\sonly|\bafter)\s(?:a\shigh\sof\s)?"
    r"(?:about|around|some|nearly|almost|only|just|over|more\sthan|the|approximately|a|[A-Z]{1,3}"
    r"|[$€£(])?[\s$€£]{0,2}$|\bthan\sthe\s[$€£]?$"
)
CUE_BEFORE_TIME = sieve(
    r"(?i)(?:\bthan|(?<!data\s)(?<!figures\s)(?<!statistics\s)(?<!numbers\s)(?<!estimates\s)(?<!results\s)\bfrom|\bagainst|\bcompared\s(?:with|to)|\bcomparison\s(?:with|to)|\bversus"
    r"|\bsimilar\sto|\bsince\sthe\s\w{1,12}\sof"
    r"|(?<![-\w])(?:increase|decrease|rise|fall|drop|growth|reduction|change|up|down|decline)\s(?:on|over|from"
    r"|since|in|against)"
    r"|(?:%|\bper\s?cent)\s(?:on|over|from)|\b(?:same\s)?as\s(?:in|during)|\b(?:many|much|high|large|low)\sas|\blike|\bunlike)\s(?:in\s|during\s|for\s|at\s|the\s|that\sof\s"
    r"|those\sof\s|with\s|of\s){0,3}$"
)
CREATED = sieve(
    r"(?i)\b(?:adopted|established|founded|created|signed|ratified|enacted|amended|approved|set\sup|acceded|(?:was|were|been)\spassed|introduced|launched|opened"
    r"|inaugurated|entered\sinto\sforce)\b[^,;.()]{0,30}$"
)
PUBLISHED = sieve(
    r"(?i)\b(?:(?:published|released|issued|updated|accessed|printed|retrieved|posted|submitted|announced"
    r"|unveiled|report\sof|dated)\b[^,;.()]{0,30}"
    r"|\b(?:which|that)\s(?:end|beg[aiu]n|start|close)\w{0,4}\s(?:on\s|in\s)?)$"
)
SUPERLATIVE = re.compile(
    r"(?i)\b(?:first|longest|highest|largest|lowest|biggest|heaviest|worst|best|record|most)(?:\s\w{2,14}){0,3}\s$"
)
# "94 persons, for comparison: in the first half of 2020 - 61": the time opens what is held against, and ends with it.
FOR_COMPARISON = re.compile(
    r"(?i)\b(?:for|by\sway\sof|in)\scomparison[\s:,(–—-]{1,4}(?:(?:in|for|during)\s)?(?:the\s)?$"
)
# "Four times the price of 2016".
MULTIPLE = re.compile(
    r"(?i)\b(?:times|twice|thrice|double|triple|half|quadruple)\s(?:the|that|those|as|what)\b[^,;.()]{0,40}"
    r"\s(?:of|in|for|from|during)\s(?:the\s)?$"
)
# "47 cases were pending, a few of them since 2011": the time is that of figures which are not told.
UNTOLD = sieve(
    r"(?i)\b(?:few|some|many|most|several|none|half|one|each|oldest|first|earliest|rest|others?|majority|part)"
    r"\sof\s(?:them|which|whom|these|those)\b[^,;]*$"
)
# "Jailed two men over a crossing in May": the deed's time, and not that of the verdict.
OVER_DEED = re.compile(
    r"(?i)\b(?:(?:in\sconnection\swith|(?:linked|related)\sto|stemming\sfrom"
    r"|for\s(?:his|her|their|its)\s(?:role|part)\sin)\s(?:the|a|an|his|her|their)"
    r"|over\s(?:an?|his|her|their|the\s\w{1,12}(?:ing|der|ath)\sof))\s[^,;.()]{1,50}\s(?:in|on|of|from|during)\s"
    r"(?:the\s)?$"
)
# "(There was none in 2020)": a bracket that only says what was not, or what had been.
WAS_NOT = re.compile(
    r"(?i)\b(?:none|nil|nobody|nothing|never|not)\b|\b(?:there|it|they|this|that)\s(?:was|were|had)\b|\bno\s(?:such|one|data)\b"
)
# "Of the 40 defendants charged with any of the three offences in 2022, …": what opens so ends with its time.
OF_THE = re.compile(
    r"(?i)[\W\d]{0,6}(?:of|among|amongst|out\sof|from)\s(?:all\s)?(?:the|these|those|all)\s(?:total\sof\s)?"
)
OPENED = re.compile(r"(?:[^,;:.]|\.(?!\s[A-Z])){0,160}")
# "From 2012 to 2022", "between 2012 and 2022": with the figures of a change, two times.
TWO_ENDS = re.compile(r"(?i)\b(?:to|and|until|till|through)\b")
IN_WHICH = re.compile(r",?\s(?:(?:on|in|during|at)\swhich|when|where)\b")
# "Will be sentenced on 10 June".
DUE = re.compile(
    r"(?i)\b(?:(?:will|shall|would)\sbe|(?:is|are|was|were)\s(?:to\sbe|due|scheduled|set|expected))\b[^,;.()]{0,50}$"
)
# "Rose from 45 to 60 in 2019": the time is that of the second figure.
TO_NEXT = re.compile(r"(?i)[^,;:.()]{0,40}\bto\s(?:[\w$€£]{1,14}\s){0,3}[$€£]?$")
FROM_FIGURE = re.compile(r"(?i)\bfrom\s(?:[\w$€£]{1,14}\s){0,3}[$€£]?$")
# What makes "from 45" the base of a change; "to 60 from 45" is one too.
CHANGED = re.compile(
    r"(?i)\b(?:rose|ris(?:e|en|ing)|f[ae]ll(?:en|ing)?|up|down|gr[eo]wn?|grow(?:ing|th)|increas\w{0,3}|decreas\w{0,3}"
    r"|declin\w{0,3}|drop\w{0,4}|jump\w{0,3}|soar\w{0,3}|surg\w{0,3}|climb\w{0,3}|reduc\w{0,5}|cut|rais\w{0,3}"
    r"|(?:quadr|d)(?:ouble|oubl|upl)\w{0,3}|tripl\w{0,3}|went|go(?:es|ing)?|chang\w{0,3}|expand\w{0,3}|extend\w{0,3}|higher|lower|more|fewer)\b"
    r"|\bto\s[$€£]?[\d.,]{1,12}\s(?:[\w%]{1,14}\s){0,3}from"
)
# "Terms that range from three years to seven".
SPREAD = re.compile(r"(?i)\b(?:rang|vary|vari|differ)\w{0,5}\s(?:\w{1,12}\s){0,2}from\b[^.;]{0,20}$")
# "No trials followed from the two cases of 2018".
CAME_OF = re.compile(r"(?i)\b(?:follow|result|ar[io]s|stem|emerg|deriv|flow)\w{0,5}\sfrom\b")
# The other side of "from 45 in 2019 to 60".
TO_FIGURE = re.compile(r"[^.;:]{0,40}?\bto\s")
# A clause of its own behind "since 2004": "592 convictions since 2004, adding that it has 262 cases in court".
OWN_CLAUSE = re.compile(r";(?!\s?$)|[.!?]\s|\b(?:that|while|whereas|but|(?<!of\s)which|who)\b")
# "A fall of 10 on the year before".
CHANGE_OVER = sieve(
    r"(?i)\b(?:increase|decrease|rise|fall|drop|growth|reduction|decline)\sof\s[\w.,%$€£]{1,15}(?:\s\w{1,10}){0,2}"
    r"\s(?:on|over|from)\s(?:that\sof\s)?(?:the\s)?$"
)
# "From 26 to 30 September" is one stretch, "up from 2016" the other side.
FROM = re.compile(r"(?i)(?<!down\s)(?<!up\s)\bfrom\s$")
UP_TO = re.compile(r"\d{1,2}\s(?:to|till|until|through)\s\d{1,2}\s[A-Z]")
# "35 cases, 30 in the prior year": a time that is told by another one holds for its own count alone.
EARLIER = re.compile(r"(?i)\b(?:previous|prior|preceding|before|earlier)\b")
# What is expected of a year to come says nothing of the sentences after it.
AHEAD = sieve(r"(?i)\b(?:will|plans?\sto|expects?|intends?|aims?\sto|foresees?|forecasts?|next\syear)\b")
# Money that is set aside for a time: what is told next was not done in it.
BUDGET = sieve(
    r"(?i)\b(?:budgets?|budgeted|allocated|allocation|earmarked|appropriated|sanctioned|voted|set\saside|(?:made|makes)\b[^,;.()]{1,30}"
    r"\bavailable)\b"
)
# "In 2016 there had been eight": what had been before says nothing of what is told next.
HAD_BEEN = re.compile(
    r"^\W{0,3}(?:In|During|For)\s[^,;.()]{2,30}?,?\s(?:there|it|they|the\s\w{2,14})\shad\s(?:been|\w{3,14}ed)\b"
)
# "In 2020 the figure was 75", "The year before there had been 12": a time for comparison.
THE_FIGURE_WAS = re.compile(
    r"(?i)[^\w(]{0,4}(?:the\s)?(?:corresponding\s)?(?:figures?|numbers?|totals?)\s(?:for|in)\s[^,;.()]{3,30}?\s(?:was|were|stood\sat)\b"
    r"|[^\w(]{0,4}(?:that|this|it)\s(?:compares|compared|is\scompared)\s(?:with|to)\b"
    r"|[^\w(]{0,4}(?:(?:in|during|for|over)\s)?[^,;.()]{4,40}?,?\s(?:it|they|this|that|there"
    r"|the\s(?:corresponding\s|respective\s|total\s)?(?:numbers?|figures?|total|rate|share|count|tally))\s"
    r"(?:was|were|had\sbeen|stood\sat|amounted\sto|came\sto)\s[^;.]{0,60}[.]?\s?$"
)
# "Data for 2022 were not available": what is told next is of another time.
DENIED = re.compile(r"(?i)\b(?:not|no|never|unavailable|lacking|without)\b")
LASTING = re.compile(r"(?i)\b(?:runs?|running|valid|lasts?|extended)\s$")
WEAK = re.compile(
    r"(?i)(?:today|yesterday|tonight|tomorrow|(?:on|this|last)\s(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|this\s\w+ing)$"
)
# "Said on Monday", "told reporters today": when somebody spoke.
SAID = sieve(
    r"(?i)\b(?:said|says?|told|announced?|stated?|reported|confirmed|added)(?:\s[\w’'-]{1,14}){0,2}\s$"
    r"|\b(?:reporters|journalists|lawmakers|parliament|the\s(?:press|media))\s$"
)
FOLLOWING = re.compile(r"^[,\s]{0,2}(?:\(|when\b|where\b|with\b)")

# Between a time and the count that it leads: "in 2020, 9", "2019: 17".
LEADS_ON = re.compile(r"[,:]\s(?:only\s)?[$€£]?")
AND = re.compile(r"\sand\s(?:in\s)?")
NEXT_ITEM = re.compile(r",|\band\b")
TWO_YEARS = re.compile(r"(?:in\s)?((?:19|20)\d\d)\sand\s(?:in\s)?((?:19|20)\d\d)", re.IGNORECASE)
# Before the base of a change that has no time of its own ("40 victims in 2023, up from 31").
UP_FROM = re.compile(r"(?i)\b(?:up|down)\s(?:[\w.,%]{1,12}\s){0,4}from\s(?:[\w$€£]{1,14}\s){0,2}[$€£]?$")
