"""I and We: a new pair, and what was done about one."""

from __future__ import annotations

from forms.base import OurForm
from forms.fields import ChoiceField, LineField, WordsField


class PairForm(OurForm):
    """Both sides, the service, and who answers for it."""

    i_words = LineField(
        "The child’s side", needed="Write what a child could say", longest=120,
        description="Begin with “I”, short and plain: “I have somebody to talk to”. Agree means all is well.",
    )  # fmt: skip
    we_words = WordsField(
        "The council’s side", needed="Write what the council does", longest=400, rows=3,
        description="Begin with “We”: “We give every child one worker who stays”.",
    )  # fmt: skip
    service = LineField("Which service?", needed="Say which service", longest=80)
    owner = ChoiceField("Who answers for it?", needed="Choose who answers for it")


class PairDoneForm(OurForm):
    """What was done, for everybody and for children."""

    words = WordsField(
        "What was done about it?", needed="Say what was done, or why not", longest=600, rows=4,
        description="Short sentences and everyday words. Everybody reads it beside the two sides.",
    )  # fmt: skip
