"""Key decisions once made: holding them, calling them in, and looking at them again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit, outbox
from app.clock import now
from app.db import db
from commissioning.rules import call_in as rules
from commissioning.rules.call_in import Answer, Hold, Standing
from commissioning.rules.decisions import check_reasons, words_for
from commissioning.services import advice_answers, delegated, interests
from commissioning.services.decisions_cases import decides_for
from commissioning.services.key_decisions import rule_now
from models.call_in import CallIn, CallInAnswer, KeyDecision
from models.decisions import Decision
from participation.rules.known import known
from participation.rules.letters import LetterKind
from participation.rules.people import Actor, Role, ScopeKind
from participation.rules.refusals import Refusal


@dataclass(frozen=True)
class Held:
    """What holds a key decision: until when, who called it in, and what came of it."""

    ends: datetime
    threshold: int
    needed: int
    calls: list[CallIn]
    answer: CallInAnswer | None

    @property
    def hold(self) -> Hold:
        """Where it is now."""
        return rules.hold_of(
            self.ends, len(self.calls), self.needed, self.answer.answer if self.answer else None, now()
        )


def hold(decision: Decision) -> None:
    """Write beside a decision that it is a key one, when it is, and until when it can be called in."""
    rule = rule_now()
    if rule is None or not rules.is_key(rule, decision.awarded_pence):
        return
    ends = rules.window_ends(rule, decision.at)
    db.session.add(
        KeyDecision(
            decision_id=decision.id,
            threshold_pence=rule.threshold,
            call_in_ends_at=ends,
            callers=rule.callers,
        )
    )
    db.session.flush()


def held_of(decision_id: int) -> Held | None:
    """What holds one decision; None when it is not a key one."""
    return held([decision_id]).get(decision_id)


def first_words(decision: Decision) -> str:
    """How the register tells what was first decided."""
    return words_for(decision.outcome, decision.recommendation)


def standing(decision: Decision, found: Held | None) -> Standing:
    """What holds now of a decision, after whatever came of looking at it again."""
    answer = found.answer if found else None
    first = Standing(decision.outcome, first_words(decision), decision.awarded_pence, decision.conditions)
    if answer is None:
        return first
    pence = decision.awarded_pence if answer.awarded_pence is None else answer.awarded_pence
    return rules.standing(
        first, answer.answer, replace(first, awarded=pence, conditions=answer.conditions or "")
    )


def held(decision_ids: Collection[int]) -> dict[int, Held]:
    """What holds each of these decisions that is a key one. Three queries."""
    keys = db.session.scalars(sa.select(KeyDecision).where(KeyDecision.decision_id.in_(decision_ids))).all()
    calls = db.session.scalars(
        sa.select(CallIn).where(CallIn.decision_id.in_(decision_ids)).order_by(CallIn.id)
        .options(joinedload(CallIn.member))
    ).all()  # fmt: skip
    answers = {
        one.decision_id: one
        for one in db.session.scalars(
            sa.select(CallInAnswer).where(CallInAnswer.decision_id.in_(decision_ids))
        )
    }
    return {
        key.decision_id: Held(
            key.call_in_ends_at, key.threshold_pence, key.callers,
            [call for call in calls if call.decision_id == key.decision_id], answers.get(key.decision_id),
        )
        for key in keys
    }  # fmt: skip


def answered_between(
    team_id: int | None, since: datetime, until: datetime
) -> list[tuple[CallInAnswer, Decision]]:
    """What came of call-ins from `since` up to, not including, `until`, each with its decision. One query."""
    query = sa.select(CallInAnswer, Decision).join(Decision, Decision.id == CallInAnswer.decision_id)
    query = query.where(CallInAnswer.at >= since, CallInAnswer.at < until)
    if team_id is not None:
        query = query.where(Decision.team_id == team_id)
    return [(answer, decision) for answer, decision in db.session.execute(query.order_by(CallInAnswer.id))]


def check_free(decision_id: int) -> None:
    """Refuse to carry out a decision that is held, or was changed."""
    found = held_of(decision_id)
    if found is not None:
        rules.check_free(found.hold, found.ends)


def may_call(actor: Actor, decision: Decision, found: Held | None) -> bool:
    """Whether this person could call it in now."""
    members = {user.id for user in delegated.members_of(decision.team_id)}
    called = found is not None and any(call.member_id == actor.user_id for call in found.calls)
    return found is not None and found.hold is Hold.WAITS and actor.user_id in members and not called


def call(actor: Actor, decision: Decision, reasons: str) -> CallIn:
    """A member calls a key decision in, with a reason that is public."""
    found = held_of(decision.id)
    if found is None:
        raise Refusal("This is not a key decision, so it cannot be called in.")
    members = {user.id for user in delegated.members_of(decision.team_id)}
    already = any(one.member_id == actor.user_id for one in found.calls)
    rules.check_call(
        found.hold, actor.user_id in members, interests.has_interest(actor.user_id, decision.proposal_id), already,
        reasons,
    )  # fmt: skip
    made = CallIn(decision_id=decision.id, member_id=known(actor), reasons=reasons.strip(), at=now())
    db.session.add(made)
    db.session.flush()
    audit.record("decision.called_in", decision, actor=actor, number=decision.number)
    outbox.post(
        decision.decider_id, f"{decision.number} is called in", "A member asks for a decision to be looked at again.",
        dedupe_key=f"call-in:{decision.public_id}:{actor.user_id}", kind=LetterKind.DECISIONS,
        path=f"/decisions/{decision.number}",
    )  # fmt: skip
    return made


def may_answer(actor: Actor, decision: Decision, found: Held | None) -> bool:
    """Whether this person is one to look at it again."""
    return found is not None and found.hold is Hold.CALLED_IN and decides_for(actor, decision.team_id)


def to_look_again(actor: Actor) -> list[Decision]:
    """Decisions that were called in and wait for this decision-maker, first decided first. One query.

    Not those they called in themselves: another answers what they asked.
    """
    if not actor.has(Role.DECISION_MAKER):
        return []
    teams = {held.scope_id for held in actor.held if held.role is Role.DECISION_MAKER}
    everywhere = actor.has(Role.DECISION_MAKER, scope=ScopeKind.COUNCIL)
    called = sa.select(sa.func.count(CallIn.id)).where(CallIn.decision_id == Decision.id)
    query = (
        sa.select(Decision)
        .join(KeyDecision, KeyDecision.decision_id == Decision.id)
        .where(
            sa.true() if everywhere else Decision.team_id.in_(teams),
            called.scalar_subquery() >= KeyDecision.callers,
            ~sa.exists().where(CallInAnswer.decision_id == Decision.id),
            ~sa.exists().where(CallIn.decision_id == Decision.id, CallIn.member_id == actor.user_id),
        )
    )
    return list(db.session.scalars(query.order_by(Decision.id)))


def check_answer(actor: Actor, decision: Decision, reasons: str) -> None:
    """Refuse an answer by somebody else, to a decision that waits for none, or without reasons."""
    found = held_of(decision.id)
    if found is None or not may_answer(actor, decision, found):
        raise Refusal("This decision does not wait to be looked at again.")
    rules.check_not_caller(any(one.member_id == actor.user_id for one in found.calls))
    check_reasons(reasons)


def keep_answer(
    actor: Actor, decision: Decision, answer: Answer, reasons: str, changed: Mapping[str, Any] | None = None
) -> CallInAnswer:
    """Write down what came of it, and tell those who called it in."""
    kept = CallInAnswer(
        decision_id=decision.id, answer=answer, reasons=reasons.strip(), by_name=actor.name, at=now(),
        **(changed or {}),
    )  # fmt: skip
    db.session.add(kept)
    db.session.flush()
    audit.record("decision.reconsidered", decision, actor=actor, number=decision.number, answer=str(answer))
    found = held_of(decision.id)
    for one in found.calls if found else []:
        outbox.post(
            one.member_id, f"{decision.number} was looked at again", "Read what came of the decision you called in.",
            dedupe_key=f"call-in-answer:{decision.public_id}:{one.member_id}", kind=LetterKind.DECISIONS,
            path=f"/decisions/{decision.number}",
        )  # fmt: skip
    if answer is not Answer.UPHELD:
        advice_answers.tell_changed(decision)
    return kept
