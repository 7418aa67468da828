"""What must be so before a Deal takes a step of its table, and what is said when it is not."""

from __future__ import annotations

from collections.abc import Callable

from participation.rules.deals_days import refuse_day, refuse_sooner
from participation.rules.deals_life import (
    CLOCK_ONLY,
    LIFE,
    TABLE,
    DealAction,
    DealState,
    DealStep,
    Facts,
    Guard,
    Side,
    Voice,
    refuse_unready,
)
from participation.rules.refusals import Refusal


def take(state: DealState, action: DealAction, facts: Facts) -> DealStep:
    """The step; raises Refusal naming why: not in the table, not for this voice, or its guard does not hold."""
    LIFE.step(state, action)
    found = TABLE[(state, action)]
    if facts.voice not in found.who:
        if found.who == CLOCK_ONLY:
            raise Refusal("Only the calendar does that with a Deal")
        if facts.voice is Voice.HELPER:
            raise Refusal("A worker supports both sides and agrees for neither")
        raise Refusal("Only people can do that with a Deal")
    GUARDS[found.guard](facts)
    return found


def _both_agreed(facts: Facts) -> None:
    refuse_unready(facts.pairs, facts.waiting)
    if facts.agreed != frozenset(Side):
        raise Refusal("Both sides have to agree the same words first")


def _both_renew(facts: Facts) -> None:
    """One side may ask; the Deal is renewed when the other says yes. Our side says what it learned each time."""
    if not facts.lived:
        raise Refusal("It has not begun yet, so there is nothing to renew")
    refuse_day(facts.review_on, facts.today)
    refuse_sooner(facts.review_on, facts.last_day)
    _said_what_was_learned(facts)
    if not facts.asks and (facts.renewal_by is None or Voice(facts.renewal_by) is facts.voice):
        raise Refusal("Both sides agreed this Deal, so both sides renew it")


def _renewal_asked(facts: Facts) -> None:
    """Somebody asked to renew it; our side owes a reason when young people asked and it says no."""
    if facts.renewal_by is None:
        raise Refusal("Nobody asks to renew this Deal now")
    _said_why_not(facts, facts.renewal_by, "Say in a sentence why our side does not renew it")


def _day_over(facts: Facts) -> None:
    if not facts.lived or facts.last_day is None or facts.last_day >= facts.today:
        raise Refusal("Its last day has not passed")


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
    _said_why_not(facts, facts.end_asked_by, "Say in a sentence why our side wants it to go on")


def _said_why_not(facts: Facts, asked_by: Side, refusal: str) -> None:
    if facts.voice is Voice.OURS and asked_by is Side.YOURS and len(facts.learned.split()) < 3:
        raise Refusal(refusal, field="why")


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
    Guard.DAY_AHEAD: lambda facts: refuse_day(facts.review_on, facts.today),
    Guard.BOTH_RENEW: _both_renew,
    Guard.RENEWAL_ASKED: _renewal_asked,
    Guard.DAY_OVER: _day_over,
    Guard.WE_SPOKE: _we_spoke,
    Guard.BOTH_END: _both_end,
    Guard.END_ASKED: _end_asked,
}
