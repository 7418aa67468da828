"""A Deal ends by two people, one for each side, and lives on when its words change; nothing said of it is lost."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from app.db import db
from governance.services import home
from models.jobs import OutboxMessage
from models.people import User
from participation.rules.deals import Kept, Progress
from participation.rules.deals_life import DealState, Side
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.services import (
    deals,
    deals_check_ins,
    deals_choices,
    deals_class,
    deals_lasting,
    deals_renewing,
    deals_shown,
    deals_thanks,
    deals_told,
    deals_versions,
)
from participation.services.deals import PairWords
from tests.deals_made import YEAR_SIX, a_class_agreed, lived, renewed_by_both, the

SAID = "Three Fridays of nine so far."
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
    for name, says in (("Pia", "renews it for neither"), ("Rhona", "Answer that before it is renewed")):
        with pytest.raises(Refusal, match=says), work():
            deals_renewing.renew(cast(name), the(cast, key), date(2027, 9, 1), "Ask the caretaker first.")
    assert the(cast, key).end_asked_by is Side.YOURS
    with work():
        deals_lasting.go_on(cast("Rhona"), the(cast, key), "The hall is only just open.")
        renewed_by_both(cast, key, date(2027, 9, 1))
    assert the(cast, key).state is DealState.RENEWED


def test_new_words_of_a_lived_deal_are_lived_at_once_and_what_was_said_of_the_old_stands(app, cast, work, at):
    with at("2026-11-01 10:00"):
        with work():
            key = lived(cast)
            deal = the(cast, key)
            first = deal.pairs[0]
            deals_check_ins.check_in(cast("Rhona"), deal, first.public_id, Progress.NOT_YET, SAID)
            deals_check_ins.say_kept(cast("Grace"), deal, first.public_id, Kept.NO, "It was shut.")
        assert deals_shown.pairs_of(the(cast, key), Actor.nobody())[0].ours.late
        with work():
            deal = the(cast, key)
            later = PairWords("Open the hall soon", "Help", "Head of parks", "", date(2027, 9, 1))
            deals.write_pair(cast("Carol"), deal, later, instead_of=first.public_id)
            deals.agree(cast("Rhona"), deal)
        with work():
            assert deals.agree(cast("Grace"), the(cast, key)) is True
        deal = the(cast, key)
        assert (deal.state, deal.review_on) == (DealState.ACTIVE, date(2027, 6, 1)), "nobody begins it again"
        shown = deals_shown.pairs_of(deal, Actor.nobody())
        ours = next(one.ours for one in shown if one.ours.text == "Open the hall soon")
        assert (ours.by, ours.first_by) == (date(2027, 9, 1), date(2026, 10, 1))
        assert {(one.words, one.said, one.of_words_before) for one in ours.earlier} == {
            ("No, they did not.", "It was shut.", True), ("Not yet.", SAID, True),
        }  # fmt: skip


def test_nobody_speaks_alone_for_a_class(app, cast, work):
    with work():
        key = a_class_agreed(cast).public_id
        deals_check_ins.open_check_in(cast("Bethan"), the(cast, key))
    pair = the(cast, key).pairs[0].public_id
    for name in ("Erin", "Grace", "Asha"):
        for act in (
            lambda who: deals_check_ins.check_in(who, the(cast, key), pair, Progress.BROKEN, "They did not."),
            lambda who: deals_check_ins.say_kept(who, the(cast, key), pair, Kept.YES, ""),
        ):
            with pytest.raises(Refusal, match="nobody speaks for them alone"), work():
                act(cast(name))
        with pytest.raises(Refusal, match="nobody says yes for them alone"), work():
            deals_renewing.renew(cast(name), the(cast, key), date(2027, 9, 1))
        assert not any("Our school’s Deal" in need.title for need in home.needs_for(cast(name))), name
    ask = "Ask the class how “Our school’s Deal” goes"
    assert ask in [need.title for need in home.needs_for(cast("Pia"))]
    with work():
        deals_class.count_faces(cast("Pia"), the(cast, key), pair, Side.OURS, YEAR_SIX, (0, 1, 2, 9, 8))
    assert ask not in [need.title for need in home.needs_for(cast("Pia"))]


def test_a_class_chooses_together_and_whoever_said_how_it_went_is_told_that_it_ended(app, cast, work):
    with work():
        deal = a_class_agreed(cast)
        with pytest.raises(Refusal, match="choose together"):
            deals_choices.choose(cast("Erin"), deal, deal.pairs[0].public_id)
        deals_check_ins.check_in(
            cast("Noor"), deal, deal.pairs[0].public_id, Progress.IN_PROGRESS, "The first one is done."
        )
        deals_told.ended(deal, besides=cast("Pia"))
        letters = sa.select(User.name).join(OutboxMessage, OutboxMessage.to_user_id == User.id)
        assert "Noor" in set(db.session.scalars(letters.where(OutboxMessage.subject == deals_told.ENDED[0])))


def test_words_being_read_are_not_told_as_a_pair_taken_out(app, cast, work):
    with work():
        key = lived(cast)
        deal = the(cast, key, "Asha")
        deals.write_pair(cast("Asha"), deal, PairWords("New", "Words"), instead_of=deal.pairs[0].public_id)
    (change,) = deals_versions.of(the(cast, key), cast("Carol"))[0].changes
    assert (change.being_read, change.after) == (True, None)
    (change,) = deals_versions.of(the(cast, key), cast("Asha"))[0].changes
    assert (change.being_read, change.after.our_text) == (False, "New")
