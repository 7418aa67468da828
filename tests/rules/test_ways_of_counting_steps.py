"""A step too small for the pot is refused while the round is set up, beside its field; never at the count."""

import pytest

from commissioning.rules.counting.values import Completion, Rule
from commissioning.rules.pence import Pence
from commissioning.rules.ways_of_counting import check_step
from participation.rules.refusals import Refusal


def test_a_step_too_small_for_the_pot_is_refused_beside_its_field():
    with pytest.raises(
        Refusal, match=r"With £5,000,000\.00 to share out, each step is £0\.50 or more"
    ) as refused:
        check_step(Rule.EQUAL_SHARES, Completion.ADD1, Pence(5_000_000_00), Pence(49))
    assert refused.value.field == "increment"
    check_step(Rule.EQUAL_SHARES, Completion.ADD1, Pence(5_000_000_00), Pence(50))
    check_step(Rule.EQUAL_SHARES, Completion.ADD1U, Pence(100_000_00), Pence(1))


def test_where_no_step_is_taken_none_is_too_small():
    check_step(Rule.EQUAL_SHARES, Completion.NONE, Pence(5_000_000_00), Pence(1))
    check_step(Rule.GREEDY, Completion.ADD1, Pence(5_000_000_00), Pence(1))
