"""A pack about any question: plain words, seven days, each one's own view first, and an answer that says something."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app import clock
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.advice import Followed, View
from commissioning.rules.panel_questions import NewQuestion
from commissioning.services import panel_questions, panel_questions_decided
from commissioning.services.decisions import decide
from models.jobs import OutboxMessage
from participation.rules.refusals import NotFound, Refusal
from participation.services import panels
from tests.co_design_made import release
from tests.decisions_made import a_case, a_counted_round, verdict
from tests.proposals_made import actor

PLAIN = "We may open a room by the quay. It would be yours after school. It costs £400 a week."
HARD = (
    "The proposed reconfiguration of universal provision necessitates consideration of alternative delivery "
    "arrangements across the locality."
)
WHY = "It is warm there in the winter, and it is near the bus."
REPLY = "You said it must be near the bus. So we chose the room by the bus stop."


def a_question(**changes):
    values = {"title": "A room by the quay", "asked": PLAIN, "to": actor("Noor").public_id,
              "reply_on": local_date(now()) + timedelta(days=7)}  # fmt: skip
    pia = actor("Pia")
    return panel_questions.write(pia, panels.panels_for(pia)[0], NewQuestion(**{**values, **changes}))


def seen(name, question):
    return panel_questions.get_for(actor(name), question.public_id)


def test_hard_words_and_too_little_time_are_refused_beside_their_field(app, work):
    with work():
        today = local_date(now())
        for changes, field, why in (
            ({"asked": HARD}, "asked", "shorter sentences and everyday words. Long words here:"),
            ({"careful": HARD}, "careful", "everyday words"),
            ({"asked": "Noted."}, "asked", "Say what is asked"),
            ({"reply_on": today + timedelta(days=6)}, "reply_on", "seven days to read a pack"),
            (
                {"reply_on": today, "why_sooner": "It cannot wait until next week."},
                "reply_on",
                "no time to read",
            ),
            ({"to": actor("Mei").public_id}, "to", "Choose who decides"),
            ({"title": "\u200b"}, "title", "Say what it is about"),
            ({"reply_on": today + timedelta(days=181)}, "reply_on", "in the next 180 days"),
            ({"about": "abcdefghjkmn"}, "about", "decided already, or is not open"),
        ):
            with pytest.raises(Refusal, match=why) as refused:
                a_question(**changes)
            assert refused.value.field == field
        a_question(reply_on=today + timedelta(days=3), why_sooner="The landlord wants our answer on Friday.")
        assert a_question().why_sooner == ""


def test_a_panel_reads_says_and_hears_what_came_of_it(app, work):
    with work():
        question = a_question()
        assert panel_questions.waiting_for(actor("Asha")) == [question]
        view = panel_questions.give(actor("Tomos"), seen("Tomos", question), View.SUPPORT_IF, WHY)
        panel_questions.give(actor("Tomos"), seen("Tomos", question), View.SUPPORT, WHY)
        release(view.public_id)
        assert seen("Asha", question).said == (), "one's own view first"
        panel_questions.give(actor("Asha"), seen("Asha", question), View.SKIP)
        assert panel_questions.waiting_for(actor("Asha")) == []
        noor = panel_questions.get_to_answer(actor("Noor"), question.public_id)
        assert (noor.given, noor.being_read, noor.said) == (2, 1, ()), "the newest view is still being read"
        with pytest.raises(Refusal, match="is being read first"):
            panel_questions.answer(actor("Noor"), noor, Followed.ADOPTED, REPLY)
        with pytest.raises(NotFound):
            panel_questions.get_to_answer(actor("Rhona"), question.public_id)
        with pytest.raises(NotFound):
            panel_questions.get_for(actor("Mei"), question.public_id)


def test_the_answer_waits_for_them_and_says_something_and_is_given_once(app, work):
    with work():
        question = a_question()
        view = panel_questions.give(actor("Tomos"), seen("Tomos", question), View.OPPOSE, WHY)
        release(view.public_id)
        early = panel_questions.get_to_answer(actor("Noor"), question.public_id)
        with pytest.raises(Refusal, match="still have time"):
            panel_questions.answer(actor("Noor"), early, Followed.NOT, REPLY)
    with clock.at(now() + timedelta(days=8)), work():
        assert panel_questions.owed_by(actor("Noor")) == [question]
        shown = panel_questions.get_to_answer(actor("Noor"), question.public_id)
        assert [one.words for one in shown.said] == [WHY]
        for followed, words, field in ((None, REPLY, "followed"), (Followed.NOT, "Noted.", "words"),
                                       (Followed.NOT, HARD, "words")):  # fmt: skip
            with pytest.raises(Refusal) as refused:
                panel_questions.answer(actor("Noor"), shown, followed, words)
            assert refused.value.field == field
        panel_questions.answer(actor("Noor"), shown, Followed.PARTLY, REPLY)
        with pytest.raises(Refusal, match="answered already"):
            panel_questions.answer(actor("Noor"), shown, Followed.NOT, REPLY)
        assert (question.answer, question.followed) == (REPLY, Followed.PARTLY)
        with pytest.raises(Refusal, match="can no longer change it"):
            panel_questions.give(actor("Asha"), seen("Asha", question), View.SUPPORT, WHY)
    told = db.session.scalars(
        sa.select(OutboxMessage).where(OutboxMessage.dedupe_key.startswith("panel-question"))
    )
    assert not [one for one in told if "quay" in f"{one.subject} {one.body}"]
    for statement in (
        "UPDATE panel_questions SET asked = 'x'",
        "DELETE FROM panel_questions",
        "DELETE FROM panel_views",
    ):
        with pytest.raises(DBAPIError), work():
            db.session.execute(sa.text(statement))


def test_a_decision_waits_for_the_panel_it_belongs_to_and_the_register_tells_the_answer(app, work, client):
    with work():
        a_counted_round()
        case = a_case()
        proposal_id = case.proposal.public_id
        assert proposal_id in [one.public_id for one, _ in panel_questions_decided.to_choose_from()]
        question = a_question(about=proposal_id)
        with pytest.raises(Refusal, match=r"have until .* This waits for them"):
            decide(actor("Noor"), case, verdict(case))
        view = panel_questions.give(actor("Tomos"), seen("Tomos", question), View.SUPPORT_IF, WHY)
    with clock.at(now() + timedelta(days=8)):
        with pytest.raises(Refusal, match="is being read first"), work():
            decide(actor("Noor"), a_case(), verdict(a_case()))
        with work():
            release(view.public_id)
        with pytest.raises(Refusal, match="Noor answers them first"), work():
            decide(actor("Noor"), a_case(), verdict(a_case()))
        with work():
            shown = panel_questions.get_to_answer(actor("Noor"), question.public_id)
            panel_questions.answer(actor("Noor"), shown, Followed.PARTLY, REPLY)
            number = decide(actor("Noor"), a_case(), verdict(a_case())).number
        assert proposal_id not in [one.public_id for one, _ in panel_questions_decided.to_choose_from()]
        page = client.get(f"/decisions/{number}")
        page.says("asked: A room by the quay", "1 said “Yes, if something changes”", REPLY)
        assert WHY not in page.text, "whose words they are could be guessed"
    with pytest.raises(DBAPIError), work():
        db.session.execute(sa.text("UPDATE panel_questions SET proposal_id = NULL"))


def test_a_panel_that_was_asked_and_said_nothing_does_not_hold_the_decision_for_ever(app, work, client):
    with work():
        a_counted_round()
        a_question(about=a_case().proposal.public_id)
    with clock.at(now() + timedelta(days=8)):
        with work():
            number = decide(actor("Noor"), a_case(), verdict(a_case())).number
        client.get(f"/decisions/{number}").says("A room by the quay", "Nothing was received.")
