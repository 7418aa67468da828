"""A check-in our side owes stays open through new words and renewals; a class takes back what it wished itself."""

from __future__ import annotations

from datetime import date

import pytest

from participation.rules.deals import Progress
from participation.rules.deals_days import last_day
from participation.rules.deals_life import DealState, Side
from participation.rules.refusals import Refusal
from participation.services import (
    deals,
    deals_check_ins,
    deals_class,
    deals_lasting,
    deals_moves,
    deals_partners,
    deals_renewing,
    deals_thanks,
)
from participation.services.deals import PairWords
from tests.deals_lived_made import SENTENCE, run
from tests.deals_made import (
    PAIRS,
    YEAR_SIX,
    a_class_agreed,
    academy,
    agreed_again,
    lived,
    renewed_by_both,
    the,
)
from tests.deals_needs_made import needs, told

LATER, CHECK_IN = date(2027, 9, 1), "Check in on “The Friday Deal”"
MILDER = PairWords("Mend the lights soon", "Say which are out", "Head of highways", "", date(2027, 3, 1))
AHEAD = PairWords("Open the hall", "Help run it", "Head of parks", "", date(2027, 4, 1))


def says(cast, key, place):
    deal = the(cast, key, "Rhona")
    pair = deals_moves.standing_pairs(deal)[place].public_id
    deals_check_ins.check_in(cast("Rhona"), deal, pair, Progress.IN_PROGRESS, SENTENCE)


def changes(cast, key, place=1):
    deal = the(cast, key)
    deals.write_pair(cast("Carol"), deal, MILDER, instead_of=deal.pairs[place].public_id)


def test_what_our_side_owes_a_check_in_is_not_put_off_by_new_words_or_by_renewing(app, cast, work, at):
    with at("2026-11-02 10:00"):
        with work():
            key = lived(cast, AHEAD, PAIRS[1])
            deals_check_ins.open_check_in(cast("Asha"), the(cast, key))
            says(cast, key, 0)
        owed = the(cast, key)
        asked, day = owed.asked_at, owed.check_in_on
        with work():
            changes(cast, key)
        deal = the(cast, key)
        assert (deal.state, deals_moves.is_open(deal), deals_moves.unspoken(deal)) == (
            DealState.DRAFTED,
            True,
            1,
        )
        assert CHECK_IN in needs(cast, "Rhona")
        with work():
            agreed_again(cast, the(cast, key))
        deal = the(cast, key)
        assert (deal.state, deal.asked_at, deal.check_in_on) == (DealState.CHECK_IN, asked, day)
        assert deals_moves.unspoken(deal) == 1, "what was said of the words that stayed is said"
        with work():
            renewed_by_both(cast, key, LATER)
        deal = the(cast, key)
        assert (deal.state, deal.review_on, deal.asked_at, deal.check_in_on) == (
            DealState.CHECK_IN, LATER, asked, day,
        )  # fmt: skip
        with pytest.raises(Refusal, match="Our side has not said yet"), work():
            deals_check_ins.settle(cast("Rhona"), the(cast, key))
        with work():
            says(cast, key, 1)
            deals_check_ins.settle(cast("Rhona"), the(cast, key))
            changes(cast, key)
        assert not deals_moves.is_open(the(cast, key)), "one that was answered is over"
        with work():
            agreed_again(cast, the(cast, key))
            renewed_by_both(cast, key, date(2027, 10, 1))
        assert the(cast, key).state is DealState.RENEWED
        assert CHECK_IN not in needs(cast, "Rhona")


def test_a_check_in_whose_day_comes_while_words_are_talked_about_is_asked_once_they_are_agreed(
    app, cast, work, at
):
    with at("2026-11-02 10:00"), work():
        key = lived(cast, AHEAD, PAIRS[1])
    day = the(cast, key).check_in_on
    after = f"{day.replace(day=day.day + 1)} 10:00"
    with at(f"{day} 08:00"), work():
        changes(cast, key)
    run(work, at, after)
    with at(after), work():
        agreed_again(cast, the(cast, key))
    run(work, at, after)
    assert the(cast, key).state is DealState.CHECK_IN


