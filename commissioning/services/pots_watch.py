"""The finance lead's look over all pots: each with what is worth saying about it, the ones that need somebody first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.db import db
from commissioning.rules.pots import AreaStanding, Standing
from commissioning.rules.pots_watch import Remark, Watched, Weight, remarks
from commissioning.services import pots
from commissioning.services.pots_terms import today
from models.pots import Pot
from models.pots_terms import PotTerms
from participation.rules.people import Actor

CALM = 9


@dataclass(frozen=True)
class Line:
    """A pot, how it stands and what is worth saying about it."""

    pot: Pot
    standing: Standing
    remarks: tuple[Remark, ...]

    @property
    def weight(self) -> int:
        """The weight of what matters most here."""
        return min((remark.weight for remark in self.remarks), default=CALM)

    @property
    def needs_somebody(self) -> bool:
        """Whether somebody has to do something about it."""
        return self.weight == Weight.MUST


@dataclass(frozen=True)
class TeamLine:
    """A team's money over all its pots, by area; the areas come to the team's own sums."""

    team: str
    standing: Standing


def lines_for(actor: Actor) -> list[Line]:
    """Every pot the reader sees: what needs somebody first, then newest year, team and name. Three queries."""
    found = pots.pots_for(actor)
    ids = [pot.id for pot in found]
    standings, rows, day = pots.standings_of(ids), _rows(ids), today()
    lines = []
    for pot in found:
        row = rows.get(pot.id)
        seen = Watched(
            pot.life,
            standings[pot.id],
            row.pledged_pence if row else None,
            row.least_award_pence if row else None,
        )
        lines.append(Line(pot, standings[pot.id], tuple(remarks(seen, day))))
    return sorted(lines, key=lambda line: line.weight)


def by_team(lines: Sequence[Line]) -> list[TeamLine]:
    """The same money by team and area."""
    sums: dict[str, dict[tuple[int | None, str], list[AreaStanding]]] = {}
    for line in lines:
        team = sums.setdefault(line.pot.team.name, {})
        for area in line.standing.areas:
            team.setdefault((area.area_id, area.area), []).append(area)
    return [
        TeamLine(name, Standing(tuple(_added(key, team[key]) for key in sorted(team, key=_order))))
        for name, team in sorted(sums.items())
    ]


def _added(key: tuple[int | None, str], found: list[AreaStanding]) -> AreaStanding:
    whole = Standing(tuple(found))
    return AreaStanding(key[0], key[1], promised=whole.promised, paid=whole.paid, left=whole.left)


def _order(key: tuple[int | None, str]) -> tuple[bool, str]:
    return key[0] is None, key[1]


def _rows(pot_ids: Collection[int]) -> dict[int, PotTerms]:
    query = sa.select(PotTerms).where(PotTerms.pot_id.in_(pot_ids))
    return {row.pot_id: row for row in db.session.scalars(query)}
