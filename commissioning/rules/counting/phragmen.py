"""Sequential Phragmén: every voter earns at the same steady rate, and supporters buy a project when they can.

Voters earn from the start and spend all they have on each purchase they support; the project whose supporters
can first pay its cost together is bought. The count stops when the next one would overspend the pot (Los,
Christoff and Grossi 2022, "Proportional budget allocations: a systematization"). Approval ballots only.
Time is measured in money: what each voter has earned by then, as an exact fraction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from commissioning.rules.counting.eligible import ineligible, rivals
from commissioning.rules.counting.result import Reason, Round
from commissioning.rules.counting.roll import Ints, Roll, call_roll
from commissioning.rules.counting.tally import Tally
from commissioning.rules.counting.values import BallotKind, CountingRefused, Election


@dataclass(slots=True)
class Clockwork:
    """When each voter last spent: `last[group]` is the number of that purchase, 0 for never."""

    roll: Roll
    last: Ints
    moments: list[Fraction]

    def when(self, one: int) -> Fraction:
        """The moment at which the supporters of `one` can pay for it, if they spend on nothing else."""
        backing = self.roll.backing[one]
        counts = np.bincount(
            self.last[backing.groups], weights=backing.voters_each, minlength=len(self.moments)
        )
        behind = sum(
            (int(voters) * at for voters, at in zip(counts, self.moments, strict=True) if voters), Fraction(0)
        )
        return (self.roll.costs[one] + behind) / backing.voters


def count_phragmen(election: Election, rank: Mapping[str, int], score: Mapping[str, int]) -> Tally:
    """Sequential Phragmén.

    Raises:
        CountingRefused: for ballots with points, which this rule has no meaning for.
    """
    if election.kind not in (BallotKind.APPROVAL, BallotKind.CHOOSE_ONE):
        raise CountingRefused(f"Phragmén counts approval ballots, and these are {election.kind} ballots.")
    tally = Tally(reasons=ineligible(election, score))
    roll, against = call_roll(election), rivals(election)
    clock = Clockwork(roll, np.zeros(roll.groups, dtype=np.int64), [Fraction(0)])
    waiting = {one: clock.when(one) for one, name in enumerate(roll.ids) if name not in tally.reasons}
    fresh = set(waiting)
    left = election.budget_minor
    while waiting:
        one = earliest(clock, waiting, fresh, [rank[name] for name in roll.ids])
        name, cost = roll.ids[one], roll.costs[one]
        if cost > left:
            stop(tally, [roll.ids[other] for other in waiting], name)
            break
        left -= cost
        moment = waiting.pop(one)
        tally.rounds.append(
            Round(
                len(tally.rounds) + 1,
                name,
                cost,
                score[name],
                left,
                price_minor=moment,
                full_payers=roll.backing[one].voters,
            )
        )
        tally.reasons[name] = Reason.FUNDED
        clock.last[roll.backing[one].groups] = len(clock.moments)
        clock.moments.append(moment)
        for other in [other for other in waiting if roll.ids[other] in against[name]]:
            del waiting[other]
            tally.reasons[roll.ids[other]], tally.blocked_by[roll.ids[other]] = Reason.EXCLUDED, name
        fresh = set()
    return tally


def earliest(clock: Clockwork, waiting: dict[int, Fraction], fresh: set[int], rank: list[int]) -> int:
    """The project that can be bought first. Moments only move later, so an old one is a safe lower bound."""
    while True:
        one = min(waiting, key=lambda other: (waiting[other], rank[other]))
        if one in fresh:
            return one
        waiting[one] = clock.when(one)
        fresh.add(one)


def stop(tally: Tally, names: list[str], stopper: str) -> None:
    """The rest lose because `stopper`, next in line, no longer fits."""
    for name in names:
        tally.reasons[name] = Reason.DID_NOT_FIT if name == stopper else Reason.COUNT_STOPPED
        tally.blocked_by[name] = stopper
