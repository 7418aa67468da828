"""A summary's way from draft to archive. Two people check and approve it, two young advisors sign it off."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from governance.rules import summaries as rules
from governance.rules.summaries import LIFE, SummaryAction
from governance.services import body_tasks, summaries, summaries_checking, summaries_signing
from governance.services.summaries_digest import digest_of
from models.audit import AuditEvent
from models.bodies import BodyMeeting
from models.summaries import Summary
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.rules.seen import refuse_unseen
from participation.services import elections

A = SummaryAction
THIS = "This summary"


def take_up(actor: Actor, summary: Summary) -> None:
    """Start the draft."""
    _move(actor, summary, A.TAKE_UP)


def send(actor: Actor, summary: Summary, seen: str | None = None) -> None:
    """Send to the disclosure check. Whoever sends it is the one who compiled it, and has read all of it."""
    LIFE.step(summary.state, A.SEND)
    refuse_unseen(seen, digest_of(summary), THIS)
    _refuse_faults(summary, "")
    rules.refuse_without_equality(summary.notes)
    _move(actor, summary, A.SEND, compiled_by_id=actor.user_id, sent_at=now())


def pass_check(actor: Actor, summary: Summary, seen: str | None = None) -> None:
    """Say that nobody can be picked out; raises Refusal for what is found, or when the actor compiled it.

    `seen` is the digest of what was on the page: words that changed since are read first.
    """
    LIFE.step(summary.state, A.PASS_CHECK)
    rules.refuse_checker(actor, summary.compiled_by_id)
    refuse_unseen(seen, digest_of(summary), THIS)
    if found := summaries_checking.findings(summary):
        raise Refusal(f"Somebody could be picked out. {found[0].words}")
    _move(actor, summary, A.PASS_CHECK, checked_by_id=actor.user_id, checked_at=now())


def send_on(actor: Actor, summary: Summary) -> None:
    """Send for approval, once two young advisors are happy and every wish of theirs is answered."""
    LIFE.step(summary.state, A.SEND_ON)
    standing = summaries_signing.standing(summary)
    rules.refuse_unsigned(standing.happy, standing.waiting, standing.unanswered)
    _move(actor, summary, A.SEND_ON)


def send_back(actor: Actor, summary: Summary, reason: str) -> None:
    """Return it to the clerk with what should change. It is checked, signed and approved afresh."""
    rules.refuse_unreasoned(reason)
    LIFE.step(summary.state, A.RETURN)
    summaries.comment(actor, summary, reason)
    _move(
        actor, summary, A.RETURN, approved_by_id=None, approved_at=None, checked_by_id=None, checked_at=None,
        meeting_id=None, minute="", minuted_at=None,
    )  # fmt: skip


def approve(actor: Actor, summary: Summary, seen: str | None = None) -> None:
    """Approve it; raises Refusal when the actor compiled it, or when it is not what they read."""
    LIFE.step(summary.state, A.APPROVE)
    rules.refuse_approver(actor, summary.compiled_by_id)
    refuse_unseen(seen, digest_of(summary), THIS)
    _move(actor, summary, A.APPROVE, approved_by_id=actor.user_id, approved_at=now())


def present(actor: Actor, summary: Summary, meeting: BodyMeeting) -> None:
    """Say at which meeting it was presented."""
    LIFE.step(summary.state, A.PRESENT)
    if meeting.body_id != summary.body_id:
        raise Refusal("Choose a meeting of this body.", field="meeting")
    if was_before(summary, meeting):
        raise Refusal("That meeting was before it was approved. Choose a later one.", field="meeting")
    rules.refuse_meeting_for(
        meeting.held_on, first_meeting_day(summary), len(meeting.attendance), meeting.quorum
    )
    _move(actor, summary, A.PRESENT, meeting_id=meeting.id)


def first_meeting_day(summary: Summary) -> date:
    """The first day of a meeting that can have been given it as it was approved."""
    return local_date(max(summary.until, summary.approved_at or summary.until))


def was_before(summary: Summary, meeting: BodyMeeting) -> bool:
    """Whether a meeting had begun, or was written down, before the summary was approved."""
    known = [meeting.recorded_at, *([meeting.began_at] if meeting.began_at else [])]
    return summary.approved_at is not None and min(known) < summary.approved_at


def minute(actor: Actor, summary: Summary, reference: str) -> None:
    """Keep where the meeting's minute on it is found."""
    LIFE.step(summary.state, A.MINUTE)
    rules.refuse_minute(reference)
    _move(actor, summary, A.MINUTE, minute=reference, minuted_at=now())


def publish(actor: Actor, summary: Summary) -> None:
    """Put both versions out at the same moment, for good, with the head of the audit chain on them.

    Raises Refusal while the versions do not say the same, or print words that are no longer released.
    """
    LIFE.step(summary.state, A.PUBLISH)
    elections.check_publicity(summary.body.team_id, "It cannot be published")
    _refuse_faults(summary, ", so neither is published")
    if found := summaries_checking.findings(summary):
        raise Refusal(f"Somebody could be picked out, so neither version is published. {found[0].words}")
    put_out(actor, summary)


def put_out(actor: Actor, summary: Summary) -> None:
    """The one act of publication: the state, the moment, the words' digest in the chain, all or nothing."""
    event = audit.record("summary.published", summary, actor=actor, text_digest=digest_of(summary))
    change(summary, A.PUBLISH, published_at=now(), audit_head=event.hash, audit_length=event.id)


def track(actor: Actor, summary: Summary) -> None:
    """Everything owed has somebody who answers for it; from here it is tracked."""
    _move(actor, summary, A.TRACK)


def archive(actor: Actor, summary: Summary) -> None:
    """Close it, once everything the body owes from it is answered."""
    LIFE.step(summary.state, A.ARCHIVE)
    rules.refuse_archive(body_tasks.count_open(summary))
    _move(actor, summary, A.ARCHIVE, archived_at=now())


def is_as_published(summary: Summary) -> bool:
    """Whether what is kept is what was published: its digest stands in the chain, where nobody can rewrite it alone."""
    event = db.session.get(AuditEvent, summary.audit_length) if summary.audit_length else None
    return (
        event is not None
        and (event.action, event.subject_id, event.hash) == ("summary.published", summary.public_id, summary.audit_head)
        and event.hash == audit.hash_of(event)
        and event.details.get("text_digest") == digest_of(summary)
    )  # fmt: skip


def change(summary: Summary, action: SummaryAction, **values: Any) -> None:
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


def _move(actor: Actor, summary: Summary, action: SummaryAction, **values: Any) -> None:
    step = LIFE.step(summary.state, action)
    change(summary, action, **values)
    audit.record(step.event, summary, actor=actor)


def _refuse_faults(summary: Summary, so: str) -> None:
    if faults := summaries.faults_of(summary):
        raise Refusal(f"The two versions do not say the same{so}. {faults[0]}")
