"""Rounds: when a vote is open, who may be on its roll, and what must be so before it can open.

Open or closed is worked out from half-open dates when asked: a vote is open from `opens_at` and shut at
`closes_at` exactly, whatever the scheduler has or has not done.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from commissioning.rules.counting.values import BallotKind, Completion, Rule
from commissioning.rules.pence import Pence
from commissioning.rules.ways_of_counting import ONE_POUND
from participation.rules.people import AgeBand, Role
from participation.rules.refusals import Refusal
from participation.rules.working_days import LONDON

# No round opens for fewer people than this: whatever is hidden, the winners alone would show how they voted.
SMALLEST_ELECTORATE = 5
# With fewer ballots than a round's own least (usually this), totals would show how single people voted: no numbers.
USUAL_SMALLEST = 10
# With fewer ballots nothing is chosen. One ballot is its own result; of two, each voter takes their own away and reads
# the other's. No hiding of numbers helps, because the winners alone say it.
LEAST_FOR_A_RESULT = 3
SHORTEST_VOTE = timedelta(hours=1)
NOTHING = Pence(0)


class Phase(StrEnum):
    """Where a round is, at one moment."""

    BEING_SET_UP = "being_set_up"
    COMING = "coming"
    OPEN = "open"
    CLOSED = "closed"
    COUNTED = "counted"


class Electorate(StrEnum):
    """Whose votes are asked for."""

    EVERYONE = "everyone"
    YOUNG_ADVISORS = "young_advisors"
    TEAM_MEMBERS = "team_members"
    RESIDENTS = "residents"
    NO_ACCOUNTS = "no_accounts"


ELECTORATE_WORDS: dict[Electorate, str] = {
    Electorate.EVERYONE: "Team members and young advisors",
    Electorate.YOUNG_ADVISORS: "Young advisors only",
    Electorate.TEAM_MEMBERS: "Adult team members only",
    Electorate.RESIDENTS: "Team members, young advisors and people who live in the team’s areas",
    Electorate.NO_ACCOUNTS: "Only people with a printed code, a turn at a school’s tablet, or a paper ballot",
}
ELECTORATE_ROLES: dict[Electorate, frozenset[Role]] = {
    Electorate.EVERYONE: frozenset({Role.TEAM_MEMBER, Role.CHAIR, Role.YOUNG_ADVISOR}),
    Electorate.YOUNG_ADVISORS: frozenset({Role.YOUNG_ADVISOR}),
    Electorate.TEAM_MEMBERS: frozenset({Role.TEAM_MEMBER, Role.CHAIR}),
    Electorate.RESIDENTS: frozenset({Role.TEAM_MEMBER, Role.CHAIR, Role.YOUNG_ADVISOR}),
    Electorate.NO_ACCOUNTS: frozenset(),
}

# Youngest first, so that "from this band up" is a slice.
BANDS = tuple(AgeBand)
FLOORS = (AgeBand.TEN_TO_TWELVE, AgeBand.THIRTEEN_TO_FIFTEEN, AgeBand.SIXTEEN_SEVENTEEN)


@dataclass(frozen=True)
class Dates:
    """When voting opens and when it shuts (aware, UTC). Half-open: the moment of closing is too late."""

    opens_at: datetime
    closes_at: datetime

    def contain(self, now: datetime) -> bool:
        """Whether a vote cast at `now` is in time."""
        return self.opens_at <= now < self.closes_at


def phase(dates: Dates, *, frozen: bool, counted: bool, now: datetime) -> Phase:
    """Where a round is at `now`; only freezing and counting are facts of their own, the rest is dates."""
    if not frozen:
        return Phase.BEING_SET_UP
    if counted:
        return Phase.COUNTED
    if now < dates.opens_at:
        return Phase.COMING
    return Phase.OPEN if dates.contain(now) else Phase.CLOSED


def check_dates(dates: Dates, now: datetime) -> None:
    """Refuse dates that make no vote; raises Refusal beside the closing date."""
    if dates.closes_at <= now:
        raise Refusal(
            "Voting would already be over. Choose a closing time that is still to come.", field="closes_on"
        )
    if dates.closes_at - max(dates.opens_at, now) < SHORTEST_VOTE:
        raise Refusal(
            "Voting must be open for at least an hour. Choose a later closing time.", field="closes_on"
        )


def check_opening(opens_at: datetime, now: datetime) -> None:
    """Refuse an opening on a day gone by; raises Refusal beside it. A form sent just after midnight is still good."""
    if opens_at.astimezone(LONDON).date() < now.astimezone(LONDON).date() and now - opens_at > SHORTEST_VOTE:
        raise Refusal("That day is past. Choose today or a day to come for voting to open.", field="opens_on")


def check_picks(least: int, most: int, projects: int) -> None:
    """Refuse a least and most number of picks nobody could keep to; raises Refusal."""
    if least < 1:
        raise Refusal("People must choose at least 1 project.", field="least_picks")
    if most < least:
        raise Refusal("The most picks cannot be fewer than the least.", field="most_picks")
    if most > projects:
        there = "There is 1 project" if projects == 1 else f"There are {projects} projects"
        raise Refusal(f"{there} in this round, so nobody could choose {most}.", field="most_picks")


def check_listed(chosen: Iterable[str], listed: Collection[str]) -> None:
    """Refuse projects (public ids) that are not among those waiting for a vote."""
    if not set(chosen) <= set(listed):
        raise Refusal("One of those proposals is no longer shortlisted. Choose again.", field="proposals")


def check_amount(amount: Pence, left: Pence, promised: Pence = NOTHING) -> None:
    """Refuse a round for more than the pot has free: what is left, less what other rounds have promised to
    voters.
    """
    free = Pence(max(left - promised, 0))
    if amount <= 0:
        raise Refusal("Say how much money this round decides on.", field="amount")
    if amount > free:
        because = f" (other rounds already have {promised} of what is left)" if promised else ""
        raise Refusal(f"The pot has {free} free{because} and this round asks for {amount}.", field="amount")


def refuse_if_frozen(frozen: bool) -> None:
    """Rules never change under a voter's feet; raises Refusal once voting has been opened."""
    if frozen:
        raise Refusal(
            "Voting has been opened, so the rules, projects, costs and voters can no longer change. "
            "If something is badly wrong, talk to the commissioning officer about a new round."
        )


