"""A class's or a group's Deal is agreed and ended by the class or the group, never by one person."""

from __future__ import annotations

import pytest

from participation.rules.deals import StandsFor
from participation.rules.deals_life import DealState, Side
from participation.rules.refusals import Refusal
from participation.services import deals, deals_class, deals_lasting, deals_owners, deals_thanks
from tests.deals_made import HEAD, YEAR_SIX, a_class_agreed, a_schools, the
from tests.deals_needs_made import needs, told


def test_nobody_agrees_or_ends_a_classs_deal_alone(app, cast, work):
    with work():
        deal = a_schools(cast)
        for young in ("Asha", "Tomos", "Grace"):
            with pytest.raises(Refusal, match="by hands up"):
                deals.agree(cast(young), deal)
        with pytest.raises(Refusal, match="nobody decides alone"):
            deals_class.agree_by_hands(cast("Pia"), deal, YEAR_SIX, 1, 1)
        ask = "Ask the class whether they agree “Our school’s Deal”"
        assert ask in needs(cast, "Pia")
        assert not any("Our school’s Deal" in need for need in needs(cast, "Asha"))
        assert "A Deal has words for your side to agree" in told(cast, "Pia")
    with work():
        deal = a_class_agreed(cast)
        key = deal.public_id
        with pytest.raises(Refusal, match="by hands up"):
            deals_lasting.retire(cast("Asha"), deal)
        with pytest.raises(Refusal, match="goes on as it is"):
            deals_class.end_by_hands(cast("Pia"), deal, YEAR_SIX, 11, 22)
        deals_lasting.retire(cast("Bethan"), deal, "Supply weeks are too hard.")
    with pytest.raises(Refusal, match="Somebody else has to count"), work():
        deals_class.end_by_hands(cast("Bethan"), the(cast, key), YEAR_SIX, 22, 22)
    assert "Ask the class whether “Our school’s Deal” ends" in needs(cast, "Pia")
    assert "Our side asks a class to end its Deal" in told(cast, "Pia")
    with work():
        assert deals_class.end_by_hands(cast("Pia"), the(cast, key), YEAR_SIX, 9, 22) is None
    assert (the(cast, key).state, the(cast, key).end_asked_by) == (DealState.ACTIVE, None)
    with work():
        assert deals_class.end_by_hands(cast("Pia"), the(cast, key), YEAR_SIX, 20, 22) is False
    assert the(cast, key).end_asked_by is Side.YOURS
    assert [one.hands for one in deals_thanks.lessons_of(the(cast, key)) if one.hands] == [
        "Year 6: 9 of 22 hands up to end it.", "Year 6: 20 of 22 hands up to end it.",
    ]  # fmt: skip
    with work():
        assert deals_lasting.retire(cast("Bethan"), the(cast, key), "Ask about break times first.") is True


def test_a_groups_deal_is_its_groups_to_agree(app, cast, work):
    with work():
        more = deals.More(stands_for=StandsFor.GROUP, group_name="Tuesday football", start_from="wigan")
        deal = deals.start(cast("Pia"), "Lights", "For a group", None, more=more)
        deals_owners.answer_for_all(cast("Carol"), deal, HEAD)
        deals.offer(cast("Pia"), deal)
        with pytest.raises(Refusal, match="by hands up"):
            deals.agree(cast("Asha"), deal)
        deals.agree(cast("Carol"), deal)
        assert deals_class.agree_by_hands(cast("Pia"), deal, "Tuesday football", 2, 3) is True
