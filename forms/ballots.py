"""The ballot: what was picked. The service says what may be picked, so that each refusal has its own words."""

from __future__ import annotations

from wtforms import SelectMultipleField

from forms.base import OurForm

LONGEST_ID = 40
MOST_SENT = 200


class BallotForm(OurForm):
    picks = SelectMultipleField("Projects", choices=[], validate_choice=False)

    @property
    def chosen(self) -> list[str]:
        """The picks sent, as ids; anything that cannot be one is left for the rules to refuse."""
        return [str(pick)[:LONGEST_ID] for pick in (self.picks.data or [])[:MOST_SENT]]
