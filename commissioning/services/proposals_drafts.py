"""Writing a proposal: begin, save as you go, send in, withdraw. Only the proposer ever comes through here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa

from app import audit
from app.clock import now
from app.db import db
from commissioning.rules.pence import Pence
from commissioning.rules.proposals import EDITABLE, Action, State
from commissioning.rules.proposals_content import MOST_LINES, Content, CostLine, check_ask, check_ready
from commissioning.rules.searching import folded
from commissioning.rules.what_works import Card
from commissioning.services import proposals_index
from commissioning.services.pots_access import promising_now
from commissioning.services.proposals import move
from models.people import Membership
from models.places import Area, Team
from models.pots import Pot
from models.proposals import Proposal, ProposalLine, ProposalOutcome, ProposalVersion
from participation.rules.gate import WordsKind
from participation.rules.people import Actor, Role, ScopeKind
from participation.rules.refusals import NotFound, Refusal
from participation.rules.themes import Shanarri
from participation.services import gate

WORD_FIELDS = frozenset(
    {
        "title", "need", "who_benefits", "how_many", "builds_on", "our_part", "your_part",
        "group_name", "is_constituted", "sponsor",
    }
)  # fmt: skip


def teams_open_to(actor: Actor) -> list[Team]:
    """The teams this person may propose to: their own, or any community team for a resident or a provider.

    A panel that only advises has no member or chair, and comes last for its own people and never for others.
    """
    seats = sa.select(Membership.scope_id).where(
        Membership.scope_kind == ScopeKind.TEAM, Membership.role.in_((Role.CHAIR, Role.TEAM_MEMBER))
    )
    decides = Team.id.in_(seats)
    query = sa.select(Team).order_by(sa.case((decides, 0), else_=1), Team.name)
    query = query.where(Team.id.in_(actor.team_ids) if actor.team_ids else decides)
    return list(db.session.scalars(query))


def start(actor: Actor, *, team: str, title: str, card: Card | None = None) -> Proposal:
    """Begin a draft for the team with that public id. Nobody but the proposer sees it.

    From a library card it begins with sentences to finish, and with none of the card's figures.
    """
    chosen = next((found for found in teams_open_to(actor) if found.public_id == team), None)
    if chosen is None or actor.user_id is None:
        raise Refusal("Choose one of the teams listed.", field="team")
    proposal = Proposal(
        team_id=chosen.id, proposer_id=actor.user_id, title=title, state=State.DRAFT,
        created_at=now(), saved_at=now(),
    )  # fmt: skip
    if card is not None and card.starter is not None:
        proposal.started_from = card.slug
        for name, text in asdict(card.starter).items():
            setattr(proposal, name, text)
        proposal.outcome_rows = [ProposalOutcome(outcome=part) for part in card.parts]
    db.session.add(proposal)
    db.session.flush()
    audit.record("proposal.drafted", proposal, actor=actor)
    return proposal


def get_own(actor: Actor, public_id: str) -> Proposal:
    """The actor's own proposal, in any state; raises NotFound for anybody else's."""
    found = db.session.scalar(
        sa.select(Proposal).where(Proposal.public_id == public_id, Proposal.proposer_id == actor.user_id)
    )
    if found is None:
        raise NotFound
    return found


def get_editable(actor: Actor, public_id: str) -> Proposal:
    """As `get_own`, and raises Refusal when it has been sent in and not returned."""
    proposal = get_own(actor, public_id)
    if proposal.state not in EDITABLE:
        raise Refusal(
            "You have sent this in, so it cannot be changed now. If it needs changing, the officer can return it."
        )
    return proposal


def content_of(proposal: Proposal) -> Content:
    """What the proposer has written so far."""
    return Content(
        title=proposal.title, need=proposal.need, who_benefits=proposal.who_benefits, how_many=proposal.how_many,
        areas=tuple(area.name for area in proposal.areas), builds_on=proposal.builds_on,
        lines=tuple(CostLine(line.what, line.pence) for line in proposal.lines),
        our_part=proposal.our_part, your_part=proposal.your_part, group_name=proposal.group_name,
        is_constituted=proposal.is_constituted, sponsor=proposal.sponsor,
        outcomes=tuple(str(part) for part in proposal.outcomes),
    )  # fmt: skip


def save(actor: Actor, public_id: str, changes: Mapping[str, Any]) -> Proposal:
    """Keep what was written so far; half-written is fine. `changes`: the word fields by name, and areas, lines, pot.

    `areas` are public ids, `lines` are CostLines, `pot` a public id or "". Raises Refusal for what is not there to
    choose, and NotFound for anybody else's draft.
    """
    proposal = get_editable(actor, public_id)
    for name in WORD_FIELDS & changes.keys():
        setattr(proposal, name, changes[name])
    if "areas" in changes:
        _put_areas(proposal, changes["areas"])
    if "outcomes" in changes:
        _put_outcomes(proposal, changes["outcomes"])
    if "pot" in changes:
        proposal.pot_id = _pot_id(proposal.team_id, changes["pot"])
    if "lines" in changes:
        _put_lines(proposal, changes["lines"])
    proposal.saved_at = now()
    db.session.flush()
    return proposal


def areas_open_to(proposal: Proposal) -> list[Area]:
    """The areas to choose from: the team's, or every area when the team has none of its own."""
    if proposal.team.areas:
        return list(proposal.team.areas)
    return list(db.session.scalars(sa.select(Area).where(Area.ends_on.is_(None)).order_by(Area.name)))


