"""The safeguarding desk: one item at a time, every reading recorded, a decision with its reason, release or keep."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app import audit
from app.clock import now
from app.db import db, new_public_id
from app.sealed import place, seal, unseal
from models.attachments import Attachment
from models.feedback import Feedback
from models.people import User
from models.triage import SealedWords, ShutOut, TriageDecision, TriageItem
from participation.rules.attachments import MIME, FileKind
from participation.rules.gate import Decision, Letting, Priority, WordsKind, check_decision
from participation.rules.known import known
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.services import attachments, gate, said_at_desk, taken_back
from participation.services import triage_desk as desk

PAGE = 25
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
    WordsKind.THEME_CHECK: "What a young advisor says of a theme",
    WordsKind.DRAWING: "A drawing",
    WordsKind.SOUND: "Spoken words",
    WordsKind.HELPER_NOTE: "A helper’s own note",
    WordsKind.PACK_QUESTION: "A young advisor’s question about an idea",
    WordsKind.GROUP_ADVICE: "What young advisors say together",
    WordsKind.RAISED: "Something raised with a senior leader",
    WordsKind.PANEL_TALK: "Talk on a young advisors’ panel",
    WordsKind.FORUM_WORDS: "What young people said when they met",
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
    reasons: dict[int, str] = field(default_factory=dict)
    file: Attachment | None = None
    around: said_at_desk.AtDesk | None = None

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


def queue(actor: Actor, page: int = 1) -> tuple[list[TriageItem], int]:
    """(what waits, without any words: what may be urgent first, then soonest due; how many in all).

    An urgent item that is late stays before an ordinary one that was due earlier.
    """
    total = gate.waiting_count(actor)
    query = gate.waiting_for(actor).options(joinedload(TriageItem.area))
    urgent_first = sa.case((TriageItem.priority == Priority.HIGH, 0), else_=1)
    query = (
        query.order_by(urgent_first, TriageItem.due_at, TriageItem.id).limit(PAGE).offset(PAGE * (page - 1))
    )
    return list(db.session.scalars(query)), total


def decided(actor: Actor, page: int = 1) -> tuple[list[TriageItem], int]:
    """(what was decided, newest first; how many in all), for those who may see it."""
    where = (gate.may_see(actor), TriageItem.outcome.is_not(None))
    total = db.session.scalar(sa.select(sa.func.count()).select_from(TriageItem).where(*where)) or 0
    query = sa.select(TriageItem).where(*where).options(
        joinedload(TriageItem.area), selectinload(TriageItem.decisions).joinedload(TriageDecision.by)
    )  # fmt: skip
    query = query.order_by(TriageItem.decided_at.desc()).limit(PAGE).offset(PAGE * (page - 1))
    return list(db.session.scalars(query)), total


def get_item_for(actor: Actor, public_id: str) -> TriageItem:
    """One item, without its words; raises NotFound for anybody not at the desk or whom the item is about."""
    found = db.session.scalar(
        sa.select(TriageItem).where(TriageItem.public_id == public_id, gate.may_see(actor)).options(
            joinedload(TriageItem.area), selectinload(TriageItem.decisions).joinedload(TriageDecision.by)
        )
    )  # fmt: skip
    if found is None:
        raise NotFound
    return found


def open_item(actor: Actor, public_id: str) -> Opened:
    """Open the words to read. The reading is recorded (who, when, which item; never the words)."""
    item = get_item_for(actor, public_id)
    if item.first_read_at is None:
        item.first_read_at = now()
    audit.record("words.read", item, actor=actor)
    said = _feedback_of(item)
    asked = _asked(item, said)
    texts = [Text(name, asked.get(name, name), text) for name, text in gate.texts_of(item, 1).items()]
    file = attachments.held_file(item.words_of) if item.kind is WordsKind.ATTACHMENT else None
    reasons = {d.id: _rationale(d) for d in item.decisions}
    return Opened(item, texts, said, _writer_of(item), reasons, file, said_at_desk.around(actor, item))


def open_file(actor: Actor, public_id: str) -> Attachment:
    """The file an item is about, to save and read. The reading is recorded. NotFound when the item has none."""
    item = get_item_for(actor, public_id)
    file = attachments.held_file(item.words_of) if item.kind is WordsKind.ATTACHMENT else None
    if file is None:
        raise NotFound
    audit.record("words.read", item, actor=actor)
    return file


def decide(actor: Actor, public_id: str, decision: Decision, *, after: int) -> TriageItem:
    """Record a decision, and release the words or keep them. `after` is how many decisions the reader had seen.

    Raises Refusal when something is missing, when somebody else decided meanwhile, or when it is already released.
    """
    item = get_item_for(actor, public_id)
    if len(item.decisions) != after:
        who = item.decisions[-1].by.name if item.decisions else "Somebody"
        raise Refusal(f"{who} decided this while you were reading. Open it again to see what was decided.")
    if item.released_at is not None:
        raise Refusal("These words have been released already. That cannot be taken back.")
    if decision.letting is not Letting.KEEP and taken_back.is_taken_back(item):
        raise Refusal("Whoever said this has taken it back. Keep it here.", field="letting")
    original = gate.texts_of(item, 1)
    check_decision(decision, item.kind, original)
    _write_decision(actor, item, decision)
    item.decided_at = item.decided_at or now()
    item.outcome = decision.outcome
    if decision.letting is not Letting.KEEP:
        _release(item, decision, original)
    audit.record(
        "words.decided", item, actor=actor, kind=item.kind, outcome=decision.outcome, letting=decision.letting
    )
    return item


def shut_out(actor: Actor, public_id: str, user_public_id: str) -> None:
    """Shut somebody at the desk out of an item that is about them, and call whoever is left. It cannot be undone."""
    item = get_item_for(actor, public_id)
    people = {user.public_id: user for user in desk.desk_people()}
    if user_public_id not in people:
        raise Refusal("Choose somebody who is on the safeguarding desk.", field="who")
    user = people[user_public_id]
    if any(known_already.user_id == user.id for known_already in item.shut_outs):
        raise Refusal(f"{user.name} is shut out of this already.", field="who")
    db.session.add(ShutOut(item_id=item.id, user_id=user.id, at=now(), by_id=known(actor)))
    db.session.flush()
    barred = [*(already.user_id for already in item.shut_outs), user.id]
    desk.call(desk.first_to_call(barred), f"passed:{item.public_id}", *_LETTER_PASSED)
    audit.record("words.passed_on", item, actor=actor)


def people_to_shut_out(item: TriageItem) -> list[User]:
    """Who is at the desk and not shut out of this item yet."""
    barred = {already.user_id for already in item.shut_outs}
    return [user for user in desk.desk_people() if user.id not in barred]


def escalate_due(at: datetime | None = None) -> int:
    """Call the deputy (or whoever is left) about everything past its time and not decided. For the scheduler.

    Each item is escalated once, so running it again, or late, does no harm. Returns how many were escalated.
    """
    moment = at or now()
    late = db.session.scalars(
        sa.select(TriageItem)
        .where(
            TriageItem.decided_at.is_(None), TriageItem.escalated_at.is_(None), TriageItem.due_at <= moment
        )
        .options(selectinload(TriageItem.shut_outs))
    ).all()
    for item in late:
        item.escalated_at = moment
        barred = [shut.user_id for shut in item.shut_outs]
        desk.call(desk.next_to_call(barred), f"late:{item.public_id}", *_LETTER_LATE)
        audit.record("words.escalated", item, actor=Actor.system(), priority=item.priority)
    return len(late)


_LETTER_PASSED = (
    "Something at the desk is for you",
    "An item at the safeguarding desk has been passed to you. Sign in to Our Part to read it.",
)
_LETTER_LATE = (
    "Something at the desk is late",
    "An item at the safeguarding desk has passed its time and nobody has decided it. Sign in to Our Part to read it.",
)


@dataclass(frozen=True)
class Clock:
    """How the desk stands now, for the top of the page: counts only."""

    waiting: int
    urgent: int
    late: int
    nobody_else: bool


def clock(actor: Actor) -> Clock:
    """Counts of what waits for this person, in one query, and whether they are alone at the desk."""
    row = db.session.execute(
        gate.waiting_for(
            actor, sa.func.count(),
            sa.func.coalesce(sa.func.sum(sa.case((TriageItem.priority == Priority.HIGH, 1), else_=0)), 0),
            sa.func.coalesce(sa.func.sum(sa.case((TriageItem.due_at < now(), 1), else_=0)), 0),
        )
    ).one()  # fmt: skip
    waiting, urgent, late = (int(count) for count in row)
    return Clock(waiting, urgent, late, nobody_else=len(desk.desk_people()) < 2)


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


def _write_decision(actor: Actor, item: TriageItem, decision: Decision) -> None:
    public_id = new_public_id()
    written = TriageDecision(
        public_id=public_id, item_id=item.id, outcome=decision.outcome, letting=decision.letting,
        reference=decision.reference, at=now(), by_id=known(actor),
        rationale=seal(decision.rationale, place("triage_decisions", public_id, "rationale", 1)),
    )  # fmt: skip
    db.session.add(written)
    db.session.flush()


def _rationale(decision: TriageDecision) -> str:
    return unseal(decision.rationale, place("triage_decisions", decision.public_id, "rationale", 1))


def _release(item: TriageItem, decision: Decision, original: dict[str, str]) -> None:
    item.released_at, item.released_version = now(), 1
    if decision.letting is Letting.RELEASE_CHANGED:
        newest = db.session.scalar(
            sa.select(sa.func.max(SealedWords.version)).where(SealedWords.item_id == item.id)
        )
        item.released_version = (newest or 1) + 1
        changed = {name: decision.changed.get(name, text) for name, text in original.items()}
        gate.add_version(item, changed, item.released_version)
    db.session.flush()
