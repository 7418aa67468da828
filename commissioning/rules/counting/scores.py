"""Votes added up: the score of a project is its votes, or its points where ballots carry points."""

from commissioning.rules.counting.values import Election


def scores(election: Election) -> dict[str, int]:
    """Each project's votes (approval, choose-1) or points (cumulative, ranking), recounted from the ballots."""
    total = dict.fromkeys((project.id for project in election.projects), 0)
    for group in election.ballots:
        voters = group.voters
        if not group.points:
            for choice in group.choices:
                total[choice] += voters
            continue
        for choice, points in zip(group.choices, group.points, strict=True):
            total[choice] += points * voters
    return total


def supporters(election: Election) -> dict[str, int]:
    """How many people named each project (gave it a point, or ranked it)."""
    if not election.kind.has_points:
        return scores(election)
    total = dict.fromkeys((project.id for project in election.projects), 0)
    for group in election.ballots:
        for choice, points in zip(group.choices, group.points, strict=True):
            if points:
                total[choice] += group.voters
    return total
