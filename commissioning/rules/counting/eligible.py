"""Which projects a count may fund at all, before any rule is applied."""

from collections.abc import Mapping

from commissioning.rules.counting.result import Reason
from commissioning.rules.counting.values import Election


def ineligible(election: Election, score: Mapping[str, int]) -> dict[str, Reason]:
    """Projects no rule may fund, each with the reason.

    A project that nobody supports is never funded, even when there is money for it. One that costs more
    than the whole pot is set aside first, so that it cannot stop the count for others.
    """
    out: dict[str, Reason] = {}
    for project in election.projects:
        if project.withdrawn:
            out[project.id] = Reason.WITHDRAWN
        elif score[project.id] <= 0:
            out[project.id] = Reason.NO_VOTES
        elif score[project.id] < election.threshold:
            out[project.id] = Reason.BELOW_THRESHOLD
        elif project.cost_minor > election.budget_minor:
            out[project.id] = Reason.DEARER_THAN_POT
    return out


def rivals(election: Election) -> dict[str, frozenset[str]]:
    """For each project, those that cannot be built when it is."""
    found: dict[str, set[str]] = {project.id: set() for project in election.projects}
    for pair in election.exclusions:
        for one in pair:
            found[one] |= pair - {one}
    return {project_id: frozenset(others) for project_id, others in found.items()}
