"""Something said that comes in whole: typed in from paper, or kept in a hall."""

from __future__ import annotations

from collections.abc import Mapping

from app import audit
from app.clock import now
from app.keyed import keyed_digest
from models.feedback import Feedback
from models.listening import Listening
from participation.rules.feedback import Origin, Route, Screen
from participation.rules.gate import WordsKind
from participation.rules.media import MediaKind
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.services import feedback_media, gate, paper
from participation.services.how_said import How
from participation.services.taking_in import Whole, take_in, texts_from
from participation.services.tokens import sent_with


def type_in(
    actor: Actor,
    listening: Listening,
    number: int,
    answers: Mapping[str, str],
    files: Mapping[MediaKind, bytes],
) -> Feedback:
    """Type in one sheet of paper, once. Paper comes back late, so a listening that has closed still takes it."""
    sheet = paper.numbered(listening, number)
    paper.enter(sheet)
    made = [feedback_media.made_from(kind, content) for kind, content in files.items()]
    how = How(Origin.PAPER, sheet_id=sheet.id)
    whole = Whole(listening, Route.CHILD, answers, paper.token_of(sheet), how, has_media=bool(made))
    said, item, _ = take_in(whole)
    feedback_media.add(said, made, item.raised_by)
    audit.record("feedback.typed_in", said, actor=actor, listening=listening.public_id, sheet=number)
    return said


def from_hall(
    listening: Listening, token: str, answers: Mapping[str, str], files: Mapping[MediaKind, bytes]
) -> Feedback:
    """Keep what a device kept while it had no signal; sent again, it is found and nothing is added.

    The same turn with other words (somebody went back and wrote on) is kept as well, beside the first and as the same
    voice: no word is lost.
    """
    how = How(Origin.OFFLINE)
    if (earlier := sent_with(token)) is not None:
        if _says_the_same(earlier, listening, answers):
            return earlier
        token = keyed_digest("sent again", f"{token}|{sorted(answers.items())!r}")
        how = How(Origin.ADDED, same_as_id=earlier.id)
        if (before := sent_with(token)) is not None:
            return before
    if listening.opens_at > now():
        raise Refusal("This listening has not begun.")
    made = [feedback_media.made_from(kind, content) for kind, content in files.items()]
    said, item, _ = take_in(Whole(listening, Route.CHILD, answers, token, how, has_media=bool(made)))
    feedback_media.add(said, made, item.raised_by)
    return said


def _says_the_same(earlier: Feedback, listening: Listening, answers: Mapping[str, str]) -> bool:
    face = int(answers[Screen.FACE]) if answers.get(Screen.FACE) else None
    return face == earlier.face and gate.held_as(
        WordsKind.FEEDBACK, earlier.public_id, texts_from(listening, answers)
    )
