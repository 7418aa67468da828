"""The disclosure check has a way out: hide, take out, or say why it is safe. Each is kept, and none can be skipped."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app import audit
from app.db import db
from app.unit_of_work import unit_of_work
from governance.rules.settling import TAKEN_OUT, Check, Settled, laid_over
from governance.rules.summaries import SummaryState
from governance.services import sources, summaries, summaries_checking, summaries_reading
from governance.services import summaries_life as life
from models.audit import AuditEvent
from models.summaries import Summary, SummaryCheck
from participation.rules.facts import Fact, Quote, Section
from participation.rules.people import Actor, Held, Role
from participation.rules.refusals import Refusal
from tests import summaries_made as made
from tests.voice_made import a_listening, decide, somebody_says

S, A = SummaryState, Settled
WHY = "Only one family lives on that quay."
SPLIT = Fact(
    Section.HEARD, "heard:area", "By area: Harbour: 31; Northgate: 3; Millfield: 7.",
    "Where they live: Harbour: 31; Northgate: 3; Millfield: 7.", {"Harbour": 31, "Northgate": 3, "Millfield": 7},
)  # fmt: skip
SMALL = "small heard:area Northgate"
WORDS = "My dad drives the only ferry here"


@pytest.fixture
def checked(app, cast, monkeypatch):
    """A summary at the check that shows three people of Northgate and prints words anybody there would know."""
    with unit_of_work():
        said, _ = somebody_says(a_listening(cast), WORDS)
        decide(cast, said)
    theme = Fact(
        Section.THEMES, "theme:q", f"The ferry (12 people). “{WORDS}”", f"The ferry. “{WORDS}”", {"people": 12},
        quotes=(Quote(said.public_id, WORDS),),
    )  # fmt: skip
    monkeypatch.setattr(sources, "collect", lambda team_id, since, until: [*made.FACTS, SPLIT, theme])
    summary = made.brought_to(cast, made.drafted(cast), S.DISCLOSURE_CHECK)
    return summary, f"quote {said.public_id}"


def settle(actor: Actor, summary: Summary, finding: str, act: Settled, why: str = WHY) -> None:
    with unit_of_work():
        summaries_checking.settle(actor, summary, finding, act, why)


def texts(summary: Summary) -> list[str]:
    documents = summaries_reading.versions(summary)
    return ["\n".join(line.told() for line in document.lines()) for document in documents]


def test_a_number_is_hidden_in_both_versions_with_what_would_give_it_away(cast, checked):
    summary, _ = checked
    settle(cast("Pia"), summary, SMALL, A.HIDE)
    for text in texts(summary):
        assert "Harbour: 31; Northgate: not shown; Millfield: not shown." in text
    (split,) = (fact for fact in summaries.facts_of(summary) if fact.key == "heard:area")
    assert dict(split.figures) == {"Harbour": 31, "Northgate": None, "Millfield": None}
    frozen = next(kept for kept in summary.facts if kept["key"] == "heard:area")
    assert frozen["figures"]["Northgate"] == 3  # the cut is as it was
    assert summaries_reading.charts_of(summary) == {}  # one number alone is no picture
    assert summaries.faults_of(summary) == summaries_checking.findings(summary) == []
    with unit_of_work():
        life.pass_check(cast("Pia"), summary)
    made.brought_to(cast, summary, S.PUBLISHED)
    assert life.is_as_published(summary)
    assert audit.verify() == []


def test_words_are_taken_out_of_both_versions_and_the_record_does_not_keep_them(cast, checked):
    summary, quote = checked
    settle(cast("Pia"), summary, quote, A.TAKE_OUT)
    assert all(WORDS not in text and TAKEN_OUT in text for text in texts(summary))
    kept = db.session.scalars(sa.select(SummaryCheck)).one()
    assert (kept.by_id, kept.why, kept.words) == (cast("Pia").user_id, WHY, "")
    told = db.session.scalars(
        sa.select(AuditEvent.details).where(AuditEvent.action == "summary.finding_settled")
    )
    assert WORDS not in str(told.all())
    assert summaries_checking.quotes(summary) == []


def test_a_safeguarding_lead_may_say_that_it_is_safe_and_nobody_else(cast, checked):
    summary, _ = checked
    with pytest.raises(Refusal, match="Only a safeguarding lead"):
        settle(cast("Pia"), summary, SMALL, A.SAFE)
    settle(cast("Sam"), summary, SMALL, A.SAFE, "All three asked to be named in it.")
    assert "Northgate: 3" in texts(summary)[0]
    with unit_of_work():
        life.pass_check(cast("Pia"), summary)
    assert summary.state is S.ADVISORS_EDIT


@pytest.mark.parametrize("why", ["", "Fine", "Noted", "It is."])
def test_nothing_is_settled_without_a_reason(cast, checked, why):
    with pytest.raises(Refusal, match="Say why"):
        settle(cast("Sam"), checked[0], SMALL, A.HIDE, why)


def test_what_does_not_fit_is_refused_and_changes_nothing(cast, checked):
    summary, quote = checked
    before = texts(summary)
    for finding, act, says in (
        (SMALL, A.TAKE_OUT, "a number, not words"),
        (quote, A.HIDE, "words, not a number"),
        ("small heard:area Elsewhere", A.HIDE, "dealt with already"),
    ):
        with pytest.raises(Refusal, match=says):
            settle(cast("Sam"), summary, finding, act)
    with pytest.raises(Refusal, match="Somebody could be picked out"), unit_of_work():
        life.pass_check(cast("Pia"), summary)
    assert texts(summary) == before
    assert db.session.scalars(sa.select(SummaryCheck)).all() == []


def test_the_one_who_compiled_it_settles_nothing_and_nobody_does_outside_the_check(cast, checked):
    summary, _ = checked
    kwame = cast("Kwame")
    both = Actor(
        kwame.user_id, kwame.public_id, "Kwame", (Held(Role.SAFEGUARDING_LEAD), Held(Role.BOARD_CLERK))
    )
    with pytest.raises(Refusal, match="You compiled this summary"):
        settle(both, summary, SMALL, A.SAFE)
    with unit_of_work():
        life.send_back(cast("Pia"), summary, "Write it afresh.")
    with pytest.raises(Refusal, match="at the disclosure check"):
        settle(cast("Sam"), summary, SMALL, A.HIDE)


def test_what_was_done_is_done_once_and_stays_as_it_was_kept(cast, checked):
    summary, _ = checked
    settle(cast("Pia"), summary, SMALL, A.HIDE)
    with pytest.raises(Refusal, match="dealt with already"):
        settle(cast("Sam"), summary, SMALL, A.SAFE)
    for sql in ("UPDATE summary_checks SET why = 'x'", "DELETE FROM summary_checks"):
        with pytest.raises(DBAPIError, match="only ever added to"), unit_of_work():
            db.session.execute(sa.text(sql))


def test_a_total_that_gives_a_small_number_away_is_hidden_with_a_part_of_each_split():
    total = Fact(Section.HEARD, "heard:total", "On 41 May 41 people, £41.", "41 people.", {"people": 41})
    then = replace(
        total,
        key="heard:total:then:people",
        officer="41 this time, 40 last time.",
        figures={"now": 41, "then": 40},
    )
    facts = [total, then, SPLIT, replace(SPLIT, key="theme:1")]
    told = {fact.key: fact for fact in laid_over(facts, [Check(A.HIDE, "heard:total", "people")])}
    assert told["heard:total"].officer == "On 41 May not shown people, £41."
    assert told["heard:total:then:people"].officer == "not shown this time, not shown last time."
    assert told["heard:area"].officer == "By area: Harbour: 31; Northgate: not shown; Millfield: 7."
    assert told["theme:1"].officer == SPLIT.officer


def test_what_a_withdrawal_leaves_behind_cannot_be_waved_through(cast, checked):
    summary, _ = checked
    with unit_of_work():
        db.session.execute(sa.text("UPDATE triage_items SET released_at = NULL"))
    gone = next(one for one in summaries_checking.findings(summary) if one.said)
    with pytest.raises(Refusal, match="took these words back"):
        settle(cast("Sam"), summary, gone.id, A.SAFE)
    settle(cast("Sam"), summary, gone.id, A.TAKE_OUT)
    assert all(WORDS not in text for text in texts(summary))
    assert [one.id for one in summaries_checking.findings(summary)] == [SMALL]
