"""Writing an idea together: asking, joining, leaving; nobody writes over anybody."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app import clock
from app.clock import now
from app.db import db
from commissioning.rules.co_design import JoinState
from commissioning.rules.proposals import State
from commissioning.rules.proposals_content import Section
from commissioning.services import co_authors, co_drafts, co_invitations, involved, proposals_reading
from commissioning.services import proposals_drafts as drafts
from commissioning.services.co_design_needs import needs_for
from commissioning.services.proposals_story import story_for
from models.co_design import CoAuthor, DraftSave
from models.jobs import OutboxMessage
from participation.rules.gate import WordsKind
from participation.rules.people import AgeBand
from participation.rules.refusals import NotFound, Refusal
from participation.services import gate
from tests.co_authors_made import number, write
from tests.co_design_made import desk_reads, join, neighbour
from tests.proposals_made import actor, drafted


def test_somebody_asked_joins_and_both_find_it_among_their_ideas(app, work):
    with work():
        proposal = drafted("Mei")
        row = co_invitations.invite(actor("Mei"), proposal, who=actor("Grace").public_id)
        assert any("asks you to help" in need.title for need in needs_for(actor("Grace")))
        with pytest.raises(NotFound):
            drafts.get_own(actor("Grace"), proposal.public_id)
        co_invitations.answer(actor("Grace"), row, yes=True)
        assert drafts.get_own(actor("Grace"), proposal.public_id) == proposal
        assert [idea.row.public_id for idea in proposals_reading.mine(actor("Grace"))] == [proposal.public_id]
        names = [(one.name, one.is_lead) for one in co_authors.authors_for(actor("Grace"), proposal)]
        assert names == [("Mei", True), ("Grace", False)]
        with pytest.raises(NotFound):
            story_for(actor("Cllr Idris"), proposal.public_id)


def test_a_no_ends_it_and_is_not_argued_with_for_a_month(app, work):
    with work():
        proposal = drafted("Mei")
        row = co_invitations.invite(actor("Mei"), proposal, who=actor("Grace").public_id)
        co_invitations.answer(actor("Grace"), row, yes=False)
        assert row.state is JoinState.DECLINED
        assert needs_for(actor("Grace")) == []
        with pytest.raises(NotFound):
            co_invitations.get_invitation(actor("Grace"), proposal.public_id)
        letters = db.session.scalar(sa.select(sa.func.count(OutboxMessage.id)))
        with pytest.raises(Refusal, match="a no needs no reason") as refused:
            co_invitations.invite(actor("Mei"), proposal, who=actor("Grace").public_id)
        assert refused.value.field == "who"
        assert co_invitations.invite(actor("Mei"), proposal, signs_in_as="grace@alderbrook.example") is None
        assert (row.state, db.session.scalar(sa.select(sa.func.count(OutboxMessage.id)))) == (
            JoinState.DECLINED,
            letters,
        )
        with clock.at(now() + timedelta(days=30)):
            again = co_invitations.invite(actor("Mei"), proposal, who=actor("Grace").public_id)
        assert (again.id, again.state) == (row.id, JoinState.INVITED)
        with pytest.raises(Refusal, match="from the list"):
            co_invitations.invite(actor("Mei"), proposal, who=actor("Grace").public_id)


def test_the_page_never_tells_who_signs_in_here(app, work):
    """A resident asks by what somebody signs in with: right or wrong, allowed or not, the answer is the same."""
    with work():
        proposal = drafted("Ben")
        assert co_invitations.invite(actor("Ben"), proposal, signs_in_as="nobody@nowhere.example") is None
        assert (
            co_invitations.invite(actor("Ben"), proposal, signs_in_as="asha") is None
        )  # a child: never by an adult
        assert co_invitations.invite(actor("Ben"), proposal, signs_in_as="dev@alderbrook.example") is not None
        assert [one.name for one in co_authors.authors_for(actor("Ben"), proposal)] == ["Ben"]
        with pytest.raises(Refusal, match="from the list"):
            co_invitations.invite(actor("Ben"), proposal, who=actor("Dev").public_id)


def test_adults_and_children_never_end_alone_together(app, work):
    with work():
        proposal = drafted("Asha")
        with pytest.raises(Refusal, match="never write alone"):
            co_invitations.invite(actor("Asha"), proposal, who=actor("Mei").public_id)
        join(proposal, "Asha", "Tomos", "Mei")
        assert not co_authors.is_paused(proposal)
        co_authors.leave(actor("Tomos"), proposal)
        assert co_authors.is_paused(proposal)
        with pytest.raises(Refusal, match="never write alone"):
            drafts.save(actor("Mei"), proposal.public_id, {"need": "x"}, seen=1)
        with pytest.raises(Refusal, match="never write alone"):
            story_for(actor("Mei"), proposal.public_id)
        write("Asha", proposal, need="I can go on.")


def test_somebody_asked_while_it_was_safe_cannot_join_when_it_is_not(app, work):
    with work():
        proposal = drafted("Asha")
        join(proposal, "Asha", "Tomos")
        row = co_invitations.invite(actor("Asha"), proposal, who=actor("Mei").public_id)
        co_authors.leave(actor("Tomos"), proposal)
        with pytest.raises(Refusal, match="when somebody else has"):
            co_invitations.answer(actor("Mei"), row, yes=True)


def test_two_people_never_write_over_each_other(app, work):
    with work():
        proposal = drafted("Mei")
        join(proposal, "Mei", "Grace")
        read_by_both = number(proposal, "Mei")
        drafts.save(actor("Mei"), proposal.public_id, {"need": "Mei’s words"}, seen=read_by_both)
        with pytest.raises(Refusal, match="changed this while you were writing"):
            drafts.save(actor("Grace"), proposal.public_id, {"need": "Grace’s words"}, seen=read_by_both)
        assert co_drafts.content_for(actor("Grace"), proposal).need == "Mei’s words"
        drafts.save(
            actor("Grace"),
            proposal.public_id,
            {"our_part": "Another part"},
            seen=number(proposal, "Grace", Section.PARTS),
        )
        drafts.save(actor("Grace"), proposal.public_id, {"need": "Both"}, seen=number(proposal, "Grace"))
        for late in (None, read_by_both):
            with pytest.raises(Refusal, match="changed this"):
                drafts.save(actor("Mei"), proposal.public_id, {"need": "Late"}, seen=late)
        for words in ("Both", "Both of us", "All of us"):  # one's own saves on their way are no clash
            drafts.save(actor("Grace"), proposal.public_id, {"need": words}, seen=read_by_both + 1)


def test_the_last_author_cannot_leave_and_the_proposer_hands_over(app, work):
    with work():
        proposal = drafted("Mei")
        with pytest.raises(Refusal, match="only one writing"):
            co_authors.leave(actor("Mei"), proposal)
        join(proposal, "Mei", "Grace")
        co_authors.leave(actor("Mei"), proposal)
        assert proposal.proposer_id == actor("Grace").user_id
        with pytest.raises(NotFound):
            drafts.get_own(actor("Mei"), proposal.public_id)
        assert actor("Mei").user_id in involved.writers_of(proposal)
        with pytest.raises(Refusal, match="only one writing"):
            co_authors.leave(actor("Grace"), proposal)
        drafts.submit(actor("Grace"), proposal.public_id)
        assert proposal.state is State.SUBMITTED


def test_the_database_refuses_a_second_row_for_one_person_and_a_changed_save(app, work):
    with work():
        proposal = drafted("Mei")
        join(proposal, "Mei", "Grace")
    with pytest.raises(IntegrityError), work():
        row = db.session.scalars(sa.select(CoAuthor)).one()
        db.session.add(CoAuthor(proposal_id=row.proposal_id, user_id=row.user_id, invited_by_id=row.user_id,
                                state=JoinState.INVITED, invited_at=row.invited_at))  # fmt: skip
    with pytest.raises(IntegrityError), work():
        db.session.execute(sa.update(DraftSave).values(number=9))


def test_a_childs_surname_is_never_shown_outside_their_team(app, work):
    with work():
        young, friend = (
            neighbour("Ines Almeida", AgeBand.THIRTEEN_TO_FIFTEEN),
            neighbour("Kit Moss", AgeBand.TEN_TO_TWELVE),
        )
        proposal = drafted(young.name)
        join(proposal, young.name, friend.name)
        drafts.open_up(actor(young.name), proposal.public_id)
        desk_reads()
        assert gate.is_released(WordsKind.PROPOSAL, proposal.public_id)
        outside = [one.name for one in co_authors.authors_for(actor("Ben"), proposal)]
        assert outside == ["A young person", "A young person"]
        assert [one.name for one in co_authors.authors_for(actor(friend.name), proposal)] == [
            "Ines",
            "Kit Moss",
        ]
        assert "Almeida" not in repr(story_for(actor("Ben"), proposal.public_id))


def test_one_writer_with_two_windows_open_writes_over_neither(app, work):
    with work():
        proposal = drafted("Mei")
        at_first = number(proposal, "Mei")
        for words in (
            "One",
            "One two",
            "One two three",
        ):  # one window's saves, some before it heard of the last
            drafts.save(
                actor("Mei"), proposal.public_id, {"need": words}, seen=at_first, page="window-1", share=False
            )
        for share in (False, True):
            with pytest.raises(Refusal, match="you, in another window"):
                drafts.save(
                    actor("Mei"),
                    proposal.public_id,
                    {"need": "Else"},
                    seen=at_first,
                    page="window-2",
                    share=share,
                )
        assert proposal.need == "One two three"
        there = number(proposal, "Mei")
        drafts.save(actor("Mei"), proposal.public_id, {"need": "Both"}, seen=there, page="window-2")
        with pytest.raises(Refusal, match="you, in another window"):
            drafts.save(actor("Mei"), proposal.public_id, {"need": "Late"}, seen=there, page="window-1")
        assert db.session.query(DraftSave).count() == 0  # nobody to share it with: nothing waits at the gate
