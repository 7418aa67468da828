"""What waits for somebody as a Deal comes to its last day: to say whether it is renewed. Nobody has to."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import day, local_date, london_day_begins
from models.deals import Deal
from models.deals_lived import DealReview
from participation.rules.deals import OTHER
from participation.rules.deals_days import is_asked
from participation.rules.deals_life import DealAction, Side
from participation.rules.needs import Need
from participation.services.deals_readers import is_lived


def to_renew(mine: list[Deal], side: Side) -> list[Need]:
    """The other side asks to renew it; or its last day is near and nobody has asked or said no yet."""
    answered = _said_no(mine)
    return [
        Need(
            f"Say whether “{deal.title}” is renewed" if asked else f"Say whether “{deal.title}” goes on",
            f"/deals/{deal.public_id}/renew", why=_why(deal, asked), due=_due(deal),
        )
        for deal in mine
        if (asked := _asked_by(deal, OTHER[side])) or (_is_near(deal) and deal.id not in answered)
    ]  # fmt: skip


def classes_to_renew(deals: list[Deal]) -> list[Need]:
    """The same for classes, of whoever may count their hands."""
    answered = _said_no(deals)
    return [
        Need(
            f"Ask the class whether “{deal.title}” is renewed", f"/deals/{deal.public_id}/class/renew",
            why=_why(deal, asked), due=_due(deal),
        )
        for deal in deals
        if (asked := _asked_by(deal, Side.OURS)) or (_is_near(deal) and deal.id not in answered)
    ]  # fmt: skip


def _asked_by(deal: Deal, side: Side) -> bool:
    return is_lived(deal) and deal.renewal_by is side and deal.end_asked_by is None


def _is_near(deal: Deal) -> bool:
    near = deal.ends_on is not None or is_asked(deal.review_on, local_date(now()))
    return is_lived(deal) and near and deal.renewal_by is None and deal.end_asked_by is None


def _said_no(deals: list[Deal]) -> set[int]:
    """Of those near their last day, the keys of those one side asked to renew and the other said no to since both were
    asked: nobody is asked again. A wish taken back is no such no. One query at most.
    """
    near = {deal.id: deal for deal in deals if _is_near(deal)}
    if not near:
        return set()
    turns = (DealAction.ASK_RENEWAL, DealAction.LET_END, DealAction.RENEW)
    query = sa.select(DealReview.deal_id, DealReview.action, DealReview.side, DealReview.at).where(
        DealReview.deal_id.in_(near), DealReview.action.in_(turns)
    )
    asked: dict[int, Side | None] = {}
    said_no: set[int] = set()
    for deal_id, action, side, at in db.session.execute(query.order_by(DealReview.id)):
        no = action is DealAction.LET_END and asked.get(deal_id) is not side
        asked[deal_id] = side
        said_no.discard(deal_id)
        if no and is_asked(near[deal_id].review_on, local_date(at)):
            said_no.add(deal_id)
    return said_no


def _why(deal: Deal, asked: bool) -> str:
    last = deal.ends_on or deal.review_on
    asks = "The other side asks to renew it. " if asked else ""
    holds = f"Its last day is {day(last)}. " if last else ""
    return f"{asks}{holds}It goes on after that only if both sides say so."


def _due(deal: Deal) -> datetime | None:
    last = deal.ends_on or deal.review_on
    return london_day_begins(last) if last else None
