"""Rules, sharing by formula, area figures, match and funds on their pages: done, read, and refused in plain words."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from commissioning.rules.pence import FORM_TO_USE, Pence
from commissioning.services import ledger_awards
from models.ledger import LedgerEntry
from models.places import Area
from models.pots import Fund, Pot
from models.pots_terms import AreaFigure, MatchOffer, PotTerms
from tests.guards import hostile
from tests.money_made import SYSTEM, a_pot, area_id
from tests.rounds_made import ideas

RULES = {
    "ages_from": "8", "ages_to": "17", "least_award": "50", "most_award": "900", "applicants": "any", "carry": "merge",
    "match_percent": "50", "hour": "12.50", "hour_source": "The volunteer centre, 2026", "reason": "Agreed",
    "closes_on-day": "1", "closes_on-month": "7", "closes_on-year": "2027",
}  # fmt: skip
KEYS = iter(f"a-key-that-is-long-{n}" for n in range(10_000))


def sent(**fields: str) -> dict[str, str]:
    return {**fields, "idempotency_key": next(KEYS)}


def how_many(model) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(model))


@pytest.fixture
def pot(app, work) -> str:
    with work():
        return a_pot({"Millfield": 310_00, "Harbour & Quay": 100_00}).public_id


def test_farid_shares_a_sum_by_formula_and_everybody_can_read_the_working(client, sign_in, pot):
    farid = sign_in("Farid")
    farid.get("/pots/figures").says("Not known yet")
    children = {"Millfield": "1,204", "Harbour & Quay": "1318", "Northgate Park": "911"}
    for area in db.session.scalars(sa.select(Area)).all():
        figures = sent(children_8_17=children[area.name], source="Estimates, 2025")
        day = {"as_of-day": "30", "as_of-month": "6", "as_of-year": "2025"}
        farid.post(f"/pots/figures/{area.public_id}", {**figures, **day})
    farid.get("/pots/figures").says("1,204", "Estimates, 2025, 30 Jun 2025")
    farid.get(f"/pots/{pot}/share").says("How is it shared?", "The least each area gets")
    page = farid.get(f"/pots/{pot}/share?total=28%2C139.94&formula=children&floor=8000")
    page.says("Lifted to the floor", "£28,139.94", "1,318 of 3,433 (children aged 8 to 17)")
    form = {
        name: page.select_one(f"input[type=hidden][name={name}]")["value"]
        for name in ("total", "formula", "floor", "seen")
    }
    farid.post(f"/pots/{pot}/share", sent(**form, reason=""), status=200).says("Say where the money is from")
    farid.post(f"/pots/{pot}/share", sent(**{**form, "seen": "x"}, reason="Why"), status=200).says(
        "The sum has changed"
    )
    farid.post(f"/pots/{pot}/share", sent(**form, reason="The year’s youth money"))
    farid.get(farid.location).says("£28,549.94", "How the money was shared between the areas")
    client.get(f"/money/{pot}").says(
        "By the number of children aged 8 to 17", "Estimates, 2025", "Lifted to the floor"
    )


def test_rules_are_set_read_by_residents_and_kept_on_refusal(client, sign_in, pot):
    farid = sign_in("Farid")
    farid.post(f"/pots/{pot}/rules", sent(**{**RULES, "ages_to": "7"}), status=200).says(
        "cannot be below the youngest"
    )
    farid.post(f"/pots/{pot}/rules", sent(**{**RULES, "reason": ""}), status=200).says(
        "Say why the rules change"
    )
    far = {**RULES, "closes_on-year": "2031"}
    farid.post(f"/pots/{pot}/rules", sent(**far), status=200).says("not more than a year after 1 April 2027")
    assert how_many(PotTerms) == 0
    farid.post(f"/pots/{pot}/rules", sent(**RULES))
    client.get(f"/money/{pot}").says(
        "only for ages 8 to 17",
        "at least £50.00",
        "at most £900.00",
        "Half of the money needs match",
        "joins next year",
    )
    kept = farid.get(f"/pots/{pot}/rules").select_one("input[name=hour_source]")
    assert kept["value"] == "The volunteer centre, 2026"
    sign_in("Grace").get(f"/pots/{pot}/rules", 403)
    sign_in("Erin").get(f"/pots/{pot}/match", 404)


def test_carol_writes_match_down_and_its_evidence_and_takes_a_slip_back(sign_in, pot, work):
    with work():
        idea = ideas({"Bike library": 40_00})["Bike library"]
    sign_in("Farid").post(f"/pots/{pot}/rules", sent(**RULES))
    carol, path = sign_in("Carol"), f"/pots/{pot}/match"
    carol.get(path).says("Nothing is written down yet", "Half of the money needs match")
    hours = {"proposal": idea, "kind": "hours", "what": "Mending bikes", "hours": "7.5"}
    for typed in ("7.3", "1e3", "-1", "", "０"):
        carol.post(f"{path}/new", sent(**{**hours, "hours": typed}), status=200).says("like 12 or 7.5")
    carol.post(f"{path}/new", sent(**hours))
    carol.get(path).says("7.5 hours", "£93.75")
    (offer,) = db.session.scalars(sa.select(MatchOffer.public_id)).all()
    day = {"came_on-day": "1", "came_on-month": "11", "came_on-year": "2026", "evidence": "Signed sheets"}
    carol.post(f"{path}/{offer}/came", sent(**day, hours="5"))
    carol.get(path).says("Signed sheets", "£62.50")
    carol.post(f"{path}/{offer}/take-back", sent(reason="A slip"), status=200).says("has come already")
    carol.post(f"{path}/new", sent(proposal=idea, kind="room", what="The hall", value="90"))
    slip = db.session.scalars(sa.select(MatchOffer.public_id).order_by(MatchOffer.id.desc())).first()
    carol.post(f"{path}/{slip}/take-back", sent(reason="Not for this one"))
    carol.get(path).never_says("The hall")
    sign_in("Farid").get(f"{path}/new", 200)
    sign_in("Grace").get(f"{path}/new", 403)


def test_next_years_pot_is_made_with_the_same_rules_and_money_carried_into_it(sign_in, pot):
    farid = sign_in("Farid")
    farid.post(f"/pots/{pot}/rules", sent(**RULES))
    for action in ("wound_down", "closed"):
        farid.post(f"/pots/{pot}/change", sent(action=action, reason="The year is over"))
    farid.get(f"/pots/{pot}/change").says("Make next year’s pot with the same rules", "joins next year’s pot")
    farid.post(f"/pots/{pot}/change", sent(action="returned", reason="x"), status=200).says(
        "This pot’s rule says otherwise"
    )
    farid.post(f"/pots/{pot}/next-year", sent())
    farid.get(farid.location).says("Wellbeing, 2027/28")
    farid.post(f"/pots/{pot}/change", sent(action="carried_forward", reason="To next year"))
    after = db.session.scalars(sa.select(Pot.public_id).where(Pot.financial_year == "2027/28")).one()
    farid.get(f"/pots/{after}").says("£410.00", "Half of the money needs match", "From the year before")
    farid.get("/pots?year=2025%2F26").says("Wellbeing, 2027/28")
    farid.get("/pots?year=2027%2F28&page=9").never_says("Wellbeing, 2026/27")


def test_what_comes_back_after_a_pots_end_is_shown_and_sent_on(sign_in, pot, work):
    own = {"award_id": "one", "pot_id": db.session.scalars(sa.select(Pot.id)).one()}
    with work():
        shares = {area_id("Millfield"): Pence(60_00)}
        ledger_awards.commit_award(SYSTEM, shares=shares, reason="Agreed", **own)
    farid = sign_in("Farid")
    for action in ("closed", "returned"):
        farid.post(f"/pots/{pot}/change", sent(action=action, reason="The year is over"))
    farid.get(f"/pots/{pot}").never_says("Change its state")
    farid.get(f"/pots/{pot}/change").says("This pot’s life is over")
    with work():
        ledger_awards.release_award(SYSTEM, reason="Nobody claimed it", **own)
    farid.get("/pots").says("£60.00 came back after it was closed")
    farid.get(f"/pots/{pot}").says("Change its state")
    farid.get(f"/pots/{pot}/change").says("This money came back after the pot was closed")
    farid.post(f"/pots/{pot}/change", sent(action="returned", reason="An award lapsed"))
    farid.get(f"/pots/{pot}/change").says("This pot’s life is over")


def test_a_fund_says_where_it_comes_from(client, sign_in, pot):
    fund = db.session.scalars(sa.select(Fund.public_id)).one()
    farid = sign_in("Farid")
    farid.post(f"/pots/funds/{fund}", sent(source="", about=""), status=200).says("Say who gives it")
    farid.post(f"/pots/funds/{fund}", sent(source="Builders pay it for each new home.", about=""))
    sign_in("Grace").get("/pots/funds").says("Builders pay it", "£410.00")
    client.get(f"/money/{pot}").says("Builders pay it for each new home.")


def test_hostile_money_is_refused_beside_its_box_with_the_form_to_use(sign_in, pot):
    farid, entries = sign_in("Farid"), how_many(LedgerEntry)
    plain = {"£1,000.00", "10", "9223372036854775807", "9223372036854775808", "99999999999999999999", " 10 "}
    for typed in hostile.extra()["money"]:
        page = farid.post(
            f"/pots/{pot}/share",
            sent(total=typed, formula="equal", floor="", seen="x", reason="Why"),
            status=200,
        )
        if typed not in plain and typed.strip():
            page.says(FORM_TO_USE)
            assert page.select_one("input[name=total]")["value"] == typed
            rules = farid.post(f"/pots/{pot}/rules", sent(**{**RULES, "least_award": typed}), status=200)
            rules.says(FORM_TO_USE)
    assert (how_many(LedgerEntry), how_many(PotTerms)) == (entries, 0)


def test_hostile_dates_are_refused_and_nothing_is_kept(sign_in, pot):
    farid = sign_in("Farid")
    area = db.session.scalars(sa.select(Area.public_id)).first()
    for typed in hostile.extra()["dates"]:
        whole = sent(population="5", source="x", as_of=typed)
        parts = dict(
            zip(("as_of-year", "as_of-month", "as_of-day"), [*typed.split("-"), "", ""], strict=False)
        )
        for form in (whole, sent(population="5", source="x", **parts)):
            page = farid.post(f"/pots/figures/{area}", form, status=200)
            assert page.select(".govuk-error-summary a[href^='#as_of']"), typed
    assert how_many(AreaFigure) == 0
