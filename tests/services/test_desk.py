"""Who is on duty, whom a clock calls next, who is shut out, and what is followed up."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app.db import db
from models.audit import AuditEvent
from models.people import User
from models.triage import Escalation
from participation.rules.desk import Clock, FollowUp, Rung
from participation.rules.gate import Letting, Outcome
from participation.rules.refusals import NotFound, Refusal
from participation.services import desk_rota, escalation, people, triage, triage_desk
from participation.services.released import ReleasedFeedback
from tests.desk_made import a_duty_contact, called
from tests.voice_made import a_listening, decide, item_of, somebody_says


@pytest.fixture
def urgent(work, cast, at):
    with at("2026-11-23 09:00"), work():
        a_duty_contact()
        made, _ = somebody_says(a_listening(cast), "he hits me")
    return made


def escalate(work, at, moment):
    with at(moment), work():
        return escalation.escalate_due()


def test_unread_the_deputy_then_the_duty_contact_then_everybody_is_called(work, urgent, at):
    moments = ["2026-11-23 10:00", "2026-11-23 11:00", "2026-11-23 12:00", "2026-11-24 12:00"]
    assert [escalate(work, at, moment) for moment in moments] == [1, 1, 1, 0]
    assert called("late:") == ["Joy", "Lena", "Ada", "Joy", "Lena", "Sam"]
    rows = db.session.execute(sa.select(Escalation.clock, Escalation.rung).order_by(Escalation.id)).all()
    assert [tuple(row) for row in rows] == [(Clock.READ, rung) for rung in Rung]
    recorded = sa.select(sa.func.count()).where(AuditEvent.action == "words.escalated")
    assert db.session.scalar(recorded) == 3


def test_reading_stops_the_hour_and_starts_the_day(work, urgent, cast, at):
    item = item_of(urgent)
    with at("2026-11-23 09:30"), work():
        triage.open_item(cast("Sam"), item.public_id)
    assert escalate(work, at, "2026-11-23 16:59") == 0
    assert escalate(work, at, "2026-11-24 09:00") == 1
    [call] = db.session.scalars(sa.select(Escalation))
    assert (call.clock, call.rung) == (Clock.DECIDE, Rung.DEPUTY)


def test_what_is_decided_calls_nobody(work, urgent, cast, at):
    with at("2026-11-23 09:30"), work():
        decide(cast, urgent)
    assert escalate(work, at, "2026-11-30 09:00") == 0


def test_a_late_start_of_the_scheduler_still_calls_each_rung_an_hour_apart(work, urgent, at):
    assert escalate(work, at, "2026-11-23 15:00") == 1
    assert escalate(work, at, "2026-11-23 15:59") == 0
    assert escalate(work, at, "2026-11-23 16:00") == 1
    assert called("late:") == ["Joy", "Lena"]


def test_a_call_recorded_is_never_taken_away(work, urgent, at):
    escalate(work, at, "2026-11-23 10:00")
    with pytest.raises(DBAPIError, match="only ever added"), work():
        db.session.execute(sa.delete(Escalation))


def test_while_the_lead_is_away_the_deputy_is_called_first(work, cast, at):
    with at("2026-11-23 09:00"), work():
        desk_rota.write_away(cast("Joy"), cast("Sam").public_id, date(2026, 11, 23), date(2026, 11, 25))
        here = a_listening(cast)
        somebody_says(here, "he hits me")
    with at("2026-11-25 09:00"), work():
        somebody_says(here, "he hits me too")
    assert called("held:") == ["Joy", "Sam"]


def test_nobody_may_be_away_when_it_leaves_nobody_until_the_other_is_back(work, cast, at):
    with at("2026-11-23 09:00"):
        with work():
            made = desk_rota.write_away(
                cast("Sam"), cast("Joy").public_id, date(2026, 11, 24), date(2026, 11, 26)
            )
        with pytest.raises(Refusal, match="On 25 November nobody would be at the desk"), work():
            desk_rota.write_away(cast("Sam"), cast("Sam").public_id, date(2026, 11, 25), date(2026, 11, 28))
        with work():
            desk_rota.take_back(cast("Sam"), made.public_id)
            desk_rota.write_away(cast("Sam"), cast("Sam").public_id, date(2026, 11, 25), date(2026, 11, 28))
        with pytest.raises(NotFound), work():
            desk_rota.take_back(cast("Sam"), made.public_id)


def end(cast, work, name):
    user = db.session.scalars(sa.select(User).where(User.name == name)).one()
    with work():
        people.end_membership(cast("Ada"), user, str(user.memberships[0].id))


def test_the_last_one_at_the_desk_cannot_be_removed(work, cast):
    end(cast, work, "Joy")
    with pytest.raises(Refusal, match="Nobody else is on the safeguarding desk"):
        end(cast, work, "Sam")


def test_nor_the_last_one_who_is_here_while_the_other_is_away(work, cast, at):
    with at("2026-11-23 09:00"):
        with work():
            desk_rota.write_away(cast("Sam"), cast("Joy").public_id, date(2026, 11, 23), date(2026, 11, 26))
        with pytest.raises(Refusal, match="Everybody else on the safeguarding desk is away today"):
            end(cast, work, "Sam")


def test_a_child_is_told_when_somebody_is_next_there(work, cast, at):
    with at("2026-11-23 10:00"):
        assert triage_desk.next_reading()[0]
        with work():
            end_all(cast, but={"Sam"})
            db.session.flush()
            desk_rota_away(cast, date(2026, 11, 23), date(2026, 11, 25))
        somebody_now, opens = triage_desk.next_reading()
    assert (somebody_now, opens.astimezone().date()) == (False, date(2026, 11, 25))


def end_all(cast, but):
    for name in {"Sam", "Joy"} - but:
        user = db.session.scalars(sa.select(User).where(User.name == name)).one()
        user.memberships[0].ends_on = date(2026, 11, 1)


def desk_rota_away(cast, first, back):
    """Away past the check, as when a role lapsed after the days were agreed."""
    from app.clock import now
    from models.desk import DeskAway

    db.session.add(
        DeskAway(
            user_id=cast("Sam").user_id, first=first, back=back, written_at=now(),
            written_by_id=cast("Sam").user_id,
        )
    )  # fmt: skip


def test_with_nobody_at_the_desk_what_is_said_is_kept_and_the_administrator_called(work, cast, at):
    with at("2026-11-23 10:00"), work():
        end_all(cast, but=set())
        made, _ = somebody_says(a_listening(cast), "he hits me")
    assert item_of(made).decided_at is None
    assert called("held:") == ["Ada"]
    with at("2026-11-23 10:00"):
        assert triage_desk.next_reading() == (False, None)


def test_about_somebody_at_work_shuts_them_out_for_good(work, cast):
    with work():
        made, _ = somebody_says(a_listening(cast), "The man from the boats scares me at the pier")
        dev = cast("Dev")
        decide(
            cast, made, outcome=Outcome.STAFF, reference="LADO-3", letting=Letting.KEEP, about=dev.public_id
        )
    assert [shut.user_id for shut in item_of(made).shut_outs] == [dev.user_id]


def test_nobody_decides_what_is_about_themselves(work, cast):
    with work():
        made, _ = somebody_says(a_listening(cast), "The lady at the desk shouts")
    with pytest.raises(Refusal, match="It is about you"), work():
        decide(
            cast,
            made,
            outcome=Outcome.STAFF,
            reference="L",
            letting=Letting.KEEP,
            about=cast("Sam").public_id,
        )


def test_harm_between_children_keeps_what_is_done_for_both(work, cast):
    with work():
        made, _ = somebody_says(a_listening(cast), "I pushed him off and he bled")
        decide(
            cast,
            made,
            outcome=Outcome.PEER_HARM,
            letting=Letting.KEEP,
            harmed="Seen today.",
            other="Talked to.",
        )
    with work():
        opened = triage.open_item(cast("Joy"), item_of(made).public_id)
    [written] = opened.reasons.values()
    assert (written["for_harmed"], written["for_other"]) == ("Seen today.", "Talked to.")


def test_what_was_passed_on_is_followed_until_both_are_told(work, cast, at):
    with at("2026-11-23 09:00"), work():
        made, _ = somebody_says(a_listening(cast), "he hits me")
        decide(cast, made, outcome=Outcome.REFERRED, reference="FD-1", letting=Letting.KEEP)
        number = item_of(made).public_id
    with at("2026-11-24 08:59"):
        [one] = triage.to_follow_up(cast("Sam"))
        assert (one.is_late, one.missing) == (False, tuple(FollowUp))
    with at("2026-11-24 09:01"), work():
        assert triage.to_follow_up(cast("Sam"))[0].is_late
        triage.follow_up(cast("Sam"), number, FollowUp.HEARD_BACK, date(2026, 11, 24))
        with pytest.raises(Refusal, match="written down already"):
            triage.follow_up(cast("Sam"), number, FollowUp.HEARD_BACK, date(2026, 11, 24))
        assert not triage.to_follow_up(cast("Sam"))[0].is_late
        triage.follow_up(cast("Joy"), number, FollowUp.REFERRER_TOLD, date(2026, 11, 24))
        assert triage.to_follow_up(cast("Sam")) == []


def test_a_reader_never_gets_words_in_which_a_concern_about_them_stands(work, cast):
    with work():
        here = a_listening(cast)
        harm, _ = somebody_says(here, "Rhona scared my sister at the park office")
        plain, _ = somebody_says(here, "Rhona mended the swings")
        decide(cast, harm, outcome=Outcome.ADVICE)
        decide(cast, plain)
    assert ReleasedFeedback().read_by(cast("Pia")).count() == 2
    [seen] = ReleasedFeedback().read_by(cast("Rhona")).page()
    assert seen.public_id == plain.public_id
