"""What has come of a vote since it was counted, in plain sentences. The result itself never changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from commissioning.rules.pence import Pence
from commissioning.rules.results_words import listed


class Since(StrEnum):
    """Why money that a vote gave to a project stays in the pot. The value completes "was for what was ... since"."""

    WITHDRAWN = "withdrawn"
    NOT_ADOPTED = "not adopted"
    NOT_TAKEN_UP = "not taken up"
    LESS = "adopted with less"


@dataclass(frozen=True)
class Fate:
    """One project of a counted round as it stands now. Pence; `awarded` is None until somebody has decided on it."""

    title: str
    cost: Pence
    won: bool
    awarded: Pence | None = None
    withdrawn: bool = False
    lapsed: bool = False

    @property
    def since(self) -> Since | None:
        """What happened to it after the count so that it gets less than the vote gave it; None when nothing did."""
        if self.withdrawn:
            return Since.WITHDRAWN
        if self.awarded is None:
            return None
        if not self.awarded:
            return Since.NOT_ADOPTED
        if self.lapsed:
            return Since.NOT_TAKEN_UP
        return Since.LESS if self.awarded < self.cost else None

    @property
    def goes_on(self) -> bool:
        """Whether money is promised to it, or will be if the vote is followed."""
        decided_for = bool(self.awarded) if not self.won else True
        return decided_for and self.since in (None, Since.LESS)

    @property
    def stays(self) -> Pence:
        """What the vote gave it and it does not get, in pence."""
        if not self.won or self.since is None:
            return Pence(0)
        return Pence(self.cost - (self.awarded or 0)) if self.since is Since.LESS else self.cost

    @property
    def besides(self) -> bool:
        """Whether money is promised to it although the vote did not choose it."""
        return not self.won and self.goes_on

    def told(self, stays: str) -> str:
        """What came of it, in a sentence; "" while it stands as the vote left it. `stays`: what freed money did."""
        if self.besides:
            return f"{self.title} was not chosen, and was adopted all the same. {self.awarded} is promised to it."
        if not self.won or self.since is None:
            return ""
        return {
            Since.WITHDRAWN: f"{self.title} won, and was withdrawn afterwards by those who wrote it. The {self.cost} "
            f"for it {stays} as well.",
            Since.NOT_ADOPTED: f"{self.title} won, and was not adopted in the end. The {self.cost} for it {stays} as "
            "well.",
            Since.NOT_TAKEN_UP: f"{self.title} won and was adopted, and the money was not taken up. The {self.cost} "
            f"for it {stays} after all.",
            Since.LESS: f"{self.title} won, and was adopted with {self.awarded} instead of {self.cost}. The other "
            f"{self.stays} {stays} as well.",
        }[self.since]


STAYS = "stays in the pot"
WAS_FREE = (
    "was free again"  # where something that did not win was adopted: some of it may be promised to that
)


def stays(fates: Iterable[Fate]) -> str:
    """What can be said of money that the vote gave and nobody got."""
    return WAS_FREE if any(one.besides for one in fates) else STAYS


def lines(fates: Sequence[Fate]) -> list[str]:
    """What happened to those that won, or were adopted though they did not, a sentence each, by title."""
    by_title = sorted(fates, key=lambda one: one.title)
    return [line for one in by_title if (line := one.told(stays(fates)))]


def not_used(fates: Sequence[Fate]) -> str:
    """What becomes of the money that the vote gave to nothing."""
    besides = [one for one in fates if one.besides]
    if not besides:
        return "It stays in the pot."
    pence = Pence(sum(one.awarded or 0 for one in besides))
    return f"{pence} is promised from the pot to what was adopted though the vote did not choose it."


def how_many(fates: Iterable[Fate]) -> str:
    """Say "1 withdrawn, 2 not adopted since"; "" when all that won stands."""
    found = [one.since for one in fates if one.won]
    told = [f"{found.count(kind)} {kind}" for kind in Since if kind in found]
    return f"{', '.join(told)} since" if told else ""


def stays_in_pot(fates: Sequence[Fate]) -> str:
    """What of the money that a vote used stays in the pot after all, and why; "" when none does."""
    gone = [one for one in fates if one.won and one.since not in (None, Since.LESS)]
    told = []
    if gone:
        told.append(f"Of it, {_sum(gone)} was for what was {_kinds(gone)} since, and {stays(fates)}.")
    if less := [one for one in fates if one.won and one.since is Since.LESS]:
        told.append(f"The decision gave {_sum(less)} less, which {stays(fates)}.")
    return " ".join(told)


def what_next(fates: Sequence[Fate]) -> tuple[str, str] | None:
    """What comes after the decisions: (title, sentence). None where there was never anything to pay for."""
    going = [one for one in fates if one.goes_on]
    gone = [one for one in fates if one.won and not one.goes_on]
    if not going:
        if not gone:
            return None
        return "Nothing to pay for", f"What won was {_kinds(gone)}, so its money is promised to nobody."
    which = "each project"
    if gone or any(not one.won for one in going):
        only_withdrawn = {one.since for one in gone} == {Since.WITHDRAWN} and all(one.won for one in going)
        which += " that was not withdrawn" if only_withdrawn else " that is adopted"
    return "Under way", f"The money is promised to {which}, and each says how it is going."


def _sum(fates: Iterable[Fate]) -> Pence:
    return Pence(sum(one.stays for one in fates))


def _kinds(fates: Iterable[Fate]) -> str:
    found = {one.since for one in fates}
    return listed([str(kind) for kind in Since if kind in found]).replace(" and ", " or ")
