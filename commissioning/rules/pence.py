"""Money: whole pence, one parser, one formatter, one splitter. No float ever touches a sum."""

from __future__ import annotations

import re
from collections.abc import Sequence

from participation.rules.refusals import Refusal

FORM_TO_USE = "Write the amount in pounds and pence, like 250 or 1,234.50"
LARGEST_POUNDS = 999_999_999
_PLAIN = re.compile(
    r"(?:£ ?)?(?P<pounds>0|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*)(?:\.(?P<pence>[0-9]{2}))?",
    re.ASCII,
)


class Pence(int):
    """An amount of money in whole pence. It is an int, so sums are exact; printing it gives pounds."""

    __slots__ = ()

    def __add__(self, other: int) -> Pence:
        """Pence plus pence is pence."""
        return Pence(int(self) + other)

    __radd__ = __add__

    def __sub__(self, other: int) -> Pence:
        """Pence less pence is pence (it may be below zero; who may go there is the ledger's business)."""
        return Pence(int(self) - other)

    def __neg__(self) -> Pence:
        """The same amount the other way."""
        return Pence(-int(self))

    def __str__(self) -> str:
        """As people write it: £1,234.50."""
        return format_pounds(self)

    def __format__(self, spec: str) -> str:
        """In text a Pence always reads as pounds, unless a number format is asked for."""
        return format(int(self), spec) if spec else str(self)


def parse_pounds(text: str) -> Pence:
    """Read what a person typed as pounds; "£1,234.50", "£ 1,234.50", "1234.50" and "1,234" are all fine.

    Raises Refusal with the form to use for anything else: signs, three decimals, letters, other alphabets' digits.
    """
    match = _PLAIN.fullmatch(text.strip(" "))
    if match is None:
        raise Refusal(FORM_TO_USE)
    pounds = match["pounds"].replace(",", "")
    if len(pounds) > len(str(LARGEST_POUNDS)):
        raise Refusal("That amount is larger than this service can hold")
    return Pence(int(pounds) * 100 + int(match["pence"] or 0))


def format_pounds(amount: int) -> str:
    """Pence as people write pounds: £1,234.50, or −£3.20 below zero (with a true minus sign)."""
    sign = "\u2212" if amount < 0 else ""
    pounds, pence = divmod(abs(int(amount)), 100)
    return f"{sign}£{pounds:,}.{pence:02d}"


def short_pounds(amount: int) -> str:
    """The same without a ".00", for children and for pictures: £400, £3.20."""
    return format_pounds(amount).removesuffix(".00")


def split(total: int, weights: Sequence[int]) -> list[Pence]:
    """Share `total` pence by whole-number weights, exact to the penny (largest remainder; earlier share wins a tie).

    Raises ValueError for no weights, a weight below zero, or weights that are all zero.
    """
    if not weights or min(weights) < 0 or not any(weights):
        raise ValueError("shares need at least one weight above zero and none below")
    if total < 0:
        return [-share for share in split(-total, weights)]
    whole = sum(weights)
    shares = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in by_remainder[: total - sum(shares)]:
        shares[i] += 1
    return [Pence(share) for share in shares]
