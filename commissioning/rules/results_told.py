"""One count told as plain values, for keeping: money in pence, and nothing that shows a person's choice."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from commissioning.rules.counting.result import ProjectOutcome, Reason, Result
from commissioning.rules.counting.result import Round as Step

NO_QUORUM = "Fewer people voted than this round needed, so nothing was chosen."
TOO_FEW = "So few people voted that a result would show what each of them chose, so nothing was chosen."
NOT_CHOSEN = "not-chosen"
NOT_AMONG_THEM = "With the votes that were cast and the money there was, it was not among those chosen."

# Said where fewer people voted than the round's own least. Reasons that depend on votes all sound alike: which of
# them it was would show who chose what. A rival's win is such a reason: it is only told of projects somebody chose.
WHY_IN_FEW_WORDS: dict[Reason, str] = {
    Reason.FUNDED: "It won: enough of the people who voted chose it, and there was money for it.",
    Reason.FUNDED_WITH_LEFTOVER: "It won: enough of the people who voted chose it, and there was money for it.",
    Reason.NO_VOTES: NOT_AMONG_THEM,
    Reason.WITHDRAWN: "It was withdrawn before the count, so no money could go to it.",
    Reason.BELOW_THRESHOLD: NOT_AMONG_THEM,
    Reason.DEARER_THAN_POT: "It costs more than the whole round had.",
    Reason.EXCLUDED: NOT_AMONG_THEM,
    Reason.DID_NOT_FIT: NOT_AMONG_THEM,
    Reason.COUNT_STOPPED: NOT_AMONG_THEM,
    Reason.SUPPORTERS_RAN_OUT: NOT_AMONG_THEM,
}


def told(result: Result, *, few: bool) -> dict[str, Any]:
    """One count as plain values. With `few` voters nothing in it says how many chose what."""
    order = {} if few else {project_id: number for number, project_id in enumerate(result.winners)}
    outcomes = sorted(
        result.outcomes.values(),
        key=lambda o: (
            not o.funded, order.get(o.project_id, len(order)), 0 if few else -o.score, o.name, o.project_id,
        ),
    )  # fmt: skip
    return {
        "rule": str(result.rule),
        "completion": str(result.completion),
        "winners": [o.project_id for o in outcomes if o.funded],
        "spent": result.total_cost_minor,
        "left": result.unspent_minor,
        "share": _whole(result.share_minor),
        "endowment": None if few else _whole(result.endowment_minor),
        "increment": result.increment_minor,
        "notes": [] if few else list(result.notes),
        "certified": result.certified,
        "reach": None if few else _reach(result),
        "projects": [_project(o, result.budget_minor, few=few) for o in outcomes],
        "steps": [] if few else [_step(step, result.outcomes) for step in result.rounds],
    }


def told_without_quorum(result: Result, *, few: bool) -> dict[str, Any]:
    """A count that came to nothing, because fewer people voted than had to."""
    return _nothing(told(result, few=few), result, "no-quorum", NO_QUORUM)


def told_of_too_few(result: Result, *, few: bool) -> dict[str, Any]:
    """A count that came to nothing, because the winners alone would show how the one or two who voted did.

    Nothing in it depends on the votes: the projects stand by their names.
    """
    del few
    whole = told(result, few=True)
    gone = {one["id"]: one for one in whole["projects"] if one["reason"] == Reason.WITHDRAWN}
    nothing = _nothing(whole, result, "too-few", TOO_FEW)
    return nothing | {
        "certified": True, "projects": [gone.get(one["id"], one) for one in nothing["projects"]],
    }  # fmt: skip


def _nothing(empty: dict[str, Any], result: Result, reason: str, why: str) -> dict[str, Any]:
    nothing = {"won": False, "reason": reason, "why": why, "next_time": "", "round": None}
    money = {name: None for name in NUMBERS if name not in ("votes", "score")}
    return empty | {
        "winners": [],
        "spent": 0,
        "left": result.budget_minor,
        "notes": [],
        "reach": None,
        "steps": [],
        "projects": [one | money | nothing for one in sorted(empty["projects"], key=_place)],
    }


def _place(one: Mapping[str, Any]) -> tuple[int, str, str]:
    """Most votes first where votes are shown, else by name: never with those in front that would have won."""
    return -(one["score"] or 0), one["title"], one["id"]


def _project(outcome: ProjectOutcome, budget: int, *, few: bool) -> dict[str, Any]:
    reason = outcome.reason
    if few and reason is Reason.NO_VOTES and outcome.cost_minor > budget:
        reason = Reason.DEARER_THAN_POT  # said of every such project, or it would say which had a vote
    why = WHY_IN_FEW_WORDS[reason] if few else outcome.why
    shown = {
        "id": outcome.project_id,
        "title": outcome.name,
        "cost": outcome.cost_minor,
        "won": outcome.funded,
        "reason": NOT_CHOSEN if few and why == NOT_AMONG_THEM else str(reason),
        "why": why,
        "next_time": "" if few else outcome.next_time,
        "round": None if few else outcome.round,
    }
    return shown | (dict.fromkeys(NUMBERS) if few else _numbers(outcome))


def _numbers(outcome: ProjectOutcome) -> dict[str, Any]:
    return {
        "votes": outcome.supporters,
        "score": outcome.score,
        "supporters_had": outcome.supporters_had_minor,
        "supporters_left": outcome.supporters_left_minor,
        "supporters_end": outcome.supporters_end_minor,
        "decided_after": outcome.decided_after,
        "effective_support": outcome.effective_support,
        "paid_to": [[share.project_id, share.minor] for share in outcome.paid_to],
    }


NUMBERS = (
    "votes", "score", "supporters_had", "supporters_left", "supporters_end", "decided_after", "effective_support",
    "paid_to",
)  # fmt: skip


def _step(step: Step, outcomes: Mapping[str, ProjectOutcome]) -> dict[str, Any]:
    """A round; `purses` are [how many people, what each held, what each paid]."""
    return {
        "number": step.number,
        "id": step.project_id,
        "title": outcomes[step.project_id].name,
        "cost": step.cost_minor,
        "votes": outcomes[step.project_id].supporters,
        "score": step.score,
        "left": step.left_minor,
        "price": _whole(step.price_minor),
        "full_payers": step.full_payers,
        "part_payers": step.part_payers,
        "part_paid": _whole(step.part_paid_minor),
        "supporters_left": step.supporters_left_minor,
        "purses": [[one.voters, one.held_minor, one.paid_minor] for one in step.purses],
        "with_leftover": step.is_fill,
    }


def _reach(result: Result) -> dict[str, Any]:
    return {
        "with_something": result.reach.with_something,
        "with_nothing": result.reach.with_nothing,
        "by_number": list(result.reach.by_number),
    }


def _whole(amount: Fraction | int | None) -> int | None:
    """To the nearest penny."""
    return None if amount is None else round(amount)
