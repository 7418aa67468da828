"""The ways of counting a round can be set up with: their names, what each does, and what does not go together."""

from __future__ import annotations

from commissioning.rules.counting.values import BallotKind, Completion, Rule
from commissioning.rules.pence import Pence
from participation.rules.refusals import Refusal

# What a chair chooses between; the finer rules then say what happens to a misfit or to money that is left.
RULES = (Rule.EQUAL_SHARES, Rule.GREEDY, Rule.PHRAGMEN)
MOST_STEPS = 10_000_000  # into which a pot may be cut; with so many a count still takes seconds
ONE_POUND, MOST_STEP = Pence(1_00), Pence(100_00)
NAMES: dict[Rule, str] = {
    Rule.GREEDY: "Most votes first",
    Rule.GREEDY_NO_SKIP: "Most votes first, stopping at the first that does not fit",
    Rule.GREEDY_THRESHOLD: "Most votes first, with a least score",
    Rule.EQUAL_SHARES: "Equal shares",
    Rule.PHRAGMEN: "Saving up together (Phragmén’s rule)",
}
_MOST_VOTES = (
    "The project with the most votes is bought first, then the next, and so on. {misfit} It is quick to follow. One "
    "large group of people who agree can win everything."
)
WORDS: dict[Rule, str] = {
    Rule.GREEDY: _MOST_VOTES.format(
        misfit="A project that no longer fits the money left is passed over, so most of the money is spent."
    ),
    Rule.GREEDY_NO_SKIP: _MOST_VOTES.format(
        misfit="At the first project that does not fit the money left, the count stops."
    ),
    Rule.EQUAL_SHARES: (
        "The money is shared out equally, so each voter holds the same amount. A project is bought when the people "
        "who chose it can pay for it together, each paying as little as possible. A smaller group that agrees can win "
        "something too. It takes longer to explain and can leave more money over. In votes with few people it is not "
        "always fairer, so the result page shows both."
    ),
    Rule.PHRAGMEN: (
        "Everyone who voted earns money at the same steady speed. A project is bought as soon as the people who chose "
        "it have saved enough between them, and they start again at nothing. A smaller group that agrees can win "
        "something too. It stops at the first project the money left does not cover. It counts ticks, not points or "
        "places."
    ),
}
MISFITS = (Rule.GREEDY, Rule.GREEDY_NO_SKIP)
MISFIT_NAMES: dict[Rule, str] = {
    Rule.GREEDY: "Pass over it and look further down",
    Rule.GREEDY_NO_SKIP: "Stop there",
}
MISFIT_WORDS: dict[Rule, str] = {
    Rule.GREEDY: "More money is spent, sometimes on a project with few votes because it is cheap.",
    Rule.GREEDY_NO_SKIP: "Nothing is bought ahead of a project with more votes. More money stays in the pot.",
}
FINISHES = (Completion.ADD1, Completion.ADD1U, Completion.NONE)
FINISH_NAMES: dict[Completion, str] = {
    Completion.ADD1: "Raise everyone’s share a step at a time",
    Completion.ADD1U: "Raise the shares, then spend the rest by most votes",
    Completion.NONE: "Leave it in the pot",
}
FINISH_WORDS: dict[Completion, str] = {
    Completion.ADD1: (
        "As if each voter had a little more, again and again, until the projects bought would cost more than there is. "
        "Nearly always the best: more is spent and it stays fair."
    ),
    Completion.ADD1U: "What still remains goes to the project with the most votes that fits, and so on.",
    Completion.NONE: "Only what supporters can pay for from their first share. Often much of the money stays.",
}


def family(rule: Rule) -> Rule:
    """The rule a chair chose, of which this one is a finer form."""
    return Rule.GREEDY if rule in (Rule.GREEDY_NO_SKIP, Rule.GREEDY_THRESHOLD) else rule


def name_of(rule: Rule, completion: Completion) -> str:
    """What a way of counting is called on every page."""
    if rule is Rule.EQUAL_SHARES and completion is Completion.ADD1U:
        return "Equal shares, then the rest by most votes"
    return NAMES[rule]


def left_over(rule: Rule, completion: Completion, increment: Pence) -> str:
    """What this way of counting does with money its first purchases leave, in a sentence; empty where plain."""
    if rule is not Rule.EQUAL_SHARES:
        return ""
    if completion is Completion.NONE:
        return "Money that supporters cannot spend from their first share stays in the pot."
    rest = " What still remains is spent by most votes." if completion is Completion.ADD1U else ""
    return f"Money left over is used by raising each voter’s share by {increment} at a time.{rest}"


def check_step(rule: Rule, completion: Completion, amount: Pence, increment: Pence) -> None:
    """Refuse, beside the field, steps so small for this much money that counting could take very long.

    Checked before a round opens, because afterwards it has to be counted, whatever was cast.
    """
    least = Pence(min(-(-amount // MOST_STEPS), MOST_STEP))
    if rule is Rule.EQUAL_SHARES and completion is not Completion.NONE and increment < least:
        raise Refusal(
            f"With {amount} to share out, each step is {least} or more. Smaller steps would take too long to count.",
            field="increment",
        )


def check_way(rule: Rule, kind: BallotKind, increment: Pence) -> None:
    """Refuse a way of counting that does not fit the ballot; raises Refusal beside the field.

    Phragmén’s rule is about who supports a project, not how strongly, so points and places would be thrown away.
    """
    if rule is Rule.PHRAGMEN and kind.has_points:
        raise Refusal(
            "Saving up together counts ticks only. For points or an order, choose equal shares or most votes first.",
            field="kind",
        )
    if not Pence(1) <= increment <= MOST_STEP:
        raise Refusal(f"Each step is between 1p and {MOST_STEP}.", field="increment")
