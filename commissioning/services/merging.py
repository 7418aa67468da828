"""Joining two ideas with everybody's consent: asking, each yes or no, and asking again when the words changed.

A yes is to what both ideas say now. While either has words the others cannot read yet nobody can say yes, and when
new words show, every yes given before is over and everybody is asked again. Everybody hears how it ended.
"""

from __future__ import annotations

import sqlalchemy as sa

from app import audit, outbox
from app.clock import now
from app.db import db
from commissioning.rules import co_design, merging
from commissioning.rules.merging import MergeState
from commissioning.rules.proposals import State
from commissioning.services import co_authors, proposals_drafts
from commissioning.services.co_authors import author_ids
from commissioning.services.merging_joined import join
from commissioning.services.merging_reading import has_lapsed, newest_between, open_about, waits_for
from commissioning.services.proposals_reading import is_let_through
from models.merging import Merge, MergeAnswer
from models.proposals import Proposal
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.letters import LetterKind
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.services import gate

MOVED_ON = "One of the two ideas has moved on meanwhile, so they cannot be joined now."
CHANGED = (
    "The words of one of the two ideas, or the people writing it, have changed since. Read what they say now, and "
    "answer anew."
)
_ASKED = (
    "Could two ideas become one?",
    "Somebody asks whether an idea you are writing could be joined to another. Sign in to say yes or no.",
)
_JOINED = (
    "Your idea was joined to another",
    "Everybody who writes either idea has said yes, so the two are one now. Sign in to read it.",
)
_NOT_JOINED = (
    "Two ideas are not joined",
    "Somebody said no to making one idea of two. A no needs no reason. Both ideas go on as they were.",
)
_LEFT = (
    "You are asked again: could two ideas become one?",
    "Somebody left one of the two ideas, so every yes is over. Sign in, read both, and say yes or no.",
)
_ASKED_AGAIN = (
    "You are asked again: could two ideas become one?",
    "The words of one of the two ideas have changed, so every yes is over. Sign in, read them, and say yes or no.",
)


def ask(actor: Actor, proposal: Proposal, other_id: str) -> Merge:
    """Ask everybody who writes either idea. Asking is one's own yes; a second asking of the same two is the first."""
    co_authors.check_together(actor, proposal)
    other = db.session.scalar(sa.select(Proposal).where(Proposal.public_id == other_id, is_let_through()))
    if other is None or not gate.is_released(WordsKind.PROPOSAL, proposal.public_id):
        raise Refusal("Choose an idea from the list.", field="other")
    merging.check_can_merge(
        proposal.state, other.state, same_team=proposal.team_id == other.team_id,
        same_idea=proposal.id == other.id,
    )  # fmt: skip
    merging.merged(proposals_drafts.published(proposal), proposals_drafts.published(other))
    _check_safe(proposal, other)
    earlier = newest_between(proposal, other)
    if earlier is not None and earlier.state is MergeState.ASKED:
        return earlier
    if earlier is not None and not _said_no(actor, earlier):  # who said no may think again
        merging.check_may_ask_again(earlier.state, earlier.ended_at, now())
    _check_read(actor, proposal, other, field="other")
    made = _make(proposal, other, known(actor))
    audit.record("merge.asked", made, actor=actor, one=proposal.public_id, other=other.public_id)
    _tell(made, _ASKED, but=actor)
    return answer(actor, made, yes=True)


def answer(actor: Actor, merge: Merge, *, yes: bool) -> Merge:
    """One author's yes or no. The last yes joins the ideas, there and then; any no ends it."""
    db.session.refresh(merge, ["state", "answers"])
    if merge.state is MergeState.CHANGED:
        raise Refusal(CHANGED)
    if merge.state is not MergeState.ASKED:
        raise Refusal("This has been settled already.")
    if actor.user_id not in _authors(merge):
        raise NotFound
    if has_lapsed(merge):
        raise Refusal(MOVED_ON)
    if any(given.user_id == actor.user_id for given in merge.answers):
        raise Refusal("You have answered this already.")
    if yes:
        _check_read(actor, merge.one, merge.other, field="answer")
    merge.answers.append(MergeAnswer(merge_id=merge.id, user_id=known(actor), yes=yes, at=now()))
    db.session.flush()
    audit.record("merge.answered", merge, actor=actor, yes=yes)
    _settle(actor, merge)
    return merge


