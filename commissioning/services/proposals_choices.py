"""What there is to choose from while a proposal is written (teams, areas, pots), and putting the choices on it."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from app.db import db
from commissioning.rules.pence import Pence
from commissioning.rules.proposals_content import MOST_LINES, CostLine, check_ask
from commissioning.services.pots_access import for_ideas
from models.people import Membership
from models.places import Area, Team
from models.pots import Pot
from models.proposals import Proposal, ProposalLine, ProposalOutcome
from participation.rules.people import Actor, Role, ScopeKind
from participation.rules.refusals import Refusal
from participation.rules.themes import Shanarri


def teams_open_to(actor: Actor) -> list[Team]:
    """The teams this person may propose to: their own, or any community team for somebody without one.

    A panel only advises: it has no member, chair or pot, and no vote of its own could ever choose an idea.
    """
    seats = sa.select(Membership.scope_id).where(
        Membership.scope_kind == ScopeKind.TEAM, Membership.role.in_((Role.CHAIR, Role.TEAM_MEMBER))
    )
    query = sa.select(Team).where(Team.id.in_(seats), ~Team.is_panel).order_by(Team.name)
    deciding = list(db.session.scalars(query))
    return [team for team in deciding if team.id in actor.team_ids] or deciding


def areas_open_to(proposal: Proposal) -> list[Area]:
    """The areas to choose from: the team's, or every area when the team has none of its own."""
    if proposal.team.areas:
        return list(proposal.team.areas)
    return list(db.session.scalars(sa.select(Area).where(Area.ends_on.is_(None)).order_by(Area.name)))


def pots_open_to(team_id: int) -> list[Pot]:
    """The team's open pots, by name."""
    query = sa.select(Pot).where(Pot.team_id == team_id, for_ideas()).order_by(Pot.name)
    return list(db.session.scalars(query))


def most_for(proposal: Proposal) -> Pence | None:
    """The most the chosen pot gives one project, in pence; None without a pot or a limit."""
    pot = db.session.get(Pot, proposal.pot_id) if proposal.pot_id else None
    return pot.max_award_pence if pot else None


def put_areas(proposal: Proposal, wanted: Sequence[str]) -> None:
    """Where it would happen, by public ids. Raises Refusal for a place that is not there to choose."""
    open_to = {area.public_id: area for area in areas_open_to(proposal)}
    if set(wanted) - open_to.keys():
        raise Refusal("Choose from the areas listed.", field="areas")
    proposal.areas = sorted((open_to[public_id] for public_id in set(wanted)), key=lambda area: area.name)
    proposal.area_id = proposal.areas[0].id if proposal.areas else None


def put_outcomes(proposal: Proposal, wanted: Sequence[str]) -> None:
    """What it would help with. Raises Refusal for what is not on the list."""
    if set(wanted) - set(Shanarri):
        raise Refusal("Choose from the list.", field="outcomes")
    kept = {row.outcome: row for row in proposal.outcome_rows}
    proposal.outcome_rows = [
        kept.get(part) or ProposalOutcome(outcome=part) for part in Shanarri if part in set(wanted)
    ]


def pot_of(team_id: int, wanted: str) -> int | None:
    """The key of the team's open pot with that public id; None for no choice. Raises Refusal for another."""
    if not wanted:
        return None
    for pot in pots_open_to(team_id):
        if pot.public_id == wanted:
            return pot.id
    raise Refusal("Choose from the pots listed.", field="pot")


def put_lines(proposal: Proposal, lines: Sequence[CostLine]) -> None:
    """Write the costs anew, and their sum. Raises Refusal for too many, or more than the pot gives to one idea."""
    if len(lines) > MOST_LINES:
        raise Refusal(f"List at most {MOST_LINES} things. Put small ones together.", field="lines")
    write_lines(proposal, lines)
    most = most_for(proposal)
    if lines and most is not None:
        check_ask(proposal.ask_pence, most)


def write_lines(proposal: Proposal, lines: Sequence[CostLine]) -> None:
    """The costs as they are, whatever its pot gives."""
    kept = [(line.what, line.pence) for line in proposal.lines]
    if kept != [(line.what, line.pence) for line in lines]:
        proposal.lines = [
            ProposalLine(position=place, what=line.what, pence=line.pence) for place, line in enumerate(lines)
        ]
    proposal.ask_pence = Pence(sum(line.pence for line in lines))
