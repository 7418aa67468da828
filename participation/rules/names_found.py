"""Finding what may be somebody’s name in free text, whole: with its accents, capitals and hyphens, never a piece of it.

By the words around it, by its capital within a sentence, by a list of first names. It misses some and asks in vain.
"""

from __future__ import annotations

import re
import unicodedata

from participation.rules.first_names import FIRST_NAMES

# A whole word of two letters or more: Zoë, O’Brien, McKenzie, Anne-Marie.
_WORD = r"[^\W\d_](?:\w|[’'-](?=\w))+"
_HURTS = (
    r"hits?|hurts?|kick(?:s|ed)|punch(?:es|ed)|slap(?:s|ped)|push(?:es|ed)|bull(?:ies|ied)|threaten(?:s|ed)|spits"
    r"|shout(?:s|ed)|touch(?:es|ed)|follow(?:s|ed)|steals|stole|told|tells"
)
_CALLED = re.compile(rf"\b(?:called|named|name is|name’s|name's)\s+({_WORD})", re.IGNORECASE)
# Where a word of any capitals can only be who it is for: "so that kayleigh can swim", "for ZAYN to go". A thing that
# is done to ("so that food can be kept cold") is not somebody.
_FRAMES = (
    re.compile(
        rf"\bso\s+(?:that\s+)?({_WORD})(?:\s+and\s+({_WORD}))?\s+(?:can|could)\b"
        rf"(?!\s+(?:be|get)\s+\w+(?:ed|en|ne|pt|nt|id|ght|de|wn)\b)", re.IGNORECASE,
    ),
    re.compile(rf"\bfor\s+({_WORD})(?:\s+and\s+({_WORD}))?\s+to\b", re.IGNORECASE),
    re.compile(
        rf"(?:^|[.!?]\s+|\b(?:because|as|but|and)\s+)({_WORD})\s+(?:needs|wants|likes|loves|cannot|can[’']t)\b",
        re.IGNORECASE,
    ),
)  # fmt: skip
_TITLE = re.compile(rf"\b((?:(?i:mr|mrs|mx|dr)|Ms|ms|Miss|MISS)\.?\s+{_WORD}|miss\.?\s+(?![a-z]){_WORD})")
_FIRST = re.compile(
    rf"(?:^|[.!?]\s)\s*(?![a-z])({_WORD}?)"
    rf"(?:[’']s\b|\s(?:needs|wants|likes|loves|has|is|was|will|can|cannot|said|says|lives|goes|{_HURTS})\b)"
)
_ANY = re.compile(_WORD)
_OF_SOMEBODY = re.compile(r"[’'](?:s|re|ve|ll|d|m|t)$", re.IGNORECASE)
_STARTS = frozenset('.!?:;\n"“‘(')
_NOT_SPLIT = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"})
# What is said loudly and is no name: "it is NOT fair". Besides what is ordinary in small letters too.
_LOUD = frozenset(
    "no nope yes yeah hate love like want need very so much every any stop please worst best bad mean nice horrible "
    "lol omg wtf bbc adhd asd camhs hiv rspca nspcc asap diy dvd wifi psv pta laser lgbt lgbtq gp sos usa faq pdf "
    "did do does don’t can’t won’t isn’t cannot must should would could will have has had are am be been ever few "
    "day today new old big little stupid scared angry sad happy".split()
)
# Words that are written with a capital and name no person.
NO_NAME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december christmas easter eid diwali hanukkah ramadan english maths french welsh "
    "spanish german british argos ikea asda tesco aldi lidl currys amazon halfords boots primark scouts brownies "
    "cubs guides beavers duke freedom programme level school college nursery university gcse sen send ehcp nhs "
    "mum dad nan gran grandad mother father parent parents child children family he she they we it this that there "
    "who what everyone everybody nobody someone school somebody baby brother sister hub centre council "
    "i i’m i'm i’ve i've i’d i’ll pc tv uk mot cscs first aid millfield northgate".split()
)
# Words that stand where a name could, written with or without a capital.
ORDINARY = NO_NAME | frozenset(
    "the a an and or so to of in on at off out is was not too also all both each either neither some most many more "
    "you your his her their our my its him them me us one ones two three four other another anybody anyone nothing "
    "everything something people person kid boy girl teenager teen toddler twin young sibling son daughter cousin "
    "aunt auntie uncle grandma grandpa granny grandparent grandchild mam mummy daddy mama papa partner husband wife "
    "carer foster friend neighbour worker teacher tutor student pupil parent household home house flat room bedroom "
    "kitchen bed garden cooker fridge freezer oven washer machine boiler heating carpet floor door window car bike "
    "bus train taxi travel transport access entry entrance admission fare ticket trip journey visit appointment "
    "membership fee food meal lunch dinner breakfast homework work study sleep play sport football swimming clothes "
    "uniform laundry money rent help support time space life everyday weekend evening class club group team course "
    "lesson special additional basic complex extra current important ready use free easy hard good better sure long "
    "short safe able instead example now then when where how why which what while because but after before again "
    "there here always never still just only really learning health safety contact emergency daily clean warm hot "
    "cold washing cooking drying getting going being having staying starting moving reading writing dog cat pet "
    "roof wall phone laptop tablet screen internet water gas electric electricity power paint furniture chair table "
    "sofa".split()
)


