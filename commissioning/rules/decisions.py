"""Decisions: what a lawful decision-maker may do with a recommendation, and what must be written down.

A vote by a community team or by young advisors recommends. The decision record follows the Openness of Local
Government Bodies Regulations 2014, regulation 7: date, decision, reasons, alternatives considered, interests.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from commissioning.rules.pence import Pence
from participation.rules.refusals import Refusal

SHORTEST_REASON = 20
EMPTY_WORDS = frozenset({"noted", "agreed", "approved", "as recommended", "n/a", "none", "see above"})


class Outcome(StrEnum):
    """What was decided about the recommendation."""

    ADOPTED = "adopted"
    VARIED = "varied"
    REJECTED = "rejected"


OUTCOME_NAMES: dict[Outcome, str] = {
    Outcome.ADOPTED: "Adopt it: the money that was asked for",
    Outcome.VARIED: "Change it: another amount, another split, or with conditions",
    Outcome.REJECTED: "Turn it down",
}
OUTCOME_WORDS: dict[Outcome, str] = {
    Outcome.ADOPTED: "Adopted as recommended",
    Outcome.VARIED: "Adopted with changes",
    Outcome.REJECTED: "Not adopted",
}
# A decision-maker may also adopt what the vote left out; the register then says so, and never "as recommended".
AGAINST_WORDS: dict[Outcome, str] = {
    Outcome.ADOPTED: "Adopted, though the vote did not choose it",
    Outcome.VARIED: "Adopted with changes, though the vote did not choose it",
    Outcome.REJECTED: "Not adopted",
}
OUTCOME_FILTERS: dict[Outcome, str] = {
    Outcome.ADOPTED: "Adopted as it was asked for",
    Outcome.VARIED: "Adopted with changes",
    Outcome.REJECTED: "Not adopted",
}
_CHOSE, _DID_NOT = "chose this", "did not choose this"
_SAID = re.compile(
    f"” ({_CHOSE}|{_DID_NOT})[.:]"
)  # after the round's title, which may hold such words itself


def vote_said(round_title: str, *, chose: bool) -> str:
    """What the vote recommended, as the first words of the sentence the register keeps."""
    return f"The vote in “{round_title}” {_CHOSE if chose else _DID_NOT}"


def is_against(recommendation: str) -> bool:
    """Whether the kept sentence (see `vote_said`) says that the vote did not choose it."""
    found = _SAID.search(recommendation)
    return found is not None and found[1] == _DID_NOT


def words_for(outcome: Outcome, recommendation: str) -> str:
    """How the register tells an outcome, beside what the vote said."""
    return (AGAINST_WORDS if is_against(recommendation) else OUTCOME_WORDS)[outcome]


@dataclass(frozen=True)
class Parts:
    """Who had which part in a proposal, as user ids. Nobody decides on what they proposed, reviewed or voted on."""

    proposer_id: int | None = None
    reviewer_ids: frozenset[int] = frozenset()
    recommender_ids: frozenset[int] = frozenset()


def check_may_decide(user_id: int | None, parts: Parts, has_interest: bool) -> None:
    """Refuse a decider who proposed, reviewed, voted or declared an interest (separation of duties)."""
    if user_id is None:
        raise Refusal("Only a named person can decide.")
    if has_interest:
        raise Refusal(
            "You have declared an interest in this proposal, so you take no part in it. "
            "Another decision-maker must decide."
        )
    if user_id == parts.proposer_id:
        raise Refusal("You proposed this, so another decision-maker must decide on it.")
    if user_id in parts.reviewer_ids:
        raise Refusal("You checked this proposal, so another decision-maker must decide on it.")
    if user_id in parts.recommender_ids:
        raise Refusal("You voted on this proposal, so another decision-maker must decide on it.")


def check_not_own(belongs: bool) -> None:
    """Refuse a decider who acts for the organisation that asks (an own-organisation approval)."""
    if belongs:
        raise Refusal(
            "You belong to the organisation that asks for this money, so another decision-maker must decide."
        )


def check_reasons(reasons: str) -> None:
    """Refuse (field "reasons") a blank reason, or words that give none."""
    words = " ".join(reasons.split())
    if words.casefold().strip(".") in EMPTY_WORDS or len(words) < SHORTEST_REASON:
        raise Refusal(
            "Say why, in a sentence or two: the people who asked and the people who voted will read it",
            field="reasons",
        )


def check_alternatives(alternatives: str) -> None:
    """Refuse (field "alternatives") a record that does not say what else was thought about."""
    if not alternatives.strip():
        raise Refusal(
            "Say what else you thought about, or that there was no other real choice", field="alternatives"
        )


def check_amount(outcome: Outcome, asked: int, decided: int, conditions: str, *, same_split: bool) -> None:
    """Refuse (field "amount") an amount that does not go with the outcome. All in pence."""
    if outcome is Outcome.REJECTED:
        return
    if decided <= 0:
        raise Refusal("Write how much is awarded", field="amount")
    if decided > asked:
        raise Refusal(f"This is more than the {Pence(asked)} that was asked for", field="amount")
    if outcome is Outcome.VARIED and decided == asked and not conditions.strip() and same_split:
        raise Refusal("Nothing is changed here. Choose “Adopt it”, or say what changes.", field="outcome")


def check_shares(shares: Mapping[int | None, int], decided: int) -> None:
    """Refuse (field "amount") shares of areas that do not come to the whole award."""
    total = sum(shares.values())
    if total != decided:
        raise Refusal(
            f"The areas’ shares come to {Pence(total)}, and the award is {Pence(decided)}", field="amount"
        )


def number(year: int, serial: int) -> str:
    """The register's number, like D-2026-001: the year of the decision (London), then its place in that year."""
    return f"D-{year}-{serial:03d}"
