"""What was said of one part of a pair, newest first: each check-in and each answer stands, whoever speaks next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from models.deals import CheckIn, DealPair
from participation.rules.deals import KEPT_WORDS, OTHER, PROGRESS_WORDS, Kept, Progress
from participation.rules.deals_life import Side
from participation.rules.people import Actor
from participation.services.attachments import Shown
from participation.services.deals_beside import Beside

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
    """What a side said of its part for all to see, newest first: never a "not now", which is nobody else's to know."""
    return [
        c for c in reversed(pair.check_ins)
        if c.side is side and c.organisation_id == organisation_id and c.progress is not Progress.NOT_NOW
    ]  # fmt: skip


def last_said(pair: DealPair, side: Side, organisation_id: int | None) -> CheckIn | None:
    """The newest of those."""
    return next(iter(all_said(pair, side, organisation_id)), None)


def said_not_now(pair: DealPair, reader: Actor) -> bool:
    """Whether "not now" is the last thing this reader said of their own part."""
    mine = [c for c in pair.check_ins if c.side is Side.YOURS and c.user_id == reader.user_id]
    return bool(mine) and mine[-1].progress is Progress.NOT_NOW


def earlier(
    pair: DealPair, side: Side, beside: Beside, before: Iterable[DealPair] = ()
) -> list[ShownEarlier]:
    """Everything said of this part before the newest of each kind: one person's words never take another's place.

    `before` are the pairs whose words both sides agreed in its place before: what was said of them stands too.
    """
    told = _told(pair, side, beside, 1)
    told += [replace(one, of_words_before=True) for old in before for one in _told(old, side, beside, 0)]
    return sorted(told, key=lambda one: one.at, reverse=True)


def _told(pair: DealPair, side: Side, beside: Beside, but: int) -> list[ShownEarlier]:
    """What was said of one part, without the newest so many of each kind."""
    told = [
        ShownEarlier(
            beside.speakers.label(side, c.user_id, c.at), f"{PROGRESS_WORDS[c.progress]}.", words_of(c, beside), c.at,
            tuple(beside.photos.get(c.public_id, ())),
        )
        for c in all_said(pair, side, None)[but:]
    ]  # fmt: skip
    views = [v for v in reversed(beside.views.get(pair.id, [])) if v.about is side][but:]
    told += [
        ShownEarlier(
            beside.speakers.label(OTHER[side], v.user_id, v.at), f"{KEPT_WORDS[v.kept]}.",
            beside.said.get(v.public_id, "") if v.waits_at_gate else v.words, v.at,
        )
        for v in views
    ]  # fmt: skip
    return told


def words_of(last: CheckIn | None, beside: Beside) -> str:
    """What was said with it, once it may be read."""
    if last is None:
        return ""
    return beside.said.get(last.public_id, "") if last.waits_at_gate else last.words


def view_of(pair: DealPair, about: Side, beside: Beside) -> ShownView | None:
    """The newest answer of the other side to whether this part was kept."""
    last = next((v for v in reversed(beside.views.get(pair.id, [])) if v.about is about), None)
    if last is None:
        return None
    said = beside.said.get(last.public_id, "") if last.waits_at_gate else last.words
    return ShownView(last.kept, said, beside.speakers.label(OTHER[about], last.user_id, last.at))
