"""How a Deal is shown: each pair with its owner, its latest check-in, what the other side says, and what is late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.clock import now
from app.times import local_date
from models.deals import Deal, DealPair
from participation.rules.deals import Progress, is_late
from participation.rules.deals_life import Side
from participation.rules.people import Actor
from participation.rules.small_numbers import FEWEST_SHOWN, Hidden, tell_small
from participation.services import deals_were
from participation.services.attachments import Shown
from participation.services.deals_beside import Beside, load, marks_of, partners_of
from participation.services.deals_partners_were import said_before
from participation.services.deals_readers import standing_pairs
from participation.services.deals_said import (
    MOST_EARLIER,
    ShownEarlier,
    ShownView,
    earlier,
    faces_of,
    last_said,
    said_not_now,
    view_of,
    words_of,
)
from participation.services.deals_same import part_of, same_words
from participation.services.deals_shown_partners import ShownPartner, shown_partner
from participation.services.deals_were import ShownWere, Were, shown_were


@dataclass(frozen=True)
class ShownFaces:
    """A group's faces about a part, from unhappiest to happiest; no counts when they are too few to tell apart.

    Where one face was shown by fewer than five, its number is not said, nor any that gives it away.
    """

    group: str
    total: int
    counts: tuple[int | Hidden, ...]


@dataclass(frozen=True)
class ShownPart:
    """One side of a pair, ready for the page. `groups` are classes that chose to work on it."""

    text: str
    owner: str
    by: date | None
    progress: Progress | None
    said: str
    said_at: datetime | None
    late: bool
    face: int | None = None
    photos: tuple[Shown, ...] = ()
    view: ShownView | None = None
    faces: tuple[ShownFaces, ...] = ()
    groups: tuple[str, ...] = ()
    partners: tuple[ShownPartner, ...] = ()
    said_by: str = ""
    my_not_now: bool = False  # the reader said "not now" last; nobody else is ever told
    earlier: tuple[ShownEarlier, ...] = ()  # newest first
    before: int = 0  # how many more there are
    first_by: date | None = None  # the day first promised, when both sides agreed another since
    were: tuple[ShownWere, ...] = ()  # newest first
    often: str = ""  # how often, where no day is promised


@dataclass(frozen=True)
class ShownPair:
    """One pair, our part first."""

    public_id: str
    ours: ShownPart
    yours: ShownPart
    waits: bool


def pairs_of(deal: Deal, reader: Actor) -> list[ShownPair]:
    """The pairs that stand, in order; late "our parts" lead. Words at the gate are seen only by whoever wrote them."""
    stand, were = standing_pairs(deal), deals_were.before(deal)
    every = [*stand, *(one.pair for some in were.values() for one in some)]
    return _shown(stand, load(every, reader), reader, were)


def left_out_of(deal: Deal, reader: Actor) -> list[ShownPair]:
    """The pairs both sides agreed to leave out once they were lived, each as it stood on that day."""
    here = {pair.place for pair in standing_pairs(deal)}
    left = [some for place, some in deals_were.before(deal).items() if place not in here]
    if not left:
        return []
    gone, beside = [some[0] for some in left], load([one.pair for some in left for one in some], reader)
    return [
        _pair(one.pair, beside, one.on, reader, (), waits=False) for one in gone if beside.lets_read(one.pair)
    ]


def drafts_of(deal: Deal, reader: Actor) -> list[ShownPair]:
    """The pairs as they are being changed, when they are not the ones that stand."""
    stand = {pair.id for pair in standing_pairs(deal)}
    if stand == {pair.id for pair in deal.pairs}:
        return []
    were = [one.pair for some in deals_were.before(deal).values() for one in some]
    every = {pair.id: pair for pair in (*deal.pairs, *standing_pairs(deal), *were)}
    return _shown(deal.pairs, load(every.values(), reader), reader)


@dataclass(frozen=True)
class Tally:
    """How many pairs of a Deal stand, and of how many our part is kept, or late."""

    pairs: int
    kept: int
    late: int


def tallies(deals: Iterable[Deal], reader: Actor) -> dict[int, Tally]:
    """What the walls of many Deals come to, by the Deal's key. Two queries at most."""
    pairs = {deal.id: standing_pairs(deal) for deal in deals}
    beside = marks_of([pair for some in pairs.values() for pair in some])
    shown = {key: [pair.ours for pair in _shown(some, beside, reader)] for key, some in pairs.items()}
    return {
        key: Tally(
            len(ours), sum(one.progress is Progress.KEPT for one in ours), sum(one.late for one in ours)
        )
        for key, ours in shown.items()
    }


