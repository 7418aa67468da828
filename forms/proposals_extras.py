"""Adding photos of an idea, and quotes for its costs."""

from __future__ import annotations

from collections.abc import Sequence

from commissioning.rules.proposals_content import CostLine
from forms.attachments import AttachForm, AttachmentFields
from forms.base import OurForm
from forms.fields import ChoiceField, LineField, PoundsField, UploadField
from participation.rules.attachments import ACCEPT, LONGEST_WORDS


class PhotoForm(AttachForm):
    file = UploadField(
        "Choose a photo", needed="Choose a photo", render_kw={"accept": "image/jpeg,image/png,image/webp"},
        description="JPEG, PNG or WebP. Show the place or the thing, not people’s faces. "
        "We take out where and when it was taken.",
    )  # fmt: skip
    file_words = LineField(
        "What does it show?", needed="Say in a few words what it shows", longest=LONGEST_WORDS,
        description="For people who cannot see it, like “the empty boat shed, with its doors open”.",
    )  # fmt: skip


class QuoteForm(AttachmentFields, OurForm):
    what = ChoiceField("What is the quote for?", needed="Choose what the quote is for")
    supplier = LineField(
        "Who gave it?", needed="Say which shop, firm or person gave it", longest=120,
        description="The name of the shop, the firm or the website.",
    )  # fmt: skip
    amount = PoundsField("How much?", needed="Write how much they would charge")
    file = UploadField(
        "The quote itself", render_kw={"accept": ACCEPT},
        description="A PDF, or a photo of it. You can leave this out.",
    )  # fmt: skip
    file_words = LineField(
        "What does it show?", longest=LONGEST_WORDS, description="Like “quote from Quay Cycles”."
    )

    def offer(self, lines: Sequence[CostLine]) -> None:
        """The things the money is for, to choose from."""
        self.what.choices = [(line.what, f"{line.what} ({line.pence})") for line in lines]


class TakeOutForm(OurForm):
    """Nothing to type."""
