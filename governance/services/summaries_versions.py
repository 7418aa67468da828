"""When somebody takes back words a summary quotes: a new version without them, and the old one shut (hard case 18)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from app import audit
from app.clock import now as present
from app.db import db
from governance.rules.documents import fact_json
from governance.rules.summaries import OUT, SummaryState
from governance.rules.withdrawing import NOTE, without
from governance.services import summaries
from governance.services.summaries_life import digest_of
from models.summaries import BodyTask, Summary, SummaryQuote
from participation.rules.people import Actor
from participation.services.released import ReleasedFeedback

_SAME = (
    "body_id", "since", "until", "introduction", "introduction_for_children", "notes", "drafted_at", "compiled_by_id",
    "sent_at", "checked_by_id", "checked_at", "approved_by_id", "approved_at", "meeting_id", "minute", "minuted_at",
    "archived_at",
)  # fmt: skip


def take_back_due(now: datetime) -> str:
    """Make a new version of every summary that quotes words no longer released. Says what it did."""
    rows = db.session.execute(
        sa.select(SummaryQuote.summary_id, SummaryQuote.said)
        .join(Summary, Summary.id == SummaryQuote.summary_id)
        .where(Summary.replaced_at.is_(None))
    ).all()
    still = ReleasedFeedback().still_released(sorted({said for _, said in rows}))
    gone: dict[int, set[str]] = {}
    for summary_id, said in rows:
        if said not in still:
            gone.setdefault(summary_id, set()).add(said)
    for summary_id, theirs in gone.items():
        new_version(db.session.get_one(Summary, summary_id), theirs)
    return f"Made {len(gone)} new versions." if gone else "No quoted words were taken back."


def new_version(summary: Summary, said: Collection[str]) -> Summary:
    """The same account without these people's words. A published one is out at once; a draft is drafted afresh."""
    facts = without(summaries.facts_of(summary), said)
    out = summary.state in OUT
    made = Summary(
        **{name: getattr(summary, name) for name in _SAME},
        slot=f"{summary.slot.partition(' ')[0]} v{summary.version + 1}", version=summary.version + 1,
        replaces_id=summary.id, facts=[fact_json(fact) for fact in facts],
        version_note=NOTE, state=SummaryState.DRAFTED,
    )  # fmt: skip
    summaries.arrange(made, facts, summary.ordering)
    if not out:
        made.meeting_id, made.minute, made.minuted_at = None, "", None
        made.checked_by_id = made.checked_at = made.approved_by_id = made.approved_at = None
    else:
        made.published_at = present()
    db.session.add(made)
    db.session.flush()
    if out:
        _put_out(made, summary.state)
    summary.replaced_at = present()
    db.session.flush()
    summaries.remember_quotes(made, facts)
    db.session.execute(
        sa.update(BodyTask).where(BodyTask.summary_id == summary.id).values(summary_id=made.id)
    )
    audit.record("summary.replaced", summary, actor=Actor.system(), by=made.public_id, version=made.version)
    return made


def newest(summary: Summary) -> Summary:
    """The version that stands today."""
    while summary.replaced_at:
        query = sa.select(Summary).where(Summary.replaces_id == summary.id)
        summary = db.session.scalars(query).one()
    return summary


def _put_out(made: Summary, state: SummaryState) -> None:
    """A new version of what is out goes out as it is, with its own place in the chain."""
    event = audit.record(
        "summary.published", made, actor=Actor.system(), text_digest=digest_of(made), version=made.version
    )
    db.session.execute(
        sa.update(Summary).where(Summary.id == made.id)
        .values(state=SummaryState.MINUTED)
    )  # fmt: skip
    db.session.execute(
        sa.update(Summary).where(Summary.id == made.id)
        .values(state=state, audit_head=event.hash, audit_length=event.id)
    )  # fmt: skip
    db.session.refresh(made)
