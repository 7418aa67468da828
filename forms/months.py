"""Closing a month."""

from __future__ import annotations

from forms.base import OurForm
from forms.fields import WordsField


class CloseForm(OurForm):
    """The note that stays beside a closed month."""

    note = WordsField("Anything to note about this month?", longest=500, rows=3)
