"""Key decisions: working days of notice and call-in, over bank holidays and the clock change, and each refusal."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from commissioning.rules import call_in as rules
from commissioning.rules.call_in import Answer, Hold, KeyRule
from commissioning.rules.pence import Pence
from participation.rules.refusals import Refusal

RULE = KeyRule(date(2026, 1, 1), Pence(500_00), 5, 5, 2)
THURSDAY = datetime(2026, 12, 24, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("decided", "ends"),
    [
        (THURSDAY, datetime(2027, 1, 5, 23, 59, 59, tzinfo=UTC)),  # three bank holidays between
        # Easter, and the clocks go on
        (datetime(2027, 3, 25, 12, tzinfo=UTC), datetime(2027, 4, 5, 22, 59, 59, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_the_window_is_whole_working_days_on_londons_clocks(decided, ends):
    assert rules.window_ends(RULE, decided) == ends


def test_without_days_nothing_waits():
    at_once = KeyRule(RULE.starts_on, RULE.threshold, 0, 0, 1)
    assert rules.window_ends(at_once, THURSDAY) == THURSDAY
    rules.check_notice(at_once, 900_00, None, date(2026, 12, 24))


@pytest.mark.parametrize(("pence", "is_key"), [(499_99, False), (500_00, True)])
def test_a_key_decision_begins_at_the_amount_itself(pence, is_key):
    assert rules.is_key(RULE, pence) is is_key
    assert not rules.is_key(None, pence)


def test_notice_is_clear_working_days():
    given = date(2026, 12, 21)  # Monday: 22, 23, 24, 29 and 30 lie between
    assert rules.notice_over(RULE, given) == date(2026, 12, 31)
    with pytest.raises(Refusal, match="may be made from Thursday 31 December"):
        rules.check_notice(RULE, 500_00, given, date(2026, 12, 30))
    rules.check_notice(RULE, 500_00, given, date(2026, 12, 31))
    rules.check_notice(RULE, 499_99, None, date(2026, 12, 30))
    with pytest.raises(Refusal, match="Publish notice of it first"):
        rules.check_notice(RULE, 500_00, None, date(2026, 12, 31))


@pytest.mark.parametrize(
    ("callers", "answer", "late", "hold"),
    [
        (0, None, False, Hold.WAITS), (1, None, False, Hold.WAITS), (2, None, False, Hold.CALLED_IN),
        (2, None, True, Hold.CALLED_IN), (1, None, True, Hold.FREE), (2, Answer.UPHELD, True, Hold.FREE),
        (2, Answer.CHANGED, True, Hold.CHANGED),
        (2, Answer.NEW_TERMS, True, Hold.FREE),
    ],
)  # fmt: skip
def test_where_a_key_decision_is(callers, answer, late, hold):
    ends = rules.window_ends(RULE, THURSDAY)
    now = ends.replace(year=2027, month=2) if late else THURSDAY
    found = rules.hold_of(ends, callers, 2, answer, now)
    assert found is hold
    if hold is Hold.FREE:
        rules.check_free(found, ends)
    else:
        with pytest.raises(Refusal):
            rules.check_free(found, ends)


WHY = "Ten families told me nobody asked them."


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ((Hold.WAITS, False, False, False, WHY), "Only the ward members"),
        ((Hold.WAITS, True, True, False, WHY), "declared an interest"),
        ((Hold.WAITS, True, False, True, WHY), "already"),
        ((Hold.FREE, True, False, False, WHY), "no longer"),
        ((Hold.CALLED_IN, True, False, False, WHY), "no longer"),
        ((Hold.WAITS, True, False, False, "No."), "Say why"),
    ],
)
def test_who_cannot_call_in(given, why):
    with pytest.raises(Refusal, match=why):
        rules.check_call(*given)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"starts_on": date(2026, 11, 1)}, "starts_on"), ({"threshold": Pence(0)}, "threshold"),
     ({"notice_days": 61}, "notice_days"), ({"call_in_days": -1}, "call_in_days"), ({"callers": 0}, "callers")],
)  # fmt: skip
def test_a_rule_nobody_could_keep_is_refused(changes, field):
    values = {
        "starts_on": date(2027, 1, 1),
        "threshold": Pence(1),
        "notice_days": 0,
        "call_in_days": 0,
        "callers": 1,
    }
    with pytest.raises(Refusal) as refused:
        rules.check_rule(KeyRule(**{**values, **changes}), date(2026, 12, 1))
    assert refused.value.field == field
