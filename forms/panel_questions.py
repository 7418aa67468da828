"""A question for a panel, a young advisor's view on it, and the answer."""

from __future__ import annotations

from commissioning.rules.advice import FOLLOWED_NAMES, VIEW_NAMES
from forms import before_deciding
from forms.base import OurForm
from forms.fields import ChoiceField, LineField, WordsField
from forms.raised import NO_NAMES


class QuestionToPanelForm(OurForm):
    """The pack."""

    title = LineField("What is it about, in a few words?", needed="Say what it is about", longest=100,
                      description="Like “A new youth space by the quay”.")  # fmt: skip
    asked = WordsField(
        "What is asked", needed="Say what is asked", longest=3000, rows=8,
        description="As you would tell a ten-year-old: short sentences, everyday words. What is decided, what it "
        "costs, what could be different. We check how hard it is to read.",
    )  # fmt: skip
    careful = before_deciding.careful()
    to = ChoiceField("Who decides, and has to answer them?", needed="Choose who decides and answers them")
    about = ChoiceField(
        "Does an idea’s decision wait for this?",
        description="Then the idea is not decided before they had their time and their answer.",
    )
    reply_on = before_deciding.reply_on()
    why_sooner = before_deciding.why_sooner()


class PanelViewForm(OurForm):
    """What one of them thinks."""

    view = ChoiceField(
        "What do you think?", needed="Choose what you think",
        choices=[(str(one), name, {"hint": hint}) for one, (name, hint) in VIEW_NAMES.items()],
    )  # fmt: skip
    reasons = WordsField("Why?", longest=1500, rows=4, description=NO_NAMES)


class AnswerPanelForm(OurForm):
    """The answer of whoever decides."""

    followed = ChoiceField(
        "Do you follow their advice?", needed="Choose one",
        choices=[(str(one), name, {"hint": hint}) for one, (name, hint) in FOLLOWED_NAMES.items()],
    )  # fmt: skip
    words = WordsField(
        "Your answer", needed="Write your answer", longest=2000, rows=5,
        description="What their advice changed, or why it did not. Short sentences, everyday words.",
    )  # fmt: skip
