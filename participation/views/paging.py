"""Which page of a list the address asks for."""

from __future__ import annotations

from flask import request

FURTHEST = 100_000


def page_number() -> int:
    """The page asked for, from 1; anything that is no page number reads as the first."""
    typed = request.args.get("page", "1")
    return min(max(int(typed), 1), FURTHEST) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 1
