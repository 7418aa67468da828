"""What young advisors raise with a leader has a clock; and nobody can write to one of them alone (SG10)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.access import Permission, may
from app.clock import now
from app.db import Base, db
from app.times import LONDON, local_date
from models.audit import AuditEvent
from models.panels import Vetting
from models.raised import PanelPost, Raised
from participation.rules.people import Role
from participation.rules.raised import due_on, is_overdue
from participation.rules.refusals import NotFound, Refusal
from participation.rules.responses import AnswerKind, Draft
from participation.services import panel_talk, panels, panels_needs, raised, raised_facts, vetting
from tests.co_design_made import desk_reads, waiting_items
from tests.conftest import person
from tests.proposals_made import actor

BUS = "The bus to the quay costs more than we have."
SAID = "The bus company set the price. We asked them for a lower one and they said no."


def panel():
    return panels.panels_for(actor("Pia"))[0]


def bring(name: str = "Asha", words: str = BUS) -> Raised:
    return raised.bring(actor(name), panel(), person("Noor").public_id, words)


def could_not(words: str = SAID) -> Draft:
    return Draft(AnswerKind.WE_COULD_NOT, words, words)


def test_ten_working_days_begin_when_the_words_reach_the_leader_and_pass_over_bank_holidays():
    assert due_on(date(2026, 12, 18)) == date(2027, 1, 6)  # Christmas, Boxing Day's substitute, New Year
    assert due_on(date(2026, 3, 20)) == date(2026, 4, 7)  # the clocks change, Good Friday, Easter Monday
    assert not is_overdue(date(2026, 3, 20), None, date(2026, 4, 7))
    assert is_overdue(date(2026, 3, 20), None, date(2026, 4, 8))
    assert not is_overdue(date(2026, 3, 20), date(2026, 4, 9), date(2026, 4, 10))


def test_it_goes_through_the_gate_then_to_the_leader_who_must_say_something(app, work):
    with work():
        item = bring()
        assert raised.of_panel(panel()) == []
        assert (raised.being_read(actor("Asha"), panel()), raised.count_now().raised) == (1, 0)
        with pytest.raises(NotFound):
            raised.get_to_answer(actor("Noor"), item.public_id)
        desk_reads()
        assert panels_needs.needs_for(actor("Noor"))[0].title == "Answer what young advisors raise with you"
        with pytest.raises(NotFound):
            raised.get_to_answer(actor("Grace"), item.public_id)
        shown = raised.get_to_answer(actor("Noor"), item.public_id)
        for nothing in ("noted", "Thank you", "We cannot do it"):
            with pytest.raises(Refusal):
                raised.answer(actor("Noor"), shown, could_not(nothing))
        raised.answer(actor("Noor"), shown, could_not())
        assert raised.of_panel(panel())[0].item.answer == SAID
        assert raised.owed_by(actor("Noor")) == []
        with pytest.raises(Refusal, match="already"):
            raised.answer(actor("Noor"), shown, could_not())
    with pytest.raises(sa.exc.IntegrityError), work():
        db.session.execute(sa.update(Raised).values(answer="Something else"))


@pytest.mark.parametrize(("to", "words", "field"), [("Grace", BUS, "to"), ("Noor", "Bus", "words")])
def test_it_goes_to_a_leader_and_says_something(app, work, to, words, field):
    with work(), pytest.raises(Refusal) as refused:
        raised.bring(actor("Asha"), panel(), person(to).public_id, words)
    assert refused.value.field == field


def test_a_late_answer_is_counted_in_public_and_in_the_next_summary(app, work):
    with work():
        start = now()
        bring()
        desk_reads()
        late = datetime.combine(due_on(local_date(start)) + timedelta(days=1), datetime.min.time(), LONDON)
        since = start - timedelta(days=1)
        with clock.at(late - timedelta(seconds=1)):
            assert raised.count_now().overdue == 0
        with clock.at(late):
            assert raised.count_now() == raised.Count(1, 0, 1)
            assert panels_needs.needs_for(actor("Noor"))[0].late
            fact = raised_facts.summary_facts(None, since, now())[0]
            assert (fact.not_done, dict(fact.figures)) == (True, {"raised": 1, "answered": 0, "late": 1})
            assert "1 is late" in fact.child
        assert raised_facts.summary_facts(None, late + timedelta(days=1), late + timedelta(days=2))[
            0
        ].figures["late"]
        assert raised_facts.summary_facts(None, since - timedelta(days=9), since) == []


def test_sg10_there_is_no_way_to_write_to_one_person(app):
    """No table of messages has a reader among its columns: what is written goes to a panel, a record, or the outbox."""
    to_one = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if column.name in {"to_id", "to_user_id", "recipient_id", "reader_id", "addressee_id"}
    }
    # An organisation that is paid; our own letters, which nobody writes; a theme handed on between officers; what a
    # panel raises with a leader, and what a panel is asked for a leader to answer: all of the panel reads both.
    known = {
        "awards.recipient_id",
        "outbox_messages.to_user_id",
        "theme_passes.to_id",
        "raised_items.to_id",
        "panel_questions.to_id",
    }
    assert to_one == known
    assert {column.name for column in PanelPost.__table__.columns} == {
        "id",
        "public_id",
        "team_id",
        "by_id",
        "at",
    }


def test_sg10_talk_is_to_the_whole_panel_read_first_and_logged(app, work):
    with work():
        panel_talk.say(actor("Asha"), panel(), "My dad would hit me if I came home late.")
        panel_talk.say(actor("Leah"), panel(), "I can bring you both on Tuesday.")
        panel_talk.say(actor("Pia"), panel(), "There will be cake.")
        assert [one.words for one in panel_talk.on(panel())] == ["There will be cake."]
        assert [item.priority for item in waiting_items()] == ["high", "normal"]
        desk_reads()
        assert len(panel_talk.on(panel())) == 3
        logged = sa.select(sa.func.count()).select_from(AuditEvent).where(AuditEvent.action == "panel.said")
        assert db.session.scalar(logged) == 3
    with pytest.raises(sa.exc.IntegrityError), work():
        db.session.execute(sa.delete(PanelPost))


def test_sg10_without_a_worker_whose_checks_are_in_date_talk_is_closed(app, work):
    with work():
        last = db.session.scalars(
            sa.select(Vetting.expires_on).where(Vetting.user_id == person("Pia").id)
        ).first()
        with clock.at(now() + (last - local_date(now())) + timedelta(days=1)):
            assert [one.user.name for one in vetting.adults() if one.paused] == ["Leah", "Pia"]
            assert not may(actor("Leah"), Permission.SEE_PANEL)
            assert actor("Asha").has(Role.YOUNG_ADVISOR)
            with pytest.raises(Refusal, match="talk is closed"):
                panel_talk.say(actor("Asha"), panels.panels_for(actor("Asha"))[0], "Hello?")
