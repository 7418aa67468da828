"""A Deal is renewed by two yeses to the same words and day; without them it ends on its last day, and says so."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from app.times import LONDON
from models.deals import Deal
from participation.rules.deals_life import DealState, Side
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.services import (
    deals,
    deals_class,
    deals_facts,
    deals_lasting,
    deals_renewing,
    deals_shown,
    deals_thanks,
)
from participation.services.deals import PairWords
from tests.deals_lived_made import run
from tests.deals_made import PAIRS, YEAR_SIX, a_class_agreed, agreed_again, lived, renewed_by_both, the
from tests.deals_needs_made import needs, told

LATER, WORDS = date(2027, 9, 1), "Ask the caretaker first."
GOES_ON, RENEWED = "Say whether “The Friday Deal” goes on", "Say whether “The Friday Deal” is renewed"


def stands(deal: Deal) -> tuple[DealState, date | None, Side | None, date | None]:
    return deal.state, deal.review_on, deal.renewal_by, deal.renew_to


def test_one_side_asks_and_only_the_other_sides_yes_renews_it(app, cast, work):
    with work():
        key = lived(cast)
    before = stands(the(cast, key))
    for who, to, says in (
        ("Rhona", date(2027, 5, 1), "holds until 1 June 2027 already"), ("Rhona", None, "a day to come"),
        ("Pia", LATER, "renews it for neither"), ("Cllr Idris", LATER, "A councillor is part of the council"),
    ):  # fmt: skip
        with pytest.raises(Refusal, match=says), work():
            deals_renewing.renew(cast(who), the(cast, key), to, WORDS)
    assert stands(the(cast, key)) == before
    with work():
        assert deals_renewing.renew(cast("Rhona"), the(cast, key), LATER, WORDS) is False
    asked = (DealState.ACTIVE, date(2027, 6, 1), Side.OURS, LATER)
    assert stands(the(cast, key)) == asked, "asking changes nothing else"
    assert "The other side asks to renew a Deal" in told(cast, "Grace")
    assert (RENEWED in needs(cast, "Grace"), RENEWED in needs(cast, "Carol")) == (True, False)
    with work():  # the same side's second yes is no answer
        assert deals_renewing.renew(cast("Carol"), the(cast, key), LATER, WORDS) is False
    with pytest.raises(Refusal, match="a day to come"), work():
        deals_renewing.renew(cast("Carol"), the(cast, key), None, WORDS)
    assert stands(the(cast, key)) == asked
    with work():
        assert deals_renewing.renew(cast("Grace"), the(cast, key), None) is True
    assert stands(the(cast, key)) == (DealState.RENEWED, LATER, None, None)
    assert "A Deal is renewed" in told(cast, "Rhona")
    assert RENEWED not in needs(cast, "Grace")
    assert [one.words for one in deals_thanks.lessons_of(the(cast, key))] == [WORDS, WORDS, ""]


def test_another_day_is_asked_back_and_a_no_lets_it_end_with_our_sides_reason(app, cast, work):
    with work():
        key = lived(cast)
        deals_renewing.renew(cast("Grace"), the(cast, key), LATER)
    with work():
        assert deals_renewing.renew(cast("Rhona"), the(cast, key), date(2027, 7, 1), WORDS) is False
    assert stands(the(cast, key))[2:] == (Side.OURS, date(2027, 7, 1))
    with work():
        deals_renewing.renew(cast("Grace"), the(cast, key), LATER)
    with pytest.raises(Refusal, match="why our side does not renew it"), work():
        deals_renewing.let_end(cast("Rhona"), the(cast, key))
    with work():
        deals_renewing.let_end(cast("Rhona"), the(cast, key), "The hall is being sold.")
    assert stands(the(cast, key)) == (DealState.ACTIVE, date(2027, 6, 1), None, None)
    assert "A Deal is not renewed" in told(cast, "Grace")
    assert deals_thanks.lessons_of(the(cast, key))[-1].words == "The hall is being sold."
    with pytest.raises(Refusal, match="Nobody asks to renew"), work():
        deals_renewing.let_end(cast("Grace"), the(cast, key))


def test_a_yes_is_to_the_words_and_the_day_that_were_read(app, cast, work, at):
    with at("2027-01-10 10:00"):
        with work():
            key = lived(cast)
            deals_renewing.renew(cast("Rhona"), the(cast, key), LATER, WORDS)
        read = deals_renewing.mark_of(the(cast, key))
        with work():
            deals_renewing.renew(cast("Carol"), the(cast, key), date(2027, 12, 1), WORDS)
        for act in (
            lambda: deals_renewing.renew(cast("Grace"), the(cast, key), None, seen=read),
            lambda: deals_renewing.let_end(cast("Grace"), the(cast, key), seen=read),
        ):
            with pytest.raises(Refusal, match="changed after you opened this page"), work():
                act()
        with work():  # new words both agreed: what was asked before was a yes to other ones
            deal = the(cast, key)
            words = PairWords("Open it on Mondays too", "Help", "Parks", "", date(2027, 4, 1))
            deals.write_pair(cast("Carol"), deal, words, instead_of=deal.pairs[0].public_id)
            agreed_again(cast, deal)
        assert stands(the(cast, key)) == (DealState.ACTIVE, date(2027, 6, 1), None, None)
        assert "Renewing a Deal has to be asked again" in told(cast, "Rhona")


def test_both_are_asked_in_time_and_nobodys_silence_renews_it(app, cast, work, at, client):
    with at("2026-11-01 10:00"), work():
        key = lived(cast)
    run(work, at, "2027-05-03 10:00")
    assert the(cast, key).ends_on is None, "four weeks ahead, not before"
    run(work, at, "2027-05-04 10:00")
    assert the(cast, key).ends_on == date(2027, 6, 1)
    run(work, at, "2027-05-05 10:00")
    assert [told(cast, name).count("A Deal comes to its last day") for name in ("Asha", "Rhona")] == [1, 1]
    with at("2027-05-05 10:00"):
        assert all(GOES_ON in needs(cast, name) for name in ("Asha", "Rhona"))
        with work():  # one yes alone is no renewal
            deals_renewing.renew(cast("Rhona"), the(cast, key), LATER, WORDS)
        client.get(f"/deals/{key}").says("Its last day is Tuesday 1 June 2027", "only if both sides say so")
    assert "ended" not in run(work, at, "2027-06-01 22:00"), "it holds to the end of its last day"
    assert run(work, at, "2027-06-02 00:10").endswith("1 ended on their last day.")
    deal = the(cast, key)
    assert (deal.state, deal.renewal_by, deal.ends_on) == (DealState.RETIRED, None, date(2027, 6, 1))
    with at("2027-06-03 10:00"):
        client.get(f"/deals/{key}").says(
            "Its last day was Tuesday 1 June 2027. Both sides had not said yes to renewing it, so it ended."
        )
        assert GOES_ON not in needs(cast, "Asha")
        assert deals_shown.pairs_of(deal, Actor.nobody())[0].ours.late
    assert [told(cast, name).count("A Deal has ended") for name in ("Asha", "Rhona")] == [1, 1]
    facts = {fact.key: fact for fact in _facts("2027-05-15", "2027-07-01")}
    assert "it ended after Tuesday 1 June 2027" in facts[f"deal-ended:{key}"].officer
    late = [fact for fact in facts.values() if fact.not_done]
    assert [PAIRS[0].our_text in fact.officer for fact in late] == [True, False], (
        "what was late is told once more"
    )
    assert not _facts("2027-07-01", "2027-08-01"), "told once"


def _facts(since: str, until: str):
    days = (datetime.fromisoformat(one).replace(tzinfo=LONDON) for one in (since, until))
    return deals_facts.summary_facts(None, *days)


def test_renewed_in_time_it_goes_on_and_asked_late_nobody_has_less_than_two_weeks(app, cast, work, at):
    with at("2026-11-01 10:00"), work():
        kept, late = lived(cast, title="A"), lived(cast, title="B")
    run(work, at, "2027-05-20 10:00")  # the server was off when four weeks were left
    assert [the(cast, key).ends_on for key in (kept, late)] == [date(2027, 6, 3)] * 2
    with at("2027-06-02 10:00"), work():
        renewed_by_both(cast, kept, LATER)
    run(work, at, "2027-06-04 10:00")
    assert [the(cast, key).state for key in (kept, late)] == [DealState.CHECK_IN, DealState.RETIRED]
    assert (the(cast, kept).review_on, the(cast, kept).ends_on) == (LATER, None)


def test_while_other_words_are_talked_about_what_stands_is_renewed_or_ends(app, cast, work, at):
    with at("2026-11-01 10:00"), work():
        kept, left = lived(cast, title="A"), lived(cast, title="B")
        for key in (kept, left):
            deals.write_pair(cast("Carol"), the(cast, key), PAIRS[0])
    run(work, at, "2027-05-10 10:00")
    with at("2027-05-11 10:00"), work():
        renewed_by_both(cast, kept, LATER)
        assert the(cast, kept).state is DealState.DRAFTED
    run(work, at, "2027-06-02 10:00")
    assert [the(cast, key).state for key in (kept, left)] == [DealState.DRAFTED, DealState.RETIRED]
    with at("2027-06-03 10:00"):
        with work():
            agreed_again(cast, the(cast, kept))
        assert (the(cast, kept).state, the(cast, kept).review_on) == (DealState.ACTIVE, LATER)
        with pytest.raises(Refusal, match="Both sides renew it together"), work():
            deals_lasting.begin(cast("Grace"), the(cast, kept), date(2028, 1, 1))


def test_a_class_renews_by_hands_up_and_whoever_counted_does_not_answer_for_us(app, cast, work):
    with work():
        key = a_class_agreed(cast).public_id
        with pytest.raises(Refusal, match="Not more than half"):
            deals_class.renew_by_hands(cast("Pia"), the(cast, key), YEAR_SIX, 11, 22, LATER)
        with pytest.raises(Refusal, match="a day to come"):
            deals_class.renew_by_hands(cast("Pia"), the(cast, key), YEAR_SIX, 12, 22)
        assert deals_class.renew_by_hands(cast("Bethan"), the(cast, key), YEAR_SIX, 12, 22, LATER) is False
        with pytest.raises(Refusal, match="You spoke for the other side"):
            deals_renewing.renew(cast("Bethan"), the(cast, key), None, WORDS)
        deals_renewing.let_end(cast("Carol"), the(cast, key), "The building work begins.")
        deals_renewing.renew(cast("Bethan"), the(cast, key), LATER, WORDS)
        with pytest.raises(Refusal, match="Somebody else has to count"):
            deals_class.renew_by_hands(cast("Bethan"), the(cast, key), YEAR_SIX, 20, 22)
    assert "Ask the class whether “Our school’s Deal” is renewed" in needs(cast, "Pia")
    assert "Our side asks a class to renew its Deal" in told(cast, "Pia")
    with work():
        assert deals_class.renew_by_hands(cast("Pia"), the(cast, key), YEAR_SIX, 9, 22) is None
        assert the(cast, key).renewal_by is None
        deals_renewing.renew(cast("Bethan"), the(cast, key), LATER, WORDS)
        assert deals_class.renew_by_hands(cast("Pia"), the(cast, key), YEAR_SIX, 20, 22) is True
    assert stands(the(cast, key)) == (DealState.RENEWED, LATER, None, None)
    hands = [one.hands for one in deals_thanks.lessons_of(the(cast, key)) if one.hands]
    assert hands == [f"Year 6: {count} of 22 hands up to renew it." for count in (12, 9, 20)]
