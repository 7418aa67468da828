"""Photographs and documents: only the dots are kept, nothing hostile is unpacked, and the gate comes before readers."""

from __future__ import annotations

import io
import random
from datetime import timedelta

import pytest
import sqlalchemy as sa
from PIL import Image, ImageFile
from sqlalchemy.exc import DBAPIError

from app import clock
from app.clock import now
from app.db import db
from models.attachments import Attachment
from models.triage import TriageItem
from participation.rules import attachments as rules
from participation.rules.attachments import Upload
from participation.rules.gate import Decision, Letting, Outcome, Priority
from participation.rules.refusals import NotFound, Refusal
from participation.services import attachments, pictures, triage
from tests.attachments_made import document, drawn, keep, opened, picture
from tests.proposals_made import actor

AWARD = "award0000001"
GPS_MARK = b"Ashworth Lane 14"


def kept_bytes(public_id):
    return attachments.held_file(public_id).content


def with_place() -> bytes:
    """A JPEG that says where it was taken, by whom and with what, in every pocket a JPEG has."""
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = GPS_MARK.decode(), 6  # a description; turned a quarter
    exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 47.0, 30.0), 3: "W", 4: (1.0, 32.0, 10.0)})
    return drawn((60, 40), exif=exif, comment=GPS_MARK, xmp=b"<x:xmpmeta>" + GPS_MARK + b"</x:xmpmeta>")


def test_where_and_when_a_photo_was_taken_is_gone_from_the_bytes(work):
    sent = with_place()
    assert sent.count(GPS_MARK) == 3
    assert Image.Exif  # the sample really carries a place:
    assert opened(sent).getexif().get_ifd(0x8825)
    with work():
        made = keep("Carol", AWARD, Upload(sent, "The gate"))
    content = kept_bytes(made.public_id)
    assert GPS_MARK not in content
    for mark in (b"Exif", b"xmpmeta", b"GPS", b"ICC_PROFILE"):
        assert mark not in content
    assert not opened(content).getexif()
    assert (made.width, made.height) == (40, 60)  # turned the way its taker saw it


@pytest.mark.parametrize("form", ["PNG", "WEBP", "MPO"])
def test_every_picture_becomes_a_small_jpeg(work, form):
    noise = Image.frombytes("RGB", (1800, 900), random.Random(5).randbytes(1800 * 900 * 3))
    written = io.BytesIO()
    noise.save(written, form, **({"save_all": True, "append_images": [noise]} if form == "MPO" else {}))
    with work():
        made = keep("Carol", AWARD, Upload(written.getvalue(), "Noise"))
    content = kept_bytes(made.public_id)
    assert opened(content).format == "JPEG"
    assert max(made.width, made.height) <= rules.LONGEST_SIDE
    assert len(content) == made.size <= rules.LARGEST_KEPT


def test_see_through_parts_become_white(work):
    with work():
        made = keep("Carol", AWARD, Upload(drawn((20, 20), "PNG", mode="RGBA"), "Nothing there"))
    assert opened(kept_bytes(made.public_id)).getpixel((5, 5)) == (255, 255, 255)


BOMB = drawn((12_000, 12_000), "PNG", mode="1")
GOOD = drawn()
REFUSED = {
    "a small file that unpacks to 144 million dots": (BOMB, "too large"),
    "a header that claims a thousand million dots": (BOMB[:16] + b"\x00\x00\xff\xff" * 2 + BOMB[24:], "picture"),
    "a JPEG cut short": (drawn((800, 800), quality=95)[:-4000], "could not read this picture"),
    "a PNG cut short": (drawn((300, 300), "PNG")[:60], "could not read this picture"),
    "a WebP that is only a header": (b"RIFF\x24\x00\x00\x00WEBPVP8 " + b"\x00" * 20, "could not read"),
    "a JPEG's first bytes and a page": (b"\xff\xd8\xff<html><script>alert(1)</script>", "could not read"),
    "nothing": (b"", "empty"),
    "a drawing with a script": (b"<svg onload=alert(1)>", "Choose a photo"),
    "a GIF": (drawn(form="GIF"), "Choose a photo"),
    "a zip": (b"PK\x03\x04" + b"0" * 50, "Choose a photo"),
    "an iPhone’s own kind": (b"\x00\x00\x00\x18ftypheic" + b"0" * 50, "JPEG"),
    "a program": (b"MZ\x90\x00", "Choose a photo"),
    "a PDF cut short": (b"%PDF-1.7\n1 0 obj", "not whole"),
    "a PDF with a program": (b"%PDF-1.7\n/JavaScript (app.alert(1))\n%%EOF", "program"),
    "a photo of more than ten megabytes": (GOOD + b"0" * rules.LARGEST_PICTURE, "10 megabytes"),
    "a PDF of more than five": (b"%PDF-1.7" + b"0" * rules.LARGEST_DOCUMENT + b"%%EOF", "5 megabytes"),
}  # fmt: skip


