"""The door: one election in, one result out. Nothing here reads a clock, draws a lot or depends on input order."""

from collections.abc import Mapping, Sequence
from math import floor

from commissioning.rules.counting.greedy import ranking
from commissioning.rules.counting.greedy_count import count_greedy
from commissioning.rules.counting.reach import reach
from commissioning.rules.counting.result import ProjectOutcome, Reason, Result
from commissioning.rules.counting.scores import scores, supporters
from commissioning.rules.counting.tally import Tally
from commissioning.rules.counting.ties import order_for_file, ranks
from commissioning.rules.counting.values import Completion, CountingRefused, Election, Rule
from commissioning.rules.counting.words import Facts, next_time, why

ONE_UNIT = 100  # minor units in a pound, a euro, a zloty


def count(
    election: Election,
    rule: Rule = Rule.EQUAL_SHARES,
    completion: Completion = Completion.ADD1,
    tie_order: Sequence[str] | None = None,
    increment_minor: int = ONE_UNIT,
    most_runs: int | None = None,
) -> Result:
    """Count an election.

    `tie_order` names every project once, drawn or declared before the count (default: cheapest first, then
    most votes, then id). `completion` and `increment_minor` matter to Equal Shares only; the increment is what
    each voter is given more at each step of add1. `most_runs` limits how long add1 may take, for a count that can be
    done without; there is no limit otherwise.

    Raises:
        CountingRefused: when the rule cannot be applied to this election, in one plain sentence.
    """
    if increment_minor < 1:
        raise CountingRefused("The increment must be at least one penny (or cent).")
    if rule is Rule.GREEDY_THRESHOLD and not election.threshold:
        raise CountingRefused("This rule needs the least score that counts, and the election has none.")
    score = scores(election)
    order = tuple(tie_order) if tie_order is not None else order_for_file(election, rule, score)
    rank = ranks(election, order)
    tally = applied(election, rule, completion, rank, score, increment_minor, most_runs)
    winners = tuple(one.project_id for one in tally.rounds)
    return Result(
        rule=rule,
        completion=tally.completion,
        currency=election.currency,
        budget_minor=election.budget_minor,
        winners=winners,
        total_cost_minor=sum(one.cost_minor for one in tally.rounds),
        rounds=tuple(tally.rounds),
        outcomes=outcomes(election, tally, rank, score),
        reach=reach(election, winners),
        tie_order=order,
        certified=tally.certified,
        notes=tuple(tally.notes),
        share_minor=tally.share,
        endowment_minor=tally.endowment,
        increment_minor=tally.increment,
        steps=tally.steps,
        book=tally.book,
    )


def applied(
    election: Election,
    rule: Rule,
    completion: Completion,
    rank: Mapping[str, int],
    score: Mapping[str, int],
    increment: int,
    most_runs: int | None = None,
) -> Tally:
    """The rule's own count. The two that need numpy bring it along only when asked, so that pages start sooner."""
    if rule is Rule.EQUAL_SHARES:
        from commissioning.rules.counting.shares_count import count_equal_shares

        return count_equal_shares(election, rank, score, completion, increment, most_runs)
    if rule is Rule.PHRAGMEN:
        from commissioning.rules.counting.phragmen import count_phragmen

        return count_phragmen(election, rank, score)
    return count_greedy(election, rank, score, stop_at_misfit=rule is Rule.GREEDY_NO_SKIP)


def outcomes(
    election: Election, tally: Tally, rank: Mapping[str, int], score: Mapping[str, int]
) -> dict[str, ProjectOutcome]:
    """What happened to each project, in words and figures."""
    people = supporters(election) if election.kind.has_points else score
    chosen = {one.project_id: one for one in tally.rounds}
    names = {project.id: project.name for project in election.projects}
    short = votes_short(election, tally, rank, score)
    told: dict[str, ProjectOutcome] = {}
    for project in election.projects:
        one = project.id
        money = tally.money.get(one)
        facts = Facts(
            project=project,
            score=score[one] // election.point_scale,
            supporters=people[one],
            unit="point" if election.kind.has_points else "vote",
            currency=election.currency,
            budget=election.budget_minor,
            threshold=election.threshold // election.point_scale,
            reason=tally.reasons[one],
            blocked_by=tally.blocked_by.get(one, ""),
            place=tally.place.get(one, 0),
            left_at_turn=tally.left_at_turn.get(one, 0),
            votes_short=short.get(one),
            round=chosen.get(one),
            money=money,
            endowment=float(tally.endowment or 0),
            names=names,
        )
        cost = project.cost_minor
        told[one] = ProjectOutcome(
            project_id=one,
            name=project.name,
            cost_minor=cost,
            score=score[one],
            supporters=people[one],
            funded=one in chosen,
            reason=facts.reason,
            round=chosen[one].number if one in chosen else None,
            why=why(facts),
            next_time=next_time(facts),
            supporters_had_minor=round(money.had) if money else None,
            supporters_left_minor=round(money.left) if money else None,
            supporters_end_minor=round(money.at_end) if money else None,
            decided_after=money.rounds if money else None,
            effective_support=floor(money.left * 100 / cost + 1e-9) if money and cost else None,
            paid_to=money.paid_to if money else (),
        )
    return told


def votes_short(
    election: Election, tally: Tally, rank: Mapping[str, int], score: Mapping[str, int]
) -> dict[str, int]:
    """Most votes first: how many votes more would have brought a misfit's turn while there was enough left.

    The projects before that turn are counted as before, so nothing else changes up to it. A turn after the one that
    ended the count is no turn.
    """
    order = ranking(score, rank, tally.place)
    counted = order[: turns(tally)]
    cost = {project.id: project.cost_minor for project in election.projects}
    short: dict[str, int] = {}
    for one in order:
        if tally.left_at_turn[one] >= cost[one] and not tally.blocked_by.get(one):
            continue
        before = counted[: tally.place[one] - 1]
        ahead = [other for other in before if tally.left_at_turn[other] >= cost[one]]
        if ahead:
            short[one] = votes_to_pass(election, rank, score, one, ahead[-1])
    return short


def turns(tally: Tally) -> int:
    """How many projects had a turn: all in the row, or those up to the one that ended the count."""
    stopped = [one for one, reason in tally.reasons.items() if reason is Reason.COUNT_STOPPED]
    return min((tally.place[tally.blocked_by[one]] for one in stopped if one in tally.place),
               default=len(tally.place))  # fmt: skip


def votes_to_pass(
    election: Election, rank: Mapping[str, int], score: Mapping[str, int], one: str, last: str
) -> int:
    """How many votes more put `one` before `last`: to draw level is enough where the lot is on its side."""
    apart, scale = score[last] - score[one], election.point_scale
    return -(-apart // scale) if rank[one] < rank[last] else apart // scale + 1
