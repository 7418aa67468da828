"""What a body owes is handed over: both are told, somebody answers for it at every moment, and it is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app import once
from app.db import db
from app.times import day
from app.unit_of_work import unit_of_work
from governance.rules.tasks import NewTask
from governance.services import body_tasks, body_tasks_handed, home
from models.jobs import OutboxMessage
from models.summaries import BodyTask
from participation.rules.refusals import Refusal
from participation.rules.responses import AnswerKind, Draft
from tests import summaries_made as made
from tests.hard_cases_made import _told  # noqa: F401 - a fixture


def test_what_is_owed_is_handed_over_at_once_and_is_never_left_with_nobody(app, cast):
    summary = made.published(cast)
    kwame, rhona, carol = cast("Kwame"), cast("Rhona"), cast("Carol")
    what, due = "Say when the lights are mended.", date(2027, 1, 29)
    with unit_of_work():
        task = body_tasks.add(kwame, summary, NewTask(what, what, "Head of parks", due, rhona.user_id))
        mine = body_tasks.add(kwame, summary, NewTask(what, what, "Head of parks", due))
    why, to = "The lights belong to highways.", ("Head of highways", carol.public_id)

    def waits_for(name: str) -> list[str]:
        return [need.path for need in home.needs_for(cast(name)) if what in need.title]

    at = f"/bodies/owed/{task.public_id}"
    assert (waits_for("Rhona"), waits_for("Carol")) == ([at], [])
    assert waits_for("Kwame") == [at, f"/bodies/owed/{mine.public_id}/hand-over"], (
        "one waits on nobody's home"
    )
    for owner, who, words, says in (
        ("", to[1], why, "Say which post"), ("Head of highways", "", why, "never left with nobody"),
        ("Head of highways", cast("Asha").public_id, why, "never left with nobody"),
        (*to, "Noted.", "Say in a sentence why"), ("Head of parks", rhona.public_id, why, "answer for it already"),
    ):  # fmt: skip
        with pytest.raises(Refusal, match=says), unit_of_work():
            body_tasks_handed.hand_over(kwame, task, owner, who, words)
    assert (waits_for("Rhona"), waits_for("Carol")) == ([at], []), "a refusal changed nothing"
    with unit_of_work():
        body_tasks_handed.hand_over(kwame, task, *to, why)
    assert (waits_for("Rhona"), waits_for("Carol"), task.due_on) == ([], [at], due)
    (kept,) = task.handed
    assert (kept.from_owner, kept.from_owner_id, kept.to_owner, kept.why) == (
        "Head of parks", rhona.user_id, "Head of highways", why
    )  # fmt: skip
    told = sa.select(OutboxMessage.to_user_id, OutboxMessage.subject).where(
        OutboxMessage.dedupe_key.startswith("body-task-handed:")
    )
    assert {(row.to_user_id, row.subject) for row in db.session.execute(told)} == {
        (carol.user_id, "You answer now for something a committee owes"),
        (rhona.user_id, "Something a committee owes is handed over"),
    }
    with pytest.raises(DBAPIError, match="never rewritten"), unit_of_work():
        db.session.execute(sa.text("UPDATE body_tasks_handed SET why = ''"))
    read = body_tasks.mark_of(task)
    with unit_of_work():
        to_noor = ("Head of roads", cast("Noor").public_id, "The lights belong to roads.")
        body_tasks_handed.hand_over(kwame, task, *to_noor, seen=read)
    until = datetime(2027, 2, 15, tzinfo=UTC)
    facts = body_tasks.facts(summary.body, task.added_at, until)
    (told,) = [one.officer for one in facts if task.public_id in one.key]
    assert (
        "Head of roads answers for it, by Friday 29 January 2027, which is late. It was handed over by"
        in told
    )
    assert f"by Head of highways on {day(task.handed[-1].at)}. It is not done yet." in told
    did = Draft(AnswerKind.WE_DID, why, why, "Come and see.")
    for name, says in (
        ("Rhona", "You no longer answer"),
        ("Carol", "You no longer answer"),
        ("Noor", "changed after"),
    ):
        with pytest.raises(Refusal, match=says), unit_of_work():
            body_tasks.answer(cast(name), task, did, seen=read)
    with pytest.raises(Refusal, match="Who answers for this changed after"), unit_of_work():
        body_tasks_handed.hand_over(kwame, task, *to, why, seen=read)
    assert (task.owner, task.closed_at, len(task.handed)) == ("Head of roads", None, 2)
    with unit_of_work():
        body_tasks_handed.hand_over(kwame, task, *to, why, seen=body_tasks.mark_of(task))
    with unit_of_work():
        body_tasks.answer(carol, task, Draft(AnswerKind.WE_DID, why, why, "Come and see."))
    with pytest.raises(Refusal, match="answered already"), unit_of_work():
        body_tasks_handed.hand_over(kwame, task, "Head of parks", rhona.public_id, why)


@pytest.mark.parametrize("guarded", [True, False])
def test_of_two_who_hand_it_over_at_once_the_second_is_told(app, cast, monkeypatch, guarded):
    summary = made.published(cast)
    kwame, rhona = cast("Kwame"), cast("Rhona")
    what = "Say when the lights are mended."
    with unit_of_work():
        task = body_tasks.add(kwame, summary, NewTask(what, what, "Parks", date(2027, 1, 29), rhona.user_id))
        if not guarded:  # the control: without its guard the quicker one is written over
            real = once.changed
            monkeypatch.setattr(once, "changed", lambda row, still, **values: real(row, sa.true(), **values))
        quicker = sa.update(BodyTask).values(owner="Head of schools", owner_id=cast("Noor").user_id)
        db.session.execute(quicker.execution_options(synchronize_session=False))
        ask = ("Head of highways", cast("Carol").public_id, "The lights belong to highways.")
        if guarded:
            with pytest.raises(Refusal, match="Somebody answered this or handed it over just now"):
                body_tasks_handed.hand_over(kwame, task, *ask)
            did = Draft(AnswerKind.WE_DID, "They are mended.", "They are mended.", "Come and see.")
            with pytest.raises(Refusal, match="Somebody answered this or handed it over just now"):
                body_tasks.answer(rhona, task, did)  # nor is it answered in the new post's name
        else:
            body_tasks_handed.hand_over(kwame, task, *ask)
    stands = db.session.scalar(sa.select(BodyTask.owner).where(BodyTask.id == task.id))
    assert stands == ("Head of schools" if guarded else "Head of highways")
