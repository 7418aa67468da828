"""One question on its page: its form, what is kept of the answer, and reading back what has been said."""

from __future__ import annotations

from flask import request

from forms.feedback import FORMS, AgeForm, AreaForm, ScreenForm, StatementsForm, TellForm, shown_again
from models.feedback import FeedbackDraft
from models.listening import Listening
from participation.rules.feedback import CHILD_BANDS, FACES, Route, Screen, says_anything
from participation.rules.media import MediaKind
from participation.rules.people import AgeBand
from participation.services import feedback, feedback_media
from participation.services import listening as listenings
from participation.services.taking_in import texts_from


def keep(draft: FeedbackDraft, here: Screen, asked: ScreenForm) -> None:
    """Keep this screen's answer, and what was drawn or spoken on it; a skipped one is left empty."""
    skipped = request.form.get("go") == "skip"
    feedback.keep(draft, here, "" if skipped else asked.said)
    if not isinstance(asked, TellForm) or draft.route is not Route.CHILD:
        return
    for kind in MediaKind:
        if skipped or request.form.get(f"no_{kind}"):
            feedback_media.take_off(draft, kind)
    for kind, content in ({} if skipped else asked.files).items():
        feedback_media.keep(draft, feedback_media.made_from(kind, content))


def has_anything(draft: FeedbackDraft) -> bool:
    """Whether a draft says, shows or sounds like anything."""
    return says_anything(feedback.answers_in(draft)) or bool(feedback_media.of_draft(draft))


def media(draft: FeedbackDraft, here: Screen, *, is_last: bool) -> dict[str, str]:
    """What this draft holds, by kind, each as an address that holds the thing itself."""
    if here is not Screen.WORDS and not is_last:
        return {}
    held = feedback_media.of_draft(draft)
    return {str(kind): feedback_media.address_of(media) for kind, media in held.items()}


def form(listening: Listening, here: Screen, answers: dict[str, str]) -> ScreenForm:
    """The form of one question, filled with what was answered before."""
    made = FORMS[here](data=shown_again(here, answers.get(here, "")))
    if isinstance(made, StatementsForm):
        made.over(listening.statements)
    if isinstance(made, AreaForm):
        made.answer.choices = [(area.public_id, area.name) for area in listenings.areas()]
    if isinstance(made, AgeForm) and listening.bands:
        made.answer.choices = [
            (str(band), words) for band, words in CHILD_BANDS.items() if band in listening.bands
        ]
    return made


def read_back(listening: Listening, answers: dict[str, str]) -> list[tuple[Screen, str]]:
    """What has been answered so far, in words, for the last page before it is sent."""
    texts = texts_from(listening, answers)
    shown = {
        Screen.FACE: FACES.get(int(answers.get(Screen.FACE) or 0), ""),
        **{Screen(name): text for name, text in texts.items()},
        Screen.AGE: CHILD_BANDS[AgeBand(answers[Screen.AGE])] if answers.get(Screen.AGE) else "",
    }  # fmt: skip
    return [(here, text) for here, text in shown.items() if text]
