"""What a listening asks: open questions, that put no answer into anybody's mouth, in words people asked us to use.

The words are those of the design's PQ7, which care-experienced young people in Doncaster and elsewhere asked councils
to drop. A question that leads is no question: what it hears was said by whoever wrote it. This looks for the plain
forms only, and a worker still reads their question aloud to somebody first.
"""

from __future__ import annotations

import re

from participation.rules.reading import too_hard
from participation.rules.refusals import Refusal

# What is found, and what to say instead.
_DROPPED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bLACs?\b"), "children in our care"),
    (re.compile(r"\blooked[- ]after (?:child|young)", re.IGNORECASE), "children in our care"),
    (re.compile(r"\bplacements?\b", re.IGNORECASE), "home"),
    (re.compile(r"\brespite\b", re.IGNORECASE), "short break"),
    (
        re.compile(
            r"\bcontact (?:time|visits?|cent(?:re|er)s?|arrangements?|sessions?"
            r"|with (?:your |my |their )?(?:mum|mam|dad|parents?|family|brothers?|sisters?|birth \w+))\b",
            re.IGNORECASE,
        ),
        "family time",
    ),
    (re.compile(r"\bhard[- ]to[- ]reach\b", re.IGNORECASE), "seldom heard"),
)
_NOT = r"(?:do|does|did|is|are|was|were|would|will|wo|should|could|ca|has|have)n[’']?t"
_LEADING = re.compile(
    r"(?:^|[.!?]\s+)(?:so,? )?(?:"
    rf"(?:is|isn[’']?t) it (?:not )?(?:true|right|fair|good|bad|great)\b|{_NOT} |(?:do|would|will) you (?:not )?agree\b"
    r"|how (?:bad|awful|terrible|great|amazing|much (?:do|did) you (?:like|love|hate|enjoy|miss))\b"
    rf"|why (?:do|did) you (?:like|love|hate|enjoy)\b)"
    rf"|,? {_NOT} (?:you|it|they|that|we|he|she)\?|, (?:right|agreed)\?",
    re.IGNORECASE,
)  # fmt: skip


def check_words(text: str, field: str) -> None:
    """Raise Refusal, beside `field`, when a text that children read has a word they asked us to drop."""
    for pattern, instead in _DROPPED:
        if found := pattern.search(text):
            raise Refusal(
                f"Write “{instead}” and not “{found[0]}”: young people asked for that.", field=field
            )


def check_question(text: str, field: str, *, children: bool) -> None:
    """Raise Refusal, beside `field`, when a question leads, or a child could not read it."""
    check_words(text, field)
    if _LEADING.search(text):
        raise Refusal(
            "This asks for one answer. Ask it openly, such as “How is the park for you?”", field=field
        )
    if children and (wrong := too_hard(text)):
        raise Refusal(wrong, field=field)
