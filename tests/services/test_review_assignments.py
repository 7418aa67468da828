"""Named reviewers, and parts kept apart: nobody checks or decides on what they had a part in; every author is told."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.co_design import JoinState
from commissioning.rules.interests import InterestKind
from commissioning.rules.reviews import Outcome
from commissioning.rules.suggestions import Part, SuggestionState
from commissioning.services import interests, involved, review_assignments, reviews
from commissioning.services import proposals_drafts as drafts
from commissioning.services.decisions import decide
from models.co_design import CoAuthor, Support
from models.jobs import OutboxMessage
from models.people import Membership, User
from models.proposals import Proposal
from models.suggestions import Suggestion
from participation.rules.people import AgeBand, Role, ScopeKind
from participation.rules.refusals import NotFound, Refusal
from tests.co_design_made import join
from tests.decisions_made import a_case, a_counted_round, proposal, verdict
from tests.proposals_made import actor, drafted, reviewed, submitted


def second_officer(name: str = "Wren") -> User:
    user = User(
        name=name, email=f"{name.lower()}@alderbrook.example", age_band=AgeBand.ADULT, created_at=now()
    )
    user.memberships.append(
        Membership(role=Role.COMMISSIONING_OFFICER, scope_kind=ScopeKind.COUNCIL, starts_on=local_date(now()))
    )
    db.session.add(user)
    db.session.flush()
    return user


def suggested_by(name: str, found: Proposal) -> None:
    """Words of theirs were taken up in it."""
    made = Suggestion(
        proposal_id=found.id, version=1, part=Part.NEED, before="Old", by_id=actor(name).user_id, at=now(),
        state=SuggestionState.ACCEPTED, made_version=2,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()


def join_as_author(found: Proposal, name: str) -> None:
    """They wrote it for a while, and left."""
    who = actor(name).user_id
    row = CoAuthor(
        proposal_id=found.id, user_id=who, invited_by_id=found.proposer_id, state=JoinState.LEFT, invited_at=now(),
        joined_at=now(),
    )  # fmt: skip
    db.session.add(row)


def test_only_the_officer_who_is_named_checks_it_and_it_is_on_their_page(app, work):
    with work():
        wren, found = second_officer(), submitted("Mei")
        review_assignments.assign(actor("Carol"), found, wren.public_id)
        assert reviews.needs_for(actor("Carol")) == []
        assert len(reviews.needs_for(actor("Wren"))) == 1
        assert [one.reviewer for one in reviews.queue_for(actor("Carol"))] == ["Wren"]
        with pytest.raises(Refusal, match="Wren is named"):
            reviewed(found)
        review_assignments.assign(actor("Carol"), found, actor("Carol").public_id)
        assert reviewed(found).outcome is Outcome.PASS


def test_nobody_with_a_part_in_it_is_named_or_checks_it(app, work):
    with work():
        second_officer()
        found = submitted("Mei")
        interests.declare(actor("Carol"), found.public_id, InterestKind.FAMILY_OR_FRIEND)
        with pytest.raises(Refusal, match="Carol has a part in this") as refused:
            review_assignments.assign(actor("Wren"), found, actor("Carol").public_id)
        assert refused.value.field == "officer"
        with pytest.raises(Refusal, match="declared an interest"):
            reviewed(found)
        with pytest.raises(Refusal, match="from the list"):
            review_assignments.assign(actor("Wren"), found, actor("Mei").public_id)
        assert reviewed(found, by="Wren").reviewer_id == actor("Wren").user_id
        other = submitted("Grace", title="Another idea")
        suggested_by("Carol", other)
        with pytest.raises(Refusal, match="Words you suggested"):
            reviewed(other)


def test_an_officer_with_a_part_in_it_is_not_told_to_check_it_but_sees_to_it_that_somebody_does(app, work):
    with work():
        found = submitted()
        interests.declare(actor("Carol"), found.public_id, InterestKind.FAMILY_OR_FRIEND)
        (alone,) = reviews.needs_for(actor("Carol"))
        assert alone.title == f"Ask for another officer to check “{found.title}”"
        assert "An administrator can give" in alone.why
        assert review_assignments.officers_for(found) == []
        other = second_officer()
        assert review_assignments.officers_for(found) == [other]
        assert reviews.needs_for(actor("Carol")) == []
        assert [need.title for need in reviews.needs_for(actor("Wren"))] == [f"Check “{found.title}”"]


@pytest.mark.parametrize("part", ["wrote", "supports", "suggested", "gains"])
def test_every_part_that_keeps_somebody_from_checking_is_known_in_a_list_too(app, work, part):
    with work():
        found, another = submitted(), submitted("Grace", title="Scooter shed")
        carol = actor("Carol")
        if part == "wrote":
            join_as_author(found, "Carol")
        elif part == "supports":
            db.session.add(Support(proposal_id=found.id, user_id=carol.user_id, at=now()))
        elif part == "suggested":
            suggested_by("Carol", found)
        else:
            interests.declare(carol, found.public_id, InterestKind.FAMILY_OR_FRIEND)
        db.session.flush()
        ids = [found.public_id, another.public_id]
        assert involved.involved_among(carol.user_id, ids) == {found.public_id}
        assert {one for one in (found, another) if reviews.why_not(carol, one)} == {found}


def test_a_no_needs_a_reason_and_reaches_everybody_who_wrote_it(app, work):
    with work():
        found = drafted("Mei")
        join(found, "Mei", "Grace")
        drafts.submit(actor("Mei"), found.public_id)
        with pytest.raises(Refusal, match="Say why") as refused:
            reviewed(found, Outcome.REFUSE)
        assert refused.value.field == "reason"
        reviewed(found, Outcome.REFUSE, "The hall it needs is being pulled down in May.")
        told = sa.select(OutboxMessage.to_user_id).where(OutboxMessage.subject.contains("has been checked"))
        assert set(db.session.scalars(told)) == {actor("Mei").user_id, actor("Grace").user_id}
        assert drafts.get_own(actor("Grace"), found.public_id) == found
        with pytest.raises(NotFound):
            drafts.get_own(actor("Cllr Idris"), found.public_id)


@pytest.mark.parametrize("part", ["suggested", "interest"])
def test_nobody_decides_on_what_they_had_a_part_in(app, work, part):
    with work():
        a_counted_round()
        if part == "suggested":
            suggested_by("Noor", proposal())
        else:
            interests.declare(actor("Noor"), proposal().public_id, InterestKind.MONEY_OR_WORK)
        with pytest.raises(Refusal, match="nother decision-maker must decide"):
            decide(actor("Noor"), a_case(), verdict(a_case()))


def test_one_named_to_an_officer_with_a_part_in_it_since_waits_for_everybody_again(app, work):
    with work():
        wren, found = second_officer(), submitted("Mei")
        review_assignments.assign(actor("Carol"), found, wren.public_id)
        interests.declare(actor("Wren"), found.public_id, InterestKind.FAMILY_OR_FRIEND)
        assert [one.reviewer for one in reviews.queue_for(actor("Carol"))] == [""]
        assert [need.title for need in reviews.needs_for(actor("Carol"))] == [f"Check “{found.title}”"]
        assert (review_assignments.named(found), review_assignments.cannot_any_more(found)) == (None, "Wren")
        assert reviewed(found).outcome is Outcome.PASS
