"""Something said that comes in whole: written down by a helper, typed in from paper, or kept in a hall."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app import audit
from app.clock import now
from app.keyed import keyed_digest
from models.feedback import Feedback
from models.listening import Listening
from participation.rules.feedback import Origin, Route, Screen
from participation.rules.gate import WordsKind
from participation.rules.listening import ListeningState
from participation.rules.media import MediaKind
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.rules.screening import screen
from participation.rules.support import Support, Translator, check_translation
from participation.services import feedback_media, gate, paper, said_shown
from participation.services.how_said import How
from participation.services.listening import state
from participation.services.taking_in import Whole, take_in, texts_from
from participation.services.tokens import sent_with


@dataclass(frozen=True)
class Helped:
    """What a helper wrote down: the child's words as they were said, and everything about the help."""

    answers: Mapping[str, str]
    support: tuple[Support, ...]
    language: str = ""
    translation: str = ""
    translator: Translator | None = None
    note: str = ""
    files: Mapping[MediaKind, bytes] = field(default_factory=dict)
    shown: str = ""  # "yes" or "no": what the child said about showing it; "" when not asked


def helper_token(actor: Actor, key: str) -> str:
    """The token of one helper's one form, so that a second tap finds the first."""
    return keyed_digest("with help", f"{actor.public_id}|{key}")


def write_down(actor: Actor, listening: Listening, helped: Helped, token: str) -> Feedback:
    """Keep a child's words for them, and the helper's note apart; the same token gives the first answer.

    Nobody can change the words later, the helper least of all. Raises Refusal, naming the field.
    """
    if (earlier := sent_with(token)) is not None:
        return earlier
    _check_open(listening)
    words = helped.answers.get("words", "")
    check_translation(words, helped.translation, helped.language, helped.translator or "")
    made = [feedback_media.made_from(kind, content) for kind, content in helped.files.items()]
    how = How(
        Origin.HELPED, helped.support, helped.language, helped.translator if helped.translation else None,
        helped_by_id=actor.user_id,
    )  # fmt: skip
    said, item, _ = take_in(Whole(
        listening, Route.CHILD, helped.answers, token, how, has_media=bool(made), beside=(helped.note,),
        more_texts={"translation": helped.translation}, raised=tuple(screen([helped.note])),
    ))  # fmt: skip
    feedback_media.add(said, made, item.raised_by)
    if helped.shown:
        said_shown.say(actor, said, {one.kind: helped.shown == "yes" for one in made})
    if helped.note:
        gate.hold_parts(
            WordsKind.HELPER_NOTE, said.public_id, {"note": helped.note}, by=actor, area_id=said.area_id,
            raised=item.raised_by, beside=(words, helped.translation),
        )  # fmt: skip
    audit.record("feedback.written_down", said, actor=actor, listening=listening.public_id)
    return said


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


def _check_open(listening: Listening) -> None:
    if state(listening) is not ListeningState.OPEN:
        raise Refusal("This listening is not open now. Tell the safeguarding lead at once if it cannot wait.")
