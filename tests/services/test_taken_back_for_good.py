"""Hard case 18, where it begins: released words are taken back after they were quoted, and then erased for good."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from app.clock import now
from app.db import db
from models.feedback import Feedback
from models.saying import TakenBack
from models.themes import ThemeItem
from models.triage import SealedWords, TriageDecision
from participation.rules.gate import Letting, Outcome
from participation.services import retention, taken_back, voice_facts
from participation.services.released import ReleasedFeedback
from tests.desk_made import called
from tests.voice_made import a_drawing, a_listening, a_theme, decide, item_of, somebody_says

QUOTED = "It is dark by the gate, and nobody mends the light"


def quotes(since, until):
    """Every quote that a summary cut now would print, with whose words they are."""
    facts = voice_facts.summary_facts(None, since, until)
    return {(quote.said, quote.words) for fact in facts for quote in fact.quotes}


def test_hard_case_18_a_quote_taken_back_is_out_of_live_pages_and_of_the_next_cut(work, cast):
    start = now() - timedelta(hours=1)
    with work():
        here = a_listening(cast)
        said = [
            somebody_says(here, QUOTED if n == 0 else f"More light by gate number {n}, please")[0]
            for n in range(6)
        ]
        for one in said:
            decide(cast, one)
        theme = a_theme(cast, *said, send=True)
    public_id = said[0].public_id
    assert (public_id, QUOTED) in quotes(start, now() + timedelta(hours=1))
    with work():
        taken_back.take_back(public_id)
    assert QUOTED not in str(quotes(start, now() + timedelta(hours=1)))
    assert QUOTED not in str(ReleasedFeedback().in_theme(theme.id).page(size=50))
    with work():
        retention.run_due(now())
    left = {name for (name,) in db.session.execute(sa.select(Feedback.public_id))}
    assert public_id not in left
    assert len(left) == 5
    assert db.session.scalar(sa.select(sa.func.count()).select_from(ThemeItem)) == 5
    assert db.session.scalar(sa.select(sa.func.count()).select_from(TakenBack)) == 0


def test_sg14_what_was_a_concern_or_waits_is_not_erased_by_taking_it_back(work, cast):
    with work():
        here = a_listening(cast)
        referred, waiting, advice = (somebody_says(here, f"He hits me, {n}", face=1)[0] for n in range(3))
        decide(cast, referred, outcome=Outcome.REFERRED, reference="REF-1", letting=Letting.KEEP)
        decide(cast, advice, outcome=Outcome.ADVICE, letting=Letting.KEEP)
        for one in (referred, waiting, advice):
            taken_back.take_back(one.public_id)
    with work():
        assert retention.run_due(now()) == "Nothing was due."
    assert db.session.scalar(sa.select(sa.func.count()).select_from(SealedWords)) == 3
    with work():  # read at last, with no concern: now it goes
        decide(cast, waiting, letting=Letting.KEEP)
        assert "Erased 1" in retention.run_due(now())
    assert db.session.scalar(sa.select(sa.func.count()).select_from(SealedWords)) == 2
    kept = db.session.scalars(sa.select(TriageDecision.rationale))
    assert sorted(bool(one) for one in kept) == [False, True, True]


def test_another_childs_drawing_does_not_keep_what_one_took_back(work, cast):
    with work():
        here = a_listening(cast)
        mine, other = (somebody_says(here, f"More swings please, {n} of them")[0] for n in range(2))
        decide(cast, mine)
        decide(cast, other)
        waits, referred = (a_drawing(cast, other, released=False) for _ in range(2))
        decide(cast, referred, outcome=Outcome.REFERRED, reference="REF-1", letting=Letting.KEEP)
        own = a_drawing(cast, mine, released=False)
        public_id = mine.public_id
        taken_back.take_back(public_id)
    with work():
        retention.run_due(now())
    assert db.session.scalar(sa.select(Feedback.id).where(Feedback.public_id == public_id)), "their own waits"
    with work():
        decide(cast, own, letting=Letting.KEEP)
        retention.run_due(now())
    assert db.session.scalar(sa.select(Feedback.id).where(Feedback.public_id == public_id)) is None
    assert waits.feedback_id is not None


def test_taking_back_what_gave_a_reason_to_worry_calls_the_desk_but_nobody_it_names(work, cast):
    with work():
        here = a_listening(cast)
        plain = somebody_says(here, "More swings")[0]
        named = somebody_says(here, "Sam hits me")[0]
        for one in (plain, named):
            taken_back.take_back(one.public_id)
            taken_back.take_back(one.public_id)
    assert called("taken-back:") == ["Joy"]
    assert taken_back.is_taken_back(item_of(named))
