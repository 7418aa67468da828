"""Young advisors and the version for children: each says whether it is right; nobody has to."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit
from app.clock import now
from app.db import db
from governance.rules.summaries import SignView, SummaryState, refuse_answer_to_advisor, refuse_sign_off
from governance.services.summaries_digest import digest_of
from models.summaries import Summary, SummarySignOff
from participation.rules.gate import WordsKind
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.rules.seen import refuse_unseen
from participation.services import gate

S = SummaryState
_SHOWN = (S.ADVISORS_EDIT, S.AWAITING_APPROVAL, S.APPROVED, S.PRESENTED, S.MINUTED)
_AWAY = (S.DRAFTED, S.DISCLOSURE_CHECK)  # looked at again by those who make it


@dataclass(frozen=True)
class Said:
    """One young advisor's sign-off, with their words once they were let through."""

    sign_off: SummarySignOff
    words: str
    waits: bool  # at the safeguarding desk


@dataclass(frozen=True)
class Standing:
    """How the sign-off stands: who is happy, whose words wait, whose wish has no answer yet."""

    said: list[Said]
    happy: int
    waiting: int
    unanswered: int


def get_to_sign(public_id: str) -> Summary:
    """A summary for young advisors that is not out yet, also while it is looked at again (`is_shown` says whether).

    Raises NotFound for any other.
    """
    again = sa.and_(Summary.state.in_(_AWAY), Summary.sent_at.is_not(None))
    query = sa.select(Summary).where(
        Summary.public_id == public_id,
        sa.or_(Summary.state.in_(_SHOWN), again),
        Summary.replaced_at.is_(None),
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotFound
    return found


def is_shown(summary: Summary) -> bool:
    """Whether young advisors may read the version for children now."""
    return summary.state in _SHOWN


def sign(
    actor: Actor, summary: Summary, view: SignView, words: str = "", *, with_supporter: bool = False,
    seen: str | None = None,
) -> SummarySignOff:  # fmt: skip
    """Keep what this young advisor thinks of what they read. Thinking again replaces it; their words go to the gate."""
    if summary.state is not SummaryState.ADVISORS_EDIT:
        raise Refusal("This page is not with young advisors now. Nothing of yours was sent.")
    refuse_unseen(seen, digest_of(summary), "This page")
    refuse_sign_off(view, words)
    made = SummarySignOff(
        summary_id=summary.id, by_id=actor.user_id, view=view, with_supporter=with_supporter, at=now()
    )
    db.session.add(made)
    db.session.flush()
    if words.strip():
        gate.hold(WordsKind.SUMMARY, made.public_id, words.strip(), by=actor)
    audit.record("summary.signed_off", made, actor=actor, view=view, with_supporter=with_supporter)
    return made


def get_wish(summary: Summary, public_id: str) -> SummarySignOff:
    """What one young advisor would change, once it may be read; raises NotFound."""
    found = next((one for one in standing(summary).said if one.sign_off.public_id == public_id), None)
    if found is None or found.waits:
        raise NotFound
    return found.sign_off


def answer(actor: Actor, wish: SummarySignOff, words: str) -> None:
    """Answer a young advisor's wish: what changed, or why it could not."""
    refuse_answer_to_advisor(words)
    wish.answer, wish.answered_at = words, now()
    db.session.flush()
    audit.record("summary.advisor_answered", wish, actor=actor)


def standing(summary: Summary) -> Standing:
    """Where the sign-off stands since the summary was last sent. At most four queries."""
    said = _said(summary)
    newest = {one.sign_off.by_id: one for one in said}.values()
    wishes = [one for one in said if one.sign_off.view is SignView.CHANGE]
    return Standing(
        said,
        sum(one.sign_off.view is SignView.HAPPY for one in newest),
        sum(one.waits for one in said),
        sum(not one.sign_off.answered_at and not one.waits for one in wishes),
    )


def own(actor: Actor, summary: Summary) -> Said | None:
    """What this young advisor said last, if anything."""
    return next((one for one in reversed(_said(summary)) if one.sign_off.by_id == actor.user_id), None)


def _said(summary: Summary) -> list[Said]:
    query = (
        sa.select(SummarySignOff).where(SummarySignOff.summary_id == summary.id)
        .order_by(SummarySignOff.id).options(joinedload(SummarySignOff.by))
    )  # fmt: skip
    if summary.sent_at:
        query = query.where(SummarySignOff.at >= summary.sent_at)
    made = list(db.session.scalars(query))
    ids = [one.public_id for one in made]
    texts = gate.released_texts(WordsKind.SUMMARY, ids)
    held = gate.undecided_ids(WordsKind.SUMMARY, ids)
    return [
        Said(one, texts.get(one.public_id, {}).get(gate.WORDS, ""), one.public_id in held) for one in made
    ]
