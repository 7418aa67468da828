"""Virtual budgets: proposing one, asking partners, pledging, notice of a change, signs, reviews, shortfalls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from commissioning.rules.pence import Pence
from commissioning.rules.virtual_budgets import AFTER_REVIEW, REVIEWS_AT, STATUS_WORDS, BudgetAction
from forms.base import OurForm
from forms.fields import ChoiceField, DayField, LineField, PoundsField, WordsField

WHOLE_NUMBER = {"inputmode": "numeric", "width": 4}


def number(typed: str | None) -> int:
    """A whole number as typed, or -1 for anything else (which every rule refuses)."""
    text = (typed or "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 4 else -1


class BudgetForm(OurForm):
    """A shared purpose over some years."""

    name = LineField("What is it called?", needed="Give it a name", longest=80)
    outcome = WordsField("What should be better for children in ten years?", needed="Write what should be better",
                         longest=500, rows=3)  # fmt: skip
    first_year = LineField("First financial year", needed="Write the financial year like 2026/27", longest=9,
                           description="Like 2026/27.", render_kw={"width": 5})  # fmt: skip
    how_many = LineField("For how many years?", needed="Write for how many years", longest=4,
                         description="From 1 to 10.", render_kw=WHOLE_NUMBER)  # fmt: skip
    notice_days = LineField("How many days’ notice does a cut need?", needed="Write how many days", longest=4,
                            render_kw=WHOLE_NUMBER)  # fmt: skip
    pot = ChoiceField("Which pot’s books carry the pledges?",
                      description="Each partner keeps its own line in it.")  # fmt: skip

    def offer(self, pots: Iterable[tuple[str, str]]) -> BudgetForm:
        """The pots there are."""
        self.pot.choices = [("", "None yet"), *pots]
        return self


class PartnerForm(OurForm):
    """Asking an organisation."""

    organisation = ChoiceField("Which organisation?", needed="Choose an organisation")
    signs_in_as = LineField("Who answers for its money? (how they sign in)", longest=120,
                            description="They alone can change its line.")  # fmt: skip

    def offer(self, organisations: Iterable[tuple[str, str]]) -> PartnerForm:
        """The organisations without a line."""
        self.organisation.choices = list(organisations)
        return self


class PledgeForm(OurForm):
    """An organisation's own line (made by `pledge_form`, with an amount for each year)."""

    how = ChoiceField("How do you pledge?", needed="Choose how you pledge", choices=[
        ("percent", "A percentage of our yearly budget"), ("sums", "A sum for each year"),
    ])  # fmt: skip
    base = PoundsField("Our yearly budget")
    percent = LineField("Percentage", longest=8, description="Like 2.5", render_kw={"width": 4})
    owner = LineField("Who answers for this line?", needed="Write the post that answers for it", longest=120)
    reporter = LineField("Who reports on it in law?", needed="Write who reports on it", longest=120)
    cost_here = WordsField("What does it cost here?", longest=300, rows=2)
    benefits = WordsField("Who gains from it?", needed="Write who gains from it", longest=300, rows=2,
                          description="The cost may be here, and the benefit elsewhere.")  # fmt: skip
    years: Sequence[str]

    @property
    def sums(self) -> dict[str, Pence]:
        """Pence by financial year."""
        return {year: self[f"year_{at}"].data or Pence(0) for at, year in enumerate(self.years)}

    @property
    def amounts(self) -> list[Any]:
        """The amount fields, in the order of the years."""
        return [self[f"year_{at}"] for at in range(len(self.years))]


def pledge_form(years: Sequence[str], **kwargs: Any) -> PledgeForm:
    """A form with an amount for each of these years."""
    fields = {f"year_{at}": PoundsField(year, render_kw={"width": 10}) for at, year in enumerate(years)}
    form: PledgeForm = type("YearsPledgeForm", (PledgeForm,), fields)(**kwargs)
    form.years = list(years)
    return form


class NoticeForm(OurForm):
    """Notice of a change to one's own line."""

    year = ChoiceField("Which year?", needed="Choose a year")
    amount = PoundsField("How much do you pledge for that year now?", needed="Write the new amount, or 0")
    from_day = DayField("From which day?", needed="Write the day it begins")
    reason = WordsField("Why?", needed="Say why: every partner reads it", longest=500, rows=3)
    shortfall_owner = LineField("If that is less than what is promised: who makes good the rest?", longest=120,
                                description="A post, by name. Leave it empty if nothing falls short.")  # fmt: skip

    def offer(self, years: Iterable[tuple[str, str]]) -> NoticeForm:
        """The years that are not over."""
        self.year.choices = list(years)
        return self


class SignForm(OurForm):
    """A sign of the outcome."""

    name = LineField("What is the sign?", needed="Write what the sign is", longest=120)
    baseline = LineField("Where did it start?", needed="Write where it started", longest=120)
    target = LineField("Where should it be?", needed="Write where it should be", longest=120)
    source = LineField(
        "Where do the figures come from?", needed="Write where the figures come from", longest=120
    )
    owner = LineField("Who brings them?", needed="Write who brings them", longest=120)
    due_after = ChoiceField("By which review?", needed="Choose a review",
                            choices=[(str(after), f"After {after} years") for after in REVIEWS_AT])  # fmt: skip


class ReviewForm(OurForm):
    """A review (made by `review_form`, with a status for each sign)."""

    words = WordsField(
        "What did the review find?", needed="Write what the review found", longest=2000, rows=5
    )
    sign_ids: Sequence[str]

    @property
    def statuses(self) -> list[Any]:
        """The status fields, in the order of the signs."""
        return [self[f"sign_{at}"] for at in range(len(self.sign_ids))]

    @property
    def said(self) -> dict[str, str]:
        """Statuses by the sign's public id."""
        return {public_id: field.data for public_id, field in zip(self.sign_ids, self.statuses, strict=True)}


def review_form(signs: Sequence[tuple[str, str]], **kwargs: Any) -> ReviewForm:
    """A form with a status for each of these signs: (public id, name)."""
    choices = [(str(status), words) for status, words in STATUS_WORDS.items()]
    fields = {
        f"sign_{at}": ChoiceField(name, needed="Choose one", choices=choices)
        for at, (_, name) in enumerate(signs)
    }
    form: ReviewForm = type("SignsReviewForm", (ReviewForm,), fields)(**kwargs)
    form.sign_ids = [public_id for public_id, _ in signs]
    return form


class FollowForm(OurForm):
    """What follows from a review."""

    action = ChoiceField("What follows from the review?", needed="Choose what follows", choices=[
        (str(action), words) for action, words in AFTER_REVIEW.items()
    ])  # fmt: skip

    @property
    def chosen(self) -> BudgetAction:
        """The action."""
        return BudgetAction(self.action.data)


class SettleForm(OurForm):
    """How a shortfall was made good."""

    how = WordsField("How was it made good?", needed="Say how it was made good", longest=500, rows=3)
