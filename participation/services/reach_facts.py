"""Whom we have not heard enough, as far as that may be shown, and what is planned about it, for summaries."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from app.db import db
from app.times import day
from models.places import Area, team_areas
from models.reach import ReachPlan
from participation.rules.facts import Brief, Fact, Section
from participation.rules.reach import CHILD_WORDS, DIMENSION_WORDS, NO, YES_NO, Dimension, Told
from participation.services import reach


def summary_facts(team_id: int | None, since: datetime, until: datetime) -> list[Fact]:
    """One fact for each group heard much less than its share by the last quarter's end before `until`. Six queries.

    Areas are the team's own; ages, schools and the rest are those of the whole place. Before the first quarter has
    ended there is nothing that may be shown, and so no fact.
    """
    picture = reach.picture(until)
    if picture.until is None:
        return []
    own = _areas(team_id)
    plans = {(plan.dimension, plan.name): plan for plan in picture.plans}
    missed = [
        (dimension, one) for dimension, one in picture.not_heard()
        if dimension is not Dimension.AREA or own is None or one.group.name in own
    ]  # fmt: skip
    when = day(picture.until)
    return [_fact(dimension, one, plans.get((dimension, one.group.name)), when) for dimension, one in missed] or [
        Fact(
            Section.NOT_HEARD, "reach:all",
            f"As far as can be shown before {when}, no group was heard much less than its share of the place.",
            "As far as we can count, we heard from every group.",
        )
    ]  # fmt: skip


def _areas(team_id: int | None) -> set[str] | None:
    if team_id is None:
        return None
    query = sa.select(Area.name).join(team_areas, team_areas.c.area_id == Area.id)
    return set(db.session.scalars(query.where(team_areas.c.team_id == team_id)))


def _fact(dimension: Dimension, one: Told, plan: ReachPlan | None, when: str) -> Fact:
    group, name = one.group, one.group.name
    heard = f"{group.heard:,} heard before {when}, {one.heard_percent}% of all" if group.heard else (
        f"nobody heard before {when} as far as can be shown"
    )  # fmt: skip
    live = (
        f"; {one.living_percent}% of those who live here ({group.source})"
        if one.living_percent is not None
        else ""
    )
    planned = (
        f" The plan: {plan.words.rstrip('.')}, by {day(plan.by_when)}."
        if plan
        else " No plan is written down yet."
    )
    figures = {"heard": group.heard} | ({"living": group.living} if group.living is not None else {})
    who = CHILD_WORDS[dimension, name == YES_NO[NO]].format(name)
    will = f" (our plan is for {day(plan.by_when).partition(' ')[2]})" if plan else " (no plan yet)"
    return Fact(
        Section.NOT_HEARD, f"reach:{dimension}:{name.lower().replace(' ', '-')}",
        f"{DIMENSION_WORDS[dimension]}, {name}: {heard}{live}.{planned}",
        f"We have not heard enough from {who}{will}.", figures, not_done=True,
        brief=Brief("We have not heard enough from:", f"{who}{will}"),
    )  # fmt: skip
