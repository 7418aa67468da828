"""The demo's other voters of the Alderbrook South team: first names only, all made up; they cannot sign in."""

from __future__ import annotations

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.demo.people import SOUTH
from app.times import local_date
from models.people import Membership, User
from models.places import Team
from participation.rules.people import AgeBand, Role, ScopeKind, SeatKind

ADULTS = (
    "Abena", "Alun", "Bridget", "Cyril", "Delroy", "Elsie", "Fergus", "Gwen", "Habib", "Iris", "Jarek", "Kath",
    "Lionel", "Mabel", "Nadia", "Owen", "Petra", "Quentin", "Rafi", "Sheila", "Terence", "Ursula", "Vera", "Winston",
    "Zofia",
)  # fmt: skip
YOUNG = (
    "Amara", "Billy", "Cerys", "Dilan", "Ellie", "Freya", "Gethin", "Hana", "Idil", "Jonah", "Keira", "Lewis",
    "Mina", "Noah", "Oona",
)  # fmt: skip
ADVISOR_SEAT = (Role.YOUNG_ADVISOR, SeatKind.YOUNG)
MEMBER_SEATS = (
    SeatKind.THIRD_SECTOR, SeatKind.OFFICER, SeatKind.THIRD_SECTOR, SeatKind.ELECTED, SeatKind.THIRD_SECTOR,
)  # fmt: skip


def add_voters() -> None:
    """Add 25 adults and 15 young advisors to South's team, from today."""
    team_id = db.session.scalars(sa.select(Team.id).where(Team.name == SOUTH)).one()
    for number, name in enumerate(ADULTS):
        seat = MEMBER_SEATS[number % len(MEMBER_SEATS)]
        _add(name, "Member of the Alderbrook South team", AgeBand.ADULT, (Role.TEAM_MEMBER, seat), team_id)
    for number, name in enumerate(YOUNG):
        band = AgeBand.THIRTEEN_TO_FIFTEEN if number % 3 == 0 else AgeBand.SIXTEEN_SEVENTEEN
        _add(name, "Young advisor", band, ADVISOR_SEAT, team_id)
    db.session.flush()


def _add(name: str, about: str, band: AgeBand, held: tuple[Role, SeatKind], team_id: int) -> None:
    young = band is not AgeBand.ADULT
    user = User(
        name=name, about=about, age_band=band, created_at=now(),
        username=name.lower() if young else None, email=None if young else f"{name.lower()}@neighbours.example",
    )  # fmt: skip
    role, seat = held
    user.memberships = [
        Membership(
            role=role, scope_kind=ScopeKind.TEAM, scope_id=team_id, seat=seat, starts_on=local_date(now())
        )
    ]
    db.session.add(user)
