"""Formulas that show who issued a document, as expressions; their vocabulary is in the packs (`cues`)."""

from __future__ import annotations

import re

NAME = re.compile(r"(?:the\s+)?((?:[A-Z][\w&’'.-]*\s+(?:(?:of|for|and)\s+)?){0,5}[A-Z][\w&-]*)")

# Lines.
DATELINE = re.compile(r"^\W{0,3}[A-Z][\w .,'/-]{2,60}?\(([^()]{2,40})\)\s*[-–—:]")
FULL_ARTICLE = re.compile(
    r"\bread (?:the )?(?:full|original|whole) (?:article|story|report) (?:at|on|in)\s+", re.IGNORECASE
)
SIGNED = re.compile(r"[^,\n]{3,60},\s+(?:the\s+)?(?=[A-Z])")  # "Director, Harbour Trust"

# The title.
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

# The text.
ANNOUNCEMENT = re.compile(r"\bmade (?:the|this) announcement\b|\bannouncement was made\b", re.IGNORECASE)
THIS_PAPER = re.compile(r"\bthis\s+(?:[\w-]+\s+){1,4}", re.IGNORECASE)
# A dateline, a date, and whose staff acts, before the body that a first sentence is about.
OPENING = re.compile(
    r"\W*(?:[A-Z][\w .,'’/-]{2,60}\s[-–—]\s+)?(?:(?:employees|officers|detectives|investigators|staff|agents|of|on|"
    r"from|to|between|and|today|yesterday|the|this|last|in|week|month|[0-9]{1,4}|[A-Z][a-z]+)[\s,.]+){0,8}"
)
DOES = re.compile(
    r"(?:,[^,.]{3,90},)?\s+(?:\([^)]*\)\s*)?(?:today\s+|also\s+)?"
    r"(?:has|have|is|was|held|took|began|made|gave|met|led|sent|brought|[a-z]+ed)\b"
)
SINGULAR = re.compile(r"\bI(?:'d|'m)?\b")
