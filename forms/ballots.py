"""The ballot: what was picked. The service says what may be picked, so that each refusal has its own words."""

from __future__ import annotations

from flask import request
from wtforms import HiddenField, SelectMultipleField

from commissioning.rules.ballot_kinds import whole_number
from commissioning.rules.counting.values import BallotKind
from forms.base import OurForm
from forms.fields import LineField
from participation.rules.refusals import Refusal

LONGEST_ID = 40
LONGEST_NUMBER = 12
MOST_SENT = 200
NUMBER = "n-"  # then the project's id: its points, or its place in the order


class BallotForm(OurForm):
    picks = SelectMultipleField("Projects", choices=[], validate_choice=False)

    @property
    def chosen(self) -> list[str]:
        """The picks sent, as ids; anything that cannot be one is left for the rules to refuse."""
        return [str(pick)[:LONGEST_ID] for pick in (self.picks.data or [])[:MOST_SENT]]

    @property
    def numbers(self) -> dict[str, str]:
        """What was typed beside each project, by its id, as it was typed."""
        return {
            name.removeprefix(NUMBER)[:LONGEST_ID]: typed[:LONGEST_NUMBER]
            for name, typed in list(request.form.items())[:MOST_SENT]
            if name.startswith(NUMBER)
        }

    def sent(self, kind: BallotKind) -> list[str | tuple[str, int]]:
        """The ballot as sent, for a round of this kind; raises Refusal beside the list for what is no number."""
        if not kind.has_points:
            return list(self.chosen)
        read = {one: whole_number(typed) for one, typed in self.numbers.items()}
        if None in read.values():
            raise Refusal("Write whole numbers, like 3. Leave out what you do not want.", field="picks")
        return [(one, number) for one, number in read.items() if number]

    def kept_fields(self, kind: BallotKind) -> list[tuple[str, str]]:
        """The hidden fields by which the next page sends the same ballot."""
        if not kind.has_points:
            return [("picks", pick) for pick in self.chosen]
        return [(f"{NUMBER}{one}", typed) for one, typed in self.numbers.items()]


class ChangeForm(BallotForm):
    """A new ballot in the place of the one its change code finds."""

    change_code = LineField(
        "Your change code", needed="Type the change code you were shown beside your receipt", longest=40
    )


class CodeForm(OurForm):
    """A printed code, typed or read by the camera."""

    code = LineField("The code on your card", needed="Type the code on your card", longest=40)


class CodeBallotForm(BallotForm):
    """The ballot of somebody with a printed code. It comes again with every page, so that no cookie need hold it."""

    code = HiddenField()
    turn = HiddenField()


class CodeChangeForm(CodeBallotForm):
    """The same, to change a vote."""

    change_code = LineField(
        "Your change code", needed="Type the change code you were shown beside your receipt", longest=40
    )


class TurnForm(BallotForm):
    """The ballot of whoever holds the shared tablet. `turn` says whose turn it is, and is worth nothing after it."""

    turn = HiddenField()


class PaperBallotForm(BallotForm):
    """What somebody reads on a paper ballot."""

    code = LineField("The number at the top of the paper", needed="Type the number of the paper", longest=40)
