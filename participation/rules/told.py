"""By which means somebody hears the answer. Their four words always work; nothing else needs a name."""

from __future__ import annotations

from enum import StrEnum

from participation.rules.people import AgeBand
from participation.rules.refusals import Refusal

# Under 13 somebody with parental responsibility agrees to data kept for a service online
# (UK GDPR art. 8, Data Protection Act 2018 s. 9), and a notice ties an account to something said.
_UNDER_13 = frozenset({AgeBand.UNDER_6, AgeBand.SIX_TO_NINE, AgeBand.TEN_TO_TWELVE})


class Means(StrEnum):
    """One means of being told."""

    WORDS = "words"
    WORKER = "worker"
    POSTER = "poster"
    ACCOUNT = "account"


MEANS_WORDS: dict[Means, str] = {
    Means.WORDS: "I come back with my four words",
    Means.WORKER: "A worker I choose tells me",
    Means.POSTER: "On a poster where I was asked",
    Means.ACCOUNT: "A notice on my own page here",
}
OFFICER_WORDS: dict[Means, str] = {
    Means.WORDS: "their four words",
    Means.WORKER: "a worker they named",
    Means.POSTER: "a poster",
    Means.ACCOUNT: "a notice on their own page",
}


def offered(
    *, workers: bool, group: bool, signed_in: bool, band: AgeBand | None, data_agreed: bool
) -> tuple[Means, ...]:
    """The means there are for one person: a notice only for somebody signed in, and under 13 only with agreement."""
    there = {
        Means.WORDS: True, Means.WORKER: workers, Means.POSTER: group,
        Means.ACCOUNT: signed_in and (band not in _UNDER_13 or data_agreed),
    }  # fmt: skip
    return tuple(means for means, is_there in there.items() if is_there)


def check_choice(means: Means, among: tuple[Means, ...]) -> None:
    """Raise Refusal for a means that is not there for this person; their words still work."""
    if means not in among:
        raise Refusal("That way is not there for you. Your four words always work.", field="means")
