"""Asking about one's own words with four words: nobody they are about answers it, and yes begins what was asked."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.clock import now
from app.db import db
from models.feedback import Feedback
from models.jobs import OutboxMessage
from models.people import User
from participation.rules.gate import Letting, Outcome
from participation.rules.refusals import NotFound, Refusal
from participation.rules.requests import Ask, Asker, Decided, Ground, Verdict
from participation.services import coming_back, requests, requests_needs, retention, taken_back, triage
from participation.services.released import ReleasedFeedback
from tests.requests_made import asked
from tests.voice_made import a_listening, decide, item_of, somebody_says

YES = Decided(Verdict.GRANTED, (), "Yes. All that you told us is erased within the hour.")
PART = Decided(Verdict.PARTLY, (Ground.HELD,), "Nobody uses it from now on. A part is kept to keep you safe.")


def erase_mine(said):
    return asked(Ask.ERASE, Asker.THEMSELVES, words="Please erase it all.", about=said.public_id)


def test_whom_the_words_are_about_sees_no_request_about_them(work, cast):
    with work():
        said = somebody_says(a_listening(cast), "Sam hits us, and Orla laughs.")[0]
        request = erase_mine(said)
    for name in ("Sam", "Orla"):
        assert requests.waiting(cast(name)) == requests_needs.needs_for(cast(name)) == []
        with pytest.raises(NotFound):
            requests.get_for(cast(name), request.public_id)
        with pytest.raises(NotFound):
            triage.get_item_for(cast(name), item_of(request).public_id)
    assert requests.waiting(cast("Joy")) == [request]
    letters = sa.select(User.name).join(OutboxMessage, OutboxMessage.to_user_id == User.id)
    about = OutboxMessage.dedupe_key.startswith("request:")
    assert list(db.session.scalars(letters.where(about))) == [], "Orla is not written to about herself"


def test_who_is_shut_out_later_loses_sight_of_a_request_and_others_keep_theirs(work, cast):
    with work():
        said = somebody_says(a_listening(cast), "The boss hits us.")[0]
        request, other = erase_mine(said), asked(words="What do you keep about me?")
    assert len(requests.waiting(cast("Sam"))) == 2
    with work():
        coming_back.add(said.public_id, "It is Sam.", "k1")
    assert [one.public_id for one in requests.waiting(cast("Sam"))] == [other.public_id]
    assert [one.public_id for one in requests.waiting(cast("Orla"))] == [request.public_id, other.public_id]


def test_yes_takes_it_out_of_use_at_once_and_the_schedule_erases_it(work, cast):
    with work():
        said = somebody_says(a_listening(cast), "More swings please, and a bench")[0]
        decide(cast, said)
        request = erase_mine(said)
    public_id = said.public_id
    assert ReleasedFeedback().count() == 1
    with work():
        requests.decide(cast("Orla"), request, YES)
    assert ReleasedFeedback().count() == 0
    assert [(one.request.verdict, one.answer) for one in requests.of_said(public_id)] == [
        (Verdict.GRANTED, YES.answer)
    ]
    with work():
        retention.run_due(now())
    assert db.session.scalar(sa.select(Feedback.id).where(Feedback.public_id == public_id)) is None


@pytest.mark.parametrize("read", [False, True], ids=["waits", "a concern"])
def test_yes_is_refused_while_the_desk_needs_it_and_a_part_takes_it_out_of_use(work, cast, read):
    with work():
        said = somebody_says(a_listening(cast), "He hits me")[0]
        if read:
            decide(cast, said, outcome=Outcome.ADVICE, letting=Letting.RELEASE)
        request = erase_mine(said)
    with pytest.raises(Refusal, match="Not all of it can go") as refused, work():
        requests.decide(cast("Orla"), request, YES)
    assert refused.value.field == "verdict"
    assert not taken_back.is_gone(said.id)
    with work():
        requests.decide(cast("Orla"), requests.get_for(cast("Orla"), request.public_id), PART)
    assert taken_back.is_gone(said.id)
    assert ReleasedFeedback().count() == 0
    with work():
        retention.run_due(now())
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Feedback)) == 1


def test_no_erases_nothing(work, cast):
    with work():
        said = somebody_says(a_listening(cast), "More swings please")[0]
        decide(cast, said)
        no = Decided(Verdict.REFUSED, (Ground.HELD,), "A claim has been made, so it is kept until then.")
        requests.decide(cast("Orla"), erase_mine(said), no)
    assert not taken_back.is_gone(said.id)
