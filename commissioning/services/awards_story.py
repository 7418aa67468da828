"""An award's whole story as a line: decided, offered, accepted, paid, reported, and whatever else happened to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from app.db import db
from commissioning.rules.awards import AwardState
from commissioning.rules.payments import PaymentState
from commissioning.rules.pence import Pence
from commissioning.services import offers
from commissioning.services.awards_reading import Payment
from models.audit import AuditEvent
from models.awards import Award
from models.offers import AwardTerms
from models.payments import PaymentRequest
from models.returns import AwardReturn

S = AwardState
ENDS = {
    "award.declined": ("Declined", "The money went back to the pot."),
    "award.lapsed": ("Lapsed", "Nobody claimed it in time. The money went back to the pot."),
    "award.finished": ("Finished", "What was not needed went back to the pot."),
    "award.stopped": ("Stopped before its end", "What was not paid went back to the pot."),
}
OTHER = "award.other_recipient"
NEXT: dict[AwardState, str] = {
    S.TO_OFFER: "The commissioning officer checks the organisation and makes the offer.",
    S.OFFERED: "An adult or an accountable organisation accepts it, or says no.",
    S.ACCEPTED: "They ask for the first payment, the officer approves it and the finance lead releases it.",
    S.PART_PAID: "They ask for the next payment, or send a report.",
    S.PAID: "They send their last report, and the officer reads it.",
}


@dataclass(frozen=True)
class Event:
    """One thing that happened. `kind` is good, stopped or nothing; `path` is where it can be read."""

    at: datetime
    title: str
    text: str = ""
    who: str = ""
    kind: str = ""
    path: str = ""


def story_of(
    award: Award, versions: Sequence[AwardTerms], payments: Sequence[Payment], requests: Sequence[PaymentRequest],
    reports: Sequence[AwardReturn], *, inside: bool,
) -> list[Event]:  # fmt: skip
    """Everything that happened, first first. Names and requests are for those inside. One query."""
    asked = [event for request in requests for event in _asked(award, request)] if inside else []
    events = [
        *_begun(award, versions, inside), *_shares(award), *_changed(versions), *asked,
        *(_paid(payment) for payment in payments), *(_reported(award, one) for one in reports),
        *_ended(award, inside),
    ]  # fmt: skip
    return sorted(events, key=lambda event: event.at)


def _begun(award: Award, versions: Sequence[AwardTerms], inside: bool) -> list[Event]:
    decision = award.decision
    events = [Event(
        decision.at, f"Decided: {decision.awarded_pence}", who=decision.decided_by, path=f"/decisions/{decision.number}"
    )]  # fmt: skip
    if award.state is not S.TO_OFFER:
        first = versions[-1] if versions else None
        what = f"As a {first.instrument}, to {award.recipient}" if first else ""
        events.append(
            Event(award.offered_at, "Offered", what, who=first.proposed_by if first and inside else "")
        )
    if award.accepted_at is not None:
        events.append(
            Event(
                award.accepted_at, "Accepted", f"Signed by {award.signed_by}" if inside else "", kind="good"
            )
        )
    return events


def _shares(award: Award) -> list[Event]:
    return [
        Event(
            share.declined_at, f"{share.area.name if share.area else 'An area'} declined its share",
            f"{share.amount_pence} stayed with it. The rest stands alone. {share.declined_why}", kind="stopped",
        )
        for share in award.shares
        if share.declined_at is not None
    ]  # fmt: skip


def _changed(versions: Sequence[AwardTerms]) -> list[Event]:
    waits = offers.waiting(versions)
    signed = [one.version for one in versions if one.sides == offers.BOTH]
    events = []
    for terms in versions:
        if (
            not signed or terms.version <= signed[-1]
        ):  # what was offered before anybody signed is told as the offer
            continue
        if terms is waits:
            side = "the people it was given to" if terms.by_recipient else "the officer"
            events.append(
                Event(
                    terms.proposed_at,
                    "New terms proposed",
                    f"By {side}: {terms.why}. They count once both agree.",
                )
            )
        else:
            at = max(one.at for one in terms.agreements)
            events.append(
                Event(
                    at,
                    f"New terms agreed, version {terms.version}",
                    f"{terms.why}. The award is {terms.amount_pence}.",
                )
            )
    return events


def _paid(payment: Payment) -> Event:
    if payment.was_returned:
        return Event(payment.at, f"{payment.amount} came back to the pot", payment.reason, kind="stopped")
    return Event(payment.at, f"{payment.amount} paid", payment.reason, kind="good")


def _many(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"


def _reported(award: Award, report: AwardReturn) -> Event:
    children = _many(report.children, "child or young person", "children and young people")
    adults, volunteers = (
        _many(report.adults, "adult", "adults"),
        _many(report.volunteers, "volunteer", "volunteers"),
    )
    came = f"{children}, {adults} and {volunteers}"
    title = "Last report received" if report.is_last else "Report received"
    text = f"{came} took part. {Pence(report.spent_pence)} was spent."
    return Event(
        report.sent_at, title, text, kind="good", path=f"/awards/{award.public_id}/reports/{report.public_id}"
    )


def _asked(award: Award, request: PaymentRequest) -> list[Event]:
    path = f"/awards/{award.public_id}/payments/{request.public_id}"
    events = [Event(
        request.asked_at, f"{request.amount_pence} asked for", request.what, who=request.asked_by.name, path=path
    )]  # fmt: skip
    if request.approved_by is not None and request.approved_at is not None:
        events.append(Event(request.approved_at, "Payment approved", who=request.approved_by.name, path=path))
    if request.state is PaymentState.SENT_BACK:
        last = request.approved_at or request.asked_at
        events.append(Event(last, "Sent back", request.sent_back_why, kind="stopped", path=path))
    return events


def _ended(award: Award, inside: bool) -> list[Event]:
    told = [*ENDS, OTHER] if inside else list(ENDS)
    query = sa.select(AuditEvent).where(
        AuditEvent.subject_type == Award.__name__,
        AuditEvent.subject_id == award.public_id,
        AuditEvent.action.in_(told),
    )
    return [_kept(event, inside) for event in db.session.scalars(query.order_by(AuditEvent.id))]


def _kept(event: AuditEvent, inside: bool) -> Event:
    if event.action == OTHER:
        return Event(
            event.at,
            "Made out to another than the decision names",
            event.details["why"],
            who=event.actor_name,
        )
    kind = "good" if event.action == "award.finished" else "stopped"
    return Event(event.at, *ENDS[event.action], who=event.actor_name if inside else "", kind=kind)
