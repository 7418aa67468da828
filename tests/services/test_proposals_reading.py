"""Who finds which proposal: the gate, teams, neighbours; the list's search, order and steady number of queries."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from app.db import db
from commissioning.rules.reviews import Outcome
from commissioning.services import proposals_drafts as drafts
from commissioning.services import proposals_reading as reading
from commissioning.services.proposals_facts import summary_facts
from commissioning.services.proposals_list import PER_PAGE, Wanted, list_for, multiplier, whole_list_for
from commissioning.services.proposals_story import story_for
from models.places import Team
from models.proposals import Proposal
from models.triage import TriageItem
from participation.rules.gate import WordsKind
from participation.rules.refusals import NotFound
from participation.services import gate
from tests import proposals_made as made
from tests.built_once import built_once

READERS = [
    "Grace",
    "Mei",
    "Cllr Idris",
    "Tomos",
    "Carol",
    "Noor",
    "Farid",
    "Olu",
    "Kwame",
    "Pia",
    "Erin",
    "Ben",
    "Dev",
]
NEAR = ["Grace", "Cllr Idris", "Tomos", "Carol", "Noor", "Olu"]
FAR = ["Erin", "Ben", "Dev"]


def finds(name, proposal):
    try:
        story_for(made.actor(name), proposal.public_id)
    except NotFound:
        return False
    return list_for(made.actor(name), Wanted()).total == 1


@pytest.mark.parametrize("by", ["Asha", "Ben", "Dev"])
def test_unofficial_words_are_found_by_nobody_until_let_through(work, by):
    with work():
        proposal = made.submitted(by)
        for name in READERS:
            assert finds(name, proposal) is (name == by), name
        made.let_through(proposal)
        for name in READERS:
            assert finds(name, proposal), name


def test_changed_words_wait_again_and_hide_the_proposal_again(work):
    with work():
        proposal = made.let_through(made.submitted("Asha"))
        made.reviewed(proposal, Outcome.RETURN, "Say more.")
        drafts.save(made.actor("Asha"), proposal.public_id, {"title": "Words nobody has read yet"})
        assert list_for(made.actor("Carol"), Wanted()).rows[0].title == "Bike library at the quay"
        assert list_for(made.actor("Asha"), Wanted()).rows[0].title == "Words nobody has read yet"
        assert list_for(made.actor("Carol"), Wanted(words="nobody")).total == 0
        drafts.submit(made.actor("Asha"), proposal.public_id)
        assert not finds("Carol", proposal)
        made.let_through(proposal)
        assert list_for(made.actor("Carol"), Wanted(words="nobody")).total == 1


@pytest.mark.parametrize(
    ("outcome", "reason"), [(Outcome.RETURN, "Say more."), (Outcome.REFUSE, "Bought in May.")]
)
def test_what_was_returned_or_refused_is_for_its_team_and_staff_only(work, outcome, reason):
    with work():
        proposal = made.submitted()
        assert all(finds(name, proposal) for name in FAR)
        made.reviewed(proposal, outcome, reason)
        for name in NEAR:
            assert story_for(made.actor(name), proposal.public_id).reason == reason
        assert not any(finds(name, proposal) for name in FAR)


def test_an_old_reason_is_not_shown_to_neighbours_later(work):
    with work():
        proposal = made.submitted()
        made.reviewed(proposal, Outcome.RETURN, "Say who mends them.")
        drafts.submit(made.actor("Mei"), proposal.public_id)
        told = {
            name: str(story_for(made.actor(name), proposal.public_id).events) for name in ("Ben", "Grace")
        }
        assert "Say who mends them." in told["Grace"]
        assert "Say who mends them." not in told["Ben"]


def test_a_childs_name_is_for_their_team_only(work):
    with work():
        proposal = made.shortlisted("Asha")
        known = {
            name: story_for(made.actor(name), proposal.public_id).proposer
            for name in ("Grace", "Ben", "Erin")
        }
        assert known == {"Grace": "Asha", "Ben": "A young person", "Erin": "A young person"}
        assert "Asha" not in str(story_for(made.actor("Ben"), proposal.public_id).events)
        assert whole_list_for(made.actor("Ben"), Wanted())[0].proposer == "A young person"


def test_the_database_keeps_what_was_let_through_the_same_as_the_gate(work):
    with work():
        for by in ("Asha", "Mei", "Ben"):
            made.submitted(by, title=by)
        read = made.let_through(made.submitted("Ben", title="Read"))
        changed = made.let_through(made.submitted("Ben", title="Changed since"))
        made.reviewed(changed, Outcome.RETURN, "Say more.")
        drafts.save(made.actor("Ben"), changed.public_id, {"need": "Now it says something else."})
        drafts.submit(made.actor("Ben"), changed.public_id)
        kept = set(db.session.scalars(sa.select(Proposal.public_id).where(Proposal.let_through)))
        assert kept == set(db.session.scalars(gate.released_ids(WordsKind.PROPOSAL)))
        assert read.public_id in kept
        assert changed.public_id not in kept
        back = sa.update(TriageItem).where(TriageItem.words_of == read.public_id)
        db.session.execute(back.values(released_at=None))
        assert not db.session.scalar(
            sa.select(Proposal.let_through).where(Proposal.public_id == read.public_id)
        )


def test_searching_filtering_and_odd_wishes(work):
    grace = made.actor("Grace")
    with work():
        made.submitted(title="Bike library", need="Buses are dear", areas=[made.area_id("Millfield")])
        made.shortlisted(title="100% café", need="Nobody to talk to", areas=[made.area_id("Harbour & Quay")])
        found = {
            words: list_for(grace, Wanted(words=words)).total
            for words in ("BIKE", "buses bike", "café", "100%", "%", "_", "nothing like it", "\\")
        }
        assert found == {
            "BIKE": 2, "buses bike": 1, "café": 1, "100%": 1, "%": 1, "_": 0, "nothing like it": 0, "\\": 0,
        }  # fmt: skip
        assert list_for(grace, Wanted(group="waiting")).total == 1
        assert list_for(grace, Wanted(area=made.area_id("Millfield"))).rows[0].title == "Bike library"
        assert list_for(grace, Wanted(team=made.team_id())).total == 2
        assert list_for(grace, Wanted(group="no such", order="no such")).total == 2
        assert list_for(grace, Wanted(area="no such")).total == 0


@built_once
def ideas_sent_in(many: int) -> None:
    """So many, each sent in."""
    for number in range(many):
        made.submitted(title=f"Idea {number}")


@pytest.mark.parametrize("order", ["fair", "newest", "title", "ask"])
def test_every_order_shows_each_once_across_pages(work, order):
    with work():
        ideas_sent_in(PER_PAGE + 3)
        pages = [list_for(made.actor("Grace"), Wanted(order=order), page) for page in (1, 2)]
        ids = [row.public_id for page in pages for row in page.rows]
        assert len(ids) == len(set(ids)) == PER_PAGE + 3
        assert list_for(made.actor("Grace"), Wanted(), 99).page == 2


def test_the_mix_holds_for_a_day_and_changes_the_next(work, at):
    with work():
        ideas_sent_in(12)
        mixes = []
        for moment in ("2026-11-24 00:05", "2026-11-24 23:50", "2026-11-25 08:00"):
            with at(moment):
                mixes.append([row.title for row in list_for(made.actor("Mei"), Wanted()).rows])
        assert mixes[0] == mixes[1] != mixes[2]
        assert multiplier(date(2026, 11, 24)) != multiplier(date(2026, 11, 25))


def count_queries(do):
    seen = []

    def note(*args):
        seen.append(args[2])

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        do()
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


READS = {
    "a page": lambda actor: list_for(actor, Wanted(words="i")),
    "one's own": reading.mine,
    "the whole list": lambda actor: whole_list_for(actor, Wanted()),
}


@pytest.mark.parametrize("read", READS)
def test_the_number_of_queries_does_not_grow_with_the_rows(work, read):
    def queries(more):
        for number in range(more):
            made.submitted(title=f"Idea {more} {number}")
        mei = made.actor("Mei")
        db.session.flush()
        db.session.expunge_all()
        return count_queries(lambda: READS[read](mei))

    with work():
        assert queries(2) == queries(9)


def test_the_facts_count_what_was_let_through_in_the_half_open_period(work, at):
    with work():
        with at("2026-06-01 00:00"):
            passed = made.submitted(title="On the first moment")
        with at("2026-06-10 12:00"):
            made.reviewed(passed)
            made.reviewed(made.submitted(title="Returned"), Outcome.RETURN, "Say more.")
            made.submitted("Asha", title="Still being read")
        with at("2026-07-01 00:00"):
            made.submitted(title="On the last moment")
        team = db.session.scalars(sa.select(Team.id).where(Team.public_id == made.team_id())).one()
        # The clocks are an hour ahead in June, so London's midnight is 23:00 the day before.
        since, until = datetime(2026, 5, 31, 23, tzinfo=UTC), datetime(2026, 6, 30, 23, tzinfo=UTC)
        (fact,) = summary_facts(team, since, until)
        assert fact.figures == {
            "sent": 2,
            "checks": 2,
            "passed": 1,
            "returned": 1,
            "refused": 0,
            "withdrawn": 0,
        }
        late = summary_facts(None, until, datetime(2026, 8, 1, tzinfo=UTC))[1]
        assert late.not_done
        assert late.figures == {"late": 1}
