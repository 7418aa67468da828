"""How the demo is told: each subject gives its moments, and all are lived through in the order they happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Moment:
    """At `at` (aware), `do` happens, with the clock showing that moment."""

    at: datetime
    do: Callable[[], None]
