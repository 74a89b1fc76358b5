"""A cheap guess at the language of a text: enough to say that a text is not English, never a linguist's answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from thbextract.normalize.shortcuts import SHORTCUTS

# Letters that only one script has; the script of most letters decides where it is not Latin.
SCRIPTS = (
    ("ru", re.compile(r"[Ѐ-ӿ]")),
    ("ar", re.compile(r"[؀-ۿ]")),
    ("el", re.compile(r"[Ͱ-Ͽ]")),
    ("he", re.compile(r"[֐-׿]")),
    ("hy", re.compile(r"[԰-֏]")),
    ("ka", re.compile(r"[Ⴀ-ჿ]")),
    ("hi", re.compile(r"[ऀ-ॿ]")),
    ("bn", re.compile(r"[ঀ-৿]")),
    ("th", re.compile(r"[฀-๿]")),
    ("ja", re.compile(r"[぀-ヿ]")),
    ("ko", re.compile(r"[가-힯]")),
    ("zh", re.compile(r"[一-鿿]")),
)
ANY_SCRIPT = re.compile("|".join(script.pattern for _, script in SCRIPTS))
UKRAINIAN = re.compile(r"[іїєґ]", re.IGNORECASE)
PERSIAN = re.compile(r"[پچژگ]")
# Frequent function words; words that two of these languages share decide nothing and stand with both.
FUNCTION_WORDS = {
    "en": "the of and to in a is that for was were on with by as are from at which it this have has been be not or an "
    "their they who",
    "es": "de la el en los y que las del se por con una para un su al como más fue son",
    "fr": "de la le et les des en un une du que dans pour par sur est qui au aux ont été plus",
    "de": "der die und in den von zu das mit des auf für ist im dem nicht ein eine wurden werden sind bei",
    "it": "di il che la e in un per del della sono con una dei le da è alla nel più",
    "pt": "de a o que e do da em um para os no na uma com foi mais dos das por são",
    "nl": "de het een en van in is op te dat voor met zijn aan er door werden niet om",
    "ro": "de și în a la cu pe pentru din care au fost sunt ale prin că mai",
    "pl": "w i na z do się nie że o jest oraz przez dla od za są zostało",
    "tr": "ve bir bu için ile da de olarak olan daha gibi sonra kadar çok",
    "az": "və bu ilə üçün bir olan da də görə qarşı edilib olub",
    "sq": "të e në dhe për me një i që nga është u si më ka",
    "sv": "och i att det som en på är av för med till den har de inte om ett",
    "fi": "ja on ei se että oli olivat sekä myös ovat tai kuin mutta",
    "hu": "a az és hogy nem is egy volt meg ez el csak mint",
    "cs": "a v se na je že s z do to o i pro byl podle",
    "sr": "i u je da se na za su od sa koji o kao iz",
    "id": "yang dan di dari untuk dengan pada ini dalam tidak itu adalah akan oleh",
    "vi": "và của các là có trong được cho người với không những một",
    "lt": "ir į iš kad su yra buvo už tai bei dėl",
    "lv": "un ir no ar par uz kas kā tika gan",
    "et": "ja on ei et see oli ka ning kui olid",
}
_KNOWN = {code: tuple(words.split()) for code, words in FUNCTION_WORDS.items()}
_FOREIGN = frozenset(word for code, words in _KNOWN.items() if code != "en" for word in words)
WORD = re.compile(r"[^\W\d_]+")
SHORTEST = 20  # words; a headline and a table of a few words say too little
SAMPLE = 20_000  # characters looked at: the language does not change with length
ENOUGH = 0.12  # share of function words; English prose has 0.3, a table with a few notes 0.15


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the language of `text`; null where it is too short or like none that is known here."""
    sample = text[:SAMPLE]
    scripts = SCRIPTS if not SHORTCUTS.on or ANY_SCRIPT.search(sample) else ()
    letters = sum(map(str.isalpha, sample)) if scripts else 0
    for code, script in scripts:
        if letters and len(script.findall(sample)) > letters / 2:
            return _variant(code, sample)
    words = WORD.findall(sample.lower())
    if len(words) < SHORTEST:
        return None
    counts = Counter(words)
    if SHORTCUTS.on and _is_english(counts, len(words)):
        return "en"
    shares = {code: sum(map(counts.__getitem__, known)) / len(words) for code, known in _KNOWN.items()}
    best = max(shares, key=lambda code: (shares[code], code == "en"))
    if shares["en"] >= ENOUGH and shares["en"] >= shares[best] - 0.02:
        return "en"
    return best if shares[best] >= ENOUGH else ("en" if shares["en"] >= ENOUGH / 2 and best == "en" else None)


def _is_english(counts: Mapping[str, int], words: int) -> bool:
    """Whether a text has more function words of English than of all other languages together."""
    english = sum(map(counts.__getitem__, _KNOWN["en"]))
    return english >= ENOUGH * words and english > sum(counts[word] for word in counts.keys() & _FOREIGN)


def _variant(code: str, text: str) -> str:
    if code == "ru" and len(UKRAINIAN.findall(text)) > len(text) / 100:
        return "uk"
    if code == "ar" and len(PERSIAN.findall(text)) > len(text) / 200:
        return "fa"
    return code
