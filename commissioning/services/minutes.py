"""Minutes: writing down how a meeting decided, beside its decision, and reading it again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules import minutes as rules
from commissioning.rules.minutes import Minutes
from commissioning.rules.pence import Pence
from commissioning.rules.pots import DecisionRoute
from commissioning.services import delegated
from commissioning.services.decisions_cases import Case
from models.decisions import Decision
from models.minutes import DecisionArea, DecisionMinutes, Deferral, MemberSaid
from participation.rules.refusals import Refusal

COMMITTEE_DECIDES = "A committee decides on this pot’s money. Write its meeting and the number of its minute."


@dataclass(frozen=True)
class Beside:
    """What stands beside one decision in the register."""

    minutes: DecisionMinutes | None
    areas: list[DecisionArea]
    views: list[MemberSaid]
    deferral: Deferral | None


def needed_because(case: Case) -> str:
    """Why a meeting's minute is needed for this case; empty when one person may decide it."""
    if case.pot.decision_route is DecisionRoute.COMMITTEE:
        return COMMITTEE_DECIDES
    deferral = delegated.deferral_of(case.proposal.public_id)
    if deferral is not None:
        return (
            f"This was put off to the next meeting of {deferral.to_body}. Write that meeting and its minute."
        )
    return ""


def check(case: Case, minutes: Minutes | None) -> None:
    """Refuse a decision without the minute it needs, numbers that cannot be, or members who have not agreed."""
    needed = needed_because(case)
    _, quorum = delegated.body_of(case.proposal.team_id)
    rules.check_minutes(minutes, needed_because=needed, today=local_date(now()), quorum=quorum)
    if minutes is None and case.pot.decision_route is DecisionRoute.DELEGATED_OFFICER:
        delegated.check(case)


def check_areas(case: Case, shares: Mapping[int | None, Pence], declined: Mapping[int, str]) -> None:
    """Refuse a share of the wrong ward, or of one that said no, and a no without a word why."""
    names = {area.area_id: area.area for area in case.standing.areas}
    wanted = {area.id for area in case.proposal.areas} & set(names)
    for area_id, pence in shares.items():
        if not pence:
            continue
        if area_id not in names:
            raise Refusal("This pot has no money for that area, so it cannot pay", field="amount")
        if area_id is not None and wanted and area_id not in wanted:
            raise Refusal(
                f"“{case.proposal.title}” is not for {names[area_id]}, so {names[area_id]}’s share cannot pay for it",
                field="amount",
            )
        if area_id in declined:
            raise Refusal(f"{names[area_id]} declined, so nothing can come from its share", field="amount")
    for area_id, why in declined.items():
        if len(why.strip()) < 5:
            raise Refusal(f"Say why {names.get(area_id, 'the area')} declined", field="declined_why")


def keep(
    decision: Decision, case: Case, minutes: Minutes | None, shares: Mapping[int | None, Pence],
    declined: Mapping[int, str],
) -> None:  # fmt: skip
    """Write beside the decision how the meeting went, and what each area answered when one of them said no."""
    if minutes is not None:
        db.session.add(_row(decision, minutes))
    if declined:
        asked = case.suggestion
        for area_id in sorted({area for area in (*asked, *declined) if area is not None}):
            db.session.add(DecisionArea(
                decision_id=decision.id, area_id=area_id, asked_pence=asked.get(area_id, Pence(0)),
                agreed_pence=shares.get(area_id, Pence(0)), why=declined.get(area_id, "").strip(),
            ))  # fmt: skip
    db.session.flush()


def beside(decision: Decision) -> Beside:
    """Everything beside one decision."""
    found = db.session.scalars(
        sa.select(DecisionMinutes).where(DecisionMinutes.decision_id == decision.id)
    ).first()
    areas = sa.select(DecisionArea).where(DecisionArea.decision_id == decision.id).order_by(DecisionArea.id)
    return Beside(
        found, list(db.session.scalars(areas.options(joinedload(DecisionArea.area)))),
        delegated.views_on(decision.proposal_id), delegated.deferral_of(decision.proposal_id),
    )  # fmt: skip


def minutes_of(decision_ids: Collection[int]) -> dict[int, DecisionMinutes]:
    """The minutes of many decisions, by decision. One query."""
    query = sa.select(DecisionMinutes).where(DecisionMinutes.decision_id.in_(decision_ids))
    return {row.decision_id: row for row in db.session.scalars(query)}


def _row(decision: Decision, minutes: Minutes) -> DecisionMinutes:
    change, tally = minutes.amendment, minutes.tally
    named = [
        *({"name": name, "what": "asked for their dissent to be minuted"} for name in minutes.dissented),
        *({"name": name, "what": "abstained"} for name in minutes.abstained),
        *({"name": name, "what": "took no part"} for name in minutes.no_part),
    ]
    votes = change.tally if change else None
    return DecisionMinutes(
        decision_id=decision.id, body_name=minutes.body_name, met_on=minutes.met_on, minute=minutes.minute.strip(),
        present=minutes.present, votes_for=tally.votes_for, against=tally.against, abstained=tally.abstained,
        amendment_pence=change.pence if change else None, amendment_words=change.words if change else "",
        amendment_votes=[votes.votes_for, votes.against, votes.abstained] if votes else [], named=named,
    )  # fmt: skip
