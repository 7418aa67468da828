"""Reading a .pb file. A file that is cut short, changed or contradicts itself is refused, never repaired."""

from collections.abc import Mapping
from dataclasses import replace

from commissioning.rules.counting.scores import scores
from commissioning.rules.counting.values import BallotKind, Election
from commissioning.rules.pabulib.amounts import minor, whole
from commissioning.rules.pabulib.projects import Listed, check_claims, listed
from commissioning.rules.pabulib.sections import UnreadableElection, needed, pairs, refuse, sections
from commissioning.rules.pabulib.values import PabulibFile
from commissioning.rules.pabulib.votes import Cast, cast, kind_of, named, plain, ranked, schemes, with_points

__all__ = ["UnreadableElection", "read"]


def read(text: str) -> PabulibFile:
    """The election in a .pb file.

    Checked: the three sections, the numbers, every ballot against the projects, num_projects and num_votes
    against the rows, and the file's own votes and score columns against a recount. Limits on ballots
    (max_length and the like) are kept in `meta` and not enforced: the ballots were counted by someone already.

    Raises:
        UnreadableElection: naming the line and the problem in one plain sentence.
    """
    found = sections(text)
    meta = pairs(found["META"])
    projects = listed(found["PROJECTS"])
    kind = kind_of(needed(meta, "vote_type"))
    ballots = cast(found["VOTES"], kind, projects)
    number(meta, "num_projects", len(projects), "projects")
    number(meta, "num_votes", sum(ballot.voters for ballot in ballots), "ballots")
    bare = Election(
        projects=tuple(one.project for one in projects.values()),
        ballots=(),
        budget_minor=minor(needed(meta, "budget"), 0, "The budget"),
        currency=meta.get("currency", ""),
        kind=kind,
        threshold=least_score(meta),
    )
    election = with_ballots(bare, ballots, meta, projects)
    return PabulibFile(election, meta, chosen(projects) if found["PROJECTS"].has("selected") else None)


def number(meta: Mapping[str, str], name: str, counted: int, what: str) -> None:
    """Raise UnreadableElection where META and the rows disagree about how many there are."""
    said = whole(needed(meta, name), 0, f"The {name} of META")
    if said != counted:
        raise refuse(0, f"META says {name} is {said:,}, but the file has {counted:,} {what}.")


def least_score(meta: Mapping[str, str]) -> int:
    """The least score a project needs; 0 when the file names none."""
    text = meta.get("min_project_score_threshold", "")
    return whole(text, 0, "The min_project_score_threshold of META") if text else 0


def with_ballots(
    bare: Election, ballots: list[Cast], meta: Mapping[str, str], projects: Mapping[str, Listed]
) -> Election:
    """The election with its ballots, held against the file's own figures.

    A ranking without written points may have been scored in two ways; the one that gives the file's own score
    column is taken.
    """
    votes = named(ballots, projects)
    if not bare.kind.has_points:
        return verified(replace(bare, ballots=plain(ballots)), projects, votes)
    if bare.kind is BallotKind.CUMULATIVE or any(ballot.points for ballot in ballots):
        groups, times = with_points(ballots)
        scaled = replace(bare, ballots=groups, threshold=bare.threshold * times, point_scale=times)
        return verified(scaled, projects, votes)
    refusal: UnreadableElection | None = None
    for most in schemes(meta):
        try:
            return verified(replace(bare, ballots=ranked(ballots, most)), projects, votes)
        except UnreadableElection as error:
            refusal = refusal or error
    raise refusal or refuse(0, "The ballots cannot be scored.")


def verified(election: Election, projects: Mapping[str, Listed], votes: Mapping[str, int]) -> Election:
    """The election itself, once its recount agrees with the file."""
    check_claims(projects, votes, scores(election), election.point_scale)
    return election


def chosen(projects: Mapping[str, Listed]) -> tuple[str, ...]:
    """The projects marked as funded."""
    return tuple(one for one, project in projects.items() if project.selected == "1")
