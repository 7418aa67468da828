"""Joining two ideas: everybody's yes, anybody's no; both old ones kept and pointing on; nothing lost."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from commissioning.rules.merging import MergeState
from commissioning.rules.pence import Pence
from commissioning.rules.proposals import State
from commissioning.rules.suggestions import Part
from commissioning.services import (
    co_authors,
    joined_ideas,
    merging,
    merging_reading,
    proposals_withdrawing,
    suggestions,
    supports,
)
from commissioning.services import proposals_drafts as drafts
from commissioning.services.co_design_needs import needs_for
from commissioning.services.proposals_story import story_for
from models.merging import Merge, MergeAnswer
from participation.rules.refusals import NotFound, Refusal
from tests.co_design_made import joined, talked_about, two
from tests.proposals_made import actor, drafted, submitted
from tests.told_made import told


def test_everybodys_yes_joins_them_and_nothing_of_either_is_lost(app, work):
    with work():
        one, other = two()
        before = [drafts.published(one), drafts.published(other)]
        asked = merging.ask(actor("Mei"), one, other.public_id)
        assert merging.ask(actor("Mei"), one, other.public_id) is asked
        assert [need.path for need in needs_for(actor("Cllr Idris"))] == [f"/merges/{asked.public_id}"]
        merging.answer(actor("Grace"), asked, yes=True)
        assert asked.state is MergeState.ASKED
        merging.answer(actor("Cllr Idris"), asked, yes=True)
        assert asked.state is MergeState.AGREED
        made = asked.merged
        assert made is not None
        assert {author.name for author in co_authors.authors_for(actor("Mei"), made)} == {
            "Mei",
            "Grace",
            "Cllr Idris",
        }
        story = story_for(actor("Ben"), made.public_id)
        for content in before:
            assert content.need in story.content.need
            assert set(content.lines) <= set(story.content.lines)
        assert story.content.total == Pence(200_050)
        assert story.content.group_name == "Quay Wheels and Quay Scooters"
        for old, content in zip((one, other), before, strict=True):
            kept = story_for(actor("Ben"), old.public_id)
            assert (kept.proposal.state, kept.content) == (State.MERGED, content)
            assert joined_ideas.became(old).merged == made
        assert {joined_ideas.came_from(made).one, joined_ideas.came_from(made).other} == {one, other}
        assert needs_for(actor("Cllr Idris")) == []


def test_any_no_ends_it_and_both_go_on_as_they_were(app, work):
    with work():
        one, other = two()
        asked = merging.ask(actor("Mei"), one, other.public_id)
        merging.answer(actor("Cllr Idris"), asked, yes=False)
        assert (asked.state, asked.merged_id) == (MergeState.DECLINED, None)
        assert (one.state, other.state) == (State.CO_DESIGN, State.CO_DESIGN)
        with pytest.raises(Refusal, match="settled"):
            merging.answer(actor("Grace"), asked, yes=True)
        with pytest.raises(Refusal, match="30 days"):
            merging.ask(actor("Grace"), other, one.public_id)
        assert merging.ask(actor("Cllr Idris"), other, one.public_id).id != asked.id


def test_who_may_not_ask_or_answer_and_what_cannot_be_joined(app, work):
    with work():
        one, other = two()
        for wrong, why in (
            (submitted("Cllr Idris", title="Sent in").public_id, "taking shape"),
            (drafted("Mei", title="A draft").public_id, "from the list"), (one.public_id, "not this one"),
            ("nothing", "from the list"),
        ):  # fmt: skip
            with pytest.raises(Refusal, match=why):
                merging.ask(actor("Mei"), one, wrong)
        asked = merging.ask(actor("Mei"), one, other.public_id)
        with pytest.raises(NotFound):
            merging_reading.get_for_author(actor("Ben"), asked.public_id)
        with pytest.raises(NotFound):
            merging.answer(actor("Ben"), asked, yes=True)
        with pytest.raises(Refusal, match="answered this already"):
            merging.answer(actor("Mei"), asked, yes=True)


def test_a_childs_idea_and_an_adults_are_not_joined_into_a_pair(app, work):
    with work():
        young, grown = talked_about("Asha"), talked_about("Mei", title="Another")
        with pytest.raises(Refusal, match="never write alone"):
            merging.ask(actor("Asha"), young, grown.public_id)
        assert db.session.scalar(sa.select(Merge.id)) is None


def test_one_that_moved_on_meanwhile_is_not_joined(app, work):
    with work():
        one, other = two()
        asked = merging.ask(actor("Mei"), one, other.public_id)
        assert "/merges/" in str(needs_for(actor("Grace")))
        drafts.submit(actor("Grace"), other.public_id)
        assert merging_reading.has_lapsed(asked)
        for name in ("Grace", "Cllr Idris"):
            assert not merging_reading.may_answer(actor(name), asked)
            assert "/merges/" not in str(needs_for(actor(name)))
            with pytest.raises(Refusal, match="moved on meanwhile"):
                merging.answer(actor(name), asked, yes=True)


def test_an_answer_is_kept_as_it_was(app, work):
    with work():
        one, other = two()
        merging.ask(actor("Mei"), one, other.public_id)
    with pytest.raises(sa.exc.IntegrityError), work():
        db.session.execute(sa.update(MergeAnswer).values(yes=False))


def test_supporters_and_who_suggested_hear_that_the_idea_became_another(app, work):
    with work():
        one, other = two()
        supports.give(actor("Ben"), one)
        supports.give(actor("Ben"), other)
        suggestions.suggest(
            actor("Asha"), other.public_id, Part.NEED, "Scooters lie about in the rain.", seen=other.version
        )
        asked = merging.ask(actor("Mei"), one, other.public_id)
        for name in ("Grace", "Cllr Idris"):
            assert told("Ben") == told("Asha") == []
            merging.answer(actor(name), asked, yes=True)
    assert told("Ben") == ["An idea you support was joined to another"]
    assert told("Asha") == ["What you suggested is closed"]


def test_one_person_does_not_take_back_what_two_groups_joined(app, work):
    with work():
        made = joined(*two())
        with pytest.raises(Refusal, match="one person cannot withdraw it"):
            proposals_withdrawing.withdraw(actor("Mei"), made.public_id)
        assert not story_for(actor("Mei"), made.public_id).can_withdraw
        co_authors.leave(actor("Mei"), made)
        assert "Somebody left an idea you write" in told("Grace")
        assert "Somebody left an idea you write" in told("Cllr Idris")
        assert "Somebody left an idea you write" not in told("Mei")
        co_authors.leave(actor("Cllr Idris"), made)
        assert story_for(actor("Grace"), made.public_id).can_withdraw
        proposals_withdrawing.withdraw(actor("Grace"), made.public_id)
    assert made.state is State.WITHDRAWN
    left = "An idea you helped write was withdrawn"  # by those who had left of their own will
    assert (left in told("Mei"), left in told("Cllr Idris"), left in told("Grace")) == (True, True, False)


def test_whoever_writes_it_too_is_told_when_an_idea_is_taken_back(app, work):
    with work():
        other = two()[1]
        proposals_withdrawing.withdraw(actor("Grace"), other.public_id)
    assert "An idea you write was withdrawn" in told("Cllr Idris")
    assert "An idea you write was withdrawn" not in told("Grace")


def test_asking_with_changes_nobody_has_seen_does_not_say_that_anybody_was_asked(app, work):
    with work():
        one, other = two()
        drafts.save(actor("Mei"), one.public_id, {"need": "There is nowhere to keep a bike, or mend one."})
        with pytest.raises(Refusal, match="Nobody can say yes until you show them") as refused:
            merging.ask(actor("Mei"), one, other.public_id)
        assert "asked again" not in refused.value.reason
