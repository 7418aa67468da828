"""A Deal's words as both sides agreed them, one version after another, with what changed between two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.deals import Deal, DealAgreement, DealPair
from participation.rules.deals import standing
from participation.rules.gate import WordsKind
from participation.rules.people import Actor
from participation.services import gate
from participation.services.deals_beside import Beside, partners_of
from participation.services.deals_shown_partners import promise


@dataclass(frozen=True)
class PartnerWords:
    """What a partner promised beside our part in the words before, and beside the new ones, or nothing."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One pair that is not as it was: `before` is None when it is new, `after` when it was taken out.

    While `being_read`, there is an `after` that the reader may not see yet.
    """

    before: DealPair | None
    after: DealPair | None
    being_read: bool = False
    partners: tuple[PartnerWords, ...] = ()


@dataclass(frozen=True)
class Version:
    """One version both sides agreed (or, last, the words they are asked to agree)."""

    number: int
    agreements: tuple[DealAgreement, ...]
    changes: tuple[Change, ...]
    pairs: int

    @property
    def agreed_at(self) -> datetime | None:
        """When the second side agreed."""
        return max(a.at for a in self.agreements) if len(self.agreements) > 1 else None


def of(deal: Deal, reader: Actor) -> list[Version]:
    """Newest first. Words still at the gate are left out, unless the reader wrote them."""
    by_version: dict[int, list[DealAgreement]] = {}
    for one in deal.agreements:
        by_version.setdefault(one.version, []).append(one)
    numbers = sorted({n for n, agreed in by_version.items() if len(agreed) > 1} | {deal.version})
    visible = _visible(deal, reader)
    beside = partners_of(visible)
    found, before = [], None
    for number in numbers:
        now = {p.place: p for p in visible if standing(p.from_version, p.until_version, number)}
        hidden = {
            p.place for p in deal.all_pairs
            if standing(p.from_version, p.until_version, number) and p.place not in now
        }  # fmt: skip
        changes = () if before is None else _changes(before, now, hidden, beside)
        found.append(Version(number, tuple(by_version.get(number, ())), changes, len(now)))
        before = now
    return found[::-1]


def _changes(
    before: dict[int, DealPair], after: dict[int, DealPair], hidden: set[int], beside: Beside
) -> tuple[Change, ...]:
    places = sorted({*before, *after, *hidden})
    return tuple(
        Change(
            before.get(place),
            after.get(place),
            being_read=place in hidden,
            partners=_partners(before.get(place), after.get(place), beside),
        )
        for place in places
        if place in hidden or before.get(place) is not after.get(place)
    )


def _partners(before: DealPair | None, after: DealPair | None, beside: Beside) -> tuple[PartnerWords, ...]:
    """Each partner that took a part beside the words before or the new ones, by name."""
    was, is_ = (
        {one.organisation.name: promise(one) for one in beside.partners.get(pair.id, ()) if one.takes}
        if pair
        else {}
        for pair in (before, after)
    )
    return tuple(
        PartnerWords(name, was.get(name, ""), is_.get(name, "")) for name in sorted({*was, *is_})
    )  # fmt: skip


def _visible(deal: Deal, reader: Actor) -> list[DealPair]:
    held = sorted(pair.public_id for pair in deal.all_pairs if pair.waits_at_gate)
    back = gate.released_texts(WordsKind.DEAL_WORDS, held)
    return [
        pair
        for pair in deal.all_pairs
        if not pair.waits_at_gate or pair.public_id in back or pair.written_by_id == reader.user_id
    ]
