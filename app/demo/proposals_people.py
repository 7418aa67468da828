"""The demo's neighbours: residents who propose things. First names only, all made up; they cannot sign in."""

from __future__ import annotations

from app.clock import now
from app.db import db
from app.times import local_date
from models.people import Membership, User
from participation.rules.people import AgeBand, Role, ScopeKind

# Name, and what others know of them.
NEIGHBOURS: tuple[tuple[str, str], ...] = (
    ("Bernard", "Retired lifeboat mechanic in Harbour & Quay"),
    ("Callum", "Dad of two in Millfield"),
    ("Chloe", "Started the baby bank in Millfield"),
    ("Clive", "Club secretary in Northgate Park"),
    ("Dean", "Angler and boxing coach"),
    ("Denise", "Runs the harbour families’ group"),
    ("Farrah", "Football mum in Northgate Park"),
    ("Gareth", "Rugby coach north of the ring road"),
    ("Imogen", "Forest school leader"),
    ("Jean", "Brings up two grandchildren"),
    ("Leila", "Mum of three in Northgate Park"),
    ("Maryam", "Swims with her son"),
    ("Ngozi", "Lives in the dock road flats"),
    ("Pauline", "Gardens north of the ring road"),
    ("Rosa", "Teaching assistant in Harbour & Quay"),
    ("Samina", "Runs a girls’ group"),
    ("Tigist", "New to Alderbrook three years ago"),
    ("Walter", "Mends things in Millfield"),
)
YOUNG: tuple[tuple[str, str, AgeBand], ...] = (
    ("Ines", "Sporty, 14", AgeBand.THIRTEEN_TO_FIFTEEN),
    ("Kieran", "Skater and drummer, 17", AgeBand.SIXTEEN_SEVENTEEN),
    ("Yusuf", "Sixth-former in Millfield", AgeBand.SIXTEEN_SEVENTEEN),
)


def add_neighbours() -> None:
    """Add them as residents. Young ones have a user name, so that no e-mail address is needed."""
    for name, about in NEIGHBOURS:
        _add(name, about, AgeBand.ADULT, email=f"{name.lower()}@neighbours.example")
    for name, about, band in YOUNG:
        _add(name, about, band, username=name.lower())
    db.session.flush()


def _add(name: str, about: str, band: AgeBand, **known_by: str) -> None:
    user = User(name=name, about=about, age_band=band, created_at=now(), **known_by)
    user.memberships = [
        Membership(role=Role.RESIDENT, scope_kind=ScopeKind.COUNCIL, starts_on=local_date(now()))
    ]
    db.session.add(user)
