"""Deals: writing pairs, agreeing for a side, beginning, checking in, renewing and retiring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app import audit
from app.clock import now
from app.db import db
from app.keyed import settings
from models.deals import CheckIn, Deal, DealAgreement, DealPair
from models.places import Team
from participation.rules.deals import (
    LIFE,
    STARTING_PAIRS,
    DealAction,
    DealState,
    Progress,
    Side,
    refuse_progress,
    refuse_unready,
    side_of,
)
from participation.rules.gate import WordsKind
from participation.rules.people import Actor
from participation.rules.refusals import NotFound, Refusal
from participation.services import gate
from participation.services.deals_readers import COUNCIL_WIDE, PUBLIC_STATES, may_change, readable

__all__ = ["may_change"]  # with everything below


@dataclass(frozen=True)
class PairWords:
    """The words of one pair, as typed."""

    our_text: str
    your_text: str
    our_owner: str = ""
    your_owner: str = ""
    our_by: date | None = None
    your_by: date | None = None


def list_for(actor: Actor) -> list[Deal]:
    """Deals this person may read: public ones, and those they could help to make. Newest begun first."""
    query = (
        sa.select(Deal)
        .where(readable(actor))
        .options(selectinload(Deal.pairs).selectinload(DealPair.check_ins), selectinload(Deal.agreements))
    )
    order = (Deal.state == DealState.RETIRED, Deal.begun_at.desc().nullslast(), Deal.made_at.desc())
    return list(db.session.scalars(query.options(selectinload(Deal.team)).order_by(*order)))


def get_deal_for(actor: Actor, public_id: str) -> Deal:
    """One Deal with all that is shown of it; raises NotFound when it is not for this person."""
    deal = db.session.scalar(
        sa.select(Deal)
        .where(Deal.public_id == public_id, readable(actor))
        .options(
            selectinload(Deal.pairs).selectinload(DealPair.check_ins).selectinload(CheckIn.user),
            selectinload(Deal.agreements).selectinload(DealAgreement.user),
            selectinload(Deal.team),
        )
    )
    if deal is None:
        raise NotFound
    return deal


def get_deal_to_change(actor: Actor, public_id: str) -> Deal:
    """As above, for someone who wants to change it; raises NotFound when they may not."""
    deal = get_deal_for(actor, public_id)
    if not may_change(actor, deal):
        raise NotFound
    return deal


def start(actor: Actor, title: str, about: str, team: Team | None, *, with_starting_pairs: bool) -> Deal:
    """Begin to listen for a Deal; optionally with the six starting pairs, for both sides to change.

    What a young person calls it and says it is for waits at the gate; until then only they find the Deal.
    """
    if team is not None and not actor.has(*COUNCIL_WIDE) and team.id not in actor.team_ids:
        raise Refusal("Choose a team you are in", field="team")
    deal = Deal(title=title, about=about, team_id=team.id if team else None, state=DealState.LISTENING,
                waits_at_gate=not actor.speaks_officially, made_by_id=actor.user_id, made_at=now())  # fmt: skip
    db.session.add(deal)
    db.session.flush()
    if deal.waits_at_gate:
        gate.hold(WordsKind.DEAL_WORDS, deal.public_id, f"{title}\n{about}", by=actor)
    audit.record("deal.started", deal, actor=actor)
    if with_starting_pairs:
        place = settings().place_name
        for ours, yours in STARTING_PAIRS:
            _add_pair(actor, deal, PairWords(ours.format(place=place), yours), waits=False)
    return deal


def write_pair(actor: Actor, deal: Deal, words: PairWords, instead_of: str | None = None) -> DealPair:
    """Add a pair, or put new words in place of one. Agreements to the old words fall, and both sides agree again."""
    old = next((pair for pair in deal.pairs if pair.public_id == instead_of), None)
    if instead_of and old is None:
        raise NotFound
    if deal.state is not DealState.LISTENING:
        _move(actor, deal, DealAction.CHANGE)
    deal.version += 1
    if old is not None:
        old.replaced_at = now()
    pair = _add_pair(actor, deal, words, waits=not actor.speaks_officially, place=old.place if old else None)
    db.session.expire(deal, ["pairs"])
    return pair


def drop_pair(actor: Actor, deal: Deal, public_id: str) -> None:
    """Take a pair out of the Deal (its words and check-ins are kept)."""
    pair = _pair(deal, public_id)
    if deal.state is not DealState.LISTENING:
        _move(actor, deal, DealAction.CHANGE)
    deal.version += 1
    pair.replaced_at = now()
    audit.record("deal.pair_dropped", deal, actor=actor, pair=public_id)
    db.session.flush()
    db.session.expire(deal, ["pairs"])


def offer(actor: Actor, deal: Deal) -> None:
    """Say the listening is done: these are the words both sides are asked to agree."""
    refuse_unready(len(deal.pairs), 0)
    _move(actor, deal, DealAction.DRAFT)


def agree(actor: Actor, deal: Deal) -> bool:
    """Agree this version for one's own side; returns whether both sides now have."""
    side = side_of(actor)
    if side is None:
        raise Refusal("A worker supports both sides and agrees for neither")
    refuse_unready(len(deal.pairs), waiting_at_gate(deal))
    LIFE.step(deal.state, DealAction.AGREE)
    agreed = sides_agreed(deal)
    if side in agreed:
        raise Refusal("Your side has already agreed these words")
    db.session.add(
        DealAgreement(deal_id=deal.id, version=deal.version, side=side, user_id=actor.user_id, at=now())
    )
    audit.record("deal.agreed_by_a_side", deal, actor=actor, side=str(side), version=deal.version)
    if agreed:
        _move(actor, deal, DealAction.AGREE)
    db.session.flush()
    db.session.expire(deal, ["agreements"])
    return bool(agreed)


