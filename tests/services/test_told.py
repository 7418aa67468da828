"""Hearing the answer the way one chose: a worker, a notice, a poster; and what one drew, shown only as agreed."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app import clock
from app.clock import now
from app.db import db
from app.times import local_date
from models.jobs import OutboxMessage
from models.people import Membership
from models.responses import Telling
from models.saying import MediaConsent, SaidMedia
from models.told import ToldChoice
from models.triage import ShutOut
from participation.rules.consents import Agreed, ConsentKind, Giver, NewConsent
from participation.rules.media import MediaKind
from participation.rules.people import Actor, AgeBand, Role
from participation.rules.refusals import NotFound, Refusal
from participation.rules.responses import AnswerKind, Draft
from participation.rules.told import Means
from participation.services import (
    consents,
    responses,
    retention,
    said_shown,
    taken_back,
    told,
    told_by_workers,
)
from tests.conftest import person
from tests.voice_made import a_drawing, a_listening, a_theme, decide, item_of, somebody_says

DID = Draft(AnswerKind.WE_DID, "Six new lamps were put up.", "There are six new lamps.", "Go and look")
NOT_NOW = Draft(
    AnswerKind.WE_COULD_NOT,
    "Two lamps were stolen, and there is no money.",
    "Two lamps were stolen. There is no money now.",
)
NOBODY = Actor.nobody()


@pytest.fixture
def said(work, cast):
    with work():
        here = a_listening(cast, group="Year 5 at Quay School")
        made = somebody_says(here, "It is dark by the gate")[0]
        decide(cast, made)
    return made


def answer(work, cast, said):
    with work():
        theme = a_theme(cast, said, send=True)
        responses.answer(cast("Rhona"), theme, DID)
    return theme


def test_the_worker_they_named_is_asked_without_content_and_marks_it_told(work, cast, said):
    with work():
        told.choose(NOBODY, said, Means.WORKER, cast("Pia").public_id)
    assert told_by_workers.to_tell(cast("Pia")) == []
    theme = answer(work, cast, said)
    (task,) = told_by_workers.to_tell(cast("Pia"))
    assert task.child_words == "There are six new lamps."
    letter = db.session.scalars(
        sa.select(OutboxMessage).where(OutboxMessage.path == f"/answers/{task.public_id}/to-tell")
    ).one()
    assert letter.to_user_id == cast("Pia").user_id
    assert not {"dark", "gate", "lamps", theme.title} & set(f"{letter.subject} {letter.body}".split())
    with work():
        told_by_workers.mark_told(cast("Pia"), task)
    assert told_by_workers.to_tell(cast("Pia")) == []
    with pytest.raises(NotFound):
        told_by_workers.get_to_tell(cast("Pia"), task.public_id)
    with work():  # a newer answer is to be told again
        responses.answer(cast("Rhona"), theme, NOT_NOW)
    assert len(told_by_workers.to_tell(cast("Pia"))) == 1
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Telling)) == 1


def test_nobody_else_has_the_task_and_refusals_are_kind(work, cast, said):
    with work():
        told.choose(NOBODY, said, Means.WORKER, cast("Pia").public_id)
    answer(work, cast, said)
    for name in ("Rhona", "Sam", "Leah", "Asha"):
        assert told_by_workers.to_tell(cast(name)) == []
    assert told_by_workers.to_tell(NOBODY) == []
    with pytest.raises(Refusal, match="Choose a worker"), work():
        told.choose(NOBODY, said, Means.WORKER, cast("Rhona").public_id)
    with pytest.raises(Refusal, match="four words always work"), work():
        told.choose(NOBODY, said, Means.ACCOUNT)
    with work():
        taken_back.take_back(said.public_id)
    assert told_by_workers.to_tell(cast("Pia")) == []
    with pytest.raises(Refusal, match="taken this back"):
        told.said_by(said.public_id)


def test_a_worker_named_in_the_words_is_never_asked_and_it_falls_to_another(work, cast, said):
    with work():
        mei = person("Leah")
        db.session.add(
            Membership(user_id=mei.id, role=Role.PARTICIPATION_WORKER, starts_on=local_date(now()))
        )
        told.choose(NOBODY, said, Means.WORKER, cast("Pia").public_id)
        db.session.add(ShutOut(item_id=item_of(said).id, user_id=cast("Pia").user_id, at=now()))
    answer(work, cast, said)
    assert told_by_workers.to_tell(cast("Pia")) == []
    assert len(told_by_workers.to_tell(cast("Leah"))) == 1
    asked = sa.select(OutboxMessage.to_user_id).where(OutboxMessage.path.like("/answers/%/to-tell"))
    assert set(db.session.scalars(asked)) == {mei.id}


def test_a_notice_for_an_account_is_sealed_and_under_13_only_with_agreement(work, cast, said):
    asha = cast("Asha")  # 16
    with work():
        told.choose(asha, said, Means.ACCOUNT)
    kept = db.session.scalars(sa.select(ToldChoice)).one()
    assert kept.worker_id is None
    assert asha.public_id.encode() not in kept.account
    answer(work, cast, said)
    letter = db.session.scalars(sa.select(OutboxMessage).where(OutboxMessage.to_user_id == asha.user_id,
                                                               OutboxMessage.path == "/comeback")).one()  # fmt: skip
    assert "dark" not in letter.body + letter.subject
    assert said.public_id not in letter.dedupe_key
    young = Actor(asha.user_id, asha.public_id, asha.name, asha.held, AgeBand.TEN_TO_TWELVE)
    assert Means.ACCOUNT not in told.offer_for(young, said).means
    with work():
        page, _ = consents.add_person(
            cast("Pia"), "Asha", AgeBand.TEN_TO_TWELVE, person("Asha").username or "asha"
        )
        (agreed,) = consents.record(cast("Pia"), page, NewConsent(ConsentKind.DATA, Agreed.YES, Giver.PARENT, "Notices",
                                                              local_date(now()) + timedelta(days=30)))  # fmt: skip
    assert Means.ACCOUNT in told.offer_for(young, said).means
    with work():
        consents.take_back(cast("Pia"), page, agreed.public_id)
    assert Means.ACCOUNT not in told.offer_for(young, said).means


def test_the_officer_sees_the_means_and_never_who_or_how_many(work, cast, said):
    with work():
        theme = a_theme(cast, said, send=True)
    assert told.to_be_told(theme) == told.ToBeTold((Means.WORDS,), ())
    with work():
        told.choose(NOBODY, said, Means.POSTER)
    assert told.to_be_told(theme) == told.ToBeTold((Means.WORDS, Means.POSTER), ("Year 5 at Quay School",))
    with work():
        told.choose(NOBODY, said, Means.WORDS)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(ToldChoice)) == 0


@pytest.mark.parametrize(("released", "shown"), [(True, True), (False, True), (True, False)])
def test_a_drawing_is_seen_outside_the_desk_only_released_and_agreed(work, cast, said, released, shown):
    with work():
        media = a_drawing(cast, said, released=released, shown=shown)
        a_theme(cast, said, send=True)
    for name in ("Pia", "Rhona"):
        if released and shown:
            assert said_shown.get_shown_for(cast(name), media.public_id).content.startswith(b"\xff\xd8")
        else:
            with pytest.raises(NotFound):
                said_shown.get_shown_for(cast(name), media.public_id)
    assert [one.public_id for one in said_shown.own_of(said.public_id)] == (
        [media.public_id] if released else []
    )


def test_a_drawing_is_refused_to_others_and_once_it_is_taken_back(work, cast, said):
    with work():
        media = a_drawing(cast, said)
    for name in ("Rhona", "Carol", "Asha", "Sam"):  # in no theme of Rhona's; no business of the others
        with pytest.raises(NotFound):
            said_shown.get_shown_for(cast(name), media.public_id)
    other = None
    with work():
        other = somebody_says(a_listening(cast, title="Another"), "Another child's words")[0]
    with pytest.raises(NotFound):
        said_shown.get_own(other.public_id, media.public_id)
    with work():
        said_shown.say(NOBODY, said, {MediaKind.DRAWING: False})
    with pytest.raises(NotFound):
        said_shown.get_shown_for(cast("Pia"), media.public_id)
    kept = db.session.scalars(sa.select(MediaConsent).order_by(MediaConsent.id)).all()
    assert [(one.agreed, one.withdrawn_at is not None) for one in kept] == [
        (Agreed.YES, True),
        (Agreed.NO, False),
    ]
    with work():
        said_shown.say(NOBODY, said, {MediaKind.DRAWING: True})
    assert said_shown.get_shown_for(cast("Pia"), media.public_id)
    with clock.at(now() + timedelta(days=366)), pytest.raises(NotFound):
        said_shown.get_shown_for(cast("Pia"), media.public_id)
    with work():
        taken_back.take_back(said.public_id)
    for look in (lambda: said_shown.get_shown_for(cast("Pia"), media.public_id),
                 lambda: said_shown.get_own(said.public_id, media.public_id)):  # fmt: skip
        with pytest.raises(NotFound):
            look()
    with work():
        retention.run_due(now())
    left = [
        db.session.scalar(sa.select(sa.func.count()).select_from(table))
        for table in (SaidMedia, MediaConsent, ToldChoice)
    ]
    assert left == [0, 0, 0]


def test_a_reader_named_in_a_concern_beside_it_does_not_see_it(work, cast, said):
    with work():
        media = a_drawing(cast, said)
        item = item_of(media)
        item.outcome = None
        db.session.add(ShutOut(item_id=item.id, user_id=cast("Pia").user_id, at=now()))
    with pytest.raises(NotFound):
        said_shown.get_shown_for(cast("Pia"), media.public_id)
