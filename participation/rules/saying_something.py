"""Whether an answer says anything: "noted", thanks and "your views have been passed on" alone do not."""

from __future__ import annotations

import re

from participation.rules.promises import plain
from participation.rules.real_words import is_a_sentence

# Only whole answers that say nothing; a real sentence may hold any of these words.
_NOTHING = frozenset(
    "noted|noted thank you|noted with thanks|comments noted|your comments have been noted|we have noted this"
    "|no comment|none|thank you|thanks for your feedback|thank you for your feedback|to be confirmed".split(
        "|"
    )
)
# Parts of an answer that tell nobody what was done, or why not. An answer made of nothing else is no answer; beside a
# part that says something they are only good manners.
_PARTS = re.compile(r"[.,;:!?\n]+|\s+(?:and|but|so)\s+")
_WHAT = (
    r"(?:(?:all|any|your|their|these|the|every) )*"
    r"(?:comments?|views?|feedback|words|points?|ideas?|concerns?|suggestions?|what (?:you|they) (?:said|told us))"
)
_PASSED_OVER = (  # "it has been noted", "this is under review", "your comments have been passed on"
    rf"(?:(?:it|this|that|everything|{_WHAT}) )?"
    r"(?:(?:has|have|is|are|was|were|will be) )?(?:all )?(?:been |being )?(?:duly )?"
    r"(?:noted|received|logged|heard|recorded|considered|reviewed|valued|appreciated|passed on"
    r"|under (?:review|consideration)|taken (?:into account|on board|seriously)|looked (?:at|into))"
    r"(?: (?:by us|now|going forward|in due course|in (?:the )?future|carefully|seriously|with thanks))?"
)
_ONLY_HEARD = (  # "we take all views seriously", "will consider this going forward"
    r"(?:we )?(?:(?:have|ve|do|will|shall|ll|are|always) )*(?:duly )?"
    r"(?:not(?:e|ed|ing)|hear|heard|listen(?:ed|ing)?|value|appreciate|consider(?:ed|ing)?|received|recorded"
    r"|review(?:ed|ing)?|take|took|taken|welcome|acknowledged?)"
    rf"(?: (?:to|{_WHAT}|you|it|this|that|them|very|much|seriously|carefully|into (?:account|consideration)"
    r"|on board|going forward|in (?:the )?future|for (?:the )?future(?: \w+)?|in due course))*"
)
_THANKS = r"(?:many )?thank(?:s| you)(?: (?:so|very) much)?(?: (?:for|to) [\w ]{0,60})?"
_SORRY = r"(?:we are |we re )?(?:so |very )?sorry"
_SAYS_NOTHING = re.compile(rf"|{_THANKS}|{_SORRY}|{_PASSED_OVER}|{_ONLY_HEARD}")


def says_something(text: str) -> bool:
    """Whether a text is an answer at all: not blank, not only thanks and "noted", and more than a word or two."""
    words = plain(text)
    if words in _NOTHING or len(words) < 8:
        return False
    return not all(_SAYS_NOTHING.fullmatch(plain(part)) for part in _PARTS.split(text.lower()))


def answers_something(text: str) -> bool:
    """Whether a text says something in a sentence of real words: what every answer to a person must do."""
    return says_something(text) and is_a_sentence(text)
