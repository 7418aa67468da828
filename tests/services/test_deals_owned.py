"""No promise of ours is agreed or begun by nobody, and by no day: homes and pages name what it does not say yet."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from app.db import db
from models.deals import Deal, DealPair
from participation.rules.deals import Part, lacks
from participation.rules.deals_life import DealState
from participation.rules.deals_rhythm import Rhythm
from participation.rules.refusals import Refusal
from participation.services import deals, deals_lasting, deals_owners, deals_versions
from participation.services.deals import PairWords
from tests.deals_made import HEAD, lived, the
from tests.deals_needs_made import needs

ASK = "Say who answers for our part in “Six pairs”, and by when"


def from_six(cast) -> Deal:
    deal = deals.start(cast("Pia"), "Six pairs", "For us", None, with_starting_pairs=True)
    deals.offer(cast("Pia"), deal)
    return deal


def test_our_side_agrees_no_promise_that_nobody_answers_for_and_one_page_says_it_for_all(app, cast, work):
    with work():
        key = from_six(cast).public_id
        with pytest.raises(
            Refusal, match="“Help you to be healthier” does not say who answers for it, and by when"
        ):
            deals.agree(cast("Carol"), the(cast, key))
        first = the(cast, key).pairs[0]
        words = PairWords(first.our_text, first.your_text, "Head of sport", "", date(2027, 5, 1))
        deals.write_pair(cast("Carol"), the(cast, key), words, instead_of=first.public_id)
        for who, says in (("Asha", "Our side says who"), ("Pia", "answers for neither")):
            with pytest.raises(Refusal, match=says):
                deals_owners.answer_for_all(cast(who), the(cast, key), HEAD)
    assert ASK in needs(cast, "Carol")
    assert ASK not in needs(cast, "Asha")
    with work():
        assert deals_owners.answer_for_all(cast("Carol"), the(cast, key), HEAD) == 5
    pairs = the(cast, key).pairs
    assert [(one.our_owner, one.our_by, one.our_rhythm) for one in pairs] == [
        ("Head of sport", date(2027, 5, 1), None), *[("Head teacher", None, Rhythm.TERMLY)] * 5,
    ]  # fmt: skip
    assert ASK not in needs(cast, "Carol")
    with work():
        for name in ("Asha", "Carol"):
            deals.agree(cast(name), the(cast, key))
        deals_lasting.begin(cast("Carol"), the(cast, key), date(2027, 6, 1))
    assert the(cast, key).state is DealState.ACTIVE


def test_what_was_agreed_before_does_not_begin_and_what_has_begun_stands_and_is_asked_for(app, cast, work):
    with work():
        key = lived(cast)
        bare = {"our_owner": "", "our_by": None}
        db.session.execute(sa.update(DealPair).values(**bare))  # as it was agreed before this was asked
    assert "Say who answers for our part in “The Friday Deal”, and by when" in needs(cast, "Carol")
    with work():  # new words beside it are agreed all the same; a new promise is not
        deal = the(cast, key)
        deals.write_pair(cast("Carol"), deal, PairWords("Open the pool", "Swim"))
        with pytest.raises(
            Refusal, match=r"^First say it in the words of each pair: “Open the pool” does not say"
        ):
            deals.agree(cast("Rhona"), deal)
        deals.drop_pair(cast("Carol"), deal, deal.pairs[-1].public_id)
        for name in ("Asha", "Rhona"):
            deals.agree(cast(name), deal)
    assert the(cast, key).state is DealState.ACTIVE
    with work():
        db.session.execute(sa.update(Deal).values(state=DealState.AGREED, begun_at=None))
    with pytest.raises(Refusal, match="does not say who answers for it") as refused, work():
        deals_lasting.begin(cast("Grace"), the(cast, key), date(2027, 6, 1))
    assert refused.value.field == "review_on"


def test_what_a_promise_lacks_is_said_in_words():
    day = date(2027, 1, 1)
    told = [
        lacks(one)
        for one in (
            Part("x"),
            Part("x", "Parks"),
            Part("x", "", day),
            Part("x", " ", None, often="Every week"),
        )
    ]
    assert (
        told
        == ["who answers for it, and by when or how often", "by when, or how often"]
        + ["who answers for it"] * 2
    )
    assert lacks(Part("x", "Parks", day)) == lacks(Part("x", "Parks", often="Every week")) == ""


def test_another_rhythm_is_another_promise_and_every_version_tells_it(app, cast, work, client):
    with work():
        monthly = PairWords("Sweep the path", "Help", "Parks", our_rhythm=Rhythm.MONTHLY)
        key = lived(cast, monthly)
        deal = the(cast, key)
        weekly = PairWords("Sweep the path", "Help", "Parks", our_rhythm=Rhythm.WEEKLY)
        deals.write_pair(cast("Carol"), deal, weekly, instead_of=deal.pairs[0].public_id)
        for name in ("Asha", "Rhona"):
            deals.agree(cast(name), deal)
    client.get(f"/deals/{key}").says("How often: Every week", "it said: “Sweep the path”, every month")
    client.get(f"/deals/{key}/versions").says("every month", "every week")
    client.get(f"/deals/{key}/poster").says("Every week")
    assert deals_versions.of(the(cast, key), cast("Grace"))[0].changes