def test_the_bomb_is_one():
    assert len(BOMB) < 20_000
    assert len(GOOD) < 1_000


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused_is_refused_plainly_and_nothing_is_kept(work, what):
    content, says = REFUSED[what]
    with pytest.raises(Refusal, match=says) as refusal, work():
        keep("Carol", AWARD, Upload(content, "x"))
    assert refusal.value.field == "file"
    assert db.session.scalar(sa.select(sa.func.count(Attachment.id))) == 0


@pytest.mark.parametrize("what", ["a JPEG cut short", "a PNG cut short"])
def test_half_a_picture_is_no_picture_also_after_a_pdf_was_made(monkeypatch, what):
    """The library that makes PDFs asks, for the whole process, that half a picture be taken for a whole one."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(Refusal, match="could not read this picture"):
        pictures.rewritten(REFUSED[what][0])


def test_the_same_file_twice_is_kept_once_and_a_record_has_its_share(work):
    with work():
        first = keep("Carol", AWARD, picture())
        assert keep("Carol", AWARD, picture()).public_id == first.public_id
        for n in range(1, rules.MOST_FILES):
            keep("Carol", AWARD, picture((20 + n, 20)))
    with pytest.raises(Refusal, match="most there can be"), work():
        keep("Carol", AWARD, picture((90, 90)))
    with work():
        attachments.take_away(actor("Carol"), first.public_id)
        keep("Carol", AWARD, picture((90, 90)))


def test_a_person_adds_so_many_a_day(work, monkeypatch):
    monkeypatch.setattr(rules, "MOST_IN_A_DAY", 2)
    with work():
        keep("Carol", "award0000001", picture())
        keep("Carol", "award0000002", picture())
    with pytest.raises(Refusal, match="tomorrow"), work():
        keep("Carol", "award0000003", picture())
    with work(), clock.at(now() + timedelta(days=1, minutes=1)):
        keep("Carol", "award0000003", picture())


@pytest.mark.parametrize("who", ["Asha", "Ben", "Dev"])
def test_a_file_from_outside_waits_at_the_desk(work, who, cast):
    with work():
        made = keep(who, AWARD, picture(words="My room. He hits me", name="he hits me.jpg"))
    item = db.session.scalars(sa.select(TriageItem).where(TriageItem.words_of == made.public_id)).one()
    assert item.priority is Priority.HIGH
    assert attachments.of("award", AWARD, viewer=cast("Farid")) == []
    assert [one.waits for one in attachments.of("award", AWARD, viewer=cast(who))] == [True]
    with pytest.raises(NotFound):
        attachments.get_released(made.public_id)
    with pytest.raises(NotFound):
        triage.open_item(cast("Carol"), item.public_id)
    with work():
        opened_item = triage.open_item(cast("Sam"), item.public_id)
        assert [text.said for text in opened_item.texts] == ["My room. He hits me", "he hits me.jpg"]
        assert opened_item.picture.startswith("data:image/jpeg;base64,/9j/")
        verdict = Decision(
            Outcome.NO_CONCERN,
            "Talked through with them.",
            "",
            Letting.RELEASE,
            {},
            stays=frozenset(triage.marks_of(item)),
        )
        triage.decide(cast("Sam"), item.public_id, verdict, after=0)
    assert [one.waits for one in attachments.of("award", AWARD, viewer=cast("Farid"))] == [False]
    assert attachments.get_released(made.public_id).content


def test_what_was_added_is_never_changed(work):
    with work():
        keep("Carol", AWARD, document())
    with pytest.raises(DBAPIError, match="never changed"), work():
        db.session.execute(sa.text("UPDATE attachments SET words = 'another'"))
