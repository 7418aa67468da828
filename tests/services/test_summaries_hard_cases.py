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
from governance.rules.summaries import SummaryState
from governance.rules.withdrawing import GONE
from governance.services import bodies, sources, summaries, summaries_reading, summaries_versions
from governance.services import summaries_life as life
from governance.services.summaries_versions import take_back_due
from models.summaries import Summary
from models.triage import TriageItem
from participation.rules.facts import Fact, Quote, Section
from participation.rules.refusals import Refusal
from tests import summaries_made as made
from tests.hard_cases_made import _told  # noqa: F401 - a fixture
from tests.rules.test_parity import SOFTENINGS
from tests.voice_made import a_listening, decide, somebody_says

S = SummaryState
WORDS = "It is too dark to walk home past the quay"


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
