"""Search and similar ideas, the same on both databases, and only among what the reader may see."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from commissioning.rules.proposals import State
from commissioning.services import proposals_drafts as drafts
from commissioning.services import proposals_withdrawing as withdrawing
from commissioning.services.proposals_list import Wanted, list_for
from commissioning.services.proposals_search import similar_to
from models.proposals import Proposal
from tests import proposals_made as made

HOSTILE = (
    'bus"', "bus'", "bus*", "NEAR(bus", "bus AND", "bus OR", "NOT bus", "bus:*", "(bus", "bus)", "!bus", "bus & | <->",
    "words:bus", "-bus", "bus^2", "{bus}", "\x00bus", "🚌 bus", "bus\\", "' OR 1=1 --", "\u202ebus", "x" * 400,
)  # fmt: skip


def found(who, words):
    return [row.title for row in list_for(made.actor(who), Wanted(words=words, order="title")).rows]


def test_words_are_found_by_their_roots_their_beginnings_and_without_accents(work):
    with work():
        made.shortlisted(title="Night buses", need="The last one goes at six.")
        made.shortlisted(title="Gardening at the café", need="Playgrounds for all.")
        made.shortlisted(title="Butter making", need="Building on the old dairy.", builds_on="A dairy.")
        assert found("Ben", "bus") == ["Night buses"], "bus finds buses, and not butter or building"
        assert found("Ben", "garden") == found("Ben", "gardens") == found("Ben", "gardeni")
        assert found("Ben", "CAFE") == found("Ben", "café") == ["Gardening at the café"]
        assert found("Ben", "cafe play") == ["Gardening at the café"], (
            "every word, and the last may be half typed"
        )
        assert found("Ben", "the café") == ["Gardening at the café"]
        assert found("Ben", "garden buses") == []
        assert found("Ben", "library") == []


def test_the_newest_version_is_searched_and_an_older_one_is_not(work):
    with work():
        proposal = made.submitted(title="Zebra crossing")
        made.reviewed(proposal, made.Outcome.RETURN, "Say more.")
        drafts.save(made.actor("Mei"), proposal.public_id, {"title": "Lollipop lady"})
        assert found("Grace", "zebra") == ["Zebra crossing"]
        drafts.submit(made.actor("Mei"), proposal.public_id)
        assert found("Grace", "zebra") == []
        assert found("Grace", "lollipop") == ["Lollipop lady"]


def test_search_finds_nothing_a_list_would_not_show(work):
    with work():
        held = made.submitted("Asha", title="Zebra")
        made.drafted("Mei", title="Zebra draft")
        assert [found(who, "zebra") for who in ("Grace", "Carol", "Ben")] == [[], [], []]
        assert found("Asha", "zebra") == ["Zebra"]
        assert found("Mei", "zebra dra") == ["Zebra draft"]
        assert similar_to(made.actor("Grace"), "Zebra crossing") == []
        made.let_through(held)
        assert found("Grace", "zebra") == ["Zebra"]
        assert [row.title for row in similar_to(made.actor("Grace"), "Zebra crossing")] == ["Zebra"]


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_words_are_only_words(work, typed):
    with work():
        made.shortlisted(title="Night buses")
        assert found("Ben", typed) in ([], ["Night buses"])
        assert len(similar_to(made.actor("Ben"), typed, typed)) <= 1


def test_similar_ideas_come_likest_first_without_ones_own_or_the_withdrawn(work):
    with work():
        near = made.shortlisted(title="Bike library at the quay")
        made.shortlisted(title="Toy library", need="Toys cost a lot.", builds_on="A shelf.")
        made.shortlisted(title="Breakfast club", need="Porridge.", builds_on="A kitchen.")
        gone = made.submitted(title="Bike library for bikes")
        withdrawing.withdraw(made.actor("Mei"), gone.public_id)
        liked = similar_to(made.actor("Ben"), "A library of bikes")
        assert [row.title for row in liked] == ["Bike library at the quay", "Toy library"]
        assert (
            similar_to(made.actor("Ben"), "A library of bikes", but=near.public_id)[0].title == "Toy library"
        )
        assert similar_to(made.actor("Ben"), "of the and", "") == []
        db.session.execute(sa.update(Proposal).where(Proposal.id == near.id).values(state=State.MERGED))
        assert [row.title for row in similar_to(made.actor("Ben"), "A library of bikes")] == [
            "Toy library"
        ], "nobody joins in with an idea that became another"
