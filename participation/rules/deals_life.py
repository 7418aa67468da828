"""A Deal's life as one table: (state, action) -> (state, who may, and what must be so first).

listening -> drafted -> agreed -> active -> check_in -> renewed or retired (the design's 3.4). A check-in is a state
of its own: while it is open both sides are asked how it goes, and it closes only when our side has spoken of each of
its parts. It ends on its last day unless both sides renew it. Your side owes nothing to any step, so no guard ever asks
for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from participation.rules.refusals import Refusal
from participation.rules.states import Machine, Step


class DealState(StrEnum):
    """Where a Deal is in its life."""

    LISTENING = "listening"
    DRAFTED = "drafted"
    AGREED = "agreed"
    ACTIVE = "active"
    CHECK_IN = "check_in"
    RENEWED = "renewed"
    RETIRED = "retired"


STATE_WORDS: dict[DealState, str] = {
    DealState.LISTENING: "Listening",
    DealState.DRAFTED: "Being agreed",
    DealState.AGREED: "Agreed",
    DealState.ACTIVE: "Being lived",
    DealState.CHECK_IN: "Check-in time",
    DealState.RENEWED: "Renewed",
    DealState.RETIRED: "Ended",
}
# As a refusal says it: "This Deal is …".
_IS: dict[DealState, str] = {
    DealState.LISTENING: "being listened for",
    DealState.AGREED: "agreed",
    DealState.ACTIVE: "being lived",
    DealState.CHECK_IN: "being checked in on",
    DealState.RETIRED: "ended",
}
LIVED = frozenset({DealState.ACTIVE, DealState.CHECK_IN, DealState.RENEWED})


class DealAction(StrEnum):
    """What can be done with a Deal as a whole, as the past participle a refusal uses."""

    DRAFT = "drafted"
    AGREE = "agreed"
    BEGIN = "begun"
    CHANGE = "changed"
    CHECK_IN = "checked_in_on"
    SETTLE = "settled"
    ASK_RENEWAL = "asked_to_renew"  # what a side said; it is no step of its own
    RENEW = "renewed"
    LET_END = "left_to_end"
    RUN_OUT = "run_out"
    RETIRE = "retired"
    GO_ON = "kept_going"


class Side(StrEnum):
    """Whose part: the council and its partners (ours), or young people, families and community (yours)."""

    OURS = "ours"
    YOURS = "yours"


SIDE_WORDS: dict[Side, str] = {Side.OURS: "Our side", Side.YOURS: "Your side"}


class Voice(StrEnum):
    """For whom somebody acts: a side, a worker who supports both, or the clock."""

    OURS = "ours"
    YOURS = "yours"
    HELPER = "helper"
    CLOCK = "clock"


class Guard(StrEnum):
    """What must be so before a step, beyond the table."""

    NOTHING = "nothing"
    HAS_PAIRS = "has_pairs"
    BOTH_AGREED = "both_agreed"
    DAY_AHEAD = "day_ahead"
    BOTH_RENEW = "both_renew"
    RENEWAL_ASKED = "renewal_asked"
    DAY_OVER = "day_over"
    WE_SPOKE = "we_spoke"
    BOTH_END = "both_end"
    END_ASKED = "end_asked"


@dataclass(frozen=True)
class Facts:
    """What the guards look at. `waiting` words are still at the gate; `unspoken` parts of ours have had no check-in."""

    today: date
    pairs: int = 0
    waiting: int = 0
    agreed: frozenset[Side] = frozenset()
    review_on: date | None = None
    unspoken: int = 0
    end_asked_by: Side | None = None
    voice: Voice = Voice.HELPER
    learned: str = ""
    holds: bool = True  # both sides agreed it, so one alone cannot end it
    asks: bool = False  # only asks the other side to end it, or to renew it
    renewal_by: Side | None = None
    lived: bool = True
    last_day: date | None = None


@dataclass(frozen=True)
class DealStep(Step[DealState]):
    """A step, who may take it, and its guard."""

    who: frozenset[Voice]
    guard: Guard = Guard.NOTHING


PEOPLE = frozenset({Voice.OURS, Voice.YOURS, Voice.HELPER})
SIDES = frozenset({Voice.OURS, Voice.YOURS})
CLOCK_ONLY = frozenset({Voice.CLOCK})

S, A, G = DealState, DealAction, Guard
TABLE: dict[tuple[DealState, DealAction], DealStep] = {
    (S.LISTENING, A.DRAFT): DealStep(S.DRAFTED, "deal.drafted", PEOPLE, G.HAS_PAIRS),
    (S.LISTENING, A.RETIRE): DealStep(S.RETIRED, "deal.retired", PEOPLE),
    (S.DRAFTED, A.AGREE): DealStep(S.AGREED, "deal.agreed", SIDES, G.BOTH_AGREED),
    (S.DRAFTED, A.CHANGE): DealStep(S.DRAFTED, "deal.changed", PEOPLE),
    (S.DRAFTED, A.RETIRE): DealStep(S.RETIRED, "deal.retired", PEOPLE, G.BOTH_END),
    (S.AGREED, A.BEGIN): DealStep(S.ACTIVE, "deal.begun", PEOPLE, G.DAY_AHEAD),
    (S.DRAFTED, A.RENEW): DealStep(S.DRAFTED, "deal.renewed", SIDES, G.BOTH_RENEW),
    (S.AGREED, A.RENEW): DealStep(S.RENEWED, "deal.renewed", SIDES, G.BOTH_RENEW),
    (S.AGREED, A.CHANGE): DealStep(S.DRAFTED, "deal.changed", PEOPLE),
    (S.AGREED, A.RETIRE): DealStep(S.RETIRED, "deal.retired", PEOPLE, G.BOTH_END),
    **{
        step: how
        for lived in (S.ACTIVE, S.CHECK_IN, S.RENEWED)
        for step, how in {
            (lived, A.CHANGE): DealStep(S.DRAFTED, "deal.changed", PEOPLE),
            (lived, A.RENEW): DealStep(S.RENEWED, "deal.renewed", SIDES, G.BOTH_RENEW),
            (lived, A.RETIRE): DealStep(S.RETIRED, "deal.retired", PEOPLE, G.BOTH_END),
        }.items()
    },
    (S.ACTIVE, A.CHECK_IN): DealStep(S.CHECK_IN, "deal.check_in_opened", PEOPLE | {Voice.CLOCK}),
    (S.RENEWED, A.CHECK_IN): DealStep(S.CHECK_IN, "deal.check_in_opened", PEOPLE | {Voice.CLOCK}),
    **{
        step: how
        for held in (S.DRAFTED, S.AGREED, S.ACTIVE, S.CHECK_IN, S.RENEWED)
        for step, how in {
            (held, A.GO_ON): DealStep(held, "deal.goes_on", SIDES, G.END_ASKED),
            (held, A.LET_END): DealStep(held, "deal.not_renewed", SIDES, G.RENEWAL_ASKED),
            (held, A.RUN_OUT): DealStep(S.RETIRED, "deal.ran_out", CLOCK_ONLY, G.DAY_OVER),
        }.items()
    },
    (S.CHECK_IN, A.SETTLE): DealStep(S.ACTIVE, "deal.check_in_settled", PEOPLE | {Voice.CLOCK}, G.WE_SPOKE),
}
LIFE: Machine[DealState, DealAction] = Machine("Deal", TABLE, _IS)


def refuse_unready(pairs: int, waiting: int) -> None:
    """Raise Refusal when a Deal is not ready to be agreed."""
    if not pairs:
        raise Refusal("A Deal needs at least one pair: our part and your part")
    if waiting:
        raise Refusal(
            "Some of the words are still being read by the person who keeps children safe. Agree once they are back."
        )
