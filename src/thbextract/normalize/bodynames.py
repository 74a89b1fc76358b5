"""Mention → body: acronyms, short forms and "the Ministry" stand for a name that the text has in full elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from thbextract.normalize.bodyscan import Named, Scan
from thbextract.normalize.bodywords import BodyWords
from thbextract.normalize.names import plain, words_of
from thbextract.records import Body

MINISTERS = ("minister", "ministry")
TAILS = (" of ", " for ", " on ", " in ", " to ")


class BodyNamer:
    """Names the bodies of a text; build it once, it holds no state of a text."""

    def __init__(self, vocab: BodyWords) -> None:
        self._vocab = vocab

    def named(self, scan: Scan, mentions: Sequence[Named]) -> Iterable[Body]:
        """The bodies of a text, in order, each under the name that the whole text has for it."""
        full = [plain(one.text) for one in mentions if one.full and one.kind != "generic"]
        spelled = set(full)
        distinct = list(dict.fromkeys(full))
        longest: dict[str, str] = {}
        earlier: dict[str, str] = {}
        for mention in mentions:
            name = plain(mention.text)
            if mention.full and mention.kind != "generic":
                name = scan.acronyms.get(name) or self._spelled(name, spelled)
                name = longest.setdefault(name, longest.get(name) or self._longest(name, distinct))
                for word in words_of(name):
                    if word.bare in self._vocab.heads:
                        earlier[word.bare] = name
            else:
                short = self._short(mention, name, earlier, distinct)
                if short is None:
                    continue
                name = short
                if mention.kind == "generic" and " " in name:  # "the attorney general's office", then "the office"
                    earlier[words_of(name)[-1].bare] = name
            yield Body(mention.start, mention.end, mention.text, name)

    def _spelled(self, name: str, spelled: set[str]) -> str:
        """The long form of an acronym that everybody knows, if the document has it somewhere."""
        return next((long for long in self._vocab.long_forms.get(name, ()) if long in spelled), name)

    def _longest(self, name: str, full: Sequence[str]) -> str:
        """A longer form of the same name in the document: words added before or after it, no other body among them."""
        if " " not in name:
            return name
        for longer in full:
            if len(longer) <= len(name) or name not in longer:
                continue
            front, _, back = longer.partition(name)
            whole_words = (not front or front.endswith(" ")) and (not back or back.startswith(TAILS))
            if whole_words and not self._has_head(front + " " + back):
                return longer
        return name

    def _has_head(self, text: str) -> bool:
        return any(word.bare in self._vocab.heads or word.bare in self._vocab.known for word in words_of(text))

    def _short(self, mention: Named, name: str, earlier: Mapping[str, str], full: Sequence[str]) -> str | None:
        """The name that "the Ministry", "the government" stands for; null for a common noun."""
        if mention.kind == "generic" and mention.full:
            return name
        key = name.lower()
        if key in ("government", "govt"):
            return next((body for body in full if body.lower().startswith("government of ")), name)
        if key in earlier and (mention.kind != "generic" or mention.definite):
            return earlier[key]
        if key in MINISTERS and mention.definite:
            ministries = [body for body in full if any(word.bare in MINISTERS for word in words_of(body))]
            if len(ministries) == 1:
                return ministries[0]
        return name if key in self._vocab.lone else None
