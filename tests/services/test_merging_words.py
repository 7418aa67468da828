"""What people agree to when two ideas are joined, and what becomes of everything that was open about either."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from commissioning.rules.comments import CommentKind, Moderation
from commissioning.rules.merging import MergeState
from commissioning.rules.proposals_content import Section
from commissioning.rules.suggestions import Part
from commissioning.services import (
    co_authors,
    co_drafts,
    co_invitations,
    comments,
    comments_moderating,
    merging,
    merging_reading,
    suggestions,
    suggestions_answers,
)
from commissioning.services import proposals_drafts as drafts
from commissioning.services import proposals_showing as showing
from commissioning.services.co_design_needs import needs_for
from commissioning.services.joined_story import became_for
from commissioning.services.proposals_withdrawing import withdraw
from models.jobs import OutboxMessage
from models.merging import Merge
from models.proposals import Proposal
from participation.rules.refusals import Refusal
from tests.co_design_made import release, talked_about, two
from tests.proposals_made import actor, let_through


def ask_and_say_yes(one: Proposal, other: Proposal) -> Merge:
    """Mei asks, Grace says yes, and only Cllr Idris has not answered."""
    asked = merging.ask(actor("Mei"), one, other.public_id)
    return merging.answer(actor("Grace"), asked, yes=True)


def rewrite(name: str, proposal: Proposal, need: str) -> None:
    part = co_drafts.seen_by(actor(name), proposal)[Section.IDEA]
    drafts.save(actor(name), proposal.public_id, {"need": need}, seen=part.number)


def test_nobody_agrees_to_words_they_have_not_seen(app, work):
    """A change after a yes: nobody can say yes until it shows, and then everybody is asked again."""
    with work():
        one, other = two()
        asked = ask_and_say_yes(one, other)
        was = drafts.published(one).need
        rewrite("Mei", one, "Buses are dear, and there is no path.")
        for reader, words in (
            ("Mei", "until you show them or put them back"),
            ("Cllr Idris", "are changing it"),
        ):
            assert words in merging_reading.waits_of(actor(reader), asked)[0]
        with pytest.raises(Refusal, match="are changing it"):
            merging.answer(actor("Cllr Idris"), asked, yes=True)
        rewrite("Mei", one, was)
        assert merging_reading.waits_of(actor("Cllr Idris"), asked) == [], "put back, it is what they read"
        rewrite("Mei", one, "Buses are dear, and there is no path.")
        showing.show_changes(actor("Mei"), one.public_id)
        assert (asked.state, one.version) == (MergeState.CHANGED, 2)
        with pytest.raises(Refusal, match="have changed since"):
            merging.answer(actor("Cllr Idris"), asked, yes=True)
        anew = merging_reading.newest_between(one, other)
        assert anew is not None
        assert not anew.answers, "every yes given before is over"
        assert merging_reading.waiting_for(actor("Grace")) == [anew]
        for name in ("Grace", "Cllr Idris", "Mei"):
            merging.answer(actor(name), anew, yes=True)
        assert anew.merged is not None
        assert "there is no path" in drafts.published(anew.merged).need
        asked_again = sa.select(sa.func.count()).where(OutboxMessage.path == f"/merges/{anew.public_id}")
        assert db.session.scalar(asked_again) == 2, "whoever showed the changes needs no letter"


def test_new_words_that_are_still_being_read_are_shown_to_nobody_and_agreed_to_by_nobody(app, work):
    with work():
        one, other = talked_about("Ben"), two()[1]
        asked = merging.ask(actor("Ben"), one, other.public_id)
        rewrite("Ben", one, "Something only the desk may read yet.")
        showing.show_changes(actor("Ben"), one.public_id)
        anew = merging_reading.newest_between(one, other)
        assert anew is not None
        assert anew.id != asked.id
        shown = merging_reading.sides_of(anew)[0]
        assert (shown.proposal, "only the desk" in shown.content.need) == (one, False)
        with pytest.raises(Refusal, match="are being read by somebody"):
            merging.answer(actor("Grace"), anew, yes=True)
        merging.answer(actor("Cllr Idris"), anew, yes=False)
        let_through(one)
        assert "only the desk" in merging_reading.sides_of(anew)[0].content.need


def test_taking_up_a_suggestion_asks_everybody_again_and_nothing_unread_is_let_through_by_it(app, work):
    with work():
        one, other = two()
        asked = ask_and_say_yes(one, other)
        made = suggestions.suggest(actor("Tomos"), one.public_id, Part.NEED, "Bus fares doubled.", seen=1)
        release(made.public_id)
        suggestions_answers.accept(actor("Mei"), suggestions.get_for_author(actor("Mei"), made.public_id))
        assert asked.state is MergeState.CHANGED
        idea = talked_about("Ben", title="Ben's")
        made = suggestions.suggest(actor("Mei"), idea.public_id, Part.YOUR_PART, "We sweep.", seen=1)
        rewrite("Ben", idea, "Only the desk may read this yet.")
        showing.show_changes(actor("Ben"), idea.public_id)
        with pytest.raises(Refusal, match="being read first"):
            suggestions_answers.accept(actor("Ben"), suggestions.get_for_author(actor("Ben"), made.public_id))


def test_what_was_open_about_a_joined_idea_goes_along_or_is_closed(app, work):
    """Questions are asked of the joined idea; suggestions and invitations are over, and nobody is asked any more."""
    with work():
        one, other = two()
        asked_about = comments.say(actor("Cllr Idris"), one, CommentKind.QUESTION, "Is there a shed?")
        comments_moderating.moderate(actor("Pia"), asked_about, Moderation.SHOWN)
        change = suggestions.suggest(actor("Cllr Idris"), one.public_id, Part.NEED, "Fares doubled.", seen=1)
        invited = co_invitations.invite(actor("Grace"), other, who=actor("Mei").public_id)
        assert invited is not None
        assert {need.path.split("#")[0] for need in needs_for(actor("Mei"))} == {
            f"/proposals/{one.public_id}/talk", f"/suggestions/{change.public_id}",
            f"/proposals/{other.public_id}/invitation",
        }  # fmt: skip
        asked = ask_and_say_yes(one, other)
        merging.answer(actor("Cllr Idris"), asked, yes=True)
        made = asked.merged
        assert made is not None
        link = f"/proposals/{made.public_id}/talk#{asked_about.public_id}"
        for name in ("Mei", "Grace", "Cllr Idris"):
            assert [need.path for need in needs_for(actor(name))] == [link]
        with pytest.raises(Refusal, match="has moved on"):
            co_invitations.answer(actor("Mei"), invited, yes=True)
        for settle in (
            suggestions_answers.accept,
            lambda by, it: suggestions_answers.decline(by, it, "Thank you, but no."),
        ):
            with pytest.raises(Refusal, match="Nobody need answer"):
                settle(actor("Mei"), suggestions.get_for_author(actor("Mei"), change.public_id))
        reply = comments.say(
            actor("Grace"), made, CommentKind.ANSWER, "Yes, an empty one.", answers=asked_about.public_id
        )
        assert needs_for(actor("Mei")) == []
        comments_moderating.moderate(actor("Pia"), reply, Moderation.SHOWN)
        for idea in (made, one):
            [said] = comments.shown_on(actor("Asha"), idea)
            assert [answer.words for answer in said.answers] == ["Yes, an empty one."]
        assert comments.shown_on(actor("Asha"), other) == []


def test_the_old_pages_say_what_became_of_the_joined_idea(app, work):
    with work():
        one, other = two()
        asked = ask_and_say_yes(one, other)
        merging.answer(actor("Cllr Idris"), asked, yes=True)
        made = asked.merged
        assert made is not None
        went = became_for(actor("Erin"), one)
        assert went is not None
        assert went.idea == made
        for name in ("Grace", "Cllr Idris"):  # one person alone does not take back what they joined together
            co_authors.leave(actor(name), made)
        withdraw(actor("Mei"), made.public_id)
        for name, readable in (("Grace", made), ("Dev", None)):
            went = became_for(actor(name), one)
            assert went is not None
            assert (went.idea, "was withdrawn on" in went.words) == (readable, True)
        assert became_for(actor("Mei"), made) is None
        assert needs_for(actor("Mei")) == []
