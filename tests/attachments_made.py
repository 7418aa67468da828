"""Pictures and documents made quickly: good ones, cut ones, and ones that unpack to far too much."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

from models.attachments import Attachment
from participation.rules.attachments import Upload
from participation.services import attachments
from tests.proposals_made import actor


def picture(
    size: tuple[int, int] = (40, 30), form: str = "JPEG", *, words: str = "A mended gate", name: str = "gate.jpg",
    **how: Any,
) -> Upload:  # fmt: skip
    """A picture of one colour."""
    return Upload(drawn(size, form, **how), words, name)


def drawn(size: tuple[int, int] = (40, 30), form: str = "JPEG", mode: str = "RGB", **how: Any) -> bytes:
    """A picture's bytes."""
    written = io.BytesIO()
    Image.new(mode, size, 0).save(written, form, **how)
    return written.getvalue()


def document(words: str = "A quote for the gate") -> Upload:
    """The least a PDF can be."""
    return Upload(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n", words, "quote.pdf"
    )


def keep(who: str, record: str, upload: Upload, subject: str = "award") -> Attachment:
    """Keep it with a record."""
    return attachments.keep(actor(who), subject, record, upload)


def opened(content: bytes) -> Image.Image:
    """A kept picture, unpacked."""
    image = Image.open(io.BytesIO(content))
    image.load()
    return image
