"""Joining two ideas with everybody's consent. Both old ones are kept and point to the joined one."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app import audit, outbox
from app.clock import now
from app.db import db
from commissioning.rules import co_design, merging
from commissioning.rules.co_design import JoinState
from commissioning.rules.merging import MergeState
from commissioning.rules.proposals import Action, State
from commissioning.rules.proposals_content import Content, Quote
from commissioning.services import co_authors, proposals_drafts
from commissioning.services.co_authors import author_ids
from commissioning.services.proposals import move
from commissioning.services.proposals_reading import is_let_through, published_titles
from models.co_design import CoAuthor
from models.merging import Merge, MergeAnswer
from models.places import Area
from models.proposals import Proposal, ProposalLine, ProposalOutcome, ProposalQuote
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.letters import LetterKind
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.rules.themes import Shanarri
from participation.services import gate

MOVED_ON = "One of the two ideas has moved on meanwhile, so they cannot be joined now."


@dataclass(frozen=True)
class Side:
    """One of the two ideas, as published."""

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
    earlier = _waiting_between(proposal, other)
    if earlier is not None:
        return earlier
    made = Merge(
        one_id=proposal.id,
        other_id=other.id,
        asked_by_id=known(actor),
        asked_at=now(),
        state=MergeState.ASKED,
    )
    db.session.add(made)
    db.session.flush()
    audit.record("merge.asked", made, actor=actor, one=proposal.public_id, other=other.public_id)
    for user_id in (author_ids(proposal) | author_ids(other)) - {actor.user_id}:
        outbox.post(
            user_id, "Could two ideas become one?",
            "Somebody asks whether an idea you are writing could be joined to another. Sign in to say yes or no.",
            dedupe_key=f"merge:{made.public_id}:{user_id}", kind=LetterKind.IDEAS, path=f"/merges/{made.public_id}",
        )  # fmt: skip
    return answer(actor, made, yes=True)


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


def sides_of(merge: Merge) -> list[Side]:
    """Both ideas as published, the asker's first, with how many of each group have said yes."""
    said = {answer.user_id for answer in merge.answers if answer.yes}
    return [
        Side(one, proposals_drafts.published(one), len(author_ids(one) & said), len(author_ids(one)))
        for one in (merge.one, merge.other)
    ]


def has_lapsed(merge: Merge) -> bool:
    """Asked, and one of the two has been withdrawn or sent in since: no answer can settle it any more."""
    return merge.state is MergeState.ASKED and {merge.one.state, merge.other.state} != {State.CO_DESIGN}


def may_answer(actor: Actor, merge: Merge) -> bool:
    """Whether this person's yes or no is still wanted."""
    said = {answer.user_id for answer in merge.answers}
    return (
        merge.state is MergeState.ASKED and not has_lapsed(merge) and actor.user_id in _authors(merge) - said
    )


def answer(actor: Actor, merge: Merge, *, yes: bool) -> Merge:
    """One author's yes or no. The last yes joins the ideas, there and then; any no ends it."""
    db.session.refresh(merge, ["state", "answers"])
    if merge.state is not MergeState.ASKED:
        raise Refusal("This has been settled already.")
    if actor.user_id not in _authors(merge):
        raise NotFound
    if has_lapsed(merge):
        raise Refusal(MOVED_ON)
    if any(given.user_id == actor.user_id for given in merge.answers):
        raise Refusal("You have answered this already.")
    merge.answers.append(MergeAnswer(merge_id=merge.id, user_id=known(actor), yes=yes, at=now()))
    db.session.flush()
    audit.record("merge.answered", merge, actor=actor, yes=yes)
    merge.state = merging.outcome(_authors(merge), {given.user_id: given.yes for given in merge.answers})
    if merge.state is MergeState.AGREED:
        merge.merged = _join(merge)
    if merge.state is not MergeState.ASKED:
        merge.ended_at = now()
    db.session.flush()
    return merge


def became(proposal: Proposal) -> Merge | None:
    """What this idea became part of, if it was joined to another."""
    query = sa.select(Merge).where(
        Merge.merged_id.is_not(None), sa.or_(Merge.one_id == proposal.id, Merge.other_id == proposal.id)
    )
    return db.session.scalar(query.options(joinedload(Merge.merged)))


def came_from(proposal: Proposal) -> Merge | None:
    """The two ideas this one was joined from, if it was."""
    query = sa.select(Merge).where(Merge.merged_id == proposal.id)
    return db.session.scalar(query.options(joinedload(Merge.one), joinedload(Merge.other)))


def waiting_for(actor: Actor) -> list[Merge]:
    """Askings that wait for this person's yes or no, oldest first."""
    mine = sa.select(Proposal.id).where(co_authors.is_author(actor.user_id))
    answered = sa.exists().where(MergeAnswer.merge_id == Merge.id, MergeAnswer.user_id == actor.user_id)
    query = (
        sa.select(Merge)
        .where(Merge.state == MergeState.ASKED, ~answered, _still_talked_about())
        .where(sa.or_(Merge.one_id.in_(mine), Merge.other_id.in_(mine)))
        .order_by(Merge.id)
    )
    return list(db.session.scalars(query))


