"""Nothing that is marked in words goes out by silence: each is taken out, or said to stay by whoever decides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.rules.gate import NAMES_STAY, Decision, Letting, Outcome, WordsKind, check_decision
from participation.rules.personal import blacked_out, left_in, marks_in
from participation.rules.refusals import Refusal

SAID = {"words": "My friend Jayden Pell waits there. Ring 07700 900123.", "more": "Ask Zebedee."}
MARKS = frozenset({"Jayden Pell", "Zebedee", "a phone number"})


def _check(said=SAID, stays=frozenset(), outcome=Outcome.NO_CONCERN, changed=None):
    letting = Letting.RELEASE if changed is None else Letting.RELEASE_CHANGED
    decision = Decision(
        outcome, "Two friends; talked it through.", "R-1", letting, changed or {}, stays=stays
    )
    return check_decision(decision, WordsKind.FEEDBACK, said)


def test_the_marks_of_all_the_words_are_offered_each_once():
    assert set(marks_in([*SAID.values(), "Zebedee again"])) == MARKS


@pytest.mark.parametrize("outcome", [Outcome.NO_CONCERN, Outcome.ADVICE])
@pytest.mark.parametrize("left", sorted(MARKS))
def test_one_mark_that_nobody_spoke_of_holds_all_the_words(left, outcome):
    assert _check(stays=MARKS, outcome=outcome) == SAID  # the control: each was said to stay
    with pytest.raises(Refusal, match=left) as refused:
        _check(stays=MARKS - {left}, outcome=outcome)
    assert refused.value.field == "stays"


def test_taking_out_one_name_does_not_let_another_through_by_silence():
    changed = {"words": "My friend [name] waits there. […]", "more": "Ask Zebedee."}
    with pytest.raises(Refusal, match="Zebedee"):
        _check(changed=changed)
    assert _check(changed=changed, stays=frozenset({"Zebedee"}))["words"].startswith("My friend [name]")


def test_a_half_of_a_name_that_is_left_behind_is_asked_about_too():
    changed = {"words": "My friend Jayden waits there. […]", "more": "Ask [name]."}
    with pytest.raises(Refusal, match="“Jayden”"):
        _check(changed=changed)
    assert _check(changed=changed, stays=frozenset({"Jayden Pell"}))


def test_what_is_written_down_as_left_in_is_what_is_left_in():
    changed = {"words": "My friend Jayden waits there. […]", "more": "Ask [name]."}
    assert left_in(changed, SAID, (), MARKS | {"never said"}) == {"Jayden Pell"}
    assert left_in(SAID, SAID, (), MARKS) == MARKS


@pytest.mark.parametrize("outcome", sorted(NAMES_STAY))
def test_ticking_does_not_let_a_name_out_with_what_was_passed_on(outcome):
    decision = Decision(
        outcome, "Rang the front door at ten.", "R-1", Letting.RELEASE, {}, harmed="Seen.", other="Seen too.",
        stays=MARKS,
    )  # fmt: skip
    with pytest.raises(Refusal, match="keep the words here"):
        check_decision(decision, WordsKind.FEEDBACK, SAID)


@given(st.sets(st.sampled_from(sorted(MARKS))))
def test_what_is_taken_out_for_somebody_is_all_that_does_not_stay(stays):
    changed, found = blacked_out(" ".join(SAID.values()), (), stays)
    assert set(found) == MARKS - stays
    assert ("Zebedee" in changed, "07700" in changed) == ("Zebedee" in stays, "a phone number" in stays)
