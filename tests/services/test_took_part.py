"""Whoever took part in an idea keeps a short page of it when it stops being theirs to read, and hears that it ended."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from commissioning.rules.comments import CommentKind, Moderation
from commissioning.rules.reviews import Outcome
from commissioning.rules.suggestions import Part
from commissioning.services import (
    co_authors,
    comments,
    comments_moderating,
    merging,
    proposals_withdrawing,
    suggestions,
    supports,
    took_part,
)
from commissioning.services import proposals_drafts as drafts
from commissioning.services.proposals_story import story_for
from models.jobs import OutboxMessage
from models.proposals import Proposal
from participation.rules.gate import Letting
from participation.rules.refusals import NotFound
from tests.co_design_made import desk_reads, join, talked_about, two
from tests.proposals_made import actor, drafted, reviewed, submitted

REASON = "It costs more than three such sheds did last year."
ENDED, CLOSED = "An idea you took part in does not go on", "What you suggested is closed"


def told(name: str) -> list[str]:
    query = sa.select(OutboxMessage.subject).where(OutboxMessage.to_user_id == actor(name).user_id)
    return list(db.session.scalars(query.order_by(OutboxMessage.id)))


def take_part(idea: Proposal) -> None:
    """Ben supports it and asks, Dev suggests words; the desk lets both through and the question shows."""
    supports.give(actor("Ben"), idea)
    asked = comments.say(actor("Ben"), idea, CommentKind.QUESTION, "Is it free?")
    suggestions.suggest(actor("Dev"), idea.public_id, Part.TITLE, "Bikes!", seen=idea.version)
    desk_reads()
    comments_moderating.moderate(actor("Pia"), asked, Moderation.SHOWN)


def has_no_page(name: str, idea: Proposal) -> None:
    for way in (story_for, took_part.kept_for):
        with pytest.raises(NotFound):
            way(actor(name), idea.public_id)


def test_a_refused_idea_leaves_its_name_and_ones_own_part_and_never_the_reason(app, work):
    with work():
        idea = talked_about()
        take_part(idea)
        with pytest.raises(NotFound):  # while it can be read there is no short page of it
            took_part.kept_for(actor("Ben"), idea.public_id)
        drafts.submit(actor("Mei"), idea.public_id)
        reviewed(idea, Outcome.REFUSE, REASON)
        ben, dev = (took_part.kept_for(actor(name), idea.public_id) for name in ("Ben", "Dev"))
        assert (ben.title, ben.standing.tag, ben.supported) == (
            "Bike library at the quay", "Did not go on", True,
        )  # fmt: skip
        assert ([one.words for one in ben.said], ben.suggested) == (["Is it free?"], [])
        assert (dev.said, [one.closed for one in dev.suggested], dev.supported) == ([], [True], False)
        assert REASON not in repr((ben, dev))
        assert (told("Ben"), told("Dev"), told("Mei").count(ENDED)) == ([ENDED], [CLOSED, ENDED], 0)
        has_no_page("Erin", idea)  # she took no part
        assert REASON in story_for(actor("Grace"), idea.public_id).reason  # its team reads all of it


def test_a_withdrawn_one_tells_each_once(app, work):
    with work():
        idea = talked_about()
        take_part(idea)
        proposals_withdrawing.withdraw(actor("Mei"), idea.public_id, "We moved.")
        assert (told("Ben"), told("Dev")) == ([ENDED], [CLOSED])
        assert took_part.kept_for(actor("Ben"), idea.public_id).standing.tag == "Withdrawn"
        never = submitted("Asha", title="Nobody else read this")
        proposals_withdrawing.withdraw(actor("Asha"), never.public_id)
        desk_reads()
        has_no_page("Ben", never)


def test_for_a_while_it_is_told_as_it_was_known_and_then_it_is_there_again(app, work):
    with work():
        idea = talked_about("Asha")
        take_part(idea)
        drafts.save(actor("Asha"), idea.public_id, {"title": "My secret"})
        drafts.submit(actor("Asha"), idea.public_id)
        waits = took_part.kept_for(actor("Ben"), idea.public_id)
        assert (waits.standing.tag, "secret" in repr(waits)) == ("Does not show yet", False)
        desk_reads(Letting.RELEASE)
        assert story_for(actor("Ben"), idea.public_id).content.title == "My secret"
        reviewed(idea, Outcome.RETURN, "Please say who looks after the key.")
        drafts.save(actor("Asha"), idea.public_id, {"title": "Newer than that"})
        back = took_part.kept_for(actor("Ben"), idea.public_id)
        assert (back.title, back.standing.tag) == ("My secret", "Being changed")
        assert told("Ben") == []
        drafts.submit(actor("Asha"), idea.public_id)
        desk_reads()
        assert story_for(actor("Ben"), idea.public_id).content.title == "Newer than that"


def test_a_part_in_one_of_two_ideas_that_became_one_is_a_part_in_that(app, work):
    with work():
        one, other = two()
        take_part(one)
        asked = merging.ask(actor("Mei"), one, other.public_id)
        for name in ("Grace", "Cllr Idris"):
            merging.answer(actor(name), asked, yes=True)
        drafts.submit(actor("Mei"), asked.merged.public_id)
        reviewed(asked.merged, Outcome.REFUSE, REASON)
        kept = took_part.kept_for(actor("Ben"), asked.merged.public_id)
        assert ([one.words for one in kept.said], kept.supported) == (["Is it free?"], False)
        assert ENDED in told("Ben")
        has_no_page("Erin", asked.merged)


def test_whoever_helped_write_it_and_left_hears_of_a_refusal_and_finds_that_they_did(app, work):
    with work():
        idea = drafted("Mei")
        join(idea, "Mei", "Grace", "Ben")
        co_authors.leave(actor("Ben"), idea)
        drafts.submit(actor("Mei"), idea.public_id)
        reviewed(idea, Outcome.REFUSE, REASON)
        kept = took_part.kept_for(actor("Ben"), idea.public_id)
        assert (told("Ben").count(ENDED), told("Grace").count(ENDED)) == (1, 0)
        assert kept.wrote is not None
        assert (None in kept.wrote, kept.led_by, kept.supported) == (False, "Mei", False)


def test_each_draft_that_was_left_and_withdrawn_leads_to_a_page_of_its_own(app, work):
    with work():
        ideas = [drafted("Mei", title=title) for title in ("Lamp walk", "Pea stall")]
        for idea in ideas:
            join(idea, "Mei", "Grace", "Ben")
            co_authors.leave(actor("Ben"), idea)
            proposals_withdrawing.withdraw(actor("Mei"), idea.public_id)
        query = sa.select(OutboxMessage.path).where(
            OutboxMessage.to_user_id == actor("Ben").user_id,
            OutboxMessage.subject == "An idea you helped write was withdrawn",
        )
        assert set(db.session.scalars(query)) == {f"/proposals/{idea.public_id}" for idea in ideas}
        assert told("Ben").count(ENDED) == 0
        kept = took_part.kept_for(actor("Ben"), ideas[0].public_id)
        assert (kept.standing.tag, kept.title, kept.led_by) == ("Withdrawn", "", "Mei")


def test_what_waits_about_an_idea_that_ended_is_nobodys_to_read_and_says_so(app, work):
    with work():
        idea = talked_about()
        comments.say(actor("Ben"), idea, CommentKind.QUESTION, "Is it free?")
        desk_reads()
        assert len(comments_moderating.to_moderate(actor("Pia"))) == 1
        proposals_withdrawing.withdraw(actor("Mei"), idea.public_id)
        assert comments_moderating.to_moderate(actor("Pia")) == []
        mine = took_part.kept_for(actor("Ben"), idea.public_id).mine
        assert [(one.moderation, one.reason) for one in mine] == [
            (Moderation.NOT_SHOWN, "The idea ended before this could show.")
        ]
