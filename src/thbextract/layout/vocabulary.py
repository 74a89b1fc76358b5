"""Words that layout needs: abbreviations, words that begin or leave open a sentence, web-page furniture."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A stop after these never ends a sentence: a name, number or word follows. Lower case, without the stop.
JOINING = _words(
    "mr mrs ms mx messrs dr prof hon rev fr sr st ste mt ft gen lt col sgt cpl capt cmdr cdr maj adm brig insp supt "
    "sen rep reps gov pres amb atty asst dep dist dept depts govt det min sec secs "
    "e.g i.e eg ie viz cf vs v approx ca c circa rs re u/s s/o d/o w/o r/w dt incl excl resp est "
    "art arts para paras pp p pg ff nn fn vol ch chap fig figs ed eds doc ref tel fax ext mob a/c reg regs "
    "ibid univ intl natl"
)
# Some of these are common words too: written small before a word that often begins a sentence, they may end one.
ALSO_WORDS = _words("art min sec secs fig mob ref doc reg st col gen ed fax det ext est dep")
# A stop after these ends a sentence only where a word follows that often begins one.
ENDING = _words(
    "inc ltd co corp plc bros jr sr al etc ave blvd rd sq bldg esq am pm "
    "ala ariz ark calif cal colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa "
    "tenn tex va vt wash wis wyo ca d.c u.s u.k u.n e.u u.s.a u.a.e n.y n.j n.c s.c ph.d a.m p.m m.p"
)
# Those of them that are written small.
SMALL_ENDING = _words("al etc am pm a.m p.m esq sq co")
# A stop after these is inside a date or a reference where a digit follows.
BEFORE_DIGIT = _words(
    "n no nos jan feb mar apr jun jul aug sep sept oct nov dec "
    "res cap sect s ss cl cls sub approx tk fy cr crim app exh ann"
)
# Words that often begin a sentence and seldom a name.
STARTERS = _words(
    "The In On He She It They We This These That Those A An At As But And For From If When While Of After Since "
    "According However During By To I You There Their His Her Its Our Many Some Most All No Not More Under With Also "
    "Another Among Although Because Before Between Both Each Every Following Moreover Once Only So Such Then Thus Two "
    " Three Four Five Six Seven Eight Nine Ten Until Where What Who"
)
# A line or paragraph that ends in one of these is not finished. Lower case.
OPEN_WORDS = _words(
    "a an the of in on at by for from to with and or nor but that which who whose whom as than into over under between "
    "about through during against among within without upon per is are was were be been being has have had will would "
    "may can could should its their his her our this these those other such no not more most some all both each every "
    "any another where when while because if de der la el al via including until since"
)
MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
# Whole segments of a line (between "|", "·" or wide gaps) that are a page's own machinery. Regular expressions.
CHROME = (
    r"skip to (?:main )?content",
    r"scroll to top",
    r"back to top",
    r"(?:main )?menu",
    r"home(?: ?page)?",
    r"search(?: for| this site)?",
    r"(?:share|tweet|like|e-?mail|print|save|pin|whatsapp|telegram|facebook|twitter|linkedin)"
    r"(?: (?:this|it|page|article))?"
    r"(?: on (?:facebook|twitter|x|whatsapp|linkedin|telegram))?(?: [\d .,]{1,9}k?)?",
    r"[\d.,]{1,9}k? (?:comments?|shares?|views?|likes?|repl(?:y|ies)|reads?|followers|retweets?)",
    r"(?:comments?|shares?|views?|likes?|reads?|hits)\s?:? ?\(?[\d .,]{1,9}k?\)?",
    r"\d{1,3}[ -]min(?:ute)?s?[ -]read",
    r"reading time:? .{1,20}",
    r"(?:last )?(?:updated|posted|published):? \d{1,2} (?:minute|hour|day|week)s? ago",
    r"(?:leave|post|write|add) a (?:reply|comment|review)",
    r"(?:cancel )?reply",
    r"no comments(?: yet)?",
    r"follow us(?: on .{1,40})?",
    r"(?:log|sign) ?(?:in|out|up)(?: .{1,30})?",
    r"subscribe(?: .{1,40})?",
    r"newsletters?(?: sign-?up)?",
    r"(?:(?:read|learn|see|load|show) more|see also|also read|read also)(?::.{0,120})?",
    r"(?:contact|about) us",
    r"get help",
    r"report a crime",
    r"click here .{1,60}",
    r"(?:[«‹<←]{1,2} ?)?(?:previous|prev|next|older|newer|first|last)(?: (?:post|article|page|story)s?)?"
    r"(?: ?[»›>→]{1,2})?",
    r"(?:[«‹<←]{1,2} ?)?(?:prev(?:ious)? )?(?:\d{1,4} ){1,12}"
    r"(?:(?:…|\.{3}) ?\d{1,4}(?: (?:next|last))?|next|last|older)(?: ?[»›>→]{1,2})?",
    r"page \d{1,4} (?:of|/) \d{1,4}",
    r"rat(?:e|ing)(?: (?:this|it))?(?: (?:article|post|page))?:? ?[\d./ ★☆*]{0,12}",
    r"(?:read|see) also \(\d{1,3}\)",
    r"\[?(?:advertisement|advert|sponsored)\b ?[-–—:].{0,160}",
    r"related(?: (?:articles?|posts?|news|stories|content|links?|topics?))?(?::.{0,120})?",
    r"(?:other|latest|more|top|popular) (?:news|stories|articles|posts|headlines)(?::.{1,120})?",
    r"(?:tags?|filed under|posted in|categories|category|slug|src|permalink|keywords):[^\d]{0,200}",
    r"(?:privacy|cookie|terms)(?: (?:policy|notice|settings|of (?:use|service)|and conditions))",
    r"(?:accept|reject|manage|allow)(?: all)? cookies?",
    r"(?:we|this (?:web)?site) uses? cookies\b.{0,200}",
    r"all rights reserved\.?",
    r"(?:©|\(c\)|copyright)[ ©]{0,3}\d{4}\b.{0,120}",
    r"a- ?a ?a\+",
    r"az|en|eng|ru|rus|fr|de|es|ar|ro|tr|pt|it|hy|ka|zh|pl|sq|bg|nl|ukr|aze",
    r"photos?:? ?\d{1,3} ?/ ?\d{1,3}",
    r"(?:download|access|view)(?: the)?(?: full)? ?(?:pdf|report|version|here)(?: .{0,30})?",
    r"fill in your details .{1,90}",
    r"you are commenting using .{1,90}",
    r"(?:google\+?|twitter|facebook|wordpress\.com) (?:photo|picture|logo)",
    r"connecting to %s",
    r"%d bloggers like this:?",
    r"(?:advertisement|sponsored(?: content)?)",
    r"(?:image|figure|photo) ?\d? ?(?:of|/) ?\d{1,3}",
    r"\d{1,4} of \d{1,4}",
    r"logo",
)
# Lines that begin so and hold a telephone number are contact lines. Regular expression.
CONTACT = (
    r"(?:(?:media|press|general|further) )?(?:contacts?|enquir(?:y|ies)|inquir(?:y|ies)|information)\b"
    r"|tel\b|telephone|phone|fax|mob(?:ile)?\b|cell\b|call us|hotline\s*:|helpline\s*:|office\s*:"
    r"|bank account|iban\b|whatsapp|e-?mail"
)
