"""Writing a proposal: one small form for each part, each of which may be saved half-written."""

from __future__ import annotations

import re
from typing import Any

from wtforms import StringField
from wtforms.validators import Optional, ValidationError

from commissioning.rules.pots_terms import OLDEST
from commissioning.rules.proposals_content import Section
from forms.base import OurForm
from forms.fields import ChoiceField, ChoicesField, LineField, WordsField
from forms.proposals_costs import CostsForm
from forms.proposals_part import PartForm
from participation.rules.themes import Shanarri

LONGEST_TITLE = 100  # 360Giving takes 140; a hundred still fits a phone and a ballot
LONGEST_PART = 1500
MOST_PEOPLE = 1_000_000
NO_NAMES = "Please do not name a child or tell anyone’s private story."


class PeopleField(StringField):
    """Roughly how many people, as a whole number; `data` is an int."""

    def __init__(self, label: str, **kw: Any) -> None:
        super().__init__(label, [Optional()], render_kw={"inputmode": "numeric"}, **kw)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number; raises ValueError in words."""
        self.data: int | None = None
        typed = str(valuelist[0]).strip() if valuelist else ""
        if not typed:
            return
        plain = typed.replace(",", "")
        if not re.fullmatch(r"[0-9]{1,7}", plain, re.ASCII) or not 1 <= int(plain) <= MOST_PEOPLE:
            raise ValueError("Write roughly how many people as a number, like 40")
        self.data = int(plain)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else str(self.data)


class AgeField(PeopleField):
    """An age in whole years."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the age; raises ValueError in words."""
        self.data = None
        typed = str(valuelist[0]).strip() if valuelist else ""
        if typed and not (re.fullmatch(r"[0-9]{1,3}", typed, re.ASCII) and int(typed) <= OLDEST):
            raise ValueError("Write an age as a whole number, like 8")
        self.data = int(typed) if typed else None


class StartForm(OurForm):
    team = ChoiceField("Which team is it for?", needed="Choose the team")
    title = LineField(
        "What is your idea called?", needed="Give your idea a name", longest=LONGEST_TITLE,
        description="A few plain words, like “Bike library at the quay”. You can change it later.",
    )  # fmt: skip


class IdeaForm(PartForm):
    in_pairs = (("ages_from", "ages_to"),)
    title = LineField("What is your idea called?", longest=LONGEST_TITLE)
    need = WordsField(
        "Why is it needed?", longest=LONGEST_PART, rows=6,
        description=f"What is it like now, and how do you know? {NO_NAMES}",
    )  # fmt: skip
    who_benefits = WordsField(
        "Who is it for?", longest=400, rows=3, description="For example: children aged 8 to 12 in Millfield",
    )  # fmt: skip
    outcomes = ChoicesField(
        "What would it help children and young people to be?",
        choices=[(str(part), str(part).capitalize()) for part in Shanarri],
        description="These are the eight parts of a good childhood. Choose the few that fit best.",
    )  # fmt: skip
    how_many = PeopleField("Roughly how many people would it help?", description="Your best guess is fine.")
    ages_from = AgeField("The youngest it is for, if it is for some ages only")
    ages_to = AgeField("The oldest")

    def validate_ages_to(self, field: AgeField) -> None:
        """Ages run from younger to older."""
        if field.data is not None and self.ages_from.data is not None and field.data < self.ages_from.data:
            raise ValidationError("The oldest cannot be younger than the youngest")


class PlaceForm(PartForm):
    areas = ChoicesField("Where would it happen?", description="Choose every area it is for.")
    builds_on = WordsField(
        "What is there already that it builds on?", longest=LONGEST_PART,
        description="People, places, skills or things. For example: a hall that is empty on Fridays, "
        "or a parent who can coach.",
    )  # fmt: skip


class PartsForm(PartForm):
    our_part = WordsField(
        "Our part: what would the council and its partners do?", longest=LONGEST_PART,
        description="For example: lend a room, train volunteers, pay for the kit.",
    )  # fmt: skip
    your_part = WordsField(
        "Your part: what would you and your community do?", longest=LONGEST_PART,
        description="For example: run the sessions, look after the kit, tell people about it.",
    )  # fmt: skip


class GroupForm(PartForm):
    group_name = LineField(
        "Which group or people are behind it?", longest=120,
        description=f"A club, a school council, some friends: anything you call yourselves. {NO_NAMES}",
    )  # fmt: skip
    is_constituted = ChoiceField(
        "Does the group have written rules and its own bank account?",
        choices=[("yes", "Yes"), ("no", "No, or not yet")],
    )  # fmt: skip
    sponsor = LineField(
        "If not, who would hold the money for you?", longest=120,
        description="A sponsor is a school, charity or community group with a bank account that is happy to help. "
        "Ask the participation worker if you do not know one.",
    )  # fmt: skip

    def changes(self) -> dict[str, Any]:
        """Yes and no as true and false."""
        return super().changes() | {
            "is_constituted": {"yes": True, "no": False}.get(self.is_constituted.data)
        }


class WithdrawForm(OurForm):
    reason = WordsField(
        "Why are you withdrawing it?", longest=500, rows=3, description="Only if you want to say."
    )


class SubmitForm(OurForm):
    """The last step: nothing to type."""


FORMS: dict[Section, type[PartForm]] = {
    Section.IDEA: IdeaForm,
    Section.PLACE: PlaceForm,
    Section.COSTS: CostsForm,
    Section.PARTS: PartsForm,
    Section.GROUP: GroupForm,
}
