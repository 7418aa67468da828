"""Questions, comments and answers about an idea. Nothing shows before the gate and a moderator have both read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from app import audit
from app.clock import now
from app.db import db
from commissioning.rules.co_design import called
from commissioning.rules.comments import (
    ENDED,
    IDEA_ENDED,
    QUESTION_GONE,
    TALKED_ABOUT,
    CommentKind,
    Moderation,
    check_may_write,
)
from commissioning.services import joined_ideas
from commissioning.services.co_authors import author_ids, is_author
from commissioning.services.proposals_reading import is_near, readable
from commissioning.services.proposals_shown import is_shown
from models.comments import Comment
from models.proposals import Proposal
from models.triage import TriageItem
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.services import gate


@dataclass(frozen=True)
class Said:
    """One thing said, as this reader sees it, with the answers to it."""

    public_id: str
    kind: CommentKind
    who: str
    at: datetime
    words: str
    is_mine: bool
    answers: list[Said]


@dataclass(frozen=True)
class Mine:
    """Something the reader wrote that does not show: where it has got to, and why."""

    kind: CommentKind
    at: datetime
    moderation: Moderation
    reason: str


def get_readable(actor: Actor, proposal_id: str) -> Proposal:
    """An idea this person may read, with a version let through; NotFound otherwise."""
    row = db.session.execute(readable(actor).where(Proposal.public_id == proposal_id, is_shown())).first()
    if row is None:
        raise NotFound
    proposal: Proposal = row[0]
    return proposal


def say(actor: Actor, proposal: Proposal, kind: CommentKind, words: str, *, answers: str = "") -> Comment:
    """Ask, comment, or (an author) answer a question that shows. It waits for the gate and the moderator."""
    check_may_write(proposal.state, kind, is_author=actor.user_id in author_ids(proposal))
    question = _shown_question(proposal, answers) if kind is CommentKind.ANSWER else None
    made = Comment(
        proposal_id=proposal.id, answers_id=question.id if question else None, kind=kind, by_id=known(actor),
        at=now(), moderation=Moderation.WAITING,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    gate.hold(WordsKind.COMMENT, made.public_id, words, by=actor, area_id=proposal.area_id)
    audit.record("comment.made", made, actor=actor, proposal=proposal.public_id, kind=str(kind))
    return made


def is_open(proposal: Proposal) -> bool:
    """Whether something can still be said about it."""
    return proposal.state in TALKED_ABOUT


def shown_on(actor: Actor, proposal: Proposal) -> list[Said]:
    """Everything that shows, oldest first, answers under their questions; a fixed few queries.

    What was said of ideas that became this one came along; an answer given since shows on their old pages too.
    """
    those = sa.select(Comment.id).where(_said_of(proposal))
    query = sa.select(Comment).where(sa.or_(Comment.id.in_(those), Comment.answers_id.in_(those)), _shows())
    rows = list(db.session.scalars(query.options(joinedload(Comment.by)).order_by(Comment.id)))
    texts = gate.released_texts(WordsKind.COMMENT, [row.public_id for row in rows])
    near = is_near(actor, proposal)
    told = {row.id: _said(actor, row, texts, near) for row in rows}
    for row in rows:
        if row.answers_id in told:
            told[row.answers_id].answers.append(told[row.id])
    return [told[row.id] for row in rows if row.answers_id is None]


def _said(actor: Actor, row: Comment, texts: dict[str, dict[str, str]], near: bool) -> Said:
    mine = row.by_id == actor.user_id
    who = "You" if mine else called(row.by.name, row.by.age_band, is_near=near)
    return Said(row.public_id, row.kind, who, row.at, texts[row.public_id][gate.WORDS], mine, [])


def mine_not_shown(actor: Actor, proposal: Proposal) -> list[Mine]:
    """What the reader wrote here that does not show (yet), or not any more, oldest first."""
    if actor.user_id is None:
        return []
    alone = _answers_what_is_not_shown()
    mine = sa.and_(_said_of(proposal), Comment.by_id == actor.user_id)
    query = sa.select(Comment).where(mine, sa.or_(~_shows(), alone))
    rows = list(db.session.scalars(query.order_by(Comment.id)))
    kept = set(db.session.scalars(gate.kept_ids(WordsKind.COMMENT, [row.public_id for row in rows])))
    return [_mine(row, kept=row.public_id in kept, ended=proposal.state in ENDED) for row in rows]


def _mine(row: Comment, *, kept: bool, ended: bool) -> Mine:
    if kept:
        return Mine(row.kind, row.at, Moderation.NOT_SHOWN, row.reason)
    if row.moderation is Moderation.SHOWN:
        return Mine(row.kind, row.at, Moderation.NOT_SHOWN, QUESTION_GONE)
    if row.moderation is Moderation.WAITING and ended:
        return Mine(row.kind, row.at, Moderation.NOT_SHOWN, IDEA_ENDED)
    return Mine(row.kind, row.at, row.moderation, row.reason)


def _answers_what_is_not_shown() -> sa.ColumnElement[bool]:
    """An answer that would show, to a question that does not show any more."""
    question = aliased(Comment)
    gone = sa.exists().where(
        question.id == Comment.answers_id,
        sa.or_(
            question.moderation != Moderation.SHOWN,
            question.public_id.not_in(gate.released_ids(WordsKind.COMMENT)),
        ),
    )
    return sa.and_(_shows(), gone)


@dataclass(frozen=True)
class Unanswered:
    """A question that waits for an answer, and the idea it is answered on: its own, or the one that became."""

    question: Comment
    idea: Proposal


def unanswered_for(actor: Actor) -> list[Unanswered]:
    """Questions on ideas this person writes that show, can be answered and are not, oldest first.

    An answer that shows or may still show answers one; one that is not shown does not.

    One that was asked about an idea since joined to another is asked of the people who write the joined one.
    """
    answer = aliased(Comment)
    answered = sa.exists().where(answer.answers_id == Comment.id, _may_show_yet(answer))
    talked_about = Proposal.state.in_(TALKED_ABOUT)
    pairs = joined_ideas.pairs_where(is_author(actor.user_id), talked_about, is_shown())
    query = (
        sa.select(Comment, Proposal)
        .join(pairs, pairs.c.part == Comment.proposal_id)
        .join(Proposal, Proposal.id == pairs.c.idea)
        .where(Comment.kind == CommentKind.QUESTION, _shows(), ~answered)
        .order_by(Comment.id)
    )
    return [Unanswered(question, idea) for question, idea in db.session.execute(query)]


def _said_of(proposal: Proposal) -> sa.ColumnElement[bool]:
    return Comment.proposal_id.in_(joined_ideas.keys_of(proposal))


def _shows() -> sa.ColumnElement[bool]:
    return sa.and_(Comment.moderation == Moderation.SHOWN, let_through())


def _may_show_yet(answer: type[Comment]) -> sa.ColumnElement[bool]:
    """Whether an answer shows or is on its way to: one that was kept at the desk or not shown answers nobody."""
    kept = sa.exists().where(
        TriageItem.kind == WordsKind.COMMENT, TriageItem.words_of == answer.public_id, TriageItem.is_latest,
        TriageItem.decided_at.is_not(None), TriageItem.released_at.is_(None),
    )  # fmt: skip
    return sa.and_(answer.moderation.in_((Moderation.WAITING, Moderation.SHOWN)), ~kept)


def let_through() -> sa.ColumnElement[bool]:
    """The comments whose words the safeguarding desk let through."""
    return Comment.public_id.in_(gate.released_ids(WordsKind.COMMENT))


def _shown_question(proposal: Proposal, public_id: str) -> Comment:
    found = db.session.scalar(
        sa.select(Comment).where(
            Comment.public_id == public_id, _said_of(proposal),
            Comment.answers_id.is_(None), _shows(),
        )
    )  # fmt: skip
    if found is None:
        raise Refusal("That question does not show any more.")
    return found
