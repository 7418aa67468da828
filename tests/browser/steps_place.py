"""The place of the real figures: a community committee of three wards, with seats for members of the cast."""

from __future__ import annotations

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.demo.people import FROM
from models.people import Membership, User
from models.places import Area, Body, Team
from participation.rules.people import AgeBand, Role, ScopeKind, SeatKind
from tests.browser.steps_walk import COMMITTEE

WARDS = ("Beeston & Holbeck", "Hunslet & Riverside", "Middleton Park")
SEATS = {
    "Grace": (Role.CHAIR, SeatKind.THIRD_SECTOR), "Mei": (Role.TEAM_MEMBER, SeatKind.THIRD_SECTOR),
    "Cllr Idris": (Role.TEAM_MEMBER, SeatKind.ELECTED), "Asha": (Role.YOUNG_ADVISOR, SeatKind.YOUNG),
    "Tomos": (Role.YOUNG_ADVISOR, SeatKind.YOUNG),
}  # fmt: skip
MORE_VOTERS = ("Lena", "Marek", "Yusra", "Hal", "Bea")


def make_place() -> None:
    """The team and the wards that the file names, its body, its seats, and five more members who vote."""
    wards = [Area(name=name, starts_on=FROM) for name in WARDS]
    team = Team(name=COMMITTEE, purpose="Money that three wards recommend on together", areas=wards)
    db.session.add_all([*wards, team])
    db.session.flush()
    db.session.add(Body(name=COMMITTEE, team_id=team.id, quorum=3))
    for name, (role, seat) in SEATS.items():
        user = db.session.scalars(sa.select(User).where(User.name == name)).one()
        user.memberships.append(_seat(team, role, seat))
    for name in MORE_VOTERS:
        user = User(name=name, username=name.lower(), age_band=AgeBand.ADULT, created_at=now())
        user.memberships = [_seat(team, Role.TEAM_MEMBER, SeatKind.OFFICER)]
        db.session.add(user)
    db.session.flush()


def the_team() -> Team:
    """The committee as a team."""
    return db.session.scalars(sa.select(Team).where(Team.name == COMMITTEE)).one()


def _seat(team: Team, role: Role, seat: SeatKind) -> Membership:
    return Membership(role=role, scope_kind=ScopeKind.TEAM, scope_id=team.id, seat=seat, starts_on=FROM)
