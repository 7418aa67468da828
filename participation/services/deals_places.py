"""Where a Deal can hold and who can be reminded: what the forms offer."""

from __future__ import annotations

import sqlalchemy as sa

from app.db import db
from models.awards import Award
from models.deals import Deal
from models.organisations import Organisation
from models.people import User
from models.proposals import Proposal
from participation.rules.deals import StandsFor
from participation.rules.deals_sides import OUR_ROLES
from participation.rules.people import Actor
from participation.services import deals_partners, triage_desk
from participation.services.deals_readers import COUNCIL_WIDE, partner_of

SCHOOLS = ("school",)
MOST = 100


def schools(actor: Actor) -> list[Organisation]:
    """Schools a Deal can stand for; somebody who speaks for a partner finds their own alone."""
    found = deals_partners.organisations(SCHOOLS)
    mine = partner_of(actor)
    if mine and not actor.has(*COUNCIL_WIDE):
        return [school for school in found if school.id in mine]
    return found


def projects() -> list[Proposal]:
    """Projects that were awarded money, newest first: a Deal can stand for one."""
    awarded = Proposal.public_id.in_(sa.select(Award.proposal_id))
    query = sa.select(Proposal).where(Proposal.let_through, awarded).order_by(Proposal.id.desc())
    return list(db.session.scalars(query.limit(MOST)))


def our_people() -> list[User]:
    """Who can be reminded of a part of ours, by name."""
    return triage_desk.people_holding(*OUR_ROLES)


def name_of(deal: Deal) -> str:
    """For whom a Deal stands, in a few words."""
    where = deal.team.name if deal.team else "the whole borough"
    if deal.stands_for is StandsFor.SCHOOL and deal.organisation:
        return deal.organisation.name
    if deal.stands_for is StandsFor.PROJECT and deal.proposal:
        return f"{deal.proposal.title}, {where}"
    return deal.group_name if deal.stands_for is StandsFor.GROUP else where


def heading_of(deal: Deal) -> str:
    """The same, to stand by itself."""
    name = name_of(deal)
    return name[:1].upper() + name[1:]
