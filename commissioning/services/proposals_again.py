"""Putting an idea forward again: a new draft that begins as the idea stood. The earlier record is left as it is.

Only its writers can, and each idea has one such draft at a time. What comes along was let through already: the words of
the version that was voted on, and the photos that show now. Quotes stay behind, for prices change.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit, outbox
from app.db import db
from commissioning.rules.proposals import COMES_AGAIN, State
from commissioning.rules.proposals_story import EARLIER_WORDS
from commissioning.services import co_authors, review_assignments
from commissioning.services import proposals_choices as choices
from commissioning.services import proposals_drafts as drafts
from commissioning.services import proposals_extras as extras
from commissioning.services.proposals_from_content import made_of
from commissioning.services.proposals_reading import may_read
from models.proposals import Proposal
from models.proposals_again import Again, PhotoAgain
from participation.rules.letters import LetterKind
from participation.rules.people import Actor
from participation.rules.refusals import Refusal

GONE = frozenset(
    {State.WITHDRAWN, State.REFUSED}
)  # after these the earlier idea can be put forward once more


@dataclass(frozen=True)
class Turns:
    """What one reader is told of an idea's earlier and later turn.

    `earlier` and `later` are public ids of ideas this reader may read, or "". `came_before` is how the earlier one
    ended, in a sentence; "" for an idea that was never put forward before. `begun`: a fellow writer has begun it again.
    `goes_on`: it was approved all the same, after it had been put forward again.
    """

    came_before: str
    earlier: str
    later: str
    may_begin: bool
    begun: bool
    goes_on: bool


def turns_of(actor: Actor, proposal: Proposal, *, is_own: bool) -> Turns:
    """The turns of one idea, for its page. Three queries at the most."""
    before = _began_from(proposal)
    after = _begun_from(proposal)
    reads = _readable(actor, [one.id for one in (before, after) if one is not None])
    ended = proposal.state in COMES_AGAIN
    return Turns(
        came_before=EARLIER_WORDS.get(before.state, "") if before else "",
        earlier=before.public_id if before and before.id in reads else "",
        later=after.public_id if after and after.id in reads else "",
        may_begin=is_own and ended and after is None,
        begun=is_own and after is not None and after.id not in reads,
        goes_on=after is not None and not ended,
    )


def begun_by(actor: Actor, public_id: str) -> bool:
    """Whether it is being put forward again already. Raises NotFound for somebody else's idea."""
    return _begun_from(co_authors.get_authored(actor, public_id)) is not None


def propose_again(actor: Actor, public_id: str) -> Proposal:
    """Begin the draft. Whoever writes it already is led to the one there is, so that two presses make one.

    Raises NotFound for somebody else's idea; Refusal while it goes on, when a fellow writer was first, and for somebody
    who has left the team since.
    """
    earlier = co_authors.get_authored(actor, public_id)
    begun = _begun_from(earlier)
    if begun is not None:
        if actor.user_id in co_authors.author_ids(begun):
            return begun
        raise Refusal(
            "Somebody who wrote this with you has begun to put it forward again. They can ask you to join in."
        )
    if earlier.state not in COMES_AGAIN:
        raise Refusal("Only an idea that came to an end without being approved can be put forward again.")
    if earlier.team_id not in {team.id for team in choices.teams_open_to(actor)}:
        raise Refusal(
            f"You have no place in the {earlier.team.name} now, so you cannot put this forward to it again."
        )
    made = _made_from(actor, earlier)
    _bring_photos(actor, earlier, made)
    audit.record("proposal.begun_again", made, actor=actor, earlier=earlier.public_id)
    _tell_the_rest(actor, earlier)
    return made


