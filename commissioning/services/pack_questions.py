"""What young advisors ask about an idea, and the officer's answers. Everybody asked reads both; nobody is named."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit, once, outbox
from app.clock import now
from app.db import db
from commissioning.rules import packs as rules
from commissioning.services import advice
from models.packs import PackQuestion
from models.proposals import Proposal
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.letters import LetterKind
from participation.rules.people import Actor, Role
from participation.rules.refusals import NotFound, Refusal
from participation.services import gate


@dataclass(frozen=True)
class Asked:
    """A question let through, and its answer."""

    question: PackQuestion
    words: str


def ask(actor: Actor, proposal: Proposal, words: str) -> PackQuestion:
    """Ask something; the words wait at the gate like everything a young person writes."""
    if advice.is_decided(proposal):
        raise Refusal("This has been decided. You can read the reasons.")
    made = PackQuestion(proposal_id=proposal.id, by_id=known(actor), at=now())
    db.session.add(made)
    db.session.flush()
    gate.hold(WordsKind.PACK_QUESTION, made.public_id, words, by=actor, area_id=proposal.area_id)
    audit.record("pack.asked", made, actor=actor, proposal=proposal.public_id)
    return made


def on(proposal: Proposal) -> list[Asked]:
    """Every question let through, oldest first. Two queries or three."""
    query = sa.select(PackQuestion).where(PackQuestion.proposal_id == proposal.id).order_by(PackQuestion.id)
    rows = list(db.session.scalars(query.options(joinedload(PackQuestion.answered_by))))
    return _let_through(rows)


def mine_waiting(actor: Actor, proposal: Proposal) -> int:
    """How many questions of one's own are still being read."""
    query = sa.select(sa.func.count()).where(
        PackQuestion.proposal_id == proposal.id, PackQuestion.by_id == actor.user_id,
        PackQuestion.public_id.not_in(gate.released_ids(WordsKind.PACK_QUESTION)),
    )  # fmt: skip
    return db.session.scalar(query) or 0


def waiting_ids(actor: Actor) -> list[str]:
    """Questions let through that no officer has answered, oldest first, by their public ids. One query."""
    if not actor.has(Role.COMMISSIONING_OFFICER):
        return []
    query = sa.select(PackQuestion.public_id).where(
        PackQuestion.answered_at.is_(None),
        PackQuestion.public_id.in_(gate.released_ids(WordsKind.PACK_QUESTION)),
    )
    return list(db.session.scalars(query.order_by(PackQuestion.id)))


def get_to_answer(public_id: str) -> Asked:
    """One question that was let through; NotFound before."""
    row = db.session.scalar(
        sa.select(PackQuestion)
        .where(PackQuestion.public_id == public_id)
        .options(joinedload(PackQuestion.proposal))
    )
    found = _let_through([row]) if row is not None else []
    if not found:
        raise NotFound
    return found[0]


def answer(actor: Actor, asked: Asked, words: str) -> None:
    """Answer it, once; it needs substance."""
    rules.check_answer(words)
    row = asked.question
    if not once.changed(
        row, PackQuestion.answered_at.is_(None), answer=words, answered_by_id=known(actor), answered_at=now()
    ):
        raise Refusal("Somebody answered this just now.")
    audit.record("pack.answered", row, actor=actor)
    outbox.post(
        row.by_id, "An answer to your question", "A question you asked has an answer. Sign in to Our Part to read it.",
        dedupe_key=f"pack-answer:{row.public_id}", kind=LetterKind.ADVICE,
        path=f"/proposals/{row.proposal.public_id}/pack",
    )  # fmt: skip


def _let_through(rows: list[PackQuestion]) -> list[Asked]:
    told = gate.released_texts(WordsKind.PACK_QUESTION, [row.public_id for row in rows])
    return [Asked(row, told[row.public_id][gate.WORDS]) for row in rows if row.public_id in told]
