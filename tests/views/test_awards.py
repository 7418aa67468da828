"""An award from offer to final payment, as its people see it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from commissioning.rules.recipients import RecipientCheck
from commissioning.services.decisions import decide
from models.payments import PaymentRequest
from tests.awards_pages_made import (
    ask,
    award_fixture,  # noqa: F401 - a fixture
    key,
    path_in,
    pay_through,
)
from tests.decisions_made import verdict
from tests.guards.sent import day
from tests.leeds_made import award_of, case_of, waiting
from tests.organisations_made import an_organisation
from tests.proposals_made import actor


def test_from_offer_to_final_payment(client, sign_in, award):
    mei = sign_in("Mei")
    mei.get(award).says("Accept this award", "waits for an adult")
    mei.get(f"{award}/accept").says("Who signs?", "This is a grant")
    mei.post(
        f"{award}/accept",
        {"signed_by": "Hana Reed, Quay Wheels CIC", "confirmed": "yes", **key(1)},
        follow=True,
    ).says("Accepted. Nothing is paid yet.")
    assert mei.get(f"{award}/ask").one("input[name=amount]")["value"] == "400.00"
    ask(mei, award, "150", 2)
    request = path_in(sign_in("Carol").get(award), "/payments/")
    pay_through(sign_in, award, 3).says("£150.00 is paid", "Paid in part")
    twice = sign_in("Farid").post(f"{request}/release", key(14), follow=True)
    twice.says("£150.00 is paid already. Nothing was paid a second time.", "Paid in part")
    mei.post(
        f"{award}/ask",
        {"instalment": "part", "amount": "250.01", "words": "Helmets came.", **key(5)},
        status=200,
    ).says("£250.00 still to pay, and this asks £250.01")
    ask(mei, award, "250", 6)
    pay_through(sign_in, award, 7).says("Paid in full")
    page = client.get(award)
    page.says("Decided: £400.00", "Offered", "Accepted", "£150.00 paid", "£250.00 paid", "Quay Wheels CIC")
    page.never_says("Hana Reed", "Mei", "asked for", "Twenty bikes came")


@pytest.mark.parametrize(
    ("typed", "box", "said"),
    [
        ("x", "yes", "Write a full name"), ("X Y", "yes", "Write a full name"),
        ("Hana 12345", "yes", "Write a full name"),
        ("", "yes", "Write the full name of the adult who signs"), ("Hana Reed", "", "Tick the box"),
        ("Hana Reed", "no", "Choose from the list"),
    ],
)  # fmt: skip
def test_a_signature_is_a_full_name_and_a_confirmed_one(sign_in, award, typed, box, said):
    mei = sign_in("Mei")
    mei.get(f"{award}/accept").says("I am 18 or over and I may sign for Quay Wheels CIC")
    sign_in("Carol").get(f"{award}/accept").says(
        "The person who signs is 18 or over and may sign for Quay Wheels CIC"
    )
    sent = {"signed_by": typed, "confirmed": box, **key(1)}
    page = mei.post(f"{award}/accept", {name: value for name, value in sent.items() if value}, status=200)
    page.says(said)
    assert page.one("input[name=signed_by]").get("value", "") == typed
    mei.get(award).says("Accept this award")


def test_a_request_sent_twice_is_asked_once(sign_in, award):
    sign_in("Carol").post(f"{award}/accept", {"signed_by": "Hana Reed", "confirmed": "yes", **key(1)})
    mei = sign_in("Mei")
    ask(mei, award, "150", 2)
    ask(mei, award, "150", 2)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(PaymentRequest)) == 1


@pytest.mark.parametrize("typed", ["", "0", "-1", "1e3", "=1+1", "99999999999999999999", "10.999"])
def test_a_wrong_amount_is_refused_and_kept_as_typed(sign_in, award, typed):
    sign_in("Carol").post(f"{award}/accept", {"signed_by": "Hana Reed", "confirmed": "yes", **key(1)})
    sent = {"instalment": "part", "amount": typed, "words": "Twenty bikes came.", **key(2)}
    page = sign_in("Mei").post(f"{award}/ask", sent, status=200)
    assert page.select(".govuk-error-summary a[href='#amount']")
    assert page.one("input[name=amount]").get("value", "") == typed


def test_who_may_sign_and_who_may_see_to_payments(client, sign_in, award):
    client.get(award).never_says("Accept this award")
    sign_in("Grace").get(f"{award}/accept").says("There is nothing to sign here")
    sign_in("Grace").post(f"{award}/accept", {"signed_by": "Grace", "confirmed": "yes", **key(1)}, status=200)
    for name in ("Asha", "Farid", "Olu"):
        sign_in(name).get(f"{award}/accept", 403)
        sign_in(name).get(f"{award}/ask", 403)
    client.get("/awards/nothing", 404)
    sign_in("Mei").post(f"{award}/accept", {"signed_by": "Hana Reed", "confirmed": "yes", **key(2)})
    ask(sign_in("Mei"), award, "150", 3)
    request = path_in(sign_in("Mei").get(award), "/payments/")
    page = sign_in("Mei").get(request)
    page.says("somebody else’s")
    page.never_says("Approve it")
    sign_in("Grace").get(request, 404)
    client.get(request, 302)
    sign_in("Farid").post(f"{request}/release", key(4), status=409).says(
        "Nobody has approved this payment yet"
    )
    sign_in("Carol").post(f"{request}/send-back", {"why": "", **key(5)}, status=200).says(
        "Say what is missing"
    )
    sign_in("Carol").post(f"{request}/send-back", {"why": "Please say which bikes.", **key(6)}, follow=True)
    sign_in("Mei").get(request).says("Please say which bikes.")


def test_carol_makes_an_offer_past_a_warning_she_answers(app, client, sign_in, work):
    with work():
        waiting({"Boat days": 31_000_00}, pot={"Millfield": 40_000_00})
        case = case_of("Boat days")
        award = award_of(decide(actor("Noor"), case, verdict(case))).public_id
        wheels = an_organisation(enterprise=True)
        organisation = wheels.public_id
    carol, path = sign_in("Carol"), f"/awards/{award}"
    carol.get("/").says("1 award waits for its offer")
    carol.get(path).says("Make the offer")
    offer = {
        "organisation": organisation, "instrument": "contract", "category": "goods_services", "purpose": "Boat hire",
        "checked": ["in_area", "not_begun", "not_party", "quotes"], "conditions": "Two skippers.",
        **day("starts_on", "1 2 2027"), **day("ends_on", "1 2 2028"), **day("report_by", "1 3 2028"),
    }  # fmt: skip
    carol.post(f"{path}/offer", {**offer, **key(1)}, status=200).says(
        "is not ready for an offer", "Do the checks"
    )
    checks = {f"found_{check}": "yes" for check in RecipientCheck}
    carol.get(f"/organisations/{organisation}/checks").says("Two unrelated people sign")
    carol.post(f"/organisations/{organisation}/checks", {**checks, **key(2)}, follow=True).says(
        "Every check is answered"
    )
    page = carol.post(f"{path}/offer", {**offer, **key(13)}, status=200)
    page.says("Say why it is made out to another organisation", "why this organisation?")
    assert page.select(".govuk-error-summary a[href='#why_other']")
    offer["why_other"] = "It is the company that the group is registered as."
    page = carol.post(f"{path}/offer", {**offer, **key(3)}, status=200)
    page.says("The threshold is £30,000.00", "Why is it right to go on?", "say why it is right")
    assert page.one("textarea[name=conditions]").text.strip() == "Two skippers."
    why = {"why_anyway": "The contract details notice is published as CD-2027-002."}
    carol.post(f"{path}/offer", {**offer, **why, **key(4)}, follow=True).says(
        "The offer is made", "CD-2027-002", "Made out to another than the decision names", offer["why_other"]
    )
    client.get(path).never_says("another than the decision names", offer["why_other"])
    sign_in("Olu").get(path).says("CD-2027-002")
    sign_in("Farid").get("/thresholds").says("£207,720.00", "1 Jan 2026")


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
