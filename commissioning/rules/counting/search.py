"""Equal Shares completed ("add1"): the endowment grows step by step while the pot is not overspent.

The rule of equalshares.net, without an early stop: it goes on until the next step would overspend, even when the
outcome already leaves no room for another project. The last outcome before that is the result.
"""

from dataclasses import dataclass
from fractions import Fraction

from commissioning.rules.counting.shares import Field, Run, remaining, run
from commissioning.rules.counting.steady import same_order
from commissioning.rules.counting.stretch import lasts
from commissioning.rules.counting.values import CountingRefused

CALM = 4  # steps with the same outcome before a jump is tried
NARROWEST = 8  # steps in the shortest jump worth proving
MOST_CHOICES = 8_000  # on all different ballots together: up to here stretches are followed exactly too
PER_STEP = 400  # choices: following a stretch takes as long as counting one step for each so many
LONGEST_WAIT = 15  # steps before another stretch is tried, where they are too short to be worth it


@dataclass(frozen=True, slots=True)
class Found:
    """The last run within the pot, how many steps it took, and the run one step later that overspends.

    `rejected` is None when there was nothing more to buy.
    """

    accepted: Run
    steps: int
    rejected: Run | None


class Search:
    """One add1 search. `increment` is in minor units for each voter."""

    def __init__(self, field: Field, increment: int) -> None:
        self.field = field
        self.start = Fraction(field.budget, field.roll.voters)
        self.increment = increment
        self.calm = 0
        self.width = NARROWEST
        self.choices = sum(len(backing.groups) for backing in field.roll.backing)
        self.wait = self.waited = 0

    def endowment(self, step: int) -> Fraction:
        """What each voter is given at this step."""
        return self.start + step * self.increment

    def find(self, most_runs: int | None = None) -> Found:
        """Step, jumping where nothing changes, to the last step within the pot.

        It always ends: nobody can have paid more than the pot, so once each voter is given twice the pot anything that
        somebody wants is bought, until that overspends or nothing is left to buy.

        Raises:
            CountingRefused: when `most_runs` runs, where a limit was given, do not get there.
        """
        step, best = 0, run(self.field, self.start)
        runs = 0
        while most_runs is None or runs < most_runs:
            runs += 1
            if not remaining(self.field, best.order):
                return Found(best, step, None)
            jumped = self.jump(step, best)
            step += jumped
            following = run(self.field, self.endowment(step + 1))
            if following.overspent:
                return Found(best if not jumped else run(self.field, self.endowment(step)), step, following)
            self.calm = self.calm + 1 if following.order == best.order else 0
            self.waited += 1
            step, best = step + 1, following
        raise CountingRefused("It would take too many steps to count.")

    def jump(self, step: int, best: Run) -> int:
        """How many steps from here surely buy the same; 0 when it is not worth trying or not proven."""
        if self.choices > MOST_CHOICES or self.waited < self.wait:
            return self.proven(step, best)
        jumped = lasts(self.field, best.order, self.endowment(step), self.increment)
        is_worth = jumped >= self.choices // PER_STEP
        self.waited, self.wait = 0, 0 if is_worth else min(2 * self.wait + 1, LONGEST_WAIT)
        return jumped

    def proven(self, step: int, best: Run) -> int:
        """The quick proof for large votes: spans that grow while they hold."""
        jumped = 0
        while self.calm >= CALM:
            here = step + jumped
            if same_order(self.field, best.order, self.endowment(here), self.endowment(here + self.width)):
                jumped += self.width
                self.width *= 2
            elif self.width > NARROWEST:
                self.width = max(NARROWEST, self.width // 4)
            else:
                self.calm = 0
        return jumped
