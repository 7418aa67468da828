"""What waits for somebody in Deals: words to agree, an open check-in, late promises, parts to answer."""

from __future__ import annotations

from app.times import day, london_day_begins
from models.deals import Deal
from participation.rules.deals_life import DealState, Side, side_of
from participation.rules.needs import Need
from participation.rules.people import Actor
from participation.services import (
    deals_moves,
    deals_partners,
    deals_readers,
    deals_reading,
    deals_shown,
)
from participation.services.deals_moves import unspoken
from participation.services.deals_readers import is_lived, standing_pairs


def needs_for(actor: Actor) -> list[Need]:
    """Deals this person's side has not agreed, promises of ours that are late, and check-ins that are open."""
    side = side_of(actor)
    if side is None:
        return []
    mine = [
        deal
        for deal in deals_reading.list_for(actor, agreements=True)
        if deals_readers.may_change(actor, deal)
    ]
    return [*_to_answer(actor), *_to_agree(mine, side), *_to_check_in(mine, side, actor)]


def _to_answer(actor: Actor) -> list[Need]:
    return [
        Need(
            f"Say whether you take a part: “{one.pair.our_text}”",
            f"/deals/{one.pair.deal.public_id}/part/{one.public_id}",
            why="Your organisation is asked.",
        )
        for one in deals_partners.asked_of(actor)
    ]


def _to_agree(mine: list[Deal], side: Side) -> list[Need]:
    return [
        Need(
            f"Agree “{deal.title}”, or change it",
            f"/deals/{deal.public_id}",
            why="Your side has not agreed these words yet.",
        )
        for deal in mine
        if deal.state is DealState.DRAFTED and side not in deals_moves.sides_agreed(deal)
    ]


def _to_check_in(mine: list[Deal], side: Side, actor: Actor) -> list[Need]:
    lived = [deal for deal in mine if is_lived(deal)]
    late = deals_shown.late_of(lived, actor) if side is Side.OURS and lived else {}
    found = []
    for deal in lived:
        if deal.id in late:
            found.append(_late(deal, late[deal.id], actor))
        elif deal.state is DealState.CHECK_IN and _is_asked(deal, side, actor):
            found.append(
                Need(
                    f"Check in on “{deal.title}”",
                    f"/deals/{deal.public_id}",
                    why="Say how our part goes."
                    if side is Side.OURS
                    else "How does it go? “Not now” is fine too.",
                )
            )
    return found


def _late(deal: Deal, pair: deals_shown.ShownPair, actor: Actor) -> Need:
    by = pair.ours.by
    own = next(p.our_owner_id for p in standing_pairs(deal) if p.public_id == pair.public_id) == actor.user_id
    why = f"{deal.title}. Promised by {day(by)}." if by else deal.title
    return Need(
        f"Our part is late: “{pair.ours.text}”",
        f"/deals/{deal.public_id}",
        late=True,
        leads=own,
        due=london_day_begins(by) if by else None,
        why=f"You answer for this. {why}" if own else why,
    )


def _is_asked(deal: Deal, side: Side, actor: Actor) -> bool:
    """Our side is asked until each of its parts is spoken of; a young person only until they said anything at all."""
    if side is Side.OURS:
        return unspoken(deal) > 0
    said = [c for pair in standing_pairs(deal) for c in pair.check_ins if c.user_id == actor.user_id]
    return not any(deal.asked_at is not None and c.at >= deal.asked_at for c in said)
