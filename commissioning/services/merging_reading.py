"""What people see of joining two ideas: what could be joined, both sides of an asking, and what waits for whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app.db import db
from commissioning.rules import merging as rules
from commissioning.rules.merging import MergeState, Words
from commissioning.rules.proposals import State
from commissioning.rules.proposals_content import Content, says_the_same
from commissioning.services import co_authors
from commissioning.services.co_authors import author_ids
from commissioning.services.proposals_content import content_of
from commissioning.services.proposals_reading import is_let_through, published_titles
from models.merging import Merge, MergeAnswer
from models.proposals import Proposal, ProposalVersion
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal


@dataclass(frozen=True)
class Side:
    """One of the two ideas, as everybody can read it."""

    proposal: Proposal
    content: Content
    yes: int
    authors: int


def others_to_join(actor: Actor, proposal: Proposal) -> list[tuple[str, str]]:
    """(public id, title) of the ideas this one could be joined to, by title."""
    query = sa.select(Proposal).where(
        Proposal.team_id == proposal.team_id, Proposal.id != proposal.id, Proposal.state == State.CO_DESIGN,
        is_let_through(),
    )  # fmt: skip
    found = list(db.session.scalars(query))
    titles = published_titles([one.id for one in found])
    return sorted(((one.public_id, titles[one.id]) for one in found), key=lambda pair: pair[1].casefold())


def get_for_author(actor: Actor, public_id: str) -> Merge:
    """An asking that concerns an idea this person writes; NotFound otherwise."""
    mine = sa.select(Proposal.id).where(co_authors.is_author(actor.user_id))
    found = db.session.scalar(
        sa.select(Merge)
        .where(Merge.public_id == public_id, sa.or_(Merge.one_id.in_(mine), Merge.other_id.in_(mine)))
        .options(
            joinedload(Merge.one),
            joinedload(Merge.other),
            joinedload(Merge.merged),
            selectinload(Merge.answers),
        )
    )
    if found is None:
        raise NotFound
    return found


def has_left(actor: Actor, public_id: str) -> bool:
    """Whether an asking concerns an idea this person wrote and has left since."""
    if actor.user_id is None:
        return False
    wrote = sa.select(Proposal.id).where(co_authors.ever_author(actor.user_id))
    concerns = sa.or_(Merge.one_id.in_(wrote), Merge.other_id.in_(wrote))
    return db.session.scalar(sa.select(Merge.id).where(Merge.public_id == public_id, concerns)) is not None


def sides_of(merge: Merge) -> list[Side]:
    """Both ideas as last let through, the asker's first, with how many of each group have said yes."""
    said = {answer.user_id for answer in merge.answers if answer.yes}
    shown = _shown_last([merge.one_id, merge.other_id])
    return [
        Side(one, shown[one.id], len(author_ids(one) & said), len(author_ids(one)))
        for one in (merge.one, merge.other)
    ]


def preview(sides: Sequence[Side]) -> Content | None:
    """What the joined idea would say, without what suppliers asked; None when it cannot be made of these two."""
    try:
        joined = rules.merged(*(side.content for side in sides))
    except Refusal:
        return None
    return replace(joined, quotes=())


def _shown_last(ids: Collection[int]) -> dict[int, Content]:
    """What everybody could read last, by key: never a version that is still being read, or was kept at the desk."""
    query = sa.select(ProposalVersion.proposal_id, ProposalVersion.content).where(
        ProposalVersion.proposal_id.in_(ids), ProposalVersion.words != ""
    )
    rows = db.session.execute(query.order_by(ProposalVersion.number))
    return {key: Content.from_json(content) for key, content in rows}


def waits_among(actor: Actor, ideas: Collection[Proposal], *, asked: bool = True) -> dict[int, str]:
    """By the key of each idea, why nobody can say yes to joining it yet ("" when they can); a fixed few queries."""
    ids = [one.id for one in ideas]
    shown = _shown_last(ids)
    read = set(db.session.scalars(sa.select(Proposal.id).where(Proposal.id.in_(ids), is_let_through())))
    own = co_authors.authored_among(actor.user_id, ids)
    whole = sa.select(Proposal).where(Proposal.id.in_(ids)).options(
        selectinload(Proposal.areas), selectinload(Proposal.lines), selectinload(Proposal.outcome_rows),
        selectinload(Proposal.quotes),
    )  # fmt: skip
    found = {}
    for one in db.session.scalars(whole):
        same = says_the_same(content_of(one), shown[one.id])
        words = Words.BEING_READ if one.id not in read else Words.SHOWN if same else Words.BEING_CHANGED
        found[one.id] = rules.why_wait(shown[one.id].title, words, is_own=one.id in own, asked=asked)
    return found


def waits_for(actor: Actor, *ideas: Proposal, asked: bool = True) -> list[str]:
    """Why nobody can say yes to joining these yet, told to one who writes some of them; empty when they can.

    `asked` is whether people have been asked to join them already.
    """
    told = waits_among(actor, ideas, asked=asked)
    return [told[one.id] for one in ideas if told[one.id]]


def waits_of(actor: Actor, merge: Merge) -> list[str]:
    """Why nobody can say yes to this asking yet; empty when they can, or when it is settled."""
    if merge.state is not MergeState.ASKED or has_lapsed(merge):
        return []
    return waits_for(actor, merge.one, merge.other)


def has_lapsed(merge: Merge) -> bool:
    """Asked, and one of the two has been withdrawn or sent in since: no answer can settle it any more."""
    return merge.state is MergeState.ASKED and {merge.one.state, merge.other.state} != {State.CO_DESIGN}


def may_answer(actor: Actor, merge: Merge) -> bool:
    """Whether this person's yes or no is still wanted."""
    said = {answer.user_id for answer in merge.answers}
    authors = author_ids(merge.one) | author_ids(merge.other)
    return merge.state is MergeState.ASKED and not has_lapsed(merge) and actor.user_id in authors - said


def waiting_for(actor: Actor) -> list[Merge]:
    """Askings that wait for this person's yes or no, oldest first."""
    mine = sa.select(Proposal.id).where(co_authors.is_author(actor.user_id))
    answered = sa.exists().where(MergeAnswer.merge_id == Merge.id, MergeAnswer.user_id == actor.user_id)
    query = _open().where(~answered, sa.or_(Merge.one_id.in_(mine), Merge.other_id.in_(mine)))
    return list(db.session.scalars(query.order_by(Merge.id)))


def open_about(proposal: Proposal) -> list[Merge]:
    """Askings about one idea that are not settled, oldest first."""
    about = sa.or_(Merge.one_id == proposal.id, Merge.other_id == proposal.id)
    loaded = _open().where(about).options(
        joinedload(Merge.one), joinedload(Merge.other), selectinload(Merge.answers)
    )  # fmt: skip
    return list(db.session.scalars(loaded.order_by(Merge.id)))


def newest_between(one: Proposal, other: Proposal) -> Merge | None:
    """The last asking about these two."""
    both = {one.id, other.id}
    return db.session.scalar(
        sa.select(Merge)
        .where(Merge.one_id.in_(both), Merge.other_id.in_(both))
        .order_by(Merge.id.desc())
        .limit(1)
    )


def _open() -> sa.Select[Merge]:
    gone = sa.select(Proposal.id).where(Proposal.state != State.CO_DESIGN)
    return sa.select(Merge).where(
        Merge.state == MergeState.ASKED, Merge.one_id.not_in(gone), Merge.other_id.not_in(gone)
    )
