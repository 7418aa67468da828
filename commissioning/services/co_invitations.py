"""Asking somebody to write an idea too, and their yes or no. An invitation is over once the idea has moved on."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app import audit, outbox
from app.access.actors import actor_from
from app.clock import now
from app.db import db
from commissioning.rules import co_design as rules
from commissioning.rules.co_design import JoinState
from commissioning.rules.proposals import EDITABLE
from commissioning.services import co_authors, co_drafts_writing
from commissioning.services.co_authors import row_of
from models.co_design import CoAuthor
from models.people import Membership, User
from models.proposals import Proposal
from participation.rules.known import known
from participation.rules.letters import LetterKind
from participation.rules.people import Actor, ScopeKind
from participation.rules.refusals import NotFound, Refusal

OVER = "This idea has moved on, so nobody can join in writing it any more. Thank you all the same."


def people_to_ask(actor: Actor, proposal: Proposal) -> list[User]:
    """The actor's own team mates who could be asked: nobody can look up anybody else here."""
    if not actor.team_ids:
        return []
    there = {row.user_id for row in co_authors.rows_of(proposal)} | {proposal.proposer_id}
    query = (
        sa.select(User)
        .where(User.is_active, User.memberships.any(_holds_in(actor.team_ids)))
        .options(selectinload(User.memberships))
        .order_by(User.name)
    )
    return [
        user
        for user in db.session.scalars(query)
        if user.id not in there and rules.may_write(actor_from(user))
    ]


def invite(actor: Actor, proposal: Proposal, *, who: str = "", signs_in_as: str = "") -> CoAuthor | None:
    """Ask a team mate (`who`, a public id), or anybody by exactly what they sign in with.

    An address nobody signs in with gets no row and no refusal: the page must not tell who is here. For the same
    reason a person who may not be asked is passed over in the same way unless they are a team mate.
    """
    if who:
        return _ask(actor, proposal, _team_mate(actor, proposal, who))
    user = _who_signs_in_as(signs_in_as)
    if user is None:
        return None
    try:
        return _ask(actor, proposal, user)
    except Refusal:
        return None


def _ask(actor: Actor, proposal: Proposal, user: User) -> CoAuthor:
    there = row_of(proposal, user.id)
    if there is not None and there.state in rules.ASKED:
        raise Refusal("They have been asked already.", field="who")
    if there is not None:
        rules.check_may_ask_again(there.state, there.ended_at, now())
    if len(co_authors.rows_of(proposal)) >= rules.MOST_AUTHORS:
        raise Refusal("You have asked as many people as a group can have.", field="who")
    rules.check_may_invite(actor, actor_from(user), co_authors.group_of(proposal))
    row = there or CoAuthor(proposal_id=proposal.id, user_id=user.id)
    row.state, row.invited_by_id, row.invited_at = JoinState.INVITED, known(actor), now()
    db.session.add(row)
    db.session.flush()
    co_drafts_writing.share_everything(actor, proposal)
    audit.record("co_author.invited", row, actor=actor, proposal=proposal.public_id)
    outbox.post(
        user.id, "Somebody asks you to write an idea with them",
        "You have been asked to help write an idea for your area. Sign in to Our Part to say yes or no.",
        dedupe_key=f"invited:{row.public_id}:{row.invited_at.isoformat()}", kind=LetterKind.IDEAS,
        path=f"/proposals/{proposal.public_id}/invitation",
    )  # fmt: skip
    return row


def get_invitation(actor: Actor, public_id: str) -> CoAuthor:
    """The actor's own invitation to a proposal (its public id); NotFound when there is none waiting."""
    found = db.session.scalar(
        sa.select(CoAuthor)
        .join(Proposal, Proposal.id == CoAuthor.proposal_id)
        .where(
            Proposal.public_id == public_id, CoAuthor.user_id == actor.user_id,
            CoAuthor.state == JoinState.INVITED,
        )
        .options(joinedload(CoAuthor.proposal).joinedload(Proposal.team), joinedload(CoAuthor.invited_by))
    )  # fmt: skip
    if found is None:
        raise NotFound
    return found


ANSWERED: dict[JoinState, str] = {
    JoinState.ACCEPTED: "You said yes to this already. You are writing it together.",
    JoinState.DECLINED: "You said no to this already. That is fine.",
    JoinState.LEFT: "You wrote this with others, and have left it.",
}


def answered_before(actor: Actor, public_id: str) -> JoinState | None:
    """What this person said to an invitation that waits no longer; None when one waits, or they were never asked."""
    mine = sa.and_(CoAuthor.user_id == actor.user_id, CoAuthor.state != JoinState.INVITED)
    query = sa.select(CoAuthor.state, Proposal.proposer_id).join(
        Proposal, Proposal.id == CoAuthor.proposal_id
    )
    found = db.session.execute(query.where(Proposal.public_id == public_id, mine)).first()
    if found is None:
        return None
    state, leads = found
    return JoinState.ACCEPTED if leads == actor.user_id else state


def invitations_of(actor: Actor) -> list[CoAuthor]:
    """The invitations that wait for this person's yes or no, to ideas that can still be written."""
    mine = sa.and_(CoAuthor.user_id == actor.user_id, CoAuthor.state == JoinState.INVITED)
    query = sa.select(CoAuthor).join(Proposal, Proposal.id == CoAuthor.proposal_id)
    query = query.where(mine, Proposal.state.in_(EDITABLE))
    loaded = query.options(joinedload(CoAuthor.proposal), joinedload(CoAuthor.invited_by))
    return list(db.session.scalars(loaded.order_by(CoAuthor.invited_at)))


def is_over(row: CoAuthor) -> bool:
    """Whether the idea has moved on, so that nobody can join in writing it."""
    return row.proposal.state not in EDITABLE


def name_to(actor: Actor, row: CoAuthor) -> str:
    """What the person who invites is called to the one invited: team mates know each other."""
    near = bool(actor_from(row.invited_by).team_ids & actor.team_ids)
    return rules.called(row.invited_by.name, row.invited_by.age_band, is_near=near, writes_too=True)


def answer(actor: Actor, row: CoAuthor, *, yes: bool) -> None:
    """Join, or say no. A no needs no reason, and nobody is told more than that it was no.

    Raises Refusal for a yes to an idea that was joined to another, sent in, withdrawn or has ended meanwhile.
    """
    if yes:
        if is_over(row):
            raise Refusal(OVER)
        rules.check_may_join(co_authors.group_of(row.proposal), rules.writer(actor))
        row.state, row.joined_at = JoinState.ACCEPTED, now()
    else:
        row.state, row.ended_at = JoinState.DECLINED, now()
    db.session.flush()
    audit.record(f"co_author.{row.state}", row, actor=actor, proposal=row.proposal.public_id)


def _team_mate(actor: Actor, proposal: Proposal, who: str) -> User:
    for user in people_to_ask(actor, proposal):
        if user.public_id == who:
            return user
    raise Refusal("Choose somebody from the list.", field="who")


def _who_signs_in_as(typed: str) -> User | None:
    named = sa.or_(sa.func.lower(User.email) == typed.lower(), sa.func.lower(User.username) == typed.lower())
    query = sa.select(User).where(User.is_active, named).options(selectinload(User.memberships))
    return db.session.scalar(query) if typed else None


def _holds_in(team_ids: Collection[int]) -> sa.ColumnElement[bool]:
    return sa.and_(Membership.scope_kind == ScopeKind.TEAM, Membership.scope_id.in_(team_ids))
