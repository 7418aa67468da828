"""The safeguarding desk: readings are recorded, decisions carry what they must, and nobody else sees anything."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from models.audit import AuditEvent
from models.jobs import OutboxMessage
from models.triage import SealedWords
from participation.rules.gate import Letting, Outcome
from participation.rules.refusals import NotFound, Refusal
from participation.services import escalation, gate, triage
from participation.services.released import ReleasedFeedback
from tests.voice_made import a_listening, decide, item_of, somebody_says

SAID = "My cousin Zebedee pushes me off the swings"


@pytest.fixture
def said(work, cast):
    with work():
        made, _ = somebody_says(a_listening(cast), SAID)
    return made


@pytest.mark.parametrize("name", ["Ada", "Pia", "Carol", "Olu", "Asha", "Rhona", "Noor", "Grace"])
def test_nobody_off_the_desk_finds_an_item(said, cast, name):
    with pytest.raises(NotFound):
        triage.get_item_for(cast(name), item_of(said).public_id)


def test_each_reading_is_recorded_without_the_words(work, said, cast):
    with work():
        opened = triage.open_item(cast("Sam"), item_of(said).public_id)
        triage.open_item(cast("Joy"), item_of(said).public_id)
    assert [text.said for text in opened.texts] == [SAID]
    events = list(db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "words.read")))
    assert [event.actor_name for event in events] == ["Sam", "Joy"]
    assert "Zebedee" not in str([(event.details, event.subject_id) for event in events])


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"rationale": "ok"}, "rationale"),
        ({"outcome": Outcome.REFERRED, "letting": Letting.KEEP}, "reference"),
        ({"outcome": Outcome.EMERGENCY, "reference": "POL-1"}, "letting"),
        ({"letting": Letting.RELEASE_CHANGED, "changed": {"words": SAID}}, "letting"),
    ],
    ids=["no reason", "no reference", "emergency released", "nothing changed"],
)
def test_a_decision_without_what_it_needs_is_refused(said, cast, work, more, field):
    with pytest.raises(Refusal) as refused, work():
        decide(cast, said, **more)
    assert refused.value.field == field
    assert not ReleasedFeedback().count()


def test_releasing_with_changes_shows_the_changed_words_and_keeps_the_original(work, said, cast):
    with work():
        decide(
            cast,
            said,
            letting=Letting.RELEASE_CHANGED,
            changed={"words": "[name] pushes me off the swings"},
        )
    [shown] = ReleasedFeedback().page()
    assert (shown.words, shown.changed) == ("[name] pushes me off the swings", True)
    assert gate.texts_of(item_of(said), 1) == {"words": SAID}
    assert db.session.scalar(sa.select(sa.func.count()).select_from(SealedWords)) == 2


def test_what_stays_in_on_purpose_is_said_and_kept_sealed_with_the_decision(work, said, cast):
    with pytest.raises(Refusal, match="“Zebedee” may show who somebody is") as refused, work():
        decide(cast, said, stays=frozenset())
    assert (refused.value.field, ReleasedFeedback().count()) == ("stays", 0)
    with work():
        decide(cast, said, stays=frozenset({"Zebedee", "never marked"}))
        opened = triage.open_item(cast("Joy"), item_of(said).public_id)
    [written] = opened.reasons.values()
    assert (written["stays"], ReleasedFeedback().count()) == ("Zebedee", 1)
    assert b"Zebedee" not in (opened.item.decisions[0].stays or b"Zebedee")
    with pytest.raises(sa.exc.IntegrityError), work():
        db.session.execute(sa.text("UPDATE triage_decisions SET stays = NULL"))


def test_kept_words_stay_and_can_be_released_later(work, said, cast):
    with work():
        decide(cast, said, outcome=Outcome.REFERRED, reference="FD-1", letting=Letting.KEEP)
    assert not ReleasedFeedback().count()
    with work():
        decide(cast, said)
    assert ReleasedFeedback().count() == 1
    with pytest.raises(Refusal, match="released already"), work():
        decide(cast, said)


def test_two_people_deciding_at_once_do_not_overwrite_each_other(work, said, cast):
    from participation.rules.gate import Decision

    item_id = item_of(said).public_id
    decision = Decision(Outcome.NO_CONCERN, "An ordinary wish about the park.", "", Letting.KEEP, {})
    with work():
        triage.decide(cast("Joy"), item_id, decision, after=0)
    with pytest.raises(Refusal, match="Joy decided this while you were reading"), work():
        triage.decide(cast("Sam"), item_id, decision, after=0)


def test_shutting_somebody_out_calls_whoever_is_left(work, said, cast):
    with work():
        triage.shut_out(cast("Joy"), item_of(said).public_id, cast("Sam").public_id)
    with pytest.raises(NotFound):
        triage.get_item_for(cast("Sam"), item_of(said).public_id)
    assert triage.get_item_for(cast("Joy"), item_of(said).public_id)
    called = [
        m.to_user_id
        for m in db.session.scalars(sa.select(OutboxMessage))
        if m.dedupe_key.startswith("passed:")
    ]
    assert called == [cast("Joy").user_id]


def test_when_both_are_named_whoever_fills_the_desk_is_called_and_sees_nothing(work, cast):
    with work():
        made, _ = somebody_says(a_listening(cast), "Sam and Joy both laughed at me")
    called = {m.to_user_id for m in db.session.scalars(sa.select(OutboxMessage))}
    assert called == {cast(name).user_id for name in ("Ada", "Olu", "Orla")}
    for name in ("Sam", "Joy", "Ada"):
        with pytest.raises(NotFound):
            triage.get_item_for(cast(name), item_of(made).public_id)


def test_late_items_are_escalated_once_to_the_deputy(work, cast, at):
    with at("2026-11-23 09:00"), work():
        somebody_says(a_listening(cast), "he hits me")
    with at("2026-11-23 09:59"), work():
        assert escalation.escalate_due() == 0
    with at("2026-11-23 10:00"), work():
        assert escalation.escalate_due() == 1
        assert escalation.escalate_due() == 0
    late = [m for m in db.session.scalars(sa.select(OutboxMessage)) if m.dedupe_key.startswith("late:")]
    assert [m.to_user_id for m in late] == [cast("Joy").user_id]
    assert "hits" not in late[0].body


def test_what_may_be_urgent_stays_first_even_when_others_were_due_before(work, cast, at):
    with at("2026-11-20 09:00"), work():
        here = a_listening(cast)
        somebody_says(here, "The ducks are nice")
    with at("2026-11-23 12:00"), work():
        somebody_says(here, "he hits me")
    with at("2026-11-23 15:00"):
        items, _ = triage.queue(cast("Sam"))
    assert [item.priority for item in items] == ["high", "normal"]
    assert items[0].due_at > items[1].due_at


def test_the_queue_is_by_clock(work, cast, at):
    with at("2026-11-23 09:00"), work():
        here = a_listening(cast)
        somebody_says(here, "The ducks are nice")
        somebody_says(here, "he hits me")
    items, total = triage.queue(cast("Sam"))
    assert (total, [item.priority for item in items]) == (2, ["high", "normal"])
