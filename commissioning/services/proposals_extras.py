"""Photos of an idea and quotes for its costs: added and taken out while it can still be changed."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from app import audit
from app.access import Permission, may
from app.clock import now
from app.db import db
from commissioning.rules.pence import Pence
from commissioning.rules.proposals_advice import check_photo, check_quote
from commissioning.services import co_drafts, joined_ideas
from commissioning.services import proposals_drafts as drafts
from commissioning.services.co_authors import author_ids
from commissioning.services.proposals_reading import is_near, may_read
from models.attachments import Attachment
from models.merging import Merge
from models.proposals import Proposal, ProposalQuote
from models.proposals_again import PhotoAgain
from participation.rules.attachments import PHOTOS_ONLY, FileKind, Upload, kind_of
from participation.rules.gate import WordsKind
from participation.rules.known import known
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.services import attachments, gate
from participation.services.attachments import Shown

PHOTO, QUOTE = "proposal", "quote"


def photos_of(proposal: Proposal, viewer: Actor) -> list[Shown]:
    """The photos the viewer may see, oldest first; the caller has checked that they may read the proposal.

    Those of the ideas it was joined from are among them, and those that came along from an earlier turn. They stay
    where they were added, so whatever was decided on each at the desk, and whatever those in it agreed to, goes on
    counting.
    """
    found = attachments.of_many(PHOTO, joined_ideas.public_ids_of(proposal), viewer=viewer)
    came_along = sa.select(PhotoAgain.attachment_id).where(
        PhotoAgain.proposal_id.in_(joined_ideas.keys_of(proposal))
    )
    photos = [
        *attachments.of_keys(came_along, viewer=viewer),
        *(one for each in found.values() for one in each),
    ]
    return sorted(photos, key=lambda one: one.attachment.id)


def add_photo(actor: Actor, public_id: str, upload: Upload) -> Attachment:
    """Add a photo to one's own draft. From anybody without a post it waits at the desk by itself.

    Raises Refusal (field "file") for a document, a fifth photo, or a file that is not taken.
    """
    proposal = drafts.get_editable(actor, public_id)
    photos = len(photos_of(proposal, actor))
    check_photo(is_picture=kind_of(upload.content, PHOTOS_ONLY) is FileKind.PICTURE, photos=photos)
    proposal.saved_at = now()
    kept = attachments.keep(actor, PHOTO, public_id, upload, area_id=proposal.area_id)
    if kept.words != upload.words:
        raise Refusal(
            f"This photo is here already, as “{kept.words}”. To change that, take it out and add it again.",
            field="file",
        )
    return kept


def take_out_photo(actor: Actor, public_id: str, photo_id: str) -> None:
    """Take a photo off one's own draft; raises NotFound when it is not there.

    One that came along from an earlier turn stays with that, where it was added.
    """
    proposal = drafts.get_editable(actor, public_id)
    photos = {shown.attachment.public_id: shown.attachment for shown in photos_of(proposal, actor)}
    if photo_id not in photos:
        raise NotFound
    came_along = db.session.get(PhotoAgain, (proposal.id, photos[photo_id].id))
    if came_along is None:
        attachments.take_away(actor, photo_id)
        return
    db.session.delete(came_along)
    audit.record("proposal.photo_left_behind", proposal, actor=actor, photo=photo_id)


def quotes_of(proposal: Proposal, viewer: Actor) -> list[tuple[ProposalQuote, list[Shown]]]:
    """Each quote with the file that came with it, for its writers, its team and the council's staff; others get none.

    One that a person without a post added is seen by nobody else, fellow authors included, until it is let through.
    A quote that came along from an idea this one was joined from has its file where it was added, as photos do.
    """
    quotes = _seen(proposal, viewer)
    came = came_as(proposal, quotes)
    files = attachments.of_many(QUOTE, [one for ids in came.values() for one in ids], viewer=viewer)
    return [
        (quote, [file for one in came[quote.public_id] for file in files.get(one, [])]) for quote in quotes
    ]


def came_as(proposal: Proposal, quotes: Collection[ProposalQuote]) -> dict[str, list[str]]:
    """By each quote's public id: the ids its file may stand under, its own and those it came along from."""
    earlier = _in_those_joined(proposal) if quotes else []
    return {
        quote.public_id: [quote.public_id, *(old.public_id for old in earlier if _is_copy(quote, old))]
        for quote in quotes
    }


