"""Photos and quotes of a draft: who may add them, what is refused, who sees them, and what a version keeps."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.attachments import may_see
from app.db import db
from commissioning.rules.pence import Pence
from commissioning.rules.proposals_compare import parts_of
from commissioning.rules.proposals_content import Content
from commissioning.rules.reviews import Outcome
from commissioning.services import proposals_drafts as drafts
from commissioning.services import proposals_extras as extras
from commissioning.services.proposals_list import Wanted, list_for
from commissioning.services.proposals_story import story_for
from models.proposals import ProposalVersion
from models.triage import TriageItem
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from tests import proposals_made as made
from tests.attachments_made import document, picture


def quoted(proposal, supplier="Quay Cycles", by="Mei", **changes):
    told = {"what": "Helmets", "supplier": supplier, "pence": Pence(30_000), "upload": None, **changes}
    return extras.add_quote(made.actor(by), proposal.public_id, **told)


def test_photos_and_quotes_are_ones_own_and_only_while_it_can_be_changed(work):
    with work():
        draft = made.drafted()
        with pytest.raises(NotFound):
            extras.add_photo(made.actor("Grace"), draft.public_id, picture())
        photo = extras.add_photo(made.actor("Mei"), draft.public_id, picture(words="The shed"))
        quote = quoted(draft)
        drafts.submit(made.actor("Mei"), draft.public_id)
        for late in (
            lambda: extras.add_photo(made.actor("Mei"), draft.public_id, picture((50, 50))),
            lambda: extras.take_out_photo(made.actor("Mei"), draft.public_id, photo.public_id),
            lambda: quoted(draft),
            lambda: extras.take_out_quote(made.actor("Mei"), draft.public_id, quote.public_id),
        ):
            with pytest.raises(Refusal, match="sent this in"):
                late()
        assert (
            len(extras.photos_of(draft, made.actor("Grace")))
            == len(extras.quotes_of(draft, made.actor("Grace")))
            == 1
        )


def test_what_is_not_a_photo_or_one_too_many_or_about_nothing_is_refused(work):
    with work():
        draft = made.drafted()
        with pytest.raises(Refusal, match="A PDF goes with a quote"):
            extras.add_photo(made.actor("Mei"), draft.public_id, document())
        extras.add_photo(made.actor("Mei"), draft.public_id, picture(words="The shed"))
        with pytest.raises(Refusal, match="here already, as “The shed”"):
            extras.add_photo(made.actor("Mei"), draft.public_id, picture(words="The boat"))
        for side in range(1, 4):
            extras.add_photo(made.actor("Mei"), draft.public_id, picture((40 + side, 30)))
        with pytest.raises(Refusal, match="4 photos here already"):
            extras.add_photo(made.actor("Mei"), draft.public_id, picture((90, 30)))
        with pytest.raises(Refusal, match="Choose one of the things"):
            quoted(draft, what="A rocket")
        with pytest.raises(Refusal, match="more than £0"):
            quoted(draft, pence=Pence(0))


def test_a_young_persons_photo_waits_by_itself_and_a_suppliers_price_is_not_for_everybody(work):
    with work():
        draft = made.drafted("Asha")
        photo = extras.add_photo(made.actor("Asha"), draft.public_id, picture(words="Our shed by the water"))
        quote = quoted(draft, "Zebra Wheels", by="Asha", upload=document())
        drafts.submit(made.actor("Asha"), draft.public_id)
        made.let_through(draft)
        assert extras.photos_of(draft, made.actor("Grace")) == [], (
            "the words were let through, the photo was not"
        )
        for item in db.session.scalars(sa.select(TriageItem).where(TriageItem.decided_at.is_(None))):
            item.decided_at = item.released_at = made.now()
            item.released_version = 1
        db.session.flush()
        assert not may_see(Actor.nobody(), "proposal", draft.public_id), "its page asks people to sign in"
        assert not may_see(made.actor("Sam"), "proposal", draft.public_id), "nor is its page open to the desk"
        for name, near in (("Grace", True), ("Carol", True), ("Ben", False), ("Erin", False)):
            reader = made.actor(name)
            assert may_see(reader, "proposal", draft.public_id), name
            assert may_see(reader, "quote", quote.public_id) is near, name
            assert [shown.attachment.id for shown in extras.photos_of(draft, reader)] == [photo.id], name
            assert bool(extras.quotes_of(draft, reader)) is near, name
            assert bool(story_for(reader, draft.public_id).content.quotes) is near, name
            assert list_for(reader, Wanted(words="water")).total == 1, "what a photo shows is found"
            assert list_for(reader, Wanted(words="zebra")).total == 0, "a supplier is not found by searching"


def test_a_returned_proposal_hides_its_photos_from_those_it_is_hidden_from(work):
    with work():
        draft = made.drafted()
        extras.add_photo(made.actor("Mei"), draft.public_id, picture())
        assert not may_see(made.actor("Grace"), "proposal", draft.public_id), "nobody sees a draft’s photo"
        drafts.submit(made.actor("Mei"), draft.public_id)
        assert may_see(made.actor("Ben"), "proposal", draft.public_id)
        made.reviewed(draft, Outcome.RETURN, "Say more.")
        assert not may_see(made.actor("Ben"), "proposal", draft.public_id)


def test_each_version_keeps_its_photos_words_and_its_quotes(work):
    with work():
        draft = made.drafted()
        extras.add_photo(made.actor("Mei"), draft.public_id, picture(words="The shed"))
        quote = quoted(draft)
        drafts.submit(made.actor("Mei"), draft.public_id)
        made.reviewed(draft, Outcome.RETURN, "Say more.")
        extras.take_out_quote(made.actor("Mei"), draft.public_id, quote.public_id)
        quoted(draft, "Harbour Bikes")
        drafts.submit(made.actor("Mei"), draft.public_id)
        kept = db.session.scalars(sa.select(ProposalVersion.content).order_by(ProposalVersion.number))
        first, second = map(Content.from_json, kept)
        assert first.photos == ("The shed",)
        changed = {part.name: part.compared for part in parts_of(first, second) if not part.compared.is_same}
        assert list(changed) == ["The quotes"]
        assert changed["The quotes"].told == "2 words taken out and 2 words put in"
