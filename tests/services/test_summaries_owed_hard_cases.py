"""The hard cases of what a body owes: told until it is answered, and a late promise stays late."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.db import db
from app.unit_of_work import unit_of_work
from governance.rules.summaries import FileKind, SummaryState
from governance.rules.tasks import NewTask
from governance.services import (
    bodies,
    body_tasks,
    home,
    summaries,
    summaries_after,
    summaries_paper,
    summaries_reading,
)
from governance.services import summaries_life as life
from models.jobs import OutboxMessage
from models.summaries import Summary
from participation.rules.needs import Need
from participation.rules.refusals import Refusal
from participation.rules.responses import AnswerKind, Draft
from tests import summaries_made as made
from tests.hard_cases_made import _told  # noqa: F401 - a fixture

S = SummaryState


def test_hard_case_20_what_a_body_owes_is_told_until_it_is_answered_and_noted_is_no_answer(app, cast):
    summary = made.published(cast)
    kwame, today = cast("Kwame"), date(2026, 9, 29)
    with unit_of_work(), clock.at(datetime(2026, 9, 29, 9, tzinfo=UTC)):
        new = NewTask(
            "Light the quay path.", "Light the quay path.", "Head of parks", today + timedelta(days=30)
        )
        task = body_tasks.add(kwame, summary, new)
    body, since, until = summary.body, summary.until, datetime(2026, 12, 21, 18, tzinfo=UTC)
    (owed,) = body_tasks.facts(body, since, until)
    assert owed.not_done
    assert "It is not done yet" in owed.officer
    (again,) = body_tasks.facts(body, until, until + timedelta(days=90))
    assert again.officer.startswith("Carried over from last time: ")
    for words in ("", "Noted", "Noted with thanks."):
        with pytest.raises(Refusal), unit_of_work(), clock.at(until):
            body_tasks.answer(kwame, task, Draft(AnswerKind.WE_COULD_NOT, words, words))
    why = "The path belongs to the harbour company, which will not allow it."
    with unit_of_work(), clock.at(until):
        body_tasks.answer(
            kwame, task, Draft(AnswerKind.WE_COULD_NOT, why, "The path is not ours. Its owner said no.")
        )
    (told,) = body_tasks.facts(body, until, until + timedelta(days=90))
    assert told.not_done
    assert "We could not: The path belongs" in told.officer
    assert body_tasks.facts(body, until + timedelta(days=90), until + timedelta(days=180)) == []


def test_what_a_body_owes_waits_on_its_owners_home_with_its_day_and_leads_there_once_late(app, cast):
    summary = made.published(cast)
    kwame, rhona = cast("Kwame"), cast("Rhona")
    with unit_of_work(), clock.at(datetime(2026, 9, 29, 9, tzinfo=UTC)):
        for what, days in (("Light the quay path.", 90), ("Open the toilets.", 30)):
            due = date(2026, 9, 29) + timedelta(days=days)
            task = body_tasks.add(kwame, summary, NewTask(what, what, "Head of parks", due, rhona.user_id))
    (late, soon) = ("Open the toilets.", "Light the quay path.")

    def owed(name: str) -> list[Need]:
        return [need for need in home.needs_for(cast(name)) if " owes: " in need.title]

    with clock.at(datetime(2026, 10, 1, 9, tzinfo=UTC)):
        assert [need.title.split(": ")[1] for need in owed("Rhona")] == [late, soon], "the next due first"
        assert owed("Rhona")[0].why == "You answer for it, by Thursday 29 October 2026."
        assert [len(owed(name)) for name in ("Kwame", "Carol", "Asha")] == [2, 0, 0]
    with clock.at(datetime(2026, 11, 2, 9, tzinfo=UTC)):
        first, second = home.needs_for(cast("Rhona"))[0], owed("Rhona")[1]
        assert (first.title.split(": ")[1], first.late, first.leads) == (late, True, True)
        assert not second.late
        with unit_of_work():
            words = "They are open, every day from eight."
            body_tasks.answer(rhona, task, Draft(AnswerKind.WE_DID, words, words, "Come and see."))
        assert [need.title.split(": ")[1] for need in owed("Rhona")] == [soon]
    letters = sa.select(sa.func.count()).where(
        OutboxMessage.to_user_id == rhona.user_id, OutboxMessage.dedupe_key.startswith("body-task:")
    )
    assert db.session.scalar(letters) == 2


def test_a_late_promise_stays_late_whatever_is_promised_since_and_a_no_is_no_promise(app, cast):
    summary = made.published(cast)
    kwame, rhona = cast("Kwame"), cast("Rhona")
    with unit_of_work(), clock.at(datetime(2026, 9, 29, 9, tzinfo=UTC)):
        what, due = "Say when the lights are mended.", date(2026, 10, 29)
        task = body_tasks.add(kwame, summary, NewTask(what, what, "Head of parks", due, rhona.user_id))
    later, words = date(2027, 11, 1), "The lights will be mended by the contractor."
    with clock.at(datetime(2026, 11, 25, 9, tzinfo=UTC)):
        with pytest.raises(Refusal, match="Say the same in both"), unit_of_work():
            body_tasks.answer(
                rhona, task, Draft(AnswerKind.WE_WILL_BY, words, "We will not do it.", by_when=later)
            )
        with unit_of_work():
            body_tasks.answer(rhona, task, Draft(AnswerKind.WE_WILL_BY, words, words, by_when=later))
        (need,) = (need for need in home.needs_for(rhona) if " owes: " in need.title)
        assert (need.late, "by Thursday 29 October 2026" in need.why) == (True, True)
    until = datetime(2026, 12, 21, 18, tzinfo=UTC)
    (owed,) = body_tasks.facts(summary.body, summary.until, until)
    assert "by Thursday 29 October 2026, which is late" in owed.officer
    for version in (owed.officer, owed.child):
        assert "It is promised now by Monday 1 November 2027." in version
    (before,) = body_tasks.facts(summary.body, summary.until, datetime(2026, 11, 1, tzinfo=UTC))
    assert "promised now" not in before.officer, "not yet said at that cut"


def test_what_was_promised_when_it_was_presented_is_read_with_it_and_so_is_that_it_came_late(
    app, cast, client
):
    summary = made.published(cast)
    at = f"/summaries/{summary.public_id}"
    with unit_of_work(), clock.at(datetime(2026, 9, 29, 9, tzinfo=UTC)):
        new = NewTask(
            "Say when the hall opens.", "Say when the hall opens.", "Head of parks", date(2199, 1, 1)
        )
        task = body_tasks.add(cast("Kwame"), summary, new)
        said = Draft(
            AnswerKind.WE_WILL_BY, "The hall will open once its roof is mended.",
            "The hall will open after the roof is mended.", by_when=date(2027, 3, 1),
        )  # fmt: skip
        body_tasks.answer(cast("Rhona"), task, said)
    full = client.get(at)
    full.says("What was promised when it was presented", "Say when the hall opens.")
    full.never_says("This account comes late")
    full.says("It is not done yet. We will: The hall will open once its roof is mended.")
    client.get(f"{at}/for-children").says("What we promised at the meeting", "Say when the hall opens.")
    client.get(f"{at}/for-children").says(
        "It is not done yet. We will: The hall will open after the roof is mended."
    )
    cut = datetime(2026, 12, 21, 18, tzinfo=UTC)
    with unit_of_work(), clock.at(cut):
        summaries.draft_due(cut)
    with clock.at(cut):
        assert not summaries_after.after(summary).overtaken, "it was out before the next one was cut"
    late = db.session.scalars(sa.select(Summary).order_by(Summary.id.desc()).limit(1)).one()
    with clock.at(datetime(2027, 3, 25, 9, tzinfo=UTC)):
        with unit_of_work():
            summaries.draft_due(clock.now())
        told = summaries_after.after(late)
        assert (told.overtaken, told.next_on) == (True, date(2027, 6, 21))
        assert "This account comes late" in summaries_paper.html_of(
            made.brought_to(cast, late, S.PUBLISHED), FileKind.PDF
        )
        child = summaries_paper.html_of(late, FileKind.CHILD_PDF)
        assert child.index("This page comes late") < child.index("We will tell you more on")


def test_hard_case_21_our_late_promise_leads_though_theirs_was_kept(app, cast):
    for document in summaries_reading.versions(made.drafted(cast)):
        first = next(document.lines())
        assert first.key == "deal-ours:1"
        assert "late" in first.told()


def test_a_meeting_written_down_before_the_approval_of_the_same_day_was_not_given_it(app, cast):
    summary = made.drafted(cast)
    with clock.at(datetime(2026, 9, 25, 9, tzinfo=UTC)):
        made.brought_to(cast, summary, S.AWAITING_APPROVAL)
        with unit_of_work():
            early = made.write_down_meeting(cast, date(2026, 9, 25))
    with clock.at(datetime(2026, 9, 25, 19, tzinfo=UTC)):
        made.brought_to(cast, summary, S.APPROVED)
        with pytest.raises(Refusal, match="before it was approved"), unit_of_work():
            life.present(cast("Kwame"), summary, early)
    with clock.at(datetime(2026, 9, 25, 20, tzinfo=UTC)):  # the same evening, written down after the approval
        body, there = (
            made.committee(),
            [one.public_id for one in bodies.members_of([made.committee()])[early.body_id]],
        )
        with unit_of_work():
            db.session.execute(sa.text("DELETE FROM body_attendance"))
            db.session.delete(early)
            db.session.flush()
            begun = bodies.record_meeting(cast("Kwame"), body, date(2026, 9, 25), there, 0, at=time(19, 59))
        with pytest.raises(Refusal, match="before it was approved"), unit_of_work():
            life.present(cast("Kwame"), summary, begun)
    with clock.at(datetime(2026, 9, 28, 20, tzinfo=UTC)), unit_of_work():
        life.present(cast("Kwame"), summary, made.write_down_meeting(cast, date(2026, 9, 28)))
    assert summary.state is S.PRESENTED
