"""Photos and quotes met badly: bombs, cut files and hostile words; each a plain refusal that keeps what was typed."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
import sqlalchemy as sa

from app.db import db
from commissioning.services.proposals_list import Wanted, list_for
from models.attachments import Attachment
from models.proposals import ProposalQuote
from tests import proposals_made as made
from tests.attachments_made import drawn


def bomb():
    """A few hundred bytes that say they are a picture of nine hundred million dots."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 999))
        + chunk(b"IEND", b"")
    )


REFUSED = {
    "a bomb": (bomb, "too large"),
    "a cut photo": (lambda: drawn((400, 300))[:300], "could not read this picture"),
    "a page of script": (lambda: b"<svg onload=alert(1)>", "Choose a photo"),
    "nothing": (lambda: b"", "Choose"),
    "a PDF": (lambda: b"%PDF-1.4 %%EOF", "A PDF goes with a quote"),
}


@pytest.fixture
def draft(work):
    with work():
        return made.drafted().public_id


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_not_taken_is_refused_in_words_and_the_typed_words_stay(sign_in, draft, name):
    make, said = REFUSED[name]
    sent = {"file": (io.BytesIO(make()), "shed.png"), "file_words": "<b>The shed</b> & more"}
    page = sign_in("Mei").post(f"/proposals/{draft}/edit/photos", sent, 200)
    page.says(said)
    assert page.one('[name="file_words"]')["value"] == "<b>The shed</b> & more"
    assert db.session.scalar(sa.select(sa.func.count(Attachment.id))) == 0


def test_a_quote_with_a_bad_file_keeps_nothing_and_one_without_is_kept(sign_in, draft):
    mei = sign_in("Mei")
    sent = {"what": "Helmets", "supplier": "Quay & Sons", "amount": "12", "file_words": "Theirs"}
    page = mei.post(f"/proposals/{draft}/edit/quotes", {**sent, "file": (io.BytesIO(bomb()), "q.png")}, 200)
    page.says("too large")
    assert page.one('[name="supplier"]')["value"] == "Quay & Sons"
    assert db.session.scalar(sa.select(sa.func.count(ProposalQuote.id))) == 0
    mei.post(f"/proposals/{draft}/edit/quotes", sent)
    mei.get(f"/proposals/{draft}/edit/quotes").says("Quay & Sons, £12.00")
    quote = db.session.scalars(sa.select(ProposalQuote.public_id)).one()
    sign_in("Grace").post(f"/proposals/{draft}/edit/quotes/{quote}/take-out", {}, 404)
    mei.post(f"/proposals/{draft}/edit/quotes/{quote}/take-out")
    assert db.session.scalar(sa.select(sa.func.count(ProposalQuote.id))) == 0


def test_the_list_is_filtered_by_what_ideas_help_with(sign_in, work):
    with work():
        made.shortlisted(title="Kite day", outcomes=["active"])
        made.shortlisted(title="Soup night", outcomes=["healthy", "included"])
        assert [row.title for row in list_for(made.actor("Ben"), Wanted(helps="included")).rows] == [
            "Soup night"
        ]
        assert list_for(made.actor("Ben"), Wanted(helps="rich")).total == 2
    page = sign_in("Ben").get("/proposals?helps=active")
    page.says("Kite day", "1 of 2 proposals")
    page.never_says("Soup night")
