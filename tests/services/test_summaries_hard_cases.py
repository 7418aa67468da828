"""The hard cases of summaries, by their numbers in the design: each one whole, as it would happen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
import sqlalchemy as sa

from app import audit, clock
from app.db import db
from app.unit_of_work import unit_of_work
from governance.rules.comparing_versions import NOT_AGAIN
from governance.rules.disclosure import Before, findings, people_in
from governance.rules.documents import document_json, fact_json
from governance.rules.schedules import Rhythm, Schedule
from governance.rules.summaries import FileKind, SummaryState
from governance.rules.tasks import NewTask
from governance.rules.withdrawing import GONE
from governance.services import (
    bodies,
    body_tasks,
    home,
    sources,
    summaries,
    summaries_after,
    summaries_paper,
    summaries_reading,
    summaries_versions,
)
from governance.services import summaries_life as life
from governance.services.summaries_versions import take_back_due
from governance.views import summaries_kept
from models.jobs import OutboxMessage
from models.summaries import Summary
from models.triage import TriageItem
from participation.rules.facts import Fact, Quote, Section
from participation.rules.needs import Need
from participation.rules.refusals import Refusal
from participation.rules.responses import AnswerKind, Draft
from tests import summaries_made as made
from tests.rules.test_parity import SOFTENINGS
from tests.voice_made import a_listening, decide, somebody_says

S = SummaryState
WORDS = "It is too dark to walk home past the quay"


@pytest.fixture(autouse=True)
def _told(monkeypatch):
    monkeypatch.setattr(summaries_kept, "LOOK_AGAIN", 0)
    monkeypatch.setattr(sources, "collect", lambda team_id, since, until: list(made.FACTS))


def test_hard_case_17_two_reports_laid_side_by_side_do_not_give_a_small_group_away(app, cast):
    """Nine in a parent total and five shown elsewhere for the same days leave four: found before it is passed on."""
    summary = made.drafted(cast)
    whole = replace(made.FACTS[0], figures={"people": 45})
    beside = Before("the council’s summary", summary.since, summary.until, people_in([whole]))
    (found,) = findings(list(made.FACTS), summary.since, summary.until, [beside])
    assert "the difference is a number under five" in found.words
    apart = replace(beside, since=summary.until, until=summary.until + timedelta(days=9))
    assert findings(list(made.FACTS), summary.since, summary.until, [apart]) == []
    shown = replace(made.FACTS[0], figures={"people": 4})
    assert "a number under five is shown" in findings([shown], summary.since, summary.until)[0].words


def test_hard_case_17_the_check_cannot_be_passed_while_a_small_number_can_be_read_off(app, cast, monkeypatch):
    small = Fact(Section.HEARD, "heard:area", "Northgate: 3.", "Northgate: 3.", {"Northgate": 3})
    monkeypatch.setattr(sources, "collect", lambda team_id, since, until: [*made.FACTS, small])
    summary = made.brought_to(cast, made.drafted(cast), S.DISCLOSURE_CHECK)
    with pytest.raises(Refusal, match="Somebody could be picked out"), unit_of_work():
        life.pass_check(cast("Pia"), summary)


@pytest.fixture
def quoted(app, cast, monkeypatch):
    """A published summary that quotes released words, and whose they are."""
    with unit_of_work():
        said, _ = somebody_says(a_listening(cast), WORDS)
        decide(cast, said)
    theme = Fact(
        Section.THEMES, "theme:q", f"Dark paths (12 people). “{WORDS}”", f"Dark paths. “{WORDS}”", {"people": 12},
        quotes=(Quote(said.public_id, WORDS),),
    )  # fmt: skip
    monkeypatch.setattr(sources, "collect", lambda team_id, since, until: [*made.FACTS, theme])
    return made.published(cast), said.public_id


def take_back(public_id: str) -> None:
    with unit_of_work():
        db.session.execute(
            sa.update(TriageItem).where(TriageItem.words_of == public_id).values(released_at=None)
        )


def test_hard_case_18_a_quote_taken_back_after_publication_is_out_of_the_live_summary_and_the_old_one_is_shut(
    client, quoted
):
    old, whose = quoted
    assert WORDS in client.get(f"/summaries/{old.public_id}").get_text(" ")
    take_back(whose)
    with unit_of_work():
        assert take_back_due(clock.now()) == "Made 1 new versions."
    new = summaries_versions.newest(db.session.get_one(Summary, old.id))
    assert (new.version, new.state, new.replaces_id) == (2, S.PUBLISHED, old.id)
    assert summaries.faults_of(new) == []
    for path in ("", "/for-children"):
        client.get(f"/summaries/{old.public_id}{path}", status=302)
        page = client.get(f"/summaries/{new.public_id}{path}")
        page.says("taken" if not path else "took back", "£12,345.67")
        page.never_says(WORDS)
    client.get(f"/summaries/{new.public_id}").says(GONE, "version 2", "What changed, word by word")
    for public_id in (old.public_id, new.public_id):
        page = client.get(f"/summaries/{public_id}/versions")
        page.says(
            "Version 2: the one that stands",
            "taken out",
            NOT_AGAIN,
            GONE,
            "Version for children: What you told us",
        )
        page.never_says(WORDS)
    assert summaries_reading.latest_published() == [new]
    assert audit.verify() == []
    with unit_of_work():
        assert take_back_due(clock.now()) == "No quoted words were taken back."


def test_hard_case_18_words_taken_back_before_publication_stop_it_and_the_draft_is_made_afresh(
    app, cast, quoted, monkeypatch
):
    _, whose = quoted
    due = datetime(2026, 12, 21, 18, tzinfo=UTC)
    with unit_of_work(), clock.at(due):
        summaries.draft_due(due)
    later = db.session.scalars(sa.select(Summary).order_by(Summary.until.desc()).limit(1)).one()
    with clock.at(due + timedelta(hours=1)):
        made.brought_to(cast, later, S.MINUTED)
        take_back(whose)
        with pytest.raises(Refusal, match="no longer released"), unit_of_work():
            life.publish(cast("Kwame"), later)
        with unit_of_work():
            take_back_due(clock.now())
    fresh = summaries_versions.newest(db.session.get_one(Summary, later.id))
    assert (fresh.state, fresh.approved_by_id, fresh.minute) == (S.DRAFTED, None, "")
    assert WORDS not in str(fresh.officer) + str(fresh.child) + str(fresh.facts)


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
        body_tasks.add(cast("Kwame"), summary, new)
    full = client.get(at)
    full.says("What was promised when it was presented", "Say when the hall opens.")
    full.never_says("This account comes late")
    client.get(f"{at}/for-children").says("What we promised at the meeting", "Say when the hall opens.")
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


def test_hard_case_21_our_late_promise_leads_though_theirs_was_kept(app, cast):
    for document in summaries_reading.versions(made.drafted(cast)):
        first = next(document.lines())
        assert first.key == "deal-ours:1"
        assert "late" in first.told()


def test_hard_case_24_a_slot_on_a_bank_holiday_and_over_a_clock_change_is_cut_once_at_londons_hour(app, cast):
    """Easter Monday 2026 is 6 April, a week after the clocks went forward: the cut is Tuesday, at six in London."""
    with unit_of_work(), clock.at(datetime(2026, 3, 2, 9, tzinfo=UTC)):
        weekly = Schedule(Rhythm.WEEKLY, date(2026, 3, 23), time(18))
        bodies.set_schedule(cast("Kwame"), made.committee(), weekly)
    for moment in (datetime(2026, 4, 7, 16, 59, tzinfo=UTC), datetime(2026, 4, 7, 17, 1, tzinfo=UTC)):
        for _ in range(2):
            with unit_of_work(), clock.at(moment):
                summaries.draft_due(moment)
    told = db.session.execute(sa.select(Summary.slot, Summary.until).order_by(Summary.until)).all()
    assert [(slot, until) for slot, until in told] == [
        ("2026-03-23", datetime(2026, 3, 23, 18, tzinfo=UTC)),
        ("2026-03-30", datetime(2026, 3, 30, 17, tzinfo=UTC)),
        ("2026-04-06", datetime(2026, 4, 7, 17, tzinfo=UTC)),
    ]


@pytest.mark.parametrize("softening", list(SOFTENINGS)[:10])
def test_hard_case_25_an_officers_softening_of_the_childs_version_stops_publication(
    app, cast, monkeypatch, softening
):
    """Ten ways to take bad news out, each done to what is kept, after everybody has approved it."""
    from tests.rules import test_parity

    monkeypatch.setattr(sources, "collect", lambda team_id, since, until: list(test_parity.FACTS))
    summary = made.brought_to(cast, made.drafted(cast), S.MINUTED)
    _, child = summaries_reading.versions(summary)
    softened = document_json(SOFTENINGS[softening](child))
    assert softened != summary.child
    with unit_of_work():
        db.session.execute(sa.update(Summary).values(child=softened))
    db.session.refresh(summary)
    with pytest.raises(Refusal, match="so neither is published"), unit_of_work():
        life.publish(cast("Kwame"), summary)
    assert summary.state is S.MINUTED


def test_hard_case_27_a_models_money_without_its_notes_fails(app, cast, monkeypatch):
    bare = "Earlier help gives a projected saving of £2,000,000."
    noted = (
        f"{bare} This is cost avoidance and not money in hand, it rests on assumptions, and the investment needed is "
        "not included."
    )
    fact = Fact(Section.MONEY, "model:1", bare, bare, {"model_pence": 200_000_000})
    monkeypatch.setattr(sources, "collect", lambda team_id, since, until: [*made.FACTS, fact])
    summary = made.drafted(cast)
    with pytest.raises(Refusal, match="without saying that it is cost avoidance"), unit_of_work():
        life.send(cast("Kwame"), summary)
    with pytest.raises(Refusal, match="This tells of money a model says is saved"), unit_of_work():
        summaries.introduce(cast("Kwame"), summary, "Invest-to-save works.", "Helping early works.")
    assert fact_json(fact)["officer"] == bare
    monkeypatch.setattr(
        sources,
        "collect",
        lambda team_id, since, until: [*made.FACTS, replace(fact, officer=noted, child=noted)],
    )
    due = datetime(2026, 12, 21, 18, tzinfo=UTC)
    with unit_of_work(), clock.at(due):
        summaries.draft_due(due)
    later = db.session.scalars(sa.select(Summary).order_by(Summary.until.desc()).limit(1)).one()
    assert summaries.faults_of(later) == []
