"""What waits for somebody in Deals: words to agree, an open check-in, late promises, parts to answer."""

from __future__ import annotations

from app.clock import now
from app.times import day, local_date, london_day_begins
from models.deals import Deal, DealPair
from participation.rules.deals import MOST_NAMED, OTHER, WITH_A_CLASS, Part, is_late
from participation.rules.deals_life import SIDE_WORDS, DealState, Side
from participation.rules.deals_sides import side_of
from participation.rules.needs import Need
from participation.rules.people import Actor, Role
from participation.services import (
    deals_class,
    deals_moves,
    deals_needs_days,
    deals_partners,
    deals_readers,
    deals_reading,
    deals_shown,
)
from participation.services.deals_moves import unspoken
from participation.services.deals_readers import is_lived, standing_pairs


def needs_for(actor: Actor) -> list[Need]:
    """What waits for this person's side in Deals: words to agree, a wish to end one, late promises, open check-ins.

    A class agrees and ends by hands up, so what waits for it waits with whoever may count them.
    """
    side = side_of(actor)
    if side is None and not actor.has(*deals_readers.WITH_GROUPS):
        return []
    mine = [
        deal
        for deal in deals_reading.list_for(actor, agreements=True)
        if deals_readers.may_change(actor, deal)
    ]
    classes = _for_classes([deal for deal in mine if _counts_for(actor, deal)])
    if side is None:
        return classes
    alone = [deal for deal in mine if side is Side.OURS or deal.stands_for not in WITH_A_CLASS]
    return [
        *_to_answer(actor), *_to_end(alone, side), *deals_needs_days.to_renew(alone, side), *_to_agree(alone, side),
        *classes,
        *_to_answer_for(alone, side), *_to_begin(alone, side), *_to_check_in(alone, side, actor), *_own_parts(actor),
    ]  # fmt: skip


def _counts_for(actor: Actor, deal: Deal) -> bool:
    """Whether a class's answer is this person's to fetch: a worker's, or its own team's chair's."""
    return deal.stands_for in WITH_A_CLASS and (
        actor.has(Role.PARTICIPATION_WORKER)
        or (deal.team_id in actor.team_ids and deals_readers.may_hold_session(actor, deal))
    )


def _for_classes(deals: list[Deal]) -> list[Need]:
    waiting = deals_moves.waiting_among(deals)
    return [
        *deals_needs_days.classes_to_renew(deals),
        *(
            Need(
                f"Ask the class whether “{deal.title}” ends", f"/deals/{deal.public_id}/class/end",
                why="Our side asks to end it. It goes on until the class says yes, by hands up.",
            )
            for deal in deals if deal.end_asked_by is Side.OURS and deal.state is not DealState.RETIRED
        ),
        *(
            Need(
                f"Ask the class whether they agree “{deal.title}”", f"/deals/{deal.public_id}/class/agree",
                why="Read each pair aloud, and count the hands.",
            )
            for deal in deals
            if deal.state is DealState.DRAFTED and deal.id not in waiting
            and Side.YOURS not in deals_moves.sides_agreed(deal)
        ),
        *(
            Need(
                f"Ask the class how “{deal.title}” goes", f"/deals/{deal.public_id}/class",
                why="Count the faces they show. Nobody has to show one.",
            )
            for deal in deals_class.not_asked_yet(deals)
        ),
    ]  # fmt: skip


def _to_end(mine: list[Deal], side: Side) -> list[Need]:
    """The other side asks to end it: say yes, or why not."""
    return [
        Need(
            f"Say whether “{deal.title}” ends", f"/deals/{deal.public_id}/end",
            why="The other side asks to end it. It goes on until your side says yes.",
        )
        for deal in mine
        if deal.end_asked_by is OTHER[side] and deal.state is not DealState.RETIRED
    ]  # fmt: skip


def _own_parts(actor: Actor) -> list[Need]:
    """A partner's own parts: those that are late, and those an open check-in has not heard of."""
    found, today = [], local_date(now())
    for one in deals_partners.taken_by(actor):
        said = [c for c in one.pair.check_ins if c.organisation_id == one.organisation_id]
        late = is_late(Part(one.words, by=one.by, progress=said[-1].progress if said else None), today)
        deal = one.pair.deal
        asked = deal.state is DealState.CHECK_IN and not any(
            deal.asked_at is None or c.at >= deal.asked_at for c in said
        )
        if late or asked:
            path = f"/deals/{deal.public_id}/pair/{one.pair.public_id}/check-in"
            why = f"{deal.title}. You promised it by {day(one.by)}." if late and one.by else deal.title
            due = london_day_begins(one.by) if late and one.by else None
            found.append(Need(f"Say how your part goes: “{one.words}”", path, why=why, late=late, due=due))
    return found


