"""More ideas, and more talk about them."""

from __future__ import annotations

import sqlalchemy as sa

from app.db import db
from commissioning.rules.comments import CommentKind, Moderation
from commissioning.rules.pence import Pence
from commissioning.rules.suggestions import Part
from commissioning.services import (
    co_invitations,
    comments,
    comments_moderating,
    merging,
    suggestions,
)
from commissioning.services import proposals_extras as extras
from models.proposals import Proposal
from tests import (
    attachments_made,
    co_design_made,
)
from tests.proposals_made import actor, drafted, shortlisted, submitted
from tests.sweep_place.found import Ids


def more_proposals(ids: Ids, many: int, turn: str) -> None:
    for n in range(many):
        submitted("Mei", title=f"Idea {turn} {n}")
        shortlisted("Mei", title=f"Listed {turn} {n}")
        drafted("Mei", title=f"Draft {turn} {n}")
        draft, what = ids["draft"], {"what": "Helmets", "supplier": f"Shop {turn} {n}", "pence": Pence(100)}
        extras.add_quote(actor("Mei"), draft, upload=attachments_made.document(f"{turn} {n}"), **what)
    extras.add_photo(actor("Mei"), ids["draft"], attachments_made.picture((40, 30 + len(turn)), words=turn))


def more_together(ids: Ids, many: int, turn: str) -> None:
    """More talk about one idea, more suggestions to it, and more ideas shared, open, and asked to be joined."""
    talked = db.session.scalars(sa.select(Proposal).where(Proposal.public_id == ids["talked"])).one()
    for n in range(many):
        asked, waits = (
            comments.say(actor("Grace"), talked, CommentKind.QUESTION, f"Question {turn} {n}")
            for _ in range(2)
        )
        comments_moderating.moderate(actor("Pia"), asked, Moderation.SHOWN)
        comments.say(actor("Tomos"), talked, CommentKind.COMMENT, f"At the desk {waits.id}")
        reply = comments.say(
            actor("Mei"), talked, CommentKind.ANSWER, f"Yes {turn} {n}", answers=asked.public_id
        )
        comments_moderating.moderate(actor("Pia"), reply, Moderation.SHOWN)
        suggestions.suggest(
            actor("Grace"), talked.public_id, Part.NEED, f"Need {turn} {n}", "", seen=talked.version
        )
        shared = drafted("Mei", title=f"Shared {turn} {n}")
        co_design_made.join(shared, "Mei", "Grace")
        co_invitations.invite(actor("Mei"), shared, who=actor("Cllr Idris").public_id)
        other = co_design_made.talked_about("Grace", title=f"Open {turn} {n}")
        merging.ask(actor("Mei"), talked, other.public_id)
