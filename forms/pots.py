"""Making a pot, adding money to it, changing its state, importing balances."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from commissioning.rules.pots import ACTION_NAMES, ROUTE_NAMES, ROUTE_WORDS, PotAction
from forms.area_amounts import AreaAmounts
from forms.base import OurForm
from forms.fields import ChoiceField, DayField, LineField, PoundsField, UploadField, WordsField


class PotForm(OurForm):
    """A new pot for a community team."""

    team = ChoiceField("Which team recommends how this money is used?", needed="Choose a team")
    name = LineField("What is the pot called?", needed="Give the pot a name", longest=80,
                     description="The name people will see, like Wellbeing or Youth Activities.")  # fmt: skip
    fund = LineField(
        "Which fund does the money come from?", needed="Name the fund", longest=80,
        description="Where the money starts, like Wellbeing Fund or Community Infrastructure Levy.",
    )  # fmt: skip
    purpose = WordsField("What is the money for?", needed="Say what the money is for", longest=500, rows=3)
    route = ChoiceField(
        "Who may lawfully decide?", needed="Choose who decides",
        choices=[(str(route), name, {"hint": ROUTE_WORDS[route]}) for route, name in ROUTE_NAMES.items()],
    )  # fmt: skip
    decided_by = LineField(
        "What is that person, committee or organisation called?", needed="Name who decides", longest=120,
        description="The post or body, like Director of Communities. It is printed beside every decision.",
    )  # fmt: skip
    financial_year = LineField("Financial year", needed="Write the financial year like 2026/27", longest=9,
                               render_kw={"width": 5}, description="Like 2026/27.")  # fmt: skip
    opens_on = DayField("The day it opens (1 April of that year if you leave this empty)")
    closes_on = DayField("The day it closes (the next 1 April if you leave this empty)")
    ring_fence = LineField("Is it only for some people or places?", longest=200,
                           description="If so, say which, like “ages 8 to 17”. Leave empty if not.")  # fmt: skip
    max_award = PoundsField("The most one award may be", description="Leave empty for no limit.")

    def offer(self, teams: Iterable[tuple[str, str]]) -> PotForm:
        """Fill in the teams there are: (public id, name)."""
        self.team.choices = list(teams)
        return self


class ChangePotForm(OurForm):
    """One step in a pot's life."""

    action = ChoiceField("What do you want to do?", needed="Choose what to do")
    reason = WordsField("Why?", longest=500, rows=3, description="Kept with the pot’s history.")

    def offer(self, actions: Iterable[PotAction]) -> ChangePotForm:
        """Only the steps there are from here."""
        self.action.choices = [(str(action), ACTION_NAMES[action]) for action in actions]
        return self


class ImportForm(OurForm):
    """A file of opening balances."""

    file = UploadField("Your file", needed="Choose a CSV file", render_kw={"accept": ".csv,text/csv"})


class PutRightForm(OurForm):
    """Reversing a wrong entry."""

    reason = WordsField("What was wrong?", needed="Say what was wrong with it", longest=500, rows=3)


def shares_form(areas: Sequence[tuple[int | None, str]], **kwargs: Any) -> SharesForm:
    """A form with an amount for each of these areas; `form.shares` then gives pence by area id."""
    fields = {
        f"area_{at}": PoundsField(name[:1].upper() + name[1:], render_kw={"width": 10})
        for at, (_, name) in enumerate(areas)
    }
    form: SharesForm = type("AddMoneyForm", (SharesForm,), fields)(**kwargs)
    form.area_ids = [area_id for area_id, _ in areas]
    return form


class SharesForm(AreaAmounts):
    """Money for a pot, an amount for each area (made by `shares_form`)."""

    reason = WordsField(
        "Why is this money added?", needed="Say where the money is from and why", longest=500, rows=3
    )
    day = DayField(
        "The day the money came in",
        description="Leave empty for today. It cannot be in a month that is closed.",
    )

    def refuse(self, reason: str, field: str | None = None) -> None:
        """A refusal about the amount stands beside the first of them."""
        super().refuse(reason, "area_0" if field == "amount" else field)
