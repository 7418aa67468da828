"""Young researchers: trained first, their own question, only what was let through, and from a finding to an idea."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app import clock
from app.clock import now
from app.times import local_date
from commissioning.rules.proposals import State
from commissioning.services import proposals_choices, research_ideas
from commissioning.services import proposals_drafts as drafts
from participation.rules.feedback import Route
from participation.rules.refusals import NotFound, Refusal
from participation.rules.research import ResearchState
from participation.services import panels, panels_needs, research
from participation.services.listening import NewListening
from tests import co_design_made
from tests.conftest import person
from tests.voice_made import decide, somebody_says

ASKED = "How is the bus for you?"


@pytest.fixture
def team(cast):
    return panels.panels_for(cast("Asha"))[0]


def train(work, cast, name="Asha", on=None):
    with work():
        research.train(cast("Pia"), person(name), on or local_date(now()))


def ask(work, cast, team):
    with work():
        return research.ask(cast("Asha"), team, ASKED, "It is always full.")


def asked(work, cast, team):
    """A question let through and set up."""
    made = ask(work, cast, team)
    with work():
        co_design_made.release(made.public_id)
        new = NewListening("The bus", ASKED, now() - timedelta(days=1), now() + timedelta(days=14))
        research.set_up(cast("Pia"), research.get_to_set_up(cast("Pia"), made.public_id), new)
    return made


def test_training_is_noted_by_a_worker_and_counts_for_a_year(work, cast, team):
    with pytest.raises(Refusal, match="Training comes first"), work():
        research.ask(cast("Asha"), team, ASKED, "Because")
    with pytest.raises(Refusal, match="Somebody else"), work():
        research.train(cast("Asha"), person("Asha"), local_date(now()))
    with pytest.raises(Refusal, match="still to come"), work():
        research.train(cast("Pia"), person("Asha"), local_date(now()) + timedelta(days=1))
    train(work, cast)
    made = ask(work, cast, team)
    with clock.at(now() + timedelta(days=400)):
        with pytest.raises(Refusal, match="over a year ago"), work():
            research.ask(cast("Asha"), team, ASKED, "Because")
        with pytest.raises(Refusal, match="over a year ago"):
            research.get_own(cast("Asha"), made.public_id)


def test_a_question_is_read_at_the_gate_before_a_worker_sees_it(work, cast, team):
    train(work, cast)
    made = ask(work, cast, team)
    assert research.mine(cast("Asha"), team)[0].state is ResearchState.BEING_READ
    assert research.to_set_up() == []
    with pytest.raises(NotFound):
        research.get_to_set_up(cast("Pia"), made.public_id)
    with work():
        co_design_made.release(made.public_id)
    assert "Set up a young researcher’s question" in {
        one.title for one in panels_needs.needs_for(cast("Pia"))
    }
    with pytest.raises(NotFound):
        research.get_to_set_up(cast("Carol"), made.public_id)
    with work():
        own = research.get_to_set_up(cast("Pia"), made.public_id)
        assert (own.question, own.why) == (ASKED, "It is always full.")
        research.say_not_yet(cast("Pia"), own, "Ask about the stop, not the driver.")
    (own,) = research.mine(cast("Asha"), team)
    assert own.state is ResearchState.NOT_YET
    with pytest.raises(NotFound):
        research.get_to_set_up(cast("Pia"), made.public_id)
    with pytest.raises(Refusal, match="as a question"), work():
        research.ask(cast("Asha"), team, "The bus", "Because")


def test_only_its_researcher_reads_it_and_only_what_was_let_through(work, cast, team):
    train(work, cast)
    made = asked(work, cast, team)
    with work():
        first, second = (
            somebody_says(made.listening, f"I always stand up, {n}", route=Route.CHILD)[0] for n in range(2)
        )
    own = research.get_own(cast("Asha"), made.public_id)
    assert research.answers_to(cast("Asha"), own).page() == []
    with pytest.raises(Refusal, match="Nothing has been let through"), work():
        research.write_finding(cast("Asha"), own, "Most of us stand up.")
    with work():
        decide(cast, first)
    own = research.get_own(cast("Asha"), made.public_id)
    assert [one.words for one in research.answers_to(cast("Asha"), own).page()] == ["I always stand up, 0"]
    assert second.public_id
    train(work, cast, "Tomos")
    for name in ("Tomos", "Pia", "Rhona", "Erin"):
        with pytest.raises(NotFound):
            research.get_own(cast(name), made.public_id)


def test_a_finding_becomes_an_idea_once_it_is_let_through_and_says_where_it_began(work, cast, team):
    train(work, cast)
    made = asked(work, cast, team)
    with work():
        for number in range(5):
            decide(cast, somebody_says(made.listening, f"I stand up each day, {number}")[0])
        own = research.get_own(cast("Asha"), made.public_id)
        found = research.write_finding(cast("Asha"), own, "All five of us stand up.")
    asha, where = cast("Asha"), proposals_choices.teams_open_to(cast("Asha"))[0].public_id
    own = research.get_own(asha, made.public_id)
    with pytest.raises(Refusal, match="being read first"), work():
        research_ideas.make_idea(asha, own, found.public_id, where)
    with work():
        co_design_made.release(found.public_id)
    with pytest.raises(NotFound), work():
        research_ideas.make_idea(asha, own, "abcabcabcabc", where)
    with pytest.raises(Refusal, match="Choose one of the teams"), work():
        research_ideas.make_idea(asha, own, found.public_id, "abcabcabcabc")
    with work():
        idea = research_ideas.make_idea(asha, own, found.public_id, where)
        again = research_ideas.make_idea(asha, own, found.public_id, where)
    assert idea.id == again.id
    assert (idea.state, idea.need) == (State.DRAFT, "All five of us stand up.")
    assert research_ideas.origin_of(idea) == research_ideas.Origin(ASKED, 5)
    with work():
        other = drafts.start(asha, team=where, title="Another idea")
    assert research_ideas.origin_of(other) is None
