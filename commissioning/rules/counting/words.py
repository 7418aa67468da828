"""Why a project won or lost, and what its proposer could change next time: one plain sentence each."""

from collections.abc import Callable
from dataclasses import dataclass

from commissioning.rules.counting.money import said
from commissioning.rules.counting.result import Reason, Round
from commissioning.rules.counting.tally import SupportersMoney
from commissioning.rules.counting.values import Project

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the sentences draw on. `unit` is "vote" or "point"; money is in minor units."""

    project: Project
    score: int
    supporters: int
    unit: str
    currency: str
    budget: int
    threshold: int
    reason: Reason
    blocked_by: str
    place: int
    left_at_turn: int
    votes_short: int | None
    round: Round | None
    money: SupportersMoney | None
    endowment: float
    names: dict[str, str]

    def money_said(self, minor: float) -> str:
        """An amount in the election's currency."""
        return said(minor, self.currency)

    @property
    def cost(self) -> str:
        """The project's cost in words."""
        return self.money_said(self.project.cost_minor)

    def counted(self, number: int, noun: str | None = None) -> str:
        """A number of votes or points, or of the noun given."""
        noun = noun or self.unit
        return f"{number:,} {noun if number == 1 else noun + 's'}"

    def name(self, project_id: str) -> str:
        """A project's name for a sentence."""
        name = self.names.get(project_id) or f"project {project_id}"
        return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"


def why(facts: Facts) -> str:
    """Why this project was funded or not."""
    return WHY[facts.reason](facts)


def next_time(facts: Facts) -> str:
    """What its proposer could change. Says only what follows from this count."""
    return NEXT_TIME[facts.reason](facts)


def funded(facts: Facts) -> str:
    """Funded, under whichever rule."""
    chosen = facts.round
    if facts.money and chosen and chosen.price_minor is not None:
        return bought(facts, chosen)
    if chosen and chosen.price_minor is not None:
        people = facts.counted(facts.supporters, "supporter")
        each = facts.money_said(float(chosen.price_minor))
        return (
            f"Chosen in round {chosen.number}: its {people} could pay once each voter had been given {each}."
        )
    votes, left = facts.counted(facts.score), facts.money_said(facts.left_at_turn)
    return f"Chosen: {votes} put it in place {facts.place}, and {left} was left when its turn came."


def bought(facts: Facts, chosen: Round) -> str:
    """Bought under Equal Shares."""
    if not chosen.price_minor:
        return f"Chosen in round {chosen.number}: it costs nothing, and somebody wanted it."
    most = facts.money_said(float(chosen.price_minor))
    per = " a point" if facts.unit == "point" else " each"
    line = (
        f"Chosen in round {chosen.number}: {facts.counted(chosen.full_payers, 'supporter')} paid {most}{per}"
    )
    if not chosen.part_payers:
        return line + "."
    rest = facts.money_said(float(chosen.part_paid_minor))
    return f"{line}, and {chosen.part_payers:,} more put in the last of their share, {rest} together."


def filled(facts: Facts) -> str:
    """Added after Equal Shares."""
    left = facts.money_said(facts.left_at_turn)
    return f"Added at the end: {left} was unspent, and of what fitted it came next with {facts.counted(facts.score)}."


def ran_out(facts: Facts) -> str:
    """Lost under Equal Shares."""
    money = facts.money
    if money is None:
        return "Its supporters did not hold what it costs."
    people = facts.counted(facts.supporters, "supporter")
    if money.had < facts.project.cost_minor:
        return f"Its {people} had {facts.money_said(money.had)} to spend between them, and it costs {facts.cost}."
    went = " and ".join(
        f"{facts.name(one.project_id)} ({facts.money_said(one.minor)})" for one in money.paid_to[:2]
    )
    return (
        f"After round {money.rounds} its {people} had {facts.money_said(money.left)} left between them, and it costs "
        f"{facts.cost}; most of the rest had gone to {went}."
    )


