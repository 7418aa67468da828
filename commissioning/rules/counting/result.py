"""What a count returns: who won, round by round, and why. Money is in minor units (pence, cents)."""

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from commissioning.rules.counting.values import Completion, Rule


class Reason(StrEnum):
    """Why a project was funded or not; `words.py` says each in a plain sentence."""

    FUNDED = "funded"
    FUNDED_WITH_LEFTOVER = "funded-with-leftover"
    NO_VOTES = "no-votes"
    WITHDRAWN = "withdrawn"
    BELOW_THRESHOLD = "below-threshold"
    DEARER_THAN_POT = "dearer-than-pot"
    EXCLUDED = "excluded"
    DID_NOT_FIT = "did-not-fit"
    COUNT_STOPPED = "count-stopped"
    SUPPORTERS_RAN_OUT = "supporters-ran-out"


@dataclass(frozen=True, slots=True)
class Payment:
    """What one group of equal ballots paid in one round: each of its `voters` paid `each_minor`, exactly."""

    group: int
    voters: int
    each_minor: Fraction


class Book(Protocol):
    """Who paid what. Worked out when asked, because a city has a million payments."""

    def payments(self, number: int) -> tuple[Payment, ...]:
        """The payments of round `number` (from 1), by ballot group; empty where voters do not pay."""
        ...


@dataclass(frozen=True, slots=True)
class Purse:
    """Some of a project's supporters alike, for the picture of a round: what each of these `voters` held before it, and
    paid in it, to the nearest penny (in a large vote, an average over neighbours).
    """

    voters: int
    held_minor: int
    paid_minor: int


@dataclass(frozen=True, slots=True)
class Round:
    """One project chosen.

    `left_minor` is what the pot still holds afterwards. Under Equal Shares `price_minor` is the most that
    one supporter paid (for points: the most per point); `full_payers` paid it, `part_payers` paid all they
    had left, `part_paid_minor` together; `effective_votes` is the cost over the price: how many
    supporters paying alike would have done; `purses` are its supporters by what they held, fullest first. Under
    Phragmén `price_minor` is what each voter had earned by then.
    """

    number: int
    project_id: str
    cost_minor: int
    score: int
    left_minor: int
    is_fill: bool = False
    price_minor: Fraction | None = None
    full_payers: int = 0
    part_payers: int = 0
    part_paid_minor: Fraction = Fraction(0)
    supporters_left_minor: int | None = None
    effective_votes: float | None = None
    purses: tuple[Purse, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """Money that went from a project's supporters to something funded, to the nearest penny."""

    project_id: str
    minor: int


@dataclass(frozen=True, slots=True)
class ProjectOutcome:
    """What happened to one project, with its reason in words.

    Under Equal Shares: `supporters_had_minor` is the shares of all its supporters at the start;
    `decided_after` the number of rounds after which it was bought, or out of its supporters' reach (0: from
    the start); `supporters_left_minor` what they held at that moment, and `supporters_end_minor` at the end;
    `effective_support` the former over its cost in whole percent, rounded down; `paid_to` where their money
    had gone by that moment, largest first. None and empty under the other rules.
    """

    project_id: str
    name: str
    cost_minor: int
    score: int
    supporters: int
    funded: bool
    reason: Reason
    round: int | None
    why: str
    next_time: str
    supporters_had_minor: int | None = None
    supporters_left_minor: int | None = None
    supporters_end_minor: int | None = None
    decided_after: int | None = None
    effective_support: int | None = None
    paid_to: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True)
class Reach:
    """How many people got something they asked for.

    `by_number[k]` is how many voters had exactly k of their projects funded.
    """

    voters: int
    by_number: tuple[int, ...]

    @property
    def with_something(self) -> int:
        """Voters with at least one of their projects funded."""
        return self.voters - self.by_number[0]

    @property
    def with_nothing(self) -> int:
        """Voters with none of their projects funded."""
        return self.by_number[0]

    @property
    def per_voter(self) -> float:
        """Funded projects per voter, on average (0 when nobody voted)."""
        total = sum(number * voters for number, voters in enumerate(self.by_number))
        return total / self.voters if self.voters else 0.0


@dataclass(frozen=True, slots=True)
class Result:
    """One count, complete. `winners` are in the order they were chosen; `notes` are plain sentences.

    Under Equal Shares: `share_minor` is each voter's equal part of the pot, `endowment_minor` the part they
    were finally given to spend (the pot is counted larger, step by step, until one step more would
    overspend the real one), `steps` how many steps of `increment_minor` that took.
    `certified`: every choice was settled in exact arithmetic, or by a margin larger than the proven error,
    and the final accounts were recomputed in exact fractions and agree.
    """

    rule: Rule
    completion: Completion
    currency: str
    budget_minor: int
    winners: tuple[str, ...]
    total_cost_minor: int
    rounds: tuple[Round, ...]
    outcomes: dict[str, ProjectOutcome]
    reach: Reach
    tie_order: tuple[str, ...]
    certified: bool
    notes: tuple[str, ...] = ()
    share_minor: Fraction | None = None
    endowment_minor: Fraction | None = None
    increment_minor: int | None = None
    steps: int = 0
    book: Book | None = field(default=None, repr=False, compare=False)

    def payments(self, number: int) -> tuple[Payment, ...]:
        """Who paid in round `number` (from 1), by ballot group: exact amounts that add up to the cost.

        Not for publishing in a small vote: a group of one ballot is one person.
        """
        return self.book.payments(number) if self.book else ()

    @property
    def unspent_minor(self) -> int:
        """What is left of the pot."""
        return self.budget_minor - self.total_cost_minor
