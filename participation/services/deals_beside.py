"""All that is said beside the pairs of many Deals, loaded at once: however many pairs, the same few queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.db import db
from models.deals import DealPair
from models.deals_lived import DealChoice, DealFaces, DealPartner, DealView
from participation.rules.deals_life import Side
from participation.rules.gate import WordsKind
from participation.rules.people import Actor
from participation.services import attachments, gate
from participation.services.attachments import Shown
from participation.services.deals_check_ins import PHOTO
from participation.services.deals_speakers import Speakers, speakers_among


@dataclass(frozen=True)
class Beside:
    """What stands beside pairs, by the pair's key; `said` are held words let through, by record."""

    views: dict[int, list[DealView]] = field(default_factory=dict)
    faces: dict[int, list[DealFaces]] = field(default_factory=dict)
    partners: dict[int, list[DealPartner]] = field(default_factory=dict)
    groups: dict[int | None, list[str]] = field(default_factory=dict)
    photos: dict[str, list[Shown]] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    released_pairs: frozenset[str] = frozenset()
    speakers: Speakers = field(default_factory=Speakers)

    def lets_read(self, pair: DealPair) -> bool:
        """Whether the words of this pair may be read by everybody."""
        return not pair.waits_at_gate or pair.public_id in self.released_pairs


def load(pairs: Iterable[DealPair], reader: Actor) -> Beside:
    """Everything beside these pairs, as this reader may see it."""
    pairs = list(pairs)
    ids = [pair.id for pair in pairs]
    check_ins = [c for pair in pairs for c in pair.check_ins]
    views = _views(ids)
    held = {c.public_id for c in check_ins if c.waits_at_gate}
    held |= {v.public_id for row in views.values() for v in row if v.waits_at_gate}
    texts = gate.released_texts(WordsKind.CHECK_IN, sorted(held))
    spoke = {c.user_id for c in check_ins if c.side is Side.YOURS}
    spoke |= {v.user_id for row in views.values() for v in row if v.about is Side.OURS}
    return Beside(
        views=views, faces=_faces(ids), partners=_partners(ids), groups=_groups(pairs),
        photos=attachments.of_many(PHOTO, [c.public_id for c in check_ins], viewer=reader),
        said={record: parts.get(gate.WORDS, "") for record, parts in texts.items()},
        released_pairs=_released(pairs),
        speakers=speakers_among(spoke),
    )  # fmt: skip


def marks_of(pairs: Iterable[DealPair]) -> Beside:
    """Only what a list of Deals tells: which pairs may be shown, and the partners, so that what is late is seen."""
    pairs = list(pairs)
    return Beside(partners=_partners([pair.id for pair in pairs]), released_pairs=_released(pairs))


def _released(pairs: list[DealPair]) -> frozenset[str]:
    waiting = sorted(pair.public_id for pair in pairs if pair.waits_at_gate)
    return frozenset(gate.released_texts(WordsKind.DEAL_WORDS, waiting))


def _views(ids: list[int]) -> dict[int, list[DealView]]:
    found: dict[int, list[DealView]] = {}
    for view in db.session.scalars(
        sa.select(DealView).where(DealView.pair_id.in_(ids)).order_by(DealView.id)
    ):
        found.setdefault(view.pair_id, []).append(view)
    return found


def _faces(ids: list[int]) -> dict[int, list[DealFaces]]:
    """The newest count of each group about each part."""
    newest: dict[tuple[int, str, str], DealFaces] = {}
    for one in db.session.scalars(
        sa.select(DealFaces).where(DealFaces.pair_id.in_(ids)).order_by(DealFaces.id)
    ):
        newest[(one.pair_id, str(one.about), one.group_name)] = one
    found: dict[int, list[DealFaces]] = {}
    for one in newest.values():
        found.setdefault(one.pair_id, []).append(one)
    return found


def partners_of(pairs: Iterable[DealPair]) -> Beside:
    """Only the partners beside pairs both sides agreed (so nothing of them waits): enough to see what is late."""
    pairs = list(pairs)
    known = frozenset(pair.public_id for pair in pairs)
    return Beside(partners=_partners([pair.id for pair in pairs]), released_pairs=known)


def _partners(ids: list[int]) -> dict[int, list[DealPartner]]:
    query = sa.select(DealPartner).where(DealPartner.pair_id.in_(ids)).order_by(DealPartner.id)
    found: dict[int, list[DealPartner]] = {}
    for one in db.session.scalars(query.options(joinedload(DealPartner.organisation))):
        found.setdefault(one.pair_id, []).append(one)
    return found


def _groups(pairs: list[DealPair]) -> dict[int | None, list[str]]:
    """By pair: the groups that work on its "your part" now, by name. What one person chose is never among them."""
    deals = {pair.deal_id for pair in pairs}
    query = sa.select(DealChoice).where(DealChoice.deal_id.in_(deals), DealChoice.group_name != "")
    newest = {(one.deal_id, one.group_name): one for one in db.session.scalars(query.order_by(DealChoice.id))}
    found: dict[int | None, list[str]] = {}
    for _, group in sorted(newest):
        one = newest[(_, group)]
        found.setdefault(one.pair_id, []).append(group)
    return found
