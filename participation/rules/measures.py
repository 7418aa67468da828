"""Two measures that services supply as counts: was a child's voice there, and did families say yes to help.

No family's record is here and no worker's name (the design's 3.6e and 5.3): counts of a service in a period, in the
order of the alphabet and never of their size. A count of one to four people is hidden, with what would give it away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from participation.rules.refusals import Refusal
from participation.rules.small_numbers import Hidden, shown, tell_small


class Declined(StrEnum):
    """Why families said no, as services code it."""

    FEAR = "fear"
    PRIDE = "pride"
    TIMING = "timing"
    SAFETY = "safety"
    TRUST = "trust"
    WAITS = "waits"
    OTHER = "other"


DECLINED_WORDS: dict[Declined, str] = {
    Declined.FEAR: "Afraid of what would follow",
    Declined.PRIDE: "Wanted to manage alone",
    Declined.TIMING: "Not the right time",
    Declined.SAFETY: "It did not feel safe",
    Declined.TRUST: "Did not trust who asked",
    Declined.WAITS: "The wait was too long",
    Declined.OTHER: "Another reason",
}
# Newton for the County Councils Network, of the journeys into care it reviewed.
CAUTION = (
    "This is an association in the cases that were reviewed, not proof that one causes the other. In the study it "
    "comes from, a child’s voice was there in 88 of 100 journeys of secondary age and 40 of 100 of primary age. "
    "Where it was, more than half were judged able to be helped outside care; where it was not, 22 in 100."
)


@dataclass(frozen=True)
class Consent:
    """Families a service offered help to in a period. Offered again later counts as another offer."""

    offered: int
    accepted: int
    declined: int
    withdrawn: int  # of those who had accepted
    reasons: Mapping[Declined, int]

    @property
    def open(self) -> int:
        """Not answered yet."""
        return self.offered - self.accepted - self.declined


@dataclass(frozen=True)
class Voice:
    """Journeys a service reviewed in a period, and in how many a child's voice was there, by age of school."""

    primary_reviewed: int
    primary_heard: int
    secondary_reviewed: int
    secondary_heard: int


Figure = int | Hidden


@dataclass(frozen=True)
class ConsentTold:
    """A service's consent as it may be shown. `percent` None: a small number would follow from it."""

    offered: Figure
    accepted: Figure
    declined: Figure
    withdrawn: Figure
    percent: int | None
    reasons: Mapping[Declined, Figure]


@dataclass(frozen=True)
class VoiceTold:
    """A service's voice measure as it may be shown: (heard, reviewed, percent) for each age of school."""

    primary: tuple[Figure, Figure, int | None]
    secondary: tuple[Figure, Figure, int | None]


def tell_consent(one: Consent) -> ConsentTold:
    """Every number that may be shown beside the others of one service."""
    if shown(one.offered) is None:
        hidden = Hidden.WITH_IT
        return ConsentTold(Hidden.SMALL, hidden, hidden, hidden, None, {})
    parts = tell_small({"accepted": one.accepted, "declined": one.declined, "open": one.open})
    accepted, declined = parts["accepted"], parts["declined"]
    stayed = one.accepted - one.withdrawn
    safe = isinstance(accepted, int) and shown(one.withdrawn) is not None and shown(stayed) is not None
    percent = round(100 * one.accepted / one.offered) if one.offered and isinstance(accepted, int) else None
    reasons = (
        tell_small({key: many for key, many in one.reasons.items() if many})
        if isinstance(declined, int)
        else {}
    )
    return ConsentTold(
        one.offered, accepted, declined, one.withdrawn if safe else Hidden.WITH_IT, percent, reasons
    )


def tell_voice(one: Voice) -> VoiceTold:
    """Each age of school by itself."""
    return VoiceTold(
        _heard_of(one.primary_heard, one.primary_reviewed),
        _heard_of(one.secondary_heard, one.secondary_reviewed),
    )


def _heard_of(heard: int, reviewed: int) -> tuple[Figure, Figure, int | None]:
    if shown(reviewed) is None:
        return Hidden.WITH_IT, Hidden.SMALL, None
    told = tell_small({"heard": heard, "not": reviewed - heard})["heard"]
    return told, reviewed, round(100 * heard / reviewed) if reviewed and isinstance(told, int) else None


def check_period(since: date, until: date, today: date, taken: list[tuple[date, date]]) -> None:
    """Raise Refusal unless it is a period that is over and overlaps no other of the service: nothing to subtract."""
    if until <= since:
        raise Refusal("The last day comes before the first.", field="until")
    if until > today:
        raise Refusal("That period is not over yet.", field="until")
    if any(since < end and start < until for start, end in taken):
        raise Refusal("This service has given counts for some of those days already.", field="since")


def check_consent(one: Consent) -> None:
    """Raise Refusal, naming the field, when counts cannot be true together."""
    if one.open < 0:
        raise Refusal("More said yes or no than were offered help.", field="offered")
    if one.withdrawn > one.accepted:
        raise Refusal("More withdrew than had said yes.", field="withdrawn")
    if sum(one.reasons.values()) > one.declined:
        raise Refusal(
            "There are more reasons than families who said no. Count one reason for each.", field="declined"
        )


def check_voice(one: Voice) -> None:
    """Raise Refusal, naming the field, when more were heard than reviewed."""
    for age, heard, reviewed in (
        ("primary", one.primary_heard, one.primary_reviewed),
        ("secondary", one.secondary_heard, one.secondary_reviewed),
    ):
        if heard > reviewed:
            raise Refusal("More were heard than were reviewed.", field=f"{age}_heard")
