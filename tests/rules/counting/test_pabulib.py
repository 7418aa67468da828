"""Files in Pabulib's format: what is read, and what is refused in one plain sentence."""

import pytest

from commissioning.rules.counting.count import count
from commissioning.rules.counting.values import BallotGroup, BallotKind, Rule
from commissioning.rules.pabulib.reading import UnreadableElection, read

GOOD = """META
key;value
description;A made-up vote; with a semicolon
num_projects;3
num_votes;4
budget;1000.50
vote_type;approval
rule;greedy
currency;GBP
PROJECTS
project_id;cost;votes;name;selected
a;400.25;3;"Skate ramp; at the ""Quay\""";1
b;700;2;Bike shed;0
c/1;100;1;Bulbs;1
VOTES
voter_id;vote
1;a,b
2;"a , b"
3;a
4;c/1
"""

POINTS = """META
key;value
num_projects;2
num_votes;2
budget;10
vote_type;cumulative
rule;greedy
PROJECTS
project_id;cost;votes;score
a;4;2;3.5
b;7;2;2
VOTES
voter_id;vote;points
1;a,b;2.5,0
2;b,a;2,1
"""

RANKS = """META
key;value
num_projects;3
num_votes;2
budget;10
vote_type;ordinal
rule;greedy
max_length;3
PROJECTS
project_id;cost;votes;score
a;4;2;5
b;7;1;3
c;1;0;0
VOTES
voter_id;vote
1;a
2;b,a
"""


def test_it_reads_an_approval_file():
    file = read(GOOD)
    assert file.election.budget_minor == 100_050
    assert [project.cost_minor for project in file.election.projects] == [40_025, 70_000, 10_000]
    assert file.election.projects[0].name == 'Skate ramp; at the "Quay"'
    assert BallotGroup(("a", "b"), 2) in file.election.ballots
    assert file.selected == ("a", "c/1")
    assert count(file.election, Rule.GREEDY).winners == ("a", "c/1")


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n\n"])
def test_line_endings_and_a_byte_order_mark_do_not_matter(ending):
    assert read("\ufeff" + GOOD.replace("\n", ending)).election == read(GOOD).election


def test_points_may_be_halves_or_none():
    file = read(POINTS)
    assert (file.election.kind, file.election.point_scale) == (BallotKind.CUMULATIVE, 10)
    assert file.election.ballots == (BallotGroup(("a",), 1, (25,)), BallotGroup(("a", "b"), 1, (10, 20)))


def test_a_ranking_is_scored_the_way_the_file_was():
    assert read(RANKS).election.ballots[0].points == (3,)
    by_length = RANKS.replace("a;4;2;5", "a;4;2;2").replace("b;7;1;3", "b;7;1;2")
    assert read(by_length).election.ballots[0].points == (1,)


def test_a_project_withdrawn_after_the_vote_is_passed_over():
    file = read(GOOD.replace("a;400.25", "a;999999999").replace("rule;greedy", "rule;greedy-no-skip"))
    result = count(file.election, Rule.GREEDY_NO_SKIP)
    assert result.winners == ("b", "c/1")
    assert "withdrawn" in result.outcomes["a"].why


