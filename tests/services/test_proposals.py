"""Drafting, sending in, moving and withdrawing proposals."""

import pytest

from commissioning.rules.proposals import Action, State
from commissioning.services import proposals
from commissioning.services.proposals_list import Wanted, list_for
from commissioning.services.proposals_story import story_for
from participation.rules.refusals import NotFound
from tests import proposals_made as made


def test_a_whole_draft_is_sent_in_and_checked(work):
    with work():
        proposal = made.shortlisted()
        assert proposal.state is State.SHORTLISTED
        assert proposals.shortlisted_for(proposal.team_id) == [proposal]
        story = story_for(made.actor("Grace"), proposal.public_id)
        assert [h.action for h in story.happenings] == [Action.SUBMIT, Action.PASS]
        assert list_for(made.actor("Grace"), Wanted(words="bike")).total == 1


def test_a_childs_words_wait_at_the_gate(work):
    with work():
        proposal = made.submitted("Asha")
        with pytest.raises(NotFound):
            story_for(made.actor("Carol"), proposal.public_id)
        assert story_for(made.actor("Asha"), proposal.public_id).being_read
        made.let_through(proposal)
        assert not story_for(made.actor("Carol"), proposal.public_id).being_read
