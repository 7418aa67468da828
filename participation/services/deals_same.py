"""Which wordings of a pair promise the same: what was said of a part stands when only the other side's changed."""

from __future__ import annotations

from datetime import datetime

from models.deals import Deal, DealPair
from participation.rules.deals import Part, Progress, standing
from participation.rules.deals_life import Side
from participation.rules.deals_rhythm import RHYTHM_WORDS


def part_of(pair: DealPair, side: Side, progress: Progress | None) -> Part:
    """One side of a pair as the rules see it."""
    if side is Side.OURS:
        often = RHYTHM_WORDS[pair.our_rhythm] if pair.our_rhythm else ""
        return Part(pair.our_text, pair.our_owner, pair.our_by, progress, often)
    return Part(pair.your_text, pair.your_owner, pair.your_by, progress)


def agreed_at(deal: Deal) -> dict[int, datetime]:
    """The versions both sides agreed, in order, each with the moment of the second yes."""
    yes: dict[int, list[datetime]] = {}
    for one in deal.agreements:
        yes.setdefault(one.version, []).append(one.at)
    return {version: max(yes[version]) for version in sorted(yes) if len(yes[version]) > 1}


def ended_at(pair: DealPair, agreed: dict[int, datetime]) -> datetime | None:
    """When both sides agreed other words in place of these, which they had agreed; None when that never was."""
    held = [n for n in agreed if standing(pair.from_version, pair.until_version, n)]
    after = [n for n in agreed if held and n > held[-1]]
    return agreed[after[0]] if after else None


def same_words(pair: DealPair, side: Side) -> list[DealPair]:
    """The pair, and behind it, newest first, those lived before it whose words and day for this side are the same.

    Words that were only drafted are passed over: nobody lived them. Words that were lived and said otherwise end it.
    """
    deal = pair.deal
    older = [one for one in reversed(deal.all_pairs) if one.place == pair.place and one.id < pair.id]
    if not older or deal.begun_at is None:
        return [pair]
    agreed, found = agreed_at(deal), [pair]
    for old in older:
        if _was_lived(old, agreed, deal.begun_at):
            if not _alike(part_of(old, side, None), part_of(pair, side, None)):
                break
            found.append(old)
    return found


def _alike(one: Part, other: Part) -> bool:
    return (one.text, one.by, one.often) == (other.text, other.by, other.often)


def _was_lived(pair: DealPair, agreed: dict[int, datetime], begun_at: datetime) -> bool:
    if not any(standing(pair.from_version, pair.until_version, n) for n in agreed):
        return False
    ended = ended_at(pair, agreed)
    return ended is None or ended >= begun_at
