"""Forms of a summary's life. None of them has a field for a figure: those come from the frozen facts."""

from __future__ import annotations

from wtforms import BooleanField, HiddenField

from forms.base import OurForm
from forms.fields import ChoiceField, DayField, LineField, WordsField
from forms.seen import SeenForm
from governance.rules.settling import Settled
from governance.rules.summaries import NOTE_PLACES, SignView


class IntroductionForm(OurForm):
    introduction = WordsField("A few words of your own, above the full version", longest=600, rows=4)
    introduction_for_children = WordsField(
        "The same in plain words, above the version for children", longest=300, rows=3
    )


class NoteForm(OurForm):
    where = ChoiceField(
        "Where it stands", needed="Choose where the note stands", choices=list(NOTE_PLACES.items())
    )
    note = WordsField(
        "The note",
        longest=600,
        rows=3,
        description="It is marked as yours. Leave it empty to take a note away.",
    )
    note_for_children = WordsField("The same in plain words for children", longest=300, rows=2)


class MoveForm(OurForm):
    key = HiddenField()


class CommentForm(OurForm):
    words = WordsField("Your remark", needed="Write your remark", longest=1000, rows=3)


class SendBackForm(OurForm):
    reason = WordsField("What should change", needed="Say what should change", longest=1000, rows=3)


class CheckForm(OurForm):
    finding = ChoiceField("What it is about", needed="Choose what it is about")
    act = ChoiceField(
        "What you did", needed="Choose what you did",
        choices=[
            (str(Settled.HIDE), "Hide the number, and what it could be worked out from"),
            (str(Settled.TAKE_OUT), "Take the words out"),
            (str(Settled.SAFE), "I am a safeguarding lead. I looked at it, and it is safe"),
        ],
    )  # fmt: skip
    why = WordsField(
        "Why",
        needed="Say why",
        longest=500,
        rows=3,
        description="It is kept with your name, and never published.",
    )


class SignForm(SeenForm):
    view = ChoiceField(
        "What do you think of it?", needed="Choose what you think, or that you would rather not say",
        choices=[
            (str(SignView.HAPPY), "It is right. I am happy for it to go out"),
            (str(SignView.CHANGE), "I would change something"),
            (str(SignView.NOT_ME), "I would rather not do this one. That is fine"),
        ],
    )  # fmt: skip
    words = WordsField("What would you change?", longest=1000, rows=4)
    with_supporter = BooleanField("Somebody supported me with this")


class AnswerAdvisorForm(OurForm):
    answer = WordsField(
        "What changed because of it, or why it could not", needed="Say what changed, or why it could not",
        longest=600, rows=3,
    )  # fmt: skip


class PresentForm(OurForm):
    meeting = ChoiceField("The meeting it was presented at", needed="Choose the meeting")


class MinuteForm(OurForm):
    minute = LineField(
        "How the minute is found", needed="Write how the minute is found", longest=80,
        description="Like “Minute 14”, with a link or a date if that helps.",
    )  # fmt: skip


class TaskForm(OurForm):
    what = WordsField("What the body owes", needed="Say what is owed", longest=400, rows=3)
    what_for_children = WordsField(
        "The same in plain words for children",
        needed="Say it in plain words for children too",
        longest=200,
        rows=2,
    )
    owner = LineField(
        "Who answers for it",
        needed="Say which post answers for it",
        longest=80,
        description="A post, like “Head of parks”.",
    )
    who = ChoiceField(
        "On whose home it waits",
        description="They are told, and find it on their home page until it is done. Readers see only the post.",
    )
    due_on = DayField("By when", needed="Give the day by which it is answered")
