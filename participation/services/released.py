"""The one way anybody but the safeguarding desk reads what was said.

Every query starts from the join below, so feedback without a decision that lets it through does not exist here.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.db import db
from models.feedback import Feedback
from models.saying import SaidMedia, TakenBack
from models.themes import ThemeItem
from models.triage import TriageDecision, TriageItem
from participation.rules.feedback import FACES, Route
from participation.rules.gate import Letting, WordsKind
from participation.rules.people import Actor, AgeBand
from participation.rules.refusals import NotFound
from participation.services import feedback_media, translations
from participation.services.gate import released_texts
from participation.services.shut_outs import not_about
from participation.services.translations import Translated

PAGE = 20
# The cast keeps SQLite from beginning with every item of the kind: it guesses ten of them, and there may be 100,000.
_IS_FEEDBACK = sa.cast(TriageItem.kind, sa.String(40)) == WordsKind.FEEDBACK.value


@dataclass(frozen=True)
class Said:
    """What one person said, as it was released. `changed` tells that something was taken out first."""

    public_id: str
    route: Route
    face: int | None
    age_band: AgeBand | None
    area: str
    said_at: datetime
    listening: str
    question: str
    more_question: str
    words: str
    more: str
    changed: bool
    wheel: str = ""
    symbols: str = ""
    statements: str = ""
    translation: str = ""
    media: tuple[SaidMedia, ...] = ()
    translations: tuple[Translated, ...] = ()

    @property
    def reads_as(self) -> str:
        """One line for lists: the words, or what was chosen instead of words."""
        chosen = (self.translation, self.words, self.more, self.symbols, self.wheel, self.statements)
        said = next((text for text in chosen if text), "")
        return said or (f"Chose a face: {self.face_words}" if self.face else "A drawing or spoken words")

    @property
    def face_words(self) -> str:
        """The face in words, or nothing."""
        return FACES.get(self.face or 0, "")


class ReleasedFeedback:
    """Released feedback, narrowed step by step: `ReleasedFeedback().not_in_a_theme().page(2)`."""

    def __init__(self, *conditions: sa.ColumnElement[bool], reader: Actor | None = None) -> None:
        self._conditions, self._reader = conditions, reader

    def where(self, *conditions: sa.ColumnElement[bool]) -> ReleasedFeedback:
        """Only those for which these hold too."""
        return ReleasedFeedback(*self._conditions, *conditions, reader=self._reader)

    def read_by(self, actor: Actor) -> ReleasedFeedback:
        """Only those in which no concern stands about this reader."""
        return ReleasedFeedback(*self._conditions, not_about(actor), reader=actor)

    def in_theme(self, theme_id: int) -> ReleasedFeedback:
        """Only those in this theme."""
        return self.where(
            Feedback.id.in_(sa.select(ThemeItem.feedback_id).where(ThemeItem.theme_id == theme_id))
        )

    def not_in_a_theme(self) -> ReleasedFeedback:
        """Only those nobody has put in a theme yet."""
        return self.where(Feedback.in_themes == 0)

    def among(self, public_ids: list[str]) -> ReleasedFeedback:
        """Only those of these."""
        return self.where(Feedback.public_id.in_(public_ids))

    def said_between(self, since: datetime, until: datetime) -> ReleasedFeedback:
        """Only those said in the half-open period."""
        return self.where(Feedback.said_at >= since, Feedback.said_at < until)

    def ids(self) -> sa.Select[int]:
        """Their keys, for `.in_()` in another reader's query."""
        found: sa.Select[int] = self._from(sa.select(Feedback.id))
        return found

    def still_released(self, public_ids: list[str]) -> set[str]:
        """Which of these are let through still. One query, or none for none."""
        if not public_ids:
            return set()
        query = self._from(sa.select(Feedback.public_id)).where(Feedback.public_id.in_(public_ids))
        return set(db.session.scalars(query))

    def count(self) -> int:
        """How many."""
        return db.session.scalar(self._from(sa.select(sa.func.count()).select_from(Feedback))) or 0

    def count_by(self, column: sa.SQLColumnExpression[int]) -> dict[int, int]:
        """How many for each value of a column that has any. One query."""
        query = self._from(sa.select(column, sa.func.count()).select_from(Feedback)).group_by(column)
        return {row[0]: int(row[1]) for row in db.session.execute(query)}

    def page(self, number: int = 1, size: int = PAGE) -> list[Said]:
        """One page, oldest first. Five queries, however many."""
        query = self._from(sa.select(Feedback, TriageItem.released_version)).options(
            joinedload(Feedback.listening), joinedload(Feedback.area)
        )
        query = query.order_by(Feedback.said_at, Feedback.id).limit(size).offset(size * (number - 1))
        rows = db.session.execute(query).all()
        ids = [feedback.public_id for feedback, _ in rows]
        texts, media = released_texts(WordsKind.FEEDBACK, ids), feedback_media.released_of(ids)
        others = translations.of_many({feedback.id: version for feedback, version in rows}, self._reader)
        return [
            replace(
                _said(
                    feedback, version, texts.get(feedback.public_id, {}), media.get(feedback.public_id, [])
                ),
                translations=others.get(feedback.id, ()),
            )
            for feedback, version in rows
        ]

    def quotes_by_theme(self, theme_ids: list[int]) -> dict[int, list[str]]:
        """The released words (first question) of each theme, oldest first: two queries, however many themes."""
        said = self.said_by_theme(theme_ids)
        return {key: [words for _, words in texts] for key, texts in said.items()}

    def said_by_theme(self, theme_ids: list[int]) -> dict[int, list[tuple[str, str]]]:
        """The same with the public id of what each is part of, so that they can be found again."""
        if not theme_ids:
            return {}
        query = self._from(sa.select(ThemeItem.theme_id, Feedback.public_id).select_from(Feedback))
        query = query.join(ThemeItem, ThemeItem.feedback_id == Feedback.id)
        rows = db.session.execute(
            query.where(ThemeItem.theme_id.in_(theme_ids)).order_by(Feedback.said_at)
        ).all()
        texts = released_texts(WordsKind.FEEDBACK, [public_id for _, public_id in rows])
        found: dict[int, list[tuple[str, str]]] = {}
        for theme_id, public_id in rows:
            found.setdefault(theme_id, []).append((public_id, texts.get(public_id, {}).get("words", "")))
        return found

    def _from(self, query: Any) -> Any:
        return query.join(
            TriageItem,
            sa.and_(
                _IS_FEEDBACK, TriageItem.words_of == Feedback.public_id,
                TriageItem.is_latest, TriageItem.released_at.is_not(None),
            ),
        ).where(~sa.exists().where(TakenBack.feedback_id == Feedback.id), *self._conditions)  # fmt: skip


