"""What each rule hands over before it is put into words."""

from dataclasses import dataclass, field
from fractions import Fraction

from commissioning.rules.counting.result import Book, Reason, Round, Share
from commissioning.rules.counting.values import Completion


@dataclass(frozen=True, slots=True)
class SupportersMoney:
    """Equal Shares: what a project's supporters were given, what they held when it was decided (after `rounds`
    rounds: bought, or out of reach) and at the end, and where it had gone by then (minor units).
    """

    had: float
    left: float
    at_end: float
    rounds: int
    paid_to: tuple[Share, ...]


@dataclass(slots=True)
class Tally:
    """A count's bare facts. `blocked_by` names the project that ruled another out or stopped the count.

    `place` and `left_at_turn` belong to most votes first: where a project stood, and what the pot then held.
    """

    reasons: dict[str, Reason]
    rounds: list[Round] = field(default_factory=list)
    blocked_by: dict[str, str] = field(default_factory=dict)
    place: dict[str, int] = field(default_factory=dict)
    left_at_turn: dict[str, int] = field(default_factory=dict)
    money: dict[str, SupportersMoney] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    certified: bool = True
    completion: Completion = Completion.NONE
    share: Fraction | None = None
    endowment: Fraction | None = None
    increment: int | None = None
    steps: int = 0
    book: Book | None = None
