"""Decisions between meetings: the committee's conditions, ward members' views, and putting off to the next meeting."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules import decisions as decision_rules
from commissioning.rules import delegated as rules
from commissioning.rules.delegated import Conditions, MemberView
from commissioning.rules.pots import DecisionRoute
from commissioning.rules.proposals import State
from commissioning.services import interests
from commissioning.services.decisions_cases import WAITS, Case, decides_for
from commissioning.services.proposals_content import by_title
from models.decisions import Decision
from models.minutes import BetweenMeetings, Deferral, MemberSaid
from models.people import Membership, User
from models.places import Body, Team
from models.pots import Pot
from models.proposals import Proposal
from participation.rules.people import Actor, Role, ScopeKind, SeatKind
from participation.rules.refusals import NotFound, Refusal


def agree_conditions(actor: Actor, team_id: int, agreed_on: date, ends_on: date, minute: str) -> None:
    """Write down the conditions a committee agreed for a year."""
    if not actor.has(Role.BOARD_CLERK, Role.COMMISSIONING_OFFICER):
        raise Refusal("Only the clerk or the commissioning officer writes down what a committee agreed.")
    if ends_on <= agreed_on:
        raise Refusal("They must end after they were agreed", field="ends_on")
    row = BetweenMeetings(
        team_id=team_id,
        agreed_on=agreed_on,
        ends_on=ends_on,
        minute=minute,
        added_by=actor.name,
        added_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    audit.record("conditions.agreed", ("between_meetings", str(row.id)), actor=actor, minute=minute)


def conditions_of(team_id: int) -> Conditions | None:
    """The newest conditions a team's committee agreed, run out or not."""
    query = sa.select(BetweenMeetings).where(BetweenMeetings.team_id == team_id)
    row = db.session.scalars(
        query.order_by(BetweenMeetings.agreed_on.desc(), BetweenMeetings.id.desc())
    ).first()
    return Conditions(row.agreed_on, row.ends_on, row.minute) if row else None


def all_conditions() -> list[BetweenMeetings]:
    """Every committee's conditions, newest first."""
    query = sa.select(BetweenMeetings).order_by(BetweenMeetings.agreed_on.desc(), BetweenMeetings.id.desc())
    return list(db.session.scalars(query.options(joinedload(BetweenMeetings.team))))


def teams() -> list[Team]:
    """Teams that have a pot, by name."""
    query = sa.select(Team).where(Team.id.in_(sa.select(Pot.team_id))).order_by(Team.name)
    return list(db.session.scalars(query))


def get_proposal_for(actor: Actor, public_id: str) -> Proposal:
    """A proposal that waits for a decision, for the people of its team and its officers; NotFound otherwise."""
    query = sa.select(Proposal).where(Proposal.public_id == public_id, Proposal.state.in_(WAITS))
    found = db.session.scalars(query).first()
    here = found is not None and (
        actor.in_team(found.team_id)
        or actor.has(Role.COMMISSIONING_OFFICER, scope=ScopeKind.TEAM, scope_id=found.team_id)
    )
    if found is None or not here:
        raise NotFound
    return found


def waiting_for(actor: Actor) -> list[Proposal]:
    """What a vote chose and nobody has decided yet, in the reader's teams: ward members are asked about these."""
    everywhere = actor.has(Role.COMMISSIONING_OFFICER, scope=ScopeKind.COUNCIL)
    query = sa.select(Proposal).where(
        Proposal.state == State.RECOMMENDED, sa.true() if everywhere else Proposal.team_id.in_(actor.team_ids)
    )
    return by_title(db.session.scalars(query))


def unsaid_by(actor: Actor) -> list[Proposal]:
    """Of those, what a ward member has not said anything about yet."""
    teams = {held.scope_id for held in actor.held if held.seat is SeatKind.ELECTED}
    said = sa.exists().where(
        MemberSaid.proposal_id == Proposal.public_id, MemberSaid.member_id == actor.user_id
    )
    interest = Proposal.id.in_(interests.keys_with_interest(actor.user_id))
    query = sa.select(Proposal).where(
        Proposal.state == State.RECOMMENDED, Proposal.team_id.in_(teams), ~said, ~interest
    )
    return by_title(db.session.scalars(query)) if teams else []


def members_of(team_id: int) -> list[User]:
    """The ward members of a team today: whoever fills an elected seat."""
    today = local_date(now())
    query = (
        sa.select(User).join(Membership, Membership.user_id == User.id)
        .where(
            Membership.scope_kind == ScopeKind.TEAM, Membership.scope_id == team_id,
            Membership.seat == SeatKind.ELECTED, Membership.starts_on <= today,
            sa.or_(Membership.ends_on.is_(None), Membership.ends_on > today),
        )
        .order_by(User.name)
    )  # fmt: skip
    return list(db.session.scalars(query).unique())


