"""Forms of a summary's life. None of them has a field for a figure: those come from the frozen facts."""

from __future__ import annotations

from forms.base import OurForm
from forms.fields import WordsField


class IntroductionForm(OurForm):
    introduction = WordsField("A few words of your own, above the full version", longest=600, rows=4)
    introduction_for_children = WordsField(
        "The same in plain words, above the version for children", longest=300, rows=3
    )


class CommentForm(OurForm):
    words = WordsField("Your remark", needed="Write your remark", longest=1000, rows=3)


class SendBackForm(OurForm):
    reason = WordsField("What should change", needed="Say what should change", longest=1000, rows=3)
