"""Heard to the end: a late answer is public, a child's "no" reaches the officer, and views are asked again."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.clock import now
from app.db import db
from app.times import local_date
from models.jobs import OutboxMessage
from models.listening import Listening
from participation.rules.accounts import Account
from participation.rules.accounts import Part as AccountPart
from participation.rules.feedback import Felt
from participation.rules.refusals import Refusal
from participation.rules.responses import AnswerKind, Draft, Influence
from participation.services import accounts, comeback, responses, responses_felt, responses_told
from tests.voice_made import a_listening, a_theme, decide, somebody_says

TITLE, WORDS = "Dark by the gate", "It is dark by the gate, child"
COULD_NOT = Draft(
    AnswerKind.WE_COULD_NOT, "The lamps cost more than there is this year.", "The lamps cost too much this year.",
    influence=Influence.NOT,
)  # fmt: skip
DID = Draft(
    AnswerKind.WE_DID,
    "Two lamps are up.",
    "There are two lamps now.",
    "By the gate",
    influence=Influence.PARTLY,
)


def test_an_overdue_answer_is_public_a_no_comes_back_to_its_officer_and_views_are_asked_again(
    work, cast, client, sign_in
):
    with work():
        here = a_listening(cast)
        said = [somebody_says(here, f"{WORDS} {n}")[0] for n in range(6)]
        for one in said:
            decide(cast, one)
        theme = a_theme(cast, *said, title=TITLE, send=True)
    assert responses_told.owed_now() == responses_told.Owed(owed=1, overdue=0, given=0)
    late = datetime.combine(theme.due_on + timedelta(days=3), time(10), tzinfo=UTC)
    with clock.at(late):
        assert responses_told.owed_now().overdue == 1
        client.get("/answers/owed").says(TITLE)
        with pytest.raises(Refusal, match="no answer yet"), work():
            comeback.say_listened(said[0].public_id, Felt.NO)
        with work():
            responses.answer(cast("Rhona"), theme, COULD_NOT)
        assert responses_told.owed_now().overdue == 0
        sign_in("Rhona").get("/").never_says("did not listen")
    with clock.at(late + timedelta(days=1)):
        with work():
            comeback.say_listened(said[0].public_id, Felt.NO)
        with work():  # the first one counts
            comeback.say_listened(said[0].public_id, Felt.YES)
        rhona = sign_in("Rhona")
        home, pack = rhona.get("/"), rhona.get(f"/answers/packs/{theme.public_id}")
        home.says("Somebody says we did not listen", TITLE)
        home.never_says(WORDS)
        pack.never_says("Did we listen?")  # one of one would be told
        sign_in("Carol").get("/").never_says("did not listen")
        with work():
            for one in said[1:]:
                comeback.say_listened(one.public_id, Felt.YES)
        rhona.get(f"/answers/packs/{theme.public_id}").says("Did we listen?", "No: not shown")
    with clock.at(late + timedelta(days=2)):
        with work():  # a newer answer is what the "no" asked for
            responses.answer(cast("Rhona"), theme, DID)
        assert responses_felt.not_listened(cast("Rhona")) == []
    _asked_again(work, cast, here, late + timedelta(days=30), sign_in)


def _asked_again(work, cast, here, at, sign_in):
    with clock.at(at):
        again = local_date(now()) + timedelta(days=90)
        told = Account(dict.fromkeys(AccountPart, "We put up two lamps, and told every class."), again)
        with work():
            accounts.keep(cast("Pia"), here, told, finish=True)
            assert accounts.remind_due(now()) == "0 to ask again."
    with clock.at(datetime.combine(again, time(10), tzinfo=UTC)):
        with work():
            assert accounts.remind_due(now()) == "1 to ask again."
            accounts.remind_due(now())
        letters = sa.select(sa.func.count()).where(OutboxMessage.subject == "It is time to ask again")
        assert db.session.scalar(letters) == 1, "written once"
        sign_in("Pia").get("/").says("Millfield Park")
        with work():
            accounts.asked_again(cast("Pia"), db.session.get_one(Listening, here.id))
        assert accounts.to_ask_again() == []
