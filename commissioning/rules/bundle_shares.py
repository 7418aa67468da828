"""Equal Shares as the Pabulib format's own checker counts it, so that a file claims that name only where it holds.

It differs from ours in three ways that rarely matter: amounts lose what is below a whole pound, the first step of
add1 begins from a share in whole pounds, and ties go to the cheaper project, then to the one with more votes.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from commissioning.rules.counting.count import ONE_UNIT
from commissioning.rules.counting.scores import scores
from commissioning.rules.counting.search import Search
from commissioning.rules.counting.shares import run
from commissioning.rules.counting.shares_count import enter
from commissioning.rules.counting.ties import order_for_file, ranks
from commissioning.rules.counting.values import Completion, Election, Rule


def winners_by_the_format(election: Election, completion: Completion) -> set[str]:
    """The projects that its checker finds."""
    if not election.voters:
        return set()
    whole = replace(
        election,
        projects=tuple(replace(one, cost_minor=pounds(one.cost_minor)) for one in election.projects),
        budget_minor=pounds(election.budget_minor),
        threshold=0,
    )
    score = scores(whole)
    field = enter(whole, ranks(whole, order_for_file(whole, Rule.EQUAL_SHARES, score)), score)
    found = run(field, Fraction(whole.budget_minor, whole.voters))
    if completion is Completion.ADD1:
        search = Search(field, ONE_UNIT)
        search.start = Fraction(pounds(whole.budget_minor // whole.voters))
        grown = search.find()
        found = grown.accepted if grown.steps else found
    return {field.roll.ids[one] for one in found.order}


def pounds(minor: int) -> int:
    """An amount without what is below a whole pound, in minor units."""
    return minor // ONE_UNIT * ONE_UNIT
