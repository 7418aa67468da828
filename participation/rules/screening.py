"""Screening: reasons to read something sooner. It can only raise priority; finding nothing means nothing.

The lists are short and plain on purpose, and will miss things ("fighting over a potato" was hunger), which is why a
person reads everything. A reason is a code, never the words, so it can be shown and kept without repeating them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from participation.rules.gate import Priority
from participation.rules.people import AgeBand

REASONS: dict[str, str] = {
    "unsafe": "Says that somewhere or somebody does not feel safe",
    "hurt": "Words about being hurt",
    "touch": "Words about touching or pictures",
    "self": "Words about wanting to be hurt or gone",
    "fear": "Words about being scared of somebody",
    "home": "Words about food, warmth, or being left alone",
    "silence": "Words about being told not to tell",
    "danger": "Words about weapons, drugs or being followed",
    "young_and_saddest": "A young child who chose the saddest face",
    "asked_for_help": "Asks for help",
    "part_not_good": "Coloured “I feel safe” or “People look after me” as not good",
    "picture_of_harm": "Picked a picture that says not safe, hurt, hungry, scared or help",
    "statement": "An answer to a statement that says something may be wrong",
    "emoji": "An emoji that may mean fear, hurt or danger",
    "peer_harm": "Hostile or hateful words about somebody. Look after both: whom it is about, and who wrote it",
}

# One phrase between bars; they are regular expressions, so "hits?" is "hit" and "hits".
_WORDS: dict[str, tuple[str, ...]] = {
    "unsafe": (
        r"un ?saf[ey]?|not saf[ey]?|don'?t feel safe|not feel safe|isn'?t safe",
        r"(?:don'?t|do not|didn'?t) (?:want to|wanna|like) (?:go|going|be|being|go back|going back) home",
        r"(?:\w*n'?t|not) (?:want to|wanna|like) (?:go|stay|be)(?: back)? (?:to|at|with) (?:my )?(?:mum|mam|dad)'?s?",
    ),
    "hurt": (
        r"(?:hurt|hert)(?:s|z|ed|ing)? (?:me|my|us|our|him|her|them|mum\w*|mam\w*|dad\w*)|hit|hits|hitting",
        r"punch\w*|kick(?:s|ed|ing) me|slap\w*|smack(?:s|ed|ing)|whack\w*|spank\w*|bull(?:y|ies|ied|ying)",
        r"beat(?:s|en)?|belt|bruis\w*|strangl\w*|chok\w*|burn(?:s|ed|t) me|bleed\w*",
        r"abus\w*|grab(?:s|bed|bing) (?:me|my|us|him|her)|drag(?:s|ged|ging) (?:me|us)|pull(?:s|ed|ing) my hair",
        r"push(?:es|ed) (?:me|us|him|her|mum\w*) (?:down|over|into|against)|break(?:s|ing) (?:things|stuff)",
        r"threw (?:me|things|stuff|an? \w+ at)",
    ),
    "touch": (
        r"touch(?:es|ed|ing)? (?:me|my)|private parts?|naked|undress\w*|sex\w*|rap(?:e|ed|ist)|nudes?|fgm",
        r"kiss(?:es|ed|ing)? me|photos? of me|pictures? of me|comes? (?:in|into|to) my (?:bed ?)?room|in(?:to)? my bed",
        r"(?:makes?|made|making) me (?:do|touch|watch|look)|(?:does|did|doing) (?:things|stuff|something) to me",
        r"(?:sends?|sent|ask(?:s|ed)?(?: me)? for) (?:me )?(?:a |my )?(?:pics?|pictures?|photos?)",
        r"(?:man|boy|guy|person|someone|somebody) online",
        r"(?:hands?|fingers?) (?:in|up|down|under|inside) my",
        r"(?:in|inside|down|under) my (?:pants|knickers|trousers|underwear|skirt|top|clothes)",
    ),
    "self": (
        r"kill(?:ing)? my ?self|want to die|wanna die|don'?t want to (?:live|be here|be alive)|feel like dying",
        r"cut(?:ting)? my ?self|i cut|hurt(?:ing)? my ?self|self[ -]?harm\w*|suicid\w*|hate my ?(?:self|life)",
        r"end it(?: all)?|kms|overdos\w*|starv\w*|wish i (?:was|were) (?:dead|gone)|better off (?:dead|without me)",
        r"wish i (?:wasn'?t|weren'?t|was never) (?:here|born|alive)|(?:nobody|no ?one) (?:loves|wants|cares about) me",
        r"cry (?:every|all) (?:day|night)|cry myself",
    ),
    "fear": (
        r"(?:scared|skared|scard) (?:of|to go|at home|when)|afraid of|frightened (?:of|at)|scares me|terrified",
        r"(?:am|i'?m|feel|felt) (?:so |really |very |too )?(?:scared|skared|scard|frightened|afraid)",
        r"(?:shout|scream|yell)(?:s|ed|ing)? at (?:me|us|my|him|her|them|mum|mam)|hide (?:from|when)",
    ),
    "home": (
        r"hungr(?:y|ey|ie)|no food|nothing to eat|no dinner|no tea|no heating|always cold|home alone|no bed",
        r"left alone|on my own (?:at night|all night)|(?:nobody|no ?one) (?:looks after|feeds)",
        r"lock(?:s|ed) (?:me|us|in)",
        r"sleep(?:s|ing)? (?:outside|on the floor)|ran away|run(?:ning)? away|(?:haven'?t|have not) eaten",
        r"drunk|drinks (?:a lot|too much)",
        r"(?:\w*n'?t|not|never) (?:lets?|gives?) (?:me|us) (?:eat|food|dinner|tea|lunch|breakfast|anything to eat)",
        r"(?:do(?:es)?n'?t|do(?:es)? not|never) feeds? (?:me|us)|not allowed to eat",
        r"(?:won'?t|doesn'?t|don'?t|doesnt) let (?:me|us) eat",
    ),
    "silence": (
        r"(?:don'?t|do not|can'?t|cannot|must not|mustn'?t|never) tell|not allowed to (?:say|tell)",
        r"(?:said|told (?:me|us)) not to (?:say|tell)|our secret|a secret",
        r"keep(?:s|ing)? (?:it |this |my |our |the )?secrets?|get in trouble if i (?:say|tell)",
    ),
    "danger": (
        r"knife|knives|blade|machete|stab\w*|gun|guns|weapon\w*|drugs?|pills|county lines|follow(?:s|ed|ing) me",
        r"makes? me (?:carry|sell|deliver)|gang|threaten\w*|(?:marry|married) (?:me )?off",
        r"abroad to (?:be |get )?marr\w+|mak(?:e|ing) me (?:get married|marry)",
    ),
    "peer_harm": (
        r"hates? (?:him|her|them|you|that (?:boy|girl|kid))|go back (?:home|to (?:your|where))|get out of our",
        r"nobody (?:likes|wants) (?:him|her|them|you)|kill your ?self|kys|scum|vermin",
        r"(?:he|she|they|you|u)(?:'s|'re| is| are| r)? (?:so )?(?:smell\w*|stinks?|ugly|thick|freaks?|losers?)",
        r"don'?t belong here|not (?:one )?of us|(?:your|their|his|her) kind\b",
    ),
    "asked_for_help": (
        r"help me|please help|need help|save me|tell someone",
        r"call (?:the )?(?:police|social worker)",
    ),
}
_PATTERNS = {code: re.compile(rf"\b(?:{'|'.join(phrases)})\b") for code, phrases in _WORDS.items()}
_STRETCHED = re.compile(r"(\w)\1{2,}")
_LOOK_ALIKE = str.maketrans("0134@5$", "oieaass")
# Each on its own, or between words: crying, fear, a hurt face, blood, a blade, a gun, pills, SOS, a broken heart.
_EMOJI = frozenset("😢😭😥😰😨😱😖😣🤕🤢🩹🩸🔪🗡🔫💣💊💉🆘☠💀⚰👊🤫🤐💔🚨🔞🍆🍑")
_TITLES = frozenset("mr mrs ms miss mx dr rev sir dame cllr councillor prof pc sgt the of de van von".split())
YOUNG = frozenset({AgeBand.UNDER_6, AgeBand.SIX_TO_NINE})
SADDEST = 1


def screen(texts: Iterable[str], face: int | None = None, age_band: AgeBand | None = None) -> list[str]:
    """The codes of every reason to read this sooner, in the order of REASONS."""
    plain = " \n ".join(_plain(text) for text in texts)
    found = {code for code, pattern in _PATTERNS.items() if pattern.search(plain)}
    if _EMOJI & set(plain):
        found.add("emoji")
    if face == SADDEST and age_band in YOUNG:
        found.add("young_and_saddest")
    return [code for code in REASONS if code in found]


def priority_of(reasons: list[str]) -> Priority:
    """High when there is any reason at all."""
    return Priority.HIGH if reasons else Priority.NORMAL


def _plain(text: str) -> str:
    """Lower case, look-alike letters made plain, curly apostrophes straight, white space and stretching folded."""
    text = unicodedata.normalize("NFKD", text.replace("\u2019", "'").replace("\u2018", "'")).lower()
    # Marks above letters, and signs that take no room (a soft hyphen, a joiner), would hide a word from the search.
    text = "".join(
        letter
        for letter in text
        if not unicodedata.combining(letter) and unicodedata.category(letter) != "Cf"
    )
    text = text.translate(_LOOK_ALIKE)
    text = re.sub(r"\s+", " ", text)
    # "heeelp" may be "help" or "heelp": look at both.
    return " \n ".join((_STRETCHED.sub(r"\1", text), _STRETCHED.sub(r"\1\1", text)))


def names_mentioned(texts: Iterable[str], names: dict[int, str]) -> list[int]:
    """The ids of people whose name, or any part of it, stands as a word in a text (so that they can be shut out).

    It would rather shut out one person too many: somebody else then reads it, and nothing is lost.
    """
    plain = " \n ".join(_plain(text) for text in texts)
    words = set(re.findall(r"[\w'-]+", plain.replace("'s", " ")))
    return [key for key, name in names.items() if words & _parts_of(name)]


def _parts_of(name: str) -> set[str]:
    """What somebody may be called by: each part of their name that is not a title or an initial."""
    whole = _plain(name).partition("\n")[0].replace(".", " ")
    return {part for part in whole.split() if len(part) > 1 and part not in _TITLES}
