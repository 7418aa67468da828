"""What Deals have to account for: our part first, and what is late said plainly."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app.db import db
from app.times import day, local_date
from models.deals import CheckIn, Deal, DealPair
from participation.rules.deals import PROGRESS_WORDS, DealState, Part, Progress, Side, is_late
from participation.rules.facts import Fact, Section


def summary_facts(team_id: int | None, since: datetime, until: datetime) -> list[Fact]:
    """One fact for each part of each Deal being lived at `until`, and the state it had then. Three queries."""
    where = [Deal.state == DealState.ACTIVE, Deal.begun_at < until]
    if team_id is not None:
        where.append(sa.or_(Deal.team_id == team_id, Deal.team_id.is_(None)))
    query = sa.select(Deal).where(*where).options(selectinload(Deal.pairs).selectinload(DealPair.check_ins))
    parts = [
        (deal, pair, side)
        for deal in db.session.scalars(query.order_by(Deal.begun_at))
        for pair in deal.pairs
        for side in Side
    ]
    return [_fact(deal, pair, side, until) for deal, pair, side in parts]


def _fact(deal: Deal, pair: DealPair, side: Side, until: datetime) -> Fact:
    ours = side is Side.OURS
    text, owner, by = (
        (pair.our_text, pair.our_owner, pair.our_by)
        if ours
        else (pair.your_text, pair.your_owner, pair.your_by)
    )
    progress = _progress_then(pair.check_ins, side, until)
    late = ours and is_late(Part(text, owner, by, progress), local_date(until))
    told = PROGRESS_WORDS[progress].lower() if progress else "no check-in yet"
    missed = f" It was due by {day(by)} and is late." if late and by else ""
    answers = f" {owner} answers for it." if ours and owner else ""
    return Fact(
        section=Section.OUR_PART if ours else Section.YOUR_PART,
        key=f"deal-{side}:{pair.public_id}",
        officer=f"{deal.title}: “{text}” – {told}.{missed}{answers}",
        child=f"{'We' if ours else 'You'} said: “{text}”. So far: {told}.{' We are late.' if late else ''}",
        not_done=late or progress in {Progress.BROKEN, Progress.NOT_YET},
    )


def _progress_then(check_ins: list[CheckIn], side: Side, until: datetime) -> Progress | None:
    then = [c for c in check_ins if c.side is side and c.at < until]
    return then[-1].progress if then else None
