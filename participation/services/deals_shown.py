"""How a Deal is shown: each pair with its owner, its latest check-in, and whether our part is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.clock import now
from app.times import local_date
from models.deals import CheckIn, Deal, DealPair
from participation.rules.deals import Part, Progress, Side, is_late
from participation.rules.gate import WordsKind
from participation.rules.people import Actor
from participation.services import gate


@dataclass(frozen=True)
class ShownPart:
    """One side of a pair, ready for the page."""

    text: str
    owner: str
    by: date | None
    progress: Progress | None
    said: str
    said_at: datetime | None
    late: bool


@dataclass(frozen=True)
class ShownPair:
    """One pair, our part first."""

    public_id: str
    ours: ShownPart
    yours: ShownPart
    waits: bool


def pairs_of(deal: Deal, reader: Actor) -> list[ShownPair]:
    """The pairs in order; late "our parts" lead. Words still at the gate are seen only by whoever wrote them."""
    waiting = {pair.public_id for pair in deal.pairs if pair.waits_at_gate}
    back = gate.released_texts(WordsKind.DEAL_WORDS, sorted(waiting))
    held = {c.public_id for pair in deal.pairs for c in pair.check_ins if c.waits_at_gate}
    released = gate.released_texts(WordsKind.CHECK_IN, sorted(held))
    said = {check_in: texts.get(gate.WORDS, "") for check_in, texts in released.items()}
    today = local_date(now())
    shown = [
        _pair(
            pair,
            said,
            today,
            waits=pair.public_id in waiting - back.keys() or _own_words_wait(pair, said, reader),
        )
        for pair in deal.pairs
        if not pair.waits_at_gate or pair.public_id in back or pair.written_by_id == reader.user_id
    ]
    return sorted(shown, key=lambda pair: not pair.ours.late)


def _own_words_wait(pair: DealPair, said: dict[str, str], reader: Actor) -> bool:
    """Whether words the reader wrote in a check-in on this pair are still at the gate."""
    return any(
        c.waits_at_gate and c.public_id not in said and c.user_id == reader.user_id for c in pair.check_ins
    )


def _pair(pair: DealPair, said: dict[str, str], today: date, *, waits: bool) -> ShownPair:
    ours = _part(pair, Side.OURS, pair.our_text, pair.our_owner, pair.our_by, said, today)
    yours = _part(pair, Side.YOURS, pair.your_text, pair.your_owner, pair.your_by, said, today)
    return ShownPair(pair.public_id, ours, yours, waits)


def _part(
    pair: DealPair, side: Side, text: str, owner: str, by: date | None, said: dict[str, str], today: date
) -> ShownPart:
    last: CheckIn | None = next((c for c in reversed(pair.check_ins) if c.side is side), None)
    progress = last.progress if last else None
    words = (said.get(last.public_id, "") if last.waits_at_gate else last.words) if last else ""
    late = side is Side.OURS and is_late(Part(text, owner, by, progress), today)
    return ShownPart(text, owner, by, progress, words, last.at if last else None, late)
