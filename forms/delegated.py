"""What a ward member thinks, and a committee's conditions for decisions between its meetings."""

from __future__ import annotations

from collections.abc import Sequence

from commissioning.rules.delegated import VIEW_NAMES
from forms.base import OurForm
from forms.fields import ChoiceField, DayField, LineField, WordsField
from models.people import User
from models.places import Team


class MemberViewForm(OurForm):
    """A view, said by the member or written down for them."""

    member = ChoiceField("Whose view is it?")
    view = ChoiceField(
        "What do you think?",
        needed="Choose what you think",
        choices=[(str(v), name) for v, name in VIEW_NAMES.items()],
    )
    words = WordsField(
        "Why?", longest=1000, rows=3, description="Needed when you object: the next meeting will read it."
    )

    def offer(self, members: Sequence[User]) -> MemberViewForm:
        """Offer these members to the officer who writes an answer down."""
        self.member.choices = [(user.public_id, user.name) for user in members]
        return self


class ConditionsForm(OurForm):
    """What a committee agreed, and until when."""

    team = ChoiceField("For which team?", needed="Choose the team")
    agreed_on = DayField("When did the committee agree them?", needed="Write the day")
    ends_on = DayField(
        "Until when do they hold?", needed="Write the day", description="The first day they no longer do."
    )
    minute = LineField("Number of the minute", needed="Write the number of the minute", longest=40)

    def offer(self, teams: Sequence[Team]) -> ConditionsForm:
        """Offer these teams."""
        self.team.choices = [(team.public_id, team.name) for team in teams]
        return self
