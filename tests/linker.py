"""A linker: given everything left after a vote, it tries to tie voters to ballots by every ordering it can find.

Each test ballot is unlike every other, so the test knows whose it is. An ordering is what some place gives away: the
voters' numbers (0 voted first) as their ballots or receipts turn up there. It is held against each order in which
an attacker might know people to have voted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app.db import db

PICKS = re.compile(rb'\["[a-z0-9]{12}"(?:, ?"[a-z0-9]{12}")*\]')
# What chance allows among 200: 1 in its own place (12 has odds of 1 in 1,000,000,000), 2 beside a neighbour, a
# correlation of 0.07 either way (0.32 has odds of 1 in 200,000).
MOST_IN_PLACE, MOST_NEIGHBOURS, MOST_CORRELATION = 12, 14, 0.32


@dataclass(frozen=True)
class Links:
    """How well one ordering follows another: in the same place, beside the same neighbour, and by rank."""

    in_place: int
    neighbours: int
    correlation: float

    @property
    def beat_chance(self) -> bool:
        """Whether this is more than luck."""
        return (
            self.in_place > MOST_IN_PLACE
            or self.neighbours > MOST_NEIGHBOURS
            or abs(self.correlation) > MOST_CORRELATION
        )


def links(found: Sequence[int], known: Sequence[int]) -> Links:
    """Hold an ordering found against a known order of voting (backwards too)."""
    place = {voter: number for number, voter in enumerate(known)}
    ranks = [place[voter] for voter in found]
    backwards = [len(known) - 1 - rank for rank in ranks]
    in_place = max(sum(n == r for n, r in enumerate(one)) for one in (ranks, backwards)) if ranks else 0
    neighbours = sum(abs(a - b) == 1 for a, b in pairwise(ranks))
    return Links(in_place, neighbours, _correlation(ranks))


def broken(
    orderings: Mapping[str, Sequence[int]], known: Mapping[str, Sequence[int]], least: int = 20
) -> dict[str, Links]:
    """Every pair of an ordering and a known order that beats chance. Orderings of a few ballots prove nothing.

    That receipts lie in the order of receipts, or the roll in that of accounts, is no finding.
    """
    return {
        f"{name} by {how}": found
        for name, ordering in orderings.items()
        if len(ordering) >= least
        for how, order in known.items()
        if not name.startswith(how) and (found := links(ordering, order)).beat_chance
    }


def in_bytes(content: bytes, whose: Mapping[str, int]) -> list[int]:
    """Voters in the order in which their ballots lie in a file, the first time each turns up."""
    return _once(
        whose[text] for hit in PICKS.finditer(content) if (text := _plain(hit.group().decode())) in whose
    )


def receipts_in_bytes(content: bytes, codes: Mapping[str, int]) -> list[int]:
    """The same for receipts."""
    at = {voter: content.find(code.encode()) for code, voter in codes.items()}
    return sorted((voter for voter, place in at.items() if place >= 0), key=lambda voter: at[voter])


def as_key(picks: Iterable[str]) -> str:
    """A ballot as the linker looks it up."""
    return ",".join(sorted(picks))


def in_rows(sql: str, whose: Mapping[str, int]) -> list[int]:
    """Voters in the order in which a query gives their ballots or receipts (the first column)."""
    rows = db.session.execute(sa.text(sql)).scalars()
    return _once(whose[text] for value in rows if (text := _plain(value)) in whose)


def same_transaction(one: str, other: str) -> int:
    """PostgreSQL: how many rows of `one` are alone with one row of `other` in having been written together."""
    sql = (
        f"SELECT count(*) FROM (SELECT a.xmin::text FROM {one} a JOIN {other} b ON a.xmin::text = b.xmin::text "
        "GROUP BY a.xmin::text HAVING count(*) = 1) AS alone"
    )
    return int(db.session.execute(sa.text(sql)).scalar_one())


def everything() -> dict[str, list[Any]]:
    """Every row of every table, to see which tables a vote touches."""
    return {
        name: sorted(map(str, db.session.execute(sa.text(f'SELECT * FROM "{name}"'))))
        for name in sa.inspect(db.engine).get_table_names()
    }


def files(folder: Path) -> dict[str, bytes]:
    """The contents of every file in a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _plain(value: object) -> str:
    if isinstance(value, int) or (isinstance(value, str) and not value.startswith("[")):
        return str(value)
    return as_key(value if isinstance(value, list) else re.findall(r'"([a-z0-9]{12})"', str(value)))


def _once(voters: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(voters))


def _correlation(ranks: Sequence[int]) -> float:
    """Spearman's, with ranks among those found."""
    if len(ranks) < 3:
        return 0.0
    among = {rank: number for number, rank in enumerate(sorted(ranks))}
    distance = sum((number - among[rank]) ** 2 for number, rank in enumerate(ranks))
    return 1 - 6 * distance / (len(ranks) * (len(ranks) ** 2 - 1))
