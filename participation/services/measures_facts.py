"""Signs of change: whether families said yes to help and a child's voice was there, as services count it."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from app.db import db
from app.times import day
from models.measures import ServiceMeasure
from participation.rules.facts import Brief, Fact, Section
from participation.rules.measures import CAUTION, Figure
from participation.rules.small_numbers import Hidden
from participation.services import measures


def summary_facts(team_id: int | None, since: datetime, until: datetime) -> list[Fact]:
    """Two facts for each service and period whose counts were given in [since, until), so that each is told once.

    Services work for the whole place, so every body is told. One query.
    """
    query = sa.select(ServiceMeasure).where(ServiceMeasure.added_at >= since, ServiceMeasure.added_at < until)
    rows = db.session.scalars(query.order_by(ServiceMeasure.service, ServiceMeasure.since, ServiceMeasure.id))
    facts = [fact for one in rows for fact in _facts(one)]
    if any(fact.key.startswith("voice:") for fact in facts):
        facts.append(Fact(Section.INDICATORS, "voice:caution", CAUTION, "", for_children=False))
    return facts


def _facts(one: ServiceMeasure) -> list[Fact]:
    told = measures.told_of(one)
    where = f"{one.service}, {day(one.since)} to {day(one.until - timedelta(days=1))} ({one.source})"
    facts = []
    if one.offered:
        facts.append(_consent(one, told, where))
    if one.primary_reviewed or one.secondary_reviewed:
        facts.append(_voice(one, told, where))
    return facts


def _consent(one: ServiceMeasure, told: measures.Row, where: str) -> Fact:
    consent = told.consent
    share = "" if consent.percent is None else f" ({consent.percent}%)"
    figures = {"offered": consent.offered, "accepted": consent.accepted, "declined": consent.declined,
               "withdrawn": consent.withdrawn}  # fmt: skip
    said = f"{_many(consent.accepted)} of {_many(consent.offered)} families"
    return Fact(
        Section.INDICATORS, f"consent:{one.public_id}",
        f"{where}: offered help, {said} said yes{share}. Said no: {_many(consent.declined)}. "
        f"Stopped later: {_many(consent.withdrawn)}.",
        f"{said} said yes to help from {one.service}.", _figures(figures),
        brief=Brief("Families who said yes to help:", f"{one.service}, {said.removesuffix(' families')}"),
    )  # fmt: skip


def _voice(one: ServiceMeasure, told: measures.Row, where: str) -> Fact:
    ages = {"primary": told.voice.primary, "secondary": told.voice.secondary}
    counted = {
        name: f"{_many(heard)} of {_many(reviewed)} of {name} age" for name, (heard, reviewed, _) in ages.items()
        if reviewed != 0
    }  # fmt: skip
    told_of = " and ".join(
        text + (f" ({percent}%)" if (percent := ages[name][2]) is not None else "")
        for name, text in counted.items()
    )
    childs = " and ".join(counted.values())
    figures = {f"{name}_{what}": value for name, (heard, reviewed, _) in ages.items()
               for what, value in (("heard", heard), ("reviewed", reviewed))}  # fmt: skip
    return Fact(
        Section.INDICATORS, f"voice:{one.public_id}",
        f"{where}: a child’s voice was there in {told_of}, of the cases looked at.",
        f"A child’s own words were there for {childs} ({one.service}).", _figures(figures),
        brief=Brief("A child’s own words were there for:", f"{childs} ({one.service})"),
    )  # fmt: skip


def _many(figure: Figure) -> str:
    return str(figure) if isinstance(figure, Hidden) else f"{figure:,}"


def _figures(figures: dict[str, Figure]) -> dict[str, int | None]:
    return {name: None if isinstance(value, Hidden) else value for name, value in figures.items()}
