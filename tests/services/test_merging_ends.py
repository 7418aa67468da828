"""How an asking to join two ideas ends: when the last one left to answer leaves, and who hears of it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from commissioning.rules.merging import MergeState, merged
from commissioning.rules.proposals import State
from commissioning.rules.proposals_content import Content
from commissioning.services import co_authors, merging, merging_reading
from commissioning.services import proposals_drafts as drafts
from models.jobs import OutboxMessage
from models.merging import Merge
from models.proposals import Proposal
from participation.rules.refusals import Refusal
from tests.co_design_made import join, talked_about, two
from tests.proposals_made import actor, drafted
from tests.services.test_merging_words import rewrite

ASKED = "Could two ideas become one?"


def told(name: str, subject: str) -> list[str]:
    """Where each letter of that subject leads."""
    query = sa.select(OutboxMessage.path).where(
        OutboxMessage.to_user_id == actor(name).user_id, OutboxMessage.subject == subject
    )
    return list(db.session.scalars(query))


def all_but_mei_said_yes() -> tuple[Proposal, Proposal, Merge]:
    """Grace and Mei write one, Cllr Idris the other; Grace asks, Cllr Idris says yes, Mei has not answered."""
    one, other = drafted("Grace"), talked_about("Cllr Idris", title="Scooter shed")
    join(one, "Grace", "Mei")
    drafts.open_up(actor("Grace"), one.public_id)
    asked = merging.ask(actor("Grace"), one, other.public_id)
    return one, other, merging.answer(actor("Cllr Idris"), asked, yes=True)


def test_the_last_one_who_had_not_answered_leaves_and_the_two_are_joined(app, work):
    with work():
        one, other, asked = all_but_mei_said_yes()
        assert asked.state is MergeState.ASKED
        merging.leave(actor("Mei"), one)
        assert (asked.state, one.state, other.state) == (MergeState.AGREED, State.MERGED, State.MERGED)
        made = asked.merged
        assert made is not None
        assert co_authors.author_ids(made) == {actor("Grace").user_id, actor("Cllr Idris").user_id}
        for name in ("Grace", "Cllr Idris"):
            assert told(name, "Your idea was joined to another") == [f"/proposals/{made.public_id}"]
        assert told("Mei", "Your idea was joined to another") == []


def test_a_leaving_that_does_not_complete_it_settles_nothing(app, work):
    with work():
        one, other = two()
        asked = merging.ask(actor("Grace"), other, one.public_id)
        merging.leave(actor("Cllr Idris"), other)
        assert (asked.state, other.state) == (MergeState.ASKED, State.CO_DESIGN), "Mei is still asked"
        assert merging.answer(actor("Mei"), asked, yes=True).state is MergeState.AGREED


def test_where_words_wait_the_leaving_asks_everybody_anew_so_that_nothing_is_lost(app, work):
    with work():
        one, _, asked = all_but_mei_said_yes()
        rewrite("Grace", one, "The buses stopped.")
        merging.leave(actor("Mei"), one)
        assert (asked.state, one.state) == (MergeState.CHANGED, State.CO_DESIGN)
        [anew] = merging_reading.waiting_for(actor("Cllr Idris"))
        assert merging_reading.waiting_for(actor("Grace")) == [anew]
        assert told("Grace", "You are asked again: could two ideas become one?") == [
            f"/merges/{anew.public_id}"
        ]


def test_everybody_hears_of_the_yes_that_joined_them_or_the_no_that_did_not(app, work, at):
    with at("2026-11-24 10:00"), work():
        one, other = two()
        asked = merging.ask(actor("Mei"), one, other.public_id)
        merging.answer(actor("Cllr Idris"), asked, yes=False)
        for name, hears in (("Mei", 1), ("Grace", 1), ("Cllr Idris", 0)):
            assert told(name, "Two ideas are not joined") == [f"/merges/{asked.public_id}"] * hears
    with at("2026-12-24 10:00"), work():
        again = merging.ask(actor("Mei"), one, other.public_id)
        for name in ("Grace", "Cllr Idris"):
            assert told("Mei", "Your idea was joined to another") == []
            merging.answer(actor(name), again, yes=True)
        assert again.merged is not None
        for name, hears in (("Mei", 1), ("Grace", 1), ("Cllr Idris", 0)):
            there = [f"/proposals/{again.merged.public_id}"] * hears
            assert told(name, "Your idea was joined to another") == there


def test_a_joined_idea_claims_no_reach_that_neither_did():
    def people(one: int | None, other: int | None) -> int | None:
        return merged(Content(title="A", how_many=one), Content(title="B", how_many=other)).how_many

    assert people(30, 30) == 30
    assert people(30, 80) == people(80, 30) == people(None, 80) == 80
    assert people(None, None) is None


def test_a_no_to_joining_is_not_argued_with_for_30_days(app, work, at):
    with at("2026-11-24 10:00"), work():
        one, other = two()
        asked = merging.ask(actor("Grace"), other, one.public_id)
        merging.answer(actor("Cllr Idris"), asked, yes=False)
    asked_of = len(told("Cllr Idris", ASKED))
    for when in ("2026-11-24 10:01", "2026-12-24 09:59"):
        with at(when), pytest.raises(Refusal, match="30 days") as refused, work():
            merging.ask(actor("Grace"), other, one.public_id)
        assert (refused.value.field, len(told("Cllr Idris", ASKED))) == ("other", asked_of)
    with at("2026-12-24 10:00"), work():
        assert merging.ask(actor("Grace"), other, one.public_id).state is MergeState.ASKED