def old_enough(band: AgeBand | None, floor: AgeBand) -> bool:
    """Whether someone in `band` is at or above `floor`; a band that is not known is an adult's (staff-made
    accounts).
    """
    return band is None or BANDS.index(band) >= BANDS.index(floor)


def floor_words(floor: AgeBand) -> str:
    """An age floor in words: "13 and over"."""
    return f"{floor.value.split('-')[0]} and over"


@dataclass(frozen=True)
class Ready:
    """One line of the readiness list: what must be so, whether it is, and what to do when it is not."""

    what: str
    done: bool
    todo: str = ""


def readiness(
    *, projects: int, dearest: Pence, amount: Pence, voters: int, dates_fault: str | None,
    picks_fault: str | None, money_fault: str | None, missing: Iterable[str] = (), quorum: int = 0,
    chambers_fault: str | None = None, pot_fault: str | None = None,
) -> list[Ready]:  # fmt: skip
    """Everything that must be so before voting can open, in the order the chair would see to it."""
    gone = ", ".join(missing)
    return [
        Ready("At least two projects to choose between", projects >= 2, "Add projects to the round."),
        Ready(
            "Every project waits for a vote", not gone,
            f"Not to be voted on here: {gone}. Take out of this round what cannot be in it.",
        ),
        Ready(
            "Each project could be paid for on its own", dearest <= amount,
            f"The dearest costs {dearest}; the round has {amount}.",
        ),
        Ready("The pot’s rules allow each project", pot_fault is None, f"{pot_fault}. Take out what does not fit."),
        Ready("The money is in the pot", money_fault is None, money_fault or ""),
        Ready("The number of picks makes sense", picks_fault is None, picks_fault or ""),
        Ready("The dates are still to come", dates_fault is None, dates_fault or ""),
        Ready(
            f"At least {SMALLEST_ELECTORATE} people can vote", voters >= SMALLEST_ELECTORATE,
            f"{voters} could vote now. With so few, the totals would show how each person voted.",
        ),
        *([quorum_ready(quorum, voters)] if quorum else []),
        *([Ready("Both groups can be shown apart", not chambers_fault, chambers_fault)]
          if chambers_fault is not None else []),
    ]  # fmt: skip


def quorum_ready(quorum: int, voters: int) -> Ready:
    """Whether as many people could vote as the result needs."""
    return Ready(
        f"The least votes for a result, {quorum:,}, can be reached", voters >= quorum,
        f"{voters:,} could vote now. Ask for fewer votes, or give more people a way to vote.",
    )  # fmt: skip


def fair_order(ids: Iterable[str], round_id: str, on: date) -> list[str]:
    """The order projects are shown in on one day: shuffled, the same for everybody, different tomorrow."""
    return sorted(ids, key=lambda i: hashlib.sha256(f"{round_id}|{on.isoformat()}|{i}".encode()).digest())


@dataclass(frozen=True)
class Plan:
    """What a chair sets for a round. `proposals` are public ids; money in pence; times aware."""

    title: str
    about: str
    amount: Pence
    dates: Dates
    electorate: Electorate
    youngest: AgeBand
    least: int
    most: int
    rule: Rule
    proposals: tuple[str, ...]
    kind: BallotKind = BallotKind.APPROVAL
    points_each: int = 0
    threshold: int = 0
    pairs: tuple[tuple[str, str], ...] = ()
    quorum: int = 0
    smallest: int = USUAL_SMALLEST
    two_chambers: bool = False
    decide_by: date | None = None
    completion: Completion = Completion.ADD1
    increment: Pence = ONE_POUND
