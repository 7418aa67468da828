"""Packs: what young advisors read before they advise, in plain words, at least seven days ahead."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import audit, outbox
from app.clock import now
from app.db import db
from app.times import LONDON, day, local_date
from commissioning.rules import packs as rules
from commissioning.rules.packs import NewPack
from commissioning.rules.proposals_content import Content
from commissioning.services import advice
from commissioning.services.proposals_drafts import published
from commissioning.services.proposals_reading import is_let_through, published_titles
from commissioning.services.proposals_shown import BEING_READ
from models.feedback import Feedback
from models.packs import Pack
from models.panels import Support
from models.proposals import Proposal
from participation.rules.known import known
from participation.rules.letters import LetterKind
from participation.rules.people import Actor, Role
from participation.rules.refusals import NotFound, Refusal
from participation.services.released import ReleasedFeedback, Said

REPLY_AT = time(17)


@dataclass(frozen=True)
class Shown:
    """A pack as it is read. Where no officer has written one, it is made from the idea's own words."""

    asked: str
    money: str
    careful: str
    heard: tuple[str, ...]
    reply_by: datetime
    why_sooner: str
    by: str
    at: datetime


def pack_of(proposal: Proposal) -> Shown | None:
    """The pack young advisors have; None while they have not been asked."""
    request = advice.request_for(proposal)
    if request is None:
        return None
    found = newest(proposal)
    if found is None:
        sent = published(proposal)
        return Shown(_asked(sent), _money(sent), "", (), request.reply_by, "", "", request.asked_at)
    heard = tuple(one.words for one in _said(Feedback.public_id.in_(found.heard)) if one.words)
    return Shown(
        found.asked,
        found.money,
        found.careful,
        heard,
        found.reply_by,
        found.why_sooner,
        found.by.name,
        found.at,
    )


def newest(proposal: Proposal) -> Pack | None:
    """What an officer wrote last."""
    query = sa.select(Pack).where(Pack.proposal_id == proposal.id).options(joinedload(Pack.by))
    return db.session.scalars(query.order_by(Pack.id.desc()).limit(1)).first()


def earlier(proposal: Proposal) -> list[Pack]:
    """What was written before and replaced, newest first: it stays for everybody who may read the pack."""
    query = sa.select(Pack).where(Pack.proposal_id == proposal.id).options(joinedload(Pack.by))
    return list(db.session.scalars(query.order_by(Pack.id.desc()).offset(1)))


def write(actor: Actor, proposal: Proposal, pack: NewPack) -> Pack:
    """Give young advisors a pack, and at least seven days; raises Refusal naming the field and the earliest day."""
    if proposal.state not in advice.OPEN or advice.is_decided(proposal):
        raise Refusal("A pack is for an idea that has passed its check and is not decided.")
    today = local_date(now())
    rules.check_words(pack)
    rules.check_reply_on(pack, today, day(rules.earliest(today)))
    offered = {one.public_id for one in to_choose(proposal)}
    if not set(pack.heard) <= offered:
        raise Refusal(
            "Choose from the list: only words that have been let through can be in a pack.", field="heard"
        )
    sooner = pack.reply_on < rules.earliest(today)
    pack = replace(pack, why_sooner=pack.why_sooner if sooner else "")
    advice.ask(actor, proposal)
    made = Pack(
        proposal_id=proposal.id, asked=pack.asked, money=pack.money, careful=pack.careful, heard=list(pack.heard),
        reply_by=datetime.combine(pack.reply_on, REPLY_AT, tzinfo=LONDON), why_sooner=pack.why_sooner,
        by_id=known(actor), at=now(),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    audit.record(
        "pack.published", proposal, actor=actor, reply_on=pack.reply_on.isoformat(), sooner=pack.why_sooner
    )
    _tell(proposal, made)
    return made


def get_to_write(actor: Actor, public_id: str) -> Proposal:
    """An idea an officer may write a pack for; NotFound otherwise."""
    return _get(public_id)


def get_for(actor: Actor, public_id: str) -> Proposal:
    """An idea whose pack this person may read: those asked, an adult who supports one of them, officers and workers."""
    if actor.has(Role.YOUNG_ADVISOR):
        return advice.get_to_advise(actor, public_id)
    proposal = _get(public_id)
    if actor.has(Role.SUPPORTER) and not _supports(actor) & advice.advisors_for(proposal):
        raise NotFound
    return proposal


def title_of(proposal: Proposal) -> str:
    """What it is called in the version that was let through; while a newer one waits at the desk, not by a name."""
    return published_titles({proposal.id})[proposal.id] if proposal.let_through else BEING_READ


def to_choose(proposal: Proposal) -> list[Said]:
    """What children said that could be in a pack: let through, and from the idea's own areas. Newest last."""
    ids = [area.id for area in proposal.areas]
    return [one for one in _said(Feedback.area_id.in_(ids)) if one.words][-12:]


def _said(condition: sa.ColumnElement[bool]) -> list[Said]:
    return ReleasedFeedback(condition).page(1, 40)


def _get(public_id: str) -> Proposal:
    found = db.session.scalar(
        sa.select(Proposal).where(
            Proposal.public_id == public_id, is_let_through(), Proposal.state.in_(advice.OPEN)
        )
    )
    if found is None:
        raise NotFound
    return found


def _supports(actor: Actor) -> frozenset[int]:
    query = sa.select(Support.advisor_id).where(
        Support.supporter_id == actor.user_id, Support.ends_on.is_(None)
    )
    return frozenset(db.session.scalars(query))


def _asked(sent: Content) -> str:
    who = f"It is for: {sent.who_benefits.rstrip('.')}." if sent.who_benefits else ""
    return "\n".join(part for part in (sent.need, who) if part)


def _money(sent: Content) -> str:
    lines = [f"{line.what}: {line.pence}." for line in sent.lines]
    return "\n".join([f"It asks for {sent.total}.", *lines])


def _tell(proposal: Proposal, pack: Pack) -> None:
    """Everybody who is asked, and whoever supports one of them. The letter says neither the idea nor a name."""
    advisors = advice.advisors_for(proposal)
    query = sa.select(Support.supporter_id).where(Support.advisor_id.in_(advisors), Support.ends_on.is_(None))
    for user_id in sorted({*advisors, *db.session.scalars(query)}):
        outbox.post(
            user_id, "A pack to read",
            "There is a pack for young advisors to read. Sign in to Our Part to read it, and to see until when.",
            dedupe_key=f"pack:{pack.id}:{user_id}", kind=LetterKind.ADVICE,
            path=f"/proposals/{proposal.public_id}/pack",
        )  # fmt: skip