def test_a_class_takes_back_its_own_wish_to_end_or_to_renew_its_deal(app, cast, work, at):
    with at("2026-12-01 10:00"):
        with work():
            key = a_class_agreed(cast).public_id
            assert deals_class.end_by_hands(cast("Pia"), the(cast, key), YEAR_SIX, 15, 20) is False
            assert deals_class.end_by_hands(cast("Pia"), the(cast, key), YEAR_SIX, 2, 20) is None
        assert the(cast, key).end_asked_by is None
        assert "A Deal goes on" in told(cast, "Bethan")
        with work():  # our later yes ends nothing: it only asks
            assert deals_lasting.end_for(cast("Bethan"), the(cast, key), Side.OURS, SENTENCE) is False
        with work():
            assert deals_class.end_by_hands(cast("Pia"), the(cast, key), YEAR_SIX, 2, 20) is None
            assert deals_class.renew_by_hands(cast("Pia"), the(cast, key), YEAR_SIX, 15, 20, LATER) is False
            assert deals_class.renew_by_hands(cast("Pia"), the(cast, key), YEAR_SIX, 3, 20) is None
        assert the(cast, key).renewal_by is None
        assert "Renewing a Deal is no longer asked" in told(cast, "Bethan")
        with work():
            assert deals_renewing.renew(cast("Bethan"), the(cast, key), LATER, SENTENCE) is False
        hands = [one.hands.split(":")[1][:9] for one in deals_thanks.lessons_of(the(cast, key)) if one.hands]
        assert hands == [" 15 of 20", " 2 of 20 ", " 2 of 20 ", " 15 of 20", " 3 of 20 "]
        with pytest.raises(Refusal, match="so it goes on as it is"), work():
            deals_class.end_by_hands(cast("Pia"), the(cast, key), YEAR_SIX, 2, 20)


def test_whoever_asked_to_renew_hears_what_came_of_it_and_a_no_is_not_asked_about_again(app, cast, work, at):
    """Tomos and Carol agreed no words: they asked, or said no, and are told like those who did."""
    with at("2026-12-01 10:00"), work():
        key = lived(cast, AHEAD, PAIRS[1])
        deals_renewing.renew(cast("Tomos"), the(cast, key), LATER)
    with at("2026-12-02 10:00"), work():
        changes(cast, key)
        agreed_again(cast, the(cast, key))
        assert "Renewing a Deal has to be asked again" in told(cast, "Tomos")
        pair = deals_moves.standing_pairs(the(cast, key))[0]
        asked = deals_partners.ask(cast("Carol"), the(cast, key), pair, academy().public_id, "")
        deals_partners.answer(cast("Bethan"), asked, takes=True, words="We lend a ladder", by=LATER)
        deals_renewing.renew(cast("Tomos"), the(cast, key), LATER)
        deals_renewing.renew(cast("Carol"), the(cast, key), None, SENTENCE)
        assert all("A Deal is renewed" in told(cast, name) for name in ("Tomos", "Bethan"))
    run(work, at, "2027-08-05 10:00")
    asks = "Say whether “The Friday Deal” goes on"
    homes = ("Asha", "Tomos", "Grace", "Carol")
    with at("2027-08-06 10:00"):
        assert all(asks in needs(cast, name) for name in homes)
        with work():
            deals_renewing.renew(cast("Carol"), the(cast, key), date(2028, 1, 1), SENTENCE)
        with work():  # a wish taken back is no answer: the other side may still say
            deals_renewing.let_end(cast("Carol"), the(cast, key), "We have no money for it.")
        assert asks in needs(cast, "Asha")
        with work():
            deals_renewing.renew(cast("Carol"), the(cast, key), date(2028, 1, 1), SENTENCE)
        with work():
            deals_renewing.let_end(cast("Asha"), the(cast, key))
        assert "A Deal is not renewed" in told(cast, "Carol")
        assert not [name for name in homes if asks in needs(cast, name)]
    run(work, at, "2027-09-02 10:00")
    assert the(cast, key).state is DealState.RETIRED
    assert all("A Deal has ended" in told(cast, name) for name in ("Carol", "Tomos"))


def test_a_wish_without_words_and_the_end_stand_for_everybody_and_a_day_is_kept_as_it_was_said(
    app, cast, work, at, client
):
    with at("2026-11-02 10:00"):
        with work():
            key = lived(cast, AHEAD, PAIRS[1])
            deals_renewing.renew(cast("Asha"), the(cast, key), LATER)
            deals_renewing.let_end(cast("Rhona"), the(cast, key), "We have no money for it.")
        client.get(f"/deals/{key}").says(
            "Young people and the community, asking to renew it, Monday 2 November 2026",
            "We have no money for it.",
        )
        client.get(f"/deals/{key}/class").never_says("This Deal has ended")
        with work():
            deals_lasting.retire(cast("Asha"), the(cast, key))
            deals_lasting.retire(cast("Rhona"), the(cast, key), SENTENCE)
        client.get(f"/deals/{key}/class").says("This Deal has ended")
        with work():
            deal = a_class_agreed(cast)
            deal.begun_at, deal.state = None, DealState.AGREED
            for day in (date(2026, 11, 3), date(2026, 11, 15)):
                with pytest.raises(Refusal, match="at least two weeks"):
                    deals_lasting.begin(cast("Bethan"), deal, day)
            deals_lasting.begin(cast("Bethan"), deal, date(2026, 11, 16))
            assert last_day(deal.review_on, date(2026, 11, 2)) == date(2026, 11, 16)
