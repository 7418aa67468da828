"""Who may vote in a round that is being set up: by the roles and ages of today, and the places made for others."""

from __future__ import annotations

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules import rounds as rules
from commissioning.rules import rounds_finer as finer
from commissioning.rules.chambers import Chamber, chamber_of, may_show_apart
from commissioning.rules.rounds import Electorate
from models.people import Membership, User
from models.polling import Batch
from models.rounds import Round
from participation.rules.people import Role, ScopeKind


def voters_of(round_: Round) -> list[int]:
    """The people who could vote by account if it were opened now: user ids, in their order."""
    return list(roll_of(round_))


def roll_of(round_: Round) -> dict[int, Chamber]:
    """The same, each with the chamber their vote would be in: by today's memberships and age bands."""
    young: dict[int, bool] = {}
    for row in db.session.execute(_members(round_)):
        if rules.old_enough(row.age_band, round_.youngest):
            young[row.id] = young.get(row.id, False) or row.role is Role.YOUNG_ADVISOR
    return {
        user_id: chamber_of(two=round_.two_chambers, is_young_advisor=is_young)
        for user_id, is_young in sorted(young.items())
    }


def places_of(round_: Round) -> int:
    """How many can vote without an account: printed codes, turns at a tablet, papers."""
    found = db.session.scalar(sa.select(sa.func.sum(Batch.places)).where(Batch.round_id == round_.id))
    return int(found or 0)


def chambers_fault(round_: Round) -> str | None:
    """What keeps two chambers from being shown apart; empty when nothing does, None with one chamber."""
    if not round_.two_chambers:
        return None
    seats = list(roll_of(round_).values())
    young = seats.count(Chamber.YOUNG_ADVISORS) + _places_in(round_, Chamber.YOUNG_ADVISORS)
    others = seats.count(Chamber.EVERYONE) + _places_in(round_, Chamber.EVERYONE)
    if may_show_apart(young, others, round_.smallest):
        return ""
    return (
        f"{young} young advisors and {others} others could vote. Each group needs {round_.smallest:,}, or what one "
        "chose would show how single people voted. Give more people a way to vote, or count everyone together."
    )


def quorum_warning(round_: Round) -> str:
    """Why this round could not be opened now with the quorum it has; empty when it can be reached."""
    line = rules.quorum_ready(round_.quorum, len(voters_of(round_)) + places_of(round_))
    if line.done:
        return ""
    return f"The result would need {round_.quorum:,} votes. {line.todo} Until then voting cannot be opened."


def smallest_warning(round_: Round) -> str:
    """What follows when fewer could vote than have to for numbers to show; empty when enough can."""
    return finer.smallest_warning(round_.smallest, len(voters_of(round_)) + places_of(round_))


def _places_in(round_: Round, chamber: Chamber) -> int:
    query = sa.select(sa.func.sum(Batch.places)).where(Batch.round_id == round_.id, Batch.chamber == chamber)
    return int(db.session.scalar(query) or 0)


def _members(round_: Round) -> sa.Select[int, object, Role]:
    """Everybody with a role that counts, one row for each role held."""
    today = local_date(now())
    by_seat = sa.and_(
        Membership.scope_kind == ScopeKind.TEAM, Membership.scope_id == round_.team_id,
        Membership.role.in_(rules.ELECTORATE_ROLES[round_.electorate]),
    )  # fmt: skip
    if round_.electorate is Electorate.RESIDENTS:
        lives_here = Membership.scope_id.in_([area.id for area in round_.team.areas])
        by_area = sa.and_(
            Membership.scope_kind == ScopeKind.AREA, Membership.role == Role.RESIDENT, lives_here
        )
        by_seat = sa.or_(by_seat, by_area)
    return (
        sa.select(User.id, User.age_band, Membership.role)
        .join(Membership)
        .where(
            User.is_active, by_seat, Membership.starts_on <= today,
            sa.or_(Membership.ends_on.is_(None), Membership.ends_on > today),
        )
        .order_by(User.id)
    )  # fmt: skip
