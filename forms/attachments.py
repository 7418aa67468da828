"""Adding a photograph or a document: fields to mix into any form, and a form of its own."""

from __future__ import annotations

from forms.base import OurForm
from forms.fields import LineField, UploadField
from participation.rules.attachments import ACCEPT, LONGEST_WORDS, Upload

HINT = (
    "A photo (JPEG, PNG or WebP) or a PDF. We take out where and when a photo was taken. "
    "Leave faces and names out of it."
)


class AttachmentFields:
    """A file and what it shows. Mix in before OurForm; `form.upload` is the file, or None when none was chosen."""

    file = UploadField("Photo or PDF", description=HINT, render_kw={"accept": ACCEPT})
    file_words = LineField(
        "What does it show?", longest=LONGEST_WORDS,
        description="A few words for people who cannot see it, like “the mended gate”.",
    )  # fmt: skip

    @property
    def upload(self) -> Upload | None:
        """The file as it was sent."""
        chosen = self.file.data
        if chosen is None or not chosen.filename:
            return None
        return Upload(chosen.read(), self.file_words.data or "", chosen.filename)


class AttachForm(AttachmentFields, OurForm):
    """One file, which must be there, with what it shows."""

    file = UploadField(
        "Photo or PDF", needed="Choose a photo or a PDF", description=HINT, render_kw={"accept": ACCEPT}
    )
    file_words = LineField(
        "What does it show?", needed="Say in a few words what it shows", longest=LONGEST_WORDS,
        description="A few words for people who cannot see it, like “the mended gate”.",
    )  # fmt: skip
