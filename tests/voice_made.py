"""Voice, made quickly: a listening, something said, a decision, a theme, an answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import sqlalchemy as sa

from app.clock import now
from app.db import db
from models.feedback import Feedback
from models.listening import Listening
from models.places import Area
from models.proposals import Proposal
from models.saying import SaidMedia
from models.themes import Theme
from models.triage import TriageItem
from participation.rules.feedback import Route, Screen
from participation.rules.gate import Decision, Letting, Outcome
from participation.rules.media import MediaKind
from participation.rules.people import Actor
from participation.rules.theme_checks import CheckView
from participation.rules.themes import Shanarri
from participation.services import (
    feedback,
    feedback_media,
    listening,
    said_shown,
    theme_checks,
    themes,
    triage,
)
from tests.attachments_made import drawn

Cast = Callable[[str], Actor]


def a_listening(cast: Cast, **more: object) -> Listening:
    """One open for a fortnight, in Millfield unless said otherwise."""
    area = db.session.scalars(sa.select(Area).where(Area.name == "Millfield")).one()
    wanted = {
        "title": "Millfield Park", "question": "How is the park for you?", "area": area.public_id,
        "opens_at": now() - timedelta(days=1), "closes_at": now() + timedelta(days=14), **more,
    }  # fmt: skip
    return listening.set_up(cast("Pia"), listening.NewListening(**wanted))  # type: ignore[arg-type]


def somebody_says(
    here: Listening,
    words: str,
    *,
    face: int = 3,
    age: str = "10-12",
    route: Route = Route.CHILD,
    token: str = "",
) -> tuple[Feedback, str]:
    """What was said, and its come-back words."""
    token = token or feedback.new_token()
    draft = feedback.begin(here, route, token)
    for screen, answer in ((Screen.FACE, str(face)), (Screen.WORDS, words), (Screen.AGE, age)):
        feedback.keep(draft, screen, answer)
    feedback.send(draft, token)
    back = " ".join(feedback.words_for(draft, token))
    return db.session.scalars(sa.select(Feedback).order_by(Feedback.id.desc()).limit(1)).one(), back


def item_of(said: Feedback | SaidMedia | Proposal) -> TriageItem:
    """The item at the gate for it."""
    return db.session.scalars(
        sa.select(TriageItem).where(TriageItem.words_of == said.public_id, TriageItem.is_latest)
    ).one()


def decide(cast: Cast, said: Feedback | SaidMedia, *, who: str = "Sam", **more: object) -> TriageItem:
    """A decision: no concern, released as it was with what is marked left in, unless said otherwise."""
    wanted = {
        "outcome": Outcome.NO_CONCERN, "rationale": "An ordinary wish about the park.", "reference": "",
        "letting": Letting.RELEASE, "changed": {}, **more,
    }  # fmt: skip
    item = item_of(said)
    wanted.setdefault("stays", frozenset(triage.marks_of(item)))
    return triage.decide(cast(who), item.public_id, Decision(**wanted), after=len(item.decisions))  # type: ignore[arg-type]


def a_theme(cast: Cast, *said: Feedback, title: str = "Lights in the park", send: bool = False) -> Theme:
    """A theme with these in it that Asha says is what they mean, sent to Rhona when asked."""
    theme = themes.make(cast("Pia"), themes.NewTheme(title, Shanarri.SAFE))
    themes.add(cast("Pia"), theme, [one.public_id for one in said])
    check(cast, theme)
    if send:
        themes.send(cast("Pia"), theme, cast("Rhona").public_id)
    return theme


def a_drawing(cast: Cast, said: Feedback, *, released: bool = True, shown: bool = True) -> SaidMedia:
    """A drawing that came with something said, let through and agreed to be shown unless said otherwise."""
    feedback_media.add(said, [feedback_media.made_from(MediaKind.DRAWING, drawn())])
    media = db.session.scalars(sa.select(SaidMedia).order_by(SaidMedia.id.desc()).limit(1)).one()
    if shown:
        said_shown.say(Actor.nobody(), said, {MediaKind.DRAWING: True})
    if released:
        decide(cast, media)
    return media


def check(cast: Cast, theme: Theme, view: CheckView = CheckView.MEANT, reason: str = "") -> None:
    """Young advisors are asked about a theme, and Asha says what she thinks."""
    theme_checks.ask(cast("Pia"), theme)
    theme_checks.give(cast("Asha"), theme_checks.get_to_check(cast("Asha"), theme.public_id), view, reason)
