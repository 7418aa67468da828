"""Questions, comments and answers about an idea. Nothing shows before the gate and a moderator have both read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from app import audit, outbox
from app.access.actors import actor_from
from app.clock import now
from app.db import db
from commissioning.rules.co_design import called
from commissioning.rules.comments import (
    TALKED_ABOUT,
    CommentKind,
    Moderation,
    check_may_write,
    check_moderation,
)
from commissioning.services.co_authors import author_ids, is_author
from commissioning.services.proposals_reading import is_let_through, is_near, published_titles, readable
from models.comments import Comment
from models.proposals import Proposal
from models.triage import TriageItem
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.letters import LetterKind
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.services import gate, shut_outs

PEER_HARM = "peer_harm"


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


@dataclass(frozen=True)
class ToModerate:
    """One that waits for the moderator."""

    comment: Comment
    words: str
    who: str
    about: str


def get_readable(actor: Actor, proposal_id: str) -> Proposal:
    """An idea this person may read, with a version let through; NotFound otherwise."""
    row = db.session.execute(
        readable(actor).where(Proposal.public_id == proposal_id, is_let_through())
    ).first()
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
    """Everything that shows, oldest first, answers under their questions; a fixed few queries."""
    query = sa.select(Comment).where(Comment.proposal_id == proposal.id, _shows())
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
    """What the reader wrote here that does not show (yet), oldest first."""
    if actor.user_id is None:
        return []
    query = sa.select(Comment).where(
        Comment.proposal_id == proposal.id, Comment.by_id == actor.user_id, ~_shows()
    )
    rows = list(db.session.scalars(query.order_by(Comment.id)))
    kept = set(db.session.scalars(gate.kept_ids(WordsKind.COMMENT, [row.public_id for row in rows])))
    return [
        Mine(row.kind, row.at, Moderation.NOT_SHOWN if row.public_id in kept else row.moderation, row.reason)
        for row in rows
    ]


def to_moderate(actor: Actor) -> list[ToModerate]:
    """What was let through at the gate and waits for the moderator, oldest first."""
    query = (
        sa.select(Comment)
        .where(
            Comment.moderation == Moderation.WAITING,
            _let_through(),
            _not_about(actor),
            Comment.by_id != actor.user_id,
        )
        .options(joinedload(Comment.by), joinedload(Comment.proposal))
        .order_by(Comment.at, Comment.id)
    )
    return _to_moderate(list(db.session.scalars(query)))


def get_to_moderate(actor: Actor, public_id: str) -> ToModerate:
    """One that waits for the moderator, or that shows and may be taken down; NotFound otherwise."""
    query = sa.select(Comment).where(Comment.public_id == public_id, _let_through(), _not_about(actor))
    found = db.session.scalar(query.options(joinedload(Comment.by), joinedload(Comment.proposal)))
    if found is None or found.by_id == actor.user_id:
        raise NotFound
    return _to_moderate([found])[0]


def moderate(actor: Actor, comment: Comment, outcome: Moderation, reason: str = "") -> Comment:
    """Show it, do not show it (with a reason for its writer), or send it to the desk as harm to somebody.

    Raises Refusal when somebody has decided meanwhile. What is sent to the desk is held there again, urgent, under
    the name of whoever wrote it, so that it can be read nowhere else.
    """
    check_moderation(outcome, reason)
    was = comment.moderation
    if was is outcome or was in {Moderation.NOT_SHOWN, Moderation.PEER_HARM}:
        raise Refusal("This has been decided already.")
    _change(comment, was, outcome)
    comment.moderated_by_id, comment.moderated_at, comment.reason = known(actor), now(), reason
    if outcome is Moderation.PEER_HARM:
        _send_to_desk(comment)
    elif outcome is Moderation.SHOWN:
        _tell_authors(comment)
    audit.record("comment.moderated", comment, actor=actor, outcome=str(outcome))
    return comment


def _change(comment: Comment, was: Moderation, to: Moderation) -> None:
    changed = db.session.execute(
        sa.update(Comment)
        .where(Comment.id == comment.id, Comment.moderation == was)
        .values(moderation=to)
        .execution_options(synchronize_session=False)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal("Somebody else has just decided this.")
    db.session.refresh(comment, ["moderation"])


def _send_to_desk(comment: Comment) -> None:
    words = gate.released_texts(WordsKind.COMMENT, [comment.public_id])[comment.public_id]
    gate.hold_parts(
        WordsKind.COMMENT, comment.public_id, words, by=actor_from(comment.by), area_id=comment.proposal.area_id,
        raised=[PEER_HARM],
    )  # fmt: skip


def _tell_authors(comment: Comment) -> None:
    for user_id in author_ids(comment.proposal) - {comment.by_id}:
        outbox.post(
            user_id, "Somebody wrote about your idea",
            "There is a new question or comment about an idea you are writing. Sign in to Our Part to read it.",
            dedupe_key=f"comment:{comment.public_id}:{user_id}", kind=LetterKind.IDEAS,
            path=f"/proposals/{comment.proposal.public_id}",
        )  # fmt: skip


def unanswered_for(actor: Actor) -> list[Comment]:
    """Questions that show on ideas this person writes and that nobody has answered, oldest first."""
    answer = aliased(Comment)
    answered = sa.exists().where(answer.answers_id == Comment.id)
    query = (
        sa.select(Comment)
        .join(Proposal, Proposal.id == Comment.proposal_id)
        .where(Comment.kind == CommentKind.QUESTION, _shows(), is_author(actor.user_id), ~answered)
        .options(joinedload(Comment.proposal))
    )
    return list(db.session.scalars(query.order_by(Comment.id)))


def _to_moderate(rows: list[Comment]) -> list[ToModerate]:
    texts = gate.released_texts(WordsKind.COMMENT, [row.public_id for row in rows])
    titles = published_titles({row.proposal_id for row in rows})
    return [
        ToModerate(row, texts[row.public_id][gate.WORDS], row.by.name, titles[row.proposal_id])
        for row in rows
    ]


def _shows() -> sa.ColumnElement[bool]:
    return sa.and_(Comment.moderation == Moderation.SHOWN, _let_through())


def _not_about(actor: Actor) -> sa.ColumnElement[bool]:
    """A moderator does not read words in which a concern about them stands."""
    items = sa.select(TriageItem.words_of).where(
        TriageItem.kind == WordsKind.COMMENT, TriageItem.is_latest, ~shut_outs.not_about(actor)
    )
    return Comment.public_id.not_in(items)


def _let_through() -> sa.ColumnElement[bool]:
    return Comment.public_id.in_(gate.released_ids(WordsKind.COMMENT))


def _shown_question(proposal: Proposal, public_id: str) -> Comment:
    found = db.session.scalar(
        sa.select(Comment).where(
            Comment.public_id == public_id, Comment.proposal_id == proposal.id,
            Comment.answers_id.is_(None), _shows(),
        )
    )  # fmt: skip
    if found is None:
        raise Refusal("That question does not show any more.")
    return found
