"""Joining two ideas: their photos and the files of their quotes come along, each as the desk left it."""

from __future__ import annotations

import sqlalchemy as sa

from app.clock import now
from app.db import db
from commissioning.rules.pence import Pence
from commissioning.rules.proposals_content import CostLine
from commissioning.services import merging
from commissioning.services import proposals_drafts as drafts
from commissioning.services import proposals_extras as extras
from models.triage import TriageItem
from tests.attachments_made import document, picture
from tests.co_design_made import release, talked_about, two
from tests.proposals_made import actor, drafted


def test_photos_come_along_each_as_the_desk_left_it(app, work):
    """Let through, kept at the desk, not read yet: none is shown sooner for the joining, and joined again all stay."""
    with work():
        one, other = talked_about("Ben"), two()[1]
        added = [
            extras.add_photo(actor("Ben"), one.public_id, picture((40, 30 + hue), words=f"Shed {hue}"))
            for hue in (1, 2, 3)
        ]
        theirs = extras.add_photo(actor("Grace"), other.public_id, picture((40, 39), words="Scooters"))
        release(added[0].public_id)
        item = db.session.scalars(
            sa.select(TriageItem).where(TriageItem.words_of == added[1].public_id)
        ).one()
        item.decided_at = now()
        asked = merging.ask(actor("Ben"), one, other.public_id)
        for name in ("Grace", "Cllr Idris"):
            merging.answer(actor(name), asked, yes=True)
        made = asked.merged
        assert made is not None

    def seen(by, idea):
        return [(shown.attachment.words, shown.waits) for shown in extras.photos_of(idea, actor(by))]

    through = [("Shed 1", False), ("Scooters", False)]
    assert seen("Cllr Idris", made) == through == seen("Grace", made)
    assert seen("Ben", made) == [("Shed 1", False), ("Shed 2", True), ("Shed 3", True), ("Scooters", False)]
    assert seen("Cllr Idris", one) == [("Shed 1", False)]
    assert all(extras.may_see_photo(actor("Grace"), photo.subject_id) for photo in (added[0], theirs))
    with work():
        release(added[2].public_id)
    assert seen("Cllr Idris", made) == [("Shed 1", False), ("Shed 3", False), ("Scooters", False)]
    with work():
        extras.take_out_photo(actor("Ben"), made.public_id, added[0].public_id)
        third = talked_about("Ben", title="Bell workshop", need="Bells are broken.")
        again = merging.ask(actor("Ben"), third, made.public_id)
        for name in ("Grace", "Cllr Idris"):
            merging.answer(actor(name), again, yes=True)
        assert again.merged is not None
    assert seen("Cllr Idris", again.merged) == [("Shed 3", False), ("Scooters", False)]


def test_the_file_of_a_quote_comes_along_for_those_who_write_the_joined_idea(app, work):
    """Where it was added, so that the desk's word on it goes on counting; a quote taken out takes its file along."""
    told = {"what": "A shed", "pence": Pence(45_000), "upload": document()}
    with work():
        one = talked_about("Ben")
        other = drafted("Grace", title="Scooter shed", lines=[CostLine("A shed", Pence(50_000))])
        quote = extras.add_quote(actor("Grace"), other.public_id, supplier="Quay Sheds", **told)
        later = extras.add_quote(actor("Grace"), other.public_id, supplier="Far Sheds", **told)
        drafts.open_up(actor("Grace"), other.public_id)
        assert not extras.may_see_quote(actor("Ben"), quote.public_id)
        asked = merging.ask(actor("Ben"), one, other.public_id)
        merging.answer(actor("Grace"), asked, yes=True)
        made = asked.merged
        assert made is not None
    for name in ("Ben", "Grace"):
        files = {
            kept.supplier: [file.attachment.subject_id for file in shown]
            for kept, shown in extras.quotes_of(made, actor(name))
        }
        assert files == {"Quay Sheds": [quote.public_id], "Far Sheds": [later.public_id]}, name
    ways = {
        name: extras.may_see_quote(actor(name), quote.public_id) for name in ("Ben", "Grace", "Dev", "Erin")
    }
    assert ways == {"Ben": True, "Grace": True, "Dev": False, "Erin": False}
    assert not extras.may_see_quote(actor("Ben"), "no-such-quote")
    with work():
        copy = next(kept for kept, _ in extras.quotes_of(made, actor("Ben")) if kept.supplier == "Quay Sheds")
        extras.take_out_quote(actor("Grace"), made.public_id, copy.public_id)
    assert not extras.may_see_quote(actor("Ben"), quote.public_id)
    assert extras.may_see_quote(actor("Ben"), later.public_id)
