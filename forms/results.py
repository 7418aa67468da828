"""Looking for a receipt in the list of those counted."""

from __future__ import annotations

from forms.base import OurForm
from forms.fields import LineField


class ReceiptForm(OurForm):
    class Meta(OurForm.Meta):
        """A search by GET: it changes nothing, so it needs no token."""

        csrf = False

    receipt = LineField("Your receipt", longest=40)