def names_in(text: str) -> tuple[str, ...]:
    """What in a text may be a name, each once and whole."""
    titled = [name for name in map(_bare, _TITLE.findall(text)) if not is_no_name(name.split()[-1], ORDINARY)]
    framed = [word for frame in _FRAMES for match in frame.finditer(text) for word in match.groups() if word]
    by_place = [
        word
        for word in map(_bare, (*_FIRST.findall(text), *_CALLED.findall(text), *framed))
        if word and not is_no_name(word, ORDINARY)
    ]
    words = list(_ANY.finditer(text))
    listed = [_bare(one[0]) for one in words if _is_listed(_bare(one[0]))]
    return each_once([*titled, *by_place, *_by_capital(text, words), *listed], text)


def each_once(names: list[str], text: str) -> tuple[str, ...]:
    """Each name once: “Mrs. okafor”, not “Mrs” as well; but Dan beside Danny, and Jo beside Jo Hart if Jo stands alone.

    Only a whole word is part of a name: that Dan is in Danny says nothing.
    """
    if not names:
        return ()
    longest = sorted(set(names), key=len, reverse=True)
    stand = set(re.findall(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", text))
    return tuple(name for name in dict.fromkeys(names) if name in stand)


def is_no_name(word: str, known: frozenset[str] = NO_NAME) -> bool:
    """Whether a word, or what it is one or more of, names no person."""
    plain = word.lower().replace("'", "’").strip("’-")
    return plain in known or plain.removesuffix("s") in known or _bare(plain) in known


def _by_capital(text: str, words: list[re.Match[str]]) -> list[str]:
    """Words with a capital that no sentence begins with, two that stand together as one name."""
    found: list[str] = []
    taken = -1
    for n, one in enumerate(words):
        if n <= taken or not _within(text, one.start()) or not _is_capital(words, n):
            continue
        after = words[n + 1] if n + 1 < len(words) else None
        together = after and text[one.end() : after.start()] in (" ", "\u00a0") and _is_capital(words, n + 1)
        pair = [one[0], after[0]] if after and together and _bare(one[0]) == one[0] else [one[0]]
        if not all(is_no_name(word) for word in pair):
            found.append(_bare(" ".join(pair)))
        taken = n + len(pair) - 1
    return found


def _within(text: str, start: int) -> bool:
    """Whether a word stands within a sentence: after a space, and not after the sign that ends one."""
    return start > 1 and text[start - 1].isspace() and text[start - 2] not in _STARTS


def _is_capital(words: list[re.Match[str]], n: int) -> bool:
    """Whether it is written as a name is: Zoë, McKenzie; CARTER too, unless a word beside it is as loud and no name."""
    word = words[n][0]
    if not word[0].isupper():
        return False
    if not word.isupper():
        return True
    beside = [words[m][0] for m in (n - 1, n + 1) if 0 <= m < len(words)]
    return (
        len(word) > 2
        and not any(one.isupper() and not _is_listed(one) for one in beside)
        and not is_no_name(word, ORDINARY | _LOUD)
    )


def _is_listed(word: str) -> bool:
    """Whether it, or a part of it, is a first name on our list, with or without its accents."""
    return any(part in FIRST_NAMES for part in re.split(r"[\W\d_]+", _plain(word)))


def _plain(word: str) -> str:
    split = unicodedata.normalize("NFKD", word.lower().translate(_NOT_SPLIT))
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def _bare(word: str) -> str:
    """A name without the ’s behind it."""
    return _OF_SOMEBODY.sub("", word)
