"""From a count to the page that explains it: one plain dictionary, kept for ever, needing nothing else to
be read.

When fewer than five people voted, numbers of votes are left out: with so few, a total shows how single
people voted. The winners and the reasons stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from commissioning.rules.bundle import fingerprint
from commissioning.rules.counting.compare import compare
from commissioning.rules.counting.count import count
from commissioning.rules.counting.result import ProjectOutcome, Reason, Result
from commissioning.rules.counting.result import Round as Step
from commissioning.rules.counting.values import Completion, Election, Project, Rule, grouped
from commissioning.rules.rounds import SMALLEST_ELECTORATE
from participation.rules.refusals import Refusal

WHY_IN_FEW_WORDS: dict[Reason, str] = {
    Reason.FUNDED: "It won: enough of the people who voted chose it, and there was money for it.",
    Reason.FUNDED_WITH_LEFTOVER: "It won with money that was left when no group could buy anything more.",
    Reason.NO_VOTES: "Not enough people chose it this time.",
    Reason.WITHDRAWN: "It was taken back before the count.",
    Reason.BELOW_THRESHOLD: "Not enough people chose it this time.",
    Reason.DEARER_THAN_POT: "It costs more than the whole round had.",
    Reason.EXCLUDED: "Another project was chosen that cannot be done together with it.",
    Reason.DID_NOT_FIT: "When its turn came, there was not enough money left.",
    Reason.COUNT_STOPPED: "The count had ended before its turn came.",
    Reason.SUPPORTERS_RAN_OUT: "The people who chose it had too little of the money left to pay for it.",
}


def other_rule(rule: Rule) -> Rule:
    """The rule a result is compared with."""
    return Rule.GREEDY if rule is Rule.EQUAL_SHARES else Rule.EQUAL_SHARES


def check_box(marked: int, ballots: int, receipts: int) -> None:
    """Refuse to count a box that does not balance: as many ballots and receipts as people marked on the
    roll.
    """
    if not marked == ballots == receipts:
        raise Refusal(
            f"This ballot box does not balance: {marked} people are marked as having voted, and there are "
            f"{ballots} "
            f"ballots and {receipts} receipts. It was not counted. Tell the auditor."
        )


def outcome(
    *,
    projects: Sequence[Project],
    ballots: Iterable[Sequence[str]],
    budget: int,
    rule: Rule,
    completion: Completion,
    tie_order: Sequence[str],
    tie_seed: str,
    electorate: int,
    receipts: Iterable[str],
) -> dict[str, Any]:
    """Count by the round's rule and by the other one, and tell both (money in pence).

    `chosen` and `other` each hold `rule`, `projects` (won or lost, votes, why), `steps` (for the picture)
    and what was spent; `comparison` says what the difference is. Receipts are sorted, which says nothing of
    when they were given; the fingerprint is that of the ballots in the results bundle.
    """
    cast = list(ballots)
    election = Election(projects=tuple(projects), ballots=grouped(cast), budget_minor=budget)
    used = count(election, rule, completion, tie_order)
    other = count(election, other_rule(rule), Completion.ADD1, tie_order)
    voters = election.voters
    few = 0 < voters < SMALLEST_ELECTORATE
    difference = compare(election, used, other)
    return {
        "budget": budget,
        "electorate": electorate,
        "voters": voters,
        "few": few,
        "tie_order": list(tie_order),
        "tie_seed": tie_seed,
        "tie_mattered": _tie_mattered(used),
        "chosen": told(used, few=few),
        "other": told(other, few=few),
        "comparison": {
            "both": list(difference.both),
            "gained": list(difference.gained),
            "lost": list(difference.lost),
            "sentences": [] if few or not voters else list(difference.sentences),
        },
        "receipts": sorted(receipts),
        "fingerprint": fingerprint(cast),
    }


def told(result: Result, *, few: bool) -> dict[str, Any]:
    """One count as plain values. With `few` voters nothing in it says how many chose what."""
    order = {project_id: number for number, project_id in enumerate(result.winners)}
    outcomes = sorted(
        result.outcomes.values(), key=lambda o: (order.get(o.project_id, len(order)), -o.score, o.name)
    )
    return {
        "rule": str(result.rule),
        "winners": list(result.winners),
        "spent": result.total_cost_minor,
        "left": result.unspent_minor,
        "share": _whole(result.share_minor),
        "endowment": _whole(result.endowment_minor),
        "notes": [] if few else list(result.notes),
        "certified": result.certified,
        "reach": None if few else _reach(result),
        "projects": [_project(o, few=few) for o in outcomes],
        "steps": [] if few else [_step(step, result.outcomes) for step in result.rounds],
    }


def _project(outcome: ProjectOutcome, *, few: bool) -> dict[str, Any]:
    return {
        "id": outcome.project_id,
        "title": outcome.name,
        "cost": outcome.cost_minor,
        "won": outcome.funded,
        "reason": str(outcome.reason),
        "why": WHY_IN_FEW_WORDS[outcome.reason] if few else outcome.why,
        "next_time": "" if few else outcome.next_time,
        "votes": None if few else outcome.supporters,
        "round": outcome.round,
        "supporters_left": None if few else outcome.supporters_left_minor,
        "effective_support": None if few else outcome.effective_support,
    }


def _step(step: Step, outcomes: Mapping[str, ProjectOutcome]) -> dict[str, Any]:
    return {
        "number": step.number,
        "id": step.project_id,
        "title": outcomes[step.project_id].name,
        "cost": step.cost_minor,
        "votes": step.score,
        "left": step.left_minor,
        "price": _whole(step.price_minor),
        "supporters_left": step.supporters_left_minor,
        "with_leftover": step.is_fill,
    }


def _reach(result: Result) -> dict[str, Any]:
    return {
        "with_something": result.reach.with_something,
        "with_nothing": result.reach.with_nothing,
        "by_number": list(result.reach.by_number),
    }


def _tie_mattered(result: Result) -> bool:
    """Whether two projects had equal votes and equal costs and only one of them won, so that the lot
    decided.
    """
    same: dict[tuple[int, int], set[bool]] = {}
    for one in result.outcomes.values():
        if one.score and one.reason is not Reason.WITHDRAWN:
            same.setdefault((one.score, one.cost_minor), set()).add(one.funded)
    return any(len(fates) == 2 for fates in same.values())


def _whole(amount: Fraction | int | None) -> int | None:
    return None if amount is None else int(amount)