def begin(actor: Actor, deal: Deal, review_on: date | None) -> None:
    """Start to live the Deal."""
    _move(actor, deal, DealAction.BEGIN)
    deal.begun_at, deal.review_on = now(), review_on


def renew(actor: Actor, deal: Deal, review_on: date | None) -> None:
    """Keep the Deal going to a new review day."""
    _move(actor, deal, DealAction.RENEW)
    deal.review_on, deal.end_asked_by = review_on, None


def retire(actor: Actor, deal: Deal) -> bool:
    """End the Deal; everything said in it stays. What both sides agreed, both sides end: the first only asks.

    Returns whether it has ended. Raises Refusal for a worker, who ends an agreed Deal for neither side.
    """
    LIFE.step(deal.state, DealAction.RETIRE)
    if deal.state in PUBLIC_STATES:
        side = side_of(actor)
        if side is None:
            raise Refusal("A worker supports both sides and ends it for neither")
        if deal.end_asked_by is None or deal.end_asked_by is side:
            deal.end_asked_by = side
            audit.record("deal.end_asked", deal, actor=actor, side=str(side))
            db.session.flush()
            return False
    _move(actor, deal, DealAction.RETIRE)
    return True


def go_on(actor: Actor, deal: Deal) -> None:
    """Take back, or turn down, the wish to end the Deal."""
    if deal.end_asked_by is None or side_of(actor) is None:
        raise Refusal("Nobody has asked to end this Deal")
    deal.end_asked_by = None
    audit.record("deal.goes_on", deal, actor=actor)


def check_in(actor: Actor, deal: Deal, pair_id: str, progress: Progress, words: str) -> CheckIn:
    """Say how one's own part goes. A child's words wait at the gate; what they chose is shown at once."""
    side = side_of(actor)
    if side is None:
        raise Refusal("A worker supports both sides and checks in for neither")
    if deal.state is not DealState.ACTIVE:
        raise Refusal("This Deal has not begun, so there is nothing to check in yet")
    refuse_progress(side, progress, words)
    waits = bool(words) and not actor.speaks_officially
    made = CheckIn(
        pair_id=_pair(deal, pair_id).id, side=side, progress=progress, words="" if waits else words,
        waits_at_gate=waits, user_id=actor.user_id, at=now(),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    if waits:
        gate.hold(WordsKind.CHECK_IN, made.public_id, words, by=actor)
    audit.record("deal.checked_in", deal, actor=actor, pair=pair_id, side=str(side), progress=str(progress))
    return made


def sides_agreed(deal: Deal) -> set[Side]:
    """The sides that have agreed the words as they stand."""
    return {a.side for a in deal.agreements if a.version == deal.version}


def name_waits(deal: Deal) -> bool:
    """Whether the Deal's own name and purpose are still at the gate, so that only its maker finds it."""
    return deal.waits_at_gate and not gate.is_released(WordsKind.DEAL_WORDS, deal.public_id)


def waiting_at_gate(deal: Deal) -> int:
    """How many of the Deal's pairs, and its own name, are not yet back from the safeguarding desk."""
    held = {pair.public_id for pair in deal.pairs if pair.waits_at_gate}
    held |= {deal.public_id} if deal.waits_at_gate else set()
    if not held:
        return 0
    back = gate.released_ids(WordsKind.DEAL_WORDS)
    return len(held) - len(set(db.session.scalars(back)) & held)


def _add_pair(
    actor: Actor, deal: Deal, words: PairWords, *, waits: bool, place: int | None = None
) -> DealPair:
    last = db.session.scalar(sa.select(sa.func.max(DealPair.place)).where(DealPair.deal_id == deal.id)) or 0
    pair = DealPair(
        deal_id=deal.id, place=place or last + 1, our_text=words.our_text, our_owner=words.our_owner,
        our_by=words.our_by, your_text=words.your_text, your_owner=words.your_owner, your_by=words.your_by,
        written_by_id=actor.user_id, waits_at_gate=waits, written_at=now(),
    )  # fmt: skip
    db.session.add(pair)
    db.session.flush()
    if waits:
        said = "\n".join(filter(None, [words.our_text, words.our_owner, words.your_text, words.your_owner]))
        gate.hold(WordsKind.DEAL_WORDS, pair.public_id, said, by=actor)
    audit.record("deal.pair_written", deal, actor=actor, pair=pair.public_id)
    return pair


def _pair(deal: Deal, public_id: str) -> DealPair:
    found = next((pair for pair in deal.pairs if pair.public_id == public_id), None)
    if found is None:
        raise NotFound
    return found


def _move(actor: Actor, deal: Deal, action: DealAction) -> None:
    step = LIFE.step(deal.state, action)
    moved = db.session.execute(
        sa.update(Deal).where(Deal.id == deal.id, Deal.state == deal.state).values(state=step.to)
    )
    if moved.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal("Somebody changed this Deal just now. Look again.")
    audit.record(step.event, deal, actor=actor, version=deal.version)
