"""An award from offer to final payment, as its people see it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from models.awards import Award
from models.ledger import LedgerEntry
from tests.decisions_made import a_counted_round, adopted


@pytest.fixture
def award(app, work):
    with work():
        a_counted_round()
        adopted()
    return "/awards/" + db.session.scalars(sa.select(Award.public_id)).one()


def key(number):
    return {"idempotency_key": f"a-key-long-enough-{number}"}


def test_from_offer_to_final_payment(client, sign_in, award):
    mei, farid = sign_in("Mei"), sign_in("Farid")
    mei.get(award).says("Accept this award", "waits for an adult")
    mei.get(f"{award}/accept").says("Who signs?")
    mei.post(f"{award}/accept", {"signed_by": "Hana Reed, Quay Wheels CIC", **key(1)}, follow=True).says(
        "Accepted. Nothing is paid yet."
    )
    page = farid.get(f"{award}/pay")
    assert page.one("input[name=amount]")["value"] == "400.00"
    farid.post(f"{award}/pay", {"amount": "150", "reason": "Twenty bikes", **key(2)}, follow=True).says(
        "£150.00 is paid", "Paid in part"
    )
    farid.post(f"{award}/pay", {"amount": "250.01", "reason": "Helmets", **key(3)}, status=200).says(
        "£250.00 still to pay, and this pays £250.01"
    )
    farid.post(f"{award}/pay", {"amount": "250", "reason": "Helmets", **key(4)}, follow=True).says(
        "Paid in full"
    )
    page = client.get(award)
    page.says("Twenty bikes", "Helmets", "£400.00")
    page.never_says("Hana Reed")


def test_a_payment_sent_twice_is_paid_once(sign_in, award):
    sign_in("Carol").post(f"{award}/accept", {"signed_by": "Hana Reed", **key(1)})
    farid, sent = sign_in("Farid"), {"amount": "150", "reason": "Twenty bikes", **key(2)}
    farid.post(f"{award}/pay", sent)
    farid.post(f"{award}/pay", sent)
    paid = sa.select(sa.func.count()).where(LedgerEntry.kind == "pay")
    assert db.session.scalar(paid) == 1


@pytest.mark.parametrize("typed", ["", "0", "-1", "1e3", "=1+1", "99999999999999999999", "10.999"])
def test_a_wrong_amount_is_refused_and_kept_as_typed(sign_in, award, typed):
    sign_in("Carol").post(f"{award}/accept", {"signed_by": "Hana Reed", **key(1)})
    page = sign_in("Farid").post(f"{award}/pay", {"amount": typed, "reason": "Bikes", **key(2)}, status=200)
    assert page.select(".govuk-error-summary a[href='#amount']")
    assert page.one("input[name=amount]").get("value", "") == typed


def test_who_may_sign_and_who_may_pay(client, sign_in, award):
    client.get(award).never_says("Accept this award")
    sign_in("Grace").get(f"{award}/accept").says("There is nothing to sign here")
    sign_in("Grace").post(f"{award}/accept", {"signed_by": "Grace", **key(1)}, status=200)
    for name in ("Asha", "Farid", "Olu"):
        sign_in(name).get(f"{award}/accept", 403)
    for name in ("Carol", "Noor", "Mei"):
        sign_in(name).get(f"{award}/pay", 403)
    client.get("/awards/nothing", 404)


def test_declining_gives_the_money_back(sign_in, award):
    carol = sign_in("Carol")
    carol.post(f"{award}/decline", {"reason": "", **key(1)}, status=200).says("Say why")
    carol.post(f"{award}/decline", {"reason": "The group has ended", **key(2)}, follow=True).says(
        "The money is back in the pot"
    )


def test_the_list_shows_what_each_waits_for(sign_in, award):
    sign_in("Farid").get("/awards").says("Waiting to be accepted", "Bike library")
    sign_in("Erin").get("/awards").never_says("Bike library")
    sign_in("Ben").get("/awards", 403)


def test_the_link_to_the_proposal_is_for_those_it_opens_for(client, sign_in, award):
    def links(page):
        return [a["href"] for a in page.select('main a[href^="/proposals/"]')]

    (opens,) = links(sign_in("Grace").get(award))
    sign_in("Grace").get(opens)
    decision = next(
        a["href"] for a in client.get(award).select("main a") if a["href"].startswith("/decisions/")
    )
    assert links(sign_in("Grace").get(decision)) == [opens]
    for reader in (client, sign_in("Sam"), sign_in("Rhona"), sign_in("Ada")):
        assert links(reader.get(award)) == links(reader.get(decision)) == []
