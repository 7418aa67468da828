"""Taking an idea back: only who began it can, and not while people are voting on it. The record stays.

One that was joined from two is everybody's who said yes to that: one person leaves it, and only the last one takes it
back. Whoever writes an idea with others tells them by taking it back; and those who left it earlier, of whom nothing is
asked any more, hear it from us and not by chance.
"""

from __future__ import annotations

import sqlalchemy as sa

from app import outbox
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.co_design import JoinState
from commissioning.rules.proposals import MACHINE, Action, State
from commissioning.services import co_authors, joined_ideas, suggestions_closing, took_part
from commissioning.services.co_authors import author_ids
from commissioning.services.proposals import move
from models.co_design import CoAuthor
from models.people import Membership, User
from models.proposals import Proposal
from models.rounds import Round, RoundProject
from participation.rules.gate import WordsKind
from participation.rules.letters import LetterKind
from participation.rules.people import Actor, Role, ScopeKind
from participation.rules.refusals import Refusal
from participation.services import gate


def check_may_withdraw(actor: Actor, proposal: Proposal) -> None:
    """Raise Refusal, in words for who writes it, when this author or this moment cannot withdraw it."""
    if actor.user_id != proposal.proposer_id:
        raise Refusal(
            "Only the person who began this idea can withdraw it. If you do not want to write it any more, you can "
            "leave it on the page “Who writes this”.", way_on=_writers(proposal),
        )  # fmt: skip
    if proposal.state is State.IN_ROUND:
        raise Refusal("People are voting on this now, so it cannot be withdrawn until the vote has closed.")
    if not MACHINE.allows(proposal.state, Action.WITHDRAW):
        raise Refusal("This idea has gone too far, or has ended, so it cannot be withdrawn now.")
    if joined_ideas.is_everybodys(proposal):
        raise Refusal(
            "This idea was joined from two, and others write it with you, so one person cannot withdraw it. If you do "
            "not want to write it any more, you can leave it on the page “Who writes this”, and they go on.",
            way_on=_writers(proposal),
        )  # fmt: skip


def _writers(proposal: Proposal) -> tuple[str, str]:
    return f"/proposals/{proposal.public_id}/authors", "Who writes this"


def withdraw(actor: Actor, public_id: str, reason: str = "") -> Proposal:
    """Take it back. The record is kept; a vote that has begun goes on without a way out, so that it stays fair."""
    proposal = co_authors.get_authored(actor, public_id)
    check_may_withdraw(actor, proposal)
    official, others = actor.speaks_officially, author_ids(proposal) - {actor.user_id}
    had_won = proposal.state is State.RECOMMENDED
    move(actor, proposal, Action.WITHDRAW, reason=reason if official else "")
    if reason and not official:  # no page shows it, and the desk reads it all the same
        gate.hold(WordsKind.DRAFT, proposal.public_id, reason, by=actor, area_id=proposal.area_id)
    outbox.post_each(
        [(user_id, f"/proposals/{proposal.public_id}") for user_id in others], "An idea you write was withdrawn",
        "An idea you write with others was withdrawn by the person who began it. Its record is kept. Sign in to Our "
        "Part to see it.", about=f"withdrawn:{proposal.public_id}", kind=LetterKind.IDEAS,
    )  # fmt: skip
    left = _tell_who_left(proposal)
    if had_won:
        _tell_who_waits(proposal, author_ids(proposal))
    took_part.tell_it_ended(proposal, but=suggestions_closing.tell_closed(proposal) | left)
    return proposal


def _tell_who_left(proposal: Proposal) -> frozenset[int]:
    """Those (user ids) who helped write it, or what became part of it, and left; led to it, or to what they keep."""
    query = sa.select(User.id).join(CoAuthor, CoAuthor.user_id == User.id).where(
        CoAuthor.proposal_id.in_(joined_ideas.keys_of(proposal)), CoAuthor.state == JoinState.LEFT, User.is_active,
        User.id.not_in(author_ids(proposal)),
    )  # fmt: skip
    left = frozenset(db.session.scalars(query.distinct()))
    outbox.post_each(
        [(user_id, f"/proposals/{proposal.public_id}") for user_id in left], "An idea you helped write was withdrawn",
        "An idea that you helped write, before you left it, was withdrawn by the person who goes on with it. Its "
        "record is kept. There is nothing you need to do.",
        about=f"withdrawn-left:{proposal.public_id}", kind=LetterKind.IDEAS,
    )  # fmt: skip
    return left


def _tell_who_waits(proposal: Proposal, authors: frozenset[int]) -> None:
    """The team's chairs and whoever would decide hear that what a vote chose no longer waits for them."""
    today = local_date(now())
    who = sa.select(User.id).join(Membership).where(
        User.is_active, Membership.starts_on <= today,
        sa.or_(Membership.ends_on.is_(None), Membership.ends_on > today),
        sa.or_(
            sa.and_(
                Membership.role.in_([Role.CHAIR, Role.DECISION_MAKER]),
                Membership.scope_kind == ScopeKind.TEAM, Membership.scope_id == proposal.team_id,
            ),
            sa.and_(Membership.role == Role.DECISION_MAKER, Membership.scope_kind == ScopeKind.COUNCIL),
        ),
    )  # fmt: skip
    voted_in = sa.select(Round.public_id).join(RoundProject).where(RoundProject.proposal_id == proposal.id)
    last = db.session.scalars(voted_in.order_by(Round.id.desc()).limit(1)).first()
    path = f"/rounds/{last}/result" if last else f"/proposals/{proposal.public_id}"
    outbox.post_each(
        [(user_id, path) for user_id in db.session.scalars(who.distinct()) if user_id not in authors],
        "An idea the vote chose was withdrawn",
        "An idea that the vote chose was withdrawn by the people who wrote it, before it was decided on. Nobody has to "
        "decide on it now. The page of the result says so.", about=f"winner-withdrawn:{proposal.public_id}",
        kind=LetterKind.DECISIONS,
    )  # fmt: skip
