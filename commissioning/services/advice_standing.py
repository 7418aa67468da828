"""How young advisors’ advice on a proposal stands, and what they said, with nobody named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from app.db import db
from app.times import day
from commissioning.rules.advice import Standing, View
from commissioning.services import advice
from models.advice import AdviceRequest
from models.packs import GroupAdvice, Pack
from models.proposals import Proposal
from participation.rules.gate import WordsKind
from participation.services import gate


@dataclass(frozen=True)
class Said:
    """One view let through, without who said it."""

    view: View
    words: str


def standing_of(proposal: Proposal) -> Standing:
    """How the asking stands now."""
    request = advice.request_for(proposal)
    reply_by = reply_by_of(proposal, request)
    together, together_read = _together(proposal)
    newest = advice.newest_views(proposal)
    through = advice.let_through([one.public_id for one in newest])
    kept = set(db.session.scalars(gate.kept_ids(WordsKind.ADVICE, [one.public_id for one in newest])))
    views = tuple(one.view for one in newest if one.view is View.SKIP or one.public_id in through)
    reading = sum(
        one.view is not View.SKIP and one.public_id not in through and one.public_id not in kept
        for one in newest
    )
    asked_of = advice.advisors_for(proposal)
    given = len({one.by_id for one in newest} & asked_of)
    return Standing(
        request.asked_at if request else None, reply_by, day(request.asked_at) if request else "",
        day(reply_by) if reply_by else "", views, reading + together_read, len(asked_of), together, given,
    )  # fmt: skip


def reply_by_of(proposal: Proposal, request: AdviceRequest | None) -> datetime | None:
    """The moment until which advice is waited for: the newest pack's, or the asking's own."""
    newest = sa.select(Pack.reply_by).where(Pack.proposal_id == proposal.id).order_by(Pack.id.desc()).limit(1)
    return db.session.scalar(newest) or (request.reply_by if request else None)


def _together(proposal: Proposal) -> tuple[View | None, int]:
    """What the panel says together (its newest, when let through), and 1 while it is being read."""
    query = (
        sa.select(GroupAdvice).where(GroupAdvice.proposal_id == proposal.id).order_by(GroupAdvice.id.desc())
    )
    found = db.session.scalars(query.limit(1)).first()
    if found is None:
        return None, 0
    if gate.is_released(WordsKind.GROUP_ADVICE, found.public_id):
        return found.view, 0
    kept = db.session.scalar(gate.kept_ids(WordsKind.GROUP_ADVICE, [found.public_id]))
    return None, int(kept is None)


def said_on(proposal: Proposal) -> list[Said]:
    """Every view let through with its words, strongest support first; nobody is named."""
    newest = advice.newest_views(proposal)
    through = advice.let_through([one.public_id for one in newest])
    told = [Said(one.view, through[one.public_id][gate.WORDS]) for one in newest if one.public_id in through]
    return sorted(told, key=lambda one: list(View).index(one.view))
