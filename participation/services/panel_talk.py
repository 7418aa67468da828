"""Talk on a panel: always to all of it, moderated, and kept. Nobody can write to one person (the design's SG10)."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit
from app.clock import now
from app.db import db
from models.places import Team
from models.raised import PanelPost
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.services import gate, panels, vetting

MOST = 50


@dataclass(frozen=True)
class Said:
    """One post let through: who said it (a first name, on the panel only), and the words."""

    post: PanelPost
    words: str


def say(actor: Actor, team: Team, words: str) -> PanelPost:
    """Say something to everybody on the panel. A child's, a supporter's and a young adult's words wait at the gate.

    Raises Refusal while no worker whose checks are in date looks after the panel.
    """
    working = {one.user.id for one in vetting.adults() if not one.paused}
    if not any(worker.id in working for worker in panels.workers()):
        raise Refusal("Nobody whose checks are in date looks after this panel now, so talk is closed.")
    made = PanelPost(team_id=team.id, by_id=known(actor), at=now())
    db.session.add(made)
    db.session.flush()
    gate.hold(WordsKind.PANEL_TALK, made.public_id, words, by=actor)
    audit.record("panel.said", made, actor=actor, team=team.public_id)
    return made


def on(team: Team) -> list[Said]:
    """The newest posts let through, oldest first. Three queries."""
    query = (
        sa.select(PanelPost)
        .where(PanelPost.team_id == team.id, PanelPost.public_id.in_(gate.released_ids(WordsKind.PANEL_TALK)))
        .options(joinedload(PanelPost.by)).order_by(PanelPost.id.desc()).limit(MOST)
    )  # fmt: skip
    posts = list(db.session.scalars(query))
    texts = gate.released_texts(WordsKind.PANEL_TALK, [one.public_id for one in posts])
    return [Said(one, texts[one.public_id][gate.WORDS]) for one in reversed(posts) if one.public_id in texts]


def being_read(actor: Actor, team: Team) -> int:
    """How many of one's own posts have not come through."""
    query = sa.select(sa.func.count()).where(
        PanelPost.team_id == team.id, PanelPost.by_id == actor.user_id,
        PanelPost.public_id.not_in(gate.released_ids(WordsKind.PANEL_TALK)),
    )  # fmt: skip
    return db.session.scalar(query) or 0
