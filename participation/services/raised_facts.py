"""What young advisors raised with senior leaders, and how many of the answers are late, for summaries."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from app.db import db
from app.times import local_date
from models.raised import Raised
from models.triage import TriageItem
from participation.rules.facts import Fact, Section
from participation.rules.gate import WordsKind
from participation.rules.raised import is_overdue


def summary_facts(team_id: int | None, since: datetime, until: datetime) -> list[Fact]:
    """One sentence when something was raised or answered in the period, or is late at its end. One query.

    Senior leaders answer to the whole council, so every body is told.
    """
    query = sa.select(TriageItem.released_at, Raised.answered_at).join(
        TriageItem,
        sa.and_(
            TriageItem.kind == WordsKind.RAISED, TriageItem.words_of == Raised.public_id, TriageItem.is_latest
        ),
    )
    found = db.session.execute(query.where(TriageItem.released_at < until))
    rows = [(through, done) for through, done in found if through is not None]
    raised = sum(through >= since for through, _ in rows)
    answered = sum(done is not None and since <= done < until for _, done in rows)
    today = local_date(until)
    late = sum(
        is_overdue(local_date(through), local_date(done) if done and done < until else None, today)
        for through, done in rows
    )
    if not (raised or answered or late):
        return []
    return [
        Fact(
            Section.ANSWERS, f"raised:{team_id or 'all'}",
            f"Young advisors raised {_things(raised)} with senior leaders themselves. {_answers(answered)} given. "
            f"{late} {'is' if late == 1 else 'are'} late.",
            f"Young advisors asked leaders about {_things(raised)}. {_answers(answered)} given. "
            f"{late} {'is' if late == 1 else 'are'} late.",
            {"raised": raised, "answered": answered, "late": late}, not_done=late > 0,
        )
    ]  # fmt: skip


def _things(many: int) -> str:
    if many == 0:
        return "nothing new"
    return "1 thing" if many == 1 else f"{many} things"


def _answers(many: int) -> str:
    if many == 0:
        return "No answer was"
    return "1 answer was" if many == 1 else f"{many} answers were"
