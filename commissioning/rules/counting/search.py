"""Equal Shares completed ("add1"): the endowment grows step by step while the pot is not overspent.

The rule of equalshares.net, without an early stop: it goes on until the next step would overspend, even when the
outcome already leaves no room for another project. The last outcome before that is the result.
"""

from dataclasses import dataclass
from fractions import Fraction

from commissioning.rules.counting.shares import Field, Run, remaining, run
from commissioning.rules.counting.steady import same_order
from commissioning.rules.counting.values import CountingRefused

CALM = 4  # steps with the same outcome before a jump is tried
MOST_RUNS = 100_000  # then the increment is too small for this pot
NARROWEST = 8  # steps in the shortest jump worth proving


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

    def endowment(self, step: int) -> Fraction:
        """What each voter is given at this step."""
        return self.start + step * self.increment

    def find(self) -> Found:
        """Step, jumping where nothing changes, to the last step within the pot.

        Raises:
            CountingRefused: when that takes far too many steps.
        """
        step, best = 0, run(self.field, self.start)
        for _ in range(MOST_RUNS):
            if not remaining(self.field, best.order):
                return Found(best, step, None)
            jumped = self.jump(step, best)
            step += jumped
            following = run(self.field, self.endowment(step + 1))
            if following.overspent:
                return Found(best if not jumped else run(self.field, self.endowment(step)), step, following)
            self.calm = self.calm + 1 if following.order == best.order else 0
            step, best = step + 1, following
        raise CountingRefused("The increment is too small for this pot: the count would take too many steps.")

    def jump(self, step: int, best: Run) -> int:
        """How many steps from here surely buy the same; 0 when it is not worth trying or not proven."""
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
