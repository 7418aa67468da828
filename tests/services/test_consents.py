"""Four separate records: one says nothing about another, none blocks a voice, and taking one back works at once."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app.db import db
from models.consents import Consent
from models.feedback import Feedback
from models.triage import TriageItem
from participation.rules.consents import Agreed, ConsentKind, Giver, Standing
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.services import consents
from tests.consents_made import a_young_person, agreed, of_kind
from tests.voice_made import a_listening, somebody_says

NOTE = "We talked about what joining the panel means, and she told me her own reasons."


def test_four_kinds_are_kept_apart(work):
    with work():
        person, _ = a_young_person()
        agreed(person, ConsentKind.TAKING_PART)
        agreed(person, ConsentKind.GILLICK, until=None, note=NOTE)
        photo = agreed(person)
        agreed(person, ConsentKind.DATA, agreed=Agreed.NO, until=None)
        consents.take_back(Actor.nobody(), person, photo.public_id)
    found = {kind: of_kind(person, kind) for kind in ConsentKind}
    assert found == {
        ConsentKind.TAKING_PART: [Standing.IN_FORCE], ConsentKind.GILLICK: [Standing.IN_FORCE],
        ConsentKind.PHOTO: [Standing.TAKEN_BACK], ConsentKind.DATA: [Standing.SAID_NO],
    }  # fmt: skip


@pytest.mark.parametrize("kind", [None, *ConsentKind])
def test_no_agreement_missing_or_taken_back_ever_stops_a_voice(work, cast, kind):
    with work():
        if kind:
            person, _ = a_young_person()
            record = agreed(person, kind, note=NOTE)
            consents.take_back(Actor.nobody(), person, record.public_id)
        said, back = somebody_says(a_listening(cast), "I want to be heard", age="6-9")
    assert back.count(" ") == 3
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Feedback)) == 1
    assert db.session.scalar(sa.select(TriageItem.words_of)) == said.public_id


def test_a_note_is_sealed_and_a_record_cannot_be_rewritten(work):
    with work():
        person, _ = a_young_person()
        record = agreed(person, ConsentKind.GILLICK, until=None, note=NOTE)
    assert b"panel" not in db.session.scalars(sa.select(Consent.note)).one()
    assert consents.records_of(person)[ConsentKind.GILLICK][0].note == NOTE
    with pytest.raises(DBAPIError), work():
        db.session.execute(sa.update(Consent).values(purpose="Something else"))
    with work():
        consents.take_back(Actor.nobody(), person, record.public_id)
        consents.take_back(Actor.nobody(), person, record.public_id)
    with pytest.raises(DBAPIError), work():
        db.session.execute(sa.update(Consent).values(withdrawn_at=None))


def test_a_no_to_one_group_leaves_their_own_yes_to_another_and_stops_a_parents(work):
    with work():
        zed, _ = a_young_person("Zed")
        agreed(zed, ConsentKind.TAKING_PART, purpose="The summer trip")
        agreed(zed, ConsentKind.TAKING_PART, purpose="Thursday panel", agreed=Agreed.NO, until=None)
    for purpose in ("the Thursday panel", "Thursday’s youth panel", "The music day", "A trip"):
        with pytest.raises(Refusal, match="They said no to this themselves: “Thursday panel”"), work():
            agreed(zed, ConsentKind.TAKING_PART, purpose=purpose, given_by=Giver.PARENT)
    assert consents.standing_nos(zed) == {ConsentKind.TAKING_PART: "Thursday panel"}
    with work():  # another kind of thing is not what they said no to; nor is what they say yes to themselves
        agreed(zed, ConsentKind.DATA, purpose="Thursday panel", given_by=Giver.PARENT)
        agreed(zed, ConsentKind.TAKING_PART, purpose="The music day")
        agreed(zed, ConsentKind.TAKING_PART, purpose="The music day", given_by=Giver.PARENT)
    assert of_kind(zed, ConsentKind.TAKING_PART) == [
        Standing.IN_FORCE, Standing.IN_FORCE, Standing.SAID_NO, Standing.IN_FORCE,
    ]  # fmt: skip


def test_words_on_a_card_open_one_page_and_new_words_end_the_old(work, cast):
    with work():
        person, words = a_young_person()
    assert consents.by_words(words.upper()) == person.public_id
    with work():
        fresh = consents.new_words(cast("Pia"), person)
    assert consents.by_words(words) is None
    assert consents.by_words(fresh) == person.public_id


def test_only_workers_find_a_page_and_nobody_gets_two(work, cast):
    with work():
        person, _ = a_young_person("Asha", "asha")
    for name in ("Ada", "Carol", "Sam", "Ben", "Asha", "Olu"):
        with pytest.raises(NotFound):
            consents.get_person_for(cast(name), person.public_id)
    assert consents.own_page(cast("Asha")) == person
    with pytest.raises(Refusal) as refused, work():
        a_young_person("Asha", "ASHA")
    assert refused.value.field == "username"