def _made_from(actor: Actor, earlier: Proposal) -> Proposal:
    open_now = {area.id for area in choices.areas_open_to(earlier)}
    pots = {pot.id for pot in choices.pots_open_to(earlier.team_id)}
    made = made_of(
        drafts.published(earlier), [area for area in earlier.areas if area.id in open_now], team_id=earlier.team_id,
        proposer_id=actor.user_id, state=State.DRAFT, started_from=earlier.started_from,
        pot_id=earlier.pot_id if earlier.pot_id in pots else None,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    turns = sa.select(sa.func.coalesce(sa.func.max(Again.turn), 0)).where(Again.earlier_id == earlier.id)
    turn = (db.session.scalar(turns) or 0) + 1
    db.session.add(Again(proposal_id=made.id, earlier_id=earlier.id, turn=turn))
    db.session.flush()
    return made


def _bring_photos(actor: Actor, earlier: Proposal, made: Proposal) -> None:
    """The photos that show now: each was let through, and everybody in it agrees. They stay where they were added."""
    db.session.add_all(
        PhotoAgain(proposal_id=made.id, attachment_id=shown.attachment.id)
        for shown in extras.photos_of(earlier, actor)
        if not shown.waits
    )
    db.session.flush()


def later_among(actor: Actor, ids: Collection[int]) -> dict[int, str]:
    """Which of these (keys) are being put forward again, by the public id of the later idea. One query.

    Only where this reader may read the later one: nobody hears of a draft, or of words that wait at the desk.
    """
    going = sa.and_(Proposal.state.not_in(GONE | COMES_AGAIN), may_read(actor))
    query = sa.select(Again.earlier_id, Proposal.public_id).join(Proposal, Again.proposal_id == Proposal.id)
    rows = db.session.execute(query.where(Again.earlier_id.in_(ids), going).order_by(Again.turn)).all()
    return {row[0]: row[1] for row in rows}


def tell_it_was_approved(earlier: Proposal) -> None:
    """Those who put it forward again, and whoever is named to check that, hear that the first was approved."""
    later = _begun_from(earlier)
    if later is None or later.state in COMES_AGAIN:
        return
    for user_id in sorted(co_authors.author_ids(later)):
        outbox.post(
            user_id, "The idea yours began from is approved",
            "An idea that you are putting forward again was approved after all. Sign in to Our Part to see whether "
            "the new one is still needed. You can withdraw it.",
            dedupe_key=f"first-approved:{later.public_id}:{user_id}", kind=LetterKind.IDEAS,
            path=f"/proposals/{later.public_id}",
        )  # fmt: skip
    if later.state is not State.SUBMITTED or not later.let_through:
        return
    for user_id, _ in review_assignments.named_for([later.public_id]).values():
        outbox.post(
            user_id, "What you check was approved before",
            "The idea that it began from has been approved since. Sign in to Our Part before you decide, so that "
            "nothing is paid for twice.",
            dedupe_key=f"first-approved:{later.public_id}:{user_id}", kind=LetterKind.CHECKS,
            path=f"/reviews/{later.public_id}",
        )  # fmt: skip


def _tell_the_rest(actor: Actor, earlier: Proposal) -> None:
    others = co_authors.author_ids(earlier) - {actor.user_id}
    outbox.post_each(
        [(user_id, f"/proposals/{earlier.public_id}") for user_id in others],
        "An idea you wrote is being put forward again",
        "Somebody who wrote an idea with you has begun to put it forward again. They can ask you to write it with "
        "them. What you wrote before stays as it is.",
        about=f"again:{earlier.public_id}:{actor.public_id}", kind=LetterKind.IDEAS,
    )  # fmt: skip


def _began_from(proposal: Proposal) -> Proposal | None:
    query = sa.select(Again).where(Again.proposal_id == proposal.id).options(joinedload(Again.earlier))
    found = db.session.scalar(query)
    return found.earlier if found else None


def _begun_from(earlier: Proposal) -> Proposal | None:
    """The idea begun from this one, unless that was withdrawn or refused."""
    query = sa.select(Proposal).join(Again, Again.proposal_id == Proposal.id)
    query = query.where(Again.earlier_id == earlier.id, Proposal.state.not_in(GONE))
    return db.session.scalars(query.order_by(Again.turn.desc()).limit(1)).first()


def _readable(actor: Actor, ids: list[int]) -> frozenset[int]:
    if not ids:
        return frozenset()
    return frozenset(db.session.scalars(sa.select(Proposal.id).where(Proposal.id.in_(ids), may_read(actor))))