def _settle(actor: Actor, merge: Merge) -> None:
    """Join them, or end it, when the answers so far say so; and tell everybody but whoever's act it was."""
    merge.state = _outcome(merge)
    if merge.state is MergeState.AGREED:
        _check_safe(merge.one, merge.other)
        merge.merged = join(merge)
    if merge.state is not MergeState.ASKED:
        merge.ended_at = now()
    db.session.flush()
    if merge.merged is not None:
        _tell(merge, _JOINED, but=actor, path=f"/proposals/{merge.merged.public_id}")
    elif merge.state is MergeState.DECLINED:
        _tell(merge, _NOT_JOINED, but=actor)


def _outcome(merge: Merge) -> MergeState:
    return merging.outcome(_authors(merge), {given.user_id: given.yes for given in merge.answers})


def leave(actor: Actor, proposal: Proposal) -> None:
    """Leave a group. Where everybody who goes on has said yes to joining it to another, that is settled now."""
    co_authors.leave(actor, proposal)
    for merge in open_about(proposal):
        if _outcome(merge) is not MergeState.AGREED or proposal.state is not State.CO_DESIGN:
            continue
        if waits_for(Actor.system(), merge.one, merge.other) or not _is_safe(merge.one, merge.other):
            _ask_anew(actor, merge, _LEFT)
        else:
            _settle(actor, merge)


def ask_again(actor: Actor, proposal: Proposal) -> list[Merge]:
    """New words of an idea show: every asking about it is over, and everybody is asked anew. Returns the new ones."""
    db.session.flush()
    query = sa.select(Merge).where(Merge.state == MergeState.ASKED)
    mine = query.where(sa.or_(Merge.one_id == proposal.id, Merge.other_id == proposal.id))
    found = db.session.scalars(mine.order_by(Merge.id)).all()
    return [_ask_anew(actor, over, _ASKED_AGAIN) for over in found if not has_lapsed(over)]


def _ask_anew(actor: Actor, over: Merge, words: tuple[str, str]) -> Merge:
    """Every answer to `over` is over, and everybody is asked about the same two once more."""
    over.state, over.ended_at = MergeState.CHANGED, now()
    anew = _make(over.one, over.other, over.asked_by_id)
    audit.record("merge.asked_again", anew, actor=actor, before=over.public_id)
    _tell(anew, words, but=actor)
    return anew


def _make(one: Proposal, other: Proposal, asked_by_id: int) -> Merge:
    made = Merge(
        one_id=one.id, other_id=other.id, asked_by_id=asked_by_id, asked_at=now(), state=MergeState.ASKED,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made


def _tell(merge: Merge, words: tuple[str, str], *, but: Actor, path: str = "") -> None:
    for user_id in sorted(_authors(merge) - {but.user_id}):
        outbox.post(
            user_id, *words, dedupe_key=f"merge:{merge.public_id}:{merge.state}:{user_id}", kind=LetterKind.IDEAS,
            path=path or f"/merges/{merge.public_id}",
        )  # fmt: skip


def _said_no(actor: Actor, merge: Merge) -> bool:
    return any(given.user_id == actor.user_id and not given.yes for given in merge.answers)


def _authors(merge: Merge) -> frozenset[int]:
    return author_ids(merge.one) | author_ids(merge.other)


def _check_read(actor: Actor, one: Proposal, other: Proposal, *, field: str) -> None:
    """Raise Refusal while either idea has words that not everybody who is asked can read."""
    waits = waits_for(actor, one, other, asked=field == "answer")
    if waits:
        raise Refusal(waits[0], field=field)


def _is_safe(one: Proposal, other: Proposal) -> bool:
    try:
        _check_safe(one, other)
    except Refusal:
        return False
    return True


def _check_safe(one: Proposal, other: Proposal) -> None:
    group = [*co_authors.group_of(one), *co_authors.group_of(other)]
    if len(group) > co_design.MOST_AUTHORS:
        raise Refusal(f"Together they would be more than {co_design.MOST_AUTHORS} people.", field="other")
    if not co_design.is_safe_together(group):
        raise Refusal(f"{co_design.NOT_ALONE} Ask one more person to join yours first.", field="other")
