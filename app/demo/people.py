"""The cast and their places. Tests, demo and documents tell one story with these people; none of them is real."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import sqlalchemy as sa

from app.auth import hash_password
from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.organisations import OrganisationKind
from models.organisations import Organisation
from models.panels import Support, Vetting
from models.people import Membership, User
from models.places import Area, Body, Team
from participation.rules.people import AgeBand, Role, ScopeKind, SeatKind
from participation.rules.vetting import Check

MILLFIELD = "Millfield"
AREAS = ("Harbour & Quay", MILLFIELD, "Northgate Park")
SOUTH, NORTH, PANEL = "Alderbrook South team", "Alderbrook North team", "Young advisors' panel"
COMMITTEE = "Alderbrook South Community Committee"
COUNCIL, HEALTH, ACADEMY = "Alderbrook Council", "Alderbrook Health", "Harbour Academy"
DEMO_PASSWORD = "a-quiet-acorn-grows"  # noqa: S105 - the demo's shared password; the demo is never production
FROM = date(2025, 4, 1)


@dataclass(frozen=True)
class Person:
    """One member of the cast: who they are, how they sign in, what they hold (role, place, seat)."""

    name: str
    about: str
    held: tuple[tuple[Role, str | None, SeatKind | None], ...]
    band: AgeBand = AgeBand.ADULT
    username: str | None = None
    passphrase: str | None = None

    @property
    def email(self) -> str | None:
        """An address at a reserved example domain; young advisors have none."""
        return None if self.username else f"{self.name.split()[-1].lower()}@alderbrook.example"


R = Role
ADVISES = ((R.YOUNG_ADVISOR, SOUTH, SeatKind.YOUNG), (R.YOUNG_ADVISOR, PANEL, SeatKind.YOUNG))
CAST: tuple[Person, ...] = (
    Person("Asha", "Young advisor, 16, care-experienced", ADVISES,
           AgeBand.SIXTEEN_SEVENTEEN, "asha", "maple river lantern otter"),
    Person("Tomos", "Young advisor, 13", ADVISES,
           AgeBand.THIRTEEN_TO_FIFTEEN, "tomos", "pebble kite garden bread"),
    Person("Ben", "Parent of two in Millfield", ((R.RESIDENT, None, None),)),
    Person("Grace", "Chairs the Alderbrook South team", ((R.CHAIR, SOUTH, SeatKind.THIRD_SECTOR),)),
    Person("Cllr Idris", "Councillor for Millfield, on the team", ((R.TEAM_MEMBER, SOUTH, SeatKind.ELECTED),)),
    Person("Mei", "Runs a community kitchen, on the team", ((R.TEAM_MEMBER, SOUTH, SeatKind.THIRD_SECTOR),)),
    Person("Carol", "Commissioning officer", ((R.COMMISSIONING_OFFICER, None, None),)),
    Person("Farid", "Finance lead", ((R.FINANCE_LEAD, None, None),)),
    Person("Sam", "Safeguarding lead", ((R.SAFEGUARDING_LEAD, None, None),)),
    Person("Joy", "Deputy safeguarding lead", ((R.SAFEGUARDING_DEPUTY, None, None),)),
    Person("Dev", "Runs Quayside Youth Boats, a provider; treasurer of Harbour Voices", ((R.PROVIDER, None, None),)),
    Person("Pia", "Participation worker", ((R.PARTICIPATION_WORKER, None, None),)),
    Person("Rhona", "Head of parks and leisure", ((R.RESPONDER, None, None),)),
    Person("Nia", "Front-line family worker, Millfield office", ((R.FRONT_LINE_WORKER, MILLFIELD, None),)),
    Person("Hugh", "Manages the Millfield office", ((R.OFFICE_MANAGER, MILLFIELD, None),)),
    Person("Una", "Finance lead of Alderbrook Health, a partner", ((R.PARTNER_FINANCE_LEAD, HEALTH, None),)),
    Person("Bethan", "Deputy head of Harbour Academy, a partner", ((R.PARTNER_LEAD, ACADEMY, None),)),
    Person("Noor", "Director who decides for the council", ((R.DECISION_MAKER, None, None),)),
    Person("Kwame", "Board clerk", ((R.BOARD_CLERK, None, None),)),
    Person("Olu", "Auditor", ((R.AUDITOR, None, None),)),
    Person("Orla", "Data protection officer", ((R.DATA_PROTECTION_OFFICER, None, None),)),
    Person("Ada", "Administrator", ((R.ADMINISTRATOR, None, None),)),
    Person("Erin", "Chairs the Alderbrook North team", ((R.CHAIR, NORTH, SeatKind.THIRD_SECTOR),)),
    Person("Leah", "Supports Asha and Tomos on the young advisors’ panel", ((R.SUPPORTER, PANEL, None),)),
)  # fmt: skip


# Only in the demo place: called when the lead and the deputy are away, or have not read what may be urgent.
DUTY = Person(
    "Faye", "Duty contact of the front door, evenings and weekends", ((R.SAFEGUARDING_DUTY, None, None),)
)


def email_of(name: str) -> str:
    """The address somebody of the cast signs in with."""
    return next(person.email for person in CAST if person.name == name and person.email)


def add_places() -> None:
    """Three areas, two teams, the panel and the committee."""
    areas = [Area(name=name, starts_on=FROM) for name in AREAS]
    south = Team(name=SOUTH, purpose="Local prevention money for the south of the borough", areas=areas)
    db.session.add_all([
        *areas, south, Team(name=NORTH, purpose="Local prevention money for the north of the borough"),
        Team(name=PANEL, purpose="Young people who advise before decisions are made", is_panel=True),
    ])  # fmt: skip
    db.session.flush()
    db.session.add(Body(name=COMMITTEE, team_id=south.id, quorum=3))
    kinds = {
        COUNCIL: OrganisationKind.COUNCIL,
        HEALTH: OrganisationKind.HEALTH,
        ACADEMY: OrganisationKind.SCHOOL,
    }
    for name, kind in kinds.items():
        db.session.add(Organisation(name=name, kind=kind, starts_on=FROM, added_at=now()))


def add_cast(password: str = DEMO_PASSWORD, more: tuple[Person, ...] = ()) -> None:
    """Everyone in the cast and `more`, with what they hold. One hash serves all who share the demo password."""
    hashed = hash_password(password)
    places = {team.name: (ScopeKind.TEAM, team.id) for team in db.session.scalars(sa.select(Team))}
    places |= {
        one.name: (ScopeKind.ORGANISATION, one.id) for one in db.session.scalars(sa.select(Organisation))
    }
    places |= {area.name: (ScopeKind.AREA, area.id) for area in db.session.scalars(sa.select(Area))}
    for person in (*CAST, *more):
        user = User(
            name=person.name, about=person.about, email=person.email, username=person.username, created_at=now(),
            password_hash=hash_password(person.passphrase) if person.passphrase else hashed, age_band=person.band,
        )  # fmt: skip
        user.memberships = [_membership(role, place, seat, places) for role, place, seat in person.held]
        db.session.add(user)
    db.session.flush()
    _around_young_people()


def _around_young_people() -> None:
    """Leah supports Asha and Tomos; Ada has seen her checks and Pia's."""
    found = {user.name: user for user in db.session.scalars(sa.select(User))}
    today = local_date(now())
    for name in ("Asha", "Tomos"):
        db.session.add(Support(advisor_id=found[name].id, supporter_id=found["Leah"].id, starts_on=today))
    for name, check in product(("Leah", "Pia"), Check):
        db.session.add(
            Vetting(user_id=found[name].id, kind=check, done_on=today, expires_on=today + timedelta(days=3 * 365),
                    seen_by_id=found["Ada"].id, at=now())
        )  # fmt: skip
    db.session.flush()


def _membership(
    role: Role, place: str | None, seat: SeatKind | None, places: dict[str, tuple[ScopeKind, int]]
) -> Membership:
    kind, scope_id = places[place] if place else (ScopeKind.COUNCIL, None)
    return Membership(role=role, scope_kind=kind, scope_id=scope_id, seat=seat, starts_on=FROM)
