"""Notices about a Deal's own life: words to agree, a wish to end it, its end. They name nobody and carry no words."""

from __future__ import annotations

import sqlalchemy as sa

from app import outbox
from app.clock import now
from app.db import db
from app.times import local_date
from models.deals import Deal
from models.deals_lived import DealPartner, DealReview
from participation.rules.deals import OTHER, WITH_A_CLASS
from participation.rules.deals_life import DealState, Side
from participation.rules.letters import LetterKind
from participation.rules.people import Actor
from participation.services import deals_moves
from participation.services.deals_people import asked_or_declined, leads_of, people_of, spoke_of
from participation.services.deals_readers import standing_pairs

TO_AGREE = (
    "A Deal has words for your side to agree",
    "Read them. Agree, or change them. Both sides agree the same words.",
)
END_ASKED = (
    "The other side asks to end a Deal",
    "Say yes, or let it go on. It goes on until both sides have said yes.",
)
CLASS_ASKED = (
    "Our side asks a class to end its Deal",
    "Ask the class, and count the hands. It goes on until they say yes.",
)
GOES_ON = "A Deal goes on", "The other side wants it to go on, so it has not ended."
NOT_ASKED = "A Deal goes on", "The other side no longer asks to end it. You need not do anything."
RENEWED = (
    "A Deal is renewed",
    "Both sides said yes. The promises stay as both agreed them, to a new day. You can ask to change or end it.",
)
RENEWAL_ASKED = (
    "The other side asks to renew a Deal",
    "Say yes, choose another day, or let it end on its last day. It is renewed only once both sides have said yes.",
)
CLASS_RENEWAL = (
    "Our side asks a class to renew its Deal",
    "Ask the class, and count the hands. It is renewed only if more than half say yes.",
)
NOT_RENEWED = (
    "A Deal is not renewed",
    "The other side said no to renewing it. It ends on its last day, unless both sides say yes before then.",
)
NOT_ASKED_TO_RENEW = (
    "Renewing a Deal is no longer asked",
    "The other side no longer asks. You need not answer.",
)
RENEW_ANEW = (
    "Renewing a Deal has to be asked again",
    "Both sides agreed new words since your side asked, so the other side has not said yes to what it says now.",
)
LAST_DAY = (
    "A Deal comes to its last day",
    "Read which day that is. It goes on after it only if both sides say so. Nobody has to.",
)
RAN_OUT = (
    "A Deal has ended",
    "Its last day has passed, and both sides had not said yes to renewing it. Everything said in it stays.",
)
ENDED = "A Deal has ended", "Both sides said yes. Everything said in it stays where everybody can read it."


def to_agree(deal: Deal, *, besides: Actor) -> None:
    """Ask each side that has not agreed the words as they stand, at most once a day until somebody agrees.

    Nobody is asked to agree words that the desk has not let through; the hourly job asks once it has.
    """
    if deal.state is not DealState.DRAFTED or deals_moves.waiting_at_gate(deal):
        return
    agreed = deals_moves.sides_agreed(deal)
    for side in Side:
        if side not in agreed:
            key = f"deal-words:{deal.public_id}:{len(deal.agreements)}:{local_date(now())}"
            _post(deal, people_of(deal, side), TO_AGREE, key, besides)


def end_asked(deal: Deal, by: Side) -> None:
    """Tell the other side, with a way to say yes or why not."""
    other = OTHER[by]
    by_hands = other is Side.YOURS and deal.stands_for in WITH_A_CLASS
    words, page = (CLASS_ASKED, "class/end") if by_hands else (END_ASKED, "end")
    _post(deal, people_of(deal, other), words, f"deal-end-asked:{_turn(deal)}", None, f"/{page}")


def goes_on(deal: Deal, by: Side, *, turned_down: bool) -> None:
    """Tell the side that did not say so."""
    words = GOES_ON if turned_down else NOT_ASKED
    _post(deal, _with_askers(deal, OTHER[by]), words, f"deal-goes-on:{by}:{_turn(deal)}", None)


def renewed(deal: Deal, *, besides: Actor) -> None:
    """Tell everybody of both sides who did not renew it, and the partners whose part goes on with it."""
    everybody = {one for side in Side for one in _with_askers(deal, side)} | _partners(deal)
    _post(deal, sorted(everybody), RENEWED, f"deal-renewed:{_turn(deal)}", besides)


def renewal_asked(deal: Deal, by: Side) -> None:
    """Tell the other side, with a way to say yes, another day or no."""
    other = OTHER[by]
    by_hands = other is Side.YOURS and deal.stands_for in WITH_A_CLASS
    words, page = (CLASS_RENEWAL, "/class/renew") if by_hands else (RENEWAL_ASKED, "/renew")
    _post(deal, people_of(deal, other), words, f"deal-renewal-asked:{_turn(deal)}", None, page)


def not_renewed(deal: Deal, by: Side, *, turned_down: bool) -> None:
    """Tell the side that did not say so."""
    words = NOT_RENEWED if turned_down else NOT_ASKED_TO_RENEW
    _post(deal, _with_askers(deal, OTHER[by]), words, f"deal-not-renewed:{by}:{_turn(deal)}", None)


def renew_anew(deal: Deal, by: Side) -> None:
    """Tell the side that had asked."""
    _post(deal, _with_askers(deal, by), RENEW_ANEW, f"deal-renew-anew:{deal.public_id}:{deal.version}", None)


def last_day(deal: Deal) -> None:
    """Tell both sides, once for each last day."""
    key = f"deal-last-day:{deal.public_id}:{deal.ends_on}"
    _post(deal, sorted({one for side in Side for one in people_of(deal, side)}), LAST_DAY, key, None)


def ended(deal: Deal, *, besides: Actor, ran_out: bool = False) -> None:
    """Tell both sides, the partners that have a part in it, and whoever said how it went.

    Words nobody agreed end without a letter.
    """
    if deal.agreed_version is None:
        return
    everybody = {one for side in Side for one in people_of(deal, side)} | _partners(deal)
    everybody |= {*spoke_of(deal), *asked_or_declined(deal)}
    words = RAN_OUT if ran_out else ENDED
    _post(deal, sorted(everybody), words, f"deal-ended:{deal.public_id}", besides)


def _with_askers(deal: Deal, side: Side) -> list[int]:
    return sorted({*people_of(deal, side), *asked_or_declined(deal, side)})


def _partners(deal: Deal) -> set[int]:
    """Who speaks for the organisations that took a part in what stands."""
    ids = [pair.id for pair in standing_pairs(deal)]
    taken = sa.select(DealPartner.organisation_id).where(
        DealPartner.pair_id.in_(ids), DealPartner.takes.is_(True)
    )
    return set(leads_of(set(db.session.scalars(taken))))


def _turn(deal: Deal) -> str:
    """The same for each wish to end it, and another for the next."""
    last = _last_review(deal)
    return f"{deal.public_id}:{last.id if last else 0}"


def _last_review(deal: Deal) -> DealReview | None:
    query = sa.select(DealReview).where(DealReview.deal_id == deal.id).order_by(DealReview.id.desc())
    return db.session.scalar(query.limit(1))


def _post(
    deal: Deal, people: list[int], words: tuple[str, str], key: str, besides: Actor | None, page: str = ""
) -> None:
    for user_id in people:
        if besides is None or user_id != besides.user_id:
            outbox.post(
                user_id, *words, dedupe_key=f"{key}:{user_id}", kind=LetterKind.DEALS,
                path=f"/deals/{deal.public_id}{page}",
            )  # fmt: skip
