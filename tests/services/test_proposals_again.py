"""Putting an idea forward again: what comes along, what stays as it was, and that one press makes one draft."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app.db import db
from app.demo.people import NORTH
from commissioning.rules.proposals import Action, State
from commissioning.services import proposals, proposals_again
from commissioning.services import proposals_drafts as drafts
from commissioning.services import proposals_extras as extras
from commissioning.services import proposals_withdrawing as withdrawing
from commissioning.services.proposals_content import content_of
from commissioning.services.proposals_story import story_for
from models.attachments import Attachment
from models.people import Membership
from models.places import Team
from models.proposals import Proposal, ProposalEvent, ProposalLine, ProposalVersion
from models.proposals_again import Again
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.services import consents, consents_photos
from tests.again_made import lost
from tests.consents_made import a_young_person, agreed
from tests.proposals_made import actor, reviewed
from tests.told_made import told


def begin(name: str, earlier: Proposal) -> Proposal:
    return proposals_again.propose_again(actor(name), earlier.public_id)


def photos(name: str, proposal: Proposal) -> list[str]:
    return [shown.attachment.words for shown in extras.photos_of(proposal, actor(name))]


def record(idea: Proposal) -> list[object]:
    """Everything kept of one idea, as the tables hold it."""
    tables = (Proposal, ProposalVersion, ProposalEvent, ProposalLine)
    return [
        db.session.execute(
            sa.select(model.__table__).where(
                (model.__table__.c.id if model is Proposal else model.__table__.c.proposal_id) == idea.id
            )
        ).all()
        for model in tables
    ]


def test_the_idea_comes_along_as_it_stood_and_its_record_stays(app, work):
    with work():
        earlier = lost("The shed", "Two children at the shed")
        robin, _ = a_young_person()
        file = db.session.scalars(sa.select(Attachment).order_by(Attachment.id)).all()[1]
        consents_photos.put_in_photo(actor("Pia"), robin, file.public_id)
        before = record(earlier)
        made = begin("Mei", earlier)
        assert (made.state, made.version, made.proposer.name) == (State.DRAFT, 0, "Mei")
        assert content_of(made) == replace(drafts.published(earlier), photos=(), quotes=())
        assert photos("Mei", made) == ["The shed"]  # nobody said that Robin may be shown
        agreed(robin)
    assert photos("Mei", earlier) == ["The shed", "Two children at the shed"]
    assert photos("Mei", made) == ["The shed"]  # what was left behind stays behind
    assert record(earlier) == before
    turns = proposals_again.turns_of(actor("Mei"), made, is_own=True)
    assert (turns.earlier, turns.may_begin) == (earlier.public_id, False)
    assert "the vote did not choose it then" in turns.came_before


def test_a_photo_that_came_along_shows_while_those_in_it_agree_and_is_left_out_of_the_new_idea_alone(
    app, work
):
    with work():
        earlier = lost("Robin at the shed", "The shed")
        robin, _ = a_young_person()
        file = db.session.scalars(sa.select(Attachment).order_by(Attachment.id)).first()
        consents_photos.put_in_photo(actor("Pia"), robin, file.public_id)
        yes = agreed(robin)  # to this photo
        made = begin("Mei", earlier)
        assert photos("Mei", made) == ["Robin at the shed", "The shed"]
        shed = extras.photos_of(made, actor("Mei"))[1].attachment
        extras.take_out_photo(actor("Mei"), made.public_id, shed.public_id)
        assert (photos("Mei", made), len(photos("Mei", earlier))) == (["Robin at the shed"], 2)
        drafts.submit(actor("Mei"), made.public_id)
        reviewed(made)
        withdrawing.withdraw(actor("Mei"), earlier.public_id)
        with pytest.raises(NotFound):
            story_for(actor("Ben"), earlier.public_id)  # the control: the earlier page is not his to read now
        assert photos("Ben", made) == ["Robin at the shed"]
        assert extras.may_see_photo(actor("Ben"), file.subject_id)
        consents.take_back(Actor.nobody(), robin, yes.public_id)
    assert photos("Mei", made) == []


def test_one_press_twice_makes_one_draft_and_only_its_writers_can(app, work):
    with work():
        earlier = lost()
        with pytest.raises(NotFound):
            begin("Cllr Idris", earlier)
        made = begin("Mei", earlier)
        assert begin("Mei", earlier) is made
        with pytest.raises(Refusal, match="Somebody who wrote this with you has begun"):
            begin("Grace", earlier)
        assert told("Grace").count("An idea you wrote is being put forward again") == 1
        assert proposals_again.turns_of(actor("Grace"), earlier, is_own=True).begun
        with pytest.raises(Refusal, match="came to an end"):
            begin("Mei", made)
        withdrawing.withdraw(actor("Mei"), made.public_id)
        second = begin("Grace", earlier)  # the first was withdrawn, so it is anybody's of them again
    assert second.proposer.name == "Grace"
    with pytest.raises(IntegrityError), work():  # of two at one instant, the database takes one
        db.session.add(Again(proposal_id=earlier.id, earlier_id=earlier.id, turn=2))
        db.session.flush()


def test_not_while_it_goes_on_nor_to_a_team_one_is_no_longer_in(app, work):
    with work():
        earlier, going_on = lost(), lost(title="Approved after all")
        proposals.move(Actor.system(), going_on, Action.APPROVE)
        with pytest.raises(Refusal, match="came to an end"):
            begin("Mei", going_on)
        north = sa.select(Team.id).where(Team.name == NORTH).scalar_subquery()
        seat = sa.update(Membership).where(Membership.user_id == actor("Mei").user_id)
        db.session.execute(seat.values(scope_id=north))
        db.session.expire_all()
        with pytest.raises(Refusal, match="You have no place in the Alderbrook South team now"):
            begin("Mei", earlier)
        assert begin("Grace", earlier).state is State.DRAFT  # the control
