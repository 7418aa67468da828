"""What the panel says together, after each one's own view: written down by one of them, or by their worker for them."""

from __future__ import annotations

import sqlalchemy as sa

from app import audit
from app.clock import now
from app.db import db
from commissioning.rules import packs as rules
from commissioning.rules.advice import View
from commissioning.services import advice, advice_standing
from commissioning.services.advice_standing import Said
from models.packs import GroupAdvice
from models.proposals import Proposal
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.people import Actor, Role
from participation.rules.refusals import Refusal
from participation.services import gate


def may_write(actor: Actor) -> bool:
    """A young advisor of 18 or over, or the panel's worker in their words."""
    return actor.has(Role.PARTICIPATION_WORKER) or (actor.has(Role.YOUNG_ADVISOR) and not actor.is_child)


def said(proposal: Proposal) -> list[Said]:
    """What they say together, when it is let through: one, or none."""
    query = (
        sa.select(GroupAdvice)
        .where(GroupAdvice.proposal_id == proposal.id)
        .order_by(GroupAdvice.id.desc())
        .limit(1)
    )
    found = db.session.scalars(query).first()
    if found is None:
        return []
    texts = gate.released_texts(WordsKind.GROUP_ADVICE, [found.public_id])
    return [Said(found.view, texts[found.public_id][gate.WORDS])] if found.public_id in texts else []


def give(actor: Actor, proposal: Proposal, view: View, reasons: str) -> GroupAdvice:
    """Write down what they say together. Its words wait at the gate, also when a worker writes them."""
    if not may_write(actor):
        raise Refusal(
            "Somebody on the panel who is 18 or over, or your worker, writes down what you say together."
        )
    if advice.is_decided(proposal):
        raise Refusal("This has been decided, so advice can no longer change it.")
    standing = advice_standing.standing_of(proposal)
    own = actor.has(Role.PARTICIPATION_WORKER) or advice.mine(actor, proposal) is not None
    rules.check_together(view, reasons, alone=standing.given, advisors=standing.advisors, has_own=own)
    made = GroupAdvice(proposal_id=proposal.id, view=view, by_id=known(actor), at=now())
    db.session.add(made)
    db.session.flush()
    gate.hold_parts(
        WordsKind.GROUP_ADVICE, made.public_id, {gate.WORDS: reasons}, by=actor, area_id=proposal.area_id
    )
    audit.record("advice.given_together", made, actor=actor, proposal=proposal.public_id)
    return made
