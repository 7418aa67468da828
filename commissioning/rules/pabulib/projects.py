"""The PROJECTS section."""

from collections.abc import Mapping
from dataclasses import dataclass

from commissioning.rules.counting.values import Project
from commissioning.rules.pabulib.amounts import minor
from commissioning.rules.pabulib.sections import Section, cell, refuse

WITHDRAWN = 999_999_999_00  # in minor units: Pabulib's mark for "withdrawn after the vote"


@dataclass(frozen=True, slots=True)
class Listed:
    """A project as the file lists it, with the figures it claims ("" where it claims none)."""

    project: Project
    line: int
    votes: str
    score: str
    selected: str


def listed(section: Section) -> dict[str, Listed]:
    """Every project by id.

    Raises:
        UnreadableElection: for a missing or doubled id, or a cost that is not one.
    """
    at = {name: section.place(name, "PROJECTS") for name in ("project_id", "cost")}
    at |= {
        name: section.columns.index(name)
        for name in ("votes", "score", "selected", "name")
        if section.has(name)
    }
    found: dict[str, Listed] = {}
    for line, row in section.rows:
        one = cell(row, at["project_id"])
        if not one:
            raise refuse(line, "this project has no id.")
        if one in found:
            raise refuse(line, f"project {one} is listed twice.")
        cost = minor(cell(row, at["cost"]), line, f"the cost of project {one}")
        name = cell(row, at["name"]) if "name" in at else ""
        project = Project(one, cost, name, withdrawn=cost == WITHDRAWN)
        claims = [cell(row, at[column]) if column in at else "" for column in ("votes", "score", "selected")]
        found[one] = Listed(project, line, *claims)
    return found


def check_claims(
    projects: Mapping[str, Listed], votes: Mapping[str, int], score: Mapping[str, int], scaled: int
) -> None:
    """Hold the file's own figures against the ballots. `score` is multiplied by `scaled`.

    Raises:
        UnreadableElection: where they differ: rows are missing, doubled or changed.
    """
    for one, project in projects.items():
        for text, claimed, counted, times in (
            (project.votes, "votes", votes[one], 1),
            (project.score, "a score of", score[one], scaled),
        ):
            if text and minor(text, project.line, f"the figure for project {one}") * times != counted * 100:
                really = counted if times == 1 else counted / times
                wording = f"{claimed} {text}" if claimed != "votes" else f"{text} votes"
                raise refuse(
                    project.line, f"project {one} is said to have {wording}, but the ballots give {really:g}."
                )
