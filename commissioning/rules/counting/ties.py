"""Ties are settled by an order declared before the count, never by chance during it.

About one small vote in four has two projects with equal votes, so every count names its order and shows it.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from commissioning.rules.counting.scores import scores
from commissioning.rules.counting.values import CountingRefused, Election, Rule

TieOrder: TypeAlias = tuple[str, ...]


def draw_tie_order(ids: Iterable[str], seed: str) -> TieOrder:
    """Draw the order by lot. Anyone with the published `seed` can draw it again, in any language.

    Each id is placed by the SHA-256 of "seed newline id"; the order the ids came in does not matter.
    """
    return tuple(sorted(ids, key=lambda one: (hashlib.sha256(f"{seed}\n{one}".encode()).digest(), one)))


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sorting key that puts "9" before "10"."""
    parts = re.findall(r"[0-9]+|[^0-9]+", text)
    return tuple((0, int(part), part) if part.isdecimal() else (1, 0, part) for part in parts)


def order_for_file(election: Election, rule: Rule, score: Mapping[str, int] | None = None) -> TieOrder:
    """The order for a count whose source declares none (a Pabulib file).

    Cheapest first, then most votes, then id in natural order: what equalshares.net advises. One exception:
    for "most votes first", where the file lists its projects by falling score, that list is the published
    ranking and settles ties (it reproduces 414 of 416 real outcomes; cheapest first 412).
    """
    score = scores(election) if score is None else score
    listed = [project.id for project in election.projects]
    is_ranking = all(score[a] >= score[b] for a, b in pairwise(listed))
    if is_ranking and rule in (Rule.GREEDY, Rule.GREEDY_NO_SKIP, Rule.GREEDY_THRESHOLD):
        return tuple(listed)
    ordered = sorted(election.projects, key=lambda one: (one.cost_minor, -score[one.id], natural(one.id)))
    return tuple(project.id for project in ordered)


def ranks(election: Election, order: Sequence[str]) -> dict[str, int]:
    """Each project's place in the tie order.

    Raises:
        CountingRefused: when the order does not name each project once.
    """
    place = {project_id: number for number, project_id in enumerate(order)}
    if len(place) != len(order) or place.keys() != {project.id for project in election.projects}:
        raise CountingRefused("The tie order must name each project of the election exactly once.")
    return place
