"""What both sides agreed before they agreed other words: new words never wipe out what was said, or a miss."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.times import local_date
from models.deals import Deal, DealPair
from participation.rules.deals import Part, Progress, is_late, standing
from participation.rules.deals_life import Side
from participation.services.deals_said import last_said


@dataclass(frozen=True)
class Were:
    """A pair as it was lived, until both sides agreed other words at `until`, or agreed to leave it out."""

    pair: DealPair
    until: datetime

    @property
    def on(self) -> date:
        """The day of that."""
        return local_date(self.until)

    @property
    def late(self) -> bool:
        """Whether our part was late on that day."""
        last = last_said(self.pair, Side.OURS, None)
        return is_late(part_of(self.pair, Side.OURS, last.progress if last else None), self.on)


def before(deal: Deal) -> dict[int, list[Were]]:
    """By their place, the pairs that were lived and no longer stand, newest first. Reads what is loaded."""
    if deal.begun_at is None:
        return {}
    agreed = _agreed(deal)
    found: dict[int, list[Were]] = {}
    for pair in deal.all_pairs:
        held = [n for n in agreed if standing(pair.from_version, pair.until_version, n)]
        after = [n for n in agreed if held and n > held[-1]]
        if after and agreed[after[0]] >= deal.begun_at:
            found.setdefault(pair.place, []).insert(0, Were(pair, agreed[after[0]]))
    return found


def _agreed(deal: Deal) -> dict[int, datetime]:
    """The versions both sides agreed, in order, each with the moment of the second yes."""
    yes: dict[int, list[datetime]] = {}
    for one in deal.agreements:
        yes.setdefault(one.version, []).append(one.at)
    return {version: max(yes[version]) for version in sorted(yes) if len(yes[version]) > 1}


@dataclass(frozen=True)
class ShownWere:
    """What a part said before, until both sides agreed other words on a day, and whether we were late with it then."""

    text: str
    by: date | None
    until: date
    late: bool


def shown_were(pair: DealPair, side: Side, were: Sequence[Were]) -> tuple[ShownWere, ...]:
    """Each wording before that said something else of this part, or was late."""
    now_, told = part_of(pair, side, None), []
    for one in were:
        old, late = part_of(one.pair, side, None), side is Side.OURS and one.late
        if late or (old.text, old.by) != (now_.text, now_.by):
            told.append(ShownWere(old.text, old.by, one.on, late))
    return tuple(told)


def part_of(pair: DealPair, side: Side, progress: Progress | None) -> Part:
    """One side of a pair as the rules see it."""
    if side is Side.OURS:
        return Part(pair.our_text, pair.our_owner, pair.our_by, progress)
    return Part(pair.your_text, pair.your_owner, pair.your_by, progress)
