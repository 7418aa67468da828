"""How a partner's part in a Deal is shown: its own words, how it goes, and what it said of the words before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.times import day
from models.deals import DealPair
from models.deals_lived import DealPartner
from participation.rules.deals import Part, Progress, is_late
from participation.rules.deals_life import Side
from participation.services.deals_beside import Beside
from participation.services.deals_said import last_said, words_of


@dataclass(frozen=True)
class ShownPartner:
    """A partner beside our part: asked, taking a part in its own words, or not. `before` is what it last promised."""

    public_id: str
    organisation_id: int
    name: str
    takes: bool | None
    words: str
    by: date | None
    progress: Progress | None
    said: str
    late: bool
    before: str = ""


def shown_partner(
    one: DealPartner, pair: DealPair, beside: Beside, today: date, were: Iterable[DealPair] = ()
) -> ShownPartner:
    """One of them. `were` are the pairs that were lived in its place before, newest first."""
    last = last_said(pair, Side.OURS, one.organisation_id)
    progress = last.progress if last else None
    late = bool(one.takes) and is_late(Part(one.words, by=one.by, progress=progress), today)
    return ShownPartner(
        one.public_id, one.organisation_id, one.organisation.name, one.takes, one.words, one.by, progress,
        words_of(last, beside), late, before=_promised_before(one, beside, were),
    )  # fmt: skip


def promise(one: DealPartner) -> str:
    """What a partner said it would do, and by when."""
    words = f"“{one.words.rstrip('.')}”"
    return f"{words}, by {day(one.by)}" if one.by else words


def _promised_before(one: DealPartner, beside: Beside, were: Iterable[DealPair]) -> str:
    before = (
        promise(old) for pair in were for old in beside.partners.get(pair.id, ())
        if old.organisation_id == one.organisation_id and old.takes
    )  # fmt: skip
    return next(before, "")
