"""The demo's ideas written together: Asha's and Tomos's lights, a pair joined into one, a shared draft, and advice."""

from __future__ import annotations

import random
import tomllib
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app.access.actors import actor_from
from app.db import db
from app.demo.people import SOUTH
from app.demo.proposals import fields_of
from app.demo.story import Moment
from commissioning.rules.advice import View
from commissioning.rules.comments import CommentKind, Moderation
from commissioning.rules.suggestions import Part
from commissioning.services import (
    advice,
    co_invitations,
    comments,
    comments_moderating,
    merging,
    suggestions,
    suggestions_answers,
    supports,
)
from commissioning.services import proposals_drafts as drafts
from models.comments import Comment
from models.people import User
from models.places import Team
from models.proposals import Proposal
from models.suggestions import Suggestion
from models.triage import TriageItem
from participation.rules.gate import Decision, Letting, Outcome, WordsKind
from participation.rules.people import Actor
from participation.services import triage

IDEAS: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "together.toml").read_text(encoding="utf-8")
)
FINE = "Read through. Nothing in it worries me about anybody."
OURS = (WordsKind.DRAFT, WordsKind.SUGGESTION, WordsKind.COMMENT, WordsKind.ADVICE)
LIGHTS, SEEDS, POTS, WALKS = (IDEAS[name]["title"] for name in ("lights", "seeds", "pots", "walks"))
SAFER = (
    "It is dark by four in winter and then nobody can use the skate corner. Girls told us they stop coming first. "
    "Some of us walk home past it and it feels lonely."
)
YOURS = (
    "We sweep it every Saturday, and our number is in the shop window for anybody who sees a broken light."
)
ASKED, ANSWERED = "Would the lights shine into the flats behind?", "No. They point down, and go off at nine."
VIEWS: tuple[tuple[View, str], ...] = (
    (View.SUPPORT, "My friends would go, and it is somewhere we can get to without asking for a lift."),
    (View.SUPPORT_IF, "Yes, if it is also open in the holidays. That is when people have nothing to do."),
    (View.OPPOSE, "It is for people who already have clubs. The ones who do not will not come here."),
    (View.NOT_YET, "Ask the people it is for first. Nobody in my year had heard of it."),
)  # fmt: skip


def story(dice: random.Random, today: datetime) -> list[Moment]:
    """Advice before two rounds' decisions, and three weeks of writing and talking together."""

    def at(days: float, do: Any, *args: Any) -> Moment:
        return Moment(today - timedelta(days=days), partial(do, *args))

    return [
        at(100, _advise, "Asha", VIEWS * 3), at(99.9, _advise, "Tomos", VIEWS[:1]), at(99.5, _desk),
        at(19, _advise, "Asha", VIEWS[:2]), at(18.5, _desk),
        at(21, _begin, "lights", "Asha"), at(20.5, _join, LIGHTS, "Asha", "Tomos"), at(20, _desk),
        at(18, _open, LIGHTS, "Asha"), at(17.5, _desk),
        at(16, _suggest, LIGHTS, "Mei", Part.NEED, SAFER, "Girls at the kitchen said this."), at(15, _take_up, LIGHTS),
        at(14, _support, LIGHTS), at(13, _ask, LIGHTS, "Ben", ASKED), at(12.5, _desk), at(12, _show),
        at(11, _answer, LIGHTS, "Tomos", ANSWERED), at(10.5, _desk), at(10, _show),
        at(3, _suggest, LIGHTS, "Jean", Part.YOUR_PART, YOURS, "So that old people know who to ring."), at(2.5, _desk),
        at(2, _ask, LIGHTS, "Cllr Idris", "Have you spoken to the two shops about their lights?"),
        at(15.8, _begin, "seeds", "Bernard"), at(15.7, _open, SEEDS, "Bernard"), at(15.6, _begin, "pots", "Chloe"),
        at(15.5, _open, POTS, "Chloe"), at(15.2, _desk), at(9, _merge, SEEDS, POTS, "Bernard", "Chloe"),
        at(6, _begin, "walks", "Mei"), at(5.5, _invite, WALKS, "Mei", "Grace"),
        at(5, _join_waiting, WALKS, "Grace"), at(4, _invite, WALKS, "Mei", "Cllr Idris"),
    ]  # fmt: skip


