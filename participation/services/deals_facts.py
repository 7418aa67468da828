"""What Deals have to account for: our part first, and what is late said plainly."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app.db import db
from app.times import day, local_date
from models.deals import CheckIn, Deal, DealPair
from participation.rules.deals import PROGRESS_WORDS, DealState, Part, Progress, Side, is_late
from participation.rules.facts import Brief, Fact, Section


def summary_facts(team_id: int | None, since: datetime, until: datetime) -> list[Fact]:
    """What each Deal being lived at `until` had come to by then. Three queries."""
    where = [Deal.state == DealState.ACTIVE, Deal.begun_at < until]
    if team_id is not None:
        where.append(sa.or_(Deal.team_id == team_id, Deal.team_id.is_(None)))
    query = sa.select(Deal).where(*where).options(selectinload(Deal.pairs).selectinload(DealPair.check_ins))
    deals = list(db.session.scalars(query.order_by(Deal.begun_at)))
    return [fact for deal in deals for side in Side for fact in _facts(deal, side, until)]


def _facts(deal: Deal, side: Side, until: datetime) -> list[Fact]:
    """A fact for each part that has been checked in on or is late, and one for all the rest of that side."""
    told = [(pair, _part(pair, side, until)) for pair in deal.pairs]
    today = local_date(until)
    quiet = [part for _, part in told if part.progress is None and not _late(side, part, today)]
    spoken = [(pair, part) for pair, part in told if part.progress or _late(side, part, today)]
    facts = [_fact(deal, pair, side, part, today) for pair, part in spoken]
    return [*facts, _quiet(deal, side, quiet)] if quiet else facts


def _fact(deal: Deal, pair: DealPair, side: Side, part: Part, today: date) -> Fact:
    ours, late = side is Side.OURS, _late(side, part, today)
    told = PROGRESS_WORDS[part.progress].lower() if part.progress else "no check-in yet"
    missed = f" It was due by {day(part.by)} and is late." if late and part.by else ""
    answers = f" {part.owner} answers for it." if ours and part.owner else ""
    return Fact(
        section=Section.OUR_PART if ours else Section.YOUR_PART,
        key=f"deal-{side}:{pair.public_id}",
        officer=f"{deal.title}: “{part.text}” – {told}.{missed}{answers}",
        child=f"{'We' if ours else 'You'} said: “{part.text}”. So far: {told}.{' We are late.' if late else ''}",
        not_done=late or (ours and part.progress in {Progress.BROKEN, Progress.NOT_YET}),
        path=f"/deals/{deal.public_id}",
        brief=Brief(_lead(ours, told, late), f"“{part.text}”"),
    )


def _lead(ours: bool, told: str, late: bool) -> str:
    """What children read above parts that went alike."""
    return f"{'We' if ours else 'You'} said we would. So far {told}, and we are late:" if late else (
        f"{'Our' if ours else 'Your'} part – {told}:"
    )  # fmt: skip


def _quiet(deal: Deal, side: Side, parts: list[Part]) -> Fact:
    """Parts nobody has spoken of: ours are owned up to, one after another; yours are counted, and nobody is chased."""
    ours, count = side is Side.OURS, len(parts)
    named = ", ".join(f"“{part.text}”" for part in parts)
    many = "One part of yours has" if count == 1 else f"{count} parts of yours have"
    return Fact(
        section=Section.OUR_PART if ours else Section.YOUR_PART,
        key=f"deal-{side}-quiet:{deal.public_id}",
        officer=f"{deal.title}: we have not said yet how these go: {named}."
        if ours
        else f"{deal.title}: {many} no check-in yet.",
        child=f"We have not told you yet how these go: {named}."
        if ours
        else f"{many} no check-in yet. That is fine.",
        for_children=ours,
        not_done=False,
        figures={"quiet": count},
        brief=Brief(
            "",
            f"We have not told you yet how {count} of our promises in “{deal.title}” "
            f"{'goes' if count == 1 else 'go'}.",
        )
        if ours
        else None,
    )


def _late(side: Side, part: Part, today: date) -> bool:
    return side is Side.OURS and is_late(part, today)


def _part(pair: DealPair, side: Side, until: datetime) -> Part:
    progress = _progress_then(pair.check_ins, side, until)
    if side is Side.OURS:
        return Part(pair.our_text, pair.our_owner, pair.our_by, progress)
    return Part(pair.your_text, pair.your_owner, pair.your_by, progress)


def _progress_then(check_ins: list[CheckIn], side: Side, until: datetime) -> Progress | None:
    then = [c for c in check_ins if c.side is side and c.at < until]
    return then[-1].progress if then else None
