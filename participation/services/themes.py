"""Putting released words into themes, and sending a theme to the person who can act."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit
from app.clock import now
from app.db import db
from app.times import local_date
from models.feedback import Feedback
from models.people import User
from models.places import Area
from models.themes import Theme, ThemeItem
from participation.rules.known import known
from participation.rules.letters import LetterKind
from participation.rules.people import Actor, Role
from participation.rules.refusals import NotFound, Refusal
from participation.rules.theme_checks import ANSWERED, check_may_send
from participation.rules.themes import (
    THEME,
    Framework,
    Placed,
    Shanarri,
    Shift,
    ThemeAction,
    ThemeState,
    check_send,
    dates_due,
)
from participation.services import theme_checks
from participation.services import triage_desk as desk
from participation.services.released import ReleasedFeedback

PAGE = 20


@dataclass(frozen=True)
class NewTheme:
    """What the worker wrote on the form. `area` is a public id or empty for the whole place."""

    title: str
    part: Shanarri
    note: str = ""
    area: str = ""
    framework: Framework | None = None
    shift: Shift | None = None


@dataclass(frozen=True)
class Row:
    """One line of a list of themes."""

    theme: Theme
    items: int


def make(actor: Actor, new: NewTheme) -> Theme:
    """Begin a theme."""
    theme = Theme(
        title=new.title, note=new.note, part=new.part, area_id=_area_id(new.area), state=ThemeState.GATHERING,
        made_at=now(), worded_at=now(), made_by_id=known(actor), framework=new.framework, shift=new.shift,
    )  # fmt: skip
    db.session.add(theme)
    db.session.flush()
    audit.record("theme.made", theme, actor=actor)
    return theme


def change(actor: Actor, theme: Theme, new: NewTheme) -> None:
    """Word a theme anew before it is sent. With another title young advisors must look at it again."""
    THEME.step(theme.state, ThemeAction.ADD)
    if new.title != theme.title:
        theme.worded_at = now()
    theme.title, theme.note, theme.part, theme.area_id = new.title, new.note, new.part, _area_id(new.area)
    theme.framework, theme.shift = new.framework, new.shift
    db.session.flush()
    audit.record("theme.changed", theme, actor=actor)


def get_theme_for(actor: Actor, public_id: str) -> Theme:
    """A theme; raises NotFound unless the actor is a participation worker, or it was sent to them."""
    query = _listed().where(Theme.public_id == public_id)
    if not actor.has(Role.PARTICIPATION_WORKER):
        query = query.where(Theme.responder_id == actor.user_id, Theme.state != ThemeState.GATHERING)
    found = db.session.scalar(query)
    if found is None:
        raise NotFound
    return found


def listed(state: ThemeState | None = None, page: int = 1) -> tuple[list[Row], int]:
    """(one page of themes, newest first, with how many pieces each holds; number of pages)."""
    where = () if state is None else (Theme.state == state,)
    count = db.session.scalar(sa.select(sa.func.count()).select_from(Theme).where(*where)) or 0
    query = (
        sa.select(Theme, items_in_theme())
        .where(*where)
        .options(joinedload(Theme.area), joinedload(Theme.responder))
    )
    query = query.order_by(Theme.made_at.desc(), Theme.id.desc()).limit(PAGE).offset(PAGE * (page - 1))
    return [Row(theme, many) for theme, many in db.session.execute(query)], max(1, -(-count // PAGE))


def items_in_theme() -> sa.ScalarSelect[int]:
    """A column: how many pieces of feedback a theme holds."""
    return sa.select(sa.func.count()).where(ThemeItem.theme_id == Theme.id).correlate(Theme).scalar_subquery()


def gathering() -> list[Theme]:
    """Themes that can still be added to, newest first."""
    return list(db.session.scalars(
        sa.select(Theme).where(Theme.state == ThemeState.GATHERING).order_by(Theme.made_at.desc())
    ))  # fmt: skip


def add(actor: Actor, theme: Theme, feedback_ids: list[str], placed: Placed = Placed.BY_HAND) -> int:
    """Put released feedback (by public id) into a theme; what is there already, or not released, is passed over.

    Returns how many were added; raises Refusal when the theme was sent already or nothing was chosen.
    """
    THEME.step(theme.state, ThemeAction.ADD)
    there = sa.select(ThemeItem.feedback_id).where(ThemeItem.theme_id == theme.id)
    chosen = (
        ReleasedFeedback()
        .read_by(actor)
        .where(Feedback.public_id.in_(feedback_ids), Feedback.id.not_in(there))
    )
    found = list(db.session.scalars(chosen.ids()))
    if not found:
        raise Refusal("Tick at least one thing that was said.", field="chosen")
    db.session.add_all(
        ThemeItem(theme_id=theme.id, feedback_id=key, added_at=now(), added_by_id=known(actor), placed=placed)
        for key in found
    )
    _look_again(theme)
    db.session.flush()
    audit.record("theme.added_to", theme, actor=actor, items=len(found), placed=placed)
    return len(found)


def take_out(actor: Actor, theme: Theme, feedback_id: str) -> None:
    """Take one piece out of a theme that has not been sent; raises NotFound when it is not in it."""
    THEME.step(theme.state, ThemeAction.ADD)
    keys = sa.select(Feedback.id).where(Feedback.public_id == feedback_id)
    taken = db.session.execute(
        sa.delete(ThemeItem).where(ThemeItem.theme_id == theme.id, ThemeItem.feedback_id.in_(keys))
    )
    if taken.rowcount != 1:  # type: ignore[attr-defined]
        raise NotFound
    _look_again(theme)
    audit.record("theme.taken_from", theme, actor=actor)


def _look_again(theme: Theme) -> None:
    """Other pieces are another theme: once young advisors have said what they think, they are asked anew."""
    if theme_checks.check_of(theme).standing(local_date(now())) in ANSWERED:
        theme.worded_at = now()


def mark_differs(actor: Actor, theme: Theme, feedback_id: str, *, differs: bool) -> None:
    """Say that one piece sees the matter another way (or that it does not): it stays, and is shown as that."""
    THEME.step(theme.state, ThemeAction.ADD)
    keys = sa.select(Feedback.id).where(Feedback.public_id == feedback_id)
    marked = db.session.execute(
        sa.update(ThemeItem).where(ThemeItem.theme_id == theme.id, ThemeItem.feedback_id.in_(keys))
        .values(differs=differs)
    )  # fmt: skip
    if marked.rowcount != 1:  # type: ignore[attr-defined]
        raise NotFound
    audit.record("theme.seen_differently", theme, actor=actor, differs=differs)


def pieces(theme: Theme, public_ids: list[str]) -> dict[str, ThemeItem]:
    """How each of these pieces stands in a theme, by its public id. One query."""
    query = sa.select(Feedback.public_id, ThemeItem).join(ThemeItem, ThemeItem.feedback_id == Feedback.id)
    found = db.session.execute(
        query.where(ThemeItem.theme_id == theme.id, Feedback.public_id.in_(public_ids))
    )
    return {row.public_id: row.ThemeItem for row in found}


def send(actor: Actor, theme: Theme, responder_public_id: str, why_anyway: str = "") -> None:
    """Send a theme to the person who can act; they have 5 working days to say they have it and 20 to answer.

    Raises Refusal before young advisors have looked at it, or been asked in vain.
    """
    step = THEME.step(theme.state, ThemeAction.SEND)
    check_send(ReleasedFeedback().in_theme(theme.id).count())
    people = {user.public_id: user for user in responders()}
    if responder_public_id not in people:
        raise Refusal("Choose who can act on this.", field="responder")
    check, today = theme_checks.check_of(theme), local_date(now())
    check_may_send(check, why_anyway, today)
    responder = people[responder_public_id]
    theme.sent_checked, theme.why_anyway = check.standing(today), why_anyway if check.not_quite else ""
    theme.acknowledge_by, theme.due_on = dates_due(local_date(now()))
    theme.state, theme.sent_at, theme.responder_id = step.to, now(), responder.id
    db.session.flush()
    desk.call(
        [responder], f"theme:{theme.public_id}", "Children and families are waiting for your answer",
        "A pack of what people said has been sent to you. Sign in to Our Part to read and answer it.",
        kind=LetterKind.ANSWERS,
    )  # fmt: skip
    audit.record(step.event, theme, actor=actor, to=responder.public_id, due=theme.due_on.isoformat(),
                 checked=theme.sent_checked)  # fmt: skip


def responders() -> list[User]:
    """Everyone who can be sent a theme."""
    return desk.people_holding(Role.RESPONDER)


def _area_id(public_id: str) -> int | None:
    return db.session.scalar(sa.select(Area.id).where(Area.public_id == public_id)) if public_id else None


def _listed() -> sa.Select[Theme]:
    return sa.select(Theme).options(joinedload(Theme.area), joinedload(Theme.responder))
