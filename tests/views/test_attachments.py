"""Serving files: only to who may see the record, and as something that can do nothing but be looked at or saved."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app import attachments as door
from app.config import ROOT
from app.db import db
from app.security import LARGEST_REQUEST
from models.triage import TriageItem
from participation.rules.attachments import LARGEST_PICTURE, MEGABYTE, Upload
from tests.attachments_made import document, keep, opened, picture
from tests.guards import hostile

AWARD = "award0000001"


@pytest.fixture
def doors(monkeypatch):
    """Files of "pass" records are Farid's to see, and nobody else's."""
    from app import audit

    monkeypatch.setattr(audit, "farid_sees", lambda actor, _: actor.name == "Farid", raising=False)
    monkeypatch.setitem(door.SUBJECTS, "pass", "app.audit:farid_sees")


def files(work, subject):
    with work():
        return [keep("Carol", AWARD, one, subject).public_id for one in (picture(), document())]


def test_a_picture_is_shown_and_a_document_is_saved(work, doors, sign_in):
    shown, saved = files(work, "pass")
    farid = sign_in("Farid")
    farid.get(f"/files/{shown}")
    assert opened(farid.response.data).size == (40, 30)
    assert farid.response.mimetype == "image/jpeg"
    assert farid.response.headers["Content-Disposition"] == f'inline; filename="pass-{shown}.jpg"'
    farid.get(f"/files/{saved}")
    headers = farid.response.headers
    assert farid.response.data.startswith(b"%PDF-")
    assert headers["Content-Disposition"] == f'attachment; filename="pass-{saved}.pdf"'
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


def test_others_find_nothing_and_a_subject_not_in_the_table_is_nobodys(work, doors, sign_in, client):
    shown, _ = files(work, "pass")
    client.get(f"/files/{shown}", status=404)
    sign_in("Carol").get(f"/files/{shown}", status=404)
    hidden, _ = files(work, "never heard of")
    sign_in("Farid").get(f"/files/{hidden}", status=404)


def test_the_desk_sees_a_held_picture_in_its_own_page_and_saves_a_held_document(work, doors, sign_in):
    with work():
        held = [keep("Ben", AWARD, one, "pass") for one in (picture(), document())]
    items = [
        db.session.scalars(sa.select(TriageItem.public_id).where(TriageItem.words_of == one.public_id)).one()
        for one in held
    ]
    sam = sign_in("Sam")
    page = sam.post(f"/desk/{items[0]}", status=200)
    page.says("The picture", "A mended gate", "gate.jpg")
    assert page.one(".op-held-picture")["src"].startswith("data:image/jpeg;base64,")
    sam.post(f"/desk/{items[1]}", status=200).says("Save the document and read it")
    sam.post(f"/desk/{items[1]}/file", status=200)
    assert sam.response.data.startswith(b"%PDF-")
    sam.get(f"/files/{held[0].public_id}", status=404)
    sign_in("Farid").get(f"/files/{held[0].public_id}", status=404)
    sign_in("Carol").post(f"/desk/{items[1]}/file", status=403)


def test_a_phone_photo_of_ten_megabytes_fits_and_the_page_that_refuses_more_says_so():
    assert LARGEST_REQUEST >= LARGEST_PICTURE + 2_000_000
    assert f"{LARGEST_REQUEST // MEGABYTE} megabytes" in (ROOT / "templates/errors/413.html").read_text()


def test_hostile_names_are_never_used(work, doors, sign_in):
    farid = sign_in("Farid")
    for n, name in enumerate(hostile.extra()["filenames"]):
        with work():
            sent = Upload(picture((30 + n, 20)).content, "A gate", name)
            made = keep("Carol", f"award{n:07}", sent, "pass")
        farid.get(f"/files/{made.public_id}")
        assert (
            farid.response.headers["Content-Disposition"] == f'inline; filename="pass-{made.public_id}.jpg"'
        )
