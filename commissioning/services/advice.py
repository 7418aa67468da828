"""Asking young advisors before a decision, and their views.

A view's words wait at the gate like everything a young person writes; the decision waits with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit, outbox
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules import advice as rules
from commissioning.rules.advice import View
from commissioning.rules.proposals import State
from commissioning.services import interests
from commissioning.services.involved import writers_of
from commissioning.services.proposals_reading import is_let_through, published_titles, readable
from models.advice import Advice, AdviceRequest
from models.decisions import Decision
from models.packs import Pack
from models.people import Membership, User
from models.proposals import Proposal
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.letters import LetterKind
from participation.rules.people import Actor, Role, ScopeKind
from participation.rules.refusals import NotFound, Refusal
from participation.rules.seen import refuse_unseen
from participation.services import gate

OPEN = (State.SHORTLISTED, State.IN_ROUND, State.RECOMMENDED, State.NOT_CHOSEN)


@dataclass(frozen=True)
class ToAdvise:
    """One proposal that waits for a young advisor's view."""

    proposal: Proposal
    title: str
    reply_by: datetime


def ask(actor: Actor, proposal: Proposal) -> AdviceRequest:
    """Ask the young advisors, once; asking again changes nothing."""
    earlier = request_for(proposal)
    if earlier is not None:
        return earlier
    made = AdviceRequest(
        proposal_id=proposal.id, asked_at=now(), reply_by=rules.reply_by(now()), asked_by_id=actor.user_id
    )
    db.session.add(made)
    db.session.flush()
    audit.record("advice.asked", proposal, actor=actor)
    for user_id in advisors_for(proposal):
        outbox.post(
            user_id, "What do you think?",
            "A proposal is ready for young advisors’ advice. Sign in to Our Part to read it and say what you think.",
            dedupe_key=f"advice:{proposal.public_id}:{user_id}", kind=LetterKind.ADVICE,
            path=f"/proposals/{proposal.public_id}/advice",
        )  # fmt: skip
    return made


def ask_for(actor: Actor, proposal: Proposal) -> AdviceRequest:
    """As `ask`, by a person; raises Refusal unless the proposal is on its way to a decision."""
    if proposal.state not in OPEN or is_decided(proposal):
        raise Refusal(
            "Young advisors are asked once a proposal has passed its check, and before it is decided."
        )
    return ask(actor, proposal)


def request_for(proposal: Proposal) -> AdviceRequest | None:
    """When advice was asked for, if it was."""
    return db.session.scalar(sa.select(AdviceRequest).where(AdviceRequest.proposal_id == proposal.id))


def advisors_for(proposal: Proposal) -> frozenset[int]:
    """The young advisors of its team and of every panel that only advises, less those with a part in it."""
    seats = sa.select(Membership.scope_id).where(
        Membership.scope_kind == ScopeKind.TEAM, Membership.role.in_((Role.CHAIR, Role.TEAM_MEMBER))
    )
    today = local_date(now())
    query = (
        sa.select(Membership.user_id)
        .join(User)
        .where(
            Membership.role == Role.YOUNG_ADVISOR, User.is_active, Membership.starts_on <= today,
            sa.or_(Membership.ends_on.is_(None), Membership.ends_on > today),
            Membership.scope_kind == ScopeKind.TEAM,
            sa.or_(Membership.scope_id == proposal.team_id, Membership.scope_id.not_in(seats)),
        )
    )  # fmt: skip
    there = frozenset(db.session.scalars(query))
    return there - writers_of(proposal) - interests.interested_in(proposal.public_id)


def get_to_advise(actor: Actor, proposal_id: str) -> Proposal:
    """A proposal this young advisor can be asked about; NotFound otherwise."""
    row = db.session.execute(
        readable(actor).where(Proposal.public_id == proposal_id, is_let_through(), Proposal.state.in_(OPEN))
    ).first()
    if row is None or not _is_asked(actor, row[0]):
        raise NotFound
    proposal: Proposal = row[0]
    return proposal


def was_asked(actor: Actor, proposal_id: str) -> bool:
    """Whether this person was among those asked about it, be it over or not theirs to read any more."""
    proposal = db.session.scalar(sa.select(Proposal).where(Proposal.public_id == proposal_id))
    return proposal is not None and request_for(proposal) is not None and _is_asked(actor, proposal)


def can_read(actor: Actor, proposal_id: str) -> bool:
    """Whether this person may read the idea as it is now."""
    return db.session.execute(readable(actor).where(Proposal.public_id == proposal_id)).first() is not None


def mine(actor: Actor, proposal: Proposal) -> Advice | None:
    """The view this person gave last."""
    return next((one for one in newest_views(proposal) if one.by_id == actor.user_id), None)


def why_not(actor: Actor, proposal: Proposal) -> str:
    """Why this young advisor gives no view on it, in a sentence; "" when they may."""
    try:
        _check_may_advise(actor, proposal)
    except Refusal as refusal:
        return refusal.reason
    return ""


