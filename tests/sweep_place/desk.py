"""The safeguarding desk, people’s rights over their words, and consents."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import local_date
from models.feedback import Feedback
from participation.rules.consents import ConsentKind
from participation.rules.gate import Letting, Outcome
from participation.rules.retention import HeldThing
from participation.services import (
    desk_rota,
    glass,
    holds,
)
from tests import (
    consents_made,
    requests_made,
    voice_made,
)
from tests.proposals_made import actor
from tests.sweep_place.found import Ids


def make_desk() -> Ids:
    """Somebody away, something referred, and an administrator who asked to read twice, once with a yes."""
    today = local_date(now())
    away = desk_rota.write_away(
        actor("Sam"), actor("Joy").public_id, today + timedelta(30), today + timedelta(35)
    )
    here = voice_made.a_listening(actor, title="The bus stop")
    said, kept = (
        voice_made.somebody_says(here, words)[0] for words in ("It is dark there.", "Nobody waits there.")
    )
    voice_made.decide(actor, said, outcome=Outcome.REFERRED, reference="FD-7", letting=Letting.KEEP)
    why = "Nobody at the desk answers the telephone today."
    asked, opened = (glass.ask(actor("Ada"), voice_made.item_of(one).public_id, why) for one in (said, kept))
    glass.answer(actor("Olu"), opened.public_id, yes=True)
    return {
        "away": away.public_id, "referred": voice_made.item_of(said).public_id,
        "glass_asked": asked.public_id, "glass_open": opened.public_id,
    }  # fmt: skip


def make_rights() -> Ids:
    """A mother asks for a child's words; what somebody said is held."""
    asked = requests_made.asked()
    thing = db.session.scalars(sa.select(Feedback.public_id).order_by(Feedback.id)).first()
    hold = holds.hold(
        actor("Sam"),
        holds.NewHold(
            HeldThing.FEEDBACK, str(thing), "A review asks for this.", local_date(now()) + timedelta(60)
        ),
    )
    return {"data_request": asked.public_id, "hold": hold.public_id, "held_thing": str(thing)}


def make_consents() -> Ids:
    """Robin has a page with a yes to a photo; Asha has one that she signs in to."""
    robin, words = consents_made.a_young_person()
    yes = consents_made.agreed(robin)
    asha, _ = consents_made.a_young_person("Asha", "asha")
    agreed = consents_made.agreed(asha, ConsentKind.TAKING_PART)
    return {
        "young_person": robin.public_id, "about_me_words": words, "consent": yes.public_id,
        "ashas_consent": agreed.public_id,
    }  # fmt: skip
