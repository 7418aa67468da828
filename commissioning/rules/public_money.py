"""The rules of public money: dated thresholds, orders that belong together, and subsidies over three financial years.

Sources: Procurement Act 2023 (in force from 24 February 2025), part 6 and schedule 1 with the threshold notices for
2024-25 and 2026-27; Subsidy Control Act 2022 section 36 (minimal financial assistance). Contract values are including
VAT, as the Act counts them. A council can add a newer dated line without a new release of Our Part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from commissioning.rules.pence import Pence
from commissioning.rules.pots import year_bounds, year_of
from participation.rules.refusals import Refusal

TOGETHER = timedelta(days=365)  # orders within this time before one's start are looked at with it


class Instrument(StrEnum):
    """What an award is in law."""

    GRANT = "grant"
    CONTRACT = "contract"


INSTRUMENT_NAMES: dict[Instrument, str] = {
    Instrument.GRANT: "A grant: we help them to do what they do",
    Instrument.CONTRACT: "A contract: we buy something we need done",
}


class MoneyRule(StrEnum):
    """What a threshold is for."""

    NOTICE = "notice"
    GOODS_SERVICES = "goods_services"
    LIGHT_TOUCH = "light_touch"
    WORKS = "works"
    SUBSIDY = "subsidy"


R = MoneyRule
RULE_NAMES: dict[MoneyRule, str] = {
    R.NOTICE: "A small contract must be published",
    R.GOODS_SERVICES: "Goods and services: the full Procurement Act rules begin",
    R.LIGHT_TOUCH: "Social, health and other light-touch services: the full rules begin",
    R.WORKS: "Building works: the full rules begin",
    R.SUBSIDY: "Help to an enterprise over three financial years",
}
CATEGORIES: dict[MoneyRule, str] = {
    R.GOODS_SERVICES: "Goods or services",
    R.LIGHT_TOUCH: "Social, health, education or other light-touch services",
    R.WORKS: "Building works",
}


@dataclass(frozen=True)
class Threshold:
    """From which day an amount (pence) counts, and where that is laid down."""

    rule: MoneyRule
    starts_on: date
    pence: Pence
    source: str = ""


def _line(rule: MoneyRule, starts_on: date, pence: int, source: str) -> Threshold:
    return Threshold(rule, starts_on, Pence(pence), source)


ACT, FROM_2026 = "Procurement Act 2023", "Procurement Act 2023, thresholds from 1 January 2026"
IN_LAW: tuple[Threshold, ...] = (
    _line(R.NOTICE, date(2025, 2, 24), 30_000_00, f"{ACT}, regulated below-threshold contracts"),
    _line(R.GOODS_SERVICES, date(2025, 2, 24), 214_904_00, f"{ACT}, thresholds until 31 December 2025"),
    _line(R.LIGHT_TOUCH, date(2025, 2, 24), 663_540_00, f"{ACT}, thresholds until 31 December 2025"),
    _line(R.WORKS, date(2025, 2, 24), 5_372_609_00, f"{ACT}, thresholds until 31 December 2025"),
    _line(R.GOODS_SERVICES, date(2026, 1, 1), 207_720_00, FROM_2026),
    _line(R.LIGHT_TOUCH, date(2026, 1, 1), 663_540_00, FROM_2026),
    _line(R.WORKS, date(2026, 1, 1), 5_193_000_00, FROM_2026),
    _line(R.SUBSIDY, date(2023, 1, 4), 315_000_00, "Subsidy Control Act 2022, section 36"),
)


@dataclass(frozen=True)
class Caution:
    """Something the officer must look at before offering: in words, with the sum and the limit it is held against."""

    key: str
    words: str
    sum: Pence
    limit: Pence


def threshold(rule: MoneyRule, on: date, table: Iterable[Threshold]) -> Threshold | None:
    """The line that counts on a day: the newest that has started; None before the first."""
    started = [line for line in table if line.rule is rule and line.starts_on <= on]
    return max(started, key=lambda line: line.starts_on, default=None)


def same_purpose(one: str, other: str) -> bool:
    """Whether two purposes are the same words, however they were spaced and capitalised."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def contract_warnings(
    value: Pence, category: MoneyRule, starts_on: date, earlier: Sequence[Pence], table: Sequence[Threshold]
) -> list[Caution]:
    """What a contract of `value` pence (including VAT) meets, alone and with `earlier` ones that belong to it."""
    found = []
    together = sum(earlier, value)
    for rule in (R.NOTICE, category):
        line = threshold(rule, starts_on, table)
        if line is None or together < line.pence:
            continue
        if value >= line.pence:
            found.append(Caution(str(rule), _alone(rule, value, line), value, line.pence))
        else:
            found.append(
                Caution(f"together_{rule}", _together(rule, value, earlier, line), together, line.pence)
            )
    return found


def _alone(rule: MoneyRule, value: Pence, line: Threshold) -> str:
    what = (
        "so a contract details notice must be published (and a below-threshold tender notice, if it is advertised)"
        if rule is R.NOTICE
        else "so the full Procurement Act rules apply: it cannot simply be awarded"
    )
    return f"This contract is {value} with VAT. The threshold is {line.pence}, {what}. {line.source}."


def _together(rule: MoneyRule, value: Pence, earlier: Sequence[Pence], line: Threshold) -> str:
    orders = "another order" if len(earlier) == 1 else f"{len(earlier)} other orders"
    total = sum(earlier, value)
    what = "must be published" if rule is R.NOTICE else "come under the full Procurement Act rules"
    return (
        f"This contract is {value} with VAT. With {orders} to the same supplier for the same purpose in the last year "
        f"it comes to {total}, and from {line.pence} they {what}. Orders may not be split to stay below. {line.source}."
    )


def subsidy_window(on: date) -> tuple[date, date]:
    """The first day of the financial year two before the one `on` is in, and the first day after that one."""
    first, after = year_bounds(year_of(on))
    return date(first.year - 2, 4, 1), after


def subsidy_warning(
    before: Pence, this: Pence, declared: Pence, on: date, table: Iterable[Threshold]
) -> Caution | None:
    """What the running total over this and the two financial years before says; None while it stays within."""
    line = threshold(R.SUBSIDY, on, table)
    total = before + this + declared
    if line is None or total <= line.pence:
        return None
    others = f", {declared} they declared from others" if declared else ""
    return Caution(
        str(R.SUBSIDY),
        f"This enterprise has had {before} from us in this and the last two financial years{others}. With this {this} "
        f"it comes to {total}; without a fuller assessment the limit is {line.pence}. {line.source}.",
        total, line.pence,
    )  # fmt: skip


def check_overridden(warnings: Sequence[Caution], why: str) -> None:
    """Refuse (field "why_anyway") to go on past warnings without a reason of some length."""
    if warnings and len(" ".join(why.split())) < 20:
        raise Refusal(
            "Read the warnings, then say why it is right to go on. Your reason is kept with them.",
            field="why_anyway",
        )


def check_threshold(starts_on: date, pence: int, newest: date | None) -> None:
    """Refuse a new dated line that would change the past, or is no amount."""
    if pence <= 0:
        raise Refusal("Write the amount", field="amount")
    if newest is not None and starts_on <= newest:
        raise Refusal("It must start after the line it follows: what counted before stays", field="starts_on")
