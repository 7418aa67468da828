"""Most votes first: the rule most councils use. It funds down the ranking while the money lasts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from commissioning.rules.counting.eligible import ineligible, rivals
from commissioning.rules.counting.result import Reason
from commissioning.rules.counting.values import Election


@dataclass(frozen=True, slots=True)
class Step:
    """One project considered, with what the pot held at that moment."""

    project_id: str
    left_before_minor: int
    reason: Reason


def ranking(score: Mapping[str, int], rank: Mapping[str, int], among: Iterable[str]) -> list[str]:
    """`among` by falling score; equal scores by the tie order."""
    return sorted(among, key=lambda one: (-score[one], rank[one]))


def greedy(
    election: Election,
    rank: Mapping[str, int],
    score: Mapping[str, int],
    *,
    stop_at_misfit: bool = False,
    already: Sequence[str] = (),
) -> list[Step]:
    """Consider every eligible project once, most votes first, and say what became of it.

    With `stop_at_misfit` the first one that does not fit ends the count; otherwise it is skipped. A project
    dearer than the whole pot is a misfit like any other. `already` were funded before (Equal Shares filled up).
    """
    cost = {project.id: project.cost_minor for project in election.projects}
    barred = {one for one, why in ineligible(election, score).items() if why is not Reason.DEARER_THAN_POT}
    ruled_out = rivals(election)
    funded = set(already)
    left = election.budget_minor - sum(cost[one] for one in already)
    stopped = False
    steps: list[Step] = []
    for one in ranking(score, rank, cost.keys() - barred - funded):
        if ruled_out[one] & funded:
            reason = Reason.EXCLUDED
        elif stopped:
            reason = Reason.COUNT_STOPPED
        elif cost[one] > left:
            reason = Reason.DID_NOT_FIT
            stopped = stop_at_misfit
        else:
            reason = Reason.FUNDED
        steps.append(Step(one, left, reason))
        if reason is Reason.FUNDED:
            funded.add(one)
            left -= cost[one]
    return steps
