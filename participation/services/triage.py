"""The safeguarding desk: one item at a time, every reading recorded, a decision with its reason, release or keep."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit
from app.db import db
from models.attachments import Attachment
from models.audit import AuditEvent
from models.feedback import Feedback
from models.people import User
from models.triage import TriageItem
from participation.rules.attachments import MIME, FileKind
from participation.rules.desk import DESK
from participation.rules.gate import WordsKind
from participation.rules.glass import WATCHERS
from participation.rules.people import Actor, Role
from participation.rules.refusals import NotFound, Refusal
from participation.services import attachments, escalation, gate, said_at_desk, shut_outs
from participation.services import triage_desk as desk
from participation.services.triage_decisions import decide, follow_up, marks_of, take_out, written_with
from participation.services.triage_queue import PAGE, decided, get_item_for, queue, standing, to_follow_up

__all__ = [
    "PAGE",
    "decide",
    "decided",
    "follow_up",
    "get_item_for",
    "marks_of",
    "queue",
    "standing",
    "take_out",
    "to_follow_up",
]

READINGS = ("words.read", "words.read_through_glass")
MOST_READINGS = 20
KIND_WORDS: dict[WordsKind, str] = {
    WordsKind.FEEDBACK: "Something said",
    WordsKind.PROPOSAL: "A proposal",
    WordsKind.CHECK_IN: "A Deal check-in",
    WordsKind.DEAL_WORDS: "Words for a Deal",
    WordsKind.COMMENT: "A comment",
    WordsKind.ADVICE: "Advice on a decision",
    WordsKind.ATTACHMENT: "A picture or a document",
    WordsKind.SUGGESTION: "A suggested change to an idea",
    WordsKind.DRAFT: "Words between people who write an idea together",
    WordsKind.HELPED: "Whether a small sum helped",
    WordsKind.PAYMENT: "What a payment is asked for",
    WordsKind.AWARD_RETURN: "A report on an award",
    WordsKind.DATA_REQUEST: "A question about somebody’s data",
    WordsKind.THEME_CHECK: "What a young advisor says of a theme",
    WordsKind.DRAWING: "A drawing",
    WordsKind.SOUND: "Spoken words",
    WordsKind.HELPER_NOTE: "A helper’s own note",
    WordsKind.PACK_QUESTION: "A young advisor’s question about an idea",
    WordsKind.GROUP_ADVICE: "What young advisors say together",
    WordsKind.RAISED: "Something raised with a senior leader",
    WordsKind.PANEL_TALK: "Talk on a young advisors’ panel",
    WordsKind.FORUM_WORDS: "What young people said when they met",
    WordsKind.SUMMARY: "What a young advisor would change in a summary",
    WordsKind.RESEARCH: "A question a young researcher wants to ask",
    WordsKind.FINDING: "What a young researcher found",
    WordsKind.TRANSLATION: "A translation of something released",
}


@dataclass(frozen=True)
class Text:
    """One text as the desk sees it: what was asked, and what was said."""

    name: str
    asked: str
    said: str


@dataclass(frozen=True)
class Opened:
    """Everything the desk sees about one item. Made only by `open_item`, which records the reading."""

    item: TriageItem
    texts: list[Text]
    feedback: Feedback | None
    writer: User | None = None
    reasons: dict[int, dict[str, str]] = field(default_factory=dict)
    file: Attachment | None = None
    around: said_at_desk.AtDesk | None = None
    released: dict[str, str] = field(default_factory=dict)
    readings: list[AuditEvent] = field(default_factory=list)

    @property
    def original(self) -> dict[str, str]:
        """The texts by name, as they were said."""
        return {text.name: text.said for text in self.texts}

    @property
    def picture(self) -> str:
        """A held picture as an address that holds the picture itself, so that no address of it opens for anybody."""
        if self.file is None or self.file.kind is not FileKind.PICTURE:
            return ""
        return f"data:{MIME[FileKind.PICTURE]};base64,{b64encode(self.file.content).decode('ascii')}"


def open_item(actor: Actor, public_id: str) -> Opened:
    """Open the words to read. The reading is recorded (who, when, which item; never the words)."""
    item = get_item_for(actor, public_id)
    if item.first_read_at is None:
        escalation.start_deciding(item)
    audit.record("words.read", item, actor=actor)
    said = _feedback_of(item)
    asked = _asked(item, said)
    texts = [Text(name, asked.get(name, name), text) for name, text in gate.texts_of(item, 1).items()]
    file = attachments.held_file(item.words_of) if item.kind is WordsKind.ATTACHMENT else None
    reasons = {one.id: written_with(one) for one in item.decisions}
    return Opened(
        item, texts, said, _writer_of(item), reasons, file, said_at_desk.around(actor, item), _released(item),
        readings_of(item),
    )  # fmt: skip


def report_broken(actor: Actor, public_id: str) -> None:
    """Kept words did not open: it is recorded, and desk, auditors and administrators are written to."""
    item = get_item_for(actor, public_id)
    people = desk.people_holding(*DESK, *WATCHERS, Role.ADMINISTRATOR)
    desk.call(people, f"broken:{public_id}", *_LETTER_BROKEN)
    audit.record("words.seal_broken", item, actor=actor)


def readings_of(item: TriageItem) -> list[AuditEvent]:
    """Each time the words were read, newest first: who and when."""
    return list(db.session.scalars(
        sa.select(AuditEvent).where(
            AuditEvent.subject_type == "TriageItem", AuditEvent.subject_id == item.public_id,
            AuditEvent.action.in_(READINGS),
        ).order_by(AuditEvent.id.desc()).limit(MOST_READINGS)
    ))  # fmt: skip


def _released(item: TriageItem) -> dict[str, str]:
    """The version that was released, when it is not what was said."""
    version = item.released_version or 1
    return gate.texts_of(item, version) if version > 1 else {}


def open_file(actor: Actor, public_id: str) -> Attachment:
    """The file an item is about, to save and read. The reading is recorded. NotFound when the item has none."""
    item = get_item_for(actor, public_id)
    file = attachments.held_file(item.words_of) if item.kind is WordsKind.ATTACHMENT else None
    if file is None:
        raise NotFound
    audit.record("words.read", item, actor=actor)
    return file


def shut_out(actor: Actor, public_id: str, user_public_id: str) -> None:
    """Shut somebody at the desk out of an item that is about them, and call whoever is left. It cannot be undone."""
    item = get_item_for(actor, public_id)
    people = {user.public_id: user for user in desk.desk_people()}
    if user_public_id not in people:
        raise Refusal("Choose somebody who is on the safeguarding desk.", field="who")
    user = people[user_public_id]
    if any(known_already.user_id == user.id for known_already in item.shut_outs):
        raise Refusal(f"{user.name} is shut out of this already.", field="who")
    shut_outs.write(item, [user.id], by=actor)
    barred = [*(already.user_id for already in item.shut_outs), user.id]
    desk.call_first(barred, f"passed:{item.public_id}", *_LETTER_PASSED)
    audit.record("words.passed_on", item, actor=actor)


def people_to_shut_out(item: TriageItem) -> list[User]:
    """Who is at the desk and not shut out of this item yet."""
    barred = {already.user_id for already in item.shut_outs}
    return [user for user in desk.desk_people() if user.id not in barred]


_LETTER_BROKEN = (
    "Something kept at the desk was changed in the database",
    "Words kept at the safeguarding desk did not open, so the database was changed or damaged. Look at a backup.",
)
_LETTER_PASSED = (
    "Something at the desk is for you",
    "An item at the safeguarding desk has been passed to you. Sign in to Our Part to read it.",
)


def _feedback_of(item: TriageItem) -> Feedback | None:
    if item.kind is not WordsKind.FEEDBACK:
        return None
    return db.session.scalar(
        sa.select(Feedback).where(Feedback.public_id == item.words_of)
        .options(joinedload(Feedback.listening), joinedload(Feedback.area))
    )  # fmt: skip


def _writer_of(item: TriageItem) -> User | None:
    """Who wrote it, when it is not feedback: harm between children is about both of them."""
    return (
        db.session.scalar(sa.select(User).where(User.public_id == item.written_by))
        if item.written_by
        else None
    )


def _asked(item: TriageItem, said: Feedback | None) -> dict[str, str]:
    if item.kind is WordsKind.ATTACHMENT:
        return {gate.WORDS: "What they say it shows", attachments.FILE_NAME: "What the file was called"}
    if said is None:
        if item.kind is WordsKind.AWARD_RETURN:
            return {"words": "What children and families said", "more": "What was learned"}
        return {**said_at_desk.ASKED, gate.WORDS: KIND_WORDS[item.kind], "more": "Why"}
    return {**said_at_desk.ASKED, "words": said.listening.question, "more": said.listening.more_question}
