"""Packs seven days ahead, questions, each one's own view before the group's, and the answer that comes back."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.clock import now
from app.db import db
from app.times import day, local_date
from commissioning.rules.advice import Followed, Sense, View
from commissioning.rules.packs import NewPack, earliest
from commissioning.services import (
    advice,
    advice_answers,
    advice_facts,
    advice_kept,
    advice_standing,
    advice_together,
    pack_questions,
    packs,
)
from commissioning.services.advice_needs import needs_for
from commissioning.services.decisions import decide
from models.jobs import OutboxMessage
from models.packs import Pack
from models.panels import Support
from participation.rules.people import AgeBand
from participation.rules.refusals import NotFound, Refusal
from tests.co_design_made import desk_reads
from tests.conftest import person
from tests.decisions_made import a_case, a_counted_round, proposal, verdict
from tests.proposals_made import actor, shortlisted

WHY = "Most of us cannot get to the quay on our own."
TOGETHER = "We say yes if there is a minibus. One of us says no, because it is dear."
REPLY = "You said the quay is too far. A minibus from Millfield is now part of it."


def a_pack(days: int = 7, **changes):
    reply_on = local_date(now()) + timedelta(days=days)
    return NewPack(**{"asked": "Bikes to borrow at the quay.", "money": "It asks for £400 from our pot.",
                      "careful": "", "reply_on": reply_on, **changes})  # fmt: skip


def titles(name: str) -> list[str]:
    return [need.title for need in needs_for(actor(name))]


def test_a_pack_comes_seven_days_ahead_and_a_refusal_names_the_earliest_day(app, work):
    with work():
        idea = shortlisted(title="Bike library")
        first = day(earliest(local_date(now())))
        with pytest.raises(Refusal, match=f"earliest day is {first}") as refused:
            packs.write(actor("Carol"), idea, a_pack(6))
        assert refused.value.field == "reply_on"
        with pytest.raises(Refusal, match="no time to read"):
            packs.write(actor("Carol"), idea, a_pack(0, why_sooner="The roof is open and rain is coming in."))
        with pytest.raises(Refusal, match="in a sentence they can judge") as refused:
            packs.write(actor("Carol"), idea, a_pack(6, why_sooner="Hurry"))
        assert refused.value.field == "why_sooner"
        assert db.session.scalar(sa.select(sa.func.count(Pack.id))) == 0
        packs.write(actor("Carol"), idea, a_pack())
        assert packs.pack_of(idea).why_sooner == ""


def test_sooner_needs_a_reason_that_they_read_with_the_officers_name(app, work):
    with work():
        idea = shortlisted(title="Bike library")
        packs.write(actor("Carol"), idea, a_pack(2, why_sooner="The roof is open and rain is coming in."))
        shown = packs.pack_of(idea)
        assert (shown.by, shown.why_sooner) == ("Carol", "The roof is open and rain is coming in.")
        assert local_date(advice_standing.standing_of(idea).reply_by) == local_date(now()) + timedelta(days=2)
    with pytest.raises(sa.exc.IntegrityError), work():
        db.session.execute(sa.update(Pack).values(why_sooner=""))


def test_until_an_officer_writes_one_the_pack_is_the_ideas_own_words(app, work):
    with work():
        idea = shortlisted(title="Bike library")
        shown = packs.pack_of(idea)
        assert "Lots of us have no bike" in shown.asked
        assert "£1,500.50" in shown.money
        assert shown.by == ""


def test_those_asked_and_who_supports_them_read_it_and_nobody_else(app, work):
    with work():
        idea = shortlisted(title="Bike library")
        packs.write(actor("Carol"), idea, a_pack())
        for name in ("Asha", "Tomos", "Leah", "Pia", "Carol"):
            assert packs.get_for(actor(name), idea.public_id) is idea
        told = db.session.scalars(
            sa.select(OutboxMessage).where(OutboxMessage.dedupe_key.startswith("pack:"))
        ).all()
        assert {one.to_user_id for one in told} == {person(name).id for name in ("Asha", "Tomos", "Leah")}
        assert all("Bike" not in one.body + one.subject for one in told)
        db.session.execute(sa.update(Support).values(ends_on=local_date(now())))
        with pytest.raises(NotFound):
            packs.get_for(actor("Leah"), idea.public_id)


def test_a_question_goes_through_the_gate_and_is_answered_once_with_substance(app, work):
    with work():
        idea = shortlisted(title="Bike library")
        asked = pack_questions.ask(actor("Asha"), idea, "Who mends the bikes?")
        assert pack_questions.on(idea) == []
        assert pack_questions.mine_waiting(actor("Asha"), idea) == 1
        with pytest.raises(NotFound):
            pack_questions.get_to_answer(asked.public_id)
        assert titles("Carol") == []
        desk_reads()
        assert titles("Carol") == ["A young advisor asks something"]
        found = pack_questions.get_to_answer(asked.public_id)
        with pytest.raises(Refusal, match="Noted"):
            pack_questions.answer(actor("Carol"), found, "noted")
        pack_questions.answer(actor("Carol"), found, "Quay Wheels mends them on Saturdays.")
        with pytest.raises(Refusal, match="just now"):
            pack_questions.answer(actor("Carol"), found, "The council mends them all.")
        assert [one.question.answer for one in pack_questions.on(idea)] == [
            "Quay Wheels mends them on Saturdays."
        ]


def test_each_ones_own_view_comes_before_the_groups(app, work):
    with work():
        idea = shortlisted(title="Bike library")
        person("Asha").age_band = AgeBand.ADULT
        db.session.flush()
        with pytest.raises(Refusal, match="18 or over"):
            advice_together.give(actor("Tomos"), idea, View.SUPPORT_IF, TOGETHER)
        with pytest.raises(Refusal, match="yourself first"):
            advice_together.give(actor("Asha"), idea, View.SUPPORT_IF, TOGETHER)
        advice.give(actor("Asha"), idea, View.SUPPORT, WHY)
        with pytest.raises(Refusal, match="own view comes first"):
            advice_together.give(actor("Asha"), idea, View.SUPPORT_IF, TOGETHER)
        advice.give(actor("Tomos"), idea, View.SKIP)
        advice_together.give(actor("Asha"), idea, View.SUPPORT_IF, TOGETHER)
        assert advice_together.said(idea) == []
        assert advice_standing.standing_of(idea).being_read == 2
        desk_reads()
        assert advice_together.said(idea) == [advice_standing.Said(View.SUPPORT_IF, TOGETHER)]
        assert advice_standing.standing_of(idea).together is View.SUPPORT_IF


def test_a_workers_notes_of_what_they_say_wait_at_the_gate_too(app, work):
    with work():
        idea = shortlisted(title="Bike library")
        for name in ("Asha", "Tomos"):
            advice.give(actor(name), idea, View.SUPPORT, WHY)
        advice_together.give(actor("Pia"), idea, View.OPPOSE, TOGETHER)
        assert advice_together.said(idea) == []


def test_hard_case_19_the_answer_is_read_by_those_who_advised_and_said_again_when_it_makes_no_sense(
    app, work
):
    with work():
        a_counted_round()
        for name, view in (("Asha", View.OPPOSE), ("Tomos", View.OPPOSE)):
            advice.give(actor(name), proposal(), view, WHY)
        desk_reads()
        made = decide(actor("Noor"), a_case(), verdict(a_case(), reply=REPLY, followed=Followed.NOT))
        assert titles("Asha") == ["An answer came back: “Bike library”"]
        with pytest.raises(NotFound):
            advice_answers.get_for(actor("Leah"), made.number)
        answered = advice_answers.get_for(actor("Asha"), made.number)
        assert (answered.reply.reply, answered.reply.followed, answered.sense) == (REPLY, Followed.NOT, None)
        advice_answers.say(actor("Tomos"), advice_answers.get_for(actor("Tomos"), made.number), Sense.YES)
        assert advice_answers.unclear_to(actor("Noor")) == []
        advice_answers.say(actor("Asha"), answered, Sense.NO)
        assert titles("Asha") == []
        assert "Say your answer about “Bike library” again" in titles("Noor")
        assert advice_answers.senses_of(answered.reply) == {Sense.NO: 1, Sense.YES: 1}
        with pytest.raises(Refusal, match="Noted"):
            advice_answers.say_again(actor("Noor"), made, "noted")
        advice_answers.say_again(
            actor("Noor"), made, "A bus will bring you there and back, free, each Saturday."
        )
        assert advice_answers.unclear_to(actor("Noor")) == []
        assert advice_answers.clearer_of(made).words.startswith("A bus")
        with pytest.raises(Refusal, match="already"):
            advice_answers.say_again(actor("Noor"), made, "A bus will bring you, as I said before.")


def test_hard_case_19_advice_of_the_whole_panel_opposes_as_one_of_them_does(app, work):
    with work():
        a_counted_round()
        late = now()
        with clock.at(late - timedelta(days=2)):
            for name in ("Asha", "Tomos"):
                advice.give(actor(name), proposal(), View.SUPPORT, WHY)
            advice_together.give(actor("Pia"), proposal(), View.OPPOSE, TOGETHER)
            desk_reads()
        with pytest.raises(Refusal, match="Tell them why"):
            decide(actor("Noor"), a_case(), verdict(a_case()))
        made = decide(actor("Noor"), a_case(), verdict(a_case(), reply=REPLY, followed=Followed.NOT))
        assert advice_kept.kept_with(made).advice.endswith("2 support it. Together the panel opposes it.")


def test_a_summary_says_what_they_advised_and_whether_it_was_followed_and_why(app, work):
    with work():
        a_counted_round()
        since = now() - timedelta(days=1)
        for name in ("Asha", "Tomos"):
            advice.give(actor(name), proposal(), View.OPPOSE, WHY)
        desk_reads()
        decide(actor("Noor"), a_case(), verdict(a_case(), reply=REPLY, followed=Followed.NOT))
        decide(actor("Noor"), a_case("Quiet garden"), verdict(a_case("Quiet garden")))
        found = advice_facts.summary_facts(None, since, now() + timedelta(days=1))
        assert [fact.not_done for fact in found] == [True]
        assert "2 oppose it. The decision does not follow their advice." in found[0].officer
        assert REPLY in found[0].officer
        assert "We did not follow young advisors on: “Bike library”." in found[0].child
