"""The front page and each person's own: what waits for them, and nothing that is not theirs."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from app.db import db
from app.demo.people import CAST
from governance.services import home
from models.places import Area, Team
from participation.rules.gate import WordsKind
from participation.services import deals, gate
from participation.services.deals import PairWords


def test_the_front_page_has_three_doors_and_the_areas(client):
    page = client.get("/")
    page.says(
        "Alderbrook, decided together", "Have your say", "See the money", "See the decisions", "Millfield"
    )
    assert page.one("meta[name=viewport]")


def test_a_place_with_many_areas_leaves_none_out(client, work):
    with work():
        db.session.add(Area(name="Zinc Hill", starts_on=date(2025, 4, 1)))
    client.get("/").says("Harbour & Quay, Millfield, Northgate Park, Zinc Hill")


ON_THE_FIRST_DAY = {
    "Kwame": "Set when Alderbrook South Community Committee gives its account",
    "Olu": "Verify",
    "Pia": "Note when 2 young advisors’ age bands change",
}


@pytest.mark.parametrize("name", [person.name for person in CAST])
def test_everyone_has_a_home(sign_in, name):
    sign_in(name).get("/").says(f"Hello {name}", ON_THE_FIRST_DAY.get(name, "Nothing needs you today"))


def test_what_waits_for_somebody_stands_on_their_page_and_no_other(sign_in, cast, work):
    with work():
        gate.hold(WordsKind.FEEDBACK, "x" * 12, "the words themselves", by=cast("Ben"))
        team = db.session.scalars(sa.select(Team).where(Team.name == "Alderbrook South team")).one()
        deal = deals.start(cast("Pia"), "The Friday Deal", "For us", team, with_starting_pairs=False)
        deals.write_pair(cast("Carol"), deal, PairWords("Open the hall", "Help"))
        deals.offer(cast("Pia"), deal)
    sign_in("Sam").get("/").says("One person’s words wait to be read")
    for name in ("Pia", "Ada", "Olu", "Carol", "Grace", "Ben"):
        sign_in(name).get("/").never_says("wait to be read", "the words themselves")
    sign_in("Grace").get("/").says("Agree “The Friday Deal”, or change it")
    sign_in("Erin").get("/").never_says("The Friday Deal")


def test_nobody_signed_out_is_told_what_waits(app):
    from participation.rules.people import Actor

    assert home.needs_for(Actor.nobody()) == []
