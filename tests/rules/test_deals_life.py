"""A Deal's life over the whole grid: every state, every action, every voice, with each guard holding and not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from participation.rules.deals_days import is_asked, last_day
from participation.rules.deals_guards import take
from participation.rules.deals_life import (
    CLOCK_ONLY,
    LIVED,
    TABLE,
    DealAction,
    DealState,
    Facts,
    Guard,
    Side,
    Voice,
)
from participation.rules.deals_sides import is_councillor, side_of, side_spoken_for, voice_of
from participation.rules.people import Actor, AgeBand, Held, Role, ScopeKind, SeatKind
from participation.rules.refusals import Refusal

TODAY = date(2026, 11, 25)
# state, action: state after, who may (o: our side, y: your side, h: a worker, c: the clock)
ALLOWED = {
    ("listening", "drafted"): ("drafted", "oyh"), ("listening", "retired"): ("retired", "oyh"),
    ("drafted", "agreed"): ("agreed", "oy"), ("drafted", "changed"): ("drafted", "oyh"),
    ("drafted", "retired"): ("retired", "oy"),
    ("agreed", "begun"): ("active", "oyh"), ("agreed", "changed"): ("drafted", "oyh"),
    ("agreed", "retired"): ("retired", "oy"),
    **{
        (state, action): found
        for state in ("active", "check_in", "renewed")
        for action, found in {
            "changed": ("drafted", "oyh"), "renewed": ("renewed", "oy"), "retired": ("retired", "oy"),
        }.items()
    },
    ("active", "checked_in_on"): ("check_in", "oyhc"), ("renewed", "checked_in_on"): ("check_in", "oyhc"),
    ("check_in", "settled"): ("active", "oyhc"),
    ("drafted", "renewed"): ("drafted", "oy"), ("agreed", "renewed"): ("renewed", "oy"),
    **{
        (state, action): (after or state, who)
        for state in ("drafted", "agreed", "active", "check_in", "renewed")
        for action, after, who in (
            ("kept_going", "", "oy"), ("left_to_end", "", "oy"), ("run_out", "retired", "c"),
        )
    },
}  # fmt: skip
VOICES = {"o": Voice.OURS, "y": Voice.YOURS, "h": Voice.HELPER, "c": Voice.CLOCK}
READY = Facts(
    TODAY, pairs=2, agreed=frozenset(Side), review_on=date(2027, 3, 1), learned="Ask the caretaker first",
    last_day=date(2026, 11, 24),
)  # fmt: skip


def ready(voice: Voice) -> Facts:
    """Everything that any guard asks for, said by this voice; the other side has asked to end it, and to renew it."""
    other = Side.YOURS if voice is Voice.OURS else Side.OURS
    return replace(READY, voice=voice, end_asked_by=other, renewal_by=other)


@pytest.mark.parametrize(("state", "action"), list(product(DealState, DealAction)))
def test_only_the_steps_in_the_table_can_be_taken_and_only_by_those_it_names(state, action):
    after, who = ALLOWED.get((str(state), str(action)), (None, ""))
    for letter, voice in VOICES.items():
        if letter in who:
            step = take(state, action, ready(voice))
            assert step.to is DealState(after)
            assert step.event.startswith("deal.")
        else:
            why = "supports both sides|Only people|Only the calendar" if after else "cannot be"
            with pytest.raises(Refusal, match=why):
                take(state, action, ready(voice))


# What makes each guard say no, and what it says.
SAYS_NO = {
    Guard.HAS_PAIRS: ({"pairs": 0}, "at least one pair"),
    Guard.BOTH_AGREED: ({"agreed": frozenset({Side.OURS})}, "Both sides have to agree"),
    Guard.DAY_AHEAD: ({"review_on": TODAY}, "a day to come"),
    Guard.BOTH_RENEW: ({"renewal_by": None}, "both sides renew it"),
    Guard.RENEWAL_ASKED: ({"renewal_by": None}, "Nobody asks to renew"),
    Guard.DAY_OVER: ({"last_day": TODAY, "voice": Voice.CLOCK}, "last day has not passed"),
    Guard.WE_SPOKE: ({"unspoken": 1}, "Our side has not said"),
    Guard.BOTH_END: ({"end_asked_by": None}, "both sides end it"),
    Guard.END_ASKED: ({"end_asked_by": None}, "Nobody has asked"),
}


@pytest.mark.parametrize(("state", "action"), list(TABLE))
def test_each_guard_of_the_table_says_no_by_name(state, action):
    step = TABLE[(state, action)]
    if step.guard is Guard.NOTHING:
        take(state, action, Facts(TODAY, voice=Voice.YOURS))
        return
    changed, why = SAYS_NO[step.guard]
    with pytest.raises(Refusal, match=why):
        take(state, action, replace(ready(Voice.OURS), **changed))


def test_every_guard_there_is_says_no_somewhere():
    assert {step.guard for step in TABLE.values()} == {*SAYS_NO, Guard.NOTHING}


def test_words_still_being_read_and_days_missing_are_named():
    with pytest.raises(Refusal, match="still being read"):
        take(DealState.DRAFTED, DealAction.AGREE, replace(ready(Voice.OURS), waiting=1))
    with pytest.raises(Refusal, match="a day to come"):
        take(DealState.ACTIVE, DealAction.RENEW, replace(ready(Voice.YOURS), review_on=None))


@pytest.mark.parametrize("state", sorted({*LIVED, DealState.AGREED, DealState.DRAFTED}))
def test_what_both_agreed_both_end_and_yours_owes_no_words_for_it(state):
    yours = replace(ready(Voice.YOURS), learned="")
    assert take(state, DealAction.RETIRE, yours).to is DealState.RETIRED
    with pytest.raises(Refusal, match="both sides end it"):
        take(state, DealAction.RETIRE, replace(yours, end_asked_by=Side.YOURS))
    with pytest.raises(Refusal, match="ends it for neither"):
        take(state, DealAction.RETIRE, replace(yours, voice=Voice.HELPER))
    with pytest.raises(Refusal, match="what our side learned"):
        take(state, DealAction.RETIRE, replace(ready(Voice.OURS), learned="nothing"))


def test_a_renewal_is_two_yeses_to_a_later_day_of_a_deal_that_is_lived():
    mine = replace(ready(Voice.YOURS), learned="")
    assert take(DealState.ACTIVE, DealAction.RENEW, mine).to is DealState.RENEWED
    for changed, why in (
        ({"renewal_by": Side.YOURS}, "both sides renew it"), ({"lived": False}, "nothing to renew"),
        ({"last_day": date(2027, 3, 1)}, "holds until 1 March 2027 already"),
        ({"voice": Voice.OURS, "renewal_by": Side.YOURS}, "what our side learned"),
    ):  # fmt: skip
        with pytest.raises(Refusal, match=why):
            take(DealState.ACTIVE, DealAction.RENEW, replace(mine, **changed))
    ours = replace(mine, voice=Voice.OURS, renewal_by=Side.YOURS)
    with pytest.raises(Refusal, match="why our side does not renew"):
        take(DealState.ACTIVE, DealAction.LET_END, ours)
    assert take(DealState.ACTIVE, DealAction.LET_END, mine).to is DealState.ACTIVE, "yours owes no reason"


def test_nobody_has_less_than_two_weeks_to_answer():
    assert last_day(date(2027, 3, 1), date(2027, 2, 1)) == date(2027, 3, 1)
    assert last_day(date(2027, 3, 1), date(2027, 2, 20)) == date(2027, 3, 6)
    assert [is_asked(date(2027, 3, 1), date(2027, 2, day)) for day in (1, 2)] == [True, True]
    assert not is_asked(date(2027, 3, 1), date(2027, 1, 31))
    assert not is_asked(None, TODAY)


def test_words_nobody_agreed_one_side_drops():
    for voice in (Voice.OURS, Voice.YOURS, Voice.HELPER):
        assert (
            take(DealState.DRAFTED, DealAction.RETIRE, Facts(TODAY, voice=voice, holds=False)).to == "retired"
        )


@pytest.mark.parametrize("action", list(DealAction))
def test_no_step_ever_asks_anything_of_your_part(action):
    """The guards see no progress, choice or face of your side: it cannot hold a Deal up, whatever it says."""
    seen = set(Facts.__dataclass_fields__)
    assert seen == {
        "today", "pairs", "waiting", "agreed", "review_on", "unspoken", "end_asked_by", "voice", "learned", "holds",
        "asks", "renewal_by", "lived", "last_day",
    }  # fmt: skip
    steps = [(state, step) for (state, one), step in TABLE.items() if one is action and state in LIVED]
    lived = [one for one in steps if one[1].who != CLOCK_ONLY]
    for state, _ in lived:
        take(state, action, replace(ready(Voice.YOURS), learned=""))


def test_our_side_owes_a_reason_for_going_on_when_young_people_asked_to_end_it():
    asked = replace(READY, end_asked_by=Side.YOURS, learned="", voice=Voice.OURS)
    with pytest.raises(Refusal, match="why our side wants it"):
        take(DealState.ACTIVE, DealAction.GO_ON, asked)
    ours = replace(asked, end_asked_by=Side.OURS)
    for facts in (replace(asked, learned="The lights are coming"), ours, replace(ours, voice=Voice.YOURS)):
        assert take(DealState.ACTIVE, DealAction.GO_ON, facts).to is DealState.ACTIVE


def test_a_refusal_says_a_state_as_people_do():
    with pytest.raises(Refusal, match="This Deal is being checked in on, so it cannot be agreed now"):
        take(DealState.CHECK_IN, DealAction.AGREE, READY)


def test_a_councillors_seat_speaks_for_neither_side_whatever_else_it_holds_with_it():
    def holding(*held: Held) -> Actor:
        return Actor(1, "x", "X", held, AgeBand.ADULT)

    for role in (Role.TEAM_MEMBER, Role.CHAIR):
        councillor = holding(Held(role, ScopeKind.TEAM, 1, SeatKind.ELECTED))
        assert (side_of(councillor), voice_of(councillor)) == (None, Voice.HELPER)
        assert is_councillor(councillor)
        with pytest.raises(Refusal, match="A councillor is part of the council"):
            side_spoken_for(councillor, "agrees")
    seat = Held(Role.TEAM_MEMBER, ScopeKind.TEAM, 1, SeatKind.ELECTED)
    assert side_of(holding(seat, Held(Role.DECISION_MAKER))) is Side.OURS
    assert side_of(holding(seat, Held(Role.CHAIR, ScopeKind.TEAM, 2))) is Side.YOURS
    assert not is_councillor(holding(Held(Role.PARTICIPATION_WORKER)))


def test_for_whom_somebody_acts():
    def somebody(role: Role) -> Actor:
        return Actor(1, "x", "X", (Held(role),), AgeBand.ADULT)

    assert voice_of(Actor.system()) is Voice.CLOCK
    assert voice_of(somebody(Role.PARTICIPATION_WORKER)) is Voice.HELPER
    assert voice_of(somebody(Role.YOUNG_ADVISOR)) is Voice.YOURS
    assert voice_of(somebody(Role.PARTNER_LEAD)) is Voice.OURS
