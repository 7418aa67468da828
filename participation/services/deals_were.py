"""What both sides agreed before they agreed other words: new words never wipe out what was said, or a miss."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.times import local_date
from models.deals import Deal, DealPair
from participation.rules.deals import is_late
from participation.rules.deals_life import Side
from participation.services.deals_said import last_said
from participation.services.deals_same import agreed_at, ended_at, part_of, same_words


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
    agreed = agreed_at(deal)
    found: dict[int, list[Were]] = {}
    for pair in deal.all_pairs:
        ended = ended_at(pair, agreed)
        if ended is not None and ended >= deal.begun_at:
            found.setdefault(pair.place, []).insert(0, Were(pair, ended))
    return found


def changed(deal: Deal, stand: Iterable[DealPair]) -> list[Were]:
    """Those of them whose "our part" itself was changed or left out, not only what stood beside it."""
    now_ = {pair.place: pair for pair in stand}
    return [
        one for place, some in before(deal).items() for one in _ended(now_.get(place), Side.OURS, some)
    ]  # fmt: skip


def _ended(pair: DealPair | None, side: Side, were: Iterable[Were]) -> list[Were]:
    """Of a place's wordings, newest first, those after which this side's part was other words, or gone."""
    same = {one.id for one in same_words(pair, side)} if pair else set()
    found = []
    for one in were:
        if one.pair.id not in same:
            found.append(one)
            same |= {old.id for old in same_words(one.pair, side)}
    return found


@dataclass(frozen=True)
class ShownWere:
    """What a part said before, until both sides agreed other words on a day, and whether we were late with it then."""

    text: str
    by: date | None
    until: date
    late: bool
    often: str = ""


def shown_were(pair: DealPair, side: Side, were: Sequence[Were]) -> tuple[ShownWere, ...]:
    """Each wording before that said something else of this part, or was late."""
    now_, told = part_of(pair, side, None), []
    for one in _ended(pair, side, were):
        old, late = part_of(one.pair, side, None), side is Side.OURS and one.late
        if late or (old.text, old.by, old.often) != (now_.text, now_.by, now_.often):
            told.append(ShownWere(old.text, old.by, one.on, late, old.often))
    return tuple(told)
