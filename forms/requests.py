"""Asking about data, writing down a young person's wish, and answering."""

from __future__ import annotations

from forms.base import OurForm
from forms.fields import ChoiceField, ChoicesField, LineField, WordsField
from participation.rules.requests import (
    ASK_WORDS,
    ASKER_WORDS,
    GROUND_WORDS,
    VERDICT_WORDS,
    WISH_WORDS,
    Ask,
    Asker,
    Ground,
    Verdict,
    Wish,
)


class AskForm(OurForm):
    """What somebody wants of their data."""

    ask = ChoiceField(
        "What would you like?", needed="Choose what you would like",
        choices=[(str(one), words) for one, words in ASK_WORDS.items() if one in Ask],
    )  # fmt: skip
    asker = ChoiceField(
        "Who are you?", needed="Choose who you are",
        choices=[(str(one), words) for one, words in ASKER_WORDS.items() if one in Asker],
    )  # fmt: skip
    words = WordsField(
        "Tell us more", needed="Write what it is about", longest=5000, rows=5,
        description="What it is about, and roughly when. People whose job is to keep children safe read this first.",
    )  # fmt: skip
    reach = LineField(
        "How can we answer you?", needed="Write how we can answer you", longest=200,
        description="An e-mail address, a phone number, or a worker you trust.",
    )  # fmt: skip


class WishForm(OurForm):
    """What the young person wants."""

    wish = ChoiceField(
        "What does the young person want?", needed="Choose what they want",
        choices=[(str(one), words) for one, words in WISH_WORDS.items() if one in Wish],
    )  # fmt: skip
    understands = ChoiceField(
        "Do they understand what they are choosing?", needed="Choose yes or no",
        choices=[("yes", "Yes"), ("no", "Not yet")],
        description="Any age. From 12 or so most do; write why you think so.",
    )  # fmt: skip
    note = WordsField(
        "How you asked, and what they said", needed="Write how you asked and what they said", longest=4000, rows=4,
        description="In their own words, without a parent in the room. Kept sealed.",
    )  # fmt: skip


class LongerForm(OurForm):
    """Why it takes two months more."""

    why = LineField("Why does it need two months more?", needed="Write why it needs longer")


class DecideForm(OurForm):
    """The answer."""

    verdict = ChoiceField(
        "What do you answer?", needed="Choose what you answer",
        choices=[(str(one), words) for one, words in VERDICT_WORDS.items() if one in Verdict],
    )  # fmt: skip
    grounds = ChoicesField(
        "Why not all of it?",
        choices=[(str(one), words, {"hint": law}) for one, (words, law) in GROUND_WORDS.items() if one in Ground],
    )  # fmt: skip
    answer = WordsField(
        "Your answer, as they will read it", needed="Write the answer", longest=8000, rows=6,
        description="Say how to complain: to us, then to the Information Commissioner. Kept sealed here; you send it.",
    )  # fmt: skip
