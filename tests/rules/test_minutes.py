"""Minutes that add up, and decisions between meetings that a committee's own conditions allow."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from commissioning.rules.decisions import Outcome
from commissioning.rules.delegated import Conditions, MemberView, MustWait, check_may_decide
from commissioning.rules.minutes import Amendment, Minutes, Tally, check_minutes, check_outcome, names_in
from commissioning.rules.pence import Pence
from participation.rules.refusals import Refusal

TODAY, V = date(2026, 11, 25), MemberView
YEAR = Conditions(date(2026, 5, 20), date(2027, 5, 20), "14/26")


def minuted(**changes):
    values = {
        "body_name": "Inner South", "met_on": date(2026, 11, 2), "minute": "31/26", "present": 9,
        "tally": Tally(6, 1, 1), **changes,
    }  # fmt: skip
    return Minutes(**values)


def check(minutes, needed="Write the minute", quorum=3):
    check_minutes(minutes, needed_because=needed, today=TODAY, quorum=quorum)


@pytest.mark.parametrize(
    ("changes", "why", "field"),
    [
        ({"minute": " "}, "number of the minute", "minute"),
        ({"met_on": date(2026, 11, 26)}, "has not been yet", "met_on"),
        ({"present": 2, "tally": Tally(2, 0)}, "the quorum is 3", "present"),
        ({"tally": Tally(6, 3, 1)}, "10 votes and abstentions are more than the 9", "votes_for"),
        ({"no_part": ("Cllr Idris",), "tally": Tally(6, 2, 1)}, "the 8 people there who could vote", "votes_for"),
        ({"dissented": ("A", "B")}, "More people dissented", "dissented"),
        ({"abstained": ("A", "B")}, "More people abstained", "abstained"),
        ({"dissented": ("A",), "abstained": ("A",)}, "named twice", "dissented"),
        ({"amendment": Amendment(Pence(1), "Less", Tally(9, 9))}, "18 votes", "amendment_for"),
    ],
)  # fmt: skip
def test_minutes_that_cannot_be_are_refused_beside_their_field(changes, why, field):
    with pytest.raises(Refusal, match=why) as refused:
        check(minuted(**changes))
    assert refused.value.field == field


def test_a_meeting_is_asked_for_only_where_one_has_to_decide():
    check(None, needed="")
    with pytest.raises(Refusal, match="Write the minute"):
        check(None)
    check(minuted(tally=Tally(3, 1, 0)))  # fewer votes than people: the tally is not the attendance


def test_the_outcome_is_what_the_meeting_voted_for():
    change = Amendment(Pence(6_000_00), "£6,000 and no more", Tally(5, 2, 1))
    check_outcome(minuted(amendment=change), Outcome.VARIED, 6_000_00)
    with pytest.raises(Refusal, match=r"makes it £6,000\.00, and this awards £7,000\.00"):
        check_outcome(minuted(amendment=change), Outcome.ADOPTED, 7_000_00)
    lost = Amendment(Pence(6_000_00), "£6,000", Tally(2, 5))
    check_outcome(minuted(amendment=lost), Outcome.ADOPTED, 7_000_00)
    with pytest.raises(Refusal, match="did not carry"):
        check_outcome(minuted(tally=Tally(3, 3)), Outcome.ADOPTED, 7_000_00)
    check_outcome(minuted(tally=Tally(1, 6)), Outcome.REJECTED, 0)


def test_names_are_one_a_line_or_with_commas():
    assert names_in("Cllr A, Cllr B\n\n Cllr C ,") == ("Cllr A", "Cllr B", "Cllr C")


def test_the_committees_conditions_are_kept():
    members = ["A", "B", "C"]
    with pytest.raises(Refusal, match="B, C not yet"):
        check_may_decide(YEAR, {"A": V.SUPPORT}, members, TODAY)
    with pytest.raises(Refusal, match="Most of the ward members"):
        check_may_decide(YEAR, {"A": V.SUPPORT, "B": V.NEITHER, "C": V.NEITHER}, members, TODAY)
    check_may_decide(YEAR, {"A": V.SUPPORT, "B": V.SUPPORT, "C": V.NEITHER}, members, TODAY)
    with pytest.raises(Refusal, match="run out"):
        check_may_decide(YEAR, dict.fromkeys(members, V.SUPPORT), members, date(2027, 5, 20))
    check_may_decide(None, {}, members, TODAY)


@given(some.dictionaries(some.sampled_from("ABCDEF"), some.sampled_from(list(V)), min_size=1))
def test_one_objection_is_enough_whatever_the_others_say(views):
    views["A"] = V.OBJECT
    for conditions in (YEAR, None):
        with pytest.raises(MustWait, match="Defer it to the next meeting"):
            check_may_decide(conditions, views, sorted(views), TODAY)
