"""What the desk sees beside the words of something said: the drawing or sound, how it was said, and its parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.db import db
from models.feedback import Feedback
from models.saying import HowSaid, SaidMedia, TakenBack
from models.triage import TriageItem
from participation.rules.media import MediaKind
from participation.rules.people import Actor
from participation.rules.support import SUPPORT_WORDS, TRANSLATOR_WORDS, Support
from participation.services import feedback_media, gate, same_voice

_MEDIA = frozenset(feedback_media.KINDS.values())
ASKED: dict[str, str] = {
    "wheel": "The parts they coloured in", "symbols": "The pictures they picked",
    "statements": "What they answered to each statement", "translation": "In English, by somebody else",
    "note": "The helper’s own note (not the child’s words)", "added": "What they came back to add",
    "reach": "How to answer them",
}  # fmt: skip


@dataclass(frozen=True)
class AtDesk:
    """One item's surroundings. `content` is the drawing or sound as an address that holds it, opened by no other."""

    feedback: Feedback
    how: HowSaid | None
    media: SaidMedia | None
    content: str
    others: list[TriageItem]
    taken_back_at: datetime | None

    @property
    def support(self) -> list[str]:
        """What help was given, in words."""
        return [SUPPORT_WORDS[Support(one)] for one in self.how.support] if self.how else []

    @property
    def translated_by(self) -> str:
        """Who put it into English."""
        return TRANSLATOR_WORDS[self.how.translator].lower() if self.how and self.how.translator else ""

    @property
    def is_sound(self) -> bool:
        """Whether it is to be heard rather than seen."""
        return self.media is not None and self.media.kind is MediaKind.SOUND


def around(actor: Actor, item: TriageItem) -> AtDesk | None:
    """What belongs to an item of something said; None for items of other subjects. The caller records the reading."""
    if item.kind not in same_voice.SAID:
        return None
    media = feedback_media.held(item.words_of) if item.kind in _MEDIA else None
    of = Feedback.id == media.feedback_id if media else Feedback.public_id == item.words_of
    said = db.session.scalar(
        sa.select(Feedback).where(of).options(joinedload(Feedback.listening), joinedload(Feedback.area))
    )
    if said is None:
        return None
    content = feedback_media.address_of(media) if media else ""
    how = db.session.scalar(
        sa.select(HowSaid).where(HowSaid.feedback_id == said.id).options(joinedload(HowSaid.helped_by))
    )
    taken = db.session.get(TakenBack, said.id)
    return AtDesk(said, how, media, content, _others(actor, item, said), taken.at if taken else None)


def _others(actor: Actor, item: TriageItem, said: Feedback) -> list[TriageItem]:
    """The other parts of the same voice that wait or waited, which this reader may see."""
    mine = same_voice.is_of(same_voice.parts_of(said.id))
    query = sa.select(TriageItem).where(
        mine, TriageItem.kind.in_(same_voice.SAID), TriageItem.id != item.id, gate.may_see(actor)
    )
    return list(db.session.scalars(query.order_by(TriageItem.id)))
