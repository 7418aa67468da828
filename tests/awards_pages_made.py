"""An award on its way, and its people paying it through in the pages."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.db import db
from models.awards import Award
from tests.decisions_made import a_counted_round, adopted


@pytest.fixture(name="award")
def award_fixture(app, work):
    with work():
        a_counted_round()
        adopted()
    return "/awards/" + db.session.scalars(sa.select(Award.public_id)).one()


def key(number):
    return {"idempotency_key": f"a-key-long-enough-{number}"}


def path_in(page, part):
    """The first link of the page whose address holds this."""
    return next(a["href"] for a in page.select("main a") if part in a.get("href", ""))


def ask(browser, award, amount, number, words="Twenty bikes came."):
    sent = {"instalment": "part", "amount": amount, "words": words, **key(number)}
    return browser.post(f"{award}/ask", sent, status=303)


def pay_through(sign_in, award, number):
    """Carol approves what is asked for and Farid releases it; gives Farid's page."""
    request = path_in(sign_in("Carol").get(award), "/payments/")
    sign_in("Carol").get(request).says("Approve it")
    sign_in("Carol").post(f"{request}/approve", key(number), follow=True).says("The payment is approved")
    sign_in("Farid").get("/").says("Release a payment")
    return sign_in("Farid").post(f"{request}/release", key(number + 1), follow=True)