def say(
    actor: Actor, proposal: Proposal, view: MemberView, words: str = "", *, of: User | None = None
) -> MemberSaid:
    """A ward member's view, said by them or written down by the officer (`of` names the member then)."""
    if of is not None and not actor.has(
        Role.COMMISSIONING_OFFICER, scope=ScopeKind.TEAM, scope_id=proposal.team_id
    ):
        raise Refusal("Only the commissioning officer writes down another member’s view.")
    member_id = of.id if of else actor.user_id
    if member_id not in {user.id for user in members_of(proposal.team_id)}:
        raise Refusal("Only the ward members of this team are asked about it.")
    rules.check_takes_part(interests.has_interest(member_id, proposal.public_id))
    if view is MemberView.OBJECT and len(words.strip()) < 10:
        raise Refusal("Say why: the next meeting will read it", field="words")
    said = MemberSaid(
        proposal_id=proposal.public_id, member_id=member_id, view=view, words=words.strip(), recorded_by=actor.name,
        at=now(),
    )  # fmt: skip
    db.session.add(said)
    db.session.flush()
    audit.record("member.said", ("proposal", proposal.public_id), actor=actor, view=str(view))
    return said


def views_on(proposal_id: str) -> list[MemberSaid]:
    """The newest view of each member on a proposal (its public id), by name."""
    query = sa.select(MemberSaid).where(MemberSaid.proposal_id == proposal_id).order_by(MemberSaid.id)
    newest = {
        said.member_id: said for said in db.session.scalars(query.options(joinedload(MemberSaid.member)))
    }
    return sorted(newest.values(), key=lambda said: said.member.name)


def check(case: Case) -> None:
    """Refuse a decision between meetings that the committee's conditions do not allow."""
    proposal = case.proposal
    views = {said.member.name: said.view for said in views_on(proposal.public_id)}
    members = [
        user.name
        for user in members_of(proposal.team_id)
        if not interests.has_interest(user.id, proposal.public_id)
    ]
    rules.check_may_decide(conditions_of(proposal.team_id), views, members, local_date(now()))


def defer(actor: Actor, case: Case, reasons: str) -> Deferral:
    """Put a decision off to the next meeting of the team's committee. It is in the register, and reported there."""
    proposal = case.proposal
    if not decides_for(actor, proposal.team_id):
        raise NotFound
    if case.pot.decision_route is not DecisionRoute.DELEGATED_OFFICER:
        raise Refusal("Only a decision between meetings can be put off to one.")
    if deferral_of(proposal.public_id) is not None:
        raise Refusal("This is put off to the next meeting already.")
    decision_rules.check_reasons(reasons)
    deferral = Deferral(
        at=now(), proposal_id=proposal.public_id, proposal_title=proposal.title, team_id=proposal.team_id,
        to_body=body_of(proposal.team_id)[0], asked_pence=proposal.ask_pence, reasons=reasons,
        objected=[s.member.name for s in views_on(proposal.public_id) if s.view is MemberView.OBJECT],
        by_name=actor.name,
    )  # fmt: skip
    db.session.add(deferral)
    db.session.flush()
    audit.record("decision.deferred", deferral, actor=actor, proposal=proposal.public_id)
    return deferral


def deferral_of(proposal_id: str) -> Deferral | None:
    """That a proposal was put off to a meeting, if it was."""
    return db.session.scalars(sa.select(Deferral).where(Deferral.proposal_id == proposal_id)).first()


def deferred_between(team_id: int | None, since: datetime, until: datetime) -> list[Deferral]:
    """What was put off from `since` up to, not including, `until`, first first."""
    query = sa.select(Deferral).where(Deferral.at >= since, Deferral.at < until)
    if team_id is not None:
        query = query.where(Deferral.team_id == team_id)
    return list(db.session.scalars(query.order_by(Deferral.id)))


def still_deferred() -> list[Deferral]:
    """What was put off and is not decided yet, newest first, for the register."""
    query = sa.select(Deferral).where(~sa.exists().where(Decision.proposal_id == Deferral.proposal_id))
    return list(db.session.scalars(query.order_by(Deferral.id.desc()).options(joinedload(Deferral.team))))


def body_of(team_id: int) -> tuple[str, int]:
    """The name and quorum of the body that meets for a team; a plain name and no quorum when none is on record."""
    body = db.session.scalars(sa.select(Body).where(Body.team_id == team_id).order_by(Body.id)).first()
    return (body.name, body.quorum) if body else ("The committee", 0)
