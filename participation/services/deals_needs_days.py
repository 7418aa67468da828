"""What waits for somebody as a Deal comes to its last day: to say whether it is renewed. Nobody has to."""

from __future__ import annotations

from datetime import datetime

from app.clock import now
from app.times import day, local_date, london_day_begins
from models.deals import Deal
from participation.rules.deals import OTHER
from participation.rules.deals_days import is_asked
from participation.rules.deals_life import Side
from participation.rules.needs import Need
from participation.services.deals_readers import is_lived


def to_renew(mine: list[Deal], side: Side) -> list[Need]:
    """The other side asks to renew it; or its last day is near and nobody has asked yet."""
    return [
        Need(
            f"Say whether “{deal.title}” is renewed" if asked else f"Say whether “{deal.title}” goes on",
            f"/deals/{deal.public_id}/renew", why=_why(deal, asked), due=_due(deal),
        )
        for deal in mine
        if (asked := _asked_by(deal, OTHER[side])) or _is_near(deal)
    ]  # fmt: skip


def classes_to_renew(deals: list[Deal]) -> list[Need]:
    """The same for classes, of whoever may count their hands."""
    return [
        Need(
            f"Ask the class whether “{deal.title}” is renewed", f"/deals/{deal.public_id}/class/renew",
            why=_why(deal, asked), due=_due(deal),
        )
        for deal in deals
        if (asked := _asked_by(deal, Side.OURS)) or _is_near(deal)
    ]  # fmt: skip


def _asked_by(deal: Deal, side: Side) -> bool:
    return is_lived(deal) and deal.renewal_by is side and deal.end_asked_by is None


def _is_near(deal: Deal) -> bool:
    near = deal.ends_on is not None or is_asked(deal.review_on, local_date(now()))
    return is_lived(deal) and near and deal.renewal_by is None and deal.end_asked_by is None


def _why(deal: Deal, asked: bool) -> str:
    last = deal.ends_on or deal.review_on
    asks = "The other side asks to renew it. " if asked else ""
    holds = f"Its last day is {day(last)}. " if last else ""
    return f"{asks}{holds}It goes on after that only if both sides say so."


def _due(deal: Deal) -> datetime | None:
    last = deal.ends_on or deal.review_on
    return london_day_begins(last) if last else None