def _begin(name: str, by: str) -> None:
    idea, who = IDEAS[name], _actor(by)
    team = db.session.scalars(sa.select(Team.public_id).where(Team.name == SOUTH)).one()
    made = drafts.start(who, team=team, title=idea["title"])
    rules = {"rules": False} if "sponsor" in idea else {}
    drafts.save(who, made.public_id, fields_of({**idea, **rules}))


def _join(title: str, by: str, *names: str) -> None:
    for name in names:
        _invite(title, by, name)
        _join_waiting(title, name)


def _invite(title: str, by: str, name: str) -> None:
    co_invitations.invite(_actor(by), _idea(title), who=_actor(name).public_id)


def _join_waiting(title: str, name: str) -> None:
    co_invitations.answer(
        _actor(name), co_invitations.get_invitation(_actor(name), _idea(title).public_id), yes=True
    )


def _open(title: str, by: str) -> None:
    drafts.open_up(_actor(by), _idea(title).public_id)


def _desk() -> None:
    """Sam reads what came from writing and talking together, and lets it through."""
    kinds = TriageItem.kind.in_(OURS) | TriageItem.words_of.in_(_ids())
    waiting = sa.select(TriageItem).where(TriageItem.decided_at.is_(None), kinds)
    for item in db.session.scalars(waiting).all():
        decision = Decision(
            Outcome.NO_CONCERN, FINE, "", Letting.RELEASE, {}, stays=frozenset(triage.marks_of(item))
        )
        triage.decide(_actor("Sam"), item.public_id, decision, after=0)


def _ids() -> list[str]:
    titles = {idea["title"] for idea in IDEAS.values()}
    return [one.public_id for one in db.session.scalars(sa.select(Proposal)) if one.title in titles]


def _suggest(title: str, by: str, part: Part, words: str, why: str) -> None:
    idea = _idea(title)
    suggestions.suggest(_actor(by), idea.public_id, part, words, why, seen=idea.version)


def _take_up(title: str) -> None:
    lead = _actor("Asha")
    waiting = sa.select(Suggestion.public_id).where(Suggestion.proposal_id == _idea(title).id)
    for public_id in db.session.scalars(waiting).all():
        suggestions_answers.accept(lead, suggestions.get_for_author(lead, public_id))


def _support(title: str) -> None:
    for name in ("Ben", "Callum", "Farrah", "Leila", "Ines", "Kieran", "Walter"):
        supports.give(_actor(name), _idea(title))


def _ask(title: str, by: str, words: str) -> None:
    comments.say(_actor(by), _idea(title), CommentKind.QUESTION, words)


def _answer(title: str, by: str, words: str) -> None:
    idea = _idea(title)
    asked = comments.shown_on(_actor(by), idea)[0]
    comments.say(_actor(by), idea, CommentKind.ANSWER, words, answers=asked.public_id)


def _show() -> None:
    pia = _actor("Pia")
    waiting = [found.comment.id for found in comments_moderating.to_moderate(pia)]
    for comment in db.session.scalars(sa.select(Comment).where(Comment.id.in_(waiting))).all():
        comments_moderating.moderate(pia, comment, Moderation.SHOWN)


def _merge(one: str, other: str, asks: str, agrees: str) -> None:
    asked = merging.ask(_actor(asks), _idea(one), _idea(other).public_id)
    merging.answer(_actor(agrees), asked, yes=True)


def _advise(name: str, views: tuple[tuple[View, str], ...]) -> None:
    """A young advisor's view of the first few proposals that wait for one."""
    who = _actor(name)
    for found, (view, why) in zip(advice.waiting_for(who), views, strict=False):
        advice.give(who, found.proposal, view, why)


def _idea(title: str) -> Proposal:
    return next(one for one in db.session.scalars(sa.select(Proposal)) if one.title == title)


def _actor(name: str) -> Actor:
    return actor_from(db.session.scalars(sa.select(User).where(User.name == name)).one())
