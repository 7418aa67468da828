"""The people who write an idea together: asking somebody, their yes or no, leaving, and who is what to whom."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit, outbox
from app.access.actors import actor_from
from app.clock import now
from app.db import db
from commissioning.rules import co_design as rules
from commissioning.rules.co_design import JoinState, Writer
from models.co_design import CoAuthor
from models.people import User
from models.proposals import Proposal
from participation.rules.letters import LetterKind
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal


@dataclass(frozen=True)
class Author:
    """One of the people behind an idea, as a reader may know them."""

    user_id: int
    name: str
    is_lead: bool
    state: JoinState


def is_author(user_id: int | None) -> sa.ColumnElement[bool]:
    """The proposals this person writes: as the proposer, or as one who accepted an invitation."""
    if user_id is None:
        return sa.false()
    joined = sa.select(CoAuthor.proposal_id).where(
        CoAuthor.user_id == user_id, CoAuthor.state == JoinState.ACCEPTED
    )
    return sa.or_(Proposal.proposer_id == user_id, Proposal.id.in_(joined))


def author_ids(proposal: Proposal) -> frozenset[int]:
    """Who writes it now."""
    joined = sa.select(CoAuthor.user_id).where(
        CoAuthor.proposal_id == proposal.id, CoAuthor.state == JoinState.ACCEPTED
    )
    return frozenset({proposal.proposer_id, *db.session.scalars(joined)})


def ever_author(user_id: int) -> sa.ColumnElement[bool]:
    """The condition that this person writes a proposal, or ever did."""
    joined = sa.select(CoAuthor.proposal_id).where(
        CoAuthor.user_id == user_id, CoAuthor.joined_at.is_not(None)
    )
    return sa.or_(Proposal.proposer_id == user_id, Proposal.id.in_(joined))


def authored_among(user_id: int | None, ids: Collection[int]) -> frozenset[int]:
    """Which of these proposals this person writes, in one query."""
    query = sa.select(Proposal.id).where(Proposal.id.in_(ids), is_author(user_id))
    return frozenset(db.session.scalars(query)) if ids and user_id is not None else frozenset()


def rows_of(proposal: Proposal, *states: JoinState) -> list[CoAuthor]:
    """The rows of those states (default: asked or joined), first asked first, each with its person."""
    query = sa.select(CoAuthor).where(
        CoAuthor.proposal_id == proposal.id, CoAuthor.state.in_(states or tuple(rules.ASKED))
    )
    loaded = query.options(joinedload(CoAuthor.user).selectinload(User.memberships))
    return list(db.session.scalars(loaded.order_by(CoAuthor.id)))


def group_of(proposal: Proposal) -> list[Writer]:
    """Everybody who writes it now, as safety needs to know them."""
    lead = actor_from(db.session.get_one(User, proposal.proposer_id))
    joined = (actor_from(row.user) for row in rows_of(proposal, JoinState.ACCEPTED))
    return [rules.writer(lead), *(rules.writer(one) for one in joined)]


def is_paused(proposal: Proposal) -> bool:
    """Whether the people who joined must wait, because a child and an adult would be alone together."""
    return not rules.is_safe_together(group_of(proposal))


class MustWait(Refusal):
    """The group needs one more person before the people who joined can go on."""


def paused_among(actor: Actor, public_ids: Collection[str]) -> frozenset[str]:
    """Which of these ideas this person joined and cannot go on with until one more person joins. Fixed few queries."""
    query = sa.select(Proposal).where(
        Proposal.public_id.in_(public_ids), Proposal.proposer_id != actor.user_id
    )
    ideas = list(
        db.session.scalars(query.options(joinedload(Proposal.proposer).selectinload(User.memberships)))
    )
    if not ideas:
        return frozenset()
    joined = sa.select(CoAuthor).where(
        CoAuthor.proposal_id.in_([idea.id for idea in ideas]), CoAuthor.state == JoinState.ACCEPTED
    )
    rows = list(db.session.scalars(joined.options(joinedload(CoAuthor.user).selectinload(User.memberships))))
    return frozenset(
        idea.public_id
        for idea in ideas
        if not rules.is_safe_together(
            [
                rules.writer(actor_from(user))
                for user in (idea.proposer, *(row.user for row in rows if row.proposal_id == idea.id))
            ]
        )
    )


def must_wait(actor: Actor, proposal: Proposal) -> bool:
    """Whether this person joined a group that must wait for one more person."""
    return actor.user_id != proposal.proposer_id and is_paused(proposal)


def check_together(actor: Actor, proposal: Proposal) -> None:
    """Raise MustWait to somebody who joined a group that must wait for one more person."""
    if must_wait(actor, proposal):
        raise MustWait(f"{rules.NOT_ALONE} Writing goes on when somebody else has joined.")


def authors_for(actor: Actor, proposal: Proposal, *, near: bool = False) -> list[Author]:
    """The people behind it as this reader may know them, the proposer first; to authors, team mates who were asked.
    `near`: a young person's name is theirs to read too, as it is for staff (see proposals_reading.is_near).

    Somebody asked by what they sign in with shows once they have joined: before that, the list would tell who is here.
    """
    near, own = near or proposal.team_id in actor.team_ids, actor.user_id in author_ids(proposal)
    people = [(proposal.proposer, True, JoinState.ACCEPTED)]
    people += [(row.user, False, row.state) for row in rows_of(proposal) if _shows(actor, row, own)]
    return [
        Author(
            user.id,
            rules.called(user.name, user.age_band, is_near=near or user.id == actor.user_id, writes_too=own),
            lead,
            state,
        )
        for user, lead, state in people
    ]


def _shows(actor: Actor, row: CoAuthor, own: bool) -> bool:
    if row.state is JoinState.ACCEPTED:
        return True
    return own and bool(actor_from(row.user).team_ids & actor.team_ids)


def get_authored(actor: Actor, public_id: str) -> Proposal:
    """A proposal this person writes, alone or with others; NotFound otherwise."""
    found = db.session.scalar(
        sa.select(Proposal)
        .where(Proposal.public_id == public_id, is_author(actor.user_id))
        .options(joinedload(Proposal.proposer), joinedload(Proposal.team))
    )
    if found is None:
        raise NotFound
    return found


def get_published(actor: Actor, public_id: str) -> Proposal:
    """As `get_authored`, for one that has a version; NotFound before that."""
    proposal = get_authored(actor, public_id)
    if not proposal.version:
        raise NotFound
    return proposal


def leave(actor: Actor, proposal: Proposal) -> None:
    """Leave a group. When the proposer leaves, whoever joined first goes on as the one who sends it in."""
    joined, was_lead = rows_of(proposal, JoinState.ACCEPTED), proposal.proposer_id == actor.user_id
    rules.check_may_leave(1 + len(joined))
    _move_out(actor, proposal, joined)
    _tell_the_rest(proposal, leads_now=proposal.proposer_id if was_lead else None)


def _move_out(actor: Actor, proposal: Proposal, joined: list[CoAuthor]) -> None:
    if proposal.proposer_id == actor.user_id:
        _hand_over(proposal, joined[0])
        audit.record("co_author.left", proposal, actor=actor, handed_to=joined[0].user.public_id)
        return
    mine = next(row for row in joined if row.user_id == actor.user_id)
    mine.state, mine.ended_at = JoinState.LEFT, now()
    db.session.flush()
    audit.record("co_author.left", mine, actor=actor, proposal=proposal.public_id)


def _tell_the_rest(proposal: Proposal, leads_now: int | None) -> None:
    """Whoever goes on hears that somebody left, and the one it now belongs to that it does. Nobody is named."""
    for user_id in sorted(author_ids(proposal)):
        more = (
            " You are now the one who sends it in, and who can withdraw it." if user_id == leads_now else ""
        )
        outbox.post(
            user_id, "Somebody left an idea you write",
            f"Somebody who wrote an idea with you has left it. What they wrote stays.{more} Sign in to see it.",
            dedupe_key=f"left:{proposal.public_id}:{now().isoformat()}:{user_id}", kind=LetterKind.IDEAS,
            path=f"/proposals/{proposal.public_id}",
        )  # fmt: skip


def _hand_over(proposal: Proposal, to: CoAuthor) -> None:
    """The row that said who joined now says who left, so that nobody's part is forgotten."""
    leaving, new_lead = proposal.proposer_id, to.user_id
    earlier = row_of(proposal, leaving)
    if earlier is None:
        earlier = CoAuthor(
            proposal_id=proposal.id, user_id=leaving, invited_by_id=leaving, invited_at=proposal.created_at,
        )  # fmt: skip
        db.session.add(earlier)
    earlier.state, earlier.joined_at, earlier.ended_at = JoinState.LEFT, proposal.created_at, now()
    to.state, to.ended_at = JoinState.LEFT, now()  # the proposer is on the proposal itself
    proposal.proposer_id = new_lead
    db.session.flush()
    db.session.refresh(proposal, ["proposer"])


def row_of(proposal: Proposal, user_id: int) -> CoAuthor | None:
    """What is kept of this person and this idea, whether they were asked, joined, said no or left."""
    return db.session.scalar(
        sa.select(CoAuthor).where(CoAuthor.proposal_id == proposal.id, CoAuthor.user_id == user_id)
    )
