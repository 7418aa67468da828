"""The officer's check: what each outcome needs, and when it is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from commissioning.rules.reviews import ALWAYS, Answer, Check, Notes, Outcome, check_outcome, due_at
from participation.rules.refusals import Refusal

NO_NOTE = (" ", "x", "Noted.")
YES = dict.fromkeys(Check, Answer.YES)
FULL = Notes(
    "The keys are with Jo.", "Two quotes were seen.", "Rain is the main one.", "Disabled children gain most.",
    "The shed is full already.",
)  # fmt: skip


@pytest.mark.parametrize("outcome", Outcome)
def test_a_full_check_supports_every_outcome(outcome):
    check_outcome(outcome, YES, FULL)


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("check", Check)
def test_every_check_must_be_answered(outcome, check):
    with pytest.raises(Refusal) as refused:
        check_outcome(outcome, {**YES, check: None}, FULL)
    assert refused.value.field == check


@pytest.mark.parametrize("check", Check)
def test_one_no_cannot_pass_and_can_be_returned_or_refused(check):
    with pytest.raises(Refusal) as refused:
        check_outcome(Outcome.PASS, {**YES, check: Answer.NO}, FULL)
    assert refused.value.field == check
    for outcome in (Outcome.RETURN, Outcome.REFUSE):
        check_outcome(outcome, {**YES, check: Answer.NO}, FULL)


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("check", Check)
def test_what_is_asked_of_every_idea_always_applies(outcome, check):
    answers = {**YES, check: Answer.DOES_NOT_APPLY}
    if check not in ALWAYS:
        check_outcome(outcome, answers, FULL)
        return
    with pytest.raises(Refusal, match="every idea") as refused:
        check_outcome(outcome, answers, FULL)
    assert refused.value.field == check


@pytest.mark.parametrize("words", NO_NOTE)
@pytest.mark.parametrize("outcome", [Outcome.RETURN, Outcome.REFUSE])
def test_a_return_and_a_refusal_need_a_reason(outcome, words):
    with pytest.raises(Refusal) as refused:
        check_outcome(outcome, YES, replace(FULL, reason=words))
    assert refused.value.field == "reason"


@pytest.mark.parametrize("words", NO_NOTE)
@pytest.mark.parametrize("name", ["feasibility", "cost", "risk"])
def test_a_pass_says_that_it_can_be_done_what_it_costs_and_what_could_go_wrong(name, words):
    left_out = replace(FULL, **{name: words})
    with pytest.raises(Refusal) as refused:
        check_outcome(Outcome.PASS, YES, left_out)
    assert refused.value.field == name
    check_outcome(Outcome.RETURN, YES, left_out)


@pytest.mark.parametrize("words", NO_NOTE)
@pytest.mark.parametrize("outcome", [Outcome.PASS, Outcome.REFUSE])
def test_a_pass_and_a_refusal_need_an_equality_note(outcome, words):
    with pytest.raises(Refusal) as refused:
        check_outcome(outcome, YES, replace(FULL, equality=words))
    assert refused.value.field == "equality"
    check_outcome(Outcome.RETURN, YES, replace(FULL, equality=words))


def test_a_review_is_due_ten_working_days_on_bank_holidays_left_out():
    sent = datetime(2026, 12, 18, 12, tzinfo=UTC)
    assert due_at(sent).date().isoformat() == "2027-01-06"
