"""What makes a decision a key one, as the council's constitution has it, and the notice given before it is made."""

from __future__ import annotations

import sqlalchemy as sa

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules import call_in as rules
from commissioning.rules.call_in import KeyRule
from commissioning.services.decisions_cases import Case, decides_for
from models.call_in import KeyDecisionRule, KeyNotice
from models.decisions import Decision
from participation.rules.people import Actor, Role
from participation.rules.refusals import NotFound, Refusal


def set_rule(actor: Actor, rule: KeyRule) -> None:
    """Write down what the council's constitution says, from a day on."""
    if not actor.has(Role.BOARD_CLERK):
        raise Refusal("Only the board clerk writes down what the council’s constitution says.")
    rules.check_rule(rule, local_date(now()))
    row = KeyDecisionRule(
        starts_on=rule.starts_on, threshold_pence=rule.threshold, notice_days=rule.notice_days,
        call_in_days=rule.call_in_days, callers=rule.callers, set_by=actor.name, set_at=now(),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    audit.record(
        "key_decisions.rule_set", ("key_decision_rule", str(row.id)), actor=actor, pence=int(rule.threshold),
        notice=rule.notice_days, call_in=rule.call_in_days, callers=rule.callers,
    )  # fmt: skip


def all_rules() -> list[KeyDecisionRule]:
    """Every rule ever set, newest first."""
    return list(
        db.session.scalars(
            sa.select(KeyDecisionRule).order_by(KeyDecisionRule.starts_on.desc(), KeyDecisionRule.id.desc())
        )
    )


def rule_now() -> KeyRule | None:
    """The rule that holds today; None while the council has set none."""
    today = local_date(now())
    row = next((one for one in all_rules() if one.starts_on <= today), None)
    if row is None:
        return None
    return KeyRule(row.starts_on, row.threshold_pence, row.notice_days, row.call_in_days, row.callers)


def notice_of(proposal_id: str) -> KeyNotice | None:
    """The notice given of a decision on a proposal (its public id)."""
    return db.session.scalar(sa.select(KeyNotice).where(KeyNotice.proposal_id == proposal_id))


def coming() -> list[KeyNotice]:
    """Notices of decisions not made yet, first given first."""
    open_ones = sa.select(KeyNotice).where(~sa.exists().where(Decision.proposal_id == KeyNotice.proposal_id))
    return list(db.session.scalars(open_ones.order_by(KeyNotice.id)))


def give_notice(actor: Actor, case: Case) -> KeyNotice:
    """Publish that a key decision is coming."""
    proposal, rule = case.proposal, rule_now()
    if not decides_for(actor, proposal.team_id):
        raise NotFound
    if rule is None or not rules.is_key(rule, proposal.ask_pence):
        raise Refusal("This would not be a key decision, so it needs no notice.")
    if (earlier := notice_of(proposal.public_id)) is not None:
        return earlier
    notice = KeyNotice(
        proposal_id=proposal.public_id, proposal_title=proposal.title, asked_pence=proposal.ask_pence,
        by_name=actor.name, at=now(),
    )  # fmt: skip
    db.session.add(notice)
    db.session.flush()
    audit.record("key_decision.noticed", ("proposal", proposal.public_id), actor=actor)
    return notice


def check_before(case: Case, awarded: int) -> None:
    """Refuse a key decision made before its notice is over."""
    notice = notice_of(case.proposal.public_id)
    given = local_date(notice.at) if notice else None
    rules.check_notice(rule_now(), awarded, given, local_date(now()))
