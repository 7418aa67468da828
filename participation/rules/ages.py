"""Ages in bands, and the birthdays that change what a young advisor may do (the design's F3: 16, 18 and 22).

What is kept is the band and the day the next one begins, sealed; never a birthday or a year of birth. From those two
everything later follows, so what somebody may do is worked out at the moment it is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from participation.rules.people import AgeBand
from participation.rules.refusals import Refusal

ALUMNI_AT = 22
NOTICE = timedelta(days=30)
_BEGINS: dict[AgeBand, int] = {
    AgeBand.UNDER_6: 0, AgeBand.SIX_TO_NINE: 6, AgeBand.TEN_TO_TWELVE: 10, AgeBand.THIRTEEN_TO_FIFTEEN: 13,
    AgeBand.SIXTEEN_SEVENTEEN: 16, AgeBand.ADULT: 18,
}  # fmt: skip
STEPS = (*sorted(set(_BEGINS.values()) - {0}), ALUMNI_AT)
CHANGES: dict[int, tuple[str, tuple[str, ...]]] = {
    16: (
        "You turn 16",
        (
            "You can vote in rounds that are open to people aged 16 and over.",
            "A thank-you can count as income if you or your family get benefits. Ask your supporter to check first.",
            "Your votes and your advice stay as they are. You still have your supporter.",
        ),
    ),
    18: (
        "You turn 18",
        (
            "You can write down what the panel agrees together, and help newer advisors.",
            "You get nothing that staff have: no council pages, no safeguarding desk.",
            "Your votes and your advice stay as they are. What you write is still read first.",
        ),
    ),
    ALUMNI_AT: (
        "You turn 22",
        (
            "Your time as a young advisor ends, and packs, advice and the panel’s pages close for you.",
            "You can still sign in, have ideas and read every decision, like anybody who lives here.",
            "Your votes and your advice stay as they are, also in a round that is open now. Thank you.",
        ),
    ),
}


@dataclass(frozen=True)
class Age:
    """A band, and the day the next step begins when it is known."""

    band: AgeBand
    turns_on: date | None = None
    is_alumni: bool = False

    @property
    def turns(self) -> int | None:
        """The age reached on `turns_on`; None when no step is known."""
        return None if self.turns_on is None else next_age(self.band)


def next_age(band: AgeBand) -> int:
    """The age at which the step after this band begins."""
    return next(age for age in STEPS if age > _BEGINS[band])


def age_on(noted: Age, on: date) -> Age:
    """What is so on `on`, from what was noted once. A step begins with the day itself, in London."""
    age = noted
    while age.turns_on is not None and age.turns_on <= on:
        age = _after(age)
    return age


def check_turns(band: AgeBand, turns_on: date, today: date) -> None:
    """Raise Refusal (field "turns_on") for a day that cannot be when somebody in this band reaches the next step."""
    reached, began = next_age(band), _BEGINS[band]
    if turns_on <= today:
        raise Refusal(f"That day has passed. Write the day they turn {reached}.", field="turns_on")
    if turns_on > years_later(today, reached - began):
        raise Refusal(
            f"Somebody in this age band turns {reached} sooner than that. Check the day and the band.",
            field="turns_on",
        )


def is_soon(age: Age, today: date) -> bool:
    """Whether a birthday that changes what somebody may do comes within the notice given."""
    return age.turns in CHANGES and age.turns_on is not None and age.turns_on - today <= NOTICE


def years_later(day: date, years: int) -> date:
    """The anniversary; 29 February has it on 1 March in other years."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _after(age: Age) -> Age:
    reached = next_age(age.band)
    if reached == ALUMNI_AT:
        return Age(AgeBand.ADULT, None, is_alumni=True)
    band = next(band for band, begins in _BEGINS.items() if begins == reached)
    assert age.turns_on is not None  # noqa: S101 - `age_on` asks only then
    return Age(band, years_later(age.turns_on, next_age(band) - reached))