def get_for(actor: Actor, public_id: str) -> Said:
    """One thing said, as this reader may read it; NotFound before the release, and once it was taken back."""
    found = ReleasedFeedback().read_by(actor).where(Feedback.public_id == public_id).page()
    if not found:
        raise NotFound
    return found[0]


def _said(feedback: Feedback, version: int, texts: dict[str, str], media: list[SaidMedia]) -> Said:
    return Said(
        public_id=feedback.public_id, route=feedback.route, face=feedback.face, age_band=feedback.age_band,
        area=feedback.area.name if feedback.area else "", said_at=feedback.said_at,
        listening=feedback.listening.title, question=feedback.listening.question,
        more_question=feedback.listening.more_question, words=texts.get("words", ""), more=texts.get("more", ""),
        changed=version > 1, wheel=texts.get("wheel", ""), symbols=texts.get("symbols", ""),
        statements=texts.get("statements", ""), translation=texts.get("translation", ""), media=tuple(media),
    )  # fmt: skip


def changed_after_release(kind: WordsKind, public_ids: Collection[str]) -> set[str]:
    """Those of these records that were let through and had words taken out since. One query, or none for none."""
    if not public_ids:
        return set()
    let = sa.select(TriageItem.words_of).join(TriageDecision, TriageDecision.item_id == TriageItem.id).where(
        TriageItem.kind == kind, TriageItem.is_latest, TriageItem.words_of.in_(public_ids),
        TriageDecision.letting != Letting.KEEP,
    )  # fmt: skip
    return set(db.session.scalars(let.group_by(TriageItem.words_of).having(sa.func.count() > 1)))
