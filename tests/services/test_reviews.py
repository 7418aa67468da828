"""The officer's check: the queue, one decision for each version, and who is told."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app.access.actors import actor_from
from app.db import db
from commissioning.rules.proposals import State
from commissioning.rules.reviews import Answer, Check, Notes, Outcome
from commissioning.services import proposals_drafts as drafts
from commissioning.services import proposals_withdrawing as withdrawing
from commissioning.services import reviews
from models.jobs import OutboxMessage
from models.people import Membership, User
from models.proposals import Proposal
from models.reviews import Review
from participation.rules.people import Role, ScopeKind
from participation.rules.refusals import NotFound, Refusal
from tests import proposals_made as made


def letters(proposal):
    found = db.session.scalars(
        sa.select(OutboxMessage).where(OutboxMessage.to_user_id == proposal.proposer_id)
    )
    return [letter for letter in found if letter.dedupe_key.startswith("review:")]


def test_the_queue_is_by_due_date_with_the_late_marked(work, at):
    with work():
        with at("2026-11-02 10:00"):
            made.submitted(title="Newer")
        with at("2026-10-01 10:00"):
            made.submitted(title="Older")
            made.submitted("Ben", title="Still being read")
        with at("2026-11-10 10:00"):
            waiting = reviews.queue_for(made.actor("Carol"))
            assert [(one.row.title, one.late) for one in waiting] == [("Older", True), ("Newer", False)]
            assert reviews.being_read_count() == 1


@pytest.mark.parametrize(("outcome", "state"), [
    (Outcome.PASS, State.SHORTLISTED), (Outcome.RETURN, State.RETURNED), (Outcome.REFUSE, State.REFUSED),
])  # fmt: skip
def test_each_outcome_moves_it_and_writes_to_the_proposer_once_without_the_reason(work, outcome, state):
    with work():
        proposal = made.submitted()
        review = made.reviewed(proposal, outcome, "Because of the fuel berth.")
        assert (proposal.state, review.version) == (state, 1)
        (letter,) = letters(proposal)
        assert "fuel berth" not in letter.body + letter.subject
        assert proposal.title not in letter.body + letter.subject


@pytest.mark.parametrize("name", ["Mei", "Grace", "Ben", "Noor", "Sam", "Erin", "Ada"])
def test_only_officers_check(work, name):
    with work():
        proposal = made.submitted()
        with pytest.raises(NotFound):
            made.reviewed(proposal, by=name)


def test_what_is_still_being_read_is_not_there_to_check(work):
    with work():
        proposal = made.submitted("Asha")
        with pytest.raises(NotFound):
            made.reviewed(proposal)


def test_of_two_officers_the_second_is_told_who_decided(work):
    with work():
        proposal = made.submitted()
        made.reviewed(proposal, Outcome.RETURN, "Say more.")
        with pytest.raises(Refusal, match="Carol has already decided on this: returned"):
            made.reviewed(proposal)
        assert proposal.state is State.RETURNED


def test_what_was_withdrawn_meanwhile_is_not_decided_on(work):
    with work():
        proposal = made.submitted()
        withdrawing.withdraw(made.actor("Mei"), proposal.public_id)
        with pytest.raises(Refusal, match="not waiting for a check"):
            made.reviewed(proposal)


def test_an_officer_does_not_check_what_they_proposed(work):
    with work():
        mei = db.session.scalars(sa.select(User).where(User.name == "Mei")).one()
        mei.memberships.append(
            Membership(
                role=Role.COMMISSIONING_OFFICER,
                scope_kind=ScopeKind.COUNCIL,
                starts_on=mei.memberships[0].starts_on,
            )
        )
        proposal = made.submitted()
        assert actor_from(mei).has(Role.COMMISSIONING_OFFICER)
        with pytest.raises(Refusal, match="another officer must check it"):
            made.reviewed(proposal, by="Mei")
        assert reviews.needs_for(made.actor("Mei")) == []
        assert len(reviews.needs_for(made.actor("Carol"))) == 1


@pytest.mark.parametrize(("answers", "notes", "outcome", "field"), [
    ({}, Notes(equality="x"), Outcome.PASS, Check.IN_AREA),
    ({**made.ALL_YES, Check.SAFEGUARDING: Answer.NO}, Notes(equality="x"), Outcome.PASS, Check.SAFEGUARDING),
    (made.ALL_YES, Notes(*made.NOTES), Outcome.PASS, "equality"),
    (made.ALL_YES, Notes(equality=made.EQUALITY), Outcome.PASS, "feasibility"),
    (made.ALL_YES, Notes(equality="x"), Outcome.RETURN, "reason"),
    (made.ALL_YES, Notes(reason="It was bought in May."), Outcome.REFUSE, "equality"),
])  # fmt: skip
def test_a_check_that_does_not_support_its_outcome_decides_nothing(work, answers, notes, outcome, field):
    with work():
        proposal = made.submitted()
        with pytest.raises(Refusal) as refused:
            reviews.decide(made.actor("Carol"), proposal.public_id, outcome, answers, notes)
        assert refused.value.field == field
        assert proposal.state is State.SUBMITTED
        assert letters(proposal) == []


def test_the_database_keeps_one_review_for_each_version_as_it_was(work):
    with work():
        review = made.reviewed(made.submitted())
        values = {
            column.name: getattr(review, column.name) for column in Review.__table__.columns
            if column.name not in {"id", "public_id"}
        }  # fmt: skip
        for forged in (
            sa.insert(Review).values(**values, public_id="x" * 12),
            sa.update(Review).values(reason="Forged"),
            sa.delete(Review),
        ):
            with pytest.raises(IntegrityError), db.session.begin_nested():
                db.session.execute(forged)


def test_a_second_version_is_checked_again(work):
    with work():
        proposal = made.submitted()
        made.reviewed(proposal, Outcome.RETURN, "Say more.")
        drafts.submit(made.actor("Mei"), proposal.public_id)
        made.reviewed(proposal)
        assert [review.version for review in reviews.reviews_of(proposal)] == [1, 2]
        assert len(letters(proposal)) == 2
        assert db.session.scalar(sa.select(Proposal.state)) is State.SHORTLISTED


def test_checked_lately_never_shows_words_that_wait_at_the_gate(work):
    with work():
        proposal = made.let_through(made.submitted("Asha", title="Bike library"))
        made.reviewed(proposal, Outcome.RETURN, "Please say who mends the bikes.")
        drafts.save(made.actor("Asha"), proposal.public_id, {"title": "What my uncle does"})
        assert [title for _, title in reviews.decided_lately()] == ["Bike library"]
        drafts.submit(made.actor("Asha"), proposal.public_id)
        assert [title for _, title in reviews.decided_lately()] == ["Bike library"]
