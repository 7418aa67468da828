"""What stands now where a pair that somebody opened once stood: nobody's words are lost to a page gone old."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn

from models.deals import Deal, DealPair
from participation.rules.gate import WordsKind
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.services import gate
from participation.services.deals_readers import standing_pairs

CHANGED = "Somebody changed this pair after you opened this page. Nothing of yours is saved yet."
TAKEN_OUT = "This pair was taken out of the Deal after you opened this page. Nothing of yours is saved yet."


@dataclass(frozen=True)
class Newest:
    """The pair as worded now. `pair` is None once it is taken out, or while others' words of it are being read."""

    pair: DealPair | None
    moved: bool = False
    being_read: bool = False


def to_change(actor: Actor, deal: Deal, public_id: str) -> Newest:
    """The newest words of a pair, for whoever would change them; raises NotFound for one that is not theirs to read."""
    was = _was(deal, public_id)
    if not _reads(actor, was):
        raise NotFound
    found = next((pair for pair in deal.pairs if pair.place == was.place), None)
    if found is not None and not _reads(actor, found):
        return Newest(None, moved=True, being_read=True)
    return Newest(found, moved=found is not was)


def standing(deal: Deal, public_id: str) -> DealPair:
    """The pair that stands in its place; raises NotFound for none of this Deal, Refusal when it is gone."""
    return _among(standing_pairs(deal), deal, public_id)


def worded(deal: Deal, public_id: str) -> DealPair:
    """The pair as worded now in its place; raises as `standing`."""
    return _among(deal.pairs, deal, public_id)


def refuse_moved(deal: Deal, public_id: str) -> NoReturn:
    """Raise Refusal for a pair of this Deal that is no longer worded so; NotFound for one that never was its."""
    was = _was(deal, public_id)
    raise Refusal(CHANGED if any(pair.place == was.place for pair in deal.pairs) else TAKEN_OUT)


def _among(pairs: Iterable[DealPair], deal: Deal, public_id: str) -> DealPair:
    was = _was(deal, public_id)
    found = next((pair for pair in pairs if pair.place == was.place), None)
    if found is None:
        raise Refusal(TAKEN_OUT)
    return found


def _was(deal: Deal, public_id: str) -> DealPair:
    found = next((pair for pair in deal.all_pairs if pair.public_id == public_id), None)
    if found is None:
        raise NotFound
    return found


def _reads(actor: Actor, pair: DealPair) -> bool:
    return (
        not pair.waits_at_gate
        or pair.written_by_id == actor.user_id
        or gate.is_released(WordsKind.DEAL_WORDS, pair.public_id)
    )
