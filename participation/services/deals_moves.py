"""Moving a Deal through its life, and what its guards look at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app import audit, once
from app.clock import now
from app.db import db
from app.times import local_date
from models.deals import CheckIn, Deal, DealPair
from participation.rules.deals import lacks
from participation.rules.deals_guards import take
from participation.rules.deals_life import DealAction, DealState, Facts, Side
from participation.rules.deals_sides import voice_of
from participation.rules.gate import WordsKind
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.services import gate
from participation.services.deals_readers import is_lived, standing_pairs
from participation.services.deals_same import part_of, same_words

JUST_NOW = "Somebody changed this Deal just now. Look again."


def move(actor: Actor, deal: Deal, action: DealAction, facts: Facts, *, only_check: bool = False) -> None:
    """Take a step of the table, once: a Deal moved by somebody else meanwhile is refused. Raises Refusal naming why."""
    step = take(deal.state, action, facts)
    if only_check:
        return
    still = sa.and_(Deal.state == deal.state, Deal.version == deal.version)
    if not once.changed(deal, still, state=step.to):
        raise Refusal(JUST_NOW)
    audit.record(step.event, deal, actor=actor, version=deal.version)


def facts_of(actor: Actor, deal: Deal, **more: Any) -> Facts:
    """What the guards look at, for this person now."""
    known = {
        "today": local_date(now()), "pairs": len(deal.pairs), "voice": voice_of(actor),
        "end_asked_by": deal.end_asked_by, "unspoken": unspoken(deal), "holds": holds(deal),
        "renewal_by": deal.renewal_by, "lived": is_lived(deal), "last_day": deal.ends_on or deal.review_on,
    }  # fmt: skip
    return Facts(**{**known, **more})


def holds(deal: Deal) -> bool:
    """Whether both sides have agreed it, so that one alone can no longer end it."""
    return is_lived(deal) or deal.state is DealState.AGREED


def unspoken(deal: Deal) -> int:
    """How many parts of ours the check-in that is open has not heard of. What was said of the same words counts."""
    return sum(not _spoken(_of_same_words(pair), deal.asked_at) for pair in standing_pairs(deal))


def is_open(deal: Deal) -> bool:
    """Whether a check-in is open. One our side still owes stays open while other words are talked about."""
    if deal.state is DealState.CHECK_IN:
        return True
    paused = deal.state in {DealState.DRAFTED, DealState.AGREED} and is_lived(deal)
    return paused and deal.asked_at is not None and unspoken(deal) > 0


def is_owed(deal: Deal) -> bool:
    """Whether our side still owes an open check-in its words: neither other words nor a renewal end it."""
    return is_open(deal) and unspoken(deal) > 0


def unanswered_for(deal: Deal) -> list[tuple[DealPair, str]]:
    """The pairs, as worded now, whose "our part" does not say who answers for it, or by when or how often: and what."""
    told = [(pair, lacks(part_of(pair, Side.OURS, None))) for pair in deal.pairs]
    return [(pair, what) for pair, what in told if what]


def newly_unanswered_for(deal: Deal) -> list[tuple[str, str]]:
    """The same, but for what stands already in a Deal that is lived: our text, and what it lacks."""
    stood = {pair.id for pair in standing_pairs(deal)} if is_lived(deal) else set()
    return [(pair.our_text, what) for pair, what in unanswered_for(deal) if pair.id not in stood]


def mark_of(deal: Deal) -> str:
    """The mark of the words as somebody can read them now: another once they change, or are let through."""
    return f"{deal.version}.{waiting_at_gate(deal)}"


def sides_agreed(deal: Deal) -> set[Side]:
    """The sides that have agreed the words as they stand."""
    return {a.side for a in deal.agreements if a.version == deal.version}


def name_waits(deal: Deal) -> bool:
    """Whether the Deal's own name and purpose are still at the gate, so that only its maker finds it."""
    return deal.waits_at_gate and not gate.is_released(WordsKind.DEAL_WORDS, deal.public_id)


def waiting_at_gate(deal: Deal) -> int:
    """How many of the Deal's pairs, and its own name, are not yet back from the safeguarding desk."""
    held = {pair.public_id for pair in deal.pairs if pair.waits_at_gate}
    held |= {deal.public_id} if deal.waits_at_gate else set()
    if not held:
        return 0
    back = gate.released_ids(WordsKind.DEAL_WORDS)
    return len(held) - len(set(db.session.scalars(back)) & held)


def waiting_among(deals: Iterable[Deal]) -> set[int]:
    """The keys of those of these Deals whose words are not all back from the desk. One query, however many."""
    held = {pair.public_id: deal.id for deal in deals for pair in deal.pairs if pair.waits_at_gate}
    held |= {deal.public_id: deal.id for deal in deals if deal.waits_at_gate}
    if not held:
        return set()
    back = set(db.session.scalars(gate.released_ids(WordsKind.DEAL_WORDS)))
    return {key for public_id, key in held.items() if public_id not in back}


def _of_same_words(pair: DealPair) -> list[CheckIn]:
    return [one for same in same_words(pair, Side.OURS) for one in same.check_ins]


def _spoken(check_ins: list[CheckIn], since: datetime | None) -> bool:
    return any(
        c.side is Side.OURS and c.organisation_id is None and (since is None or c.at >= since)
        for c in check_ins
    )
