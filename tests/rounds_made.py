"""Rounds for tests: a pot, projects, a round opened, votes cast by the cast."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from app import clock
from app.access.actors import actor_from
from app.clock import now
from app.db import db
from commissioning.rules.counting.values import Rule
from commissioning.rules.pence import Pence
from commissioning.rules.proposals_content import CostLine
from commissioning.rules.rounds import SMALLEST_ELECTORATE, Dates, Electorate, Plan
from commissioning.services import ballots, rounds
from models.people import Membership, User
from models.rounds import Round, RoundProject
from participation.rules.people import Actor, AgeBand, Role, ScopeKind
from tests.built_once import built_once
from tests.money_made import a_pot, team_id
from tests.proposals_made import actor, shortlisted

IDEAS = {"Bike library": 40_000, "Quiet garden": 60_000, "Film club": 30_000, "Boat days": 90_000}
VOTERS = ("Grace", "Cllr Idris", "Mei", "Asha", "Tomos")
FIVE_BALLOTS = {
    "Grace": ("Boat days", "Bike library"),
    "Cllr Idris": ("Boat days",),
    "Mei": ("Boat days", "Film club"),
    "Asha": ("Bike library", "Film club"),
    "Tomos": ("Film club",),
}
A_KEY = "a-form-key-long-enough"


@built_once
def ideas(costs: dict[str, int] | None = None) -> dict[str, str]:
    """Proposals shortlisted long enough ago that young advisors have had their time: title -> public id."""
    with clock.at(now() - timedelta(days=8)):
        return {
            title: shortlisted(title=title, lines=[CostLine("All of it", Pence(pence))]).public_id
            for title, pence in (costs or IDEAS).items()
        }


def a_plan(found: dict[str, str], **changes: Any) -> Plan:
    """A round of £1,000 on these projects, open now for a week, one to three picks, most votes first."""
    values: dict[str, Any] = {
        "title": "Autumn ideas", "about": "", "amount": Pence(100_000),
        "dates": Dates(now() - timedelta(minutes=5), now() + timedelta(days=7)), "electorate": Electorate.EVERYONE,
        "youngest": AgeBand.THIRTEEN_TO_FIFTEEN, "least": 1, "most": 3, "rule": Rule.GREEDY,
        "proposals": tuple(found.values()), "smallest": SMALLEST_ELECTORATE,
    }  # fmt: skip
    return Plan(**{**values, **changes})


@built_once
def a_round(costs: dict[str, int] | None = None, **changes: Any) -> Round:
    """A round being set up by Grace, on a pot of £2,000."""
    found = ideas(costs)  # first, so that they need not be built again
    return rounds.set_up(actor("Grace"), a_pot({"": 200_000}), a_plan(found, **changes))


@built_once
def an_open_round(costs: dict[str, int] | None = None, **changes: Any) -> Round:
    """The same, opened for voting."""
    made = a_round(costs, **changes)
    rounds.open_voting(actor("Grace"), made)
    return made


def project(round_: Round, title: str) -> RoundProject:
    """The round's project of that title."""
    return next(one for one in round_.projects if one.title == title)


def picks(round_: Round, *titles: str) -> list[str]:
    """The ids a ballot naming these titles would send."""
    return [project(round_, title).proposal_public_id for title in titles]


def vote(name: str, round_: Round, *titles: str, key: str | None = None) -> str:
    """Somebody of the cast votes; gives the receipt."""
    return ballots.cast(actor(name), round_, picks(round_, *titles), key or f"{A_KEY}-{name}")


def after_close(round_: Round) -> datetime:
    """A minute after voting closed."""
    db.session.refresh(round_)
    return round_.closes_at + timedelta(minutes=1)


def add_voters(many: int, band: AgeBand = AgeBand.ADULT) -> list[Actor]:
    """So many more members of South's team, adults as members and the young as advisors."""
    role = Role.TEAM_MEMBER if band is AgeBand.ADULT else Role.YOUNG_ADVISOR
    users = [
        User(name=f"Voter {number}", username=f"voter-{band.value}-{number}", age_band=band, created_at=now())
        for number in range(many)
    ]
    for user in users:
        seat = Membership(
            role=role, scope_kind=ScopeKind.TEAM, scope_id=team_id(), starts_on=date(2025, 4, 1)
        )
        user.memberships.append(seat)
    db.session.add_all(users)
    db.session.flush()
    return [actor_from(user) for user in users]


@pytest.fixture(name="opened")
def opened_fixture(begin):
    return begin(an_open_round)