def pots_open_to(team_id: int) -> list[Pot]:
    """The team's open pots, by name."""
    query = sa.select(Pot).where(Pot.team_id == team_id, promising_now()).order_by(Pot.name)
    return list(db.session.scalars(query))


def most_for(proposal: Proposal) -> Pence | None:
    """The most the chosen pot gives one project, in pence; None without a pot or a limit."""
    pot = db.session.get(Pot, proposal.pot_id) if proposal.pot_id else None
    return pot.max_award_pence if pot else None


def submit(actor: Actor, public_id: str) -> ProposalVersion:
    """Send it in: a numbered version is kept as it stands, and a child's or resident's words wait at the gate.

    Raises Refusal when something is missing, when it asks more than its pot gives, or when it was sent in already.
    """
    proposal = get_own(actor, public_id)
    if proposal.state is State.SUBMITTED:
        raise Refusal("You have already sent this in. The officer is checking it.")
    proposal = get_editable(actor, public_id)
    content = content_of(proposal)
    check_ready(content, most_for(proposal))
    proposal.version, proposal.submitted_at = proposal.version + 1, now()
    version = ProposalVersion(
        proposal_id=proposal.id, number=proposal.version, title=content.title, ask_pence=content.total,
        content=content.as_json(), words=folded(content.words), at=now(),
    )  # fmt: skip
    db.session.add(version)
    db.session.flush()
    proposals_index.add(version)
    move(actor, proposal, Action.SUBMIT)
    gate.hold(WordsKind.PROPOSAL, proposal.public_id, content.words, by=actor, area_id=proposal.area_id)
    return version


def withdraw(actor: Actor, public_id: str, reason: str = "") -> Proposal:
    """Take it back. The record is kept; a vote that has begun goes on without a way out, so that it stays fair."""
    proposal = get_own(actor, public_id)
    if proposal.state is State.IN_ROUND:
        raise Refusal("People are voting on this now, so it cannot be withdrawn until the vote has closed.")
    move(actor, proposal, Action.WITHDRAW, reason=reason)
    return proposal


def _put_areas(proposal: Proposal, wanted: Sequence[str]) -> None:
    open_to = {area.public_id: area for area in areas_open_to(proposal)}
    if set(wanted) - open_to.keys():
        raise Refusal("Choose from the areas listed.", field="areas")
    proposal.areas = sorted((open_to[public_id] for public_id in set(wanted)), key=lambda area: area.name)
    proposal.area_id = proposal.areas[0].id if proposal.areas else None


def _put_outcomes(proposal: Proposal, wanted: Sequence[str]) -> None:
    if set(wanted) - set(Shanarri):
        raise Refusal("Choose from the list.", field="outcomes")
    kept = {row.outcome: row for row in proposal.outcome_rows}
    proposal.outcome_rows = [
        kept.get(part) or ProposalOutcome(outcome=part) for part in Shanarri if part in set(wanted)
    ]


def _pot_id(team_id: int, wanted: str) -> int | None:
    if not wanted:
        return None
    for pot in pots_open_to(team_id):
        if pot.public_id == wanted:
            return pot.id
    raise Refusal("Choose from the pots listed.", field="pot")


def _put_lines(proposal: Proposal, lines: Sequence[CostLine]) -> None:
    if len(lines) > MOST_LINES:
        raise Refusal(f"List at most {MOST_LINES} things. Put small ones together.", field="lines")
    kept = [(line.what, line.pence) for line in proposal.lines]
    if kept != [(line.what, line.pence) for line in lines]:
        proposal.lines = [
            ProposalLine(position=place, what=line.what, pence=line.pence) for place, line in enumerate(lines)
        ]
    proposal.ask_pence = Pence(sum(line.pence for line in lines))
    most = most_for(proposal)
    if lines and most is not None:
        check_ask(proposal.ask_pence, most)
