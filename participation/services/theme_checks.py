"""Asking young advisors whether a theme says what they mean, and what each of them says.

They see released words and nothing of who said them. Their reasons wait at the gate like everything they write.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit, outbox
from app.clock import now
from app.db import db
from app.times import local_date
from models.theme_checks import ThemeCheck, ThemeCheckRequest
from models.themes import Theme
from models.triage import TriageItem
from participation.rules import theme_checks as rules
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.people import Actor, Role
from participation.rules.refusals import NotFound, Refusal
from participation.rules.theme_checks import Check, CheckView
from participation.rules.themes import ThemeState
from participation.services import gate
from participation.services import triage_desk as desk
from participation.services.released import ReleasedFeedback


@dataclass(frozen=True)
class Said:
    """One view as the worker sees it: no name, and the reason once it was let through."""

    view: CheckView
    reason: str
    waits: bool
    at: datetime
    is_before: bool  # of its words or pieces as they were before they changed


@dataclass(frozen=True)
class ToCheck:
    """One theme that young advisors are asked about."""

    theme: Theme
    request: ThemeCheckRequest


def ask(actor: Actor, theme: Theme) -> ThemeCheckRequest:
    """Ask the young advisors; raises Refusal when they are being asked, or there is nothing to look at."""
    today = local_date(now())
    rules.check_ask(check_of(theme), ReleasedFeedback().in_theme(theme.id).count(), today)
    if theme.state is not ThemeState.GATHERING:
        raise Refusal("This theme has been sent already.")
    made = ThemeCheckRequest(
        theme_id=theme.id, asked_at=now(), reply_by=rules.reply_by(today), asked_by_id=known(actor)
    )
    db.session.add(made)
    db.session.flush()
    for user in desk.people_holding(Role.YOUNG_ADVISOR):
        outbox.post(
            user.id, "Is this what children mean?",
            "Children said things, and a worker put them together. Sign in to Our Part and say if it is right.",
            dedupe_key=f"theme-check:{made.id}:{user.public_id}",
        )  # fmt: skip
    audit.record("theme.check_asked", theme, actor=actor, reply_by=made.reply_by.isoformat())
    return made


def check_of(theme: Theme) -> Check:
    """How the newest asking stands, if young advisors were asked since it got its words."""
    request = _newest(theme)
    if request is None:
        return Check()
    counted = sa.select(ThemeCheck.view, sa.func.count()).where(
        ThemeCheck.request_id == request.id, ThemeCheck.is_latest
    )
    many = {row.view: int(row[1]) for row in db.session.execute(counted.group_by(ThemeCheck.view))}
    return Check(request.reply_by, many.get(CheckView.MEANT, 0), many.get(CheckView.NOT_QUITE, 0))


def said_of(theme: Theme) -> list[Said]:
    """Every view that counts, newest first, with the reasons that were let through. Three queries or four."""
    query = (
        sa.select(ThemeCheck).join(ThemeCheckRequest)
        .where(ThemeCheckRequest.theme_id == theme.id, ThemeCheck.is_latest)
        .order_by(ThemeCheck.at.desc(), ThemeCheck.id.desc())
    )  # fmt: skip
    found = list(db.session.scalars(query))
    ids = [one.public_id for one in found]
    held = _held(ids)
    texts = gate.released_texts(WordsKind.THEME_CHECK, ids)
    request = _newest(theme)
    return [
        Said(
            one.view,
            texts.get(one.public_id, {}).get(gate.WORDS, ""),
            one.public_id in held - set(texts),
            one.at,
            request is None or one.request_id != request.id,
        )
        for one in found
    ]


def to_check(actor: Actor) -> list[ToCheck]:
    """Themes this young advisor is asked about and has said nothing of, soonest due first. One query."""
    mine = sa.select(ThemeCheck.request_id).where(ThemeCheck.by_id == actor.user_id)
    query = (
        _open()
        .where(ThemeCheckRequest.id.not_in(mine))
        .order_by(ThemeCheckRequest.reply_by, ThemeCheckRequest.id)
    )
    return [ToCheck(request.theme, request) for request in db.session.scalars(query)]


def get_to_check(actor: Actor, theme_id: str) -> ToCheck:
    """One theme that is being asked about; raises NotFound unless the actor is a young advisor."""
    if not actor.has(Role.YOUNG_ADVISOR):
        raise NotFound
    query = _open().where(Theme.public_id == theme_id).order_by(ThemeCheckRequest.id.desc()).limit(1)
    found = db.session.scalars(query).first()
    if found is None:
        raise NotFound
    return ToCheck(found.theme, found)


def quotes(theme: Theme) -> list[str]:
    """Some of the released words, spread over the theme; nothing of age, place or day."""
    texts = [
        one.words or one.more
        for one in ReleasedFeedback().in_theme(theme.id).page(size=rules.QUOTES_SHOWN * 3)
    ]
    texts = [text for text in texts if text]
    return texts[:: max(1, -(-len(texts) // rules.QUOTES_SHOWN))]


def mine(actor: Actor, request: ThemeCheckRequest) -> CheckView | None:
    """What this young advisor said last of this asking."""
    return db.session.scalar(sa.select(ThemeCheck.view).where(
        ThemeCheck.request_id == request.id, ThemeCheck.by_id == actor.user_id, ThemeCheck.is_latest
    ))  # fmt: skip


def give(actor: Actor, asked: ToCheck, view: CheckView, reason: str) -> ThemeCheck:
    """Keep what a young advisor says; the view counts at once, the reason when it was let through."""
    rules.check_view(view, reason)
    db.session.execute(
        sa.update(ThemeCheck)
        .where(ThemeCheck.request_id == asked.request.id, ThemeCheck.by_id == actor.user_id)
        .values(is_latest=False)
    )
    made = ThemeCheck(request_id=asked.request.id, by_id=known(actor), view=view, at=now(), is_latest=True)
    db.session.add(made)
    db.session.flush()
    if reason:
        gate.hold(WordsKind.THEME_CHECK, made.public_id, reason, by=actor, area_id=asked.theme.area_id)
    audit.record("theme.checked", asked.theme, actor=actor, view=view)
    return made


def _newest(theme: Theme) -> ThemeCheckRequest | None:
    since = theme.worded_at or theme.made_at
    return db.session.scalars(
        sa.select(ThemeCheckRequest)
        .where(ThemeCheckRequest.theme_id == theme.id, ThemeCheckRequest.asked_at >= since)
        .order_by(ThemeCheckRequest.id.desc()).limit(1)
    ).first()  # fmt: skip


def _open() -> sa.Select[ThemeCheckRequest]:
    """Askings that can still be answered: of themes not sent yet, as they are worded now."""
    return (
        sa.select(ThemeCheckRequest).join(Theme)
        .where(
            Theme.state == ThemeState.GATHERING,
            ThemeCheckRequest.asked_at >= sa.func.coalesce(Theme.worded_at, Theme.made_at),
        )
        .options(joinedload(ThemeCheckRequest.theme))
    )  # fmt: skip


def _held(ids: list[str]) -> set[str]:
    query = sa.select(TriageItem.words_of).where(
        TriageItem.kind == WordsKind.THEME_CHECK,
        TriageItem.words_of.in_(ids),
        TriageItem.decided_at.is_(None),
    )
    return set(db.session.scalars(query)) if ids else set()
