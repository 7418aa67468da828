"""What money has to account for: each pot's movements in a period, and what was never claimed."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from app.db import db
from commissioning.rules.ledger import AccountKind, EntryKind
from commissioning.rules.pence import Pence, short_pounds
from commissioning.rules.pots import PotState
from models.awards import Award
from models.ledger import Account, LedgerEntry, LedgerLine
from models.pots import Pot
from participation.rules.facts import Brief, Fact, Section

A = AccountKind
_OUTSIDE = frozenset({A.SOURCE, A.BETWEEN_YEARS})
_FROM, _TO = aliased(Account), aliased(Account)


def summary_facts(team_id: int | None, since: datetime, until: datetime) -> list[Fact]:
    """One fact for each pot with money in it at `until` or moved since `since`, then what lapsed. Three queries."""
    query = sa.select(Pot).where(Pot.state != PotState.DRAFT).options(joinedload(Pot.team))
    if team_id is not None:
        query = query.where(Pot.team_id == team_id)
    pots = list(db.session.scalars(query.order_by(Pot.financial_year, Pot.name)))
    moved = _moved([pot.id for pot in pots], since, until)
    held = [pot for pot in pots if any(moved[pot.id].values())]
    told = [_fact(pot, moved[pot.id]) for pot in held]
    return [*_together(team_id, [moved[pot.id] for pot in held]), *told, *_given_up(team_id, since, until)]


def _together(team_id: int | None, pots: list[Counter[str]]) -> list[Fact]:
    """What all the pots come to, where there are several. Money of the year before, carried on, is not new money."""
    if len(pots) < 2:
        return []
    sums = {name: sum(pot[name] for pot in pots) for name in ("came_in", "promised", "paid", "left")}
    came_in, promised, paid, left = (Pence(sums[name]) for name in sums)
    told = {name: short_pounds(abs(pence)) for name, pence in sums.items()}
    officer = f"{_in_words(came_in)}, {_net(promised, 'was promised')} and {_net(paid, 'was paid')}. {left} is left."
    child = [f"{told['left']} is left"] + [
        f"{told[name]} was {more if sums[name] > 0 else less}"
        for name, (more, less) in (
            ("paid", ("paid", "paid back")),
            ("promised", ("promised", "no longer promised")),
        )
        if sums[name]
    ]
    return [
        Fact(
            Section.MONEY, f"money:{team_id or 'all'}", f"All pots together: {officer}",
            f"All our pots together: {', '.join(reversed(child))}.",
            {f"{name}_pence": pence for name, pence in sums.items()},
        )
    ]  # fmt: skip


def _moved(pot_ids: list[int], since: datetime, until: datetime) -> dict[int, Counter[str]]:
    """For each pot: what came in, was promised, paid and came back in the period, and what was left at its end."""
    within = sa.case((LedgerEntry.at >= since, 1), else_=0)
    query = (
        sa.select(LedgerLine.pot_id, _FROM.kind, _TO.kind, within, sa.func.sum(LedgerLine.amount_pence))
        .join(LedgerEntry, LedgerEntry.id == LedgerLine.entry_id)
        .join(_FROM, _FROM.id == LedgerLine.from_account_id)
        .join(_TO, _TO.id == LedgerLine.to_account_id)
        .where(LedgerEntry.at < until, LedgerLine.pot_id.in_(pot_ids))
        .group_by(LedgerLine.pot_id, _FROM.kind, _TO.kind, within)
    )
    found: dict[int, Counter[str]] = {pot_id: Counter() for pot_id in pot_ids}
    for pot_id, start, to, recent, pence in db.session.execute(query):
        sums = found[pot_id]
        sums["left"] += int(pence) * ((to is A.LEFT) - (start is A.LEFT))
        if recent:
            sums["came_in"] += int(pence) * ((start in _OUTSIDE) - (to in _OUTSIDE))
            sums["promised"] += int(pence) * (
                (to is A.PROMISED and start is A.LEFT) - (start is A.PROMISED and to is A.LEFT)
            )
            sums["paid"] += int(pence) * ((to is A.PAID) - (start is A.PAID))
    return found


def _fact(pot: Pot, sums: Counter[str]) -> Fact:
    came_in, promised, paid, left = (Pence(sums[name]) for name in ("came_in", "promised", "paid", "left"))
    return Fact(
        section=Section.MONEY,
        key=f"pot:{pot.public_id}",
        officer=(
            f"{pot.name}, {pot.financial_year} ({pot.team.name}): {_in_words(came_in)}, "
            f"{_net(promised, 'was promised')} and {_net(paid, 'was paid')}. {left} is left."
        ),
        child=(
            f"The {pot.name} pot: {_in_words(came_in)}. {_net(promised, 'was promised to projects')}. "
            f"{_net(paid, 'was paid')}. {left} is left."
        ),
        figures={f"{name}_pence": sums[name] for name in ("came_in", "promised", "paid", "left")},
        brief=_brief(pot, sums),
        path=f"/pots/{pot.public_id}",
    )  # fmt: skip


def _brief(pot: Pot, sums: Counter[str]) -> Brief:
    """The pot for children: only what moved, and what is left."""
    told = {name: short_pounds(abs(sums[name])) for name in ("came_in", "promised", "paid", "left")}
    moved = [
        f"{told[name]} {more if sums[name] > 0 else less}"
        for name, (more, less) in _MOVED.items()
        if sums[name]
    ]
    named = f"{pot.name}, {pot.financial_year}"
    if not moved:
        return Brief("No money moved in these pots. What is left:", f"{named}: {told['left']}")
    return Brief("What moved in these pots:", f"{named}: {', '.join(moved)}, {told['left']} left")


# What children read of a pot's movement, above nothing and below it.
_MOVED = {
    "came_in": ("came in", "went back or on to next year"),
    "promised": ("promised", "no longer promised"),
    "paid": ("paid", "paid back to us"),
}


def _in_words(came_in: Pence) -> str:
    return f"{came_in} came in" if came_in >= 0 else f"{-came_in} went back or on to the next year"


def _net(pence: Pence, words: str) -> str:
    return f"{pence} {words}" if pence >= 0 else f"{-pence} more came back than {words}"


def _given_up(team_id: int | None, since: datetime, until: datetime) -> list[Fact]:
    """Awards whose promise was released in the period: nobody claimed them, or they were declined."""
    query = (
        sa.select(LedgerEntry.public_id, Award.title, sa.func.sum(LedgerLine.amount_pence))
        .join(LedgerLine, LedgerLine.entry_id == LedgerEntry.id)
        .join(Account, Account.id == LedgerLine.from_account_id)
        .join(Award, Award.public_id == Account.award_id)
        .join(Pot, Pot.id == LedgerLine.pot_id)
        .where(LedgerEntry.kind == EntryKind.RELEASE, LedgerEntry.at >= since, LedgerEntry.at < until)
        .where(Pot.team_id == team_id if team_id is not None else sa.true())
        .group_by(LedgerEntry.id, LedgerEntry.public_id, Award.title)
        .order_by(LedgerEntry.id)
    )
    return [
        Fact(
            section=Section.MONEY, key=f"released:{public_id}", not_done=True, figures={"released_pence": int(pence)},
            officer=f"“{title}” did not take up {Pence(pence)} that was promised. The money is back in its pot.",
            child=f"“{title}” did not use {Pence(pence)} that we promised. The money is back in the pot.",
            brief=Brief("Money we promised that was not used and is back in its pot:",
                        f"“{title}” ({short_pounds(pence)})"),
        )
        for public_id, title, pence in db.session.execute(query)
    ]  # fmt: skip