def late_of(deals: Iterable[Deal], reader: Actor) -> dict[int, ShownPair]:
    """The first late "our part" of each Deal that has one, by the Deal's key. One query."""
    pairs = {deal.id: standing_pairs(deal) for deal in deals}
    beside = partners_of([pair for some in pairs.values() for pair in some])
    shown = {key: _shown(some, beside, reader)[:1] for key, some in pairs.items()}
    return {key: first[0] for key, first in shown.items() if first and first[0].ours.late}


def shown_faces(group: str, counts: tuple[int, ...]) -> ShownFaces:
    """A class's faces as they may be shown: a number under five is not said, nor can it be worked out."""
    total = sum(counts)
    if total < FEWEST_SHOWN:
        return ShownFaces(group, 0, ())
    told = tell_small(dict(enumerate(counts)))
    return ShownFaces(group, total, tuple(told[number] for number in range(len(counts))))


def _shown(
    pairs: list[DealPair],
    beside: Beside,
    reader: Actor,
    were: Mapping[int, Sequence[Were]] | None = None,
) -> list[ShownPair]:
    today = local_date(now())
    shown = [
        _pair(
            pair,
            beside,
            today,
            reader,
            [one for one in (were or {}).get(pair.place, ()) if beside.lets_read(one.pair)],
            waits=not beside.lets_read(pair) or _own_words_wait(pair, beside, reader),
        )
        for pair in pairs
        if beside.lets_read(pair) or pair.written_by_id == reader.user_id
    ]
    return sorted(shown, key=lambda pair: not pair.ours.late)


def _own_words_wait(pair: DealPair, beside: Beside, reader: Actor) -> bool:
    """Whether words the reader wrote about this pair are still at the gate."""
    return any(
        one.waits_at_gate and one.public_id not in beside.said and one.user_id == reader.user_id
        for one in (*pair.check_ins, *beside.views.get(pair.id, ()))
    )


def _pair(
    pair: DealPair, beside: Beside, today: date, reader: Actor, were: Sequence[Were], *, waits: bool
) -> ShownPair:
    partners = tuple(
        shown_partner(one, pair, beside, today, [w.pair for w in were])
        for one in beside.partners.get(pair.id, ())
    )
    ours = _part(pair, Side.OURS, beside, today, reader, partners, were)
    return ShownPair(pair.public_id, ours, _part(pair, Side.YOURS, beside, today, reader, (), were), waits)


def _part(
    pair: DealPair, side: Side, beside: Beside, today: date, reader: Actor, partners: tuple[ShownPartner, ...],
    were: Sequence[Were],
) -> ShownPart:  # fmt: skip
    last = last_said(pair, side, None)
    progress = last.progress if last else None
    part = part_of(pair, side, progress)
    late = (
        side is Side.OURS
        and pair.deal.begun_at is not None
        and (is_late(part, today) or any(one.late for one in partners))
    )
    before = earlier(pair, side, beside, [one.pair for one in were])
    if side is Side.OURS:
        before = sorted([*before, *said_before(were, beside)], key=lambda one: one.at, reverse=True)
    first_by = part_of(were[-1].pair, side, None).by if were else None
    return ShownPart(
        part.text, part.owner, part.by, progress, words_of(last, beside), last.at if last else None, late,
        face=last.face if last else None,
        photos=tuple(beside.photos.get(last.public_id, ())) if last else (),
        view=view_of(pair, side, beside), partners=partners,
        faces=tuple(
            shown_faces(one.group_name, one.counts) for one in faces_of(pair, side, beside)
        ),
        groups=tuple(group for one in same_words(pair, side) for group in beside.groups.get(one.id, ()))
        if side is Side.YOURS else (),
        said_by=beside.speakers.label(side, last.user_id, last.at) if last else "",
        my_not_now=side is Side.YOURS and said_not_now(pair, reader),
        earlier=tuple(before[:MOST_EARLIER]), before=max(0, len(before) - MOST_EARLIER),
        first_by=first_by if first_by != part.by else None, were=shown_were(pair, side, were), often=part.often,
    )  # fmt: skip
