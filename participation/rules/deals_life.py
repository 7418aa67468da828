"""A Deal's life as one table: (state, action) -> (state, who may, and what must be so first).

listening -> drafted -> agreed -> active -> check_in -> renewed or retired (the design's 3.4). A check-in is a state
of its own: while it is open both sides are asked how it goes, and it closes only when our side has spoken of each of
its parts. Your side owes nothing to any step, so no guard here ever asks for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
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
FURTHEST_REVIEW = 2 * 366  # days
LIVED = frozenset({DealState.ACTIVE, DealState.CHECK_IN, DealState.RENEWED})


class DealAction(StrEnum):
    """What can be done with a Deal as a whole, as the past participle a refusal uses."""

    DRAFT = "drafted"
    AGREE = "agreed"
    BEGIN = "begun"
    CHANGE = "changed"
    CHECK_IN = "checked_in_on"
    SETTLE = "settled"
    RENEW = "renewed"
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
    LEARNED = "learned"
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
    asks: bool = False  # only asks the other side to end it


@dataclass(frozen=True)
class DealStep(Step[DealState]):
    """A step, who may take it, and its guard."""

    who: frozenset[Voice]
    guard: Guard = Guard.NOTHING


PEOPLE = frozenset({Voice.OURS, Voice.YOURS, Voice.HELPER})
SIDES = frozenset({Voice.OURS, Voice.YOURS})

S, A, G = DealState, DealAction, Guard
TABLE: dict[tuple[DealState, DealAction], DealStep] = {
    (S.LISTENING, A.DRAFT): DealStep(S.DRAFTED, "deal.drafted", PEOPLE, G.HAS_PAIRS),
    (S.LISTENING, A.RETIRE): DealStep(S.RETIRED, "deal.retired", PEOPLE),
    (S.DRAFTED, A.AGREE): DealStep(S.AGREED, "deal.agreed", SIDES, G.BOTH_AGREED),
    (S.DRAFTED, A.CHANGE): DealStep(S.DRAFTED, "deal.changed", PEOPLE),
    (S.DRAFTED, A.RETIRE): DealStep(S.RETIRED, "deal.retired", PEOPLE, G.BOTH_END),
    (S.AGREED, A.BEGIN): DealStep(S.ACTIVE, "deal.begun", PEOPLE, G.DAY_AHEAD),
    (S.AGREED, A.CHANGE): DealStep(S.DRAFTED, "deal.changed", PEOPLE),
    (S.AGREED, A.RETIRE): DealStep(S.RETIRED, "deal.retired", PEOPLE, G.BOTH_END),
    **{
        step: how
        for lived in (S.ACTIVE, S.CHECK_IN, S.RENEWED)
        for step, how in {
            (lived, A.CHANGE): DealStep(S.DRAFTED, "deal.changed", PEOPLE),
            (lived, A.RENEW): DealStep(S.RENEWED, "deal.renewed", PEOPLE, G.LEARNED),
            (lived, A.RETIRE): DealStep(S.RETIRED, "deal.retired", PEOPLE, G.BOTH_END),
        }.items()
    },
    (S.ACTIVE, A.CHECK_IN): DealStep(S.CHECK_IN, "deal.check_in_opened", PEOPLE | {Voice.CLOCK}),
    (S.RENEWED, A.CHECK_IN): DealStep(S.CHECK_IN, "deal.check_in_opened", PEOPLE | {Voice.CLOCK}),
    **{
        (held, A.GO_ON): DealStep(held, "deal.goes_on", SIDES, G.END_ASKED)
        for held in (S.DRAFTED, S.AGREED, S.ACTIVE, S.CHECK_IN, S.RENEWED)
    },
    (S.CHECK_IN, A.SETTLE): DealStep(S.ACTIVE, "deal.check_in_settled", PEOPLE | {Voice.CLOCK}, G.WE_SPOKE),
}
LIFE: Machine[DealState, DealAction] = Machine("Deal", TABLE, _IS)


def take(state: DealState, action: DealAction, facts: Facts) -> DealStep:
    """The step; raises Refusal naming why: not in the table, not for this voice, or its guard does not hold."""
    LIFE.step(state, action)
    found = TABLE[(state, action)]
    if facts.voice not in found.who:
        if facts.voice is Voice.HELPER:
            raise Refusal("A worker supports both sides and agrees for neither")
        raise Refusal("Only people can do that with a Deal")
    GUARDS[found.guard](facts)
    return found


def refuse_unready(pairs: int, waiting: int) -> None:
    """Raise Refusal when a Deal is not ready to be agreed."""
    if not pairs:
        raise Refusal("A Deal needs at least one pair: our part and your part")
    if waiting:
        raise Refusal(
            "Some of the words are still being read by the person who keeps children safe. Agree once they are back."
        )


def _refuse_far_review(review_on: date, today: date) -> None:
    """Raise Refusal for a day so far ahead that nobody would look at the Deal again."""
    if review_on > today + timedelta(days=FURTHEST_REVIEW):
        raise Refusal("Choose a day in the next two years, to look at it together again", field="review_on")


def refuse_renewal(end_asked_by: Side | None) -> None:
    """Raise Refusal for a renewal that would brush aside a side's wish to end it."""
    if end_asked_by is not None:
        raise Refusal("One side asks to end this Deal. Answer that before it is renewed.")


