"""What a result page says in plain sentences, worked out from the kept outcome and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from commissioning.rules.counting.values import Completion, Rule
from commissioning.rules.ways_of_counting import name_of as way_named

HOW: dict[str, tuple[str, ...]] = {
    Rule.GREEDY: (
        "Put the projects in a row, the one with the most votes first.",
        "Go down the row and buy each project that the money left still pays for. Pass over those that cost too much.",
    ),
    Rule.GREEDY_NO_SKIP: (
        "Put the projects in a row, the one with the most votes first.",
        "Go down the row and buy each project. At the first that costs more than the money left, stop.",
    ),
    Rule.GREEDY_THRESHOLD: (
        "Take away projects with fewer votes than the least that counts. Put the others in a row, most votes first.",
        "Go down the row and buy each project that the money left still pays for. Pass over those that cost too much.",
    ),
    Rule.EQUAL_SHARES: (
        "Share the money out, so that each person who voted holds the same amount.",
        "Find the project with the most supporters who can still pay an equal part of it, and buy it.",
        "Its supporters pay together. Someone with less left pays all of that. Nobody pays for other projects.",
        "Do that again with what people have left, until no project’s supporters can pay for it any more.",
    ),
    Rule.PHRAGMEN: (
        "Everyone who voted earns money at the same steady speed, starting with nothing.",
        "As soon as a project’s supporters have enough between them, it is bought and they start again at nothing.",
        "Stop when the next project would cost more than the money left.",
    ),
}


def name_of(told: Mapping[str, Any]) -> str:
    """What a way of counting is called on the page."""
    return way_named(Rule(told["rule"]), Completion(told["completion"]))


def inner(name: str) -> str:
    """A name as it stands within a sentence."""
    return name[:1].lower() + name[1:]


def key_of(told: Mapping[str, Any]) -> str:
    """What it is called in an address."""
    filled = told["rule"] == Rule.EQUAL_SHARES and told["completion"] == Completion.ADD1U
    return f"{told['rule']}-filled" if filled else str(told["rule"])


def headline(outcome: Mapping[str, Any]) -> str:
    """The result in a sentence or two."""
    voted = f"{people(outcome['voters'])} voted, of {outcome['electorate']:,} who could."
    projects = outcome["chosen"]["projects"]
    won = sum(one["won"] for one in projects)
    if not outcome["voters"]:
        return "Nobody voted in this round, so nothing was chosen."
    if outcome["too_few"]:
        return f"{voted} {too_few(outcome['voters'])}"
    if outcome["quorum_missed"]:
        return f"{voted} At least {outcome['quorum']:,} had to, so nothing was chosen."
    if not won:
        return f"No project won. {voted}"
    if won == len(projects):
        return f"All {won} projects won. {voted}" if won > 1 else f"The one project won. {voted}"
    return f"{won} of {len(projects)} projects won. {voted}"


def too_few(voters: int) -> str:
    """Why one or two votes choose nothing."""
    each = "they" if voters == 1 else "each of them"
    return (
        f"With so few, what won would show what {each} chose. So nothing was chosen, and no choice is shown."
    )


def no_verdict(outcome: Mapping[str, Any]) -> str:
    """Why this vote chose neither for nor against anything, for every idea in it; "" when it did choose."""
    if not outcome["voters"]:
        why = "Nobody voted"
    elif outcome["too_few"]:
        why = "Too few people voted for anything to be chosen"
    elif outcome["quorum_missed"]:
        why = f"{people(outcome['voters'])} voted and at least {outcome['quorum']:,} had to"
    else:
        return ""
    return f"{why}. It waits for another vote, in a new round."


def why_none(told: Mapping[str, Any]) -> str:
    """Why nothing won, when nothing did and people voted; nothing otherwise."""
    reasons = {one["reason"] for one in told["projects"]}
    if told["winners"] or "no-quorum" in reasons:
        return ""
    if "too-few" in reasons:
        return (
            "The money stays in the pot. The projects wait for another vote, in a new round with more voters."
        )
    if reasons <= {"below-threshold", "no-votes"}:
        return "No project had as many votes as this round asked for."
    if reasons <= {"supporters-ran-out", "no-votes", "below-threshold"}:
        return "No project’s supporters held enough between them to pay for it, so no money was used."
    return "Each project’s own reason is told below, and no money was used."


def specials(outcome: Mapping[str, Any], told: Mapping[str, Any]) -> list[str]:
    """What was out of the ordinary: withdrawals, pairs, a draw. Each a plain sentence."""
    title = {one["id"]: one["title"] for one in told["projects"]}
    said = [
        f"{one['title']} was withdrawn after voting opened. Votes for it were counted, but it could not win."
        for one in told["projects"]
        if one["reason"] == "withdrawn"
    ]
    winners = set(told["winners"])
    for one, other in outcome["exclusions"]:
        chosen = [title[each] for each in (one, other) if each in winners]
        fate = f"{chosen[0]} won" if chosen else "Neither won"
        said.append(f"Only one of {title[one]} and {title[other]} could be built. {fate}.")
    if told is outcome["chosen"] and outcome["tie_mattered"]:
        said.append(lot_said(outcome, title))
    if told is outcome["chosen"] and (spoiled := outcome.get("papers_spoiled", 0)):
        which = "it" if spoiled == 1 else "each"
        said.append(
            f"{_papers(spoiled)} not counted: two people read {which}, and agreed that it does not say what it asks "
            "for."
        )
    if told is outcome["chosen"] and (left := outcome.get("papers_left", 0)):
        said.append(
            f"{_papers(left)} typed in but not agreed on by two people before voting closed. A paper counts only once "
            f"two people have read the same, so {'it was' if left == 1 else 'they were'} not counted."
        )
    return said


def papers_not_listed(outcome: Mapping[str, Any]) -> str:
    """For a voter who does not find the receipt of their paper: which papers are not in the list, and how many."""
    left, spoiled = outcome.get("papers_left", 0), outcome.get("papers_spoiled", 0)
    told = ["The receipt of a paper is listed when two people have typed the paper in and read the same."]
    if left:
        which = "it" if left == 1 else "them"
        told.append(f"{_papers(left)} typed in, but two people did not agree on {which} in time.")
    if spoiled:
        told.append(f"{_papers(spoiled)} read by two people, and did not say what was asked for.")
    told.append("A paper that was handed in late, or never typed in, is not listed.")
    return " ".join(told)


def _papers(many: int) -> str:
    return "1 paper was" if many == 1 else f"{many:,} papers were"


def lot_said(outcome: Mapping[str, Any], title: Mapping[str, str]) -> str:
    """What the lot decided. Results kept before every order was tried know only of the order turned round."""
    won, missed = ([title[one] for one in outcome[which]] for which in ("by_lot", "by_lot_not"))
    more = "" if outcome.get("lot_all") else f" {NOT_ALL_ORDERS}, so it may have decided more."
    if won and missed:
        return (
            f"There was a draw, and the lot settled it: {listed(won)} won. Had the lot fallen otherwise, "
            f"{listed(missed)} might have won instead.{more}"
        )
    if won:
        return f"There was a draw, and the lot settled it: without its luck {listed(won)} might not have won.{more}"
    return (
        f"There was a draw, and the lot settled it. Had it fallen otherwise, {listed(missed)} might have won as "
        f"well.{more}"
    )


NOT_ALL_ORDERS = "Not every order in which it could have been drawn was tried"


def lot_not_said(outcome: Mapping[str, Any]) -> str:
    """What is known where no order that was tried chose anything else."""
    if outcome["lot_all"]:
        return "The lot was not needed: in whatever order it had put the projects, the same would have won."
    if outcome["lot_all"] is None:
        return "Counted again with the order of the lot turned round, the same projects won."
    return (
        "The lot put level projects in order. There are too many orders to try them all; in those that were tried, "
        "the same projects won."
    )


def lot_for(outcome: Mapping[str, Any], project_id: str) -> str:
    """What the lot decided about one project; "" when nothing."""
    if project_id in outcome.get("by_lot", ()):
        return "There was a draw, and the lot settled it: had it fallen otherwise, this might not have won."
    if project_id in outcome.get("by_lot_not", ()):
        return "There was a draw, and the lot settled it: had it fallen otherwise, this might have won."
    return ""


def reach_said(told: Mapping[str, Any], voters: int) -> str:
    """How many people got something they chose."""
    if not told["reach"]:
        return ""
    got = told["reach"]["with_something"]
    if got == voters:
        return f"Everyone who voted got at least one project they chose ({voters:,} of {voters:,})."
    if not got:
        return "Nobody got a project they chose."
    return f"{got:,} of the {voters:,} people who voted got at least one project they chose."


def differences(way: Mapping[str, Any], chosen: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Titles that this way would have chosen besides, and those it would have left out, against the result."""
    title = {one["id"]: one["title"] for one in chosen["projects"]}
    here, used = set(way["winners"]), set(chosen["winners"])
    besides = [title[one] for one in way["winners"] if one not in used]
    return besides, [title[one] for one in chosen["winners"] if one not in here]


def many_of_theirs(number: int) -> str:
    """Say "None of their choices", "Two of their choices"."""
    few = ("None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
    return f"{few[number] if number < len(few) else number} of their choices"


def people(number: int) -> str:
    """Say "1 person" or "3 people"."""
    return f"{number:,} {'person' if number == 1 else 'people'}"


def listed(titles: Sequence[str]) -> str:
    """Say "A", "A and B", "A, B and C"."""
    return titles[0] if len(titles) == 1 else f"{', '.join(titles[:-1])} and {titles[-1]}"
