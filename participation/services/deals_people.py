"""Whom a Deal concerns on each side: who agreed it, answers for a part, sits on the team, or is with a class."""

from __future__ import annotations

from itertools import takewhile

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import local_date
from models.deals import CheckIn, Deal
from models.deals_lived import DealReview, DealView
from models.people import Membership, User
from participation.rules.deals import WITH_A_CLASS
from participation.rules.deals_life import DealAction, Side
from participation.rules.deals_sides import OUR_ROLES, YOUR_ROLES
from participation.rules.people import Role, ScopeKind, SeatKind
from participation.services.deals_readers import standing_pairs


def people_of(deal: Deal, side: Side) -> list[int]:
    """Who is written to for a side, all of them active today. A class is asked through those who are with it."""
    return _of_ours(deal) if side is Side.OURS else _of_yours(deal)


def leads_of(organisation_ids: set[int]) -> list[int]:
    """Who speaks for these organisations today."""
    return _active(
        Membership.role == Role.PARTNER_LEAD, Membership.scope_kind == ScopeKind.ORGANISATION,
        Membership.scope_id.in_(organisation_ids),
    ) if organisation_ids else []  # fmt: skip


def spoke_of(deal: Deal) -> list[int]:
    """Whoever checked in, or said whether the other side kept its part, and is active today."""
    ids = [pair.id for pair in deal.all_pairs]
    spoke = sa.union(
        sa.select(CheckIn.user_id).where(CheckIn.pair_id.in_(ids)),
        sa.select(DealView.user_id).where(DealView.pair_id.in_(ids)),
    )
    return _active(Membership.user_id.in_(sa.select(spoke.subquery().c.user_id)))


def asked_or_declined(deal: Deal, side: Side | None = None) -> list[int]:
    """Whoever asked to renew or to end it, or said no, since it was renewed last, and is active today.

    Of one side, or of both: they hear what came of it, though they never agreed its words.
    """
    query = sa.select(DealReview).where(DealReview.deal_id == deal.id).order_by(DealReview.id.desc())
    reviews = list(db.session.scalars(query))
    if reviews and reviews[0].action is DealAction.RENEW:  # the yes itself
        del reviews[0]
    since = takewhile(lambda one: one.action is not DealAction.RENEW, reviews)
    who = {one.user_id for one in since if side is None or one.side is side}
    return _active(Membership.user_id.in_(who)) if who else []


def _of_ours(deal: Deal) -> list[int]:
    """Whoever agreed for us or answers for a part; for a school's, its lead; else everybody who may agree for us."""
    known = {a.user_id for a in deal.agreements if a.side is Side.OURS}
    known |= {p.our_owner_id for p in (*deal.pairs, *standing_pairs(deal)) if p.our_owner_id is not None}
    found = _active(Membership.user_id.in_(known), Membership.role.in_(OUR_ROLES)) if known else []
    if deal.organisation_id is not None:
        found += leads_of({deal.organisation_id})
    council = tuple(role for role in OUR_ROLES if role is not Role.PARTNER_LEAD)
    return sorted(set(found)) or _active(Membership.role.in_(council))


def _of_yours(deal: Deal) -> list[int]:
    if deal.stands_for in WITH_A_CLASS:
        return _active(Membership.role == Role.PARTICIPATION_WORKER)
    seats = (
        Membership.role.in_(YOUR_ROLES),
        sa.or_(Membership.seat.is_(None), Membership.seat != SeatKind.ELECTED),
    )
    if deal.team_id is not None:
        return _active(*seats, Membership.scope_kind == ScopeKind.TEAM, Membership.scope_id == deal.team_id)
    known = {a.user_id for a in deal.agreements if a.side is Side.YOURS}
    return (_active(*seats, Membership.user_id.in_(known)) if known else []) or _active(*seats)


def _active(*where: sa.ColumnElement[bool]) -> list[int]:
    today = local_date(now())
    query = sa.select(Membership.user_id).join(Membership.user).where(
        *where, User.is_active, Membership.starts_on <= today,
        sa.or_(Membership.ends_on.is_(None), Membership.ends_on > today),
    )  # fmt: skip
    return list(db.session.scalars(query.distinct().order_by(Membership.user_id)))
