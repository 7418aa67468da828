"""Which page of a list the address asks for."""

from __future__ import annotations

from flask import request

FURTHEST = 100_000


def page_number() -> int:
    """The page asked for, from 1; anything that is no page number reads as the first."""
    typed = request.args.get("page", "1")
    return min(max(int(typed), 1), FURTHEST) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 1


def whole_number(typed: str | None) -> int:
    """A small whole number from a hidden field that anybody can change; nought for anything else."""
    typed = typed or ""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else 0
