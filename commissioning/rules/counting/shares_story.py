"""The rounds of an Equal Shares run, and each project's supporters' money, for the explanation."""

from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from commissioning.rules.counting.ledger import Purchase
from commissioning.rules.counting.purses import purses
from commissioning.rules.counting.result import Purse, Reason, Round, Share
from commissioning.rules.counting.roll import Floats, Roll
from commissioning.rules.counting.shares import Field, Run
from commissioning.rules.counting.tally import SupportersMoney, Tally

A_HAIR = 1e-4  # of a penny: below what rounding can do to a sum of floats here


def tell(tally: Tally, field: Field, finished: Run, score: Mapping[str, int]) -> None:
    """Enter the rounds of a finished run and the money behind every project."""
    roll = field.roll
    held: Floats = np.full(roll.groups, float(finished.endowment))
    paid: Floats = np.zeros((len(finished.purchases), roll.groups))
    left = field.budget
    for number, bought in enumerate(finished.purchases):
        one = bought.project
        cost, backing = roll.costs[one], roll.backing[one]
        paid[number, bought.full] = bought.price * bought.full_points
        paid[number, bought.part] = held[bought.part]
        part_payers = int(roll.voters_each[bought.part][held[bought.part] > 0].sum())
        shown = purses(held[backing.groups], paid[number, backing.groups], roll.voters_each[backing.groups])
        held = np.maximum(held - paid[number], 0.0)
        left -= cost
        after = round(float(held[backing.groups] @ backing.voters_each))
        tally.rounds.append(
            told(
                number, roll, bought, finished.ledger.price_of(number), score, left, part_payers, after, shown
            )
        )
        tally.reasons[roll.ids[one]] = Reason.FUNDED
    names = [roll.ids[bought.project] for bought in finished.purchases]
    for one, backing in enumerate(roll.backing):
        amounts = [float(amount) for amount in paid[:, backing.groups] @ backing.voters_each]
        had = float(finished.endowment) * backing.voters
        tally.money[roll.ids[one]] = followed(roll.ids[one], roll.costs[one], had, names, amounts)


def followed(one: str, cost: int, had: float, names: list[str], amounts: list[float]) -> SupportersMoney:
    """A project's supporters' money up to the moment it was bought, or fell out of reach.

    A loser is out of reach after the first round that leaves its supporters less than it costs (round 0: from
    the start). That is the moment that decided it; what they spent later made no difference.
    """
    left, rounds = had, 0
    for name, amount in zip(names, amounts, strict=True):
        if name == one or left < cost - A_HAIR:
            break
        left, rounds = left - amount, rounds + 1
    shares = [Share(name, round(amount)) for name, amount in zip(names[:rounds], amounts, strict=False)]
    paid_to = tuple(sorted((share for share in shares if share.minor), key=lambda share: -share.minor))
    return SupportersMoney(had, left, had - sum(amounts), rounds, paid_to)


def told(
    number: int,
    roll: Roll,
    bought: Purchase,
    price: Fraction,
    score: Mapping[str, int],
    left: int,
    part_payers: int,
    after: int,
    shown: tuple[Purse, ...],
) -> Round:
    """One purchase as a round."""
    one, cost = bought.project, roll.costs[bought.project]
    full = int(roll.voters_each[bought.full].sum())
    in_full = price * int(roll.voters_each[bought.full] @ bought.full_points)
    return Round(
        number=number + 1,
        project_id=roll.ids[one],
        cost_minor=cost,
        score=score[roll.ids[one]],
        left_minor=left,
        price_minor=price,
        full_payers=full,
        part_payers=part_payers,
        part_paid_minor=cost - in_full,
        supporters_left_minor=after,
        effective_votes=float(cost / price) if price else float(roll.backing[one].weight),
        purses=shown,
    )