BROKEN = [
    ("", "The file is empty"),
    ("   \n\n", "The file is empty"),
    ("hello", "begins with the word META"),
    ("<html>;</html>", "begins with the word META"),
    (GOOD[: GOOD.index("PROJECTS")], "without the section PROJECTS"),
    (GOOD[: GOOD.index("VOTES")], "without the section VOTES"),
    (GOOD[: GOOD.index("voter_id")], "ends after VOTES"),
    (GOOD[: GOOD.index("4;c/1")], "num_votes is 4, but the file has 3 ballots"),
    (GOOD.replace("4;c/1\n", "4\n"), "Line 20: this is not a whole ballot"),
    (GOOD.replace("4;c/1\n", "4;c\n"), "Line 20: a vote for 'c', which is not in the PROJECTS"),
    (GOOD.replace("3;a\n", "3;c/1\n"), "Line 12: project a is said to have 3 votes, but the ballots give 2"),
    (GOOD.replace("num_projects;3", "num_projects;4"), "num_projects is 4, but the file has 3 projects"),
    (GOOD.replace("num_projects;3", "num_projects;three"), "not a whole number"),
    (GOOD.replace("num_projects;3\n", ""), "META does not say 'num_projects'"),
    (GOOD.replace("budget;1000.50\n", ""), "META does not say 'budget'"),
    (GOOD.replace("1000.50", "plenty"), "The budget is 'plenty', which is not a number"),
    (GOOD.replace("1000.50", "-5"), "less than nothing"),
    (GOOD.replace("1000.50", "nan"), "not a number"),
    (GOOD.replace("1000.50", "1e9"), "not a number"),
    (GOOD.replace("1000.50", "1000.505"), "more than two decimals"),
    (GOOD.replace("rule;greedy", "budget;7"), "META says 'budget' twice"),
    (GOOD.replace("approval", "telepathy"), "The vote_type is 'telepathy'"),
    (GOOD.replace("b;700", "a;700"), "Line 13: project a is listed twice"),
    (GOOD.replace("b;700", ";700"), "Line 13: this project has no id"),
    (GOOD.replace("b;700", "b;"), "Line 13: the cost of project b is missing"),
    (GOOD.replace("b;700", "b;free"), "not a number"),
    (GOOD.replace(";cost;", ";price;"), "Line 10: the PROJECTS section has no column 'cost'"),
    (GOOD.replace("votes;name", "votes;votes"), "two columns have the same name"),
    (GOOD.replace("4;c/1", "3;c/1"), "Line 20: voter 3 has voted before"),
    (GOOD.replace("4;c/1", "4;c/1,c/1"), "Line 20: a ballot names the same project twice"),
    (GOOD.replace("approval", "choose-1"), "names more than one project"),
    (GOOD.replace("VOTES\n", "VOTES\nvoter_id;vote\nPROJECTS\n"), "not a whole ballot"),
    (GOOD.replace("PROJECTS\n", "META\nkey;value\nPROJECTS\n"), "does not belong here"),
    (GOOD.replace("Bike shed", "Bike\0shed"), "not a text file"),
    (GOOD.replace("Bike shed", '"Bike shed'), "without the section VOTES"),
    (GOOD.replace("Bike shed", "x" * 200_000), "cannot be read"),
    (POINTS.replace("points\n", "pounds\n"), "no column 'points'"),
    (POINTS.replace("2;b,a;2,1", "2;b,a;2"), "Line 15: a ballot does not give points to each"),
    (POINTS.replace("2;b,a;2,1", "2;b,a;2,-1"), "fewer than no points"),
    (POINTS.replace("2;b,a;2,1", "2;b,a;2,x"), "not a number"),
    (POINTS.replace("3.5", "4"), "a score of 4, but the ballots give 3.5"),
    (RANKS.replace("b;7;1;3", "b;7;1;9"), "a score of 9"),
    (POINTS.replace("2.5,0", "999999999999999999,0.000000000000000001"), "more digits than can be counted"),
]


@pytest.mark.parametrize(("text", "problem"), BROKEN, ids=range(len(BROKEN)))
def test_a_broken_file_is_refused_with_the_line_and_the_problem(text, problem):
    with pytest.raises(UnreadableElection) as refusal:
        read(text)
    assert problem in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_every_cut_of_a_file_is_refused_or_says_the_same():
    whole = read(GOOD).election
    for end in range(len(GOOD)):
        try:
            assert read(GOOD[:end]).election == whole
        except UnreadableElection:
            continue


ALL = [
    "Assen",
    "Czestochowa",
    "Gdynia",
    "Katowice",
    "Krakow",
    "Lodz_2022",
    "Lodz_2023",
    "Zerzen",
    "Szczesliwice",
]
ALL += [
    "Ochota",
    "Praga-Polnoc",
    "Wieliczka",
    "Wroclaw",
    "Central_Falls",
    "Youth_Power",
    "Youth_vote_approvals",
]
ALL += ["Youth_vote_rankings"]


@pytest.mark.parametrize("name", ALL)
def test_every_score_is_recounted_from_the_ballots(shared, name):
    """Reading refuses a file whose votes or score column is not the recount."""
    election = shared(name).election
    assert election.voters == int(shared(name).meta["num_votes"])