def did_not_fit(facts: Facts) -> str:
    """Lost because the pot held too little."""
    if not facts.place:
        return f"It came next in line, but it costs {facts.cost}, more than the pot still held."
    turn = f"When its turn came (place {facts.place}, {facts.counted(facts.score)})"
    return f"{turn} {facts.money_said(facts.left_at_turn)} was left, and it costs {facts.cost}."


def stopped(facts: Facts) -> str:
    """Lost because the count ended before its turn."""
    first = facts.name(facts.blocked_by)
    return f"The count stopped at {first}, the first that did not fit, and this one came after it."


def fit_next(facts: Facts) -> str:
    """How it would have fitted."""
    if not facts.place:
        return "A cost that still fitted when it was next in line would have won."
    fits = facts.left_at_turn and facts.reason is Reason.DID_NOT_FIT
    cheaper = f"At {facts.money_said(facts.left_at_turn)} or less it would have fitted" if fits else ""
    votes = (
        f"{facts.counted(facts.votes_short)} more would have brought its turn while there was enough"
        if facts.votes_short
        else ""
    )
    said_both = "; ".join(part for part in (cheaper, votes) if part)
    return (
        f"{said_both[0].upper()}{said_both[1:]}."
        if said_both
        else "A cheaper version could fit another year."
    )


def supporters_next(facts: Facts) -> str:
    """How its supporters could have paid."""
    money = facts.money
    if money is None or facts.endowment <= 0:
        return "More supporters, or a lower cost."
    short = facts.money_said(facts.project.cost_minor - money.left)
    return (
        f"Its supporters were {short} short when it was last looked at. A lower cost or more supporters would have "
        "helped. How much would have been enough cannot be said without counting again: each project bought changes "
        "what people have left for the others."
    )


WHY: dict[Reason, Callable[[Facts], str]] = {
    Reason.FUNDED: funded,
    Reason.FUNDED_WITH_LEFTOVER: filled,
    Reason.NO_VOTES: lambda facts: f"It had no {facts.unit}s, and nothing is chosen that nobody asked for.",
    Reason.WITHDRAWN: lambda _: "It was withdrawn, so no money could go to it.",
    Reason.BELOW_THRESHOLD: lambda facts: (
        f"It had {facts.counted(facts.score)}, and the least that counts is {facts.threshold:,}."
    ),
    Reason.DEARER_THAN_POT: lambda facts: (
        f"It costs {facts.cost}, more than the whole pot of {facts.money_said(facts.budget)}."
    ),
    Reason.EXCLUDED: lambda facts: (
        f"It cannot be built together with {facts.name(facts.blocked_by)}, which won."
    ),
    Reason.DID_NOT_FIT: did_not_fit,
    Reason.COUNT_STOPPED: stopped,
    Reason.SUPPORTERS_RAN_OUT: ran_out,
}

NEXT_TIME: dict[Reason, Callable[[Facts], str]] = {
    Reason.FUNDED: lambda _: "Nothing needs to change: it won.",
    Reason.FUNDED_WITH_LEFTOVER: lambda _: (
        "Nothing needs to change, but it won only because money was left over."
    ),
    Reason.NO_VOTES: lambda _: "Ask the people it is for whether they want it, and what they would change.",
    Reason.WITHDRAWN: lambda _: "It can be proposed again when it can be built.",
    Reason.BELOW_THRESHOLD: lambda facts: (
        f"It needed {facts.counted(facts.threshold - facts.score)} more to count."
    ),
    Reason.DEARER_THAN_POT: lambda facts: (
        f"Propose a part of it that costs {facts.money_said(facts.budget)} or less."
    ),
    Reason.EXCLUDED: lambda facts: (
        f"Agree with the people behind {facts.name(facts.blocked_by)} on one proposal."
    ),
    Reason.DID_NOT_FIT: fit_next,
    Reason.COUNT_STOPPED: fit_next,
    Reason.SUPPORTERS_RAN_OUT: supporters_next,
}
