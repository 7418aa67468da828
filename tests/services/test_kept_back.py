"""What the desk read and kept: its writer is told, can write anew, and nobody else is held up by it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from commissioning.rules.pence import Pence
from commissioning.rules.proposals import Action, State
from commissioning.rules.proposals_content import Section
from commissioning.rules.proposals_story import NOT_PASSED_ON
from commissioning.rules.suggestions import Part
from commissioning.services import co_drafts, proposals_needs, reviews, suggestions, suggestions_answers
from commissioning.services import proposals_drafts as drafts
from commissioning.services import proposals_extras as extras
from commissioning.services.proposals_story import story_for
from models.jobs import OutboxMessage
from models.proposals import ProposalEvent
from participation.rules.gate import Letting
from participation.rules.refusals import NotFound, Refusal
from tests.attachments_made import picture
from tests.co_design_made import desk_reads, join, talked_about
from tests.proposals_made import actor, drafted, everything, submitted


def told(name: str) -> list[str]:
    """Where the letters about something not passed on lead this person."""
    query = sa.select(OutboxMessage.path).where(
        OutboxMessage.to_user_id == actor(name).user_id, OutboxMessage.subject.contains("not passed on")
    )
    return list(db.session.scalars(query.order_by(OutboxMessage.id)))


def test_an_idea_the_desk_keeps_goes_back_to_whoever_wrote_it(work):
    with work():
        idea = submitted("Ben")
        path, ben = f"/proposals/{idea.public_id}", actor("Ben")
        assert (reviews.being_read_count(), told("Ben")) == (1, [])
        desk_reads(Letting.KEEP)
        assert (reviews.being_read_count(), told("Ben")) == (0, [path])
        story = story_for(ben, idea.public_id)
        assert (story.proposal.state, story.can_edit, story.reason) == (State.RETURNED, True, NOT_PASSED_ON)
        assert [need.path for need in proposals_needs.needs_for(ben)] == [path]
        with pytest.raises(NotFound):
            story_for(actor("Carol"), idea.public_id)

        drafts.save(ben, idea.public_id, everything(need="The bus is dear."))
        drafts.submit(ben, idea.public_id)
        desk_reads()
        kept = [Action.KEEP_BACK]
        assert kept == [one.action for one in story_for(ben, idea.public_id).happenings if one.action in kept]
        assert [one.action for one in story_for(actor("Carol"), idea.public_id).happenings] == [
            Action.SUBMIT
        ] * 2
        assert [one.action for one in story_for(actor("Grace"), idea.public_id).happenings] == [
            Action.SUBMIT
        ] * 2
        query = sa.select(ProposalEvent.actor_id).where(ProposalEvent.action == Action.KEEP_BACK)
        assert db.session.scalars(query).all() == [None], "nobody at the desk is named"


def test_newer_words_the_desk_keeps_leave_an_idea_as_others_read_it(work):
    with work():
        idea, ben = talked_about("Ben"), actor("Ben")
        drafts.save(ben, idea.public_id, everything(need="Somebody is to blame."))
        drafts.show_changes(ben, idea.public_id)
        assert "being read" in story_for(ben, idea.public_id).next
        desk_reads(Letting.KEEP)
        story = story_for(ben, idea.public_id)
        assert "did not pass them on" in story.next
        assert "version 1" in story.next
        assert (story.can_edit, story.proposal.state) == (True, State.CO_DESIGN)
        assert story_for(actor("Dev"), idea.public_id).content.need == everything()["need"]
        assert "pass" not in story_for(actor("Dev"), idea.public_id).next


def test_a_part_the_desk_keeps_holds_up_nobody_else_and_its_writer_reads_that(work):
    with work():
        idea = drafted("Asha")
        asha, tomos = actor("Asha"), actor("Tomos")
        join(idea, "Asha", "Tomos")
        desk_reads()
        before = co_drafts.content_for(tomos, idea)

        def part(who, section=Section.IDEA):
            return co_drafts.seen_by(who, idea)[section]

        for section, changed in ((Section.IDEA, {"need": "He shouts.", "outcomes": ["safe"]}),
                                 (Section.COSTS, {"lines": []}), (Section.PLACE, {"areas": []})):  # fmt: skip
            drafts.save(tomos, idea.public_id, changed, seen=part(tomos, section).number, page="his")
        assert (part(asha).waits_for, part(tomos).kept) == ("Tomos", None)
        desk_reads(Letting.KEEP)
        assert told("Tomos")[0] == f"/proposals/{idea.public_id}/edit/idea"
        assert told("Asha") == []
        for who in (asha, tomos):
            assert co_drafts.content_for(who, idea) == before
        assert (part(asha).waits_for, part(asha).kept) == ("", None)
        assert part(tomos).kept is not None
        assert part(tomos).kept.need == "He shouts."
        with pytest.raises(Refusal, match="changed this while"):  # his page is from before
            drafts.save(
                tomos, idea.public_id, {"need": "He shouts!"}, seen=part(tomos).number - 1, page="his"
            )
        drafts.save(asha, idea.public_id, {"need": "The bus is dear."}, seen=part(asha).number)
        assert part(tomos).kept is None, "somebody wrote there since"
        desk_reads()
        drafts.submit(asha, idea.public_id)
        assert "shouts" not in drafts.published(idea).words
        assert idea.ask_pence == sum(line.pence for line in before.lines)


def test_a_quote_a_photo_and_a_suggestion_that_are_kept_wait_no_longer(work):
    with work():
        idea = drafted("Asha")
        asha, tomos, dev = actor("Asha"), actor("Tomos"), actor("Dev")
        join(idea, "Asha", "Tomos")
        desk_reads()
        extras.add_quote(
            tomos, idea.public_id, what="Helmets", supplier="Ask my dad", pence=Pence(9_000), upload=None
        )
        extras.add_photo(tomos, idea.public_id, picture(words="Us"))
        with pytest.raises(Refusal, match="added a quote"):
            co_drafts.check_all_read(asha, idea)
        desk_reads(Letting.KEEP)
        co_drafts.check_all_read(asha, idea)
        assert (len(idea.quotes), told("Tomos")) == (0, [f"/proposals/{idea.public_id}/edit/quotes"])
        assert [(one.waits, one.kept) for one in extras.photos_of(idea, tomos)] == [(True, True)]
        assert extras.photos_of(idea, asha) == []

        open_idea = talked_about("Mei")
        suggestions.suggest(dev, open_idea.public_id, Part.NEED, "Because of Tomos.", seen=open_idea.version)
        assert [(one.being_read, one.kept) for one in suggestions.shown_for(dev, open_idea)] == [
            (True, False)
        ]
        desk_reads(Letting.KEEP)
        assert [(one.being_read, one.kept) for one in suggestions.shown_for(dev, open_idea)] == [
            (False, True)
        ]
        assert told("Dev") == [f"/proposals/{open_idea.public_id}"]
        assert suggestions.shown_for(actor("Mei"), open_idea) == []


def test_a_reason_for_a_no_that_is_kept_goes_back_to_whoever_wrote_it_to_say_in_other_words(work, sign_in):
    with work():
        idea = talked_about("Ben")
        ben, dev = actor("Ben"), actor("Dev")
        made = suggestions.suggest(dev, idea.public_id, Part.NEED, "Buses are dear.", seen=idea.version)
        desk_reads()
        suggestions_answers.decline(ben, suggestions.get_for_author(ben, made.public_id), "Dev shouts at us.")
        assert not suggestions_answers.may_write_why_again(ben, made), "it is being read"
        desk_reads(Letting.KEEP)
        path = f"/suggestions/{made.public_id}"
        assert (told("Ben"), told("Dev")) == ([path], [])
        assert suggestions.shown_for(dev, idea)[0].reason_told == "They wrote why, and it is not shown."
        with pytest.raises(Refusal, match="somebody else wrote it"):
            suggestions_answers.write_why_again(actor("Mei"), made, "We have no room for it.")
    page = sign_in("Ben")
    page.get(path).says("did not pass it on as it is", "in other words")
    page.post(path, {"reason": "No."}, 200).says("Say why in a sentence")
    page.post(path, {"reason": "We have no room for it."}, follow=True).says("is being read first")
    with work():
        with pytest.raises(Refusal, match="was not kept back"):
            suggestions_answers.write_why_again(
                ben, suggestions.get_for_author(ben, made.public_id), "Again and again."
            )
        desk_reads()
        assert suggestions.shown_for(dev, idea)[0].reason == "We have no room for it."
    page.get(path).says("Why not: We have no room for it.")
