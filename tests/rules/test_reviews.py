"""The officer's check: what each outcome needs, and when it is due."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from commissioning.rules.reviews import Answer, Check, Outcome, check_outcome, due_at
from participation.rules.refusals import Refusal

YES = dict.fromkeys(Check, Answer.YES)
FULL = {"equality": "Disabled children gain most.", "reason": "Because."}


@pytest.mark.parametrize("outcome", Outcome)
def test_a_full_check_supports_every_outcome(outcome):
    check_outcome(outcome, YES, **FULL)


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("check", Check)
def test_every_check_must_be_answered(outcome, check):
    with pytest.raises(Refusal) as refused:
        check_outcome(outcome, {**YES, check: None}, **FULL)
    assert refused.value.field == check


@pytest.mark.parametrize("check", Check)
def test_one_no_cannot_pass_and_can_be_returned_or_refused(check):
    with pytest.raises(Refusal) as refused:
        check_outcome(Outcome.PASS, {**YES, check: Answer.NO}, **FULL)
    assert refused.value.field == check
    for outcome in (Outcome.RETURN, Outcome.REFUSE):
        check_outcome(outcome, {**YES, check: Answer.NO}, **FULL)
    check_outcome(Outcome.PASS, {**YES, check: Answer.DOES_NOT_APPLY}, **FULL)


@pytest.mark.parametrize("outcome", [Outcome.RETURN, Outcome.REFUSE])
def test_a_return_and_a_refusal_need_a_reason(outcome):
    with pytest.raises(Refusal) as refused:
        check_outcome(outcome, YES, equality="Written.", reason=" ")
    assert refused.value.field == "reason"


@pytest.mark.parametrize("outcome", [Outcome.PASS, Outcome.REFUSE])
def test_a_pass_and_a_refusal_need_an_equality_note(outcome):
    with pytest.raises(Refusal) as refused:
        check_outcome(outcome, YES, equality=" ", reason="Because.")
    assert refused.value.field == "equality"
    check_outcome(Outcome.RETURN, YES, equality="", reason="Because.")


def test_a_review_is_due_ten_working_days_on_bank_holidays_left_out():
    sent = datetime(2026, 12, 18, 12, tzinfo=UTC)
    assert due_at(sent).date().isoformat() == "2027-01-06"
