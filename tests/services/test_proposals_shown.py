"""While an idea's newer words are at the desk, others go on reading the version they had, and nothing of the newer."""

from __future__ import annotations

import pytest

from commissioning.rules.comments import CommentKind
from commissioning.rules.suggestions import Part
from commissioning.services import comments, comments_moderating, interests, suggestions
from commissioning.services import proposals_drafts as drafts
from commissioning.services import proposals_showing as showing
from commissioning.services.co_design_needs import needs_for
from commissioning.services.proposals_list import Wanted, list_for, whole_list_for
from commissioning.services.proposals_reading import mine
from commissioning.services.proposals_search import similar_to
from commissioning.services.proposals_story import story_for
from commissioning.services.together import together_for
from models.proposals import Proposal
from participation.rules.gate import Letting
from participation.rules.refusals import NotFound, Refusal
from tests.co_design_made import desk_reads, talked_about
from tests.proposals_made import actor, let_through, submitted

READERS = ("Erin", "Grace", "Carol", "Pia", "Asha")
OLD, NEW = "Bike library at the quay", "Zebra crossing nobody read"


def shown_anew(**changes: str) -> Proposal:
    """Ben's idea, whose changes he has just shown: they are at the desk."""
    idea = talked_about("Ben")
    drafts.save(actor("Ben"), idea.public_id, {"title": NEW, **changes})
    showing.show_changes(actor("Ben"), idea.public_id)
    return idea


def everything_of(name: str, idea: Proposal) -> str:
    """All that one reader comes upon, wherever an idea is read, found, listed or named."""
    who = actor(name)
    story = story_for(who, idea.public_id)
    return repr([
        story.content, story.versions, story.events, story.next, together_for(who, story), suggestions.title_of(idea),
        whole_list_for(who, Wanted()), list_for(who, Wanted(order="title")), similar_to(who, OLD),
        comments_moderating.to_moderate(who), needs_for(who),
    ])  # fmt: skip


def test_others_read_the_version_they_had_until_the_newer_one_was_read(app, work):
    with work():
        idea = shown_anew()
        comments.say(actor("Mei"), idea, CommentKind.QUESTION, "Is it free?")
        for name in READERS:
            story = story_for(actor(name), idea.public_id)
            assert (story.content.title, story.number, story.versions) == (OLD, 1, [1]), name
            assert story.newer_waits
            told = everything_of(name, idea)
            assert OLD in told, name
            assert "Zebra" not in told, name
            assert "Changes shown to others" not in told, name
            assert list_for(actor(name), Wanted(words="library")).total == 1, name
            assert list_for(actor(name), Wanted(words="zebra")).total == 0, name
            with pytest.raises(NotFound):
                story_for(actor(name), idea.public_id, 2)
        own = story_for(actor("Ben"), idea.public_id)
        assert (own.content.title, own.newer_waits) == (NEW, False)
        assert "go on reading version 1" in own.next
        assert mine(actor("Ben"))[0].next == own.next
        assert list_for(actor("Ben"), Wanted(words="zebra")).total == 1
        let_through(idea)
        for name in READERS:
            story = story_for(actor(name), idea.public_id)
            assert (story.content.title, story.number, story.newer_waits) == (NEW, 2, False), name
            assert list_for(actor(name), Wanted(words="zebra")).total == 1, name


def test_meanwhile_it_can_be_talked_about_but_no_change_is_suggested_to_words_nobody_reads(app, work):
    with work():
        idea = shown_anew()
        assert comments.get_readable(actor("Erin"), idea.public_id) is idea
        together = together_for(actor("Erin"), story_for(actor("Erin"), idea.public_id))
        assert (together.open_to_talk, together.open_to_change) == (True, False)
        with pytest.raises(Refusal, match="newer words"):
            suggestions.part_to_change(actor("Erin"), idea.public_id, Part.NEED)
        let_through(idea)
        assert suggestions.part_to_change(actor("Erin"), idea.public_id, Part.TITLE)[1] == NEW


def test_words_the_desk_kept_are_not_spoken_of_and_an_idea_sent_in_shows_to_nobody_while_it_is_read(
    app, work
):
    with work():
        idea = shown_anew()
        desk_reads(Letting.KEEP)
        story = story_for(actor("Erin"), idea.public_id)
        assert (story.content.title, story.newer_waits) == (OLD, False), (
            "no more than that it stands as it was"
        )
        drafts.submit(actor("Ben"), idea.public_id)
        for name in READERS:
            with pytest.raises(NotFound):
                story_for(actor(name), idea.public_id)
            assert list_for(actor(name), Wanted()).total == 0, name


def test_ones_own_idea_that_nobody_has_read_yet_breaks_no_page(app, work):
    with work():
        waiting = submitted("Ben", title=NEW)
        assert interests.title_for(actor("Ben"), waiting.public_id) == NEW
        assert similar_to(actor("Ben"), NEW) == []
        let_through(waiting)
        assert interests.title_for(actor("Ben"), waiting.public_id) == NEW
        assert [row.title for row in similar_to(actor("Ben"), NEW)] == [NEW]
