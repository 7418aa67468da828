"""Thank-yous and expenses for young advisors: never cash to a child, never for school hours, and two people for money.

The design's FN6. From 16 a thank-you can count as income where somebody gets benefits, so it is talked about first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from commissioning.rules.pence import Pence
from participation.rules.people import AgeBand
from participation.rules.refusals import Refusal
from participation.rules.working_days import BANK_HOLIDAYS

MOST = Pence(200_00)
SCHOOL_BEGINS, SCHOOL_ENDS = time(9), time(15, 30)
CAN_GET_BENEFITS = frozenset({AgeBand.SIXTEEN_SEVENTEEN, AgeBand.ADULT})


class Way(StrEnum):
    """How it is given. There is no cash."""

    VOUCHER = "voucher"
    BOUGHT = "bought"
    BANK = "bank"


WAY_NAMES: dict[Way, tuple[str, str]] = {
    Way.VOUCHER: ("A voucher", "A thank-you for their time."),
    Way.BOUGHT: ("Bought for them", "A fare, food or something they needed to take part."),
    Way.BANK: ("Paid back into their bank account", "For what they paid themselves; 18 and over only."),
}

# How a second person reads it: what is given and how much, never to whom.
ASKED_AS: dict[Way, str] = {
    Way.VOUCHER: "A voucher of {} for a young advisor",
    Way.BOUGHT: "Something bought for a young advisor, {}",
    Way.BANK: "{} paid back to a young advisor",
}


class Feeling(StrEnum):
    """How somebody is after taking part, as the one who asked them notes it. No words are kept here."""

    FINE = "fine"
    TALK = "talk"
    HELP = "help"


FEELING_NAMES: dict[Feeling, tuple[str, str]] = {
    Feeling.FINE: ("Fine", "Nothing more is needed."),
    Feeling.TALK: ("Would like to talk", "Their supporter makes time this week."),
    Feeling.HELP: ("Needs help", "Ring the safeguarding lead now. Do not write here what was said."),
}


@dataclass(frozen=True)
class Thank:
    """What a worker asks for."""

    way: Way
    amount: Pence
    what_for: str
    on: date
    at: time
    benefits_talked: bool = False


def check(thank: Thank, band: AgeBand | None, today: date, *, in_term: bool) -> None:
    """Raise Refusal, naming the field, for a thank-you that may not be given so."""
    if not 0 < thank.amount <= MOST:
        raise Refusal(f"Write an amount up to {MOST}", field="amount")
    if len(thank.what_for) < 5:
        raise Refusal("Say what it is for", field="what_for")
    if thank.on > today:
        raise Refusal("Thank somebody for what they have done, so choose a day up to today", field="on")
    if thank.way is Way.BANK and band is not AgeBand.ADULT:
        raise Refusal("Money is not paid to a child. Give a voucher, or buy what they need.", field="way")
    if band is not AgeBand.ADULT and is_school_time(thank.on, thank.at, in_term=in_term):
        raise Refusal("That was in school hours, and young advisors are not asked to miss school", field="at")
    if thank.way is Way.VOUCHER and band in CAN_GET_BENEFITS and not thank.benefits_talked:
        raise Refusal("Talk about benefits with them first, and tick that you have", field="benefits_talked")


def is_school_time(on: date, at: time, *, in_term: bool) -> bool:
    """Monday to Friday from nine to half past three, in term, and not a bank holiday."""
    return in_term and on.weekday() < 5 and on not in BANK_HOLIDAYS and SCHOOL_BEGINS <= at < SCHOOL_ENDS
