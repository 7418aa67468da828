"""From what a young researcher found to an idea, in one step; where an idea began stays on its page."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit
from app.db import db
from commissioning.services import proposals_drafts as drafts
from models.proposals import Proposal
from models.research import Finding, Research
from participation.rules.gate import WordsKind
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.rules.small_numbers import shown
from participation.services import gate, research
from participation.services.research import Own

LONGEST_TITLE = 80


@dataclass(frozen=True)
class Origin:
    """Where an idea began: the question young people asked, and how many answers were read (None: under five)."""

    question: str
    people: int | None


def make_idea(actor: Actor, own: Own, finding_id: str, team: str) -> Proposal:
    """Begin a draft from a finding that was let through, once; a second time it is the same draft.

    Raises NotFound for a finding of somebody else's, and Refusal before the desk has let it through.
    """
    found = next((one for one in research.findings_of(own) if one.finding.public_id == finding_id), None)
    if found is None:
        raise NotFound
    if found.finding.proposal is not None:
        return found.finding.proposal
    if not found.released:
        raise Refusal("What you found is being read first. Then you can make an idea of it.")
    made = drafts.start(actor, team=team, title=_title(own.question))
    made.need = found.words
    found.finding.proposal = made
    db.session.flush()
    audit.record("research.became_idea", found.finding, actor=actor, proposal=made.public_id)
    return made


def origin_of(proposal: Proposal) -> Origin | None:
    """The research an idea began with, in words that were let through; None for every other idea."""
    query = sa.select(Finding).where(Finding.proposal_id == proposal.id)
    query = query.options(joinedload(Finding.research).joinedload(Research.listening))
    found = db.session.scalar(query)
    if found is None:
        return None
    one = found.research
    texts = gate.released_texts(WordsKind.RESEARCH, [one.public_id]).get(one.public_id, {})
    asked = one.listening.question if one.listening else texts.get(research.QUESTION, "")
    count = research.released_in([one.listening_id]).get(one.listening_id, 0) if one.listening_id else 0
    return Origin(asked, shown(count))


def _title(question: str) -> str:
    return f"From our question: {question}"[:LONGEST_TITLE].strip()
