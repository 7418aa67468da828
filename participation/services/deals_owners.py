"""Our side says at once, of every promise of ours that does not say so yet, who answers for it and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.deals import Deal, DealPair
from participation.rules.deals import names_nobody
from participation.rules.deals_life import Side, refuse_unready
from participation.rules.deals_rhythm import Rhythm
from participation.rules.deals_sides import side_spoken_for
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.services import deals
from participation.services.deals import PairWords
from participation.services.deals_moves import unanswered_for, waiting_at_gate


@dataclass(frozen=True)
class Answering:
    """Which post answers, who of it is reminded, and by when or how often."""

    owner: str
    by: date | None = None
    rhythm: Rhythm | None = None
    owner_id: int | None = None


def answer_for_all(actor: Actor, deal: Deal, answering: Answering) -> int:
    """Fill what our promises lack; returns how many. What they say already, and every promise, stays as it is.

    Words nobody at the desk has let through are never written again by somebody else.
    """
    if side_spoken_for(actor, "answers") is Side.YOURS:
        raise Refusal("Our side says who answers for its own part.")
    lacking = [pair for pair, _ in unanswered_for(deal)]
    refuse_unready(len(deal.pairs), waiting_at_gate(deal))
    if not lacking:
        raise Refusal("Each of our promises says so already.")
    for pair in lacking:
        deals.write_pair(actor, deal, _filled(pair, answering), instead_of=pair.public_id)
    return len(lacking)


def _filled(pair: DealPair, answering: Answering) -> PairWords:
    owner = answering.owner if names_nobody(pair.our_owner) else pair.our_owner
    dated = pair.our_by is not None or pair.our_rhythm is not None
    return PairWords(
        pair.our_text, pair.your_text, owner, pair.your_owner,
        pair.our_by if dated else answering.by, pair.your_by, pair.our_owner_id or answering.owner_id,
        pair.our_rhythm if dated else answering.rhythm,
    )  # fmt: skip
