"""Virtual budgets: partners pledge part of their own budgets to shared outcomes, and each keeps its own line.

Nothing is pooled (Deloitte with Cheshire and Merseyside, 2024; domain.md 3.2): every organisation owns, watches and
reports its own line; it can change only its own, with notice and a reason; what was promised from a line stands, so a
cut below it is refused or becomes a shortfall that somebody owns. Totals are sums of lines and are kept nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from commissioning.rules.pence import Pence, split
from commissioning.rules.pots import year_bounds, year_of
from participation.rules.refusals import Refusal
from participation.rules.states import Machine, Step

REVIEWS_AT = (2, 5, 10)  # years after the first day
MOST_YEARS = 10
REVIEW_OPENS = timedelta(days=90)  # before the day it is due
NOTHING = Pence(0)
WHOLE = 10_000  # a percentage in hundredths of one per cent: 250 is 2.5 %


class BudgetState(StrEnum):
    """Where a virtual budget is."""

    PROPOSED = "proposed"
    PLEDGED = "pledged"
    AGREED = "agreed"
    ACTIVE = "active"
    REVIEWED = "reviewed"
    RENEWED = "renewed"
    ADJUSTED = "adjusted"
    ENDED = "ended"


class BudgetAction(StrEnum):
    """What can happen to one; read after "cannot be" in refusals."""

    PLEDGE = "pledged"
    AGREE = "agreed"
    START = "started"
    REVIEW = "reviewed"
    RENEW = "renewed"
    ADJUST = "adjusted"
    END = "ended"


S, A = BudgetState, BudgetAction
MACHINE: Machine[BudgetState, BudgetAction] = Machine(
    "virtual budget",
    {
        (S.PROPOSED, A.PLEDGE): Step(S.PLEDGED, "virtual_budget.pledged"),
        (S.PLEDGED, A.AGREE): Step(S.AGREED, "virtual_budget.agreed"),
        (S.AGREED, A.START): Step(S.ACTIVE, "virtual_budget.started"),
        (S.ACTIVE, A.REVIEW): Step(S.REVIEWED, "virtual_budget.reviewed"),
        (S.RENEWED, A.REVIEW): Step(S.REVIEWED, "virtual_budget.reviewed"),
        (S.ADJUSTED, A.REVIEW): Step(S.REVIEWED, "virtual_budget.reviewed"),
        (S.REVIEWED, A.RENEW): Step(S.RENEWED, "virtual_budget.renewed"),
        (S.REVIEWED, A.ADJUST): Step(S.ADJUSTED, "virtual_budget.adjusted"),
        (S.REVIEWED, A.END): Step(S.ENDED, "virtual_budget.ended"),
    },
)
STATE_WORDS: dict[BudgetState, str] = {
    S.PROPOSED: "Partners are asked what they pledge.",
    S.PLEDGED: "Every partner has pledged. It waits to be agreed.",
    S.AGREED: "Agreed. It has not begun.",
    S.ACTIVE: "Under way.",
    S.REVIEWED: "Reviewed. What follows from the review is still to be decided.",
    S.RENEWED: "Renewed after its review.",
    S.ADJUSTED: "Adjusted after its review.",
    S.ENDED: "Ended.",
}
AFTER_REVIEW: dict[BudgetAction, str] = {
    A.RENEW: "Renew it as it is",
    A.ADJUST: "Adjust it: partners change their own lines",
    A.END: "End it",
}
IN_THE_BOOKS = frozenset({S.ACTIVE, S.REVIEWED, S.RENEWED, S.ADJUSTED})
PLEDGING = frozenset({S.PROPOSED, S.PLEDGED})


class IndicatorStatus(StrEnum):
    """What a sign of the outcome says. `NO_DATA` is never good news."""

    ON_TRACK = "on_track"
    DRIFTING = "drifting"
    OFF_TRACK = "off_track"
    NO_DATA = "no_data"


STATUS_WORDS: dict[IndicatorStatus, str] = {
    IndicatorStatus.ON_TRACK: "On track",
    IndicatorStatus.DRIFTING: "Drifting",
    IndicatorStatus.OFF_TRACK: "Off track",
    IndicatorStatus.NO_DATA: "No data",
}
# The meaning of a tag; only "on track" is ever the good colour.
STATUS_TAGS: dict[IndicatorStatus, str] = {
    IndicatorStatus.ON_TRACK: "good",
    IndicatorStatus.DRIFTING: "partly",
    IndicatorStatus.OFF_TRACK: "urgent",
    IndicatorStatus.NO_DATA: "waiting",
}


def years_from(first: str, how_many: int) -> list[str]:
    """The financial years of a budget: three from 2026/27 are 2026/27, 2027/28 and 2028/29."""
    if not 1 <= how_many <= MOST_YEARS:
        raise Refusal(f"Write a number of years from 1 to {MOST_YEARS}", field="how_many")
    years = [first]
    while len(years) < how_many:
        years.append(year_of(year_bounds(years[-1])[1]))
    return years


def part_of(base: int, hundredths: int) -> Pence:
    """A percentage of a base budget, in whole pence: hundredths of one per cent, largest remainder."""
    if not 0 < hundredths <= WHOLE:
        raise Refusal("Write a percentage above 0 and up to 100, like 2.5", field="percent")
    return split(base, [hundredths, WHOLE - hundredths])[0]


def parse_percent(typed: str) -> int:
    """ "2.5" or "2.5 %" as hundredths of one per cent (250). Raises Refusal with the form to use."""
    plain = typed.strip().removesuffix("%").strip()
    whole, _, rest = plain.partition(".")
    if not (whole.isascii() and whole.isdecimal() and len(whole) <= 3):
        raise Refusal("Write a percentage like 2 or 2.5", field="percent")
    if plain.endswith(".") or (rest and not (rest.isascii() and rest.isdecimal() and len(rest) <= 2)):
        raise Refusal("Write a percentage with at most two places, like 2.25", field="percent")
    hundredths = int(whole) * 100 + int(rest.ljust(2, "0") or 0)
    part_of(WHOLE, hundredths)
    return hundredths


def format_percent(hundredths: int) -> str:
    """250 as "2.5 %"."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") + " %"


