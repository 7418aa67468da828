"""The rules of public money, asked of our own books: dated thresholds, orders that belong together, running totals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

import sqlalchemy as sa

from app import audit
from app.clock import now
from app.db import db
from app.times import LONDON
from commissioning.rules import public_money as rules
from commissioning.rules.awards import GIVEN_UP, AwardState
from commissioning.rules.pence import Pence
from commissioning.rules.public_money import Caution, Instrument, MoneyRule, Threshold
from models.awards import Award
from models.offers import Agreement, AwardTerms, DatedThreshold, PassedWarning
from models.organisations import Organisation
from participation.rules.people import Actor, Role
from participation.rules.refusals import Refusal


def table() -> list[Threshold]:
    """Every threshold there is, those in law and those the council added, by rule and day."""
    added = [
        Threshold(row.rule, row.starts_on, row.amount_pence, row.source)
        for row in db.session.scalars(sa.select(DatedThreshold).order_by(DatedThreshold.id))
    ]
    order = list(MoneyRule)
    return sorted([*rules.IN_LAW, *added], key=lambda line: (order.index(line.rule), line.starts_on))


def add_threshold(actor: Actor, rule: MoneyRule, starts_on: date, pence: Pence, source: str) -> None:
    """Add a newer dated line. What counted before stays as it was."""
    if not actor.has(Role.FINANCE_LEAD):
        raise Refusal("Only the finance lead keeps the thresholds.")
    newest = max((line.starts_on for line in table() if line.rule is rule), default=None)
    rules.check_threshold(starts_on, pence, newest)
    row = DatedThreshold(
        rule=rule, starts_on=starts_on, amount_pence=pence, source=source, added_by=actor.name, added_at=now()
    )
    db.session.add(row)
    db.session.flush()
    audit.record("threshold.added", ("threshold", f"{rule}:{starts_on}"), actor=actor, pence=int(pence))


def subsidies_of(organisation: Organisation, on: date, *, but: Award | None = None) -> Pence:
    """What this enterprise has been granted by us in the financial year of `on` and the two before, in pence."""
    first, after = (_midnight(day) for day in rules.subsidy_window(on))
    query = sa.select(sa.func.coalesce(sa.func.sum(Award.amount_pence), 0)).where(
        Award.organisation_id == organisation.id, Award.state.not_in([*GIVEN_UP, AwardState.TO_OFFER]),
        Award.offered_at >= first, Award.offered_at < after, Award.id != (but.id if but else 0),
        Award.id.not_in(sa.select(AwardTerms.award_id).where(AwardTerms.instrument == Instrument.CONTRACT)),
    )  # fmt: skip
    return Pence(db.session.scalar(query) or 0)


def declared_by(organisation: Organisation) -> Pence:
    """The latest this enterprise said it had from other public bodies."""
    query = (
        sa.select(Agreement.declared_pence).join(Agreement.terms)
        .where(AwardTerms.organisation_id == organisation.id, Agreement.declared_pence.is_not(None))
        .order_by(Agreement.id.desc()).limit(1)
    )  # fmt: skip
    return Pence(db.session.scalar(query) or 0)


def orders_with(
    organisation: Organisation, purpose: str, starts_on: date, *, but: Award | None = None
) -> list[Pence]:
    """Other contracts with this supplier for the same purpose within a year of `starts_on`: values with VAT."""
    query = (
        sa.select(AwardTerms.award_id, AwardTerms.purpose, AwardTerms.value_pence)
        .join(AwardTerms.award)
        .where(
            AwardTerms.organisation_id == organisation.id, AwardTerms.instrument == Instrument.CONTRACT,
            Award.state.not_in(GIVEN_UP), Award.id != (but.id if but else 0),
            AwardTerms.starts_on > starts_on - rules.TOGETHER, AwardTerms.starts_on < starts_on + rules.TOGETHER,
        )
        .order_by(AwardTerms.version)
    )  # fmt: skip
    newest = {award: (said, value) for award, said, value in db.session.execute(query)}
    return [value for said, value in newest.values() if rules.same_purpose(said, purpose)]


def contract_warnings(
    organisation: Organisation, purpose: str, category: MoneyRule, value: Pence, starts_on: date, award: Award
) -> list[Caution]:
    """What a contract meets."""
    earlier = orders_with(organisation, purpose, starts_on, but=award)
    return rules.contract_warnings(value, category, starts_on, earlier, table())


def grant_warnings(organisation: Organisation, amount: Pence, on: date, award: Award) -> list[Caution]:
    """What a grant to an enterprise meets."""
    if not organisation.is_enterprise:
        return []
    before = subsidies_of(organisation, on, but=award)
    found = rules.subsidy_warning(before, amount, declared_by(organisation), on, table())
    return [found] if found else []


def keep(actor: Actor, award: Award, warnings: Sequence[Caution], why: str) -> None:
    """Keep warnings that somebody went on past, and why."""
    rules.check_overridden(warnings, why)
    for warning in warnings:
        db.session.add(PassedWarning(
            award_id=award.id, key=warning.key, words=warning.words, sum_pence=warning.sum, limit_pence=warning.limit,
            why=why.strip(), by_id=actor.user_id, by_name=actor.name, at=now(),
        ))  # fmt: skip
        audit.record("warning.passed", award, actor=actor, warning=warning.key, pence=int(warning.sum))
    db.session.flush()


def passed_on(award: Award) -> list[PassedWarning]:
    """The warnings of an award that somebody went on past, first first."""
    query = sa.select(PassedWarning).where(PassedWarning.award_id == award.id).order_by(PassedWarning.id)
    return list(db.session.scalars(query))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=LONDON)
