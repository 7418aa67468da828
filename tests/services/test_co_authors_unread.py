"""Writing an idea together: nobody reads words that the desk or their own writer has not let out."""

from __future__ import annotations

import pytest

from commissioning.rules.proposals_content import Section
from commissioning.services import co_drafts, proposals_reading
from commissioning.services import proposals_drafts as drafts
from commissioning.services.co_design_needs import needs_for
from commissioning.services.proposals_story import story_for
from participation.rules.refusals import NotFound, Refusal
from tests.co_authors_made import write
from tests.co_design_made import desk_reads, join, waiting_items
from tests.proposals_made import actor, drafted

SECRET = "My uncle hits me when the club is shut."


def test_what_a_child_writes_in_a_shared_draft_reaches_nobody_before_the_desk(app, work):
    """Hard case 1: a disclosure in a draft goes to the desk, urgent, and a fellow author sees only the older words."""
    with work():
        proposal = drafted("Asha")
        join(proposal, "Asha", "Tomos")
        assert co_drafts.content_for(actor("Tomos"), proposal).need == ""
        desk_reads()
        assert (
            co_drafts.content_for(actor("Tomos"), proposal).need
            == "Lots of us have no bike and the bus is dear."
        )
        write("Asha", proposal, need=SECRET)
        assert [item.priority for item in waiting_items()] == ["high"]
        for reader in (actor("Tomos"), actor("Grace"), actor("Pia")):
            assert SECRET not in repr([proposals_reading.mine(reader), needs_for(reader)])
        seen = co_drafts.seen_by(actor("Tomos"), proposal)[Section.IDEA]
        assert (SECRET in seen.content.need, seen.waits_for) == (False, "Asha")
        assert co_drafts.content_for(actor("Asha"), proposal).need == SECRET
        with pytest.raises(Refusal, match="being read first"):
            drafts.save(actor("Tomos"), proposal.public_id, {"need": "Mine"}, seen=seen.number)
        with pytest.raises(Refusal, match="being read first"):
            drafts.submit(actor("Tomos"), proposal.public_id)


def test_words_saved_but_not_shared_stay_with_their_writer(app, work):
    with work():
        proposal = drafted("Asha")
        join(proposal, "Asha", "Tomos")
        desk_reads()
        write("Asha", proposal, need="Half a thou", share=False)
        assert waiting_items() == []
        assert co_drafts.seen_by(actor("Tomos"), proposal)[Section.IDEA].waits_for == "Asha"
        assert "Half a thou" not in co_drafts.content_for(actor("Tomos"), proposal).need
        write("Asha", proposal, need="Half a thou")
        assert len(waiting_items()) == 1


def test_a_version_one_author_sent_in_is_not_read_by_the_others_before_the_desk_has(app, work):
    with work():
        proposal = drafted("Ben")
        join(proposal, "Ben", "Mei", "Grace")
        desk_reads()
        drafts.open_up(actor("Ben"), proposal.public_id)
        desk_reads()
        write("Ben", proposal, need=SECRET)
        drafts.submit(actor("Ben"), proposal.public_id)
        assert proposal.version == 2
        for name in ("Ben", "Mei"):
            story = story_for(actor(name), proposal.public_id)
            assert (story.versions, story.content.need == SECRET) == ([1], name == "Ben")
            with pytest.raises(NotFound):
                story_for(actor(name), proposal.public_id, 2)
        desk_reads()
        assert story_for(actor("Mei"), proposal.public_id, 2).content.need == SECRET
