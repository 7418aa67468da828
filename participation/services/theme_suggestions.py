"""Suggesting which theme released words may belong to, and keeping what a person decided about each suggestion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from app import audit
from app.clock import now
from app.db import db
from models.feedback import Feedback
from models.themes import NotInTheme, Theme, ThemeItem
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.rules.suggesting import suggest
from participation.rules.themes import Placed, ThemeState
from participation.services import themes
from participation.services.gate import released_texts
from participation.services.released import ReleasedFeedback, Said

LOOKED_AT = 60  # released pieces in no theme yet that are compared at a time, oldest first
THEMES_COMPARED = 30
PIECES_COMPARED = 25  # of each theme, newest first
YES, NO = "yes", "no"


@dataclass(frozen=True)
class Suggestion:
    """One piece that may belong in a theme, and the words that say so."""

    said: Said
    theme: Theme
    words: tuple[str, ...]


def suggested(actor: Actor) -> list[Suggestion]:
    """Suggestions for the oldest pieces in no theme. Five queries, however many pieces or themes."""
    gathering = themes.gathering()[:THEMES_COMPARED]
    if not gathering:
        return []
    loose = ReleasedFeedback().read_by(actor).not_in_a_theme().page(size=LOOKED_AT)
    held, refused = _held_in(gathering), _refused([one.public_id for one in loose])
    by_id = {theme.public_id: theme for theme in gathering}
    found = suggest(
        {one.public_id: f"{one.words} {one.more}" for one in loose},
        {theme.public_id: (theme.title, held.get(theme.id, [])) for theme in gathering},
    )
    return [
        Suggestion(one, by_id[told.theme], told.words)
        for one in loose
        if (told := found.get(one.public_id)) and (one.public_id, by_id[told.theme].id) not in refused
    ]


def settle(actor: Actor, decided: Mapping[tuple[str, str], str]) -> tuple[int, int]:
    """(how many went in, how many do not belong). `decided`: (piece, theme) -> yes or no; others are left for later.

    Raises Refusal when nothing was decided; a theme that was sent meanwhile is left alone.
    """
    chosen = {pair: said for pair, said in decided.items() if said in {YES, NO}}
    if not chosen:
        raise Refusal("Say of at least one whether it belongs there.")
    counts = {YES: 0, NO: 0}
    for theme_id in sorted({theme for _, theme in chosen}):
        theme = themes.get_theme_for(actor, theme_id)
        if theme.state is not ThemeState.GATHERING:
            continue
        going = [piece for (piece, where), said in chosen.items() if where == theme_id and said == YES]
        if going:
            counts[YES] += themes.add(actor, theme, going, Placed.SUGGESTED)
        staying = [piece for (piece, where), said in chosen.items() if where == theme_id and said == NO]
        counts[NO] += _refuse(actor, theme, staying)
    return counts[YES], counts[NO]


def _refuse(actor: Actor, theme: Theme, pieces: list[str]) -> int:
    there = sa.select(NotInTheme.feedback_id).where(NotInTheme.theme_id == theme.id)
    new = ReleasedFeedback().read_by(actor).where(Feedback.public_id.in_(pieces), Feedback.id.not_in(there))
    keys = list(db.session.scalars(new.ids())) if pieces else []
    db.session.add_all(
        NotInTheme(theme_id=theme.id, feedback_id=key, at=now(), by_id=known(actor)) for key in keys
    )
    if keys:
        audit.record("theme.suggestion_refused", theme, actor=actor, items=len(keys))
    return len(keys)


def _held_in(gathering: list[Theme]) -> dict[int, list[str]]:
    """The released words of the newest pieces of each theme. Two queries."""
    place = sa.func.row_number().over(partition_by=ThemeItem.theme_id, order_by=ThemeItem.added_at.desc())
    ranked = (
        sa.select(ThemeItem.theme_id, ThemeItem.feedback_id, place.label("place"))
        .where(ThemeItem.theme_id.in_([theme.id for theme in gathering]))
        .subquery()
    )
    rows = db.session.execute(
        sa.select(ranked.c.theme_id, Feedback.public_id)
        .join(Feedback, Feedback.id == ranked.c.feedback_id)
        .where(ranked.c.place <= PIECES_COMPARED)
        .order_by(ranked.c.theme_id, Feedback.id)
    ).all()
    texts = released_texts(WordsKind.FEEDBACK, [public_id for _, public_id in rows])
    found: dict[int, list[str]] = {}
    for theme_id, public_id in rows:
        found.setdefault(theme_id, []).append(" ".join(texts.get(public_id, {}).values()))
    return found


def _refused(pieces: list[str]) -> set[tuple[str, int]]:
    query = sa.select(Feedback.public_id, NotInTheme.theme_id).join(
        NotInTheme, NotInTheme.feedback_id == Feedback.id
    )
    return {
        (piece, theme) for piece, theme in db.session.execute(query.where(Feedback.public_id.in_(pieces)))
    }
