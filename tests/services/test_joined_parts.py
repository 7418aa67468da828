"""A part somebody had in an idea is a part in what it was joined into: in its check, its vote and its decision."""

from __future__ import annotations

import pytest

from app.clock import now
from app.db import db
from commissioning.rules.interests import InterestKind
from commissioning.services import (
    advice,
    decisions_people,
    interests,
    involved,
    organisations,
    review_assignments,
    reviews,
)
from commissioning.services import proposals_drafts as drafts
from models.co_design import Support
from models.proposals import Proposal
from participation.rules.refusals import Refusal
from tests.co_design_made import joined, two
from tests.organisations_made import an_organisation
from tests.proposals_made import actor, drafted, reviewed
from tests.services.test_review_assignments import join_as_author, second_officer, suggested_by


def parts_in_one(one: Proposal, other: Proposal) -> dict[str, str]:
    """Somebody with each part in an idea that is then joined, and what each is told."""
    for name in ("Wren", "Ivy", "Free"):
        second_officer(name)
    interests.declare(actor("Carol"), one.public_id, InterestKind.FAMILY_OR_FRIEND)
    suggested_by("Wren", other)
    join_as_author(one, "Ivy")
    db.session.add(Support(proposal_id=other.id, user_id=actor("Noor").user_id, at=now()))
    db.session.flush()
    return {
        "Carol": "You have declared an interest", "Wren": "Words you suggested", "Ivy": "You wrote this",
        "Noor": "You support this",
    }  # fmt: skip


def test_a_part_in_either_idea_keeps_somebody_from_checking_what_they_became(app, work):
    with work():
        one, other = two()
        told = parts_in_one(one, other)
        made, another = joined(one, other), drafted("Grace", title="Another idea")
        drafts.submit(actor("Mei"), made.public_id)
        ids = [made.public_id, another.public_id]
        for name, why in told.items():
            assert reviews.why_not(actor(name), made).startswith(why), name
            assert involved.involved_among(actor(name).user_id, ids) == {made.public_id}, name
            assert reviews.why_not(actor(name), another) == ""
        assert [one.name for one in review_assignments.officers_for(made)] == ["Free"]
        with pytest.raises(Refusal, match="another officer must check it"):
            reviewed(made)
        assert reviewed(made, by="Free").reviewer_id == actor("Free").user_id


def test_an_interest_in_either_idea_is_one_in_the_vote_and_the_decision_and_is_said_once(app, work):
    with work():
        one, other = two()
        mine = interests.declare(actor("Carol"), one.public_id, InterestKind.FAMILY_OR_FRIEND)
        interests.declare(actor("Asha"), other.public_id, InterestKind.FAMILY_OR_FRIEND)
        made = joined(one, other)
        carol = actor("Carol").user_id
        assert interests.interests_of(carol, [made.public_id, other.public_id]) == {made.public_id}
        assert interests.has_interest(carol, made.public_id)
        assert not interests.has_interest(actor("Noor").user_id, made.public_id)
        assert actor("Asha").user_id not in advice.advisors_for(made)
        assert interests.declare(actor("Carol"), made.public_id, InterestKind.MONEY_OR_WORK) is mine
        interests.declare(actor("Carol"), other.public_id, InterestKind.MONEY_OR_WORK)
        assert [said.user.name for said in interests.declared_in(made.public_id)] == ["Carol", "Asha"]
        assert [said.user.name for said in interests.declared_in(one.public_id)] == ["Carol"]


def test_nobody_decides_for_a_group_that_began_half_of_a_joined_idea(app, work):
    with work():
        made = joined(*two())
        assert made.group_name == "Quay Wheels and Quay Scooters"
        decisions_people.check_person(actor("Noor"), made, has_interest=False)
        theirs = an_organisation("Quay Scooters")
        organisations.add_person(actor("Carol"), theirs, "noor@alderbrook.example")
        with pytest.raises(Refusal):
            decisions_people.check_person(actor("Noor"), made, has_interest=False)
