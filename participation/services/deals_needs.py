"""What waits for somebody in Deals: words to agree, and parts that nobody has checked in on for a while."""

from __future__ import annotations

from datetime import timedelta

from app.clock import now
from app.times import day, local_date
from models.deals import Deal
from participation.rules.deals import DealState, Side, side_of
from participation.rules.needs import Need
from participation.rules.people import Actor
from participation.services import deals, deals_shown

RHYTHM = timedelta(days=45)


def needs_for(actor: Actor) -> list[Need]:
    """Deals this person's side has not agreed, promises of ours that are late, and check-ins that are due."""
    side = side_of(actor)
    if side is None:
        return []
    mine = [deal for deal in deals.list_for(actor) if deals.may_change(actor, deal)]
    return [*_to_agree(mine, side), *_to_check_in(mine, side, actor)]


def _to_agree(mine: list[Deal], side: Side) -> list[Need]:
    return [
        Need(
            f"Agree “{deal.title}”, or change it",
            f"/deals/{deal.public_id}",
            why="Your side has not agreed these words yet.",
        )
        for deal in mine
        if deal.state is DealState.DRAFTED and side not in deals.sides_agreed(deal)
    ]


def _to_check_in(mine: list[Deal], side: Side, actor: Actor) -> list[Need]:
    found = []
    for deal in mine:
        if deal.state is not DealState.ACTIVE:
            continue
        pairs = deals_shown.pairs_of(deal, actor)
        late = [pair for pair in pairs if side is Side.OURS and pair.ours.late]
        if late:
            by = late[0].ours.by
            found.append(
                Need(
                    f"Our part is late: “{late[0].ours.text}”",
                    f"/deals/{deal.public_id}",
                    late=True,
                    why=f"{deal.title}. Promised by {day(by)}." if by else deal.title,
                )
            )
        elif _is_stale(deal, side):
            found.append(
                Need(
                    f"Check in on “{deal.title}”",
                    f"/deals/{deal.public_id}",
                    why="Nobody on your side has for a while.",
                )
            )
    return found


def _is_stale(deal: Deal, side: Side) -> bool:
    said = [c.at for pair in deal.pairs for c in pair.check_ins if c.side is side]
    last = max([*said, deal.begun_at or now()])
    return local_date(last) + RHYTHM <= local_date(now())
