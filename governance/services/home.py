"""What a person's home page shows: first what needs them today, then what is going on."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

import sqlalchemy as sa

from app.db import db
from commissioning.rules.pots import Standing
from commissioning.services import pots, pots_standing
from models.places import Area
from participation.rules.needs import Need, in_order
from participation.rules.people import Actor

# Each of these modules offers `needs_for(actor) -> list[Need]`.
NEEDS = (
    "participation.services.triage_needs",
    "participation.services.requests_needs",
    "participation.services.deals_needs",
    "participation.services.panels_needs",
    "participation.services.themes_needs",
    "participation.services.responses_needs",
    "commissioning.services.rounds_needs",
    "commissioning.services.proposals_needs",
    "commissioning.services.co_design_needs",
    "commissioning.services.advice_needs",
    "commissioning.services.reviews",
    "commissioning.services.decisions_needs",
    "commissioning.services.small_sums_needs",
    "commissioning.services.thanks_needs",
    "commissioning.services.pots_needs",
    "commissioning.services.two_people_reading",
    "governance.services.summaries_needs",
    "governance.services.audit_needs",
)


def needs_for(actor: Actor) -> list[Need]:
    """Everything that waits for this person, most pressing first."""
    if not actor.is_signed_in:
        return []
    return in_order([need for name in NEEDS for need in import_module(name).needs_for(actor)])


@dataclass(frozen=True)
class TeamMoney:
    """A team's open pots together, for one picture."""

    name: str
    team_id: int
    standing: Standing


def money_of(actor: Actor) -> list[TeamMoney]:
    """The open pots of each team this person sits on, summed; nothing without money. At most two queries."""
    if not actor.team_ids:
        return []
    found = pots.open_pots_of(actor.team_ids)
    standings = pots_standing.standings_of([pot.id for pot in found]) if found else {}
    teams = sorted({pot.team for pot in found}, key=lambda team: team.name)
    summed = [
        TeamMoney(
            team.name, team.id, pots.altogether([standings[pot.id] for pot in found if pot.team is team])
        )
        for team in teams
    ]
    return [one for one in summed if one.standing.areas]


def area_names() -> list[str]:
    """The place's areas, for the map."""
    return list(db.session.scalars(sa.select(Area.name).where(Area.ends_on.is_(None)).order_by(Area.name)))
