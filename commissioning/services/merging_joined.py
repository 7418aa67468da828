"""Making the joined idea, once everybody who writes either has said yes. Both old ones are kept and point to it."""

from __future__ import annotations

import sqlalchemy as sa

from app import audit, outbox
from app.clock import now
from app.db import db
from commissioning.rules import merging as rules
from commissioning.rules.co_design import JoinState
from commissioning.rules.proposals import Action, State
from commissioning.rules.proposals_content import Content, Quote
from commissioning.services import proposals_drafts, suggestions_closing
from commissioning.services.co_authors import author_ids
from commissioning.services.proposals import move
from commissioning.services.proposals_from_content import made_of
from models.co_design import CoAuthor, Support
from models.merging import Merge
from models.places import Area
from models.proposals import Proposal, ProposalQuote
from participation.rules.gate import WordsKind
from participation.rules.letters import LetterKind
from participation.rules.people import Actor
from participation.services import gate


def join(merge: Merge) -> Proposal:
    """Make the joined idea from both last versions, credit everybody, and close both old ones with a pointer.

    The caller has checked that both can be joined, and that both last versions have been let through.
    """
    one, other = merge.one, merge.other
    content = rules.merged(proposals_drafts.published(one), proposals_drafts.published(other))
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
        suggestions_closing.tell_closed(proposal)
    _tell_supporters(made, one, other)
    return made


def _tell_supporters(made: Proposal, *old: Proposal) -> None:
    """Support was for what one idea said, so it does not go along by itself: whoever gave it is told, and may again."""
    query = sa.select(Support.user_id).where(Support.proposal_id.in_([one.id for one in old]))
    supporters = set(db.session.scalars(query)) - author_ids(made)
    outbox.post_each(
        [(user_id, f"/proposals/{made.public_id}") for user_id in supporters],
        "An idea you support was joined to another",
        "An idea you support has become one with another. Your support does not go along by itself: sign in to Our "
        "Part to read the joined idea, and support it if you like.",
        about=f"support-joined:{made.public_id}", kind=LetterKind.IDEAS,
    )  # fmt: skip


def _made_from(one: Proposal, other: Proposal, content: Content) -> Proposal:
    areas = db.session.scalars(sa.select(Area).where(Area.name.in_(content.areas)).order_by(Area.name)).all()
    made = made_of(
        content, areas, team_id=one.team_id, proposer_id=one.proposer_id, state=State.CO_DESIGN,
        pot_id=one.pot_id if one.pot_id == other.pot_id else None,
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
