"""A pot by the calendar, its rules, and match: each wrong step, day and ask has its own plain refusal."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commissioning.rules import match, pots_life, pots_terms
from commissioning.rules.match import MatchStanding, Promise
from commissioning.rules.pence import Pence
from commissioning.rules.pots import MACHINE, PotAction, PotState
from commissioning.rules.pots_life import Life
from commissioning.rules.pots_terms import Applicants, Asked, Terms
from participation.rules.refusals import Refusal

OPEN = Life(PotState.OPEN, date(2026, 4, 1), date(2027, 4, 1))
PARK, FIELD = (1, "Northgate Park"), (2, "Millfield")


@given(st.dates(date(2025, 1, 1), date(2028, 1, 1)), st.sampled_from(PotState))
def test_a_pot_promises_money_only_when_open_and_within_its_days(today, state):
    life = Life(state, OPEN.opens_on, OPEN.closes_on)
    may = state is PotState.OPEN and date(2026, 4, 1) <= today < date(2027, 4, 1)
    assert life.may_promise(today) is may
    if not may:
        with pytest.raises(Refusal, match="Nothing can be promised from this pot now"):
            pots_life.check_may_promise(life, today)


def test_the_closing_day_itself_is_too_late_and_says_so():
    pots_life.check_may_promise(OPEN, date(2027, 3, 31))
    with pytest.raises(Refusal, match="Its closing day was 1 April 2027"):
        pots_life.check_may_promise(OPEN, date(2027, 4, 1))
    assert OPEN.label(date(2027, 4, 1)) == "Past its closing day"
    with pytest.raises(Refusal, match="It opens on 1 April 2026"):
        pots_life.check_may_promise(OPEN, date(2026, 3, 31))


@pytest.mark.parametrize("state", PotState)
@pytest.mark.parametrize("action", PotAction)
def test_each_wrong_step_is_refused_with_what_can_be_done_instead(state, action):
    if MACHINE.allows(state, action):
        assert pots_life.step(state, action).to in PotState
        return
    with pytest.raises(Refusal, match=r"cannot be .* now\. (What can be done now: |Its life is over)"):
        pots_life.step(state, action)


def test_a_pledge_says_how_much_and_whose():
    pots_life.check_pledge(5, "The health board")
    for pledged, who in ((None, "x"), (0, "x"), (5, " ")):
        with pytest.raises(Refusal, match="how much is pledged"):
            pots_life.check_pledge(pledged, who)


def test_a_pot_is_not_closed_under_a_vote():
    pots_life.check_no_vote(PotAction.FREEZE, ["Spring ideas"])
    with pytest.raises(Refusal, match="voting on this money in “Spring ideas”"):
        pots_life.check_no_vote(PotAction.CLOSE, ["Spring ideas"])


def test_days_out_of_a_pots_life_are_refused_beside_their_field():
    pots_life.check_day_in_life(OPEN, date(2027, 3, 31), "Voting closes", "closes_on")
    for day, why in (
        (date(2027, 4, 1), "closes on 1 April 2027"),
        (date(2026, 3, 31), "opens on 1 April 2026"),
    ):
        with pytest.raises(Refusal, match=why) as refused:
            pots_life.check_day_in_life(OPEN, day, "Voting closes", "closes_on")
        assert refused.value.field == "closes_on"
    for opens, closes, field in (
        (date(2027, 4, 1), date(2027, 5, 1), "opens_on"), (date(2024, 1, 1), date(2027, 1, 1), "opens_on"),
        (date(2026, 4, 1), date(2026, 4, 1), "closes_on"), (date(2026, 4, 1), date(2030, 1, 1), "closes_on"),
    ):  # fmt: skip
        with pytest.raises(Refusal) as refused:
            pots_life.check_days_of_year(opens, closes, "2026/27")
        assert refused.value.field == field


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (Asked("Kites", Pence(5), (FIELD,)), "for Millfield, and this pot is only for work in Northgate Park"),
        (Asked("Kites", Pence(5), (PARK,), ages_from=5, ages_to=17), "for ages 5 to 17, and this pot is only for"),
        (Asked("Kites", Pence(5), (PARK,), ages_from=8, ages_to=18), "only for ages 8 to 17"),
        (Asked("Kites", Pence(5), (PARK,), is_constituted=False), "without written rules"),
    ],
)  # fmt: skip
def test_a_ring_fence_keeps_out_what_is_known_to_be_outside(asked, why):
    fence = Terms(ages_from=8, ages_to=17, areas=(PARK,), applicants=Applicants.CONSTITUTED)
    assert pots_terms.why_not(fence, Asked("Kites", Pence(5), (PARK,), True, 8, 17)) is None
    assert pots_terms.why_not(fence, Asked("Kites", Pence(5))) is None, (
        "what is not known is asked of people, not guessed"
    )
    with pytest.raises(Refusal, match=why):
        pots_terms.check_fits(fence, asked, "pot")


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (Terms(least=Pence(5), most=Pence(4)), "least_award"), (Terms(ages_from=9, ages_to=8), "ages_to"),
        (Terms(ages_from=-1), "ages_from"), (Terms(ages_to=121), "ages_to"),
        (Terms(match_percent=101), "match_percent"),
    ],
)  # fmt: skip
def test_rules_that_contradict_themselves_are_refused(terms, field):
    with pytest.raises(Refusal) as refused:
        pots_terms.check_terms(terms)
    assert refused.value.field == field


def test_rules_read_as_sentences_and_carried_money_keeps_them():
    rules = Terms(Pence(50_00), Pence(500_00), 8, 17, (PARK, FIELD), match_percent=50)
    said = " ".join(rules.sentences())
    for words in (
        "ages 8 to 17",
        "Northgate Park and Millfield",
        "at least £50.00",
        "at most £500.00",
        "Half of the money needs match",
    ):
        assert words in said
    pots_terms.check_same(rules, rules)
    with pytest.raises(Refusal, match="differs in how much of it needs match"):
        pots_terms.check_same(rules, Terms(Pence(50_00), Pence(500_00), 8, 17, (PARK, FIELD)))


@pytest.mark.parametrize(
    ("typed", "minutes"), [("12", 720), ("7.5", 450), ("0.25", 15), ("1", 60), ("3.75", 225)]
)
def test_hours_are_read_in_quarters(typed, minutes):
    assert match.parse_hours(typed) == minutes


@pytest.mark.parametrize(
    "typed", ["", "0", "-1", "1e3", "7.3", "１２", "12h", "1,000", "9999999", "NaN", "٣"]
)
def test_what_is_no_number_of_hours_is_refused_with_the_form_to_use(typed):
    with pytest.raises(Refusal, match="like 12 or 7"):
        match.parse_hours(typed)


def test_hours_count_at_the_pots_own_rate_rounded_down():
    assert match.value_of(450, 13_37) == 100_27  # 7.5 × £13.37 = £100.275
    with pytest.raises(Refusal, match="does not say what an hour counts for"):
        match.value_of(60, None)
    assert [match.hours_words(m) for m in (60, 450, 720)] == ["1 hour", "7.5 hours", "12 hours"]


@given(
    st.integers(1, 100), st.integers(0, 10**9),
    st.lists(st.tuples(st.integers(1, 10**7), st.integers(0, 10**7)), max_size=12),
)  # fmt: skip
def test_no_run_of_awards_takes_more_without_match_than_the_pots_free_part(percent, money, asks):
    made: list[Promise] = []
    for amount, brings in asks:
        asked = Promise(Pence(amount), Pence(brings))
        standing = MatchStanding(percent, Pence(money), tuple(made))
        if asked.without <= standing.free_left:
            match.check_match(standing, asked)
            made.append(asked)
        else:
            with pytest.raises(Refusal, match="needs match"):
                match.check_match(standing, asked)
    done = MatchStanding(percent, Pence(money), tuple(made))
    assert done.used_free <= done.free
    assert done.free + done.needing == money


def test_the_last_payment_waits_for_the_match():
    match.check_shown(100, 100, 500)
    match.check_shown(1_000, 500, 500)
    with pytest.raises(Refusal, match=r"£0\.40 is still to come"):
        match.check_shown(100, 60, 500)
