"""Finding, for every row of a file of opening balances, its team and area; or making them when that is wanted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.csv_in import Problem
from commissioning.rules.pence import Pence
from commissioning.rules.pots_csv import Row
from models.places import Area, Team
from models.pots import Pot
from participation.rules.people import Actor


@dataclass
class Imported:
    """What came of a file. With problems, or when it was imported before, nothing was written."""

    problems: list[Problem] = field(default_factory=list)
    again: bool = False
    pots: list[tuple[Pot, Pence]] = field(default_factory=list)  # each pot with what came in
    balances: int = 0
    made: list[str] = field(default_factory=list)  # teams and areas made because the file named them
    told: list[str] = field(default_factory=list)  # a line for each pot, for the command line
    named: dict[str, Pence] = field(default_factory=dict)  # when only checked: what would come into which pot
    there: list[Pot] = field(default_factory=list)  # when only checked: those of the pots that exist

    @property
    def total(self) -> Pence:
        """Everything that came in, or would."""
        return Pence(sum(pence for _, pence in self.pots) + sum(self.named.values()))


@dataclass(frozen=True)
class Placed:
    """A row with its team, and its area when it names one."""

    row: Row
    team: Team
    area: Area | None

    @property
    def area_id(self) -> int | None:
        """The area's own number; None is the whole team."""
        return self.area.id if self.area else None


def place(rows: Iterable[Row], make: bool, result: Imported) -> list[Placed]:
    """Find (or make) each row's team and area; what cannot be found becomes a problem."""
    every = sa.select(Team).options(selectinload(Team.areas))
    teams = {team.name.casefold(): team for team in db.session.scalars(every)}
    areas = {area.name.casefold(): area for area in db.session.scalars(sa.select(Area))}
    placed = []
    for row in rows:
        if make:
            _make_places(row, teams, areas, result)
        team, area = teams.get(row.team.casefold()), areas.get(row.area.casefold())
        wrong = _misplaced(row, team, area)
        if wrong or team is None:
            result.problems.append(Problem(row.number, wrong))
        else:
            placed.append(Placed(row, team, area if row.area else None))
    return placed


def _misplaced(row: Row, team: Team | None, area: Area | None) -> str:
    if team is None:
        return f"there is no team called {row.team}. Check the spelling, or ask an administrator to add it"
    if row.area and area is None:
        return f"there is no area called {row.area}. Check the spelling, or ask an administrator to add it"
    if row.area and area not in team.areas and team.areas:
        return f"{row.area} is not one of the areas of {team.name}"
    return ""


def _make_places(row: Row, teams: dict[str, Team], areas: dict[str, Area], result: Imported) -> None:
    team = teams.get(row.team.casefold())
    if team is None:
        team = teams[row.team.casefold()] = Team(name=row.team, purpose="", areas=[])
        db.session.add(team)
        result.made.append(f"the team {row.team}")
    if not row.area:
        return
    area = areas.get(row.area.casefold())
    if area is None:
        area = areas[row.area.casefold()] = Area(name=row.area, starts_on=local_date(now()))
        db.session.add(area)
        result.made.append(f"the area {row.area}")
    if area not in team.areas:
        team.areas.append(area)
    db.session.flush()
    audit.record("places.made", team, actor=Actor.system(), area=row.area)
