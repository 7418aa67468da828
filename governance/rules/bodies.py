"""Bodies' meetings: what may be written down about one, and how it is told."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from participation.rules.people import SeatKind
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
    if held_on > today:
        raise Refusal("That day has not come yet. Write down a meeting once it was held.", field="held_on")
    if held_on in earlier:
        raise Refusal("The meeting of that day is written down already.", field="held_on")
    if apologies < 0 or present + apologies > members:
        raise Refusal(
            f"This body has {members} members, so {present} there and {apologies} apologies cannot both be right.",
            field="apologies",
        )


def present_words(seats: Mapping[SeatKind | None, int]) -> str:
    """ "1 councillor, 2 people from community groups and 1 young advisor", in the seats' own order."""
    told = [
        f"{seats[seat]} {one if seats[seat] == 1 else many}"
        for seat, (one, many) in SEAT_WORDS.items()
        if seats.get(seat)
    ]
    return " and ".join([", ".join(told[:-1]), told[-1]]) if len(told) > 1 else "".join(told)
