"""Ballots: each way a vote is refused has its own sentence, because "you cannot vote" helps nobody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commissioning.rules.ballot_kinds import Limits, Sent, check_numbers, kept, pairs_of
from commissioning.rules.rounds import Phase
from participation.rules.refusals import Refusal

RECEIPT_LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"
RECEIPT_LENGTH = 10


def refuse_unless_open(phase: Phase, opens: str, closed: str) -> None:
    """Refuse outside the dates; `opens` and `closed` are those moments in words."""
    if phase is Phase.BEING_SET_UP:
        raise Refusal("This round is still being set up. Voting has not been opened.")
    if phase is Phase.COMING:
        raise Refusal(f"Voting has not started yet. It opens on {opens}.")
    if phase is not Phase.OPEN:
        raise Refusal(f"Voting has closed. It closed on {closed}.")


def refuse_unless_on_roll(on_roll: bool, why_not: str) -> None:
    """Refuse somebody who is not on this round's roll; `why_not` says which of its rules keeps them off."""
    if not on_roll:
        raise Refusal(f"You are not on the list of voters for this round. {why_not}")


def seat_ended() -> Refusal:
    """The answer to somebody on the roll whose place in the team has ended since."""
    return Refusal(
        "Your place in the team has ended, so you cannot vote in this round any more. A vote you cast before "
        "still counts."
    )


def nothing_to_vote_on() -> Refusal:
    """The answer to somebody with an interest in every project of the round."""
    return Refusal(
        "You have declared an interest in every project of this round, so there is none you can vote on. "
        "Others decide this one."
    )


def no_such_change_code() -> Refusal:
    """The answer to a change code that finds nothing of this voter's."""
    return Refusal(
        "That change code does not belong to your vote in this round. It was shown once, beside your receipt. "
        "Without it a vote stays as it is.",
        field="change_code",
    )


def changed_too_often(most: int) -> Refusal:
    """The answer to one change more than a vote may have."""
    return Refusal(f"A vote can be changed {most} times, and yours has been. It stays as it is now.")


def already_voted() -> Refusal:
    """The answer to a second vote."""
    return Refusal("You have already voted in this round. Each person votes once, and your vote is in.")


def check_choice(
    sent: Sent, on_ballot: Mapping[str, str], interests: frozenset[str], limits: Limits
) -> tuple[Any, ...]:
    """The ballot as it will be kept (see ballot_kinds). Raises Refusal beside the list of projects.

    `on_ballot` maps each project of the round to its title; `interests` are those the voter has an interest
    in.
    """
    pairs = sorted({pair for pair in pairs_of(sent) if pair[1]})
    chosen = [one for one, _ in pairs]
    if not set(chosen) <= on_ballot.keys() or len(set(chosen)) < len(chosen):
        raise Refusal(
            "One of those projects is not in this round. Choose again from the list.", field="picks"
        )
    if any(number < 0 for _, number in pairs):
        raise Refusal("Write whole numbers, like 3. Leave out what you do not want.", field="picks")
    conflicted = [on_ballot[pick] for pick in chosen if pick in interests]
    if conflicted:
        raise Refusal(
            f"You have declared an interest in {conflicted[0]}, so you cannot vote for it. Your other "
            "choices can stand.",
            field="picks",
        )
    least = min(limits.least, len(on_ballot) - len(interests & on_ballot.keys()))
    if len(chosen) < least:
        raise Refusal(f"Choose at least {_projects(least)}. You have chosen {len(chosen)}.", field="picks")
    if len(chosen) > limits.most:
        raise Refusal(
            f"Choose up to {_projects(limits.most)}. You have chosen {len(chosen)}: take away "
            f"{len(chosen) - limits.most}.",
            field="picks",
        )
    check_numbers(pairs, limits, on_ballot)
    return tuple(kept(limits.kind, pairs))


def receipt_code(digest: bytes) -> str:
    """Ten letters and digits from a keyed digest (47 bits: no two of a round's will meet). The same digest,
    the same code.
    """
    number, letters = int.from_bytes(digest, "big"), ""
    for _ in range(RECEIPT_LENGTH):
        number, place = divmod(number, len(RECEIPT_LETTERS))
        letters += RECEIPT_LETTERS[place]
    return letters


def tidy_receipt(typed: str) -> str:
    """A receipt as typed by a person: capitals, no spaces or dashes."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())[:40]


def spaced(code: str) -> str:
    """A receipt as people read it: two groups of five."""
    return f"{code[:5]} {code[5:]}"


def _projects(number: int) -> str:
    return f"{number} project{'' if number == 1 else 's'}"
