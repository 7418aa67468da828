"""Summaries: two people behind each, both versions out together and for good."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app import audit, clock
from app.db import db
from app.unit_of_work import unit_of_work
from governance.rules.schedules import Rhythm
from governance.rules.summaries import LIFE, SummaryAction, SummaryState
from governance.services import bodies, summaries, summaries_reading
from governance.services import summaries_life as life
from models.summaries import Summary
from participation.rules.people import Actor, Held, Role
from participation.rules.refusals import NotFound, Refusal
from tests import summaries_made as made
from tests.summary_slots_made import (
    committee,
    draft,
    schedule,
    told_fixture,  # noqa: F401 - a fixture
)


@pytest.fixture
def drafted(app, cast) -> Summary:
    schedule(cast, Rhythm.QUARTERLY)
    draft(datetime(2026, 1, 9, 18, 1, tzinfo=UTC))
    return made.brought_to(cast, db.session.scalars(sa.select(Summary)).one(), SummaryState.DRAFTED)


def at_once(*steps) -> None:
    for step in steps:
        with unit_of_work():
            step()


def published(cast, summary: Summary) -> Summary:
    return made.brought_to(cast, summary, SummaryState.PUBLISHED)


def test_the_whole_way_to_publication(app, cast, drafted):
    published(cast, drafted)
    assert drafted.state is SummaryState.PUBLISHED
    assert (drafted.compiled_by.name, drafted.approved_by.name) == ("Kwame", "Carol")
    assert (drafted.checked_by.name, drafted.minute) == ("Pia", "Minute 14")
    assert (drafted.audit_head, drafted.audit_length) == (audit.head().hash, audit.head().length)
    assert summaries_reading.latest_published(1) == [drafted]
    assert audit.verify() == []


def test_neither_the_check_nor_the_approval_is_by_the_one_who_compiled_it(app, drafted, cast):
    both = Actor(
        cast("Carol").user_id, cast("Carol").public_id, "Carol",
        (Held(Role.BOARD_CLERK), Held(Role.COMMISSIONING_OFFICER), Held(Role.PARTICIPATION_WORKER)),
    )  # fmt: skip
    at_once(lambda: life.send(both, drafted))
    with (
        pytest.raises(Refusal, match="You compiled this summary, so somebody else must check"),
        unit_of_work(),
    ):
        life.pass_check(both, drafted)
    made.brought_to(cast, drafted, SummaryState.AWAITING_APPROVAL)
    with pytest.raises(Refusal, match="You compiled this summary"), unit_of_work():
        life.approve(both, drafted)
    at_once(lambda: life.approve(cast("Noor"), drafted))
    for column in ("approved_by_id", "checked_by_id"):
        with pytest.raises(DBAPIError), unit_of_work():  # and the database holds to it by itself
            db.session.execute(sa.update(Summary).values({column: cast("Carol").user_id}))


def test_the_whole_grid_of_states_and_actions(app, cast):
    """In every state every action the table does not have is refused by name, and changes nothing."""
    schedule(cast, Rhythm.QUARTERLY)
    draft(datetime(2026, 1, 9, 18, 1, tzinfo=UTC))
    summary = db.session.scalars(sa.select(Summary)).one()
    kwame, carol = cast("Kwame"), cast("Carol")
    a = SummaryAction
    do = {
        a.TAKE_UP: lambda: life.take_up(kwame, summary),
        a.SEND: lambda: life.send(kwame, summary),
        a.PASS_CHECK: lambda: life.pass_check(cast("Pia"), summary),
        a.SEND_ON: lambda: life.send_on(kwame, summary),
        a.RETURN: lambda: life.send_back(carol, summary, "Name the hall."),
        a.APPROVE: lambda: life.approve(carol, summary),
        a.PRESENT: lambda: life.present(kwame, summary, bodies.meetings_of(committee(), 1)[0]),
        a.MINUTE: lambda: life.minute(kwame, summary, "Minute 14"),
        a.PUBLISH: lambda: life.publish(kwame, summary),
        a.TRACK: lambda: life.track(kwame, summary),
        a.ARCHIVE: lambda: life.archive(kwame, summary),
    }
    assert set(do) == set(SummaryAction) - {a.CUT}
    with unit_of_work(), clock.at(datetime(2026, 1, 12, 20, tzinfo=UTC)):
        made.write_down_meeting(cast, date(2026, 1, 12))
    refused = 0
    for state in made.LINE:
        made.brought_to(cast, summary, state)
        for action, act in do.items():
            if not LIFE.allows(state, action):
                with pytest.raises(Refusal, match="so it cannot be"), unit_of_work():
                    act()
                refused += 1
        assert db.session.get(Summary, summary.id, populate_existing=True).state is state
    assert refused == len(made.LINE) * len(do) - (len(LIFE.steps) - 1)
    assert draft(datetime(2026, 1, 10, tzinfo=UTC)) == "No summary was due."  # and nothing is cut twice


@pytest.mark.parametrize("state", [state for state, action in LIFE.steps if action is SummaryAction.RETURN])
def test_what_is_sent_back_is_checked_signed_and_approved_afresh(app, cast, drafted, state):
    made.brought_to(cast, drafted, state)
    at_once(lambda: life.send_back(cast("Carol"), drafted, "Name the hall the meeting was in."))
    assert drafted.state is SummaryState.DRAFTED
    assert (drafted.approved_by_id, drafted.checked_by_id, drafted.meeting_id, drafted.minute) == (
        None,
        None,
        None,
        "",
    )
    with clock.at(clock.now() + timedelta(seconds=5)):
        at_once(lambda: life.send(cast("Kwame"), drafted), lambda: life.pass_check(cast("Sam"), drafted))
        with pytest.raises(Refusal, match="No young advisor has signed off"), unit_of_work():
            life.send_on(cast("Kwame"), drafted)


def test_sent_back_with_a_reason_it_is_a_draft_again(app, cast, drafted):
    at_once(lambda: life.send(cast("Kwame"), drafted))
    with pytest.raises(Refusal, match="Say what should change"), unit_of_work():
        life.send_back(cast("Carol"), drafted, "")
    at_once(lambda: life.send_back(cast("Carol"), drafted, "Name the hall the meeting was in."))
    assert drafted.state is SummaryState.DRAFTED
    assert [remark.words for remark in drafted.comments] == ["Name the hall the meeting was in."]


def test_an_introduction_has_no_figures_and_is_for_both_readers(app, cast, drafted):
    for words, children in (
        ("All 41 came.", "Hello."),
        ("Hello.", "£5 for all!"),
        ("Hello.", ""),
        ("", "Hi."),
    ):
        with pytest.raises(Refusal), unit_of_work():
            summaries.introduce(cast("Kwame"), drafted, words, children)
    for words, children in (
        ("We kept every promise this time.", "We had fun."),
        ("A wet spring.", "We kept all our promises. Hooray!"),
        ("A wet spring.", "Nothing is late."),
    ):
        with pytest.raises(Refusal, match="not done or is late"), unit_of_work():
            summaries.introduce(cast("Kwame"), drafted, words, children)
        with pytest.raises(Refusal, match="not done or is late"), unit_of_work():
            summaries.note(cast("Kwame"), drafted, "money", words, children)
    with unit_of_work():
        summaries.introduce(
            cast("Kwame"), drafted, "Not all we promised was done.", "We did not keep all we said."
        )
    at_once(lambda: summaries.introduce(cast("Kwame"), drafted, "A wet spring.", "It rained a lot."))
    assert drafted.introduction == "A wet spring."
    at_once(lambda: life.send(cast("Kwame"), drafted))
    with pytest.raises(Refusal, match="sent on"), unit_of_work():
        summaries.introduce(cast("Kwame"), drafted, "", "")


def test_bad_news_taken_out_of_the_childs_version_stops_publication_of_both(app, cast, drafted):
    made.brought_to(cast, drafted, SummaryState.MINUTED)
    with unit_of_work():
        softer = {**drafted.child, "lead": [], "parts": [{**p, "lines": []} for p in drafted.child["parts"]]}
        db.session.execute(sa.update(Summary).values(child=softer))
    db.session.refresh(drafted)
    with pytest.raises(Refusal, match="so neither is published"), unit_of_work():
        life.publish(cast("Kwame"), drafted)
    assert summaries_reading.latest_published() == []


@pytest.mark.parametrize(
    "change", ["introduction = 'Better'", "state = 'drafted'", "published_at = NULL", "audit_head = 'x'"]
)
def test_the_database_refuses_every_change_of_a_published_summary(app, cast, drafted, change):
    published(cast, drafted)
    with pytest.raises(DBAPIError, match="never changes"), unit_of_work():
        db.session.execute(sa.text(f"UPDATE summaries SET {change}"))
    with pytest.raises(DBAPIError, match="never deleted"), unit_of_work():
        db.session.execute(sa.text("DELETE FROM summaries"))


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ("facts = '[]'", "frozen when the data is cut"),
        ("slot = '2020-01-01'", "frozen when the data is cut"),
        (
            "state = 'published', published_at = drafted_at, audit_head = 'x'",
            "approved and minuted before it is published",
        ),
    ],
)
def test_the_database_keeps_the_facts_and_the_order_of_a_draft(app, drafted, change, because):
    with pytest.raises(DBAPIError, match=because), unit_of_work():
        db.session.execute(sa.text(f"UPDATE summaries SET {change}"))


def test_a_draft_is_nobodys_to_read_as_published(app, drafted):
    with pytest.raises(NotFound):
        summaries_reading.get_published(drafted.public_id)


def test_the_calendar_says_what_is_due_and_what_waits(app, cast, drafted):
    with clock.at(datetime(2026, 1, 10, 9, tzinfo=UTC)):
        row = summaries_reading.calendar()[0]
    assert (row.rhythm, row.next.name, row.waiting) == ("every three months", "2026-04-09", [drafted])
    assert row.waits_for(drafted) == "It waits for the clerk to read it and send it to the disclosure check."
