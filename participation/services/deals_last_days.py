"""A Deal's last day: both sides are asked in time whether it goes on, and without two yeses it ends there."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app import once
from app.db import db
from app.times import day, local_date
from models.deals import Deal, DealPair
from participation.rules.deals_days import NOTICE, last_day
from participation.rules.deals_life import DealAction, DealState
from participation.rules.facts import Fact, Section
from participation.rules.people import Actor
from participation.services import deals_told
from participation.services.deals_moves import facts_of, move

AT_A_TIME = 200  # Deals; the rest wait for the next hour


def see_to(now: datetime) -> str:
    """Ask both sides of every Deal whose day is near, and end those whose last day has passed (part of a job)."""
    today, clock, ended = local_date(now), Actor.system(), 0
    lived = sa.and_(
        Deal.begun_at.is_not(None), Deal.agreed_version.is_not(None), Deal.state != DealState.RETIRED
    )
    near = sa.or_(Deal.ends_on < today, sa.and_(Deal.ends_on.is_(None), Deal.review_on <= today + NOTICE))
    query = sa.select(Deal).where(lived, near).order_by(Deal.id).limit(AT_A_TIME)
    whole = (selectinload(Deal.all_pairs).selectinload(DealPair.check_ins), selectinload(Deal.agreements))
    for deal in db.session.scalars(query.options(*whole)):
        if deal.ends_on is None and deal.review_on is not None:
            deal.ends_on = last_day(deal.review_on, today)
            deals_told.last_day(deal)
        elif _still_over(deal):
            move(clock, deal, DealAction.RUN_OUT, facts_of(clock, deal))
            deal.renewal_by = deal.renew_to = deal.end_asked_by = None
            deals_told.ended(deal, besides=clock, ran_out=True)
            ended += 1
        db.session.flush()
    return f" {ended} ended on their last day." if ended else ""


def _still_over(deal: Deal) -> bool:
    """Whether its last day is still the one that was read: who renewed it meanwhile was in time."""
    return once.changed(deal, Deal.ends_on == deal.ends_on, ends_on=deal.ends_on)


def ran_out_between(since: datetime, until: datetime) -> sa.ColumnElement[bool]:
    """Deals whose last day passed in that time without two yeses: they are told of once more, late parts first."""
    return sa.and_(
        Deal.state == DealState.RETIRED, Deal.ends_on >= local_date(since), Deal.ends_on < local_date(until)
    )


def as_of(deal: Deal, until: datetime) -> date:
    """The day by which its parts are judged: one that ran out is judged by its last day."""
    today = local_date(until)
    return min(today, deal.ends_on) if deal.state is DealState.RETIRED and deal.ends_on else today


def ended_fact(deal: Deal) -> list[Fact]:
    """That it ran out, told once."""
    if deal.state is not DealState.RETIRED or deal.ends_on is None:
        return []
    when = day(deal.ends_on)
    return [
        Fact(
            Section.OUR_PART, f"deal-ended:{deal.public_id}",
            f"{deal.title}: it ended after {when}, its last day. Both sides had not agreed to renew it.",
            f"“{deal.title}” ended after {when}. Both sides had not agreed to renew it.",
            path=f"/deals/{deal.public_id}",
        )
    ]  # fmt: skip
