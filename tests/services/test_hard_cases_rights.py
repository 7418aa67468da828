"""Hard case 5: a parent or an officer asks for a child's words, and a fourteen-year-old who understands says no."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from app.db import db
from models.audit import AuditEvent
from models.jobs import OutboxMessage
from models.requests import DataRequest
from participation.rules.gate import WordsKind
from participation.rules.refusals import NotFound, Refusal
from participation.rules.requests import Ask, Asker, Decided, Ground, Verdict, Wish
from participation.rules.retention import HeldThing
from participation.services import gate, holds, requests
from tests.requests_made import WORDS, asked, refused, wished
from tests.voice_made import a_listening, decide, item_of, somebody_says

SAID = "My mum reads my phone and I hate it"
YES = Decided(Verdict.GRANTED, (), "Here is everything that your daughter told us.")


@pytest.fixture
def said(work, cast):
    with work():
        made, _ = somebody_says(a_listening(cast), SAID, age="13-15")
        decide(cast, made)
    return made


@pytest.mark.parametrize(("asker", "who"), [(Asker.PARENT, "Ben"), (Asker.OFFICER, "Carol")])
def test_hard_case_5_nothing_is_released_against_a_competent_childs_wish(said, work, cast, asker, who):
    with work():
        request = asked(asker=asker, by=cast(who))
    for wish in (None, Wish.REFUSES):
        if wish:
            with work():
                wished(request, wish)
        for verdict in (Verdict.GRANTED, Verdict.PARTLY):
            decision = Decided(verdict, (Ground.OTHER_PEOPLE,), YES.answer)
            with pytest.raises(Refusal) as no, work():
                requests.decide(cast("Orla"), request, decision)
            assert no.value.field == "verdict"
    with work():
        refused(request)
    kept = db.session.scalars(sa.select(DataRequest)).one()
    assert (kept.verdict, kept.grounds, kept.wish) == (Verdict.REFUSED, ["child_says_no"], Wish.REFUSES)
    outside = [str(row) for row in db.session.execute(sa.select(OutboxMessage.subject, OutboxMessage.body))]
    trail = [str(event.details) for event in db.session.scalars(sa.select(AuditEvent))]
    assert not [text for text in (*outside, *trail) if "phone" in text or "those words are mine" in text]
    with pytest.raises(NotFound):
        requests.get_for(cast(who), request.public_id)


def test_with_the_childs_agreement_it_may_be_given_and_the_child_asks_in_their_own_right(work, cast):
    with work():
        by_parent, by_child = asked(), asked(asker=Asker.THEMSELVES)
        wished(by_parent, Wish.AGREES)
        requests.decide(cast("Orla"), by_parent, YES)
        requests.decide(cast("Sam"), by_child, YES)
    assert {one.verdict for one in requests.answered(cast("Joy"))} == {Verdict.GRANTED}


def test_what_is_asked_is_read_by_the_safeguarding_desk_first(work, cast):
    with work():
        request = asked()
        officers = asked(asker=Asker.OFFICER, by=cast("Carol"))
    assert requests.opened(request).words == ""
    assert gate.released_texts(WordsKind.DATA_REQUEST, [request.public_id]) == {}
    assert requests.opened(officers).words == WORDS


def test_clocks_of_a_month_of_longer_and_of_a_complaint(work, cast, at):
    with at("2026-11-25 10:00"), work():
        see, complaint = asked(), asked(Ask.COMPLAIN)
        assert (see.due_on, complaint.due_on) == (date(2026, 12, 29), date(2026, 12, 25))
        requests.take_longer(cast("Orla"), see, "There are many papers to read.")
        assert see.due_on == date(2027, 2, 25)
        for request in (see, complaint):
            with pytest.raises(Refusal):
                requests.take_longer(cast("Orla"), request, "Even more papers to read.")
        requests.acknowledge(cast("Orla"), complaint)
        assert complaint.acknowledged_at is not None


def test_whoever_asked_does_not_answer_and_nobody_else_sees_any(work, cast):
    with work():
        request = asked(asker=Asker.OFFICER, by=cast("Sam"))
        wished(request, Wish.AGREES)
    with pytest.raises(Refusal, match="somebody else answers"), work():
        requests.decide(cast("Sam"), request, YES)
    for name in ("Ada", "Olu", "Pia", "Carol", "Ben", "Asha"):
        assert requests.waiting(cast(name)) == []
        with pytest.raises(NotFound):
            requests.get_for(cast(name), request.public_id)


def test_a_hold_on_words_about_somebody_is_not_theirs_to_see_place_or_end(work, cast):
    with work():
        made, _ = somebody_says(a_listening(cast), "Sam hits us when nobody is looking.")
        new = holds.NewHold(HeldThing.FEEDBACK, made.public_id, "A review asks for these.", date(2099, 1, 1))
        for typed in (made.public_id, item_of(made).public_id):
            with pytest.raises(Refusal, match="no such record"):
                holds.hold(cast("Sam"), replace(new, thing_id=typed))
        held = holds.hold(cast("Joy"), new).public_id
    assert holds.listed(cast("Sam")) == []
    assert [one.hold.public_id for one in holds.listed(cast("Joy"))] == [held]
    with pytest.raises(NotFound):
        holds.get_for(cast("Sam"), held)
    with pytest.raises(NotFound), work():
        holds.end(cast("Sam"), held, "The review is over now.")
