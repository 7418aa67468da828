"""The quiet time before an election: what is decided is still recorded at once, and the council publicises nothing new.

Local Government Act 1986, section 2, and the Code of Recommended Practice on Local Authority Publicity (2011),
paragraphs 33 to 35: from the notice of an election to the day of the vote. The days are the council's to set.
"""

from __future__ import annotations

from datetime import date

from participation.rules.refusals import Refusal

LONGEST, SHORTEST_REASON = 90, 20


def holds(starts_on: date, polls_on: date, today: date) -> bool:
    """Whether the quiet time holds today: its first day and the day of the vote are both in it."""
    return starts_on <= today <= polls_on


def check_period(name: str, starts_on: date, polls_on: date, today: date) -> None:
    """Refuse, naming the field, a quiet time nobody could keep."""
    if not name.strip():
        raise Refusal("Write which election it is", field="name")
    if polls_on < today:
        raise Refusal("That vote is over. Write the day of a vote to come.", field="polls_on")
    if polls_on < starts_on:
        raise Refusal("The vote comes after the first day of the quiet time", field="polls_on")
    if (polls_on - starts_on).days > LONGEST:
        raise Refusal(f"Write a first day at most {LONGEST} days before the vote", field="starts_on")


def check_lifting(reason: str) -> None:
    """Refuse (field "reason") to end a quiet time without a reason people can judge."""
    if len(" ".join(reason.split())) < SHORTEST_REASON:
        raise Refusal("Say why, in a sentence: it is kept, and anybody can read it", field="reason")


def held_words(name: str, polls_on: date, what: str) -> str:
    """Why something waits: "Voting cannot begin before ... " in plain words."""
    said = f"{polls_on:%A} {polls_on.day} {polls_on:%B %Y}"
    return f"{what} until the day after the vote on {said} ({name}). Before an election the council publicises nothing."
