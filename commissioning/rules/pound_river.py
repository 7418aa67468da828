"""Where every pound is, as a picture: came in, by area, what it is doing, and the projects it went to.

Pure geometry in whole units across `ACROSS`, so that every band is as wide as its money and nothing is drawn that is
not in the books. Rows read from the top down; ribbons join a row to the next and carry the same amounts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commissioning.rules.pence import Pence

ACROSS = 100_000  # units across the picture
GAP = 700  # units between two bands of a row
WIDE_PIXELS, NARROW_PIXELS, LETTER, ROOM = 640, 275, 8, 14  # what a label needs to fit, roughly
MOST_PROJECTS = 8
TAKES_COLOUR = frozenset({"area", "project"})  # a ribbon to one of these keeps the colour it comes with


@dataclass(frozen=True)
class Piece:
    """One amount in a row. `key` joins it to flows; `kind` colours it; `link` is what a tap asks for."""

    key: str
    label: str
    pence: Pence
    kind: str = "plain"
    link: str = ""


@dataclass(frozen=True)
class Band:
    """A piece with its place: `x` and `wide` in units of `ACROSS`."""

    piece: Piece
    x: int
    wide: int

    @property
    def left_percent(self) -> str:
        """Where it begins, as SVG takes it."""
        return _percent(self.x)

    @property
    def wide_percent(self) -> str:
        """How wide it is; a penny still shows."""
        return _percent(max(self.wide, 250))

    @property
    def phone_words(self) -> str:
        """What is written on it on a phone: its label and sum, its label, or nothing, by the room there is."""
        return self._words(NARROW_PIXELS)

    @property
    def desk_words(self) -> str:
        """The same on a large screen."""
        return self._words(WIDE_PIXELS)

    def _words(self, pixels: int) -> str:
        choices = (f"{self.piece.label} {self.piece.pence}", self.piece.label)
        fit = (words for words in choices if self.wide * pixels >= (len(words) * LETTER + ROOM) * ACROSS)
        return next(fit, "")


@dataclass(frozen=True)
class Ribbon:
    """Money going from one band to one in the next row: the path's outline, and its colour's kind."""

    path: str
    kind: str


@dataclass(frozen=True)
class Row:
    """A named row and the ribbons that leave it downwards."""

    name: str
    bands: tuple[Band, ...]
    ribbons: tuple[Ribbon, ...] = ()


Flows = Mapping[tuple[str, str], Pence]  # (key above, key below) -> pence


def draw(rows: Sequence[tuple[str, Sequence[Piece]]], flows: Sequence[Flows]) -> tuple[Row, ...]:
    """Lay rows out under each other. `flows[i]` joins row i to row i + 1.

    Raises ValueError when a flow carries more than the band it leaves or comes to: a picture may not invent money.
    """
    kept = [(name, [piece for piece in pieces if piece.pence > 0]) for name, pieces in rows]
    whole = max((sum(piece.pence for piece in pieces) for _, pieces in kept), default=0)
    most = max((len(pieces) for _, pieces in kept), default=1)
    room = ACROSS - GAP * max(most - 1, 0)
    laid = [(name, _lay(pieces, whole, room)) for name, pieces in kept]
    return tuple(
        Row(
            name,
            bands,
            _ribbons(bands, laid[at + 1][1], flows[at], whole, room) if at + 1 < len(laid) else (),
        )
        for at, (name, bands) in enumerate(laid)
    )


def fewest(pieces: Sequence[Piece], most: int = MOST_PROJECTS) -> tuple[list[Piece], list[Piece]]:
    """The largest pieces to draw one by one, and the rest to draw as one band (none when they all fit)."""
    ordered = sorted(pieces, key=lambda piece: (-piece.pence, piece.label, piece.key))
    return (ordered, []) if len(ordered) <= most else (ordered[: most - 1], ordered[most - 1 :])


def _lay(pieces: Sequence[Piece], whole: int, room: int) -> tuple[Band, ...]:
    bands, before = [], 0
    for at, piece in enumerate(pieces):
        begin, end = before * room // whole, (before + piece.pence) * room // whole
        bands.append(Band(piece, begin + at * GAP, end - begin))
        before += piece.pence
    return tuple(bands)


def _ribbons(
    above: Sequence[Band], below: Sequence[Band], flows: Flows, whole: int, room: int
) -> tuple[Ribbon, ...]:
    ribbons = []
    taken: dict[str, int] = {band.piece.key: 0 for band in above}
    filled: dict[str, int] = {band.piece.key: 0 for band in below}
    for top in above:
        for end in below:
            pence = flows.get((top.piece.key, end.piece.key), 0)
            if pence <= 0:
                continue
            start = top.x + taken[top.piece.key] * room // whole
            finish = end.x + filled[end.piece.key] * room // whole
            wide = pence * room // whole
            taken[top.piece.key] += pence
            filled[end.piece.key] += pence
            kind = top.piece.kind if end.piece.kind in TAKES_COLOUR else end.piece.kind
            ribbons.append(Ribbon(_path(start, finish, max(wide, 150)), kind))
    for band, used in [*((b, taken) for b in above), *((b, filled) for b in below)]:
        if used[band.piece.key] > band.piece.pence:
            raise ValueError(f"more flows through {band.piece.label} than there is")
    return tuple(ribbons)


def _path(start: int, finish: int, wide: int) -> str:
    """A ribbon from y 0 to y 100 with a soft bend."""
    return (
        f"M{start} 0 C{start} 50 {finish} 50 {finish} 100 H{finish + wide} "
        f"C{finish + wide} 50 {start + wide} 50 {start + wide} 0 Z"
    )


def _percent(units: int) -> str:
    whole, part = divmod(units * 100_000 // ACROSS, 1_000)
    return f"{whole}.{part:03d}%"
