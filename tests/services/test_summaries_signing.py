"""Young advisors sign the version for children off: two of them, with help or without, and nobody has to."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
import sqlalchemy as sa

from app import clock
from app.db import db
from app.times import LONDON
from app.unit_of_work import unit_of_work
from governance.rules.schedules import Rhythm, Schedule, next_slots
from governance.rules.summaries import SignView, SummaryState
from governance.services import bodies, sources, summaries_reading, summaries_signing
from governance.services import summaries_life as life
from models.triage import TriageItem
from participation.rules.gate import Outcome
from participation.rules.refusals import NotFound, Refusal
from participation.services import gate
from tests import summaries_made as made

ON = datetime(2026, 9, 1, 9, tzinfo=LONDON)


@pytest.fixture
def with_advisors(app, cast, monkeypatch):
    monkeypatch.setattr(sources, "collect", lambda team_id, since, until: list(made.FACTS))
    return made.brought_to(cast, made.drafted(cast), SummaryState.ADVISORS_EDIT)


def sign(cast, name, summary, view, words="", **more):
    with unit_of_work():
        return summaries_signing.sign(cast(name), summary, view, words, **more)


def test_two_must_be_happy_and_leaving_it_to_others_counts_for_neither(cast, with_advisors):
    sign(cast, "Asha", with_advisors, SignView.HAPPY, with_supporter=True)
    sign(cast, "Asha", with_advisors, SignView.HAPPY)  # saying it twice is one person
    sign(cast, "Tomos", with_advisors, SignView.NOT_ME)
    with pytest.raises(Refusal, match="One young advisor has signed off"), unit_of_work():
        life.send_on(cast("Kwame"), with_advisors)
    sign(cast, "Tomos", with_advisors, SignView.HAPPY)
    with unit_of_work():
        life.send_on(cast("Kwame"), with_advisors)
    assert with_advisors.state is SummaryState.AWAITING_APPROVAL


def test_their_words_are_read_by_the_desk_first_and_answered_before_it_goes_on(cast, with_advisors):
    kwame = cast("Kwame")
    with pytest.raises(Refusal, match="Tell us what you would change"), unit_of_work():
        summaries_signing.sign(cast("Asha"), with_advisors, SignView.CHANGE, " ")
    said = sign(cast, "Asha", with_advisors, SignView.CHANGE, "Say which lights you mean.")
    assert summaries_signing.standing(with_advisors).said[0].words == ""
    with pytest.raises(Refusal, match="waiting to be read by the safeguarding desk"), unit_of_work():
        life.send_on(kwame, with_advisors)
    with pytest.raises(NotFound):
        summaries_signing.get_wish(with_advisors, said.public_id)
    assert gate.waiting_count(cast("Sam")) == 1
    _read_at_the_desk(cast, said.public_id)
    assert summaries_signing.standing(with_advisors).said[0].words == "Say which lights you mean."
    sign(cast, "Asha", with_advisors, SignView.HAPPY)
    sign(cast, "Tomos", with_advisors, SignView.HAPPY)
    with pytest.raises(Refusal, match="asked for a change"), unit_of_work():
        life.send_on(kwame, with_advisors)
    wish = summaries_signing.get_wish(with_advisors, said.public_id)
    with pytest.raises(Refusal, match="“Noted” is not an answer"), unit_of_work():
        summaries_signing.answer(kwame, wish, "Noted")
    with unit_of_work():
        summaries_signing.answer(kwame, wish, "It says now that they are those on the quay path.")
        life.send_on(kwame, with_advisors)


def _read_at_the_desk(cast, public_id):
    with unit_of_work():
        item = db.session.scalars(sa.select(TriageItem).where(TriageItem.words_of == public_id)).one()
        item.outcome, item.rationale = Outcome.NO_CONCERN, "A remark on the wording of a page."
        item.decided_at = item.released_at = clock.now()
        item.released_version = 1


def test_a_body_nobody_sits_on_or_that_can_never_decide_has_no_schedule_and_says_why(app, cast):
    kwame = cast("Kwame")
    with unit_of_work(), clock.at(ON):
        empty = bodies.add_body(kwame, "Empty Partnership", None, 2)
        with pytest.raises(Refusal, match="no members yet"):
            bodies.set_schedule(kwame, empty, Schedule(Rhythm.WEEKLY, date(2026, 9, 8)))
        committee = made.committee()
        committee.quorum = 40
        with pytest.raises(Refusal, match="needs 40 of its 5 members"):
            bodies.set_schedule(kwame, committee, Schedule(Rhythm.WEEKLY, date(2026, 9, 8)))
        with pytest.raises(Refusal, match="40 could never be there"):
            bodies.set_quorum(kwame, committee, 40)
        with pytest.raises(Refusal, match="At least one member"):
            bodies.set_quorum(kwame, committee, 0)
        rows = {row.body.name: row.why_not for row in summaries_reading.calendar()}
    assert rows["Empty Partnership"].startswith("It has no members yet")
    assert rows[committee.name].startswith("It needs 40 of its 5 members")


def test_a_schedule_on_school_days_waits_for_term_and_cuts_once_for_the_whole_holiday(app, cast):
    kwame = cast("Kwame")
    weekly = Schedule(Rhythm.WEEKLY, date(2026, 12, 14), time(17))
    with unit_of_work(), clock.at(ON):
        with pytest.raises(Refusal, match="No school term is written down"):
            bodies.set_schedule(kwame, made.committee(), weekly, school_days=True)
        bodies.add_term(kwame, "Autumn", date(2026, 9, 2), date(2026, 12, 18))
        bodies.add_term(kwame, "Spring", date(2027, 1, 5), date(2027, 3, 25))
        with pytest.raises(Refusal, match="runs into “Spring”"):
            bodies.add_term(kwame, "Spring again", date(2027, 3, 1), date(2027, 4, 1))
        kept = bodies.set_schedule(kwame, made.committee(), weekly, school_days=True)
        rule = bodies.rule_of(kept)
    days = [(slot.name, slot.due.astimezone(LONDON).date().isoformat()) for slot in next_slots(rule, ON, 4)]
    assert days == [
        ("2026-12-14", "2026-12-14"),
        ("2026-12-21", "2027-01-05"),
        ("2027-01-11", "2027-01-11"),
        ("2027-01-18", "2027-01-18"),
    ]
