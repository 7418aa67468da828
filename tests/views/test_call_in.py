"""Looking at a called-in decision again, on its page: less money goes through, more is refused beside it."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from types import SimpleNamespace

import sqlalchemy as sa

from app.clock import now
from app.db import db
from app.times import local_date
from commissioning.rules.advice import Followed, View
from commissioning.rules.call_in import Answer, KeyRule, NewTerms
from commissioning.rules.decisions import Outcome
from commissioning.rules.pence import Pence
from commissioning.services import advice, call_in, key_decisions
from commissioning.services.call_in_answers import reconsider
from commissioning.services.decisions import decide
from commissioning.views import decisions_lines
from models.awards import Award
from models.jobs import OutboxMessage
from models.people import User
from tests.co_design_made import desk_reads
from tests.decisions_made import a_case, a_counted_round, proposal, verdict
from tests.proposals_made import actor

WHY = "Ten families in Millfield told me that nobody asked them about this."
ANSWER = "The families lend the tools, so less is needed than was decided."


def test_other_terms_are_typed_and_told_beside_the_first_decision(app, work, client, sign_in):
    with work():
        a_counted_round()
        key_decisions.set_rule(actor("Kwame"), KeyRule(local_date(now()), Pence(300_00), 0, 5, 1))
        case = a_case()
        decision = decide(actor("Noor"), case, verdict(case))
        number, decision_id = decision.number, decision.id
        call_in.call(actor("Cllr Idris"), decision, WHY)
    noor, where = sign_in("Noor"), f"/decisions/{number}/again"
    noor.get("/").says(f"Look again at {number}", "Ward members called it in")
    noor.get("/decide").says("Called in: look at these again", number)
    for other in ("Cllr Idris", "Carol"):
        sign_in(other).get("/").never_says("Look again at")
    assert "being looked at again" in client.client.get("/decisions.csv").get_data(as_text=True)
    assert noor.get(where).one("input[name=area_0]")["value"] == "400.00"
    sent = {"answer": "new_terms", "area_0": "400.01", "conditions": "", "reasons": ANSWER}
    noor.post(where, sent, status=200).says("more than the £400.00 that was decided")
    noor.post(where, {**sent, "area_0": "250.50"})
    client.get(f"/decisions/{number}").says(
        "£400.00 of the £400.00 asked for", "It goes ahead, changed: £250.50 is awarded now, not £400.00"
    )
    noor.get("/").never_says("Look again at")
    noor.get("/decide").never_says("Called in: look at these again")
    client.get("/decisions?outcome=varied").says(
        "Changed after call-in: £250.50 is awarded now", "First decided: adopted as recommended, £400.00"
    )
    client.get("/decisions?outcome=adopted").says("No decision matches")
    assert "250.50" in client.client.get("/decisions.csv").get_data(as_text=True)
    assert db.session.scalar(sa.select(Award.amount_pence).where(Award.decision_id == decision_id)) == 250_50


def test_where_nothing_waits_a_form_sent_anyway_is_answered_on_the_decision_s_page(app, work, sign_in):
    with work():
        a_counted_round()
        case = a_case()
        number = decide(actor("Noor"), case, verdict(case)).number
    noor, idris = sign_in("Noor"), sign_in("Cllr Idris")
    for sent in ({"answer": "", "reasons": ""}, {"answer": "upheld", "reasons": ANSWER}):
        page = noor.post(f"/decisions/{number}/again", sent, follow=True)
        page.says(
            "It does not wait to be looked at again. What you sent changed nothing.", f"Decision {number}"
        )
        assert page.select(".govuk-error-summary") == []
    page = idris.post(f"/decisions/{number}/call-in", {"reasons": ""}, follow=True)
    page.says("It cannot be called in now. What you sent changed nothing.", f"Decision {number}")


def test_the_page_to_call_one_in_says_when_it_is_too_late(app, work, sign_in, at):
    with work():
        a_counted_round()
        key_decisions.set_rule(actor("Kwame"), KeyRule(local_date(now()), Pence(300_00), 0, 5, 1))
        case = a_case()
        number = decide(actor("Noor"), case, verdict(case)).number
    idris = sign_in("Cllr Idris")
    idris.get(f"/decisions/{number}/call-in").says("You can until the end of")
    with at("2027-03-01 10:00"):
        page = sign_in("Cllr Idris").get(f"/decisions/{number}/call-in")
        page.says("It cannot be called in any more: the time for it ended on")
        assert page.select("textarea") == []


def test_a_decision_changed_after_call_in_is_nowhere_told_as_adopted(app, work, client, sign_in):
    with work():
        round_id = a_counted_round().public_id
        key_decisions.set_rule(actor("Kwame"), KeyRule(local_date(now()), Pence(300_00), 0, 5, 1))
        for name in ("Asha", "Tomos"):
            advice.give(actor(name), proposal(), View.OPPOSE, "It is too far to go on a dark evening.")
        desk_reads()
        case = a_case()
        reply = "A bus will bring you there and back, each Saturday."
        decision = decide(actor("Noor"), case, verdict(case, reply=reply, followed=Followed.NOT))
        number = decision.number
        call_in.call(actor("Cllr Idris"), decision, WHY)
    asha, gone = sign_in("Asha"), "Changed after call-in: not carried out"
    asha.get(f"/advice/answers/{number}").says("Adopted as recommended")
    with work():
        reconsider(
            actor("Noor"), decision, Answer.CHANGED, "The families of Millfield were never asked about it."
        )
        letters = sa.select(User.name).join(OutboxMessage, OutboxMessage.to_user_id == User.id)
        told = db.session.scalars(letters.where(OutboxMessage.subject.contains("is changed")))
        assert set(told) == {"Asha", "Tomos"}
    page = asha.get(f"/advice/answers/{number}")
    page.says(gone, "never asked about it", "when it was first decided")
    page.never_says("Adopted as recommended")
    for where, words in (
        ("/advice/answers", gone),
        ("/decisions", gone),
        (f"/rounds/{round_id}/result", gone.lower()),
    ):
        page = client.get(where) if where != "/advice/answers" else asha.get(where)
        page.says(words)
        assert not [
            tag for tag in page.select("main .op-tag, .op-fate__more") if "as recommended" in tag.text.lower()
        ]
    client.get(f"/decisions/{number}").says(
        gone, "First decided: adopted as recommended", "£400.00 was asked for"
    )
    client.get("/decisions?outcome=rejected").says(gone, "First decided: adopted as recommended, £400.00")
    client.get("/decisions?outcome=adopted").says("No decision matches")
    (row,) = csv.DictReader(io.StringIO(client.client.get("/decisions.csv").data.decode("utf-8-sig")))
    assert (row["Outcome"], row["Awarded"]) == (gone, "0.00")
    assert (row["Decided first"], row["Awarded first"]) == ("Adopted as recommended", "400.00")
    assert client.client.get("/decisions.csv?outcome=adopted").get_data(as_text=True).count("\n") == 1
    feed = client.client.get("/decisions.atom").get_data(as_text=True)
    assert gone in feed
    assert "Adopted as recommended" not in feed


def test_the_file_tells_the_conditions_as_they_stand_and_the_first_beside_them(app, work, client):
    with work():
        a_counted_round()
        key_decisions.set_rule(actor("Kwame"), KeyRule(local_date(now()), Pence(300_00), 0, 5, 1))
        case = a_case()
        terms = verdict(case, Outcome.VARIED, conditions="Open it on Saturdays.")
        decision = decide(actor("Noor"), case, terms)
        call_in.call(actor("Cllr Idris"), decision, WHY)

    def told() -> tuple[str, str]:
        text = client.client.get("/decisions.csv").data.decode("utf-8-sig")
        (row,) = csv.DictReader(io.StringIO(text))
        return row["Conditions"], row["Conditions first"]

    assert told() == ("Open it on Saturdays.",) * 2
    with work():
        now_on = NewTerms({None: Pence(300_00)}, "Open it on Sundays too.")
        reconsider(actor("Noor"), decision, Answer.NEW_TERMS, ANSWER, now_on)
    assert told() == ("Open it on Sundays too.", "Open it on Saturdays.")
    client.get("/decisions?outcome=varied").says("1 decision", "First decided")
    text = client.client.get("/decisions.csv").data.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["Reasons"], row["Reasons first"]) == (ANSWER, decision.reasons)
    later = decision.at + timedelta(minutes=3)
    looked_at_again = {decision.id: SimpleNamespace(answer=SimpleNamespace(at=later))}
    told_at = [decisions_lines.newest_at([decision], held) for held in (looked_at_again, {})]
    assert told_at == [later, decision.at], "a feed is as new as its newest entry"
