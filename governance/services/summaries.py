"""A summary's life: cut and drafted when due, sent, approved by somebody else, published for everyone at once."""

from __future__ import annotations

import hashlib
import json
import logging
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app import audit
from app.clock import now as present
from app.db import db
from governance.rules import parity
from governance.rules.composing import child_version, officer_version
from governance.rules.documents import document_from, document_json, fact_from, fact_json
from governance.rules.schedules import Slot, due_slots, next_slots, period_before
from governance.rules.summaries import (
    LIFE,
    SummaryAction,
    SummaryState,
    refuse_approver,
    refuse_introduction,
    refuse_unreasoned,
)
from governance.services import sources
from governance.services.bodies import rule_of
from governance.services.bodies_facts import meeting_facts, next_fact
from models.bodies import BodySchedule
from models.summaries import Summary, SummaryComment
from participation.rules.facts import Fact
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal

log = logging.getLogger("our_part.summaries")
OPEN = (SummaryState.DRAFTED, SummaryState.AWAITING_APPROVAL)


def draft_due(now: datetime) -> str:
    """Cut and draft every summary due by `now`, each slot once, the missed ones too. Says what it did."""
    drafted, failed = 0, []
    for schedule in db.session.scalars(
        sa.select(BodySchedule).options(selectinload(BodySchedule.body))
    ).all():
        try:
            with db.session.begin_nested():
                drafted += sum(_draft(schedule, slot, now) for slot in _due(schedule, now))
        except Exception:
            log.exception("the summary of body %s could not be drafted", schedule.body_id)
            failed.append(schedule.body_id)
    if failed:
        return f"failed: {len(failed)} bodies’ summaries could not be drafted; {drafted} were."
    return f"Drafted {drafted}." if drafted else "No summary was due."


def get_draft(public_id: str) -> Summary:
    """A summary in any state, for those who work on it (the page's permission says who); raises NotFound."""
    found = db.session.scalar(sa.select(Summary).where(Summary.public_id == public_id))
    if found is None:
        raise NotFound
    return found


def faults_of(summary: Summary) -> list[str]:
    """Each way in which the two versions do not say the same. Publishing waits until there is none."""
    facts = [fact_from(kept) for kept in summary.facts]
    return parity.faults(facts, document_from(summary.officer), document_from(summary.child))


def introduce(actor: Actor, summary: Summary, words: str, for_children: str) -> None:
    """Put a few words of the clerk's above both versions; raises Refusal when they carry a figure."""
    if summary.state is not SummaryState.DRAFTED:
        raise Refusal("This summary has been sent on, so its introduction stays as it is.")
    refuse_introduction(words, for_children)
    summary.introduction, summary.introduction_for_children = words, for_children
    db.session.flush()
    audit.record("summary.introduced", summary, actor=actor)


def comment(actor: Actor, summary: Summary, words: str) -> SummaryComment:
    """Leave a remark for the others who work on the draft. It is never published."""
    if summary.state is SummaryState.PUBLISHED:
        raise Refusal("This summary is published, so there is nothing left to remark on.")
    remark = SummaryComment(summary_id=summary.id, by_id=actor.user_id, words=words, at=present())
    db.session.add(remark)
    db.session.flush()
    audit.record("summary.commented", summary, actor=actor)
    return remark


def send(actor: Actor, summary: Summary) -> None:
    """Send for approval. Whoever sends it is the one who compiled it."""
    faults = faults_of(summary)
    if faults:
        raise Refusal(f"The two versions do not say the same. {faults[0]}")
    _move(actor, summary, SummaryAction.SEND, compiled_by_id=actor.user_id, sent_at=present())


def send_back(actor: Actor, summary: Summary, reason: str) -> None:
    """Return it to the clerk with what should change."""
    refuse_unreasoned(reason)
    LIFE.step(summary.state, SummaryAction.RETURN)
    comment(actor, summary, reason)
    _move(actor, summary, SummaryAction.RETURN, approved_by_id=None, approved_at=None)


def approve(actor: Actor, summary: Summary) -> None:
    """Approve it; raises Refusal when the actor compiled it."""
    LIFE.step(summary.state, SummaryAction.APPROVE)
    refuse_approver(actor, summary.compiled_by_id)
    _move(actor, summary, SummaryAction.APPROVE, approved_by_id=actor.user_id, approved_at=present())


def publish(actor: Actor, summary: Summary) -> None:
    """Put both versions out at the same moment, for good, with the head of the audit chain on them.

    Raises Refusal while the versions do not say the same.
    """
    LIFE.step(summary.state, SummaryAction.PUBLISH)
    faults = faults_of(summary)
    if faults:
        raise Refusal(f"The two versions do not say the same, so neither is published. {faults[0]}")
    event = audit.record("summary.published", summary, actor=actor, text_digest=digest_of(summary))
    _change(
        summary, SummaryAction.PUBLISH, published_at=present(), audit_head=event.hash, audit_length=event.id
    )


def digest_of(summary: Summary) -> str:
    """SHA-256 over everything that is published, so that the audit chain vouches for the very words."""
    said = [summary.officer, summary.child, summary.introduction, summary.introduction_for_children]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _due(schedule: BodySchedule, now: datetime) -> list[Slot]:
    last = db.session.scalar(sa.select(sa.func.max(Summary.until)).where(Summary.body_id == schedule.body_id))
    return due_slots(rule_of(schedule), max(schedule.set_at, last or schedule.set_at), now)


def _draft(schedule: BodySchedule, slot: Slot, now: datetime) -> int:
    """Cut one slot, unless somebody has; returns how many were drafted. The period begins where the last one ended."""
    mine = sa.select(Summary).where(Summary.body_id == schedule.body_id)
    if db.session.scalar(mine.where(Summary.slot == slot.name)) is not None:
        return 0
    last = db.session.scalar(mine.order_by(Summary.until.desc()).limit(1))
    since = last.until if last else period_before(rule_of(schedule), slot)
    facts = _facts(schedule, since, slot)
    summary = Summary(
        body_id=schedule.body_id, slot=slot.name, since=since, until=slot.due, drafted_at=now,
        facts=[fact_json(fact) for fact in facts],
        officer=document_json(officer_version(facts)), child=document_json(child_version(facts)),
    )  # fmt: skip
    db.session.add(summary)
    db.session.flush()
    audit.record(
        "summary.drafted",
        summary,
        actor=Actor.system(),
        slot=slot.name,
        until=slot.due.isoformat(),
        facts=len(facts),
    )
    return 1


def _facts(schedule: BodySchedule, since: datetime, slot: Slot) -> list[Fact]:
    body, following = schedule.body, next_slots(rule_of(schedule), slot.due)
    return [
        *meeting_facts(body, since, slot.due),
        *sources.collect(body.team_id, since, slot.due),
        next_fact(body, following[0] if following else None),
    ]


def _move(actor: Actor, summary: Summary, action: SummaryAction, **values: Any) -> None:
    step = LIFE.step(summary.state, action)
    _change(summary, action, **values)
    audit.record(step.event, summary, actor=actor)


def _change(summary: Summary, action: SummaryAction, **values: Any) -> None:
    """Move on only from the state we saw, so that two people acting at once cannot both succeed."""
    step = LIFE.step(summary.state, action)
    done = db.session.connection().execute(
        sa.update(Summary)
        .where(Summary.id == summary.id, Summary.state == summary.state)
        .values(state=step.to, **values)
    )
    if not done.rowcount:
        raise Refusal("Somebody else has just moved this summary on. Open it again to see where it is.")
    db.session.refresh(summary)
