"""Living a Deal: checking in, saying whether it was kept, choosing a part, partners, themes and thank-yous."""

from __future__ import annotations

from forms.attachments import AttachmentFields
from forms.base import OurForm
from forms.fields import ChoiceField, ChoicesField, DayField, LineField, WordsField
from forms.pots_terms import WholeField
from forms.seen import SeenForm
from participation.rules.deals import KEPT_WORDS, MAY_COUNT, PROGRESS_WORDS, Kept, Progress
from participation.rules.deals_life import Side
from participation.rules.feedback import FACES

CONSENT = (
    "Only add a photo if everybody in it said yes, and their parents too if they are under 13. "
    "Better: a photo of what was made, with nobody in it."
)
GROUP = "Leave names of people out."


class CheckInForm(AttachmentFields, OurForm):
    """How one's own part is going: in words, with a photo, or with a face."""

    progress = ChoiceField("How is your side’s part going?", needed="Choose how it is going")
    face = ChoiceField("How does it feel?", choices=[(str(number), words) for number, words in FACES.items()])
    words = WordsField("What happened?", longest=1000, rows=3)

    def for_side(self, side: Side) -> CheckInForm:
        """Offer what that side may say. Faces are for young people; our side says it in words."""
        side_word = "our" if side is Side.OURS else "your"
        offered = [p for p in Progress if side is Side.YOURS or p is not Progress.NOT_NOW]
        only_you = {"hint": "Only you see this one. What others said stays as it is."}
        self.progress.choices = [
            (str(p), PROGRESS_WORDS[p], only_you) if p is Progress.NOT_NOW else (str(p), PROGRESS_WORDS[p])
            for p in offered
        ]
        self.progress.label.text = f"How is {side_word} part going?"
        self.file.description = f"{self.file.description} {CONSENT}"
        if side is Side.OURS:
            del self.face
        return self


class KeptForm(OurForm):
    """Did the other side keep its part?"""

    kept = ChoiceField(
        "Did they keep it?", needed="Choose one, or leave this page",
        choices=[(str(kept), KEPT_WORDS[kept]) for kept in Kept],
    )  # fmt: skip
    words = WordsField("What did you see?", longest=1000, rows=3)


class ChooseForm(OurForm):
    """Which "your part" to work on."""

    part = ChoiceField("Which part do you want to work on?", needed="Choose a part, or “Not now”")


class GroupForm(OurForm):
    """Which class or group it was."""

    group_name = LineField(
        "Which class or group?", needed="Say which class or group", longest=80, description=GROUP
    )


class GroupChooseForm(GroupForm, ChooseForm):
    """Which "your part" a class or group works on."""

    part = ChoiceField("Which part did you choose together?", needed="Choose a part, or “Not now”")


class FacesForm(GroupForm):
    """How many in a class showed each face about one part."""

    about = ChoiceField(
        "Which part did you ask about?", needed="Choose which part",
        choices=[(str(Side.OURS), "Our part: what the council and partners promised"),
                 (str(Side.YOURS), "Your part: what the class does")],
    )  # fmt: skip
    face_1 = WholeField(FACES[1], say=MAY_COUNT, width=3)
    face_2 = WholeField(FACES[2], say=MAY_COUNT, width=3)
    face_3 = WholeField(FACES[3], say=MAY_COUNT, width=3)
    face_4 = WholeField(FACES[4], say=MAY_COUNT, width=3)
    face_5 = WholeField(FACES[5], say=MAY_COUNT, width=3)

    @property
    def counts(self) -> tuple[int, ...]:
        """From the unhappiest to the happiest; a box left empty is nobody."""
        return tuple(self[f"face_{number}"].data or 0 for number in FACES)


class HandsForm(SeenForm, GroupForm):
    """How many hands went up for the words as they stand."""

    hands_yes = WholeField("How many said yes?", needed="Write how many said yes", say=MAY_COUNT, width=3)
    hands_all = WholeField("How many were there?", needed="Write how many were there", say=MAY_COUNT, width=3)


class EndHandsForm(GroupForm):
    """How many hands went up for ending a Deal."""

    hands_yes = WholeField(
        "How many want to end it?", needed="Write how many want to end it, or 0", say=MAY_COUNT, width=3
    )
    hands_all = WholeField("How many were there?", needed="Write how many were there", say=MAY_COUNT, width=3)


class RenewHandsForm(SeenForm, GroupForm):
    """How many hands went up for renewing a Deal, and to which day where our side has not asked."""

    review_on = DayField("To which day?")
    hands_yes = WholeField(
        "How many want it to go on?", needed="Write how many want it to go on, or 0", say=MAY_COUNT, width=3
    )
    hands_all = WholeField("How many were there?", needed="Write how many were there", say=MAY_COUNT, width=3)


class PartnerForm(OurForm):
    """Asking a partner to take a part."""

    organisation = ChoiceField("Which partner?", needed="Choose a partner")
    signs_in_as = LineField(
        "Who speaks for it, if nobody does yet",
        description="The e-mail address or user name they sign in with.", longest=200,
    )  # fmt: skip


class PartForm(OurForm):
    """A partner's own answer."""

    takes = ChoiceField(
        "Do you take a part in this?",
        needed="Choose yes or no",
        choices=[("yes", "Yes"), ("no", "No, not this one")],
    )
    words = WordsField("What will you do?", longest=300, rows=3)
    by = DayField("By when")


class HeardForm(OurForm):
    """The themes that led to a Deal."""

    themes = ChoicesField("What did people say that led to this Deal?")


class ThanksForm(OurForm):
    """A thank-you."""

    to_whom = LineField(
        "Whom do you thank?", needed="Say whom you thank", longest=80,
        description="A class, a club, a team or a service. Leave names of people out.",
    )  # fmt: skip
    words = WordsField("What for?", needed="Say what you thank them for", longest=500, rows=3)
