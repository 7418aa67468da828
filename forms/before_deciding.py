"""What is asked of whoever asks young people before something is decided, in a pack and in a question alike."""

from __future__ import annotations

from forms.fields import DayField, WordsField


def careful() -> WordsField:
    """What could be hard to read, so that each of them can leave it out first."""
    return WordsField(
        "Could something in it be hard to read?", longest=500, rows=2,
        description="Say what it is about, so that each of them can leave it out first. Never one child’s story.",
    )  # fmt: skip


def reply_on() -> DayField:
    """The day by which their advice is asked for."""
    return DayField("By which day do you ask for their advice?", needed="Write the day",
                    description="At least seven days from today.")  # fmt: skip


def why_sooner() -> WordsField:
    """Why they get less than the time they are promised."""
    return WordsField(
        "If that is sooner than seven days, why can it not wait?", longest=500, rows=2,
        description="They read it with your name, and it is kept.",
    )  # fmt: skip
