"""Bodies' meetings: what may be written down about one, and how it is told."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from participation.rules.membership import ADVISOR_BANDS
from participation.rules.people import AgeBand, SeatKind
from participation.rules.refusals import Refusal

SEAT_WORDS: dict[SeatKind | None, tuple[str, str]] = {
    SeatKind.ELECTED: ("councillor", "councillors"),
    SeatKind.OFFICER: ("council officer", "council officers"),
    SeatKind.THIRD_SECTOR: ("person from a community group", "people from community groups"),
    SeatKind.YOUNG: ("young advisor", "young advisors"),
    None: ("other member", "other members"),
}


def refuse_meeting(
    held_on: date, today: date, earlier: Collection[date], present: int, apologies: int, members: int
) -> None:
    """Raise Refusal for a meeting that cannot have been."""
    if not members:
        raise Refusal(
            "Nobody sits on this body yet, so it can hold no meeting. Give people their seats first.",
            field="held_on",
        )
    if held_on > today:
        raise Refusal("That day has not come yet. Write down a meeting once it was held.", field="held_on")
    if held_on in earlier:
        raise Refusal("The meeting of that day is written down already.", field="held_on")
    if apologies < 0 or present + apologies > members:
        raise Refusal(
            f"This body has {members} members, so {present} there and {apologies} apologies cannot both be right.",
            field="apologies",
        )


def refuse_begins_later(began: datetime | None, now: datetime) -> None:
    """Raise Refusal for a meeting that has not begun yet, by its hour."""
    if began is not None and began > now:
        raise Refusal("That hour has not come yet. Write down a meeting once it was held.", field="at")


def refuse_seat(seat: SeatKind, band: AgeBand | None, *, is_advisor: bool, sits: bool) -> None:
    """Raise Refusal for a seat somebody has already, or that their age does not fit.

    A child sits as a young advisor and as nothing else (F3: under 18s hold no legal role); nobody else takes that seat.
    """
    if sits:
        raise Refusal("They sit on this body already.", field="signs_in_as")
    child = band is not None and band is not AgeBand.ADULT
    if child and seat is not SeatKind.YOUNG:
        raise Refusal("Somebody under 18 sits on a body as a young advisor.", field="seat")
    if child and band not in ADVISOR_BANDS:
        raise Refusal("Young advisors are 10 or older.", field="seat")
    if seat is SeatKind.YOUNG and not child and not is_advisor:
        raise Refusal("That seat is for a young person. Choose another.", field="seat")


def refuse_body(name: str, quorum: int, taken: Collection[str]) -> None:
    """Raise Refusal for a body without a name of its own, or that could decide with nobody there."""
    if len(name.strip()) < 3:
        raise Refusal("Write the body’s name.", field="name")
    if name.strip().casefold() in taken:
        raise Refusal("There is a body of that name already.", field="name")
    if quorum < 1:
        raise Refusal("At least one member must be there to decide anything.", field="quorum")


def refuse_quorum(quorum: int, members: int) -> None:
    """Raise Refusal for a quorum that is none, or that its members could never reach."""
    if quorum < 1:
        raise Refusal("At least one member must be there to decide anything.", field="quorum")
    if members and quorum > members:
        raise Refusal(f"This body has {members} members, so {quorum} could never be there.", field="quorum")


def refuse_term(name: str, starts_on: date, ends_on: date, known: Collection[tuple[str, date, date]]) -> None:
    """Raise Refusal for a school term that ends before it starts, or that meets one already written down."""
    if ends_on < starts_on:
        raise Refusal("The last day is before the first.", field="ends_on")
    for other, start, end in known:
        if other.casefold() == name.strip().casefold():
            raise Refusal("A term of that name is written down already.", field="name")
        if starts_on <= end and start <= ends_on:
            raise Refusal(f"It runs into “{other}”.", field="starts_on")


def present_words(seats: Mapping[SeatKind | None, int]) -> str:
    """ "1 councillor, 2 people from community groups and 1 young advisor", in the seats' own order."""
    told = [
        f"{seats[seat]} {one if seats[seat] == 1 else many}"
        for seat, (one, many) in SEAT_WORDS.items()
        if seats.get(seat)
    ]
    return " and ".join([", ".join(told[:-1]), told[-1]]) if len(told) > 1 else "".join(told)
