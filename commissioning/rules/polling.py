"""Ways to vote without an account: printed codes, a school's shared tablet, and paper typed in by two people.

Each is a batch of places, made before voting opens. A place stands for one vote and for nobody by name.
"""

from __future__ import annotations

from enum import StrEnum

CODE_LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"  # no vowels, no look-alikes: a code read aloud is not misheard
CODE_LENGTH = 10
MOST_PLACES = 500


class Way(StrEnum):
    """How the places of a batch are used."""

    CODES = "codes"
    TABLET = "tablet"
    PAPER = "paper"


WAY_NAMES: dict[Way, str] = {
    Way.CODES: "Printed codes",
    Way.TABLET: "A shared tablet",
    Way.PAPER: "Paper ballots",
}
