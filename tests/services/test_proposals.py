"""Drafting, sending in, moving, withdrawing: what each service does, and each way it says no."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app import clock
from app.db import db
from app.demo.people import NORTH, PANEL, SOUTH
from commissioning.rules.pence import Pence
from commissioning.rules.proposals import Action, State
from commissioning.rules.proposals_content import MOST_LINES, CostLine
from commissioning.rules.reviews import Outcome
from commissioning.services import proposals, proposals_choices
from commissioning.services import proposals_drafts as drafts
from commissioning.services import proposals_withdrawing as withdrawing
from commissioning.services.proposals_story import story_for
from models.audit import AuditEvent
from models.places import Team
from models.proposals import Proposal, ProposalEvent, ProposalVersion
from participation.rules.refusals import NotFound, Refusal
from tests import proposals_made as made


def names(actor):
    return [team.name for team in proposals_choices.teams_open_to(actor)]


def test_people_propose_to_their_own_teams_and_residents_to_any_community_team(work):
    with work():
        assert names(made.actor("Mei")) == [SOUTH]
        assert names(made.actor("Erin")) == [NORTH]
        assert names(made.actor("Asha")) == [SOUTH], (
            "her panel only advises: an idea there would never be voted on"
        )
        assert names(made.actor("Ben")) == [NORTH, SOUTH]
        assert PANEL not in names(made.actor("Dev"))
        asha = made.actor("Asha")
        panel = db.session.scalars(sa.select(Team.id).where(Team.name == PANEL)).one()
        only_advises = replace(asha, held=type(asha.held)(one for one in asha.held if one.scope_id == panel))
        assert names(only_advises) == [NORTH, SOUTH]


def test_nobody_begins_a_draft_for_a_team_they_may_not_propose_to(work):
    with work(), pytest.raises(Refusal, match="Choose one of the teams"):
        drafts.start(made.actor("Mei"), team=made.team_id(NORTH), title="Theirs")


def test_a_half_written_draft_is_kept_and_found_again(work):
    mei = made.actor("Mei")
    with work():
        public_id = drafts.start(mei, team=made.team_id(), title="Bikes").public_id
        drafts.save(mei, public_id, {"need": "No bikes", "lines": [CostLine("A bike", Pence(9_950))]})
    db.session.expire_all()
    kept = drafts.content_of(drafts.get_own(mei, public_id))
    assert (kept.title, kept.need, kept.total) == ("Bikes", "No bikes", 9_950)


def test_saving_costs_again_replaces_them_in_their_order(work):
    with work():
        proposal = made.drafted()
        drafts.save(
            made.actor("Mei"),
            proposal.public_id,
            {"lines": [CostLine("B", Pence(2)), CostLine("A", Pence(1))]},
        )
        db.session.expire_all()
        assert [(line.what, line.pence) for line in proposal.lines] == [("B", 2), ("A", 1)]
        assert proposal.ask_pence == 3


@pytest.mark.parametrize(("changes", "field"), [
    ({"areas": ["nowhere"]}, "areas"),
    ({"pot": "no-such-pot"}, "pot"),
    ({"lines": [CostLine("x", Pence(1))] * (MOST_LINES + 1)}, "lines"),
])  # fmt: skip
def test_what_is_not_there_to_choose_is_refused(work, changes, field):
    with work():
        proposal = made.drafted()
        with pytest.raises(Refusal) as refused:
            drafts.save(made.actor("Mei"), proposal.public_id, changes)
        assert refused.value.field == field


@pytest.mark.parametrize("somebody", ["Erin", "Grace", "Carol", "Asha", "Ada", "Sam"])
def test_nobody_else_finds_a_draft(work, somebody):
    with work():
        proposal = made.drafted()
        for find in (drafts.get_own, drafts.get_editable, story_for, drafts.submit, withdrawing.withdraw):
            with pytest.raises(NotFound):
                find(made.actor(somebody), proposal.public_id)
        assert story_for(made.actor("Mei"), proposal.public_id).is_own


def test_sending_in_keeps_a_numbered_version_and_freezes_the_words(work):
    with work():
        proposal = made.submitted()
        version = db.session.scalars(sa.select(ProposalVersion)).one()
        assert (version.number, version.title, version.ask_pence) == (1, proposal.title, 150_050)
        with pytest.raises(Refusal, match="cannot be changed now"):
            drafts.save(made.actor("Mei"), proposal.public_id, {"title": "Other"})


def test_sending_in_twice_is_answered_in_words(work):
    with work():
        proposal = made.submitted()
        with pytest.raises(Refusal, match="already sent this in"):
            drafts.submit(made.actor("Mei"), proposal.public_id)
        assert db.session.scalar(sa.select(sa.func.count(ProposalVersion.id))) == 1


@pytest.mark.parametrize("field", ["need", "our_part", "your_part", "builds_on", "group_name"])
def test_an_unfinished_proposal_is_not_sent_in(work, field):
    with work():
        proposal = made.drafted(**{field: ""})
        with pytest.raises(Refusal) as refused:
            drafts.submit(made.actor("Mei"), proposal.public_id)
        assert refused.value.field == field
        assert proposal.state is State.DRAFT


def test_more_than_the_pots_limit_is_refused_when_saved_and_when_sent_in(work):
    with work():
        pot = made.pot(most=Pence(100_000))
        proposal = made.drafted()
        with pytest.raises(Refusal, match=r"at most £1,000\.00, and this asks for £1,500\.50"):
            drafts.save(
                made.actor("Mei"),
                proposal.public_id,
                {"pot": pot.public_id, "lines": made.everything()["lines"]},
            )
        proposal.pot_id = pot.id
        with pytest.raises(Refusal, match="at most"):
            drafts.submit(made.actor("Mei"), proposal.public_id)
        pot.max_award_pence = Pence(150_050)
        drafts.submit(made.actor("Mei"), proposal.public_id)


def test_the_database_itself_refuses_to_change_what_was_sent_in(work):
    with work():
        proposal = made.submitted()
        for change in (
            sa.update(Proposal).values(title="Forged"),
            sa.update(ProposalVersion).values(title="Forged"),
            sa.delete(ProposalVersion),
            sa.update(ProposalEvent).values(reason="Forged"),
            sa.delete(ProposalEvent),
        ):
            with pytest.raises(IntegrityError), db.session.begin_nested():
                db.session.execute(change)
    db.session.expire_all()
    assert drafts.content_of(proposal).title == "Bike library at the quay"


def test_a_returned_proposal_is_changed_and_sent_in_as_the_next_version(work):
    from commissioning.rules.reviews import Outcome

    with work():
        proposal = made.submitted()
        made.reviewed(proposal, Outcome.RETURN, "Say who mends the bikes.")
        drafts.save(made.actor("Mei"), proposal.public_id, {"your_part": "Ray mends them."})
        assert story_for(made.actor("Carol"), proposal.public_id).content.your_part != "Ray mends them."
        drafts.submit(made.actor("Mei"), proposal.public_id)
        carol = made.actor("Carol")
        assert story_for(carol, proposal.public_id).content.your_part == "Ray mends them."
        assert story_for(carol, proposal.public_id, 1).content.your_part != "Ray mends them."
        assert story_for(carol, proposal.public_id).versions == [1, 2]
        with pytest.raises(NotFound):
            story_for(carol, proposal.public_id, 3)


def test_moving_writes_an_event_and_an_audit_row_without_the_words(work):
    with work():
        proposal = made.shortlisted()
        proposals.move(made.actor("Grace"), proposal, Action.PUT_IN_ROUND)
        proposals.move(made.actor("Grace"), proposal, Action.TAKE_OUT, reason="The round was called off.")
        event = db.session.scalars(sa.select(ProposalEvent).order_by(ProposalEvent.id.desc())).first()
        assert (event.from_state, event.to_state, event.reason) == (
            State.IN_ROUND, State.SHORTLISTED, "The round was called off.",
        )  # fmt: skip
        row = db.session.scalars(sa.select(AuditEvent).order_by(AuditEvent.id.desc())).first()
        assert row.action == "proposal.taken_out_of_its_round"
        assert "called off" not in str(row.details)


def test_of_two_who_move_at_once_the_second_is_told(work):
    with work():
        proposal = made.shortlisted()
        db.session.execute(
            sa.update(Proposal).values(state=State.WITHDRAWN).execution_options(synchronize_session=False)
        )
        with pytest.raises(Refusal, match="Somebody else has just changed"):
            proposals.move(made.actor("Grace"), proposal, Action.PUT_IN_ROUND)


def test_the_other_teams_chair_moves_nothing(work):
    with work():
        proposal = made.shortlisted()
        with pytest.raises(Refusal, match="Your role"):
            proposals.move(made.actor("Erin"), proposal, Action.PUT_IN_ROUND)


def test_the_shortlist_is_in_the_order_they_passed(work, at):
    with work():
        made_at = {}
        for title, day in (("Second", "2026-05-02"), ("First", "2026-05-01")):
            with at(f"{day} 10:00"):
                made_at[title] = made.shortlisted(title=title)
        found = proposals.shortlisted_for(made_at["First"].team_id)
        assert [proposal.title for proposal in found] == ["First", "Second"]


def test_withdrawing_keeps_the_record_and_the_reason(work):
    with work():
        proposal = made.submitted()
        withdrawing.withdraw(made.actor("Mei"), proposal.public_id, "We found a sponsor.")
        story = story_for(made.actor("Mei"), proposal.public_id)
        assert (proposal.state, story.reason, story.stop) == (
            State.WITHDRAWN,
            "We found a sponsor.",
            "checked",
        )
        with pytest.raises(Refusal):
            withdrawing.withdraw(made.actor("Mei"), proposal.public_id)


def test_where_the_line_ends_stands_the_day_it_ended(work):
    """Not the day the stop was reached: one sent back in November and withdrawn in March says March."""
    with work():
        proposal = made.submitted("Mei")
        with clock.at(datetime(2026, 11, 25, 10, tzinfo=UTC)):
            made.reviewed(proposal, Outcome.RETURN, "Say who holds the money.")
        assert story_for(made.actor("Mei"), proposal.public_id).dates["checked"] == "25 Nov 2026"
        with clock.at(datetime(2027, 3, 5, 10, tzinfo=UTC)):
            withdrawing.withdraw(made.actor("Mei"), proposal.public_id, "No time.")
        story = story_for(made.actor("Mei"), proposal.public_id)
        assert (story.stop, story.dates["checked"], story.events[-1]["when"]) == (
            "checked",
            "5 Mar 2027",
            "Friday 5 March 2027",
        )


def test_nobody_withdraws_while_people_are_voting(work):
    with work():
        proposal = made.shortlisted()
        proposals.move(made.actor("Grace"), proposal, Action.PUT_IN_ROUND)
        with pytest.raises(Refusal, match="People are voting"):
            withdrawing.withdraw(made.actor("Mei"), proposal.public_id)