def _to_answer(actor: Actor) -> list[Need]:
    return [
        Need(
            f"Say whether you take a part: “{one.pair.our_text}”",
            f"/deals/{one.pair.deal.public_id}/part/{one.public_id}",
            why="Your organisation is asked.",
        )
        for one in deals_partners.asked_of(actor)
    ]


def _to_agree(mine: list[Deal], side: Side) -> list[Need]:
    """Words this side has not agreed; none that the desk has still to read."""
    drafted = [deal for deal in mine if deal.state is DealState.DRAFTED]
    waiting = deals_moves.waiting_among(drafted)
    return [
        Need(
            f"Agree “{deal.title}”, or change it",
            f"/deals/{deal.public_id}",
            why=f"{SIDE_WORDS[side]} has not agreed these words yet.",
        )
        for deal in drafted
        if deal.id not in waiting and side not in deals_moves.sides_agreed(deal)
    ]


def _to_answer_for(mine: list[Deal], side: Side) -> list[Need]:
    """Our parts that nobody answers for, or that are promised by no day, once both sides are asked to agree them."""
    return [
        Need(
            f"Say who answers for our part in “{deal.title}”, and by when", f"/deals/{deal.public_id}",
            why=_lacking(lacking),
        )
        for deal in mine
        if side is Side.OURS and deal.state not in {DealState.LISTENING, DealState.RETIRED}
        and (lacking := deals_moves.unanswered_for(deal))
    ]  # fmt: skip


def _lacking(lacking: list[tuple[DealPair, str]]) -> str:
    """Each promise with what it does not say yet; the rest are counted."""
    told = "; ".join(f"“{pair.our_text}” does not say {what}" for pair, what in lacking[:MOST_NAMED])
    more = len(lacking) - MOST_NAMED
    return f"{told}{f'; and {more} more' if more > 0 else ''}."


def _to_begin(mine: list[Deal], side: Side) -> list[Need]:
    """Both sides agreed it, and it waits for a day to look at it again: our side's to see to."""
    return [
        Need(
            f"Begin “{deal.title}”", f"/deals/{deal.public_id}",
            why="Both sides have agreed it. Choose the day on which you look at it together again.",
        )
        for deal in mine
        if deal.state is DealState.AGREED and deal.begun_at is None and side is Side.OURS
    ]  # fmt: skip


def _to_check_in(mine: list[Deal], side: Side, actor: Actor) -> list[Need]:
    lived = [deal for deal in mine if is_lived(deal)]
    late = deals_shown.late_of(lived, actor) if side is Side.OURS and lived else {}
    found = []
    for deal in lived:
        if deal.id in late:
            found.append(_late(deal, late[deal.id], actor))
        elif deals_moves.is_open(deal) and _is_asked(deal, side, actor):
            found.append(
                Need(
                    f"Check in on “{deal.title}”",
                    f"/deals/{deal.public_id}",
                    why="Say how our part goes."
                    if side is Side.OURS
                    else "How does it go? “Not now” is fine too.",
                )
            )
    return found


def _late(deal: Deal, pair: deals_shown.ShownPair, actor: Actor) -> Need:
    by = pair.ours.by
    own = next(p.our_owner_id for p in standing_pairs(deal) if p.public_id == pair.public_id) == actor.user_id
    why = f"{deal.title}. Promised by {day(by)}." if by else deal.title
    return Need(
        f"Our part is late: “{pair.ours.text}”",
        f"/deals/{deal.public_id}",
        late=True,
        leads=own,
        due=london_day_begins(by) if by else None,
        why=f"You answer for this. {why}" if own else why,
    )


def _is_asked(deal: Deal, side: Side, actor: Actor) -> bool:
    """Our side is asked until each of its parts is spoken of; a young person only until they said anything at all."""
    if side is Side.OURS:
        return unspoken(deal) > 0
    said = [c for pair in standing_pairs(deal) for c in pair.check_ins if c.user_id == actor.user_id]
    return not any(deal.asked_at is not None and c.at >= deal.asked_at for c in said)
