"""Writing a .pb file that others can count: projects with their scores and outcome, ballots without voters."""

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from io import StringIO

from commissioning.rules.counting.scores import scores, supporters
from commissioning.rules.counting.values import BallotGroup, Election
from commissioning.rules.pabulib.amounts import shown
from commissioning.rules.pabulib.sections import NAMES, UnreadableElection

OURS = ("num_projects", "num_votes", "budget", "vote_type", "min_project_score_threshold", "currency")

ORDER = (
    *(
        "description",
        "country",
        "unit",
        "district",
        "subunit",
        "instance",
        "num_projects",
        "num_votes",
        "budget",
    ),
    *(
        "vote_type",
        "rule",
        "date_begin",
        "date_end",
        "min_length",
        "max_length",
        "min_sum_cost",
        "max_sum_cost",
    ),
    *("min_points", "max_points", "min_sum_points", "max_sum_points", "default_score"),
    *(
        "min_project_score_threshold",
        "edition",
        "language",
        "currency",
        "fully_funded",
        "comment",
        "acknowledgments",
    ),
)  # the order the format asks for; other names come after these


def write(election: Election, meta: Mapping[str, str], selected: Collection[str] | None = None) -> str:
    """The election as a .pb file.

    `meta` says what the election does not know: description, country, unit, instance, rule, date_begin and
    date_end at least, as pabulib.org/format asks. Voters are numbered afresh; equal ballots stand together, so
    the order of the rows says nothing about who voted when.

    Raises:
        UnreadableElection: for an id that the format cannot hold (a comma, a line break, a section's name).
    """
    for project in election.projects:
        check_id(project.id)
    out = StringIO()
    rows = csv.writer(out, delimiter=";", lineterminator="\n")
    rows.writerow(["META"])
    rows.writerow(["key", "value"])
    rows.writerows(about(election, meta).items())
    rows.writerow(["PROJECTS"])
    rows.writerows(projects(election, selected))
    rows.writerow(["VOTES"])
    rows.writerow(["voter_id", "vote", "points"] if election.kind.has_points else ["voter_id", "vote"])
    rows.writerows(votes(election))
    return out.getvalue()


def check_id(project_id: str) -> None:
    """Raise UnreadableElection for an id that could not be read back."""
    unsafe = any(mark in project_id for mark in ",\n\r\0") or project_id != project_id.strip()
    if not project_id or unsafe or project_id.upper() in NAMES:
        raise UnreadableElection(f"The project id {project_id!r} cannot be written in this format.")


def about(election: Election, meta: Mapping[str, str]) -> dict[str, str]:
    """META: what was given, and what follows from the election."""
    said = {name: one_line(value) for name, value in meta.items() if name not in OURS}
    said |= {
        "num_projects": str(len(election.projects)),
        "num_votes": str(election.voters),
        "budget": shown(election.budget_minor),
        "vote_type": election.kind.value,
        "currency": election.currency,
    }
    if election.threshold:
        said["min_project_score_threshold"] = str(election.threshold // election.point_scale)
    place = {name: number for number, name in enumerate(ORDER)}
    return dict(sorted(said.items(), key=lambda item: place.get(item[0], len(ORDER))))


def one_line(text: str) -> str:
    """The text without line breaks, which many readers of the format cannot take."""
    return " ".join(text.split())


def projects(election: Election, selected: Collection[str] | None) -> Iterator[Sequence[str]]:
    """The PROJECTS section: most votes first, as the format asks."""
    score, people = scores(election), supporters(election)
    pointed = election.kind.has_points
    names = ["project_id", "cost", "votes", *(["score"] if pointed else []), "name"]
    yield names if selected is None else [*names, "selected"]
    for project in sorted(election.projects, key=lambda one: -score[one.id]):
        row = [project.id, shown(project.cost_minor), str(people[project.id])]
        row += [points_shown(score[project.id], election.point_scale)] if pointed else []
        row.append(one_line(project.name))
        yield row if selected is None else [*row, str(int(project.id in selected))]


def votes(election: Election) -> Iterator[Sequence[str]]:
    """The VOTES section, one row for each voter."""
    number = 0
    for group in election.ballots:
        row = ballot(group, election)
        for _ in range(group.voters):
            number += 1
            yield [str(number), *row]


def ballot(group: BallotGroup, election: Election) -> list[str]:
    """One ballot: its choices, best first where they differ, and its points where it has them."""
    if not election.kind.has_points:
        return [",".join(group.choices)]
    pairs = sorted(zip(group.choices, group.points, strict=True), key=lambda pair: -pair[1])
    points = [points_shown(given, election.point_scale) for _, given in pairs]
    return [",".join(choice for choice, _ in pairs), ",".join(points)]


def points_shown(points: int, scale: int) -> str:
    """Points as they were given, before they were made whole."""
    whole, rest = divmod(points, scale)
    return f"{whole}.{str(rest).zfill(len(str(scale)) - 1)}".rstrip("0") if rest else str(whole)
