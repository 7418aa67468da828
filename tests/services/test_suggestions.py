"""Suggesting a change: read at the gate first, marked, taken up with credit or declined with a reason, once."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from commissioning.rules.marked import Mark
from commissioning.rules.pence import Pence
from commissioning.rules.proposals import State
from commissioning.rules.proposals_content import CostLine
from commissioning.rules.suggestions import Part, SuggestionState
from commissioning.services import co_drafts, suggestions, suggestions_answers
from commissioning.services import proposals_drafts as drafts
from commissioning.services.co_design_needs import needs_for
from commissioning.services.proposals_story import story_for
from commissioning.services.reviews import get_for_review
from models.jobs import OutboxMessage
from models.proposals import Proposal
from models.suggestions import Suggestion
from participation.rules.gate import Letting, WordsKind
from participation.rules.refusals import NotFound, Refusal
from participation.services import gate
from tests.co_design_made import desk_reads, join, talked_about, waiting_items
from tests.proposals_made import actor, drafted, reviewed, submitted

WORDS = "Children aged 8 to 14, and their little brothers and sisters"


def suggest(
    proposal: Proposal, by: str = "Asha", words: str = WORDS, part: Part = Part.WHO_BENEFITS
) -> Suggestion:
    return suggestions.suggest(
        actor(by), proposal.public_id, part, words, "They are left out.", seen=proposal.version
    )


def test_a_childs_suggestion_is_read_first_then_taken_up_with_credit(app, work):
    with work():
        proposal = talked_about()
        made = suggest(proposal)
        assert suggestions.shown_for(actor("Mei"), proposal) == []
        assert needs_for(actor("Mei")) == []
        with pytest.raises(NotFound):
            suggestions.get_for_author(actor("Mei"), made.public_id)
        desk_reads()
        assert [need.path for need in needs_for(actor("Mei"))] == [f"/suggestions/{made.public_id}"]
        shown = suggestions.shown_for(actor("Mei"), proposal)[0]
        added = "".join(s.text for s in shown.change if s.mark is Mark.IN)
        assert (added, shown.why, shown.who, shown.out_of_date) == (
            ", and their little brothers and sisters", "They are left out.", "Asha", False,
        )  # fmt: skip
        suggestions_answers.accept(actor("Mei"), suggestions.get_for_author(actor("Mei"), made.public_id))
        assert (proposal.version, proposal.who_benefits) == (2, WORDS)
        assert suggestions.credits_of(actor("Grace"), proposal) == {2: "Asha"}
        assert suggestions.credits_of(actor("Ben"), proposal) == {2: "A young person"}
        assert story_for(actor("Ben"), proposal.public_id).content.who_benefits == WORDS
        assert story_for(actor("Ben"), proposal.public_id, 1).content.who_benefits != WORDS
        assert gate.is_released(WordsKind.PROPOSAL, proposal.public_id)


def test_each_is_answered_once_and_a_no_says_why(app, work):
    with work():
        proposal = talked_about("Asha")
        made = suggest(proposal, by="Mei")
        again = suggestions.get_for_author(actor("Asha"), made.public_id)
        with pytest.raises(Refusal, match="Say why") as refused:
            suggestions_answers.decline(actor("Asha"), again, "no")
        assert refused.value.field == "reason"
        suggestions_answers.decline(actor("Asha"), again, "The little ones have their own club already.")
        [waits] = suggestions.shown_for(actor("Mei"), proposal)  # a child's words wait
        assert (waits.reason, waits.reason_told) == (
            "", "They wrote why. It is being read first, and you are told when it shows.",
        )  # fmt: skip
        assert told("Mei") == ["What you suggested has been answered"]
        desk_reads()
        [shows] = suggestions.shown_for(actor("Mei"), proposal)
        assert ("own club" in shows.reason, shows.reason_told) == (True, "")
        assert told("Mei")[1:] == ["Why what you suggested was not taken up"]
        for answer in (
            lambda: suggestions_answers.accept(actor("Asha"), again),
            lambda: suggestions_answers.decline(actor("Asha"), again, "Another reason altogether."),
        ):
            with pytest.raises(Refusal, match="answered this already"):
                answer()
        assert (proposal.version, made.state) == (1, SuggestionState.DECLINED)


def test_a_reason_that_stays_at_the_desk_is_not_said_to_be_read_for_ever(app, work):
    with work():
        proposal = talked_about("Asha")
        made = suggest(proposal, by="Mei")
        suggestions_answers.decline(actor("Asha"), made, "The little ones have their own club already.")
        desk_reads(Letting.KEEP)
        [kept] = suggestions.shown_for(actor("Mei"), proposal)
        assert (kept.reason, kept.reason_told) == ("", "They wrote why, and it is not shown.")
        assert told("Mei") == ["What you suggested has been answered"]
        official = talked_about("Mei", title="Another")
        suggestions_answers.decline(actor("Mei"), suggest(official, by="Grace"), "They have their own club.")
        [shows] = suggestions.shown_for(actor("Grace"), official)
        assert (shows.reason, shows.reason_told) == ("They have their own club.", "")


def told(name: str) -> list[str]:
    query = sa.select(OutboxMessage.subject).where(OutboxMessage.to_user_id == actor(name).user_id)
    return list(db.session.scalars(query.order_by(OutboxMessage.id)))


def test_one_about_older_words_is_shown_as_such_and_cannot_be_taken_up(app, work):
    with work():
        proposal = talked_about()
        first, second = (
            suggest(proposal, by="Grace"),
            suggest(proposal, by="Cllr Idris", words="Everyone aged 8 to 14"),
        )
        elsewhere = suggest(proposal, by="Erin", part=Part.NEED, words="The bus is dear.")
        suggestions_answers.accept(actor("Mei"), first)
        shown = {one.suggestion.id: one.out_of_date for one in suggestions.shown_for(actor("Mei"), proposal)}
        assert shown == {first.id: False, second.id: True, elsewhere.id: False}
        with pytest.raises(Refusal, match="has changed since"):
            suggestions_answers.accept(actor("Mei"), second)
        suggestions_answers.accept(
            actor("Mei"), elsewhere
        )  # written about version 1, and that part still stands
        assert (proposal.version, proposal.need, proposal.who_benefits) == (3, "The bus is dear.", WORDS)
        with pytest.raises(Refusal, match="newer version"):
            suggestions.suggest(actor("Ben"), proposal.public_id, Part.TITLE, "Bikes!", seen=1)


def test_nothing_the_authors_are_changing_themselves_is_written_over(app, work):
    with work():
        proposal = talked_about()
        made = suggest(proposal, by="Grace")
        drafts.save(actor("Mei"), proposal.public_id, {"who_benefits": "Everyone"})
        with pytest.raises(Refusal, match="changing this part yourselves"):
            suggestions_answers.accept(actor("Mei"), made)
        assert (proposal.version, made.state) == (1, SuggestionState.WAITING)


def test_taking_one_up_is_noticed_by_whoever_has_that_part_open(app, work):
    with work():
        proposal = drafted("Asha")
        join(proposal, "Asha", "Tomos")
        desk_reads()
        drafts.open_up(actor("Asha"), proposal.public_id)
        desk_reads()
        made = suggest(proposal, by="Mei")
        open_at = co_drafts.seen_by(actor("Tomos"), proposal)
        suggestions_answers.accept(actor("Asha"), made)
        assert waiting_items() == []  # every word had been let through
        assert co_drafts.content_for(actor("Tomos"), proposal).who_benefits == WORDS
        for section, part in open_at.items():
            if section == "idea":
                with pytest.raises(Refusal, match="changed this while"):
                    drafts.save(actor("Tomos"), proposal.public_id, {"need": "x"}, seen=part.number)


def test_suggestions_are_for_others_and_only_while_it_is_talked_about(app, work):
    with work():
        proposal = talked_about()
        with pytest.raises(Refusal, match="change it yourself"):
            suggest(proposal, by="Mei")
        made = suggest(proposal, by="Grace")
        drafts.submit(actor("Mei"), proposal.public_id)
        assert proposal.state is State.SUBMITTED
        with pytest.raises(Refusal, match="moved on"):
            suggest(proposal, by="Grace")
        with pytest.raises(Refusal, match="moved on"):
            suggestions_answers.accept(actor("Mei"), made)
        draft = drafted("Cllr Idris")
        with pytest.raises(NotFound):
            suggest(draft, by="Grace")


def test_an_officer_whose_words_are_part_of_it_does_not_check_it(app, work):
    with work():
        proposal = talked_about()
        suggestions_answers.accept(actor("Mei"), suggest(proposal, by="Carol"))
        drafts.submit(actor("Mei"), proposal.public_id)
        assert get_for_review(actor("Carol"), proposal.public_id).proposal == proposal
        with pytest.raises(Refusal, match="another officer must check it"):
            reviewed(proposal)


def test_an_idea_that_says_what_was_let_through_is_not_held_again_when_it_is_sent_in(app, work):
    with work():
        proposal = talked_about("Asha")
        drafts.submit(actor("Asha"), proposal.public_id)
        assert waiting_items() == []
        other = talked_about("Tomos", title="Another idea")
        drafts.save(actor("Tomos"), other.public_id, {"need": "New words."})
        drafts.submit(actor("Tomos"), other.public_id)
        assert [item.words_of for item in waiting_items()] == [other.public_id]
        assert submitted("Grace", title="Not opened").version == 1


def test_other_costs_are_suggested_marked_and_taken_up_to_the_penny(app, work):
    with work():
        proposal = talked_about()
        before = proposal.ask_pence
        _, now_says = suggestions.part_to_change(actor("Asha"), proposal.public_id, Part.LINES)
        with pytest.raises(Refusal, match="This line is not so: Helmets") as refused:
            suggest(proposal, words=f"{now_says}\nHelmets", part=Part.LINES)
        assert refused.value.field == "words"
        made = suggest(proposal, words=f"{now_says}\nHelmets £45.50", part=Part.LINES)
        assert proposal.ask_pence == before
        desk_reads()
        shown = suggestions.shown_for(actor("Mei"), proposal)[0]
        assert "".join(run.text for run in shown.change if run.mark is Mark.IN) == "\nHelmets: £45.50"
        suggestions_answers.accept(actor("Mei"), suggestions.get_for_author(actor("Mei"), made.public_id))
        assert (proposal.version, proposal.ask_pence) == (2, before + 4_550)
        content = story_for(actor("Ben"), proposal.public_id).content
        assert (content.total, content.lines[-1].what) == (before + 4_550, "Helmets")
        assert [(line.what, line.pence) for line in proposal.lines] == [
            (line.what, line.pence) for line in content.lines
        ]
        assert story_for(actor("Ben"), proposal.public_id, 1).content.total == before


def test_costs_the_authors_are_changing_themselves_are_not_written_over(app, work):
    with work():
        proposal = talked_about()
        _, now_says = suggestions.part_to_change(actor("Asha"), proposal.public_id, Part.LINES)
        made = suggest(proposal, words=f"{now_says}\nHelmets: £45.50", part=Part.LINES)
        desk_reads()
        drafts.save(actor("Mei"), proposal.public_id, {"lines": [CostLine("All of it", Pence(9_900))]})
        with pytest.raises(Refusal, match="changing this part yourselves"):
            suggestions_answers.accept(actor("Mei"), suggestions.get_for_author(actor("Mei"), made.public_id))
        assert proposal.ask_pence == 9_900
