"""The answer that comes back to those who advised, and whether it makes sense to them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import sqlalchemy as sa

from app import audit, outbox
from app.clock import now
from app.db import db
from commissioning.rules.advice import Sense
from commissioning.rules.packs import check_answer
from models.advice import Advice, AdviceReply
from models.decisions import Decision
from models.packs import AdviceClearer, AdviceSense
from models.proposals import Proposal
from participation.rules.known import known
from participation.rules.letters import LetterKind
from participation.rules.people import Actor, Role
from participation.rules.refusals import NotFound, Refusal


@dataclass(frozen=True)
class Answered:
    """A decision somebody advised on, what it answered, and what they made of it."""

    decision: Decision
    reply: AdviceReply
    clearer: AdviceClearer | None
    sense: Sense | None


def answers_for(actor: Actor) -> list[Answered]:
    """Every answer to this young advisor's advice, newest first. One query."""
    if not actor.has(Role.YOUNG_ADVISOR):
        return []
    rows = db.session.execute(_of(actor).order_by(Decision.id.desc()))
    return [Answered(*row) for row in rows]


def get_for(actor: Actor, number: str) -> Answered:
    """One of them; NotFound for a decision they did not advise on."""
    row = db.session.execute(_of(actor).where(Decision.number == number)).first()
    if row is None:
        raise NotFound
    return Answered(*row)


def say(actor: Actor, answered: Answered, sense: Sense) -> None:
    """Say whether it makes sense; thinking again is a new row."""
    db.session.add(AdviceSense(reply_id=answered.reply.id, by_id=known(actor), sense=sense, at=now()))
    db.session.flush()
    audit.record("advice.answer_read", answered.decision, actor=actor)


def unclear_to(actor: Actor) -> list[Decision]:
    """A decision-maker's own answers that make no sense, or only in part, to somebody, and are not said again yet."""
    if not actor.has(Role.DECISION_MAKER):
        return []
    newest = sa.select(sa.func.max(AdviceSense.id)).group_by(AdviceSense.reply_id, AdviceSense.by_id)
    query = (
        sa.select(Decision).join(AdviceReply, AdviceReply.decision_id == Decision.id)
        .where(Decision.decider_id == actor.user_id, _no_clearer(), AdviceReply.id.in_(
            sa.select(AdviceSense.reply_id).where(AdviceSense.id.in_(newest), AdviceSense.sense != Sense.YES)))
        .order_by(Decision.id)
    )  # fmt: skip
    return list(db.session.scalars(query))


def get_unclear(actor: Actor, number: str) -> Decision:
    """One of them; NotFound otherwise."""
    found = next((one for one in unclear_to(actor) if one.number == number), None)
    if found is None:
        raise NotFound
    return found


def say_again(actor: Actor, decision: Decision, words: str) -> None:
    """Say the answer again, more plainly; it stands beside the first in the register. Those who advised are told."""
    check_answer(words)
    reply = reply_of(decision)
    if clearer_of(decision) is not None:
        raise Refusal("This answer has been said again already.")
    db.session.add(AdviceClearer(reply_id=reply.id, words=words, by_id=known(actor), at=now()))
    db.session.flush()
    audit.record("advice.answer_said_again", decision, actor=actor)
    tell(decision, "again")


def reply_of(decision: Decision) -> AdviceReply:
    """What was answered with the decision."""
    return db.session.scalars(sa.select(AdviceReply).where(AdviceReply.decision_id == decision.id)).one()


def clearer_of(decision: Decision) -> AdviceClearer | None:
    """The answer said again, if it was."""
    query = sa.select(AdviceClearer).join(AdviceReply, AdviceReply.id == AdviceClearer.reply_id)
    return db.session.scalar(query.where(AdviceReply.decision_id == decision.id))


def tell(decision: Decision, turn: str = "first") -> None:
    """Tell everybody who advised that an answer has come back. The letter says nothing of it."""
    query = sa.select(Advice.by_id).join(Proposal, Proposal.id == Advice.proposal_id).distinct()
    for user_id in db.session.scalars(query.where(Proposal.public_id == decision.proposal_id)):
        outbox.post(
            user_id, "An answer to your advice", "The person who decided has answered. Sign in to Our Part to read it.",
            dedupe_key=f"advice-answer:{decision.number}:{turn}:{user_id}", kind=LetterKind.ADVICE,
            path=f"/advice/answers/{decision.number}",
        )  # fmt: skip


def tell_changed(decision: Decision) -> None:
    """Tell everybody who was answered that the decision itself was changed after a call-in."""
    query = sa.select(Advice.by_id).join(Proposal, Proposal.id == Advice.proposal_id).distinct()
    answered = sa.exists().where(AdviceReply.decision_id == decision.id, AdviceReply.reply != "")
    for user_id in db.session.scalars(query.where(Proposal.public_id == decision.proposal_id, answered)):
        outbox.post(
            user_id, "A decision you advised on is changed", "It was looked at again. Sign in to Our Part to read why.",
            dedupe_key=f"advice-answer:{decision.number}:changed:{user_id}", kind=LetterKind.ADVICE,
            path=f"/advice/answers/{decision.number}",
        )  # fmt: skip


def senses_of(reply: AdviceReply) -> Counter[Sense]:
    """What those who read it make of it now."""
    newest = (
        sa.select(sa.func.max(AdviceSense.id))
        .where(AdviceSense.reply_id == reply.id)
        .group_by(AdviceSense.by_id)
    )
    return Counter(db.session.scalars(sa.select(AdviceSense.sense).where(AdviceSense.id.in_(newest))))


def _of(actor: Actor) -> sa.Select[Decision, AdviceReply, AdviceClearer | None, Sense | None]:
    mine = (
        sa.select(Proposal.public_id)
        .join(Advice, Advice.proposal_id == Proposal.id)
        .where(Advice.by_id == actor.user_id)
    )
    sense = (
        sa.select(AdviceSense.sense).where(AdviceSense.reply_id == AdviceReply.id, AdviceSense.by_id == actor.user_id)
        .order_by(AdviceSense.id.desc()).limit(1).scalar_subquery()
    )  # fmt: skip
    return (
        sa.select(Decision, AdviceReply, AdviceClearer, sense)
        .join(AdviceReply, AdviceReply.decision_id == Decision.id)
        .outerjoin(AdviceClearer, AdviceClearer.reply_id == AdviceReply.id)
        .where(Decision.proposal_id.in_(mine), AdviceReply.reply != "")
    )


def _no_clearer() -> sa.ColumnElement[bool]:
    return ~sa.exists().where(AdviceClearer.reply_id == AdviceReply.id)