def _in_those_joined(proposal: Proposal) -> list[ProposalQuote]:
    """The quotes of the ideas that became part of this one."""
    query = sa.select(ProposalQuote).join(Proposal, Proposal.id == ProposalQuote.proposal_id)
    return list(
        db.session.scalars(
            query.where(
                Proposal.public_id.in_(joined_ideas.public_ids_of(proposal)), Proposal.id != proposal.id
            )
        )
    )


def _is_copy(quote: ProposalQuote, old: ProposalQuote) -> bool:
    """Whether a quote is `old`, brought along when two ideas were joined (see merging)."""
    return all(
        getattr(quote, name) == getattr(old, name)
        for name in ("added_by_id", "added_at", "pence", "what", "supplier")
    )


def _seen(proposal: Proposal, viewer: Actor) -> list[ProposalQuote]:
    if not (is_near(viewer, proposal) or viewer.user_id in author_ids(proposal)):
        return []
    through = ProposalQuote.public_id.in_(gate.released_ids(WordsKind.DRAFT))
    mine = ProposalQuote.added_by_id == viewer.user_id
    query = sa.select(ProposalQuote).where(ProposalQuote.proposal_id == proposal.id, sa.or_(mine, through))
    return list(db.session.scalars(query.order_by(ProposalQuote.id)))


def add_quote(
    actor: Actor, public_id: str, *, what: str, supplier: str, pence: Pence, upload: Upload | None
) -> ProposalQuote:
    """Add a supplier's price for one of the lines, with the quote itself where there is one."""
    proposal = drafts.get_editable(actor, public_id)
    check_quote(what, pence, co_drafts.content_for(actor, proposal).lines, len(proposal.quotes))
    quote = ProposalQuote(
        proposal_id=proposal.id, what=what, supplier=supplier, pence=pence, added_by_id=known(actor), added_at=now(),
    )  # fmt: skip
    proposal.quotes.append(quote)
    proposal.saved_at = now()
    db.session.flush()
    gate.hold(WordsKind.DRAFT, quote.public_id, supplier, by=actor, area_id=proposal.area_id)
    if upload is not None:
        attachments.keep(actor, QUOTE, quote.public_id, upload, area_id=proposal.area_id)
    return quote


def take_out_quote(actor: Actor, public_id: str, quote_id: str) -> None:
    """Take a quote out of one's own draft; raises NotFound when it is not there."""
    proposal = drafts.get_editable(actor, public_id)
    found = next((quote for quote in _seen(proposal, actor) if quote.public_id == quote_id), None)
    if found is None:
        raise NotFound
    audit.record("proposal.quote_taken_out", proposal, actor=actor)
    proposal.quotes.remove(found)


def may_see_photo(actor: Actor, public_id: str) -> bool:
    """Whoever may read the proposal, or one that its photos came along to, may see them (once each is released).

    The page of an idea asks people to sign in, and so do its photos.
    """
    if not may(actor, Permission.READ_PROPOSALS):
        return False
    added_here = sa.and_(Attachment.subject_type == PHOTO, Attachment.subject_id == public_id)
    along = sa.select(PhotoAgain.proposal_id).join(Attachment, Attachment.id == PhotoAgain.attachment_id)
    here = sa.or_(Proposal.public_id == public_id, Proposal.id.in_(along.where(added_here)))
    return db.session.scalar(sa.select(Proposal.id).where(here, may_read(actor)).limit(1)) is not None


def may_see_quote(actor: Actor, quote_id: str) -> bool:
    """Only those near a proposal see what its suppliers asked; or near the one that a quote came along to."""
    quote = db.session.scalar(sa.select(ProposalQuote).where(ProposalQuote.public_id == quote_id))
    if quote is None:
        return False
    ids = sa.select(Proposal.id)
    those = ids.where(Proposal.id == quote.proposal_id).cte("those", recursive=True)
    into = sa.or_(Merge.one_id == those.c.id, Merge.other_id == those.c.id)
    those = those.union(ids.join(Merge, Merge.merged_id == Proposal.id).join(those, into))
    query = sa.select(Proposal).where(Proposal.id.in_(sa.select(those.c.id)), may_read(actor))
    return any(
        (is_near(actor, one) or actor.user_id in author_ids(one))
        and any(mine is quote or _is_copy(mine, quote) for mine in one.quotes)
        for one in db.session.scalars(query)
    )
