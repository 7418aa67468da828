"""What a family says afterwards: agree, partly or not, and words that wait at the gate like all words of theirs."""

from __future__ import annotations

from app import audit, once
from app.clock import now
from commissioning.rules.small_sums import Helped
from models.small_sums import SmallSum
from participation.rules.gate import WordsKind
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.services import gate


def say(small_sum: SmallSum, helped: Helped, words: str) -> None:
    """Keep a family's answer, once. Whoever holds the phone, it is the family's: it is never marked as the worker's.

    Nothing says who sent it; words are held for the safeguarding desk, and the answer with them.
    """
    if not once.changed(
        small_sum, SmallSum.helped.is_(None), helped=helped, helped_words=bool(words), helped_at=now()
    ):
        raise Refusal("We have your answer already. Thank you.")
    if words:
        gate.hold(WordsKind.HELPED, small_sum.public_id, words, by=Actor.nobody(), area_id=small_sum.area_id)
    audit.record("small_sum.told_whether_it_helped", small_sum, actor=Actor.nobody())
