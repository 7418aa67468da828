"""What must be true of every count, tried on made-up elections of every shape."""

from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from commissioning.rules.counting.count import count
from commissioning.rules.counting.plain import add1, equal_shares
from commissioning.rules.counting.scores import scores
from commissioning.rules.counting.ties import draw_tie_order, order_for_file, ranks
from commissioning.rules.counting.values import BallotGroup, Completion, Election, Project, Rule
from tests.rules.counting.elections import (
    approval_elections,
    points_elections,
    small_elections,
    with_one_more,
)

MANY = settings(max_examples=60, deadline=None)
EVERY_WAY = [
    (rule, one) for rule in Rule for one in Completion if rule is Rule.EQUAL_SHARES or one is Completion.NONE
]


def every_count(election):
    for rule, completion in EVERY_WAY:
        if rule is Rule.GREEDY_THRESHOLD or (rule is Rule.PHRAGMEN and election.kind.has_points):
            continue
        yield count(election, rule, completion)


@MANY
@given(small_elections())
def test_no_count_overspends_or_funds_what_nobody_asked_for(election):
    score = scores(election)
    cost = {project.id: project.cost_minor for project in election.projects}
    for result in every_count(election):
        assert result.total_cost_minor == sum(cost[one] for one in result.winners) <= election.budget_minor
        assert result.unspent_minor >= 0
        assert all(score[one] > 0 for one in result.winners)
        assert len(set(result.winners)) == len(result.winners)
        assert not any(pair <= set(result.winners) for pair in election.exclusions)
        assert result.certified


@MANY
@given(small_elections())
def test_every_project_is_told_why(election):
    for result in every_count(election):
        assert result.outcomes.keys() == {project.id for project in election.projects}
        for outcome in result.outcomes.values():
            assert outcome.funded == (outcome.project_id in result.winners)
            assert outcome.why.endswith((".", "…"))
            assert outcome.next_time.endswith(".")
        assert sum(result.reach.by_number) == election.voters == result.reach.voters


@MANY
@given(small_elections(), st.sampled_from([Completion.NONE, Completion.ADD1]))
def test_no_supporter_pays_more_than_their_share(election, completion):
    result = count(election, Rule.EQUAL_SHARES, completion)
    spent = [Fraction(0)] * len(election.ballots)
    for step in result.rounds:
        payments = result.payments(step.number)
        assert sum((one.voters * one.each_minor for one in payments), Fraction(0)) == step.cost_minor
        for payment in payments:
            group = election.ballots[payment.group]
            points = dict(zip(group.choices, group.points or (1,) * len(group.choices), strict=True))
            assert step.project_id in points
            assert payment.each_minor <= step.price_minor * points[step.project_id]
            spent[payment.group] += payment.each_minor
    assert all(one <= result.endowment_minor for one in spent if result.rounds)


@MANY
@given(small_elections())
def test_the_fast_engine_agrees_with_exact_fractions(election):
    rank = ranks(election, order_for_file(election, Rule.EQUAL_SHARES))
    if not election.voters:
        assert count(election).winners == ()
        return
    share = Fraction(election.budget_minor, election.voters)
    plain = equal_shares(election, share, rank)
    assert list(count(election, Rule.EQUAL_SHARES, Completion.NONE).winners) == plain


@settings(max_examples=60, deadline=None)
@given(small_elections())
def test_add1_agrees_with_exact_fractions(election):
    if election.voters:
        rank = ranks(election, order_for_file(election, Rule.EQUAL_SHARES))
        assert list(count(election).winners) == add1(election, rank, 100)


@settings(max_examples=25, deadline=None)
@given(st.one_of(approval_elections(most_cost=8), points_elections()))
def test_jumping_over_steps_changes_nothing(election):
    if election.voters and sum(project.cost_minor for project in election.projects) < 8_000:
        rank = ranks(election, order_for_file(election, Rule.EQUAL_SHARES))
        assert list(count(election, increment_minor=7).winners) == add1(election, rank, 7)


@MANY
@given(approval_elections(with_exclusions=False), st.data())
def test_more_support_never_hurts_under_most_votes_first(election, data):
    order = tuple(project.id for project in election.projects)
    for winner in count(election, Rule.GREEDY, tie_order=order).winners:
        assert winner in count(with_one_more(election, winner), Rule.GREEDY, tie_order=order).winners


@MANY
@given(small_elections(), st.integers())
def test_the_order_of_the_input_and_the_names_do_not_matter(election, seed):
    order = draw_tie_order((project.id for project in election.projects), "published")
    new_name = {one: f"{Random(f'{seed}{one}').random()}" for one in order}
    shuffled = shuffle(election, new_name, Random(seed))
    for rule, completion in EVERY_WAY:
        if rule is Rule.GREEDY_THRESHOLD or (rule is Rule.PHRAGMEN and election.kind.has_points):
            continue
        before = count(election, rule, completion, order)
        after = count(shuffled, rule, completion, [new_name[one] for one in order])
        assert after.winners == tuple(new_name[one] for one in before.winners)
        assert after.endowment_minor == before.endowment_minor


def shuffle(election, new_name, random):
    projects = [Project(new_name[project.id], project.cost_minor) for project in election.projects]
    ballots = []
    for group in election.ballots:
        together = list(zip(group.choices, group.points or (0,) * len(group.choices), strict=True))
        random.shuffle(together)
        choices = tuple(new_name[one] for one, _ in together)
        points = tuple(points for _, points in together) if group.points else ()
        ballots += [BallotGroup(choices, 1, points)] * group.voters
    random.shuffle(projects)
    random.shuffle(ballots)
    pairs = frozenset(frozenset(new_name[one] for one in pair) for pair in election.exclusions)
    return Election(
        tuple(projects), tuple(ballots), election.budget_minor, kind=election.kind, exclusions=pairs
    )
