"""What we write, we and others read back the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commissioning.rules.counting.values import BallotGroup, BallotKind, Election, Project, grouped
from commissioning.rules.pabulib.reading import UnreadableElection, read
from commissioning.rules.pabulib.writing import write
from tests.rules.counting.elections import small_elections
from tests.rules.counting.test_pabulib import GOOD, POINTS, RANKS

META = {"description": "A vote", "rule": "greedy", "budget": "nonsense"}


def same(one, other):
    assert set(one.ballots) == set(other.ballots)
    assert set(one.projects) == set(other.projects)
    assert (one.budget_minor, one.kind, one.threshold, one.point_scale, one.currency) == (
        other.budget_minor, other.kind, other.threshold, other.point_scale, other.currency,
    )  # fmt: skip


@pytest.mark.parametrize("text", [GOOD, POINTS, RANKS], ids=["approval", "points", "ranking"])
def test_it_reads_back_the_same(text):
    first = read(text)
    written = write(first.election, first.meta, first.selected)
    again = read(written)
    same(again.election, first.election)
    assert again.selected == first.selected
    assert again.meta["description"] if "description" in first.meta else True
    assert write(again.election, again.meta, again.selected) == written


@settings(max_examples=60, deadline=None)
@given(small_elections(), st.text(max_size=30))
def test_any_election_with_any_words_reads_back_the_same(election, words):
    renamed = tuple(
        Project(one.id, one.cost_minor, " ".join(words.replace("\0", "").split()))
        for one in election.projects
    )
    given = Election(renamed, election.ballots, election.budget_minor, kind=election.kind)
    same(read(write(given, META | {"description": words.replace("\0", "")})).election, given)


def test_the_project_with_most_votes_comes_first():
    given = Election((Project("a", 1), Project("b", 1)), grouped([["b"], ["b"], ["a"]]), 5)
    text = write(given, META)
    assert text.index("\nb;") < text.index("\na;")


@pytest.mark.parametrize("project_id", ["", "a,b", "a\nb", " a", "votes", "a\0b"])
def test_an_id_that_could_not_be_read_back_is_refused(project_id):
    with pytest.raises(UnreadableElection, match="cannot be written"):
        write(Election((Project(project_id, 1),), (), 5), META)


def test_a_vote_with_a_ballot_of_nothing_is_kept():
    given = Election(
        (Project("a", 1),), (BallotGroup((), 2), BallotGroup(("a",))), 5, kind=BallotKind.CHOOSE_ONE
    )
    same(read(write(given, META)).election, given)


@pytest.mark.parametrize("name", ["Krakow", "Katowice", "Wieliczka"])
def test_real_elections_read_back_the_same(shared, name):
    file = shared(name)
    same(read(write(file.election, file.meta, file.selected)).election, file.election)
