"""A photo shows while everybody in it agrees to that very photo, and no longer."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError

from app import clock
from app.clock import now
from app.db import db
from models.consents import Consent, PhotoPerson
from participation.rules.consents import Agreed, ConsentKind, Giver, Standing
from participation.rules.consents_no import Word, is_overruled
from participation.rules.people import Actor, AgeBand
from participation.rules.refusals import NotFound, Refusal
from participation.services import attachments, consents, consents_photos, retention
from tests.attachments_made import picture
from tests.consents_made import a_young_person, agreed, in_a_year, of_kind
from tests.proposals_made import drafted


def test_a_photo_shows_only_while_everybody_in_it_agrees(work, cast):
    with work():
        file = attachments.keep(cast("Carol"), "proposal", drafted("Mei").public_id, picture())
        robin, _ = a_young_person()
        asha, _ = a_young_person("Asha", "asha")
        for person in (robin, asha):
            consents_photos.put_in_photo(cast("Pia"), person, f"https://place.example/files/{file.public_id}")
        yes = agreed(robin)
        agreed(asha, until=(now() + timedelta(days=10)).date())
    assert attachments.get_released(file.public_id)
    with clock.at(now() + timedelta(days=12)), pytest.raises(NotFound):
        attachments.get_released(file.public_id)
    with work():
        consents.take_back(Actor.nobody(), robin, yes.public_id)
    with pytest.raises(NotFound):
        attachments.get_released(file.public_id)
    assert not attachments.of("proposal", file.subject_id, viewer=cast("Carol"))
    with work():  # a new yes shows it again: a change of mind is a new record
        agreed(robin)
    assert attachments.get_released(file.public_id)


def a_photo_of(cast, person, words="The shed"):
    file = attachments.keep(cast("Carol"), "proposal", drafted("Mei").public_id, picture(words=words))
    consents_photos.put_in_photo(cast("Pia"), person, f"https://place.example/files/{file.public_id}")
    return file.public_id


def test_a_newer_no_of_their_own_stops_every_photo_until_they_say_yes_again(work, cast):
    with work():
        zed, _ = a_young_person("Zed")
        photo = a_photo_of(cast, zed)
        agreed(zed, purpose="A photo of the skate park")
    assert attachments.get_released(photo)
    with work():
        agreed(zed, agreed=Agreed.NO, until=None, purpose="The leaflet")
    assert of_kind(zed, ConsentKind.PHOTO) == [Standing.SAID_NO, Standing.OVERRULED]
    with pytest.raises(NotFound):
        attachments.get_released(photo)
    for giver in (Giver.PARENT, Giver.COUNCIL):
        with pytest.raises(Refusal, match="They said no to this themselves") as refused, work():
            agreed(zed, given_by=giver)
        assert refused.value.field == "given_by"
    with work():
        agreed(zed)
    assert attachments.get_released(photo)


@pytest.mark.parametrize(("then", "stays"), [(["no"], False), (["no", "yes"], True), (["parents no"], True)])
def test_a_photo_hidden_by_a_no_is_erased_after_its_month_and_one_that_shows_never(work, cast, then, stays):
    words = {
        "no": {"agreed": Agreed.NO, "until": None}, "yes": {},
        "parents no": {"agreed": Agreed.NO, "until": None, "given_by": Giver.PARENT},
    }  # fmt: skip
    with work():
        zed, _ = a_young_person("Zed")
        a_photo_of(cast, zed)
        agreed(zed)
        for word in then:
            agreed(zed, **words[word])
    for days, left in ((29, True), (32, stays)):
        with clock.at(now() + timedelta(days=days)), work():
            retention.run_due(clock.now())
        assert bool(consents_photos.photos_of(zed)) is left


def test_what_they_take_back_themselves_is_a_no_to_a_parents_yes_too(work, cast):
    with work():
        zed, _ = a_young_person("Zed")
        photo = a_photo_of(cast, zed)
        agreed(zed, given_by=Giver.PARENT)
        own = agreed(zed)
        consents.take_back(Actor.nobody(), zed, own.public_id)
    with pytest.raises(NotFound):
        attachments.get_released(photo)
    assert of_kind(zed, ConsentKind.PHOTO) == [Standing.TAKEN_BACK, Standing.OVERRULED]


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize(
    ("giver", "who"), [("themselves", None), ("themselves", "Pia"), ("parent", None), ("parent", "Pia")]
)
def test_a_photo_asked_about_twice_stops_at_once_whichever_yes_is_taken_back(work, cast, giver, who, first):
    with work():
        zed, _ = a_young_person("Zed")
        photo = a_photo_of(cast, zed)
        yes = [agreed(zed, given_by=Giver(giver)).public_id for _ in range(2)]
    assert attachments.get_released(photo)
    with work():
        consents.take_back(cast(who) if who else Actor.nobody(), zed, yes[first])
    with pytest.raises(NotFound):
        attachments.get_released(photo)
    assert of_kind(zed, ConsentKind.PHOTO) == [Standing.TAKEN_BACK] * 2
    with work():  # a change of mind is a new record, and shows it again
        agreed(zed)
    assert attachments.get_released(photo)


def test_a_yes_is_to_one_photo_and_another_needs_another(work, cast):
    with work():
        zed, _ = a_young_person("Zed")
        first = a_photo_of(cast, zed)
        yes = agreed(zed)
        second = a_photo_of(cast, zed, "Another")
    assert (yes.photo, yes.photo == second) == (first, False)
    assert {file.public_id: shows for file, shows in consents_photos.photos_of(zed)} == {
        first: True,
        second: False,
    }
    with work():  # a yes that names no photo shows none
        agreed(zed, photos=())
    with pytest.raises(NotFound):
        attachments.get_released(second)
    with work():
        agreed(zed, photos=(second,), given_by=Giver.PARENT)
    assert attachments.get_released(second)
    with work():  # taken back for one, it goes on for the other
        consents.take_back(Actor.nobody(), zed, yes.public_id)
    assert {file.public_id: shows for file, shows in consents_photos.photos_of(zed)} == {
        first: False,
        second: True,
    }
    with pytest.raises(DBAPIError), work():
        db.session.execute(sa.update(Consent).values(photo=second))


def test_nobody_agrees_to_a_photo_they_are_not_in_or_that_waits_at_the_desk(work, cast):
    with work():
        zed, _ = a_young_person("Zed")
        other, _ = a_young_person("Kit")
        theirs = a_photo_of(cast, other)
        waits = attachments.keep(
            cast("Ben"), "proposal", drafted("Mei").public_id, picture(words="Kit at home")
        )
    with pytest.raises(Refusal) as refused, work():
        agreed(zed, photos=(theirs,))
    assert refused.value.field == "photos"
    with pytest.raises(Refusal, match="no photo at that address"), work():
        consents_photos.put_in_photo(cast("Pia"), zed, waits.public_id)
    assert consents_photos.to_ask_about(zed, theirs) is None
    assert consents_photos.to_ask_about(other, theirs)


@pytest.fixture
def photo(work, cast):
    with work():
        return attachments.keep(cast("Carol"), "proposal", drafted("Mei").public_id, picture()).public_id


_WORDS = st.tuples(
    st.sampled_from(Agreed), st.sampled_from(Giver), st.booleans(), st.sampled_from(["here", "there", ""])
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(_WORDS, min_size=1, max_size=5),
    st.sampled_from([AgeBand.TEN_TO_TWELVE, AgeBand.SIXTEEN_SEVENTEEN]),
)
def test_the_database_and_the_rule_agree_whatever_was_said_in_whatever_order(work, cast, photo, said, band):
    words = [
        Word(word, by, back, "The park", {"here": photo}.get(which, which) if word is Agreed.YES else "")
        for word, by, back, which in said
    ]
    stands = [
        word for n, word in enumerate(words)
        if word.said is Agreed.YES and not word.taken_back and not is_overruled(ConsentKind.PHOTO, words, n, band)
    ]  # fmt: skip
    here = any(word.photo == photo for word in stands)
    with work():
        person, _ = a_young_person(band=band)
        db.session.execute(sa.delete(PhotoPerson))
        consents_photos.put_in_photo(cast("Pia"), person, photo)
        db.session.add_all(
            Consent(
                person_id=person.id, kind=ConsentKind.PHOTO, agreed=word.said, given_by=word.by, purpose="The park",
                until=in_a_year() if word.said is Agreed.YES else None, recorded_at=now(),
                recorded_by_id=cast("Pia").user_id, withdrawn_at=now() if word.taken_back else None,
                photo=word.photo or None,
            )
            for word in words
        )  # fmt: skip
        db.session.flush()
        assert [shows for _, shows in consents_photos.photos_of(person)] == [here]
        shown = {one.standing for one in consents.records_of(person)[ConsentKind.PHOTO]}
        assert (Standing.IN_FORCE in shown) is bool(stands)