def _both_agreed(facts: Facts) -> None:
    refuse_unready(facts.pairs, facts.waiting)
    if facts.agreed != frozenset(Side):
        raise Refusal("Both sides have to agree the same words first")


def _day_ahead(facts: Facts) -> None:
    if facts.review_on is None or facts.review_on <= facts.today:
        raise Refusal("Choose a day to come, to look at it together again", field="review_on")
    _refuse_far_review(facts.review_on, facts.today)


def _learned(facts: Facts) -> None:
    _day_ahead(facts)
    _said_what_was_learned(facts)


def _we_spoke(facts: Facts) -> None:
    if facts.unspoken:
        raise Refusal(
            "Our side has not said yet how each of its parts goes. The check-in stays open until it has."
        )


def _both_end(facts: Facts) -> None:
    if not facts.holds:
        return
    if facts.voice is Voice.HELPER:
        raise Refusal("A worker supports both sides and ends it for neither")
    _said_what_was_learned(facts)
    if not facts.asks and (facts.end_asked_by is None or Voice(facts.end_asked_by) is facts.voice):
        raise Refusal("Both sides agreed this Deal, so both sides end it")


def _end_asked(facts: Facts) -> None:
    """Somebody asked to end it; our side owes a reason when young people asked and it says no."""
    if facts.end_asked_by is None:
        raise Refusal("Nobody has asked to end this Deal")
    if facts.voice is Voice.OURS and facts.end_asked_by is Side.YOURS and len(facts.learned.split()) < 3:
        raise Refusal("Say in a sentence why our side wants it to go on", field="why")


def _said_what_was_learned(facts: Facts) -> None:
    """Our side owes what it learned; young people and those who help owe no words."""
    if facts.voice is Voice.OURS and len(facts.learned.split()) < 3:
        raise Refusal(
            "Say what our side learned, in a sentence, for whoever makes the next Deal", field="learned"
        )


GUARDS: dict[Guard, Callable[[Facts], None]] = {
    Guard.NOTHING: lambda facts: None,
    Guard.HAS_PAIRS: lambda facts: refuse_unready(facts.pairs, 0),
    Guard.BOTH_AGREED: _both_agreed,
    Guard.DAY_AHEAD: _day_ahead,
    Guard.LEARNED: _learned,
    Guard.WE_SPOKE: _we_spoke,
    Guard.BOTH_END: _both_end,
    Guard.END_ASKED: _end_asked,
}
