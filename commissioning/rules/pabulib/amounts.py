"""Numbers in a .pb file: amounts in whole units with decimals, counts, and points that may be halves."""

import re
from collections.abc import Iterable
from decimal import Decimal

from commissioning.rules.pabulib.sections import refuse

PLAIN = re.compile(r"[+-]?[0-9]{1,18}([.,][0-9]{1,18})?")
WHOLE = re.compile(r"[0-9]{1,12}([.,]0{1,6})?")
CLOSE = Decimal("0.0001")  # of a minor unit: what a spreadsheet's rounding leaves behind


def decimal(text: str, line: int, what: str) -> Decimal:
    """A plain number, with a point or a comma.

    Raises:
        UnreadableElection: for anything else, infinity and exponents too.
    """
    if not PLAIN.fullmatch(text):
        raise refuse(
            line, f"{what} is {text[:40]!r}, which is not a number." if text else f"{what} is missing."
        )
    return Decimal(text.replace(",", "."))


def minor(text: str, line: int, what: str) -> int:
    """An amount of money in minor units (hundredths).

    Raises:
        UnreadableElection: when it is less than nothing, or finer than a hundredth.
    """
    exact = decimal(text, line, what) * 100
    rounded = round(exact)
    if abs(exact - rounded) > CLOSE:
        raise refuse(line, f"{what} is {text}, which has more than two decimals.")
    if rounded < 0:
        raise refuse(line, f"{what} is {text}, less than nothing.")
    return rounded


def whole(text: str, line: int, what: str) -> int:
    """A count.

    Raises:
        UnreadableElection: when it is not a whole number from 0 up.
    """
    if not WHOLE.fullmatch(text):
        raise refuse(
            line, f"{what} is {text[:40]!r}, which is not a whole number." if text else f"{what} is missing."
        )
    return int(Decimal(text.replace(",", ".")))


def scale(points: Iterable[str]) -> int:
    """The power of ten that makes all these points whole."""
    decimals = [text.replace(",", ".").partition(".")[2].rstrip("0") for text in points]
    return int(10 ** max((len(one) for one in decimals), default=0))


def shown(amount_minor: int) -> str:
    """An amount as Pabulib writes it: "1200", "3009585.74"."""
    units, hundredths = divmod(amount_minor, 100)
    return f"{units}.{hundredths:02d}" if hundredths else str(units)