def _check_may_advise(actor: Actor, proposal: Proposal) -> None:
    rules.check_may_advise(
        is_author=actor.user_id in writers_of(proposal),
        has_interest=interests.has_interest(actor.user_id, proposal.public_id),
        is_decided=is_decided(proposal),
    )


def mark_of(proposal: Proposal) -> str:
    """The mark of the pack young advisors read: another once it is written again."""
    newest = sa.select(sa.func.max(Pack.id)).where(Pack.proposal_id == proposal.id)
    return str(db.session.scalar(newest) or 0)


def give(actor: Actor, proposal: Proposal, view: View, reasons: str = "", seen: str | None = None) -> Advice:
    """Give one's view, or think again. Its words wait at the gate. Raises Refusal when there may be none now.

    `seen` is the mark of the pack as they read it: one written again since is read first.
    """
    _check_may_advise(actor, proposal)
    if request_for(proposal) is None:
        raise Refusal("Young advisors have not been asked about this yet.")
    refuse_unseen(seen, mark_of(proposal), "The pack")
    rules.check_view(view, reasons)
    made = Advice(proposal_id=proposal.id, by_id=known(actor), view=view, at=now())
    db.session.add(made)
    db.session.flush()
    if view is not View.SKIP:
        gate.hold(WordsKind.ADVICE, made.public_id, reasons, by=actor, area_id=proposal.area_id)
    audit.record("advice.given", made, actor=actor, proposal=proposal.public_id)
    return made


def waiting_for(actor: Actor) -> list[ToAdvise]:
    """Proposals this young advisor was asked about and has given no view on, soonest due first; a fixed few queries."""
    if not actor.has(Role.YOUNG_ADVISOR):
        return []
    given = sa.select(Advice.proposal_id).where(Advice.by_id == actor.user_id)
    query = (
        sa.select(AdviceRequest)
        .join(Proposal, Proposal.id == AdviceRequest.proposal_id)
        .where(
            Proposal.state.in_(OPEN), AdviceRequest.proposal_id.not_in(given), is_let_through(),
            Proposal.id.not_in(interests.keys_with_interest(actor.user_id)),
            _advised_by(actor), Proposal.proposer_id != actor.user_id,
            ~sa.exists().where(Decision.proposal_id == Proposal.public_id),
        )
        .options(joinedload(AdviceRequest.proposal))
        .order_by(AdviceRequest.reply_by, AdviceRequest.id)
    )  # fmt: skip
    found = list(db.session.scalars(query))
    titles = published_titles({one.proposal_id for one in found})
    sooner = _packs_reply_by({one.proposal_id for one in found})
    told = [
        ToAdvise(one.proposal, titles[one.proposal_id], sooner.get(one.proposal_id, one.reply_by))
        for one in found
    ]
    return sorted(told, key=lambda one: (one.reply_by, one.proposal.id))


def _packs_reply_by(proposal_ids: set[int]) -> dict[int, datetime]:
    """The day each one's newest pack asks for. One query."""
    query = sa.select(Pack).where(Pack.proposal_id.in_(proposal_ids)).order_by(Pack.id)
    return {pack.proposal_id: pack.reply_by for pack in db.session.scalars(query)}


def _advised_by(actor: Actor) -> sa.ColumnElement[bool]:
    seats = sa.select(Membership.scope_id).where(
        Membership.scope_kind == ScopeKind.TEAM, Membership.role.in_((Role.CHAIR, Role.TEAM_MEMBER))
    )
    mine = [held.scope_id for held in actor.held if held.role is Role.YOUNG_ADVISOR]
    panel = sa.exists().where(Membership.scope_id.in_(mine), Membership.scope_id.not_in(seats))
    return sa.or_(Proposal.team_id.in_(mine), panel)


def _is_asked(actor: Actor, proposal: Proposal) -> bool:
    query = sa.select(Proposal.id).where(Proposal.id == proposal.id, _advised_by(actor))
    return actor.has(Role.YOUNG_ADVISOR) and db.session.scalar(query) is not None


def newest_views(proposal: Proposal) -> list[Advice]:
    """Each advisor's last view, in the order they came."""
    query = sa.select(Advice).where(Advice.proposal_id == proposal.id).order_by(Advice.id)
    return list({one.by_id: one for one in db.session.scalars(query)}.values())


def let_through(ids: list[str]) -> dict[str, dict[str, str]]:
    """The words of those views the safeguarding desk let through, by the view's public id."""
    return gate.released_texts(WordsKind.ADVICE, ids)


def is_decided(proposal: Proposal) -> bool:
    """Whether it is in the register."""
    return (
        db.session.scalar(sa.select(Decision.id).where(Decision.proposal_id == proposal.public_id))
        is not None
    )