def _still_talked_about() -> sa.ColumnElement[bool]:
    gone = sa.select(Proposal.id).where(Proposal.state != State.CO_DESIGN)
    return sa.and_(Merge.one_id.not_in(gone), Merge.other_id.not_in(gone))


def _authors(merge: Merge) -> frozenset[int]:
    return author_ids(merge.one) | author_ids(merge.other)


def _waiting_between(one: Proposal, other: Proposal) -> Merge | None:
    both = {one.id, other.id}
    return db.session.scalar(
        sa.select(Merge)
        .where(Merge.state == MergeState.ASKED, Merge.one_id.in_(both), Merge.other_id.in_(both))
        .limit(1)
    )


def _check_safe(one: Proposal, other: Proposal) -> None:
    group = [*co_authors.group_of(one), *co_authors.group_of(other)]
    if len(group) > co_design.MOST_AUTHORS:
        raise Refusal(f"Together they would be more than {co_design.MOST_AUTHORS} people.", field="other")
    if not co_design.is_safe_together(group):
        raise Refusal(f"{co_design.NOT_ALONE} Ask one more person to join yours first.", field="other")


def _join(merge: Merge) -> Proposal:
    """Make the joined idea from both last versions, credit everybody, and close both old ones with a pointer."""
    one, other = merge.one, merge.other
    for proposal in (one, other):
        if proposal.state is not State.CO_DESIGN:
            raise Refusal(MOVED_ON)
    _check_safe(one, other)
    content = merging.merged(proposals_drafts.published(one), proposals_drafts.published(other))
    made = _made_from(one, other, content)
    for user_id in (author_ids(one) | author_ids(other)) - {made.proposer_id}:
        db.session.add(
            CoAuthor(
                proposal_id=made.id, user_id=user_id, invited_by_id=merge.asked_by_id, state=JoinState.ACCEPTED,
                invited_at=now(), joined_at=now(),
            )
        )  # fmt: skip
    made.version = 1
    proposals_drafts.add_version(made, content, let_through=True)
    gate.hold_parts(  # both versions were let through, and the joined one has no other words
        WordsKind.PROPOSAL, made.public_id, {gate.WORDS: content.words}, by=Actor.system(), area_id=made.area_id,
        passes=True,
    )  # fmt: skip
    for proposal in (one, other):
        move(Actor.system(), proposal, Action.MERGE)
    return made


def _made_from(one: Proposal, other: Proposal, content: Content) -> Proposal:
    areas = db.session.scalars(sa.select(Area).where(Area.name.in_(content.areas)).order_by(Area.name)).all()
    made = Proposal(
        team_id=one.team_id, proposer_id=one.proposer_id, state=State.CO_DESIGN, created_at=now(), saved_at=now(),
        pot_id=one.pot_id if one.pot_id == other.pot_id else None, title=content.title, need=content.need,
        who_benefits=content.who_benefits, how_many=content.how_many, ages_from=content.ages_from,
        ages_to=content.ages_to, builds_on=content.builds_on,
        our_part=content.our_part, your_part=content.your_part, group_name=content.group_name,
        is_constituted=content.is_constituted, sponsor=content.sponsor, ask_pence=content.total,
        outcome_rows=[ProposalOutcome(outcome=Shanarri(part)) for part in content.outcomes],
        areas=list(areas), area_id=areas[0].id if areas else None,
        lines=[ProposalLine(position=at, what=x.what, pence=x.pence) for at, x in enumerate(content.lines)],
    )  # fmt: skip
    made.quotes = [_copied(quote) for old in (one, other) for quote in _published_quotes(old)]
    db.session.add(made)
    db.session.flush()
    for quote in made.quotes:  # they stood in a version that was let through
        gate.hold_parts(
            WordsKind.DRAFT, quote.public_id, {gate.WORDS: quote.supplier}, by=Actor.system(), passes=True
        )
    audit.record("proposal.joined", made, actor=Actor.system(), one=one.public_id, other=other.public_id)
    return made


def _published_quotes(proposal: Proposal) -> list[ProposalQuote]:
    """The quotes of the last version; one added since is not read by everybody yet, and stays on the old page."""
    kept = set(proposals_drafts.published(proposal).quotes)
    return [quote for quote in proposal.quotes if Quote(quote.what, quote.supplier, quote.pence) in kept]


def _copied(quote: ProposalQuote) -> ProposalQuote:
    return ProposalQuote(
        what=quote.what, supplier=quote.supplier, pence=quote.pence, added_by_id=quote.added_by_id,
        added_at=quote.added_at,
    )  # fmt: skip
