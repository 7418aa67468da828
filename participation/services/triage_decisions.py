"""Decisions at the desk: an outcome with its reason, what becomes of the words, and what follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app import audit
from app.clock import now
from app.db import db, new_public_id
from app.sealed import place, seal, unseal
from app.times import local_date
from models.people import User
from models.triage import SealedWords, ShutOut, TriageDecision, TriageFollowUp, TriageItem
from participation.rules.desk import FollowUp, check_follow_up
from participation.rules.gate import (
    FOLLOWED_UP,
    NOT_ON_OUR_PART,
    Decision,
    Letting,
    Outcome,
    TakingOut,
    check_decision,
    check_taking_out,
)
from participation.rules.known import known
from participation.rules.people import Actor
from participation.rules.personal import left_in, marks_in
from participation.rules.refusals import Refusal
from participation.services import gate, pairs_counted, shut_outs, taken_back
from participation.services.triage_queue import get_item_for

_PARTS = ("rationale", "for_harmed", "for_other", "stays")


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
    original, named = gate.texts_of(item, 1), _named(item)
    goes_out = check_decision(decision, item.kind, original, named)
    if decision.letting is not Letting.KEEP:
        decision = replace(decision, stays=left_in(goes_out, original, named, decision.stays))
    if decision.outcome is Outcome.STAFF and decision.about != NOT_ON_OUR_PART:
        _shut_out_whom_it_is_about(actor, item, decision.about)
    _write_decision(actor, item, decision)
    item.decided_at = item.decided_at or now()
    item.outcome, item.escalate_at = decision.outcome, None
    if decision.letting is not Letting.KEEP:
        _release(item, decision, goes_out)
        pairs_counted.count(item)
    else:
        gate.keep_back(item)
    audit.record(
        "words.decided", item, actor=actor, kind=item.kind, outcome=decision.outcome, letting=decision.letting
    )
    return item


def take_out(actor: Actor, public_id: str, changed: dict[str, str], why: str, *, after: int) -> TriageItem:
    """Take words out of something that was released: from now on everybody reads the new version and no other.

    The desk keeps every version and why. Raises Refusal when nothing is out, nothing changed, or somebody was quicker.
    """
    item = get_item_for(actor, public_id)
    if item.released_at is None or item.outcome is None or item.released_version is None:
        raise Refusal("These words are not released, so there is nothing to take out.")
    if not item.is_latest:
        raise Refusal("Whoever said this has said it anew since. Nobody reads these words now.")
    if len(item.decisions) != after:
        raise Refusal(f"{item.decisions[-1].by.name} changed this while you were reading. Open it again.")
    shown = gate.texts_of(item, item.released_version)
    wish = TakingOut(item.outcome, why, changed)
    goes_out = check_taking_out(wish, item.kind, shown, gate.texts_of(item, 1), _named(item))
    decision = Decision(item.outcome, why, "", Letting.RELEASE_CHANGED, goes_out)
    _write_decision(actor, item, decision, again=item.decisions[-1])
    item.released_version = _add_changed(item, goes_out)
    audit.record("words.taken_out", item, actor=actor, kind=item.kind, version=item.released_version)
    return item


def follow_up(actor: Actor, public_id: str, kind: FollowUp, happened_on: date | None) -> TriageItem:
    """Write down that the front door has answered, or that whoever raised it was told. Each once."""
    item = get_item_for(actor, public_id)
    if item.outcome not in FOLLOWED_UP:
        raise Refusal("Only what was passed on is followed up.")
    if any(one.kind is kind for one in item.follow_ups):
        raise Refusal("That is written down already.")
    day = check_follow_up(happened_on, local_date(item.decisions[-1].at), local_date(now()))
    try:
        with db.session.begin_nested():
            db.session.add(
                TriageFollowUp(item_id=item.id, kind=kind, happened_on=day, at=now(), by_id=known(actor))
            )
    except IntegrityError:
        raise Refusal("Somebody has just written that down.") from None
    audit.record("words.followed_up", item, actor=actor, kind=kind, on=day.isoformat())
    return item


def marks_of(item: TriageItem) -> tuple[str, ...]:
    """What is marked in an item's words: each must be taken out, or said to stay, before they go. For the desk."""
    return marks_in(gate.texts_of(item, 1).values(), _named(item))


def written_with(decision: TriageDecision) -> dict[str, str]:
    """What was written with a decision, opened: why, and for harm between children what is done for each,
    and what was left in the words on purpose.
    """
    return {
        part: unseal(sealed, _place(decision.public_id, part))
        for part in _PARTS
        if (sealed := getattr(decision, part))  # empty once erased
    }


def _shut_out_whom_it_is_about(actor: Actor, item: TriageItem, user_public_id: str) -> None:
    user = db.session.scalar(sa.select(User).where(User.public_id == user_public_id))
    if user is None:
        raise Refusal("Choose somebody from the list, or say that they do not use Our Part.", field="about")
    if user.id == actor.user_id:
        raise Refusal(
            "It is about you, so you cannot decide it. Shut yourself out, and whoever is left is called.",
            field="about",
        )
    there = sa.select(ShutOut.id).where(ShutOut.item_id == item.id, ShutOut.user_id == user.id)
    if db.session.scalar(there) is None:
        shut_outs.write(item, [user.id], by=actor)


def _write_decision(
    actor: Actor, item: TriageItem, decision: Decision, again: TriageDecision | None = None
) -> None:
    """`again`: the decision that stands, when only words are taken out; what is done for each child stays with it."""
    public_id = new_public_id()
    both = decision.outcome is Outcome.PEER_HARM and again is None
    written = TriageDecision(
        public_id=public_id, item_id=item.id, outcome=decision.outcome, letting=decision.letting,
        reference=decision.reference, at=now(), by_id=known(actor),
        rationale=seal(decision.rationale, _place(public_id, "rationale")),
        for_harmed=seal(decision.harmed, _place(public_id, "for_harmed")) if both else None,
        for_other=seal(decision.other, _place(public_id, "for_other")) if both else None,
        stays=seal(", ".join(sorted(decision.stays)), _place(public_id, "stays")) if decision.stays else None,
    )  # fmt: skip
    db.session.add(written)
    db.session.flush()


def _release(item: TriageItem, decision: Decision, goes_out: dict[str, str]) -> None:
    version = 1
    if decision.letting is Letting.RELEASE_CHANGED:
        version = _add_changed(item, goes_out)
    gate.let_through(item, version)


def _add_changed(item: TriageItem, goes_out: dict[str, str]) -> int:
    """A new version of the words, as they go out. Its number."""
    newest = sa.select(sa.func.max(SealedWords.version)).where(SealedWords.item_id == item.id)
    version = (db.session.scalar(newest) or 1) + 1
    gate.add_version(item, goes_out, version)
    return version


def _named(item: TriageItem) -> list[str]:
    """The people at work whom the words name, as the page marks them."""
    return [shut.user.name for shut in item.shut_outs]


def _place(public_id: str, part: str) -> str:
    return place("triage_decisions", public_id, part, 1)
