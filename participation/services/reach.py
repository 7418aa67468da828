"""Who has been heard: counting, showing in steps of five, the place's figures and the plan for those not heard.

Only children and young people are counted, only once a person has decided at the safeguarding desk, and what is shown
changes at the end of each quarter of a year.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import joinedload

from app import audit
from app.clock import now
from app.db import db
from app.times import LONDON, local_date
from models.feedback import Feedback
from models.listening import Listening
from models.places import Area
from models.reach import PopulationFigure, ReachCount, ReachPlan, ReachShown
from models.saying import TakenBack
from models.triage import TriageItem
from participation.rules.feedback import CHILD_BANDS, Route
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.people import Actor
from participation.rules.reach import (
    Dimension,
    Group,
    Told,
    beside_others,
    check_figure,
    moved,
    quarter_ends,
    told,
)
from participation.rules.refusals import Refusal
from participation.services.how_said import is_counted

Counted = dict[Dimension, Counter[str]]


def publish_due(at: datetime) -> str:
    """Show anew who was heard, for each quarter that ended and has not been shown. For the scheduler; once each."""
    first = db.session.scalar(sa.select(sa.func.min(Feedback.said_at)))
    if first is None:
        return "Nobody has said anything yet."
    newest = db.session.scalar(sa.select(sa.func.max(ReachShown.until)))
    due = [day for day in quarter_ends(local_date(first), local_date(at)) if newest is None or day > newest]
    for until in due:
        _publish(until)
    return f"{len(due)} quarters shown."


def _publish(until: date) -> None:
    before, counted = _shown(_newest_before(until)), _counted(until)
    for dimension in Dimension:
        for name, many in moved(before.get(dimension, {}), counted[dimension]).items():
            if many:  # a row for nobody would say that there may be somebody
                db.session.add(ReachShown(until=until, dimension=dimension, name=name, many=many))
    db.session.flush()


def _counted(until: date) -> Counted:
    """Everybody heard since the beginning and before a day, by group."""
    end = datetime.combine(until, time(0), tzinfo=LONDON)
    found: Counted = {dimension: Counter() for dimension in Dimension}
    taken_back = sa.exists().where(TakenBack.feedback_id == Feedback.id)
    base = (
        sa.select(sa.func.count())
        .select_from(Feedback)
        .join(TriageItem, _decided())
        .where(Feedback.route == Route.CHILD, Feedback.said_at < end, is_counted(), ~taken_back)
    )
    by_age = (
        base.add_columns(Feedback.age_band).where(Feedback.age_band.is_not(None)).group_by(Feedback.age_band)
    )
    found[Dimension.AGE].update(
        {CHILD_BANDS[row.age_band]: int(row[0]) for row in db.session.execute(by_age)}
    )
    by_area = base.add_columns(Area.name).join(Area, Area.id == Feedback.area_id).group_by(Area.name)
    found[Dimension.AREA].update({row.name: int(row[0]) for row in db.session.execute(by_area)})
    _beside_parents(found, end)
    by_group = base.add_columns(Listening.group).join(Listening, Listening.id == Feedback.listening_id)
    by_group = by_group.where(Listening.group != "").group_by(Listening.group)
    found[Dimension.SCHOOL].update({row.group: int(row[0]) for row in db.session.execute(by_group)})
    described = sa.select(ReachCount.dimension, ReachCount.name, sa.func.sum(ReachCount.many))
    described = described.where(ReachCount.quarter <= until).group_by(ReachCount.dimension, ReachCount.name)
    for row in db.session.execute(described):
        found[row.dimension][row.name] += int(row[2])
    return found


def _beside_parents(found: Counted, end: datetime) -> None:
    """Of areas and ages so many are counted that no summary, which tells children and parents together, tells parents.

    Of the ages together that is taken from the largest.
    """
    query = sa.select(Area.name, sa.func.count()).select_from(Feedback).join(TriageItem, _decided())
    query = query.outerjoin(Area, Area.id == Feedback.area_id).where(
        Feedback.route != Route.CHILD, Feedback.said_at < end, is_counted()
    )
    parents = {row[0]: int(row[1]) for row in db.session.execute(query.group_by(Area.name))}
    areas, ages = found[Dimension.AREA], found[Dimension.AGE]
    for name in areas:
        areas[name] = beside_others(areas[name], parents.get(name, 0))
    if ages:
        largest = max(sorted(ages), key=lambda name: ages[name])
        ages[largest] = beside_others(ages[largest], sum(parents.values()))


def _decided() -> sa.ColumnElement[bool]:
    return sa.and_(
        TriageItem.kind == WordsKind.FEEDBACK, TriageItem.words_of == Feedback.public_id, TriageItem.is_latest,
        TriageItem.decided_at.is_not(None),
    )  # fmt: skip


def describe(listening: Listening, said: dict[Dimension, str]) -> None:
    """Count what somebody says of themselves. Only counts are kept, and nothing of when within the quarter.

    This is the one thing counted before the safeguarding desk has decided, on purpose. To count it only then, the
    answer would have to stand beside the words until somebody reads them, and for that time a child in care could be
    picked out. It is one of a list and holds no words; it is asked only after something was sent; and it shows, like
    all here, only when its quarter has ended (the desk decides within a working day) and by five people or more.
    """
    today = local_date(now())
    quarter = quarter_ends(today, today + timedelta(days=100))[0]
    for dimension, name in said.items():
        insert = _insert(ReachCount).values(
            listening_id=listening.id, dimension=dimension, name=name, quarter=quarter, many=1
        )
        key = [ReachCount.listening_id, ReachCount.dimension, ReachCount.name, ReachCount.quarter]
        db.session.execute(
            insert.on_conflict_do_update(index_elements=key, set_={"many": ReachCount.many + 1})
        )


def _insert(table: Any) -> Any:
    """The insert that can add to a row that is there already: two children at one moment are two."""
    return (sqlite if db.engine.dialect.name == "sqlite" else postgresql).insert(table)


@dataclass(frozen=True)
class Picture:
    """Who has been heard, as everybody sees it. `until` None: no quarter has ended yet."""

    until: date | None
    groups: dict[Dimension, list[Told]]
    plans: list[ReachPlan]

    def not_heard(self) -> list[tuple[Dimension, Told]]:
        """The groups heard much less than their share, or not at all as far as may be shown."""
        return [(dimension, one) for dimension, rows in self.groups.items() for one in rows if one.too_few]


def picture(at: datetime | None = None) -> Picture:
    """The newest picture, or the one that stood at a moment, with every age and area whether heard or not.

    Five queries, however many were heard.
    """
    last = sa.select(sa.func.max(ReachShown.until))
    until = db.session.scalar(last if at is None else last.where(ReachShown.until <= local_date(at)))
    shown, figures = _shown(until), newest_figures(at)
    areas = db.session.scalars(sa.select(Area.name).order_by(Area.name))
    always = {Dimension.AGE: [*CHILD_BANDS.values()][:-1], Dimension.AREA: [*areas]}
    groups = {}
    for dimension in Dimension:
        mine = {figure.name: figure for figure in figures if figure.dimension is dimension}
        names = _in_order(dimension, {*shown.get(dimension, {}), *mine, *always.get(dimension, ())})
        found = [_group(name, shown.get(dimension, {}).get(name, 0), mine.get(name)) for name in names]
        if found:
            groups[dimension] = told(found)
    return Picture(until, groups, _plans(at))


def _in_order(dimension: Dimension, names: set[str]) -> list[str]:
    ages = list(CHILD_BANDS.values())
    return sorted(names, key=lambda name: (ages.index(name) if name in ages else len(ages), name))


def _group(name: str, heard: int, figure: PopulationFigure | None) -> Group:
    if figure is None:
        return Group(name, heard)
    return Group(name, heard, figure.number, figure.source, figure.as_of)


def _newest_before(until: date) -> date | None:
    return db.session.scalar(sa.select(sa.func.max(ReachShown.until)).where(ReachShown.until < until))


def _shown(until: date | None) -> dict[Dimension, dict[str, int]]:
    found: dict[Dimension, dict[str, int]] = {}
    for row in db.session.scalars(sa.select(ReachShown).where(ReachShown.until == until)):
        found.setdefault(row.dimension, {})[row.name] = row.many
    return found


def newest_figures(at: datetime | None = None) -> list[PopulationFigure]:
    """The figure of each group that counts now, or counted at a moment. One query."""
    newest = sa.select(sa.func.max(PopulationFigure.id)).group_by(
        PopulationFigure.dimension, PopulationFigure.name
    )
    if at is not None:
        newest = newest.where(PopulationFigure.added_at < at)
    query = sa.select(PopulationFigure).where(PopulationFigure.id.in_(newest))
    return list(db.session.scalars(query.order_by(PopulationFigure.dimension, PopulationFigure.name)))


def _plans(at: datetime | None) -> list[ReachPlan]:
    newest = sa.select(sa.func.max(ReachPlan.id)).group_by(ReachPlan.dimension, ReachPlan.name)
    if at is not None:
        newest = newest.where(ReachPlan.at < at)
    query = sa.select(ReachPlan).where(ReachPlan.id.in_(newest)).options(joinedload(ReachPlan.by))
    return list(db.session.scalars(query.order_by(ReachPlan.by_when, ReachPlan.id)))


def add_figure(
    actor: Actor, dimension: Dimension, name: str, number: int, source: str, as_of: date
) -> PopulationFigure:
    """Keep how many of one group live here. Raises Refusal, naming the field."""
    check_figure(number, source, as_of, local_date(now()))
    made = PopulationFigure(
        dimension=dimension, name=name, number=number, source=source, as_of=as_of, added_at=now(),
        added_by_id=known(actor),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    audit.record("reach.figure_added", made, actor=actor, dimension=dimension, group=name, number=number)
    return made


def add_plan(actor: Actor, dimension: Dimension, name: str, words: str, by_when: date) -> ReachPlan:
    """Keep what will be done so that a group is heard. Raises Refusal when its day has passed."""
    if by_when <= local_date(now()):
        raise Refusal("Give a day to come.", field="by_when")
    made = ReachPlan(
        dimension=dimension, name=name, words=words, by_when=by_when, at=now(), by_id=known(actor)
    )
    db.session.add(made)
    db.session.flush()
    audit.record("reach.planned", made, actor=actor, dimension=dimension, group=name)
    return made
