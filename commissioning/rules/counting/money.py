"""Amounts in words, in the currency of the election."""

from fractions import Fraction

SIGNS = {"GBP": "£", "EUR": "€", "USD": "$"}


def said(minor: int | float | Fraction, currency: str) -> str:
    """An amount to the nearest penny: "£1,234.50", "£1,234", "PLN 1,234" (no pence when there are none)."""
    whole = round(minor)
    pounds, pence = divmod(abs(whole), 100)
    figure = f"{pounds:,}.{pence:02d}" if pence else f"{pounds:,}"
    sign = SIGNS.get(currency, f"{currency} " if currency else "")
    return f"{'-' if whole < 0 else ''}{sign}{figure}"
