"""The clock of Deals: it opens each check-in on its day and writes to both sides. Letters name nobody."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app import outbox
from app.db import db
from app.times import local_date
from models.deals import Deal, DealPair
from models.deals_lived import DealPartner
from participation.rules.deals import is_late
from participation.rules.deals_life import LIVED, DealAction, DealState, Side
from participation.rules.deals_rhythm import Terms, next_after
from participation.rules.letters import LetterKind
from participation.rules.people import Actor
from participation.services import deals_last_days, deals_told
from participation.services.deals_dates import known_terms
from participation.services.deals_moves import facts_of, move, unspoken
from participation.services.deals_people import leads_of
from participation.services.deals_readers import is_lived, standing_pairs
from participation.services.deals_said import last_said
from participation.services.deals_same import part_of, same_words

AT_A_TIME = 200  # Deals; the rest wait for the next hour
LETTERS = {
    Side.OURS: (
        "A Deal is due for a check-in", "Say how each of our parts goes, in a sentence that people can check.",
    ),
    Side.YOURS: (
        "How is your Deal going?",
        "Say how it goes if you like, and whether we kept our part. “Not now” is fine, and so is nothing at all.",
    ),
}  # fmt: skip


def ask_due(now: datetime) -> str:
    """Open every check-in whose day has come, write to both sides, and tell owners of late parts once (a job).

    Words that the desk has let through meanwhile are put to both sides to agree. Deals whose last day has passed end.
    """
    today, last_days = local_date(now), deals_last_days.see_to(now)
    query = (
        _whole().where(Deal.state.in_(LIVED), Deal.check_in_on <= today).order_by(Deal.check_in_on, Deal.id)
    )
    due = list(db.session.scalars(query.limit(AT_A_TIME)))
    terms = known_terms()
    for deal in due:
        _ask(deal, now, terms)
    late = sum(_tell_owners(deal, now) for deal in db.session.scalars(_with_owners()))
    for deal in db.session.scalars(_whole().where(Deal.state == DealState.DRAFTED)):
        deals_told.to_agree(deal, besides=Actor.system())
    return f"{len(due)} asked, {late} told of a late part.{last_days}"


def _ask(deal: Deal, now: datetime, terms: Terms) -> None:
    """Both sides are asked anew; when our side has not answered the last time, only our side is asked again."""
    clock, asked_on = Actor.system(), deal.check_in_on
    silent = deal.state is DealState.CHECK_IN and unspoken(deal) > 0
    if deal.state is DealState.CHECK_IN and not silent:
        move(clock, deal, DealAction.SETTLE, facts_of(clock, deal))
    if not silent:
        move(clock, deal, DealAction.CHECK_IN, facts_of(clock, deal))
        deal.asked_at = now
    deal.check_in_on = next_after(deal.rhythm, local_date(now), terms)
    for side, user_id in _people(deal):
        if side is Side.OURS or not silent:
            key = f"deal-asked:{deal.public_id}:{asked_on}:{user_id}"
            outbox.post(user_id, *LETTERS[side], dedupe_key=key, kind=LetterKind.DEALS, path=_path(deal))
    db.session.flush()


def _people(deal: Deal) -> list[tuple[Side, int]]:
    """Whoever agreed for a side (not who counted a class's hands), and whoever answers for a part or took one."""
    agreed = {
        (a.side, a.user_id) for a in deal.agreements if a.version == deal.agreed_version and not a.group_name
    }
    owners = {
        (Side.OURS, pair.our_owner_id) for pair in standing_pairs(deal) if pair.our_owner_id is not None
    }
    pairs = [pair.id for pair in standing_pairs(deal)]
    taken = sa.select(DealPartner.organisation_id).where(
        DealPartner.pair_id.in_(pairs), DealPartner.takes.is_(True)
    )
    leads = {(Side.OURS, one) for one in leads_of(set(db.session.scalars(taken)))}
    return sorted(agreed | owners | leads)


def _path(deal: Deal) -> str:
    return f"/deals/{deal.public_id}"


def _tell_owners(deal: Deal, now: datetime) -> int:
    """Write once to whoever answers for a part of ours that is late."""
    told = 0
    for pair in standing_pairs(deal):
        last = last_said(pair, Side.OURS, None)
        part = part_of(pair, Side.OURS, last.progress if last else None)
        if pair.our_owner_id is None or not is_lived(deal) or not is_late(part, local_date(now)):
            continue
        key = f"deal-late:{same_words(pair, Side.OURS)[-1].public_id}:{pair.our_by}"
        if not outbox.keys_like(key):
            body = "The day we promised has passed. Say what happens now, where everybody can read it."
            outbox.post(
                pair.our_owner_id, "A part you answer for is late", body, dedupe_key=key, kind=LetterKind.DEALS,
                path=_path(deal),
            )  # fmt: skip
            told += 1
    return told


def _whole() -> sa.Select[Deal]:
    return sa.select(Deal).options(
        selectinload(Deal.all_pairs).selectinload(DealPair.check_ins),
        selectinload(Deal.agreements),
    )


def _with_owners() -> sa.Select[Deal]:
    """Deals that hold and name somebody who answers for a part of ours."""
    owned = sa.select(DealPair.deal_id).where(DealPair.our_owner_id.is_not(None))
    return _whole().where(Deal.begun_at.is_not(None), Deal.state != DealState.RETIRED, Deal.id.in_(owned))
