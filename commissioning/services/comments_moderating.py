"""The participation worker moderates what is said about an idea: shows it or not, or sends it to the desk as harm."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit, once, outbox
from app.access.actors import actor_from
from app.clock import now
from app.db import db
from commissioning.rules.comments import ENDED, Moderation, check_moderation
from commissioning.services import joined_ideas
from commissioning.services.co_authors import author_ids
from commissioning.services.comments import Said, let_through
from commissioning.services.proposals_reading import published_titles
from models.comments import Comment
from models.proposals import Proposal
from models.triage import TriageItem
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.letters import LetterKind
from participation.rules.people import Actor, Role
from participation.rules.refusals import NotFound, Refusal
from participation.services import gate, shut_outs

PEER_HARM = "peer_harm"


@dataclass(frozen=True)
class ToModerate:
    """One that waits for the moderator."""

    comment: Comment
    words: str
    who: str
    about: str


def to_moderate(actor: Actor) -> list[ToModerate]:
    """What was let through at the gate and waits for the moderator, oldest first; of an idea that ended, nothing."""
    ended = joined_ideas.pairs_where(Proposal.state.in_(ENDED))
    query = (
        sa.select(Comment)
        .where(
            Comment.moderation == Moderation.WAITING,
            let_through(),
            _not_about(actor),
            Comment.by_id != actor.user_id,
            Comment.proposal_id.not_in(sa.select(ended.c.part)),
        )
        .options(joinedload(Comment.by), joinedload(Comment.proposal))
        .order_by(Comment.at, Comment.id)
    )
    return _to_moderate(list(db.session.scalars(query)))


def get_to_moderate(actor: Actor, public_id: str) -> ToModerate:
    """One that waits for the moderator, or that shows and may be taken down; NotFound otherwise."""
    query = sa.select(Comment).where(Comment.public_id == public_id, let_through(), _not_about(actor))
    found = db.session.scalar(query.options(joinedload(Comment.by), joinedload(Comment.proposal)))
    if found is None or found.by_id == actor.user_id:
        raise NotFound
    return _to_moderate([found])[0]


def may_take_down(actor: Actor, said: list[Said]) -> frozenset[str]:
    """Those of these (and of the answers to them) that a moderator may take down, by public id; none for others."""
    ids = [each.public_id for one in said for each in (one, *one.answers) if not each.is_mine]
    if not ids or not actor.has(Role.PARTICIPATION_WORKER):
        return frozenset()
    return frozenset(
        db.session.scalars(
            sa.select(Comment.public_id).where(Comment.public_id.in_(ids), let_through(), _not_about(actor))
        )
    )


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
        _tell_who_asked(comment)
    else:
        _tell_writer(comment)
    if was is Moderation.SHOWN:
        _tell_who_answered(comment)
    audit.record("comment.moderated", comment, actor=actor, outcome=str(outcome))
    return comment


def _change(comment: Comment, was: Moderation, to: Moderation) -> None:
    if not once.changed(comment, Comment.moderation == was, moderation=to):
        raise Refusal("Somebody else has just decided this.")


def _send_to_desk(comment: Comment) -> None:
    words = gate.released_texts(WordsKind.COMMENT, [comment.public_id])[comment.public_id]
    gate.hold_parts(
        WordsKind.COMMENT, comment.public_id, words, by=actor_from(comment.by), area_id=comment.proposal.area_id,
        raised=[PEER_HARM],
    )  # fmt: skip


def _tell_authors(comment: Comment) -> None:
    idea = joined_ideas.goes_on_in(comment.proposal)  # whoever writes it now answers
    for user_id in author_ids(idea) - {comment.by_id}:
        outbox.post(
            user_id, "Somebody wrote about your idea",
            "There is a new question or comment about an idea you are writing. Sign in to Our Part to read it.",
            dedupe_key=f"comment:{comment.public_id}:{user_id}", kind=LetterKind.IDEAS,
            path=f"/proposals/{idea.public_id}",
        )  # fmt: skip


def _tell_who_asked(comment: Comment) -> None:
    """An answer shows: whoever asked hears that there is one."""
    question = db.session.get(Comment, comment.answers_id) if comment.answers_id else None
    if question is not None and question.by_id != comment.by_id:
        outbox.post(
            question.by_id, "Your question has an answer",
            "A question you asked about an idea has been answered. Sign in to Our Part to read it.",
            dedupe_key=f"comment-answered:{comment.public_id}", kind=LetterKind.IDEAS,
            path=f"/proposals/{joined_ideas.goes_on_in(question.proposal).public_id}",
        )  # fmt: skip


def _tell_who_answered(comment: Comment) -> None:
    """A question shows no more, and its answers with it: whoever wrote one that showed hears that."""
    answers = sa.select(Comment.by_id).where(
        Comment.answers_id == comment.id, Comment.moderation == Moderation.SHOWN, let_through()
    )
    for user_id in set(db.session.scalars(answers)) - {comment.by_id}:
        outbox.post(
            user_id, "An answer of yours is not shown any more",
            "A question you answered about an idea is not shown any more, and your answer went with it. That says "
            "nothing about your answer. Sign in to Our Part to read where it stood.",
            dedupe_key=f"answer-gone:{comment.public_id}:{user_id}", kind=LetterKind.IDEAS,
            path=f"/proposals/{joined_ideas.goes_on_in(comment.proposal).public_id}/talk",
        )  # fmt: skip


def _tell_writer(comment: Comment) -> None:
    """What somebody wrote is not shown: they are told, and read why on the idea's page."""
    outbox.post(
        comment.by_id, "Something you wrote is not shown",
        "Something you wrote about an idea is not shown to others. Sign in to Our Part to read why.",
        dedupe_key=f"comment-not-shown:{comment.public_id}", kind=LetterKind.IDEAS,
        path=f"/proposals/{joined_ideas.goes_on_in(comment.proposal).public_id}",
    )  # fmt: skip


def _to_moderate(rows: list[Comment]) -> list[ToModerate]:
    texts = gate.released_texts(WordsKind.COMMENT, [row.public_id for row in rows])
    titles = published_titles({row.proposal_id for row in rows})
    return [
        ToModerate(row, texts[row.public_id][gate.WORDS], row.by.name, titles[row.proposal_id])
        for row in rows
    ]


def _not_about(actor: Actor) -> sa.ColumnElement[bool]:
    """A moderator does not read words in which a concern about them stands."""
    items = sa.select(TriageItem.words_of).where(
        TriageItem.kind == WordsKind.COMMENT, TriageItem.is_latest, ~shut_outs.not_about(actor)
    )
    return Comment.public_id.not_in(items)
