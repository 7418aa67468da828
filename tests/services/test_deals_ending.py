"""A Deal ends by two people, one for each side; once it has ended, nobody is asked any more."""

from __future__ import annotations

from datetime import date

import pytest

from governance.services import home
from participation.rules.deals_life import DealState, Side
from participation.rules.refusals import Refusal
from participation.services import deals_class, deals_lasting, deals_thanks
from tests.deals_made import YEAR_SIX, a_class_agreed, lived, the

BOTH = "You spoke for the other side"


def test_whoever_counted_the_class_neither_says_yes_nor_no_for_our_side(app, cast, work):
    with work():
        key = a_class_agreed(cast).public_id
        assert deals_class.end_by_hands(cast("Bethan"), the(cast, key), YEAR_SIX, 20, 22) is False
    with work():  # a second count by somebody else does not wash the first away
        deals_class.end_by_hands(cast("Pia"), the(cast, key), YEAR_SIX, 21, 22)
    for act in (
        lambda: deals_lasting.retire(cast("Bethan"), the(cast, key), "It has run its course."),
        lambda: deals_lasting.go_on(cast("Bethan"), the(cast, key), "We want it to go on."),
    ):
        with pytest.raises(Refusal, match=BOTH), work():
            act()
    assert (the(cast, key).state, the(cast, key).end_asked_by) == (DealState.ACTIVE, Side.YOURS)
    with work():
        assert deals_lasting.retire(cast("Carol"), the(cast, key), "It has run its course.") is True
    assert the(cast, key).state is DealState.RETIRED


def test_an_ended_deal_asks_nobody(app, cast, work):
    with work():
        key = a_class_agreed(cast).public_id
        deals_lasting.retire(cast("Bethan"), the(cast, key), "Supply weeks are too hard.")
    asked = "Ask the class whether “Our school’s Deal” ends"
    assert asked in [need.title for need in home.needs_for(cast("Pia"))]
    with work():
        assert deals_class.end_by_hands(cast("Pia"), the(cast, key), YEAR_SIX, 20, 22) is True
    deal = the(cast, key)
    assert (deal.state, deal.end_asked_by, deals_thanks.asking_of(deal)) == (DealState.RETIRED, None, None)
    assert asked not in [need.title for need in home.needs_for(cast("Pia"))]


def test_a_wish_to_end_it_is_answered_before_it_is_renewed(app, cast, work):
    with work():
        key = lived(cast)
        deals_lasting.retire(cast("Asha"), the(cast, key))
    for name in ("Pia", "Rhona"):
        with pytest.raises(Refusal, match="Answer that before it is renewed"), work():
            deals_lasting.renew(cast(name), the(cast, key), date(2027, 9, 1), "Ask the caretaker first.")
    assert the(cast, key).end_asked_by is Side.YOURS
    with work():
        deals_lasting.go_on(cast("Rhona"), the(cast, key), "The hall is only just open.")
        deals_lasting.renew(cast("Rhona"), the(cast, key), date(2027, 9, 1), "Ask the caretaker first.")
    assert the(cast, key).state is DealState.RENEWED
