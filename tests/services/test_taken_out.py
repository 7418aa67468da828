"""Taking words out after their release: everybody reads the new version, the desk keeps both, with who and why."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app import audit
from app.clock import now
from app.db import db
from governance.rules.summaries import SummaryState as S
from governance.rules.withdrawing import TAKEN_OUT
from governance.services import sources, summaries, summaries_checking, summaries_versions
from models.audit import AuditEvent
from models.summaries import Summary
from models.triage import TriageDecision
from participation.rules.facts import Fact, Quote, Section
from participation.rules.gate import Letting, Outcome, WordsKind
from participation.rules.refusals import NotFound, Refusal
from participation.services import coming_back, gate, triage
from participation.services.released import ReleasedFeedback
from tests import summaries_made as made
from tests.voice_made import a_listening, a_theme, decide, item_of, somebody_says

SAID = "It is dark by the gate where Jayden Pell waits for us."
SAFE = "It is dark by the gate where [a name] waits for us."
WHY = "A child’s name was left in it."


@pytest.fixture
def out(work, cast):
    """Released as it was, in a theme that was sent."""
    with work():
        said = somebody_says(a_listening(cast), SAID)[0]
        decide(cast, said)
        a_theme(cast, said, send=True)
    return said


def take_out(cast, said, words=SAFE, why=WHY, *, who="Sam", after=1):
    return triage.take_out(cast(who), item_of(said).public_id, {"words": words, "more": ""}, why, after=after)


def read_by(cast, name):
    (one,) = ReleasedFeedback().read_by(cast(name)).page()
    return one


def test_every_reader_has_the_new_words_alone_and_the_desk_keeps_both_with_who_and_why(work, cast, out):
    with work():
        take_out(cast, out)
    for name in ("Pia", "Rhona", "Asha"):
        assert (read_by(cast, name).words, read_by(cast, name).changed) == (SAFE, True)
    assert gate.released_texts(WordsKind.FEEDBACK, [out.public_id]) == {out.public_id: {"words": SAFE}}
    with work():
        opened = triage.open_item(cast("Joy"), item_of(out).public_id)
        assert (opened.original["words"], opened.released["words"]) == (SAID, SAFE)
        first, second = opened.item.decisions
        assert (second.letting, second.by.name, second.outcome) == (
            Letting.RELEASE_CHANGED,
            "Sam",
            first.outcome,
        )
        assert opened.reasons[second.id]["rationale"] == WHY
    event = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "words.taken_out")).one()
    assert "Jayden" not in str(event.details) + event.subject_id
    with work():  # and once more: the third version is what is read, and the first stays
        take_out(cast, out, "It is dark.", after=2)
    assert read_by(cast, "Pia").words == "It is dark. […]"
    assert gate.texts_of(item_of(out), 1)["words"] == SAID


@pytest.mark.parametrize(
    ("words", "why", "after", "wrong", "field"),
    [
        (SAID, WHY, 1, "Nothing has been taken out", "words"),
        (SAFE, "Name", 1, "Write why", "why"),
        (SAFE, WHY, 0, "Sam changed this while", ""),
    ],
)
def test_it_needs_a_change_a_reason_and_the_newest_page(work, cast, out, words, why, after, wrong, field):
    with pytest.raises(Refusal, match=wrong) as refused, work():
        take_out(cast, out, words, why, after=after)
    assert (refused.value.field or "") == field
    assert read_by(cast, "Pia").words == SAID
    assert db.session.scalar(sa.select(sa.func.count()).select_from(TriageDecision)) == 1


def test_only_the_desk_only_what_is_out_and_only_what_still_counts(work, cast, out):
    for name in ("Pia", "Rhona", "Carol", "Asha"):
        with pytest.raises(NotFound), work():
            take_out(cast, out, who=name)
    with work():
        kept = somebody_says(a_listening(cast, title="Another"), "Somebody hurts me")[0]
        waits = somebody_says(a_listening(cast, title="Third"), "More swings please")[0]
        decide(cast, kept, outcome=Outcome.ADVICE, letting=Letting.KEEP)
    for said, after in ((kept, 1), (waits, 0)):
        with pytest.raises(Refusal, match="not released"), work():
            take_out(cast, said, "Else", after=after)
    before = item_of(out).public_id
    with work():
        coming_back.correct(out.public_id, "It is dark by the gate.")
    with pytest.raises(Refusal, match="said it anew"), work():
        triage.take_out(cast("Sam"), before, {"words": SAFE}, WHY, after=1)


def test_a_summary_that_quotes_it_gets_a_new_version_and_a_draft_cannot_pass(
    app, work, cast, out, monkeypatch
):
    theme = Fact(
        Section.THEMES, "theme:q", f"Dark paths (12 people). “{SAID}”", f"Dark paths. “{SAID}”", {"people": 12},
        quotes=(Quote(out.public_id, SAID),),
    )  # fmt: skip
    monkeypatch.setattr(sources, "collect", lambda team_id, since, until: [*made.FACTS, theme])
    old = made.published(cast)
    with work():
        assert summaries_versions.take_back_due(now()) == "No quoted words were taken back."
        take_out(cast, out)
    assert f"gone {out.public_id}" in {one.id for one in summaries_checking.findings(old)}
    with work():
        assert summaries_versions.take_back_due(now()) == "Made 1 new versions."
    new = summaries_versions.newest(db.session.get_one(Summary, old.id))
    assert (new.state, new.version) == (S.PUBLISHED, 2)
    written = str(new.officer) + str(new.child) + str(summaries.facts_of(new))
    assert SAID not in written
    assert TAKEN_OUT in written
    assert "taken them back" not in written + new.version_note
    assert audit.verify() == []
    with work():
        assert summaries_versions.take_back_due(now()) == "No quoted words were taken back."