def check_pledge(sums: Mapping[str, int], years: Sequence[str]) -> None:
    """Refuse a pledge of nothing, or for a year that is not the budget's."""
    if not any(sums.values()):
        raise Refusal("Write an amount for at least one year", field="year_0")
    if any(year not in years for year in sums):
        raise Refusal("One of these years is not a year of this budget", field="year_0")


@dataclass(frozen=True)
class Standing:
    """How one line stands in one year, in pence: pledged, and of that promised or paid to somebody already."""

    pledged: Pence
    committed: Pence = NOTHING
    paid: Pence = NOTHING

    @property
    def free(self) -> Pence:
        """What is promised to nobody."""
        return self.pledged - self.committed


@dataclass(frozen=True)
class Cut:
    """What a change of one year's pledge does: the pledge afterwards, what leaves the books, what nobody covers."""

    pledged: Pence
    taken_back: Pence
    shortfall: Pence


def cut_to(wanted: int, now_: Standing) -> Cut:
    """What lowering a pledge to `wanted` pence does. What is committed stays pledged; the difference is a shortfall."""
    stays = max(wanted, now_.committed)
    return Cut(Pence(stays), now_.pledged - stays, Pence(stays - wanted))


def check_cut(cut: Cut, standing: Standing, owner: str) -> None:
    """Refuse (field "amount") a cut below what is committed that no named person takes as a shortfall."""
    if cut.shortfall and not owner.strip():
        raise Refusal(
            f"{standing.committed} of this is promised or paid already, so {standing.committed} stays pledged. "
            f"Write that, or name below who makes good the other {cut.shortfall}.", field="amount",
        )  # fmt: skip


def comes_to(wanted: int, standing: Standing) -> Pence:
    """What a year's pledge is once a change to `wanted` pence is carried out, as its promises stand now."""
    return Pence(wanted) if wanted > standing.pledged else cut_to(wanted, standing).pledged


def check_notice(wanted: int, pledged: int, from_day: date, today: date, notice_days: int) -> None:
    """Refuse a cut that begins before its notice is over (field "from_day"); a rise needs none."""
    if from_day < today:
        raise Refusal("A change begins today or later", field="from_day")
    earliest = today + timedelta(days=notice_days)
    if wanted < pledged and from_day < earliest:
        raise Refusal(
            f"A cut needs {notice_days} days’ notice, so it can begin on {earliest:%-d %B %Y} at the earliest",
            field="from_day",
        )


def check_year(year: str, years: Sequence[str], today: date) -> None:
    """Refuse a change of a year that is over, or is not the budget's."""
    if year not in years:
        raise Refusal("Choose one of the budget’s years", field="year")
    if year_bounds(year)[1] <= today:
        raise Refusal(f"{year} is over, so its pledge stays as it was", field="year")


def review_days(first_year: str) -> dict[int, date]:
    """The day each review is due: 2, 5 and 10 years after the first day."""
    start = year_bounds(first_year)[0]
    return {after: start.replace(year=start.year + after) for after in REVIEWS_AT}


def check_review(after: int, done: Sequence[int], first_year: str, today: date) -> None:
    """Refuse a review that was done, is out of turn, or is still far off."""
    due = review_days(first_year)
    following = next((one for one in REVIEWS_AT if one not in done), None)
    if after != following:
        raise Refusal("That review is done, or another comes first", field="after")
    if today < due[after] - REVIEW_OPENS:
        raise Refusal(f"The review after {after} years is due on {due[after]:%-d %B %Y}", field="after")


def check_may_renew(action: BudgetAction, statuses: Sequence[IndicatorStatus]) -> None:
    """Evidence decides: a budget none of whose signs has data cannot be renewed as it is (field "action")."""
    if action is BudgetAction.RENEW and all(status is IndicatorStatus.NO_DATA for status in statuses):
        raise Refusal(
            "No sign of the outcome has any data, so nobody can say that it works. Adjust it, or end it.",
            field="action",
        )
