"""Who was heard, for a governance summary: how many, of what age and area, with small numbers hidden.

What is told of a team is told beside the whole place's of the same days, so that neither gives the other's away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from app.db import db
from models.feedback import Feedback
from models.places import Area
from models.triage import TriageItem
from participation.rules.beside import tell_cells
from participation.rules.facts import Fact, Section
from participation.rules.feedback import CHILD_BANDS, Route
from participation.rules.gate import WordsKind
from participation.rules.people import AgeBand
from participation.rules.small_numbers import Hidden, hide_small, shown, tell_small
from participation.services import team_shares
from participation.services.how_said import is_counted
from participation.services.team_shares import Areas

WHY_NOT = "not shown, so that a small number cannot be worked out."
CHILDREN, PARENTS = "children and young people", "parents and carers"


@dataclass
class Heard:
    """Who was heard somewhere: by route, by age (children only), and by the key of the area (None: not said)."""

    routes: Counter[str] = field(default_factory=Counter)
    ages: Counter[AgeBand | None] = field(default_factory=Counter)
    areas: Counter[int | None] = field(default_factory=Counter)

    @property
    def people(self) -> int:
        """How many in all."""
        return self.areas.total()

    def shown(self) -> dict[object, int]:
        """Of each route and age the number that is told, where one is."""
        routes, ages = hide_small(self.routes), hide_small(self.ages)
        told: dict[object, int] = {name: many for name, many in routes.items() if many is not None}
        if CHILDREN in told:
            told |= {band: many for band, many in ages.items() if many is not None}
        return told


def heard_facts(team_id: int | None, since: datetime, until: datetime) -> list[Fact]:
    """The facts of [since, until) for one team's areas, or for the whole place with None. Three queries."""
    rows, names = _counted(since, until), _names()
    teams = team_shares.teams_areas()
    told, told_split = _told(rows, teams)
    mine = _of(rows, None if team_id is None else teams.get(team_id, frozenset()))
    if team_id is not None and team_id not in told and shown(mine.people):
        return [Fact(
            Section.HEARD, "heard:total", f"How many people told us how something is going: {WHY_NOT}",
            f"How many told us what they think: {WHY_NOT}", {"people": None},
        )]  # fmt: skip
    total = shown(mine.people)
    facts = [Fact(
        Section.HEARD, "heard:total", f"{many_people(total)} told us how something is going.",
        f"{many_people(total)} told us what they think.", {"people": total},
    )]  # fmt: skip
    if not total:
        return facts
    everywhere = tell_cells(_of(rows, None).areas, [teams[key] for key in sorted(told)])
    places = {names.get(key, "not said"): many for key, many in everywhere.items() if key in mine.areas}
    by_area = _told_split("heard:area", "By area", "Where they live or play", places)
    if team_id is not None and team_id not in told_split:
        return [*facts, _not_told("heard:age", "By age", "How old they were"), by_area,
                _not_told("heard:route", "Who spoke", "Who spoke")]  # fmt: skip
    routes = +mine.routes
    return [*facts, _ages(mine.ages, hide_small(mine.routes)[CHILDREN]), by_area,
            _told_split("heard:route", "Who spoke", "Who spoke", tell_small(routes))]  # fmt: skip


Rows = list[tuple[Route, AgeBand | None, int | None, int]]


def _counted(since: datetime, until: datetime) -> Rows:
    """Everybody heard in the whole place, as (route, age, area, how many)."""
    decided = sa.and_(
        TriageItem.kind == WordsKind.FEEDBACK, TriageItem.words_of == Feedback.public_id, TriageItem.is_latest,
        TriageItem.decided_at.is_not(None),
    )  # fmt: skip
    kinds = (Feedback.route, Feedback.age_band, Feedback.area_id)
    query = (
        sa.select(*kinds, sa.func.count()).select_from(Feedback).join(TriageItem, decided)
        .where(Feedback.said_at >= since, Feedback.said_at < until, is_counted())
        .group_by(*kinds).order_by(*kinds)
    )  # fmt: skip
    return [(route, band, area, many) for route, band, area, many in db.session.execute(query)]


def _names() -> dict[int | None, str]:
    return {key: name for key, name in db.session.execute(sa.select(Area.id, Area.name))}  # noqa: C416 - rows are not pairs to mypy


def _of(rows: Rows, areas: Areas | None) -> Heard:
    """Of some areas, or of the whole place with None."""
    found = Heard(Counter({CHILDREN: 0, PARENTS: 0}))
    for route, band, area, many in rows:
        if areas is not None and area not in areas:
            continue
        found.areas[area] += many
        found.routes[CHILDREN if route is Route.CHILD else PARENTS] += many
        if route is Route.CHILD:
            found.ages[band] += many
    return found


def _told(rows: Rows, teams: dict[int, Areas]) -> tuple[frozenset[int], frozenset[int]]:
    """The teams whose total is told beside the whole place's, and those of them whose ages and routes are too."""
    whole = _of(rows, None)
    if not shown(whole.people):
        return frozenset(teams), frozenset(
            teams
        )  # of the whole nothing is told, so nothing can be taken from it
    mine = {
        key: areas for key, areas in team_shares.apart(teams).items() if shown(_of(rows, areas).people) is not None
    }  # fmt: skip
    total = team_shares.told_beside(
        {"people": whole.people}, mine, lambda areas: {"people": _of(rows, areas).people}
    )
    some = {key: areas for key, areas in mine.items() if key in total}
    return total, team_shares.told_beside(whole.shown(), some, lambda areas: _of(rows, areas).shown())


def _not_told(key: str, officer: str, child: str) -> Fact:
    return Fact(Section.HEARD, key, f"{officer}: {WHY_NOT}", f"{child}: {WHY_NOT}")


def _ages(ages: Counter[AgeBand | None], told: int | None) -> Fact:
    """By age; not when how many children spoke is hidden, or their ages would add up to it."""
    if told is None:
        return _not_told("heard:age", "Children and young people by age", "How old they were")
    named = Counter({_band(band): many for band, many in ages.items()})
    return _told_split(
        "heard:age", "Children and young people by age", "How old they were", tell_small(named)
    )


def _told_split(key: str, officer: str, child: str, many: dict[str, int | Hidden]) -> Fact:
    order = [*CHILD_BANDS.values(), *sorted(set(many) - set(CHILD_BANDS.values()))]
    told = "; ".join(f"{name}: {many[name]}" for name in order if name in many) or "nobody"
    figures: dict[str, int | None] = {name: _number(many[name]) for name in order if name in many}
    return Fact(
        Section.HEARD, key, f"{officer}: {told}.{why_hidden(many.values())}", f"{child}: {told}.", figures
    )


def _number(told: int | Hidden) -> int | None:
    return None if isinstance(told, Hidden) else told


def why_hidden(told: Iterable[int | Hidden]) -> str:
    """A sentence on what is hidden, for beneath a list of numbers; empty when all are told."""
    hidden = {many for many in told if isinstance(many, Hidden)}
    if Hidden.WITH_IT in hidden:
        return (
            " Small numbers are hidden. “Not shown” is a number left out so that they cannot be worked out."
        )
    return " Small numbers are hidden." if hidden else ""


def plural(count: int, one: str, many: str) -> str:
    """ "1 answer", "12 answers"."""
    return f"{count:,} {one if count == 1 else many}"


def many_people(people: int | None) -> str:
    """How many, in words; None is fewer than five."""
    if people is None:
        return "Fewer than five people"
    return "Nobody" if people == 0 else plural(people, "person", "people")


def _band(band: AgeBand | None) -> str:
    return "not said" if band is None else CHILD_BANDS[band]
