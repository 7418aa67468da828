"""Written down for somebody by a helper: their words exactly, the help they had, and the helper's note apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import sqlalchemy as sa

from app import audit
from app.db import db
from app.keyed import keyed_digest
from models.feedback import Feedback
from models.listening import Listening
from models.saying import SaidMedia
from models.triage import TriageItem
from participation.rules.feedback import Origin, Route, Screen
from participation.rules.gate import WordsKind
from participation.rules.listening import ListeningState
from participation.rules.media import MediaKind
from participation.rules.people import Actor
from participation.rules.refusals import Refusal
from participation.rules.screening import screen
from participation.rules.support import Support, Translator, check_translation
from participation.services import feedback_media, gate, said_shown
from participation.services.how_said import How
from participation.services.listening import state
from participation.services.taking_in import Whole, take_in, texts_from
from participation.services.tokens import sent_with


class Again(StrEnum):
    """What other words are that come with a form that was sent already."""

    SAME = "same"  # the same child said this too
    OTHER = "other"  # another child said it


AGAIN_WORDS = {
    Again.SAME: "The same child said this too. Add it beside their first words",
    Again.OTHER: "Another child said this. Send it as words of their own",
}
SENT_OTHERWISE = "You have sent this form already, with other words. Say whose words these are, then send it."
WHAT_IS_KEPT = (
    "What you sent first is kept as it was, and nobody can change it. What you typed now is still here and is not sent "
    "yet. If there is a drawing, choose it again."
)


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


def write_down(
    actor: Actor, listening: Listening, helped: Helped, token: str, again: Again | None = None
) -> str:
    """Keep a child's words for them, and the helper's note apart; gives the token of their four words.

    The same form sent twice is kept once. With other words it is refused until the helper says with `again` whose they
    are: the same child's are added beside the first and are no second voice, another's are a voice of their own.
    Nobody can change the words later, the helper least of all. Raises Refusal, naming the field.
    """
    earlier = sent_with(token)
    if earlier is None:
        _keep(actor, listening, helped, token, None)
        return token
    made = _made(helped)
    if _says_the_same(earlier, listening, helped, made):
        return token
    if again is None:
        raise Refusal(SENT_OTHERWISE, field="again")
    later = keyed_digest("with help again", f"{token}|{again}|{helped!r}")
    if sent_with(later) is None:
        _keep(actor, listening, helped, later, earlier if again is Again.SAME else None)
    return token if again is Again.SAME else later


def _keep(actor: Actor, listening: Listening, helped: Helped, token: str, same_as: Feedback | None) -> None:
    _check_open(listening)
    words, made = helped.answers.get("words", ""), _made(helped)
    check_translation(words, helped.translation, helped.language, helped.translator or "")
    how = How(
        Origin.ADDED if same_as else Origin.HELPED, helped.support, helped.language,
        helped.translator if helped.translation else None, helped_by_id=actor.user_id,
        same_as_id=same_as.id if same_as else None,
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


def _made(helped: Helped) -> list[feedback_media.Made]:
    return [feedback_media.made_from(kind, content) for kind, content in helped.files.items()]


def _says_the_same(
    earlier: Feedback, listening: Listening, helped: Helped, made: list[feedback_media.Made]
) -> bool:
    """Whether all that a child's voice is made of came with the first sending. How they were helped is not asked."""
    face = helped.answers.get(Screen.FACE)
    texts = {**texts_from(listening, helped.answers), "translation": helped.translation}
    return (
        (int(face) if face else None) == earlier.face
        and gate.held_as(WordsKind.FEEDBACK, earlier.public_id, texts)
        and _note_is_known(earlier, helped.note)
        and all(one.content in _contents(earlier) for one in made)
    )


def _note_is_known(earlier: Feedback, note: str) -> bool:
    """Whether there is no note, or this very one came before."""
    known = sa.exists().where(
        TriageItem.kind == WordsKind.HELPER_NOTE, TriageItem.words_of == earlier.public_id
    )
    return gate.held_as(WordsKind.HELPER_NOTE, earlier.public_id, {"note": note}) or not (
        note or db.session.scalar(sa.select(known))
    )


def _contents(earlier: Feedback) -> list[bytes]:
    kept = db.session.scalars(sa.select(SaidMedia).where(SaidMedia.feedback_id == earlier.id))
    return [feedback_media.content_of(one) for one in kept]


def _check_open(listening: Listening) -> None:
    if state(listening) is not ListeningState.OPEN:
        raise Refusal("This listening is not open now. Tell the safeguarding lead at once if it cannot wait.")
