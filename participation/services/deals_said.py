"""What was said of one part of a pair, newest first: each check-in and each answer stands, whoever speaks next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from models.deals import CheckIn, DealPair
from models.deals_lived import DealFaces, DealView
from participation.rules.deals import KEPT_WORDS, OTHER, PROGRESS_WORDS, Kept, Progress
from participation.rules.deals_life import Side
from participation.rules.people import Actor
from participation.services.attachments import Shown
from participation.services.deals_beside import Beside
from participation.services.deals_same import same_words

MOST_EARLIER = 12  # of what was said of one part before; the rest is counted


@dataclass(frozen=True)
class ShownView:
    """The newest answer of the other side to "did they keep it?"."""

    kept: Kept
    said: str
    by: str = ""  # who says it: "Young people say"

    @property
    def words(self) -> str:
        """The answer, with what was said when that may be read."""
        return f"{KEPT_WORDS[self.kept]}. {self.said}" if self.said else f"{KEPT_WORDS[self.kept]}."


@dataclass(frozen=True)
class ShownEarlier:
    """A check-in, or an answer to "did they keep it?", with a newer one before it. It stays for everybody to read."""

    by: str
    words: str
    said: str
    at: datetime
    photos: tuple[Shown, ...] = ()
    of_words_before: bool = False  # said of the words that stood in the pair's place before


def all_said(pair: DealPair, side: Side, organisation_id: int | None) -> list[CheckIn]:
    """What a side said of its part for all to see, newest first: never a "not now", which is nobody else's to know.

    What was said of the same words and day stands, also when the other side's part was changed beside it. A partner
    is asked again.
    """
    return _said_of(same_words(pair, side) if organisation_id is None else [pair], side, organisation_id)


def _said_of(pairs: Sequence[DealPair], side: Side, organisation_id: int | None) -> list[CheckIn]:
    return [
        c for pair in pairs for c in reversed(pair.check_ins)
        if c.side is side and c.organisation_id == organisation_id and c.progress is not Progress.NOT_NOW
    ]  # fmt: skip


def last_said(pair: DealPair, side: Side, organisation_id: int | None) -> CheckIn | None:
    """The newest of those."""
    return next(iter(all_said(pair, side, organisation_id)), None)


def said_not_now(pair: DealPair, reader: Actor) -> bool:
    """Whether "not now" is the last thing this reader said of their own part."""
    said = [c for one in same_words(pair, Side.YOURS) for c in reversed(one.check_ins)]
    mine = [c for c in said if c.side is Side.YOURS and c.user_id == reader.user_id]
    return bool(mine) and mine[0].progress is Progress.NOT_NOW


def earlier(
    pair: DealPair, side: Side, beside: Beside, before: Iterable[DealPair] = ()
) -> list[ShownEarlier]:
    """Everything said of this part before the newest of each kind: one person's words never take another's place.

    `before` are the pairs whose words both sides agreed in its place before: what was said of them stands too.
    """
    same = same_words(pair, side)
    told = _told(same, side, beside, 1)
    others = [old for old in before if old not in same]
    told += [replace(one, of_words_before=True) for one in _told(others, side, beside, 0)]
    return sorted(told, key=lambda one: one.at, reverse=True)


def _told(pairs: Sequence[DealPair], side: Side, beside: Beside, but: int) -> list[ShownEarlier]:
    """What was said of one part, without the newest so many of each kind."""
    told = [
        ShownEarlier(
            beside.speakers.label(side, c.user_id, c.at), f"{PROGRESS_WORDS[c.progress]}.", words_of(c, beside), c.at,
            tuple(beside.photos.get(c.public_id, ())),
        )
        for c in _said_of(pairs, side, None)[but:]
    ]  # fmt: skip
    told += [
        ShownEarlier(
            beside.speakers.label(OTHER[side], v.user_id, v.at), f"{KEPT_WORDS[v.kept]}.",
            beside.said.get(v.public_id, "") if v.waits_at_gate else v.words, v.at,
        )
        for v in _views_of(pairs, side, beside)[but:]
    ]  # fmt: skip
    return told


def words_of(last: CheckIn | None, beside: Beside) -> str:
    """What was said with it, once it may be read."""
    if last is None:
        return ""
    return beside.said.get(last.public_id, "") if last.waits_at_gate else last.words


def view_of(pair: DealPair, about: Side, beside: Beside) -> ShownView | None:
    """The newest answer of the other side to whether this part was kept."""
    last = next(iter(_views_of(same_words(pair, about), about, beside)), None)
    if last is None:
        return None
    said = beside.said.get(last.public_id, "") if last.waits_at_gate else last.words
    return ShownView(last.kept, said, beside.speakers.label(OTHER[about], last.user_id, last.at))


def _views_of(pairs: Sequence[DealPair], about: Side, beside: Beside) -> list[DealView]:
    """Every answer to "did they keep it?" about one part, newest first."""
    return [v for pair in pairs for v in reversed(beside.views.get(pair.id, [])) if v.about is about]


def faces_of(pair: DealPair, about: Side, beside: Beside) -> list[DealFaces]:
    """The newest count of each group about one part."""
    newest: dict[str, DealFaces] = {}
    for one in same_words(pair, about):
        for faces in beside.faces.get(one.id, ()):
            if faces.about is about:
                newest.setdefault(faces.group_name, faces)
    return list(newest.values())
