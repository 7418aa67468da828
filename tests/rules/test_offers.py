"""What an offer has to say: its days follow one another."""

from __future__ import annotations

from datetime import date

import pytest

from commissioning.rules.offers import check_terms
from commissioning.rules.public_money import Instrument
from participation.rules.refusals import Refusal

STARTS, ENDS = date(2026, 11, 25), date(2027, 6, 1)


@pytest.mark.parametrize(
    ("ends_on", "report_by", "field"),
    [
        (STARTS, ENDS, "ends_on"),
        (ENDS, date(2027, 5, 31), "report_by"),
        (ENDS, date(2020, 1, 1), "report_by"),
    ],
)
def test_it_ends_after_it_starts_and_the_last_report_comes_when_it_is_over(ends_on, report_by, field):
    check_terms(Instrument.GRANT, "", None, STARTS, ENDS, ENDS)
    with pytest.raises(Refusal) as refused:
        check_terms(Instrument.GRANT, "", None, STARTS, ends_on, report_by)
    assert refused.value.field == field
