"""What came of the awards: the reports read in the period, and which reports and payments are late, for summaries."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload, selectinload

from app.db import db
from app.times import day, local_date
from commissioning.rules.awards import GOING
from commissioning.rules.ledger import AccountKind
from commissioning.rules.pence import Pence, short_pounds
from commissioning.services.offers import in_force
from models.awards import Award
from models.ledger import Account, LedgerEntry, LedgerLine
from models.offers import AwardTerms
from models.pots import Pot
from models.returns import AwardReturn
from participation.rules.facts import Brief, Fact, Section
from participation.rules.small_numbers import shown


def summary_facts(team_id: int | None, since: datetime, until: datetime) -> list[Fact]:
    """What is late at `until` first, then a fact for each report read in [since, until). Six queries, however many.

    A report is told once somebody has read it, so its words were through the gate and its figures were looked at.
    """
    return [*_late(team_id, until), *_reported(team_id, since, until)]


def _reported(team_id: int | None, since: datetime, until: datetime) -> list[Fact]:
    query = (
        sa.select(AwardReturn)
        .join(AwardReturn.award)
        .join(Award.pot)
        .where(AwardReturn.read_at >= since, AwardReturn.read_at < until, *_of(team_id))
        .order_by(AwardReturn.read_at, AwardReturn.id)
        .options(joinedload(AwardReturn.award))
    )
    return [_report(one) for one in db.session.scalars(query)]


def _report(one: AwardReturn) -> Fact:
    counts = {"children": one.children, "adults": one.adults, "volunteers": one.volunteers}
    told = {name: _people(shown(many), name) for name, many in counts.items()}
    spent, title = Pence(one.spent_pence), f"“{one.award.title}”"
    last = " This is its last report." if one.is_last else ""
    return Fact(
        Section.DELIVERY, f"return:{one.public_id}",
        f"{title}, {day(one.since)} to {day(one.until)}: {told['children']}, {told['adults']} and {told['volunteers']} "
        f"took part. {spent} was spent.{last}",
        f"{title}: {told['children']} took part. {spent} was spent.",
        {name: shown(many) for name, many in counts.items()} | {"spent_pence": int(spent)},
        path=f"/awards/{one.award.public_id}",
        brief=Brief("Who took part, and what was spent:", f"{title}, {told['children']}, {short_pounds(spent)}"),
    )  # fmt: skip


def _people(many: int | None, name: str) -> str:
    one = {"children": "child", "adults": "adult", "volunteers": "volunteer"}[name]
    return f"fewer than five {name}" if many is None else f"{many:,} {one if many == 1 else name}"


def _late(team_id: int | None, until: datetime) -> list[Fact]:
    going = (
        sa.select(Award)
        .join(Award.pot)
        .where(Award.state.in_(GOING), Award.accepted_at < until, *_of(team_id))
    )
    awards = list(db.session.scalars(going.order_by(Award.offered_at, Award.id)))
    terms, done, today = (
        _terms([one.id for one in awards], until),
        _last_reports(awards, until),
        local_date(until),
    )
    agreed = [(award, one) for award in awards if (one := in_force(terms.get(award.id, [])))]
    waiting = [
        _late_report(award, one.report_by)
        for award, one in agreed
        if one.report_by < today and award.id not in done
    ]
    due = {award: parts for award, one in agreed if (parts := _due(one, today))}
    paid = _paid(list(due), until) if due else {}
    return [*waiting, *(
        _late_payment(award, owed, have, by)
        for award, (owed, by) in due.items()
        if (have := paid.get(award.public_id, Pence(0))) < owed
    )]  # fmt: skip


def _due(terms: AwardTerms, today: date) -> tuple[Pence, date] | None:
    """What should have been paid by now, and the last day of it; None when nothing."""
    due = [(pence, by) for _, pence, by in terms.parts if by is not None and by < today]
    return (Pence(sum(pence for pence, _ in due)), max(by for _, by in due)) if due else None


def _late_report(award: Award, report_by: date) -> Fact:
    return Fact(
        Section.DELIVERY, f"report-late:{award.public_id}",
        f"“{award.title}”: its last report was due by {day(report_by)} and has not come.",
        f"The last report of “{award.title}” is late.", not_done=True, path=f"/awards/{award.public_id}",
        brief=Brief("We are still waiting for the last report of:", f"“{award.title}”"),
    )  # fmt: skip


def _late_payment(award: Award, owed: Pence, have: Pence, by: date) -> Fact:
    return Fact(
        Section.DELIVERY, f"payment-late:{award.public_id}",
        f"“{award.title}”: {owed} was due to be paid by {day(by)}, and {have} is paid.",
        f"“{award.title}” should have had {owed} by now. It has {have}. We are late.",
        {"due_pence": int(owed), "paid_pence": int(have)}, not_done=True, path=f"/awards/{award.public_id}",
        brief=Brief("Projects that did not get their money on time:",
                    f"“{award.title}” ({short_pounds(have)} of {short_pounds(owed)})"),
    )  # fmt: skip


def _terms(award_ids: list[int], until: datetime) -> dict[int, list[AwardTerms]]:
    """Each award's terms offered by then, the newest first."""
    query = sa.select(AwardTerms).where(AwardTerms.award_id.in_(award_ids), AwardTerms.proposed_at < until)
    found: dict[int, list[AwardTerms]] = {}
    ordered = query.order_by(AwardTerms.version.desc()).options(selectinload(AwardTerms.agreements))
    for one in db.session.scalars(ordered):
        found.setdefault(one.award_id, []).append(one)
    return found


def _last_reports(awards: list[Award], until: datetime) -> set[int]:
    query = sa.select(AwardReturn.award_id).where(AwardReturn.is_last, AwardReturn.sent_at < until)
    return set(db.session.scalars(query.where(AwardReturn.award_id.in_([one.id for one in awards]))))


def _paid(awards: list[Award], until: datetime) -> dict[str, Pence]:
    """What each award was paid by then, less payments that were reversed. What they gave back was paid on time."""
    ids = [one.public_id for one in awards]
    paid = Counter(_moved(ids, LedgerLine.to_account_id, LedgerLine.from_account_id, until))
    paid.subtract(_moved(ids, LedgerLine.from_account_id, LedgerLine.to_account_id, until))
    return {public_id: Pence(pence) for public_id, pence in paid.items()}


def _moved(ids: list[str], at: Any, other: Any, until: datetime) -> dict[str, int]:
    """What moved between the awards' paid accounts (the lines' side `at`) and what was promised to them."""
    theirs, promised = aliased(Account), aliased(Account)
    query = (
        sa.select(theirs.award_id, sa.func.sum(LedgerLine.amount_pence))
        .join(LedgerLine, at == theirs.id)
        .join(promised, promised.id == other)
        .join(LedgerEntry, LedgerEntry.id == LedgerLine.entry_id)
        .where(
            theirs.award_id.in_(ids), theirs.kind == AccountKind.PAID, promised.kind == AccountKind.PROMISED
        )
        .where(LedgerEntry.at < until)
        .group_by(theirs.award_id)
    )
    return {str(public_id): int(pence) for public_id, pence in db.session.execute(query)}


def _of(team_id: int | None) -> list[sa.ColumnElement[bool]]:
    return [] if team_id is None else [Pot.team_id == team_id]
