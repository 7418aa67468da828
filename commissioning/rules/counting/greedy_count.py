"""Most votes first, with its rounds and reasons."""

from collections.abc import Mapping, Sequence

from commissioning.rules.counting.eligible import ineligible, rivals
from commissioning.rules.counting.greedy import Step, greedy
from commissioning.rules.counting.result import Reason, Round
from commissioning.rules.counting.tally import Tally
from commissioning.rules.counting.values import Election


def count_greedy(
    election: Election, rank: Mapping[str, int], score: Mapping[str, int], *, stop_at_misfit: bool
) -> Tally:
    """Most votes first over the whole election."""
    tally = Tally(reasons=ineligible(election, score))
    take(tally, election, score, greedy(election, rank, score, stop_at_misfit=stop_at_misfit))
    return tally


def take(
    tally: Tally,
    election: Election,
    score: Mapping[str, int],
    steps: Sequence[Step],
    *,
    is_fill: bool = False,
) -> None:
    """Enter the steps of a greedy count: a round for each project funded, a reason for each that was not."""
    cost = {project.id: project.cost_minor for project in election.projects}
    ruled_out = rivals(election)
    funded = {step.project_id for step in tally.rounds}
    stopper = ""
    for place, step in enumerate(steps, start=1):
        one = step.project_id
        tally.place[one], tally.left_at_turn[one] = place, step.left_before_minor
        if step.reason is Reason.FUNDED:
            left = step.left_before_minor - cost[one]
            tally.rounds.append(
                Round(len(tally.rounds) + 1, one, cost[one], score[one], left, is_fill=is_fill)
            )
            funded.add(one)
            tally.reasons[one] = Reason.FUNDED_WITH_LEFTOVER if is_fill else Reason.FUNDED
            continue
        if is_fill and step.reason is Reason.DID_NOT_FIT:
            continue
        if tally.reasons.get(one) is not Reason.DEARER_THAN_POT:
            tally.reasons[one] = step.reason
        if step.reason is Reason.DID_NOT_FIT:
            stopper = one
        tally.blocked_by[one] = min(ruled_out[one] & funded, default=stopper)
