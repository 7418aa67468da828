"""Naming the officer who checks a proposal. Nobody with a part in it can be named."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit, outbox
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.apart import check_apart, is_apart
from commissioning.services.involved import involved_in, involved_pairs
from models.people import Membership, User
from models.proposals import Proposal
from models.reviews import ReviewAssignment
from participation.rules.known import known
from participation.rules.letters import LetterKind
from participation.rules.people import Actor, Role
from participation.rules.refusals import Refusal


def officers() -> list[User]:
    """Everybody who may check proposals today, by name."""
    today = local_date(now())
    holds = sa.and_(
        Membership.role == Role.COMMISSIONING_OFFICER, Membership.starts_on <= today,
        sa.or_(Membership.ends_on.is_(None), Membership.ends_on > today),
    )  # fmt: skip
    query = sa.select(User).where(User.is_active, User.memberships.any(holds)).order_by(User.name)
    return list(db.session.scalars(query))


def officers_for(proposal: Proposal) -> list[User]:
    """Those of them who have no part in this one."""
    parts = involved_in(proposal)
    return [one for one in officers() if is_apart(one.id, parts)]


def assign(actor: Actor, proposal: Proposal, officer_id: str) -> ReviewAssignment:
    """Name the officer (a public id) who checks this one; they are told. Raises Refusal when they have a part in it."""
    officer = next((one for one in officers() if one.public_id == officer_id), None)
    if officer is None:
        raise Refusal("Choose an officer from the list.", field="officer")
    try:
        check_apart(officer.id, involved_in(proposal), another="another officer must check it")
    except Refusal:
        raise Refusal(
            f"{officer.name} has a part in this, so another officer must check it.", field="officer"
        ) from None
    named = _named(proposal)
    if named is None:
        named = ReviewAssignment(proposal_id=proposal.id)
        db.session.add(named)
    named.reviewer_id, named.assigned_by_id, named.at = officer.id, known(actor), now()
    db.session.flush()
    audit.record("review.assigned", proposal, actor=actor, reviewer=officer.public_id)
    if officer.id != actor.user_id:
        outbox.post(
            officer.id, "A proposal to check", "You are named to check a proposal. Sign in to Our Part to read it.",
            dedupe_key=f"assigned:{proposal.public_id}:{officer.public_id}:{now().isoformat()}",
            kind=LetterKind.CHECKS, path=f"/reviews/{proposal.public_id}",
        )  # fmt: skip
    return named


def named_for(public_ids: Collection[str]) -> dict[str, tuple[int, str]]:
    """Who is named to check each of these proposals, by public id: (key, name)."""
    query = (
        sa.select(Proposal.public_id, User.id, User.name)
        .join(ReviewAssignment, ReviewAssignment.proposal_id == Proposal.id)
        .join(User, User.id == ReviewAssignment.reviewer_id)
        .where(Proposal.public_id.in_(public_ids))
    )
    return (
        {public_id: (key, name) for public_id, key, name in db.session.execute(query)} if public_ids else {}
    )


def able_for(public_ids: Collection[str]) -> dict[str, tuple[int, str]]:
    """As `named_for`, without those who no longer check, or have a part in it since: it waits for anybody then."""
    named = named_for(public_ids)
    able = {one.id for one in officers()}
    apart = involved_pairs({key for key, _ in named.values()}, named)
    return {
        public_id: (key, name)
        for public_id, (key, name) in named.items()
        if key in able and (key, public_id) not in apart
    }


def named(proposal: Proposal) -> User | None:
    """The officer named to check it, while they can."""
    found = _named(proposal)
    return found.reviewer if found is not None and found.reviewer in officers_for(proposal) else None


def cannot_any_more(proposal: Proposal) -> str:
    """The name of the officer who was named and no longer checks, or has a part in it since; "" when there is none."""
    found = _named(proposal)
    return found.reviewer.name if found is not None and named(proposal) is None else ""


def check_is_theirs(actor: Actor, proposal: Proposal) -> None:
    """Raise Refusal when another officer is named to check it."""
    officer = named(proposal)
    if officer is not None and officer.id != actor.user_id:
        raise Refusal(
            f"{officer.name} is named to check this. Name yourself first if you are taking it over."
        )


def _named(proposal: Proposal) -> ReviewAssignment | None:
    query = sa.select(ReviewAssignment).where(ReviewAssignment.proposal_id == proposal.id)
    return db.session.scalar(query.options(joinedload(ReviewAssignment.reviewer)))
