"""Ideas at every stage, and what people make of them together."""

from __future__ import annotations

from typing import Any

from app.demo.people import NORTH
from commissioning.rules.comments import CommentKind, Moderation
from commissioning.rules.pence import Pence
from commissioning.rules.suggestions import Part
from commissioning.services import (
    co_invitations,
    comments,
    comments_moderating,
    merging,
    proposals_choices,
    suggestions,
)
from commissioning.services import proposals_drafts as drafts
from commissioning.services import proposals_extras as extras
from tests import (
    attachments_made,
    co_design_made,
)
from tests.proposals_made import actor, drafted, everything, submitted
from tests.sweep_place.found import Ids, team


def make_proposals() -> Ids:
    erins = drafts.start(actor("Erin"), team=team(NORTH), title="Erin’s own idea")
    draft = drafted("Mei", title="A draft of Mei’s").public_id
    photo = extras.add_photo(actor("Mei"), draft, attachments_made.picture(words="The shed"))
    quote = extras.add_quote(
        actor("Mei"), draft, what="Helmets", supplier="Quay Bikes", pence=Pence(30_050),
        upload=attachments_made.document(),
    )  # fmt: skip
    return {
        "draft": draft, "photo": photo.public_id, "quote": quote.public_id, "erins_draft": erins.public_id,
        "ashas": submitted("Asha", title="Waiting at the gate").public_id,
        "waiting": submitted("Mei", title="Waits for a check").public_id,
        "north_waiting": norths(title="The north waits").public_id,
    }  # fmt: skip


def make_together() -> Ids:
    """One draft that is shared, three ideas being talked about, and something waiting for everybody."""
    shared = drafted("Mei", title="Written by two")
    co_design_made.join(shared, "Mei", "Grace")
    co_invitations.invite(actor("Mei"), shared, who=actor("Cllr Idris").public_id)
    talked = co_design_made.talked_about("Mei", title="Being talked about")
    other = co_design_made.talked_about("Grace", title="Talked about too")
    third = co_design_made.talked_about("Cllr Idris", title="Talked about as well")
    need = suggestions.suggest(
        actor("Grace"), talked.public_id, Part.NEED, "The bus is dear.", "Shorter.", seen=1
    )
    question, waits, ashas = (
        comments.say(actor(name), talked, CommentKind.QUESTION, "Is there a shed?")
        for name in ("Grace", "Cllr Idris", "Asha")
    )
    comments_moderating.moderate(actor("Pia"), question, Moderation.SHOWN)
    return {
        "shared": shared.public_id, "talked": talked.public_id, "talked_third": third.public_id,
        "suggestion": need.public_id, "question": question.public_id, "to_moderate": waits.public_id,
        "ashas_comment": ashas.public_id, "merge": merging.ask(actor("Mei"), talked, other.public_id).public_id,
    }  # fmt: skip


def norths(**changes: Any) -> Any:
    whole = everything(areas=[], **changes)
    made = drafts.start(actor("Erin"), team=team(NORTH), title=whole["title"])
    drafts.save(actor("Erin"), made.public_id, whole)
    team_areas = [area.public_id for area in proposals_choices.areas_open_to(made)]
    drafts.save(actor("Erin"), made.public_id, {"areas": team_areas[:1]})
    drafts.submit(actor("Erin"), made.public_id)
    return made
