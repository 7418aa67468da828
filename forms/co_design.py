"""Writing an idea with others: asking somebody, answering, suggesting, talking, joining, advising."""

from __future__ import annotations

from wtforms import HiddenField

from commissioning.rules.advice import VIEW_NAMES
from commissioning.rules.comments import MODERATION_NAMES
from commissioning.rules.suggestions import LONGEST_OTHER
from forms.base import OurForm
from forms.fields import ChoiceField, LineField, WordsField
from forms.seen import SeenForm

NO_NAMES = "Please do not name a child or tell anyone’s private story."
YES_NO = [("yes", "Yes"), ("no", "No")]


class InviteForm(OurForm):
    who = ChoiceField("Somebody on your team")
    signs_in_as = LineField(
        "Or somebody else, by what they sign in with", longest=120,
        description="Their e-mail address or user name, exactly. Ask them for it: nobody can be looked up here.",
    )  # fmt: skip


class AnswerForm(OurForm):
    answer = ChoiceField("What do you say?", needed="Choose yes or no", choices=YES_NO)


class SureForm(OurForm):
    """A step that only needs a yes: nothing to type."""


class SuggestForm(OurForm):
    seen = HiddenField()
    words = WordsField("Change the words to what you suggest", longest=LONGEST_OTHER, rows=6)
    why = WordsField("Why?", longest=500, rows=3, description=f"It helps them decide. {NO_NAMES}")


class SuggestionAnswerForm(OurForm):
    answer = ChoiceField(
        "What do you say?", needed="Choose what you say",
        choices=[
            ("accept", "Take it up", {"hint": "The idea gets a new version, which says whose words they were."}),
            ("decline", "Not this time", {"hint": "Say why below. They will read it."}),
        ],
    )  # fmt: skip
    reason = WordsField(
        "Why not?", longest=500, rows=3, description="Needed when you do not take it up. Be kind."
    )


class WhyAgainForm(OurForm):
    reason = WordsField(
        "Why not, in other words", needed="Say why", longest=500, rows=3,
        description="Be kind. Leave out anything about a person.",
    )  # fmt: skip


class TalkForm(OurForm):
    kind = ChoiceField(
        "What is it?", needed="Choose which it is",
        choices=[("question", "A question"), ("comment", "A comment")],
    )  # fmt: skip
    words = WordsField(
        "What do you want to say?",
        needed="Write what you want to say",
        longest=1000,
        rows=4,
        description=NO_NAMES,
    )


class ReplyForm(OurForm):
    words = WordsField("Your answer", needed="Write your answer", longest=1000, rows=4, description=NO_NAMES)


class ModerateForm(OurForm):
    outcome = ChoiceField(
        "What do you decide?", needed="Choose what you decide",
        choices=[(str(one), name, {"hint": hint}) for one, (name, hint) in MODERATION_NAMES.items()],
    )  # fmt: skip
    reason = WordsField(
        "Why does it not show?", longest=500, rows=3,
        description="Needed when you do not show it. The person who wrote it will read this.",
    )  # fmt: skip


class MergeForm(OurForm):
    other = ChoiceField("Which idea?", needed="Choose the other idea")


class AdviceForm(SeenForm):
    view = ChoiceField(
        "What do you think should happen?", needed="Choose what you think",
        choices=[(str(one), name, {"hint": hint}) for one, (name, hint) in VIEW_NAMES.items()],
    )  # fmt: skip
    reasons = WordsField(
        "Why?", longest=1500, rows=5,
        description=f"Say it in your own words. Nobody is told who said it. {NO_NAMES}",
    )  # fmt: skip


class AssignForm(OurForm):
    officer = ChoiceField("Who checks it?", needed="Choose who checks it")
