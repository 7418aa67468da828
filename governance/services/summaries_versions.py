"""When quoted words are taken back, or some taken out at the desk: a new version, the old one shut (hard case 18)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from app import audit
from app.clock import now as present
from app.db import db
from governance.rules.documents import fact_json
from governance.rules.summaries import OUT, SummaryState
from governance.rules.withdrawing import GONE, NOTE, OUT_NOTE, TAKEN_OUT, without
from governance.services import summaries, summaries_quoted
from governance.services.summaries_digest import digest_of
from models.summaries import BodyTask, Summary, SummaryQuote
from participation.rules.people import Actor

_SAME = (
    "body_id", "since", "until", "introduction", "introduction_for_children", "notes", "drafted_at", "compiled_by_id",
    "sent_at", "checked_by_id", "checked_at", "approved_by_id", "approved_at", "meeting_id", "minute", "minuted_at",
    "archived_at",
)  # fmt: skip


def take_back_due(now: datetime) -> str:
    """Make a new version of every summary that quotes words nobody may read any more. Says what it did."""
    rows = db.session.execute(
        sa.select(SummaryQuote.summary_id, SummaryQuote.said)
        .join(Summary, Summary.id == SummaryQuote.summary_id)
        .where(Summary.replaced_at.is_(None))
    ).all()
    everyone = {said for _, said in rows}
    gone = summaries_quoted.gone(everyone)
    changed = summaries_quoted.may_read_otherwise(everyone - gone)
    made = 0
    for summary_id in sorted({key for key, said in rows if said in gone | changed}):
        summary, theirs = db.session.get_one(Summary, summary_id), {s for key, s in rows if key == summary_id}
        if theirs & gone:
            summary = new_version(summary, theirs & gone)
            made += 1
        if old := summaries_quoted.reads_otherwise(summaries.facts_of(summary), theirs & changed):
            new_version(summary, old, OUT_NOTE, TAKEN_OUT)
            made += 1
    return f"Made {made} new versions." if made else "No quoted words were taken back."


def new_version(summary: Summary, said: Collection[str], note: str = NOTE, mark: str = GONE) -> Summary:
    """The same account without these people's words. A published one is out at once; a draft is drafted afresh."""
    facts = without(summaries.facts_of(summary), said, mark)
    out = summary.state in OUT
    made = Summary(
        **{name: getattr(summary, name) for name in _SAME},
        slot=f"{summary.slot.partition(' ')[0]} v{summary.version + 1}", version=summary.version + 1,
        replaces_id=summary.id, facts=[fact_json(fact) for fact in facts],
        version_note=note, state=SummaryState.DRAFTED,
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
