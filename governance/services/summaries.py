"""Cutting summaries when due, and what may be done to a draft: introduce, note, order, remark. Never its figures."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app import audit
from app.clock import now as present
from app.db import db
from governance.rules import parity
from governance.rules.clerks_words import refuse_introduction, refuse_note
from governance.rules.comparing import compared
from governance.rules.composing import child_version, officer_version
from governance.rules.documents import document_from, document_json, fact_from, fact_json
from governance.rules.fitting import own_words
from governance.rules.model_notes import model_faults
from governance.rules.ordering import moved
from governance.rules.schedules import Slot, due_slots, next_slots, period_before
from governance.rules.settling import Check, laid_over
from governance.rules.summaries import OUT, SummaryState
from governance.rules.withdrawing import quoted_in
from governance.services import body_tasks, sources
from governance.services.bodies import rule_of
from governance.services.bodies_facts import meeting_facts, next_fact
from models.bodies import BodySchedule
from models.summaries import Summary, SummaryComment, SummaryQuote
from participation.rules.facts import Fact
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal

log = logging.getLogger("our_part.summaries")


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


def facts_of(summary: Summary) -> list[Fact]:
    """The frozen facts, without what the disclosure check hid or took out."""
    checks = [Check(one.act, one.key, one.name, one.said) for one in summary.checks]
    return laid_over((fact_from(kept) for kept in summary.facts), checks)


def faults_of(summary: Summary) -> list[str]:
    """Each way in which the two versions do not say the same, or a model is shown bare. Publishing waits for none."""
    facts = facts_of(summary)
    found = parity.faults(
        facts,
        document_from(summary.officer),
        document_from(summary.child),
        summary.ordering,
        words_beside(summary),
    )
    return [*found, *model_faults(facts)]


def introduce(actor: Actor, summary: Summary, words: str, for_children: str) -> None:
    """Put a few words of the clerk's above both versions; raises Refusal when they carry a figure."""
    _open(summary, "its introduction stays as it is")
    refuse_introduction(words, for_children, not_done=_tells_of_not_done(summary))
    summary.introduction, summary.introduction_for_children = words, for_children
    arrange(summary, facts_of(summary), summary.ordering)
    db.session.flush()
    audit.record("summary.introduced", summary, actor=actor)


def note(actor: Actor, summary: Summary, where: str, words: str, for_children: str) -> None:
    """Put marked words of the clerk's under one part of both versions, or take them away (both empty)."""
    _open(summary, "its notes stay as they are")
    refuse_note(where, words, for_children, not_done=_tells_of_not_done(summary))
    kept = {place: said for place, said in summary.notes.items() if place != where}
    summary.notes = kept | {where: [words, for_children]} if words else kept
    arrange(summary, facts_of(summary), summary.ordering)
    db.session.flush()
    audit.record("summary.noted", summary, actor=actor, where=where)


def move(actor: Actor, summary: Summary, key: str, places: int) -> None:
    """Put one fact earlier (-1) or later (1) among its like, in both versions. What was not done stays in front."""
    _open(summary, "its order stays as it is")
    facts = facts_of(summary)
    arrange(summary, facts, moved(facts, summary.ordering, key, places))
    db.session.flush()
    audit.record("summary.ordered", summary, actor=actor, key=key)


def arrange(summary: Summary, facts: list[Fact], order: Sequence[str]) -> None:
    """Compose both versions from these facts in this order, and keep them."""
    summary.ordering = list(order)
    summary.officer = document_json(officer_version(facts, order))
    summary.child = document_json(child_version(facts, order, words_beside(summary)))


def words_beside(summary: Summary) -> int:
    """The words of the clerk's own that children read beside the facts."""
    return own_words(summary.introduction_for_children or "", summary.notes)


def _tells_of_not_done(summary: Summary) -> bool:
    return any(fact.not_done for fact in facts_of(summary))


def comment(actor: Actor, summary: Summary, words: str) -> SummaryComment:
    """Leave a remark for the others who work on the draft. It is never published."""
    if summary.state in OUT:
        raise Refusal("This summary is published, so there is nothing left to remark on.")
    remark = SummaryComment(summary_id=summary.id, by_id=actor.user_id, words=words, at=present())
    db.session.add(remark)
    db.session.flush()
    audit.record("summary.commented", summary, actor=actor)
    return remark


def remember_quotes(summary: Summary, facts: list[Fact]) -> None:
    """Keep whose words it prints, so that they are found when they are taken back."""
    db.session.add_all(SummaryQuote(summary_id=summary.id, said=said) for said in sorted(quoted_in(facts)))
    db.session.flush()


def _open(summary: Summary, so: str) -> None:
    if summary.state is SummaryState.CUT:
        raise Refusal("Start the draft first.")
    if summary.state is not SummaryState.DRAFTED:
        raise Refusal(f"This summary has been sent on, so {so}.")


def _due(schedule: BodySchedule, now: datetime) -> list[Slot]:
    last = db.session.scalar(sa.select(sa.func.max(Summary.until)).where(Summary.body_id == schedule.body_id))
    return due_slots(rule_of(schedule), max(schedule.set_at, last or schedule.set_at), now)


def _draft(schedule: BodySchedule, slot: Slot, now: datetime) -> int:
    """Cut one slot, unless somebody has; returns how many were drafted. The period begins where the last one ended."""
    mine = sa.select(Summary).where(Summary.body_id == schedule.body_id)
    if db.session.scalar(mine.where(Summary.slot == slot.name)) is not None:
        return 0
    last = db.session.scalar(mine.order_by(Summary.until.desc(), Summary.id.desc()).limit(1))
    since = last.until if last else period_before(rule_of(schedule), slot)
    facts = _facts(schedule, since, slot)
    if last:
        facts += compared(facts, facts_of(last))
    summary = Summary(
        body_id=schedule.body_id, slot=slot.name, since=since, until=slot.due, drafted_at=now,
        facts=[fact_json(fact) for fact in facts], notes={},
    )  # fmt: skip
    arrange(summary, facts, ())
    db.session.add(summary)
    db.session.flush()
    remember_quotes(summary, facts)
    details: dict[str, Any] = {"slot": slot.name, "until": slot.due.isoformat(), "facts": len(facts)}
    audit.record("summary.drafted", summary, actor=Actor.system(), **details)
    return 1


def _facts(schedule: BodySchedule, since: datetime, slot: Slot) -> list[Fact]:
    body, following = schedule.body, next_slots(rule_of(schedule), slot.due)
    return [
        *meeting_facts(body, since, slot.due),
        *sources.collect(body.team_id, since, slot.due),
        *body_tasks.facts(body, since, slot.due),
        next_fact(body, following[0] if following else None),
    ]
