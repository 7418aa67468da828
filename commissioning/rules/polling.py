"""Ways to vote without an account: printed codes, a school's shared tablet, and paper typed in by two people.

Each is a batch of places, made before voting opens. A place stands for one vote and for nobody by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from commissioning.rules.results_words import listed
from participation.rules.refusals import Refusal

CODE_LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"  # no vowels, no look-alikes: a code read aloud is not misheard
CODE_LENGTH = 10
MOST_PLACES = 500


class Way(StrEnum):
    """How the places of a batch are used."""

    CODES = "codes"
    TABLET = "tablet"
    PAPER = "paper"


WAY_NAMES: dict[Way, str] = {
    Way.CODES: "Printed codes",
    Way.TABLET: "A shared tablet",
    Way.PAPER: "Paper ballots",
}
WAY_WORDS: dict[Way, str] = {
    Way.CODES: "Each person gets a card with a code and votes on any phone or computer. A code votes once.",
    Way.TABLET: "A worker hands a tablet round, one turn each. It forgets every voter before the next.",
    Way.PAPER: "Paper ballots with a number. Two people type each one in, and must agree, before voting closes.",
}
WAY_SAID: dict[Way, str] = {
    Way.CODES: "with a printed code", Way.TABLET: "on a shared tablet", Way.PAPER: "on paper",
}  # fmt: skip

WAY_PLACES: dict[Way, tuple[str, str]] = {
    Way.CODES: ("card with a code", "cards with a code"),
    Way.TABLET: ("turn at a shared tablet", "turns at a shared tablet"),
    Way.PAPER: ("paper ballot", "paper ballots"),
}  # fmt: skip


def places_said(places: Mapping[Way, int]) -> str:
    """Say "30 cards with a code and 20 paper ballots"; "" for none."""
    told = [f"{many:,} {WAY_PLACES[way][many != 1]}" for way, many in places.items() if many]
    return listed(told) if told else ""


def tidy_code(typed: str) -> str:
    """A code as typed by a person: capitals, no spaces or dashes."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())[:40]


def unknown_code() -> Refusal:
    """The answer to a code that was never given out."""
    return Refusal(
        "We do not know that code. Check each letter: a code has ten letters and numbers, and never A, E, I, O or U.",
        field="code",
    )


def used_code(way: Way) -> Refusal:
    """The answer to a place that has been used; `way` says what it is called."""
    if way is Way.PAPER:
        return Refusal(
            "This paper has been typed in and agreed on, and it is counted. Each paper counts once.",
            field="code",
        )
    return Refusal("This code has been used. A code votes once, and that vote is in.", field="code")


def wrong_way(way: Way) -> Refusal:
    """The answer to a paper's number typed as a code, or a code typed as a paper's number."""
    if way is Way.PAPER:
        return Refusal(
            "That is the number of a paper ballot. Give the paper back to whoever collects them.",
            field="code",
        )
    return Refusal(
        "That is not the number of a paper ballot of this round. Look at the top of the paper.", field="code"
    )


def stopped(label: str, why: str) -> Refusal:
    """The answer to whoever comes with a place of a batch that was stopped."""
    return Refusal(
        f"Votes for “{label}” were stopped: {_ended(why)} Ask the person who gave it to you.", field="code"
    )


def stopped_paper(label: str, why: str) -> Refusal:
    """The answer to whoever types in a paper of a batch that was stopped."""
    return Refusal(
        f"The papers of “{label}” were stopped: {_ended(why)} This one can no longer be typed in, so it does not "
        "count. If it was handed in before, tell its voter.",
        field="code",
    )


def stopped_before(when: str, why: str) -> Refusal:
    """The answer to stopping a batch again: the first reason is the one that people read."""
    return Refusal(f"These were stopped already, on {when}: {_ended(why)} That reason stays.")


def _ended(words: str) -> str:
    """Words that somebody typed, ended as a sentence."""
    told = words.strip()
    return told if told.endswith((".", "!", "?", "…")) else f"{told}."


def check_places(places: int) -> None:
    """Refuse a batch of none, or of more than one sheet run can hold; raises Refusal."""
    if not 1 <= places <= MOST_PLACES:
        raise Refusal(f"Write a whole number from 1 to {MOST_PLACES}.", field="places")


def full(label: str) -> Refusal:
    """The answer to one turn more at a tablet than there are people in the group."""
    return Refusal(f"Everybody’s turn for “{label}” has been used. Tell the worker.")


SPOILED: tuple[
    str, ...
] = ()  # what is kept of a paper that somebody reads as saying nothing that can be counted
SPOILED_WORDS = "It cannot be counted"


def not_as_asked(reason: str, *, ticks: bool) -> Refusal:
    """The answer to a paper that says something else than it asks for. Nobody is asked to change what a voter wrote."""
    asked = (
        f"{reason.split('. ', maxsplit=1)[0].rstrip('.')}."
        if ticks
        else "Its numbers are not what the paper asks for."
    )
    return Refusal(
        f"{asked} Read the paper again. If it really says this, press “This paper cannot be counted”: nobody changes "
        "what a voter wrote.",
        field="picks",
    )


def not_typed_twice_by_one() -> Refusal:
    """The answer to somebody typing again what they typed before, unchanged."""
    return Refusal(
        "You have typed this paper already. Somebody else types it next, without looking at what you typed.",
        field="code",
    )
